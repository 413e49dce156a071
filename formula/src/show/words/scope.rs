//! Where a part ends for who hears it.

use super::say::{is_iverson, without_parentheses};
use super::{Speaker, phrases};
use crate::symbols::Words;
use crate::syntax::{Big, Fence, Infix, Kind, Node};

impl Speaker<'_> {
    /// A letter or a number, with what belongs to its name.
    pub(super) fn is_atom(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Number(_) | Kind::Symbol(_) | Kind::Name { .. } | Kind::Text(_) | Kind::Dots => {
                true
            }
            Kind::Accent { body, .. } => self.is_atom(body),
            Kind::Script { base, sup, .. } => {
                self.is_atom(base) && sup.as_ref().is_none_or(|sup| self.is_part_of_name(base, sup))
            }
            Kind::Group { fence: Fence::Parentheses, body, .. } => self.is_atom(body),
            _ => false,
        }
    }

    /// What can stand after "of" without parentheses: nobody takes what follows for a part of it.
    pub(super) fn is_unit(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Group { .. } => !is_iverson(node),
            Kind::Fraction { over, under, .. } => !self.is_said_short(over, under),
            Kind::Infix { operator: Infix::Slash, left, right } => {
                !self.is_said_short(without_parentheses(left), without_parentheses(right))
            }
            Kind::Sum(terms) => matches!(&terms[..], [(true, term)] if self.is_unit(term)),
            Kind::Juxtaposition(factors) => match &factors[..] {
                [function, argument] => self.is_call(function, argument) && is_plain(argument),
                _ => false,
            },
            Kind::Big { operator, .. } => matches!(operator, Big::Integral(_)),
            Kind::Root(_)
            | Kind::Nabla(_)
            | Kind::Cases(_)
            | Kind::Matrix(_)
            | Kind::Apply { .. } => true,
            _ => self.is_atom(node),
        }
    }

    /// A unit as it is, all else in parentheses; those that are written are not said twice.
    pub(super) fn unit(&self, node: &Node) -> String {
        let node = without_parentheses(node);
        if self.is_unit(node) {
            self.say(node)
        } else {
            let fence = if is_iverson(node) { Fence::Brackets } else { Fence::Parentheses };
            self.fenced(fence, &self.say(node))
        }
    }

    /// After which no pause is needed.
    pub(super) fn is_short(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Script { base, .. } => self.is_atom(base),
            Kind::Juxtaposition(factors) => {
                let is_call = |pair: &[Node]| self.is_call(&pair[0], &pair[1]);
                factors.iter().all(|factor| self.is_short(factor))
                    && !factors.windows(2).any(is_call)
            }
            _ => self.is_atom(node),
        }
    }

    /// The sum or the like that goes on to the end of a term.
    pub(super) fn open_end(&self, term: &Node) -> Option<Words> {
        match &term.kind {
            Kind::Big { operator, .. } => match operator {
                Big::Integral(_) => None,
                _ => Some(phrases::big(operator)),
            },
            Kind::Juxtaposition(factors) => self.open_end(factors.last()?),
            Kind::Infix { operator: Infix::Times, right, .. } => self.open_end(right),
            _ => None,
        }
    }
}

/// Without an exponent.
fn is_plain(argument: &Node) -> bool {
    matches!(argument.kind, Kind::Group { .. })
}
