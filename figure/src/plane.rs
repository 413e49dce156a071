use crate::check;
use crate::legend::{self, Entry, Sample};
use crate::marker::{marker, meet, rings};
use crate::paper::{Area, Spot};
use crate::plot::Plot;
use crate::ruler::nearly_one;

use crate::Result;
use crate::error::{expect_setting, expect_some};
use crate::style::CLASSES;

/// A sample in the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanePoint {
    /// Horizontal coordinate.
    pub x: f64,
    /// Vertical coordinate.
    pub y: f64,
    /// Its true class, which its marker shows.
    pub class: usize,
    /// Whether the classifier decided otherwise: it is ringed.
    pub mistake: bool,
}

/// A part of the plane and the samples in it, as [`crate::Regions`] and [`crate::Landscape`] have
/// them.
pub(crate) struct Plane<'a> {
    pub title: &'a str,
    /// Left and right end.
    pub x: (f64, f64),
    /// Lower and upper end.
    pub y: (f64, f64),
    pub points: &'a [PlanePoint],
}

impl Plane<'_> {
    /// Refuses ends between which there is no plane, samples outside, and samples of no class.
    pub fn check(&self, classes: usize) -> Result<()> {
        let Plane { title, x, y, points } = *self;
        for (name, (low, high)) in [("horizontal", x), ("vertical", y)] {
            let what = format!("{name} ends of {title:?}");
            check::finite(&what, &[low, high])?;
            let got = format!("{low} before {high}");
            expect_setting(&what, "the lower before the higher", &got, low < high)?;
            let apart = !nearly_one(low, high);
            expect_setting(&what, "ends far enough apart for an axis", got, apart)?;
        }
        for (i, point) in points.iter().enumerate() {
            let what = format!("point {i} of {title:?}");
            check::finite(&what, &[point.x, point.y])?;
            check::below(&what, "a class", point.class, classes)?;
            let within = self.holds((point.x, point.y));
            let got = format!("({}, {})", point.x, point.y);
            expect_setting(&what, &format!("inside {x:?} × {y:?}"), got, within)?;
        }
        Ok(())
    }

    /// Whether a place lies between the ends or on them.
    pub fn holds(&self, place: (f64, f64)) -> bool {
        let within = |v: f64, (low, high): (f64, f64)| v >= low && v <= high;
        within(place.0, self.x) && within(place.1, self.y)
    }

    /// Draws the samples, mistakes in front. The markers of all do not depend on which are
    /// mistakes, so that frames of one picture share them: a mistake that others hide is drawn
    /// again.
    pub fn draw_points(&self, area: &Area, plot: &Plot) -> Result<()> {
        let spots: Vec<Spot> =
            self.points.iter().map(|point| plot.spot(point.x, point.y)).collect();
        let mistakes = || (0..spots.len()).filter(|&place| self.points[place].mistake);
        rings(area, mistakes().map(|place| spots[place]))?;
        for (point, &spot) in self.points.iter().zip(&spots) {
            marker(area, spot, point.class)?;
        }
        let is_hidden = |&place: &usize| {
            let later = self.points.iter().zip(&spots).skip(place + 1);
            later.into_iter().any(|(point, &spot)| !point.mistake && meet(spots[place], spot))
        };
        for place in mistakes().filter(is_hidden) {
            marker(area, spots[place], self.points[place].class)?;
        }
        Ok(())
    }
}

/// Refuses none, and more than can be told apart.
pub(crate) fn check_classes(names: &[&str]) -> Result<()> {
    expect_some("classes of a figure", names.len())?;
    check::at_most("number of classes", CLASSES.len(), names.len())
}

/// What a legend says of the classes, and of mistakes if there are any.
pub(crate) fn entries<'a>(
    classes: &[&'a str],
    sample: fn(usize) -> Sample,
    mistake: &'a str,
    mut points: impl Iterator<Item = &'a PlanePoint>,
) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry> = legend::entries(classes, sample).collect();
    if points.any(|point| point.mistake) {
        entries.push(Entry { sample: Sample::Mistake, label: mistake });
    }
    entries
}
