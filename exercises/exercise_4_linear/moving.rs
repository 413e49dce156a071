//! The picture of exercise 4 that moves: a descent with each of several λ, step by step.

use super::figures::{ellipses, of_limit, weights};
use super::solve::{Found, RegressionPlane};
use crate::Result;
use crate::chapter::number::{fixed, significant};
use crate::language::Language;
use crate::moving::{Frame, Moving, Slider};
use ma6202::descent::{DescentPath, Stop, descend};
use ma6202_figure::{Contours, Landscape, LandscapePanel, LandscapePath, PlanePoint};

/// λ by 2/L; none is 2/(μ+L).
const SHARES: [Option<f64>; 9] = [
    Some(0.1),
    Some(0.25),
    Some(0.5),
    Some(0.75),
    None,
    Some(0.98),
    Some(1.0),
    Some(1.03),
    Some(1.1),
];
/// λ = 1/L.
const FIRST: usize = 2;
const STEPS: usize = 12;
/// Of J - J*, as powers of ten.
const POWERS: (f64, f64) = (-2.25, 1.25);

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    Ok(vec![("descent", descent(&found.plane, language)?)])
}

/// A descent with some λ.
struct Tried {
    /// λ by 2/L.
    share: f64,
    path: DescentPath,
    /// J - J* at each place of the path.
    excess: Vec<f64>,
    /// The same as powers of ten.
    powers: Vec<f64>,
}

impl Tried {
    fn new(plane: &RegressionPlane, share: Option<f64>) -> Result<Tried> {
        let RegressionPlane { linear, curvature, minimiser, start } = plane;
        let share = share.unwrap_or(curvature.best() / curvature.limit());
        let path = descend(linear, start, plane.sgd(share), &Stop::after(STEPS))?;
        let excess = curvature.measured_excess(&path, minimiser)?;
        let powers = excess.iter().map(|&excess| libm::log10(excess)).collect();
        Ok(Tried { share, path, excess, powers })
    }
}

/// The path over the ellipses of J, and how J - J* falls.
fn descent(plane: &RegressionPlane, language: Language) -> Result<Moving<'_>> {
    let tried = SHARES.map(|share| Tried::new(plane, share));
    let tried: Vec<Tried> = tried.into_iter().collect::<Result<_>>()?;
    let ellipses = ellipses(plane)?;
    let steps: Vec<f64> = (0..=STEPS).map(|step| step as f64).collect();
    let with_each: Vec<Vec<(f64, f64)>> = tried
        .iter()
        .map(|tried| steps.iter().copied().zip(tried.powers.iter().copied()).collect())
        .collect();
    let rates = tried.iter().map(|tried| of_limit(tried.share, 2, language)).collect();
    let word = language.pick("paso", "step");
    let places = (0..=STEPS).map(|step| format!("{word} {step}")).collect();
    let sliders = [Slider::new("λ", rates, FIRST), Slider::new(word, places, STEPS)];
    Ok(Moving::new(sliders, move |places| {
        let (tried, step) = (&tried[places[0]], places[1]);
        let picture = frame(plane, [&ellipses, &with_each], (tried, step), language)?;
        Ok(Frame { picture, says: says(plane, tried, step, language) })
    }))
}

fn frame(
    plane: &RegressionPlane,
    [ellipses, with_each]: [&[Vec<(f64, f64)>]; 2],
    (tried, step): (&Tried, usize),
    language: Language,
) -> Result<ma6202_figure::Svg> {
    let say = |es, en| language.pick(es, en);
    let RegressionPlane { minimiser, start, .. } = plane;
    // A path begins with its first place twice, so that it is one before its first step too.
    let row = |k: usize| {
        let places = tried.path.w.row(k);
        let first = std::iter::once(places[0]);
        first.chain(places.iter().take(step + 1).copied()).collect::<Vec<f64>>()
    };
    let (xs, ys) = (row(0), row(1));
    let steps: Vec<f64> = std::iter::once(0).chain(0..=step).map(|step| step as f64).collect();
    let powers = [&tried.powers[..1], &tried.powers[..=step]].concat();
    let path = |xs, ys| LandscapePath {
        label: say("después de cada paso", "after each step"),
        xs,
        ys,
        dots: true,
    };
    let point = |(x, y), class| PlanePoint { x, y, class, mistake: false };
    let on_ellipses = [point((start[0], start[1]), 0), point((minimiser[0], minimiser[1]), 1)];
    let on_powers = [point((0.0, tried.powers[0]), 0)];
    Ok(Landscape {
        title: say(
            "El descenso con un λ sobre las curvas de nivel de J, y cuánto le falta",
            "Descent with one λ over the level lines of J, and how far it still has to go",
        ),
        classes: vec![say("inicio", "start"), say("mínimo", "minimum")],
        mistake: "",
        columns: 2,
        panels: vec![
            weights(
                say("los pesos w", "the weights w"),
                plane,
                ellipses,
                path(&xs, &ys),
                &on_ellipses,
                language,
            ),
            LandscapePanel {
                title: say("lo que falta, J − J*", "what is left, J − J*"),
                x_name: say("pasos", "steps"),
                y_name: "log₁₀ (J − J*)",
                x: (-0.5, STEPS as f64 + 0.5),
                y: POWERS,
                contours: vec![Contours {
                    label: say("con otros λ", "with other λ"),
                    lines: with_each,
                }],
                paths: vec![path(&steps, &powers)],
                points: &on_powers,
            },
        ],
    }
    .svg()?)
}

fn says(plane: &RegressionPlane, tried: &Tried, step: usize, language: Language) -> String {
    let rate = plane.sgd(tried.share).learning_rate;
    let named = of_limit(tried.share, 2, language);
    let rate_said = fixed(rate, 4, language);
    let loss = significant(tried.path.losses[step], 4, language);
    let excess = significant(tried.excess[step], 3, language);
    let [steep, flat] = [0, 1].map(|k| fixed(plane.curvature.factor(rate, k), 2, language));
    language.pick(
        format!(
            "{named} = {rate_said}. Paso {step}: J = {loss}, J − J* = {excess}. Cada paso \
             multiplica la distancia al mínimo por 1 − λL = {steep} en la dirección de mayor \
             curvatura y por 1 − λμ = {flat} en la otra."
        ),
        format!(
            "{named} = {rate_said}. Step {step}: J = {loss}, J − J* = {excess}. Each step \
             multiplies the distance to the minimum by 1 − λL = {steep} in the direction of the \
             largest curvature and by 1 − λμ = {flat} in the other."
        ),
    )
}
