use crate::Result;
use crate::error::expect_some;
use crate::legend::Sample;
use crate::mosaic::Mosaic;
use crate::paper::polygon;
use crate::plane::{Plane, PlanePoint, check_classes, entries};
use crate::plot::Plot;
use crate::ruler::Ruler;
use crate::sheet::{Drawn, Sheet};
use crate::stroke::path;
use crate::style::{AXIS, CLASSES, HAIR, INK, px};
use crate::{Svg, check};

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
    pub points: &'a [PlanePoint],
}

impl Regions<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No classes, panels or cells; rows of cells that differ in length; NaN or infinity; a class
    /// that has no name; ends of the plane in the wrong order; a point outside the plane; columns
    /// out of range; more classes than can be told apart; labels that are blank, repeated, too
    /// wide, or hold a character the font lacks.
    pub fn svg(&self) -> Result<Svg> {
        check_classes(&self.classes)?;
        self.panels.iter().try_for_each(|panel| self.check_panel(panel))?;
        let points = self.panels.iter().flat_map(|panel| panel.points);
        let legend = entries(&self.classes, Sample::Class, self.mistake, points);
        let titles = self.panels.iter().map(|panel| panel.title);
        let sheet = Sheet::new(self.title, self.columns, titles, legend)?;
        let width = sheet.panel_width();
        let height = if width > px(500) { px(480) } else { width };
        sheet.svg(height, |area, block, panel| {
            let panel = &self.panels[panel];
            let count = (block.width / px(60)).clamp(2, 8) as usize;
            let x = Ruler::between("x of a plane", panel.x, count)?;
            let y = Ruler::between("y of a plane", panel.y, 6)?;
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
            panel.plane().draw_points(area, &plot)?;
            Ok(Drawn::all_over(block, inside.centre().0))
        })
    }

    fn check_panel(&self, panel: &RegionPanel) -> Result<()> {
        let what = |part: &str| format!("{part} of {:?}", panel.title);
        panel.plane().check(self.classes.len())?;
        expect_some(&what("rows of cells"), panel.cells.len())?;
        let (rows, columns) = (panel.cells.len(), panel.cells[0].len());
        for row in panel.cells {
            expect_some(&what("cells in a row"), row.len())?;
            check::shape(&what("cells"), (rows, columns), (rows, row.len()))?;
            let (what, classes) = (what("class of a cell"), self.classes.len());
            row.iter().try_for_each(|&class| check::below(&what, "a class", class, classes))?;
        }
        Ok(())
    }
}

impl<'a> RegionPanel<'a> {
    fn plane(&self) -> Plane<'a> {
        Plane { title: self.title, x: self.x, y: self.y, points: self.points }
    }
}
