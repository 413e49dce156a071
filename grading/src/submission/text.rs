//! Texts from any editor.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, and the encoding it was read in if that is not UTF-8. Windows writes UTF-16
/// or the letters of western Europe.
pub fn decode(bytes: &[u8]) -> (String, Option<&'static str>) {
    // With its byte-order mark, if it has one.
    let utf_16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [_, 0, _, 0, ..] => Some(UTF_16LE),
        [0, _, 0, _, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf_16 {
        let (text, _, _) = encoding.decode(bytes);
        return (text.into_owned(), Some("UTF-16"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), None),
        Err(_) => (WINDOWS_1252.decode(bytes).0.into_owned(), Some("Latin-1")),
    }
}

/// Whether what was decoded is a text: something else has bytes that no editor writes. That of old
/// DOS ends with one, and few others get into a text by mistake.
pub fn is_text(text: &str) -> bool {
    let odd = |c: &char| c.is_ascii_control() && !c.is_ascii_whitespace();
    !text.contains('\0') && text.chars().filter(odd).count() <= MOST_ODD
}

const MOST_ODD: usize = 8;
