//! Descent of a linear regression, held against what its [`Curvature`] predicts.

use super::Curvature;
use crate::Result;
use crate::descent::DescentPath;
use crate::error::expect_setting;
use nalgebra::DVector;

/// A component is rounding more and more once it is less than this share of what it was, or of
/// another: w is rounded as a whole.
const SHARE: f64 = 1e-6;

impl Curvature {
    /// What a step multiplied each component by, measured along a path (d): the geometric mean over
    /// the steps after which the component was at least 1e-6 of what it was, and of every other,
    /// with the sign of the first. NaN where the path began without it, or with less than 1e-6 of
    /// the largest.
    ///
    /// # Errors
    /// A path of other weights; one that does not hold every step, or no step.
    pub fn measured_factors(
        &self,
        path: &DescentPath,
        minimiser: &DVector<f64>,
    ) -> Result<DVector<f64>> {
        let steps = path.iterations.len() - 1;
        let whole = steps > 0 && path.iterations[steps] == steps;
        expect_setting("steps of the path", "one at least, and every one kept", steps, whole)?;
        let components = self.along(path, minimiser)?;
        let start = &components[0];
        Ok(DVector::from_fn(self.h.len(), |k, _| {
            if start[k].abs() < SHARE * start.amax() || start[k] == 0.0 {
                return f64::NAN;
            }
            let left = |step: usize| components[step][k] / start[k];
            let clear = |step: usize| {
                let others = components[step].amax();
                components[step][k].abs() >= SHARE * others.max(start[k].abs())
            };
            let step = (2..=steps).take_while(|&step| clear(step)).last().unwrap_or(1);
            libm::pow(left(step).abs(), 1.0 / step as f64).copysign(left(1))
        }))
    }

    /// The iteration in which Σ (wᵀx_i - t_i)² = n J becomes larger than every number, from
    /// components c; `None` if it never does.
    pub fn overflow(&self, c: &DVector<f64>, learning_rate: f64, n: usize) -> Option<usize> {
        let along_largest = 0.5 * self.h[0] * c[0] * c[0];
        let factor = self.factor(learning_rate, 0).abs();
        if factor <= 1.0 || along_largest == 0.0 {
            return None;
        }
        // n ½ L c² factor^(2k) reaches the largest number.
        let k =
            (libm::log(f64::MAX / n as f64) - libm::log(along_largest)) / (2.0 * libm::log(factor));
        Some(k.ceil() as usize)
    }

    /// J - J* at each place of a path, ½ Σ h_k c_k²: it keeps its digits where J and J* agree.
    ///
    /// # Errors
    /// A path of other weights.
    pub fn measured_excess(
        &self,
        path: &DescentPath,
        minimiser: &DVector<f64>,
    ) -> Result<Vec<f64>> {
        let excess = |c: &DVector<f64>| 0.5 * c.component_mul(c).dot(&self.h);
        Ok(self.along(path, minimiser)?.iter().map(excess).collect())
    }

    /// The components of each place.
    fn along(&self, path: &DescentPath, minimiser: &DVector<f64>) -> Result<Vec<DVector<f64>>> {
        path.w.column_iter().map(|w| self.components(&w.into_owned(), minimiser)).collect()
    }
}
