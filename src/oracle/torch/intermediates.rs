use crate::Result;
use crate::derivation::column;
use crate::descent::{Schedule, Sgd};
use crate::error::expect_shape;
use crate::mlp::derivation::{Backprop, BackpropVariable};
use crate::mlp::{Layer, Mlp, Training};
use crate::notebook::{Part, Recipe, SGD};
use crate::oracle::check::{Check, Device, Referee, compare};
use crate::oracle::torch::autograd::intermediates;
use crate::oracle::torch::derivative;
use crate::oracle::torch::optimizer::descend;
use nalgebra::DMatrix;

/// Compares every intermediate of a network with every referee: for each layer a, y, δ, ∂J/∂W and
/// ∂J/∂b, and ∂J/∂α of PReLU, one row; for each referee one check, or `None` where it has nothing
/// to say.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn check_intermediates(
    problem: &Backprop,
    referees: &[Referee],
) -> Result<Vec<Vec<Option<Check>>>> {
    let Backprop { mlp, x, t, loss, .. } = problem;
    let (_, cache, grads) = mlp.gradient(x, t, *loss)?;
    let mut theirs = Vec::new();
    for &referee in referees {
        theirs.push(match referee {
            Referee::Differences | Referee::Tape => gradients(problem, referee)?,
            Referee::Autograd(device) => {
                intermediates(mlp, x, t, *loss, device)?.into_iter().map(Some).collect()
            }
            other => return Err(other.differentiates_nothing()),
        });
    }
    let mut rows = Vec::new();
    for l in 0..cache.a.len() {
        let mut ours = vec![
            ("a", cache.a[l].clone()),
            ("y", cache.y[l].clone()),
            ("δ", grads.delta[l].clone()),
            ("∂J/∂W", grads.w[l].clone()),
            ("∂J/∂b", column(&grads.b[l])),
        ];
        if !grads.negative_slope[l].is_empty() {
            ours.push(("∂J/∂α", column(&grads.negative_slope[l])));
        }
        for (symbol, ours) in ours {
            let label = format!("{symbol}{}", superscript(l + 1));
            let index = rows.len();
            let check = |(&referee, theirs): (&Referee, &Vec<Option<DMatrix<f64>>>)| {
                theirs[index]
                    .as_ref()
                    .map(|theirs| compare(&label, referee, &ours, theirs))
                    .transpose()
            };
            rows.push(referees.iter().zip(&theirs).map(check).collect::<Result<Vec<_>>>()?);
        }
    }
    Ok(rows)
}

/// Compares the parameters after one step of ours with those after one of `torch.optim.SGD` on
/// a device.
///
/// # Errors
/// Settings outside their range, a missing device, or torch's own refusal.
pub fn check_update(problem: &Backprop, sgd: Sgd, device: Device) -> Result<Vec<Check>> {
    let Backprop { mlp, x, t, loss, .. } = problem;
    let mut training = Training::new(mlp.clone(), x, t, *loss, sgd)?;
    training.follow(&Schedule::ONE_STEP, &mut |_, _, _| ())?;
    let theirs = descend(mlp, x, t, *loss, sgd, &Schedule::ONE_STEP, device)?.mlp;
    check_parameters(training.mlp(), &theirs, Referee::Descent(device))
}

/// Compares the losses of the notebook's first 100 steps with those of autograd and
/// `torch.optim.SGD` from the same weights, on a device.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn check_first_steps(
    what: &str,
    start: &Mlp,
    part: &Part,
    recipe: Recipe,
    device: Device,
) -> Result<Check> {
    let schedule = recipe.schedule(5);
    let mut ours = Vec::new();
    let mut training = Training::new(start.clone(), &part.x, &part.t, recipe.loss, SGD)?;
    training.follow(&schedule, &mut |_, loss, _| ours.push(loss))?;
    let theirs = descend(start, &part.x, &part.t, recipe.loss, SGD, &schedule, device)?.losses;
    let row = |losses: Vec<f64>| DMatrix::from_vec(1, losses.len(), losses);
    compare(format!("first 100 losses, {what}"), Referee::Descent(device), &row(ours), &row(theirs))
}

/// Compares every W and b of two networks of the same shapes, and the negative slopes of PReLU.
///
/// # Errors
/// Different shapes.
pub fn check_parameters(ours: &Mlp, theirs: &Mlp, referee: Referee) -> Result<Vec<Check>> {
    let layers = |mlp: &Mlp| (mlp.layers().len(), 1);
    expect_shape("layers of the network", layers(ours), layers(theirs))?;
    let mut checks = Vec::new();
    for (l, (ours, theirs)) in ours.layers().iter().zip(theirs.layers()).enumerate() {
        let number = superscript(l + 1);
        checks.push(compare(format!("W{number}"), referee, &ours.w, &theirs.w)?);
        checks.push(compare(format!("b{number}"), referee, &ours.b, &theirs.b)?);
        let negative_slope =
            |layer: &Layer| DMatrix::from_row_slice(1, 1, layer.activation.learned());
        if !ours.activation.learned().is_empty() {
            let (ours, theirs) = (negative_slope(ours), negative_slope(theirs));
            checks.push(compare(format!("α{number}"), referee, &ours, &theirs)?);
        }
    }
    Ok(checks)
}

/// δ, ∂J/∂W, ∂J/∂b and ∂J/∂α of each layer, one derivative after another; the values a and y
/// are none.
fn gradients(problem: &Backprop, referee: Referee) -> Result<Vec<Option<DMatrix<f64>>>> {
    let mut all = Vec::new();
    for (layer, Layer { activation, .. }) in problem.mlp.layers().iter().enumerate() {
        let problem = Backprop { layer, ..problem.clone() };
        let of_a = BackpropVariable::HiddenActivationValue; // for the last layer just as well
        let mut variables = vec![of_a, BackpropVariable::Weights, BackpropVariable::Bias];
        if !activation.learned().is_empty() {
            variables.push(BackpropVariable::NegativeSlope);
        }
        all.extend([None, None]);
        for variable in variables {
            all.push(Some(derivative(&problem, variable, referee)?));
        }
    }
    Ok(all)
}

/// A number in raised digits.
fn superscript(number: usize) -> String {
    let raise = |digit: char| {
        ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize - '0' as usize]
    };
    number.to_string().chars().map(raise).collect()
}
