//! K steps of descent: how far from the minimiser they end.

use crate::Result;
use crate::descent::{Sgd, Stop, descend};
use crate::error::expect_setting;
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::linear::{Curvature, Linear};
use crate::neuron::Neuron;
use crate::reason::{no_words, words};
use ma6202_formula::Symbols;
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

    /// ρ(λ)^K.
    fn worst_power(&self) -> f64 {
        libm::pow(self.curvature.contraction(self.sgd.learning_rate), self.steps as f64)
    }
}

impl Subject for Walk {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let end = descend(&self.linear, &self.start, self.sgd, &Stop::after(self.steps));
        let end = end.expect("a sound problem").last();
        let Curvature { h, v } = &self.curvature;
        let mut s = Symbols::new();
        s.size("d", h.len(), words("el número de pesos", "the number of weights"))?
            .index(&["k"], "d")?
            .number(
                r"\lambda",
                self.sgd.learning_rate,
                words("la tasa de aprendizaje", "the learning rate"),
            )?
            .number("K", self.steps as f64, words("el número de pasos", "the number of steps"))?
            .vector(
                "w_0",
                "d",
                self.start.as_slice(),
                words("los pesos iniciales", "the initial weights"),
            )?
            .vector(
                "w_K",
                "d",
                end.as_slice(),
                words("los pesos después de $K$ pasos", "the weights after $K$ steps"),
            )?
            .vector(
                "w^*",
                "d",
                self.minimiser.as_slice(),
                words("el minimizador", "the minimiser"),
            )?
            .vector(
                "h",
                "d",
                h.as_slice(),
                words("los valores propios del hessiano", "the eigenvalues of the Hessian"),
            )?
            .matrix(
                ["V", "V"],
                ["d", "d"],
                v.as_slice(),
                words("sus vectores propios", "its eigenvectors"),
            )?
            .columns("v", "V")?
            .define(
                r"c_k = v_k^\top (w_0 - w^*)",
                words(
                    "la parte de $w_0 - w^*$ a lo largo de $v_k$",
                    "the part of $w_0 - w^*$ along $v_k$",
                ),
            )?
            .define("L = \\max_k h_k", words("el mayor $h_k$", "the largest $h_k$"))?
            .define("\\mu = \\min_k h_k", words("el menor $h_k$", "the smallest $h_k$"))?
            .define(
                r"\rho(\lambda) = \max(|1 - \lambda \mu|, |1 - \lambda L|)",
                words("el factor de la dirección más lenta", "the factor of the slowest direction"),
            )?;
        Ok(s)
    }
}

/// ‖w_K - w*‖ after K steps.
pub fn distance() -> Estimate<Walk> {
    Estimate {
        name: "the distance from the minimiser",
        title: words("la distancia al minimizador", "the distance from the minimiser"),
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
                words(
                    r"cada paso multiplica $c_k$ por $1 - \lambda h_k$; los $v_k$ son ortonormales",
                    r"each step multiplies $c_k$ by $1 - \lambda h_k$; the $v_k$ are orthonormal",
                ),
            ),
            at_most(
                r"\rho(\lambda)^K \Bigl( \sum_k c_k^2 \Bigr)^{1/2}",
                no_words(
                    r"$|1 - \lambda h_k| \le \rho(\lambda) = \max(|1 - \lambda \mu|, |1 - \lambda L|)$",
                ),
            ),
            equal(
                r"\rho(\lambda)^K \|w_0 - w^*\|",
                words(
                    r"los $v_k$ son ortonormales; la distancia disminuye si $\lambda$ está entre 0 y $2/L$",
                    r"the $v_k$ are orthonormal; the distance shrinks if $\lambda$ is between 0 and $2/L$",
                ),
            ),
        ],
    }
}
