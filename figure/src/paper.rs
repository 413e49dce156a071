//! The paper: places on it, and what is drawn there.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, TextStyle, WHITE,
};

use crate::parts::Parts;
use crate::style::{FAMILY, UNIT};
use crate::svg::Svg;
use crate::{Error, Result};

/// A place on the paper, in grid units, counted right and down from the upper left corner.
pub(crate) type Spot = (i32, i32);

/// The paper, in grid units.
pub(crate) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A rectangle on the paper, in grid units.
#[derive(Clone, Copy)]
pub(crate) struct Block {
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
}

impl Block {
    pub fn around(centre: Spot, width: i32, height: i32) -> Block {
        Block { left: centre.0 - width / 2, top: centre.1 - height / 2, width, height }
    }
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

/// Draws on white paper of the given size, in grid units.
pub(crate) fn paper(size: (i32, i32), fill: impl FnOnce(&Area) -> Result<()>) -> Result<Svg> {
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
    Ok(Svg {
        text: text.replacen(&written, &meant, 1),
        title: String::new(),
        parts: Parts::default(),
    })
}

/// Draws one of plotters' elements.
pub(crate) fn draw<E>(area: &Area, element: &E) -> Result<()>
where
    for<'b> &'b E: PointCollection<'b, Spot>,
    for<'b> E: Drawable<SVGBackend<'b>>,
{
    area.draw(element).map_err(|e| Error::Figure(e.to_string()))
}

/// A filled rectangle.
pub(crate) fn rectangle(area: &Area, block: Block, colour: impl Color) -> Result<()> {
    let corners = [(block.left, block.top), (block.right(), block.bottom())];
    draw(area, &Rectangle::new(corners, colour.filled()))
}

/// A filled polygon.
pub(crate) fn polygon(area: &Area, corners: Vec<Spot>, colour: RGBColor) -> Result<()> {
    draw(area, &Polygon::new(corners, colour.filled()))
}

/// plotters' style for a text of a size in grid units. Its SVG divides the size it is given by
/// 1.24; one step down where rounding would make 120.00000000000001 of 120.
pub(crate) fn lettering(size: i32, colour: RGBColor) -> TextStyle<'static> {
    let given = f64::from(size) * 1.24;
    let size = if given / 1.24 > f64::from(size) { given.next_down() } else { given };
    let font = FontDesc::new(FontFamily::Name(FAMILY), size, FontStyle::Normal);
    TextStyle { font, color: colour.to_backend_color(), pos: Pos::default() }
}

/// A line of text, its middle height at the spot.
pub(crate) fn text(
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
pub(crate) fn upwards(
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
