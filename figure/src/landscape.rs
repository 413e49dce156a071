use std::collections::BTreeSet;

use crate::clip::{Place, pieces};
use crate::error::{expect_setting, expect_some};
use crate::legend::{self, Entry, Sample, labels, place};
use crate::marker::dot;
use crate::numbers::legible;
use crate::paper::{Area, Block};
use crate::plane::{Plane, PlanePoint, check_classes, entries};
use crate::plot::{BEYOND, Plot};
use crate::ruler::Ruler;
use crate::sheet::{Drawn, Sheet};
use crate::stroke::{line, once, path, thin};
use crate::style::{self, AXIS, CONTOUR_STYLES, GAP, HAIR, LINE_STYLES, LineStyle, UNIT, px};
use crate::{Error, Result};
use crate::{Svg, check};

/// What lies in a plane: contours of a function, paths, and samples. A descent over the ellipses of
/// its loss, or two classes and the lines where a model hesitates between them.
///
/// Contours and paths of the same label look the same in every panel, and share one legend. What
/// lies outside the ends of a plane is cut off.
///
/// A plane that is as wide as it is high, in its own numbers, is drawn as a square: right angles
/// look right, and circles round. Any other fills its panel, and its two scales differ.
#[derive(Clone, Debug)]
pub struct Landscape<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// The classes' names; a point's class is its index here. May be empty if there are no points.
    pub classes: Vec<&'a str>,
    /// What the legend calls a ringed point.
    pub mistake: &'a str,
    /// How many panels stand side by side.
    pub columns: usize,
    /// Row by row.
    pub panels: Vec<LandscapePanel<'a>>,
}

/// One plane. At least one of contours, paths and points is there.
#[derive(Clone, Debug)]
pub struct LandscapePanel<'a> {
    /// Above the panel; may be empty.
    pub title: &'a str,
    /// What the horizontal axis measures; may be empty.
    pub x_name: &'a str,
    /// What the vertical axis measures; may be empty.
    pub y_name: &'a str,
    /// Left and right end of the plane.
    pub x: (f64, f64),
    /// Lower and upper end of the plane.
    pub y: (f64, f64),
    /// Thin grey lines behind everything.
    pub contours: Vec<Contours<'a>>,
    /// In front of the contours, the first ones behind the later ones.
    pub paths: Vec<LandscapePath<'a>>,
    /// The samples in front of everything, the first ones behind the later ones.
    pub points: &'a [PlanePoint],
}

/// Lines that mean the same, such as the ellipses on which a loss is constant.
#[derive(Clone, Copy, Debug)]
pub struct Contours<'a> {
    /// What the legend calls them all.
    pub label: &'a str,
    /// Each from point to point, (x, y); a closed one ends where it began.
    pub lines: &'a [Vec<(f64, f64)>],
}

/// A line from point to point, in the order given, such as the steps of a descent.
#[derive(Clone, Copy, Debug)]
pub struct LandscapePath<'a> {
    /// What the legend calls it.
    pub label: &'a str,
    /// Horizontal coordinates.
    pub xs: &'a [f64],
    /// Vertical coordinates, one for each of `xs`.
    pub ys: &'a [f64],
    /// Whether a dot marks every point. Dots that would fall on one another are one.
    pub dots: bool,
}

/// Dots closer than this share of a pixel cannot be told apart.
const NEAR: i32 = px(1) / 2;
/// How far a thinned line may stray: less than other curves, since a corner shows on an ellipse.
const FINE: f64 = 0.5;
/// On less, the numbers of a vertical axis would meet.
const LEAST_SIDE: i32 = px(70);
/// The last number of an axis may reach to the middle between two panels.
const OVERHANG: i32 = BEYOND + GAP / 2 - px(2);

impl Landscape<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No panels, a panel without contours, paths and points, points without classes; a path that
    /// has not as many xs as ys; NaN or infinity; a line of fewer than two points; a class that has
    /// no name; ends of the plane in the wrong order, too close to each other or beyond 4e307; a
    /// point outside the plane; columns out of range; more contours, paths or classes than can be
    /// told apart; labels that are blank, repeated, too wide, or hold a character the font lacks;
    /// paths of one label with dots in one panel and without in another; numbers of an axis too
    /// long for its plot.
    pub fn svg(&self) -> Result<Svg> {
        let points = || self.panels.iter().flat_map(|panel| panel.points);
        if !self.classes.is_empty() || points().next().is_some() {
            check_classes(&self.classes)?;
        }
        self.panels.iter().try_for_each(|panel| panel.check(self.classes.len()))?;
        let contours = labels(self.panels.iter().flat_map(|p| p.contours.iter().map(|c| c.label)));
        let all_paths = || self.panels.iter().flat_map(|p| &p.paths);
        let paths = labels(all_paths().map(|path| path.label));
        check::at_most("number of kinds of contours", CONTOUR_STYLES, contours.len())?;
        check::at_most("number of paths", LINE_STYLES, paths.len())?;

        let contour = |i| Sample::Line(style::contour(i));
        let mut legend: Vec<Entry> = legend::entries(&contours, contour).collect();
        for (i, &label) in paths.iter().enumerate() {
            let mut alike = all_paths().filter(|path| path.label == label);
            let dots = alike.next().is_some_and(|path| path.dots);
            if alike.any(|path| path.dots != dots) {
                let why = "has dots in one panel and none in another";
                return Err(Error::Figure(format!("path {label:?} {why}")));
            }
            let sample = if dots { Sample::Dotted } else { Sample::Line };
            legend.push(Entry { sample: sample(style::line(i)), label });
        }
        legend.extend(entries(&self.classes, Sample::Marker, self.mistake, points()));
        let titles = self.panels.iter().map(|panel| panel.title);
        let sheet = Sheet::new(self.title, self.columns, titles, legend)?;
        let width = sheet.panel_width();
        let rims = self.panels.iter().map(|panel| panel.rims(width)).collect::<Result<Vec<_>>>()?;
        let beside = rims.iter().map(|rim| rim.0).max().unwrap_or(0);
        let below = rims.iter().map(|rim| rim.1).max().unwrap_or(0);
        // All plots are equally high; side by side, the narrowest is a square.
        let side = if width > px(500) { px(480) - below } else { width - beside };
        if side < LEAST_SIDE {
            let (has, needs) = (side / UNIT, LEAST_SIDE / UNIT);
            let why = "beside the numbers of the vertical axes; take fewer columns";
            return Err(Error::Figure(format!("{has} pixels for a plot, it needs {needs}, {why}")));
        }
        sheet.svg(side + below, |area, block, number| {
            let (panel, rim) = (&self.panels[number], rims[number]);
            let wide = if panel.is_square() { side + rim.0 } else { width };
            let left = block.left + (width - wide) / 2;
            let block = Block { left, top: block.top, width: wide, height: side + rim.1 };
            let what = format!("x of {:?}", panel.title);
            let x = legible(&what, wide - rim.0, OVERHANG, |count| {
                Ruler::between(&what, panel.x, count)
            })?;
            let names = (panel.x_name, panel.y_name);
            let plot = Plot::new(area, block, names, x, panel.y_ruler(width)?)?;
            panel.draw(area, &plot, &contours, &paths)?;
            Ok(Drawn::all_over(block, plot.inside().centre().0))
        })
    }
}

impl<'a> LandscapePanel<'a> {
    fn plane(&self) -> Plane<'a> {
        Plane { title: self.title, x: self.x, y: self.y, points: self.points }
    }

    /// Whether the plane is as wide as it is high, but for what rounding its ends has changed.
    fn is_square(&self) -> bool {
        let (width, height) = (self.x.1 - self.x.0, self.y.1 - self.y.0);
        (width - height).abs() <= 1e-9 * width
    }

    fn y_ruler(&self, width: i32) -> Result<Ruler> {
        let count = (width / px(45)).clamp(5, 8) as usize;
        Ruler::between(&format!("y of {:?}", self.title), self.y, count)
    }

    fn rims(&self, width: i32) -> Result<(i32, i32)> {
        Ok(Plot::rims((self.x_name, self.y_name), &self.y_ruler(width)?))
    }

    fn draw(&self, area: &Area, plot: &Plot, contours: &[&str], paths: &[&str]) -> Result<()> {
        for Contours { label, lines } in &self.contours {
            let style = style::contour(place(contours, label));
            for line in *lines {
                self.line(area, plot, line.iter().copied(), style)?;
            }
        }
        let style = |path: &LandscapePath| style::line(place(paths, path.label));
        for path in &self.paths {
            self.line(area, plot, path.places(), style(path))?;
        }
        path(area, plot.inside().outline(), AXIS, HAIR + 3)?;
        for path in self.paths.iter().filter(|path| path.dots) {
            let mut seen = BTreeSet::new();
            for (x, y) in path.places().filter(|&place| self.plane().holds(place)) {
                let spot = plot.spot(x, y);
                if seen.insert((spot.0 / NEAR, spot.1 / NEAR)) {
                    dot(area, spot, style(path).colour)?;
                }
            }
        }
        self.plane().draw_points(area, plot)
    }

    /// Draws what of a line lies inside.
    fn line(
        &self,
        area: &Area,
        plot: &Plot,
        points: impl Iterator<Item = Place>,
        style: LineStyle,
    ) -> Result<()> {
        let spots = |piece: Vec<Place>| piece.iter().map(|&(x, y)| plot.spot(x, y)).collect();
        for stroke in once(pieces(points, self.x, self.y).into_iter().map(spots)) {
            line(area, thin(&stroke, FINE), style)?;
        }
        Ok(())
    }

    fn check(&self, classes: usize) -> Result<()> {
        let things = self.contours.len() + self.paths.len() + self.points.len();
        expect_some(&format!("contours, paths and points of {:?}", self.title), things)?;
        self.plane().check(classes)?;
        check::distinct("contours of a panel", self.contours.iter().map(|c| c.label))?;
        check::distinct("paths of a panel", self.paths.iter().map(|p| p.label))?;
        for Contours { label, lines } in &self.contours {
            expect_some(&format!("lines of contours {label:?}"), lines.len())?;
            for (i, line) in lines.iter().enumerate() {
                let what = format!("points of line {i} of contours {label:?}");
                expect_setting(&what, "at least 2", line.len(), line.len() > 1)?;
                check::finite_places(&what, line)?;
            }
        }
        for LandscapePath { label, xs, ys, .. } in &self.paths {
            let what = format!("path {label:?}");
            check::coordinates(&what, xs, ys)?;
            expect_setting(&format!("points of {what}"), "at least 2", xs.len(), xs.len() > 1)?;
        }
        Ok(())
    }
}

impl<'a> LandscapePath<'a> {
    /// A path without dots.
    pub fn line(label: &'a str, xs: &'a [f64], ys: &'a [f64]) -> LandscapePath<'a> {
        LandscapePath { label, xs, ys, dots: false }
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        self.xs.iter().copied().zip(self.ys.iter().copied())
    }
}
