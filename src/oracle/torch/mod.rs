//! Referees that ask torch, alone or beside the others. Each calls torch's own operation and
//! torch's own loss.

mod autograd;
mod criterion;
mod derivative;
mod device;
mod fixed_point;
mod generator;
mod graph;
mod intermediates;
mod judged;
mod lstsq;
mod modes;
mod optimizer;
mod pointwise;
mod recorded;
mod start;
mod ulps;
mod version;

pub use autograd::{Autograd, intermediates, output};
pub use criterion::{criterion, criterion_in_bits, slide, steps_at_zero, sum_of_squares};
pub use derivative::{check_derivation, derivative};
pub use device::{cuda_devices, matrix, use_threads};
pub use generator::{check_untrained, linear};
pub use graph::{check_chain, check_graph, check_graphs};
pub use intermediates::{check_first_steps, check_intermediates, check_parameters, check_update};
pub use judged::{
    Judged, check_descent, check_neuron, cross_entropy_with_logits, descend_neuron, hessian, losses,
};
pub use lstsq::least_squares as lstsq;
pub use optimizer::{Descent, Trainer, descend};
pub use pointwise::{activation_values, check_activation, check_identities};
pub use recorded::{check_expression, check_jacobian, jacobian_products};
pub use start::start_with_torch;
pub use ulps::{Accuracy, Worst, accuracy, points_of_every_size};
pub use version::TORCH_VERSION;

impl From<tch::TchError> for crate::Error {
    fn from(error: tch::TchError) -> Self {
        // torch appends its C++ stack; the first line says what is wrong.
        let text = error.to_string();
        crate::Error::Torch(text.lines().next().unwrap_or_default().to_owned())
    }
}
