//! What descent does where there is no minimiser.

use super::{Margin, Separation};
use crate::descent::{DescentPath, Sgd, Stop, descend};
use crate::error::expect_setting;
use crate::logistic::{Logistic, Reading};
use crate::neuron::Neuron;
use crate::{Error, Result};
use nalgebra::DVector;

/// A descent of the cross-entropy on labels that a plane separates.
///
/// # Derivation
/// Each ℓ_i ≈ e^(-wᵀz_i) once the margins wᵀz_i are large. If w goes on in a direction u, the rows
/// with the least uᵀz_i soon make up all of J and of ∇J: then -∇J = (1/n) Σ e^(-wᵀz_i) z_i, a sum
/// of those rows with weights that are not negative, and u is one, too: u is the w of the largest
/// margin γ, of length 1. Along it ‖∇J‖ = γ J, so dJ/dk = -λ γ² J² in step k, and
///
/// ```math
/// J \approx \frac{1}{\lambda \gamma^2 k}
/// ```
///
/// As J ≈ c e^(-γ‖w‖), with c the share of the rows that have the least uᵀz_i, if these weigh the
/// same,
///
/// ```math
/// \|w\| \approx \frac{\ln(c \lambda \gamma^2 k)}{\gamma}
/// ```
///
/// # Source
/// D. Soudry, E. Hoffer, M. S. Nacson, S. Gunasekar and N. Srebro, *The implicit bias of gradient
/// descent on separable data*, J. Mach. Learn. Res. 19 (2018). The direction approaches u as slowly
/// as 1 / ln k.
#[derive(Clone, Debug)]
pub struct Growth {
    pub path: DescentPath,
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
    /// Labels that no plane separates completely, or whose margin is not known to nine digits; a
    /// penalty; another loss than the cross-entropy; fewer than 10 iterations.
    pub fn watch(model: &Logistic, iterations: usize) -> Result<Growth> {
        let cross_entropy = model.reading() == Reading::CrossEntropy && model.penalty() == 0.0;
        expect_setting("iterations to watch", "at least 10", iterations, iterations >= 10)?;
        let expected = "the cross-entropy, without a penalty";
        expect_setting("loss to be watched", expected, model.reading().name(), cross_entropy)?;
        let separation = Separation::of(model.x(), model.t())?;
        let Separation::Complete { w: direction, margin, .. } = separation else {
            return Err(Error::setting("labels", "complete separation", separation.name()));
        };
        let Margin { at_least: margin, at_most } = margin;
        let got = format!("{margin:e} to {at_most:e}");
        let known = at_most <= margin * (1.0 + 1e-9);
        expect_setting("largest margin", "one known to nine digits", got, known)?;
        let learning_rate = 1.0 / model.largest_curvature()?;
        let sgd = Sgd { learning_rate, momentum: 0.0 };
        let path = descend(model, &DVector::zeros(direction.len()), sgd, &Stop::after(iterations))?;
        Ok(Growth { path, learning_rate, margin, direction })
    }

    /// ‖w‖ at each place of the path.
    pub fn lengths(&self) -> Vec<f64> {
        self.path.w.column_iter().map(|w| w.norm()).collect()
    }

    /// Δ‖w‖ / Δ ln k over the second half of the first k iterations: tends to 1/γ.
    pub fn rate(&self, k: usize) -> f64 {
        let [half, last] = self.half_and_last(k);
        let ln = |place: usize| libm::log(self.path.iterations[place] as f64);
        let length = |place: usize| self.path.w.column(place).norm();
        (length(last) - length(half)) / (ln(last) - ln(half))
    }

    /// The cosine of the angle between w and the direction of the largest margin after k
    /// iterations: tends to 1.
    pub fn alignment(&self, k: usize) -> f64 {
        let w = self.path.w.column(self.half_and_last(k)[1]);
        w.dot(&self.direction) / (w.norm() * self.direction.norm())
    }

    /// How 1/J rises by iterations over the second half of the first k, over λ γ²: tends to 1.
    pub fn loss_rate(&self, k: usize) -> f64 {
        let [half, last] = self.half_and_last(k);
        let iterations = |place: usize| self.path.iterations[place] as f64;
        let inverse = |place: usize| 1.0 / self.path.losses[place];
        let rate = (inverse(last) - inverse(half)) / (iterations(last) - iterations(half));
        rate * self.loss_in_theory(1.0)
    }

    /// 1 / (λ γ² k).
    pub fn loss_in_theory(&self, k: f64) -> f64 {
        1.0 / (self.learning_rate * self.margin * self.margin * k)
    }

    /// ‖w‖ after k iterations if it had risen by ln k / γ from there to the end of the path.
    pub fn length_in_theory(&self, k: f64) -> f64 {
        self.path.last().norm() - libm::log(self.path.done() as f64 / k) / self.margin
    }

    /// The places nearest to k/2 and k iterations.
    fn half_and_last(&self, k: usize) -> [usize; 2] {
        let last = self.path.iterations.len() - 1;
        let place = |k| self.path.iterations.partition_point(|&iteration| iteration < k).min(last);
        let (half, whole) = (place(k / 2).min(last - 1), place(k));
        [half.max(1), whole.max(2)]
    }
}
