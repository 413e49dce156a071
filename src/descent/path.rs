use super::Sgd;
use crate::Result;
use crate::error::expect_setting;
use crate::neuron::{Neuron, Pass};
use nalgebra::{DMatrix, DVector};

/// When descent ends. The lecture stops at a threshold for J or after a number of iterations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The most iterations, at least 1.
    pub iterations: usize,
    /// Before them, as soon as J is no larger than this.
    pub loss: Option<f64>,
    /// Or as soon as no |∂J/∂w_j| is larger than this.
    pub gradient: Option<f64>,
}

/// Why descent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// J came down to the threshold.
    Threshold,
    /// ∇J came down to its own; of Newton's method: a whole step changed next to nothing.
    Flat,
    /// All iterations are done; of Newton's method also: no part of a step makes J smaller.
    Iterations,
    /// After this iteration, the first being 1, J or a weight was NaN or infinite.
    Diverged { iteration: usize },
}

/// The way of a descent.
#[derive(Clone, Debug, PartialEq)]
pub struct DescentPath {
    /// w (d, points): the first column where descent started, the last where it ended. If it
    /// diverged, that is the last place where all was finite.
    pub w: DMatrix<f64>,
    /// J at each.
    pub losses: Vec<f64>,
    /// After how many iterations each was reached.
    pub iterations: Vec<usize>,
    pub ending: Ending,
}

/// The places of a path hold no more numbers than this: 128 MiB.
const MOST_NUMBERS: usize = 1 << 24;

impl Stop {
    /// After so many iterations and not before.
    pub const fn after(iterations: usize) -> Stop {
        Stop { iterations, loss: None, gradient: None }
    }

    fn check(&self) -> Result<()> {
        expect_setting("iterations", "at least 1", self.iterations, self.iterations > 0)?;
        for (name, value) in [("threshold of J", self.loss), ("threshold of ∇J", self.gradient)] {
            let value = value.unwrap_or(0.0);
            expect_setting(name, "a number, not negative", value, value >= 0.0)?;
        }
        Ok(())
    }
}

impl DescentPath {
    /// w where descent ended.
    pub fn last(&self) -> DVector<f64> {
        self.w.column(self.w.ncols() - 1).into_owned()
    }

    /// J there.
    pub fn last_loss(&self) -> f64 {
        self.losses[self.losses.len() - 1]
    }

    /// How many iterations led there.
    pub fn done(&self) -> usize {
        self.iterations[self.iterations.len() - 1]
    }
}

/// Gradient descent with all rows in every step.
///
/// # Formula
/// ```math
/// w \to w - \lambda \nabla J
/// ```
///
/// or with momentum μ, [`Sgd`]'s.
///
/// # Numerics
/// Nothing is allocated in an iteration. Every w is kept as long as a path of 2²⁴ numbers holds
/// them; a longer one keeps every second, every fourth, … and the last.
///
/// # Errors
/// λ not positive, other settings out of their range, initial weights of another number than X has
/// columns or not finite, or so large that J is not finite there.
///
/// # Source
/// The lecture's scheme for linear regression.
///
/// # Example
/// ```
/// use ma6202::descent::{Ending, Sgd, Stop, descend};
/// use ma6202::linear::Linear;
/// use nalgebra::{dmatrix, dvector};
///
/// let line = Linear::new(dmatrix![1.0, 0.0; 1.0, 1.0; 1.0, 2.0], dvector![1.0, 3.0, 5.0])?;
/// let sgd = Sgd { learning_rate: 0.25, momentum: 0.0 };
/// let path = descend(&line, &dvector![0.0, 0.0], sgd, &Stop { loss: Some(1e-20), ..Stop::after(1000) })?;
/// assert_eq!(path.ending, Ending::Threshold);
/// assert!((path.last() - dvector![1.0, 2.0]).amax() < 1e-9);
/// # Ok::<(), ma6202::Error>(())
/// ```
pub fn descend(
    neuron: &dyn Neuron,
    start: &DVector<f64>,
    sgd: Sgd,
    stop: &Stop,
) -> Result<DescentPath> {
    sgd.check()?;
    stop.check()?;
    neuron.check_weights(start)?;
    let d = start.len();
    let mut pass = Pass::over(neuron);
    let mut record = Record::new(d, stop.iterations);
    let (mut w, mut velocity) = (start.clone(), vec![0.0; d]);
    let mut iteration = 0;
    let ending = loop {
        let loss = pass.run(neuron, w.as_slice());
        if !loss.is_finite() || w.as_slice().iter().any(|w| !w.is_finite()) {
            expect_setting("J at the initial weights", "a finite number", loss, iteration > 0)?;
            break Ending::Diverged { iteration };
        }
        record.keep(iteration, w.as_slice(), loss);
        if stop.loss.is_some_and(|threshold| loss <= threshold) {
            break Ending::Threshold;
        }
        if stop
            .gradient
            .is_some_and(|most| pass.gradient.iter().all(|partial| partial.abs() <= most))
        {
            break Ending::Flat;
        }
        if iteration == stop.iterations {
            break Ending::Iterations;
        }
        sgd.update(w.as_mut_slice(), &pass.gradient, &mut velocity);
        iteration += 1;
    };
    let Record { w, losses, iterations, .. } = record;
    Ok(DescentPath { w: DMatrix::from_vec(d, iterations.len(), w), losses, iterations, ending })
}

/// What has been kept of a path.
struct Record {
    d: usize,
    most: usize,
    /// Kept are the places after a multiple of so many iterations, and the last.
    every: usize,
    w: Vec<f64>,
    losses: Vec<f64>,
    iterations: Vec<usize>,
}

impl Record {
    fn new(d: usize, iterations: usize) -> Record {
        let most = (MOST_NUMBERS / d).max(2);
        let room = most.min(iterations.saturating_add(1)) + 1; // and the last
        Record {
            d,
            most,
            every: 1,
            w: Vec::with_capacity(room * d),
            losses: Vec::with_capacity(room),
            iterations: Vec::with_capacity(room),
        }
    }

    fn keep(&mut self, iteration: usize, w: &[f64], loss: f64) {
        if self.iterations.last().is_some_and(|last| !last.is_multiple_of(self.every)) {
            // It was the last until now.
            self.truncate(self.iterations.len() - 1);
        }
        if iteration.is_multiple_of(self.every) && self.iterations.len() == self.most {
            self.thin();
        }
        self.w.extend_from_slice(w);
        self.losses.push(loss);
        self.iterations.push(iteration);
    }

    /// Forgets every second place.
    fn thin(&mut self) {
        self.every *= 2;
        let kept = self.iterations.len().div_ceil(2);
        for place in 0..kept {
            let from = 2 * place * self.d;
            self.w.copy_within(from..from + self.d, place * self.d);
            self.losses[place] = self.losses[2 * place];
            self.iterations[place] = self.iterations[2 * place];
        }
        self.truncate(kept);
    }

    fn truncate(&mut self, places: usize) {
        self.w.truncate(places * self.d);
        self.losses.truncate(places);
        self.iterations.truncate(places);
    }
}
