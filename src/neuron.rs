//! One neuron, y = f(wᵀx): what linear and logistic regression have in common.
//!
//! ```math
//! a = X w
//! J = \frac{1}{n} \sum_i \ell_i + \frac{p}{2} \|w\|^2
//! \delta_i = \frac{\partial J}{\partial a_i} = \frac{1}{n} \frac{\partial \ell_i}{\partial a_i}
//! \nabla J = X^\top \delta + p w
//! q_i = \frac{\partial^2 \ell_i}{\partial a_i^2}
//! H = \frac{1}{n} X^\top \operatorname{diag}(q) X + p I
//! ```
//!
//! with the activation values a (n), ℓ_i = ℓ(a_i, t_i), the loss J, in which p = 0 unless one asks
//! for a penalty, δ (n), ∇J (d), the second derivatives q (n) and the Hessian H (d, d).
//!
//! A model says what ℓ and its two derivatives are; all else is here, once. There is no bias: a
//! column of ones in X makes one of the weights a bias, as the lecture's wᵀx has it.

use crate::Result;
use crate::error::{expect_finite, expect_shape, expect_some};
use crate::kernel::lanes::{LANES, Lanes};
use crate::kernel::row_blocks::{self, RowBlocks};
use nalgebra::{DMatrix, DVector};

/// A neuron and the rows that it learns from. Only this crate implements it: losses get their rows
/// in the kernel's blocks.
pub trait Neuron {
    /// X (n, d).
    fn x(&self) -> &DMatrix<f64>;

    /// t (n).
    fn t(&self) -> &DVector<f64>;

    /// p, not negative.
    fn penalty(&self) -> f64 {
        0.0
    }

    /// An a whose ℓ is 0 if t = 0: rows that only fill a block up have it.
    fn right(&self) -> f64;

    /// Σ ℓ of some rows, given their a and t; ∂ℓ/∂a takes the place of a. Allocates nothing.
    fn losses(&self, a: &mut [Lanes], t: &[Lanes]) -> f64;

    /// ∂²ℓ/∂a² takes the place of a.
    fn second_derivatives(&self, a: &mut [Lanes], t: &[Lanes]);

    /// J at w; ∞ if it is larger than every number.
    ///
    /// # Errors
    /// Another number of weights than X has columns, NaN or infinite ones.
    fn loss(&self, w: &DVector<f64>) -> Result<f64> {
        Ok(self.loss_and_gradient(w)?.0)
    }

    /// J and ∇J (d) at w.
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss).
    fn loss_and_gradient(&self, w: &DVector<f64>) -> Result<(f64, DVector<f64>)> {
        self.check_weights(w)?;
        let mut pass = Pass::over(self);
        let loss = pass.run(self, w.as_slice());
        Ok((loss, DVector::from_vec(pass.gradient)))
    }

    /// The Hessian H (d, d) at w, symmetric to the bit.
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss), and entries that are larger than every number.
    fn hessian(&self, w: &DVector<f64>) -> Result<DMatrix<f64>> {
        self.check_weights(w)?;
        Pass::over(self).hessian(self, w.as_slice())
    }

    /// Each row's own gradient g_i = ∂ℓ_i/∂w + p w, of which ∇J is the mean (n, d).
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss).
    fn gradients(&self, w: &DVector<f64>) -> Result<DMatrix<f64>> {
        self.check_weights(w)?;
        let n = self.t().len();
        let column = |numbers: &DVector<f64>| RowBlocks::of(&[numbers.as_slice()]);
        let (mut a, t) = (column(&(self.x() * w)), column(self.t()));
        self.losses(a.lanes_mut(), t.lanes());
        let derivatives = a.column(0);
        let gradient = |i, j| derivatives[i] * self.x()[(i, j)] + self.penalty() * w[j];
        Ok(DMatrix::from_fn(n, w.len(), gradient))
    }

    /// Refuses weights that do not fit.
    ///
    /// # Errors
    /// Another number of weights than X has columns, NaN or infinite ones.
    fn check_weights(&self, w: &DVector<f64>) -> Result<()> {
        expect_shape("weights w", w.shape(), (self.x().ncols(), 1))?;
        expect_finite("weights w", w)
    }
}

/// Refuses rows that no neuron can learn from.
pub(crate) fn check_rows(x: &DMatrix<f64>, t: &DVector<f64>) -> Result<()> {
    expect_some("inputs X", x.nrows() * x.ncols())?;
    expect_shape("targets t", t.shape(), (x.nrows(), 1))?;
    expect_finite("inputs X", x)?;
    expect_finite("targets t", t)
}

/// J, ∇J and H over some rows, which are put in order once, for every step of a descent.
pub(crate) struct Pass {
    x: RowBlocks,
    t: RowBlocks,
    n: usize,
    /// Of a part of the rows.
    a: Vec<Lanes>,
    /// Σ ∂ℓ/∂w in lanes: zeros but within a [run](Pass::run).
    sums: Vec<Lanes>,
    /// ∇J (d), after [`run`](Pass::run).
    pub gradient: Vec<f64>,
}

impl Pass {
    /// Room for n rows, to be [taken](Pass::take).
    pub fn new(n: usize, d: usize) -> Pass {
        Pass::with(RowBlocks::new(n, d), RowBlocks::new(n, 1), n)
    }

    fn with(x: RowBlocks, t: RowBlocks, n: usize) -> Pass {
        let (a, d) = (vec![Lanes::ZERO; x.part().min(t.lanes().len())], x.d());
        Pass { x, t, n, a, sums: vec![Lanes::ZERO; d], gradient: vec![0.0; d] }
    }

    /// All rows of a neuron.
    pub fn over<N: Neuron + ?Sized>(neuron: &N) -> Pass {
        let n = neuron.x().nrows();
        let columns: Vec<&[f64]> = neuron.x().as_slice().chunks_exact(n).collect();
        let t = RowBlocks::of(&[neuron.t().as_slice()]);
        Pass::with(RowBlocks::of(&columns), t, n)
    }

    /// Takes these n rows of a neuron in place of those before.
    pub fn take<N: Neuron + ?Sized>(
        &mut self,
        neuron: &N,
        rows: impl Iterator<Item = usize> + Clone,
    ) {
        let n = neuron.x().nrows();
        self.x.take(neuron.x().as_slice(), n, rows.clone());
        self.t.take(neuron.t().as_slice(), n, rows);
    }

    /// J.
    pub fn run<N: Neuron + ?Sized>(&mut self, neuron: &N, w: &[f64]) -> f64 {
        let mut loss = 0.0;
        let mut x = self.x.lanes();
        for t in self.t.lanes().chunks(self.x.part()) {
            let (part, left) = x.split_at(t.len() * w.len());
            let a = &mut self.a[..t.len()];
            row_blocks::activation_values(part, w, a);
            // The last block's rows that are none.
            if let ([], Some(last)) = (left, a.last_mut()) {
                last.0[(self.n - 1) % LANES + 1..].fill(neuron.right());
            }
            loss += neuron.losses(a, t);
            row_blocks::add_gradient(part, a, &mut self.sums);
            x = left;
        }
        let n = self.n as f64;
        row_blocks::take_means(&mut self.sums, n, &mut self.gradient);
        let (p, mean) = (neuron.penalty(), loss / n);
        if p == 0.0 {
            return mean;
        }
        self.gradient.iter_mut().zip(w).for_each(|(gradient, w)| *gradient += p * w);
        mean + 0.5 * p * w.iter().map(|w| w * w).sum::<f64>()
    }

    /// max |xᵀw| over the rows.
    pub fn largest_activation_value(&mut self, w: &[f64]) -> f64 {
        let part_largest = |x: &[Lanes]| {
            let a = &mut self.a[..x.len() / w.len()];
            row_blocks::activation_values(x, w, a);
            a.iter().flat_map(|a| a.0).fold(0.0, |largest: f64, a| largest.max(a.abs()))
        };
        self.x.parts().map(part_largest).fold(0.0, f64::max)
    }

    /// H (d, d).
    ///
    /// # Errors
    /// Entries that are larger than every number.
    pub fn hessian<N: Neuron + ?Sized>(&mut self, neuron: &N, w: &[f64]) -> Result<DMatrix<f64>> {
        let (n, d, mut scaled) = (self.n as f64, w.len(), self.a.clone());
        let mut sums = vec![Lanes::ZERO; d * d];
        for (x, t) in self.x.parts().zip(self.t.lanes().chunks(self.x.part())) {
            let a = &mut self.a[..t.len()];
            row_blocks::activation_values(x, w, a);
            neuron.second_derivatives(a, t);
            row_blocks::add_hessian(x, a, &mut scaled[..t.len()], &mut sums);
        }
        let h = DMatrix::from_fn(d, d, |k, j| {
            let sum = sums[k.max(j) * d + k.min(j)].sum();
            sum / n + if k == j { neuron.penalty() } else { 0.0 }
        });
        expect_finite("Hessian H", &h)?;
        Ok(h)
    }
}
