//! K steps of descent: how far from the minimiser they end.

use crate::Result;
use crate::descent::Sgd;
use crate::error::expect_setting;
use crate::estimate::{Estimate, at_most, equal};
use crate::linear::{Curvature, Linear};
use crate::neuron::Neuron;
use nalgebra::DVector;

/// Some steps of descent from somewhere.
#[derive(Clone, Debug)]
pub struct Walk {
    pub linear: Linear,
    curvature: Curvature,
    /// w*.
    pub minimiser: DVector<f64>,
    pub start: DVector<f64>,
    /// Without momentum.
    pub sgd: Sgd,
    /// K.
    pub steps: usize,
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
            sgd: Sgd { learning_rate, momentum: 0.0 },
            steps,
        };
        walk.sgd.check()?;
        let (rank, d) = (walk.curvature.rank(), walk.start.len());
        expect_setting("directions with curvature", &format!("all {d}"), rank, rank == d)?;
        Ok(walk)
    }

    /// c_k at the start (d).
    fn components(&self) -> DVector<f64> {
        self.curvature.components(&self.start, &self.minimiser).expect("weights of the same shape")
    }

    /// (1 - λ h_k)^K.
    fn power(&self, k: usize) -> f64 {
        libm::pow(self.curvature.factor(self.sgd.learning_rate, k), self.steps as f64)
    }

    /// ρ(λ)^K.
    fn worst_power(&self) -> f64 {
        libm::pow(self.curvature.contraction(self.sgd.learning_rate), self.steps as f64)
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
