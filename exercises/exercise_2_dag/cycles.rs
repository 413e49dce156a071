//! A cycle taken seriously: its solutions, its gradient, and the same unrolled in time.

use crate::Result;
use crate::program::{Report, table};
use ma6202::activation::Activation;
use ma6202::dag::derivation::{chains, problems};
use ma6202::dag::recurrence::{Fate, Recurrence, Solution};
use ma6202::dag::sample::Sample;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, check_graphs, compare, compare_counts};
use nalgebra::DMatrix;
use serde_json::json;

/// What the answer quotes.
pub struct Cycles {
    /// The numbers of solutions that occur, in words.
    pub numbers: Vec<String>,
    /// f and w, and the two values between which a cycle with one solution goes to and fro.
    pub alternates: String,
    /// Σ (w f')^k of the example.
    pub series: f64,
    pub truncation_error: f64,
}

/// f, w, x, where repeating starts, and how many solutions there are; `None`: infinitely many.
pub const CASES: [(Activation, f64, f64, f64, Option<usize>); 7] = [
    (Activation::Relu, 1.0, 1.0, 0.0, Some(0)),
    (Activation::Relu, 0.5, 1.0, 0.0, Some(1)),
    (Activation::Tanh, 0.8, 0.1, 0.0, Some(1)),
    (Activation::Tanh, 2.0, 0.0, 0.1, Some(3)),
    (Activation::Relu, 1.0, 0.0, 0.3, None),
    (Activation::Relu, -1.0, 1.0, 0.0, Some(1)),
    (Activation::Tanh, -2.0, 0.0, 0.1, Some(1)),
];
/// The case whose gradient is followed.
const EXAMPLE: usize = 2;
/// How often it is unrolled.
pub const TURNS: usize = 40;

pub fn tell(report: &mut Report, seed: u32) -> Result<Cycles> {
    let (numbers, alternates) = solutions(report)?;
    only_one(report, seed)?;
    derivations(report, seed)?;
    let (series, truncation_error) = unrolled(report)?;
    Ok(Cycles { numbers, alternates, series, truncation_error })
}

/// Each case's solutions, by their residuals, and where repeating leads.
fn solutions(report: &mut Report) -> Result<(Vec<String>, String)> {
    report.say("\nA neuron that feeds itself, y = f(w y + x). Its solutions, with w f' at each, and where repeating leads:\n");
    let mut rows = table(["", "solutions", "y (w f')", "from", "repeating"]);
    let (mut numbers, mut told, mut alternates) = (Vec::new(), Vec::new(), None);
    for (f, w, x, start, expected) in CASES {
        let cycle = Recurrence::new(f, w, x)?;
        let (name, all) = (format!("{f}, w = {w}, x = {x}"), cycle.solutions()?);
        let y: Vec<f64> = all.iter().flat_map(|solution| solution.points()).collect();
        if !y.is_empty() {
            let row = |values: Vec<f64>| DMatrix::from_vec(1, values.len(), values);
            let again = row(y.iter().map(|&y| cycle.step(y)).collect());
            report.check(compare(format!("y of {name}"), Referee::Substitution, &row(y), &again)?);
        }
        let intervals = all.iter().filter(|s| matches!(s, Solution::Interval(..))).count();
        let number = if intervals == 0 { all.len().to_string() } else { "infinitely many".into() };
        let what = format!("solutions of {name}");
        let (what, ours, theirs) = match expected {
            Some(count) => (what, all.len() + 1000 * intervals, count),
            None => (format!("intervals of {what}"), intervals, 1),
        };
        report.check(compare_counts(what, ours as u128, theirs as u128));
        if !numbers.contains(&number) {
            numbers.push(number.clone());
        }
        let fate = cycle.fate(start);
        if let (Fate::Alternates(low, high), 1) = (fate, all.len()) {
            alternates = Some(format!("{} and {} ({name})", plain(low), plain(high)));
        }
        let shown = all.iter().map(|solution| match *solution {
            Solution::Point(y) => format!("{} ({:.3})", plain(y), cycle.multiplier(y)),
            Solution::Interval(from, to) => format!(
                "all from {from} to {}",
                if to.is_finite() { to.to_string() } else { "∞".into() }
            ),
        });
        rows.add_row([
            name.clone(),
            number.clone(),
            shown.collect::<Vec<_>>().join(", "),
            start.to_string(),
            in_words(fate),
        ]);
        told.push(json!({ "activation": f.to_string(), "w": w, "x": x, "solutions": number, "y": all.iter().map(|s| s.points()).collect::<Vec<_>>(), "start": start, "repeating": in_words(fate) }));
    }
    report.say(rows);
    report.result("fixed_points", told)?;
    Ok((numbers, alternates.expect("one of the cases alternates")))
}

fn in_words(fate: Fate) -> String {
    match fate {
        Fate::Settles(y) => format!("settles at {}", plain(y)),
        Fate::Alternates(low, high) => {
            format!("{} and {} in turn", plain(low), plain(high))
        }
        Fate::Unsettled(y) => format!("{} after 10000 steps", plain(y)),
    }
}

/// Ten digits, none of them a zero at the end, and no rounding for a number.
fn plain(y: f64) -> String {
    let y = if y.abs() < 1e-12 { 0.0 } else { y };
    let digits = format!("{y:.10}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where |w f'| < 1 everywhere there is one solution.
fn only_one(report: &mut Report, seed: u32) -> Result<()> {
    let problems = problems(&mut manual_seed(seed))?;
    let mut alone = 0;
    for problem in &problems {
        alone += u128::from(problem.solutions()?.len() == 1);
    }
    report.say(format_args!("\nOf {} random cycles with |w f'| < 1 everywhere, of every activation, {alone} have exactly one solution.", problems.len()));
    report.check(compare_counts("contractions with one solution", alone, problems.len() as u128));
    Ok(())
}

/// Each "=" of the gradient of a fixed point.
fn derivations(report: &mut Report, seed: u32) -> Result<()> {
    report.say(
        "Its gradient, each \"=\" judged by the derivative on its left (worst relative error):\n",
    );
    let referees = report.referees();
    let problems = problems(&mut manual_seed(seed))?;
    for chain in chains() {
        report.derivation(&chain, &problems, &referees)?;
    }
    Ok(())
}

/// The example, unrolled: a graph like others, whose gradient tends to that of the cycle.
fn unrolled(report: &mut Report) -> Result<(f64, f64)> {
    let (f, w, x, ..) = CASES[EXAMPLE];
    let cycle = Recurrence::new(f, w, x)?;
    let y = cycle.solutions()?[0].points()[0];
    let (implicit, ratio) = (cycle.gradient(y)?.x, cycle.multiplier(y));
    let graph = cycle.unrolled(TURNS)?;
    let one = |value| DMatrix::from_element(1, 1, value);
    let sample =
        Sample { dag: graph.dag, x: vec![one(x), one(y)], output: graph.output, dj_dy: one(1.0) };
    report.say(format_args!(
        "Unrolled {TURNS} times, {f}, w = {w}, x = {x} is a graph of {} nodes without a cycle, one path from x for each turn:\n",
        sample.dag.graph().node_count()
    ));
    let paths = sample.dag.count_paths(graph.x, graph.output)?;
    report.check(compare_counts("paths of an unrolled cycle", paths, TURNS as u128));
    let checks = check_graphs("unrolled cycle", std::slice::from_ref(&sample), &report.referees())?;
    report.check_all(checks);
    report.say(format_args!(
        "\nIts ∂y/∂x, cut off after T turns, tends to the cycle's f' / (1 - w f') = {implicit:.10}; w f' = {ratio:.6}:\n"
    ));
    let truncated = cycle.truncated_gradients(y, TURNS)?;
    let error = |turns: usize| truncated[turns - 1] - implicit;
    let mut rows = table(["T", "∂y/∂x", "error", "error / error of T - 1"]);
    for turns in [1, 2, 3, 4, 5, 10, 20, TURNS] {
        let shrinks =
            if turns == 1 { "-".into() } else { format!("{:.6}", error(turns) / error(turns - 1)) };
        rows.add_row([
            turns.to_string(),
            format!("{:.10}", truncated[turns - 1]),
            format!("{:.1e}", error(turns)),
            shrinks,
        ]);
    }
    report.say(rows);
    report.result(
        "truncated",
        json!({ "implicit": implicit, "ratio": ratio, "gradients": truncated }),
    )?;
    // ∂y/∂x = f' Σ (w f')^k, and w f' = ratio.
    Ok((implicit * w / ratio, error(TURNS).abs()))
}
