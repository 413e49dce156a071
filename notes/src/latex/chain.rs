//! The lines of a derivation as one `align*`, each reason below its line.

use super::table::width;

/// A derivation as it is told: LaTeX, but for the widths, which are counted in letters.
pub struct Chain {
    pub label: String,
    pub left: String,
    pub lines: Vec<Line>,
}

/// A sign and what stands to the right of it; and why.
pub struct Line {
    pub formula: String,
    pub reason: Option<String>,
}

/// The widest left-hand side that has its first line beside it, in letters.
const BESIDE: f64 = 16.0;
/// With its lines: how much there is room for.
const ROOM: f64 = 72.0;

impl Chain {
    /// The left-hand side stands beside its first line, or above it where it is long.
    pub fn latex(&self) -> String {
        let Chain { label, left, lines } = self;
        let left_width = width::formula(left);
        let widest = lines.iter().map(|line| width::formula(&line.formula)).fold(0.0, f64::max);
        let is_beside = left_width <= BESIDE && left_width + widest <= ROOM;
        let (measured, head, begin) = match is_beside {
            true => (left.as_str(), format!("{left}\n"), "  &"),
            false => (r"\quad", format!("&{left} \\\\*\n"), "  &\\quad "),
        };
        let row = |line: &Line| match &line.reason {
            // No page ends between a line and its reason.
            Some(reason) => {
                format!("{begin}{} \\\\*\n{begin}\\reason{{{reason}}}", line.formula)
            }
            None => format!("{begin}{}", line.formula),
        };
        let rows: Vec<String> = lines.iter().map(row).collect();
        format!(
            "\\derivation{{{label}}}{{{measured}}}\n\\begin{{align*}}\n{head}{}\n\\end{{align*}}\n\n",
            rows.join(" \\\\\n")
        )
    }
}
