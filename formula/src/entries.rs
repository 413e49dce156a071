//! Matrices of any kind of number.

use crate::number::Number;
use std::ops::Index;

/// A matrix of any numbers; a vector is one column, a number one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries<S> {
    rows: usize,
    columns: usize,
    /// Column by column.
    values: Vec<S>,
}

impl<S> Entries<S> {
    /// The matrix whose entry (row, column) is `entry(row, column)`.
    pub fn from_fn(
        rows: usize,
        columns: usize,
        mut entry: impl FnMut(usize, usize) -> S,
    ) -> Entries<S> {
        let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
        let values = places.map(|(row, column)| entry(row, column)).collect();
        Entries { rows, columns, values }
    }

    /// From its entries, column by column.
    ///
    /// # Panics
    /// On another number of values.
    pub fn new(rows: usize, columns: usize, values: Vec<S>) -> Entries<S> {
        assert_eq!(values.len(), rows * columns, "values of {rows} x {columns}");
        Entries { rows, columns, values }
    }

    /// (1, 1).
    pub fn one(value: S) -> Entries<S> {
        Entries { rows: 1, columns: 1, values: vec![value] }
    }

    /// How many rows there are.
    pub fn nrows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    pub fn ncols(&self) -> usize {
        self.columns
    }

    /// (rows, columns).
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// Column by column.
    pub fn as_slice(&self) -> &[S] {
        &self.values
    }

    /// Column by column.
    pub fn into_vec(self) -> Vec<S> {
        self.values
    }
}

impl<S: Number> Entries<S> {
    /// A number for every entry of a shape; a matrix, which has that shape, as it is.
    pub(crate) fn stretched(self, shape: (usize, usize)) -> Entries<S> {
        match &self.values[..] {
            [value] if shape != (1, 1) => Entries::from_fn(shape.0, shape.1, |_, _| value.clone()),
            _ => self,
        }
    }

    /// f of each entry.
    pub fn map(&self, f: impl Fn(S) -> S) -> Entries<S> {
        let values = self.values.iter().map(|value| f(value.clone())).collect();
        Entries { values, ..*self }
    }
}

impl<S> Index<(usize, usize)> for Entries<S> {
    type Output = S;

    #[inline]
    fn index(&self, (row, column): (usize, usize)) -> &S {
        let Entries { rows, columns, .. } = *self;
        assert!(row < rows && column < columns, "({row}, {column}) of {rows} x {columns}");
        &self.values[row + column * rows]
    }
}
