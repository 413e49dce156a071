//! Factors beside each other: where is a space, where are parentheses?

use super::Style;
use super::fence::parenthesised;
use super::layout::Layout;
use super::quotient::{Form, form, is_derivative};
use crate::syntax::{Kind, Node};

pub(super) fn product(factors: &[Node], style: Style) -> Layout {
    let mut product = Layout::default();
    let mut ends_marked = false;
    for (number, factor) in factors.iter().enumerate() {
        let (before, after) = (&factors[..number], factors.get(number + 1));
        let mut printed = factor.printed(style);
        if needs_parentheses(factor, before.is_empty(), after, style) {
            printed = parenthesised(printed);
        }
        // In a script a space ends an index: `a_b c` is not `a_bc`.
        let is_marked =
            style == Style::Script && printed.block().on_baseline().contains(['_', '^']);
        match before.last() {
            Some(left) if !ends_marked && touch(left, factor, after.is_none(), style) => {
                product.glue(printed);
            }
            // What ∑ and ∫ are multiplied by does not stand on a line of its own.
            Some(_) if matches!(factor.kind, Kind::Big { .. }) => {
                product.glue(Layout::text(" ").then(printed));
            }
            _ => product.push(printed, 1),
        }
        ends_marked = is_marked;
    }
    product
}

/// Whether a neighbour could be read as part of it.
fn needs_parentheses(factor: &Node, is_first: bool, after: Option<&Node>, style: Style) -> bool {
    match (&factor.kind, after.map(|after| &after.kind)) {
        (Kind::Fraction { .. }, Some(Kind::Big { .. })) if is_first => false,
        (Kind::Fraction { over, .. }, Some(Kind::Group { .. })) if is_operator(over) => false,
        (Kind::Fraction { over, under, .. }, None) if is_derivative(over, under) => false,
        (Kind::Fraction { .. }, _) => form(factor, style) == Some(Form::Slashed),
        (Kind::Big { .. } | Kind::Cases(_), after) => after.is_some(),
        _ => false,
    }
}

/// Whether two factors stand without a space. Before a group, and after a number, that is as the
/// formula was written: `f(x)` is a function, `n (x - y)` a product.
fn touch(left: &Node, right: &Node, is_last: bool, style: Style) -> bool {
    let is_word = |node: &Node| {
        matches!(node.kind, Kind::Name { .. } | Kind::Apply { .. } | Kind::Big { .. })
    };
    if style == Style::Script {
        return !is_word(left) && !is_word(right);
    }
    let is_written_so = left.place.end == right.place.start;
    let [is_letter, is_group] = match core(right) {
        Kind::Symbol(_) | Kind::Accent { .. } => [true, false],
        Kind::Group { .. } => [false, true],
        _ => [false, false],
    };
    match &left.kind {
        Kind::Fraction { .. } => false,
        Kind::Number(_) => is_written_so && (is_letter || is_group),
        _ if is_group => is_written_so,
        _ => is_letter && is_last && is_transposed(left),
    }
}

/// Whether `∂` is there alone.
fn is_operator(over: &Node) -> bool {
    matches!(over.kind, Kind::Partial { of: None, .. })
}

/// What the scripts belong to.
fn core(node: &Node) -> &Kind {
    match &node.kind {
        Kind::Script { base, .. } => &base.kind,
        kind => kind,
    }
}

fn is_transposed(node: &Node) -> bool {
    let is_top = |sup: &Node| matches!(&sup.kind, Kind::Symbol(symbol) if symbol == r"\top");
    matches!(&node.kind, Kind::Script { sup: Some(sup), .. } if is_top(sup))
}
