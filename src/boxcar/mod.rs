//! Two logistic neurons that make a box; boxes that make any continuous function.
//!
//! The lecture's box of height A on [a, b) is A (H(x - a) - H(x - b)) with the step H(0) = 1. A
//! logistic neuron σ(k (x - c)) is such a step at c, smoothed over a length 1/k, so two of them
//! make a box:
//!
//! ```math
//! y(x) = A \, \sigma(k (x - a)) - A \, \sigma(k (x - b))
//! ```
//!
//! | file | answers |
//! |---|---|
//! | `accuracy` | how far is the network from the box? |
//! | `derivation` | why? every estimate as a chain, computed line by line |
//! | `target`, `approximation` | how close do n boxes come to a continuous function? |
//! | `search` | does descent find the two neurons by itself? |
//!
//! # Source
//! The lecture's exercise on universal approximation. G. Cybenko, *Approximation by
//! superpositions of a sigmoidal function*, Math. Control Signals Systems 2 (1989), proves the
//! theorem in every dimension.

mod accuracy;
mod approximation;
pub mod derivation;
pub mod search;
mod target;

pub use approximation::{Approximation, Sup, rate};
pub use search::{Found, FoundNeuron, Search, SearchEnding};
pub use target::Target;

use crate::Result;
use crate::activation::Activation;
use crate::error::expect_setting;
use crate::mlp::{Layer, Mlp};
use crate::number::ROUNDOFF;
use nalgebra::{DMatrix, DVector};

/// A box of height A on [a, b), and how steep the neurons are that shall make it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boxcar {
    a: f64,
    b: f64,
    height: f64,
    steepness: f64,
}

impl Boxcar {
    /// The box of height A on [a, b), to be made by neurons of steepness k.
    ///
    /// A may be negative, or 0: the zero function is a box too.
    ///
    /// # Errors
    /// Numbers that are not finite, a ≥ b, k ≤ 0, and sizes so extreme that a bias k a or k b, the
    /// area |A| (b - a) or the error |A| / k overflows.
    pub fn new(a: f64, b: f64, height: f64, steepness: f64) -> Result<Boxcar> {
        for (name, value) in [("edge a", a), ("edge b", b), ("height A", height)] {
            expect_setting(name, "a finite number", value, value.is_finite())?;
        }
        let positive = steepness > 0.0 && steepness.is_finite();
        expect_setting("steepness k", "a positive finite number", steepness, positive)?;
        expect_setting("edges a, b of the box", "a < b", format!("a = {a}, b = {b}"), a < b)?;
        let sizes = [steepness * a, steepness * b, height * (b - a), 4.0 * height / steepness];
        let expected = "numbers whose k a, k b, A (b - a) and 4 A / k do not overflow";
        let got = format!("a = {a:e}, b = {b:e}, A = {height:e}, k = {steepness:e}");
        let finite = sizes.iter().all(|size| size.is_finite());
        expect_setting("sizes of the box", expected, got, finite)?;
        Ok(Boxcar { a, b, height, steepness })
    }

    /// Where it begins.
    pub fn a(&self) -> f64 {
        self.a
    }

    /// Where it ends.
    pub fn b(&self) -> f64 {
        self.b
    }

    /// A.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// k.
    pub fn steepness(&self) -> f64 {
        self.steepness
    }

    /// The same box, made by neurons of another steepness.
    ///
    /// # Errors
    /// Those of [`new`](Boxcar::new).
    pub fn with_steepness(&self, steepness: f64) -> Result<Boxcar> {
        Boxcar::new(self.a, self.b, self.height, steepness)
    }

    /// The lecture's box, A (H(x - a) - H(x - b)): A for a ≤ x < b, else 0; NaN of NaN.
    pub fn value(&self, x: f64) -> f64 {
        if x.is_nan() {
            return x;
        }
        self.height * (step(x, self.a) - step(x, self.b))
    }

    /// The network 1-2-1 that makes it.
    ///
    /// # Formula
    /// ```math
    /// y(x) = A \, \sigma(k x - k a) - A \, \sigma(k x - k b)
    /// ```
    ///
    /// # Shapes
    /// W¹ (1, 2) = (k, k), b¹ (2) = (-k a, -k b), W² (2, 1) = (A, -A)ᵀ, b² = 0.
    ///
    /// # Numerics
    /// A neuron adds its bias to a product. Rounding -k c once is the same as moving the edge c by
    /// half the distance to its neighbour among the floating-point numbers at most; the fused k
    /// x + b rounds once more, by a share of the result, which does no harm because σ is flat where
    /// the result is large. [`rounding`](Boxcar::rounding) bounds both. No number overflows to NaN:
    /// σ(±∞) is 1 and 0.
    ///
    /// The two hidden neurons may be swapped, with their weights. y is then the same to the last
    /// bit if A is a power of two, because A σ is then exact. Else the first product is rounded and
    /// the second is not, and y may differ by a rounding of A σ and one of y.
    pub fn mlp(&self) -> Mlp {
        network(&[(self.a, self.b, self.height)], self.steepness)
    }

    /// [`mlp`](Boxcar::mlp) with its two hidden neurons in the other order.
    pub fn swapped(&self) -> Mlp {
        network(&[(self.b, self.a, -self.height)], self.steepness)
    }

    /// How far the outputs of [`mlp`](Boxcar::mlp) and [`swapped`](Boxcar::swapped) may be apart:
    /// in each a product of size |A| at most is rounded, and their sum.
    pub fn swapping(&self) -> f64 {
        4.0 * ROUNDOFF * self.height.abs()
    }
}

/// The network with one box (a, b, A) beside the other, all as steep: 1-2n-1.
fn network(boxes: &[(f64, f64, f64)], steepness: f64) -> Mlp {
    let edges: Vec<f64> = boxes.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    let heights: Vec<f64> = boxes.iter().flat_map(|&(.., height)| [height, -height]).collect();
    let hidden = Layer {
        w: DMatrix::from_element(1, edges.len(), steepness),
        b: DVector::from_iterator(edges.len(), edges.iter().map(|edge| 0.0 - steepness * edge)),
        activation: Activation::Logistic,
    };
    let output = Layer {
        w: DMatrix::from_vec(heights.len(), 1, heights),
        b: DVector::zeros(1),
        activation: Activation::Identity,
    };
    Mlp::new(vec![hidden, output]).expect("layers that chain, of finite numbers")
}

/// H(x - c), the lecture's step at c: 1 from c on.
fn step(x: f64, c: f64) -> f64 {
    if x >= c { 1.0 } else { 0.0 }
}
