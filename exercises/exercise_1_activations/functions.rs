//! The functions themselves: formulas, facts, and what the referees say of them.

use crate::Result;
use crate::program::{Report, table};
use ma6202::activation::Activation;
use ma6202::activation::derivation;
use ma6202::activation::facts::{Facts, Smoothness};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{
    self, Check, Worst, check_activation, check_identities, points_of_every_size,
};
use ma6202_formula::Formula;
use rand::RngExt;
use rayon::prelude::*;
use serde_json::json;
use std::iter;

/// On which accuracy is measured.
const POINTS: usize = 400;

/// Who they are.
pub fn formulas(report: &Report) -> Result<()> {
    report.say(
        "The lecture's six functions and the family of ReLU, f(a) with the usual parameters. Φ is the\n\
         standard normal distribution. PReLU learns α; RReLU draws its slope from (α, β) in training:\n",
    );
    for f in Activation::ALL {
        report.say(format_args!("{:<18}{}", f.name(), plain(f.latex())?));
        let symbols = f.symbols().into_iter();
        let symbols = symbols.map(|(name, value)| Ok(format!("{} = {value}", plain(name)?)));
        let usual = symbols.collect::<Result<Vec<_>>>()?;
        let source = f.source().replace('*', "");
        report.say(format_args!("{:<18}  {}", "", list(usual.into_iter().chain([source]))));
    }
    Ok(())
}

/// A formula on one line.
fn plain(latex: &str) -> Result<String> {
    Ok(Formula::parse(latex)?.unicode_line())
}

/// What computing finds of them.
pub fn facts(report: &mut Report) -> Result<()> {
    let mut shape =
        table(["", "range", "Lipschitz", "smooth", "f' = 0 for", "turns at", "can die"]);
    let titles =
        ["", "f(-∞)", "f(-0)", "f(∞)", "f(NaN)", "f'(-∞)", "f'(∞)", "f'(NaN)", "f' at kinks"];
    let mut ends = table(titles);
    let mut results = Vec::new();
    for &f in Activation::ALL {
        let facts = Facts::of(f);
        let smoothness = match facts.smoothness {
            Smoothness::Discontinuous => "f jumps",
            Smoothness::Continuous => "f' jumps",
            Smoothness::OnceDifferentiable => "f'' jumps",
            Smoothness::Smooth => "everywhere",
        };
        let can_die = if facts.can_die() { "yes" } else { "no" };
        shape.add_row([
            f.name().into(),
            span(facts.range),
            short(facts.lipschitz()),
            smoothness.into(),
            list(facts.flat.iter().map(|&part| span(part))),
            list(facts.turns.iter().map(|&a| short(a))),
            can_die.into(),
        ]);
        let values = [f64::NEG_INFINITY, -0.0, f64::INFINITY, f64::NAN].map(|a| f.value(a));
        let derivatives = [f64::NEG_INFINITY, f64::INFINITY, f64::NAN].map(|a| f.derivative(a));
        let at_kinks =
            facts.at_kinks.iter().map(|&(a, derivative)| format!("{} at {a}", short(derivative)));
        let numbers = values.into_iter().chain(derivatives).map(short);
        ends.add_row(iter::once(f.name().into()).chain(numbers).chain([list(at_kinks)]));
        results.push(json!({
            "activation": f.to_string(),
            "formula": plain(f.latex())?,
            "source": f.source(),
            // JSON knows no infinity and says null.
            "range": facts.range,
            "lipschitz": facts.lipschitz(),
            "smooth": smoothness,
            "turns": facts.turns,
            "can_die": facts.can_die(),
        }));
    }
    report.say(
        "\nWhat computing finds of them. A unit gets no gradient while all its activation values lie where f' = 0:\n\
         it is dead.\n",
    );
    report.say(shape);
    report.say("\nAt the ends, at -0, at NaN, and at the kinks, where torch's convention holds:\n");
    report.say(ends);
    report.result("activations", results)
}

/// The functions and their derivatives against the referees, on random points.
pub fn referees(report: &mut Report, seed: u32) -> Result<()> {
    let mut rng = manual_seed(seed);
    let points: Vec<f64> = (0..200).map(|_| rng.random_range(-8.0..8.0)).collect();
    report.say("\nWhat ties the lecture's sigmoids together, ours on the left and torch's on the right, on 200 random points:\n");
    for device in report.devices() {
        report.check_all(check_identities(&points, device)?);
    }
    report.say("\nf and f' against the referees on the same points, relative errors:\n");
    let referees = report.referees();
    let all = Activation::ALL.iter().map(|&f| check_activation(f, &points, &referees));
    let all = all.collect::<ma6202::Result<Vec<_>>>()?;
    let mut rows = table(iter::once(String::new()).chain(all[0].iter().map(title)));
    for (f, checks) in Activation::ALL.iter().zip(all) {
        let errors = checks.iter().map(|check| format!("{:.1e}", check.max_rel_error));
        rows.add_row(iter::once(f.name().into()).chain(errors));
        checks.into_iter().for_each(|check| report.check(check));
    }
    report.say(rows);
    Ok(())
}

/// f' of each activation, from its definition to the code.
pub fn derivatives(report: &mut Report, seed: u32) -> Result<()> {
    report.paragraph(
        "\nThe derivative of each, from its definition to what the code computes, every \"=\" judged \
         by the derivative on its left (worst relative error over random points):\n",
    );
    let (mut rng, referees) = (manual_seed(seed), report.referees());
    for &f in Activation::ALL {
        let problems = derivation::problems(&mut rng, f)?;
        report.derivation(&derivation::chain(f), &problems, &referees)?;
    }
    Ok(())
}

/// How many digits they keep.
pub fn accuracy(report: &mut Report, seed: u32) -> Result<()> {
    report.say(format_args!(
        "\nUnits in the last place between the nearest number to the right answer and ours, and torch's, at worst over {POINTS}\n\
         random points of every size (of f' near its root: units of 2^-53). \"all\": no digit is right, or it is NaN.\n",
    ));
    let mut rows = table(["", "f", "f'", "torch's f", "at", "torch's f'", "at"]);
    let mut results = Vec::new();
    let points = points_of_every_size(&mut manual_seed(seed), POINTS);
    let accuracies = Activation::ALL.par_iter().map(|&f| oracle::accuracy(f, &points));
    let accuracies = accuracies.collect::<ma6202::Result<Vec<_>>>()?;
    for (&f, accuracy) in Activation::ALL.iter().zip(accuracies) {
        let of = |worst: Worst| [size(worst.ulps), place(worst)];
        let ours = [f.name().into(), size(accuracy.value.ulps), size(accuracy.derivative.ulps)];
        let theirs = [of(accuracy.value_of_torch), of(accuracy.derivative_of_torch)];
        rows.add_row(ours.into_iter().chain(theirs.into_iter().flatten()));
        accuracy.checks(f).into_iter().for_each(|check| report.check(check));
        let ulps = |worst: Worst| json!({ "ulps": worst.ulps, "at": worst.a });
        results.push(json!({
            "activation": f.to_string(),
            "value": ulps(accuracy.value),
            "derivative": ulps(accuracy.derivative),
            "torch_value": ulps(accuracy.value_of_torch),
            "torch_derivative": ulps(accuracy.derivative_of_torch),
        }));
    }
    report.say(rows);
    report.result("accuracy", results)
}

/// "all" if no digit is right.
fn size(ulps: f64) -> String {
    match ulps {
        _ if ulps >= f64::EPSILON.recip() => "all".into(),
        _ if ulps >= 1e6 => format!("{ulps:.0e}"),
        _ => format!("{ulps:.0}"),
    }
}

/// Where the worst answer is, if one is worse than another.
fn place(worst: Worst) -> String {
    match worst.a {
        a if a.is_nan() => String::new(),
        a if (0.001..1000.0).contains(&a.abs()) => short(a),
        a => format!("{a:.1e}"),
    }
}

fn title(check: &Check) -> String {
    let symbol = if check.what.ends_with('\'') { "f'" } else { "f" };
    format!("{symbol}, {}\n{}", check.referee, check.device)
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// "0 … 6".
fn span((from, to): (f64, f64)) -> String {
    format!("{} … {}", short(from), short(to))
}

/// At most four decimals, and none that are 0.
fn short(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string().replace("inf", "∞");
    }
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
