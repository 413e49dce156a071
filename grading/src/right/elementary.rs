//! Exercises 1, 3 and 7: functions of numbers, and tables.

use nalgebra::DMatrix;
use starter::answers::exercise_3::Network;
use starter::answers::exercise_7::Scores;

use super::{Alternative, alternative};
use crate::SOLUTION;

pub const ALTERNATIVES: &[Alternative] = &[
    alternative!(relu, "half the sum with |a|", |a| 0.5 * (a + a.abs())),
    alternative!(relu, "f32", |a| f64::from((a as f32).max(0.0))),
    alternative!(relu_derivative, "cases", |a| if a <= 0.0 { 0.0 } else { 1.0 }),
    alternative!(leaky_relu, "the larger of two lines", |a, slope| a.max(0.0) + slope * a.min(0.0)),
    alternative!(leaky_relu, "f32", |a, slope| f64::from(if a > 0.0 {
        a as f32
    } else {
        slope as f32 * a as f32
    })),
    alternative!(leaky_relu_derivative, "sum of indicators", |a, slope| f64::from(a > 0.0)
        + slope * f64::from(a <= 0.0)),
    alternative!(elu, "exp - 1", |a, alpha| if a > 0.0 { a } else { alpha * (a.exp() - 1.0) }),
    alternative!(elu, "f32", |a, alpha| if a > 0.0 {
        a
    } else {
        alpha * f64::from((a as f32).exp() - 1.0)
    }),
    alternative!(elu_derivative, "value plus α", |a, alpha| if a > 0.0 {
        1.0
    } else {
        (SOLUTION.elu)(a, alpha) + alpha
    }),
    alternative!(softplus, "two branches", |a| if a > 0.0 {
        a + (-a).exp().ln_1p()
    } else {
        a.exp().ln_1p()
    }),
    alternative!(softplus_derivative, "by tanh", |a| 0.5 * (1.0 + (0.5 * a).tanh())),
    alternative!(softplus_derivative, "f32", |a| f64::from(1.0 / (1.0 + (-a as f32).exp()))),
    alternative!(silu, "by the branch of its sign", |a| a * if a < 0.0 {
        a.exp() / (1.0 + a.exp())
    } else {
        1.0 / (1.0 + (-a).exp())
    }),
    alternative!(silu, "f32", |a| f64::from(a as f32 / (1.0 + (-a as f32).exp()))),
    alternative!(silu_derivative, "factored", |a| {
        let s = 1.0 / (1.0 + (-a).exp());
        s * (1.0 + a * (1.0 - s))
    }),
    alternative!(gelu, "1 + erf", |a| 0.5
        * a
        * (1.0 + libm::erf(a * std::f64::consts::FRAC_1_SQRT_2))),
    alternative!(gelu, "f32", |a| f64::from(
        0.5 * a as f32 * (1.0 + libm::erff(a as f32 / 2f32.sqrt()))
    )),
    alternative!(gelu_derivative, "1 + erf", |a| {
        0.5 * (1.0 + libm::erf(a / 2f64.sqrt()))
            + a * (-a * a / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
    }),
    alternative!(dead, "loops", |x, w, b| {
        for i in 0..x.nrows() {
            let mut a = b;
            for j in 0..x.ncols() {
                a += x[(i, j)] * w[j];
            }
            if a > 0.0 {
                return false;
            }
        }
        true
    }),
    alternative!(boxcar, "swapped neurons", |a, b, height, s| Network {
        w: vec![s, s],
        b: vec![-s * b, -s * a],
        v: vec![-height, height],
        c: 0.0,
    }),
    alternative!(boxcar, "one neuron that goes down: f(-a) = 1 - f(a)", |a, b, height, s| {
        Network { w: vec![s, -s], b: vec![-s * a, s * b], v: vec![height, height], c: -height }
    }),
    alternative!(step_error, "twice the integral of one side", |height, s| 2.0
        * (height / s).abs()
        * 2f64.ln()),
    alternative!(
        sum_of_boxes,
        "neurons that neighbours share: a height rises by the difference",
        |g, a, b, n, s| {
            let edge = |k: usize| a + k as f64 * (b - a) / n as f64;
            let height = |k: usize| g((edge(k) + edge(k + 1)) / 2.0);
            let rise = |k: usize| match k {
                0 => height(0),
                k if k == n => -height(n - 1),
                k => height(k) - height(k - 1),
            };
            Network {
                w: vec![s; n + 1],
                b: (0..=n).map(|k| -s * edge(k)).collect(),
                v: (0..=n).map(rise).collect(),
                c: 0.0,
            }
        }
    ),
    alternative!(split, "by position", |rows, fraction| {
        let n_test = (fraction * rows.len() as f64).ceil() as usize;
        let training = rows.iter().skip(n_test).copied().collect();
        (training, rows.iter().take(n_test).copied().collect())
    }),
    alternative!(standardise, "column by column, sums of squares", |training, test| {
        let (mut training, mut test) = (training.clone(), test.clone());
        let n = training.nrows() as f64;
        for j in 0..training.ncols() {
            let mean = training.column(j).iter().rev().sum::<f64>() / n;
            let squares: f64 = training.column(j).iter().map(|x| (x - mean) * (x - mean)).sum();
            let deviation = if squares == 0.0 { 1.0 } else { (squares / n).sqrt() };
            for x in training.column_mut(j).iter_mut().chain(test.column_mut(j).iter_mut()) {
                *x = (*x - mean) / deviation;
            }
        }
        (training, test)
    }),
    alternative!(softmax, "one over a sum of exponentials of differences", |z| DMatrix::from_fn(
        z.nrows(),
        z.ncols(),
        |i, j| { 1.0 / z.row(i).iter().map(|other| (other - z[(i, j)]).exp()).sum::<f64>() }
    )),
    alternative!(
        class_cross_entropy,
        "ln Σ exp of differences to the true logit, f32 where it is small",
        |z, classes| {
            let loss = |(i, &class): (usize, &usize)| {
                let differences = z.row(i).map(|other| other - z[(i, class)]);
                let largest = differences.max();
                let sum: f32 = differences.iter().map(|d| ((d - largest) as f32).exp()).sum();
                largest + f64::from(sum.ln())
            };
            classes.iter().enumerate().map(loss).sum::<f64>() / z.nrows() as f64
        }
    ),
    alternative!(class_cross_entropy_derivative, "entry by entry", |z, classes| {
        let s = (SOLUTION.softmax)(z);
        DMatrix::from_fn(z.nrows(), z.ncols(), |i, j| {
            (s[(i, j)] - f64::from(classes[i] == j)) / z.nrows() as f64
        })
    }),
    alternative!(literal_floor, "the cross-entropy of the best logits", |k| {
        let best = DMatrix::from_fn(1, k, |_, j| f64::from(j == 0));
        (SOLUTION.class_cross_entropy)(&best, &[0])
    }),
    alternative!(uncleared_displacement, "step by step", |rate, g, steps| {
        let (mut moved, mut grad) = (0.0, 0.0);
        for _ in 0..steps {
            grad += g;
            moved += rate * grad;
        }
        moved
    }),
    alternative!(confusion, "counted cell by cell", |truth, predicted, k| DMatrix::from_fn(
        k,
        k,
        |i, j| { truth.iter().zip(predicted).filter(|pair| *pair == (&i, &j)).count() }
    )),
    alternative!(scores, "counted, and 2pr / (p + r)", |truth, predicted, k| {
        let score = |class: usize| {
            let count = |one: &[usize]| one.iter().filter(|c| **c == class).count() as f64;
            let pairs = truth.iter().zip(predicted);
            let hits = pairs.filter(|(t, p)| **t == class && **p == class).count() as f64;
            let precision = if count(predicted) == 0.0 { 0.0 } else { hits / count(predicted) };
            let recall = if count(truth) == 0.0 { 0.0 } else { hits / count(truth) };
            let sum = precision + recall;
            let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
            Scores { precision, recall, f1 }
        };
        (0..k).map(score).collect()
    }),
];
