use crate::kernel::lanes::Lanes;
use crate::kernel::row_blocks;
use nalgebra::{DMatrix, DVector};

/// X with each column divided by a power of two, so that its length is from 1 to 2. Nothing is
/// copied but what one asks for.
pub(super) struct Columns<'a> {
    columns: Vec<&'a [f64]>,
    /// k of each column's 2^k.
    pub(super) exponents: Vec<i32>,
    /// Two numbers whose product is 2^-k.
    factors: Vec<[f64; 2]>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(x: &'a DMatrix<f64>) -> Columns<'a> {
        let columns: Vec<&[f64]> = x.as_slice().chunks_exact(x.nrows()).collect();
        let exponents: Vec<i32> = columns.iter().map(|column| exponent(column)).collect();
        let factors = exponents.iter().map(|&exponent| power_of_two(-exponent)).collect();
        Columns { columns, exponents, factors }
    }

    pub(super) fn d(&self) -> usize {
        self.columns.len()
    }

    /// Some of them, in another order.
    pub(super) fn select(&self, columns: &[usize]) -> Columns<'a> {
        Columns {
            columns: columns.iter().map(|&j| self.columns[j]).collect(),
            exponents: columns.iter().map(|&j| self.exponents[j]).collect(),
            factors: columns.iter().map(|&j| self.factors[j]).collect(),
        }
    }

    /// Column j.
    pub(super) fn column(&self, j: usize) -> DVector<f64> {
        let [first, second] = self.factors[j];
        DVector::from_iterator(
            self.columns[j].len(),
            self.columns[j].iter().map(|x| x * first * second),
        )
    }

    /// Reads some blocks of rows from `first` on, and zeros where there are none.
    pub(super) fn read(&self, first: usize, blocks: &mut [Lanes]) {
        row_blocks::read(&self.columns, first, blocks);
        // At least 1: of no columns there are no blocks.
        for block in blocks.chunks_exact_mut(self.d().max(1)) {
            for (lanes, [first, second]) in block.iter_mut().zip(&self.factors) {
                lanes.0.iter_mut().for_each(|x| *x = *x * first * second);
            }
        }
    }
}

/// Two numbers whose product is 2^k, which may be out of the range of an `f64`.
fn power_of_two(k: i32) -> [f64; 2] {
    [k / 2, k - k / 2].map(|half| libm::ldexp(1.0, half))
}

/// The k for which the numbers times 2^-k have a length from 1 to 2; 0 if they are all 0.
pub(super) fn exponent(numbers: &[f64]) -> i32 {
    let largest = numbers.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
    if largest == 0.0 {
        return 0;
    }
    let k = libm::ilogb(largest);
    // Squared only once they are no larger than 2.
    let [first, second] = power_of_two(-k);
    let squares = numbers.iter().map(|&x| x * first * second).map(|x| x * x);
    k + libm::ilogb(squares.sum::<f64>().sqrt())
}
