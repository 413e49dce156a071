//! The activations as their formulas are written, of any kind of number.
//!
//! [`Activation::value`] is made to keep its digits everywhere, and
//! [`Activation::derivative`] is derived by hand. This is the formula alone, which a tape or a dual
//! number differentiates without that derivation: what both are judged by.

use super::Activation;
use crate::number::Number;

impl Activation {
    /// f(a), by nothing but its formula: right near 0, not in the far tails. Its derivative at a
    /// kink is that of one side, not always torch's.
    pub fn definition<S: Number>(self, a: S) -> S {
        let one = S::from(1.0);
        let step = |at: f64| if a.value() >= at { 1.0 } else { 0.0 };
        let logistic = |x: S| one / ((-x).exp() + 1.0);
        let elu = |alpha: f64, x: S| if x.value() > 0.0 { x } else { (x.exp() - 1.0) * alpha };
        match self {
            Activation::Identity => a,
            Activation::Threshold => S::from(step(0.0)),
            Activation::Logistic => logistic(a),
            Activation::BipolarLogistic => (one - (-a).exp()) / (one + (-a).exp()),
            Activation::Tanh => a.tanh(),
            Activation::Relu => rectifier(S::from(0.0), a),
            Activation::LeakyRelu { negative_slope } | Activation::Prelu { negative_slope } => {
                rectifier(S::from(negative_slope), a)
            }
            Activation::Rrelu { lower, upper } => rectifier(S::from((lower + upper) / 2.0), a),
            Activation::Elu { alpha } => elu(alpha, a),
            Activation::Celu { alpha } => elu(1.0, a / alpha) * alpha,
            Activation::Selu => elu(1.673_263_242_354_377_3, a) * 1.050_700_987_355_480_5,
            Activation::Gelu => a * a.normal(),
            Activation::GeluTanh => {
                let u = (a + a.powi(3) * 0.044715) * (2.0 / std::f64::consts::PI).sqrt();
                a * (one + u.tanh()) / 2.0
            }
            Activation::Silu => a * logistic(a),
            Activation::Mish => a * (a.exp() + 1.0).ln().tanh(),
            Activation::Softplus { beta } => ((a * beta).exp() + 1.0).ln() / beta,
            Activation::Relu6 => a * step(0.0) - (a - 6.0) * step(6.0),
            Activation::HardSwish => a * ((a + 3.0) * step(-3.0) - (a - 3.0) * step(3.0)) / 6.0,
        }
    }
}

/// a for a > 0, else negative_slope · a, with a negative slope that may itself be
/// differentiated by.
pub(crate) fn rectifier<S: Number>(negative_slope: S, a: S) -> S {
    if a.value() > 0.0 { a } else { negative_slope * a }
}
