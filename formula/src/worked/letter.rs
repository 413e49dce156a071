//! Letters: their numbers, or they themselves where those are too many.

use super::arrange::{grouped, raised, scripted};
use super::digits::{matrix, node};
use super::put::{Put, Result, letter, list};
use crate::syntax::{Kind, Node, parse};
use crate::term::{Slot, Term, What};

impl Put<'_, '_> {
    /// The number or the matrix that it is.
    pub(super) fn value(&mut self, term: &Term) -> Result<Node> {
        let value = self.value_at(term, &self.slots)?;
        if value.as_slice().iter().any(|entry| !entry.is_finite()) {
            return Err(self.unshown(term, "it is no number"));
        }
        let largest = if value.shape() == (1, 1) { 1 } else { self.style.largest };
        if let Some(shown) = matrix(&value, self.style.digits, largest) {
            self.has_numbers = true;
            return Ok(shown);
        }
        self.letter_of(term)
    }

    /// The same of what could vary with the variable of an integral.
    pub(super) fn value_outside(&mut self, term: &Term) -> Result<Node> {
        self.expect_outside(term)?;
        self.value(term)
    }

    /// What is too large: as it is written, and from now on all that is no number is.
    pub(super) fn letter_of(&mut self, term: &Term) -> Result<Node> {
        if self.style.largest > 0 {
            self.is_too_large = true;
        }
        self.is_whole = false;
        let written = parse(&self.meaning.latex[term.place.clone()]);
        let mut written = written.map_err(|_| self.unshown(term, "it is no letter"))?;
        // What is written at a letter is a part of its place.
        if let Kind::Script { base, sup, sub, primes: 0 } = &mut written.kind
            && sup.as_ref().is_some_and(|sup| sup.kind == Kind::Symbol(r"\top".into()))
        {
            written = match sub {
                None => (**base).clone(),
                Some(sub) => scripted((**base).clone(), None, Some((**sub).clone())),
            };
        }
        match term.what {
            What::Row(_, slot) | What::Column(_, slot) => Ok(self.indexed(&written, &[slot])),
            _ => Ok(written),
        }
    }

    /// A name with numbers in place of its indices.
    pub(super) fn indexed(&self, name: &Node, slots: &[Slot]) -> Node {
        let Kind::Script { base, sup, primes, .. } = &name.kind else { return name.clone() };
        if slots.is_empty() {
            return name.clone();
        }
        let indices = slots.iter().map(|slot| self.index(*slot)).collect();
        let (base, sup, primes) = (base.clone(), sup.clone(), *primes);
        node(Kind::Script { base, sup, sub: Some(Box::new(list(indices))), primes })
    }

    /// A column as a row.
    pub(super) fn transposed(&mut self, body: &Term) -> Result<Node> {
        let shown = self.term(body)?;
        if let Kind::Matrix(rows) = &shown.kind
            && rows.iter().all(|row| row.len() == 1)
        {
            return Ok(node(Kind::Matrix(vec![rows.concat()])));
        }
        Ok(raised(shown, letter(r"\top")))
    }

    pub(super) fn picked(
        &mut self,
        body: &Term,
        row: Option<Slot>,
        column: Option<Slot>,
        term: &Term,
    ) -> Result<Node> {
        if !term.shape.is_number() {
            return Err(self.unshown(term, "it is a row or a column"));
        }
        let base = grouped(self.term(body)?);
        let indices = [row, column].into_iter().flatten().map(|slot| self.index(slot)).collect();
        Ok(scripted(base, None, Some(list(indices))))
    }
}
