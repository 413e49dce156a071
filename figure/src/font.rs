use std::sync::LazyLock;

use crate::style::UNIT;
use crate::{Error, Result};

static FACE: LazyLock<ttf_parser::Face<'static>> = LazyLock::new(|| {
    ttf_parser::Face::parse(dejavu::sans::regular(), 0).expect("the embedded font is sound")
});

/// Width of a text at a font size, both in grid units. Kerning, which only tightens, is left out.
pub(crate) fn width(text: &str, size: i32) -> i32 {
    let advance = |c| FACE.glyph_index(c).and_then(|g| FACE.glyph_hor_advance(g)).unwrap_or(0);
    let ems: i64 = text.chars().map(|c| i64::from(advance(c))).sum();
    (ems * i64::from(size) / i64::from(FACE.units_per_em())) as i32
}

/// Refuses what the font cannot show and what XML cannot hold, such as line breaks.
///
/// # Errors
/// A character that the font lacks, which is named with its text.
pub(crate) fn check(what: &str, text: &str) -> Result<()> {
    let is_lacking = |&c: &char| c.is_control() || FACE.glyph_index(c).is_none();
    let Some(c) = text.chars().find(is_lacking) else { return Ok(()) };
    Err(Error::Figure(format!("{what} {text:?}: no glyph for {c:?} in DejaVu Sans")))
}

/// Breaks a text at its spaces so that each line fits.
///
/// # Errors
/// One word alone that is too wide, a character that the font lacks.
pub(crate) fn wrap(what: &str, text: &str, size: i32, room: i32) -> Result<Vec<String>> {
    check(what, text)?;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        fits(what, word, size, room)?;
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Ok(lines)
}

/// Refuses a text that must stay on one line and does not fit there.
///
/// # Errors
/// A text that is too wide, a character that the font lacks.
pub(crate) fn fits(what: &str, text: &str, size: i32, room: i32) -> Result<()> {
    check(what, text)?;
    has_room(what, text, width(text, size), room)
}

/// Refuses what has this name and is wider than its room.
pub(crate) fn has_room(what: &str, name: &str, wide: i32, room: i32) -> Result<()> {
    if wide <= room {
        return Ok(());
    }
    let (wide, room) = (wide / UNIT, room / UNIT);
    Err(Error::Figure(format!(
        "{what} {name:?} is {wide} pixels wide, and there is room for {room}"
    )))
}
