//! Sums, maxima and integrals.

use super::say::listed;
use super::{Speaker, phrases};
use crate::syntax::{Big, Kind, Node, Relation};

impl Speaker<'_> {
    pub(super) fn big(
        &self,
        operator: &Big,
        sub: Option<&Node>,
        sup: Option<&Node>,
        body: &Node,
    ) -> String {
        let what = self.pick(phrases::big(operator));
        let bounds = match (sub, sup) {
            (None, None) => what.to_owned(),
            (None, Some(to)) => self.fill(phrases::UP_TO, [what, &self.say(to)]),
            (Some(sub), None) => self.fill(phrases::OVER, [what, &self.over(sub)]),
            (Some(sub), Some(to)) => {
                let (what, from) = match first_value(sub) {
                    Some((index, from)) => {
                        (self.fill(phrases::FOR, [what, &self.say(index)]), from)
                    }
                    None => (what.to_owned(), sub),
                };
                self.fill(phrases::FROM_TO, [&what, &self.say(from), &self.say(to)])
            }
        };
        let said = self.fill(phrases::OF, [&bounds, &self.operand(body)]);
        match operator {
            Big::Integral(variable) => {
                self.fill(phrases::WITH_RESPECT_TO, [&(said + ","), &self.say(variable)])
            }
            _ => said,
        }
    }

    /// What stands below: indices, or a condition without its verb.
    pub(super) fn over(&self, sub: &Node) -> String {
        let parts = match &sub.kind {
            Kind::Juxtaposition(parts) => parts.iter().collect(),
            _ => listed(sub),
        };
        let said = self.joined(&parts.into_iter().map(|part| self.say(part)).collect::<Vec<_>>());
        let verb = format!(" {} ", self.pick(phrases::IS));
        said.replace(&verb, " ")
    }
}

/// The index and the first value in `k=0`.
fn first_value(sub: &Node) -> Option<(&Node, &Node)> {
    match &sub.kind {
        Kind::Relation { first, rest } => match &rest[..] {
            [(Relation::Equal, from)] => Some((first, from)),
            _ => None,
        },
        _ => None,
    }
}
