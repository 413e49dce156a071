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
    let asked = chain.judged.iter().filter_map(|judged| Some((judged, judged.error_of(row)?)));
    let rows: String =
        asked.map(|(judged, error)| asked_row(chain, judged, row, error, language)).collect();
    if rows.is_empty() {
        return Ok(String::new());
    }
    let (summary, referee, found) = language.pick(
        (
            "¿quién lo comprobó?",
            "árbitro",
            if chain.is_estimate { "qué encontró" } else { "peor error relativo" },
        ),
        (
            "who checked it?",
            "referee",
            if chain.is_estimate { "what it found" } else { "worst relative error" },
        ),
    );
    Ok(format!(
        "<details class=\"checked\"><summary aria-label=\"{summary}\" title=\"{summary}\">✓</summary><table><thead><tr><th scope=\"col\">{referee}</th>\
         <th scope=\"col\">{found}</th></tr></thead><tbody>{rows}</tbody></table></details>"
    ))
}

fn asked_row(
    chain: &ToldChain,
    judged: &JudgedBy,
    row: usize,
    error: f64,
    language: Language,
) -> String {
    let is_bound = row > 0 && chain.lines[row - 1].sign != "=";
    let share = || percent(error, 0, language);
    let found = match (chain.is_estimate, is_bound) {
        (false, _) => scientific(error, 1, language),
        (true, true) => language.pick(
            format!("lo acotado llega al {} de la cota", share()),
            format!("what is bounded takes {} of the bound", share()),
        ),
        (true, false) => language.pick(
            format!("la diferencia llega al {} de lo que puede mover el redondeo", share()),
            format!("the difference takes {} of what rounding may move", share()),
        ),
    };
    let who = place(&judged.referee, judged.device, language);
    format!("<tr><th scope=\"row\">{who}</th><td>{found}</td></tr>")
}
