//! Regressions: a step of descent on the wines beside the arithmetic that it cannot do without, and
//! four problems of 100 000 rows and 50 columns, whose peers are in `peers.py`.

use super::table::{Row, medians};
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::kernel::elementary::{exp, ln_of_one_and};
use ma6202::linear::attribute::Attribute;
use ma6202::linear::least_squares;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::separation::Separation;
use ma6202::logistic::{Logistic, Reading};
use ma6202::oracle::{Device, Judged, descend_neuron, lstsq};
use ma6202::wine::Wine;
use multiversion::multiversion;
use nalgebra::{DMatrix, DVector};
use std::hint::black_box;

const ROUNDS: usize = 31;
const LARGE_ROUNDS: usize = 5;
const STEPS: usize = 2000;

pub fn rows() -> ma6202::Result<Vec<Row>> {
    let wine = Wine::embedded();
    let linear = Attribute::prepare(&wine, 0, 6202)?.train;
    let logistic = grower(&wine, 0, &ALL)?;
    let mut rows = Vec::new();
    rows.extend(step("linear regression", &linear, squares_of_13));
    rows.extend(step("logistic regression", &logistic, cross_entropies_of_14));
    rows.extend(large()?);
    Ok(rows)
}

/// A step of descent, whose whole path is kept, beside the arithmetic alone and beside torch.
fn step<const D: usize>(name: &str, model: &impl Judged, arithmetic: Arithmetic<D>) -> [Row; 2] {
    let start = DVector::zeros(D);
    let sgd = Sgd { learning_rate: 0.01, momentum: 0.0 };
    let ours = || {
        black_box(descend(model, &start, sgd, &Stop::after(STEPS)).expect("a sound problem"));
    };
    let (x, t) = blocks::<D>(model.x(), model.t());
    let (w, mut gradient) = ([0.01; D], [0.0; D]);
    let mut least = || {
        for _ in 0..STEPS {
            black_box(arithmetic(black_box(&x), &t, black_box(&w), &mut gradient));
            black_box(&mut gradient);
        }
    };
    let torch = || {
        let w = descend_neuron(model, &start, sgd, STEPS / 10, Device::CPU);
        black_box(w.expect("torch on the CPU"));
    };
    let [ours, least, torch] = medians(ROUNDS, [&mut { ours }, &mut least, &mut { torch }]);
    let row = |peer: &str, peer_seconds, limit| Row {
        what: format!("{name}, a step on the wines"),
        ours: ours / STEPS as f64,
        peer: peer.into(),
        theirs: Some(peer_seconds),
        limit: Some(limit),
    };
    [
        row("the arithmetic alone", least / STEPS as f64, 1.3),
        row("torch", torch / (STEPS / 10) as f64, 1.0),
    ]
}

const LANES: usize = 8;

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

/// Σ ℓ, given X and t in blocks of eight rows and w; and Σ ∂ℓ/∂w.
type Arithmetic<const D: usize> = fn(&[[Lanes; D]], &[Lanes], &[f64; D], &mut [f64; D]) -> f64;

/// X and t in blocks, the last filled up with rows of zeros.
fn blocks<const D: usize>(x: &DMatrix<f64>, t: &DVector<f64>) -> (Vec<[Lanes; D]>, Vec<Lanes>) {
    let blocks = t.len().div_ceil(LANES);
    let mut x_blocks = vec![[Lanes([0.0; LANES]); D]; blocks];
    let mut t_blocks = vec![Lanes([0.0; LANES]); blocks];
    for i in 0..t.len() {
        t_blocks[i / LANES].0[i % LANES] = t[i];
        for j in 0..D {
            x_blocks[i / LANES][j].0[i % LANES] = x[(i, j)];
        }
    }
    (x_blocks, t_blocks)
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn squares_of_13(x: &[[Lanes; 13]], t: &[Lanes], w: &[f64; 13], gradient: &mut [f64; 13]) -> f64 {
    one_pass(x, t, w, gradient)
}

/// The same products, and the exponentials and logarithms of as many rows.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn cross_entropies_of_14(
    x: &[[Lanes; 14]],
    t: &[Lanes],
    w: &[f64; 14],
    gradient: &mut [f64; 14],
) -> f64 {
    black_box(one_pass(x, t, w, gradient));
    let (mut sums, mut products) = ([0.0; LANES], [0.0f64; LANES]);
    for (x, t) in x.iter().zip(t) {
        let mut delta = x[1];
        for lane in 0..LANES {
            let s = 2.0 * t.0[lane] - 1.0;
            let z = -s * delta.0[lane];
            let e = exp(-z.abs());
            sums[lane] += z.max(0.0);
            products[lane] = products[lane].mul_add(e, products[lane] + e);
            delta.0[lane] = -s * (if z > 0.0 { 1.0 } else { e } / (1.0 + e));
        }
        black_box(&mut delta);
    }
    for lane in 0..LANES {
        sums[lane] += ln_of_one_and(products[lane]);
    }
    sums.iter().sum()
}

/// Σ (a - t)² and Xᵀ (a - t) for a = Xw. X is read once: a block's columns serve a, and while they
/// are at hand the gradient; how many there are is known to the compiler.
#[inline(always)]
#[allow(clippy::needless_range_loop)] // A lane is the same in all arrays.
fn one_pass<const D: usize>(
    x: &[[Lanes; D]],
    t: &[Lanes],
    w: &[f64; D],
    gradient: &mut [f64; D],
) -> f64 {
    let (mut squares, mut sums) = ([0.0; LANES], [[0.0; LANES]; D]);
    for (x, t) in x.iter().zip(t) {
        let mut delta = [0.0; LANES];
        for j in 0..D {
            for lane in 0..LANES {
                delta[lane] = w[j].mul_add(x[j].0[lane], delta[lane]);
            }
        }
        for lane in 0..LANES {
            delta[lane] -= t.0[lane];
            squares[lane] = delta[lane].mul_add(delta[lane], squares[lane]);
        }
        for (x, sums) in x.iter().zip(&mut sums) {
            for lane in 0..LANES {
                sums[lane] = delta[lane].mul_add(x.0[lane], sums[lane]);
            }
        }
    }
    *gradient = sums.map(|lanes| lanes.iter().sum());
    squares.iter().sum()
}

/// Of the problems beside which `peers.py` puts numpy, scikit-learn and scipy.
fn large() -> ma6202::Result<Vec<Row>> {
    const PENALTY: f64 = 1e-3;
    const PASSES: usize = 10;
    let (x, t) = data(100_000, 50);
    let labels = t.map(|t| f64::from(t > 0.0));
    let logistic = Logistic::new(x.clone(), labels.clone(), Reading::CrossEntropy, PENALTY)?;
    let [fit, torch, newton, separation, perceptron] = medians(
        LARGE_ROUNDS,
        [
            &mut || drop(black_box(least_squares(&x, &t).expect("independent columns"))),
            &mut || drop(black_box(lstsq(&x, &t).expect("torch on the CPU"))),
            &mut || drop(black_box(logistic.newton().expect("a minimiser"))),
            &mut || drop(black_box(Separation::of(&x, &labels).expect("overlap"))),
            &mut || drop(black_box(Perceptron::train(&x, &labels, PASSES).expect("numbers"))),
        ],
    );
    let row = |what: &str, ours, peer: &str, theirs| Row {
        what: format!("{what}, 100 000 x 50"),
        ours,
        peer: peer.into(),
        theirs,
        limit: Some(1.0),
    };
    Ok(vec![
        row("least squares", fit, "LAPACK through torch", Some(torch)),
        row("least squares", fit, "numpy.linalg.lstsq", None),
        row("Newton's method", newton, "scikit-learn's newton-cholesky", None),
        row("separation", separation, "scipy's linprog", None),
        row("10 passes of the perceptron", perceptron, "scikit-learn", None),
    ])
}

/// X with a column of ones, and t = Xw + noise for w = (0, 1, 1, …).
fn data(n: usize, d: usize) -> (DMatrix<f64>, DVector<f64>) {
    let number = |i: usize, j: usize| uniform((i * (d + 1) + j) as u64);
    let x = DMatrix::from_fn(n, d, |i, j| if j == 0 { 1.0 } else { number(i, j) });
    let t = |i: usize, _| x.row(i).sum() - 1.0 + 4.0 * number(i, d);
    let t = DVector::from_fn(n, t);
    (x, t)
}

/// From -½ to ½: the k-th number of SplitMix64, started at 0.
fn uniform(k: u64) -> f64 {
    let z = (k + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / 2f64.powi(53) - 0.5
}
