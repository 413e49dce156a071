//! Fractions and derivatives.

use super::{Speaker, phrases};
use crate::syntax::{Kind, Node};

impl Speaker<'_> {
    /// Two over n; something longer with its beginning and its end.
    pub(super) fn quotient(&self, over: &Node, under: &Node) -> String {
        if let Some(derivative) = self.derivative(over, under) {
            return derivative;
        }
        let is_short = self.is_said_short(over, under);
        let phrase = if is_short { phrases::DIVIDED } else { phrases::FRACTION };
        self.fill(phrase, [&self.say(over), &self.say(under)])
    }

    pub(super) fn is_said_short(&self, over: &Node, under: &Node) -> bool {
        self.is_atom(over) && self.is_atom(under)
    }

    /// ∂A/∂B and ∂²A/∂B∂C; without A the operator. `None` if it is a quotient.
    fn derivative(&self, over: &Node, under: &Node) -> Option<String> {
        let Kind::Partial { order, of } = &over.kind else { return None };
        let by = match &under.kind {
            Kind::Juxtaposition(parts) => &parts[..],
            _ => std::slice::from_ref(under),
        };
        let by = by.iter().map(|part| match &part.kind {
            Kind::Partial { order: None, of: Some(of) } => Some(self.variables(of)),
            _ => None,
        });
        let by = self.joined(&by.collect::<Option<Vec<_>>>()?.concat());
        let what = match order {
            None => self.pick(phrases::DERIVATIVE).to_owned(),
            Some(order) if order.kind == Kind::Number("2".into()) => {
                self.pick(phrases::SECOND_DERIVATIVE).to_owned()
            }
            Some(order) => self.fill(phrases::DERIVATIVE_OF_ORDER, [&self.unit(order)]),
        };
        let what = match of {
            None => what,
            Some(of) => self.fill(phrases::OF, [&what, &self.unit(of)]),
        };
        Some(self.fill(phrases::WITH_RESPECT_TO, [&what, &by]))
    }

    /// What stands after ∂ under the line: x, or x and x for x².
    fn variables(&self, of: &Node) -> Vec<String> {
        if let Kind::Script { base, sup: Some(sup), sub, primes: 0 } = &of.kind
            && let Kind::Number(digits) = &sup.kind
            && let Ok(times @ 1..=3) = digits.parse::<usize>()
        {
            return vec![self.script(base, None, sub.as_deref(), 0); times];
        }
        vec![self.say(of)]
    }

    /// ∂ outside of a derivative.
    pub(super) fn partial(&self, order: Option<&Node>, of: Option<&Node>) -> String {
        let sign = self.raised(self.pick(phrases::PARTIAL).into(), true, order);
        match of {
            None => sign,
            Some(of) => self.fill(phrases::OF, [&sign, &self.unit(of)]),
        }
    }
}
