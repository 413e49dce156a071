//! The pictures of the README: `MA6202_SCREENSHOTS=figures cargo test -p ma6202-notes screenshots`
//! writes them to that folder of the workspace.

use super::session::Session;
use crate::made::{book, empty_folder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::{env, fs};

/// Names the folder that they are written to.
const SCREENSHOTS: &str = "MA6202_SCREENSHOTS";
/// How large a picture is.
const SIZE: (u32, u32) = (1280, 800);
/// How many bytes it may take.
const LARGEST: usize = 150_000;

/// The first page in each language, as it opens in a window of 1280 × 800.
pub fn faults(session: &Session) -> Vec<String> {
    let folder = match env::var_os(SCREENSHOTS) {
        Some(folder) => Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder),
        None => empty_folder("notes_screenshots"),
    };
    let mut faults = Vec::new();
    for language in book().languages() {
        session.open(&format!("{language}/index.html"));
        let picture = session.devtools("Page.captureScreenshot", json!({ "format": "png" }));
        let picture =
            STANDARD.decode(picture["data"].as_str().expect("a picture")).expect("base 64");
        let small = match with_few_colours(&picture) {
            Ok(small) => small,
            Err(error) => return vec![error.to_string()],
        };
        if small.len() > LARGEST {
            faults.push(format!("{language}: {} bytes", small.len()));
        }
        fs::write(folder.join(format!("notes.{language}.png")), small).expect("a picture");
    }
    faults
}

/// The picture with a palette: letters have soft edges in hundreds of colours, of which a reader
/// sees few.
fn with_few_colours(picture: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("a picture that is too large")?];
    let info = reader.next_frame(&mut pixels)?;
    if (info.width, info.height) != SIZE {
        return Err(format!("{} × {}", info.width, info.height).into());
    }
    // Sixteen levels of each of red, green and blue.
    let rounded = |part: &u8| u8::try_from((u32::from(*part) + 8) / 17 * 17).expect("at most 255");
    let mut palette: Vec<[u8; 3]> = Vec::new();
    let mut numbers = Vec::new();
    for pixel in pixels[..info.buffer_size()].chunks(info.color_type.samples()) {
        let colour = [0, 1, 2].map(|part| rounded(&pixel[part]));
        let known = palette.iter().position(|known| *known == colour);
        let number = known.unwrap_or_else(|| {
            palette.push(colour);
            palette.len() - 1
        });
        numbers.push(u8::try_from(number)?);
    }
    let mut small = Vec::new();
    let mut encoder = png::Encoder::new(&mut small, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    // Numbers of a palette do not grow from left to right.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&numbers)?;
    Ok(small)
}
