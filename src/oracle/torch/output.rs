use crate::Result;
use crate::loss::Loss;
use crate::mlp::Mlp;
use crate::oracle::check::Device;
use crate::oracle::torch::autograd::Graph;
use crate::oracle::torch::device::matrix;
use nalgebra::DMatrix;

/// The outputs y of a network as torch computes them on a device.
///
/// # Shapes
/// x (n, d), y (n, k).
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn output(mlp: &Mlp, x: &DMatrix<f64>, device: Device) -> Result<DMatrix<f64>> {
    let t = DMatrix::zeros(x.nrows(), mlp.outputs());
    let graph = Graph::record(mlp, x, &t, Loss::MeanSquaredError, device)?;
    matrix(&graph.y[graph.y.len() - 1])
}
