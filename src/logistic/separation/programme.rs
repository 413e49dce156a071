//! The linear and the quadratic programme, by an interior-point method.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, NonnegativeConeT};
use nalgebra::{DMatrix, DVector};

/// max Σ u_i with z_iᵀw ≥ u_i and 0 ≤ u_i ≤ 1: w, u and the dual variables α of z_iᵀw ≥ u_i, right
/// to some digits.
pub(super) fn capped(z: &DMatrix<f64>) -> [DVector<f64>; 3] {
    let (n, d) = z.shape();
    // Unknowns (w, u); A (w, u) ≤ b: u_i - z_iᵀw ≤ 0, u_i ≤ 1, -u_i ≤ 0.
    let of_u = |i| [(i, d + i, 1.0), (n + i, d + i, 1.0), (2 * n + i, d + i, -1.0)];
    let a = sparse(3 * n, d + n, minus(z).chain((0..n).flat_map(of_u)));
    let b: Vec<f64> = (0..3 * n).map(|i| if (n..2 * n).contains(&i) { 1.0 } else { 0.0 }).collect();
    let q: Vec<f64> = (0..d + n).map(|j| if j < d { 0.0 } else { -1.0 }).collect();
    let (unknowns, duals) = solve(CscMatrix::zeros((d + n, d + n)), &q, a, &b);
    [&unknowns[..d], &unknowns[d..], &duals[..n]].map(DVector::from_column_slice)
}

/// min ½ ‖w‖² with z_iᵀw ≥ 1: w and the dual variables α, w = Σ α_i z_i.
pub(super) fn hard_margin(z: &DMatrix<f64>) -> (DVector<f64>, DVector<f64>) {
    let (n, d) = z.shape();
    let a = sparse(n, d, minus(z));
    let (w, alpha) = solve(CscMatrix::identity(d), &vec![0.0; d], a, &vec![-1.0; n]);
    (DVector::from_vec(w), DVector::from_vec(alpha))
}

/// min ½ xᵀP x + qᵀx with A x ≤ b: x and the dual variables. How good they are is for the caller to
/// find out: the solver's last point is returned even where it reached less than it was asked for.
fn solve(p: CscMatrix<f64>, q: &[f64], a: CscMatrix<f64>, b: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let settings = DefaultSettings {
        verbose: false,
        max_threads: 1,
        direct_solve_method: "qdldl".into(),
        tol_gap_abs: 1e-11,
        tol_gap_rel: 1e-11,
        tol_feas: 1e-11,
        ..DefaultSettings::default()
    };
    let cones = [NonnegativeConeT(b.len())];
    let mut solver = DefaultSolver::new(&p, q, &a, b, &cones, settings)
        .expect("matrices whose sizes match, and a solver that is compiled in");
    solver.solve();
    (solver.solution.x, solver.solution.z)
}

/// The entries of -z, each with its row and column.
fn minus(z: &DMatrix<f64>) -> impl Iterator<Item = (usize, usize, f64)> {
    let (n, d) = z.shape();
    (0..n).flat_map(move |i| (0..d).map(move |j| (i, j, -z[(i, j)])))
}

/// A matrix of these entries, of which zeros are left out.
fn sparse(
    n: usize,
    d: usize,
    entries: impl Iterator<Item = (usize, usize, f64)>,
) -> CscMatrix<f64> {
    let (rows, columns, values) = entries.filter(|&(.., value)| value != 0.0).collect();
    CscMatrix::new_from_triplets(n, d, rows, columns, values)
}
