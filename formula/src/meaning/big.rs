//! Sums, maxima and means: over what they go.

use super::ending::could_end_earlier;
use super::name::index_name;
use super::reader::expect_new;
use super::{Extremum, Over, Reader, Shape, Slot, Span, Term, What};
use crate::error::Wrong;
use crate::syntax::{Big, Kind, Node, Relation};
use crate::term::SizeId;

impl Reader<'_> {
    pub(super) fn big(
        &mut self,
        operator: &Big,
        sub: Option<&Node>,
        sup: Option<&Node>,
        body: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        let place = node.place.clone();
        if let Big::Integral(variable) = operator {
            return self.integral(variable, sub, sup, body, node);
        }
        let Some(sub) = sub else {
            return Err(Wrong::new(&node.place, "an index below the sign", "none"));
        };
        if *operator == Big::Sum
            && let Some((name, from)) = self.endless(sub, sup)?
        {
            let slot = self.bind(&name, None, sub)?;
            let (term, uses) = self.with_uses(|reader| reader.number(body))?;
            self.close(slot);
            if uses.bends {
                let expected = "terms without a condition on the index of an endless sum";
                return Err(Wrong::new(&body.place, expected, body.to_string()));
            }
            let what = What::Series { slot, from, body: Box::new(term) };
            return Ok(Term { what, shape: Shape::NUMBER, place });
        }
        let over = self.over(sub, sup)?;
        let body = Box::new(match operator {
            Big::Sum => self.term(body)?,
            // A sum of products does not care before which of them it ends, a maximum does.
            _ if could_end_earlier(node) => {
                let expected = "parentheses around all that is compared, or around the maximum";
                return Err(Wrong::new(&body.place, expected, body.to_string()));
            }
            _ => self.bending(|reader| reader.number(body))?,
        });
        over.slots.iter().for_each(|(slot, _)| self.close(*slot));
        let shape = body.shape;
        let what = match operator {
            Big::Sum => What::Sum(over, body),
            Big::Max => What::ExtremumOver(Extremum::Max, over, body),
            _ => What::ExtremumOver(Extremum::Min, over, body),
        };
        Ok(Term { what, shape, place })
    }

    /// E, Var and Cov over all values of an index, each as likely as the others.
    pub(super) fn moment(
        &mut self,
        name: &str,
        sub: &Node,
        argument: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        let place = node.place.clone();
        let over = self.over(sub, None)?;
        let Kind::Group { body, .. } = &argument.kind else {
            return Err(Wrong::new(&argument.place, "parentheses", argument.to_string()));
        };
        let read = body.listed().into_iter().map(|part| self.number(part));
        let mut terms: Vec<Term> = read.collect::<Result<_, _>>()?;
        over.slots.iter().for_each(|(slot, _)| self.close(*slot));
        let what = match (name, terms.len()) {
            ("E", 1) => What::Mean(over, Box::new(terms.remove(0))),
            ("Var", 1) => What::Variance(over, Box::new(terms.remove(0))),
            ("Cov", 2) => {
                let second = terms.remove(1);
                What::Covariance(over, Box::new([terms.remove(0), second]))
            }
            (_, found) => {
                let expected = if name == "Cov" { "two numbers" } else { "one number" };
                return Err(Wrong::new(&argument.place, expected, found.to_string()));
            }
        };
        Ok(Term { what, shape: Shape::NUMBER, place })
    }

    /// `k=0` below and `\infty` above, or `k \ge 0` and nothing above of a letter without a range.
    fn endless(&self, sub: &Node, sup: Option<&Node>) -> Result<Option<(String, i64)>, Wrong> {
        let Kind::Relation { first, rest } = &sub.kind else { return Ok(None) };
        let is_infinite = sup.is_some_and(|sup| sup.kind == Kind::Symbol(r"\infty".into()));
        let from = match &rest[..] {
            [(Relation::Equal, from)] if is_infinite => from,
            [(Relation::AtLeast, from)]
                if sup.is_none() && index_name(self.symbols, first).is_none() =>
            {
                from
            }
            _ => return Ok(None),
        };
        Ok(Some((letter(first)?, whole(from)?)))
    }

    /// Indices below a sign.
    fn over(&mut self, sub: &Node, sup: Option<&Node>) -> Result<Over, Wrong> {
        let Kind::Relation { first, rest } = &sub.kind else {
            if let Some(sup) = sup {
                return Err(Wrong::new(&sup.place, "a lower bound for this upper one", "none"));
            }
            let slots = sub.listed().into_iter().map(|part| self.bind_declared(part));
            return Ok(Over { slots: slots.collect::<Result<_, _>>()?, condition: None });
        };
        if let Some(sup) = sup {
            let [(Relation::Equal, from)] = &rest[..] else {
                return Err(Wrong::new(
                    &sub.place,
                    "an index, = and its first value",
                    sub.to_string(),
                ));
            };
            let to = Box::new(self.number(sup)?);
            let span = Span::Bounds(whole(from)?, to);
            let slot = self.bind(&letter(first)?, None, first)?;
            return Ok(Over { slots: vec![(slot, span)], condition: None });
        }
        // `i \ne j` goes over those of the two that are not bound yet, and have no fixed value.
        let sides = [&**first].into_iter().chain(rest.iter().map(|(_, side)| side));
        let mut slots = Vec::new();
        for side in sides {
            match index_name(self.symbols, side) {
                Some(name) if self.visible(&name).is_none() && !self.is_fixed(&name) => {
                    slots.push(self.bind_declared(side)?)
                }
                _ => {}
            }
        }
        if slots.is_empty() {
            return Err(Wrong::new(&sub.place, "an index that is not bound yet", sub.to_string()));
        }
        let condition = Some(self.condition(sub)?);
        Ok(Over { slots, condition })
    }

    fn bind_declared(&mut self, node: &Node) -> Result<(Slot, Span), Wrong> {
        let unknown = || Wrong::new(&node.place, "an index with a range", node.to_string());
        let name = index_name(self.symbols, node).ok_or_else(unknown)?;
        let size = self.symbols.index_named(&name).ok_or_else(unknown)?.size;
        Ok((self.bind(&name, Some(size), node)?, Span::Size(size)))
    }

    fn bind(&mut self, name: &str, size: Option<SizeId>, node: &Node) -> Result<Slot, Wrong> {
        if self.visible(name).is_some() {
            return Err(Wrong::new(&node.place, "an index that is not in use", name));
        }
        if size.is_none() {
            expect_new(self.symbols, name, node)?;
            if self.symbols.named(name).next().is_some()
                || self.parameters.iter().any(|p| p == name)
            {
                return Err(Wrong::new(&node.place, "a letter that is no symbol", name));
            }
        }
        Ok(self.open(name, size, None))
    }
}

/// A letter that no one needs to declare.
pub(super) fn letter(node: &Node) -> Result<String, Wrong> {
    match &node.kind {
        Kind::Symbol(letter) => Ok(letter.clone()),
        _ => Err(Wrong::new(&node.place, "a letter", node.to_string())),
    }
}

fn whole(node: &Node) -> Result<i64, Wrong> {
    let found = match &node.kind {
        Kind::Number(digits) => digits.parse::<i32>().ok().map(i64::from),
        _ => None,
    };
    found.ok_or_else(|| Wrong::new(&node.place, "a whole number", node.to_string()))
}
