//! Parts beside each other: what stands between them.

use super::{THIN_SPACE, element, sign};
use crate::syntax::{Fence, Kind, Node};

const TIMES: &str = "<mo>\u{2062}</mo>";
pub(super) const OF: &str = "<mo>\u{2061}</mo>";

/// One element for all of them.
pub(super) fn row(parts: impl IntoIterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.into_iter().collect();
    match parts.len() {
        1 => parts.swap_remove(0),
        _ => format!("<mrow>{}</mrow>", parts.concat()),
    }
}

pub(super) fn separated(parts: &[Node], separator: &str) -> String {
    let all: Vec<String> = parts.iter().map(element).collect();
    format!("<mrow>{}</mrow>", all.join(separator))
}

pub(super) fn list(parts: &[Node], space: &str) -> String {
    separated(parts, &(sign(",") + space))
}

pub(super) fn apply(function: &Node, argument: &Node) -> String {
    let space = if without_scripts(argument, is_group) { "" } else { THIN_SPACE };
    row([element(function), format!("{OF}{space}"), element(argument)])
}

pub(super) fn product(factors: &[Node]) -> String {
    let mut product = element(&factors[0]);
    for pair in factors.windows(2) {
        product += &between(&pair[0], &pair[1]);
        product += &element(&pair[1]);
    }
    format!("<mrow>{product}</mrow>")
}

/// Nothing where only the meaning of the letters says whether it is a product: `f(x)`, `n(x)`.
pub(super) fn between(left: &Node, right: &Node) -> String {
    let is_name = |node: &Node| matches!(node.kind, Kind::Name { .. });
    let is_before_group = without_scripts(right, is_group);
    match &left.kind {
        Kind::Partial { .. } => THIN_SPACE.into(),
        Kind::Fraction { over, .. } if matches!(over.kind, Kind::Partial { of: None, .. }) => {
            String::new()
        }
        Kind::Script { primes: 1.., .. } if is_before_group => OF.into(),
        _ if without_scripts(left, is_name) => OF.into(),
        _ if is_before_group && may_be_function(left) => String::new(),
        _ if matches!(right.kind, Kind::Apply { .. }) => format!("{TIMES}{THIN_SPACE}"),
        _ => TIMES.into(),
    }
}

/// A letter; not one with a number above or transposed.
fn may_be_function(node: &Node) -> bool {
    match &node.kind {
        Kind::Symbol(_) | Kind::Accent { .. } | Kind::Nabla(_) => true,
        Kind::Script { base, sup, .. } => {
            let is_power = sup.as_ref().is_some_and(|sup| match &sup.kind {
                Kind::Number(_) => true,
                Kind::Symbol(symbol) => symbol == r"\top",
                _ => false,
            });
            may_be_function(base) && !is_power
        }
        _ => false,
    }
}

/// A letter, perhaps with primes.
pub(super) fn is_letter(node: &Node) -> bool {
    match &node.kind {
        Kind::Symbol(_) => true,
        Kind::Script { base, sup: None, sub: None, .. } => is_letter(base),
        _ => false,
    }
}

pub(super) fn is_group(node: &Node) -> bool {
    matches!(node.kind, Kind::Group { fence: Fence::Parentheses, .. })
}

/// Whether it holds of a node, or of what its scripts are written at.
pub(super) fn without_scripts(node: &Node, holds: impl Fn(&Node) -> bool) -> bool {
    match &node.kind {
        Kind::Script { base, .. } => holds(base),
        _ => holds(node),
    }
}
