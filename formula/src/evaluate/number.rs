//! The value of a term that is a number.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::number::Number;
use crate::term::{Over, Slot, SymbolId, Term, What};
use std::ops::{Div, Mul};

impl<S: Number> Evaluator<'_, S> {
    pub(super) fn number(&self, term: &Term, at: &mut Context<S>) -> Result<Jet<S>> {
        self.deeper(term, at, Evaluator::number_of_kind)
    }

    /// Every kind has a method of its own: what this one kept for all of them would be on the stack
    /// for every level.
    fn number_of_kind(&self, term: &Term, at: &mut Context<S>) -> Result<Jet<S>> {
        match &term.what {
            What::Number(digits, scale) if *scale == 1.0 => Ok(Jet::constant(*digits)),
            What::Number(digits, scale) => Ok(Jet::Plain(S::from(*digits) / S::from(*scale))),
            What::E => Ok(Jet::constant(1.0).exp()),
            What::Pi => Ok(Jet::Plain(S::pi())),
            What::Index(slot, from) => Ok(Jet::constant((at.slots[slot.0] + from) as f64)),
            What::Size(id) => Ok(Jet::constant(self.symbols.count(*id) as f64)),
            What::Parameter(parameter) => Ok(at.parameters[parameter.0].clone()),
            What::Whole(id) => self.entry(*id, 0, at.frame),
            What::Entry(id, slots) => self.entry(*id, self.place(*id, slots, at), at.frame),
            What::Add(terms) => self.added(terms, at),
            What::Multiply(both) if both[0].shape.is_number() => self.of_two(both, Jet::mul, at),
            What::Divide(both) => self.of_two(both, Jet::div, at),
            What::Power(both) => self.power(&both[0], &both[1], at),
            What::Exp(body) => Ok(self.number(body, at)?.exp()),
            What::Root(body) => Ok(self.number(body, at)?.sqrt()),
            What::Abs(body) => self.modulus(self.number(body, at)?, term, at),
            What::Norm(body) => self.norm(body, term, at),
            What::Builtin { builtin, is_derivative, argument } => {
                self.builtin(*builtin, *is_derivative, self.number(argument, at)?, term, at)
            }
            What::Extremum(extremum, terms) => {
                self.extreme(*extremum, self.numbers(terms, at)?, term, at)
            }
            What::Call { function, slots, primes, arguments, .. } => {
                self.call(*function, slots, *primes, self.numbers(arguments, at)?, term, at)
            }
            What::Sum(over, body) => self.summed(over, body, at),
            What::Series { slot, from, body } => self.series(*slot, *from, body, term, at),
            What::ExtremumOver(extremum, over, body) => {
                self.extreme(*extremum, self.all(over, body, term, at)?, term, at)
            }
            What::Mean(over, body) => Ok(mean(self.all(over, body, term, at)?)),
            What::Variance(over, body) => {
                let numbers = self.all(over, body, term, at)?;
                Ok(covariance(numbers.clone(), numbers))
            }
            What::Covariance(over, both) => {
                let [x, y] = &**both;
                Ok(covariance(self.all(over, x, term, at)?, self.all(over, y, term, at)?))
            }
            What::Integral(integral) => self.integral(integral, term, at),
            What::Iverson(condition) => {
                Ok(Jet::constant(if self.fulfils(condition, at)? { 1.0 } else { 0.0 }))
            }
            What::Cases(cases) => self.number(self.chosen(cases, term, at)?, at),
            What::Derivative { of, by, at: slots } => {
                let entry = slots.as_ref().map_or(0, |slots| self.place(*by, slots, at));
                let (value, level) = self.differentiated(of, *by, at)?;
                Ok(value.slope(level, entry))
            }
            // What is left are entries of matrices, and products of a row and a column.
            _ => Ok(self.matrix(term, at)?.as_slice()[0].clone()),
        }
    }

    fn numbers(&self, terms: &[Term], at: &mut Context<S>) -> Result<Vec<Jet<S>>> {
        terms.iter().map(|term| self.number(term, at)).collect()
    }

    fn of_two(
        &self,
        [left, right]: &[Term; 2],
        operation: fn(Jet<S>, Jet<S>) -> Jet<S>,
        at: &mut Context<S>,
    ) -> Result<Jet<S>> {
        Ok(operation(self.number(left, at)?, self.number(right, at)?))
    }

    fn added(&self, terms: &[(bool, Term)], at: &mut Context<S>) -> Result<Jet<S>> {
        let mut sum: Option<Jet<S>> = None;
        for (is_subtracted, term) in terms {
            let next = self.number(term, at)?;
            sum = Some(match (sum, is_subtracted) {
                (None, false) => next,
                (None, true) => -next,
                (Some(sum), false) => sum + next,
                (Some(sum), true) => sum - next,
            });
        }
        Ok(sum.expect("a sum has terms"))
    }

    fn summed(&self, over: &Over, body: &Term, at: &mut Context<S>) -> Result<Jet<S>> {
        let mut sum: Option<Jet<S>> = None;
        self.each(over, at, &mut |at| {
            let next = self.number(body, at)?;
            sum = Some(match sum.take() {
                None => next,
                Some(sum) => sum + next,
            });
            Ok(())
        })?;
        Ok(sum.unwrap_or(Jet::constant(0.0)))
    }

    /// Which entry of a symbol these indices mean, column by column.
    fn place(&self, id: SymbolId, slots: &[Slot], at: &Context<S>) -> usize {
        let value = |slot: &Slot| at.slots[slot.0] as usize;
        match slots {
            [] => 0,
            [row] => value(row),
            [row, column, ..] => value(row) + self.size(id).0 * value(column),
        }
    }

    /// A term with its derivatives by all entries of a symbol, and the level that they are on.
    pub(super) fn differentiated(
        &self,
        of: &Term,
        by: SymbolId,
        at: &Context<S>,
    ) -> Result<(Jet<S>, usize)> {
        let level = at.level + 1;
        at.expect_level(level, of)?;
        let mut inside = at.clone();
        (inside.frame, inside.level) = (self.inside(at.frame, by, level)?, level);
        Ok((self.number(of, &mut inside)?, level))
    }
}

fn mean<S: Number>(numbers: Vec<Jet<S>>) -> Jet<S> {
    let n = Jet::constant(numbers.len() as f64);
    Jet::sum(numbers) / n
}

fn covariance<S: Number>(xs: Vec<Jet<S>>, ys: Vec<Jet<S>>) -> Jet<S> {
    let (x_mean, y_mean) = (mean(xs.clone()), mean(ys.clone()));
    let product = |(x, y): (Jet<S>, Jet<S>)| (x - x_mean.clone()) * (y - y_mean.clone());
    mean(xs.into_iter().zip(ys).map(product).collect())
}
