use std::collections::BTreeSet;

use plotters::element::PathElement;
use plotters::style::RGBColor;

use crate::Result;
use crate::paper::{Area, Spot, draw};
use crate::style::LineStyle;

/// How far a thinned curve may stray from the whole one: a sixth of a pixel, less than ink spreads.
const THIN: f64 = 1.5;

/// Draws a curve through the points: thinned, then solid or dashed.
pub(crate) fn curve(area: &Area, spots: &[Spot], style: LineStyle) -> Result<()> {
    line(area, thin(spots, THIN), style)
}

/// Draws a line through the points as they are, solid or dashed.
pub(crate) fn line(area: &Area, spots: Vec<Spot>, style: LineStyle) -> Result<()> {
    if style.dashes.is_empty() {
        return path(area, spots, style.colour, style.width);
    }
    for dash in dashes(&spots, style.dashes) {
        path(area, dash, style.colour, style.width)?;
    }
    Ok(())
}

/// Draws a solid line through the points as they are.
pub(crate) fn path(area: &Area, spots: Vec<Spot>, colour: RGBColor, width: u32) -> Result<()> {
    draw(area, &PathElement::new(spots, plotters::style::Color::stroke_width(&colour, width)))
}

/// The lines without those steps that an earlier one has taken, there or back: a descent that
/// swings between two places for ever goes its way once. Again it would only fill the gaps between
/// its dashes.
pub(crate) fn once(lines: impl Iterator<Item = Vec<Spot>>) -> Vec<Vec<Spot>> {
    let mut seen = BTreeSet::new();
    let mut parts: Vec<Vec<Spot>> = Vec::new();
    for mut line in lines {
        line.dedup();
        let mut part: Vec<Spot> = Vec::new();
        for spot in line {
            let step = part.last().map(|&last| (spot.min(last), spot.max(last)));
            if step.is_some_and(|step| !seen.insert(step)) {
                parts.push(std::mem::take(&mut part));
            }
            part.push(spot);
        }
        parts.push(part);
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// The fewest of the points such that none lies further than `tolerance` from the line through
/// those kept: a curve of ten thousand epochs need not weigh a megabyte.
///
/// # Source
///
/// D. Douglas and T. Peucker, *Algorithms for the reduction of the number of points required to
/// represent a digitized line*, 1973.
pub(crate) fn thin(spots: &[Spot], tolerance: f64) -> Vec<Spot> {
    if spots.len() < 3 {
        return spots.to_vec();
    }
    let mut keep = vec![false; spots.len()];
    keep[0] = true;
    keep[spots.len() - 1] = true;
    let mut pending = vec![(0, spots.len() - 1)];
    while let Some((first, last)) = pending.pop() {
        let far = (first + 1..last)
            .map(|i| (i, distance(spots[i], spots[first], spots[last])))
            .fold((first, tolerance), |best, new| if new.1 > best.1 { new } else { best });
        if far.0 > first {
            keep[far.0] = true;
            pending.push((first, far.0));
            pending.push((far.0, last));
        }
    }
    spots.iter().zip(keep).filter_map(|(&spot, keep)| keep.then_some(spot)).collect()
}

/// From a point to a segment.
fn distance(p: Spot, a: Spot, b: Spot) -> f64 {
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let (px, py) = (f64::from(p.0 - a.0), f64::from(p.1 - a.1));
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { ((px * dx + py * dy) / square).clamp(0.0, 1.0) };
    let (ex, ey) = (px - along * dx, py - along * dy);
    (ex * ex + ey * ey).sqrt()
}

/// Cuts a line into its dashes. plotters' SVG knows no dash pattern, so each dash is a line.
fn dashes(spots: &[Spot], pattern: &[i32]) -> Vec<Vec<Spot>> {
    let mut dashes = Vec::new();
    let mut current = vec![spots[0]];
    let mut step = 0;
    let mut left = f64::from(pattern[0]);
    for pair in spots.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
        let length = (dx * dx + dy * dy).sqrt();
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let share = gone / length;
            let cut = (a.0 + (dx * share).round() as i32, a.1 + (dy * share).round() as i32);
            if step % 2 == 0 {
                current.push(cut);
                dashes.push(std::mem::take(&mut current));
            } else {
                current = vec![cut];
            }
            step = (step + 1) % pattern.len();
            left = f64::from(pattern[step]);
        }
        left -= length - gone;
        if step % 2 == 0 {
            current.push(b);
        }
    }
    if current.len() > 1 {
        dashes.push(current);
    }
    dashes
}
