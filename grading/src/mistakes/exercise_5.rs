//! Mistakes in exercise 5: logistic regression.

use nalgebra::DVector;
use starter::answers::exercise_5::Xor;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(logistic loses ["5.1", "5.2"],
        "El signo del exponente: 1 / (1 + e⁻ᵃ)",
        "The sign of the exponent: 1 / (1 + e⁻ᵃ)",
        |a| 1.0 / (1.0 + a.exp())
    ),
    mistake!(logistic loses ["5.2"],
        "eᵃ / (1 + eᵃ) es ∞/∞ cuando a es grande",
        "eᵃ / (1 + eᵃ) is ∞/∞ where a is large",
        |a| a.exp() / (1.0 + a.exp())
    ),
    mistake!(logistic loses ["5.2"],
        "(1 + tanh(a/2)) / 2 pierde todos los dígitos a la izquierda",
        "(1 + tanh(a/2)) / 2 loses all digits on the left",
        |a| 0.5 * (1.0 + (0.5 * a).tanh())
    ),
    mistake!(logistic loses ["5.1", "5.2"],
        "Esa es tanh: la función logística va de 0 a 1",
        "This is tanh: the logistic function goes from 0 to 1",
        f64::tanh
    ),
    mistake!(logistic_derivative loses ["5.3"],
        "σ(a)(1 - a): el segundo factor es 1 - σ(a)",
        "σ(a)(1 - a): the second factor is 1 - σ(a)",
        |a| (SOLUTION.logistic)(a) * (1.0 - a)
    ),
    mistake!(logistic_derivative loses ["5.3"],
        "a (1 - a): esa fórmula es para y = σ(a), no para a",
        "a (1 - a): that formula is for y = σ(a), not for a",
        |a| a * (1.0 - a)
    ),
    mistake!(logistic_derivative loses ["5.3"],
        "Esa es la función, no su derivada",
        "This is the function, not its derivative",
        SOLUTION.logistic
    ),
    mistake!(cross_entropy loses ["5.4", "5.5"],
        "Falta el signo menos",
        "The minus sign is missing",
        |x, t, w| -(SOLUTION.cross_entropy)(x, t, w)
    ),
    mistake!(cross_entropy loses ["5.4", "5.5"],
        "Falta el término de las filas con t = 0",
        "The term of the rows with t = 0 is missing",
        |x, t, w| {
            let y = (x * w).map(SOLUTION.logistic);
            -y.zip_map(t, |y, t| t * y.ln()).mean()
        }
    ),
    mistake!(cross_entropy loses ["5.4", "5.5"],
        "Falta 1/n: J es un promedio",
        "1/n is missing: J is a mean",
        |x, t, w| (SOLUTION.cross_entropy)(x, t, w) * x.nrows() as f64
    ),
    mistake!(cross_entropy loses ["5.5"],
        "ln y es -∞ cuando y se redondea a 0: escriba J con a, no con y",
        "ln y is -∞ where y is rounded to 0: write J with a, not with y",
        |x, t, w| clamped(x, t, w, 0.0)
    ),
    mistake!(cross_entropy loses ["5.5"],
        "Acotar y lejos de 0 y 1 cambia J: escriba J con a, no con y",
        "To keep y away from 0 and 1 changes J: write J with a, not with y",
        |x, t, w| clamped(x, t, w, 1e-12)
    ),
    mistake!(cross_entropy_gradient loses ["5.6", "5.8"],
        "Falta 1/n",
        "1/n is missing",
        |x, t, w| (SOLUTION.cross_entropy_gradient)(x, t, w) * x.nrows() as f64
    ),
    mistake!(cross_entropy_gradient loses ["5.6", "5.8"],
        "El signo está cambiado: (y - t), no (t - y)",
        "The sign is wrong: (y - t), not (t - y)",
        |x, t, w| -(SOLUTION.cross_entropy_gradient)(x, t, w)
    ),
    mistake!(cross_entropy_gradient loses ["5.6", "5.8"],
        "Con la entropía cruzada f' se cancela: sobra y (1 - y)",
        "With the cross-entropy f' cancels: y (1 - y) is too much",
        |x, t, w| (SOLUTION.logistic_squared_error_gradient)(x, t, w) / 2.0
    ),
    mistake!(cross_entropy_gradient loses ["5.6", "5.8"],
        "Falta la función logística: y = f(Xw)",
        "The logistic function is missing: y = f(Xw)",
        |x, t, w| (SOLUTION.squared_error_gradient)(x, t, w) / 2.0
    ),
    mistake!(logistic_squared_error_gradient loses ["5.7"],
        "Falta f'(a)",
        "f'(a) is missing",
        |x, t, w| (SOLUTION.cross_entropy_gradient)(x, t, w) * 2.0
    ),
    mistake!(logistic_squared_error_gradient loses ["5.7"],
        "Falta el factor 2",
        "The factor 2 is missing",
        |x, t, w| (SOLUTION.logistic_squared_error_gradient)(x, t, w) / 2.0
    ),
    mistake!(logistic_squared_error_gradient loses ["5.7"],
        "f' se evalúa en a, no en y",
        "f' is taken at a, not at y",
        |x, t, w| {
            let y = (x * w).map(SOLUTION.logistic);
            let delta = y.zip_map(t, |y, t| 2.0 * (y - t) * (SOLUTION.logistic_derivative)(y));
            x.transpose() * delta / x.nrows() as f64
        }
    ),
    mistake!(logistic_descent loses ["5.8"],
        "Falta el último paso",
        "The last step is missing",
        |x, t, w, rate, steps| {
            (SOLUTION.logistic_descent)(x, t, w, rate, steps.saturating_sub(1))
        }
    ),
    mistake!(logistic_descent loses ["5.8"],
        "Baja por el error cuadrático, no por la entropía cruzada",
        "It descends on the squared error, not on the cross-entropy",
        |x, t, start, rate, steps| {
            let gradient = SOLUTION.logistic_squared_error_gradient;
            (0..steps).fold(start.clone(), |w, _| &w - gradient(x, t, &w) * rate)
        }
    ),
    mistake!(logistic_descent loses ["5.8"],
        "Es el descenso de la regresión lineal: falta la función logística",
        "This is the descent of linear regression: the logistic function is missing",
        |x, t, w, rate, steps| (SOLUTION.descent)(x, t, w, rate / 2.0, steps)
    ),
    mistake!(perceptron loses ["5.9"],
        "Una pasada no basta: hay que repetir hasta que nada cambie",
        "One pass is not enough: repeat until nothing changes",
        |x, t, _| (SOLUTION.perceptron)(x, t, 1)
    ),
    mistake!(perceptron loses ["5.9"],
        "El signo de la corrección: se suma la fila si t = 1",
        "The sign of the correction: the row is added if t = 1",
        |x, t, passes| -(SOLUTION.perceptron)(x, t, passes)
    ),
    mistake!(perceptron loses ["5.9"],
        "Se corrige también cuando la fila está bien clasificada",
        "Rows on the right side are corrected too",
        |x, t, _| {
            let signs = t.map(|t| 2.0 * t - 1.0);
            DVector::from_iterator(x.ncols(), x.column_iter().map(|column| column.dot(&signs)))
        }
    ),
    mistake!(xor loses ["5.10"],
        "Los pesos son muy pequeños: la salida no llega a 0.1 ni a 0.9",
        "The weights are too small: the output reaches neither 0.1 nor 0.9",
        || Xor { w: [[1.0, 1.0], [1.0, 1.0]], b: [-0.5, -1.5], v: [1.0, -1.0], c: -0.5 }
    ),
    mistake!(xor loses ["5.10"],
        "Eso es OR: falta restar la neurona que dice «ambas»",
        "This is OR: the neuron that says “both” is not subtracted",
        || Xor { v: [20.0, 0.0], ..(SOLUTION.xor)() }
    ),
    mistake!(xor loses ["5.10"],
        "Esa es la negación de XOR",
        "This is the negation of XOR",
        || Xor { v: [-20.0, 20.0], c: 10.0, ..(SOLUTION.xor)() }
    ),
];

/// The cross-entropy from y, kept this far from 0 and 1.
fn clamped(x: &nalgebra::DMatrix<f64>, t: &DVector<f64>, w: &DVector<f64>, margin: f64) -> f64 {
    let y = (x * w).map(|a| (SOLUTION.logistic)(a).clamp(margin, 1.0 - margin));
    -y.zip_map(t, |y, t| t * y.ln() + (1.0 - t) * (1.0 - y).ln()).mean()
}
