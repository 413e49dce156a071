use std::cmp::Reverse;

use crate::axis::Axis;
use crate::curves::{Level, check_levels};
use crate::error::{expect_setting, expect_some};
use crate::legend::{Entry, Sample, entries, labels, place};
use crate::marker::{disc, interval};
use crate::numbers::legible;
use crate::paper::{Block, Spot};
use crate::plot::Plot;
use crate::ruler::Ruler;
use crate::sheet::{Drawn, Sheet};
use crate::stroke::curve;
use crate::style::{self, GAP, LEVEL_STYLES, NUMBER, px};
use crate::{Error, Result};
use crate::{Svg, check, font};

/// Distributions of many outcomes, such as a network's accuracy from a hundred seeds: a strip for
/// each label, one below the other, in panels that stand side by side and share the labels.
///
/// Values that fall on the same place of a strip are one disc, whose area is their number; discs
/// are measured alike in the whole figure. The largest sample would fill the height of its strip
/// if all its values were equal. Values less than two pixels apart count as falling on the same
/// place, and their disc stands at their mean. A disc too small to print is drawn as large as one
/// that prints.
///
/// Axes of the same name and scale begin and end alike, so that their panels can be compared.
#[derive(Clone, Debug)]
pub struct Strips<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// What the legend calls the three discs it shows, such as “1, 4 and 16 seeds”.
    pub discs: &'a str,
    /// What the legend calls an interval with its mean.
    pub interval: &'a str,
    /// How many panels stand side by side.
    pub columns: usize,
    /// Row by row. All have the same labels in the same order, written left of each row's
    /// first panel.
    pub panels: Vec<StripPanel<'a>>,
}

/// One horizontal axis with a strip for each label.
#[derive(Clone, Debug)]
pub struct StripPanel<'a> {
    /// Above the panel; may be empty.
    pub title: &'a str,
    /// The horizontal axis; it holds every value, interval and level, and a little more.
    pub x: Axis<'a>,
    /// From the highest to the lowest.
    pub strips: Vec<Strip<'a>>,
    /// Vertical reference lines, behind the discs.
    pub levels: Vec<Level>,
}

/// The outcomes of one label: values, an interval, or both.
#[derive(Clone, Copy, Debug)]
pub struct Strip<'a> {
    /// What stands left of it.
    pub label: &'a str,
    /// The outcomes, in any order; may be empty if there is an interval.
    pub values: &'a [f64],
    /// What the values say of their mean, in front of the discs.
    pub interval: Option<StripInterval>,
}

/// A mean and the ends of an interval that holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripInterval {
    /// Lower end, at most the mean.
    pub low: f64,
    /// Between the ends.
    pub mean: f64,
    /// Upper end, at least the mean.
    pub high: f64,
}

/// More than these, with their labels, do not fit on a page.
const MOST_STRIPS: usize = 24;
/// As high as its label.
const LOWEST_STRIP: i32 = px(16);
/// A wider one leaves too little room for the panels.
const WIDEST_LABEL: i32 = px(180);
/// What a panel has above and below its strips, and what it has beside them.
const RIM: (i32, i32) = (px(50), px(22));
/// The radius of a single value's disc, unless large samples ask for less.
const LARGEST_SINGLE: f64 = 20.0;
/// Values closer than this share a disc: it is about as wide.
const NEAR: i32 = px(2);

impl Strips<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No panels or strips, a strip that has neither values nor an interval; panels that differ in
    /// their number of strips; NaN or infinity; an interval whose mean lies outside; a number that
    /// is not above 0 on a logarithmic axis or beyond 4e307 on a linear one; an axis with ends of
    /// its own; columns out of range; more than 24 strips; more levels than can be told apart;
    /// labels that are blank, repeated, in a panel others than in the first, too wide, or hold a
    /// character the font lacks; numbers of an axis too long to stand side by side.
    pub fn svg(&self) -> Result<Svg> {
        expect_some("panels of a figure", self.panels.len())?;
        let names: Vec<&str> = self.panels[0].strips.iter().map(|s| s.label).collect();
        check_names(&names)?;
        self.panels.iter().try_for_each(|panel| check_panel(panel, &names))?;
        let levels = labels(self.panels.iter().flat_map(|p| p.levels.iter().map(|l| &*l.label)));
        check::at_most("number of reference lines", LEVEL_STYLES, levels.len())?;

        let strips = || self.panels.iter().flat_map(|p| &p.strips);
        let largest = strips().map(|s| s.values.len()).max().unwrap_or(0);
        let rows = self.panels.len().div_ceil(self.columns.max(1));
        let strip = strip_height(names.len(), rows, largest);
        let unit = (f64::from(strip / 2 - px(1)) / (largest as f64).sqrt()).min(LARGEST_SINGLE);
        let mut legend = Vec::new();
        if largest > 0 {
            legend.push(Entry { sample: Sample::Discs(unit), label: self.discs });
        }
        if strips().any(|s| s.interval.is_some()) {
            legend.push(Entry { sample: Sample::Interval, label: self.interval });
        }
        legend.extend(entries(&levels, |i| Sample::Line(style::level(i))));

        let titles = self.panels.iter().map(|panel| panel.title);
        let mut sheet = Sheet::new(self.title, self.columns, titles, legend)?;
        sheet.indent = names.iter().map(|name| font::width(name, NUMBER)).max().unwrap_or(0);
        sheet.svg(names.len() as i32 * strip + RIM.0, |area, block, number| {
            let panel = &self.panels[number];
            let x = self.ruler(panel, block.width - RIM.1, strip / 2)?;
            // The first panel of a row writes the labels, into the room left of it.
            let first = number % self.columns == 0;
            let more = if first { sheet.indent } else { 0 };
            let y = Ruler::rows(names.iter().map(|name| if first { name } else { "" }));
            let rows: Vec<f64> = y.ticks.iter().map(|(place, _)| *place).collect();
            let block = Block { left: block.left - more, width: block.width + more, ..block };
            let plot = Plot::new(area, block, (panel.x.name, ""), x, y)?;
            for level in &panel.levels {
                let ends = [0.0, names.len() as f64].map(|y| plot.spot(level.at, y));
                curve(area, &ends, style::level(place(&levels, &level.label)))?;
            }
            for (strip, row) in panel.strips.iter().zip(rows) {
                for (spot, count) in
                    crowds(strip.values.iter().map(|&x| plot.spot(x, row)).collect())
                {
                    disc(area, spot, unit, count)?;
                }
                if let Some(StripInterval { low, mean, high }) = strip.interval {
                    interval(area, [low, mean, high].map(|x| plot.spot(x, row)))?;
                }
            }
            Ok(Drawn::all_over(block, plot.inside().centre().0))
        })
    }

    /// The horizontal axis of a panel whose strips are so wide: it ends where the largest disc
    /// does, and its numbers stand well apart.
    fn ruler(&self, panel: &StripPanel, width: i32, disc: i32) -> Result<Ruler> {
        let what = format!("x of {:?}", panel.title);
        let Axis { name, scale, .. } = panel.x;
        let slack = f64::from(disc) / f64::from(width - 2 * disc);
        let ruler = |count| {
            let alike = self.panels.iter().filter(|p| p.x.name == name && p.x.scale == scale);
            Ruler::over(&what, scale, alike.flat_map(StripPanel::numbers), slack, count)
        };
        // Numbers reach to the middle between two panels, where the next one's may begin.
        legible(&what, width, (GAP + RIM.1) / 2 - px(2), ruler)
    }
}

impl StripPanel<'_> {
    /// Every number that its axis must hold.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let intervals = self.strips.iter().flat_map(|s| s.interval);
        let values = self.strips.iter().flat_map(|s| s.values.iter().copied());
        let levels = self.levels.iter().map(|l| l.at);
        values.chain(intervals.flat_map(|i| [i.low, i.mean, i.high])).chain(levels)
    }
}

/// Few strips are high ones; without discs, low ones will do; `rows` of panels share a page.
fn strip_height(strips: usize, rows: usize, largest_sample: usize) -> i32 {
    let fair = px(480).min(px(720) / rows as i32) / strips as i32;
    fair.clamp(LOWEST_STRIP, if largest_sample > 0 { px(40) } else { px(18) })
}

/// The spots of a strip in groups less than [`NEAR`] wide, each with its number of spots, the
/// largest group first.
fn crowds(mut spots: Vec<Spot>) -> Vec<(Spot, usize)> {
    spots.sort_unstable();
    let mut crowds = Vec::new();
    let mut rest = &spots[..];
    while let Some(&(first, y)) = rest.first() {
        let (crowd, others) = rest.split_at(rest.partition_point(|spot| spot.0 < first + NEAR));
        let beyond: i64 = crowd.iter().map(|spot| i64::from(spot.0 - first)).sum();
        let mean = first + (beyond as f64 / crowd.len() as f64).round() as i32;
        crowds.push(((mean, y), crowd.len()));
        rest = others;
    }
    crowds.sort_by_key(|&(_, count)| Reverse(count));
    crowds
}

fn check_names(names: &[&str]) -> Result<()> {
    expect_some("strips of a panel", names.len())?;
    let expected = format!("at most {MOST_STRIPS}, which fit on a page");
    expect_setting("number of strips", &expected, names.len(), names.len() <= MOST_STRIPS)?;
    check::distinct("strips of a panel", names.iter().copied())?;
    names.iter().try_for_each(|name| font::fits("label of a strip", name, NUMBER, WIDEST_LABEL))
}

fn check_panel(panel: &StripPanel, names: &[&str]) -> Result<()> {
    let what = format!("strips of panel {:?}", panel.title);
    if panel.x.ends.is_some() {
        return Err(Error::Figure(format!("{what}: the ends of their axis follow from the data")));
    }
    check::count(&what, names.len(), panel.strips.len())?;
    for (row, (Strip { label, values, interval }, name)) in
        panel.strips.iter().zip(names).enumerate()
    {
        if label != name {
            let why = format!("{what}: row {row} is {label:?}, in the first panel {name:?}");
            return Err(Error::Figure(why));
        }
        let what = format!("strip {label:?} of {:?}", panel.title);
        expect_some(&what, values.len() + usize::from(interval.is_some()))?;
        check::finite(&format!("values of {what}"), values)?;
        if let Some(StripInterval { low, mean, high }) = *interval {
            let what = format!("interval of {what}");
            check::finite(&what, &[low, mean, high])?;
            let got = format!("{low}, {mean}, {high}");
            expect_setting(&what, "low ≤ mean ≤ high", got, low <= mean && mean <= high)?;
        }
    }
    check_levels(&panel.levels)
}
