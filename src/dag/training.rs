use super::pass::DagGrads;
use super::{Dag, DagOp, NodeId};
use crate::descent::Sgd;
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::{Error, Result};
use nalgebra::DMatrix;

/// The training of a [`Dag`] on one batch: forward, backward, and a step of descent in which a
/// missing connection stays missing.
pub struct DagTraining<'a> {
    dag: Dag,
    x: &'a [DMatrix<f64>],
    output: NodeId,
    t: &'a DMatrix<f64>,
    loss: Loss,
    sgd: Sgd,
    velocity: DagGrads,
    steps: usize,
}

impl<'a> DagTraining<'a> {
    /// # Shapes
    /// x as for [`Dag::forward`], t (n, width of `output`).
    ///
    /// # Errors
    /// Shapes that differ from these, NaN or infinite entries, targets that the loss has no meaning
    /// for, settings of the descent outside their range, an unknown node.
    pub fn new(
        dag: Dag,
        x: &'a [DMatrix<f64>],
        output: NodeId,
        t: &'a DMatrix<f64>,
        loss: Loss,
        sgd: Sgd,
    ) -> Result<Self> {
        let n = dag.check_samples(x)?;
        expect_shape("targets t", t.shape(), (n, dag.node(output)?.width))?;
        loss.check_targets(t)?;
        sgd.check()?;
        let velocity = DagGrads::zeros(&dag, 0);
        Ok(DagTraining { dag, x, output, t, loss, sgd, velocity, steps: 0 })
    }

    /// Forward, backward and one update; returns J before the update.
    ///
    /// # Errors
    /// [`Error::Diverged`] at a loss, or after the update a parameter, that is NaN or infinite.
    pub fn step(&mut self) -> Result<f64> {
        self.steps += 1;
        let cache = self.dag.forward(self.x)?;
        let y = &cache.y[self.output.index()];
        let mut dj_dy = DMatrix::zeros(y.nrows(), y.ncols());
        let loss = self.loss.evaluate(y, self.t, &mut dj_dy);
        if !loss.is_finite() {
            return Err(Error::Diverged { step: self.steps, loss });
        }
        // 0 at every missing connection, and so are the velocity and the step.
        let mut grads = self.dag.backward(&cache, self.output, &dj_dy)?;
        let gradients = grads.slices_mut().zip(self.velocity.slices_mut());
        for (w, (gradient, velocity)) in self.dag.slices_mut().zip(gradients) {
            self.sgd.update(w, gradient, velocity);
        }
        if self.dag.slices_mut().flatten().any(|parameter| !parameter.is_finite()) {
            return Err(Error::Diverged { step: self.steps, loss });
        }
        Ok(loss)
    }

    /// The graph as trained so far.
    pub fn dag(&self) -> &Dag {
        &self.dag
    }
}

impl Dag {
    /// Each W and b, then each node's negative slope, if it has one to learn, as one slice.
    fn slices_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        let weights = self.weights.iter_mut();
        let weights = weights.flat_map(|d| [d.w.as_mut_slice(), d.b.as_mut_slice()]);
        weights.chain(self.graph.node_weights_mut().map(|node| match &mut node.op {
            DagOp::Activation(f) => f.learned_mut(),
            _ => &mut [],
        }))
    }
}
