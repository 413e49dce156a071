use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::expect_setting;
use crate::parts::Parts;
use crate::{Error, Result, documents};

/// A finished picture, as the text of an SVG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    pub(crate) text: String,
    pub(crate) title: String,
    pub(crate) parts: Parts,
}

/// The kinds of file a picture can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
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

    /// Refuses what this build cannot make, before the work that a picture takes.
    ///
    /// # Errors
    /// PNG or PDF without the feature `png-pdf`.
    pub fn check(self) -> Result<()> {
        let got = format!(
            "{}, which this program was built without: cargo run --features ma6202-figure/png-pdf \
             builds it in, as cargo xtask exercise N --figures DIR --formats {0} does by itself",
            self.extension()
        );
        let made = self == Format::Svg || cfg!(feature = "png-pdf");
        expect_setting("format of a figure", "svg", got, made)
    }
}

/// Pixels per pixel of the SVG in a saved PNG: 192 an inch.
const PNG_SCALE: f32 = 2.0;

impl Svg {
    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands above the picture, on one line; empty if nothing does.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What of it can be shown by itself.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// With a comma in each number that stands alone, as those at the ticks of an axis do: 0,5.
    pub fn with_decimal_comma(self) -> Svg {
        let is_number = |line: &str| {
            let digits = line.strip_prefix('−').unwrap_or(line);
            digits.split_once('.').is_some_and(|(before, after)| {
                let is_whole =
                    |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
                is_whole(before) && is_whole(after)
            })
        };
        // plotters writes what a text says on a line of its own.
        let line = |line: &str| if is_number(line) { line.replace('.', ",") } else { line.into() };
        let text = self.text.lines().map(|each| line(each) + "\n").collect();
        Svg { text, ..self }
    }

    /// Writes the SVG.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        replace(path.as_ref(), self.text.as_bytes())
    }

    /// The picture as a PNG, `scale` times as many pixels each way as the SVG says.
    ///
    /// # Errors
    /// A scale that is not above 0 and at most 16; no feature `png-pdf`.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>> {
        Format::Png.check()?;
        documents::png(&self.text, scale)
    }

    /// The picture as a PDF of one page. Its bytes hold neither a date nor a random identifier.
    ///
    /// # Errors
    /// A picture that cannot be converted; no feature `png-pdf`.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        Format::Pdf.check()?;
        documents::pdf(&self.text)
    }

    /// Writes `stem.svg`, `stem.png` or `stem.pdf` into the folder, one per format, making it if it
    /// is missing, and answers their paths.
    ///
    /// Each file is written whole under another name and then renamed: whoever looks, or
    /// interrupts, finds the old file or the new one, never half of one.
    ///
    /// # Errors
    /// A `stem` that is not the plain beginning of a file name; those of [`Format::check`]; a
    /// folder that cannot be made, a file that cannot be written.
    pub fn save(
        &self,
        dir: impl AsRef<Path>,
        stem: &str,
        formats: &[Format],
    ) -> Result<Vec<PathBuf>> {
        let dir = dir.as_ref();
        formats.iter().try_for_each(|format| format.check())?;
        let plain = !(stem.is_empty() || stem.starts_with('.') || stem.contains(['/', '\\', '\0']));
        let expected = "a file name without its ending, in no folder";
        expect_setting("name of a figure's file", expected, format!("{stem:?}"), plain)?;
        fs::create_dir_all(dir).map_err(|source| Error::Io { path: dir.into(), source })?;
        let save = |format: &Format| {
            let path = dir.join(format!("{stem}.{}", format.extension()));
            match format {
                Format::Svg => self.write(&path)?,
                Format::Png => replace(&path, &self.png(PNG_SCALE)?)?,
                Format::Pdf => replace(&path, &self.pdf()?)?,
            }
            Ok(path)
        };
        formats.iter().map(save).collect()
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
