//! Exercise 3: a box from two logistic neurons, and boxes for any function.
//!
//! A box is A (H(x - a) - H(x - b)): A between a < b, 0 outside; H is the step from 0 to 1.

/// A network with one hidden layer of logistic neurons, f(a) = 1 / (1 + e⁻ᵃ), and a linear output:
/// y(x) = c + Σ v_j f(w_j x + b_j).
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Weight of each hidden neuron.
    pub w: Vec<f64>,
    /// Bias of each hidden neuron.
    pub b: Vec<f64>,
    /// Weight of each hidden neuron's output.
    pub v: Vec<f64>,
    /// Bias of the output.
    pub c: f64,
}

/// Two hidden neurons that make the box of the given height, of either sign, between a and b. Each
/// H(x - e) becomes the logistic function with the steepness s > 0, which is 1/2 at the edge e and
/// has the derivative s/4 there. Any weights that give these y(x) are right.
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

/// How far one edge is from a step: ∫ |A H(x) - A f(s x)| dx over all x, for a height A and a
/// steepness s > 0, in closed form.
pub fn step_error(height: f64, steepness: f64) -> f64 {
    // <solution>
    2.0 * height.abs() * std::f64::consts::LN_2 / steepness
    // </solution>
}

/// The sum of n boxes that stands for a function g between a and b: the boxes have equal widths,
/// lie side by side, and each is as high as g in its middle. One network
/// with 2n hidden neurons, whatever g is.
pub fn sum_of_boxes(g: fn(f64) -> f64, a: f64, b: f64, n: usize, steepness: f64) -> Network {
    // <solution>
    let width = (b - a) / n as f64;
    let mut sum = Network { w: vec![], b: vec![], v: vec![], c: 0.0 };
    for k in 0..n {
        let left = a + k as f64 * width;
        let network = boxcar(left, left + width, g(left + 0.5 * width), steepness);
        sum.w.extend(network.w);
        sum.b.extend(network.b);
        sum.v.extend(network.v);
        sum.c += network.c;
    }
    sum
    // </solution>
}
