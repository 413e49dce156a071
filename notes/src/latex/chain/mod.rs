//! The lines of a derivation as one `align*`, each reason below its line: beside it there is no
//! room for most of them.

mod broken;

use super::table::width;
use broken::broken;

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
        // No page ends between a line and its reason.
        let row = |Line { formula, reason }: &Line| {
            let formula = broken(formula, ROOM).join(&format!(" \\\\*\n{begin}\\qquad "));
            let reason = reason.iter().map(|why| format!(" \\\\*\n{begin}\\reason{{{why}}}"));
            format!("{begin}{formula}") + &reason.collect::<String>()
        };
        let mut rows = String::new();
        for (number, line) in lines.iter().enumerate() {
            // A page ends only where two lines are before it and two after.
            let is_kept = number < 2 || number + 1 >= lines.len();
            rows += match number {
                0 => "",
                _ if is_kept => " \\\\*[3pt]\n",
                _ => " \\displaybreak[0] \\\\[3pt]\n",
            };
            rows += &row(line);
        }
        format!(
            "\\derivation{{{label}}}{{{measured}}}\n\\begin{{align*}}\n{head}{rows}\n\\end{{align*}}\n\n"
        )
    }
}
