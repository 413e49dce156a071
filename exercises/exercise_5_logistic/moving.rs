//! The picture of exercise 5 that moves: w on labels that a line separates.

use super::solve::{DOUBLINGS, Found, STRIP, SeparablePair, TWO_OF_PAIR};
use crate::Result;
use crate::chapter::number::{fixed, significant, whole};
use crate::language::{Language, Tells};
use crate::moving::{Frame, Moving, Slider};
use crate::wine::FEATURE_NAMES;
use ma6202::logistic::level;
use ma6202::neuron::Neuron;
use ma6202_figure::{Contours, Landscape, LandscapePanel, LandscapePath, PlanePoint, Svg};

/// The plane, square; it holds every wine of the two classes.
const ENDS: (f64, f64) = (-2.8, 2.8);
/// The diagonal of the plane is shorter than twice this.
const REACH: f64 = 5.0;

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    Ok(vec![("norm", norm(&found.pair, language))])
}

/// The wines, the line on which y = ½, and the strip in which y hesitates.
fn norm(pair: &SeparablePair, language: Language) -> Moving<'_> {
    let iterations: Vec<usize> = (0..=DOUBLINGS).map(|doubled| 1 << doubled).collect();
    let places = iterations.iter().map(|&k| format!("K = {}", whole(k as i128))).collect();
    let name = language.pick("iteraciones K", "iterations K");
    let slider = Slider::new(name, places, iterations.len() - 1);
    Moving::new([slider], move |places| {
        let after = iterations[places[0]];
        Ok(Frame { picture: frame(pair, after, language)?, says: says(pair, after, language)? })
    })
}

fn frame(pair: &SeparablePair, after: usize, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let (x, t) = (pair.model.x(), pair.model.t());
    let class = |row: usize| if t[row] > 0.5 { 1 } else { 0 };
    let point = |row: usize| PlanePoint {
        x: x[(row, 1)],
        y: x[(row, 2)],
        class: class(row),
        mistake: false,
    };
    let points: Vec<PlanePoint> = (0..t.len()).map(point).collect();
    let line = |p, k| level(&pair.after(k), p, REACH);
    let [low, high] = STRIP;
    let strip = [line(low, after)?, line(high, after)?];
    let at_first = [line(low, 1)?, line(0.5, 1)?, line(high, 1)?];
    let (xs, ys): (Vec<f64>, Vec<f64>) = line(0.5, after)?.into_iter().unzip();
    let standardised = say("estandarizado", "standardised");
    let [first, second] =
        TWO_OF_PAIR.map(|k| format!("{} ({standardised})", language.of(FEATURE_NAMES[k])));
    let [one, zero] = pair.classes;
    let labels = language.pick(
        [format!("etiqueta 0: variedad {zero}"), format!("etiqueta 1: variedad {one}")],
        [format!("label 0: class {zero}"), format!("label 1: class {one}")],
    );
    let title = language.pick(
        format!(
            "Variedades {one} y {zero} de los vinos: la franja en que la neurona duda se cierra"
        ),
        format!("Classes {one} and {zero} of the wines: the strip of doubt closes up"),
    );
    Ok(Landscape {
        title: &title,
        classes: labels.iter().map(String::as_str).collect(),
        mistake: "",
        columns: 1,
        panels: vec![LandscapePanel {
            title: "",
            x_name: &first,
            y_name: &second,
            x: ENDS,
            y: ENDS,
            contours: vec![
                Contours {
                    label: say("y = 0,1; 0,9 después de K", "y = 0.1, 0.9 after K"),
                    lines: &strip,
                },
                Contours {
                    label: say(
                        "y = 0,1; ½; 0,9 después de una iteración",
                        "y = 0.1, ½, 0.9 after one iteration",
                    ),
                    lines: &at_first,
                },
            ],
            paths: vec![LandscapePath::line(
                say("y = ½ después de K iteraciones", "y = ½ after K iterations"),
                &xs,
                &ys,
            )],
            points: &points,
        }],
    }
    .svg()?)
}

fn says(pair: &SeparablePair, after: usize, language: Language) -> Result<String> {
    let k = whole(after as i128);
    let w = pair.after(after);
    let length = fixed(w.norm(), 2, language);
    let loss = significant(pair.growth.path.losses[after], 2, language);
    let wines = pair.model.t().len();
    let right = wines - pair.model.mistakes(&w)?;
    let width = fixed(pair.width(after), 2, language);
    let alignment = fixed(pair.alignment(after), 4, language);
    Ok(language.pick(
        format!(
            "K = {k}: ‖w‖ = {length}, J = {loss}; {right} de {wines} vinos bien clasificados. La \
             franja entre y = 0,1 e y = 0,9 mide {width}, y el coseno entre w y la normal del \
             mayor margen es {alignment}."
        ),
        format!(
            "K = {k}: ‖w‖ = {length}, J = {loss}; {right} of {wines} wines classified correctly. \
             The strip between y = 0.1 and y = 0.9 is {width} wide, and the cosine between w and \
             the normal of the largest margin is {alignment}."
        ),
    ))
}
