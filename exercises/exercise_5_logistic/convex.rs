//! Which of the two losses is convex.

use crate::program::{Report, table};
use crate::{Error, Result};
use ma6202::descent::derivation::{NeuronAt, NeuronVariable};
use ma6202::logistic::convexity::{Counterexample, counterexample};
use ma6202::logistic::derivation::{self, Answer};
use ma6202::logistic::{Reading, cars::cars};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::oracle::{self, Autograd, Referee, at_most, compare};
use nalgebra::{DMatrix, DVector, RowVector3, Vector1};
use rand::RngExt;
use serde_json::json;

/// Places at which the program looks for one where J bends downwards.
const TRIES: usize = 2000;

/// A counterexample for the squared error; none for the cross-entropy, whose Hessian is positive
/// semidefinite wherever one looks.
pub fn tell(report: &mut Report, seed: u32) -> Result<Counterexample> {
    report.paragraph(format_args!(
        "\nIs J convex? Manual or automatic, by the weight of 32 cars: the Hessian's smallest \
         eigenvalue at {TRIES} random places.\n"
    ));
    let squares = cars(Reading::SquaredError);
    let Some(found) = counterexample(&squares, &mut manual_seed(seed), TRIES)? else {
        return Err(Error::unexpected("squared error", "a place where it bends downwards", "none"));
    };
    let Counterexample { w, direction, curvature, half, ends, middle } = &found;
    let show = |w: &DVector<f64>| format!("({:.4}, {:.4})", w[0], w[1]);
    report.paragraph(format_args!(
        "The squared error is not: at w = {} uᵀHu = {curvature:.4} along u = {}; and on the segment \
         w ± {half:.3} u J is {:.6} and {:.6} at the ends, {:.6} on average, but {middle:.6} in the \
         middle.",
        show(w),
        show(direction),
        ends[0],
        ends[1],
        ends[0].midpoint(ends[1]),
    ));
    let mut checks = Vec::new();
    for device in report.devices() {
        let by = Referee::Autograd(device);
        let h = oracle::hessian(&squares, w, by)?;
        let bend = Vector1::new((h * direction).dot(direction));
        checks.push(compare("uᵀHu", by, &Vector1::new(*curvature), &bend)?);
        let shift = *half * direction;
        let places = DMatrix::from_columns(&[w - &shift, w + &shift, w.clone()]);
        let theirs = oracle::losses(&squares, &places, device)?;
        let ours = RowVector3::new(ends[0], ends[1], *middle);
        checks.push(compare("J at the ends and in the middle", by, &ours, &theirs)?);
        let mean = theirs[0].midpoint(theirs[1]);
        let what = "mean of the ends by J in the middle, torch's";
        checks.push(at_most(what, &[mean], &[theirs[2]])?);
    }

    let entropy = cars(Reading::CrossEntropy);
    for device in report.f64_devices() {
        let (mut rng, mut negative) = (manual_seed(seed), Vec::new());
        for _ in 0..50 {
            let w = DVector::from_fn(2, |_, _| rng.random_range(-3.0..3.0));
            let h = oracle::hessian(&entropy, &w, Referee::Autograd(device))?;
            let h = h.symmetric_eigenvalues();
            negative.push((-h.min() / h.max()).max(0.0));
        }
        let what = "-smallest eigenvalue of the cross-entropy's H by the largest, torch's";
        checks.push(at_most(what, &negative, &vec![1e-14; negative.len()])?);
    }
    let none = counterexample(&entropy, &mut manual_seed(seed), TRIES)?.is_none();
    let places = f64::from(u8::from(!none));
    checks.push(at_most("places where the cross-entropy bends downwards", &[places], &[0.0])?);
    if none {
        report.paragraph(
            "The cross-entropy is: no such place is found, and uᵀHu = (1/n) Σ y_i (1 - y_i) \
             (uᵀx_i)² is a sum of squares.",
        );
    }
    report.check_all(checks);
    report.result(
        "counterexample",
        json!({
            "w": w.as_slice(),
            "direction": direction.as_slice(),
            "curvature": curvature,
            "half": half,
            "ends": ends,
            "middle": middle,
        }),
    )?;
    Ok(found)
}

/// What a wrong answer does to the step. Returns the chain for the JSON document.
pub fn plateau(report: &mut Report) -> Result<()> {
    report.say(
        "\nWhat a wrong answer does to the step: label 0 and activation value a, so that y = \
        σ(a) should be 0.\n",
    );
    let mut rows = table(["a", "y", "|∂ℓ/∂a|, squared error", "|∂ℓ/∂a|, cross-entropy"]);
    for a in [0.0, 2.0, 5.0, 10.0, 20.0] {
        let derivative = |reading| -> Result<f64> {
            let model = Answer { a }.model(reading);
            Ok(model.loss_and_gradient(&DVector::from_element(1, a))?.1[0].abs())
        };
        let y = ma6202::activation::logistic(a);
        let of_squares = format!("{:.2e}", derivative(Reading::SquaredError)?);
        let of_entropy = format!("{:.6}", derivative(Reading::CrossEntropy)?);
        rows.add_row([a.to_string(), format!("{y:.9}"), of_squares, of_entropy]);
    }
    report.say(rows);
    report.say("Why the squared error is flat there:");
    let answers: Vec<Answer> = (0..=20).map(|a| Answer { a: f64::from(a) }).collect();
    let by_torch = |p: &Answer, device| {
        let w = DVector::from_element(1, p.a);
        let point = NeuronAt { neuron: p.model(Reading::SquaredError), w, k: 0 };
        Ok(point.autograd(NeuronVariable::Weights, device)?[0].abs())
    };
    let autograd: Vec<_> = report.f64_devices().into_iter().map(Referee::Autograd).collect();
    report.estimate(&derivation::plateau(), &answers, &autograd, by_torch)
}
