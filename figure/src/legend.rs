use plotters::style::text_anchor::HPos;

use crate::Result;
use crate::edge::{self, EdgeLabels};
use crate::font;
use crate::marker::{disc, dot, interval, marker, rings, tile};
use crate::paper::{Area, Block, rectangle, text};
use crate::parts::ViewBox;
use crate::stroke::curve;
use crate::style::{CLASSES, GAP, INK, LineStyle, TEXT, px};

/// One line of a legend: what it looks like in the picture, and what it is.
pub(crate) struct Entry<'a> {
    pub sample: Sample,
    pub label: &'a str,
}

impl Entry<'_> {
    fn width(&self) -> i32 {
        SAMPLE + SPACE + font::width(self.label, TEXT)
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Sample {
    Line(LineStyle),
    /// A line with a dot at every point.
    Dotted(LineStyle),
    /// The marker of a class on its tint.
    Class(usize),
    /// The marker of a class alone.
    Marker(usize),
    /// The tint of a class alone.
    Tint(usize),
    /// An edge with a label.
    Edge(EdgeLabels<'static>),
    Mistake,
    /// A value, four, and sixteen, the first as large as said.
    Discs(f64),
    Interval,
}

const SAMPLE: i32 = px(34);
/// The width of a tint.
const PATCH: i32 = px(26);
const SPACE: i32 = px(6);
const ROW: i32 = px(20);

/// A row of the legend: where each entry begins, from the row's left end, and the row's width.
pub(crate) struct Row<'a> {
    entries: Vec<(i32, &'a Entry<'a>)>,
    width: i32,
}

pub(crate) fn height(rows: usize) -> i32 {
    rows as i32 * ROW
}

/// Fills rows with entries from left to right.
///
/// # Errors
/// A label that is wider than a row.
pub(crate) fn rows<'a>(entries: &'a [Entry<'a>], room: i32) -> Result<Vec<Row<'a>>> {
    let mut rows: Vec<Row> = Vec::new();
    for entry in entries {
        font::fits("label", entry.label, TEXT, room - SAMPLE - SPACE)?;
        let wide = entry.width();
        match rows.last_mut() {
            Some(row) if row.width + GAP + wide <= room => {
                row.entries.push((row.width + GAP, entry));
                row.width += GAP + wide;
            }
            _ => rows.push(Row { entries: vec![(0, entry)], width: wide }),
        }
    }
    Ok(rows)
}

/// Draws the rows, each in the middle of the paper, and answers where each entry stands.
pub(crate) fn draw(area: &Area, rows: &[Row], top: i32) -> Result<Vec<ViewBox>> {
    let paper = area.dim_in_pixel().0 as i32;
    let mut places = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let y = top + i as i32 * ROW + ROW / 2;
        let start = (paper - row.width) / 2;
        for (offset, entry) in &row.entries {
            let left = start + offset;
            let middle = (left + SAMPLE / 2, y);
            match entry.sample {
                Sample::Line(style) => curve(area, &[(left, y), (left + SAMPLE, y)], style)?,
                Sample::Dotted(style) => {
                    curve(area, &[(left, y), (left + SAMPLE, y)], style)?;
                    dot(area, middle, style.colour)?;
                }
                Sample::Marker(class) => marker(area, middle, class)?,
                Sample::Class(class) => {
                    let patch = Block::around(middle, PATCH, px(16));
                    rectangle(area, patch, CLASSES[class].tint)?;
                    marker(area, middle, class)?;
                }
                Sample::Tint(class) => tile(area, Block::around(middle, PATCH, px(14)), class)?,
                Sample::Edge(labels) => edge::sample(area, middle, labels)?,
                Sample::Mistake => rings(area, std::iter::once(middle))?,
                Sample::Discs(unit) => {
                    for (x, count) in [(3, 1), (11, 4), (25, 16)] {
                        disc(area, (left + px(x), y), unit, count)?;
                    }
                }
                Sample::Interval => {
                    let places = [left + px(4), middle.0, left + SAMPLE - px(4)];
                    interval(area, places.map(|x| (x, y)))?;
                }
            }
            text(area, entry.label, (left + SAMPLE + SPACE, y), TEXT, INK, HPos::Left)?;
            // Letters reach a little further than their widths say.
            let (left, width) = (left - SPACE / 2, entry.width() + SPACE);
            places.push(ViewBox { left, top: y - ROW / 2, width, height: ROW });
        }
    }
    Ok(places)
}

/// An entry for each label, with the sample of its number.
pub(crate) fn entries<'a>(
    labels: &[&'a str],
    sample: impl Fn(usize) -> Sample,
) -> impl Iterator<Item = Entry<'a>> {
    labels.iter().enumerate().map(move |(i, label)| Entry { sample: sample(i), label })
}

/// The labels, each once, in order of appearance.
pub(crate) fn labels<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut labels = Vec::new();
    for label in all {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// A label's number among those collected.
pub(crate) fn place(labels: &[&str], label: &str) -> usize {
    labels.iter().position(|l| *l == label).expect("every label was collected")
}
