//! The picture of exercise 1 that moves.

use super::solve::Found;
use crate::Result;
use crate::chapter::activation as called;
use crate::chapter::number::{plain, scientific, short};
use crate::language::Language;
use crate::moving::{Frame, Moving, Slider};
use ma6202::activation::Activation;
use ma6202::activation::facts::Facts;
use ma6202_figure::{Axis, CurvePanel, Curves, Series};
use ma6202_formula::Formula;

/// How many values a parameter is given.
const VALUES: usize = 7;
/// Which of them is the usual one.
const USUAL: usize = 3;

/// The functions with parameters, each with what is written behind its name: from the least to the
/// greatest, the usual one in the middle.
const PARAMETERS: [(&str, [&str; VALUES]); 6] = [
    ("leaky-relu", ["0", "0.001", "0.003", "0.01", "0.1", "0.3", "1"]),
    ("prelu", ["-0.5", "-0.25", "0", "0.25", "0.5", "0.75", "1"]),
    (
        "rrelu",
        [
            "0.125,0.125",
            "0.125,0.2",
            "0.125,0.25",
            "0.125,0.3333333333333333",
            "0.125,0.5",
            "0.125,0.75",
            "0.125,1",
        ],
    ),
    ("elu", ["0.1", "0.25", "0.5", "1", "1.25", "1.5", "2"]),
    ("celu", ["0.1", "0.25", "0.5", "1", "1.5", "2", "4"]),
    ("softplus", ["0.25", "0.5", "0.75", "1", "2", "4", "8"]),
];

/// The function of the first frame.
const FIRST: &str = "elu";

/// The ends of the axes: of a, f(a) and f'(a). Only steep straight lines leave them, to the left.
const ENDS: [(f64, f64); 3] = [(-5.0, 7.0), (-3.0, 7.0), (-0.6, 2.1)];
/// Points of a unit of a.
const FINE: i32 = 50;

pub fn all(_: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    Ok(vec![("activation", activation(language)?)])
}

/// An activation with each value of its parameters; the same each time if it has none.
fn variants(usual: Activation) -> ma6202::Result<Vec<Activation>> {
    match PARAMETERS.iter().find(|(name, _)| *name == usual.name()) {
        None => Ok(vec![usual; VALUES]),
        Some((name, values)) => {
            values.iter().map(|value| format!("{name}:{value}").parse()).collect()
        }
    }
}

/// Each function beside ReLU, with its derivative.
fn activation(language: Language) -> Result<Moving<'static>> {
    let say = move |es, en| language.pick(es, en);
    let all = Activation::ALL;
    let variants = all.iter().map(|&f| variants(f)).collect::<ma6202::Result<Vec<_>>>()?;
    let names = all.iter().map(|f| called(f.name(), language).to_owned()).collect();
    let first = all.iter().position(|f| f.name() == FIRST).unwrap_or(0);
    let value = |place: usize| {
        let usual = if place == USUAL { say(", el usual", ", the usual one") } else { "" };
        format!("{} {} {} {VALUES}{usual}", say("valor", "value"), place + 1, say("de", "of"))
    };
    let sliders = [
        Slider::new(say("función", "function"), names, first),
        Slider::new(say("parámetro", "parameter"), (0..VALUES).map(value).collect(), USUAL),
    ];
    Ok(Moving::new(sliders, move |places| {
        let f = variants[places[0]][places[1]];
        let [a, value, slope] = ENDS;
        let (low, high) = (a.0 as i32 * FINE, a.1 as i32 * FINE);
        let points: Vec<f64> = (low..=high).map(|i| f64::from(i) / f64::from(FINE)).collect();
        let panel = |symbol, ends: (f64, f64), function: fn(Activation, f64) -> f64| {
            let curve =
                |label, f| Series::new(label, &points, points.iter().map(|&a| function(f, a)));
            let chosen = curve(say("función elegida", "function chosen"), f);
            let (x, y) = (Axis::linear("a").from_to(a.0, a.1), Axis::linear(symbol));
            let y = y.from_to(ends.0, ends.1);
            CurvePanel::new(symbol, x, y, [chosen, curve("relu", Activation::Relu)])
        };
        let panels = vec![
            panel("f(a)", value, Activation::value),
            panel("f'(a)", slope, Activation::derivative),
        ];
        let title = say(
            "Una función de activación junto a ReLU, y su derivada",
            "An activation function beside ReLU, and its derivative",
        );
        Ok(Frame { picture: Curves { title, columns: 2, panels }.svg()?, says: told(f, language)? })
    }))
}

/// A function, its parameters, and what sets it apart to the left of 0.
fn told(f: Activation, language: Language) -> Result<String> {
    let say = move |es, en| language.pick(es, en);
    // What is nearly 0 is not said to be 0: a neuron dies of the one and not of the other.
    let said = |number: f64| match number.abs() {
        size if size > 0.0 && size < 5e-4 => scientific(number, 1, language),
        _ => short(number, 3, language),
    };
    let mut parameters = Vec::new();
    if !f.parameters().is_empty() {
        for (symbol, value) in f.symbols() {
            let value = if value == 1.0 / 3.0 { "1/3".into() } else { plain(value, language) };
            parameters.push(format!("{} = {value}", Formula::parse(symbol)?.unicode_line()));
        }
    }
    let parameters = match &parameters[..] {
        [] => say(
            "sin parámetro que elegir (el segundo control no cambia nada)",
            "with no parameter to choose (the second slider changes nothing)",
        )
        .into(),
        all => all.join("; "),
    };
    let facts = Facts::of(f);
    let mut told = format!(
        "{}, {parameters}: f(−1) = {}; f'(−1) = {}; {} {} {} {}",
        called(f.name(), language),
        said(f.value(-1.0)),
        said(f.derivative(-1.0)),
        say("valores de", "values from"),
        said(facts.range.0),
        say("a", "to"),
        said(facts.range.1),
    );
    for (from, to) in facts.flat {
        told += &format!(
            "; {} {} {} {}",
            say("plana de", "flat from"),
            said(from),
            say("a", "to"),
            said(to),
        );
    }
    Ok(told)
}
