//! For a terminal: on one line if it reads well there, else in two dimensions, as on paper.
//!
//! A formula reads well on one line if
//! - each fraction is small (`\tfrac`), a derivative, or one letter or number over another, and
//!   no product has two of them as factors;
//! - ∑ and max have nothing above them, and below only what has characters of its own: `∑ᵢ`;
//!   the bounds of ∫ have such characters;
//! - each index has such characters, or is one word: `w_K`;
//! - there are no cases, and no matrices of several rows.
//!
//! If it does but is too wide, two dimensions are tried, and only then it is broken.
//!
//! On one line a slash brings the parentheses that the line of a fraction was: `1/(2 x)`. Among
//! other factors the fraction has some around it, `(2/n) X`, except where nothing else could be
//! meant: `2/n ∑ᵢ yᵢ`; `xᵢ ∂y/∂w`, a derivative at the end; `∂/∂w (…)`, an operator.
//!
//! | file | what it answers |
//! |---|---|
//! | `line` | does it read well on one line? |
//! | `print` | what does each kind of part look like? |
//! | `quotient` | what do fractions look like? |
//! | `script` | what do exponents and indices look like? |
//! | `product` | where is a space between factors, where are parentheses? |
//! | `cases` | what do values with conditions look like? |
//! | `matrix` | what does a matrix look like? |
//! | `fence` | what do parentheses, brackets and bars look like? |
//! | `raised` | which characters stand above or below the line? |
//! | `block` | how do parts stand beside and above each other? |
//! | `layout` | where may a line break, and where does it? |

mod block;
mod cases;
mod fence;
mod layout;
mod line;
mod matrix;
mod print;
mod product;
mod quotient;
mod raised;
mod script;

use crate::formula::Formula;
use layout::Layout;
use line::reads_on_a_line;

/// How much room there is, in the words of TeX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Two dimensions.
    Display,
    /// One line.
    Text,
    /// One line without spaces: exponents, indices, bounds.
    Script,
}

impl Style {
    fn on_one_line(self) -> Style {
        if self == Style::Display { Style::Text } else { self }
    }
}

impl Formula {
    /// With the signs of Unicode, for a terminal with so many columns.
    ///
    /// ```text
    ///           1
    /// σ(z) = ───────
    ///        1 + e⁻ᶻ
    /// ```
    ///
    /// What is wider is broken: at commas, relations and sums first, within terms only then. Only
    /// what cannot be broken, such as a fraction, may still be wider.
    pub fn unicode(&self, width: usize) -> String {
        self.unicode_after("", width)
    }

    /// The same after a sign, such as "= ", which stands on the formula's own line.
    pub fn unicode_after(&self, sign: &str, width: usize) -> String {
        let [text, display] = [Style::Text, Style::Display].map(|style| {
            let formula = self.tree().printed(style);
            if sign.is_empty() { formula } else { Layout::text(sign).then(formula) }
        });
        let reads_on_a_line = reads_on_a_line(self.tree());
        if reads_on_a_line && (text.width() <= width || display.width() > width) {
            text.broken(width)
        } else {
            display.broken(width)
        }
    }

    /// On one line, however it reads there: within a sentence.
    pub fn unicode_line(&self) -> String {
        self.tree().printed(Style::Text).broken(usize::MAX)
    }
}
