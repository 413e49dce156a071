//! Exercise 8: J from both sides, J v by dual numbers and uᵀJ by the tape.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::jacobian::{by_columns, by_rows, jv, uj};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Device, check_jacobian, jacobian_products};
use ma6202::tape::{Expression, Step};
use nalgebra::{DVector, dmatrix, dvector};
use proptest::prelude::*;
use rand::RngExt;

/// y = (x₁x₂, x₂² + x₁, x₁): three results of two numbers.
fn three_of_two() -> Expression {
    let steps = vec![Step::Power(1, 2), Step::Mul(0, 1), Step::Add(2, 0), Step::Scale(0, 1.0)];
    Expression::new(2, steps, 3).unwrap()
}

/// By hand at (3, 5): a row for each result, a column for each number.
#[test]
fn j_has_a_row_for_each_result() {
    let (f, x) = (three_of_two(), dvector![3.0, 5.0]);
    assert_eq!(f.value(x.as_slice()).unwrap(), [15.0, 28.0, 3.0]);
    let j = dmatrix![5.0, 3.0; 1.0, 10.0; 1.0, 0.0];
    assert_eq!(by_rows(&f, &x).unwrap(), j);
    assert_eq!(by_columns(&f, &x).unwrap(), j);
    // What torch leaves in x.grad for u = (1, -2, 4), and what goes out along v = (10, 1).
    assert_eq!(uj(&f, &x, &dvector![1.0, -2.0, 4.0]).unwrap(), dvector![7.0, -17.0]);
    assert_eq!(jv(&f, &x, &dvector![10.0, 1.0]).unwrap(), dvector![53.0, 20.0, 10.0]);
    let [of_torch, along_v] =
        jacobian_products(&f, &x, &dvector![1.0, -2.0, 4.0], &dvector![10.0, 1.0], Device::CPU)
            .unwrap();
    assert_eq!(of_torch.as_slice(), [7.0, -17.0]);
    assert_eq!(along_v.as_slice(), [53.0, 20.0, 10.0]);
}

/// For m ≠ n the transposed products do not exist, and are refused.
#[test]
fn the_transposed_products_are_refused() {
    let (f, x) = (three_of_two(), dvector![3.0, 5.0]);
    let (u, v) = (dvector![1.0, 2.0, 3.0], dvector![1.0, 2.0]);
    assert_error_is(uj(&f, &x, &v), "upstream gradient u: expected shape (3, 1), got (2, 1)");
    assert_error_is(jv(&f, &x, &u), "direction v: expected shape (2, 1), got (3, 1)");
    for x in [dvector![1.0], dvector![1.0, 2.0, 3.0]] {
        assert!(uj(&f, &x, &u).is_err() && jv(&f, &x, &v).is_err());
        assert!(by_rows(&f, &x).is_err() && by_columns(&f, &x).is_err());
    }
    assert!(check_jacobian("f", &f, &dvector![3.0], &u, &v, Device::CPU).is_err());
    assert!(check_jacobian("f", &f, &x, &v, &v, Device::CPU).is_err());
}

/// An input that no result depends on has a column of zeros, in torch's J too.
#[test]
fn an_unused_input_has_a_column_of_zeros() {
    let f = Expression::new(2, vec![Step::Sin(0), Step::Neg(0), Step::Power(1, 0)], 3).unwrap();
    let x = dvector![0.0, 5.0];
    assert_eq!(by_rows(&f, &x).unwrap(), dmatrix![1.0, 0.0; -1.0, 0.0; 0.0, 0.0]);
    let (u, v) = (dvector![1.0, 3.0, 2.0], dvector![2.0, 7.0]);
    assert_hold(check_jacobian("f", &f, &x, &u, &v, Device::CPU).unwrap());
}

proptest! {
    #![proptest_config(cases(100))]

    /// ⟨u, J v⟩ = ⟨Jᵀu, v⟩, and every product as torch has it, for m ≠ n.
    #[test]
    fn both_sides_meet(n in 1..6_usize, more in 1..5_usize, wide: bool, seed: u32) {
        let (n, m) = if wide { (n + more, n) } else { (n, n + more) };
        let mut rng = manual_seed(seed);
        let mut vector = |entries| DVector::from_fn(entries, |_, _| rng.random_range(-2.0..2.0));
        let (x, u, v): (DVector<f64>, _, _) = (vector(n), vector(m), vector(n));
        let f = Expression::random(&mut rng, x.as_slice(), 25, m).unwrap();
        let checks = check_jacobian("random", &f, &x, &u, &v, Device::CPU).unwrap();
        prop_assert_eq!(checks.len(), 5);
        assert_hold(checks);
        let j = by_rows(&f, &x).unwrap();
        prop_assert_eq!(j.shape(), (m, n));
        let norm = j.norm() * u.norm() * v.norm();
        assert_relative_eq!(j.tr_mul(&u), uj(&f, &x, &u).unwrap(), epsilon = 1e-13 * norm);
        assert_relative_eq!(&j * &v, jv(&f, &x, &v).unwrap(), epsilon = 1e-13 * norm);
    }
}
