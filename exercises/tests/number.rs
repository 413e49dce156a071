//! Numbers as a chapter writes them, `exercises/chapter/number.rs`, and which is the worst.

use ma6202_exercises::chapter::number::*;
use ma6202_exercises::language::Language::{En, Es};
use ma6202_exercises::solved::worst;

#[test]
fn numbers_are_said_as_a_reader_expects() {
    assert_eq!(fixed(0.53631, 4, Es), "0,5363");
    assert_eq!(fixed(-0.5, 1, En), "−0.5");
    assert_eq!(fixed(-0.00001, 2, En), "0.00");
    assert_eq!(fixed(12345.6, 1, Es), "12\u{202f}345,6");
    assert_eq!(scientific(3.94e-11, 1, Es), "3,9·10⁻¹¹");
    assert_eq!(scientific(1e-5, 0, En), "10⁻⁵");
    assert_eq!(scientific(-1e-9, 0, En), "−10⁻⁹");
    assert_eq!(scientific(0.0, 1, En), "0");
    assert_eq!(scientific(0.0472, 1, En), "0.047");
    assert_eq!(scientific(134.2, 1, Es), "134");
    assert_eq!(significant(0.99996, 3, En), "1.00");
    assert_eq!(significant(169_752.4, 4, Es), "169\u{202f}752");
    assert_eq!(significant(1.7e8, 2, Es), "1,7·10⁸");
    assert_eq!(plain(-0.25, Es), "−0,25");
    assert_eq!(plain(20.0, En), "20");
    assert_eq!(plain(1.5e-9, Es), "1,5·10⁻⁹");
    assert_eq!(short(-0.25, 4, Es), "−0,25");
    assert_eq!(short(100.00001, 2, En), "100");
    assert_eq!(percent(0.5864, 1, Es), "58,6\u{202f}%");
    assert_eq!(whole(-1938), "−1938");
    assert_eq!(whole(100_000), "100\u{202f}000");
    assert_eq!(fixed(f64::NEG_INFINITY, 2, En), "−∞");
}

/// “At most” is true of the number that is said.
#[test]
fn a_bound_is_rounded_up() {
    assert_eq!(bound(1.18e-11, 0, En), "2·10⁻¹¹");
    assert_eq!(bound(3e-12, 0, En), "3·10⁻¹²");
    assert_eq!(bound(9.4e-12, 0, Es), "10⁻¹¹");
    assert_eq!(bound(3.91e-11, 1, Es), "4,0·10⁻¹¹");
    assert_eq!(bound(0.0472, 1, En), "0.048");
    assert_eq!(bound(17.3, 0, En), "18");
    assert_eq!(bound(134.2, 1, En), "135");
    assert_eq!(bound(0.0, 0, En), "0");
    assert_eq!(bound(f64::NAN, 0, En), "NaN");
}

/// Or a check that does not hold would be told as one without an error.
#[test]
fn nan_is_worse_than_every_number() {
    assert_eq!(worst([1e-16, 3e-12, 0.0]), 3e-12);
    assert_eq!(worst([]), 0.0);
    for errors in [[f64::NAN, 1.0], [1.0, f64::NAN], [f64::INFINITY, f64::NAN]] {
        assert!(worst(errors).is_nan(), "{errors:?}");
    }
}
