//! The pictures of exercise 3 that move.

use super::figures::{named, samples};
use super::solve::{DRAWN, Found};
use crate::Result;
use crate::chapter::number::{plain, significant};
use crate::language::Language;
use crate::moving::{Frame, Moving, Slider};
use ma6202::boxcar::{Approximation, Boxcar, Target};
use ma6202::mlp::Mlp;
use ma6202_figure::{Axis, CurvePanel, Curves, Series};
use nalgebra::DMatrix;

/// How steep, in thirds of an octave from k: every third place is a power of 2 times k.
const THIRDS: std::ops::RangeInclusive<i32> = -12..=12;
/// Powers of 4 times k whose networks are drawn besides.
const BESIDE: [i32; 3] = [-1, 1, 2];
/// The weights of the output, in quarters of A.
const QUARTERS: std::ops::RangeInclusive<i32> = -4..=4;
/// Numbers of boxes.
const BOXES: [usize; 12] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    let mut all = vec![("box", steepness(&found.boxcar, language)?)];
    // Without height there is nothing to weigh.
    if found.boxcar.height() != 0.0 {
        all.push(("weights", weights(&found.boxcar, language)?));
    }
    all.push(("boxes", boxes(language)?));
    Ok(all)
}

/// What the network makes of these.
fn outputs(mlp: &Mlp, xs: &[f64]) -> Result<Vec<f64>> {
    let mut cache = mlp.forward(&DMatrix::from_column_slice(xs.len(), 1, xs))?;
    Ok(cache.y.swap_remove(1).iter().copied().collect())
}

/// k for so many thirds of an octave: to three digits, but powers of 2 are exact.
fn steepness_at(boxcar: &Boxcar, thirds: i32) -> f64 {
    let k = boxcar.steepness() * libm::exp2(f64::from(thirds) / 3.0);
    if thirds % 3 == 0 { k } else { format!("{k:.2e}").parse().expect("a number") }
}

/// The box and the network, and how far they are apart, as k grows.
fn steepness(boxcar: &Boxcar, language: Language) -> Result<Moving<'_>> {
    let say = move |es, en| language.pick(es, en);
    let xs = samples(boxcar);
    let values: Vec<f64> = xs.iter().map(|&x| boxcar.value(x)).collect();
    let curves = {
        let (xs, values) = (xs.clone(), values.clone());
        move |label: String, k| -> Result<[Series; 2]> {
            let y = outputs(&boxcar.with_steepness(k)?.mlp(), &xs)?;
            let apart = y.iter().zip(&values).map(|(y, value)| (y - value).abs());
            let apart = Series::new(label.clone(), &xs, apart);
            Ok([Series::new(label, &xs, y), apart])
        }
    };
    let mut beside = Vec::new();
    for power in BESIDE {
        let k = boxcar.steepness() * libm::ldexp(1.0, 2 * power);
        beside.push(curves(format!("k = {}", plain(k, language)), k)?);
    }
    let steepnesses: Vec<f64> = THIRDS.map(|thirds| steepness_at(boxcar, thirds)).collect();
    let places = steepnesses.iter().map(|&k| format!("k = {}", plain(k, language))).collect();
    let start = steepnesses.iter().position(|&k| k == boxcar.steepness()).unwrap_or(0);
    let slider = Slider::new(say("inclinación k", "steepness k"), places, start);
    Ok(Moving::new([slider], move |places| {
        let steep = boxcar.with_steepness(steepnesses[places[0]])?;
        let [network, apart] = curves(say("la red", "the network").into(), steep.steepness())?;
        let the_box = Series::new(say("el cajón", "the box"), &xs, values.clone());
        let of = |panel: usize| beside.iter().map(move |curves| curves[panel].clone());
        let left = [network, the_box].into_iter().chain(of(0));
        let right = std::iter::once(apart).chain(of(1));
        // However gentle the network is, it is not further from the box than the box is high.
        let height = boxcar.height().abs();
        let y = Axis::linear(say("|y − cajón|", "|y − box|")).from_to(0.0, 1.04 * height);
        let panels = vec![
            CurvePanel::new(
                say("el cajón y las redes", "the box and the networks"),
                Axis::linear("x"),
                Axis::linear("y"),
                left,
            ),
            CurvePanel::new(
                say("a qué distancia están", "how far they are off"),
                Axis::linear("x"),
                y,
                right,
            )
            .level(say("la mitad de la altura", "half the height"), 0.5 * height),
        ];
        let title =
            say("Un cajón hecho con dos neuronas logísticas", "A box from two logistic neurons");
        let says = format!(
            "k = {}: {} {}; {} {}",
            plain(steep.steepness(), language),
            say("el área entre los dos es", "the area between the two is"),
            significant(steep.l1_error(), 3, language),
            say("la mayor distancia,", "the greatest distance,"),
            significant(steep.sup_error(), 3, language),
        );
        Ok(Frame { picture: Curves { title, columns: 2, panels }.svg()?, says })
    }))
}

/// What the network makes with other weights of its output.
fn weights(boxcar: &Boxcar, language: Language) -> Result<Moving<'_>> {
    let say = move |es, en| language.pick(es, en);
    let (xs, height) = (samples(boxcar), boxcar.height());
    let values: Vec<f64> = xs.iter().map(|&x| boxcar.value(x)).collect();
    let weights: Vec<f64> = QUARTERS.map(|quarters| 0.25 * f64::from(quarters) * height).collect();
    let slider = |name: &str, start| {
        let places = weights.iter().map(|&w| format!("{name} = {}", plain(w, language)));
        Slider::new(name, places.collect(), start)
    };
    let sliders = [slider("w₁", weights.len() - 1), slider("w₂", 0)];
    Ok(Moving::new(sliders, move |places| {
        let [w1, w2] = [weights[places[0]], weights[places[1]]];
        let network = |w1, w2| -> Result<Mlp> {
            let mut layers = boxcar.mlp().layers().to_vec();
            layers[1].w = DMatrix::from_vec(2, 1, vec![w1, w2]);
            Ok(Mlp::new(layers)?)
        };
        let curve = |label, w1, w2| -> Result<Series> {
            Ok(Series::new(label, &xs, outputs(&network(w1, w2)?, &xs)?))
        };
        let sum = [
            curve(say("la red", "the network"), w1, w2)?,
            Series::new(say("el cajón", "the box"), &xs, values.clone()),
        ];
        let parts = [
            curve("w₁ σ(k (x − a))", w1, 0.0)?.solid(),
            curve("w₂ σ(k (x − b))", 0.0, w2)?.solid(),
        ];
        let most = 2.08 * height.abs();
        let panel = |title, curves| {
            let y = Axis::linear("y").from_to(-most, most);
            CurvePanel::new(title, Axis::linear("x"), y, curves)
        };
        let panels = vec![
            panel(say("la red", "the network"), sum),
            panel(say("sus dos partes", "its two parts"), parts),
        ];
        let title = say(
            "Dos neuronas y los dos pesos de la salida",
            "Two neurons and the two weights of the output",
        );
        let says = format!(
            "w₁ = {}; w₂ = {}: {}. {} {}.",
            plain(w1, language),
            plain(w2, language),
            shape(w1, w2, language),
            say("Muy a la derecha la red tiende a", "Far to the right the network tends to"),
            plain(w1 + w2, language),
        );
        Ok(Frame { picture: Curves { title, columns: 2, panels }.svg()?, says })
    }))
}

/// What two steps of these heights make.
fn shape(w1: f64, w2: f64, language: Language) -> String {
    let say = |es: &str, en: &str| language.pick(es, en).to_owned();
    match (w1 != 0.0, w2 != 0.0) {
        (false, false) => say("la función 0", "the function 0"),
        (true, false) => say("un escalón en a", "a step at a"),
        (false, true) => say("un escalón en b", "a step at b"),
        _ if w1 + w2 == 0.0 => {
            let height = plain(w1, language);
            format!("{} {height}", say("un cajón de altura", "a box of height"))
        }
        _ if (w1 > 0.0) == (w2 > 0.0) => {
            say("dos escalones hacia el mismo lado", "two steps in the same direction")
        }
        _ => say(
            "dos escalones de distinta altura: uno sube y el otro baja",
            "two steps of different heights: one goes up, the other down",
        ),
    }
}

/// Each function, the network of n boxes and how far they are apart.
fn boxes(language: Language) -> Result<Moving<'static>> {
    let say = move |es, en| language.pick(es, en);
    let drawn = Target::ALL.map(Drawn::of);
    let farthest = |drawn: &Drawn| -> Result<f64> {
        Ok(drawn
            .apart(&Approximation::new(drawn.target, BOXES[0])?)?
            .into_iter()
            .fold(0.0, f64::max))
    };
    let tops = drawn.iter().map(farthest).collect::<Result<Vec<_>>>()?;
    let places = BOXES.iter().map(|n| format!("n = {n}")).collect();
    let start = BOXES.iter().position(|&n| n == DRAWN).unwrap_or(0);
    let slider = Slider::new(say("cajones n", "boxes n"), places, start);
    Ok(Moving::new([slider], move |places| {
        let n = BOXES[places[0]];
        let (mut above, mut below, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for (drawn, top) in drawn.iter().zip(&tops) {
            let network = Approximation::new(drawn.target, n)?;
            let name = named(drawn.target.name, language);
            let f = Series::new(say("función f", "function f"), &drawn.xs, drawn.f.clone()).thin();
            let g = network.values(&drawn.xs)?;
            let g = Series::new(say("red g", "network g"), &drawn.xs, g).solid();
            let (low, high) = drawn.ends();
            let y = Axis::linear("y").from_to(low, high);
            above.push(CurvePanel::new(name, Axis::linear("x"), y, [f, g]));
            let apart = drawn.apart(&network)?;
            let apart = Series::new("|f − g|", &drawn.xs, apart).solid();
            let y = Axis::linear("|f − g|").from_to(0.0, 1.04 * top);
            below.push(CurvePanel::new(name, Axis::linear("x"), y, [apart]));
            let (error, bound) = (network.sup()?.at_least, network.bound());
            let [error, bound] = [error, bound].map(|number| significant(number, 2, language));
            errors.push(format!("{name} {error} ≤ {bound}"));
        }
        let title = say(
            "Con cajones se arma cualquier función continua",
            "Boxes make any continuous function",
        );
        let panels = above.into_iter().chain(below).collect();
        let says =
            format!("n = {n}, {}: {}", say("error y cota", "error and bound"), errors.join("; "),);
        Ok(Frame { picture: Curves { title, columns: 3, panels }.svg()?, says })
    }))
}

/// A function at the points where it is drawn.
struct Drawn {
    target: Target,
    xs: Vec<f64>,
    f: Vec<f64>,
}

impl Drawn {
    fn of(target: Target) -> Drawn {
        let at = |step: i32| target.from + (target.to - target.from) * f64::from(step) / 1500.0;
        let xs: Vec<f64> = (0..=1500).map(at).collect();
        let f = xs.iter().map(|&x| (target.value)(x)).collect();
        Drawn { target, xs, f }
    }

    /// |f - g|.
    fn apart(&self, network: &Approximation) -> Result<Vec<f64>> {
        let g = network.values(&self.xs)?;
        Ok(self.f.iter().zip(g).map(|(f, g)| (f - g).abs()).collect())
    }

    /// The function's least and greatest value, and a little more.
    fn ends(&self) -> (f64, f64) {
        let low = self.f.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.f.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let more = 0.04 * (high - low);
        (low - more, high + more)
    }
}
