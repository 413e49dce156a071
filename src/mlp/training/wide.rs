//! A step of a network that is not narrow, by the readable core.

use crate::loss::{Loss, Rows, Sum};
use crate::mlp::{Cache, Grads, Mlp};
use nalgebra::DMatrix;
use rand_mt::Mt;

/// Rows that go through a network, with room for what they leave.
pub(super) struct Wide<'a> {
    x: &'a DMatrix<f64>,
    rows: Rows,
    cache: Cache,
    grads: Grads,
}

impl<'a> Wide<'a> {
    pub fn new(mlp: &Mlp, x: &'a DMatrix<f64>, t: &DMatrix<f64>, loss: Loss) -> Wide<'a> {
        let n = x.nrows();
        let rows = Rows::new(loss, n, t);
        Wide { x, rows, cache: Cache::zeros(mlp, n, true), grads: Grads::zeros(mlp, n) }
    }

    /// Adds n J of the rows to a sum, and writes their gradient. Allocates nothing.
    pub fn gradient(&mut self, mlp: &Mlp, rng: &mut Mt, gradient: &mut [f64], sum: &mut Sum) {
        mlp.forward_into(self.x, &mut self.cache, Some(rng));
        let last = self.cache.y.len() - 1;
        self.rows.add(&self.cache.y[last], &mut self.grads.delta[last], sum);
        mlp.backward_into(self.x, &self.cache, &mut self.grads);
        let fresh = self.grads.slices().flatten();
        gradient.iter_mut().zip(fresh).for_each(|(gradient, fresh)| *gradient = *fresh);
    }
}
