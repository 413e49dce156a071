//! Ejercicio 3: un cajón (boxcar) con dos neuronas logísticas, y cajones para cualquier función.
//!
//! Un cajón es A (H(x - a) - H(x - b)): A entre a y b, con a < b, y 0 afuera; H es el escalón de
//! 0 a 1.
//!
//! **EN** Exercise 3: a box from two logistic neurons, and boxes for any function.
//!
//! A box is A (H(x - a) - H(x - b)): A between a < b, 0 outside; H is the step from 0 to 1.

/// Una red con una capa oculta de neuronas logísticas, f(a) = 1 / (1 + e⁻ᵃ), y una salida lineal:
/// y(x) = c + Σ v_j f(w_j x + b_j).
///
/// **EN** A network with one hidden layer of logistic neurons, f(a) = 1 / (1 + e⁻ᵃ), and a linear
/// output: y(x) = c + Σ v_j f(w_j x + b_j).
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Peso de cada neurona oculta.
    ///
    /// **EN** Weight of each hidden neuron.
    pub w: Vec<f64>,
    /// Sesgo de cada neurona oculta.
    ///
    /// **EN** Bias of each hidden neuron.
    pub b: Vec<f64>,
    /// Peso de la salida de cada neurona oculta.
    ///
    /// **EN** Weight of each hidden neuron's output.
    pub v: Vec<f64>,
    /// Sesgo de la salida.
    ///
    /// **EN** Bias of the output.
    pub c: f64,
}

/// Dos neuronas ocultas que forman el cajón de la altura dada, de cualquier signo, entre a y b.
/// Cada H(x - e) pasa a ser la función logística con la inclinación s > 0, que en el borde e vale
/// 1/2 y tiene la derivada s/4. Son correctos cualesquiera pesos que den estos y(x).
///
/// **EN** Two hidden neurons that make the box of the given height, of either sign, between a and
/// b. Each H(x - e) becomes the logistic function with the steepness s > 0, which is 1/2 at the
/// edge e and has the derivative s/4 there. Any weights that give these y(x) are right.
pub fn boxcar(a: f64, b: f64, height: f64, steepness: f64) -> Network {
    // <solution>
    Network {
        w: vec![steepness, steepness],
        b: vec![-steepness * a, -steepness * b],
        v: vec![height, -height],
        c: 0.0,
    }
    // </solution>
}

/// Qué tan lejos está un borde de un escalón: ∫ |A H(x) - A f(s x)| dx sobre todo x, para una
/// altura A y una inclinación s > 0, en forma cerrada.
///
/// **EN** How far one edge is from a step: ∫ |A H(x) - A f(s x)| dx over all x, for a height A and
/// a steepness s > 0, in closed form.
pub fn step_error(height: f64, steepness: f64) -> f64 {
    // <solution>
    2.0 * height.abs() * std::f64::consts::LN_2 / steepness
    // </solution>
}

/// La suma de n cajones que representa a una función g entre a y b: los cajones tienen el mismo
/// ancho, están uno al lado del otro, y cada uno es tan alto como g en su punto medio. Una sola red
/// con 2n neuronas ocultas, sea cual sea g.
///
/// **EN** The sum of n boxes that stands for a function g between a and b: the boxes have equal
/// widths, lie side by side, and each is as high as g in its middle. One network with 2n hidden
/// neurons, whatever g is.
pub fn sum_of_boxes(
    g: fn(f64) -> f64,
    a: f64,
    b: f64,
    n: usize,
    steepness: f64,
) -> Network {
    // <solution>
    let width = (b - a) / n as f64;
    let mut sum = Network { w: vec![], b: vec![], v: vec![], c: 0.0 };
    for k in 0..n {
        let left = a + k as f64 * width;
        let height = g(left + 0.5 * width);
        let network = boxcar(left, left + width, height, steepness);
        sum.w.extend(network.w);
        sum.b.extend(network.b);
        sum.v.extend(network.v);
        sum.c += network.c;
    }
    sum
    // </solution>
}
