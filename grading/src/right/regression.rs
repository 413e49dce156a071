//! Exercises 4 and 5: linear and logistic regression.

use nalgebra::{DMatrix, DVector};
use starter::answers::exercise_5::Xor;

use super::{Alternative, alternative, single};
use crate::SOLUTION;

pub const ALTERNATIVES: &[Alternative] = &[
    alternative!(squared_error, "loops, rows from the last", |x, t, w| {
        let mut sum = 0.0;
        for i in (0..x.nrows()).rev() {
            let mut a = 0.0;
            for j in 0..x.ncols() {
                a += w[j] * x[(i, j)];
            }
            sum += (a - t[i]).powi(2) / x.nrows() as f64;
        }
        sum
    }),
    alternative!(squared_error, "f32", |x, t, w| {
        let (x, t, w) = (x.map(single), t.map(single), w.map(single));
        f64::from((&x * w - t).norm_squared() / x.nrows() as f32)
    }),
    alternative!(squared_error_gradient, "a sum over rows", |x, t, w| {
        let mut gradient = DVector::zeros(x.ncols());
        for (row, t) in x.row_iter().zip(t.iter()) {
            let row = row.transpose();
            gradient += 2.0 * (row.dot(w) - t) * row;
        }
        gradient / x.nrows() as f64
    }),
    alternative!(squared_error_gradient, "XᵀX w - Xᵀt", |x, t, w| {
        let (gram, right) = (x.transpose() * x, x.transpose() * t);
        (gram * w - right) * 2.0 / x.nrows() as f64
    }),
    alternative!(squared_error_gradient, "f32", |x, t, w| {
        let (x, t, w) = (x.map(single), t.map(single), w.map(single));
        (x.transpose() * (&x * w - t) * (2.0 / x.nrows() as f32)).map(f64::from)
    }),
    alternative!(descent, "by recursion", |x, t, w, rate, steps| match steps {
        0 => w.clone(),
        _ => {
            let w = w - (SOLUTION.squared_error_gradient)(x, t, w) * rate;
            (SOLUTION.descent)(x, t, &w, rate, steps - 1)
        }
    }),
    alternative!(descent, "f32", |x, t, w, rate, steps| {
        let (x, t, mut w) = (x.map(single), t.map(single), w.map(single));
        for _ in 0..steps {
            w -= x.transpose() * (&x * &w - &t) * (2.0 * rate as f32 / x.nrows() as f32);
        }
        w.map(f64::from)
    }),
    alternative!(descent_to, "a loop with a break", |x, t, start, rate, threshold, limit| {
        let mut w = start.clone();
        for steps in 0..limit {
            if (SOLUTION.squared_error)(x, t, &w) <= threshold {
                return (w, steps);
            }
            w -= rate * (SOLUTION.squared_error_gradient)(x, t, &w);
        }
        (w, limit)
    }),
    alternative!(least_squares, "SVD", |x, t| x
        .clone()
        .svd(true, true)
        .solve(t, 0.0)
        .expect("both sides were computed")),
    alternative!(least_squares, "QR with permuted columns", |x, t| {
        let reversed = DMatrix::from_fn(x.nrows(), x.ncols(), |i, j| x[(i, x.ncols() - 1 - j)]);
        let w = (SOLUTION.least_squares)(&reversed, t);
        DVector::from_iterator(w.len(), w.iter().rev().copied())
    }),
    alternative!(largest_rate, "by singular values", |x| x.nrows() as f64
        / x.singular_values().max().powi(2)),
    alternative!(largest_rate, "power iteration", |x| {
        let hessian = x.transpose() * x * (2.0 / x.nrows() as f64);
        let mut v = DVector::from_fn(x.ncols(), |j, _| 1.0 + 0.1 * j as f64).normalize();
        for _ in 0..2000 {
            v = (&hessian * v).normalize();
        }
        2.0 / v.dot(&(&hessian * &v))
    }),
    alternative!(epoch, "row by row", |x, t, start, rate, batches| {
        let mut w = start.clone();
        for batch in batches {
            let mut gradient = DVector::zeros(x.ncols());
            for &i in batch {
                let row = x.row(i).transpose();
                gradient += row.scale(2.0 * (row.dot(&w) - t[i]) / batch.len() as f64);
            }
            w -= gradient * rate;
        }
        w
    }),
    alternative!(logistic, "by the branch of its sign", |a| if a < 0.0 {
        a.exp() / (1.0 + a.exp())
    } else {
        1.0 / (1.0 + (-a).exp())
    }),
    alternative!(logistic_derivative, "y (1 - y)", |a| {
        let y = (SOLUTION.logistic)(a);
        y * (1.0 - y)
    }),
    alternative!(logistic_derivative, "by cosh", |a| 0.25 / (0.5 * a).cosh().powi(2)),
    alternative!(logistic_derivative, "f32", |a| {
        let y = 1.0 / (1.0 + (-a as f32).exp());
        f64::from(y * (1.0 - y))
    }),
    alternative!(cross_entropy, "ln(1 + eᵃ) - t a, for every row", |x, t, w| {
        let loss = |a: f64, t: f64| match a > 0.0 {
            true => (1.0 - t) * a + (-a).exp().ln_1p(),
            false => a.exp().ln_1p() - t * a,
        };
        (x * w).iter().zip(t.iter()).map(|(a, t)| loss(*a, *t)).sum::<f64>() / t.len() as f64
    }),
    alternative!(cross_entropy_gradient, "a sum over rows", |x, t, w| {
        let mut gradient = DVector::zeros(x.ncols());
        for i in (0..x.nrows()).rev() {
            let row = x.row(i).transpose();
            gradient += &row * ((SOLUTION.logistic)(row.dot(w)) - t[i]);
        }
        gradient / x.nrows() as f64
    }),
    alternative!(cross_entropy_gradient, "through y: (y - t) / (y (1 - y)) times f'", |x, t, w| {
        let y = (x * w).map(SOLUTION.logistic);
        let dj_dy = y.zip_map(t, |y, t| (y - t) / (y * (1.0 - y)));
        let delta = dj_dy.zip_map(&y, |dj_dy, y| dj_dy * y * (1.0 - y));
        x.tr_mul(&delta) / x.nrows() as f64
    }),
    alternative!(cross_entropy_gradient, "f32", |x, t, w| {
        let (x, t, w) = (x.map(single), t.map(single), w.map(single));
        let y = (&x * w).map(|a| 1.0 / (1.0 + (-a).exp()));
        (x.transpose() * (y - t) / x.nrows() as f32).map(f64::from)
    }),
    alternative!(logistic_squared_error_gradient, "y (1 - y)", |x, t, w| {
        let y = (x * w).map(SOLUTION.logistic);
        let delta = y.zip_map(t, |y, t| (y - t) * y * (1.0 - y));
        x.tr_mul(&delta) * 2.0 / x.nrows() as f64
    }),
    alternative!(logistic_descent, "a fold", |x, t, start, rate, steps| {
        let step = |w: DVector<f64>, _| &w - (SOLUTION.cross_entropy_gradient)(x, t, &w) * rate;
        (0..steps).fold(start.clone(), step)
    }),
    alternative!(
        perceptron,
        "stops when nothing changes, and takes 0 for the positive side",
        |x, t, passes| {
            let mut w = DVector::zeros(x.ncols());
            for _ in 0..passes {
                let before = w.clone();
                for (row, t) in x.row_iter().zip(t.iter()) {
                    let row = row.transpose();
                    w += (t - f64::from(row.dot(&w) >= 0.0)) * row;
                }
                if w == before {
                    break;
                }
            }
            w
        }
    ),
    alternative!(xor, "swapped neurons", || {
        let Xor { w: [u, v], b, v: out, c } = (SOLUTION.xor)();
        Xor { w: [[u[1], u[0]], [v[1], v[0]]], b: [b[1], b[0]], v: [out[1], out[0]], c }
    }),
    alternative!(xor, "one but not the other, twice", || Xor {
        w: [[20.0, -20.0], [-20.0, 20.0]],
        b: [-10.0, -10.0],
        v: [20.0, 20.0],
        c: -10.0,
    }),
];
