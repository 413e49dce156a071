//! Where descent ends: at a threshold, after all iterations, beyond all numbers, and at which of
//! many minimisers.

use super::rate::RegressionPlane;
use crate::Result;
use crate::program::Report;
use ma6202::descent::{DescentPath, Ending, Sgd, Stop, descend};
use ma6202::error::expect_setting;
use ma6202::linear::Linear;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use nalgebra::DVector;
use serde_json::json;

/// The three ways a descent ends. Returns the iteration in which too large a λ was found out.
pub fn tell(report: &mut Report, plane: &RegressionPlane) -> Result<usize> {
    let RegressionPlane { linear, curvature, minimiser, start } = plane;
    let threshold = 1.001 * linear.fit()?.loss;
    let stop = Stop { loss: Some(threshold), ..Stop::after(10_000) };
    report.say(format_args!(
        "How descent ends, with the threshold J = 1.001 J* = {threshold:.6} or \
        after so many iterations:"
    ));
    let best = Sgd { learning_rate: curvature.best(), momentum: 0.0 };

    let path = descend(linear, start, best, &stop)?;
    let (done, loss) = (path.done(), path.last_loss());
    ended(&path, path.ending == Ending::Threshold)?;
    report.say(format_args!("  λ = 2/(μ+L): threshold reached after {done}, J = {loss:.6}"));
    let before = path.losses[done - 1];
    report.at_most("J where the threshold is reached", loss, threshold)?;
    report.at_most("threshold, by J one iteration earlier", threshold, before)?;

    let path = descend(linear, start, best, &Stop { iterations: 3, ..stop })?;
    ended(&path, path.ending == Ending::Iterations)?;
    let loss = path.last_loss();
    report.say(format_args!(
        "  the same, at most 3: all {} iterations done, J = {loss:.6}",
        path.done()
    ));

    let above = plane.sgd(1.1);
    let path = descend(linear, start, above, &stop)?;
    let Ending::Diverged { iteration } = path.ending else {
        return ended(&path, false).map(|()| 0);
    };
    report.say(format_args!(
        "  λ = 1.1 · 2/L: diverged in iteration {iteration}, where Σ (wᵀx_i - t_i)² is larger than \
         every number; before it J was {:.1e}",
        path.last_loss()
    ));
    let c = curvature.components(start, minimiser)?;
    let predicted = curvature.overflow(&c, above.learning_rate, linear.t().len());
    let off = predicted.map_or(f64::INFINITY, |predicted| predicted.abs_diff(iteration) as f64);
    report.at_most("iteration of divergence, off what is predicted", off, 1.0)?;
    report.result(
        "endings",
        json!({ "threshold": threshold, "after": done, "diverged_in": iteration }),
    )?;
    shortest(report, linear)?;
    Ok(iteration)
}

fn ended(path: &DescentPath, as_expected: bool) -> Result<()> {
    let expected = "by its threshold, by its iterations, or beyond all numbers, as λ has it";
    let got = format!("{:?}", path.ending);
    Ok(expect_setting("how a descent ends", expected, got, as_expected)?)
}

/// Rank-deficient X: from w = 0 descent ends at the shortest of all minimisers.
fn shortest(report: &mut Report, two: &Linear) -> Result<()> {
    let sum = two.x().column(0) + two.x().column(1);
    let mut x = two.x().clone().insert_column(2, 0.0);
    x.set_column(2, &sum);
    let three = Linear::new(x, two.t().clone())?;
    let (fit, curvature) = (three.fit()?, three.curvature()?);
    let sgd = Sgd { learning_rate: curvature.best(), momentum: 0.0 };
    let w = descend(&three, &DVector::zeros(3), sgd, &Stop::after(2000))?.last();
    report.paragraph(format_args!(
        "\nWith the sum of the two attributes as a third (counted from 0) X has {fit}. Descent from \
         w = 0 ends at that, w = ({}), of length {:.6}, and so does torch's lstsq:",
        w.iter().map(|w| format!("{w:.10}")).collect::<Vec<_>>().join(", "),
        w.norm(),
    ));
    let theirs = lstsq(three.x(), three.t())?;
    report.check_all(vec![
        compare("the limit of descent", Referee::LeastSquares, &w, &theirs)?,
        compare("the shortest minimiser", Referee::LeastSquares, &fit.w, &theirs)?,
    ]);
    report
        .result("shortest", json!({ "by_descent": w.as_slice(), "closed_form": fit.w.as_slice() }))
}
