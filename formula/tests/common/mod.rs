//! The sample symbols, which `golden/sample.py` has too, and what several of the tests share.

use ma6202_formula::{Entries, Formula, Result, Symbols, Words};
use proptest::test_runner::{Config, RngSeed};

pub const TOLD: Words = Words { es: "", en: "" };

/// Sizes n = 3, d = 2, N = 4, E = 0; numbers a, b, p, z = 0; X and x, t, w, w*, V (square), R^1 and
/// R^2 with l = 2, u with as many entries as N; functions σ, g of two numbers, φ_i, τ, which is a
/// program; h_i, y_i, J and S by their formulas.
pub fn symbols() -> Symbols {
    let mut s = Symbols::new();
    declare(&mut s).unwrap_or_else(|error| panic!("{error}"));
    s
}

fn declare(s: &mut Symbols) -> Result<()> {
    s.size("n", 3, TOLD)?.size("d", 2, TOLD)?.size("N", 4, TOLD)?.size("E", 0, TOLD)?;
    s.index(&["i"], "n")?.index(&["j", "k"], "d")?.index(&["o"], "E")?;
    s.counting_index("c", "N", 1)?.fixed_index("q", "d", 1)?;
    s.number("a", 2.0, TOLD)?.number("b", -0.5, TOLD)?.number("p", 3.0, TOLD)?;
    s.number("z", 0.0, TOLD)?;
    s.matrix(["X", "x"], ["n", "d"], &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5], TOLD)?;
    s.vector("t", "n", &[0.3, -0.7, 1.1], TOLD)?.vector("w", "d", &[0.4, -0.9], TOLD)?;
    s.vector("w^*", "d", &[1.5, 0.25], TOLD)?.vector("u", "N", &[4.0, 3.0, 2.0, 1.0], TOLD)?;
    s.matrix(["V", "V"], ["d", "d"], &[1.0, 2.0, 3.0, 5.0], TOLD)?.columns("v", "V")?;
    s.label("l", 1);
    s.matrix(["R^l", "r^l"], ["d", "n"], &[1.0, -1.0, 0.5, 2.0, 0.25, -0.75], TOLD)?;
    s.label("l", 2);
    s.matrix(["R^l", "r^l"], ["n", "d"], &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], TOLD)?;
    s.vector("s", "E", &[], TOLD)?.matrix(["Z", "Z"], ["E", "d"], &[], TOLD)?;
    s.define(r"\sigma(u) = \frac{1}{1 + e^{-u}}", TOLD)?.define("g(u, v) = u^2 - v", TOLD)?;
    s.define(r"\varphi_i(u) = u t_i", TOLD)?.function(r"\tau", f64::cbrt, TOLD)?;
    s.define(r"h_i = w^\top x_i", TOLD)?.define(r"y_i = \sigma(h_i)", TOLD)?;
    s.define(r"J = \frac{1}{n} \sum_i (y_i - t_i)^2", TOLD)?;
    s.define(r"S = \operatorname{softmax}(X)", TOLD)?.entries("s", "S")?;
    Ok(())
}

pub fn value(latex: &str) -> Result<Entries<f64>> {
    Formula::parse(latex)?.read(&symbols())?.evaluate()
}

/// Column by column, each to so many parts of the largest.
#[track_caller]
pub fn assert_value(latex: &str, expected: &[f64], tolerance: f64) {
    let value = value(latex).unwrap_or_else(|error| panic!("{error}"));
    assert_near(latex, value.as_slice(), expected, tolerance);
}

#[track_caller]
pub fn assert_near(of: &str, values: &[f64], expected: &[f64], tolerance: f64) {
    let size = expected.iter().fold(f64::MIN_POSITIVE, |size, value| size.max(value.abs()));
    let is_near = |(x, y): (&f64, &f64)| x == y || (x - y).abs() <= tolerance * size;
    let are_near = values.iter().zip(expected).all(is_near);
    assert!(values.len() == expected.len() && are_near, "{of}: {values:?}, not {expected:?}");
}

/// Formulas and their values, as a file beside `sample.py` has them.
pub fn golden(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<f64>)> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (latex, values) = line.split_once('\t').expect(line);
        (latex, values.split(' ').map(|value| value.parse().expect(line)).collect())
    })
}

/// Of a property: so many cases, the same in every run.
pub fn cases(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(6202);
    Config { cases, failure_persistence: None, rng_seed, ..Config::default() }
}
