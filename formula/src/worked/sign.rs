//! A minus before a product: `-2 \cdot 3 + 1` for `(-2) \cdot 3 + 1`.

use super::digits::node;
use crate::syntax::{Big, Fence, Infix, Kind, Node};

/// Takes the sign of a first factor out of its parentheses wherever a term may begin with a minus.
pub(super) fn tidy(tree: &mut Node) {
    tidy_within(tree);
    negate_first(tree);
}

fn tidy_within(node: &mut Node) {
    node.parts_mut().into_iter().for_each(tidy_within);
    match &mut node.kind {
        Kind::Group { body, .. } | Kind::Root(body) => negate_first(body),
        Kind::Fraction { over, under, .. } => {
            [over, under].into_iter().for_each(|side| negate_first(side))
        }
        Kind::Script { sup: Some(sup), .. } => negate_first(sup),
        Kind::Big { operator: Big::Integral(_), body, .. } => negate_first(body),
        Kind::List(parts) => parts.iter_mut().for_each(negate_first),
        Kind::Relation { first, rest } => {
            negate_first(first);
            rest.iter_mut().for_each(|(_, side)| negate_first(side));
        }
        _ => {}
    }
}

/// (-a) b + c becomes -a b + c.
fn negate_first(tree: &mut Node) {
    let is_product =
        matches!(tree.kind, Kind::Infix { operator: Infix::Times, .. } | Kind::Juxtaposition(_));
    if is_product && take_sign(tree) {
        let term = std::mem::replace(tree, node(Kind::Dots));
        *tree = node(Kind::Sum(vec![(true, term)]));
    } else if let Kind::Sum(terms) = &mut tree.kind {
        let (is_subtracted, term) = &mut terms[0];
        *is_subtracted = *is_subtracted || take_sign(term);
    }
}

/// Whether the first factor of a product was a negative number, which it is no longer.
fn take_sign(term: &mut Node) -> bool {
    match &mut term.kind {
        Kind::Infix { operator: Infix::Times, left, .. } => take_sign_of_factor(left),
        Kind::Juxtaposition(factors) => take_sign_of_factor(&mut factors[0]),
        _ => false,
    }
}

fn take_sign_of_factor(factor: &mut Node) -> bool {
    if let Kind::Group { fence: Fence::Parentheses, body, .. } = &factor.kind
        && let Kind::Sum(terms) = &body.kind
        && let [(true, number)] = &terms[..]
        && matches!(number.kind, Kind::Number(_))
    {
        *factor = number.clone();
        return true;
    }
    take_sign(factor)
}
