//! The value of a term that is a matrix; that of a number has one entry.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::entries::Entries;
use crate::number::Number;
use crate::term::{Shape, SizeId, Slot, Term, What};
use std::rc::Rc;

type Matrix<S> = Rc<Entries<Jet<S>>>;

impl<S: Number> Evaluator<'_, S> {
    pub(super) fn matrix(&self, term: &Term, at: &mut Context<S>) -> Result<Matrix<S>> {
        self.deeper(term, at, Evaluator::matrix_of_kind)
    }

    fn matrix_of_kind(&self, term: &Term, at: &mut Context<S>) -> Result<Matrix<S>> {
        Ok(Rc::new(match &term.what {
            What::Whole(id) => return self.whole(*id, at.frame),
            What::Row(id, slot) => {
                let (rows, columns) = self.size(*id);
                let row = at.slots[slot.0] as usize;
                let entry = |column| self.entry(*id, row + column * rows, at.frame);
                Entries::new(columns, 1, (0..columns).map(entry).collect::<Result<_, _>>()?)
            }
            What::Column(id, slot) => {
                let (rows, _) = self.size(*id);
                let column = at.slots[slot.0] as usize;
                let entry = |row| self.entry(*id, row + column * rows, at.frame);
                Entries::new(rows, 1, (0..rows).map(entry).collect::<Result<_, _>>()?)
            }
            What::Multiply(both) => self.product(both, term, at)?,
            What::Matrix(rows) => {
                let entry = |(i, j): (usize, usize)| self.number(&rows[i][j], at);
                let columns = rows[0].len();
                let places = (0..columns).flat_map(|j| (0..rows.len()).map(move |i| (i, j)));
                let values = places.map(entry).collect::<Result<_, _>>()?;
                Entries::new(rows.len(), columns, values)
            }
            // Every other kind of number is one by its shape.
            _ if term.shape.is_number() && !matches!(term.what, What::Pick(..)) => {
                Entries::one(self.number(term, at)?)
            }
            What::Add(terms) => {
                let mut sum: Option<Matrix<S>> = None;
                for (is_subtracted, term) in terms {
                    let mut next = self.matrix(term, at)?;
                    if *is_subtracted {
                        next = Rc::new(next.map_entries(|x| Ok(-x))?);
                    }
                    sum = Some(plus(sum, next)?);
                }
                return Ok(sum.expect("a sum has terms"));
            }
            What::Hadamard(both) => {
                let (left, right) = (self.matrix(&both[0], at)?, self.matrix(&both[1], at)?);
                broadcast(&left, &right, &|x, y| Ok(x * y))?
            }
            What::Divide(both) => {
                let under = self.number(&both[1], at)?;
                self.matrix(&both[0], at)?.map_entries(|x| Ok(x / under.clone()))?
            }
            What::Abs(body) => self.matrix(body, at)?.map_entries(|x| self.modulus(x, term, at))?,
            What::Builtin { builtin, is_derivative, argument } => {
                let argument = self.matrix(argument, at)?;
                argument.map_entries(|x| self.builtin(*builtin, *is_derivative, x, term, at))?
            }
            What::Extremum(extremum, terms) => {
                let mut best = self.matrix(&terms[0], at)?;
                for next in &terms[1..] {
                    let next = self.matrix(next, at)?;
                    let better = |x, y| self.extreme(*extremum, vec![x, y], term, at);
                    best = Rc::new(broadcast(&best, &next, &better)?);
                }
                return Ok(best);
            }
            What::Call { function, slots, primes, arguments, .. } => {
                let argument = self.matrix(&arguments[0], at)?;
                let call = |x| self.call(*function, slots, *primes, vec![x], term, at);
                argument.map_entries(call)?
            }
            What::Transpose(body) => {
                let body = self.matrix(body, at)?;
                Entries::from_fn(body.ncols(), body.nrows(), |i, j| body[(j, i)].clone())
            }
            What::Diagonal(body) => {
                let body = self.matrix(body, at)?;
                let n = body.nrows();
                Entries::from_fn(n, n, |i, j| match i == j {
                    true => body[(i, 0)].clone(),
                    false => Jet::constant(0.0),
                })
            }
            What::Softmax(body) => softmax(&*self.matrix(body, at)?, term.shape.columns.is_none()),
            What::Pick(body, row, column) => {
                let body = self.matrix(body, at)?;
                let value = |slot: &Option<Slot>| slot.map(|slot| at.slots[slot.0] as usize);
                match (value(row), value(column)) {
                    (Some(row), Some(column)) => Entries::one(body[(row, column)].clone()),
                    (Some(row), None) => {
                        Entries::from_fn(body.ncols(), 1, |j, _| body[(row, j)].clone())
                    }
                    (None, column) => {
                        let column = column.expect("a row or a column is picked");
                        Entries::from_fn(body.nrows(), 1, |i, _| body[(i, column)].clone())
                    }
                }
            }
            What::Sum(over, body) => {
                let mut sum: Option<Matrix<S>> = None;
                self.each(over, at, &mut |at| {
                    sum = Some(plus(sum.take(), self.matrix(body, at)?)?);
                    Ok(())
                })?;
                return Ok(sum.unwrap_or_else(|| Rc::new(self.zeros(term.shape))));
            }
            What::Derivative { of, by, at: None } => {
                let (value, level) = self.differentiated(of, *by, at)?;
                let (rows, columns) = self.size(*by);
                Entries::from_fn(rows, columns, |i, j| value.slope(level, i + j * rows))
            }
            other => unreachable!("{other:?} is a number by its shape"),
        }))
    }

    fn product(
        &self,
        both: &[Term; 2],
        term: &Term,
        at: &mut Context<S>,
    ) -> Result<Entries<Jet<S>>> {
        match both.each_ref().map(|factor| factor.shape.is_number()) {
            [true, true] => Ok(Entries::one(self.number(term, at)?)),
            [true, false] => {
                let number = self.number(&both[0], at)?;
                self.matrix(&both[1], at)?.map_entries(|x| Ok(number.clone() * x))
            }
            [false, true] => {
                let number = self.number(&both[1], at)?;
                self.matrix(&both[0], at)?.map_entries(|x| Ok(x * number.clone()))
            }
            [false, false] => {
                let (left, right) = (self.matrix(&both[0], at)?, self.matrix(&both[1], at)?);
                Ok(Entries::from_fn(left.nrows(), right.ncols(), |i, j| {
                    let products =
                        (0..left.ncols()).map(|k| left[(i, k)].clone() * right[(k, j)].clone());
                    Jet::sum(products)
                }))
            }
        }
    }

    fn zeros(&self, shape: Shape) -> Entries<Jet<S>> {
        let size = |size: Option<SizeId>| size.map_or(1, |size| self.symbols.count(size));
        Entries::from_fn(size(shape.rows), size(shape.columns), |_, _| Jet::constant(0.0))
    }
}

impl<S: Number> Entries<Jet<S>> {
    fn map_entries(&self, f: impl FnMut(Jet<S>) -> Result<Jet<S>>) -> Result<Entries<Jet<S>>> {
        let values = self.as_slice().iter().cloned().map(f).collect::<Result<_, _>>()?;
        Ok(Entries::new(self.nrows(), self.ncols(), values))
    }
}

fn plus<S: Number>(sum: Option<Matrix<S>>, next: Matrix<S>) -> Result<Matrix<S>> {
    match sum {
        None => Ok(next),
        Some(sum) => Ok(Rc::new(broadcast(&sum, &next, &|x, y| Ok(x + y))?)),
    }
}

/// f of each pair of entries; a single entry goes with every one.
fn broadcast<S: Number>(
    left: &Entries<Jet<S>>,
    right: &Entries<Jet<S>>,
    f: &dyn Fn(Jet<S>, Jet<S>) -> Result<Jet<S>>,
) -> Result<Entries<Jet<S>>> {
    let (rows, columns) = if left.shape() == (1, 1) { right.shape() } else { left.shape() };
    let entry = |matrix: &Entries<Jet<S>>, place: usize| match matrix.as_slice() {
        [one] => one.clone(),
        all => all[place].clone(),
    };
    let values = (0..rows * columns).map(|place| f(entry(left, place), entry(right, place)));
    Ok(Entries::new(rows, columns, values.collect::<Result<_, _>>()?))
}

/// e^y over its sum: in a column, or in each row. The largest is taken off before, so that nothing
/// overflows.
fn softmax<S: Number>(y: &Entries<Jet<S>>, is_column: bool) -> Entries<Jet<S>> {
    let largest = |row: usize| {
        let is_of_it = |place: &usize| is_column || place % y.nrows() == row;
        let values = y.as_slice().iter().enumerate().filter(|(place, _)| is_of_it(place));
        values.map(|(_, value)| value.value()).fold(f64::NEG_INFINITY, f64::max)
    };
    let largest: Vec<f64> = (0..y.nrows()).map(largest).collect();
    let e = Entries::from_fn(y.nrows(), y.ncols(), |i, j| {
        (y[(i, j)].clone() - Jet::constant(largest[i])).exp()
    });
    let sum = |row: usize| match is_column {
        true => Jet::sum(e.as_slice().iter().cloned()),
        false => Jet::sum((0..e.ncols()).map(|j| e[(row, j)].clone())),
    };
    let sums: Vec<_> = (0..y.nrows()).map(sum).collect();
    Entries::from_fn(y.nrows(), y.ncols(), |i, j| e[(i, j)].clone() / sums[i].clone())
}
