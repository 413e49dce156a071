use rand_mt::Mt;

use crate::Result;
use crate::error::{expect_setting, expect_some};

/// Which rows train and which rows test. Together each row once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub train: Vec<usize>,
    pub test: Vec<usize>,
}

/// Splits n rows at random: scikit-learn's `train_test_split(test_size=test_fraction,
/// random_state=seed)`, the same rows in the same order.
///
/// The rows are shuffled; the first ⌈`test_fraction` · n⌉ test, the others train, both in
/// shuffled order.
///
/// # Errors
/// No rows; a fraction that is not strictly between 0 and 1 or that leaves nothing to train; more
/// than 2³² rows.
///
/// # Source
///
/// scikit-learn 1.9.1 and numpy 2.4.6 (`RandomState`), compared row by row in `tests/wine.rs`.
pub fn split(n: usize, test_fraction: f64, seed: u32) -> Result<Split> {
    expect_some("rows to split", n)?;
    let is_fraction = test_fraction > 0.0 && test_fraction < 1.0;
    expect_setting("test fraction", "strictly between 0 and 1", test_fraction, is_fraction)?;
    expect_setting("rows to split", "at most 2^32", n, u32::try_from(n - 1).is_ok())?;
    let n_test = (test_fraction * n as f64).ceil() as usize;
    let expected = format!("one that leaves some of {n} rows to train");
    expect_setting("test fraction", &expected, test_fraction, n_test < n)?;
    let mut test = permutation(n, seed);
    let train = test.split_off(n_test);
    Ok(Split { train, test })
}

/// The numbers 0 to n - 1 in the order of numpy's `RandomState(seed).permutation(n)`.
///
/// Fisher–Yates from the last place to the second, with a Mersenne twister.
fn permutation(n: usize, seed: u32) -> Vec<usize> {
    let mut generator = Mt::new(seed);
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, uniform(&mut generator, last as u32) as usize);
    }
    order
}

/// A whole number from 0 to `max`, both included, each as likely.
///
/// Numbers of just enough bits are drawn until one is not above `max`: without bias, and at less
/// than two draws on average. Any other unbiased method would give other rows than numpy's.
fn uniform(generator: &mut Mt, max: u32) -> u32 {
    let mask = u32::MAX.checked_shr(max.leading_zeros()).unwrap_or(0);
    loop {
        let value = generator.next_u32() & mask;
        if value <= max {
            return value;
        }
    }
}
