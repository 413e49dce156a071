//! PNG and PDF, made from the very SVG.

use krilla::geom::Size;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::{tiny_skia, usvg};

use crate::error::expect_setting;
use crate::{Error, Result};

const LARGEST_PNG_SCALE: f32 = 16.0;
/// A PDF counts in 72nds of an inch, an SVG in 96ths.
const POINTS_PER_PIXEL: f32 = 0.75;

/// A PNG, `scale` times as many pixels each way as the SVG says.
pub(crate) fn png(svg: &str, scale: f32) -> Result<Vec<u8>> {
    let expected = format!("above 0, at most {LARGEST_PNG_SCALE}");
    let sound = scale > 0.0 && scale <= LARGEST_PNG_SCALE;
    expect_setting("scale of a PNG", &expected, scale, sound)?;
    let tree = tree(svg)?;
    let pixels = |length: f32| (length * scale).ceil() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let mut paper = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| Error::Figure(format!("a PNG of {width}×{height} pixels")))?;
    // Where the scale leaves part of a pixel at the right or lower edge, it is paper too.
    paper.fill(tiny_skia::Color::WHITE);
    let zoom = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, zoom, &mut paper.as_mut());
    paper.encode_png().map_err(|e| Error::Figure(e.to_string()))
}

/// A PDF of one page.
pub(crate) fn pdf(svg: &str) -> Result<Vec<u8>> {
    let tree = tree(svg)?;
    let (width, height) =
        (tree.size().width() * POINTS_PER_PIXEL, tree.size().height() * POINTS_PER_PIXEL);
    let no_page = || Error::Figure(format!("a PDF page of {width}×{height} points"));
    let mut document = krilla::Document::new();
    let size = Size::from_wh(width, height).ok_or_else(no_page)?;
    let mut page = document.start_page_with(krilla::page::PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(no_page)?;
    surface.finish();
    page.finish();
    document.finish().map_err(|e| Error::Figure(format!("PDF: {e:?}")))
}

/// An SVG read with DejaVu Sans alone, whatever fonts the machine has: the same letters everywhere.
fn tree(svg: &str) -> Result<usvg::Tree> {
    let mut options = usvg::Options { font_family: "DejaVu Sans".into(), ..Default::default() };
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    usvg::Tree::from_str(svg, &options).map_err(|e| Error::Figure(e.to_string()))
}
