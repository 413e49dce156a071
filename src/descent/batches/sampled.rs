use super::{LearningRate, descend_in_batches};
use crate::Result;
use crate::error::expect_setting;
use crate::neuron::Neuron;
use nalgebra::{DMatrix, DVector};
use rand::Rng;

/// Gradients of batches as descent draws them: their mean and covariance, and how sure these are.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// (d).
    pub mean: DVector<f64>,
    /// Around the gradient of all rows, ∇J (d, d).
    pub covariance: DMatrix<f64>,
    /// The standard error of each entry of the mean (d), √(variance / draws).
    pub mean_error: DVector<f64>,
    /// And of the covariance (d, d).
    pub covariance_error: DMatrix<f64>,
}

impl Sampled {
    /// The gradients at w of so many batches, each found by a step of [`descend_in_batches`] with
    /// λ = 1: w less where it led.
    ///
    /// # Errors
    /// Fewer than 2 draws, those of [`descend_in_batches`].
    pub fn at(
        neuron: &dyn Neuron,
        w: &DVector<f64>,
        batch: usize,
        draws: usize,
        rng: &mut dyn Rng,
    ) -> Result<Sampled> {
        expect_setting("draws", "at least 2", draws, draws >= 2)?;
        let ((_, gradient), d) = (neuron.loss_and_gradient(w)?, w.len());
        let (mut sum, mut products) = (DVector::zeros(d), DMatrix::<f64>::zeros(d, d));
        let mut squares = DMatrix::<f64>::zeros(d, d);
        for _ in 0..draws {
            let rate = LearningRate::Constant(1.0);
            let moved = descend_in_batches(neuron, w, rate, batch, 1, rng, &mut |_, _| ())?;
            let off = w - moved - &gradient;
            let product = &off * off.transpose();
            sum += &off;
            squares += product.component_mul(&product);
            products += product;
        }
        let n = draws as f64;
        let (off, covariance) = (sum / n, products / n);
        let error = |square: f64, mean: f64| ((square - mean * mean).max(0.0) / n).sqrt();
        Ok(Sampled {
            mean_error: covariance.diagonal().zip_map(&off, error),
            covariance_error: (squares / n).zip_map(&covariance, error),
            mean: gradient + off,
            covariance,
        })
    }
}
