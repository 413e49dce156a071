//! What a formula means with some symbols, and its value.

use crate::entries::Entries;
use crate::error::{Result, Wrong};
use crate::evaluate::Evaluator;
use crate::meaning::{Opened, expect_function_of};
use crate::number::Number;
use crate::symbols::{Source, Symbols};
use crate::syntax::Relation;
use crate::term::{Condition, SymbolId, Term, Uses};

/// No formula of a derivation comes near so many values.
const MOST: usize = 10_000_000;

/// A formula with the symbols that it uses: one side or several, between them signs such as "=".
#[derive(Clone, Debug)]
pub struct Meaning {
    pub(crate) latex: String,
    /// With what the formula itself defines.
    pub(crate) symbols: Symbols,
    pub(crate) sides: Vec<Term>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) slots: Vec<Opened>,
    pub(crate) uses: Uses,
    /// The indices for which it speaks, by their slots.
    pub(crate) free: Vec<usize>,
}

impl Meaning {
    /// The symbols that it was read with, and those that it defines itself.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// What it is computed from, itself or through definitions: the symbols whose numbers are
    /// given, and their values, in the order of their declaration.
    pub fn given(&self) -> impl Iterator<Item = (&str, &Entries<f64>)> {
        let used = self.uses.symbols.iter().map(|id| &self.symbols.symbols[id.0]);
        used.filter_map(|symbol| match &symbol.source {
            Source::Given(values) => Some((&*symbol.name, values)),
            Source::Entry(_) | Source::Whole(_) => None,
        })
    }

    /// The definitions of the functions that it is computed with, as they are written.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        let used = self.uses.functions.iter().map(|id| &*self.symbols.function_at(*id).text);
        used.filter(|text| !text.is_empty())
    }

    /// The signs between its sides.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The value of the first side.
    ///
    /// # Shapes
    /// A number for one free index is a column, for two a matrix, for more a column of all. What is
    /// no number itself is a column for each value of the free indices.
    ///
    /// # Errors
    /// A series or an integral that does not converge; a function that is given for plain numbers
    /// only, and would be differentiated.
    pub fn evaluate<S: Number>(&self) -> Result<Entries<S>> {
        Ok(self.evaluate_sides()?.swap_remove(0))
    }

    /// The values of all sides. A number beside a matrix is meant for every entry.
    ///
    /// # Errors
    /// Those of [`evaluate`](Meaning::evaluate).
    pub fn evaluate_sides<S: Number>(&self) -> Result<Vec<Entries<S>>> {
        self.values(&Evaluator::new(&self.symbols), self.sides.len())
    }

    /// The formula as a function of one of its symbols.
    ///
    /// # Errors
    /// A name that is not declared; a symbol with a formula of its own, if this one goes past it to
    /// what that is about.
    pub fn function_of<S: Number>(&self, symbol: &str) -> Result<Varying<'_, S>> {
        let id = self.symbols.symbol_named(symbol)?;
        expect_function_of(&self.symbols, id, &self.uses).map_err(|expected| {
            let place = 0..self.latex.len();
            Wrong::new(&place, expected, "another formula").within(&self.latex)
        })?;
        Ok(Varying { meaning: self, id, evaluator: Evaluator::new(&self.symbols) })
    }

    /// The indices for which it speaks.
    pub(crate) fn free_indices(&self) -> impl Iterator<Item = &Opened> {
        self.free.iter().map(|&slot| &self.slots[slot])
    }

    /// The values of the first sides.
    fn values<S: Number>(&self, evaluator: &Evaluator<S>, sides: usize) -> Result<Vec<Entries<S>>> {
        let mut slots: Vec<i64> =
            self.slots.iter().map(|slot| slot.fixed.unwrap_or(0) as i64).collect();
        let size = |index: &Opened| {
            let size = index.size.expect("a free index has a range");
            self.symbols.count(size)
        };
        let sizes: Vec<usize> = self.free_indices().map(size).collect();
        let count = sizes.iter().try_fold(1_usize, |count, size| count.checked_mul(*size));
        let Some(count @ 0..=MOST) = count else {
            let expected = format!("at most {MOST} values of the free indices");
            let place = &self.sides[0].place;
            return Err(Wrong::new(place, expected, format!("{sizes:?}")).within(&self.latex));
        };
        let sides = &self.sides[..sides];
        let matrix = sides.iter().position(|side| !side.shape.is_number());
        let mut values: Vec<Vec<Entries<S>>> = sides.iter().map(|_| Vec::new()).collect();
        // Column by column: the first index is the fastest.
        for mut number in 0..count {
            for (&slot, size) in self.free.iter().zip(&sizes) {
                slots[slot] = (number % size) as i64;
                number /= size;
            }
            let mut holds = true;
            for condition in &self.conditions {
                holds &= evaluator.holds(&self.latex, condition, &slots)?;
            }
            if holds {
                let of_side = |side| evaluator.plain(&self.latex, side, &slots);
                let of_sides = sides.iter().map(of_side).collect::<Result<Vec<_>>>()?;
                let shape = matrix.map(|matrix| of_sides[matrix].shape());
                for (value, values) in of_sides.into_iter().zip(&mut values) {
                    values.push(match shape {
                        Some(shape) => value.stretched(shape),
                        None => value,
                    });
                }
            }
        }
        if !self.conditions.is_empty() && values[0].is_empty() {
            let (place, expected) = (0..self.latex.len(), "indices for which it speaks");
            return Err(Wrong::new(&place, expected, "none").within(&self.latex));
        }
        Ok(values.into_iter().map(|values| self.arranged(values, &sizes)).collect())
    }

    fn arranged<S: Number>(&self, mut values: Vec<Entries<S>>, sizes: &[usize]) -> Entries<S> {
        if values.len() == 1 && sizes.is_empty() {
            return values.swap_remove(0);
        }
        let are_numbers = self.sides.iter().all(|side| side.shape.is_number());
        let columns = values.len();
        let all: Vec<S> = values.into_iter().flat_map(Entries::into_vec).collect();
        let length = all.len();
        match (are_numbers, sizes) {
            (true, [rows, columns]) if self.conditions.is_empty() => {
                Entries::new(*rows, *columns, all)
            }
            (true, _) => Entries::new(length, 1, all),
            (false, _) => Entries::new(length / columns.max(1), columns, all),
        }
    }
}

/// A formula as a function of one of its symbols: of its other values, of any kind of number.
pub struct Varying<'a, S> {
    meaning: &'a Meaning,
    id: SymbolId,
    evaluator: Evaluator<'a, S>,
}

impl<S: Number> Varying<'_, S> {
    /// The formula with these values of the symbol, everything before it forgotten.
    ///
    /// # Errors
    /// Another number of values than the symbol has; those of [`Meaning::evaluate`].
    pub fn value(&self, values: &Entries<S>) -> Result<Entries<S>> {
        let (rows, columns) = self.evaluator.size(self.id);
        if values.shape() != (rows, columns) {
            let name = &self.meaning.symbols.symbols[self.id.0].name;
            let expected = format!("{rows} x {columns} values of {name}");
            let found = format!("{} x {}", values.nrows(), values.ncols());
            return Err(Wrong::new(&(0..name.len()), expected, found).within(name));
        }
        self.evaluator.vary(self.id, values);
        Ok(self.meaning.values(&self.evaluator, 1)?.swap_remove(0))
    }
}
