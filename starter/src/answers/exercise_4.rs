//! Ejercicio 4: regresión lineal por descenso de gradiente.
//!
//! J(w) = (1/n) Σ (wᵀx_i - t_i)², que se minimiza con w → w - λ ∇J(w).
//!
//! # Dimensiones
//! x: (n, d), una muestra por fila; t: (n); w y todo punto de partida: (d).
//!
//! **EN** Exercise 4: linear regression by gradient descent.
//!
//! J(w) = (1/n) Σ (wᵀx_i - t_i)², minimised by w → w - λ ∇J(w).
//!
//! # Shapes
//! x: (n, d), one sample per row; t: (n); w and every start: (d).

use nalgebra::{DMatrix, DVector};

/// El error cuadrático medio J(w).
///
/// **EN** The mean squared error J(w).
pub fn squared_error(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &DVector<f64>,
) -> f64 {
    // <solution>
    (x * w - t).norm_squared() / x.nrows() as f64
    // </solution>
}

/// Su gradiente ∇J(w).
///
/// **EN** Its gradient ∇J(w).
pub fn squared_error_gradient(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &DVector<f64>,
) -> DVector<f64> {
    // <solution>
    x.transpose() * (x * w - t) * (2.0 / x.nrows() as f64)
    // </solution>
}

/// Los pesos después de exactamente `steps` pasos de descenso desde `start`, con la tasa de
/// aprendizaje λ.
///
/// **EN** The weights after exactly `steps` steps of descent from `start`, with step size λ.
pub fn descent(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    start: &DVector<f64>,
    learning_rate: f64,
    steps: usize,
) -> DVector<f64> {
    // <solution>
    let mut w = start.clone();
    for _ in 0..steps {
        w -= learning_rate * squared_error_gradient(x, t, &w);
    }
    w
    // </solution>
}

/// Descenso que se detiene apenas J ≤ `threshold`, o después de `max_steps` pasos. Los pesos en ese
/// momento, y cuántos pasos se dieron: 0 si J ya es así de bajo en el punto de partida.
///
/// **EN** Descent that stops as soon as J ≤ `threshold`, or after `max_steps` steps. The weights
/// there, and how many steps were done: 0 if J is that low at the start.
pub fn descent_to(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    start: &DVector<f64>,
    learning_rate: f64,
    threshold: f64,
    max_steps: usize,
) -> (DVector<f64>, usize) {
    // <solution>
    let mut w = start.clone();
    let mut steps = 0;
    while squared_error(x, t, &w) > threshold && steps < max_steps {
        w -= learning_rate * squared_error_gradient(x, t, &w);
        steps += 1;
    }
    (w, steps)
    // </solution>
}

/// El w donde ∇J(w) = 0. Las columnas de x son linealmente independientes, aunque puede que lo sean
/// solo por una cienmillonésima de su tamaño.
///
/// **EN** The w where ∇J(w) = 0. The columns of x are linearly independent, though it may be by a
/// hundred-millionth of their size only.
pub fn least_squares(x: &DMatrix<f64>, t: &DVector<f64>) -> DVector<f64> {
    // <solution>
    let qr = x.clone().qr();
    qr.r()
        .solve_upper_triangular(&(qr.q().transpose() * t))
        .expect("independent columns")
    // </solution>
}

/// ¿Qué efecto tiene λ? El descenso llega a un mínimo desde todo punto de partida si λ está por
/// debajo de una cota que depende solo de x, y no si λ está por encima de ella. Esa cota.
///
/// **EN** What does λ do? Descent reaches a minimiser from every start if λ is below a bound that
/// depends on x alone, and not if λ is above it. That bound.
pub fn largest_rate(x: &DMatrix<f64>) -> f64 {
    // <solution>
    let hessian = x.transpose() * x * (2.0 / x.nrows() as f64);
    2.0 / hessian.symmetric_eigenvalues().max()
    // </solution>
}

/// Una época de descenso estocástico: un paso con cada lote (mini-batch) tras otro, cada uno desde
/// donde terminó el anterior. Un lote es una lista de números de filas, y su J es el promedio sobre
/// sus propias filas; una que está dos veces en él cuenta dos veces.
///
/// **EN** One epoch of stochastic descent: a step on each mini-batch in turn, each from where the
/// last one ended. A batch is a list of row numbers, and its J is the mean over its own rows; one
/// that is in it twice counts twice.
pub fn epoch(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    start: &DVector<f64>,
    learning_rate: f64,
    batches: &[Vec<usize>],
) -> DVector<f64> {
    // <solution>
    let mut w = start.clone();
    for batch in batches {
        let (x, t) = (x.select_rows(batch), t.select_rows(batch));
        w = descent(&x, &t, &w, learning_rate, 1);
    }
    w
    // </solution>
}
