use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use krilla::geom::Size;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::{tiny_skia, usvg};

use super::font;
use crate::{Error, Result};

/// A finished picture, as the text of an SVG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(pub(super) String);

/// The kinds of file a picture can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The picture itself; lines and letters stay sharp at any size.
    Svg,
    /// Pixels, twice as many each way as the SVG has.
    Png,
    /// One page of the picture's size, for LaTeX; the letters stay text.
    Pdf,
}

impl Format {
    /// The ending of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
        }
    }
}

/// Pixels per pixel of the SVG in a saved PNG: 192 an inch.
const PNG_SCALE: f32 = 2.0;
const LARGEST_PNG_SCALE: f32 = 16.0;
/// A PDF counts in 72nds of an inch, an SVG in 96ths.
const POINTS_PER_PIXEL: f32 = 0.75;

impl Svg {
    /// The file's text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Writes the SVG.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] naming the path, if it cannot be written.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        replace(path.as_ref(), self.0.as_bytes())
    }

    /// The picture as a PNG, `scale` times as many pixels each way as the SVG says.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if the scale is not above 0 and at most 16.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>> {
        if !(scale > 0.0 && scale <= LARGEST_PNG_SCALE) {
            return Err(Error::Setting {
                name: "scale of a PNG".into(),
                expected: format!("above 0, at most {LARGEST_PNG_SCALE}"),
                got: scale.to_string(),
            });
        }
        let tree = self.tree()?;
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

    /// The picture as a PDF of one page. Its bytes hold neither a date nor a random identifier.
    ///
    /// # Errors
    ///
    /// [`Error::Figure`] if the picture cannot be converted.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        let tree = self.tree()?;
        let (width, height) =
            (tree.size().width() * POINTS_PER_PIXEL, tree.size().height() * POINTS_PER_PIXEL);
        let no_page = || Error::Figure(format!("a PDF page of {width}×{height} points"));
        let mut document = krilla::Document::new();
        let settings = krilla::page::PageSettings::from_wh(width, height).ok_or_else(no_page)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let size = Size::from_wh(width, height).ok_or_else(no_page)?;
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(no_page)?;
        surface.finish();
        page.finish();
        document.finish().map_err(|e| Error::Figure(format!("PDF: {e:?}")))
    }

    /// Writes `dir/stem.svg`, `dir/stem.png` or `dir/stem.pdf`, one per format, making the folder if
    /// it is missing, and answers their paths.
    ///
    /// Each file is written whole under another name and then renamed: whoever looks, or interrupts,
    /// finds the old file or the new one, never half of one.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `stem` is not the plain beginning of a file name; [`Error::Io`], naming
    /// the path, if the folder cannot be made or a file cannot be written.
    pub fn save(
        &self,
        dir: impl AsRef<Path>,
        stem: &str,
        formats: &[Format],
    ) -> Result<Vec<PathBuf>> {
        let dir = dir.as_ref();
        if stem.is_empty() || stem.starts_with('.') || stem.contains(['/', '\\', '\0']) {
            return Err(Error::Setting {
                name: "name of a figure's file".into(),
                expected: "a file name without its ending, in no folder".into(),
                got: format!("{stem:?}"),
            });
        }
        fs::create_dir_all(dir).map_err(|source| Error::Io { path: dir.into(), source })?;
        let mut paths = Vec::with_capacity(formats.len());
        for format in formats {
            let path = dir.join(format!("{stem}.{}", format.extension()));
            match format {
                Format::Svg => self.write(&path)?,
                Format::Png => replace(&path, &self.png(PNG_SCALE)?)?,
                Format::Pdf => replace(&path, &self.pdf()?)?,
            }
            paths.push(path);
        }
        Ok(paths)
    }

    fn tree(&self) -> Result<usvg::Tree> {
        usvg::Tree::from_str(&self.0, &font::options()).map_err(|e| Error::Figure(e.to_string()))
    }
}

/// Writes beside the target, then renames. The name differs between processes and between calls, so
/// two tests that draw the same figure at once do not meet.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    static CALL: AtomicU64 = AtomicU64::new(0);
    let call = CALL.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{call}.part", std::process::id()));
    let part = path.with_file_name(name);
    let done = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    done.map_err(|source| {
        // Best effort: the error to report is the first one.
        let _ = fs::remove_file(&part);
        Error::Io { path: path.into(), source }
    })
}
