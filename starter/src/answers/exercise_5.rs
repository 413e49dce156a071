//! Ejercicio 5: regresión logística por descenso de gradiente.
//!
//! La neurona de la regresión lineal con la función logística f(a) = 1 / (1 + e⁻ᵃ): y = f(Xw). Los
//! objetivos t son 0 o 1.
//!
//! # Dimensiones
//! x: (n, d), una muestra por fila; t: (n); w y todo punto de partida: (d).
//!
//! **EN** Exercise 5: logistic regression by gradient descent.
//!
//! The neuron of linear regression with the logistic function f(a) = 1 / (1 + e⁻ᵃ): y = f(Xw). The
//! targets t are 0 or 1.
//!
//! # Shapes
//! x: (n, d), one sample per row; t: (n); w and every start: (d).

use nalgebra::{DMatrix, DVector};

/// f(a) = 1 / (1 + e⁻ᵃ), para todo a.
///
/// **EN** f(a) = 1 / (1 + e⁻ᵃ), for every a.
pub fn logistic(a: f64) -> f64 {
    // <solution>
    1.0 / (1.0 + (-a).exp())
    // </solution>
}

/// f'(a), la derivada en el valor de activación a, donde e⁻ᵃ y eᵃ son números.
///
/// **EN** f'(a), the derivative at the activation value a, where e⁻ᵃ and eᵃ are numbers.
pub fn logistic_derivative(a: f64) -> f64 {
    // <solution>
    logistic(a) * logistic(-a)
    // </solution>
}

/// La entropía cruzada J(w) = -(1/n) Σ (t ln y + (1 - t) ln(1 - y)): también donde y está tan cerca
/// de 0 o 1 que se redondea a ese valor.
///
/// **EN** The cross-entropy J(w) = -(1/n) Σ (t ln y + (1 - t) ln(1 - y)): also where y is so close
/// to 0 or 1 that it is rounded to it.
pub fn cross_entropy(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &DVector<f64>,
) -> f64 {
    // <solution>
    // -ln f(a) = ln(1 + e⁻ᵃ), and 1 - f(a) = f(-a)
    let softplus = |a: f64| a.max(0.0) + (-a.abs()).exp().ln_1p();
    let a = x * w; // (n)
    let losses =
        a.zip_map(t, |a, t| t * softplus(-a) + (1.0 - t) * softplus(a));
    losses.mean()
    // </solution>
}

/// ∇ de [`cross_entropy`], donde y no se redondea a 0 ni a 1.
///
/// **EN** ∇ of [`cross_entropy`], where y is not rounded to 0 or 1.
pub fn cross_entropy_gradient(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &DVector<f64>,
) -> DVector<f64> {
    // <solution>
    x.transpose() * ((x * w).map(logistic) - t) / x.nrows() as f64
    // </solution>
}

/// La frase de la clase leída al pie de la letra: ∇ de J(w) = (1/n) Σ (y_i - t_i)² con y = f(Xw).
///
/// **EN** The lecture's sentence read literally: ∇ of J(w) = (1/n) Σ (y_i - t_i)² with y = f(Xw).
pub fn logistic_squared_error_gradient(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &DVector<f64>,
) -> DVector<f64> {
    // <solution>
    let a = x * w; // (n)
    let delta = a.zip_map(t, |a, t| {
        2.0 * (logistic(a) - t) * logistic_derivative(a)
    });
    x.transpose() * delta / x.nrows() as f64
    // </solution>
}

/// Los pesos después de exactamente `steps` pasos de descenso de la entropía cruzada, con la tasa
/// de aprendizaje λ.
///
/// **EN** The weights after exactly `steps` steps of descent on the cross-entropy, with step
/// size λ.
pub fn logistic_descent(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    start: &DVector<f64>,
    learning_rate: f64,
    steps: usize,
) -> DVector<f64> {
    // <solution>
    let mut w = start.clone();
    for _ in 0..steps {
        w -= learning_rate * cross_entropy_gradient(x, t, &w);
    }
    w
    // </solution>
}

/// Pesos que separan las dos clases: wᵀx_i > 0 exactamente donde t_i = 1, para clases que un plano
/// por 0 separa. El perceptrón los encuentra: desde w = 0, recorriendo las filas en orden, a lo más
/// `max_passes` veces, una fila que está en el lado equivocado se suma de inmediato a w, o se le
/// resta. Son correctos cualesquiera pesos que las separen.
///
/// **EN** Weights that separate the two classes: wᵀx_i > 0 exactly where t_i = 1, for classes that
/// a plane through 0 separates. The perceptron finds them: from w = 0, going through the rows in
/// order, up to `max_passes` times, a row on the wrong side is at once added to w or subtracted
/// from it. Any weights that separate them are right.
pub fn perceptron(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    max_passes: usize,
) -> DVector<f64> {
    // <solution>
    let mut w = DVector::zeros(x.ncols());
    for _ in 0..max_passes {
        for i in 0..x.nrows() {
            let row = x.row(i).transpose();
            let y = if w.dot(&row) > 0.0 { 1.0 } else { 0.0 };
            w += (t[i] - y) * row;
        }
    }
    w
    // </solution>
}

/// Una red con dos entradas, dos neuronas logísticas y una salida logística:
/// y(x) = f(c + Σ v_j f(w_1j x_1 + w_2j x_2 + b_j)).
///
/// **EN** A network with two inputs, two logistic neurons and one logistic output:
/// y(x) = f(c + Σ v_j f(w_1j x_1 + w_2j x_2 + b_j)).
#[derive(Clone, Debug, PartialEq)]
pub struct Xor {
    /// `w[i][j]`: de la entrada i a la neurona oculta j.
    ///
    /// **EN** `w[i][j]`: from input i to hidden neuron j.
    pub w: [[f64; 2]; 2],
    /// Sesgos de las neuronas ocultas.
    ///
    /// **EN** Biases of the hidden neurons.
    pub b: [f64; 2],
    /// Pesos de las salidas de las neuronas ocultas.
    ///
    /// **EN** Weights of the hidden neurons' outputs.
    pub v: [f64; 2],
    /// Sesgo de la salida.
    ///
    /// **EN** Bias of the output.
    pub c: f64,
}

/// Los cuatro puntos de XOR no son linealmente separables; pesos de una red que los separa: y > 0.9
/// donde exactamente una de dos entradas de {0, 1} es 1; y < 0.1 donde ninguna o ambas lo son.
///
/// **EN** The four points of XOR are not linearly separable; weights of a network that does:
/// y > 0.9 where exactly one of two inputs out of {0, 1} is 1, y < 0.1 where none or both are.
pub fn xor() -> Xor {
    // <solution>
    // The first neuron says "one at least", the second "both".
    Xor {
        w: [[20.0, 20.0], [20.0, 20.0]],
        b: [-10.0, -30.0],
        v: [20.0, -20.0],
        c: -10.0,
    }
    // </solution>
}
