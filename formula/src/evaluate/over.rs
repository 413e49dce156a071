//! What goes over all values of indices, and what depends on a condition.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::number::Number;
use crate::syntax::Relation;
use crate::term::{Condition, Over, Span, Term};

/// No formula of a derivation comes near so many values of an index.
const MOST: i64 = 10_000_000;

/// Of their size: whether numbers that are so near to each other are equal, rounding decides.
const ROUNDING: f64 = 1e-12;

impl<S: Number> Evaluator<'_, S> {
    /// Sets the indices to each of their values.
    pub(super) fn each(
        &self,
        over: &Over,
        at: &mut Context<S>,
        f: &mut dyn FnMut(&mut Context<S>) -> Result<()>,
    ) -> Result<()> {
        self.each_from(0, over, at, f)
    }

    fn each_from(
        &self,
        number: usize,
        over: &Over,
        at: &mut Context<S>,
        f: &mut dyn FnMut(&mut Context<S>) -> Result<()>,
    ) -> Result<()> {
        let Some((slot, span)) = over.slots.get(number) else {
            let holds = match &over.condition {
                None => true,
                Some(condition) => self.fulfils(condition, at)?,
            };
            return if holds { f(at) } else { Ok(()) };
        };
        let values = match span {
            Span::Size(size) => 0..self.symbols.count(*size) as i64,
            Span::Bounds(from, to) => {
                let end = self.number(to, at)?;
                if !end.is_constant() {
                    return Err(at.wrong(to, "a bound that does not vary", "one that does"));
                }
                let end = end.value();
                if end.fract() != 0.0 || end.abs() > 1e9 {
                    return Err(at.wrong(to, "a whole number", end.to_string()));
                }
                let values = *from..end as i64 + 1;
                if values.end.saturating_sub(values.start) > MOST {
                    let found = (values.end - values.start).to_string();
                    return Err(at.wrong(to, format!("at most {MOST} values"), found));
                }
                values
            }
        };
        for value in values {
            at.slots[slot.0] = value;
            self.each_from(number + 1, over, at, f)?;
        }
        Ok(())
    }

    /// All values of a term, one at least.
    pub(super) fn all(
        &self,
        over: &Over,
        body: &Term,
        term: &Term,
        at: &mut Context<S>,
    ) -> Result<Vec<Jet<S>>> {
        let mut numbers = Vec::new();
        self.each(over, at, &mut |at| {
            numbers.push(self.number(body, at)?);
            Ok(())
        })?;
        if numbers.is_empty() {
            return Err(at.wrong(term, "at least one value", "none"));
        }
        Ok(numbers)
    }

    /// The value whose condition holds, the only one.
    pub(super) fn chosen<'c>(
        &self,
        cases: &'c [(Term, Option<Condition>)],
        term: &Term,
        at: &mut Context<S>,
    ) -> Result<&'c Term> {
        let mut chosen = None;
        for (value, condition) in cases {
            let holds = match condition {
                None => chosen.is_none(),
                Some(condition) => self.fulfils(condition, at)?,
            };
            if holds && chosen.replace(value).is_some() {
                return Err(at.wrong(term, "one case that holds", "two"));
            }
        }
        chosen.ok_or_else(|| at.wrong(term, "a case that holds", "none"))
    }

    pub(super) fn fulfils(
        &self,
        Condition(relations): &Condition,
        at: &mut Context<S>,
    ) -> Result<bool> {
        let mut all = true;
        for (left, relation, right) in relations {
            let (x, y) = (self.number(left, at)?, self.number(right, at)?);
            for (side, number) in [(left, &x), (right, &y)] {
                if number.value().is_nan() {
                    return Err(at.wrong(side, "a number to compare", "NaN"));
                }
            }
            let (apart, size) =
                ((x.value() - y.value()).abs(), x.value().abs().max(y.value().abs()));
            let is_equality = matches!(relation, Relation::Equal | Relation::NotEqual);
            if is_equality && apart > 0.0 && apart <= ROUNDING * size {
                let found = format!("{} and {}", x.value(), y.value());
                return Err(at.wrong(left, "numbers that are equal, or not nearly so", found));
            }
            let order = x.value().partial_cmp(&y.value()).expect("none is NaN");
            all &= match relation {
                Relation::Equal => order.is_eq(),
                Relation::NotEqual => order.is_ne(),
                Relation::Less => order.is_lt(),
                Relation::AtMost => order.is_le(),
                Relation::Greater => order.is_gt(),
                Relation::AtLeast => order.is_ge(),
                Relation::Nearly | Relation::To => unreachable!("no condition: `condition` looked"),
            };
            if order.is_eq() || at.is_below_integral {
                let difference = x - y;
                at.expect_no_bend(&difference, left)?;
                if at.is_below_integral && !difference.is_constant() {
                    let expected = "a condition that does not vary, below an integral";
                    return Err(at.wrong(left, expected, "one that is differentiated"));
                }
            }
        }
        Ok(all)
    }
}
