use super::legend::{Entry, Sample};
use super::marker::{marker, rings};
use super::mosaic::Mosaic;
use super::plot::Plot;
use super::ruler::{Ruler, Scale};
use super::sheet::{Sheet, polygon};
use super::stroke::path;
use super::style::{AXIS, CLASSES, HAIR, INK, px};
use super::{Svg, check};
use crate::error::expect_some;
use crate::{Error, Result};

/// What a classifier decides at each place of a plane, and the samples it decided about.
#[derive(Clone, Debug)]
pub struct Regions<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// What the horizontal axis measures; may be empty.
    pub x_name: &'a str,
    /// What the vertical axis measures; may be empty.
    pub y_name: &'a str,
    /// The classes' names; a class is its index here.
    pub classes: Vec<&'a str>,
    /// What the legend calls a ringed point.
    pub mistake: &'a str,
    /// How many panels stand side by side.
    pub columns: usize,
    /// Row by row.
    pub panels: Vec<RegionPanel<'a>>,
}

/// One classifier's plane.
#[derive(Clone, Copy, Debug)]
pub struct RegionPanel<'a> {
    /// Above the panel; may be empty.
    pub title: &'a str,
    /// Left and right end of the plane.
    pub x: (f64, f64),
    /// Lower and upper end of the plane.
    pub y: (f64, f64),
    /// The class of each cell: rows from the lowest to the highest, each from left to right. The
    /// cells fill the plane; the class is the one decided at a cell's centre.
    pub cells: &'a [Vec<usize>],
    /// The samples, the first ones behind the later ones.
    pub points: &'a [Point],
}

/// A sample in the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Horizontal coordinate.
    pub x: f64,
    /// Vertical coordinate.
    pub y: f64,
    /// Its true class, which its marker shows.
    pub class: usize,
    /// Whether the classifier decided otherwise: it is ringed.
    pub mistake: bool,
}

impl Regions<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without classes, panels or cells; [`Error::Shape`] if the rows of cells
    /// differ in length; [`Error::NotFinite`] for a NaN or an infinity; [`Error::Setting`] for a class
    /// that has no name, ends of the plane in the wrong order, a point outside the plane, columns out
    /// of range and more classes than can be told apart; [`Error::Figure`] for labels that are blank,
    /// repeated, too wide, or hold a character the font lacks.
    pub fn svg(&self) -> Result<Svg> {
        expect_some("classes of a figure", self.classes.len())?;
        check::at_most("number of classes", CLASSES.len(), self.classes.len())?;
        self.panels.iter().try_for_each(|panel| self.check_panel(panel))?;
        let classes = self.classes.iter().enumerate();
        let mut legend: Vec<Entry> =
            classes.map(|(i, label)| Entry { sample: Sample::Class(i), label }).collect();
        if self.panels.iter().any(|panel| panel.points.iter().any(|p| p.mistake)) {
            legend.push(Entry { sample: Sample::Mistake, label: self.mistake });
        }
        check::distinct("legend", legend.iter().map(|entry| entry.label))?;
        let sheet = Sheet {
            title: self.title,
            columns: self.columns,
            panels: self.panels.iter().map(|p| p.title).collect(),
            legend,
            indent: 0,
        };
        let width = sheet.panel_width()?;
        let height = if width > px(500) { px(480) } else { width };
        sheet.svg(height, |area, block, panel| {
            let panel = &self.panels[panel];
            let ruler = |what, ends: (f64, f64), count| {
                Ruler::over(what, Scale::Linear, [ends.0, ends.1].into_iter(), 0.0, count)
            };
            let count = (block.width / px(60)).clamp(2, 8) as usize;
            let (x, y) =
                (ruler("x of a plane", panel.x, count)?, ruler("y of a plane", panel.y, 6)?);
            let plot = Plot::new(area, block, (self.x_name, self.y_name), x, y)?;
            let inside = plot.inside();
            let mosaic = Mosaic::new(inside, panel.cells);
            for (outline, class) in mosaic.areas {
                polygon(area, outline, CLASSES[class].tint)?;
            }
            for border in mosaic.borders {
                path(area, border, INK, HAIR + 2)?;
            }
            path(area, inside.outline(), AXIS, HAIR + 3)?;
            let spot = |point: &Point| plot.spot(point.x, point.y);
            let (wrong, right): (Vec<&Point>, Vec<&Point>) =
                panel.points.iter().partition(|point| point.mistake);
            rings(area, wrong.iter().map(|point| spot(point)))?;
            for point in right.iter().chain(&wrong) {
                marker(area, spot(point), point.class)?;
            }
            Ok(inside.centre().0)
        })
    }

    fn check_panel(&self, panel: &RegionPanel) -> Result<()> {
        let what = |part: &str| format!("{part} of {:?}", panel.title);
        check::finite(&what("horizontal ends"), &[panel.x.0, panel.x.1])?;
        check::finite(&what("vertical ends"), &[panel.y.0, panel.y.1])?;
        for (name, (low, high)) in [("horizontal", panel.x), ("vertical", panel.y)] {
            if low >= high {
                return Err(Error::Setting {
                    name: what(&format!("{name} ends")),
                    expected: "the lower before the higher".into(),
                    got: format!("{low} before {high}"),
                });
            }
        }
        expect_some(&what("rows of cells"), panel.cells.len())?;
        let columns = panel.cells[0].len();
        for row in panel.cells {
            expect_some(&what("cells in a row"), row.len())?;
            if row.len() != columns {
                let rows = panel.cells.len();
                return Err(check::shape(&what("cells"), (rows, columns), (rows, row.len())));
            }
            row.iter().try_for_each(|&class| self.check_class(&what("class of a cell"), class))?;
        }
        for (i, point) in panel.points.iter().enumerate() {
            let what = what(&format!("point {i}"));
            check::finite(&what, &[point.x, point.y])?;
            self.check_class(&what, point.class)?;
            let within = |v: f64, (low, high): (f64, f64)| v >= low && v <= high;
            if !(within(point.x, panel.x) && within(point.y, panel.y)) {
                return Err(Error::Setting {
                    name: what,
                    expected: format!("inside {:?} × {:?}", panel.x, panel.y),
                    got: format!("({}, {})", point.x, point.y),
                });
            }
        }
        Ok(())
    }

    fn check_class(&self, what: &str, class: usize) -> Result<()> {
        let k = self.classes.len();
        if class < k {
            return Ok(());
        }
        let expected = format!("a class below {k}");
        Err(Error::Setting { name: what.to_owned(), expected, got: class.to_string() })
    }
}
