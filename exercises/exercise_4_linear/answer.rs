//! The lecture's questions, answered from the numbers just computed.

use super::least_squares::Digits;
use super::noise::Noise;
use super::rate::RegressionPlane;
use super::wines::Wines;
use crate::program::Report;

pub fn say(
    report: &Report,
    plane: &RegressionPlane,
    (worst_contraction, diverged_in): (f64, usize),
    digits: &Digits,
    noise: &Noise,
    wines: &Wines,
) {
    let curvature = &plane.curvature;
    report.say("\nWhat is ∇J(w), what is λ called, and what does it do?\n");
    report.paragraph(
        "∇J(w) = (2/n) Xᵀ(Xw - t). Its derivative, the Hessian (2/n) XᵀX, is the same everywhere: \
         if the columns of X are independent, J is a bowl whose level lines are similar ellipses.",
    );
    report.paragraph(format_args!(
        "λ is the learning rate (tasa de aprendizaje): how far one goes along -∇J. Along each axis \
         of the ellipses a step multiplies the distance from the minimum by 1 - λh, h the curvature \
         along it; measured, this holds to {:.0e}. So λ must stay below 2/L = {:.4}, L the largest \
         curvature: at 2/L descent ends up going to and fro, above it J grows in the end, here \
         beyond all numbers in iteration {}. A small λ is safe and slow. With 2/(μ+L) = {:.4} the \
         worst direction shrinks by {:.4} a step, and no λ does better than (κ-1)/(κ+1). \
         Standardising the wines brings κ from {:.0e} to {:.0}.",
        worst_contraction,
        curvature.limit(),
        diverged_in,
        curvature.best(),
        curvature.contraction(curvature.best()),
        wines.conditions[1],
        wines.conditions[0],
    ));
    report.paragraph(format_args!(
        "Descent is not needed here: least squares has a closed form. On each of the six certified \
         problems plain reflections keep {:.1} digits at least, torch's lstsq {:.1}, and with a \
         residual refined in twice the precision {:.1}.",
        digits.plain, digits.torch, digits.refined
    ));
    let ball = noise.balls[0];
    report.paragraph(format_args!(
        "With mini-batches each step is right on average only. A constant λ then ends in a ball of \
         noise, J - J* = {:.1e} for λ = {} · 2/L and B = {}, which shrinks with λ and with 1/B as \
         predicted; a λ that decreases like 1/k converges.",
        ball.excess, ball.share, ball.size
    ));
    let on = |share: f64| match share {
        share if share < 0.0 => "worse than by the mean".to_owned(),
        share => format!("to {:.0} %", 100.0 * share),
    };
    report.paragraph(format_args!(
        "On the wines, {} is explained by the other attributes {} where it was learned and {} on \
         wines not seen.",
        wines.name,
        on(wines.explained[0]),
        on(wines.explained[1])
    ));
}
