use crate::Result;
use crate::descent::{LearningRate, descend_in_batches};
use crate::error::expect_setting;
use crate::linear::Linear;
use crate::mlp::init::manual_seed;
use crate::neuron::Neuron;
use nalgebra::DVector;
use rand::Rng;
use rayon::prelude::*;

/// A mean over a long descent, or over many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
}

/// A long descent is cut into so many pieces, whose means are as good as independent.
const PIECES: usize = 50;

impl Measured {
    /// The mean of independent observations, and √(variance / (n - 1)).
    fn of(observations: &[f64]) -> Measured {
        let n = observations.len() as f64;
        let mean = observations.iter().sum::<f64>() / n;
        let squares: f64 = observations.iter().map(|x| (x - mean).powi(2)).sum();
        Measured { mean, error: (squares / (n * (n - 1.0))).sqrt() }
    }
}

impl Linear {
    /// J - J* on average over a descent in batches with constant λ, from the minimiser, after a
    /// tenth of the steps.
    ///
    /// # Errors
    /// Fewer than 500 steps, those of [`descend_in_batches`].
    pub fn measure_ball(
        &self,
        learning_rate: f64,
        batch: usize,
        steps: usize,
        rng: &mut dyn Rng,
    ) -> Result<Measured> {
        let expected = format!("at least {}", 10 * PIECES);
        expect_setting("steps of a long descent", &expected, steps, steps >= 10 * PIECES)?;
        let excess = self.excess()?;
        let (first, length) = (steps / 10, (steps - steps / 10) / PIECES);
        let mut pieces = [0.0; PIECES];
        let rate = LearningRate::Constant(learning_rate);
        descend_in_batches(self, &self.fit()?.w, rate, batch, steps, rng, &mut |step, w| {
            if let Some(piece) = step.checked_sub(first + 1).map(|after| after / length)
                && piece < PIECES
            {
                pieces[piece] += excess(w) / length as f64;
            }
        })?;
        Ok(Measured::of(&pieces))
    }

    /// J - J* after certain steps, on average over descents in batches from w = 0, one for each
    /// seed.
    ///
    /// # Errors
    /// Fewer than 2 seeds, steps that do not rise, those of [`descend_in_batches`].
    pub fn measure_descents(
        &self,
        rate: LearningRate,
        batch: usize,
        after: &[usize],
        seeds: &[u32],
    ) -> Result<Vec<Measured>> {
        expect_setting("seeds", "at least 2", seeds.len(), seeds.len() >= 2)?;
        let rises = after.is_sorted_by(|one, next| one < next) && after.first() > Some(&0);
        expect_setting(
            "steps to look at",
            "numbers that rise from 1",
            format!("{after:?}"),
            rises,
        )?;
        let (excess, start) = (self.excess()?, DVector::zeros(self.x.ncols()));
        let descent = |&seed: &u32| {
            let (mut seen, mut rng) = (Vec::new(), manual_seed(seed));
            let last = after[after.len() - 1];
            descend_in_batches(self, &start, rate, batch, last, &mut rng, &mut |step, w| {
                if after.get(seen.len()) == Some(&step) {
                    seen.push(excess(w));
                }
            })?;
            Ok(seen)
        };
        let all: Vec<Vec<f64>> = seeds.par_iter().map(descent).collect::<Result<_>>()?;
        let at = |place: usize| all.iter().map(|seen| seen[place]).collect::<Vec<_>>();
        Ok((0..after.len()).map(|place| Measured::of(&at(place))).collect())
    }

    /// J - J* as ½ (w - w*)ᵀ H (w - w*), which keeps its digits where J and J* agree.
    fn excess(&self) -> Result<impl Fn(&DVector<f64>) -> f64 + use<>> {
        let minimiser = self.fit()?.w;
        let h = self.hessian(&minimiser)?;
        Ok(move |w: &DVector<f64>| {
            let distance = w - &minimiser;
            0.5 * distance.dot(&(&h * &distance))
        })
    }
}
