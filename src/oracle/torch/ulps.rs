use super::activation_values;
use crate::Result;
use crate::activation::Activation;
use crate::activation::facts::Facts;
use crate::number::ROUNDOFF;
use crate::oracle::check::{Check, Device, at_most};
use crate::oracle::exact::multiprecision;
use rand::{Rng, RngExt};
use rayon::prelude::*;

/// The worst answers to what f(a) and f'(a) are, ours and torch's.
#[derive(Clone, Copy, Debug)]
pub struct Accuracy {
    pub value: Worst,
    pub derivative: Worst,
    pub value_of_torch: Worst,
    pub derivative_of_torch: Worst,
}

/// How far an answer is from the nearest number to the right one, in units of that one's last
/// place, or of 2⁻⁵³ for a derivative within ½ of its root, where the terms of its formula cancel;
/// infinitely far if it is NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worst {
    pub ulps: f64,
    /// Where.
    pub a: f64,
}

/// Holds f and f', ours and torch's on the CPU, against their definitions in multi-precision.
///
/// # Errors
/// Torch's own refusal.
pub fn accuracy(f: Activation, points: &[f64]) -> Result<Accuracy> {
    let (values, derivatives) = activation_values(f, points, Device::CPU)?;
    let roots = Facts::of(f).turns;
    let none = Worst { ulps: 0.0, a: f64::NAN };
    let mut worst = [none; 4];
    let right = points.par_iter().map(|&a| multiprecision::activation(f, a));
    let right = right.collect::<Vec<_>>();
    for (index, (&a, (value, derivative))) in points.iter().zip(right).enumerate() {
        let answers = [
            (f.value(a), value),
            (f.derivative(a), derivative),
            (values[index], value),
            (derivatives[index], derivative),
        ];
        let cancels = roots.iter().any(|root| (a - root).abs() <= 0.5);
        for (number, (worst, (answer, right))) in worst.iter_mut().zip(answers).enumerate() {
            let is_derivative = number % 2 == 1;
            let ulps = match ulps(answer, right) {
                ulps if is_derivative && cancels => ulps.min((answer - right).abs() / ROUNDOFF),
                ulps => ulps,
            };
            if ulps > worst.ulps {
                *worst = Worst { ulps, a };
            }
        }
    }
    let [value, derivative, value_of_torch, derivative_of_torch] = worst;
    Ok(Accuracy { value, derivative, value_of_torch, derivative_of_torch })
}

impl Accuracy {
    /// Ours is no more than one unit in the last place off.
    pub fn checks(&self, f: Activation) -> [Check; 2] {
        [(f.to_string(), self.value), (format!("{f}'"), self.derivative)].map(|(f, worst)| {
            let what = format!("{f}, units in the last place");
            at_most(what, &[worst.ulps], &[1.0]).expect("a bound that is a number")
        })
    }
}

/// Points of every size: a third of them near 0, where functions bend, a third in the left tail,
/// where they vanish, a third with any exponent an `f64` can have.
pub fn points_of_every_size(rng: &mut dyn Rng, count: usize) -> Vec<f64> {
    let mut point = |index: usize| {
        match index % 3 {
            0 => return rng.random_range(-45.0..45.0),
            1 => return rng.random_range(-800.0..0.0),
            _ => (),
        }
        loop {
            let any = f64::from_bits(rng.random());
            if any.is_finite() {
                return any;
            }
        }
    };
    (0..count).map(&mut point).collect()
}

/// The number of `f64`s between an answer and the right one, across 0 too.
fn ulps(answer: f64, right: f64) -> f64 {
    // In this order neighbours are one apart, and the two zeros are one.
    let place = |x: f64| {
        let size = (x.to_bits() << 1 >> 1) as i64;
        if x.is_sign_negative() { -size } else { size }
    };
    if answer == right || answer.is_nan() && right.is_nan() {
        0.0
    } else if answer.is_nan() || right.is_nan() {
        f64::INFINITY
    } else {
        place(answer).abs_diff(place(right)) as f64
    }
}
