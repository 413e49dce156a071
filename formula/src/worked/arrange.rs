//! Parts put together so that they are read as they are meant: what stands between them, and which
//! of them are in parentheses.

use super::digits::node;
use crate::syntax::{Command, Fence, Infix, Kind, Node, Size};
use crate::term::Extremum;

/// In parentheses, unless it is a group already.
pub(super) fn grouped(body: Node) -> Node {
    match body.kind {
        Kind::Group { fence: Fence::Parentheses, .. } => body,
        _ => fenced(Fence::Parentheses, body),
    }
}

/// Bars say on which side they are by their size.
pub(super) fn fenced(fence: Fence, body: Node) -> Node {
    let is_bars = matches!(fence, Fence::Bars | Fence::DoubleBars);
    let size = if is_bars || is_tall(&body) { Size::Fitting } else { Size::Plain };
    node(Kind::Group { fence, size, body: Box::new(body) })
}

/// Whether it is higher than a line.
fn is_tall(node: &Node) -> bool {
    match &node.kind {
        Kind::Fraction { .. } | Kind::Matrix(_) | Kind::Big { .. } => true,
        Kind::Script { base, .. } => is_tall(base),
        _ => node.parts().into_iter().any(is_tall),
    }
}

/// Terms, each with whether it is subtracted. The first may be a negative number; the others are in
/// parentheses if they have a sign of their own.
pub(super) fn sum(terms: Vec<(bool, Node)>) -> Node {
    let mut sum: Vec<(bool, Node)> = Vec::new();
    for (is_subtracted, term) in terms {
        match term.kind {
            Kind::Sum(mut parts) if sum.is_empty() && !is_subtracted && parts.len() == 1 => {
                sum.append(&mut parts);
            }
            Kind::Sum(_) => sum.push((is_subtracted, grouped(term))),
            _ => sum.push((is_subtracted, term)),
        }
    }
    match &sum[..] {
        [(false, _)] => sum.swap_remove(0).1,
        _ => node(Kind::Sum(sum)),
    }
}

/// Factors, with a dot wherever two could be taken for one number or one call.
pub(super) fn product(factors: Vec<Node>) -> Node {
    let mut all = Vec::new();
    factors.into_iter().for_each(|factor| add_factors(factor, &mut all));
    let mut segments: Vec<Vec<Node>> = Vec::new();
    for factor in all {
        match segments.last_mut() {
            Some(segment) if touch(segment.last().expect("never empty"), &factor) => {
                segment.push(factor);
            }
            _ => segments.push(vec![factor]),
        }
    }
    let beside = |mut segment: Vec<Node>| match segment.len() {
        1 => segment.swap_remove(0),
        _ => node(Kind::Juxtaposition(segment.into_iter().flat_map(call_parts).collect())),
    };
    let times = |left, right| infix(Infix::Times, left, right);
    segments.into_iter().map(beside).reduce(times).expect("a product has factors")
}

pub(super) fn infix(operator: Infix, left: Node, right: Node) -> Node {
    node(Kind::Infix { operator, left: Box::new(left), right: Box::new(right) })
}

/// `A \odot B`, of which each is one factor or a call; the left one may be such a product too.
pub(super) fn hadamard(left: Node, right: Node) -> Node {
    let operand = |side: Node| if is_factor(&side) { side } else { grouped(side) };
    let left = match left.kind {
        Kind::Infix { operator: Infix::Hadamard, .. } => left,
        _ => operand(left),
    };
    infix(Infix::Hadamard, left, operand(right))
}

/// The factors of what is multiplied: those of a product, which need no parentheses.
fn add_factors(factor: Node, all: &mut Vec<Node>) {
    match factor.kind {
        Kind::Infix { operator: Infix::Times, left, right } => {
            add_factors(*left, all);
            add_factors(*right, all);
        }
        Kind::Juxtaposition(parts) if !is_call(&parts) => {
            let mut parts = parts.into_iter().peekable();
            while let Some(part) = parts.next() {
                match parts.peek() {
                    // A call within a product.
                    Some(next) if is_name(&part) && is_argument(next) => {
                        let argument = parts.next().expect("it was looked at");
                        all.push(node(Kind::Juxtaposition(vec![part, argument])));
                    }
                    _ => all.push(part),
                }
            }
        }
        _ if is_factor(&factor) => all.push(factor),
        _ => all.push(grouped(factor)),
    }
}

/// Whether it can be multiplied, raised or divided as it is.
fn is_factor(node: &Node) -> bool {
    match &node.kind {
        Kind::Sum(_) | Kind::Relation { .. } | Kind::List(_) | Kind::Infix { .. } => false,
        Kind::Big { .. } | Kind::Dots => false,
        Kind::Juxtaposition(parts) => is_call(parts),
        _ => true,
    }
}

/// A function before its argument.
fn is_call(parts: &[Node]) -> bool {
    matches!(parts, [name, argument] if is_name(name) && is_argument(argument))
}

/// What could be a function.
fn is_name(node: &Node) -> bool {
    match &node.kind {
        Kind::Symbol(_) | Kind::Name { .. } | Kind::Accent { .. } => true,
        Kind::Script { base, .. } => is_name(base),
        _ => false,
    }
}

fn is_argument(node: &Node) -> bool {
    match &node.kind {
        Kind::Group { fence: Fence::Parentheses, .. } => true,
        Kind::Script { base, .. } => is_argument(base),
        _ => false,
    }
}

fn call_parts(factor: Node) -> Vec<Node> {
    match factor.kind {
        Kind::Juxtaposition(parts) => parts,
        _ => vec![factor],
    }
}

/// Whether nothing needs to stand between two factors.
fn touch(left: &Node, right: &Node) -> bool {
    let is_number = |node: &Node| matches!(node.kind, Kind::Number(_));
    let is_matrix = |node: &Node| match &node.kind {
        Kind::Script { base, .. } => matches!(base.kind, Kind::Matrix(_)),
        kind => matches!(kind, Kind::Matrix(_)),
    };
    let is_letter = |node: &Node| is_name(node);
    let is_group_of_several = |node: &Node| match &node.kind {
        Kind::Group { fence: Fence::Parentheses, body, .. } => {
            !matches!(&body.kind, Kind::Sum(terms) if terms.len() == 1)
        }
        _ => false,
    };
    let left_ends = is_number(left)
        || is_matrix(left)
        || is_argument(left)
        || matches!(left.kind, Kind::Fraction { .. } | Kind::Juxtaposition(_) | Kind::Apply { .. });
    match &right.kind {
        Kind::Juxtaposition(_) | Kind::Apply { .. } => is_number(left),
        // 1e^2 could be a power of ten.
        _ if is_number(left) && is_e(right) => false,
        _ if is_letter(right) => left_ends || is_letter(left),
        _ if is_matrix(right) => left_ends || is_letter(left),
        _ => is_group_of_several(right) && (left_ends || is_transposed(left)),
    }
}

/// The number e, or a power of it.
fn is_e(node: &Node) -> bool {
    match &node.kind {
        Kind::Script { base, .. } => is_e(base),
        kind => *kind == Kind::Symbol("e".into()),
    }
}

/// It is no function, then.
fn is_transposed(node: &Node) -> bool {
    let is_top = |sup: &Node| sup.kind == Kind::Symbol(r"\top".into());
    matches!(&node.kind, Kind::Script { sup: Some(sup), .. } if is_top(sup))
}

pub(super) fn fraction(over: Node, under: Node, is_small: bool) -> Node {
    let is_number = |node: &Node| matches!(node.kind, Kind::Number(_) | Kind::Symbol(_));
    let is_short = match &over.kind {
        Kind::Infix { operator, .. } => *operator == Infix::Times,
        Kind::Juxtaposition(_) => true,
        Kind::Fraction { .. } => false,
        _ => is_factor(&over),
    };
    if let Kind::Sum(terms) = &over.kind
        && let [(true, size)] = &terms[..]
        && is_small
    {
        return node(Kind::Sum(vec![(true, fraction(size.clone(), under, is_small))]));
    }
    if is_small && is_short && is_number(&under) {
        return infix(Infix::Slash, over, under);
    }
    let (over, under) = (Box::new(over), Box::new(under));
    node(Kind::Fraction { is_small: false, over, under })
}

/// A base to an exponent, which of a call stands at its argument.
pub(super) fn raised(base: Node, sup: Node) -> Node {
    match base.kind {
        Kind::Juxtaposition(mut parts) if is_call(&parts) && is_plain_call(&parts[1]) => {
            let argument = parts.pop().expect("a call has an argument");
            parts.push(raised(argument, sup));
            node(Kind::Juxtaposition(parts))
        }
        Kind::Apply { function, argument } if is_plain_call(&argument) => {
            let argument = Box::new(raised(*argument, sup));
            node(Kind::Apply { function, argument })
        }
        Kind::Number(_) | Kind::Symbol(_) | Kind::Root(_) | Kind::Matrix(_) => {
            scripted(base, Some(sup), None)
        }
        Kind::Group { .. } => scripted(base, Some(sup), None),
        _ => scripted(grouped(base), Some(sup), None),
    }
}

fn is_plain_call(argument: &Node) -> bool {
    matches!(argument.kind, Kind::Group { .. })
}

pub(super) fn scripted(base: Node, sup: Option<Node>, sub: Option<Node>) -> Node {
    let [sup, sub] = [sup, sub].map(|script| script.map(Box::new));
    node(Kind::Script { base: Box::new(base), sup, sub, primes: 0 })
}

/// `\max(a, b)`.
pub(super) fn extreme(extremum: Extremum, all: Vec<Node>) -> Node {
    let name = if extremum == Extremum::Max { "max" } else { "min" };
    applied(Command::Own, name, node(Kind::List(all)))
}

/// A function by its own name of something.
pub(super) fn applied(command: Command, name: &str, argument: Node) -> Node {
    let function = Box::new(node(Kind::Name { command, name: name.into() }));
    let argument = Box::new(fenced(Fence::Parentheses, argument));
    node(Kind::Apply { function, argument })
}

/// A function before its argument, as it is read.
pub(super) fn called(name: Node, argument: Node) -> Node {
    let base = match &name.kind {
        Kind::Script { base, .. } => &base.kind,
        kind => kind,
    };
    match base {
        Kind::Name { .. } => {
            let (function, argument) = (Box::new(name), Box::new(argument));
            node(Kind::Apply { function, argument })
        }
        _ => node(Kind::Juxtaposition(vec![name, argument])),
    }
}
