use ma6202::Result;
use ma6202::error::expect_some;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Device, Precision, matrix};
use nalgebra::DMatrix;
use rand::RngExt;
use serde::{Deserialize, Serialize};

/// The environment variable by which torch is told to multiply matrices of single precision in
/// TF32, 1 for yes. It is read when torch starts; torch's library for Rust has no other way.
pub const TF32_VARIABLE: &str = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

/// How many bits a number keeps after its first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mantissa(pub u32);

impl Mantissa {
    pub const F64: Mantissa = Mantissa(52);
    pub const F32: Mantissa = Mantissa(23);
    /// The factors of a product on a GPU's tensor cores; the sum is kept in f32.
    pub const TF32: Mantissa = Mantissa(10);

    /// How far rounding moves a number at most, as a share of it; cutting off, twice as far.
    pub fn unit(self) -> f64 {
        0.5_f64.powi(self.0 as i32 + 1)
    }
}

/// How wrong a large product of matrices is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProductError {
    /// ‖C - AB‖ / ‖AB‖ in the Frobenius norm, AB in f64 on the CPU.
    pub relative: f64,
    /// What it does not exceed if roundings are independent.
    pub bound: f64,
}

/// A product, and how wrong it is, as the document of exercise 8 has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LargeProduct {
    /// How it was made, in words.
    pub how: String,
    pub device: Device,
    pub tf32: Option<Tf32>,
    /// [`ProductError::relative`].
    pub error: f64,
    pub bound: f64,
}

/// How TF32 came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tf32 {
    /// By rounding, on the CPU.
    #[serde(rename = "emulated")]
    Emulated,
    /// The device was told to use it, and did.
    #[serde(rename = "used")]
    Used,
    /// And did not.
    #[serde(rename = "not used")]
    NotUsed,
}

impl LargeProduct {
    pub(super) fn new(device: Device, tf32: Option<Tf32>, error: ProductError) -> LargeProduct {
        let how = match tf32 {
            None => device.to_string(),
            Some(Tf32::Emulated) => "TF32, emulated: factors rounded, sums in f64".into(),
            Some(Tf32::Used) => format!("TF32, asked for and used by {device}"),
            Some(Tf32::NotUsed) => format!("TF32, asked for but not used by {device}"),
        };
        LargeProduct { how, device, tf32, error: error.relative, bound: error.bound }
    }
}

/// The error of C = A B of two (n, n) matrices with entries between -1 and 1, as torch multiplies
/// them on a device. In single precision on a GPU that is TF32 if [`TF32_VARIABLE`] was set.
///
/// # Formula
/// Taking roundings for independent and of mean 0: factors rounded to within u make C's entries
/// wrong by √2 u √(Σ (a b)²) at most in the root mean square, together √2 u ‖AB‖ for entries a, b
/// of mean 0; cut off, by 2u ‖AB‖ more, since then C shrinks as a whole. A sum of n terms, its
/// partial sums rounded to within v, is wrong by √n v Σ |a b| at most, together √n v ‖|A||B|‖. The
/// bound is 4u ‖AB‖ and three times the latter:
///
/// ```math
/// 4 u \, \|A B\| + 3 \sqrt{n} \, v \, \bigl\| |A| |B| \bigr\|
/// ```
///
/// The second grows like n beside ‖AB‖: from about n = 2000 on it would no longer tell TF32 from
/// f32.
///
/// # Source
/// N. J. Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J.
/// Sci. Comput. 41 (2019), for the model of roundings.
///
/// # Errors
/// No rows, a missing device, or torch's own refusal.
pub fn product_error(
    n: usize,
    seed: u32,
    device: Device,
    factors: Mantissa,
) -> Result<ProductError> {
    let (a, b) = factors_of(n, seed)?;
    let product = device.tensor(&a)?.f_matmul(&device.tensor(&b)?)?;
    let sums = match device.precision {
        Precision::F64 => Mantissa::F64,
        Precision::F32 => Mantissa::F32,
    };
    error(&a, &b, &matrix(&product)?, factors, sums)
}

/// The same with factors rounded to TF32 on the CPU, and sums in f64: what the ten bits alone cost.
///
/// # Errors
/// No rows, or torch's own refusal.
pub fn emulated_tf32_error(n: usize, seed: u32) -> Result<ProductError> {
    let (a, b) = factors_of(n, seed)?;
    let (rounded_a, rounded_b) = (a.map(to_tf32), b.map(to_tf32));
    let product = Device::CPU.tensor(&rounded_a)?.f_matmul(&Device::CPU.tensor(&rounded_b)?)?;
    error(&a, &b, &matrix(&product)?, Mantissa::TF32, Mantissa::F64)
}

/// x as an f32, and that as the nearest number with 10 bits after its first, away from 0 of two as
/// near; NaN and infinities stay.
pub fn to_tf32(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    const DROPPED: u32 = Mantissa::F32.0 - Mantissa::TF32.0;
    let half = 1 << (DROPPED - 1);
    let bits = (x as f32).to_bits().wrapping_add(half) & !((1 << DROPPED) - 1);
    f64::from(f32::from_bits(bits))
}

fn factors_of(n: usize, seed: u32) -> Result<(DMatrix<f64>, DMatrix<f64>)> {
    expect_some("rows of the matrices", n)?;
    let mut rng = manual_seed(seed);
    let mut factor = || DMatrix::from_fn(n, n, |_, _| rng.random_range(-1.0..1.0));
    Ok((factor(), factor()))
}

fn error(
    a: &DMatrix<f64>,
    b: &DMatrix<f64>,
    product: &DMatrix<f64>,
    factors: Mantissa,
    sums: Mantissa,
) -> Result<ProductError> {
    let on_cpu = |a: &DMatrix<f64>, b: &DMatrix<f64>| {
        matrix(&Device::CPU.tensor(a)?.f_matmul(&Device::CPU.tensor(b)?)?)
    };
    let exact = on_cpu(a, b)?;
    let sizes = on_cpu(&a.abs(), &b.abs())?;
    // Of the product in question, and of the one it is compared with.
    let sum = 3.0 * (a.nrows() as f64).sqrt() * (sums.unit() + Mantissa::F64.unit());
    Ok(ProductError {
        relative: (product - &exact).norm() / exact.norm(),
        bound: 4.0 * factors.unit() + sum * sizes.norm() / exact.norm(),
    })
}
