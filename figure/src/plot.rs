use plotters::backend::SVGBackend;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::style::Color;

use crate::clip::{Place, pieces};
use crate::font;
use crate::paper::{Area, Block, Spot, lettering};
use crate::ruler::Ruler;

use crate::style::{AXIS, FINE_GRID, GRID, HAIR, INK, NUMBER, TEXT, leading, px};
use crate::{Error, Result};

/// A pair of axes on the paper.
pub(crate) struct Plot<'b> {
    chart: ChartContext<'b, SVGBackend<'b>, Cartesian2d<Ruler, Ruler>>,
}

/// The room that numbers or labels and a name take: left of a plot, and below it.
#[derive(Clone, Copy)]
pub(crate) struct Rim {
    pub left: i32,
    pub below: i32,
}

const TICK: i32 = px(4);
const ABOVE: i32 = px(8);
/// The last number of the horizontal axis hangs over its end.
pub(crate) const BEYOND: i32 = px(12);

impl Rim {
    fn new(names: (&str, &str), y: &Ruler) -> Rim {
        let name = |name: &str| if name.is_empty() { 0 } else { leading(TEXT) + px(4) };
        let widest = y.ticks.iter().map(|(_, t)| font::width(t, NUMBER)).max().unwrap_or(0);
        Rim {
            left: widest + 2 * TICK + px(2) + name(names.1),
            below: 2 * TICK + leading(NUMBER) + name(names.0),
        }
    }
}

impl<'b> Plot<'b> {
    /// Draws grid, axes, their numbers and their names (horizontal, vertical) into the block.
    ///
    /// # Errors
    /// A name that is longer than its axis or holds a character the font lacks.
    pub fn new(
        area: &Area<'b>,
        block: Block,
        names: (&str, &str),
        x: Ruler,
        y: Ruler,
    ) -> Result<Self> {
        let rim = Rim::new(names, &y);
        let (width, height) = (block.width - BEYOND, block.height - ABOVE);
        font::fits("name of the horizontal axis", names.0, TEXT, width - rim.left)?;
        font::fits("name of the vertical axis", names.1, TEXT, height - rim.below)?;

        let panel = area.clone().shrink((block.left, block.top + ABOVE), (width, height));
        let failed = |e: DrawingAreaErrorKind<std::io::Error>| Error::Figure(e.to_string());
        let mut chart = ChartBuilder::on(&panel)
            .x_label_area_size(rim.below)
            .y_label_area_size(rim.left)
            .build_cartesian_2d(x, y)
            .map_err(failed)?;
        chart
            .configure_mesh()
            .bold_line_style(GRID.stroke_width(HAIR))
            .light_line_style(FINE_GRID.stroke_width(HAIR))
            .axis_style(AXIS.stroke_width(HAIR + 3))
            .set_all_tick_mark_size(TICK)
            .label_style(lettering(NUMBER, INK))
            .axis_desc_style(lettering(TEXT, INK))
            .x_desc(names.0)
            .y_desc(names.1)
            .draw()
            .map_err(failed)?;
        Ok(Plot { chart })
    }

    /// How much wider, and how much higher, than its plot a block is.
    pub fn rims(names: (&str, &str), y: &Ruler) -> (i32, i32) {
        let rim = Rim::new(names, y);
        (rim.left + BEYOND, ABOVE + rim.below)
    }

    /// Where a pair of values stands on the paper.
    pub fn spot(&self, x: f64, y: f64) -> Spot {
        let spec = self.chart.as_coord_spec();
        spec.translate(&(spec.x_spec().place(x), spec.y_spec().place(y)))
    }

    /// What of a line from point to point lies between the ends of the axes.
    pub fn strokes(&self, line: impl Iterator<Item = Place>) -> Vec<Vec<Spot>> {
        let spec = self.chart.as_coord_spec();
        let (x, y) = (spec.x_spec(), spec.y_spec());
        let places = line.map(|(a, b)| (x.place(a), y.place(b)));
        let pieces = pieces(places, (x.low, x.high), (y.low, y.high));
        pieces.iter().map(|piece| piece.iter().map(|at| spec.translate(at)).collect()).collect()
    }

    /// The horizontal line at `y`, if it lies between the ends.
    pub fn across(&self, y: f64) -> Option<[Spot; 2]> {
        let spec = self.chart.as_coord_spec();
        let (ruler, place) = (spec.y_spec(), spec.y_spec().place(y));
        let height = spec.translate(&(spec.x_spec().low, place)).1;
        let inside = self.inside();
        let is_seen = ruler.low <= place && place <= ruler.high;
        is_seen.then_some([(inside.left, height), (inside.right(), height)])
    }

    /// What lies between the axes.
    pub fn inside(&self) -> Block {
        let (horizontal, vertical) = self.chart.plotting_area().get_pixel_range();
        Block {
            left: horizontal.start,
            top: vertical.start,
            width: horizontal.end - horizontal.start,
            height: vertical.end - vertical.start,
        }
    }
}
