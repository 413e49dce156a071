//! A step of a narrow network: a block of rows goes through all layers, forward and back, while it
//! is in registers and in the first cache. Only sums over the rows are kept from block to block.

use crate::activation::{Activation, Digits, prelu_negative_slope_derivative};
use crate::kernel::block::{self, Blocks, Column, CutRows, Factors};
use crate::kernel::lanes::{LANES, Lanes, rows, rows_mut};
use crate::loss::{Loss, Room, Sum};
use crate::mlp::{Layer, Mlp};
use nalgebra::DMatrix;
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

/// How many rows a part of a batch has; parts may be computed at the same time. It depends on the
/// sizes alone, so the bits do not depend on the threads. A part is no longer than takes some tens
/// of microseconds, but long enough that its lanes are worth adding up, and there are 16 at most.
fn rows_of_a_part(n: usize, parameters: usize) -> usize {
    const BLOCK: usize = block::LARGE * LANES;
    let rows = ((1 << 22) / parameters).clamp(7 * BLOCK, 42 * BLOCK).max(n.div_ceil(16));
    n.div_ceil(n.div_ceil(rows)).next_multiple_of(BLOCK)
}

/// A batch that goes through a network, in parts.
pub(super) struct Narrow {
    parts: Vec<Part>,
    /// What each part comes to, its gradient and n J, where there are several.
    results: Vec<(Vec<f64>, Sum)>,
}

/// Rows that go through a network, with room for what they leave.
struct Part {
    large: Rows<{ block::LARGE }>,
    small: Rows<1>,
    /// ∂J/∂w of each parameter, in the order of the gradient, but for each neuron its own ∂J/∂α.
    lanes: Vec<Lanes>,
}

/// Blocks of rows, and what a block is on its way.
struct Rows<const B: usize> {
    loss: Loss,
    x: Blocks<B>,
    t: Blocks<B>,
    share: Blocks<B>,
    layers: Vec<Values<B>>,
    /// δ of a layer and of the one before it; first ∂J/∂y of the last, and where there are slopes
    /// to learn.
    deltas: [Vec<Column<B>>; 2],
    room: Room<B>,
}

/// What a block is in a layer.
struct Values<const B: usize> {
    /// a, then f'(a) in its place, but where there are slopes to learn, which need a; nothing of
    /// ReLU and the identity.
    a: Vec<Column<B>>,
    y: Vec<Column<B>>,
}

impl Narrow {
    pub fn new(mlp: &Mlp, x: &DMatrix<f64>, t: &DMatrix<f64>, loss: Loss) -> Narrow {
        let n = x.nrows();
        let rows = rows_of_a_part(n, mlp.parameters());
        let part = |start: usize| {
            let [x, t] = [x, t].map(|of| of.rows(start, rows.min(n - start)).into_owned());
            Part::new(mlp, &x, &t, loss, n)
        };
        let parts: Vec<Part> = (0..n).step_by(rows).map(part).collect();
        let several = if parts.len() > 1 { parts.len() } else { 0 };
        Narrow { parts, results: vec![(vec![0.0; mlp.parameters()], Sum::default()); several] }
    }

    /// n J; adds to the gradient. Allocates nothing.
    pub fn add_gradient(&mut self, mlp: &Mlp, digits: Digits, gradient: &mut [f64]) -> Sum {
        let Narrow { parts, results } = self;
        if let [part] = &mut parts[..] {
            return part.add_gradient(mlp, digits, gradient); // without waking up any thread
        }
        parts.par_iter_mut().zip(&mut *results).for_each(|(part, (gradient, sum))| {
            gradient.fill(0.0);
            *sum = part.add_gradient(mlp, digits, gradient);
        });
        let mut sum = Sum::default();
        for (of_part, sum_of_part) in results {
            sum.add(sum_of_part);
            gradient.iter_mut().zip(of_part).for_each(|(sum, of_part)| *sum += *of_part);
        }
        sum
    }
}

impl Part {
    /// For rows x (rows, d), t (rows, k) of a batch of n.
    fn new(mlp: &Mlp, x: &DMatrix<f64>, t: &DMatrix<f64>, loss: Loss, n: usize) -> Part {
        let share = CutRows::shares(x.nrows(), n);
        let (x, t) = (CutRows::of_inputs(x), CutRows::of_targets(t));
        Part {
            large: Rows::new(mlp, x.large, t.large, share.large, loss),
            small: Rows::new(mlp, x.small, t.small, share.small, loss),
            lanes: vec![Lanes::ZERO; mlp.layers.iter().map(lanes_of).sum()],
        }
    }

    /// n J of the rows; adds their gradient.
    fn add_gradient(&mut self, mlp: &Mlp, digits: Digits, gradient: &mut [f64]) -> Sum {
        Arch::new().dispatch(Pass { part: self, mlp, digits, gradient })
    }
}

/// The sums over rows of a layer: one for each w, b, and neuron with a negative slope to learn.
fn lanes_of(layer: &Layer) -> usize {
    let outputs = layer.b.len();
    layer.w.len() + outputs + outputs * layer.activation.learned().len()
}

struct Pass<'a> {
    part: &'a mut Part,
    mlp: &'a Mlp,
    digits: Digits,
    gradient: &'a mut [f64],
}

impl WithSimd for Pass<'_> {
    type Output = Sum;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Sum {
        let Part { large, small, lanes } = self.part;
        let (layers, digits) = (self.mlp.layers(), self.digits);
        let (mut sum, mut is_first) = (Sum::default(), true);
        large.pass(simd, layers, digits, lanes, &mut is_first, &mut sum);
        small.pass(simd, layers, digits, lanes, &mut is_first, &mut sum);
        sum.take_logarithms();
        add_lanes(layers, lanes, self.gradient);
        sum
    }
}

/// Adds to the gradient, to each of its numbers the lanes in which it was summed.
#[inline(always)]
fn add_lanes(layers: &[Layer], mut lanes: &[Lanes], mut gradient: &mut [f64]) {
    for layer in layers {
        let (own, others) = lanes.split_at(layer.w.len() + layer.b.len());
        let (partials, rest) = gradient.split_at_mut(own.len());
        for (partial, lanes) in partials.iter_mut().zip(own) {
            *partial += lanes.sum();
        }
        (lanes, gradient) = (others, rest);
        if !layer.activation.learned().is_empty() {
            let (neurons, others) = lanes.split_at(layer.b.len());
            gradient[0] += neurons.iter().map(|lanes| lanes.sum()).sum::<f64>();
            (lanes, gradient) = (others, &mut gradient[1..]);
        }
    }
}

impl<const B: usize> Rows<B> {
    fn new(mlp: &Mlp, x: Blocks<B>, t: Blocks<B>, share: Blocks<B>, loss: Loss) -> Rows<B> {
        let columns = |layer: &Layer| vec![[Lanes::ZERO; B]; layer.b.len()];
        let values = |layer: &Layer| Values { a: columns(layer), y: columns(layer) };
        let widest = mlp.layers.iter().max_by_key(|layer| layer.b.len());
        let deltas = [0, 1].map(|_| columns(widest.expect("a layer at least")));
        let room = Room::new(t.width());
        Rows { loss, x, t, share, layers: mlp.layers.iter().map(values).collect(), deltas, room }
    }

    /// Every block, forward and back.
    #[inline(always)]
    fn pass<S: Simd>(
        &mut self,
        simd: S,
        layers: &[Layer],
        digits: Digits,
        lanes: &mut [Lanes],
        is_first: &mut bool,
        sum: &mut Sum,
    ) {
        let Rows { loss, x, t, share, layers: values, deltas: [delta, other], room } = self;
        let (mut delta, mut other) = (&mut delta[..], &mut other[..]);
        for ((x, t), share) in x.iter().zip(t.iter()).zip(share.iter()) {
            let mut input = x;
            for (layer, values) in layers.iter().zip(&mut *values) {
                values.forward(simd, layer, digits, input);
                input = &values.y;
            }
            loss.add_block(input, t, &share[0], &mut delta[..t.len()], room, sum);
            let mut lanes = &mut *lanes;
            for (l, layer) in layers.iter().enumerate().rev() {
                let own_delta = &mut delta[..layer.b.len()];
                let (others, own) = lanes.split_at_mut(lanes.len() - lanes_of(layer));
                lanes = others;
                let (w, own) = own.split_at_mut(layer.w.len());
                let (b, slopes) = own.split_at_mut(layer.b.len());
                values[l].add_slopes(own_delta, slopes, *is_first);
                if l + 1 == layers.len() || !slopes.is_empty() {
                    let delta = own_delta.as_flattened_mut();
                    values[l].scale_by_derivative(simd, layer.activation, delta);
                }
                let input = if l == 0 { x } else { &values[l - 1].y };
                block::add_products(simd, input, own_delta, w, *is_first);
                block::add_sums(simd, own_delta, b, *is_first);
                if l > 0 {
                    let delta_before = &mut other[..input.len()];
                    values[l - 1].backward(
                        simd,
                        layers[l - 1].activation,
                        own_delta,
                        layer,
                        delta_before,
                    );
                }
                (delta, other) = (other, delta);
            }
            *is_first = false;
        }
    }
}

impl<const B: usize> Values<B> {
    /// y = f(x W + b).
    #[inline(always)]
    fn forward<S: Simd>(&mut self, simd: S, layer: &Layer, digits: Digits, input: &[Column<B>]) {
        let factors = Factors::forward(layer.w.as_slice(), input.len());
        let (zero, b) = (simd.splat_f64s(0.0), |j: usize| layer.b[j]);
        match layer.activation {
            Activation::Identity => {
                block::combine(simd, input, factors, b, &mut self.y, |a, _, _| a);
            }
            // While a is in its register.
            Activation::Relu => block::combine(simd, input, factors, b, &mut self.y, |a, _, _| {
                simd.select_f64s(simd.less_than_f64s(a, zero), zero, a)
            }),
            activation => {
                block::combine(simd, input, factors, b, &mut self.a, |a, _, _| a);
                let a = rows_mut(self.a.as_flattened_mut());
                let y = rows_mut(self.y.as_flattened_mut());
                if activation.learned().is_empty() {
                    activation.apply_with_derivative(digits, a, y);
                } else {
                    activation.apply(a, y);
                }
            }
        }
    }

    /// δ of this layer from that of the next one; where there are slopes to learn, ∂J/∂y.
    #[inline(always)]
    fn backward<S: Simd>(
        &self,
        simd: S,
        activation: Activation,
        next_delta: &[Column<B>],
        next: &Layer,
        delta: &mut [Column<B>],
    ) {
        let factors = Factors::backward(next.w.as_slice(), self.y.len());
        let (zero, start) = (simd.splat_f64s(0.0), |_: usize| 0.0);
        match activation {
            Activation::Relu => {
                block::combine(simd, next_delta, factors, start, delta, |dj_dy, j, (b, group)| {
                    let y = self.y[j][b].register::<S>(group);
                    simd.select_f64s(simd.less_than_or_equal_f64s(y, zero), zero, dj_dy)
                });
            }
            f if f == Activation::Identity || !f.learned().is_empty() => {
                block::combine(simd, next_delta, factors, start, delta, |dj_dy, _, _| dj_dy);
            }
            _ => block::combine(simd, next_delta, factors, start, delta, |dj_dy, j, (b, group)| {
                simd.mul_f64s(dj_dy, self.a[j][b].register::<S>(group))
            }),
        }
    }

    /// ∂J/∂α of each neuron, from ∂J/∂y, where there are slopes to learn.
    #[inline(always)]
    fn add_slopes(&self, dj_dy: &[Column<B>], slopes: &mut [Lanes], is_first: bool) {
        for ((dj_dy, a), lanes) in dj_dy.iter().zip(&self.a).zip(slopes) {
            if is_first {
                *lanes = Lanes::ZERO;
            }
            for (dj_dy, a) in dj_dy.iter().zip(a) {
                for ((lane, dj_dy), a) in lanes.0.iter_mut().zip(dj_dy.0).zip(a.0) {
                    *lane = dj_dy.mul_add(prelu_negative_slope_derivative(a), *lane);
                }
            }
        }
    }

    /// δ ← δ ⊙ f'(a).
    #[inline(always)]
    fn scale_by_derivative<S: Simd>(&self, simd: S, f: Activation, delta: &mut [Lanes]) {
        let (a, y) = (self.a.as_flattened(), self.y.as_flattened());
        match f {
            Activation::Identity => {}
            Activation::Relu => f.scale_by_derivative(rows(y), rows_mut(delta)), // y is of a's sign
            f if !f.learned().is_empty() => f.scale_by_derivative(rows(a), rows_mut(delta)),
            _ => block::scale(simd, a, delta),
        }
    }
}
