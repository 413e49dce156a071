//! Mini-batches: right on average, and how far off.

use ma6202::Result;
use ma6202::descent::{Batch, LearningRate, Sampled, covariance_estimate};
use ma6202::linear::attribute::{Attribute, in_a_plane};
use ma6202::linear::noise::Measured;
use ma6202::linear::{Linear, derivation};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, at_most, compare, enumerate_ball, enumerate_batches};
use ma6202::program::Report;
use ma6202::wine::Wine;
use nalgebra::{DMatrix, DVector};
use rand::RngExt;
use serde_json::json;

/// A measured mean may be so many standard errors from what is true: one in two million is.
const SURE: f64 = 5.0;
/// λ by 2/L, and B.
const BALLS: [(f64, usize); 4] = [(0.2, 4), (0.05, 4), (0.2, 16), (0.05, 16)];
const LONG: usize = 300_000;
const DRAWS: usize = 20_000;
/// Descents that are averaged, and when they are looked at.
pub const DESCENTS: u32 = 100;
const AFTER: [usize; 14] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
/// λ falls from 0.2 · 2/L to half of it after so many steps.
const HALVED_AFTER: f64 = 100.0;

/// What the picture shows and the answer quotes.
pub struct Noise {
    pub after: Vec<f64>,
    /// A name, J - J* by steps, and the ball of noise if λ is constant.
    pub descents: Vec<(String, Vec<f64>, Option<f64>)>,
    pub balls: Vec<(f64, usize, f64)>,
}

pub fn tell(report: &mut Report, wine: &Wine, seed: u32) -> Result<Noise> {
    enumerated(report, seed)?;
    sampled(report, wine, seed)?;
    let plane = in_a_plane(wine, [5, 6], 0)?;
    let balls = balls(report, &plane, seed)?;
    descents(report, &plane, balls, seed)
}

/// Every batch of small problems, in exact arithmetic.
fn enumerated(report: &mut Report, seed: u32) -> Result<()> {
    report.say("\nMini-batches of B rows, drawn without replacement. The variance of a batch's gradient along u, all batches counted:");
    let mut rng = manual_seed(seed);
    let mut problems = Vec::new();
    for point in derivation::problems(&mut rng)? {
        let gradients = point.neuron.gradients(&point.w)?;
        let n = gradients.nrows();
        for size in (1..=n).take_while(|_| n <= 9) {
            let u = DVector::from_fn(point.w.len(), |_, _| rng.random_range(-1.0..1.0));
            problems.push(Batch::new(gradients.clone(), size, u)?);
        }
    }
    let by_counting = |p: &Batch| {
        let (_, covariance) = enumerate_batches(p)?;
        Ok((covariance * p.direction()).dot(p.direction()))
    };
    report.estimate(&covariance_estimate(), &problems, Referee::Enumeration, by_counting)?;
    let mut checks = Vec::new();
    let column = |v: DVector<f64>| DMatrix::from_column_slice(v.len(), 1, v.as_slice());
    for p in &problems {
        let what = format!("{} of {} rows", p.size(), p.gradients().nrows());
        let (mean, covariance) = enumerate_batches(p)?;
        let by = Referee::Enumeration;
        checks.push(compare(
            format!("mean gradient, {what}"),
            by,
            &column(p.mean()),
            &column(mean),
        )?);
        checks.push(compare(format!("covariance, {what}"), by, &p.covariance(), &covariance)?);
    }
    let worst = checks.iter().map(|check| check.max_rel_error).fold(0.0, f64::max);
    report.say(format_args!(
        "The mean over all batches is ∇J and their covariance the formula's, for every B of problems of up to 9 rows:\n\
         relative error {worst:.0e} at most."
    ));
    checks.into_iter().for_each(|check| report.check(check));
    // The ball of noise of 6 rows, every batch of every step weighed alike.
    let x = DMatrix::from_fn(6, 2, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(6, |_, _| rng.random_range(-1.0..1.0));
    let small = Linear::new(x, t)?;
    // With λ ‖x_i‖² < 1 no row alone makes w worse by its own measure, so that S settles.
    let rate = 0.5 / small.x().row_iter().map(|x| x.norm_squared()).fold(0.0, f64::max);
    for size in [1, 2, 5] {
        let (ours, theirs) = (small.ball(rate, size)?, enumerate_ball(&small, rate, size, 10_000)?);
        let what = format!("ball of noise, {size} of 6 rows");
        report.check(compare(what, Referee::Enumeration, &ours.covariance, &theirs)?);
    }
    Ok(())
}

/// On the wines there are too many batches: a sample of them.
fn sampled(report: &mut Report, wine: &Wine, seed: u32) -> Result<()> {
    const SIZE: usize = 16;
    let rows = Attribute::prepare(wine, 0, seed)?.train;
    let w = DVector::zeros(rows.x().ncols());
    let batch = Batch::new(rows.gradients(&w)?, SIZE, w.clone())?;
    let sample = Sampled::at(&rows, &w, SIZE, DRAWS, &mut manual_seed(seed))?;
    let (mean, covariance) = (batch.mean(), batch.covariance());
    let off = |ours: &[f64], theirs: &[f64]| -> Vec<f64> {
        ours.iter().zip(theirs).map(|(ours, theirs)| (ours - theirs).abs()).collect()
    };
    let bounds = |errors: &[f64]| -> Vec<f64> { errors.iter().map(|error| SURE * error).collect() };
    report.say(format_args!(
        "{DRAWS} batches of {SIZE} of the {} wines that train, at w = 0: how far mean and covariance are from the formulas, as a\n\
         share of {SURE} standard errors:",
        rows.t().len()
    ));
    let means = off(mean.as_slice(), sample.mean.as_slice());
    let covariances = off(covariance.as_slice(), sample.covariance.as_slice());
    report.check_all(vec![
        at_most("mean gradient of batches", &means, &bounds(sample.mean_error.as_slice()))?,
        at_most("covariance", &covariances, &bounds(sample.covariance_error.as_slice()))?,
    ]);
    Ok(())
}

/// Constant λ: the ball of noise, predicted and measured.
fn balls(report: &mut Report, plane: &Linear, seed: u32) -> Result<Vec<(f64, usize, f64)>> {
    let limit = plane.curvature()?.limit();
    report.say(format_args!(
        "\nConstant λ ends in a ball of noise. J - J* on average over {LONG} steps (alcohol by total phenols and flavanoids):\n"
    ));
    let head = ["λ · L/2", "B", "predicted", "measured", "standard error", "¼ λ tr C"];
    let mut rows = vec![head.map(String::from).to_vec()];
    let (mut balls, mut results) = (Vec::new(), Vec::new());
    for (share, size) in BALLS {
        let rate = share * limit;
        let ball = plane.ball(rate, size)?;
        let measured = plane.measure_ball(rate, size, LONG, &mut manual_seed(seed))?;
        let off = (ball.excess - measured.mean).abs();
        let what = format!("ball of noise, λ = {share} · 2/L, B = {size}");
        report.check(at_most(what, &[off], &[SURE * measured.error])?);
        let fit = plane.fit()?;
        let noise = Batch::new(plane.gradients(&fit.w)?, size, DVector::zeros(2))?.covariance();
        let first_order = 0.25 * rate * noise.trace();
        let numbers = [ball.excess, measured.mean, measured.error, first_order];
        let numbers = numbers.map(|number| format!("{number:.3e}"));
        rows.push([vec![share.to_string(), size.to_string()], numbers.to_vec()].concat());
        results.push(json!({ "learning_rate": rate, "batch": size, "predicted": ball.excess, "measured": measured.mean, "standard_error": measured.error }));
        balls.push((share, size, ball.excess));
    }
    report.table(&rows);
    report.say("A quarter of λ makes it a quarter or less, four times as many rows too: it shrinks with λ and grows with 1/B.");
    // Each ball is smaller than the one with the larger λ, and than the one with the smaller B.
    let excess: Vec<f64> = balls.iter().map(|ball| ball.2).collect();
    let (smaller, larger) = (
        [excess[1], excess[3], excess[2], excess[3]],
        [excess[0], excess[2], excess[0], excess[1]],
    );
    report.check(at_most(
        "balls of smaller λ or larger B",
        &smaller,
        &larger.map(|ball| ball / 3.0),
    )?);
    report.result("balls", results)?;
    Ok(balls)
}

/// Descents from w = 0, with constant and with decreasing λ.
fn descents(
    report: &mut Report,
    plane: &Linear,
    balls: Vec<(f64, usize, f64)>,
    seed: u32,
) -> Result<Noise> {
    let limit = plane.curvature()?.limit();
    let seeds: Vec<u32> = (0..DESCENTS).map(|number| seed.wrapping_add(number)).collect();
    let mut descents = Vec::new();
    for &(share, size, ball) in &balls[..3] {
        let rate = LearningRate::Constant(share * limit);
        let means = plane.measure_descents(rate, size, &AFTER, &seeds)?;
        let name = format!("λ = {share} · 2/L, B = {size}");
        descents.push((name, means, Some(ball)));
    }
    let rate = LearningRate::Decreasing { first: 0.2 * limit, halved_after: HALVED_AFTER };
    let means = plane.measure_descents(rate, 4, &AFTER, &seeds)?;
    // λ has changed so slowly by then that w is in the ball of the λ at hand.
    let last = AFTER[AFTER.len() - 1];
    let (at_last, end) = (plane.ball(rate.at(last), 4)?.excess, means[means.len() - 1]);
    let off = (end.mean - at_last).abs();
    let allowed = SURE * end.error + 0.05 * at_last;
    report.check(at_most(
        "J - J* with decreasing λ, by the ball of the last λ",
        &[off],
        &[allowed],
    )?);
    let start = Measured::clone(&means[0]);
    report.say(format_args!(
        "With λ_k = 0.2 · 2/L / (1 + k/{HALVED_AFTER}) and B = 4 it converges: J - J* is {:.1e} after one step and {:.1e} after {last}, the\n\
         ball of the last λ being {at_last:.1e} (means over {DESCENTS} descents).",
        start.mean, end.mean
    ));
    report.check(at_most("J - J* in the end, decreasing λ", &[end.mean], &[balls[0].2 / 100.0])?);
    descents.push(("λ decreasing, B = 4".into(), means, None));
    report.result(
        "decreasing",
        json!({ "after": AFTER, "excess": descents[3].1.iter().map(|mean| mean.mean).collect::<Vec<_>>() }),
    )?;
    let means = |means: Vec<Measured>| means.iter().map(|mean| mean.mean).collect();
    Ok(Noise {
        after: AFTER.iter().map(|&step| step as f64).collect(),
        descents: descents.into_iter().map(|(name, all, ball)| (name, means(all), ball)).collect(),
        balls,
    })
}
