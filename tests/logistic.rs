//! Exercise 5, the code: both losses, the maximum-likelihood estimate, and labels that have
//! none. The planes that tell labels apart are in `tests/separation.rs`, the perceptron and XOR
//! in `tests/perceptron.rs`.

use crate::common::labelled::{self, Labelled, line};
use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::descent::derivation::{NeuronAt, NeuronVariable};
use ma6202::descent::{DescentPath, Ending, Sgd, Stop, descend};
use ma6202::logistic::cars::{MANUAL, WEIGHT, cars};
use ma6202::logistic::convexity::counterexample;
use ma6202::logistic::derivation::{Answer, chains, plateau};
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::separation::Growth;
use ma6202::logistic::{Logistic, Reading, level, probabilities};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
#[cfg(feature = "torch")]
use ma6202::oracle::{
    Autograd, Device, Referee, check_descent, check_estimate, check_neuron,
    cross_entropy_with_logits, multiprecision,
};
use ma6202::wine::Wine;
use nalgebra::{dmatrix, dvector};
use proptest::prelude::*;
use rand::RngExt;
use rstest::rstest;

use Reading::{CrossEntropy, SquaredError};

/// One row x = 1, so that w is its activation value.
fn row(t: f64, reading: Reading) -> Logistic {
    Logistic::new(dmatrix![1.0], dvector![t], reading, 0.0).unwrap()
}

fn random(n: usize, d: usize, seed: u32, reading: Reading, penalty: f64) -> (Logistic, Vector) {
    let mut rng = manual_seed(seed);
    let x = Matrix::from_fn(n, d, |_, _| rng.random_range(-1.0..1.0));
    let t = Vector::from_fn(n, |_, _| f64::from(rng.random::<bool>()));
    let w = Vector::from_fn(d, |_, _| rng.random_range(-3.0..3.0));
    (Logistic::new(x, t, reading, penalty).unwrap(), w)
}

fn by_entropy((x, t): Labelled) -> Logistic {
    Logistic::new(x, t, CrossEntropy, 0.0).unwrap()
}

fn apart() -> Logistic {
    by_entropy(labelled::apart())
}

// "Two readings, both answered; each a checked chain, against differences and autograd; Hessians
// too; the penalty's gradient as well."

#[cfg(feature = "torch")]
#[test]
fn every_line_holds() {
    for chain in chains() {
        for seed in 0..5 {
            let problems = chain.problems(&mut manual_seed(seed)).unwrap();
            assert_eq!(problems.len(), 5);
            for problem in &problems {
                assert_eq!(problem.neuron.reading(), chain.reading);
                assert_eq!(problem.neuron.penalty() > 0.0, chain.penalised);
                let ones = problem.neuron.t().sum();
                assert!(ones > 0.0 && ones < problem.neuron.t().len() as f64, "one label only");
            }
            assert_holds(&chain.derivation, &problems);
        }
    }
}

#[cfg(feature = "torch")]
#[test]
fn wrong_factors_are_caught() {
    for chain in chains() {
        let problems = chain.problems(&mut manual_seed(0)).unwrap();
        assert_spoiled_are_caught(&chain.derivation, &problems);
    }
}

#[cfg(feature = "torch")]
#[rstest]
#[case::one(1, 1)]
#[case::few(5, 3)]
#[case::wines(178, 14)]
#[case::wide(3, 20)]
fn every_referee_agrees(#[case] n: usize, #[case] d: usize) {
    for reading in Reading::ALL {
        for penalty in [0.0, 0.4] {
            let (model, w) = random(n, d, n as u32, reading, penalty);
            let referees = Referee::of_derivatives(&[Device::CPU]);
            let checks = check_neuron(reading.name(), &model, &w, &referees).unwrap();
            assert!(checks.len() >= 5);
            assert_hold(checks);
            let sgd = Sgd { learning_rate: 0.7, momentum: 0.2 };
            let check = check_descent(reading.name(), &model, &w, sgd, 30, Device::CPU).unwrap();
            assert_hold([check]);
        }
    }
}

/// The lecture's sentence: the core of exercise 6 with one logistic neuron, and J its squared
/// error.
#[test]
fn the_first_reading_is_a_network_of_one_neuron() {
    let (model, w) = random(178, 13, 5, SquaredError, 0.0);
    assert_is_one_neuron(&model, &w, Activation::Logistic, 1e-14);
}

/// J at w = 0 is ln 2 and ¼; ∇J = (1/n) Xᵀ(½ - t), and (2/n) Xᵀ(½ - t)/4.
#[test]
fn numbers_by_hand() {
    let x = dmatrix![1.0, 2.0; 3.0, -1.0];
    let model = Logistic::new(x, dvector![1.0, 0.0], CrossEntropy, 0.5).unwrap();
    let (loss, gradient) = model.loss_and_gradient(&Vector::zeros(2)).unwrap();
    assert_relative_eq!(loss, std::f64::consts::LN_2, max_relative = 1e-15);
    assert_eq!(gradient, dvector![0.5, -0.75]);
    // ½ · ¼ (1 + 9, 2 - 3; 4 + 1), and the penalty's ½ on the diagonal.
    assert_eq!(model.hessian(&Vector::zeros(2)).unwrap(), dmatrix![1.75, -0.125; -0.125, 1.125]);
    let squares = model.with_penalty(0.0).unwrap().read_as(SquaredError);
    let (loss, gradient) = squares.loss_and_gradient(&Vector::zeros(2)).unwrap();
    assert_eq!((loss, gradient), (0.25, dvector![0.25, -0.375]));
    // ½ p ‖w‖² and p w.
    let w = dvector![1.0, -2.0];
    let (with, without) = (model.loss_and_gradient(&w).unwrap(), model.with_penalty(0.0).unwrap());
    let without = without.loss_and_gradient(&w).unwrap();
    assert_relative_eq!(with.0 - without.0, 0.25 * 5.0, max_relative = 1e-15);
    assert_relative_eq!(with.1 - without.1, dvector![0.5, -1.0], max_relative = 1e-15);
}

#[test]
fn the_rows_gradients_have_the_mean_gradient() {
    for reading in Reading::ALL {
        let (model, w) = random(7, 3, 9, reading, 0.7);
        let mean = model.gradients(&w).unwrap().row_mean().transpose();
        let (_, gradient) = model.loss_and_gradient(&w).unwrap();
        assert_relative_eq!(mean, gradient, max_relative = 1e-13);
    }
}

// "Stable for |a| up to 1000: no overflow, no log 0, losses equal to torch's with-logits form."

#[cfg(feature = "torch")]
#[test]
fn losses_and_slopes_to_the_last_digits() {
    let mut rng = manual_seed(1);
    let mut z: Vec<f64> = (0..300).map(|_| rng.random_range(-40.0..40.0)).collect();
    z.extend((0..100).map(|_| rng.random_range(-1000.0..1000.0)));
    z.extend([0.0, -0.0, 1e-300, -1e-300, 1e-17, -1e-17, 36.7, -36.7, 37.0, -37.0]);
    z.extend([709.7, -709.7, 745.0, -745.0, 746.0, -746.0, 1000.0, -1000.0, 1e300, -1e300]);
    for t in [0.0, 1.0] {
        let a: Vec<f64> = z.iter().map(|z| if t == 0.0 { *z } else { -z }).collect();
        let (losses, slopes) =
            cross_entropy_with_logits(&a, &vec![t; a.len()], Device::CPU).unwrap();
        for (index, &z) in z.iter().enumerate() {
            let at = dvector![a[index]];
            let (loss, slope) = row(t, CrossEntropy).loss_and_gradient(&at).unwrap();
            let logistic = multiprecision::activation(Activation::Logistic, z).0;
            let softplus = multiprecision::activation(Activation::Softplus { beta: 1.0 }, z).0;
            // Below 2^-1022 numbers have fewer digits.
            let assert_near = |ours: f64, right: f64| {
                let near = (ours - right).abs() <= 2.0 * f64::EPSILON * right + 1e-323;
                assert!(near, "t = {t}, z = {z}: {ours:e} {right:e}");
            };
            assert_near(loss, softplus);
            assert_near(slope[0] * (1.0 - 2.0 * t), logistic);
            // torch's are right to the rounding of 1, or of |a|.
            assert!((loss - losses[index]).abs() <= 4.0 * f64::EPSILON * z.abs().max(1.0));
            assert!((slope[0] - slopes[index]).abs() <= 4.0 * f64::EPSILON);

            let (loss, slope) = row(t, SquaredError).loss_and_gradient(&at).unwrap();
            let off = (loss - logistic * logistic).abs();
            assert!(off <= 4.0 * f64::EPSILON * loss + 1e-323, "{z}");
            let other = multiprecision::activation(Activation::Logistic, -z).0;
            let right = 2.0 * logistic * logistic * other;
            let off = (slope[0].abs() - right).abs();
            assert!(off <= 8.0 * f64::EPSILON * right + 1e-322, "{z}: {slope} {right:e}");
            let sign = if slope[0] == 0.0 { 0.0 } else { slope[0].signum() };
            assert!(sign == 1.0 - 2.0 * t || right < 1e-320, "{z}: {slope}");
        }
    }
}

#[test]
fn a_row_of_a_thousand_does_not_spoil_the_others() {
    let x = dmatrix![1000.0; -1000.0; 1.0];
    let model = Logistic::new(x, dvector![0.0, 0.0, 1.0], CrossEntropy, 0.0).unwrap();
    let (loss, gradient) = model.loss_and_gradient(&dvector![1.0]).unwrap();
    let e = (-1.0f64).exp();
    assert_relative_eq!(loss, (1000.0 + e.ln_1p()) / 3.0, max_relative = 1e-15);
    assert_relative_eq!(gradient[0], (1000.0 - e / (1.0 + e)) / 3.0, max_relative = 1e-15);
    assert_eq!(model.loss(&dvector![1e308]).unwrap(), f64::INFINITY);
}

// "The second is positive semidefinite (convex), the first is not, with a counterexample that the
// program finds."

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_cross_entropy_is_convex(n in 1_usize..10, d in 1_usize..5, seed in 0_u32..1000) {
        let (model, w) = random(n, d, seed, CrossEntropy, 0.0);
        let eigenvalues = model.hessian(&w).unwrap().symmetric_eigenvalues();
        prop_assert!(eigenvalues.min() >= -1e-15 * eigenvalues.max());
        // The middle of a segment is no higher than the mean of its ends.
        let (_, v) = random(n, d, seed + 1, CrossEntropy, 0.0);
        let loss = |w: &Vector| model.loss(w).unwrap();
        let mean = 0.5 * (loss(&w) + loss(&v));
        prop_assert!(loss(&(0.5 * (&w + &v))) <= mean * (1.0 + 1e-15));
        // And never bends by more than L.
        prop_assert!(eigenvalues.max() <= model.largest_curvature().unwrap() * (1.0 + 1e-12));
        prop_assert!(counterexample(&model, &mut manual_seed(seed), 20).unwrap().is_none());
    }
}

#[cfg(feature = "torch")]
#[test]
fn the_squared_error_has_hollows() {
    for (model, dimensions) in
        [(cars(SquaredError), 2), (apart().read_as(SquaredError), 2), (row(1.0, SquaredError), 1)]
    {
        let found = counterexample(&model, &mut manual_seed(3), 500).unwrap().unwrap();
        assert_eq!((found.w.len(), found.direction.len()), (dimensions, dimensions));
        assert!(found.curvature < -1e-3 && found.excess() > 1e-3, "{found:?}");
        // By torch: uᵀHu, and the three losses.
        let mut bend = 0.0;
        for k in 0..dimensions {
            let point = NeuronAt { neuron: model.clone(), w: found.w.clone(), k };
            let h = point.autograd(NeuronVariable::PartialDerivative, Device::CPU).unwrap();
            bend += found.direction[k] * h.column(0).dot(&found.direction);
        }
        assert_relative_eq!(found.curvature, bend, max_relative = 1e-12);
        let shift = found.half * &found.direction;
        let places = Matrix::from_columns(&[&found.w - &shift, &found.w + &shift, found.w.clone()]);
        let losses = ma6202::oracle::losses(&model, &places, Device::CPU).unwrap();
        assert!(losses[2] > 0.5 * (losses[0] + losses[1]) + 1e-3);
        for (theirs, ours) in losses.iter().zip([found.ends[0], found.ends[1], found.middle]) {
            assert_relative_eq!(*theirs, ours, max_relative = 1e-13);
        }
    }
    assert!(counterexample(&cars(SquaredError), &mut manual_seed(1), 0).is_err());
}

/// Downwards where the answer is wrong by more than 2/3, that is a > ln 2 for label 0.
#[test]
fn a_row_bends_downwards_from_two_thirds_on() {
    let ln_2 = std::f64::consts::LN_2;
    for t in [0.0, 1.0] {
        let a = |z: f64| if t == 0.0 { z } else { -z };
        let squares = row(t, SquaredError);
        let bend = |a: f64| squares.hessian(&dvector![a]).unwrap()[0];
        assert!(bend(a(ln_2 - 1e-6)) > 0.0 && bend(a(ln_2 + 1e-6)) < 0.0);
        assert!(bend(a(ln_2)).abs() < 1e-15);
        assert!(row(t, CrossEntropy).hessian(&dvector![a(ln_2 + 5.0)]).unwrap()[0] > 0.0);
    }
}

#[cfg(feature = "torch")]
#[test]
fn the_plateau_is_estimated_line_by_line() {
    let answers: Vec<Answer> = [-3.0, 0.0, 0.5, 2.0, 7.0, 20.0].map(|a| Answer { a }).into();
    let by_torch = |p: &Answer| {
        let point = NeuronAt { neuron: p.model(SquaredError), w: dvector![p.a], k: 0 };
        Ok(point.autograd(NeuronVariable::Weights, Device::CPU)?[0].abs())
    };
    let checks = check_estimate(&plateau(), &answers, AUTOGRAD, by_torch).unwrap();
    assert_hold(checks);
    for (line, factor) in ["1.000001", "0.9", "0.9"].into_iter().enumerate() {
        let formula = times(factor, plateau().lines[line].formula);
        assert!(!held_with(plateau(), line, formula, &answers, AUTOGRAD, by_torch)[line], "{line}");
    }
}

// "Descent to the maximum-likelihood estimate; Newton's method beside it, same answer in few
// steps."

/// Newton's path and descent's, both to where J is flat.
fn both_ways(model: &Logistic, gradient: f64, iterations: usize) -> [DescentPath; 2] {
    let paths = [model.newton(), model.descend_to_minimum(gradient, iterations)];
    let paths = paths.map(Result::unwrap);
    assert!(paths.iter().all(|path| path.ending == Ending::Flat));
    paths
}

#[test]
fn the_cars_are_rs() {
    assert_relative_eq!(WEIGHT.iter().sum::<f64>(), 102.952, max_relative = 1e-15);
    assert_eq!(MANUAL.iter().sum::<f64>(), 13.0);
    let model = cars(CrossEntropy);
    // The exercise's digits.
    let right = [12.04036972865732, -4.023969962173201];
    let [newton, descent] = both_ways(&model, 1e-14, 100_000);
    for (k, right) in right.into_iter().enumerate() {
        assert_relative_eq!(newton.last()[k], right, max_relative = 1e-13);
        assert_relative_eq!(descent.last()[k], right, max_relative = 2e-12);
    }
    assert!(newton.losses.len() <= 10, "{} steps", newton.losses.len());
    assert_eq!(model.mistakes(&newton.last()).unwrap(), 3);
}

/// `tests/golden/logistic/estimates.txt`: Newton's method in mpmath with 50 digits, see
/// `estimates.py` beside it.
#[test]
fn estimates_are_those_of_multi_precision() {
    let golden = include_str!("golden/logistic/estimates.txt");
    assert_eq!(golden.lines().count(), 7);
    for line in golden.lines() {
        let (name, rest) = line.split_once(' ').unwrap();
        let [penalty, loss, ref w @ ..] = numbers(rest)[..] else { panic!("{line}") };
        let w = Vector::from_column_slice(w);
        let wines = |class: &str, attributes: &[usize]| {
            grower(&Wine::embedded(), class.parse().unwrap(), attributes).unwrap()
        };
        let model = match name.split_once('-') {
            None => cars(CrossEntropy),
            Some(("two", class)) => wines(class, &[0, 1]),
            Some((_, class)) => wines(class, &ALL),
        };
        let model = model.with_penalty(penalty).unwrap();
        let paths = both_ways(&model, 1e-14, 200_000);
        for (path, share) in paths.iter().zip([1e-13, 2e-12]) {
            assert!((path.last() - &w).amax() <= share * w.amax(), "{line}: {}", path.last());
        }
        let [newton, _] = paths;
        assert_relative_eq!(newton.last_loss(), loss, max_relative = 1e-14);
        assert!(newton.losses.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-15)));
        assert!(newton.losses.len() <= 10, "{} steps", newton.losses.len());
    }
}

/// Far from the minimum J is almost straight, and a whole step leads beyond all sense: it is halved
/// until J falls.
#[test]
fn newtons_steps_are_halved_where_they_must_be() {
    let model = cars(CrossEntropy);
    let minimum = model.newton().unwrap();
    for start in [dvector![-20.0, 3.0], dvector![30.0, -5.0], dvector![0.0, 4.0]] {
        let path = model.newton_from(&start).unwrap();
        assert_eq!((path.ending, path.w.column(0).into_owned()), (Ending::Flat, start));
        assert!(path.losses.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-15)));
        assert_relative_eq!(path.last(), minimum.last(), max_relative = 1e-12);
    }
    let error = model.newton_from(&dvector![1e6, 0.0]).unwrap_err().to_string();
    assert!(error.starts_with("weights w: expected some answers y that are neither"), "{error}");
    assert!(error.ends_with("got |a| up to 1e6"), "{error}");
    assert!(matches!(model.newton_from(&dvector![1.0]), Err(Error::Shape { .. })));
}

/// At w = 0 every y is ½, and L is reached.
#[test]
fn the_largest_curvature_is_that_at_zero() {
    for penalty in [0.0, 0.8] {
        let (model, _) = random(30, 4, 10, CrossEntropy, penalty);
        let largest = model.hessian(&Vector::zeros(4)).unwrap().symmetric_eigenvalues().max();
        assert_relative_eq!(model.largest_curvature().unwrap(), largest, max_relative = 1e-13);
    }
}

// "Separable data have no minimiser: detected and said, not reported as converged; with an L2
// penalty it converges."

fn quasi() -> Logistic {
    by_entropy(line(&[1.0, 3.0, 3.0, 5.0], &[0.0, 0.0, 1.0, 1.0]))
}

#[rstest]
#[case::complete(apart(), "complete separation")]
#[case::quasi(quasi(), "quasi-complete separation")]
#[case::one_label(by_entropy((dmatrix![1.0; 1.0], dvector![1.0, 1.0])), "complete separation")]
#[case::wines(grower(&Wine::embedded(), 1, &ALL).unwrap(), "complete separation")]
fn labels_apart_have_no_estimate(#[case] model: Logistic, #[case] case: &str) {
    for refused in [model.newton(), model.descend_to_minimum(1e-6, 1000)] {
        let error = refused.unwrap_err();
        assert!(matches!(error, Error::Separated { case: found } if found == case), "{error}");
        assert!(error.to_string().contains("no minimiser"), "{error}");
    }
    // With a penalty there is one, and both ways lead to it.
    let penalised = model.with_penalty(0.05).unwrap();
    let [newton, descent] = both_ways(&penalised, 1e-13, 1_000_000);
    assert!((newton.last() - descent.last()).amax() <= 1e-10 * newton.last().amax());
    let (_, gradient) = penalised.loss_and_gradient(&newton.last()).unwrap();
    assert!(gradient.amax() < 1e-14, "{gradient}");
}

/// Plain descent does not claim to be done.
#[test]
fn descent_on_separable_labels_runs_out_of_iterations() {
    let sgd = Sgd { learning_rate: 0.1, momentum: 0.0 };
    let path = descend(&apart(), &dvector![0.0, 0.0], sgd, &Stop::after(2000)).unwrap();
    assert_eq!(path.ending, Ending::Iterations);
    assert!(path.losses.windows(2).all(|pair| pair[1] < pair[0]));
}

#[rstest]
#[case::squares(
    cars(SquaredError),
    "loss to be minimised: expected the cross-entropy, got squared error"
)]
#[case::dependent(
    by_entropy(line(&[2.0; 3], &[1.0, 0.0, 1.0])),
    "columns of X: expected independent ones, or a penalty, got rank 1 of 2: column 1 = 2 · column 0; w is the shortest of many minimisers"
)]
fn what_newton_cannot_do_is_said(#[case] model: Logistic, #[case] says: &str) {
    assert_error_is(model.newton(), says);
}

/// The step overshoots all numbers on the right side, where J = 0 and its slope too: that is no
/// minimum.
#[test]
fn infinite_weights_are_no_minimum() {
    let model = Logistic::new(dmatrix![1e300], dvector![1.0], CrossEntropy, 0.0).unwrap();
    let sgd = Sgd { learning_rate: 1e10, momentum: 0.0 };
    let stop = Stop { loss: Some(0.0), gradient: Some(0.0), ..Stop::after(5) };
    let path = descend(&model, &dvector![0.0], sgd, &stop).unwrap();
    assert_eq!(path.ending, Ending::Diverged { iteration: 1 });
    assert_eq!(path.last(), dvector![0.0]);
}

#[test]
fn the_length_of_w_grows_like_the_logarithm() {
    for class in 0..3 {
        let model = grower(&Wine::embedded(), class, &ALL).unwrap();
        let growth = Growth::watch(&model, 60_000).unwrap();
        assert_eq!(growth.path.ending, Ending::Iterations);
        let lengths = growth.lengths();
        assert!(lengths.windows(2).all(|pair| pair[1] > pair[0]));
        let all: [fn(&Growth, usize) -> f64; 3] =
            [|growth, k| growth.rate(k) * growth.margin, Growth::loss_rate, Growth::alignment];
        for tends_to_1 in all {
            // Nearer to 1 than before, and near.
            let (early, late) = (tends_to_1(&growth, 1000), tends_to_1(&growth, 60_000));
            assert!((late - 1.0).abs() < (early - 1.0).abs(), "class {class}: {early}, {late}");
            assert!((late - 1.0).abs() < 0.13, "class {class}: {late}");
        }
    }
}

/// One row x = 1 with label 1: w' = 1/(1 + e^w), so w + e^w - 1 = λk in the limit of small λ;
/// γ = 1.
#[test]
fn one_row_grows_as_its_equation_says() {
    let growth = Growth::watch(&row(1.0, CrossEntropy), 100_000).unwrap();
    assert_relative_eq!(growth.margin, 1.0, max_relative = 1e-14);
    assert_relative_eq!(growth.learning_rate, 4.0, max_relative = 1e-12);
    let w = growth.path.last()[0];
    assert_relative_eq!(w + w.exp(), 4.0 * 100_000.0, max_relative = 1e-3);
    assert_relative_eq!(growth.rate(100_000), 1.0, max_relative = 1e-3);
    assert_relative_eq!(growth.loss_rate(100_000), 1.0, max_relative = 1e-3);
    assert_relative_eq!(growth.alignment(100_000), 1.0, max_relative = 1e-15);
}

#[rstest]
#[case::overlap(cars(CrossEntropy), "labels: expected complete separation, got overlap")]
#[case::quasi(quasi(), "labels: expected complete separation, got quasi-complete separation")]
#[case::squares(apart().read_as(SquaredError), "loss to be watched: expected the cross-entropy, without a penalty, got squared error")]
#[case::penalty(apart().with_penalty(0.1).unwrap(), "loss to be watched: expected the cross-entropy, without a penalty, got")]
fn nothing_grows_for_ever_elsewhere(#[case] model: Logistic, #[case] says: &str) {
    assert_error_begins(Growth::watch(&model, 10), says);
}

#[test]
fn a_few_iterations_show_no_growth() {
    assert!(Growth::watch(&row(1.0, CrossEntropy), 10).is_ok());
    let few = Growth::watch(&row(1.0, CrossEntropy), 9);
    assert_error_is(few, "iterations to watch: expected at least 10, got 9");
}

// Probabilities, lines, mistakes.

#[test]
fn probabilities_and_their_lines() {
    let w = dvector![-0.5, 2.0, -1.5];
    for p in [0.1, 0.5, 0.9] {
        let line = level(&w, p, 7.0).unwrap();
        let ends = Matrix::from_fn(2, 3, |i, j| [1.0, line[i].0, line[i].1][j]);
        for y in probabilities(&ends, &w).unwrap().iter() {
            assert_relative_eq!(*y, p, max_relative = 1e-14);
        }
        let length = (line[1].0 - line[0].0).hypot(line[1].1 - line[0].1);
        assert_relative_eq!(length, 14.0, max_relative = 1e-14);
    }
    for p in [0.0, 1.0, -0.1, f64::NAN] {
        assert!(level(&w, p, 1.0).is_err());
    }
    assert!(level(&dvector![1.0, 0.0, 0.0], 0.5, 1.0).is_err());
    assert!(level(&dvector![1.0, 2.0], 0.5, 1.0).is_err());
    assert!(matches!(probabilities(&dmatrix![1.0], &w), Err(Error::Shape { .. })));
    let one = dmatrix![1.0, 0.0, 0.0];
    for (x, w) in [(one.clone() * f64::NAN, w.clone()), (one, w * f64::NAN)] {
        assert!(matches!(probabilities(&x, &w), Err(Error::NotFinite { .. })));
    }
}

#[test]
fn an_answer_of_one_half_is_a_mistake() {
    let model = apart();
    // The border at 3.5, at 3, and everywhere.
    for (w, mistakes) in
        [([-3.5, 1.0], 0), ([-3.0, 1.0], 1), ([0.0, 0.0], 5), ([3.5, -1.0], 5), ([1.0, 0.0], 3)]
    {
        assert_eq!(model.mistakes(&Vector::from_column_slice(&w)).unwrap(), mistakes, "{w:?}");
    }
    // ∞ - ∞ is no answer, whatever the label.
    for t in [0.0, 1.0] {
        let model = Logistic::new(dmatrix![1e308, 1e308], dvector![t], CrossEntropy, 0.0).unwrap();
        assert_eq!(model.mistakes(&dvector![10.0, -10.0]).unwrap(), 1);
    }
}

// "Bad input gets an error that carries both values."

#[rstest]
#[case::shapes(dmatrix![1.0; 2.0], dvector![1.0], 0.0, "targets t: expected shape (2, 1), got (1, 1)")]
#[case::no_rows(
    Matrix::zeros(0, 1),
    Vector::zeros(0),
    0.0,
    "inputs X: expected at least one, got none"
)]
#[case::nan(dmatrix![1.0; f64::NAN], dvector![1.0, 0.0], 0.0, "inputs X: expected finite numbers, got NaN in row 1, column 0")]
#[case::label_2(dmatrix![1.0; 2.0], dvector![1.0, 2.0], 0.0, "label t of row 1: expected 0 or 1, got 2")]
#[case::label_half(dmatrix![1.0; 2.0], dvector![0.5, 1.0], 0.0, "label t of row 0: expected 0 or 1, got 0.5")]
#[case::label_nan(dmatrix![1.0; 2.0], dvector![1.0, f64::NAN], 0.0, "targets t: expected finite numbers, got NaN in row 1, column 0")]
#[case::penalty(dmatrix![1.0], dvector![1.0], -0.1, "penalty p: expected a number, not negative, got -0.1")]
#[case::infinite_penalty(dmatrix![1.0], dvector![1.0], f64::INFINITY, "penalty p: expected a number, not negative, got inf")]
fn bad_rows_are_refused(
    #[case] x: Matrix,
    #[case] t: Vector,
    #[case] penalty: f64,
    #[case] says: &str,
) {
    for reading in Reading::ALL {
        assert_error_is(Logistic::new(x.clone(), t.clone(), reading, penalty), says);
    }
}

#[test]
fn bad_weights_and_growers_are_refused() {
    let model = cars(CrossEntropy);
    for w in [dvector![1.0], dvector![f64::NAN, 0.0]] {
        assert!(
            model.loss(&w).is_err() && model.hessian(&w).is_err() && model.mistakes(&w).is_err()
        );
    }
    let wine = Wine::embedded();
    for (class, attributes) in [(3, &[0][..]), (0, &[]), (0, &[13])] {
        assert!(grower(&wine, class, attributes).is_err(), "{class} {attributes:?}");
    }
    let model = grower(&wine, 2, &[12, 0]).unwrap();
    assert_eq!((model.x().shape(), model.t().sum()), ((178, 3), 48.0));
}
