//! Numbers as they are written.

use crate::entries::Entries;
use crate::syntax::{Infix, Kind, Node};

/// As many digits as a number with a point has at most, and the powers of ten that are written out.
const MOST: usize = 17;
const PLAIN: std::ops::Range<i32> = -3..6;

/// What a chosen number, such as 0.7 times 0.01, may have been rounded by.
const EXACT: f64 = 1e-14;

pub(super) fn node(kind: Kind) -> Node {
    Node::new(kind, 0..0)
}

/// With so many significant digits; with more if it would become a whole number, which it is not:
/// what is near 1 may not be put in as 1. Whole numbers have all of theirs, and what is exact with
/// fewer digits has no zeros at its end.
pub(super) fn number(value: f64, digits: usize) -> Node {
    let mut enough = digits.clamp(1, MOST);
    while enough < MOST && value.abs() < 1000.0 {
        let rounded: f64 = format!("{value:.*e}", enough - 1).parse().expect("a number");
        if is_exact(rounded, value) || rounded.fract() != 0.0 {
            break;
        }
        enough += 1;
    }
    rounded(value, enough)
}

/// The same, but not with more.
fn rounded(value: f64, digits: usize) -> Node {
    let size = unsigned(value.abs(), digits.clamp(1, MOST));
    if value < 0.0 { node(Kind::Sum(vec![(true, size)])) } else { size }
}

fn unsigned(size: f64, digits: usize) -> Node {
    if size.fract() == 0.0 && size < 1e6 {
        return node(Kind::Number(format!("{size}")));
    }
    let text = format!("{size:.*e}", digits - 1);
    let rounded: f64 = text.parse().expect("a number");
    let is_exact = is_exact(rounded, size);
    let shortened = |text: &str| if is_exact { shortened(text) } else { text.to_owned() };
    let (mantissa, exponent) = text.split_once('e').expect("with an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent");
    if PLAIN.contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
        return node(Kind::Number(shortened(&format!("{size:.decimals$}"))));
    }
    let power = if exponent < 0 {
        node(Kind::Sum(vec![(true, node(Kind::Number((-exponent).to_string())))]))
    } else {
        node(Kind::Number(exponent.to_string()))
    };
    let base = Box::new(node(Kind::Number("10".into())));
    let power = node(Kind::Script { base, sup: Some(Box::new(power)), sub: None, primes: 0 });
    match shortened(mantissa) {
        one if one == "1" => power,
        mantissa => {
            let (left, right) = (Box::new(node(Kind::Number(mantissa))), Box::new(power));
            node(Kind::Infix { operator: Infix::Times, left, right })
        }
    }
}

fn is_exact(rounded: f64, value: f64) -> bool {
    (rounded - value).abs() <= EXACT * value.abs()
}

/// Without zeros at the end of its decimals.
fn shortened(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text.into(),
    }
}

/// A matrix of numbers, or the number that it is; `None` if it is larger than so, or has an entry
/// that is no number.
pub(super) fn matrix(values: &Entries<f64>, digits: usize, largest: usize) -> Option<Node> {
    entries(values, largest, |value| number(value, digits))
}

/// The same of what is a result: with no more digits than asked for.
pub(super) fn result(values: &Entries<f64>, digits: usize, largest: usize) -> Option<Node> {
    entries(values, largest, |value| rounded(value, digits))
}

fn entries(values: &Entries<f64>, largest: usize, number: impl Fn(f64) -> Node) -> Option<Node> {
    let (rows, columns) = values.shape();
    let is_shown = rows.max(columns) <= largest && rows.min(columns) > 0;
    if !is_shown || values.as_slice().iter().any(|value| !value.is_finite()) {
        return None;
    }
    if (rows, columns) == (1, 1) {
        return Some(number(values[(0, 0)]));
    }
    let row = |i| (0..columns).map(|j| number(values[(i, j)])).collect();
    Some(node(Kind::Matrix((0..rows).map(row).collect())))
}

/// With another decimal mark than a point.
pub(super) fn with_mark(tree: &Node, mark: &str) -> Node {
    let mut tree = tree.clone();
    set_mark(&mut tree, mark);
    tree
}

fn set_mark(node: &mut Node, mark: &str) {
    if let Kind::Number(digits) = &mut node.kind {
        *digits = digits.replace('.', mark);
    }
    node.parts_mut().into_iter().for_each(|part| set_mark(part, mark));
}
