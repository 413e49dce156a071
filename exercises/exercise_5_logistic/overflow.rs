//! The cross-entropy for activation values of any size.

use crate::Result;
use crate::program::{Report, table};
use ma6202::activation::Activation;
use ma6202::logistic::{Logistic, Reading};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, at_most, compare, cross_entropy_with_logits, multiprecision};
use nalgebra::{DMatrix, DVector};
use serde_json::json;

/// How right or wrong the answer is: a for a label 0, -a for a label 1.
const Z: [f64; 13] =
    [-1000.0, -700.0, -40.0, -36.7, -3.0, -1e-8, 0.0, 1e-8, 3.0, 36.7, 40.0, 700.0, 1000.0];

/// As the formula is written, as the code has it, as torch has it for logits, and as it is.
pub fn tell(report: &mut Report) -> Result<()> {
    report.paragraph(
        "\nThe cross-entropy of one row with label 0 and activation value a: as it is written, \
         -ln(1 - σ(a)), by the code, and by torch's form for logits:\n",
    );
    let model = |t: f64| {
        let (one, t) = (DMatrix::from_element(1, 1, 1.0), DVector::from_element(1, t));
        Logistic::new(one, t, Reading::CrossEntropy, 0.0)
    };
    let mut rows = table(["a", "as written", "code", "torch"]);
    let mut checks = Vec::new();
    for t in [0.0, 1.0] {
        let a = Z.map(|z| if t == 0.0 { z } else { -z });
        let by_torch = |device| cross_entropy_with_logits(&a, &[t; Z.len()], device);
        let shown = by_torch(report.devices()[0])?.0;
        let (mut ours, mut ulps) = (Vec::new(), Vec::new());
        for (&a, &theirs) in a.iter().zip(&shown) {
            let (loss, derivative) = model(t)?.loss_and_gradient(&DVector::from_element(1, a))?;
            ours.push((loss, derivative[0]));
            // ln(1 + e^z) and σ(z), by definition with hundreds of digits.
            let z = if t == 0.0 { a } else { -a };
            let softplus = multiprecision::activation(Activation::Softplus { beta: 1.0 }, z).0;
            let logistic = multiprecision::activation(Activation::Logistic, z).0;
            for (ours, right) in [(loss, softplus), (derivative[0].abs(), logistic)] {
                ulps.push(if ours == right { 0.0 } else { (ours - right).abs() / right });
            }
            if t == 0.0 {
                let written = 0.0 - libm::log(1.0 - 1.0 / (1.0 + libm::exp(-a)));
                let numbers = [written, loss, theirs].map(|loss| format!("{loss:.6e}"));
                rows.add_row([format!("{a:?}")].into_iter().chain(numbers));
            }
        }
        let row = |values: Vec<f64>| DMatrix::from_vec(1, values.len(), values);
        let (ours_loss, ours_derivative) = ours.into_iter().unzip();
        let (ours_loss, ours_derivative) = (row(ours_loss), row(ours_derivative));
        for device in report.devices() {
            let (by, (losses, derivatives)) = (Referee::Autograd(device), by_torch(device)?);
            let what = format!("loss with logits, t = {t}");
            checks.push(compare(what, by, &ours_loss, &row(losses))?);
            let what = format!("its derivative, t = {t}");
            checks.push(compare(what, by, &ours_derivative, &row(derivatives))?);
        }
        let what = format!("error of loss and derivative, t = {t}, to their last digits");
        let bounds = vec![2.0 * f64::EPSILON; ulps.len()];
        checks.push(at_most(what, &ulps, &bounds)?);
    }
    report.say(rows);
    report.paragraph(
        "1 - σ(a) is 0 for a above 36.7, and its logarithm infinite. The code takes ln(1 + e^z) \
         with z = a or -a from e^-|z|, so that nothing overflows or cancels; held against torch, \
         whose small losses are rounded as its large ones are, and digit by digit against the \
         definition in multi-precision:",
    );
    report.result("largest_activation_value", json!(Z[Z.len() - 1]))?;
    report.check_all(checks);
    Ok(())
}
