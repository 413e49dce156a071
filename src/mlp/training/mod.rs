//! Training: to all digits the same numbers as [`Mlp::gradient`]'s, without keeping every
//! intermediate.
//!
//! | file | a step of |
//! |---|---|
//! | `narrow` | a narrow network: blocks of rows go through all layers |
//! | `wide` | any other: large products, a layer at a time |

mod narrow;
mod wide;

use super::Mlp;
use super::init::manual_seed;
use crate::activation::Digits;
use crate::descent::{Clearing, Schedule, Sgd};
use crate::error::expect_shape;
use crate::kernel::dense::NARROW;
use crate::kernel::pieces::PIECE;
use crate::loss::Loss;
use crate::{Error, Result};
use multiversion::multiversion;
use nalgebra::DMatrix;
use narrow::Narrow;
use rand_mt::Mt;
use wide::Wide;

/// The training of an [`Mlp`] on one batch, in torch's four gestures: clear the gradients, forward,
/// backward, step. As in torch, each backward pass *adds* to the gradients until they are cleared.
///
/// # Numerics
/// With no more than 96 inputs and neurons in any layer, the network is narrow: a few rows go
/// through all layers, forward and back, while they are in registers. All machines then compute
/// the same bits, to all digits those of [`Mlp::gradient`] as long as the rows are few, 336 or in
/// the smallest networks 2016; more are cut into parts, which several threads compute, and how
/// depends on sizes alone. Wider networks are computed a layer at a time, for as many rows as the
/// caches hold, by products of a library, in an order of additions that is the processor's own: on
/// one machine the bits are the same whatever the threads, on another the last digits may differ.
/// With RReLU all rows go through layer by layer, for torch draws its slopes in that order.
///
/// Nothing is allocated in a step of a network without a wide layer. The threads are those of
/// rayon.
pub struct Training {
    mlp: Mlp,
    n: usize,
    way: Way,
    digits: Digits,
    sgd: Sgd,
    /// For the negative slopes of RReLU.
    rng: Mt,
    /// The sum since the last clearing, torch's `.grad`: each partial derivative where its
    /// parameter is.
    gradient: Vec<f64>,
    /// Whether the gradient counts as 0, whatever stands in it: a large one is not written and read
    /// once more.
    is_cleared: bool,
    velocity: Vec<f64>,
}

/// How J and its gradient are computed.
enum Way {
    Narrow(Narrow),
    Wide(Wide),
}

impl Training {
    /// # Shapes
    /// x (n, d), t (n, k).
    ///
    /// # Errors
    /// Shapes that do not fit the network, no rows, NaN or infinite entries, targets that the loss
    /// has no meaning for, settings of the descent outside their range.
    pub fn new(
        mlp: Mlp,
        x: &DMatrix<f64>,
        t: &DMatrix<f64>,
        loss: Loss,
        sgd: Sgd,
    ) -> Result<Training> {
        mlp.check_samples(x)?;
        expect_shape("targets t", t.shape(), (x.nrows(), mlp.outputs()))?;
        loss.check_targets(t)?;
        sgd.check()?;
        let n = x.nrows();
        let parameters = mlp.parameters();
        let way = if is_narrow(&mlp) {
            Way::Narrow(Narrow::new(&mlp, x, t, loss))
        } else {
            Way::Wide(Wide::new(&mlp, x, t, loss))
        };
        Ok(Training {
            rng: manual_seed(0),
            gradient: vec![0.0; parameters],
            is_cleared: true,
            velocity: vec![0.0; parameters],
            mlp,
            n,
            way,
            digits: Digits::All,
            sgd,
        })
    }

    /// Computes y and f'(a) to so many digits, if not told to all. With most of them a step differs
    /// from that of [`Mlp::gradient`] in its last digits; many steps may lead elsewhere, which is
    /// as good.
    pub fn with_digits(mut self, digits: Digits) -> Self {
        self.digits = digits;
        self
    }

    /// Draws the negative slopes of RReLU from this generator, not from `manual_seed(0)`.
    pub fn drawing_from(mut self, rng: Mt) -> Self {
        self.rng = rng;
        self
    }

    /// Forgets the gradients summed so far; torch's `optimizer.zero_grad()`.
    pub fn clear_gradients(&mut self) {
        self.is_cleared = true;
    }

    /// Forward, backward and one update; returns J before the update.
    pub fn step(&mut self) -> f64 {
        let is_cleared = std::mem::replace(&mut self.is_cleared, false);
        let Training { mlp, digits, rng, gradient, .. } = self;
        let sum = match &mut self.way {
            Way::Narrow(rows) => {
                if is_cleared {
                    gradient.fill(0.0);
                }
                rows.add_gradient(mlp, *digits, gradient)
            }
            Way::Wide(rows) => rows.add_gradient(mlp, *digits, rng, gradient, is_cleared),
        };
        update(&mut self.mlp, self.sgd, &self.gradient, &mut self.velocity);
        sum.mean(self.n)
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

/// Every parameter, in one place in which it is known what the processor can do.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn update(mlp: &mut Mlp, sgd: Sgd, mut gradient: &[f64], mut velocity: &mut [f64]) {
    for w in mlp.slices_mut() {
        let (own_gradient, others) = gradient.split_at(w.len());
        let (own_velocity, other_velocities) = velocity.split_at_mut(w.len());
        if w.len() <= PIECE {
            sgd.update_few(w, own_gradient, own_velocity);
        } else {
            sgd.update(w, own_gradient, own_velocity);
        }
        (gradient, velocity) = (others, other_velocities);
    }
}

/// Whether a block of rows goes through all layers at once: not with RReLU, which draws its slopes
/// layer by layer, for all rows, as torch does.
fn is_narrow(mlp: &Mlp) -> bool {
    let widths = mlp.layers.iter().map(|layer| layer.b.len()).chain([mlp.inputs()]);
    widths.max() <= Some(NARROW) && !mlp.layers.iter().any(|layer| layer.activation.draws())
}
