//! Which curves make the pictures of exercise 3.

use super::solve::{BOXES, Found, FunctionErrors, SearchFound};
use crate::Result;
use crate::language::Language;
use ma6202::boxcar::Boxcar;
use ma6202::oracle::l1_error;
use ma6202_figure::{Axis, CurvePanel, Curves, Series, Svg};

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    let mut all = Vec::new();
    // A logarithmic axis has no place for an error of 0.
    if found.boxcar.height() != 0.0 {
        all.push(("l1", l1(&found.boxcar, language)?));
    }
    all.push(("rates", rates(&found.approximation, language)?));
    all.push(("search", search(&found.searches, language)?));
    Ok(all)
}

/// Where the box and its networks are drawn.
pub fn samples(boxcar: &Boxcar) -> Vec<f64> {
    let (a, width) = (boxcar.a(), boxcar.b() - boxcar.a());
    (0..=2000).map(|step| a + width * (f64::from(step) / 800.0 - 0.75)).collect()
}

/// The L1 error against k.
fn l1(boxcar: &Boxcar, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let ks: Vec<f64> = (-24..=48)
        .map(|step| boxcar.steepness() * libm::pow(10.0, f64::from(step) / 12.0))
        .collect();
    let (mut measured, mut exact, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for &k in &ks {
        let boxcar = boxcar.with_steepness(k)?;
        measured.push(l1_error(&boxcar, &boxcar.mlp())?);
        exact.push(boxcar.l1_error());
        bounds.push(boxcar.l1_bound());
    }
    let curves = [
        Series::new(say("cota, 4 |A| ln 2 / k", "bound, 4 |A| ln 2 / k"), &ks, bounds),
        Series::new(say("forma cerrada", "closed form"), &ks, exact),
        Series::new(say("red, por cuadratura", "network, by quadrature"), &ks, measured),
    ];
    let y = Axis::log10(say("área entre los dos", "area between the two"));
    let panel = CurvePanel::new("", Axis::log10("k"), y, curves);
    let title = say(
        "A qué distancia está la red del cajón: ∫ |y − cajón|",
        "How far the network is from the box: ∫ |y − box|",
    );
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// A function's name, with the sine as the language writes it.
pub fn named(function: &'static str, language: Language) -> &'static str {
    match function {
        "sin x" => language.pick("sen x", function),
        _ => function,
    }
}

/// The error against the number of boxes, beside its bound.
fn rates(errors: &[FunctionErrors], language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let boxes: Vec<f64> = BOXES.iter().map(|&n| n as f64).collect();
    let panel = |FunctionErrors { function, measured, bounds, .. }: &FunctionErrors| {
        let curve = |label, errors: &[f64]| Series::new(label, &boxes, errors.to_vec());
        let curves =
            [curve(say("medido", "measured"), measured), curve(say("cota", "bound"), bounds)];
        let (x, y) = (say("cajones n", "boxes n"), say("error", "error"));
        CurvePanel::new(named(function, language), Axis::log10(x), Axis::log10(y), curves)
    };
    let panels = errors.iter().map(panel).collect();
    let title = say(
        "A qué distancia están n cajones de una función: sup |f − g|",
        "How far n boxes are from a function: sup |f − g|",
    );
    Ok(Curves { title, columns: 3, panels }.svg()?)
}

/// The loss after each descent, from the best to the worst, for each search.
fn search(searches: &[SearchFound], language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let curve = |SearchFound { name, losses, .. }: &SearchFound| {
        let ranks: Vec<f64> = (1..=losses.len()).map(|rank| rank as f64).collect();
        Series::new(name.of(language), &ranks, losses.clone())
    };
    let curves = searches.iter().map(curve);
    let x = Axis::linear(say("inicios, del mejor al peor", "starts, from the best to the worst"));
    let y = Axis::log10(say("J al final", "J in the end"));
    let title = say(
        "Un cajón buscado por descenso: J al final desde cada inicio",
        "A box looked for by descent: J in the end from each start",
    );
    Ok(Curves { title, columns: 1, panels: vec![CurvePanel::new("", x, y, curves)] }.svg()?)
}
