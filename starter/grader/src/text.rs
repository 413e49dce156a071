//! What is said in Spanish and in English.

pub use ma6202_language::{Language, Said};

/// A line of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Spanish.
    pub es: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A text in Spanish and in English.
pub const fn text(es: &'static str, en: &'static str) -> Text {
    Text { es, en }
}

/// What reads the same in both languages: numbers. Of a long text the beginning.
pub fn shortened(text: impl Into<String>) -> Said {
    Said::same(short(&text.into(), 300))
}

/// Whether a character is no letter but an order to whoever shows it: to clear the screen, to begin
/// a line, to write from right to left.
pub fn is_order(c: char) -> bool {
    let is_turn = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    c.is_control() || is_turn || matches!(c, '\u{2028}'..='\u{202e}')
}

/// The beginning of a text that is longer than this.
pub fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 2).chain(" …".chars()).collect()
}

impl From<Text> for Said {
    fn from(text: Text) -> Said {
        Said::new(text.es, text.en)
    }
}
