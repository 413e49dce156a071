//! Which of the two losses is convex, and which is flat where the answer is wrong.

use crate::program::Work;
use crate::solved::Results;
use crate::{Error, Result, results};
use ma6202::descent::derivation::{NeuronAt, NeuronVariable};
use ma6202::logistic::convexity::{Counterexample, counterexample};
use ma6202::logistic::derivation::{self, Answer};
use ma6202::logistic::{Reading, cars::cars};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::oracle::{self, Autograd, Referee, at_most, compare};
use nalgebra::{DMatrix, DVector, RowVector3, Vector1};
use rand::RngExt;

/// Places at which the program looks for one where J bends downwards.
const TRIES: usize = 2000;
/// Places at which torch says what the cross-entropy's H is.
const PLACES: usize = 50;

/// A place where the squared error of the cars bends downwards, and a segment that shows it; none
/// for the cross-entropy, whose Hessian is positive semidefinite wherever one looks.
pub fn solve(run: &mut Work) -> Result<Results> {
    let (squares, entropy) = (cars(Reading::SquaredError), cars(Reading::CrossEntropy));
    let seed = run.seed();
    let Some(found) = counterexample(&squares, &mut manual_seed(seed), TRIES)? else {
        return Err(Error::unexpected("squared error", "a place where it bends downwards", "none"));
    };
    let Counterexample { w, direction, curvature, half, ends, middle } = found;
    let mut checks = Vec::new();
    for device in run.devices() {
        let by = Referee::Autograd(device);
        let h = oracle::hessian(&squares, &w, by)?;
        let bend = Vector1::new((h * &direction).dot(&direction));
        checks.push(compare("uᵀHu", by, &Vector1::new(curvature), &bend)?);
        let shift = half * &direction;
        let places = DMatrix::from_columns(&[&w - &shift, &w + &shift, w.clone()]);
        let theirs = oracle::losses(&squares, &places, device)?;
        let ours = RowVector3::new(ends[0], ends[1], middle);
        checks.push(compare("J at the ends and in the middle", by, &ours, &theirs)?);
        let mean = theirs[0].midpoint(theirs[1]);
        let what = "mean of the ends by J in the middle, torch's";
        checks.push(at_most(what, &[mean], &[theirs[2]])?);
    }
    for device in run.f64_devices() {
        let (mut rng, mut negative) = (manual_seed(seed), Vec::new());
        for _ in 0..PLACES {
            let w = DVector::from_fn(2, |_, _| rng.random_range(-3.0..3.0));
            let h = oracle::hessian(&entropy, &w, Referee::Autograd(device))?;
            let h = h.symmetric_eigenvalues();
            negative.push((-h.min() / h.max()).max(0.0));
        }
        let what = "-smallest eigenvalue of the cross-entropy's H by the largest, torch's";
        checks.push(at_most(what, &negative, &[1e-14; PLACES])?);
    }
    let cross_entropy_bends = counterexample(&entropy, &mut manual_seed(seed), TRIES)?.is_some();
    let places = f64::from(u8::from(cross_entropy_bends));
    checks.push(at_most("places where the cross-entropy bends downwards", &[places], &[0.0])?);
    run.check_all("convexity", checks);
    Ok(results! {
        // uᵀHu.
        w => w.as_slice(), direction => direction.as_slice(), curvature,
        // The segment, J at its ends, their mean, and in the middle, where a convex J is no larger.
        half, ends, mean => ends[0].midpoint(ends[1]), middle,
        tries => TRIES, cross_entropy_bends,
    })
}

/// What a wrong answer does to the step.
pub fn plateau(run: &mut Work) -> Result<Vec<Results>> {
    // Of a row whose label is 0: |∂ℓ/∂a| in both readings.
    let wrong_answer = |a: f64| -> Result<Results> {
        let derivative = |reading| -> Result<f64> {
            let model = Answer { a }.model(reading);
            Ok(model.loss_and_gradient(&DVector::from_element(1, a))?.1[0].abs())
        };
        Ok(results! {
            a, y => ma6202::activation::logistic(a),
            squared_error => derivative(Reading::SquaredError)?,
            cross_entropy => derivative(Reading::CrossEntropy)?,
        })
    };
    // The first is shown with numbers.
    let answers = std::iter::once(1.5).chain((0..=20).map(f64::from));
    let answers: Vec<Answer> = answers.map(|a| Answer { a }).collect();
    let by_torch = |p: &Answer, device| {
        let w = DVector::from_element(1, p.a);
        let point = NeuronAt { neuron: p.model(Reading::SquaredError), w, k: 0 };
        Ok(point.autograd(NeuronVariable::Weights, device)?[0].abs())
    };
    run.estimate(&derivation::plateau(), &answers, &run.autograd(), by_torch)?;
    [0.0, 2.0, 5.0, 10.0, 20.0].into_iter().map(wrong_answer).collect()
}
