//! Whether a formula reads well on one line: the rule at the head of this folder.

use super::Style;
use super::quotient::{Form, form, is_derivative};
use super::raised::{lowered, raised};
use super::script::{is_word, script};
use crate::syntax::{Big, Kind, Node};

pub(super) fn reads_on_a_line(node: &Node) -> bool {
    let is_below = |node: &Node| lowered(&script(node)).is_some();
    let reads = match &node.kind {
        Kind::Fraction { is_small, over, under } => {
            *is_small || is_derivative(over, under) || is_letter(over) && is_letter(under)
        }
        Kind::Juxtaposition(factors) => {
            let is_slashed = |factor: &&Node| form(factor, Style::Text) == Some(Form::Slashed);
            factors.iter().filter(is_slashed).count() <= 1
        }
        Kind::Script { sub: Some(sub), .. } => is_below(sub) || is_word(sub),
        Kind::Big { operator: Big::Integral(_), sub, sup, .. } => {
            sub.iter().chain(sup).all(|bound| is_below(bound))
        }
        Kind::Big { sub, sup: None, .. } => sub.iter().all(|sub| is_below(sub) && is_word(sub)),
        Kind::Big { .. } | Kind::Cases(_) => false,
        Kind::Matrix(rows) => rows.len() == 1,
        _ => true,
    };
    reads && node.parts().into_iter().all(reads_on_a_line)
}

/// A number, or a letter whose scripts have characters of their own.
fn is_letter(node: &Node) -> bool {
    match &node.kind {
        Kind::Number(_) | Kind::Symbol(_) => true,
        Kind::Script { base, sup, sub, .. } => {
            is_letter(base)
                && sup.iter().all(|sup| raised(&script(sup)).is_some())
                && sub.iter().all(|sub| lowered(&script(sub)).is_some())
        }
        _ => false,
    }
}
