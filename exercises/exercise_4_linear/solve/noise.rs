//! Where mini-batches lead: constant λ into a ball of noise, decreasing λ to the minimiser.

use super::batches::within;
use super::rate::RegressionPlane;
use crate::Result;
use crate::program::{Work, random_states};
use ma6202::descent::LearningRate;
use ma6202::linear::noise::Measured;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::at_most;
use rayon::prelude::*;
use serde::Serialize;

/// λ by 2/L, and B.
const BALLS: [(f64, usize); 4] = [(0.2, 4), (0.05, 4), (0.2, 16), (0.05, 16)];
const LONG: usize = 300_000;
/// Descents that are averaged, and when they are looked at.
pub const DESCENTS: u32 = 100;
const AFTER: [usize; 14] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
/// λ falls from 0.2 · 2/L to half of it after so many steps.
const HALVED_AFTER: f64 = 100.0;

#[derive(Debug, Serialize)]
pub struct Noise {
    pub balls: Vec<NoiseBall>,
    pub decreasing: Decreasing,
    /// Steps of the measurement of each ball.
    pub ball_steps: usize,
    /// Descents from w = 0 with constant λ, one for each of the first balls: J - J* at the steps of
    /// `decreasing`, on average.
    #[serde(skip)]
    pub constant: Vec<Vec<f64>>,
}

/// J - J* in the long run with constant λ.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NoiseBall {
    pub learning_rate: f64,
    /// λ by 2/L.
    pub share: f64,
    pub batch: usize,
    pub predicted: f64,
    pub measured: f64,
    pub standard_error: f64,
    /// ¼ λ tr C.
    pub first_order: f64,
}

/// Descents with λ = first / (1 + k / halved_after) in step k, on average.
#[derive(Debug, Serialize)]
pub struct Decreasing {
    /// λ by 2/L at first.
    pub share: f64,
    pub batch: usize,
    pub halved_after: f64,
    pub descents: u32,
    pub after: [usize; 14],
    pub excess: Vec<f64>,
    /// The ball of the last λ.
    pub last_ball: f64,
}

pub fn solve(run: &mut Work, plane: &RegressionPlane) -> Result<Noise> {
    let balls = balls(run, plane)?;
    let seeds = random_states(run.seed(), DESCENTS);
    let means = |all: &[Measured]| all.iter().map(|measured| measured.mean).collect::<Vec<_>>();
    let mut constant = Vec::new();
    let bar = run.progress_bar(["descendiendo", "descending"], 4, ["casos", "cases"]);
    for &NoiseBall { learning_rate, batch, .. } in &balls[..3] {
        let rate = LearningRate::Constant(learning_rate);
        constant.push(means(&plane.linear.measure_descents(rate, batch, &AFTER, &seeds)?));
        bar.inc(1);
    }
    let NoiseBall { share, batch, learning_rate: first, predicted, .. } = balls[0];
    let rate = LearningRate::Decreasing { first, halved_after: HALVED_AFTER };
    let all = plane.linear.measure_descents(rate, batch, &AFTER, &seeds)?;
    let (last, end) = (AFTER[AFTER.len() - 1], all[all.len() - 1]);
    // λ has changed so slowly by then that w is in the ball of the λ at hand.
    let last_ball = plane.linear.ball(rate.at(last), batch)?.excess;
    let allowed = 5.0 * end.error + 0.05 * last_ball;
    let off = (end.mean - last_ball).abs();
    run.at_most("J - J* with decreasing λ, off the ball of the last λ", off, allowed)?;
    let what = "J - J* with decreasing λ, by a hundredth of the ball of its first";
    run.at_most(what, end.mean, predicted / 100.0)?;
    let decreasing = Decreasing {
        share,
        batch,
        halved_after: HALVED_AFTER,
        descents: DESCENTS,
        after: AFTER,
        excess: means(&all),
        last_ball,
    };
    Ok(Noise { balls, decreasing, ball_steps: LONG, constant })
}

/// Constant λ: the ball of noise, predicted and measured.
fn balls(run: &mut Work, plane: &RegressionPlane) -> Result<Vec<NoiseBall>> {
    let seed = run.seed();
    let measure = |&(share, batch): &(f64, usize)| {
        let learning_rate = plane.sgd(share).learning_rate;
        let mut rng = manual_seed(seed);
        let measured = plane.linear.measure_ball(learning_rate, batch, LONG, &mut rng)?;
        let ball = plane.linear.ball(learning_rate, batch)?;
        Ok(NoiseBall {
            learning_rate,
            share,
            batch,
            predicted: ball.excess,
            measured: measured.mean,
            standard_error: measured.error,
            first_order: ball.first_order,
        })
    };
    let balls = BALLS.par_iter().map(measure).collect::<ma6202::Result<Vec<_>>>()?;
    for &NoiseBall { share, batch, predicted, measured, standard_error, .. } in &balls {
        let what = format!("ball of noise, λ = {share} · 2/L, B = {batch}");
        run.check(within(&what, &[predicted], &[measured], &[standard_error])?);
    }
    let [a, b, c, d] = [0, 1, 2, 3].map(|ball| balls[ball].predicted);
    let (smaller, larger) = ([b, d, c, d], [a, c, a, b].map(|larger| larger / 4.0));
    run.check(at_most("balls of a quarter of λ or four times B", &smaller, &larger)?);
    Ok(balls)
}
