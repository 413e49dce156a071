//! How wide a text will be, in letters: enough to choose columns by.

use ma6202_formula::Formula;
use pulldown_cmark::Event;

/// Of what stands in a cell.
pub fn cell(events: &[Event]) -> f64 {
    let width = |event: &Event| match event {
        Event::Text(text) => letters(text),
        Event::Code(text) => 1.15 * letters(text),
        Event::InlineMath(latex) => formula(latex),
        _ => 0.0,
    };
    events.iter().map(width).sum()
}

/// Of a formula, a sign before it or not.
pub fn formula(latex: &str) -> f64 {
    let latex = latex.trim().trim_start_matches('=').trim_start_matches(r"\le ");
    let line = Formula::parse(latex.trim()).map(|formula| formula.unicode_line());
    letters(&line.unwrap_or_else(|_| latex.to_owned()))
}

/// Raised and lowered letters are small.
fn letters(text: &str) -> f64 {
    let is_small = |c: char| "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵀ\u{202f}·".contains(c);
    text.chars().map(|c| if is_small(c) { 0.6 } else { 1.0 }).sum()
}
