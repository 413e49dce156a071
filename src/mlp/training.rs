use super::init::manual_seed;
use super::{Cache, Grads, Mlp};
use crate::descent::{Clearing, Schedule, Sgd};
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::{Error, Result};
use nalgebra::DMatrix;
use rand_mt::Mt;

/// The training of an [`Mlp`] on one batch, in torch's four gestures: clear the gradients, forward,
/// backward, step. As in torch, each backward pass *adds* to the gradients until they are cleared.
///
/// Everything is allocated here, nothing in a step.
pub struct Training<'a> {
    mlp: Mlp,
    x: &'a DMatrix<f64>,
    t: &'a DMatrix<f64>,
    loss: Loss,
    sgd: Sgd,
    /// For the negative slopes of RReLU.
    rng: Mt,
    cache: Cache,
    /// Of the last backward pass alone.
    fresh: Grads,
    /// The sum since the last clearing: torch's `.grad`.
    gradient: Grads,
    velocity: Grads,
}

impl<'a> Training<'a> {
    /// # Shapes
    /// x (n, d), t (n, k).
    ///
    /// # Errors
    /// Shapes that do not fit the network, no rows, NaN or infinite entries, targets that the loss
    /// has no meaning for, settings of the descent outside their range.
    pub fn new(
        mlp: Mlp,
        x: &'a DMatrix<f64>,
        t: &'a DMatrix<f64>,
        loss: Loss,
        sgd: Sgd,
    ) -> Result<Self> {
        mlp.check_samples(x)?;
        expect_shape("targets t", t.shape(), (x.nrows(), mlp.outputs()))?;
        loss.check_targets(t)?;
        sgd.check()?;
        let n = x.nrows();
        Ok(Training {
            rng: manual_seed(0),
            cache: Cache::zeros(&mlp, n, true),
            fresh: Grads::zeros(&mlp, n),
            // Of no row: only the parameters' are summed up, δ is not.
            gradient: Grads::zeros(&mlp, 0),
            velocity: Grads::zeros(&mlp, 0),
            mlp,
            x,
            t,
            loss,
            sgd,
        })
    }

    /// Draws the negative slopes of RReLU from this generator, not from `manual_seed(0)`.
    pub fn drawing_from(mut self, rng: Mt) -> Self {
        self.rng = rng;
        self
    }

    /// Forgets the gradients summed so far; torch's `optimizer.zero_grad()`.
    pub fn clear_gradients(&mut self) {
        self.gradient.slices_mut().for_each(|gradient| gradient.fill(0.0));
    }

    /// Forward, backward and one update; returns J before the update.
    pub fn step(&mut self) -> f64 {
        self.mlp.forward_into(self.x, &mut self.cache, Some(&mut self.rng));
        let last = self.cache.y.len() - 1;
        let j = self.loss.evaluate(&self.cache.y[last], self.t, &mut self.fresh.delta[last]);
        self.mlp.backward_into(self.x, &self.cache, &mut self.fresh);
        let parameters = self.mlp.slices_mut().zip(self.fresh.slices_mut());
        let memory = self.gradient.slices_mut().zip(self.velocity.slices_mut());
        for ((w, fresh), (gradient, velocity)) in parameters.zip(memory) {
            for (gradient, fresh) in gradient.iter_mut().zip(&*fresh) {
                *gradient += fresh;
            }
            self.sgd.update(w, gradient, velocity);
        }
        j
    }

    /// Follows a schedule to its end; `observe` is given each step, from 1, its loss, and the
    /// network after it.
    ///
    /// # Errors
    /// [`Error::Diverged`] at the first loss, or after the last update at a parameter, that is NaN
    /// or infinite.
    pub fn follow(
        &mut self,
        schedule: &Schedule,
        observe: &mut dyn FnMut(usize, f64, &Mlp),
    ) -> Result<()> {
        let (mut step, mut loss) = (0, 0.0);
        for _ in 0..schedule.epochs {
            self.clear_gradients();
            for _ in 0..schedule.steps_per_epoch {
                if schedule.clearing == Clearing::EveryStep {
                    self.clear_gradients();
                }
                step += 1;
                loss = self.step();
                if !loss.is_finite() {
                    return Err(Error::Diverged { step, loss });
                }
                observe(step, loss, &self.mlp);
            }
        }
        // The last update is judged by no loss.
        if self.mlp.slices_mut().flatten().any(|parameter| !parameter.is_finite()) {
            return Err(Error::Diverged { step, loss });
        }
        Ok(())
    }

    /// The network as trained so far.
    pub fn mlp(&self) -> &Mlp {
        &self.mlp
    }

    /// The network, when training is over.
    pub fn into_mlp(self) -> Mlp {
        self.mlp
    }
}
