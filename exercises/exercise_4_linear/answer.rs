//! The lecture's questions, answered from the numbers just computed.

use crate::batches::Noise;
use crate::least_squares::Digits;
use crate::rate::Rates;
use crate::wines::Wines;
use ma6202::program::Report;

pub fn say(report: &Report, rates: &Rates, digits: &Digits, noise: &Noise, wines: &Wines) {
    let curvature = &rates.curvature;
    report.say("\nWhat is ∇J(w), what is λ called, and what does it do?\n");
    report.say(
        "∇J(w) = (2/n) Xᵀ(Xw - t). Its derivative, the Hessian (2/n) XᵀX, is the same everywhere: J is a bowl whose level lines are \
         similar ellipses.",
    );
    report.say(format_args!(
        "λ is the learning rate (tasa de aprendizaje): how far one goes along -∇J. Along each axis of the ellipses a step multiplies \
         the distance from the minimum by 1 - λh, h the curvature along it; measured, this holds to {:.0e}. So λ must stay below 2/L = {:.4}, L the \
         largest curvature: at 2/L descent goes to and fro for ever, above it J grows, here beyond all numbers in iteration {}. A small λ is safe and \
         slow. The best is 2/(μ+L) = {:.4}: it shrinks the worst direction by {:.4} a step, and no λ does better than (κ-1)/(κ+1). \
         Standardised data have a small κ; that is what it is good for.",
        rates.worst_contraction,
        curvature.limit(),
        rates.diverged_at,
        curvature.best(),
        curvature.contraction(curvature.best()),
    ));
    report.say(format_args!(
        "Descent is not needed here: least squares has a closed form. Plain reflections keep {:.1} digits of the hardest certified problem, torch's \
         lstsq {:.1}, and a refinement of the residual in twice the precision {:.1}.",
        digits.plain, digits.torch, digits.refined
    ));
    let (share, size, ball) = noise.balls[0];
    report.say(format_args!(
        "With mini-batches each step is right on average only. A constant λ then ends in a ball of noise, J - J* = {ball:.1e} for λ = {share} · 2/L and \
         B = {size}, which shrinks with λ and with 1/B as predicted; a λ that decreases like 1/k converges."
    ));
    report.say(format_args!(
        "On the wines, {} is explained by the other attributes to {:.0} % where it was learned and to {:.0} % on wines not seen.",
        wines.name,
        100.0 * wines.explained[0],
        100.0 * wines.explained[1]
    ));
}
