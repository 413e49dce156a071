use super::autograd::Graph;
use super::device::{Device, matrix};
use super::quadrature::quadrature;
use crate::Result;
use crate::boxcar::Boxcar;
use crate::loss::Loss;
use crate::mlp::Mlp;
use nalgebra::DMatrix;

/// ∫ |y - box| of a network y by quadrature.
///
/// The line is split at a and b, where the box jumps, and from each edge outward at distances 1/k, 2/k, 4/k, … as
/// far as 64/k, where a logistic step has come within e⁻⁶⁴ of its end.
///
/// # Errors
/// A network of more than one input.
pub fn l1_error(boxcar: &Boxcar, mlp: &Mlp) -> Result<f64> {
    let (a, b) = (boxcar.a(), boxcar.b());
    let distances: Vec<f64> =
        [0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0].map(|t| t / boxcar.steepness()).to_vec();
    let middle = a + 0.5 * (b - a);
    let mut ends: Vec<f64> = distances.iter().flat_map(|t| [a - t, b + t]).collect();
    ends.extend(distances.iter().map(|t| a + t).filter(|&x| x < middle));
    ends.extend(distances.iter().map(|t| b - t).filter(|&x| x > middle));
    ends.push(middle);
    ends.sort_by(f64::total_cmp);
    let error = |x: f64| {
        let cache = mlp.forward(&DMatrix::from_element(1, 1, x))?;
        Ok((cache.y[cache.y.len() - 1][(0, 0)] - boxcar.value(x)).abs())
    };
    quadrature(error, &ends)
}

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
