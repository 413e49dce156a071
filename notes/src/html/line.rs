//! What is known of a derivation's line: who checked it, and how far off they were.

use crate::Result;
use ma6202_exercises::chapter::number::{percent, scientific};
use ma6202_exercises::chapter::place;
use ma6202_exercises::solved::{JudgedBy, ToldChain};
use ma6202_language::Language;

/// Of a row of a derivation: 0 is its left-hand side.
///
/// # Errors
/// A formula that is none.
pub fn details(chain: &ToldChain, row: usize, language: Language) -> Result<String> {
    let who = |judged: &&JudgedBy| judged.errors.len() > row;
    let rows: String =
        chain.judged.iter().filter(who).map(|judged| judged_row(judged, row, language)).collect();
    if rows.is_empty() {
        return Ok(String::new());
    }
    let (summary, referee, error) = language.pick(
        ("¿quién lo comprobó?", "árbitro", "peor error"),
        ("who checked it?", "referee", "worst error"),
    );
    Ok(format!(
        "<details class=\"checked\"><summary>{summary}</summary><table><thead><tr><th scope=\"col\">{referee}</th>\
         <th scope=\"col\">{error}</th></tr></thead><tbody>{rows}</tbody></table></details>"
    ))
}

fn judged_row(judged: &JudgedBy, row: usize, language: Language) -> String {
    let error = judged.errors[row];
    let error = match judged.is_bound() {
        true => language.pick(
            format!("se usa el {} de la cota", percent(error, 0, language)),
            format!("{} of the bound is used", percent(error, 0, language)),
        ),
        false => scientific(error, 1, language),
    };
    let who = place(&judged.referee, judged.device, language);
    format!("<tr><th scope=\"row\">{who}</th><td>{error}</td></tr>")
}
