//! The cross-entropy for activation values of any size.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::logistic::{Logistic, Reading};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, at_most, compare, cross_entropy_with_logits, multiprecision};
use nalgebra::{DMatrix, DVector};

/// How right or wrong the answer is: a for a label 0, -a for a label 1.
const Z: [f64; 13] =
    [-1000.0, -700.0, -40.0, -36.7, -3.0, -1e-8, 0.0, 1e-8, 3.0, 36.7, 40.0, 700.0, 1000.0];
/// Which of them the chapter shows.
const SHOWN: [usize; 7] = [0, 2, 4, 6, 8, 10, 12];

/// As the formula is written, as the code has it, as torch has it for logits, and as it is.
pub fn solve(run: &mut Work) -> Result<Results> {
    let mut large_values = Vec::new();
    for t in [0.0, 1.0] {
        let a = Z.map(|z| if t == 0.0 { z } else { -z });
        let by_torch = |device| cross_entropy_with_logits(&a, &[t; Z.len()], device);
        let one = |a: f64| -> Result<(f64, f64)> {
            let (x, t) = (DMatrix::from_element(1, 1, 1.0), DVector::from_element(1, t));
            let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
            let (loss, derivative) = model.loss_and_gradient(&DVector::from_element(1, a))?;
            Ok((loss, derivative[0]))
        };
        let ours = a.iter().map(|&a| one(a)).collect::<Result<Vec<_>>>()?;
        let mut ulps = Vec::new();
        for (&(loss, derivative), z) in ours.iter().zip(Z) {
            // ln(1 + e^z) and σ(z), by definition with hundreds of digits.
            let softplus = multiprecision::activation(Activation::Softplus { beta: 1.0 }, z).0;
            let logistic = multiprecision::activation(Activation::Logistic, z).0;
            for (ours, right) in [(loss, softplus), (derivative.abs(), logistic)] {
                ulps.push(if ours == right { 0.0 } else { (ours - right).abs() / right });
            }
        }
        if t == 0.0 {
            let torch = by_torch(run.devices()[0])?.0;
            large_values = SHOWN.map(|z| large_value(a[z], ours[z].0, torch[z])).into();
        }
        let row = |values: Vec<f64>| DMatrix::from_vec(1, values.len(), values);
        let (losses, derivatives) = ours.into_iter().unzip();
        let (ours_loss, ours_derivative) = (row(losses), row(derivatives));
        let mut checks = Vec::new();
        for device in run.devices() {
            let (by, (losses, derivatives)) = (Referee::Autograd(device), by_torch(device)?);
            let what = format!("loss with logits, t = {t}");
            checks.push(compare(what, by, &ours_loss, &row(losses))?);
            let what = format!("its derivative, t = {t}");
            checks.push(compare(what, by, &ours_derivative, &row(derivatives))?);
        }
        let what = format!("error of loss and derivative, t = {t}, to their last digits");
        checks.push(at_most(what, &ulps, &vec![2.0 * f64::EPSILON; ulps.len()])?);
        run.check_all("large values", checks);
    }
    Ok(results! { largest_activation_value => Z[Z.len() - 1], large_values })
}

/// The loss of a row whose label is 0: as it is written, our code's, and torch's for logits.
fn large_value(a: f64, code: f64, torch: f64) -> Results {
    // -ln(1 - σ(a)).
    let written = 0.0 - libm::log(1.0 - 1.0 / (1.0 + libm::exp(-a)));
    results! { a, written, code, torch }
}
