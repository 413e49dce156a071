//! Which curves make the pictures of exercise 4.

use super::solve::{DESCENTS, Found, Noise, RegressionPlane, Wines};
use crate::Result;
use crate::chapter::number::fixed;
use crate::language::{Language, Tells};
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::neuron::Neuron;
use ma6202_figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, LandscapePath, PlanePoint,
    Series, Svg,
};
use nalgebra::DVector;

/// Half the width of the plane that is shown around the minimum.
const HALF: f64 = 1.15;
const LEVELS: [f64; 10] = [0.01, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8, 1.1, 1.5, 2.0];

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![
        ("paths", paths(&found.plane, language)?),
        ("rates", rates(&found.wines, language)?),
        ("noise", noise(&found.noise, language)?),
        ("errors", errors(&found.wines, language)?),
    ])
}

/// λ as a share of its limit.
pub fn of_limit(share: f64, decimals: usize, language: Language) -> String {
    format!("λ = {} · 2/L", fixed(share, decimals, language))
}

/// Those of J around its minimum.
pub fn ellipses(plane: &RegressionPlane) -> Result<Vec<Vec<(f64, f64)>>> {
    let RegressionPlane { curvature, minimiser, .. } = plane;
    let ellipses = LEVELS.map(|level| curvature.contour(minimiser, level, 240));
    Ok(ellipses.into_iter().collect::<ma6202::Result<_>>()?)
}

/// A path of w over the ellipses, around the minimum.
pub fn weights<'a>(
    title: &'a str,
    plane: &RegressionPlane,
    ellipses: &'a [Vec<(f64, f64)>],
    path: LandscapePath<'a>,
    points: &'a [PlanePoint],
    language: Language,
) -> LandscapePanel<'a> {
    let say = |es, en| language.pick(es, en);
    let ends = |minimum: f64| (minimum - HALF, minimum + HALF);
    LandscapePanel {
        title,
        x_name: say("peso de fenoles totales", "weight of total phenols"),
        y_name: say("peso de flavonoides", "weight of flavanoids"),
        x: ends(plane.minimiser[0]),
        y: ends(plane.minimiser[1]),
        contours: vec![Contours { label: say("J constante", "J constant"), lines: ellipses }],
        paths: vec![path],
        points,
    }
}

/// The ellipses of J, and descents with λ below, at and above the limit.
fn paths(plane: &RegressionPlane, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let RegressionPlane { linear, minimiser, start, .. } = plane;
    let ellipses = ellipses(plane)?;
    let mut panels = Vec::new();
    for (title, share, steps) in [
        (say("se acerca", "comes closer"), 0.95, 40),
        (say("va y viene", "goes to and fro"), 1.0, 16),
        (say("se aleja", "moves away"), 1.06, 16),
    ] {
        let title = format!("{}: {title}", of_limit(share, 2, language));
        let w = descend(linear, start, plane.sgd(share), &Stop::after(steps))?.w;
        let row = |k: usize| w.row(k).iter().copied().collect::<Vec<f64>>();
        panels.push((title, row(0), row(1)));
    }
    let point = |w: &DVector<f64>, class| PlanePoint { x: w[0], y: w[1], class, mistake: false };
    // The start as the path's own points are, the minimum in another colour.
    let points = [point(start, 0), point(minimiser, 1)];
    Ok(Landscape {
        title: say(
            "Descenso sobre las curvas de nivel de J, con λ menor, igual y mayor que su límite",
            "Descent over the level lines of J, for λ below, at and above its limit",
        ),
        classes: vec![say("inicio", "start"), say("mínimo", "minimum")],
        mistake: "",
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, xs, ys)| {
                let label = say("w después de cada paso", "w after each step");
                let path = LandscapePath { label, xs, ys, dots: true };
                weights(title, plane, &ellipses, path, &points, language)
            })
            .collect(),
    }
    .svg()?)
}

/// J - J* against steps, measured and predicted, for three λ.
fn rates(wines: &Wines, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    const STEPS: usize = 600;
    let rows = &wines.rows.train;
    let (minimiser, curvature) = (rows.fit()?.w, rows.curvature()?);
    let start = DVector::zeros(minimiser.len());
    let c = curvature.components(&start, &minimiser)?;
    let steps: Vec<f64> = (0..=STEPS).map(|step| step as f64).collect();
    let mut panels = Vec::new();
    for (title, rate) in [
        (of_limit(0.1, 1, language), 0.1 * curvature.limit()),
        ("λ = 2/(μ + L)".into(), curvature.best()),
        (of_limit(1.001, 3, language), 1.001 * curvature.limit()),
    ] {
        let sgd = Sgd { learning_rate: rate, momentum: 0.0 };
        let path = descend(rows, &start, sgd, &Stop::after(STEPS))?;
        let measured = curvature.measured_excess(&path, &minimiser)?;
        let predicted: Vec<f64> = (0..=STEPS).map(|k| curvature.excess(&c, rate, k)).collect();
        let rho = curvature.contraction(rate);
        let first = predicted[0];
        let bound = (0..=STEPS).map(|k| first * libm::pow(rho, 2.0 * k as f64));
        let curves = [
            Series::new(say("descenso", "descent"), &steps, measured),
            Series::new(
                say("predicho a partir de 1 − λh", "predicted from 1 − λh"),
                &steps,
                predicted,
            ),
            Series::new(
                say(
                    "a lo más (J₀ − J*) ρ²ᴷ, con ρ el mayor |1 − λh|",
                    "at most (J₀ − J*) ρ²ᴷ, ρ the largest |1 − λh|",
                ),
                &steps,
                bound,
            ),
        ];
        let (x, y) = (Axis::linear(say("pasos K", "steps K")), Axis::log10("J − J*"));
        panels.push(CurvePanel::new(title, x, y, curves));
    }
    let name = language.of(wines.name);
    let title = language.pick(
        format!("Cómo cambia J − J*: {name} de los vinos, 13 pesos"),
        format!("How J − J* changes: {name} of the wines, 13 weights"),
    );
    Ok(Curves { title: &title, columns: 3, panels }.svg()?)
}

/// J - J* of descents in batches, and the balls of noise that they end in.
fn noise(noise: &Noise, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let Noise { balls, decreasing, constant, .. } = noise;
    let after: Vec<f64> = decreasing.after.iter().map(|&step| step as f64).collect();
    let named: Vec<String> = balls
        .iter()
        .map(|ball| format!("{}, B = {}", of_limit(ball.share, 2, language), ball.batch))
        .collect();
    let pairs = named.iter().zip(constant);
    let mut curves: Vec<Series> =
        pairs.map(|(name, excess)| Series::new(name, &after, excess.clone())).collect();
    let first = of_limit(decreasing.share, 2, language).replace('λ', "λ₀");
    let rate = format!("λ = λ₀/(1 + s/{})", decreasing.halved_after);
    let name = format!("{rate}, {first}, B = {}", decreasing.batch);
    curves.push(Series::new(name, &after, decreasing.excess.clone()));
    let x = Axis::log10(say("pasos s", "steps s"));
    let mut panel = CurvePanel::new("", x, Axis::log10("J − J*"), curves);
    for ((name, ball), _) in named.iter().zip(balls).zip(constant) {
        let label = format!("{}, {name}", say("predicho", "predicted"));
        panel = panel.level(label, ball.predicted);
    }
    let title = language.pick(
        format!(
            "Lotes: con λ constante se termina en una bola de ruido (promedios de {DESCENTS} descensos)"
        ),
        format!(
            "Mini-batches: constant λ ends in a ball of noise (means over {DESCENTS} descents)"
        ),
    );
    Ok(Curves { title: &title, columns: 1, panels: vec![panel] }.svg()?)
}

/// J on the wines that train and on those that test, by steps.
fn errors(wines: &Wines, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let places: Vec<usize> =
        (0..=120).map(|step| libm::pow(10.0, f64::from(step) / 40.0).round() as usize).collect();
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for &place in &places {
        let w = wines.path.w.column(place).into_owned();
        train.push(wines.rows.train.loss(&w)?);
        test.push(wines.rows.test.loss(&w)?);
    }
    let steps: Vec<f64> = places.iter().map(|&place| place as f64).collect();
    let curves = [
        Series::new(say("vinos de entrenamiento", "training wines"), &steps, train),
        Series::new(say("vinos de prueba", "test wines"), &steps, test),
    ];
    let x = Axis::log10(say("pasos", "steps"));
    let y = Axis::log10(say("J, error cuadrático medio", "J, mean squared error"));
    let training = say("mínimos cuadrados, entrenamiento", "least squares, training wines");
    let test = say("mínimos cuadrados, prueba", "least squares, test wines");
    let panel = CurvePanel::new("", x, y, curves)
        .level(training, wines.rows.train.loss(&wines.w)?)
        .level(test, wines.rows.test.loss(&wines.w)?);
    let name = language.of(wines.name);
    let title = language.pick(
        format!("Predicción de «{name}» de los vinos a partir de los otros doce atributos"),
        format!("Predicting “{name}” of the wines from the other twelve attributes"),
    );
    Ok(Curves { title: &title, columns: 1, panels: vec![panel] }.svg()?)
}
