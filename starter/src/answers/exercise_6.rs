//! Ejercicio 6: retropropagación a mano.
//!
//! Una capa lleva las salidas Y de la anterior a A = Y W + 1bᵀ y a f(A). J es el promedio sobre las
//! n filas del error cuadrático, sumado sobre las salidas: J = (1/n) Σ_i Σ_k (y_ik - t_ik)².
//!
//! # Dimensiones
//! x: (n, entradas), t: (n, salidas); de una capa, w: (in, out), b: (out); a, y, δ = ∂J/∂a:
//! (n, out).
//!
//! **EN** Exercise 6: backpropagation by hand.
//!
//! A layer takes the outputs Y of the one before to A = Y W + 1bᵀ and f(A). J is the mean over the
//! n rows of the squared error, summed over the outputs: J = (1/n) Σ_i Σ_k (y_ik - t_ik)².
//!
//! # Shapes
//! x: (n, inputs), t: (n, outputs); of a layer, w: (in, out), b: (out), and a, y and δ = ∂J/∂a:
//! (n, out).

use nalgebra::{DMatrix, DVector};

/// Una capa de neuronas.
///
/// **EN** A layer of neurons.
#[derive(Clone, Debug)]
pub struct Layer {
    /// `w[(i, j)]`: de la neurona i de la capa anterior a la neurona j de esta.
    ///
    /// **EN** `w[(i, j)]`: from neuron i of the layer before to neuron j of this one.
    pub w: DMatrix<f64>,
    /// Sesgos.
    ///
    /// **EN** Biases.
    pub b: DVector<f64>,
    /// La función de activación f.
    ///
    /// **EN** The activation function f.
    pub f: fn(f64) -> f64,
    /// Su derivada f'.
    ///
    /// **EN** Its derivative f'.
    pub f_derivative: fn(f64) -> f64,
}

/// Lo que calculó cada capa, primero la primera.
///
/// **EN** What each layer computed, the first layer first.
#[derive(Clone, Debug)]
pub struct Pass {
    /// Valores de activación.
    ///
    /// **EN** Activation values.
    pub a: Vec<DMatrix<f64>>,
    /// Salidas.
    ///
    /// **EN** Outputs.
    pub y: Vec<DMatrix<f64>>,
}

/// El gradiente de J respecto de los parámetros de una capa.
///
/// **EN** The gradient of J with respect to one layer's parameters.
#[derive(Clone, Debug)]
pub struct Gradient {
    /// Respecto de los pesos: ∂J/∂W.
    ///
    /// **EN** With respect to the weights: ∂J/∂W.
    pub w: DMatrix<f64>,
    /// Respecto de los sesgos: ∂J/∂b.
    ///
    /// **EN** With respect to the biases: ∂J/∂b.
    pub b: DVector<f64>,
}

/// Los a y los y de cada capa.
///
/// **EN** a and y of every layer.
pub fn forward(layers: &[Layer], x: &DMatrix<f64>) -> Pass {
    // <solution>
    let mut pass = Pass { a: vec![], y: vec![] };
    for layer in layers {
        let mut a = pass.y.last().unwrap_or(x) * &layer.w; // (n, out)
        for mut row in a.row_iter_mut() {
            row += layer.b.transpose();
        }
        pass.y.push(a.map(layer.f));
        pass.a.push(a);
    }
    pass
    // </solution>
}

/// ∂J/∂y de la última capa.
///
/// **EN** ∂J/∂y of the last layer.
pub fn loss_derivative(y: &DMatrix<f64>, t: &DMatrix<f64>) -> DMatrix<f64> {
    // <solution>
    (y - t) * (2.0 / y.nrows() as f64)
    // </solution>
}

/// δ de la última capa, a partir de ∂J/∂y, de su a y de su f'.
///
/// **EN** δ of the last layer, from ∂J/∂y, its a and its f'.
pub fn output_delta(
    dj_dy: &DMatrix<f64>,
    a: &DMatrix<f64>,
    f_derivative: fn(f64) -> f64,
) -> DMatrix<f64> {
    // <solution>
    dj_dy.component_mul(&a.map(f_derivative))
    // </solution>
}

/// δ de una capa, a partir de δ y W de la capa siguiente, de su propio a y su propia f'.
///
/// **EN** δ of a layer, from δ and W of the layer after it, its own a and its own f'.
pub fn hidden_delta(
    next_delta: &DMatrix<f64>,
    next_w: &DMatrix<f64>,
    a: &DMatrix<f64>,
    f_derivative: fn(f64) -> f64,
) -> DMatrix<f64> {
    // <solution>
    (next_delta * next_w.transpose()).component_mul(&a.map(f_derivative))
    // </solution>
}

/// ∂J/∂W de una capa, a partir de lo que entró en ella y de su δ.
///
/// **EN** ∂J/∂W of a layer, from what came in and its δ.
pub fn weight_gradient(
    input: &DMatrix<f64>,
    delta: &DMatrix<f64>,
) -> DMatrix<f64> {
    // <solution>
    input.transpose() * delta
    // </solution>
}

/// ∂J/∂b de una capa, a partir de su δ.
///
/// **EN** ∂J/∂b of a layer, from its δ.
pub fn bias_gradient(delta: &DMatrix<f64>) -> DVector<f64> {
    // <solution>
    delta.row_sum().transpose()
    // </solution>
}

/// El gradiente de J respecto de los parámetros de cada capa, primero la primera.
///
/// **EN** The gradient of J with respect to the parameters of every layer, the first layer first.
pub fn backward(
    layers: &[Layer],
    x: &DMatrix<f64>,
    t: &DMatrix<f64>,
) -> Vec<Gradient> {
    // <solution>
    let pass = forward(layers, x);
    let last = layers.len() - 1;
    let mut delta = DMatrix::zeros(0, 0);
    let mut gradients = vec![];
    for l in (0..=last).rev() {
        let (a, f_derivative) = (&pass.a[l], layers[l].f_derivative);
        delta = if l == last {
            output_delta(&loss_derivative(&pass.y[l], t), a, f_derivative)
        } else {
            hidden_delta(&delta, &layers[l + 1].w, a, f_derivative)
        };
        let input = if l == 0 { x } else { &pass.y[l - 1] };
        let w = weight_gradient(input, &delta);
        gradients.push(Gradient { w, b: bias_gradient(&delta) });
    }
    gradients.reverse();
    gradients
    // </solution>
}

/// Las capas después de un paso de descenso con la tasa de aprendizaje λ; sus funciones se
/// mantienen.
///
/// **EN** The layers after one step of descent with step size λ; their functions stay.
pub fn step(
    layers: &[Layer],
    x: &DMatrix<f64>,
    t: &DMatrix<f64>,
    learning_rate: f64,
) -> Vec<Layer> {
    // <solution>
    let gradients = backward(layers, x, t);
    layers
        .iter()
        .zip(gradients)
        .map(|(layer, gradient)| Layer {
            w: &layer.w - learning_rate * gradient.w,
            b: &layer.b - learning_rate * gradient.b,
            ..*layer
        })
        .collect()
    // </solution>
}
