use crate::Result;
use crate::activation::Activation;
use crate::oracle::check::{Check, Device, Referee, compare};
use crate::oracle::exact::differences;
use crate::oracle::exact::pointwise_by_tape;
use crate::oracle::torch::autograd;
use crate::oracle::torch::device::matrix;
use nalgebra::DMatrix;
use tch::Tensor;

/// f(a) and f'(a) at each point, by torch's own operation and its autograd on a device.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn activation_values(f: Activation, a: &[f64], device: Device) -> Result<(Vec<f64>, Vec<f64>)> {
    let a = device.vector(a)?.f_set_requires_grad(true)?;
    let y = autograd::activation(f, None, &a)?;
    let gradient = Tensor::f_run_backward(&[y.f_sum(device.kind())?], &[&a], false, false)?;
    Ok((matrix(&y)?.as_slice().to_vec(), matrix(&gradient[0])?.as_slice().to_vec()))
}

/// Compares value and derivative of an activation at some points with torch's on each device, and
/// the derivative with differences of the values, except within 0.05 of a kink.
///
/// # Errors
/// No points, NaN or infinite ones, torch's own refusal.
pub fn check_activation(f: Activation, a: &[f64], referees: &[Referee]) -> Result<Vec<Check>> {
    let column = |values: Vec<f64>| DMatrix::from_vec(values.len(), 1, values);
    let each = |points: &[f64], function: fn(Activation, f64) -> f64| {
        column(points.iter().map(|&a| function(f, a)).collect())
    };
    let mut checks = Vec::new();
    for &referee in referees {
        match referee {
            Referee::Differences => {
                let points: Vec<f64> =
                    a.iter().copied().filter(|&a| f.is_smooth_near(a, 0.05)).collect();
                let difference =
                    |&a: &f64| differences(|a| f.value(a[0]), &DMatrix::from_element(1, 1, a))[0];
                let theirs = column(points.iter().map(difference).collect());
                let ours = each(&points, Activation::derivative);
                checks.push(compare(format!("{f}'"), referee, &ours, &theirs)?);
            }
            Referee::Tape | Referee::Autograd(_) => {
                let (values, derivatives) = match referee {
                    Referee::Autograd(device) => activation_values(f, a, device)?,
                    _ => {
                        let definition = f.definition();
                        pointwise_by_tape(|a| definition.value(a), a)
                    }
                };
                let (value, derivative) =
                    (each(a, Activation::value), each(a, Activation::derivative));
                checks.push(compare(f.to_string(), referee, &value, &column(values))?);
                let theirs = column(derivatives);
                checks.push(compare(format!("{f}'"), referee, &derivative, &theirs)?);
            }
            other => return Err(other.differentiates_nothing()),
        }
    }
    Ok(checks)
}

/// The identities that tie the lecture's sigmoids together: our function on the left against
/// torch's on the right, on a device.
///
/// # Errors
/// No points, a missing device, torch's own refusal.
pub fn check_identities(a: &[f64], device: Device) -> Result<Vec<Check>> {
    type Right = fn(&Tensor) -> std::result::Result<Tensor, tch::TchError>;
    let identities: [(&str, Activation, Right); 3] = [
        ("bipolar-logistic(a) = tanh(a/2)", Activation::BipolarLogistic, |a| {
            a.f_mul_scalar(0.5)?.f_tanh()
        }),
        ("bipolar-logistic(a) = 2 logistic(a) - 1", Activation::BipolarLogistic, |a| {
            a.f_sigmoid()?.f_mul_scalar(2.0)?.f_sub_scalar(1.0)
        }),
        ("tanh(a) = 2 logistic(2a) - 1", Activation::Tanh, |a| {
            a.f_mul_scalar(2.0)?.f_sigmoid()?.f_mul_scalar(2.0)?.f_sub_scalar(1.0)
        }),
    ];
    let a = DMatrix::from_column_slice(a.len(), 1, a);
    let tensor = device.tensor(&a)?;
    let check = |(what, f, right): (&str, Activation, Right)| {
        let ours = a.map(|a| f.value(a));
        compare(what, Referee::Autograd(device), &ours, &matrix(&right(&tensor)?)?)
    };
    identities.into_iter().map(check).collect()
}
