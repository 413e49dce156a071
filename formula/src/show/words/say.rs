//! What is said for each kind of part.

use super::{Speaker, phrases};
use crate::symbols::Words;
use crate::syntax::{Fence, Infix, Kind, Node, Relation};

impl Speaker<'_> {
    pub fn say(&self, node: &Node) -> String {
        match &node.kind {
            Kind::Number(digits) => digits.replace('.', self.pick(phrases::POINT)),
            Kind::Symbol(letter) => self.letter(letter),
            Kind::Name { name, .. } => name.clone(),
            Kind::Text(_) => self.pick(phrases::OTHERWISE).into(),
            Kind::Accent { accent, body } => {
                self.fill(phrases::accented(accent), [&self.unit(body)])
            }
            Kind::Script { base, sup, sub, primes } => {
                self.script(base, sup.as_deref(), sub.as_deref(), *primes)
            }
            Kind::Fraction { over, under, .. } => self.quotient(over, under),
            Kind::Root(body) => self.enclosed(phrases::ROOT, body),
            Kind::Partial { order, of } => self.partial(order.as_deref(), of.as_deref()),
            Kind::Nabla(body) => {
                self.fill(phrases::OF, [self.pick(phrases::GRADIENT), &self.unit(body)])
            }
            Kind::Group { fence, body, .. } => self.group(*fence, body),
            Kind::Cases(cases) => self.cases(cases),
            Kind::Matrix(rows) => self.matrix(rows),
            Kind::Dots => self.pick(phrases::DOTS).into(),
            Kind::Juxtaposition(factors) => self.product(factors),
            Kind::Apply { function, argument } => self.apply(function, argument),
            Kind::Big { operator, sub, sup, body } => {
                self.big(operator, sub.as_deref(), sup.as_deref(), body)
            }
            Kind::Infix { operator, left, right } => self.infix(*operator, left, right),
            Kind::Sum(terms) => self.sum(terms),
            Kind::Relation { first, rest } => self.relation(first, rest),
            Kind::List(parts) => self.list(parts),
        }
    }

    pub(super) fn fenced(&self, fence: Fence, said: &str) -> String {
        let phrase = match fence {
            Fence::Brackets => phrases::BRACKETS,
            _ => phrases::PARENTHESES,
        };
        self.fill(phrase, [said])
    }

    /// "the norm of w", or of something longer, with its end.
    fn enclosed(&self, what: Words, body: &Node) -> String {
        let said = self.fill(phrases::OF, [self.pick(what), &self.say(body)]);
        if self.is_unit(body) { said } else { self.ended(&said, what) }
    }

    pub(super) fn ended(&self, said: &str, what: Words) -> String {
        self.fill(phrases::END, [said, self.pick(what)])
    }

    fn group(&self, fence: Fence, body: &Node) -> String {
        match fence {
            Fence::Bars => self.enclosed(phrases::ABSOLUTE_VALUE, body),
            Fence::DoubleBars => self.enclosed(phrases::NORM, body),
            Fence::Brackets if is_condition(body) => {
                self.fill(phrases::IVERSON, [&self.condition(body)])
            }
            Fence::Parentheses if self.is_atom(body) => self.say(body),
            _ => self.fenced(fence, &self.say(body)),
        }
    }

    /// A part of a sum or of a product.
    pub(super) fn operand(&self, node: &Node) -> String {
        match self.say(node) {
            said if is_iverson(node) => self.fenced(Fence::Brackets, &said),
            said if is_hadamard(node) => self.fenced(Fence::Parentheses, &said),
            said => said,
        }
    }

    fn sum(&self, terms: &[(bool, Node)]) -> String {
        let mut said = String::new();
        for (number, (is_subtracted, term)) in terms.iter().enumerate() {
            let sign = if *is_subtracted { phrases::MINUS } else { phrases::PLUS };
            if *is_subtracted || number > 0 {
                said += self.pick(sign);
                said += " ";
            }
            let term_said = self.operand(term);
            if number + 1 == terms.len() {
                said += &term_said;
            } else {
                said += &match self.open_end(term) {
                    Some(open) => self.ended(&term_said, open),
                    None => term_said,
                };
                said += if self.is_short(term) { " " } else { ", " };
            }
        }
        said
    }

    fn infix(&self, operator: Infix, left: &Node, right: &Node) -> String {
        match operator {
            Infix::Slash => self.quotient(without_parentheses(left), without_parentheses(right)),
            Infix::Times => {
                self.operand(left) + &self.times(self.is_short(left)) + &self.operand(right)
            }
            Infix::Hadamard => {
                let is_clear = matches!(left.kind, Kind::Script { .. }) || is_hadamard(left);
                let left = if is_clear { self.say(left) } else { self.unit(left) };
                self.fill(phrases::HADAMARD, [&left, &self.unit(right)])
            }
        }
    }

    pub(super) fn relation(&self, first: &Node, rest: &[(Relation, Node)]) -> String {
        let mut said = self.say(first);
        for (number, (relation, side)) in rest.iter().enumerate() {
            said += if number == 0 { " " } else { self.pick(phrases::WHICH) };
            said += self.pick(phrases::relation(*relation));
            said += " ";
            said += &self.say(side);
        }
        said
    }

    /// What must hold: all parts of a list.
    fn condition(&self, node: &Node) -> String {
        self.joined(&listed(node).iter().map(|part| self.say(part)).collect::<Vec<_>>())
    }

    fn cases(&self, cases: &[(Node, Node)]) -> String {
        let case = |(value, condition): &(Node, Node)| match condition.kind {
            Kind::Text(_) => format!("{} {}", self.say(value), self.say(condition)),
            _ => self.fill(phrases::IF, [&self.say(value), &self.condition(condition)]),
        };
        let cases: Vec<String> = cases.iter().map(case).collect();
        self.fill(phrases::CASES, [&cases.join(self.pick(phrases::OR))])
    }

    fn matrix(&self, rows: &[Vec<Node>]) -> String {
        let row = |row: &Vec<Node>| {
            let entries: Vec<String> = row.iter().map(|entry| self.say(entry)).collect();
            self.fill(phrases::ROW, [&entries.join(", ")])
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        self.fill(phrases::MATRIX, [&rows.join(", ")])
    }

    /// Arguments, or a statement with what it says of its symbols.
    fn list(&self, parts: &[Node]) -> String {
        let said: Vec<String> = parts.iter().map(|part| self.say(part)).collect();
        match (&said[..], parts.get(1).map(|part| &part.kind)) {
            ([first, rest @ ..], Some(Kind::Relation { .. })) => {
                self.fill(phrases::WHERE, [first, &self.joined(rest)])
            }
            _ => self.joined(&said),
        }
    }
}

/// What commas separate, or the one part that there is.
pub(super) fn listed(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::List(parts) => parts.iter().collect(),
        _ => vec![node],
    }
}

pub(super) fn without_parentheses(node: &Node) -> &Node {
    match &node.kind {
        Kind::Group { fence: Fence::Parentheses, body, .. } => body,
        _ => node,
    }
}

fn is_condition(body: &Node) -> bool {
    listed(body).iter().all(|part| matches!(part.kind, Kind::Relation { .. }))
}

/// A condition in brackets, which is 1 or 0.
pub(super) fn is_iverson(node: &Node) -> bool {
    match &node.kind {
        Kind::Group { fence: Fence::Brackets, body, .. } => is_condition(body),
        _ => false,
    }
}

fn is_hadamard(node: &Node) -> bool {
    matches!(node.kind, Kind::Infix { operator: Infix::Hadamard, .. })
}
