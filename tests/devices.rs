//! Every comparison with torch in this crate, on each device: the lane that a GPU takes.
//!
//! A test's name ends in its device. Those on a GPU are ignored unless asked for, since not every
//! machine has one: `cargo test --test devices -- --ignored`; `docs/gpu.md` says how to run them
//! elsewhere. Single precision on the CPU shows that its tolerance is right before a GPU is at
//! hand.

use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::boxcar::derivation::{self as of_boxcar, At, Within};
use ma6202::boxcar::search::{self, Search};
use ma6202::boxcar::{Approximation, Boxcar, Target};
use ma6202::dag::recurrence::{chains as of_recurrence, problems as recurrences};
use ma6202::dag::sample::Sample;
use ma6202::derivation::Derivation;
use ma6202::derivation::point::{Point, Variable};
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::errata::errata;
use ma6202::estimate::Estimate;
use ma6202::linear::convergence::{Walk, distance};
use ma6202::linear::{Linear, derivation as of_linear};
use ma6202::logistic::convexity::{Answer, plateau};
use ma6202::logistic::{Logistic, Reading, derivation as of_logistic};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{self as of_mlp, Backprop};
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{Data, Recipe, SGD, untrained};
use ma6202::oracle::{
    self, Autograd, Check, Components, Device, Judged, Precision, Referee, check_activation,
    check_derivation, check_descent, check_estimate, check_expression, check_first_steps,
    check_graphs, check_identities, check_intermediates, check_jacobian, check_neuron,
    check_parameters, check_update, closing_examples, compare, cross_entropy_with_logits,
    cuda_devices, descend, descend_neuron, slide,
};
use ma6202::tape::Expression;
use ma6202::wine::Wine;
use nalgebra::{DMatrix, DVector, RowDVector};
use rand::RngExt;
use rstest::rstest;
use serde_json::Value;
use std::process::Command;

const CPU_F32: Device = Device { cuda: None, precision: Precision::F32 };

/// Tests of a function from a device to the checks that must hold: in f64.
macro_rules! in_f64 {
    ($comparison:ident) => {
        #[test]
        fn on_cpu_f64() {
            assert_hold(super::$comparison, Device::CPU);
        }

        #[test]
        #[ignore = "needs a CUDA device"]
        fn on_cuda_f64() {
            assert_hold_on_gpus(super::$comparison, Precision::F64);
        }
    };
}

/// And in f32.
macro_rules! in_f32 {
    ($comparison:ident) => {
        #[test]
        fn on_cpu_f32() {
            assert_hold(super::$comparison, CPU_F32);
        }

        #[test]
        #[ignore = "needs a CUDA device"]
        fn on_cuda_f32() {
            assert_hold_on_gpus(super::$comparison, Precision::F32);
        }
    };
}

/// A test for each device.
macro_rules! on_each_device {
    ($($comparison:ident),* $(,)?) => { $(
        mod $comparison {
            use super::*;
            in_f64!($comparison);
            in_f32!($comparison);
        }
    )* };
}

/// Of what is derived down to a rounding of f64.
macro_rules! on_each_device_in_f64 {
    ($($comparison:ident),* $(,)?) => { $(
        mod $comparison {
            use super::*;
            in_f64!($comparison);
        }
    )* };
}

on_each_device![
    backpropagation_chains,
    linear_chains,
    logistic_chains,
    recurrence_chains,
    intermediates,
    updates,
    first_steps_of_the_notebook,
    whole_trainings,
    neurons,
    losses_of_large_activation_values,
    activations,
    identities_of_sigmoids,
    random_graphs,
    expressions,
    jacobians,
    closing,
    summed_gradients,
    slips,
];

on_each_device_in_f64![box_at_a_point, function_of_boxes, distance_of_a_descent, plateau_of_a_row];

/// On each GPU of this machine; a machine without one fails the test that asked for it.
fn assert_hold_on_gpus(comparison: fn(Device) -> Result<Vec<Check>>, precision: Precision) {
    let count = cuda_devices().unwrap_or_else(|error| panic!("{error}"));
    for number in 0..count {
        assert_hold(comparison, Device { cuda: Some(number), precision });
    }
}

#[track_caller]
fn assert_hold(comparison: fn(Device) -> Result<Vec<Check>>, device: Device) {
    let checks = comparison(device).unwrap();
    assert!(!checks.is_empty());
    for check in checks {
        assert!(check.is_share() || check.device == device, "not on {device}: {check}");
        assert!(check.holds, "{check}");
    }
}

/// Every line of a chain, and that torch on this device refuses each when it is wrong: by a
/// millionth in f64, by a hundredth in f32.
fn chain<P: Autograd>(chain: Derivation<P>, problems: &[P], device: Device) -> Result<Vec<Check>> {
    let by = [Referee::Autograd(device)];
    let checks = check_derivation(&chain, problems, &by)?.concat();
    assert_eq!(checks.len(), chain.lines.len());
    let wrong = match device.precision {
        Precision::F64 => 1.000_001,
        Precision::F32 => 1.01,
    };
    let mut refused = 0;
    for problem in problems {
        let left = oracle::derivative(problem, chain.variable, by[0])?;
        if left.norm() < 1e-2 {
            continue; // too small to be told from 0 in single precision
        }
        for line in &chain.lines {
            let spoiled = (line.value)(problem) * wrong;
            let check = compare("a wrong line", by[0], &spoiled, &left)?;
            assert!(!check.holds, "{}: {check}", chain.name);
            refused += 1;
        }
    }
    assert!(2 * refused > problems.len() * chain.lines.len(), "{refused} of {}", chain.name);
    Ok(checks)
}

fn backpropagation_chains(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for derivation in of_mlp::chains() {
        let problems = of_mlp::problems(&mut manual_seed(0), derivation.variable)?;
        checks.extend(chain(derivation, &problems, device)?);
    }
    Ok(checks)
}

fn linear_chains(device: Device) -> Result<Vec<Check>> {
    let problems = of_linear::problems(&mut manual_seed(1))?;
    let chains = of_linear::chains().into_iter();
    Ok(chains.map(|c| chain(c, &problems, device)).collect::<Result<Vec<_>>>()?.concat())
}

fn logistic_chains(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let mut checks = Vec::new();
    for of in of_logistic::chains() {
        let problems = of.problems(&mut rng)?;
        checks.extend(chain(of.derivation, &problems, device)?);
    }
    Ok(checks)
}

fn recurrence_chains(device: Device) -> Result<Vec<Check>> {
    let problems = recurrences(&mut manual_seed(1))?;
    let chains = of_recurrence().into_iter();
    Ok(chains.map(|c| chain(c, &problems, device)).collect::<Result<Vec<_>>>()?.concat())
}

/// Networks of every activation and loss.
fn networks(seeds: std::ops::Range<u32>) -> Result<Vec<Backprop>> {
    let mut networks = Vec::new();
    for seed in seeds {
        for &activation in Activation::ALL {
            for &loss in Loss::ALL {
                let mut rng = manual_seed(seed);
                networks.push(Backprop::random(&mut rng, 7, &[4, 6, 5, 3], activation, loss, 0)?);
            }
        }
    }
    Ok(networks)
}

fn intermediates(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for problem in networks(0..20)? {
        let rows = check_intermediates(&problem, &[Referee::Autograd(device)])?;
        checks.extend(rows.into_iter().flatten().flatten());
    }
    Ok(checks)
}

fn updates(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for problem in networks(0..3)? {
        // In training RReLU draws its slopes: it has no one gradient.
        if !matches!(problem.mlp.layers()[0].activation, Activation::Rrelu { .. }) {
            checks.extend(check_update(&problem, SGD, device)?);
        }
    }
    Ok(checks)
}

fn wine_network(hidden_layers: usize) -> Result<(Mlp, Data)> {
    let start = untrained(6202, hidden_layers, Activation::Relu, Draw::Double)?;
    Ok((start, Data::prepare(&Wine::embedded(), 6202)?))
}

fn first_steps_of_the_notebook(device: Device) -> Result<Vec<Check>> {
    let (start, data) = wine_network(2)?;
    let recipes = [Recipe::LITERAL, Recipe::SOFTMAX_TWICE, Recipe::CLEARED_LATE, Recipe::CORRECTED];
    recipes
        .map(|r| check_first_steps("wines", &start, &data.train, r, device))
        .into_iter()
        .collect()
}

/// The parameters after a training of each kind: the wines with another activation, a box that is
/// searched for.
fn whole_trainings(device: Device) -> Result<Vec<Check>> {
    let (_, data) = wine_network(2)?;
    let prelu = Activation::Prelu { slope: 0.25 };
    let wines = untrained(6202, 2, prelu, Draw::Double)?;
    let steps =
        |steps_per_epoch| Schedule { epochs: 1, steps_per_epoch, clearing: Clearing::EveryStep };
    let boxes = Search::new(Boxcar::new(-1.0, 2.0, 3.0, 10.0)?, 1.0)?;
    let (x, t) = boxes.samples();
    let mut checks = Vec::new();
    for (start, x, t, loss, sgd, schedule) in [
        (&wines, &data.train.x, &data.train.t, Loss::CrossEntropy, SGD, steps(60)),
        (&boxes.start(1)?, &x, &t, Loss::MeanSquaredError, search::SGD, steps(60)),
    ] {
        let mut training = Training::new(start.clone(), x, t, loss, sgd)?;
        training.follow(&schedule, |_, _, _| ())?;
        let theirs = descend(start, x, t, loss, sgd, &schedule, device)?.mlp;
        checks.extend(check_parameters(training.mlp(), &theirs, Referee::Descent(device))?);
    }
    Ok(checks)
}

/// J, ∇J, H and fifty steps of each model.
fn neurons(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let x = DMatrix::from_fn(40, 6, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(40, |_, _| f64::from(rng.random::<bool>()));
    let w = DVector::from_fn(6, |_, _| rng.random_range(-1.0..1.0));
    let mut checks = neuron(&Linear::new(x.clone(), t.clone())?, &w, device)?;
    for reading in Reading::ALL {
        let model = Logistic::new(x.clone(), t.clone(), reading, 0.1)?;
        checks.extend(neuron(&model, &w, device)?);
    }
    Ok(checks)
}

fn neuron<N: Judged + Clone>(model: &N, w: &DVector<f64>, device: Device) -> Result<Vec<Check>> {
    let sgd = Sgd { learning_rate: 0.2, momentum: 0.1 };
    let mut checks = check_neuron("random", model, w, &[Referee::Autograd(device)])?;
    checks.push(check_descent("random", model, w, sgd, 50, device)?);
    Ok(checks)
}

fn losses_of_large_activation_values(device: Device) -> Result<Vec<Check>> {
    let a = [-1000.0, -40.0, -3.0, -1e-8, 0.0, 1e-8, 3.0, 40.0, 1000.0];
    let mut checks = Vec::new();
    for label in [0.0, 1.0] {
        let t = vec![label; a.len()];
        let (losses, slopes) = cross_entropy_with_logits(&a, &t, device)?;
        let row = |a: f64| -> Result<(f64, f64)> {
            let (x, t) = (DMatrix::from_element(1, 1, 1.0), DVector::from_element(1, label));
            let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
            let (loss, slope) =
                ma6202::neuron::Neuron::loss_and_gradient(&model, &DVector::from_element(1, a))?;
            Ok((loss, slope[0]))
        };
        let ours = a.map(row).into_iter().collect::<Result<Vec<_>>>()?;
        let (our_losses, our_slopes): (Vec<f64>, Vec<f64>) = ours.into_iter().unzip();
        let by = Referee::Autograd(device);
        let row = |values: Vec<f64>| RowDVector::from_vec(values);
        checks.push(compare("losses", by, &row(our_losses), &row(losses))?);
        checks.push(compare("slopes", by, &row(our_slopes), &row(slopes))?);
    }
    Ok(checks)
}

fn points() -> Vec<f64> {
    let mut rng = manual_seed(6202);
    (0..200).map(|_| rng.random_range(-8.0..8.0)).collect()
}

fn activations(device: Device) -> Result<Vec<Check>> {
    let by = [Referee::Autograd(device)];
    let all = Activation::ALL.iter().map(|&f| check_activation(f, &points(), &by));
    Ok(all.collect::<Result<Vec<_>>>()?.concat())
}

fn identities_of_sigmoids(device: Device) -> Result<Vec<Check>> {
    check_identities(&points(), device)
}

fn random_graphs(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(3);
    let sample = |_| Sample::random(&mut rng, 12, 3, Activation::ALL);
    let samples = (0..20).map(sample).collect::<Result<Vec<_>>>()?;
    check_graphs("random graphs", &samples, &[Referee::Autograd(device)])
}

fn expressions(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(4);
    let mut checks = Vec::new();
    for inputs in [1, 2, 5] {
        for _ in 0..60 {
            let x = DVector::from_fn(inputs, |_, _| rng.random_range(-2.0..2.0));
            let f = Expression::random(&mut rng, x.as_slice(), 40, 1)?;
            checks.extend(check_expression("random expression", &f, &x, device)?);
        }
    }
    Ok(checks)
}

fn jacobians(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(5);
    let mut checks = Vec::new();
    for (n, m) in [(1, 3), (4, 2), (2, 5)].repeat(20) {
        let mut vector = |entries| DVector::from_fn(entries, |_, _| rng.random_range(-2.0..2.0));
        let (x, u, v) = (vector(n), vector(m), vector(n));
        let f = Expression::random(&mut rng, x.as_slice(), 30, m)?;
        checks.extend(check_jacobian("random function", &f, &x, &u, &v, device)?);
    }
    Ok(checks)
}

/// The lecture's closing examples, by hand.
fn closing(device: Device) -> Result<Vec<Check>> {
    let closing = closing_examples(device)?;
    assert_eq!(closing.recorded, [true, false, false]);
    assert!(closing.refusals.iter().all(|refusal| refusal.starts_with("torch: ")));
    let leaf = |data, requires_grad, grad| Components { data, requires_grad, grad, is_leaf: true };
    let z = Components { data: 6.0, requires_grad: true, grad: None, is_leaf: false };
    assert_eq!(closing.product, [leaf(5.0, true, None), leaf(1.0, false, None), z]);
    assert_eq!(closing.product_after, [leaf(5.0, true, Some(1.0)), leaf(1.0, false, None), z]);
    let by = Referee::Autograd(device);
    let cube = RowDVector::from_row_slice(&[75.0, 150.0, 375.0]);
    // z, x.grad and y.grad of u = (1, 1, 1), and of u = (1, -2, 0.5).
    let columns =
        [[2.0, 12.0, 40.0], [1.0, 3.0, 5.0], [2.0, 4.0, 8.0], [1.0, -6.0, 2.5], [2.0, -8.0, 4.0]];
    let vectors = DMatrix::from_fn(3, 5, |row, column| columns[column][row]);
    Ok(vec![
        compare("x³", by, &cube, &RowDVector::from_row_slice(&closing.cube))?,
        compare("x ⊙ y", by, &vectors, &closing.vectors)?,
    ])
}

/// Summed gradients are a momentum of 1, by torch alone: w after 20 steps on J = w.
fn summed_gradients(device: Device) -> Result<Vec<Check>> {
    let sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };
    let summed = slide(sgd, 20, Clearing::EveryEpoch, device)?;
    let with_momentum = slide(Sgd { momentum: 1.0, ..sgd }, 20, Clearing::EveryStep, device)?;
    let each = slide(sgd, 20, Clearing::EveryStep, device)?;
    let found = RowDVector::from_row_slice(&[summed, with_momentum, each]);
    let by_hand = RowDVector::from_row_slice(&[-10.5, -10.5, -1.0]);
    Ok(vec![compare("w", Referee::Descent(device), &by_hand, &found)?])
}

fn slips(device: Device) -> Result<Vec<Check>> {
    let shown = errata().into_iter().map(|erratum| Ok(erratum.check(6202, &[device])?.checks));
    Ok(shown.collect::<Result<Vec<_>>>()?.concat())
}

/// An estimate whose left-hand side torch measures.
fn estimate<P>(
    estimate: &Estimate<P>,
    problems: &[P],
    by: Referee,
    measure: impl Fn(&P, Device) -> Result<f64>,
) -> Result<Vec<Check>> {
    check_estimate(estimate, problems, by, |problem| measure(problem, by.device()))
}

fn box_at_a_point(device: Device) -> Result<Vec<Check>> {
    let mut points = Vec::new();
    for steepness in [1.0, 30.0, 1e6] {
        let boxcar = Boxcar::new(-1.0, 2.0, 3.0, steepness)?;
        points.extend((-40..=80).map(|step| At { boxcar, x: f64::from(step) / 20.0 }));
    }
    let error = |p: &At, device| {
        let x = DMatrix::from_element(1, 1, p.x);
        Ok((oracle::output(&p.boxcar.mlp(), &x, device)?[(0, 0)] - p.boxcar.value(p.x)).abs())
    };
    estimate(&of_boxcar::pointwise(), &points, Referee::Autograd(device), error)
}

fn function_of_boxes(device: Device) -> Result<Vec<Check>> {
    let mut points = Vec::new();
    for target in Target::ALL {
        let approximation = Approximation::new(target, 8)?;
        let at = |step: i32| target.from + (target.to - target.from) * f64::from(step) / 37.0;
        let within = |step| Within { approximation: approximation.clone(), x: at(step) };
        points.extend((0..=37).map(within));
    }
    let error = |p: &Within, device| {
        let x = DMatrix::from_element(1, 1, p.x);
        let y = oracle::output(p.approximation.mlp(), &x, device)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    estimate(&of_boxcar::approximation(), &points, Referee::Autograd(device), error)
}

fn distance_of_a_descent(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(4);
    let x = DMatrix::from_fn(9, 3, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(9, |_, _| rng.random_range(-1.0..1.0));
    let linear = Linear::new(x, t)?;
    let limit = linear.curvature()?.limit();
    let start = DVector::from_element(3, 0.7);
    let walk = |share: f64| Walk::new(linear.clone(), start.clone(), share * limit, 20);
    let walks = [0.1, 0.5, 0.9, 1.1].map(walk).into_iter().collect::<Result<Vec<_>>>()?;
    let left = |p: &Walk, device| {
        let w = descend_neuron(p.linear(), p.start(), p.sgd(), p.steps(), device)?;
        Ok((w.column(p.steps()) - p.minimiser()).norm())
    };
    estimate(&distance(), &walks, Referee::Descent(device), left)
}

fn plateau_of_a_row(device: Device) -> Result<Vec<Check>> {
    let answers = [-3.0, 0.0, 0.5, 2.0, 7.0, 20.0].map(|a| Answer { a });
    let slope = |p: &Answer, device| {
        let w = DVector::from_element(1, p.a);
        let point = Point { neuron: p.model(Reading::SquaredError), w, k: 0 };
        Ok(point.autograd(Variable::Weights, device)?[0].abs())
    };
    estimate(&plateau(), &answers, Referee::Autograd(device), slope)
}

/// The programs hold with a GPU's tolerances, as far as a CPU can say.
#[rstest]
#[case::exercise_2(env!("CARGO_BIN_EXE_exercise-2"), &[])]
#[case::exercise_3(env!("CARGO_BIN_EXE_exercise-3"), &["--seeds", "100"])]
#[case::exercise_4(env!("CARGO_BIN_EXE_exercise-4"), &[])]
#[case::exercise_5(env!("CARGO_BIN_EXE_exercise-5"), &["--seeds", "10"])]
#[case::exercise_6(env!("CARGO_BIN_EXE_exercise-6"), &[])]
#[case::exercise_7(env!("CARGO_BIN_EXE_exercise-7"), &[])]
fn a_program_in_single_precision(#[case] program: &str, #[case] arguments: &[&str]) {
    let mut command = Command::new(program);
    let ran = command.args(["--json", "--device", "cpu-f32"]).args(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && errors.is_empty(), "{errors}");
    let document: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let on = |device: &str, referee: &str| {
        let checks = document["checks"].as_array().unwrap().iter();
        checks.filter(|check| check["device"] == device && check["referee"] == referee).count()
    };
    assert!(on("cpu f32", "autograd") + on("cpu f32", "torch.optim.SGD") > 0);
    // What is derived down to a rounding of f64 is not asked in f32, and f64 was not asked for.
    assert_eq!(on("cpu f64", "autograd") + on("cpu f64", "torch.optim.SGD"), 0);
}

/// A GPU that is not there is refused, whatever is asked of it.
#[test]
fn a_missing_gpu_is_refused() {
    let gpus = cuda_devices().unwrap_or(0);
    let missing = Device { cuda: Some(gpus + 7), precision: Precision::F64 };
    for comparison in [closing, slips, neurons, intermediates, random_graphs, expressions] {
        let error = comparison(missing).unwrap_err().to_string();
        assert!(error.starts_with("device cuda"), "{error}");
    }
}
