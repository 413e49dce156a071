//! Exercise 3: a box from two logistic neurons.
//!
//! The lecture approaches universal approximation by boxes A (H(x - a) - H(x - b)), weighted sums of which come as
//! close to a continuous function as one likes, and asks for a network with one hidden layer of two logistic
//! neurons that makes such a box. Here it is in closed form, with its error derived; then n boxes as one network,
//! with theirs; and the question whether descent would have found the box by itself.

mod answer;
mod figures;

use clap::Parser;
use ma6202::Result;
use ma6202::boxcar::derivation::{self, At, Within};
use ma6202::boxcar::{Approximation, Boxcar, Ending, Found, Search, Target, rate, search};
use ma6202::estimate::Estimate;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::oracle::{
    self, Check, Device, Referee, at_most, check_estimate, check_intermediates, l1_error,
};
use ma6202::program::{self, Options, Report};
use nalgebra::DMatrix;
use serde_json::json;
use std::process::ExitCode;

/// Exercise 3: two logistic neurons make a box, and boxes make any continuous function.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-3 --from -1 --to 2 --height 3 --steepness 50")]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// a, where the box begins
    #[arg(long, value_name = "A", default_value_t = 0.0, allow_hyphen_values = true)]
    from: f64,
    /// b, where it ends
    #[arg(long, value_name = "B", default_value_t = 1.0, allow_hyphen_values = true)]
    to: f64,
    /// A, its height
    #[arg(long, value_name = "A", default_value_t = 1.0, allow_hyphen_values = true)]
    height: f64,
    /// k, how steep the two neurons are
    #[arg(long, value_name = "K", default_value_t = 20.0, allow_hyphen_values = true)]
    steepness: f64,
}

/// Numbers of boxes.
const BOXES: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/// What the box that is looked for is wide, and how much steeper than torch's the first neurons are.
const SEARCHES: [(f64, f64); 6] =
    [(1.0, 1.0), (1.0, 5.0), (1.0, 20.0), (1.0, 100.0), (0.05, 1.0), (20.0, 1.0)];
/// Descents for each.
const SEEDS: u32 = 100;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    program::run(3, &arguments.options, |report| tell(report, &arguments))
}

fn tell(report: &mut Report, arguments: &Arguments) -> Result<()> {
    let Arguments { from, to, height, steepness, .. } = *arguments;
    let boxcar = Boxcar::new(from, to, height, steepness)?;
    network(report, &boxcar)?;
    accuracy(report, &boxcar)?;
    let approximations = approximation(report)?;
    let searches = descent(report, arguments.options.seed)?;
    answer::say(report, &boxcar, &approximations, &searches);
    report.draw("box", || figures::boxes(&boxcar))?;
    // A logarithmic axis has no place for an error of 0.
    if height != 0.0 {
        report.draw("l1", || figures::l1(&boxcar))?;
    }
    report.draw("functions", figures::functions)?;
    report.draw("rates", || figures::rates(&approximations))?;
    report.draw("search", || figures::search(&searches))
}

/// The network, and its values where they can be said in closed form.
fn network(report: &mut Report, boxcar: &Boxcar) -> Result<()> {
    let mlp = boxcar.mlp();
    let [hidden, output] = mlp.layers() else { unreachable!("a network 1-2-1") };
    report.say(format_args!(
        "A box of height {} on [{}, {}) from two logistic neurons of steepness {}:\n",
        boxcar.height(),
        boxcar.a(),
        boxcar.b(),
        boxcar.steepness()
    ));
    report.say(format_args!("  W1 = ({}, {})", hidden.w[(0, 0)], hidden.w[(0, 1)]));
    report.say(format_args!("  b1 = ({}, {})", hidden.b[0], hidden.b[1]));
    report.say(format_args!("  W2 = ({}, {})", output.w[(0, 0)], output.w[(1, 0)]));
    report.say(format_args!("  b2 = {}\n", output.b[0]));
    let (a, b) = (boxcar.a(), boxcar.b());
    let points = [("a", a), ("(a+b)/2", a + (b - a) / 2.0), ("b", b)];
    let x = DMatrix::from_row_slice(3, 1, &points.map(|(_, x)| x));
    let y = mlp.forward(&x)?.y.swap_remove(1);
    let closed = [boxcar.edge_value(), boxcar.peak(), boxcar.edge_value()];
    let mut rows = vec![["x", "box", "network", "closed form"].map(String::from).to_vec()];
    for (index, (name, x)) in points.into_iter().enumerate() {
        let numbers = [boxcar.value(x), y[index], closed[index]].map(|y| format!("{y:.12}"));
        rows.push([vec![name.to_owned()], numbers.to_vec()].concat());
        let error = (y[index] - closed[index]).abs();
        report.check(at_most(format!("y at {name}"), &[error], &[boxcar.rounding(x)])?);
    }
    report.table(&rows);
    let swapped = boxcar.swapped().forward(&x)?.y.swap_remove(1);
    let moved: Vec<f64> = (&swapped - &y).iter().map(|difference| difference.abs()).collect();
    report.check(at_most("the hidden neurons swapped", &moved, &[boxcar.swapping(); 3])?);
    report.result(
        "network",
        json!({ "w1": hidden.w.as_slice(), "b1": hidden.b.as_slice(), "w2": output.w.as_slice(), "b2": output.b[0] }),
    )
}

/// The two errors, step by step.
fn accuracy(report: &mut Report, boxcar: &Boxcar) -> Result<()> {
    let mut boxes = vec![*boxcar];
    for steepness in [1e-2, 1.0, 1e2, 1e4, 1e6] {
        boxes.push(boxcar.with_steepness(steepness)?);
    }
    let mut points = Vec::new();
    for &boxcar in &boxes {
        let (a, width) = (boxcar.a(), boxcar.b() - boxcar.a());
        let near = (-100..=200).map(|step| a + width * f64::from(step) / 100.0);
        let far = [-1e8, -1e4, 1e4, 1e8];
        points.extend(near.chain(far).map(|x| At { boxcar, x }));
    }
    let by_torch = |p: &At| {
        let x = DMatrix::from_element(1, 1, p.x);
        Ok((oracle::output(&p.boxcar.mlp(), &x)?[(0, 0)] - p.boxcar.value(p.x)).abs())
    };
    let autograd = Referee::Autograd(Device::CPU);
    report.say("\nHow far is the network from the box? At a point, for steepnesses up to 1e6 and |x| up to 1e8:");
    let checks = check_estimate(&derivation::pointwise(), &points, autograd, by_torch)?;
    chain(report, &derivation::pointwise(), checks);
    report.say("\nOn the whole line:");
    let by_quadrature = |boxcar: &Boxcar| l1_error(boxcar, &boxcar.mlp());
    let checks = check_estimate(&derivation::l1(), &boxes, Referee::Quadrature, by_quadrature)?;
    chain(report, &derivation::l1(), checks);
    report.say(format_args!(
        "\nThe asked one: {:.6e} in L1, {:.6e} at most; {:.6} at the worst point, an edge, however steep.",
        boxcar.l1_error(),
        boxcar.l1_bound(),
        boxcar.sup_error()
    ));
    report.result(
        "error",
        json!({ "l1": boxcar.l1_error(), "l1_bound": boxcar.l1_bound(), "sup": boxcar.sup_error() }),
    )
}

/// n boxes as one network of 2n hidden neurons.
fn approximation(report: &mut Report) -> Result<Vec<figures::Errors>> {
    report.say("\nn boxes as one network with 2n hidden neurons, k chosen for n: sup |f - g|, measured on 256 points a cell");
    report.say("(with what may lie between them), and the bound:\n");
    let (mut all, mut within) = (Vec::new(), Vec::new());
    let mut results = Vec::new();
    for target in Target::ALL {
        let mut errors = figures::Errors { target, measured: Vec::new(), bounds: Vec::new() };
        for boxes in BOXES {
            let approximation = Approximation::new(target, boxes)?;
            let (sup, bound) = (approximation.sup()?, approximation.bound());
            let what = format!("{} by {boxes} boxes", target.name);
            report.check(at_most(what, &[sup.at_most], &[bound])?);
            errors.measured.push(sup.at_least);
            errors.bounds.push(bound);
            if [2, 16, 64].contains(&boxes) {
                let point =
                    |step: i32| target.from + (target.to - target.from) * f64::from(step) / 60.0;
                within.extend(
                    (0..=60).map(|step| Within {
                        approximation: approximation.clone(),
                        x: point(step),
                    }),
                );
            }
        }
        all.push(errors);
    }
    let mut head = vec!["n".to_owned()];
    head.extend(all.iter().flat_map(|errors| [errors.target.name.to_owned(), "bound".into()]));
    let mut rows = vec![head];
    for (index, boxes) in BOXES.iter().enumerate() {
        let numbers = all.iter().flat_map(|errors| [errors.measured[index], errors.bounds[index]]);
        rows.push(
            std::iter::once(boxes.to_string())
                .chain(numbers.map(|error| format!("{error:.3e}")))
                .collect(),
        );
    }
    report.table(&rows);
    for errors in &all {
        // From 8 on and fourfold each time: the Weierstrass function repeats itself four times smaller.
        let every_other = |index: &usize| index % 2 == 1;
        let chosen: Vec<usize> = (3..BOXES.len()).filter(every_other).collect();
        let boxes: Vec<usize> = chosen.iter().map(|&index| BOXES[index]).collect();
        let measured: Vec<f64> = chosen.iter().map(|&index| errors.measured[index]).collect();
        let fell = rate(&boxes, &measured)?;
        let what = format!("rate of {}, off its Hölder exponent", errors.target.name);
        report.check(at_most(what, &[(fell - errors.target.exponent).abs()], &[0.05])?);
        report.say(format_args!(
            "{}: the error falls like n^-{fell:.3}; its Hölder exponent is {}.",
            errors.target.name, errors.target.exponent
        ));
        results.push(json!({
            "function": errors.target.name,
            "boxes": BOXES,
            "measured": errors.measured,
            "bounds": errors.bounds,
            "rate": fell,
        }));
    }
    report.say(
        "\nWhy it is no larger, with ω the modulus of continuity, h the length of a cell, |f| ≤ M:",
    );
    let by_torch = |p: &Within| {
        let x = DMatrix::from_element(1, 1, p.x);
        let y = oracle::output(p.approximation.mlp(), &x)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    let estimate = derivation::approximation();
    let checks = check_estimate(&estimate, &within, Referee::Autograd(Device::CPU), by_torch)?;
    chain(report, &estimate, checks);
    report.result("approximation", results)?;
    Ok(all)
}

/// The lecture's box, looked for by descent from many starts.
fn descent(report: &mut Report, seed: u32) -> Result<Vec<(Search, Vec<Found>)>> {
    let seeds: Vec<u32> = (0..SEEDS).map(|number| seed.wrapping_add(number)).collect();
    report.say(format_args!(
        "\nCan descent find the box? The same network on {} samples of a box of height 1, {} steps (λ = {}, μ = {}),\n\
         {SEEDS} first weights drawn as torch does, those of the hidden layer stretched:\n",
        search::SAMPLES,
        search::STEPS,
        search::SGD.learning_rate,
        search::SGD.momentum,
    ));
    let head = Ending::ALL.map(|ending| ending.name().to_owned());
    let mut rows = vec![
        [vec!["box".into()], head.to_vec(), vec!["saturated neurons".into(), "J of a box".into()]]
            .concat(),
    ];
    let (mut searches, mut results) = (Vec::new(), Vec::new());
    for (width, stretch) in SEARCHES {
        let search = Search::new(Boxcar::new(0.0, width, 1.0, 1.0)?, stretch)?;
        gradients(report, &search, seed)?;
        let found = search.run(&seeds)?;
        let count = |ending| found.iter().filter(|found| found.ending == ending).count();
        let counts = Ending::ALL.map(count);
        let neurons = found.iter().flat_map(|found| &found.neurons);
        let saturated_neurons = neurons.filter(|neuron| neuron.is_saturated()).count();
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        let of_boxes = found.iter().filter(|found| found.ending == Ending::Box);
        let typical = figures::median(of_boxes.map(|found| found.loss).collect());
        rows.push(
            std::iter::once(search.to_string())
                .chain(counts.map(|count| count.to_string()))
                .chain([saturated_neurons.to_string()])
                .chain([if typical.is_nan() { "-".into() } else { format!("{typical:.1e}") }])
                .collect(),
        );
        results.push(json!({ "width": width, "stretch": stretch, "box": counts[0], "hill": counts[1], "one_step": counts[2], "flat": counts[3], "saturated_neurons": saturated_neurons, "losses": losses }));
        saturated(report, &search, &found)?;
        searches.push((search, found));
    }
    report.table(&rows);
    report.result("search", results)?;
    Ok(searches)
}

/// The gradient that the descents follow, by every referee, at the first weights.
fn gradients(report: &mut Report, search: &Search, seed: u32) -> Result<()> {
    let (x, t) = search.samples();
    let problem =
        Backprop { mlp: search.start(seed)?, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    for check in
        check_intermediates(&problem, &Referee::of_derivatives())?.into_iter().flatten().flatten()
    {
        report.check(Check { what: format!("{}, {search}", check.what), ..check });
    }
    Ok(())
}

/// No neuron beyond the samples has more gradient than its σ' lets through.
fn saturated(report: &mut Report, search: &Search, found: &[Found]) -> Result<()> {
    let neurons = || found.iter().flat_map(|found| found.neurons.map(|neuron| (found, neuron)));
    let slopes: Vec<f64> = neurons().map(|(_, neuron)| neuron.slope).collect();
    let bounds: Vec<f64> = neurons().map(|(_, neuron)| search.slope_bound(&neuron)).collect();
    let what = |symbol: &str| format!("{symbol} of the neurons, {search}");
    report.check(at_most(what("σ'"), &slopes, &bounds)?);
    let gradients: Vec<f64> = neurons().map(|(_, neuron)| neuron.gradient).collect();
    let bounds: Vec<f64> =
        neurons().map(|(found, neuron)| search.gradient_bound(&neuron, found.loss)).collect();
    report.check(at_most(what("∂J/∂w"), &gradients, &bounds)?);
    Ok(())
}

/// A chain of "=" and "≤", and how each was met.
fn chain<P>(report: &mut Report, estimate: &Estimate<P>, checks: Vec<Check>) {
    report.say(format_args!("  {}", estimate.left));
    for (line, check) in estimate.lines.iter().zip(&checks) {
        report.say(format_args!(
            "  {} {}    ({})",
            line.relation.sign(),
            line.formula,
            line.reason
        ));
        report.say(format_args!(
            "      {}: {:.0} % of what is allowed",
            check.referee,
            100.0 * check.max_rel_error
        ));
    }
    checks.into_iter().for_each(|check| report.check(check));
}
