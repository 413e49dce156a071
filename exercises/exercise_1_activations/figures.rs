//! Which curves make the pictures of exercise 1.

use super::solve::Found;
use super::study::{Comparison, Measure, Study};
use crate::Result;
use crate::chapter::activation;
use crate::chapter::number::plain;
use crate::language::{Language, Said, Tells};
use ma6202::activation::Activation;
use ma6202_figure::{
    Axis, CurvePanel, Curves, Level, Series, Strip, StripInterval, StripPanel, Strips, Svg,
};

/// Whose δ is drawn through the layers: as many as can be told apart. The threshold's is 0.
const SHOWN: [&str; 14] = [
    "relu",
    "leaky-relu",
    "prelu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "mish",
    "softplus",
    "hard-swish",
    "identity",
    "logistic",
    "bipolar-logistic",
    "tanh",
];

/// On either side of 0: fine enough for a jump to look upright.
const STEPS: i32 = 2000;

/// The title of a row of panels, its reach to either side of 0, and the names of its functions.
type Group<'a> = (&'a str, f64, &'a [&'static str]);

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![
        ("lecture", lecture(language)?),
        ("family", family(language)?),
        ("gradients", gradients(&found.studies, language)?),
        ("outcomes", outcomes(found, language)?),
    ])
}

/// The lecture's six.
fn lecture(language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let sigmoids = ["threshold", "logistic", "bipolar-logistic", "tanh"];
    functions(
        language,
        say("Las funciones de activación de la clase", "The lecture's activation functions"),
        &[
            (say("de un nivel a otro", "from one level to another"), 5.0, &sigmoids),
            (say("tramos rectos", "straight pieces"), 5.0, &["identity", "relu"]),
        ],
    )
}

/// ReLU and its variants.
fn family(language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let straight = ["relu", "leaky-relu:0.1", "prelu", "rrelu", "relu6", "hard-swish"];
    let exponential = ["relu", "elu", "celu:0.5", "selu", "softplus"];
    let gated = ["relu", "gelu", "gelu-tanh", "silu", "mish"];
    functions(
        language,
        say("La familia de ReLU", "The family of ReLU"),
        &[
            (say("tramos de polinomios", "polynomial pieces"), 7.0, &straight),
            (say("exponencial a la izquierda", "exponential to the left"), 4.0, &exponential),
            (say("con compuerta", "gated"), 4.0, &gated),
        ],
    )
}

/// Values and derivatives side by side, a row of panels for each group.
fn functions(language: Language, title: &str, groups: &[Group]) -> Result<Svg> {
    let mut panels = Vec::new();
    for &(title, reach, names) in groups {
        let at = |step: i32| reach * f64::from(step) / f64::from(STEPS);
        let points: Vec<f64> = (-STEPS..=STEPS).map(at).collect();
        for (symbol, function) in [
            ("f(a)", Activation::value as fn(Activation, f64) -> f64),
            ("f'(a)", Activation::derivative),
        ] {
            let curve = |name: &&str| -> Result<Series> {
                let f: Activation = name.parse()?;
                let label = match name.split_once(':') {
                    Some((name, _)) => {
                        format!("{name}, α = {}", plain(f.parameters()[0].1, language))
                    }
                    None => activation(name, language).to_owned(),
                };
                Ok(Series::new(label, &points, points.iter().map(|&a| function(f, a))))
            };
            let curves = names.iter().map(curve).collect::<Result<Vec<_>>>()?;
            let title = format!("{title}: {symbol}");
            panels.push(CurvePanel::new(title, Axis::linear("a"), Axis::linear(symbol), curves));
        }
    }
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// The size of δ from the first layer to the last, before training, for both kinds of
/// initial weights.
fn gradients(studies: &[Study], language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let mut panels = Vec::new();
    for study in studies.iter().filter(|study| study.setting.hidden_layers == 10) {
        let place = |name: &str| study.activations.iter().position(|f| f.name() == name);
        let curve = |&name: &&str| {
            let sizes = study.median_delta(place(name)?);
            let layers: Vec<f64> = (1..=sizes.len()).map(|layer| layer as f64).collect();
            Some(Series::new(activation(name, language), &layers, sizes))
        };
        let title = language.of(study.setting.start.told());
        let x = Axis::linear(say("capa", "layer"));
        let y = Axis::log10(say("raíz de la media de δ²", "root mean square of δ"));
        panels.push(CurvePanel::new(title, x, y, SHOWN.iter().filter_map(curve)));
    }
    let title = say(
        "Diez capas ocultas: tamaño de δ antes de entrenar, mediana de las semillas",
        "Ten hidden layers: size of δ before training, median over the seeds",
    );
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// How many test wines each training gets right, and how much that differs from ReLU.
fn outcomes(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let Found { studies, comparisons, .. } = found;
    let mut accuracies = Vec::new();
    for study in studies {
        let of = |index: usize| study.values(index, Measure::Accuracy);
        accuracies.push((0..study.activations.len()).map(of).collect::<Vec<_>>());
    }
    let titles: Vec<Said> = studies.iter().map(|study| study.setting.said()).collect();
    let mut panels = Vec::new();
    for ((study, title), accuracies) in studies.iter().zip(&titles).zip(&accuracies) {
        let strips = study.activations.iter().zip(accuracies);
        panels.push(StripPanel {
            title: title.of(language),
            x: Axis::linear(say("aciertos en prueba", "test accuracy")),
            strips: strips
                .map(|(f, values)| {
                    let label = activation(f.name(), language);
                    Strip { label, values, interval: None }
                })
                .collect(),
            levels: Vec::new(),
        });
    }
    for comparisons in comparisons {
        let of_accuracy = comparisons.iter().filter(|c| c.measure == Measure::Accuracy);
        let strip = |comparison: &Comparison| {
            let ma6202::metrics::Interval { low, average, high } = comparison.to_first;
            let interval = Some(StripInterval { low, mean: average, high });
            let label = activation(comparison.activation.name(), language);
            Strip { label, values: &[], interval }
        };
        panels.push(StripPanel {
            title: "",
            x: Axis::linear(say("diferencia con relu", "difference from relu")),
            strips: of_accuracy.map(strip).collect(),
            levels: vec![Level { label: say("sin diferencia", "no difference").into(), at: 0.0 }],
        });
    }
    Ok(Strips {
        title: say(
            "La red de los vinos con cada activación, en todas las semillas",
            "The wine network with each activation, over the seeds",
        ),
        discs: say("1, 4 y 16 semillas", "1, 4 and 16 seeds"),
        interval: say(
            "media de las diferencias, con su intervalo bootstrap",
            "mean of the differences, and its bootstrap interval",
        ),
        columns: 3,
        panels,
    }
    .svg()?)
}
