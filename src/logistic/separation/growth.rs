//! What descent does where there is no minimiser.

use super::Separation;
use crate::descent::{Path, Sgd, Stop, descend};
use crate::error::expect_setting;
use crate::logistic::{Logistic, Reading};
use crate::neuron::Neuron;
use crate::{Error, Result};
use nalgebra::DVector;

/// A descent of the cross-entropy on labels that a plane separates.
///
/// # Derivation
/// Each ℓ_i ≈ e^(-wᵀz_i) once the margins wᵀz_i are large. If w goes on in a direction u, the rows with the least uᵀz_i soon
/// make up all of J and of ∇J: then -∇J = (1/n) Σ e^(-wᵀz_i) z_i, a sum of those rows with weights that are not negative, and u
/// is one, too: u is the w of the largest margin γ, of length 1. Along it ‖∇J‖ = γ J, so dJ/dk = -λ γ² J² in step k, and
///
/// ```text
/// J ≈ 1 / (λ γ² k)        ‖w‖ ≈ ln k / γ
/// ```
///
/// # Source
/// D. Soudry, E. Hoffer, M. S. Nacson, S. Gunasekar and N. Srebro, *The implicit bias of gradient descent on separable data*,
/// J. Mach. Learn. Res. 19 (2018). The direction approaches u as slowly as 1 / ln k.
#[derive(Clone, Debug)]
pub struct Growth {
    pub path: Path,
    pub learning_rate: f64,
    /// γ.
    pub margin: f64,
    /// The w of the largest margin, of length 1 (d).
    pub direction: DVector<f64>,
}

impl Growth {
    /// Descends from w = 0 with λ = 1/L for so many iterations.
    ///
    /// # Errors
    /// Labels that no plane separates completely, a penalty, another loss than the cross-entropy, no iterations.
    pub fn watch(model: &Logistic, iterations: usize) -> Result<Growth> {
        let cross_entropy = model.reading() == Reading::CrossEntropy && model.penalty() == 0.0;
        let expected = "the cross-entropy, without a penalty";
        expect_setting("loss to be watched", expected, model.reading().name(), cross_entropy)?;
        let (direction, margin) = match Separation::of(model.x(), model.t())? {
            Separation::Complete { w, margin, .. } => (w, margin.at_least),
            other => {
                return Err(Error::Setting {
                    name: "labels".into(),
                    expected: "complete separation".into(),
                    got: other.name().into(),
                });
            }
        };
        let learning_rate = 1.0 / model.largest_curvature()?;
        let sgd = Sgd { learning_rate, momentum: 0.0 };
        let path = descend(model, &DVector::zeros(direction.len()), sgd, &Stop::after(iterations))?;
        Ok(Growth { path, learning_rate, margin, direction })
    }

    /// ‖w‖ at each place of the path.
    pub fn lengths(&self) -> Vec<f64> {
        self.path.w.column_iter().map(|w| w.norm()).collect()
    }

    /// Δ‖w‖ / Δ ln k between the place nearest to half of the iterations and the last: tends to 1/γ.
    pub fn rate(&self) -> f64 {
        let (half, last) = self.half_and_last();
        let ln = |place: usize| libm::log(self.path.iterations[place] as f64);
        let length = |place: usize| self.path.w.column(place).norm();
        (length(last) - length(half)) / (ln(last) - ln(half))
    }

    /// The cosine of the angle between w and the direction of the largest margin, at the end: tends to 1.
    pub fn alignment(&self) -> f64 {
        let w = self.path.last();
        w.dot(&self.direction) / (w.norm() * self.direction.norm())
    }

    /// 1/J by iterations, between half of them and the last, over λ γ²: tends to 1.
    pub fn loss_rate(&self) -> f64 {
        let (half, last) = self.half_and_last();
        let k = |place: usize| self.path.iterations[place] as f64;
        let inverse = |place: usize| 1.0 / self.path.losses[place];
        let rate = (inverse(last) - inverse(half)) / (k(last) - k(half));
        rate / (self.learning_rate * self.margin * self.margin)
    }

    fn half_and_last(&self) -> (usize, usize) {
        let last = self.path.iterations.len() - 1;
        let half = self.path.iterations[last] / 2;
        (self.path.iterations.partition_point(|&k| k < half).min(last.saturating_sub(1)), last)
    }
}
