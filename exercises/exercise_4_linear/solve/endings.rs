//! Where descent ends: at a threshold, after all iterations, beyond all numbers, and at which of
//! many minimisers.

use super::rate::RegressionPlane;
use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::descent::{DescentPath, Ending, Sgd, Stop, descend};
use ma6202::error::expect_setting;
use ma6202::linear::Linear;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use nalgebra::DVector;

/// The least J by which the threshold is set.
const ABOVE: f64 = 1.001;
/// λ by 2/L, of a descent that diverges.
const TOO_LARGE: f64 = 1.1;

/// The three ways in which a descent ends.
pub fn solve(run: &mut Work, plane: &RegressionPlane) -> Result<Results> {
    let RegressionPlane { linear, curvature, minimiser, start } = plane;
    let threshold = ABOVE * linear.fit()?.loss;
    let stop = Stop { loss: Some(threshold), ..Stop::after(10_000) };
    let best = Sgd { learning_rate: curvature.best(), momentum: 0.0 };

    let path = descend(linear, start, best, &stop)?;
    let (after, loss) = (path.done(), path.last_loss());
    ended(&path, path.ending == Ending::Threshold)?;
    let before = path.losses[after - 1];
    run.at_most("J where the threshold is reached", loss, threshold)?;
    run.at_most("threshold, by J one iteration earlier", threshold, before)?;

    let short = descend(linear, start, best, &Stop { iterations: 3, ..stop })?;
    ended(&short, short.ending == Ending::Iterations)?;

    let above = plane.sgd(TOO_LARGE);
    let path = descend(linear, start, above, &stop)?;
    let diverged_in = match path.ending {
        Ending::Diverged { iteration } => iteration,
        _ => return ended(&path, false).map(|()| unreachable!("that is refused")),
    };
    let c = curvature.components(start, minimiser)?;
    let predicted = curvature.overflow(&c, above.learning_rate, linear.t().len());
    let off = predicted.map_or(f64::INFINITY, |predicted| predicted.abs_diff(diverged_in) as f64);
    run.at_most("iteration of divergence, off what is predicted", off, 1.0)?;
    Ok(results! {
        above => ABOVE, threshold,
        // Iterations until J is no larger, with the best λ, and J there.
        after, loss,
        // Those that were all that were allowed, and J then.
        few => short.done(), loss_after_few => short.last_loss(),
        // The iteration in which J is no number any more, and J before it.
        too_large => TOO_LARGE, diverged_in, last_loss => path.last_loss(),
        // J is the sum of as many squares, by their number.
        rows => linear.t().len(),
    })
}

fn ended(path: &DescentPath, as_expected: bool) -> Result<()> {
    let expected = "by its threshold, by its iterations, or beyond all numbers, as λ has it";
    let got = format!("{:?}", path.ending);
    Ok(expect_setting("how a descent ends", expected, got, as_expected)?)
}

/// Rank-deficient X: from w = 0 descent ends at the shortest of all minimisers.
pub fn shortest(run: &mut Work, two: &Linear) -> Result<Results> {
    let sum = two.x().column(0) + two.x().column(1);
    let mut x = two.x().clone().insert_column(2, 0.0);
    x.set_column(2, &sum);
    let three = Linear::new(x, two.t().clone())?;
    let (fit, curvature) = (three.fit()?, three.curvature()?);
    let sgd = Sgd { learning_rate: curvature.best(), momentum: 0.0 };
    let w = descend(&three, &DVector::zeros(3), sgd, &Stop::after(2000))?.last();
    let theirs = lstsq(three.x(), three.t())?;
    run.check_all(
        "shortest",
        [
            compare("the limit of descent", Referee::LeastSquares, &w, &theirs)?,
            compare("the shortest minimiser", Referee::LeastSquares, &fit.w, &theirs)?,
        ],
    );
    let (by_descent, closed_form) = (w.as_slice(), fit.w.as_slice());
    Ok(
        results! { by_descent, closed_form, length => w.norm(), rank => fit.rank, weights => w.len() },
    )
}
