//! The losses over blocks of rows: what is summed up, and ∂J/∂y.

use super::Loss;
use crate::kernel::block::{self, Blocks, Column, CutRows};
use crate::kernel::elementary::{exp_in_range, ln};
use crate::kernel::lanes::{LANES, Lanes, rows, rows_mut};
use nalgebra::DMatrix;
use pulp::{Arch, Simd, WithSimd};

/// Beyond, the logarithm of a product is taken before it can overflow.
const LARGE: f64 = 1e150;

/// A loss summed over rows, n J, in each lane. Σ ln z is the logarithm of the product of the z, so
/// that one logarithm does for many rows.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    terms: Lanes,
    product: Lanes,
    /// Eight rows each, multiplied so far.
    factors: usize,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { terms: Lanes::ZERO, product: Lanes([1.0; LANES]), factors: 0 }
    }
}

impl Sum {
    /// J, of the sum over all n rows, whose logarithms are taken.
    pub fn mean(&self, n: usize) -> f64 {
        self.terms.sum() / n as f64
    }

    /// Adds what other rows have, their logarithms taken.
    pub fn add(&mut self, other: &Sum) {
        self.add_terms(&[other.terms]);
    }

    /// To be done when the rows are through.
    #[inline(always)]
    pub fn take_logarithms(&mut self) {
        for (term, product) in self.terms.0.iter_mut().zip(&mut self.product.0) {
            *term += ln(*product);
            *product = 1.0;
        }
    }

    /// Adds terms + ln z of each row.
    #[inline(always)]
    fn add_logarithms<const B: usize>(&mut self, terms: &Column<B>, z: &Column<B>) {
        self.add_terms(terms);
        for z in z {
            for (product, z) in self.product.0.iter_mut().zip(z.0) {
                *product *= z;
            }
        }
        // After as many rows whatever the size of a block, so that all sizes give the same bits.
        self.factors += B;
        if self.factors.is_multiple_of(block::LARGE)
            && self.product.0.iter().any(|&product| product > LARGE)
        {
            self.take_logarithms();
        }
    }

    #[inline(always)]
    fn add_terms<const B: usize>(&mut self, terms: &Column<B>) {
        for terms in terms {
            for (sum, term) in self.terms.0.iter_mut().zip(terms.0) {
                *sum += term;
            }
        }
    }
}

/// What the loss of a block is computed in: a column for each output.
#[derive(Clone, Debug)]
pub(crate) struct Room<const B: usize>(Vec<Column<B>>);

impl<const B: usize> Room<B> {
    pub fn new(outputs: usize) -> Room<B> {
        Room(vec![[Lanes::ZERO; B]; outputs])
    }
}

impl Loss {
    /// Adds n J of a block of rows to a sum; writes ∂J/∂y. `share` is 1/n, and 0 in the rows that
    /// fill the block up.
    #[inline(always)]
    pub(crate) fn add_block<const B: usize>(
        self,
        y: &[Column<B>],
        t: &[Column<B>],
        share: &Column<B>,
        dj_dy: &mut [Column<B>],
        room: &mut Room<B>,
        sum: &mut Sum,
    ) {
        match self {
            Loss::MeanSquaredError => mean_squared_error(y, t, share, dj_dy, sum),
            Loss::CrossEntropy => cross_entropy(y, t, share, dj_dy, sum),
            Loss::SoftmaxThenCrossEntropy => {
                softmax_then_cross_entropy(y, t, share, dj_dy, &mut room.0, sum);
            }
        }
    }
}

#[inline(always)]
fn mean_squared_error<const B: usize>(
    y: &[Column<B>],
    t: &[Column<B>],
    share: &Column<B>,
    dj_dy: &mut [Column<B>],
    sum: &mut Sum,
) {
    for ((y, t), dj_dy) in y.iter().zip(t).zip(dj_dy) {
        let mut squares = [Lanes::ZERO; B];
        let numbers = rows(y).iter().zip(rows(t)).zip(rows(share));
        let results = rows_mut(dj_dy).iter_mut().zip(rows_mut(&mut squares));
        for (((&y, &t), &share), (dj_dy, square)) in numbers.zip(results) {
            let difference = if share > 0.0 { y - t } else { 0.0 };
            *square = difference * difference;
            *dj_dy = 2.0 * difference * share;
        }
        sum.add_terms(&squares);
    }
}

/// With m = max y and z = Σ e^(y - m), -Σ t ln s = ln z - Σ t (y - m): no overflow, no ln 0. And
/// ∂J/∂y = (s - t) / n.
#[inline(always)]
fn cross_entropy<const B: usize>(
    y: &[Column<B>],
    t: &[Column<B>],
    share: &Column<B>,
    dj_dy: &mut [Column<B>],
    sum: &mut Sum,
) {
    let (mut z, mut terms) = ([Lanes::ZERO; B], [Lanes::ZERO; B]);
    let max = max(y);
    for ((y, t), e) in y.iter().zip(t).zip(&mut *dj_dy) {
        let numbers = rows(y).iter().zip(rows(t)).zip(rows(&max));
        let results = rows_mut(e).iter_mut().zip(rows_mut(&mut z)).zip(rows_mut(&mut terms));
        for (((&y, &t), &max), ((e, z), term)) in numbers.zip(results) {
            *e = exp_in_range(y - max);
            *z += *e;
            *term = (-t).mul_add(y - max, *term);
        }
    }
    let inverse = inverse(&z);
    for (e, t) in dj_dy.iter_mut().zip(t) {
        let numbers = rows(t).iter().zip(rows(&inverse)).zip(rows(share));
        for (e, ((&t, &inverse), &share)) in rows_mut(e).iter_mut().zip(numbers) {
            *e = e.mul_add(inverse, -t) * share;
        }
    }
    sum.add_logarithms(&terms, &only_real(&z, share));
}

/// With e = e^p, -Σ t ln q = ln Σ e - Σ t p. And ∂J/∂y = p ⊙ (g - Σ g p) with g = (q - t) / n.
#[inline(always)]
fn softmax_then_cross_entropy<const B: usize>(
    y: &[Column<B>],
    t: &[Column<B>],
    share: &Column<B>,
    dj_dy: &mut [Column<B>],
    e: &mut [Column<B>],
    sum: &mut Sum,
) {
    let mut z = [Lanes::ZERO; B];
    let max = max(y);
    for (y, p) in y.iter().zip(&mut *dj_dy) {
        let numbers = rows(y).iter().zip(rows(&max));
        for ((p, z), (&y, &max)) in rows_mut(p).iter_mut().zip(rows_mut(&mut z)).zip(numbers) {
            *p = exp_in_range(y - max);
            *z += *p;
        }
    }
    let over_z = inverse(&z);
    // Σ e, Σ e p and -Σ t p, over the classes.
    let (mut e_sum, mut ep_sum, mut terms) = ([Lanes::ZERO; B], [Lanes::ZERO; B], [Lanes::ZERO; B]);
    for ((p, t), e) in dj_dy.iter_mut().zip(t).zip(&mut *e) {
        let numbers = rows(t).iter().zip(rows(&over_z));
        let sums =
            rows_mut(&mut e_sum).iter_mut().zip(rows_mut(&mut ep_sum)).zip(rows_mut(&mut terms));
        let results = rows_mut(p).iter_mut().zip(rows_mut(e)).zip(sums);
        for ((&t, &inverse), ((p, e), ((e_sum, ep_sum), term))) in numbers.zip(results) {
            *p *= inverse;
            *e = exp_in_range(*p);
            *e_sum += *e;
            *ep_sum = e.mul_add(*p, *ep_sum);
            *term = (-t).mul_add(*p, *term);
        }
    }
    // n Σ g p, with q = e / Σ e.
    let (over_e_sum, mut mean) = (inverse(&e_sum), ep_sum);
    let sums = rows(&over_e_sum).iter().zip(rows(&terms));
    for (mean, (&inverse, &term)) in rows_mut(&mut mean).iter_mut().zip(sums) {
        *mean = mean.mul_add(inverse, term);
    }
    for ((p, t), e) in dj_dy.iter_mut().zip(t).zip(&*e) {
        let numbers = rows(t).iter().zip(rows(e)).zip(rows(&over_e_sum));
        let of_rows = rows(&mean).iter().zip(rows(share));
        for (p, (((&t, &e), &inverse), (&mean, &share))) in
            rows_mut(p).iter_mut().zip(numbers.zip(of_rows))
        {
            *p *= (e.mul_add(inverse, -t) - mean) * share;
        }
    }
    sum.add_logarithms(&terms, &only_real(&e_sum, share));
}

/// The largest y of each row.
#[inline(always)]
fn max<const B: usize>(y: &[Column<B>]) -> Column<B> {
    let mut max = y[0];
    for y in &y[1..] {
        for (max, &y) in rows_mut(&mut max).iter_mut().zip(rows(y)) {
            *max = if y > *max { y } else { *max };
        }
    }
    max
}

/// 1 / z.
#[inline(always)]
fn inverse<const B: usize>(z: &Column<B>) -> Column<B> {
    let mut inverse = *z;
    for z in rows_mut(&mut inverse) {
        *z = 1.0 / *z;
    }
    inverse
}

/// 1, whose logarithm is 0, in the rows that fill a block up.
#[inline(always)]
fn only_real<const B: usize>(z: &Column<B>, share: &Column<B>) -> Column<B> {
    let mut only = *z;
    for (z, &share) in rows_mut(&mut only).iter_mut().zip(rows(share)) {
        *z = if share > 0.0 { *z } else { 1.0 };
    }
    only
}

/// A loss over the rows of matrices: the targets cut into blocks, with room for what goes through
/// them.
pub(crate) struct Rows {
    loss: Loss,
    large: Blocked<{ block::LARGE }>,
    small: Blocked<1>,
}

struct Blocked<const B: usize> {
    t: Blocks<B>,
    share: Blocks<B>,
    y: Vec<Column<B>>,
    dj_dy: Vec<Column<B>>,
    room: Room<B>,
}

impl Rows {
    /// For rows of a batch of n, with targets t (rows, k).
    pub fn new(loss: Loss, n: usize, t: &DMatrix<f64>) -> Rows {
        let (share, t) = (CutRows::shares(t.nrows(), n), CutRows::of_targets(t));
        Rows {
            loss,
            large: Blocked::new(t.large, share.large),
            small: Blocked::new(t.small, share.small),
        }
    }

    /// Adds n J of the rows y (rows, k); writes ∂J/∂y (rows, k). Allocates nothing.
    pub fn add(&mut self, y: &DMatrix<f64>, dj_dy: &mut DMatrix<f64>, sum: &mut Sum) {
        Arch::new().dispatch(Add { rows: self, y, dj_dy, sum });
    }
}

struct Add<'a> {
    rows: &'a mut Rows,
    y: &'a DMatrix<f64>,
    dj_dy: &'a mut DMatrix<f64>,
    sum: &'a mut Sum,
}

impl WithSimd for Add<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Add { rows: Rows { loss, large, small }, y, dj_dy, sum } = self;
        large.add(*loss, 0, y, dj_dy, sum);
        small.add(*loss, large.t.rows(), y, dj_dy, sum);
        sum.take_logarithms();
    }
}

impl<const B: usize> Blocked<B> {
    fn new(t: Blocks<B>, share: Blocks<B>) -> Blocked<B> {
        let room = || vec![[Lanes::ZERO; B]; t.width()];
        Blocked { y: room(), dj_dy: room(), room: Room::new(t.width()), t, share }
    }

    /// From a row on.
    #[inline(always)]
    fn add(
        &mut self,
        loss: Loss,
        first: usize,
        y: &DMatrix<f64>,
        dj_dy: &mut DMatrix<f64>,
        sum: &mut Sum,
    ) {
        for (number, (t, share)) in self.t.iter().zip(self.share.iter()).enumerate() {
            let start = first + number * B * LANES;
            for (j, column) in self.y.iter_mut().enumerate() {
                let y = &y.as_slice()[j * y.nrows()..][..y.nrows()];
                block::read(y, start, y[y.len() - 1], column);
            }
            loss.add_block(&self.y, t, &share[0], &mut self.dj_dy, &mut self.room, sum);
            let n = dj_dy.nrows();
            for (j, column) in self.dj_dy.iter().enumerate() {
                block::write(column, &mut dj_dy.as_mut_slice()[j * n..][..n], start);
            }
        }
    }
}
