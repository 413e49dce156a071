//! Which of the two losses is convex.

use ma6202::logistic::convexity::{Answer, Counterexample, counterexample, plateau};
use ma6202::logistic::{Logistic, Reading, cars::cars};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::{Neuron, Point, Variable};
use ma6202::oracle::{self, Autograd, Check, Device, Referee, at_most, compare};
use ma6202::program::Report;
use ma6202::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand::RngExt;
use serde_json::json;

/// Places at which the program looks for a hollow.
const TRIES: usize = 2000;

/// A counterexample for the squared error; none for the cross-entropy, whose Hessian is positive semidefinite wherever one looks.
pub fn tell(report: &mut Report, seed: u32) -> Result<Counterexample> {
    report.say(format_args!(
        "\nIs J convex? Manual or automatic, by the weight of 32 cars: the Hessian's smallest eigenvalue at {TRIES} random places.\n"
    ));
    let squares = cars(Reading::SquaredError);
    let Some(found) = counterexample(&squares, &mut manual_seed(seed), TRIES)? else {
        return Err(Error::Setting {
            name: "squared error".into(),
            expected: "a place where it bends downwards".into(),
            got: "none".into(),
        });
    };
    let show = |w: &DVector<f64>| format!("({:.4}, {:.4})", w[0], w[1]);
    report.say(format_args!(
        "The squared error is not: at w = {} it bends by uᵀHu = {:.4} along u = {}; and on the segment w ± {:.3} u\n\
         J is {:.6} and {:.6} at the ends, {:.6} on average, but {:.6} in the middle.",
        show(&found.w),
        found.curvature,
        show(&found.direction),
        found.half,
        found.ends[0],
        found.ends[1],
        found.ends[0].midpoint(found.ends[1]),
        found.middle
    ));
    let mut checks = vec![bend(&squares, &found)?];
    let places = DMatrix::from_columns(&[
        &found.w - found.half * &found.direction,
        &found.w + found.half * &found.direction,
        found.w.clone(),
    ]);
    let theirs = oracle::losses(&squares, &places, Device::CPU)?;
    let ours = DMatrix::from_row_slice(1, 3, &[found.ends[0], found.ends[1], found.middle]);
    let by = Referee::Autograd(Device::CPU);
    checks.push(compare("J at the ends and in the middle", by, &ours, &theirs)?);
    let mean = theirs[0].midpoint(theirs[1]);
    checks.push(at_most(
        "mean of the ends, by torch, at most J in the middle",
        &[mean],
        &[theirs[2]],
    )?);

    let entropy = cars(Reading::CrossEntropy);
    let none = counterexample(&entropy, &mut manual_seed(seed), TRIES)?;
    let (mut rng, mut negative) = (manual_seed(seed), Vec::new());
    for _ in 0..50 {
        let w = DVector::from_fn(2, |_, _| rng.random_range(-3.0..3.0));
        let h = by_torch(&entropy, &w)?;
        let eigenvalues = h.symmetric_eigenvalues();
        negative.push((-eigenvalues.min() / eigenvalues.max()).max(0.0));
    }
    let what = "-smallest eigenvalue of the cross-entropy's H, by torch";
    checks.push(at_most(what, &negative, &vec![1e-14; negative.len()])?);
    let hollows = f64::from(u8::from(none.is_some()));
    report.say(match none {
        None => "The cross-entropy is: no such place is found, and uᵀHu = (1/n) Σ y_i (1 - y_i) (uᵀx_i)² is a sum of squares.".into(),
        Some(found) => format!("The cross-entropy seems to bend downwards at w = {}.", show(&found.w)),
    });
    checks.push(at_most("hollows of the cross-entropy", &[hollows], &[0.0])?);
    report.check_all(checks);
    flat(report)?;
    report.result(
        "counterexample",
        json!({ "w": found.w.as_slice(), "direction": found.direction.as_slice(), "curvature": found.curvature, "half": found.half, "ends": found.ends, "middle": found.middle }),
    )?;
    Ok(found)
}

/// uᵀHu by torch's second derivatives.
fn bend(squares: &Logistic, found: &Counterexample) -> Result<Check> {
    let h = by_torch(squares, &found.w)?;
    let theirs = (&h * &found.direction).dot(&found.direction);
    let one = |value| DMatrix::from_element(1, 1, value);
    compare("uᵀHu", Referee::Autograd(Device::CPU), &one(found.curvature), &one(theirs))
}

/// H, row by row, by torch.
fn by_torch(model: &Logistic, w: &DVector<f64>) -> Result<DMatrix<f64>> {
    let row = |k| {
        let point = Point { neuron: model.clone(), w: w.clone(), k };
        Ok(point.autograd(Variable::Slope, Device::CPU)?.column(0).transpose())
    };
    let rows: Vec<_> = (0..w.len()).map(row).collect::<Result<_>>()?;
    Ok(DMatrix::from_rows(&rows))
}

/// The slope of a wrong answer.
fn flat(report: &mut Report) -> Result<()> {
    report.say("\nWhat a wrong answer does to the step: label 0 and activation value a, so that y = σ(a) should be 0.\n");
    let answers: Vec<Answer> = (0..=20).map(|a| Answer { a: f64::from(a) }).collect();
    let slope = |p: &Answer, reading: Reading, device: Option<Device>| -> Result<f64> {
        let (model, w) = (p.model(reading), DVector::from_element(1, p.a));
        match device {
            None => Ok(model.loss_and_gradient(&w)?.1[0].abs()),
            Some(device) => {
                let point = Point { neuron: model, w, k: 0 };
                Ok(point.autograd(Variable::Weights, device)?[0].abs())
            }
        }
    };
    let mut rows =
        vec![["a", "y", "|∂ℓ/∂a|, squared error", "cross-entropy"].map(String::from).to_vec()];
    for a in [0.0, 2.0, 5.0, 10.0, 20.0] {
        let p = Answer { a };
        let y = 1.0 / (1.0 + libm::exp(-a));
        let slopes = [Reading::SquaredError, Reading::CrossEntropy];
        let [squared, entropy] = slopes.map(|reading| slope(&p, reading, None));
        let numbers = [
            format!("{a}"),
            format!("{y:.9}"),
            format!("{:.2e}", squared?),
            format!("{:.6}", entropy?),
        ];
        rows.push(numbers.to_vec());
    }
    report.table(&rows);
    report.say("Why the squared error is flat there:");
    let by_torch = |p: &Answer| slope(p, Reading::SquaredError, Some(Device::CPU));
    report.estimate(&plateau(), &answers, Referee::Autograd(Device::CPU), by_torch)
}
