//! The weights that torch gives a new layer, to the last bit; and matrices of any numbers.

use super::Layer;
use crate::Result;
use crate::activation::Activation;
use crate::error::expect_some;
use nalgebra::{DMatrix, DVector};
use rand::RngExt;
use rand_mt::Mt;

/// The precision in which torch draws weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// As with `torch.set_default_dtype(torch.float64)`: 53 random bits of two outputs of
    /// the generator.
    Double,
    /// As torch does by default: 24 random bits of one output, a single-precision number.
    Single,
}

/// torch's random generator on the CPU, as `torch.manual_seed(seed)` leaves it.
///
/// # Source
/// M. Matsumoto and T. Nishimura, *Mersenne Twister*, ACM TOMACS 8 (1998). torch seeds it with the
/// lowest 32 bits of the seed.
pub fn manual_seed(seed: u32) -> Mt {
    Mt::new(seed)
}

/// (rows, columns) numbers uniform between -end and end, as rand draws them: not torch's.
pub fn uniform_matrix(rng: &mut Mt, rows: usize, columns: usize, end: f64) -> DMatrix<f64> {
    DMatrix::from_fn(rows, columns, |_, _| rng.random_range(-end..end))
}

/// `nn.Linear(inputs, outputs)` with torch's default weights.
///
/// # Formula
/// ```math
/// |w_{ij}| \le \frac{1}{\sqrt{m}}
/// |b_j| \le \frac{1}{\sqrt{m}}
/// ```
///
/// with m inputs, uniform between these bounds. The weights are drawn first, neuron by neuron of
/// this layer, then the biases.
///
/// # Numerics
/// torch takes the weights' bound by way of `kaiming_uniform_(a=√5)`, √3 · (√(2 / (1 + 5)) / √in),
/// and the biases' directly; the two may differ in the last bit, so both ways are kept. From a
/// number u in [0, 1) it makes u · 2 bound - bound with one rounding (FMA), as torch does on
/// processors with AVX2 or AVX-512; on older ones it rounds twice and differs from those in the
/// last bit.
///
/// # Errors
/// No inputs or no outputs.
pub fn linear(
    rng: &mut Mt,
    inputs: usize,
    outputs: usize,
    activation: Activation,
    draw: Draw,
) -> Result<Layer> {
    expect_some("inputs of a layer", inputs)?;
    expect_some("outputs of a layer", outputs)?;
    let root = (inputs as f64).sqrt();
    let negative_slope = 5f64.sqrt();
    let gain = (2.0 / (1.0 + negative_slope * negative_slope)).sqrt();
    let weight_bound = 3f64.sqrt() * (gain / root);
    // Column by column, that is neuron by neuron.
    let w = DMatrix::from_fn(inputs, outputs, |_, _| uniform(rng, weight_bound, draw));
    let b = DVector::from_fn(outputs, |_, _| uniform(rng, 1.0 / root, draw));
    Ok(Layer { w, b, activation })
}

/// What RReLU multiplies each a by in training: 1 if a > 0, else a negative slope uniform between
/// lower and upper, drawn row by row as torch does. NaN is multiplied by 1.
pub(crate) fn draw_negative_slopes(
    rng: &mut Mt,
    lower: f64,
    upper: f64,
    a: &DMatrix<f64>,
    drawn: &mut DMatrix<f64>,
) {
    let (n, width) = a.shape();
    let (a, drawn) = (a.as_slice(), drawn.as_mut_slice());
    drawn.fill(1.0);
    let mut draw = |places: &[usize]| {
        for &place in places {
            drawn[place] = unit(rng) * (upper - lower) + lower;
        }
    };
    // The places first, without a branch: no processor foresees the sign of a.
    let (mut places, mut found) = ([0; 512], 0);
    for r in 0..n {
        for j in 0..width {
            if found == places.len() {
                draw(&places);
                found = 0;
            }
            places[found] = r + j * n;
            found += usize::from(a[r + j * n] <= 0.0);
        }
    }
    draw(&places[..found]);
}

/// 53 random bits as a number in [0, 1).
#[inline(always)]
fn unit(rng: &mut Mt) -> f64 {
    let high = u64::from(rng.next_u32());
    let bits = (high << 32 | u64::from(rng.next_u32())) & ((1 << 53) - 1);
    bits as f64 / (1u64 << 53) as f64 // exact
}

/// A number uniform between -bound and bound.
fn uniform(rng: &mut Mt, bound: f64, draw: Draw) -> f64 {
    match draw {
        Draw::Double => unit(rng).mul_add(bound - -bound, -bound),
        Draw::Single => {
            let bits = rng.next_u32() & ((1 << 24) - 1);
            let unit = bits as f32 / (1u32 << 24) as f32; // exact
            let bound = bound as f32;
            f64::from(unit.mul_add(bound - -bound, -bound))
        }
    }
}
