//! A formula in parts, each of which may begin a line: browsers do not break a `<math>`.

use super::row::{OF, between, is_group, without_scripts};
use super::{big, element, fences, has, infix, is_tall, relation, scripts, sign};
use crate::formula::Formula;
use crate::syntax::{Infix, Kind, Node, Size};

/// A formula, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breakable {
    /// What stands on one line, however wide: the content of a `<math>` element.
    Whole(String),
    /// A line may end before each of them, which is better than within one.
    Parts(Vec<Breakable>),
}

/// What has no more letters has room on a telephone: it is not broken.
const SHORT: usize = 12;
/// A factor with no more stays beside the next, or the one before.
const TINY: usize = 3;
/// A first term with no more stays beside the next: it would be alone on a line.
const FIRST: usize = 2;
/// The left side of an equation with no more stays beside its sign and what follows.
const LEFT: usize = 6;

/// What begins a line within a product that has no sign there. Whoever shows it knows where lines
/// are short enough to be broken, and may hide it elsewhere.
const SIGN: &str = r#"<mo class="times" form="infix">⋅</mo>"#;

impl Formula {
    /// In parts; before the first a sign that may be "", as what follows from a left-hand side has
    /// it. Parentheses may be broken, but no fraction, root or matrix. A part that begins within a
    /// product has a sign before it, of the class `times`, where the formula has none.
    pub fn breakable(&self, before: &str) -> Breakable {
        let before = if before.is_empty() { String::new() } else { sign(before) };
        match &self.tree().kind {
            // Statements stand further apart than arguments.
            Kind::List(all) => joined(listed(all, r#"<mspace width="1em"/>"#), before, ""),
            _ => broken(self.tree(), before, ""),
        }
    }
}

impl Breakable {
    /// With other contents of its `<math>` elements.
    pub fn map(self, change: &impl Fn(&str) -> String) -> Breakable {
        match self {
            Breakable::Whole(content) => Breakable::Whole(change(&content)),
            Breakable::Parts(parts) => {
                Breakable::Parts(parts.into_iter().map(|part| part.map(change)).collect())
            }
        }
    }
}

/// A part with what stays beside it.
struct Part<'a> {
    before: String,
    node: &'a Node,
    after: String,
}

impl<'a> Part<'a> {
    fn new(before: String, node: &'a Node) -> Part<'a> {
        Part { before, node, after: String::new() }
    }
}

fn broken(node: &Node, before: String, after: &str) -> Breakable {
    let whole = |before: String| Breakable::Whole(before + &element(node) + after);
    if size(node) <= SHORT {
        return whole(before);
    }
    match &node.kind {
        Kind::Relation { first, rest } => {
            let rest = rest.iter().map(|(sign, side)| Part::new(relation(*sign), side));
            let first = Part::new(String::new(), first);
            let sides = [first].into_iter().chain(rest).collect();
            joined(together(sides, LEFT), before, after)
        }
        Kind::Sum(terms) => joined(together(summed(terms), FIRST), before, after),
        Kind::List(all) => joined(listed(all, ""), before, after),
        Kind::Infix { operator: Infix::Times | Infix::Hadamard, .. } | Kind::Juxtaposition(_) => {
            joined(multiplied(factors(node)), before, after)
        }
        Kind::Group { .. } => {
            enclosed(node, &before, |close| close + after).unwrap_or_else(|| whole(before))
        }
        Kind::Script { base, sup, sub, primes } => {
            let close = |close| {
                // In a row it is as high as it says.
                let close = format!("<mrow>{close}</mrow>");
                scripts(close, sup.as_deref(), sub.as_deref(), *primes) + after
            };
            enclosed(base, &before, close).unwrap_or_else(|| whole(before))
        }
        Kind::Apply { function, argument } if is_group(argument) => {
            broken(argument, before + &element(function) + OF, after)
        }
        Kind::Big { operator, sub, sup, body } => {
            let [sub, sup] = [sub, sup].map(|bound| bound.as_deref().map(element));
            let [begin, end] = big(operator, sub, sup);
            broken(body, before + &begin, &(end + after))
        }
        _ => whole(before),
    }
}

/// The first beside the second, if it has no more letters.
fn together(mut parts: Vec<Part>, most: usize) -> Vec<Part> {
    if parts.len() > 1 && size(parts[0].node) <= most {
        let first = parts.remove(0);
        parts[0].before.insert_str(0, &(first.before + &element(first.node)));
    }
    parts
}

/// Parts beside each other, the first and the last with what stays beside all of them.
fn joined(parts: Vec<Part>, before: String, after: &str) -> Breakable {
    let last = parts.len() - 1;
    let mut first = Some(before);
    let part = |(number, part): (usize, Part)| {
        let end = if number == last { after } else { "" };
        broken(part.node, first.take().unwrap_or_default() + &part.before, &(part.after + end))
    };
    let mut parts: Vec<Breakable> = parts.into_iter().enumerate().map(part).collect();
    if last == 0 { parts.swap_remove(0) } else { Breakable::Parts(parts) }
}

/// Within a row a minus would know from its place what it is.
fn summed(terms: &[(bool, Node)]) -> Vec<Part<'_>> {
    let sign = |number, minus| match (number, minus) {
        (0, false) => "",
        (0, true) => "<mo form=\"prefix\">\u{2212}</mo>",
        (_, false) => r#"<mo form="infix">+</mo>"#,
        (_, true) => "<mo form=\"infix\">\u{2212}</mo>",
    };
    let terms = terms.iter().enumerate();
    terms.map(|(number, (minus, term))| Part::new(sign(number, *minus).into(), term)).collect()
}

fn listed<'a>(parts: &'a [Node], space: &str) -> Vec<Part<'a>> {
    let last = parts.len() - 1;
    let comma = |number| if number == last { String::new() } else { sign(",") + space };
    let part = |(number, node)| Part { after: comma(number), ..Part::new(String::new(), node) };
    parts.iter().enumerate().map(part).collect()
}

/// Factors with the sign before each: `a \cdot b \cdot c` is read as `(a \cdot b) \cdot c`.
fn factors(node: &Node) -> Vec<(String, &Node)> {
    match &node.kind {
        Kind::Infix { operator: operator @ (Infix::Times | Infix::Hadamard), left, right } => {
            let mut all = factors(left);
            all.push((infix(*operator), right));
            all
        }
        Kind::Juxtaposition(all) => {
            let before = all.windows(2).map(|pair| between(&pair[0], &pair[1]));
            [String::new()].into_iter().chain(before).zip(all).collect()
        }
        _ => vec![(String::new(), node)],
    }
}

/// As many factors together as are short; one that is long may be broken itself. What has no sign
/// before it stays beside a number: it would begin a line as if that were a result. A parenthesis
/// stays beside what may be its function.
fn multiplied<'a>(factors: Vec<(String, &'a Node)>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut held = 0;
    let mut factors = factors.into_iter().peekable();
    while let Some((mut sign, mut node)) = factors.next() {
        let mut size = self::size(node);
        while let Some((between, group)) = factors.next_if(|(between, next)| {
            let is_one = size <= SHORT && !without_scripts(node, is_group);
            is_one && without_scripts(next, is_group) && !is_seen(between)
        }) {
            sign += &(element(node) + &between);
            node = group;
            size += self::size(group);
        }
        match parts.last_mut() {
            Some(part)
                if held <= TINY
                    || held + size <= SHORT
                    || (matches!(part.node.kind, Kind::Number(_)) && !is_seen(&sign)) =>
            {
                part.before += &(element(part.node) + &sign);
                part.node = node;
                held += size;
            }
            Some(part) if held > SHORT && size <= TINY => {
                part.after += &(sign + &element(node));
            }
            last => {
                let is_bare = last.is_some() && !is_seen(&sign);
                let begin = if is_bare { SIGN.to_owned() + &sign } else { sign };
                parts.push(Part::new(begin, node));
                held = size;
            }
        }
    }
    parts
}

/// Whether it is more than a space, or what is only heard.
fn is_seen(sign: &str) -> bool {
    sign.contains(['⋅', '⊙'])
}

/// What stands between parentheses, if it is broken. Where these would grow with it, they are as
/// high as a line of it, but for a matrix, which is not broken.
fn enclosed(node: &Node, before: &str, end: impl Fn(String) -> String) -> Option<Breakable> {
    let Kind::Group { fence, size, body } = &node.kind else { return None };
    let size = match size {
        Size::Fitting if has(body, &|kind| matches!(kind, Kind::Matrix(_) | Kind::Cases(_))) => {
            return None;
        }
        Size::Fitting if is_tall(body) => Size::Bigger,
        Size::Fitting => Size::Big,
        size => *size,
    };
    let [open, close] = fences(*fence, size);
    // Bars look the same at either end, and know from their place which one they are.
    let open = open.replacen("<mo", r#"<mo form="prefix""#, 1);
    let close = close.replacen("<mo", r#"<mo form="postfix""#, 1);
    match broken(body, before.to_owned() + &open, &end(close)) {
        Breakable::Whole(_) => None,
        parts => Some(parts),
    }
}

/// About how wide a part is, in letters.
fn size(node: &Node) -> usize {
    let inside = || node.parts().into_iter().map(size);
    let all = || inside().sum::<usize>();
    match &node.kind {
        Kind::Number(text) | Kind::Text(text) => text.chars().count(),
        Kind::Name { name, .. } => name.chars().count(),
        Kind::Symbol(_) | Kind::Dots => 1,
        Kind::Fraction { .. } => inside().max().unwrap_or(0) + 1,
        Kind::Sum(terms) => all() + 2 * terms.len() - 1,
        Kind::Relation { rest, .. } => all() + 3 * rest.len(),
        Kind::Group { .. } | Kind::Big { .. } | Kind::Infix { .. } => all() + 2,
        _ => all(),
    }
}
