//! Functions that every formula knows, integrals, and conditions in brackets.

use super::arrange::{fenced, grouped};
use super::digits::node;
use super::put::{Put, Result, letter, list};
use crate::syntax::{Big, Command, Fence, Kind, Node, Relation};
use crate::term::{Builtin, Condition, Integral, Term};

impl Put<'_, '_> {
    pub(super) fn builtin(
        &mut self,
        builtin: Builtin,
        is_derivative: bool,
        argument: &Term,
    ) -> Result<Node> {
        let (command, name) = match builtin {
            Builtin::Ln => (Command::Own, "ln"),
            Builtin::Log10 => (Command::Own, "log"),
            Builtin::Exp => (Command::Own, "exp"),
            Builtin::Sin => (Command::Own, "sin"),
            Builtin::Cos => (Command::Own, "cos"),
            Builtin::Tanh => (Command::Own, "tanh"),
            Builtin::Normal => (Command::Own, r"\Phi"),
            Builtin::Erfc => (Command::Operator, "erfc"),
        };
        let argument = fenced(Fence::Parentheses, self.term(argument)?);
        let primes = usize::from(is_derivative);
        let mark = |function: Node, sub: Option<Box<Node>>| match (primes, &sub) {
            (0, None) => function,
            _ => node(Kind::Script { base: Box::new(function), sup: None, sub, primes }),
        };
        if builtin == Builtin::Normal {
            return Ok(node(Kind::Juxtaposition(vec![mark(letter(name), None), argument])));
        }
        let sub = (builtin == Builtin::Log10).then(|| Box::new(node(Kind::Number("10".into()))));
        let function = Box::new(mark(node(Kind::Name { command, name: name.into() }), sub));
        Ok(node(Kind::Apply { function, argument: Box::new(argument) }))
    }

    pub(super) fn integral(&mut self, integral: &Integral) -> Result<Node> {
        let infinite = || letter(r"\infty");
        let from = match &integral.from {
            Some(from) => self.term(from)?,
            None => node(Kind::Sum(vec![(true, infinite())])),
        };
        let to = integral.to.as_ref().map_or_else(|| Ok(infinite()), |to| self.term(to))?;
        self.variables.push((integral.variable.0, integral.name.clone()));
        let body = self.term(&integral.body);
        self.variables.pop();
        let mut body = body?;
        // Else who reads it asks where the integral ends.
        if matches!(&body.kind, Kind::Sum(terms) if terms.len() > 1) {
            body = grouped(body);
        }
        let operator = Big::Integral(Box::new(letter(&integral.name)));
        let [sub, sup] = [from, to].map(|bound| Some(Box::new(bound)));
        Ok(node(Kind::Big { operator, sub, sup, body: Box::new(body) }))
    }

    /// Relations in brackets; those that go on from one side are one.
    pub(super) fn condition(&mut self, Condition(relations): &Condition) -> Result<Node> {
        let mut parts: Vec<(Node, Vec<(Relation, Node)>)> = Vec::new();
        let mut last = None;
        for (left, relation, right) in relations {
            let side = self.term(right)?;
            match parts.last_mut() {
                Some((_, rest)) if last == Some(&left.place) => rest.push((*relation, side)),
                _ => parts.push((self.term(left)?, vec![(*relation, side)])),
            }
            last = Some(&right.place);
        }
        let relation = |(first, rest)| node(Kind::Relation { first: Box::new(first), rest });
        Ok(fenced(Fence::Brackets, list(parts.into_iter().map(relation).collect())))
    }
}
