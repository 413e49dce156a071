//! What fewer bits cost a product of matrices.

use approx::assert_relative_eq;
use ma6202::oracle::{Device, Precision};
use ma6202_exercises::exercise_8_autograd::precision::product::{Mantissa, Product, to_tf32};
use rstest::rstest;

/// Ten bits after the first one: by hand.
#[rstest]
#[case::zero(0.0, 0.0)]
#[case::one(1.0, 1.0)]
#[case::its_last_bit(1.0 + 2f64.powi(-10), 1.0 + 2f64.powi(-10))]
#[case::just_below_half(1.0 + 2f64.powi(-11) - 2f64.powi(-20), 1.0)]
#[case::half_goes_away_from_0(1.0 + 2f64.powi(-11), 1.0 + 2f64.powi(-10))]
#[case::negative(-3.0 - 2f64.powi(-9), -3.0 - 2f64.powi(-9))]
#[case::up_to_the_next_power(2.0 - 2f64.powi(-12), 2.0)]
fn tf32_keeps_ten_bits(#[case] x: f64, #[case] rounded: f64) {
    assert_eq!(to_tf32(x), rounded);
    assert_eq!(to_tf32(-x), -rounded);
}

/// The bound for f32 would refuse TF32: a GPU that used it unasked would be noticed.
#[test]
fn fewer_bits_make_larger_products_wrong() {
    let f32 = Device { precision: Precision::F32, ..Device::CPU };
    let product = Product::draw(512, 1).unwrap();
    let single = product.error(f32, Mantissa::F32).unwrap();
    let tf32 = product.emulated_tf32_error().unwrap();
    assert!(single.relative < single.bound && tf32.relative < tf32.bound);
    assert!(tf32.relative > single.bound, "{tf32:?} {single:?}");
    // √2 times the root mean square of a rounding to 10 bits, 2⁻¹¹/√3 times 0.7 for a mantissa that
    // is evenly spread: what two factors cost.
    let expected = 2f64.sqrt() * 0.5f64.powi(11) / 3f64.sqrt() * 0.7;
    assert_relative_eq!(tf32.relative, expected, max_relative = 0.1);
    let double = product.error(Device::CPU, Mantissa::F64).unwrap();
    assert_eq!(double.relative, 0.0, "it is compared with itself");
    assert!(Product::draw(0, 1).is_err());
}
