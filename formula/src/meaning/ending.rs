//! Where what takes all that follows could end too.

use super::{Term, What};
use crate::syntax::{Big, Kind, Node};

/// Whether it ends in a function without parentheses: what follows could belong to its argument.
pub(super) fn ends_in_open_function(node: &Node) -> bool {
    match &node.kind {
        Kind::Apply { argument, .. } => !argument.is_in_parentheses(),
        Kind::Juxtaposition(factors) => factors.last().is_some_and(ends_in_open_function),
        Kind::Infix { right, .. } => ends_in_open_function(right),
        _ => false,
    }
}

/// Whether a big operator could end before its last factor: it does not if that has its index, or
/// that of an operator which it is within.
pub(super) fn could_end_earlier(node: &Node) -> bool {
    could_end_within(node, Vec::new())
}

fn could_end_within<'a>(node: &'a Node, mut indices: Vec<&'a Node>) -> bool {
    let Kind::Big { operator: Big::Sum | Big::Max | Big::Min, sub: Some(sub), body, .. } =
        &node.kind
    else {
        return false;
    };
    indices.extend(match &sub.kind {
        Kind::Relation { .. } => sub.parts(),
        _ => sub.listed(),
    });
    let has_index = |last| indices.iter().any(|index| is_letter(index) && mentions(last, index));
    match last_factor(body) {
        Some(last) if !has_index(last) => true,
        Some(last) => could_end_within(last, indices),
        None => could_end_within(body, indices),
    }
}

/// Of a product.
fn last_factor(node: &Node) -> Option<&Node> {
    match &node.kind {
        Kind::Juxtaposition(factors) => factors.last(),
        Kind::Infix { right, .. } => Some(last_factor(right).unwrap_or(right)),
        _ => None,
    }
}

/// A letter, with primes or without.
fn is_letter(node: &Node) -> bool {
    match &node.kind {
        Kind::Symbol(_) => true,
        Kind::Script { base, sup: None, sub: None, .. } => is_letter(base),
        _ => false,
    }
}

fn mentions(node: &Node, letter: &Node) -> bool {
    match is_letter(node) {
        true => node == letter,
        false => node.parts().iter().any(|part| mentions(part, letter)),
    }
}

/// Whether all of it is surely divided by: a call is, a product is not.
pub(super) fn is_one_factor(node: &Node, term: &Term) -> bool {
    match node.kind {
        Kind::Juxtaposition(_) => !matches!(term.what, What::Multiply(_)),
        _ => !could_end_earlier(node),
    }
}
