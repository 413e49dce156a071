//! How wide a text will be, in letters: enough to choose columns by.

use ma6202_exercises::chapter::signed;
use ma6202_formula::Formula;
use pulldown_cmark::{Event, Tag};

/// "(p. 100)", with a blank before it.
const PAGE: f64 = 9.0;

/// Of what stands in a cell.
pub fn cell(events: &[Event]) -> f64 {
    let width = |event: &Event| match event {
        Event::Text(text) => letters(text),
        Event::Code(text) => 1.15 * letters(text),
        Event::InlineMath(latex) => formula(latex),
        // Its page stands behind it.
        Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains("://") => PAGE,
        _ => 0.0,
    };
    events.iter().map(width).sum()
}

/// Of a formula, a sign before it or not.
pub fn formula(latex: &str) -> f64 {
    let (_, latex) = signed(latex);
    let line = Formula::parse(latex).map(|formula| formula.unicode_line());
    line.map_or_else(|_| part(latex), |line| letters(&line))
}

/// Of a part of a formula, which is none by itself.
pub fn part(latex: &str) -> f64 {
    let is_sign = |c: char| !"{}^_\\ ".contains(c);
    let (mut count, mut is_command) = (0, false);
    for c in latex.chars() {
        // A command is one sign, whatever its name.
        let goes_on = is_command && c.is_ascii_alphabetic();
        count += usize::from(c == '\\' || (is_sign(c) && !goes_on));
        is_command = c == '\\' || goes_on;
    }
    count as f64
}

/// Raised and lowered letters are small, some signs wide.
fn letters(text: &str) -> f64 {
    let width = |c: char| match c {
        '∞' | '…' | '−' | '→' => 1.7,
        _ if "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵀ\u{202f}·".contains(c) => {
            0.6
        }
        _ => 1.0,
    };
    text.chars().map(width).sum()
}
