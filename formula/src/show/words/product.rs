//! Factors beside each other, and calls.

use super::say::{listed, without_parentheses};
use super::{Speaker, phrases};
use crate::meaning::head;
use crate::symbols::{Named, Symbols, Words};
use crate::syntax::{Fence, Kind, Node};

impl Symbols {
    /// Whether a letter, with its indices and primes or without, is a function of these symbols or
    /// one that every formula knows.
    pub(crate) fn is_function(&self, node: &Node) -> bool {
        if let Kind::Apply { .. } | Kind::Juxtaposition(_) = node.kind {
            return false;
        }
        let mut bare = node.clone();
        if let Kind::Script { primes, .. } = &mut bare.kind {
            *primes = 0;
        }
        let is_function = |name: &str| self.named(name).any(|n| matches!(n, Named::Function(_)));
        let is_known = bare.kind == Kind::Symbol(r"\Phi".into());
        head(self, &bare).is_ok_and(|head| {
            is_function(&head.name) || is_known && self.named(&head.name).next().is_none()
        })
    }
}

impl Speaker<'_> {
    pub(super) fn product(&self, factors: &[Node]) -> String {
        let (mut said, mut rest) = (String::new(), factors);
        while !rest.is_empty() {
            let (factor, is_short, after) = self.first_factor(rest);
            said += &factor;
            if !after.is_empty() {
                said += &self.times(is_short);
            }
            rest = after;
        }
        said
    }

    /// A factor, with its argument if it has one; whether no pause is needed after it; the rest.
    fn first_factor<'a>(&self, factors: &'a [Node]) -> (String, bool, &'a [Node]) {
        match factors {
            [function, argument, rest @ ..] if self.is_call(function, argument) => {
                (self.call(function, argument), false, rest)
            }
            [operator, body, rest @ ..] if is_operator(operator) => {
                let operator = self.say(operator) + ",";
                (self.fill(phrases::OF, [&operator, &self.unit(body)]), false, rest)
            }
            [factor, rest @ ..] => (self.operand(factor), self.is_short(factor), rest),
            [] => (String::new(), true, factors),
        }
    }

    /// Between two factors, with a pause after what is long.
    pub(super) fn times(&self, is_short: bool) -> String {
        format!("{} {} ", if is_short { "" } else { "," }, self.pick(phrases::TIMES))
    }

    /// Whether a factor is a function of the next: it is declared as one, has a prime as only
    /// functions do, or is a name in upright letters.
    pub(super) fn is_call(&self, function: &Node, argument: &Node) -> bool {
        let is_group =
            |node: &Node| matches!(node.kind, Kind::Group { fence: Fence::Parentheses, .. });
        let is_called = match &argument.kind {
            Kind::Script { base, sub: None, primes: 0, .. } => is_group(base),
            _ => is_group(argument),
        };
        let is_function = match &function.kind {
            Kind::Script { primes: 1.., .. } | Kind::Name { .. } => true,
            Kind::Script { base, .. } if matches!(base.kind, Kind::Name { .. }) => true,
            Kind::Nabla(of) => self.symbols.is_function(of) || self.symbols.is_function(function),
            _ => self.symbols.is_function(function),
        };
        is_called && is_function
    }

    /// `f(a)`, or `f(a)^2`, which is a power of the value.
    fn call(&self, function: &Node, argument: &Node) -> String {
        let of = match function.kind {
            Kind::Nabla(_) => phrases::AT,
            _ => phrases::OF,
        };
        self.called(of, function, argument)
    }

    /// What stands behind the parentheses of an argument is about the value: `f(a)^2`, `f(y)_j`.
    fn called(&self, of: Words, function: &Node, argument: &Node) -> String {
        let value = |group| self.fill(of, [&self.function(function), &self.arguments(group)]);
        match &argument.kind {
            Kind::Script { base, sup, sub, primes: 0 } if base.is_in_parentheses() => {
                let value = value(base);
                match sub {
                    None => self.raised(value, false, sup.as_deref()),
                    Some(sub) => {
                        let value = self.fenced(Fence::Parentheses, &value);
                        let indexed = self.indexed(value, sub);
                        self.raised(indexed, true, sup.as_deref())
                    }
                }
            }
            _ => value(argument),
        }
    }

    /// A named function and its argument.
    pub(super) fn apply(&self, function: &Node, argument: &Node) -> String {
        if self.symbols.is_function(function) {
            return self.call(function, argument);
        }
        let is_extremum = match &function.kind {
            Kind::Name { name, .. } => name == "max" || name == "min",
            _ => false,
        };
        let is_of_several = listed(without_parentheses(argument)).len() > 1;
        let of = if is_extremum && is_of_several { phrases::BETWEEN } else { phrases::OF };
        self.called(of, function, argument)
    }

    /// What stands after "of": units, so that each ends where it should.
    fn arguments(&self, argument: &Node) -> String {
        match &argument.kind {
            Kind::Group { fence: Fence::Parentheses, body, .. } => {
                let units = listed(body).into_iter().map(|part| self.unit(part));
                self.joined(&units.collect::<Vec<_>>())
            }
            _ => self.unit(argument),
        }
    }

    /// A function by its name: "the natural logarithm", "the variance over b".
    fn function(&self, node: &Node) -> String {
        let name = |node: &Node| match &node.kind {
            Kind::Name { name, .. } => phrases::function(name).map(|words| self.pick(words)),
            _ => None,
        };
        match &node.kind {
            Kind::Script { base, sup, sub, primes } if let Some(said) = name(base) => {
                let said = match (sub, &base.kind) {
                    (None, _) => said.to_owned(),
                    (Some(sub), Kind::Name { name, .. }) if name == "log" => {
                        self.fill(phrases::IN_BASE, [said, &self.unit(sub)])
                    }
                    (Some(sub), _) => self.fill(phrases::OVER, [said, &self.over(sub)]),
                };
                self.raised(self.primed(said, *primes), true, sup.as_deref())
            }
            _ => name(node).map_or_else(|| self.say(node), str::to_owned),
        }
    }
}

/// ∂/∂B, which stands before what it differentiates.
fn is_operator(factor: &Node) -> bool {
    match &factor.kind {
        Kind::Fraction { over, .. } => matches!(over.kind, Kind::Partial { of: None, .. }),
        _ => false,
    }
}
