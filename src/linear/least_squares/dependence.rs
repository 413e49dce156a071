use super::columns::Columns;
use super::factors::Factors;
use super::least_squares;
use super::refinement::refine;
use crate::Result;
use crate::error::expect_setting;
use nalgebra::{DMatrix, DVector};

/// A column of X that is a combination of independent ones.
///
/// Displayed as "column 3 = 2 · column 0 - column 1"; with ≈ if that is so up to rounding only.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    pub column: usize,
    /// The factors and their columns, from left to right; none for a column of zeros.
    pub combination: Vec<(f64, usize)>,
    /// The length of the difference, relative to the column's.
    pub off: f64,
}

impl std::fmt::Display for Dependence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Twice the precision ends at 2^-106: what is that small is 0 but for the rounding of the
        // factors.
        let equal = self.off < 2f64.powi(-80);
        write!(f, "column {} {}", self.column, if equal { "=" } else { "≈" })?;
        if self.combination.is_empty() {
            return write!(f, " 0");
        }
        for (place, &(factor, column)) in self.combination.iter().enumerate() {
            match (place, factor < 0.0) {
                (0, false) => write!(f, " ")?,
                (0, true) => write!(f, " -")?,
                (_, false) => write!(f, " + ")?,
                (_, true) => write!(f, " - ")?,
            }
            if factor.abs() != 1.0 {
                write!(f, "{} · ", factor.abs())?;
            }
            write!(f, "column {column}")?;
        }
        Ok(())
    }
}

/// Each dependent column of X as a combination of the independent ones.
pub(super) fn dependences(
    x: &Columns,
    independent: &Columns,
    factors: &Factors,
) -> Result<Vec<Dependence>> {
    let qr = factors.qr();
    let dependence = |column: usize| {
        let target = x.column(column);
        let fit = refine(independent, factors, &target);
        let residual = super::rounded(&fit.residual).norm();
        let mut combination: Vec<(f64, usize)> = qr
            .independent()
            .iter()
            .zip(super::rounded(&fit.w).iter())
            .filter(|&(_, factor)| factor.abs() > qr.uncertainty())
            .map(|(&i, &factor)| (libm::ldexp(factor, x.exponents[column] - x.exponents[i]), i))
            .collect();
        combination.sort_unstable_by_key(|&(_, column)| column);
        for &(factor, i) in &combination {
            let name = format!("units of columns {i} and {column}, which depend on each other");
            expect_setting(&name, "a ratio that is an f64", factor, factor.is_normal())?;
        }
        let off = if residual == 0.0 { 0.0 } else { residual / target.norm() };
        Ok(Dependence { column, combination, off })
    };
    qr.dependent().into_iter().map(dependence).collect()
}

/// Of all minimisers the shortest, from any one of them.
///
/// # Formula
/// Xw does not change when a column of N is added to w: -1 for a dependent column, and the factors
/// of its combination. The shortest w is orthogonal to them all: it is the residual when w is
/// fitted by N.
pub(super) fn shortest(w: DVector<f64>, dependences: &[Dependence]) -> Result<DVector<f64>> {
    if dependences.is_empty() {
        return Ok(w);
    }
    let mut null_space = DMatrix::zeros(w.len(), dependences.len());
    for (k, dependence) in dependences.iter().enumerate() {
        null_space[(dependence.column, k)] = -1.0;
        for &(factor, column) in &dependence.combination {
            null_space[(column, k)] = factor;
        }
    }
    let fit = least_squares(&null_space, &w)?;
    let factors = null_space.iter().map(|factor| factor.abs()).filter(|&factor| factor > 0.0);
    let (least, most) = factors.fold((f64::INFINITY, 0.0), |(least, most): (f64, f64), factor| {
        (least.min(factor), most.max(factor))
    });
    let apart = format!("factors of their combinations from {least:e} to {most:e}");
    expect_setting("units of dependent columns", "less than 1e15 apart", apart, fit.is_unique())?;
    Ok(fit.residual)
}
