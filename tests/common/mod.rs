//! What several of the tests share.

pub mod activation_golden;
#[cfg(feature = "torch")]
pub mod chains;
pub mod labelled;

#[cfg(feature = "torch")]
pub use chains::{AUTOGRAD, REFEREES, assert_holds, assert_spoiled_are_caught, held_with, times};

use approx::assert_relative_eq;
use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::linear::Linear;
use ma6202::loss::Loss;
use ma6202::mlp::init::{manual_seed, uniform_matrix};
use ma6202::mlp::{Layer, Mlp};
use ma6202::neuron::Neuron;
#[cfg(feature = "torch")]
use ma6202::oracle::Check;
use ma6202_formula::Formula;
use nalgebra::{DMatrix, DVector};
use proptest::test_runner::{Config, RngSeed};
use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

pub type Matrix = DMatrix<f64>;
pub type Vector = DVector<f64>;

/// No sources in them.
const ELSEWHERE: [&str; 4] = [".git", ".libtorch", "data", "target"];

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// All files below a folder whose names end so.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !ELSEWHERE.contains(&name) {
            files.extend(self::files(&path, ending));
        } else if name.ends_with(ending) {
            files.push(path);
        }
    }
    files
}

/// A formula of the project is LaTeX to another reader, read again as it is written out, and fits a
/// terminal, without a backslash.
#[track_caller]
pub fn assert_is_shown(latex: &str) {
    let storage = pulldown_latex::Storage::new();
    let wrong = pulldown_latex::Parser::new(latex, &storage).find_map(std::result::Result::err);
    assert!(wrong.is_none(), "{latex}: {}", wrong.unwrap());
    let formula = Formula::parse(latex).unwrap();
    let again = Formula::parse(&formula.tree().to_string()).unwrap();
    assert_eq!(again.tree(), formula.tree(), "{latex}");
    for line in formula.unicode(76).lines() {
        assert!(line.chars().count() <= 76 && !line.contains('\\'), "{latex}: {line}");
    }
}

/// With spaces between them.
pub fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().expect(text)).collect()
}

/// Of a property: so many cases, the same in every run.
pub fn cases(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(6202);
    Config { cases, failure_persistence: None, rng_seed, ..Config::default() }
}

/// n rows, d columns and weights, all of them uniform between -1 and 1.
pub fn random(n: usize, d: usize, seed: u32) -> (Linear, Vector) {
    let mut rng = manual_seed(seed);
    let [x, t, w] = [(n, d), (n, 1), (d, 1)].map(|(n, d)| uniform_matrix(&mut rng, n, d, 1.0));
    (Linear::new(x, t.column(0).into_owned()).unwrap(), w.column(0).into_owned())
}

/// That it is the core of exercise 6 with one neuron, and J its mean squared error.
pub fn assert_is_one_neuron(model: &impl Neuron, w: &Vector, f: Activation, tolerance: f64) {
    let column = |v: &Vector| Matrix::from_columns(slice::from_ref(v));
    let layer = Layer { w: column(w), b: Vector::zeros(1), activation: f };
    let (mlp, t) = (Mlp::new(vec![layer]).unwrap(), column(model.t()));
    let (j, _, grads) = mlp.gradient(model.x(), &t, Loss::MeanSquaredError).unwrap();
    let (loss, gradient) = model.loss_and_gradient(w).unwrap();
    assert_relative_eq!(loss, j, max_relative = tolerance);
    assert!((gradient - grads.w[0].column(0)).amax() <= tolerance * grads.w[0].amax());
}

/// That it is an error and says this; … is anything between.
#[track_caller]
pub fn assert_refused<T>(result: Result<T>, says: &str) {
    let Err(error) = result else { panic!("expected an error: {says}") };
    let message = error.to_string();
    let mut rest = &message[..];
    for words in says.split(" … ") {
        let found = rest.split_once(words);
        (_, rest) = found.unwrap_or_else(|| panic!("{message:?} does not say {words:?}"));
    }
}

/// That it is an error and says this, to the character.
#[track_caller]
pub fn assert_error_is<T>(result: Result<T>, says: &str) {
    let Err(error) = result else { panic!("expected an error: {says}") };
    assert_eq!(error.to_string(), says);
}

/// That it is an error and begins so.
#[track_caller]
pub fn assert_error_begins<T>(result: Result<T>, says: &str) {
    let Err(error) = result else { panic!("expected an error: {says}") };
    assert!(error.to_string().starts_with(says), "{error} does not begin: {says}");
}

/// Fails with everything there is to know about the first comparison that does not hold, or if
/// nothing was compared.
#[cfg(feature = "torch")]
#[track_caller]
pub fn assert_hold(checks: impl IntoIterator<Item = Check>) {
    let mut checks = checks.into_iter().peekable();
    assert!(checks.peek().is_some(), "no comparisons");
    checks.for_each(|check| assert!(check.holds, "{check}"));
}
