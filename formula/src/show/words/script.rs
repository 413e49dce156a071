//! Indices, exponents, labels and primes.

use super::{Speaker, phrases};
use crate::meaning::canonical;
use crate::symbols::Words;
use crate::syntax::{Fence, Kind, Node};

impl Speaker<'_> {
    pub(super) fn script(
        &self,
        base: &Node,
        sup: Option<&Node>,
        sub: Option<&Node>,
        primes: usize,
    ) -> String {
        let is_closed = self.is_atom(base) || is_fenced(base) || !self.is_unit(base);
        let needs_parentheses = !is_closed && (sub.is_some() || primes > 0);
        let mut said = if needs_parentheses {
            self.fenced(Fence::Parentheses, &self.say(base))
        } else if is_fenced(base) {
            self.operand(base)
        } else {
            self.unit(base)
        };
        said = self.primed(said, primes);
        let (label, power) = match sup {
            Some(sup) if self.is_part_of_name(base, sup) => (Some(sup), None),
            _ => (None, sup),
        };
        if let Some(label) = label {
            said = match &label.kind {
                Kind::Symbol(star) if star == "*" => self.fill(phrases::STAR, [&said]),
                _ => self.marked(phrases::LABEL, &said, label, phrases::LABELS),
            };
        }
        if let Some(sub) = sub {
            said = self.indexed(said, sub);
        }
        self.raised(said, is_closed || needs_parentheses, power)
    }

    /// To an exponent, or transposed. Where who hears it cannot know how far back that reaches, it
    /// is said before.
    pub(super) fn raised(&self, base: String, is_closed: bool, sup: Option<&Node>) -> String {
        let Some(sup) = sup else { return base };
        let [after, before] = match &sup.kind {
            Kind::Number(two) if two == "2" => [phrases::SQUARED, phrases::SQUARE_OF],
            Kind::Number(three) if three == "3" => [phrases::CUBED, phrases::CUBE_OF],
            Kind::Symbol(top) if top == r"\top" => [phrases::TRANSPOSED, phrases::TRANSPOSE_OF],
            _ => {
                let base = if is_closed { base } else { self.fenced(Fence::Parentheses, &base) };
                return self.marked(phrases::POWER, &base, sup, phrases::EXPONENT);
            }
        };
        self.fill(if is_closed { after } else { before }, [&base])
    }

    /// A base with a script that is said to end if it is no unit.
    fn marked(&self, phrase: Words, base: &str, script: &Node, what: Words) -> String {
        let within = Speaker { is_in_script: true, ..*self };
        let said = self.fill(phrase, [base, &within.say(script)]);
        if self.is_unit(script) { said } else { self.ended(&said, what) }
    }

    pub(super) fn indexed(&self, said: String, sub: &Node) -> String {
        match self.indices(sub) {
            Some(indices) => self.fill(phrases::INDEX, [&said, &indices]),
            None => self.marked(phrases::INDEX, &said, sub, phrases::INDICES),
        }
    }

    /// Letters and numbers one after the other, if it is of nothing else.
    fn indices(&self, sub: &Node) -> Option<String> {
        let within = Speaker { is_in_script: true, ..*self };
        let parts = match &sub.kind {
            Kind::Juxtaposition(parts) | Kind::List(parts) => &parts[..],
            _ => std::slice::from_ref(sub),
        };
        let said = parts.iter().map(|part| match &part.kind {
            Kind::Script { sup: None, sub: None, .. } => Some(within.say(part)),
            Kind::Number(_) | Kind::Symbol(_) | Kind::Name { .. } => Some(within.say(part)),
            _ => None,
        });
        Some(said.collect::<Option<Vec<_>>>()?.join(" "))
    }

    pub(super) fn primed(&self, said: impl Into<String>, primes: usize) -> String {
        let said = said.into();
        match primes {
            0 => said,
            1 => self.fill(phrases::PRIME, [&said]),
            2 => self.fill(phrases::DOUBLE_PRIME, [&said]),
            _ => self.fill(phrases::PRIMES, [&said, &primes.to_string()]),
        }
    }

    /// A star or a label, which no one takes for an exponent.
    pub(super) fn is_part_of_name(&self, base: &Node, sup: &Node) -> bool {
        let [base, sup] = [base, sup].map(|node| Box::new(node.clone()));
        let place = base.place.clone();
        let kind = Kind::Script { base, sup: Some(sup), sub: None, primes: 0 };
        canonical(self.symbols, &Node::new(kind, place)).is_ok()
    }
}

/// What is said with its parentheses.
fn is_fenced(node: &Node) -> bool {
    matches!(node.kind, Kind::Group { fence: Fence::Parentheses | Fence::Brackets, .. })
}
