//! The gradient of a mini-batch: right on average, and how far off.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::descent::{Batch, Sampled};
use ma6202::linear::Linear;
use ma6202::linear::attribute::Attribute;
use ma6202::linear::derivation::{self, Along, batch_variance};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Check, Referee, at_most, compare, enumerate_ball, enumerate_batches};
use ma6202::wine::Wine;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// A measured mean may be so many standard errors from what is true: of a normal one, one in two
/// million is.
const SURE: f64 = 5.0;
/// Of problems with more rows not every batch is counted.
const FEW: usize = 9;
const DRAWS: usize = 20_000;
const SIZE: usize = 16;

/// Every batch of small problems, then a sample of those of the wines.
pub fn solve(run: &mut Work, wine: &Wine) -> Result<Results> {
    let mut rng = manual_seed(run.seed());
    let mut problems = vec![Along::example()?];
    let (mut means, mut covariances) = (Vec::new(), Vec::new());
    let by = Referee::Enumeration;
    for point in derivation::problems(&mut rng)? {
        let n = point.neuron.t().len();
        for size in (1..=n).take_while(|_| n <= FEW) {
            let u = DVector::from_fn(point.w.len(), |_, _| rng.random_range(-1.0..1.0));
            let batch = Batch::new(point.neuron.gradients(&point.w)?, size)?;
            let (mean, covariance) = enumerate_batches(&batch)?;
            let (_, gradient) = point.neuron.loss_and_gradient(&point.w)?;
            let what = format!("∇J, by the mean over batches of {size} of {n} rows");
            means.push(compare(what, by, &gradient, &mean)?);
            let what = format!("covariance of {size} of {n} rows");
            covariances.push(compare(what, by, &batch.covariance(), &covariance)?);
            // Of one row alone there is no share (n - B) / (n - 1).
            if n > 1 {
                problems.push(Along::new(batch, u)?);
            }
        }
    }
    let by_counting = |p: &Along, _| {
        let (_, covariance) = enumerate_batches(&p.batch)?;
        Ok((covariance * &p.direction).dot(&p.direction))
    };
    run.estimate(&batch_variance(), &problems, &[by], by_counting)?;
    run.check_all("batch means", means);
    run.check_all("batch covariances", covariances);
    settled(run, &mut rng)?;
    sampled(run, wine)?;
    Ok(results! { rows => FEW, draws => DRAWS, size => SIZE, sure => SURE })
}

/// The ball of noise of six rows, every batch of every step weighed alike.
fn settled(run: &mut Work, rng: &mut impl Rng) -> Result<()> {
    let x = DMatrix::from_fn(6, 2, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(6, |_, _| rng.random_range(-1.0..1.0));
    let small = Linear::new(x, t)?;
    // With λ ‖x_i‖² < 1 no row alone makes w worse by its own measure, so that S settles.
    let rate = 0.5 / small.x().row_iter().map(|x| x.norm_squared()).fold(0.0, f64::max);
    for size in [1, 2, 5] {
        let (ours, theirs) = (small.ball(rate, size)?, enumerate_ball(&small, rate, size, 10_000)?);
        let what = format!("ball of noise, {size} of 6 rows");
        run.check(compare(what, Referee::Enumeration, &ours.covariance, &theirs)?);
    }
    Ok(())
}

/// On the wines there are too many batches: a sample of them.
fn sampled(run: &mut Work, wine: &Wine) -> Result<()> {
    let seed = run.seed();
    let rows = Attribute::prepare(wine, 0, seed)?.train;
    let w = DVector::zeros(rows.x().ncols());
    let batch = Batch::new(rows.gradients(&w)?, SIZE)?;
    let sample = Sampled::at(&rows, &w, SIZE, DRAWS, &mut manual_seed(seed))?;
    let (mean, covariance) = (batch.mean(), batch.covariance());
    run.check_all(
        "sampled batches",
        [
            within(
                "mean gradient of batches",
                mean.as_slice(),
                sample.mean.as_slice(),
                sample.mean_error.as_slice(),
            )?,
            within(
                "covariance of their gradients",
                covariance.as_slice(),
                sample.covariance.as_slice(),
                sample.covariance_error.as_slice(),
            )?,
        ],
    );
    Ok(())
}

/// No measured number is farther from the predicted one than so many standard errors.
pub fn within(what: &str, predicted: &[f64], measured: &[f64], errors: &[f64]) -> Result<Check> {
    let pairs = predicted.iter().zip(measured);
    let off: Vec<f64> = pairs.map(|(predicted, measured)| (predicted - measured).abs()).collect();
    let bounds: Vec<f64> = errors.iter().map(|error| SURE * error).collect();
    Ok(at_most(what, &off, &bounds)?)
}
