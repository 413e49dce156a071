//! Where mini-batches lead: constant λ into a ball of noise, decreasing λ to the minimiser.

use super::batches::within;
use super::rate::RegressionPlane;
use crate::Result;
use crate::program::{Report, random_states, table};
use ma6202::descent::LearningRate;
use ma6202::linear::noise::Measured;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::at_most;
use rayon::prelude::*;
use serde_json::json;

/// λ by 2/L, and B.
const BALLS: [(f64, usize); 4] = [(0.2, 4), (0.05, 4), (0.2, 16), (0.05, 16)];
const LONG: usize = 300_000;
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
    pub balls: Vec<Predicted>,
}

/// λ by 2/L, B, and J - J* as predicted.
#[derive(Clone, Copy)]
pub struct Predicted {
    pub share: f64,
    pub size: usize,
    pub excess: f64,
}

pub fn tell(report: &mut Report, plane: &RegressionPlane, seed: u32) -> Result<Noise> {
    let balls = balls(report, plane, seed)?;
    descents(report, plane, balls, &random_states(seed, DESCENTS))
}

/// Constant λ: the ball of noise, predicted and measured.
fn balls(report: &mut Report, plane: &RegressionPlane, seed: u32) -> Result<Vec<Predicted>> {
    report.paragraph(format_args!(
        "\nConstant λ ends in a ball of noise. J - J* on average over {LONG} steps, on alcohol by \
         total phenols and flavanoids; predicted is ½ tr(HS) with S the covariance of w that one \
         more step leaves as it is, and ¼ λ tr C is its first order in λ, C the covariance of a \
         batch's gradient at w*:\n"
    ));
    let mut rows = table(["λ by 2/L", "B", "predicted", "measured", "standard error", "¼ λ tr C"]);
    let (mut balls, mut results) = (Vec::new(), Vec::new());
    let measure = |&(share, size): &(f64, usize)| {
        let rate = plane.sgd(share).learning_rate;
        Ok((rate, plane.linear.measure_ball(rate, size, LONG, &mut manual_seed(seed))?))
    };
    let measured = BALLS.par_iter().map(measure).collect::<ma6202::Result<Vec<_>>>()?;
    for ((share, size), (rate, Measured { mean, error })) in BALLS.into_iter().zip(measured) {
        let ball = plane.linear.ball(rate, size)?;
        let what = format!("ball of noise, λ = {share} · 2/L, B = {size}");
        report.check(within(&what, &[ball.excess], &[mean], &[error])?);
        let numbers = [ball.excess, mean, error, ball.first_order];
        let numbers = numbers.map(|number| format!("{number:.3e}"));
        rows.add_row([share.to_string(), size.to_string()].into_iter().chain(numbers));
        results.push(json!({
            "learning_rate": rate,
            "batch": size,
            "predicted": ball.excess,
            "measured": mean,
            "standard_error": error,
        }));
        balls.push(Predicted { share, size, excess: ball.excess });
    }
    report.say(rows);
    report.paragraph(
        "With a quarter of λ, or four times as many rows, the ball is less than a \
        quarter: it shrinks with λ and grows with 1/B.",
    );
    let [a, b, c, d] = [0, 1, 2, 3].map(|ball| balls[ball].excess);
    let (smaller, larger) = ([b, d, c, d], [a, c, a, b].map(|larger| larger / 4.0));
    report.check(at_most("balls of a quarter of λ or four times B", &smaller, &larger)?);
    report.result("balls", results)?;
    Ok(balls)
}

/// Descents from w = 0, with constant and with decreasing λ.
fn descents(
    report: &mut Report,
    plane: &RegressionPlane,
    balls: Vec<Predicted>,
    seeds: &[u32],
) -> Result<Noise> {
    let mut descents = Vec::new();
    let means = |all: &[Measured]| all.iter().map(|measured| measured.mean).collect::<Vec<_>>();
    for &Predicted { share, size, excess } in &balls[..3] {
        let rate = LearningRate::Constant(plane.sgd(share).learning_rate);
        let all = plane.linear.measure_descents(rate, size, &AFTER, seeds)?;
        descents.push((format!("λ = {share} · 2/L, B = {size}"), means(&all), Some(excess)));
    }
    let Predicted { share, size, excess } = balls[0];
    let first = plane.sgd(share).learning_rate;
    let rate = LearningRate::Decreasing { first, halved_after: HALVED_AFTER };
    let all = plane.linear.measure_descents(rate, size, &AFTER, seeds)?;
    let (last, start, end) = (AFTER[AFTER.len() - 1], all[0], all[all.len() - 1]);
    // λ has changed so slowly by then that w is in the ball of the λ at hand.
    let at_last = plane.linear.ball(rate.at(last), size)?.excess;
    let off = (end.mean - at_last).abs();
    let allowed = 5.0 * end.error + 0.05 * at_last;
    report.at_most("J - J* with decreasing λ, off the ball of the last λ", off, allowed)?;
    let what = "J - J* with decreasing λ, by a hundredth of the ball of its first";
    report.at_most(what, end.mean, excess / 100.0)?;
    report.paragraph(format_args!(
        "With λ = {share} · 2/L / (1 + k/{HALVED_AFTER}) in step k and B = {size} descent \
         converges: J - J* is {:.1e} after one step and {:.1e} after {last}, the ball of the last λ \
         being {at_last:.1e} (means over {DESCENTS} descents).",
        start.mean, end.mean
    ));
    report.result("decreasing", json!({ "after": AFTER, "excess": means(&all) }))?;
    let name = format!("λ = {share} · 2/L / (1 + k/{HALVED_AFTER}), B = {size}");
    descents.push((name, means(&all), None));
    Ok(Noise { after: AFTER.map(|step| step as f64).to_vec(), descents, balls })
}
