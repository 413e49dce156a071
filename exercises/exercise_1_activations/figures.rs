//! Which curves make the pictures of exercise 1.

use super::study::{Comparison, Measure, Study};
use crate::Result;
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

/// The lecture's six.
pub fn lecture() -> Result<Svg> {
    let sigmoids = ["threshold", "logistic", "bipolar-logistic", "tanh"];
    functions(
        "The lecture's activation functions",
        &[("from one level to another", 5.0, &sigmoids), ("straight", 5.0, &["identity", "relu"])],
    )
}

/// ReLU and its variants.
pub fn family() -> Result<Svg> {
    let straight = ["relu", "leaky-relu:0.1", "prelu", "rrelu", "relu6", "hard-swish"];
    let exponential = ["relu", "elu", "celu:0.5", "selu", "softplus"];
    let gated = ["relu", "gelu", "gelu-tanh", "silu", "mish"];
    functions(
        "The family of ReLU",
        &[
            ("polynomial pieces", 7.0, &straight),
            ("exponential to the left", 4.0, &exponential),
            ("gated", 4.0, &gated),
        ],
    )
}

/// Values and derivatives side by side, a row of panels for each group.
fn functions(title: &str, groups: &[Group]) -> Result<Svg> {
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
                Ok(Series::new(*name, &points, points.iter().map(|&a| function(f, a))))
            };
            let curves = names.iter().map(curve).collect::<Result<Vec<_>>>()?;
            let title = format!("{title}: {symbol}");
            panels.push(CurvePanel::new(title, Axis::linear("a"), Axis::linear(symbol), curves));
        }
    }
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// The size of δ from the first layer to the last, before training, for both kinds of
/// first weights.
pub fn gradients(studies: &[Study]) -> Result<Svg> {
    let mut panels = Vec::new();
    for study in studies.iter().filter(|study| study.setting.hidden_layers == 10) {
        let place = |name: &str| study.activations.iter().position(|f| f.name() == name);
        let curve = |&name: &&str| {
            let sizes = study.median_delta(place(name)?);
            let layers: Vec<f64> = (1..=sizes.len()).map(|layer| layer as f64).collect();
            Some(Series::new(name, &layers, sizes))
        };
        let title = study.setting.start.name();
        let (x, y) = (Axis::linear("layer"), Axis::log10("root mean square of δ"));
        panels.push(CurvePanel::new(title, x, y, SHOWN.iter().filter_map(curve)));
    }
    let title =
        "The wine network with ten hidden layers: size of δ before training, median over the seeds";
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// How many test wines each training gets right, and how much that differs from ReLU.
pub fn outcomes(studies: &[Study], comparisons: &[Vec<Comparison>]) -> Result<Svg> {
    let mut accuracies = Vec::new();
    for study in studies {
        let of = |index: usize| study.values(index, Measure::Accuracy);
        accuracies.push((0..study.activations.len()).map(of).collect::<Vec<_>>());
    }
    let titles: Vec<String> = studies.iter().map(|study| study.setting.to_string()).collect();
    let mut panels = Vec::new();
    for ((study, title), accuracies) in studies.iter().zip(&titles).zip(&accuracies) {
        let strips = study.activations.iter().zip(accuracies);
        panels.push(StripPanel {
            title,
            x: Axis::linear("test accuracy"),
            strips: strips
                .map(|(f, values)| Strip { label: f.name(), values, interval: None })
                .collect(),
            levels: Vec::new(),
        });
    }
    for comparisons in comparisons {
        let of_accuracy = comparisons.iter().filter(|c| c.measure == Measure::Accuracy);
        let strip = |comparison: &Comparison| {
            let ma6202::metrics::Interval { low, average, high } = comparison.to_first;
            let interval = Some(StripInterval { low, mean: average, high });
            Strip { label: comparison.activation.name(), values: &[], interval }
        };
        panels.push(StripPanel {
            title: "",
            x: Axis::linear("difference to relu"),
            strips: of_accuracy.map(strip).collect(),
            levels: vec![Level { label: "no difference".into(), at: 0.0 }],
        });
    }
    Ok(Strips {
        title: "The wine network with each activation, over the seeds",
        discs: "1, 4 and 16 seeds",
        interval: "mean of the differences, and its bootstrap interval",
        columns: 3,
        panels,
    }
    .svg()?)
}
