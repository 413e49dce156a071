//! Exercise 6: backpropagation.

use nalgebra::{DMatrix, DVector};
use starter::answers::exercise_6::{Gradient, Layer, Pass};

use super::{Alternative, alternative, single};
use crate::SOLUTION;

pub const ALTERNATIVES: &[Alternative] = &[
    alternative!(forward, "neuron by neuron", |layers, x| {
        let mut pass = Pass { a: vec![], y: vec![] };
        for layer in layers {
            let y = pass.y.last().unwrap_or(x);
            let a = DMatrix::from_fn(x.nrows(), layer.b.len(), |i, j| {
                y.row(i).iter().zip(layer.w.column(j).iter()).map(|(y, w)| y * w).sum::<f64>()
                    + layer.b[j]
            });
            pass.y.push(a.map(layer.f));
            pass.a.push(a);
        }
        pass
    }),
    alternative!(forward, "f32", |layers, x| {
        let mut pass = Pass { a: vec![], y: vec![] };
        for layer in layers {
            let y = pass.y.last().unwrap_or(x).map(single);
            let ones = DVector::from_element(x.nrows(), 1f32);
            let a = y * layer.w.map(single) + ones * layer.b.map(single).transpose();
            let a = a.map(f64::from);
            pass.y.push(a.map(layer.f));
            pass.a.push(a);
        }
        pass
    }),
    alternative!(loss_derivative, "entry by entry", |y, t| y
        .zip_map(t, |y, t| 2.0 * y - 2.0 * t)
        .unscale(y.nrows() as f64)),
    alternative!(output_delta, "entry by entry", |dj_dy, a, f| dj_dy
        .zip_map(a, |dj_dy, a| f(a) * dj_dy)),
    alternative!(hidden_delta, "the lecture's sum", |delta, w, a, f| DMatrix::from_fn(
        a.nrows(),
        a.ncols(),
        |row, i| {
            let sum: f64 = (0..w.ncols()).rev().map(|j| delta[(row, j)] * w[(i, j)]).sum();
            sum * f(a[(row, i)])
        }
    )),
    alternative!(hidden_delta, "f32", |delta, w, a, f| {
        let sum = delta.map(single) * w.map(single).transpose();
        sum.map(f64::from).component_mul(&a.map(f))
    }),
    alternative!(weight_gradient, "a sum of outer products", |input, delta| {
        let mut sum = DMatrix::zeros(input.ncols(), delta.ncols());
        for i in 0..input.nrows() {
            sum += input.row(i).transpose() * delta.row(i);
        }
        sum
    }),
    alternative!(bias_gradient, "δᵀ1", |delta| delta.transpose()
        * DVector::from_element(delta.nrows(), 1.0)),
    alternative!(backward, "sample by sample", |layers, x, t| {
        let n = x.nrows();
        let row = |m: &DMatrix<f64>, i: usize| m.rows(i, 1).into_owned();
        let one = |i| (SOLUTION.backward)(layers, &row(x, i), &row(t, i));
        let mut sum = one(n - 1);
        for i in (0..n - 1).rev() {
            for (sum, Gradient { w, b }) in sum.iter_mut().zip(one(i)) {
                sum.w += w;
                sum.b += b;
            }
        }
        sum.into_iter().map(|g| Gradient { w: g.w / n as f64, b: g.b / n as f64 }).collect()
    }),
    alternative!(step, "parameter by parameter", |layers, x, t, rate| {
        let mut layers = layers.to_vec();
        let gradients = (SOLUTION.backward)(&layers, x, t);
        for (Layer { w, b, .. }, gradient) in layers.iter_mut().zip(&gradients) {
            w.iter_mut().zip(gradient.w.iter()).for_each(|(w, g)| *w -= rate * g);
            b.iter_mut().zip(gradient.b.iter()).for_each(|(b, g)| *b -= rate * g);
        }
        layers
    }),
];
