//! The shared core: a multilayer perceptron, forward to a [`Cache`], backward to [`Grads`].
//!
//! Layer l of L takes the outputs of the layer before, Y^(l-1) (n, in), with Y⁰ = X, and gives
//!
//! ```math
//! A^l = Y^{l-1} W^l + \mathbf{1}_n (b^l)^\top
//! Y^l = f^l(A^l)
//! ```
//!
//! the activation values a and the outputs y, one row for each sample, both (n, out), with 1_n a
//! column of n ones; and with Δ^l the deltas δ^l = ∂J/∂a^l, from the last layer to the first,
//!
//! ```math
//! \Delta^L = \frac{\partial J}{\partial Y^L} \odot f'(A^L)
//! \Delta^l = \bigl( \Delta^{l+1} (W^{l+1})^\top \bigr) \odot f'(A^l)
//! \frac{\partial J}{\partial W^l} = (Y^{l-1})^\top \Delta^l
//! \frac{\partial J}{\partial b^l} = (\Delta^l)^\top \mathbf{1}_n
//! \frac{\partial J}{\partial \alpha^l} = \sum_{r,j} \frac{\partial J}{\partial y^l_{rj}} \min(a^l_{rj}, 0)
//! ```
//!
//! with α^l the negative slope of a layer of PReLU, r a sample and j a neuron. The first three,
//! entry by entry, of a batch of one sample:
//!
//! ```math
//! \delta_j = \frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j}
//! \delta_i = \Bigl( \sum_j \delta_j w_{ij} \Bigr) \frac{\partial y_i}{\partial a_i}
//! \frac{\partial J}{\partial w_{ij}} = \delta_j y_i
//! ```
//!
//! [`derivation`] proves each of these lines. In code l counts from 0.
//!
//! # Source
//! The lecture's section on backpropagation, whose formulas are the last three.

pub mod derivation;
pub mod init;
mod training;

pub use training::Training;

use crate::activation::{Activation, Digits, prelu_negative_slope_gradient};
use crate::error::{expect_finite, expect_shape, expect_some};
use crate::kernel::dense;
use crate::kernel::pieces::{in_pieces, in_pieces_of_both};
use crate::loss::Loss;
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand_mt::Mt;

/// A dense layer, y = f(x W + 1 bᵀ).
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// (in, out): w_ij joins neuron i of the layer before to neuron j of this one.
    pub w: DMatrix<f64>,
    /// (out).
    pub b: DVector<f64>,
    pub activation: Activation,
}

impl Layer {
    /// How many numbers are learned.
    fn parameters(&self) -> usize {
        self.w.len() + self.b.len() + self.activation.learned().len()
    }
}

/// A multilayer perceptron: dense layers, one after another, of any depth and width.
///
/// Each layer's `in` is the `out` of the layer before, and no parameter is NaN or infinite.
#[derive(Clone, Debug, PartialEq)]
pub struct Mlp {
    layers: Vec<Layer>,
}

/// What [`Mlp::forward`] computed for each layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Cache {
    /// Activation values a^l (n, out).
    pub a: Vec<DMatrix<f64>>,
    /// Outputs y^l (n, out); the input x is not repeated here.
    pub y: Vec<DMatrix<f64>>,
    /// f'(a^l) where it is known already (n, out): of RReLU in training, what each a was multiplied
    /// by, 1 or the negative slope drawn for it. Of no rows elsewhere.
    pub derivative: Vec<DMatrix<f64>>,
}

/// What [`Mlp::backward`] computed for each layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Grads {
    /// δ^l = ∂J/∂a^l (n, out).
    pub delta: Vec<DMatrix<f64>>,
    /// ∂J/∂W^l (in, out).
    pub w: Vec<DMatrix<f64>>,
    /// ∂J/∂b^l (out).
    pub b: Vec<DVector<f64>>,
    /// ∂J/∂α^l (1), the negative slope of a layer of PReLU; (0) for all others.
    pub negative_slope: Vec<DVector<f64>>,
}

impl Mlp {
    /// # Errors
    /// No layers, a layer without inputs or outputs, shapes that do not chain, NaN or infinite
    /// parameters, an activation that is none ([`Activation::check`]).
    pub fn new(layers: Vec<Layer>) -> Result<Mlp> {
        expect_some("layers", layers.len())?;
        let mut inputs = layers[0].w.nrows();
        for (l, Layer { w, b, activation }) in layers.iter().enumerate() {
            activation.check()?;
            let outputs = w.ncols();
            expect_shape(&format!("weights W of layer {l}"), w.shape(), (inputs, outputs))?;
            expect_shape(&format!("bias b of layer {l}"), b.shape(), (outputs, 1))?;
            expect_finite(&format!("weights W of layer {l}"), w)?;
            expect_finite(&format!("bias b of layer {l}"), b)?;
            inputs = outputs;
        }
        Ok(Mlp { layers })
    }

    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Every w_ij and b_j, layer after layer; W by columns.
    pub fn weights_and_biases(&self) -> impl Iterator<Item = f64> {
        self.layers.iter().flat_map(|layer| layer.w.iter().chain(&layer.b).copied())
    }

    /// d, the number of features of a sample.
    pub fn inputs(&self) -> usize {
        self.layers[0].w.nrows()
    }

    /// k, the number of outputs.
    pub fn outputs(&self) -> usize {
        self.layers[self.layers.len() - 1].w.ncols()
    }

    /// Every a^l and y^l for the samples x, with RReLU as it is after training.
    ///
    /// # Shapes
    /// x (n, d).
    ///
    /// # Errors
    /// No rows, another number of features, NaN or infinite entries.
    pub fn forward(&self, x: &DMatrix<f64>) -> Result<Cache> {
        self.check_samples(x)?;
        let mut cache = Cache::zeros(self, x.nrows(), |_| false);
        self.forward_into(x, &mut cache, None);
        Ok(cache)
    }

    /// [`forward`](Mlp::forward) with RReLU as it is in training: for each a ≤ 0 a negative slope
    /// is drawn, sample by sample, neuron by neuron.
    ///
    /// # Errors
    /// Those of [`forward`](Mlp::forward).
    pub fn forward_in_training(&self, x: &DMatrix<f64>, rng: &mut Mt) -> Result<Cache> {
        self.check_samples(x)?;
        let mut cache = Cache::zeros(self, x.nrows(), Activation::draws);
        self.forward_into(x, &mut cache, Some((Digits::All, rng)));
        Ok(cache)
    }

    /// Every δ^l, ∂J/∂W^l and ∂J/∂b^l, from ∂J/∂y^L.
    ///
    /// # Shapes
    /// x (n, d), `dj_dy` (n, k), `cache` as [`forward`](Mlp::forward) returned it for x.
    ///
    /// # Errors
    /// Shapes that differ from these, NaN or infinite entries in ∂J/∂y^L.
    pub fn backward(&self, x: &DMatrix<f64>, cache: &Cache, dj_dy: &DMatrix<f64>) -> Result<Grads> {
        self.check_samples(x)?;
        let n = x.nrows();
        expect_shape("∂J/∂y of the last layer", dj_dy.shape(), (n, self.outputs()))?;
        expect_finite("∂J/∂y of the last layer", dj_dy)?;
        let layers = [cache.a.len(), cache.y.len(), cache.derivative.len()];
        if layers != [self.layers.len(); 3] {
            let expected = format!("a, y and derivative for each of {} layers", self.layers.len());
            return Err(Error::setting("cache", expected, format!("{layers:?}")));
        }
        for (l, layer) in self.layers.iter().enumerate() {
            let shape = (n, layer.w.ncols());
            expect_shape(&format!("cached a of layer {l}"), cache.a[l].shape(), shape)?;
            expect_shape(&format!("cached y of layer {l}"), cache.y[l].shape(), shape)?;
            if !cache.derivative[l].is_empty() {
                let what = format!("cached derivative of layer {l}");
                expect_shape(&what, cache.derivative[l].shape(), shape)?;
            }
        }
        let mut delta = Cache::zeros(self, n, |_| false).a;
        delta[self.layers.len() - 1].copy_from(dj_dy);
        let mut gradient = vec![0.0; self.parameters()];
        self.backward_into(x, cache, &mut delta, &mut gradient, true);
        Ok(Grads::new(self, delta, &gradient))
    }

    /// J and its gradient at (x, t), with all that was computed on the way.
    ///
    /// # Errors
    /// Those of [`forward`](Mlp::forward), [`Loss::value_and_derivative`] and
    /// [`backward`](Mlp::backward).
    pub fn gradient(
        &self,
        x: &DMatrix<f64>,
        t: &DMatrix<f64>,
        loss: Loss,
    ) -> Result<(f64, Cache, Grads)> {
        let cache = self.forward(x)?;
        let (j, dj_dy) = loss.value_and_derivative(&cache.y[self.layers.len() - 1], t)?;
        let grads = self.backward(x, &cache, &dj_dy)?;
        Ok((j, cache, grads))
    }

    /// The class with the largest output, for each row of x; the first of equals.
    ///
    /// # Errors
    /// Those of [`forward`](Mlp::forward), and outputs that overflowed.
    pub fn predict(&self, x: &DMatrix<f64>) -> Result<Vec<usize>> {
        let cache = self.forward(x)?;
        let y = &cache.y[self.layers.len() - 1]; // (n, k)
        expect_finite("outputs y", y)?;
        let largest = |row: usize| {
            (1..y.ncols()).fold(0, |best, k| if y[(row, k)] > y[(row, best)] { k } else { best })
        };
        Ok((0..y.nrows()).map(largest).collect())
    }

    /// [`forward`](Mlp::forward) into a cache of the right shapes; in training RReLU draws its
    /// negative slopes, and f'(a) is computed where the cache has room for it. Allocates nothing
    /// while the layers are narrow.
    fn forward_into(
        &self,
        x: &DMatrix<f64>,
        cache: &mut Cache,
        mut training: Option<(Digits, &mut Mt)>,
    ) {
        for (l, layer) in self.layers.iter().enumerate() {
            let (before, from_here) = cache.y.split_at_mut(l);
            let input = before.last().unwrap_or(x).as_slice(); // (n, in)
            let (w, b) = (layer.w.as_slice(), layer.b.as_slice());
            let (a, y, derivative) = (&mut cache.a[l], &mut from_here[0], &mut cache.derivative[l]);
            match (layer.activation, &mut training) {
                (Activation::Rrelu { lower, upper }, Some((_, rng))) => {
                    dense::activation_value(input, w, b, a.as_mut_slice());
                    init::draw_negative_slopes(rng, lower, upper, a, derivative);
                    y.zip_zip_apply(a, derivative, |y, a, slope| *y = a * slope);
                }
                (f, Some((digits, _))) if !derivative.is_empty() => {
                    dense::activation_value(input, w, b, a.as_mut_slice());
                    derivative.as_mut_slice().copy_from_slice(a.as_slice());
                    in_pieces_of_both(derivative.as_mut_slice(), y.as_mut_slice(), |a, y| {
                        f.apply_with_derivative(*digits, a, y);
                    });
                }
                (f, _) => {
                    let (a, y) = (a.as_mut_slice(), y.as_mut_slice());
                    dense::forward(input, w, b, a, y, |a, y| f.apply(a, y));
                }
            }
        }
    }

    /// [`backward`](Mlp::backward) with ∂J/∂y^L in the place of δ^L at the start. Adds to the
    /// gradient, in which each partial derivative is in the place of its parameter, or replaces
    /// whatever stands there. Allocates nothing while the layers are narrow.
    fn backward_into(
        &self,
        x: &DMatrix<f64>,
        cache: &Cache,
        delta: &mut [DMatrix<f64>],
        mut gradient: &mut [f64],
        replaces: bool,
    ) {
        let n = x.nrows();
        for (l, layer) in self.layers.iter().enumerate().rev() {
            let (before, own) = gradient.split_at_mut(gradient.len() - layer.parameters());
            let (dj_dw, own) = own.split_at_mut(layer.w.len());
            let (dj_db, dj_dalpha) = own.split_at_mut(layer.b.len());
            gradient = before;
            if replaces {
                dj_db.fill(0.0);
                dj_dalpha.fill(0.0);
            }

            let (before, from_here) = delta.split_at_mut(l);
            let delta = from_here[0].as_mut_slice(); // ∂J/∂y^l so far
            let a = cache.a[l].as_slice();
            if let [dj_dalpha] = dj_dalpha {
                *dj_dalpha += prelu_negative_slope_gradient(delta, a, n);
            }
            match cache.derivative[l].as_slice() {
                [] => dense::scale_and_add_sums(a, delta, dj_db, |a, delta| {
                    layer.activation.scale_by_derivative(a, delta);
                }),
                derivative => dense::scale_and_add_sums(derivative, delta, dj_db, |d, delta| {
                    in_pieces(d, delta, |d, delta| {
                        delta.iter_mut().zip(d).for_each(|(delta, d)| *delta *= d);
                    });
                }),
            }
            let input = cache.y[..l].last().unwrap_or(x); // (n, in)
            dense::weight_gradient(input.as_slice(), delta, dj_dw, n, replaces);
            if let Some(dj_dy) = before.last_mut() {
                dense::input_gradient(delta, layer.w.as_slice(), dj_dy.as_mut_slice(), n);
            }
        }
    }

    /// How many numbers are learned.
    fn parameters(&self) -> usize {
        self.layers.iter().map(Layer::parameters).sum()
    }

    fn check_samples(&self, x: &DMatrix<f64>) -> Result<()> {
        expect_shape("samples x", x.shape(), (x.nrows(), self.inputs()))?;
        expect_finite("samples x", x)
    }

    /// Each W^l, b^l and negative slope as one slice, in the order in which they are learned.
    fn slices_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        self.layers.iter_mut().flat_map(|Layer { w, b, activation }| {
            [w.as_mut_slice(), b.as_mut_slice(), activation.learned_mut()]
        })
    }
}

impl Cache {
    /// With room for the derivatives of layers whose activation is one of these.
    fn zeros(mlp: &Mlp, n: usize, keeps: impl Fn(Activation) -> bool) -> Cache {
        let zeros = |layer: &Layer| DMatrix::zeros(n, layer.w.ncols());
        let derivative = |layer: &Layer| {
            DMatrix::zeros(if keeps(layer.activation) { n } else { 0 }, layer.w.ncols())
        };
        let a: Vec<_> = mlp.layers.iter().map(zeros).collect();
        Cache { y: a.clone(), a, derivative: mlp.layers.iter().map(derivative).collect() }
    }
}

impl Grads {
    /// The gradient as matrices and vectors, layer after layer.
    fn new(mlp: &Mlp, delta: Vec<DMatrix<f64>>, mut gradient: &[f64]) -> Grads {
        let mut grads = Grads { delta, w: Vec::new(), b: Vec::new(), negative_slope: Vec::new() };
        for layer in &mlp.layers {
            let (inputs, outputs) = layer.w.shape();
            let mut take = |numbers: usize| {
                let (taken, rest) = gradient.split_at(numbers);
                gradient = rest;
                taken
            };
            grads.w.push(DMatrix::from_column_slice(inputs, outputs, take(layer.w.len())));
            grads.b.push(DVector::from_column_slice(take(outputs)));
            let learned = layer.activation.learned().len();
            grads.negative_slope.push(DVector::from_column_slice(take(learned)));
        }
        grads
    }
}
