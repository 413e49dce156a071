//! Fractions: stacked, or with a slash and the parentheses that their line was.

use super::Style;
use super::block::Block;
use super::layout::Layout;
use crate::syntax::{Kind, Node};

/// How a fraction is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Stacked,
    Slashed,
    /// As one that each font has, such as ½.
    Character(&'static str),
}

/// Nothing for what is no fraction.
pub(super) fn form(node: &Node, style: Style) -> Option<Form> {
    let Kind::Fraction { is_small, over, under } = &node.kind else { return None };
    if style == Style::Display && !is_small {
        return Some(Form::Stacked);
    }
    Some(match (&over.kind, &under.kind) {
        (Kind::Number(over), Kind::Number(under)) => match (&**over, &**under) {
            ("1", "2") => Form::Character("½"),
            ("1", "4") => Form::Character("¼"),
            ("3", "4") => Form::Character("¾"),
            _ => Form::Slashed,
        },
        _ => Form::Slashed,
    })
}

/// The line is longer than those in the fractions above and below it.
pub(super) fn stacked(over: &Node, under: &Node) -> Block {
    let [over, under] = [over, under].map(|part| part.printed(Style::Display).block());
    let has_line = |block: &Block| block.rows().iter().any(|row| row.contains('─'));
    let longer = if has_line(&over) || has_line(&under) { 2 } else { 0 };
    let line = "─".repeat(over.width().max(under.width()) + longer);
    Block::pile(&[over, Block::text(&line), under], 1)
}

/// `a b/(c d)`
pub(super) fn slashed(over: &Node, under: &Node, style: Style) -> Layout {
    let over = match &over.kind {
        Kind::Juxtaposition(factors) if factors.iter().all(|f| f.is_atomic(style)) => {
            over.printed(style)
        }
        _ => over.operand(style),
    };
    let under = match &under.kind {
        Kind::Juxtaposition(factors) if factors.iter().all(is_partial) => {
            let printed = factors.iter().map(|factor| factor.printed(style));
            printed.fold(Layout::default(), Layout::then)
        }
        _ => under.operand(style),
    };
    over.then(Layout::text("/")).then(under)
}

/// `∂²J/∂v∂w`, or an operator: `∂/∂w`.
pub(super) fn is_derivative(over: &Node, under: &Node) -> bool {
    let is_below = match &under.kind {
        Kind::Juxtaposition(factors) => factors.iter().all(is_partial),
        _ => is_partial(under),
    };
    is_partial(over) && is_below
}

fn is_partial(node: &Node) -> bool {
    matches!(node.kind, Kind::Partial { .. })
}
