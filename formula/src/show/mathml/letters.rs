//! Letters and names.

use super::{sign, token};
use crate::show::character;

/// A letter that is written alone is italic of itself.
pub(super) fn letter(symbol: &str) -> String {
    let greek = symbol.strip_prefix('\\');
    let is_capital_greek = greek.is_some_and(|name| name.starts_with(char::is_uppercase));
    match symbol {
        "*" => sign("∗"),
        _ if is_capital_greek => upright(&character::letter(symbol)),
        _ => token("mi", &character::letter(symbol)),
    }
}

/// Several letters are upright of themselves, one is not.
pub(super) fn name(name: &str) -> String {
    if name.len() == 1 { upright(name) } else { token("mi", name) }
}

fn upright(text: &str) -> String {
    format!(r#"<mi mathvariant="normal">{text}</mi>"#)
}
