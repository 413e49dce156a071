//! Exercise 5: the perceptron, its bound, and XOR with and without a hidden layer.

use crate::common::labelled::*;
use crate::common::*;
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::estimate::Relation;
use ma6202::logistic::derivation::{Novikoff, novikoff};
use ma6202::logistic::perceptron::{Perceptron, PerceptronEnding};
use ma6202::logistic::separation::Separation;
use ma6202::logistic::xor;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
#[cfg(feature = "torch")]
use ma6202::oracle::{
    Referee, check_estimate, check_intermediates, check_separation, count_mistakes,
};
use nalgebra::{dmatrix, dvector};
use proptest::prelude::*;
use rstest::rstest;

/// The run of separable data beside the largest margin.
pub fn bounded((x, t): &Labelled, max_passes: usize) -> Novikoff {
    let run = Perceptron::train(x, t, max_passes).unwrap();
    let found = Separation::of(x, t).unwrap();
    let Separation::Complete { w, margin, .. } = found else { panic!("{found:?}") };
    Novikoff::new(x.clone(), t.clone(), run, w, margin.at_least).unwrap()
}

/// By hand: x = 1, 2, 3 with labels 0, 1, 1.
///
/// | row | w before | s wᵀx | w after |
/// |---|---|---|---|
/// | 1 | (0, 0) | 0 | (-1, -1) |
/// | 2 | (-1, -1) | -3 | (0, 1) |
/// | 3 | (0, 1) | 3 | |
/// | 1 | (0, 1) | -1 | (-1, 0) |
/// | 2 | (-1, 0) | -1 | (0, 2) |
/// | 3 | (0, 2) | 6 | |
/// | 1 | (0, 2) | -2 | (-1, 1) |
/// | 2, 3 | (-1, 1) | 1, 2 | |
/// | 1 | (-1, 1) | 0 | (-2, 0) |
/// | 2 | (-2, 0) | -2 | (-1, 2) |
/// | 3 | (-1, 2) | 5 | |
/// | 1 | (-1, 2) | -1 | (-2, 1) |
/// | 2 | (-2, 1) | 0 | (-1, 3) |
/// | 3 | (-1, 3) | 8 | |
/// | 1 | (-1, 3) | -2 | (-2, 2) |
/// | 2, 3 | (-2, 2) | 2, 4 | |
/// | 1 | (-2, 2) | 0 | (-3, 1) |
/// | 2 | (-3, 1) | -1 | (-2, 3) |
/// | 3 | (-2, 3) | 7 | |
/// | 1 | (-2, 3) | -1 | (-3, 2) |
/// | 2, 3, 1 | (-3, 2) | 1, 3, 1 | |
/// | 2, 3 | (-3, 2) | 1, 3 | |
#[test]
fn the_rule_is_rosenblatts() {
    let (x, t) = line(&[1.0, 2.0, 3.0], &[0.0, 1.0, 1.0]);
    let run = Perceptron::train(&x, &t, 100).unwrap();
    assert_eq!(run.w.as_slice(), [-3.0, 2.0]);
    assert_eq!(run.mistakes, [8, 5, 0]);
    assert_eq!((run.count(), run.passes, run.ending), (13, 9, PerceptronEnding::Done));
}

/// A row on the plane is a mistake with either label: w = 0 answers nothing, whatever H(0) is.
#[rstest]
#[case::label_1(1.0)]
#[case::label_0(0.0)]
fn zero_is_a_mistake(#[case] label: f64) {
    let run = Perceptron::train(&dmatrix![2.0], &dvector![label], 5).unwrap();
    assert_eq!((run.count(), run.passes, run.ending), (1, 2, PerceptronEnding::Done));
    assert_eq!(run.w[0], if label == 1.0 { 2.0 } else { -2.0 });
}

/// The same in exact arithmetic, and no more mistakes than (R / γ)².
#[cfg(feature = "torch")]
#[rstest]
#[case::wine_0(wines(0))]
#[case::wine_1(wines(1))]
#[case::wine_2(wines(2))]
#[case::line(apart())]
#[case::downwards(line(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 1.0, 0.0, 0.0, 0.0]))]
#[case::narrow(line(&[1.0, 2.0, 3.0, 3.25, 4.0, 5.0], &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]))]
fn mistakes_are_bounded(#[case] data: Labelled) {
    let p = bounded(&data, 100_000);
    assert_eq!(p.run.ending, PerceptronEnding::Done);
    assert_eq!(p.run.count(), count_mistakes(&data.0, &data.1, 100_000).unwrap());
    assert_hold(checked(&p));
    assert!(p.run.count() as f64 <= p.bound());
    // Every row is on its right side, and w is the sum of the mistakes.
    for (i, x) in data.0.row_iter().enumerate() {
        assert!((2.0 * data.1[i] - 1.0) * x.transpose().dot(&p.run.w) > 0.0, "row {i}");
    }
}

#[cfg(feature = "torch")]
fn checked(p: &Novikoff) -> Vec<ma6202::oracle::Check> {
    let measure = |p: &Novikoff| Ok(count_mistakes(&p.x, &p.t, p.run.passes)? as f64);
    check_estimate(&novikoff(), std::slice::from_ref(p), Referee::Counting, measure).unwrap()
}

/// The chain holds for runs that were cut off too, and no line of it is slack everywhere.
#[cfg(feature = "torch")]
#[test]
fn the_chain_holds_at_every_pass() {
    let data = wines(2);
    let finished = bounded(&data, 100_000).run.passes;
    assert!(finished > 3);
    let mut closest = vec![0.0_f64; novikoff().lines.len()];
    for passes in 1..=finished {
        let p = bounded(&data, passes);
        let done = passes == finished;
        let ending = if done { PerceptronEnding::Done } else { PerceptronEnding::Stopped };
        assert_eq!(p.run.ending, ending);
        let checks = checked(&p);
        let of_lines = checks.iter().filter(|check| check.what.contains(", line "));
        for (check, closest) in of_lines.zip(&mut closest) {
            *closest = closest.max(check.max_rel_error);
        }
        assert_hold(checks);
    }
    for (line, closest) in novikoff().lines.iter().zip(closest) {
        let reason = line.reason.en;
        assert!(line.relation == Relation::Equal || closest > 0.05, "{reason}: {closest}");
    }
}

/// Each line, spoiled, is caught where it is or where the next one is compared with it; and so is
/// each number of the problem.
#[cfg(feature = "torch")]
#[test]
fn a_wrong_chain_is_caught() {
    let p = bounded(&wines(2), 100_000);
    let broken = |line: usize, formula: &'static str| -> Vec<usize> {
        let measure = |p: &Novikoff| Ok(p.run.count() as f64);
        let one = std::slice::from_ref(&p);
        let held = held_with(novikoff(), line, formula, one, Referee::Counting, measure);
        (0..held.len()).filter(|&line| !held[line]).collect()
    };
    assert_eq!(broken(0, novikoff().lines[0].formula), [] as [usize; 0]);
    // γ for γ² in the sum: below M, and no longer equal to the second line.
    assert_eq!(broken(0, r"\frac{1}{M} \Bigl( \sum_i q_i s_i x_i^\top u \Bigr)^2"), [0, 1]);
    // A u of length 1.000001.
    assert_eq!(broken(1, r"1.000002 \frac{(w^\top u)^2}{M \gamma^2}"), [1]);
    // ‖w‖ for its square, each q_i and ‖x_i‖² forgotten, R / γ for its square.
    assert_eq!(broken(2, r"\frac{\|w\|}{M \gamma^2}"), [2]);
    assert_eq!(broken(3, r"\frac{1}{\gamma^2}"), [3]);
    assert_eq!(broken(4, r"R / \gamma"), [4]);
    // A margin three times too large, a mistake that was not counted, another direction.
    let holds = |p: &Novikoff| checked(p).iter().all(|check| check.holds);
    assert!(holds(&p));
    assert!(!holds(&Novikoff { margin: 3.0 * p.margin, ..p.clone() }));
    let mut run = p.run.clone();
    let row = run.mistakes.iter().position(|&k| k > 0).unwrap();
    run.mistakes[row] -= 1;
    assert!(!holds(&Novikoff { run, ..p.clone() }));
    let mut direction = p.direction.clone();
    direction[0] += 0.5;
    assert!(holds(&Novikoff { direction: 2.0 * p.direction.clone(), ..p.clone() }));
    assert!(!holds(&Novikoff { direction, margin: 2.0 * p.margin, ..p.clone() }));
}

/// XOR: the weights come back after the first pass, so the rule never ends; Gordan's quarters,
/// which are its four mistakes, say why.
#[cfg(feature = "torch")]
#[test]
fn xor_goes_round_for_ever() {
    let (x, t) = xor_with_ones();
    let run = Perceptron::train(&x, &t, 1000).unwrap();
    assert_eq!((run.passes, run.ending), (1, PerceptronEnding::Cycle { after: 0 }));
    assert_eq!(run.w.as_slice(), [0.0; 3]);
    assert_eq!(run.mistakes, [1; 4]);
    assert_eq!(count_mistakes(&x, &t, 1000).unwrap(), 4000);
    let alpha = Vector::from_iterator(4, run.mistakes.iter().map(|&k| k as f64 / 4.0));
    let by_mistakes = Separation::Overlap { alpha };
    for found in [Separation::of(&x, &t).unwrap(), by_mistakes] {
        assert_hold(check_separation(&x, &t, &found).unwrap());
        let Separation::Overlap { alpha } = found else { panic!() };
        assert!(alpha.iter().all(|alpha| (alpha - 0.25).abs() < 1e-15), "{alpha}");
    }
}

/// Whatever overlaps with whole numbers comes round; a row of zeros is a mistake for ever.
#[cfg(feature = "torch")]
#[rstest]
#[case::mixed(mixed())]
#[case::shared_point(shared_point())]
#[case::zero((Matrix::zeros(1, 2), Vector::zeros(1)))]
fn overlapping_data_come_round(#[case] (x, t): Labelled) {
    let run = Perceptron::train(&x, &t, 100_000).unwrap();
    let PerceptronEnding::Cycle { after } = run.ending else { panic!("{run:?}") };
    // Compared is w after pass 0, 1, 3, 7, …
    assert!((after + 1).is_power_of_two(), "{after}");
    // In exact arithmetic too: rounds later the mistakes have grown alike, pass after pass.
    let round = run.passes - after;
    let mistakes = |rounds: usize| count_mistakes(&x, &t, after + rounds * round).unwrap();
    assert_eq!(mistakes(1), run.count());
    assert!(mistakes(1) > mistakes(0));
    assert_eq!(mistakes(20) - mistakes(0), 20 * (mistakes(1) - mistakes(0)));
    if after > 0 {
        let earlier = Perceptron::train(&x, &t, after).unwrap();
        assert_eq!((earlier.ending, earlier.w), (PerceptronEnding::Stopped, run.w.clone()));
        // A pass too few to see it.
        let before = Perceptron::train(&x, &t, run.passes - 1).unwrap();
        assert_eq!(before.ending, PerceptronEnding::Stopped);
    }
}

#[rstest]
#[case::labels_missing(line(&[1.0, 2.0], &[1.0]), 5, "expected shape")]
#[case::nan(line(&[1.0, f64::NAN], &[0.0, 1.0]), 5, "inputs X: expected finite numbers, got NaN in row 1, column 1")]
#[case::label_half(line(&[1.0, 2.0], &[1.0, 0.5]), 5, "label t of row 1: expected 0 or 1, got 0.5")]
#[case::no_rows(line(&[], &[]), 5, "inputs X: expected at least one, got none")]
#[case::no_passes(line(&[1.0], &[1.0]), 0, "passes of the perceptron: expected at least 1, got 0")]
fn bad_input_is_refused(#[case] (x, t): Labelled, #[case] passes: usize, #[case] says: &str) {
    assert_refused(Perceptron::train(&x, &t, passes), says);
}

/// s wᵀx is ∞ - ∞ in the second row, and w + x overflows.
#[test]
fn weights_that_overflow_are_refused() {
    let x = dmatrix![1.7e308, 1.7e308; 1.7e308, -1.7e308];
    let run = Perceptron::train(&x, &dvector![1.0, 1.0], 5);
    assert_error_begins(run, "weights w of the perceptron: expected finite");
}

#[test]
fn bad_problems_of_the_bound_are_refused() {
    let (x, t) = line(&[1.0, 2.0], &[0.0, 1.0]);
    let run = Perceptron::train(&x, &t, 100).unwrap();
    let new = |direction: &[f64], margin: f64| {
        let direction = Vector::from_column_slice(direction);
        Novikoff::new(x.clone(), t.clone(), run.clone(), direction, margin)
    };
    assert!(new(&[-1.5, 1.0], 0.1).is_ok());
    assert!(matches!(new(&[1.0], 0.1), Err(Error::Shape { .. })));
    for margin in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(new(&[-1.5, 1.0], margin), Err(Error::Setting { .. })));
    }
    for direction in [[0.0, 0.0], [f64::NAN, 1.0]] {
        assert!(new(&direction, 0.1).is_err());
    }
    let none = Perceptron { mistakes: vec![0, 0], ..run.clone() };
    let refused = Novikoff::new(x, t, none, dvector![-1.5, 1.0], 0.1);
    assert_error_is(refused, "mistakes of the run: expected at least 1, got 0");
}

/// The gradient of the network that learns XOR, by every referee.
#[cfg(feature = "torch")]
#[rstest]
#[case::two(2)]
#[case::four(4)]
fn the_gradient_of_the_hidden_layer_is_checked(#[case] width: usize) {
    let (x, t) = xor::points();
    let t = Matrix::from_columns(&[t]);
    let mlp = xor::start(width, 1).unwrap();
    let problem = Backprop { mlp, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    let referees = [Referee::Differences, AUTOGRAD];
    let checks = check_intermediates(&problem, &referees).unwrap();
    assert_hold(checks.into_iter().flatten().flatten());
}

/// A hidden layer learns XOR, from most starts with two neurons and from all with more.
#[rstest]
#[case::two(2, 80, 95)]
#[case::three(3, 97, 100)]
#[case::four(4, 99, 100)]
fn a_hidden_layer_learns_xor(#[case] width: usize, #[case] least: usize, #[case] most: usize) {
    let seeds: Vec<u32> = (0..100).collect();
    let trained = xor::run(width, &seeds).unwrap();
    assert_eq!(trained.len(), 100);
    let learnt = trained.iter().filter(|trained| trained.steps.is_some()).count();
    assert!((least..=most).contains(&learnt), "{learnt}");
    let (x, t) = xor::points();
    for (trained, seed) in trained.iter().zip(seeds) {
        let y = &trained.mlp.forward(&x).unwrap().y[1];
        assert_eq!(trained.mlp.layers()[0].w.shape(), (2, width));
        assert!(trained.mlp.layers().iter().all(|layer| layer.activation == Activation::Logistic));
        let right = y.iter().zip(&t).all(|(y, t)| (y - t).abs() < 0.5);
        assert_eq!(right, trained.steps.is_some(), "seed {seed}: {y}, {:?}", trained.steps);
        assert_eq!(trained.loss < xor::LEARNT, trained.steps.is_some());
    }
    let mut steps = trained.iter().flat_map(|trained| trained.steps);
    assert!(steps.all(|steps| steps > 50 && steps < xor::STEPS));
}

#[test]
fn no_hidden_neurons_are_refused() {
    assert!(matches!(xor::run(0, &[1]), Err(Error::Empty { .. })));
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(200))]

    /// Points at a distance of at least 0.1 from a plane: done, within the bound, and never twice
    /// the same w.
    #[test]
    fn separable_data_are_learnt_within_the_bound(
        d in 2_usize..6,
        numbers in prop::collection::vec(-1.0..1.0_f64, 6 * 30),
        plane in prop::collection::vec(-1.0..1.0_f64, 6),
    ) {
        let plane = Vector::from_column_slice(&plane[..d]);
        prop_assume!(plane.norm() > 0.1);
        let all = Matrix::from_row_slice(30, 6, &numbers).columns(0, d).into_owned();
        let sides = &all * &plane / plane.norm();
        let kept: Vec<usize> = (0..30).filter(|&i| sides[i].abs() >= 0.1).collect();
        prop_assume!(!kept.is_empty());
        let t = Vector::from_fn(kept.len(), |i, _| f64::from(sides[kept[i]] > 0.0));
        let p = bounded(&(all.select_rows(&kept), t), 10_000);
        prop_assert_eq!(p.run.ending, PerceptronEnding::Done);
        prop_assert!(p.margin >= 0.1 - 1e-12);
        prop_assert!(p.run.count() as f64 <= p.bound());
        assert_hold(checked(&p));
    }
}
