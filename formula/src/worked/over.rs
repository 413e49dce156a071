//! What goes over indices: its terms, or some of them.

use super::arrange::{extreme, sum};
use super::digits::node;
use super::put::{Put, Result, Terms};
use crate::syntax::{Kind, Node};
use crate::term::{Extremum, Over, Slot, Span, Term};

/// More terms than that are not gone through.
const MOST: usize = 100_000;

/// So many terms of a sum without an end are shown.
const OF_SERIES: i64 = 3;

impl Put<'_, '_> {
    pub(super) fn summed(&mut self, over: &Over, body: &Term, term: &Term) -> Result<Node> {
        let terms = self.listed(over, body, term)?;
        Ok(match terms.is_empty() {
            true if term.shape.is_number() => node(Kind::Number("0".into())),
            true => return Err(self.unshown(term, "it has no terms")),
            false => sum(terms.into_iter().map(|term| (false, term)).collect()),
        })
    }

    pub(super) fn series(&mut self, slot: Slot, from: i64, body: &Term) -> Result<Node> {
        let mut terms = Vec::new();
        for value in from..from + OF_SERIES {
            self.slots[slot.0] = value;
            terms.push((false, self.term(body)?));
        }
        terms.push((false, node(Kind::Dots)));
        self.is_whole = false;
        Ok(sum(terms))
    }

    pub(super) fn extreme_over(
        &mut self,
        extremum: Extremum,
        over: &Over,
        body: &Term,
        term: &Term,
    ) -> Result<Node> {
        let mut all = self.listed(over, body, term)?;
        match all.len() {
            1 => Ok(all.swap_remove(0)),
            _ => Ok(extreme(extremum, all)),
        }
    }

    /// The terms, where some are left out with dots instead of them.
    fn listed(&mut self, over: &Over, body: &Term, term: &Term) -> Result<Vec<Node>> {
        let all = self.assignments(over, term)?;
        let before = self.slots.clone();
        let terms = self.some_of(all.len(), |put, number| {
            put.slots.clone_from(&all[number]);
            put.term(body)
        });
        self.slots = before;
        terms
    }

    /// Of so many terms those that are shown, and dots where some are left out.
    pub(super) fn some_of(
        &mut self,
        count: usize,
        mut term: impl FnMut(&mut Self, usize) -> Result<Node>,
    ) -> Result<Vec<Node>> {
        let (first, last) = match (self.style.terms, count) {
            (Terms::All, count) => (count, 0),
            (Terms::Three, 0..=3) | (Terms::Two, 0..=2) => (count, 0),
            (Terms::Three, _) => (2, 1),
            (Terms::Two, _) => (1, 1),
        };
        let mut terms: Vec<Node> =
            (0..first).map(|number| term(self, number)).collect::<Result<_>>()?;
        if first + last < count {
            self.is_whole = false;
            terms.push(node(Kind::Dots));
        }
        for number in count - last..count {
            terms.push(term(self, number)?);
        }
        Ok(terms)
    }

    /// All values that the indices take together, the last of them the fastest.
    fn assignments(&self, over: &Over, term: &Term) -> Result<Vec<Vec<i64>>> {
        let mut all = vec![self.slots.clone()];
        for (slot, span) in &over.slots {
            let mut longer = Vec::new();
            for slots in all {
                let values = match span {
                    Span::Size(size) => 0..self.meaning.symbols.count(*size) as i64,
                    Span::Bounds(from, to) => {
                        *from..self.value_at(to, &slots)?.as_slice()[0] as i64 + 1
                    }
                };
                for value in values {
                    let mut slots = slots.clone();
                    slots[slot.0] = value;
                    longer.push(slots);
                }
                if longer.len() > MOST {
                    return Err(self.unshown(term, "it has too many terms"));
                }
            }
            all = longer;
        }
        if let Some(condition) = &over.condition {
            let mut held = Vec::new();
            for slots in all {
                if self.holds(condition, &slots)? {
                    held.push(slots);
                }
            }
            all = held;
        }
        Ok(all)
    }
}
