//! The answers: one file per exercise, and all of them as one value.
//!
//! Write each body where it says `todo!()`; leave the signatures as they are. A file may have as
//! many functions of its own as you like.
//!
//! Everywhere, as in the lecture: X (n, d) has one sample per row, t (n) its targets, w (d) the
//! weights, a = Xw the activation values, y = f(a) the outputs, J the loss, λ the step size.

#![allow(unused_variables, reason = "an answer not written yet uses none of its arguments")]

pub mod exercise_1;
pub mod exercise_2;
pub mod exercise_3;
pub mod exercise_4;
pub mod exercise_5;
pub mod exercise_6;
pub mod exercise_7;
pub mod exercise_8;

use nalgebra::{DMatrix, DVector};

use exercise_2::Order;
use exercise_3::Network;
use exercise_5::Xor;
use exercise_6::{Gradient, Layer, Pass};
use exercise_7::Scores;
use exercise_8::Operation;

type Matrix = DMatrix<f64>;
type Vector = DVector<f64>;

/// Declares [`Answers`] with one field per answer, and [`ANSWERS`], the functions of this project.
macro_rules! answers {
    ($($exercise:ident { $($name:ident: $kind:ty,)* })*) => {
        /// A submission: every gradable answer, as a value.
        #[derive(Clone, Copy)]
        pub struct Answers {
            $($(
                #[doc = concat!("See [`", stringify!($exercise), "::", stringify!($name), "`].")]
                pub $name: $kind,
            )*)*
        }

        /// The answers written in this project.
        pub const ANSWERS: Answers = Answers { $($($name: $exercise::$name,)*)* };
    };
}

answers! {
    exercise_1 {
        relu: fn(f64) -> f64,
        relu_derivative: fn(f64) -> f64,
        leaky_relu: fn(f64, f64) -> f64,
        leaky_relu_derivative: fn(f64, f64) -> f64,
        elu: fn(f64, f64) -> f64,
        elu_derivative: fn(f64, f64) -> f64,
        softplus: fn(f64) -> f64,
        softplus_derivative: fn(f64) -> f64,
        silu: fn(f64) -> f64,
        silu_derivative: fn(f64) -> f64,
        gelu: fn(f64) -> f64,
        gelu_derivative: fn(f64) -> f64,
        dead: fn(&Matrix, &Vector, f64) -> bool,
    }
    exercise_2 {
        order_or_cycle: fn(usize, &[(usize, usize)]) -> Order,
        outputs: fn(usize, &[(usize, usize, f64)], &[(usize, f64)]) -> Vec<f64>,
        sum_over_paths: fn(usize, &[(usize, usize, f64)], usize, usize) -> f64,
    }
    exercise_3 {
        boxcar: fn(f64, f64, f64, f64) -> Network,
        step_error: fn(f64, f64) -> f64,
        sum_of_boxes: fn(fn(f64) -> f64, f64, f64, usize, f64) -> Network,
    }
    exercise_4 {
        squared_error: fn(&Matrix, &Vector, &Vector) -> f64,
        squared_error_gradient: fn(&Matrix, &Vector, &Vector) -> Vector,
        descent: fn(&Matrix, &Vector, &Vector, f64, usize) -> Vector,
        descent_to: fn(&Matrix, &Vector, &Vector, f64, f64, usize) -> (Vector, usize),
        least_squares: fn(&Matrix, &Vector) -> Vector,
        largest_rate: fn(&Matrix) -> f64,
        epoch: fn(&Matrix, &Vector, &Vector, f64, &[Vec<usize>]) -> Vector,
    }
    exercise_5 {
        logistic: fn(f64) -> f64,
        logistic_derivative: fn(f64) -> f64,
        cross_entropy: fn(&Matrix, &Vector, &Vector) -> f64,
        cross_entropy_gradient: fn(&Matrix, &Vector, &Vector) -> Vector,
        logistic_squared_error_gradient: fn(&Matrix, &Vector, &Vector) -> Vector,
        logistic_descent: fn(&Matrix, &Vector, &Vector, f64, usize) -> Vector,
        perceptron: fn(&Matrix, &Vector, usize) -> Vector,
        xor: fn() -> Xor,
    }
    exercise_6 {
        forward: fn(&[Layer], &Matrix) -> Pass,
        loss_derivative: fn(&Matrix, &Matrix) -> Matrix,
        output_delta: fn(&Matrix, &Matrix, fn(f64) -> f64) -> Matrix,
        hidden_delta: fn(&Matrix, &Matrix, &Matrix, fn(f64) -> f64) -> Matrix,
        weight_gradient: fn(&Matrix, &Matrix) -> Matrix,
        bias_gradient: fn(&Matrix) -> Vector,
        backward: fn(&[Layer], &Matrix, &Matrix) -> Vec<Gradient>,
        step: fn(&[Layer], &Matrix, &Matrix, f64) -> Vec<Layer>,
    }
    exercise_7 {
        split: fn(&[usize], f64) -> (Vec<usize>, Vec<usize>),
        standardise: fn(&Matrix, &Matrix) -> (Matrix, Matrix),
        softmax: fn(&Matrix) -> Matrix,
        class_cross_entropy: fn(&Matrix, &[usize]) -> f64,
        class_cross_entropy_derivative: fn(&Matrix, &[usize]) -> Matrix,
        literal_floor: fn(usize) -> f64,
        uncleared_displacement: fn(f64, f64, usize) -> f64,
        confusion: fn(&[usize], &[usize], usize) -> DMatrix<usize>,
        scores: fn(&[usize], &[usize], usize) -> Vec<Scores>,
    }
    exercise_8 {
        cube_gradient: fn(f64, usize) -> f64,
        product_gradients: fn(&Vector, &Vector, &Vector) -> (Vector, Vector),
        vector_jacobian: fn(&Vector, &Matrix) -> Vector,
        values: fn(&[Operation], &[f64]) -> Vec<f64>,
        reverse_gradient: fn(&[Operation], &[f64]) -> Vec<f64>,
        forward_derivative: fn(&[Operation], &[f64], &[f64]) -> f64,
    }
}
