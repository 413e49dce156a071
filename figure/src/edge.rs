use plotters::style::text_anchor::HPos;

use crate::font;
use crate::paper::{Area, Spot, polygon, text};
use crate::rows::Reach;
use crate::stroke::line;
use crate::style::{AXIS, BACKWARD, FORWARD, HAIR, LineStyle, NUMBER, px};
use crate::{Error, Result};

/// An arrow from node to node, by their numbers in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GraphEdge<'a> {
    pub from: usize,
    pub to: usize,
    /// Not part of the graph: drawn dashed, beside it, without labels.
    pub refused: bool,
    /// What it says; by default nothing.
    pub labels: EdgeLabels<'a>,
}

/// What runs along an edge: forward, written left of it, and backward, written right of it in
/// another colour. An empty label is not written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeLabels<'a> {
    pub forward: &'a str,
    pub backward: &'a str,
}

/// The length of an arrow's head.
const ARROW: i32 = px(6);
pub(crate) const EDGE: LineStyle = LineStyle { colour: AXIS, dashes: &[], width: HAIR + 3 };
/// Between an edge and its labels.
const BESIDE: i32 = px(3);
/// The length of the legend's arrows.
const SAMPLE: i32 = px(16);

impl EdgeLabels<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.forward.is_empty() && self.backward.is_empty()
    }

    /// Refuses labels of spaces alone, and what the font lacks.
    pub(crate) fn check(&self) -> Result<()> {
        for label in [self.forward, self.backward] {
            font::check("label of an edge", label)?;
            if !label.is_empty() && label.trim().is_empty() {
                return Err(Error::Figure(format!("blank label of an edge: {label:?}")));
            }
        }
        Ok(())
    }

    /// The room they take beside their edge.
    pub(crate) fn reach(&self) -> Reach {
        let side = |label: &str| match label {
            "" => 0,
            label => BESIDE + font::width(label, NUMBER),
        };
        Reach { left: side(self.forward), right: side(self.backward) }
    }

    /// Writes them on both sides of a place on their edge.
    pub(crate) fn draw(&self, area: &Area, (x, y): Spot) -> Result<()> {
        if !self.forward.is_empty() {
            text(area, self.forward, (x - BESIDE, y), NUMBER, FORWARD, HPos::Right)?;
        }
        if !self.backward.is_empty() {
            text(area, self.backward, (x + BESIDE, y), NUMBER, BACKWARD, HPos::Left)?;
        }
        Ok(())
    }
}

/// An edge with labels, for the legend: an arrow down the middle of what it takes.
pub(crate) fn sample(area: &Area, middle: Spot, labels: EdgeLabels) -> Result<()> {
    let Reach { left, right } = labels.reach();
    let x = middle.0 + (left - right) / 2;
    arrow(area, vec![(x, middle.1 - SAMPLE / 2)], (x, middle.1 + SAMPLE / 2), EDGE)?;
    labels.draw(area, (x, middle.1))
}

/// An arrow from place to place and on to its tip.
pub(crate) fn arrow(area: &Area, mut way: Vec<Spot>, tip: Spot, style: LineStyle) -> Result<()> {
    way.dedup();
    let from = way[way.len() - 1];
    let (dx, dy) = (f64::from(tip.0 - from.0), f64::from(tip.1 - from.1));
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    // From where its head begins to the tip.
    let (dx, dy) = (dx / length * f64::from(ARROW), dy / length * f64::from(ARROW));
    way.push((tip.0 - dx.round() as i32, tip.1 - dy.round() as i32));
    line(area, way, style)?;
    let corner = |side: f64| {
        let x = f64::from(tip.0) - dx - side * dy * 0.4;
        let y = f64::from(tip.1) - dy + side * dx * 0.4;
        (x.round() as i32, y.round() as i32)
    };
    polygon(area, vec![tip, corner(1.0), corner(-1.0)], style.colour)
}
