//! Values of functions, and of what has bends.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::entries::Entries;
use crate::number::Number;
use crate::symbols::Body;
use crate::term::{Builtin, Extremum, FunctionId, Slot, Term, What};

impl<S: Number> Evaluator<'_, S> {
    /// xᵖ. Of a negative x only whole powers are known.
    pub(super) fn power(&self, base: &Term, power: &Term, at: &mut Context<S>) -> Result<Jet<S>> {
        let p = self.number(power, at)?;
        let n = p.value();
        let is_written = is_written(power);
        if let What::Norm(body) = &base.what
            && is_written
            && n == 2.0
        {
            // It has a derivative at 0, the norm has none.
            return Ok(sum_of_squares(&*self.matrix(body, at)?));
        }
        let x = self.number(base, at)?;
        let is_positive = x.value() > 0.0 && x.value() < f64::INFINITY;
        let is_whole = n.fract() == 0.0 && n.abs() <= f64::from(i32::MAX);
        Ok(match is_whole {
            true if is_written => x.powi(n as i32),
            // xᵖ = xⁿ xᵖ⁻ⁿ with n = p: of any kind of number that p is, xᵖ varies with it.
            true if is_positive => {
                x.clone().powi(n as i32) * (x.ln() * (p - Jet::constant(n))).exp()
            }
            true if p.is_constant() => x.powi(n as i32),
            _ if is_written && n == 0.5 => x.sqrt(),
            _ => (x.ln() * p).exp(),
        })
    }

    pub(super) fn norm(&self, body: &Term, term: &Term, at: &mut Context<S>) -> Result<Jet<S>> {
        let vector = self.matrix(body, at)?;
        if vector.as_slice().iter().all(|v| v.value() == 0.0) {
            vector.as_slice().iter().try_for_each(|v| at.expect_no_bend(v, term))?;
        }
        Ok(sum_of_squares(&vector).sqrt())
    }

    pub(super) fn modulus(&self, x: Jet<S>, term: &Term, at: &Context<S>) -> Result<Jet<S>> {
        at.expect_no_bend(&x, term)?;
        Ok(x.abs())
    }

    pub(super) fn extreme(
        &self,
        extremum: Extremum,
        mut numbers: Vec<Jet<S>>,
        term: &Term,
        at: &Context<S>,
    ) -> Result<Jet<S>> {
        let mut best = 0;
        for (number, next) in numbers.iter().enumerate() {
            let is_better = match extremum {
                Extremum::Max => next.value() > numbers[best].value(),
                Extremum::Min => next.value() < numbers[best].value(),
            };
            if is_better || next.value().is_nan() {
                best = number;
            }
        }
        for (number, other) in numbers.iter().enumerate() {
            if number != best && other.value() == numbers[best].value() {
                at.expect_no_bend(&(other.clone() - numbers[best].clone()), term)?;
            }
        }
        Ok(numbers.swap_remove(best))
    }

    pub(super) fn builtin(
        &self,
        builtin: Builtin,
        is_derivative: bool,
        x: Jet<S>,
        term: &Term,
        at: &Context<S>,
    ) -> Result<Jet<S>> {
        if is_derivative {
            let level = at.level + 1;
            at.expect_level(level, term)?;
            let value = self.builtin(builtin, false, Jet::variable(level, x, 0), term, at)?;
            return Ok(value.slope(level, 0));
        }
        Ok(match builtin {
            Builtin::Ln => x.ln(),
            Builtin::Log10 => x.ln() / Jet::constant(10.0).ln(),
            Builtin::Exp => x.exp(),
            Builtin::Sin => x.sin(),
            Builtin::Cos => x.cos(),
            Builtin::Tanh => x.tanh(),
            Builtin::Normal => x.normal(),
            Builtin::Erfc => (x * -Jet::constant(2.0).sqrt()).normal() * Jet::constant(2.0),
        })
    }

    /// f(x, …), or f'(x).
    pub(super) fn call(
        &self,
        function: FunctionId,
        slots: &[Slot],
        primes: usize,
        mut arguments: Vec<Jet<S>>,
        term: &Term,
        at: &Context<S>,
    ) -> Result<Jet<S>> {
        let function = self.symbols.function_at(function);
        if primes > 0 && arguments.len() > 1 {
            return Err(at.wrong(term, "a function of one number before a prime", "more"));
        }
        let levels = at.level + 1..at.level + 1 + primes;
        at.expect_level(levels.end - 1, term)?;
        for level in levels.clone() {
            let x = arguments.remove(0);
            arguments.push(Jet::variable(level, x, 0));
        }
        let mut value = match &function.body {
            Body::Formula(body) => {
                let mut slots: Vec<i64> = slots.iter().map(|slot| at.slots[slot.0]).collect();
                slots.extend_from_slice(&function.slots[slots.len()..]);
                let (text, level) = (&function.text, levels.end - 1);
                let is_below_integral = at.is_below_integral;
                let mut inside = Context {
                    parameters: arguments,
                    is_below_integral,
                    ..Context::new(text, at.frame, level, slots)
                };
                self.number(body, &mut inside)?
            }
            Body::Given(f) => {
                let known = match arguments.swap_remove(0) {
                    Jet::Plain(x) => x.given(&**f),
                    Jet::Dual(_) => None,
                };
                let name = &function.name;
                let expected = format!("a plain number for {name}, which is given as a program");
                Jet::Plain(known.ok_or_else(|| at.wrong(term, expected, "one that varies"))?)
            }
        };
        for level in levels.rev() {
            value = value.slope(level, 0);
        }
        Ok(value)
    }
}

fn sum_of_squares<S: Number>(vector: &Entries<Jet<S>>) -> Jet<S> {
    Jet::sum(vector.as_slice().iter().map(|v| v.clone().powi(2)))
}

/// Whether a number is all written out: then it varies with nothing, whatever kind it is of.
fn is_written(term: &Term) -> bool {
    match &term.what {
        What::Number(..) | What::E | What::Pi | What::Size(_) | What::Index(..) => true,
        What::Add(terms) => terms.iter().all(|(_, term)| is_written(term)),
        What::Multiply(both) | What::Divide(both) => both.iter().all(is_written),
        _ => false,
    }
}
