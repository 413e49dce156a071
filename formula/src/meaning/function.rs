//! Functions by their own names: `\ln x`, `\max(0, A)`, `\operatorname{softmax}(Y)`.

use super::ending::could_end_earlier;
use super::{Builtin, Extremum, Reader, Shape, Term, What};
use crate::error::Wrong;
use crate::syntax::{Kind, Node};

impl Reader<'_> {
    pub(super) fn apply(
        &mut self,
        function: &Node,
        argument: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        if self.function(function)?.is_some() {
            return self.product(&[function.clone(), argument.clone()], node);
        }
        let (base, sub, primes) = match &function.kind {
            Kind::Script { base, sub, sup: None, primes } => (&**base, sub.as_deref(), *primes),
            _ => (function, None, 0),
        };
        let Kind::Name { name, .. } = &base.kind else {
            let expected = "the power after the argument";
            return Err(Wrong::new(&function.place, expected, function.to_string()));
        };
        if could_end_earlier(argument) {
            let expected = "parentheses around the argument";
            return Err(Wrong::new(&argument.place, expected, argument.to_string()));
        }
        let (group, scripts) = scripts_of(argument);
        let value = self.applied(function, name, sub, primes, group, node)?;
        let [sub, sup] = scripts;
        self.scripted(value, sub, sup, node)
    }

    fn applied(
        &mut self,
        function: &Node,
        name: &str,
        sub: Option<&Node>,
        primes: usize,
        argument: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        let is_ten = |sub: &Node| sub.kind == Kind::Number("10".into());
        let builtin = match (name, sub) {
            ("E" | "Var" | "Cov", Some(sub)) if primes == 0 => {
                return self.moment(name, sub, argument, node);
            }
            ("max" | "min", None) if primes == 0 => return self.extremum(name, argument, node),
            ("softmax", None) if primes == 0 => return self.softmax(argument, node),
            ("diag", None) if primes == 0 => return self.diagonal(argument, node),
            ("ln", None) => Builtin::Ln,
            ("log", Some(sub)) if is_ten(sub) => Builtin::Log10,
            ("exp", None) => Builtin::Exp,
            ("sin", None) => Builtin::Sin,
            ("cos", None) => Builtin::Cos,
            ("tanh", None) => Builtin::Tanh,
            ("erfc", None) => Builtin::Erfc,
            _ => {
                return Err(Wrong::new(&function.place, "a known function", function.to_string()));
            }
        };
        let argument = self.term(argument)?;
        self.builtin(builtin, primes, argument, node)
    }

    pub(super) fn builtin(
        &mut self,
        builtin: Builtin,
        primes: usize,
        argument: Term,
        node: &Node,
    ) -> Result<Term, Wrong> {
        if primes > 1 {
            return Err(Wrong::new(&node.place, "at most one prime here", primes.to_string()));
        }
        argument.expect_entries(self.symbols)?;
        let (shape, place) = (argument.shape, node.place.clone());
        let what =
            What::Builtin { builtin, is_derivative: primes == 1, argument: Box::new(argument) };
        Ok(Term { what, shape, place })
    }

    fn softmax(&mut self, argument: &Node, node: &Node) -> Result<Term, Wrong> {
        let argument = self.term(argument)?;
        if argument.shape.is_number() {
            return Err(Wrong::new(&argument.place, "a column or rows", "a number"));
        }
        let (shape, place) = (argument.shape, node.place.clone());
        Ok(Term { what: What::Softmax(Box::new(argument)), shape, place })
    }

    fn diagonal(&mut self, argument: &Node, node: &Node) -> Result<Term, Wrong> {
        let argument = self.term(argument)?;
        let Shape { rows, columns } = argument.shape;
        if rows.is_none() || columns.is_some() {
            let found = self.symbols.shape_name(argument.shape);
            return Err(Wrong::new(&argument.place, "a column", found));
        }
        let (shape, place) = (Shape { rows, columns: rows }, node.place.clone());
        Ok(Term { what: What::Diagonal(Box::new(argument)), shape, place })
    }

    /// The largest or the smallest of several, entry by entry if they are matrices.
    fn extremum(&mut self, name: &str, argument: &Node, node: &Node) -> Result<Term, Wrong> {
        let extremum = if name == "max" { Extremum::Max } else { Extremum::Min };
        let Kind::Group { body, .. } = &argument.kind else {
            let found = argument.to_string();
            return Err(Wrong::new(&argument.place, "numbers in parentheses", found));
        };
        let Kind::List(parts) = &body.kind else {
            return Err(Wrong::new(&body.place, "two numbers at least", body.to_string()));
        };
        let read = |reader: &mut Self| parts.iter().map(|part| reader.term(part)).collect();
        let terms: Vec<Term> = self.bending(read)?;
        let mut shape = Shape::NUMBER;
        for term in &terms {
            if !term.shape.is_number() && !shape.is_number() && term.shape != shape {
                let found = self.symbols.shape_name(term.shape);
                return Err(Wrong::new(&term.place, self.symbols.shape_name(shape), found));
            }
            shape = if shape.is_number() { term.shape } else { shape };
        }
        Ok(Term { what: What::Extremum(extremum, terms), shape, place: node.place.clone() })
    }
}

/// An argument in parentheses, and the index and the exponent that stand at it: those are the
/// value's, as in `f(x)^2`. What is in no parentheses keeps them: `\ln x^2`.
pub(super) fn scripts_of(argument: &Node) -> (&Node, [Option<&Node>; 2]) {
    match &argument.kind {
        Kind::Script { base, sup, sub, primes: 0 } if base.is_in_parentheses() => {
            (base, [sub.as_deref(), sup.as_deref()])
        }
        _ => (argument, [None, None]),
    }
}
