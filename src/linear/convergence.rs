//! Descent of a linear regression, held against what its [`Curvature`] predicts.

use super::{Curvature, Linear};
use crate::Result;
use crate::descent::{Path, Sgd};
use crate::error::expect_setting;
use crate::estimate::{Estimate, at_most, equal};
use crate::neuron::Neuron;
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
    pub fn measured_factors(&self, path: &Path, minimiser: &DVector<f64>) -> Result<DVector<f64>> {
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
    pub fn measured_excess(&self, path: &Path, minimiser: &DVector<f64>) -> Result<Vec<f64>> {
        let excess = |c: &DVector<f64>| 0.5 * c.component_mul(c).dot(&self.h);
        Ok(self.along(path, minimiser)?.iter().map(excess).collect())
    }

    /// The components of each place.
    fn along(&self, path: &Path, minimiser: &DVector<f64>) -> Result<Vec<DVector<f64>>> {
        path.w.column_iter().map(|w| self.components(&w.into_owned(), minimiser)).collect()
    }
}

/// Some steps of descent from somewhere.
#[derive(Clone, Debug)]
pub struct Walk {
    linear: Linear,
    curvature: Curvature,
    minimiser: DVector<f64>,
    start: DVector<f64>,
    learning_rate: f64,
    steps: usize,
}

impl Walk {
    /// # Errors
    /// Columns of X that depend on each other: along their null space nothing shrinks; first
    /// weights that do not fit, λ not positive.
    pub fn new(
        linear: Linear,
        start: DVector<f64>,
        learning_rate: f64,
        steps: usize,
    ) -> Result<Walk> {
        linear.check_weights(&start)?;
        let walk = Walk {
            curvature: linear.curvature()?,
            minimiser: linear.fit()?.w,
            linear,
            start,
            learning_rate,
            steps,
        };
        walk.sgd().check()?;
        let (rank, d) = (walk.curvature.rank(), walk.start.len());
        expect_setting("directions with curvature", &format!("all {d}"), rank, rank == d)?;
        Ok(walk)
    }

    pub fn linear(&self) -> &Linear {
        &self.linear
    }

    pub fn start(&self) -> &DVector<f64> {
        &self.start
    }

    /// w*.
    pub fn minimiser(&self) -> &DVector<f64> {
        &self.minimiser
    }

    pub fn sgd(&self) -> Sgd {
        Sgd { learning_rate: self.learning_rate, momentum: 0.0 }
    }

    /// K.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// c_k at the start (d).
    fn components(&self) -> DVector<f64> {
        self.curvature.components(&self.start, &self.minimiser).expect("weights of the same shape")
    }

    /// (1 - λ h_k)^K.
    fn power(&self, k: usize) -> f64 {
        libm::pow(self.curvature.factor(self.learning_rate, k), self.steps as f64)
    }

    /// ρ(λ)^K.
    fn worst_power(&self) -> f64 {
        libm::pow(self.curvature.contraction(self.learning_rate), self.steps as f64)
    }
}

/// ‖w_K - w*‖ after K steps.
pub fn distance() -> Estimate<Walk> {
    Estimate {
        name: "the distance from the minimiser",
        left: r"\|w_K - w^*\|",
        // Each step rounds w, and what it rounds grows or shrinks by ρ with the rest.
        rounding: |p| {
            let size = p.start.norm() + p.minimiser.norm();
            let steps = (p.steps * (p.start.len() + 8)) as f64;
            64.0 * steps * f64::EPSILON * size * p.worst_power().max(1.0)
        },
        lines: vec![
            equal(
                r"\Bigl( \sum_k (1 - \lambda h_k)^{2K} c_k^2 \Bigr)^{1/2}",
                r"each step multiplies $c_k$ by $1 - \lambda h_k$; the $v_k$ are orthonormal",
                |p| {
                    let c = p.components();
                    c.iter().enumerate().map(|(k, c)| (p.power(k) * c).powi(2)).sum::<f64>().sqrt()
                },
            ),
            at_most(
                r"\rho(\lambda)^K \Bigl( \sum_k c_k^2 \Bigr)^{1/2}",
                r"$|1 - \lambda h_k| \le \rho(\lambda) = \max(|1 - \lambda \mu|, |1 - \lambda L|)$",
                |p| p.worst_power() * p.components().norm(),
            ),
            equal(
                r"\rho(\lambda)^K \|w_0 - w^*\|",
                r"the $v_k$ are orthonormal; below 1 exactly for $0 < \lambda < 2/L$",
                |p| p.worst_power() * (&p.start - &p.minimiser).norm(),
            ),
        ],
    }
}
