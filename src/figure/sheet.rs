use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, TextStyle, WHITE,
};

use super::legend::{self, Entry};
use super::stroke::Spot;
use super::style::{FAMILY, GAP, INK, MARGIN, SUBTITLE, TITLE, UNIT, WIDTH, leading, px};
use super::{Svg, font};
use crate::error::expect_some;
use crate::{Error, Result};

/// The paper, in grid units.
pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A rectangle on the paper, in grid units.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
}

impl Block {
    pub fn right(self) -> i32 {
        self.left + self.width
    }
    pub fn bottom(self) -> i32 {
        self.top + self.height
    }
    pub fn centre(self) -> Spot {
        (self.left + self.width / 2, self.top + self.height / 2)
    }
    /// Its rim, as a closed line.
    pub fn outline(self) -> Vec<Spot> {
        let (left, top, right, bottom) = (self.left, self.top, self.right(), self.bottom());
        vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, top)]
    }
}

/// What every figure has: a title above, panels in a grid, a legend below, where it hides no data.
pub(super) struct Sheet<'a> {
    pub title: &'a str,
    pub columns: usize,
    /// The panels' titles, row by row.
    pub panels: Vec<&'a str>,
    pub legend: Vec<Entry<'a>>,
    /// Room left of each row of panels, for what its panels share.
    pub indent: i32,
}

/// More than these side by side leave no room for their numbers.
const MOST_COLUMNS: usize = 4;

impl Sheet<'_> {
    /// The width of each panel.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if the columns are none or too many; [`Error::Empty`] without panels.
    pub fn panel_width(&self) -> Result<i32> {
        expect_some("panels of a figure", self.panels.len())?;
        if self.columns == 0 || self.columns > MOST_COLUMNS {
            return Err(Error::Setting {
                name: "columns of panels".into(),
                expected: format!("1 to {MOST_COLUMNS}"),
                got: self.columns.to_string(),
            });
        }
        let columns = self.columns.min(self.panels.len()) as i32;
        Ok((WIDTH - 2 * MARGIN - self.indent - GAP * (columns - 1)) / columns)
    }

    /// Draws the figure. `fill` draws panel number so-and-so into its block, `height` high, and
    /// answers where the panel's title shall have its middle.
    pub fn svg(
        &self,
        height: i32,
        mut fill: impl FnMut(&Area, Block, usize) -> Result<i32>,
    ) -> Result<Svg> {
        let width = self.panel_width()?;
        let title = font::wrap("title", self.title, TITLE, WIDTH - 2 * MARGIN)?;
        let mut titles = Vec::new();
        for panel in &self.panels {
            titles.push(font::wrap("title of a panel", panel, SUBTITLE, width)?);
        }
        let legend = legend::rows(&self.legend, WIDTH - 2 * MARGIN)?;

        let title_height = title.len() as i32 * leading(TITLE);
        let header = |row: &[Vec<String>]| {
            let lines = row.iter().map(Vec::len).max().unwrap_or(0) as i32;
            if lines == 0 { 0 } else { lines * leading(SUBTITLE) + px(2) }
        };
        let headers: Vec<i32> = titles.chunks(self.columns).map(header).collect();
        let rows = headers.len() as i32;
        let panels = headers.iter().sum::<i32>() + rows * height + (rows - 1) * px(12);
        let below = if legend.is_empty() { 0 } else { px(8) + legend::height(legend.len()) };
        let above = if title.is_empty() { 0 } else { title_height + px(8) };
        let total = MARGIN + above + panels + below + MARGIN;

        paper((WIDTH, (total + UNIT - 1) / UNIT * UNIT), |area| {
            for (i, line) in title.iter().enumerate() {
                let y = MARGIN + i as i32 * leading(TITLE) + leading(TITLE) / 2;
                text(area, line, (WIDTH / 2, y), TITLE, INK, HPos::Center)?;
            }
            let mut top = MARGIN + above;
            for (row, header) in headers.iter().enumerate() {
                let first = row * self.columns;
                let last = self.panels.len().min(first + self.columns);
                for (column, panel) in (first..last).enumerate() {
                    let left = MARGIN + self.indent + column as i32 * (width + GAP);
                    let block = Block { left, top: top + header, width, height };
                    let centre = fill(area, block, panel)?;
                    for (i, line) in titles[panel].iter().enumerate() {
                        let y = top + i as i32 * leading(SUBTITLE) + leading(SUBTITLE) / 2;
                        let half = font::width(line, SUBTITLE) / 2 + 1;
                        let x = centre.min(left + width - half).max(left + half);
                        text(area, line, (x, y), SUBTITLE, INK, HPos::Center)?;
                    }
                }
                top += header + height + px(12);
            }
            legend::draw(area, &legend, top - px(12) + px(8))
        })
    }
}

/// Draws on white paper of the given size, in grid units.
fn paper(size: (i32, i32), fill: impl FnOnce(&Area) -> Result<()>) -> Result<Svg> {
    let (width, height) = (size.0 as u32, size.1 as u32);
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (width, height)).into_drawing_area();
        area.fill(&WHITE).map_err(|e| Error::Figure(e.to_string()))?;
        fill(&area)?;
        area.present().map_err(|e| Error::Figure(e.to_string()))?;
    }
    // plotters measures the page in its own units; the viewer is told the page's pixels.
    let unit = UNIT as u32;
    let written = format!("<svg width=\"{width}\" height=\"{height}\" ");
    let meant = format!("<svg width=\"{}\" height=\"{}\" ", width / unit, height / unit);
    assert!(text.starts_with(&written), "plotters' SVG header begins {:.60}", text);
    Ok(Svg(text.replacen(&written, &meant, 1)))
}

/// Draws one of plotters' elements.
pub(super) fn draw<E>(area: &Area, element: &E) -> Result<()>
where
    for<'b> &'b E: PointCollection<'b, Spot>,
    for<'b> E: Drawable<SVGBackend<'b>>,
{
    area.draw(element).map_err(|e| Error::Figure(e.to_string()))
}

/// A filled rectangle.
pub(super) fn rectangle(area: &Area, block: Block, colour: RGBColor) -> Result<()> {
    let corners = [(block.left, block.top), (block.right(), block.bottom())];
    draw(area, &Rectangle::new(corners, colour.filled()))
}

/// A filled polygon.
pub(super) fn polygon(area: &Area, corners: Vec<Spot>, colour: RGBColor) -> Result<()> {
    draw(area, &Polygon::new(corners, colour.filled()))
}

/// plotters' style for a text of a size in grid units. Its SVG divides the size it is given by 1.24;
/// one step down where rounding would make 120.00000000000001 of 120.
pub(super) fn lettering(size: i32, colour: RGBColor) -> TextStyle<'static> {
    let given = f64::from(size) * 1.24;
    let size = if given / 1.24 > f64::from(size) { given.next_down() } else { given };
    let font = FontDesc::new(FontFamily::Name(FAMILY), size, FontStyle::Normal);
    TextStyle { font, color: colour.to_backend_color(), pos: Pos::default() }
}

/// A line of text, its middle height at the spot.
pub(super) fn text(
    area: &Area,
    content: &str,
    spot: Spot,
    size: i32,
    colour: RGBColor,
    side: HPos,
) -> Result<()> {
    let style = lettering(size, colour).pos(Pos::new(side, VPos::Center));
    draw(area, &Text::new(content.to_owned(), spot, style))
}

/// A line of text that reads upwards, its middle at the spot.
pub(super) fn upwards(
    area: &Area,
    content: &str,
    spot: Spot,
    size: i32,
    colour: RGBColor,
) -> Result<()> {
    let style = lettering(size, colour).transform(FontTransform::Rotate270);
    let style = style.pos(Pos::new(HPos::Center, VPos::Center));
    draw(area, &Text::new(content.to_owned(), spot, style))
}
