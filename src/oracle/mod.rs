//! The referees: numeric differences, a tape of our own, torch's autograd on each device of this machine, quadrature, and
//! definitions in multi-precision.
//!
//! They know the models, the models never know them. A referee calls torch's own operation and torch's own
//! loss, never a port of our formula. This is the only module that names `tch`.

mod accuracy;
mod autograd;
mod boxcar;
mod check;
mod closing;
mod criterion;
mod cycle;
mod dag;
mod device;
mod differences;
mod draw;
mod enumeration;
mod estimate;
mod expression;
pub mod multiprecision;
mod network;
mod neuron;
mod pace;
mod pointwise;
mod precision;
mod quadrature;
mod referee;
mod regression;
mod separation;
mod tape;
mod training;

pub use accuracy::{Accuracy, Worst, accuracy, points_of_every_size};
pub use autograd::{Autograd, intermediates};
pub use boxcar::{l1_error, output};
pub use check::{Check, check_derivation, compare, compare_counts, derivative, worst_of};
pub use closing::{Closing, Components, VECTORS, closing_examples};
pub use criterion::{criterion, criterion_in_bits, slide, steps_at_zero, sum_of_squares};
pub use cycle::check_certificate;
pub use dag::{check_chain, check_graph, check_graphs};
pub use device::{Device, Devices, Precision, cuda_devices, use_one_thread};
pub use differences::differences;
pub use draw::{check_untrained, linear};
pub use enumeration::{enumerate_ball, enumerate_batches};
pub use estimate::{at_most, check_estimate};
pub use expression::{check_expression, check_jacobian, jacobian_products};
pub use network::{check_first_steps, check_intermediates, check_parameters, check_update};
pub use neuron::{
    Judged, check_descent, check_neuron, cross_entropy_with_logits, descend_neuron, hessian, losses,
};
pub use pace::{Pace, TORCH_VERSION, threads};
pub use pointwise::{activation_values, check_activation, check_identities};
pub use precision::{
    Mantissa, ProductError, TF32_VARIABLE, emulated_tf32_error, product_error, to_tf32,
};
pub use quadrature::quadrature;
pub use referee::Referee;
pub use regression::least_squares as lstsq;
pub use separation::{check_separation, count_mistakes};
pub use training::{Descent, descend};

impl From<tch::TchError> for crate::Error {
    fn from(error: tch::TchError) -> Self {
        // torch appends its C++ stack; the first line says what is wrong.
        let text = error.to_string();
        crate::Error::Torch(text.lines().next().unwrap_or_default().to_owned())
    }
}
