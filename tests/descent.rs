//! Exercise 4, the code: how a descent ends, which way it went, and what mini-batches do to it.

use crate::common::{self, *};
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::descent::{
    Batch, Ending, LearningRate, Sampled, Sgd, Stop, descend, descend_in_batches,
};
use ma6202::linear::Linear;
use ma6202::linear::attribute::in_a_plane;
use ma6202::linear::derivation::{Along, batch_variance};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
#[cfg(feature = "torch")]
use ma6202::oracle::{Referee, check_estimate, compare, enumerate_ball, enumerate_batches};
use ma6202::wine::Wine;
use nalgebra::{DMatrix, dmatrix, dvector};
use proptest::prelude::*;
use rand::RngExt;
use rstest::rstest;

const RATE: Sgd = Sgd { learning_rate: 0.25, momentum: 0.0 };

const CONSTANT: LearningRate = LearningRate::Constant(0.1);

/// J = w²: X = 1, t = 0. With λ = ¼ each step halves w.
fn parabola() -> Linear {
    Linear::new(dmatrix![1.0], dvector![0.0]).unwrap()
}

fn random(n: usize, d: usize, seed: u32) -> Linear {
    common::random(n, d, seed).0
}

// "It returns the path and the reason it stopped: threshold, iterations, or diverged (with the
// iteration)."

#[test]
fn the_path_is_every_w_and_its_j() {
    let path = descend(&parabola(), &dvector![1.0], RATE, &Stop::after(3)).unwrap();
    assert_eq!(path.w, dmatrix![1.0, 0.5, 0.25, 0.125]);
    assert_eq!(path.losses, [1.0, 0.25, 0.0625, 0.015625]);
    assert_eq!(path.iterations, [0, 1, 2, 3]);
    assert_eq!((path.last(), path.last_loss()), (dvector![0.125], 0.015625));
    assert_eq!(path.ending, Ending::Iterations);
}

/// J = 4^-k: 0.0625 = 4^-2 is reached after two steps, and not missed for being equal.
#[rstest]
#[case::at(Some(0.0625), None, 2, Ending::Threshold)]
#[case::between(Some(0.06), None, 3, Ending::Threshold)]
#[case::at_once(Some(1.0), None, 0, Ending::Threshold)]
#[case::never(Some(0.0), None, 10, Ending::Iterations)]
#[case::flat(None, Some(0.25), 3, Ending::Flat)] // ∇J = 2w = 2 · 2^-k
#[case::flat_between(None, Some(0.2), 4, Ending::Flat)]
#[case::whichever_comes_first(Some(0.06), Some(0.2), 3, Ending::Threshold)]
fn it_stops_where_it_should(
    #[case] loss: Option<f64>,
    #[case] gradient: Option<f64>,
    #[case] after: usize,
    #[case] ending: Ending,
) {
    let stop = Stop { loss, gradient, ..Stop::after(10) };
    let path = descend(&parabola(), &dvector![1.0], RATE, &stop).unwrap();
    assert_eq!((path.iterations.len() - 1, path.ending), (after, ending));
    assert_eq!(path.last_loss(), 0.25f64.powi(after as i32));
}

/// λ = 1.5: w is multiplied by -2, J by 4. J = 4^k is finite up to 4^511.
#[test]
fn divergence_is_said_with_its_iteration() {
    let sgd = Sgd { learning_rate: 1.5, momentum: 0.0 };
    let path = descend(&parabola(), &dvector![1.0], sgd, &Stop::after(5000)).unwrap();
    assert_eq!(path.ending, Ending::Diverged { iteration: 512 });
    assert_eq!(path.iterations.last(), Some(&511));
    assert_eq!(path.last_loss(), 2f64.powi(1022));
    assert_eq!(path.last()[0], -(2f64.powi(511)));
    assert!(path.w.iter().chain(&path.losses).all(|number| number.is_finite()));
    // One iteration fewer, and nobody can tell.
    let path = descend(&parabola(), &dvector![1.0], sgd, &Stop::after(511)).unwrap();
    assert_eq!(path.ending, Ending::Iterations);
}

/// The gradient overflows before J does: w becomes infinite, and 0 · ∞ NaN.
#[test]
fn infinite_weights_are_divergence() {
    let linear = Linear::new(dmatrix![1e160, 0.0; 0.0, 1.0], dvector![1e150, 1.0]).unwrap();
    let path = descend(&linear, &dvector![0.0, 0.0], RATE, &Stop::after(9)).unwrap();
    assert_eq!(path.ending, Ending::Diverged { iteration: 1 });
    assert_eq!(path.last(), dvector![0.0, 0.0]);
    assert_relative_eq!(path.last_loss(), 0.5e300, max_relative = 1e-15);
}

#[rstest]
#[case::no_rate(0.0, Stop::after(1), "learning rate λ: expected a positive number, got 0")]
#[case::negative(-0.1, Stop::after(1), "learning rate λ: expected a positive number, got -0.1")]
#[case::nan(f64::NAN, Stop::after(1), "learning rate λ: expected a positive number, got NaN")]
#[case::no_iterations(0.1, Stop::after(0), "iterations: expected at least 1, got 0")]
#[case::threshold(0.1, Stop { loss: Some(-1.0), ..Stop::after(1) }, "threshold of J: expected a number, not negative, got -1")]
#[case::nan_threshold(0.1, Stop { loss: Some(f64::NAN), ..Stop::after(1) }, "threshold of J: expected a number, not negative, got NaN")]
#[case::slope(0.1, Stop { gradient: Some(-1.0), ..Stop::after(1) }, "threshold of ∇J: expected a number, not negative, got -1")]
fn nonsense_settings_are_refused(
    #[case] learning_rate: f64,
    #[case] stop: Stop,
    #[case] says: &str,
) {
    let sgd = Sgd { learning_rate, momentum: 0.0 };
    assert_error_is(descend(&parabola(), &dvector![1.0], sgd, &stop), says);
}

#[test]
fn a_start_where_j_is_infinite_is_refused() {
    let refused = descend(&parabola(), &dvector![1e200], RATE, &Stop::after(1));
    assert_error_is(refused, "J at the initial weights: expected a finite number, got inf");
}

/// A path of 2^20 weights has room for 16 places: after 37 iterations it holds every fourth, and
/// the last.
#[test]
fn a_long_path_is_thinned() {
    let d = 1 << 20;
    let x = Matrix::from_fn(1, d, |_, j| if j == 0 { 1.0 } else { 0.0 });
    let linear = Linear::new(x, dvector![0.0]).unwrap();
    let mut start = Vector::zeros(d);
    start[0] = 1.0;
    let path = descend(&linear, &start, RATE, &Stop::after(37)).unwrap();
    let expected: Vec<usize> = (0..=36).step_by(4).chain([37]).collect();
    assert_eq!(path.iterations, expected);
    for (place, &iteration) in path.iterations.iter().enumerate() {
        assert_eq!(path.w[(0, place)], 0.5f64.powi(iteration as i32));
        assert_eq!(path.losses[place], 0.25f64.powi(iteration as i32));
    }
    assert!(path.w.rows(1, d - 1).iter().all(|&w| w == 0.0));
    // The last is kept once where it is kept anyway.
    let path = descend(&linear, &start, RATE, &Stop::after(36)).unwrap();
    assert_eq!(path.iterations, expected[..10]);
}

// "The mean of the gradient over all batches of size B equals the full gradient, and its covariance
// is the finite-population formula."

#[cfg(feature = "torch")]
#[test]
fn batches_by_hand() {
    // Rows -6, -2, 2, 6 and 0, 4, 4, 0: means 0 and 2; (n - B)/(B (n - 1)) = 1/3 for B = 2, n = 4.
    let gradients = dmatrix![-6.0, 0.0; -2.0, 4.0; 2.0, 4.0; 6.0, 0.0];
    let batch = Batch::new(gradients, 2).unwrap();
    let (mean, covariance) = enumerate_batches(&batch).unwrap();
    assert_eq!(mean, dvector![0.0, 2.0]);
    assert_eq!(batch.mean(), mean);
    // By hand: the six batches' means are -4, -2, 0, 0, 2, 4 and 2, 2, 0, 4, 2, 2: variances 40/6
    // and 8/6, covariance 0.
    let by_hand = dmatrix![20.0 / 3.0, 0.0; 0.0, 4.0 / 3.0];
    assert_relative_eq!(covariance, by_hand, max_relative = 1e-16);
    assert_relative_eq!(batch.covariance(), covariance, max_relative = 1e-15);
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_batch_counted(n in 2_usize..9, d in 1_usize..4, seed in 0_u32..1000) {
        let linear = random(n, d, seed);
        let mut rng = manual_seed(seed + 1);
        let w = Vector::from_fn(d, |_, _| rng.random_range(-2.0..2.0));
        let gradients = linear.gradients(&w).unwrap();
        let gradient = linear.loss_and_gradient(&w).unwrap().1;
        for size in 1..=n {
            let u = Vector::from_fn(d, |_, _| rng.random_range(-1.0..1.0));
            let batch = Batch::new(gradients.clone(), size).unwrap();
            let (mean, covariance) = enumerate_batches(&batch).unwrap();
            prop_assert!((&mean - &gradient).amax() <= 1e-15 * (1.0 + gradients.amax()));
            prop_assert!((&mean - batch.mean()).amax() <= 1e-15 * (1.0 + gradients.amax()));
            let check = compare("covariance", Referee::Enumeration, &batch.covariance(), &covariance).unwrap();
            assert_hold([check]);
            let along = [Along::new(batch, u).unwrap()];
            assert_hold(check_estimate(&batch_variance(), &along, Referee::Enumeration, by_counting).unwrap());
        }
    }
}

/// uᵀCu, C counted.
#[cfg(feature = "torch")]
fn by_counting(p: &Along) -> ma6202::Result<f64> {
    let (_, covariance) = enumerate_batches(&p.batch)?;
    Ok((covariance * &p.direction).dot(&p.direction))
}

/// Each line of the proof, wrong by a millionth, is refused where it is.
#[cfg(feature = "torch")]
#[test]
fn a_wrong_line_about_batches_is_caught() {
    let gradients = random(6, 2, 5).gradients(&dvector![1.0, -1.0]).unwrap();
    let along = |b| Along::new(Batch::new(gradients.clone(), b)?, dvector![0.5, 2.0]);
    let batches: Vec<Along> = (1..6).map(|b| along(b).unwrap()).collect();
    for line in 0..4 {
        let (by, formula) =
            (Referee::Enumeration, times("1.000001", batch_variance().lines[line].formula));
        let held = held_with(batch_variance(), line, formula, &batches, by, by_counting);
        assert_eq!(held, [0, 1, 2, 3].map(|number| number != line), "line {} spoiled", line + 1);
    }
}

/// Neither the length of u nor gradients far from 0 hide a wrong line, or refuse a right one.
#[cfg(feature = "torch")]
#[rstest]
#[case::short(1e-3, 0.0)]
#[case::long(1e6, 0.0)]
#[case::far_from_0(1.0, 1000.0)]
fn units_do_not_matter_to_the_batches(#[case] length: f64, #[case] shift: f64) {
    let gradients = random(9, 2, 5).gradients(&dvector![1.0, -1.0]).unwrap().add_scalar(shift);
    let batch = Batch::new(gradients, 4).unwrap();
    let batches = [Along::new(batch, length * dvector![0.5, 2.0]).unwrap()];
    let by = Referee::Enumeration;
    assert_hold(check_estimate(&batch_variance(), &batches, by, by_counting).unwrap());
    let formula = times("1.000001", batch_variance().lines[2].formula);
    let held = held_with(batch_variance(), 2, formula, &batches, by, by_counting);
    assert_eq!(held, [true, true, false, true]);
}

#[test]
fn a_sample_of_batches_is_as_predicted() {
    let linear = random(40, 3, 6);
    let w = dvector![0.5, -1.0, 2.0];
    for size in [1, 7, 39, 40] {
        let batch = Batch::new(linear.gradients(&w).unwrap(), size).unwrap();
        let sample = Sampled::at(&linear, &w, size, 5000, &mut manual_seed(size as u32)).unwrap();
        let covariance = batch.covariance();
        for j in 0..3 {
            let off = (sample.mean[j] - batch.mean()[j]).abs();
            assert!(off <= 4.5 * sample.mean_error[j] + 1e-14, "B = {size}: {off}");
            // The standard error is what the covariance says.
            let error = (covariance[(j, j)] / 5000.0).sqrt();
            let off = (sample.mean_error[j] - error).abs();
            assert!(off <= 0.1 * error + 1e-15, "B = {size}: {error}");
            for k in 0..3 {
                let off = (sample.covariance[(j, k)] - covariance[(j, k)]).abs();
                assert!(off <= 4.5 * sample.covariance_error[(j, k)] + 1e-14, "B = {size}: {off}");
            }
        }
    }
}

/// Each row of n is in one batch of n/B, and two rows together in as many as any other two.
#[test]
fn batches_are_drawn_without_replacement() {
    // X = I and t = 0: the gradient of a batch is 2/B e_i for each of its rows, at w = 1.
    let linear = Linear::new(Matrix::identity(5, 5), Vector::zeros(5)).unwrap();
    let start = Vector::from_element(5, 1.0);
    let (mut alone, mut pairs, mut rng) = ([0; 5], DMatrix::<usize>::zeros(5, 5), manual_seed(1));
    for _ in 0..20_000 {
        let rate = LearningRate::Constant(0.5);
        let w = descend_in_batches(&linear, &start, rate, 2, 1, &mut rng, &mut |_, _| ()).unwrap();
        // w - 0.5 · (2/2) w
        let drawn: Vec<usize> = (0..5).filter(|&i| w[i] == 0.5).collect();
        assert!(drawn.len() == 2 && w.iter().all(|&w| w == 0.5 || w == 1.0), "{w}");
        drawn.iter().for_each(|&i| alone[i] += 1);
        pairs[(drawn[0], drawn[1])] += 1;
    }
    // 8000 ± 5 √(20000 · 0.4 · 0.6), 2000 ± 5 √(20000 · 0.1 · 0.9).
    assert!(alone.iter().all(|&count| (8000i32 - count).abs() < 350), "{alone:?}");
    for i in 0..5 {
        for j in i + 1..5 {
            assert!(pairs[(i, j)].abs_diff(2000) < 215, "{pairs}");
        }
    }
}

/// With all rows in the batch a step is one of plain descent.
#[test]
fn a_batch_of_all_rows_is_plain_descent() {
    let (linear, start) = (random(30, 4, 7), dvector![1.0, 2.0, 3.0, -1.0]);
    let path = descend(&linear, &start, RATE, &Stop::after(20)).unwrap();
    let mut seen = Vec::new();
    let rate = LearningRate::Constant(0.25);
    let last =
        descend_in_batches(&linear, &start, rate, 30, 20, &mut manual_seed(3), &mut |step, w| {
            seen.push((step, w.clone()));
        });
    assert!(seen.iter().map(|(step, _)| *step).eq(1..=20));
    for (step, w) in &seen {
        assert!((w - path.w.column(*step)).amax() < 1e-14);
    }
    assert_eq!(&last.unwrap(), &seen[19].1);
}

#[test]
fn the_learning_rate_decreases_as_it_should() {
    let rate = LearningRate::Decreasing { first: 0.3, halved_after: 10.0 };
    assert_eq!([0, 10, 20, 30].map(|k| rate.at(k)), [0.3, 0.15, 0.3 / 3.0, 0.3 / 4.0]);
    assert_eq!(LearningRate::Constant(0.3).at(1000), 0.3);
    // J = w², λ = ¼, ⅛, …: w is multiplied by 1 - 2λ.
    let rate = LearningRate::Decreasing { first: 0.25, halved_after: 1.0 };
    let (start, mut rng) = (dvector![1.0], manual_seed(1));
    let w = descend_in_batches(&parabola(), &start, rate, 1, 2, &mut rng, &mut |_, _| ());
    assert_relative_eq!(w.unwrap()[0], 0.5 * 0.75, max_relative = 1e-15);
}

#[rstest]
#[case::no_batch(CONSTANT, 0, "batch size B: expected 1 to 3, the number of rows, got 0")]
#[case::more_than_all(CONSTANT, 4, "batch size B: expected 1 to 3, the number of rows, got 4")]
#[case::no_rate(
    LearningRate::Constant(0.0),
    1,
    "learning rate λ: expected a positive number, got 0"
)]
#[case::no_first(LearningRate::Decreasing { first: f64::NAN, halved_after: 1.0 }, 1, "first learning rate λ: expected a positive number, got NaN")]
#[case::never_halved(LearningRate::Decreasing { first: 0.1, halved_after: 0.0 }, 1, "steps after which λ is halved: expected a positive number, got 0")]
fn nonsense_batches_are_refused(
    #[case] rate: LearningRate,
    #[case] batch: usize,
    #[case] says: &str,
) {
    let (linear, w, mut rng) = (random(3, 2, 1), dvector![0.0, 0.0], manual_seed(1));
    let refused = descend_in_batches(&linear, &w, rate, batch, 1, &mut rng, &mut |_, _| ());
    assert_error_is(refused, says);
    if says.starts_with("batch") {
        assert_error_is(Batch::new(linear.gradients(&w).unwrap(), batch), says);
    }
}

#[test]
fn batches_that_diverge_say_so() {
    let rate = LearningRate::Constant(1.5);
    let (start, mut rng) = (dvector![1.0], manual_seed(1));
    let error = descend_in_batches(&parabola(), &start, rate, 1, 5000, &mut rng, &mut |_, _| ());
    // J of the batch is judged before the step, w after it.
    assert!(matches!(error, Err(Error::Diverged { step: 513, .. })), "{error:?}");
}

// "Constant λ ends in a noise ball that shrinks with λ and grows with 1/B; decreasing λ converges."

/// By enumerating every batch of every step; and for one weight in closed form.
#[cfg(feature = "torch")]
#[rstest]
#[case(5, 1, 1, 0.3)]
#[case(6, 2, 2, 0.5)]
#[case(6, 2, 5, 1.2)]
#[case(7, 3, 3, 0.2)]
#[case(4, 2, 4, 1.0)]
fn the_ball_is_counted(#[case] n: usize, #[case] d: usize, #[case] b: usize, #[case] share: f64) {
    let linear = random(n, d, 11);
    let rate = share / 2.0 * linear.curvature().unwrap().limit();
    let ball = linear.ball(rate, b).unwrap();
    let counted = enumerate_ball(&linear, rate, b, 4000).unwrap();
    let off = (&ball.covariance - &counted).amax();
    assert!(off <= 1e-12 * counted.amax() + 1e-30, "{}{counted}", ball.covariance);
    let h = linear.hessian(&Vector::zeros(d)).unwrap();
    assert_relative_eq!(ball.excess, 0.5 * (h * &counted).trace(), max_relative = 1e-11);
    assert!(ball.rate < 1.0);
    if b == n {
        assert_eq!(ball.excess, 0.0);
    }
}

/// One weight, B = 1 of two rows x = 1, t = ±1: w → w - 2λ(w ∓ 1), so S = (1 - 2λ)² S + 4λ²,
/// J - J* = S.
#[test]
fn the_ball_by_hand() {
    let linear = Linear::new(dmatrix![1.0; 1.0], dvector![1.0, -1.0]).unwrap();
    for rate in [0.1, 0.5, 0.9] {
        let ball = linear.ball(rate, 1).unwrap();
        let factor = (1.0 - 2.0 * rate) * (1.0 - 2.0 * rate);
        assert_relative_eq!(ball.excess, 4.0 * rate * rate / (1.0 - factor), max_relative = 1e-14);
        assert_relative_eq!(ball.rate, factor, epsilon = 1e-16, max_relative = 1e-14);
    }
}

#[test]
fn the_ball_shrinks_with_the_rate_and_with_the_batch() {
    let plane = in_a_plane(&Wine::embedded(), [5, 6], 0).unwrap();
    let noise = |b| {
        let w = plane.fit().unwrap().w;
        Batch::new(plane.gradients(&w).unwrap(), b).unwrap().covariance().trace()
    };
    for b in [1, 4, 16] {
        let (small, smaller) = (plane.ball(1e-3, b).unwrap(), plane.ball(1e-4, b).unwrap());
        // ¼ λ tr C to first order in λ.
        assert_relative_eq!(small.first_order, 0.25 * 1e-3 * noise(b), max_relative = 1e-14);
        assert_relative_eq!(smaller.excess, 0.25 * 1e-4 * noise(b), max_relative = 2e-3);
        assert_relative_eq!(small.excess, 0.25 * 1e-3 * noise(b), max_relative = 2e-2);
        assert!(small.excess > 0.25 * 1e-3 * noise(b));
        assert!(plane.ball(1e-3, 4 * b).unwrap().excess < small.excess / 3.9);
    }
}

#[test]
fn long_descents_stay_in_the_ball() {
    let plane = in_a_plane(&Wine::embedded(), [0, 9], 12).unwrap();
    let limit = plane.curvature().unwrap().limit();
    for (share, b) in [(0.1, 2), (0.4, 16)] {
        let ball = plane.ball(share * limit, b).unwrap();
        let measured = plane.measure_ball(share * limit, b, 200_000, &mut manual_seed(2)).unwrap();
        let off = (measured.mean - ball.excess).abs();
        assert!(off < 4.5 * measured.error, "{measured:?} {ball:?}");
        assert!(measured.error < 0.05 * ball.excess, "{measured:?} {ball:?}");
        // So sharp that the ball of another B would be told apart.
        let other = plane.ball(share * limit, b + 1).unwrap().excess;
        assert!((measured.mean - other).abs() > 4.5 * measured.error, "{other}");
    }
}

#[test]
fn decreasing_rates_converge_and_constant_ones_do_not() {
    let plane = in_a_plane(&Wine::embedded(), [5, 6], 0).unwrap();
    let first = 0.2 * plane.curvature().unwrap().limit();
    let seeds: Vec<u32> = (0..40).collect();
    let at = |rate| plane.measure_descents(rate, 4, &[100, 1000, 10_000], &seeds).unwrap();
    let constant = at(LearningRate::Constant(first));
    let ball = plane.ball(first, 4).unwrap().excess;
    for mean in constant {
        assert!((mean.mean - ball).abs() < 5.0 * mean.error, "{mean:?}");
    }
    let rate = LearningRate::Decreasing { first, halved_after: 50.0 };
    let decreasing = at(rate);
    for pair in decreasing.windows(2) {
        assert!(pair[1].mean < pair[0].mean / 5.0, "{decreasing:?}");
    }
    // Slowly enough to be in the ball of the λ at hand.
    let now = plane.ball(rate.at(10_000), 4).unwrap().excess;
    assert!((decreasing[2].mean - now).abs() < 5.0 * decreasing[2].error + 0.05 * now);
}

#[rstest]
#[case::dependent(dmatrix![1.0, 1.0; 2.0, 2.0], 0.1, 1, "columns of X: expected independent ones, got rank 1 of 2: column 1 = column 0")]
#[case::rate(dmatrix![1.0, 0.0; 2.0, 2.0], 0.0, 1, "learning rate λ: expected a positive number, got 0")]
#[case::too_large(dmatrix![1.0, 0.0; 2.0, 2.0], 0.2, 1, "learning rate λ of mini-batches: expected so small that the variance of w settles, got 0.2")]
#[case::batch(dmatrix![1.0, 0.0; 2.0, 2.0], 0.1, 3, "batch size B: expected 1 to 2, the number of rows, got 3")]
fn no_ball_is_refused(#[case] x: Matrix, #[case] rate: f64, #[case] b: usize, #[case] says: &str) {
    let linear = Linear::new(x, dvector![1.0, 2.0]).unwrap();
    assert_error_begins(linear.ball(rate, b), says);
}

/// One of the two is below 2/L, yet the noise of single rows makes w's variance grow without end.
#[test]
fn noise_needs_a_smaller_rate_than_descent() {
    let linear = Linear::new(dmatrix![1.0, 0.0; 2.0, 2.0], dvector![1.0, 2.0]).unwrap();
    assert!(0.2 < linear.curvature().unwrap().limit());
    assert!(linear.ball(0.2, 1).is_err() && linear.ball(0.2, 2).is_ok());
}

#[test]
fn measurements_need_enough_to_measure() {
    let linear = random(5, 2, 1);
    let few = linear.measure_ball(0.1, 1, 499, &mut manual_seed(1));
    assert_error_is(few, "steps of a long descent: expected at least 500, got 499");
    assert_error_begins(linear.measure_descents(CONSTANT, 1, &[1], &[1]), "seeds");
    assert!(linear.measure_descents(CONSTANT, 1, &[2, 1], &[1, 2]).is_err());
    assert!(linear.measure_descents(CONSTANT, 1, &[0], &[1, 2]).is_err());
    assert!(linear.measure_descents(CONSTANT, 1, &[], &[1, 2]).is_err());
    assert!(Sampled::at(&linear, &dvector![0.0, 0.0], 1, 1, &mut manual_seed(1)).is_err());
    let many = Batch::new(Matrix::zeros(17, 1), 3).unwrap();
    assert_error_begins(Along::new(many, dvector![1.0, 0.0]), "direction u: ");
}

#[cfg(feature = "torch")]
#[test]
fn only_few_rows_are_enumerated() {
    let many = Batch::new(Matrix::zeros(17, 1), 3).unwrap();
    assert_refused(enumerate_batches(&many), "at most 16, got 17");
}
