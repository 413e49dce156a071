//! Least-squares problems whose solutions are known, to see how many digits an answer has.
//!
//! # Source
//! J. W. Longley, "An appraisal of least squares programs for the electronic computer from the
//! point of view of the user", J. Amer. Statist. Assoc. 62 (1967). R. H. Wampler, "A report on the
//! accuracy of some widely used least squares computer programs", J. Amer. Statist. Assoc. 65
//! (1970). Certified values: NIST, Statistical Reference Datasets. The coefficients were checked in
//! exact rationals: `tests/golden/linear/least_squares.py`.
//!
//! # Numerics
//! The prices in Longley's table and the targets of Wampler's second problem are decimals, which an
//! `f64` rounds. That alone leaves 14.6 and 13.2 digits of their coefficients; all other numbers
//! are integers.

use nalgebra::{DMatrix, DVector};

/// A problem and its solution.
pub struct Certified {
    pub name: &'static str,
    pub x: DMatrix<f64>,
    pub t: DVector<f64>,
    pub w: DVector<f64>,
    /// The digits that a good QR factorisation without refinement reaches.
    pub expected_digits: f64,
}

impl Certified {
    /// The digits of an answer: those of its worst entry.
    ///
    /// # Panics
    /// Another number of coefficients.
    pub fn digits(&self, w: &DVector<f64>) -> f64 {
        assert_eq!(w.len(), self.w.len(), "one coefficient for each column");
        let digits = w.iter().zip(&self.w).map(|(&w, &right)| log_relative_error(w, right));
        digits.fold(MOST_DIGITS, f64::min)
    }
}

/// NIST certifies this many.
const MOST_DIGITS: f64 = 15.0;

/// D, how many digits of a number are right.
///
/// # Formula
/// ```math
/// D = -\log_{10} \frac{|w - c|}{|c|}
/// ```
///
/// of |w - c| if c = 0; from 0 to 15, the digits of a certified value. NaN has none.
///
/// # Source
/// B. D. McCullough, "Assessing the reliability of statistical software: part I", Amer. Statist. 52
/// (1998).
pub fn log_relative_error(ours: f64, certified: f64) -> f64 {
    let error = (ours - certified).abs();
    let relative = if certified == 0.0 { error } else { error / certified.abs() };
    if relative < 1.0 { MOST_DIGITS.min(-libm::log10(relative)) } else { 0.0 }
}

/// Longley's problem and Wampler's five.
pub fn problems() -> Vec<Certified> {
    std::iter::once(longley()).chain((1..=5).map(wampler)).collect()
}

/// Employment in the United States, 1947 to 1962, by a constant, prices, national product,
/// unemployment, armed forces, population and the year: columns that are nearly dependent.
fn longley() -> Certified {
    #[rustfmt::skip]
    const ROWS: [[f64; 7]; 16] = [
        [60323.0,  83.0, 234289.0, 2356.0, 1590.0, 107608.0, 1947.0],
        [61122.0,  88.5, 259426.0, 2325.0, 1456.0, 108632.0, 1948.0],
        [60171.0,  88.2, 258054.0, 3682.0, 1616.0, 109773.0, 1949.0],
        [61187.0,  89.5, 284599.0, 3351.0, 1650.0, 110929.0, 1950.0],
        [63221.0,  96.2, 328975.0, 2099.0, 3099.0, 112075.0, 1951.0],
        [63639.0,  98.1, 346999.0, 1932.0, 3594.0, 113270.0, 1952.0],
        [64989.0,  99.0, 365385.0, 1870.0, 3547.0, 115094.0, 1953.0],
        [63761.0, 100.0, 363112.0, 3578.0, 3350.0, 116219.0, 1954.0],
        [66019.0, 101.2, 397469.0, 2904.0, 3048.0, 117388.0, 1955.0],
        [67857.0, 104.6, 419180.0, 2822.0, 2857.0, 118734.0, 1956.0],
        [68169.0, 108.4, 442769.0, 2936.0, 2798.0, 120445.0, 1957.0],
        [66513.0, 110.8, 444546.0, 4681.0, 2637.0, 121950.0, 1958.0],
        [68655.0, 112.6, 482704.0, 3813.0, 2552.0, 123366.0, 1959.0],
        [69564.0, 114.2, 502601.0, 3931.0, 2514.0, 125368.0, 1960.0],
        [69331.0, 115.7, 518173.0, 4806.0, 2572.0, 127852.0, 1961.0],
        [70551.0, 116.9, 554894.0, 4007.0, 2827.0, 130081.0, 1962.0],
    ];
    Certified {
        name: "Longley",
        x: DMatrix::from_fn(16, 7, |i, j| if j == 0 { 1.0 } else { ROWS[i][j] }),
        t: DVector::from_fn(16, |i, _| ROWS[i][0]),
        w: DVector::from_column_slice(&[
            -3482258.63459582,
            15.0618722713733,
            -0.0358191792925910,
            -2.02022980381683,
            -1.03322686717359,
            -0.0511041056535807,
            1829.15146461355,
        ]),
        expected_digits: 10.0,
    }
}

/// Polynomials of degree 5 at x = 0, 1, …, 20. The first two are fitted exactly; the targets of the
/// others are those of the first and an error δ orthogonal to all columns, which changes no
/// coefficient: 1, 100 and 10000 times.
fn wampler(number: u32) -> Certified {
    #[rustfmt::skip]
    const DELTA: [f64; 21] = [
        759.0, -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 1838.0, -2048.0, 2048.0,
        -2048.0, 1838.0, -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 759.0,
    ];
    let (name, factor, expected_digits) = match number {
        1 => ("Wampler 1", 0.0, 9.0),
        2 => ("Wampler 2", 0.0, 12.0),
        3 => ("Wampler 3", 1.0, 9.0),
        4 => ("Wampler 4", 100.0, 8.0),
        5 => ("Wampler 5", 10000.0, 6.0),
        _ => unreachable!("Wampler has five problems"),
    };
    let x = DMatrix::from_fn(21, 6, |i, j| (i as f64).powi(j as i32)); // integers below 2^53
    let t = match number {
        // Σ (x / 10)^k has five decimals: an integer, divided once.
        2 => DVector::from_fn(21, |i, _| {
            (0..6).map(|k| x[(i, k)] * 10f64.powi(5 - k as i32)).sum::<f64>() / 1e5
        }),
        _ => DVector::from_fn(21, |i, _| x.row(i).sum() + factor * DELTA[i]),
    };
    let w = match number {
        2 => DVector::from_column_slice(&[1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001]),
        _ => DVector::from_element(6, 1.0),
    };
    Certified { name, x, t, w, expected_digits }
}
