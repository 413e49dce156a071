use plotters::style::RGBColor;

use super::sheet::{Area, polygon};
use super::stroke::Spot;
use super::style::{HAIR, px};
use crate::Result;

/// An arrow from node to node, by their numbers in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GraphEdge {
    pub from: usize,
    pub to: usize,
    /// Not part of the graph: drawn dashed, beside it.
    pub refused: bool,
}

/// The length of an arrow's head.
pub(super) const ARROW: i32 = px(6);
/// The width of an edge's line.
pub(super) const EDGE: u32 = HAIR + 3;

/// The place before the tip where the head of an arrow begins.
pub(super) fn towards(tip: Spot, from: Spot) -> Spot {
    let (dx, dy) = head(from, tip);
    (tip.0 - dx.round() as i32, tip.1 - dy.round() as i32)
}

/// From the beginning of an arrow's head to its tip.
fn head(from: Spot, tip: Spot) -> (f64, f64) {
    let (dx, dy) = (f64::from(tip.0 - from.0), f64::from(tip.1 - from.1));
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    (dx / length * f64::from(ARROW), dy / length * f64::from(ARROW))
}

/// The head of an arrow that comes from a place and ends at the tip.
pub(super) fn arrow(area: &Area, from: Spot, tip: Spot, colour: RGBColor) -> Result<()> {
    let (dx, dy) = head(from, tip);
    let corner = |side: f64| {
        let x = f64::from(tip.0) - dx - side * dy * 0.4;
        let y = f64::from(tip.1) - dy + side * dx * 0.4;
        (x.round() as i32, y.round() as i32)
    };
    polygon(area, vec![tip, corner(1.0), corner(-1.0)], colour)
}
