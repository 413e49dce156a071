use ma6202::Result;
use ma6202::error::expect_some;
use ma6202::mlp::init::{manual_seed, uniform_matrix};
use ma6202::oracle::{Device, Precision, matrix};
use nalgebra::DMatrix;
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

/// Two factors, and the product that others are compared with.
pub struct Product {
    /// (n, n) each, with entries between -1 and 1.
    factors: [DMatrix<f64>; 2],
    /// AB, in f64 on the CPU.
    exact: DMatrix<f64>,
    /// ‖AB‖.
    norm: f64,
    /// ‖|A||B|‖.
    size: f64,
}

impl Product {
    /// Of two random (n, n) matrices.
    ///
    /// # Errors
    /// No rows, or torch's own refusal.
    pub fn draw(n: usize, seed: u32) -> Result<Product> {
        expect_some("rows of the matrices", n)?;
        let mut rng = manual_seed(seed);
        let factors = [(); 2].map(|()| uniform_matrix(&mut rng, n, n, 1.0));
        let exact = multiply(&factors, Device::CPU)?;
        let size = multiply(&factors.each_ref().map(DMatrix::abs), Device::CPU)?.norm();
        Ok(Product { factors, norm: exact.norm(), exact, size })
    }

    /// ρ = ‖|A||B|‖ / ‖AB‖.
    pub fn spread(&self) -> f64 {
        self.size / self.norm
    }

    /// The error of C = A B as torch multiplies them on a device. In single precision on a GPU that
    /// is TF32 if [`TF32_VARIABLE`] was set.
    ///
    /// # Formula
    /// Taking roundings for independent and of mean 0: factors rounded to within u make C's entries
    /// wrong by √2 u √(Σ (a b)²) at most in the root mean square, together √2 u ‖AB‖ for entries a,
    /// b of mean 0; cut off, by 2u ‖AB‖ more, since then C shrinks as a whole. A sum of n terms,
    /// its partial sums rounded to within v, is wrong by √n v Σ |a b| at most, together √n v
    /// ‖|A||B|‖. The bound is 4u ‖AB‖ + 3 √n v ‖|A||B|‖. The second term grows like n beside ‖AB‖:
    /// from about n = 2000 on it would no longer tell TF32 from f32.
    ///
    /// # Source
    /// N. J. Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J.
    /// Sci. Comput. 41 (2019), for the model of roundings.
    ///
    /// # Errors
    /// A missing device, or torch's own refusal.
    pub fn error(&self, device: Device, factors: Mantissa) -> Result<ProductError> {
        let sums = match device.precision {
            Precision::F64 => Mantissa::F64,
            Precision::F32 => Mantissa::F32,
        };
        Ok(self.compare(&multiply(&self.factors, device)?, factors, sums))
    }

    /// The same with factors rounded to TF32 on the CPU, and sums in f64: what the ten bits alone
    /// cost.
    ///
    /// # Errors
    /// torch's own refusal.
    pub fn emulated_tf32_error(&self) -> Result<ProductError> {
        let rounded = self.factors.each_ref().map(|factor| factor.map(to_tf32));
        let product = multiply(&rounded, Device::CPU)?;
        Ok(self.compare(&product, Mantissa::TF32, Mantissa::F64))
    }

    fn compare(&self, product: &DMatrix<f64>, factors: Mantissa, sums: Mantissa) -> ProductError {
        // Of the product in question, and of the one it is compared with.
        let sum = 3.0 * (product.nrows() as f64).sqrt() * (sums.unit() + Mantissa::F64.unit());
        ProductError {
            relative: (product - &self.exact).norm() / self.norm,
            bound: 4.0 * factors.unit() + sum * self.spread(),
        }
    }
}

fn multiply([a, b]: &[DMatrix<f64>; 2], device: Device) -> Result<DMatrix<f64>> {
    matrix(&device.tensor(a)?.f_matmul(&device.tensor(b)?)?)
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
