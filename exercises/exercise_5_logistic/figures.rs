//! Which curves make the pictures of exercise 5.

use crate::likely::{Estimate, Likely, TWO};
use crate::neurons::Neurons;
use crate::separable::Separable;
use ma6202::Result;
use ma6202::figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, Path, Point, RegionPanel,
    Regions, Scale, Series, Svg,
};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::{Reading, cars, level, probabilities, xor};
use ma6202::mlp::Mlp;
use ma6202::neuron::Neuron;
use ma6202::wine::FEATURES;
use nalgebra::{DMatrix, DVector};

/// Cells of a plane along each axis.
const CELLS: usize = 200;

/// The cars with the probability of a manual gearbox, and the wines with the lines of equal probability.
pub fn boundary(likely: &Likely) -> Result<Svg> {
    let weights: Vec<f64> = (0..=400).map(|step| 1.3 + 4.3 * f64::from(step) / 400.0).collect();
    let x = DMatrix::from_fn(weights.len(), 2, |i, j| [1.0, weights[i]][j]);
    let manual = probabilities(&x, &likely.cars.w)?;
    let of_cars = points(&likely.cars, |i| (cars::WEIGHT[i], cars::MANUAL[i]))?;
    let wines = likely.wines.model.x();
    let of_wines = points(&likely.wines, |i| (wines[(i, 1)], wines[(i, 2)]))?;
    let mut lines = Vec::new();
    for p in [0.1, 0.25, 0.75, 0.9] {
        lines.push(level(&likely.wines.w, p, 20.0)?);
    }
    let (middle_x, middle_y): (Vec<f64>, Vec<f64>) =
        level(&likely.wines.w, 0.5, 20.0)?.into_iter().unzip();
    let [first, second] = TWO.map(|attribute| format!("{} (standardised)", FEATURES[attribute]));
    let wines_title = format!("class {} against the rest", likely.class);
    Landscape {
        title: "The most likely w: probabilities, and where they are ½",
        classes: vec!["label 0", "label 1"],
        mistake: "mistaken",
        columns: 2,
        panels: vec![
            LandscapePanel {
                title: "manual by weight, 32 cars",
                x_name: "weight (1000 pounds)",
                y_name: "probability of manual",
                x: (1.3, 5.6),
                y: (-0.06, 1.06),
                contours: vec![],
                paths: vec![Path {
                    label: "y = σ(wᵀx)",
                    xs: &weights,
                    ys: manual.as_slice(),
                    dots: false,
                }],
                points: &of_cars,
            },
            LandscapePanel {
                title: &wines_title,
                x_name: &first,
                y_name: &second,
                x: (-2.7, 2.7),
                y: (-1.7, 3.3),
                contours: vec![Contours { label: "y = 0.1, 0.25, 0.75, 0.9", lines: &lines }],
                paths: vec![Path { label: "y = ½", xs: &middle_x, ys: &middle_y, dots: false }],
                points: &of_wines,
            },
        ],
    }
    .svg()
}

/// The rows of a model as points, those ringed that y puts on the wrong side of ½.
fn points(estimate: &Estimate, place: impl Fn(usize) -> (f64, f64)) -> Result<Vec<Point>> {
    let t = estimate.model.t();
    let y = probabilities(estimate.model.x(), &estimate.w)?;
    let point = |i: usize| {
        let (x, height) = place(i);
        Point { x, y: height, class: t[i] as usize, mistake: (y[i] > 0.5) != (t[i] == 1.0) }
    };
    Ok((0..t.len()).map(point).collect())
}

/// Both losses along the line through 0 and the most likely w.
pub fn losses(likely: &Likely) -> Result<Svg> {
    let rs: Vec<f64> = (-300..=300).map(|step| f64::from(step) / 60.0).collect();
    let mut panels = Vec::new();
    for reading in Reading::ALL {
        let mut curves = Vec::new();
        for (label, estimate) in [
            ("manual by weight, 32 cars".to_owned(), &likely.cars),
            (format!("class {} of the wines by two attributes", likely.class), &likely.wines),
        ] {
            let model = estimate.model.read_as(reading);
            let ys: Vec<f64> =
                rs.iter().map(|&r| model.loss(&(r * &estimate.w))).collect::<Result<_>>()?;
            curves.push((label, ys));
        }
        panels.push((reading.name(), curves));
    }
    Curves {
        title: "At r times the most likely w: the squared error is flat where it is wrong",
        columns: 2,
        panels: panels
            .iter()
            .map(|(title, curves)| CurvePanel {
                title,
                x: Axis { name: "r", scale: Scale::Linear },
                y: Axis { name: "loss J", scale: Scale::Linear },
                series: curves.iter().map(|(label, ys)| Series { label, xs: &rs, ys }).collect(),
                levels: vec![],
            })
            .collect(),
    }
    .svg()
}

/// ‖w‖ and J by iterations: separable labels without and with a penalty, and overlapping ones.
pub fn growth(likely: &Likely, separable: &Separable) -> Result<Svg> {
    let path = &separable.growth.path;
    let places: Vec<usize> = (0..=100)
        .map(|step| libm::pow(10.0, f64::from(step) / 20.0).round() as usize)
        .filter(|&place| place < path.losses.len())
        .collect();
    let overlapping = likely.wines.model.descend_to_minimum(0.0, path.losses.len() - 1)?;
    let shown = [
        ("separable", path),
        ("separable, with a penalty", &separable.penalised),
        ("overlapping: two attributes", &overlapping),
    ];
    let mut lines = Vec::new();
    for (label, path) in shown {
        // Descent that came to rest stays where it is.
        let at = |place: usize| place.min(path.losses.len() - 1);
        let lengths: Vec<f64> = places.iter().map(|&k| path.w.column(at(k)).norm()).collect();
        let losses: Vec<f64> = places.iter().map(|&k| path.losses[at(k)]).collect();
        lines.push((label, lengths, losses));
    }
    let iterations: Vec<f64> = places.iter().map(|&place| place as f64).collect();
    let margin = separable.growth.margin;
    // In theory J = 1 / (λγ²k), and ‖w‖ rises by ln k / γ: drawn through its end.
    let falls = separable.growth.learning_rate * margin * margin;
    let loss: Vec<f64> = iterations.iter().map(|&k| 1.0 / (falls * k)).collect();
    let last = places.len() - 1;
    let rise = |&k: &f64| lines[0].1[last] - libm::log(iterations[last] / k) / margin;
    let late: Vec<f64> = iterations.iter().copied().filter(|&k| k >= 200.0).collect();
    let length: Vec<f64> = late.iter().map(rise).collect();
    let panel = |title, name, scale, series| CurvePanel {
        title,
        x: Axis { name: "iterations", scale: Scale::Log10 },
        y: Axis { name, scale },
        series,
        levels: vec![],
    };
    let xs = &iterations[..];
    let mut lengths: Vec<Series> =
        lines.iter().map(|(label, ys, _)| Series { label, xs, ys }).collect();
    lengths.push(Series { label: "rises by ln k / γ", xs: &late, ys: &length });
    let mut losses: Vec<Series> =
        lines.iter().map(|(label, _, ys)| Series { label, xs, ys }).collect();
    losses.push(Series { label: "1 / (λγ²k)", xs, ys: &loss });
    Curves {
        title: &format!(
            "Class {} of the wines: where a plane tells the labels apart, w never arrives",
            likely.class
        ),
        columns: 2,
        panels: vec![
            panel("length of w", "‖w‖", Scale::Linear, lengths),
            panel("loss", "J", Scale::Log10, losses),
        ],
    }
    .svg()
}

/// The perceptron's four mistakes on XOR, and networks with two hidden neurons.
pub fn xor(neurons: &Neurons) -> Result<Svg> {
    let (x, t) = (neurons.alone.x(), neurons.alone.t());
    let ends = (-0.5, 1.5);
    let centre = |cell: usize| ends.0 + (ends.1 - ends.0) * (cell as f64 + 0.5) / CELLS as f64;
    let mut panels = Vec::new();
    for rows in 1..=x.nrows() {
        // The first pass over the first rows ends with w after them.
        let part = (x.rows(0, rows).into_owned(), t.rows(0, rows).into_owned());
        let w = Perceptron::train(&part.0, &part.1, 1)?.w;
        let title = format!("perceptron, w = ({}, {}, {})", w[0], w[1], w[2]);
        let class = move |x: f64, y: f64| usize::from(w[0] + w[1] * x + w[2] * y > 0.0);
        panels.push((title, Box::new(class) as Box<dyn Fn(f64, f64) -> usize>));
    }
    let network = |mlp: Mlp| {
        Box::new(move |x: f64, y: f64| {
            let input = DMatrix::from_row_slice(1, 2, &[x, y]);
            let output = mlp.forward(&input).map_or(f64::NAN, |cache| cache.y[1][(0, 0)]);
            usize::from(output > 0.5)
        }) as Box<dyn Fn(f64, f64) -> usize>
    };
    let learned = neurons.two.iter().find(|trained| trained.steps.is_some());
    let stuck = neurons.two.iter().max_by(|one, other| one.loss.total_cmp(&other.loss));
    let stuck = stuck.filter(|trained| trained.steps.is_none());
    for (title, trained) in
        [("two hidden neurons, learned", learned), ("two hidden neurons, stuck", stuck)]
    {
        if let Some(trained) = trained {
            panels.push((title.into(), network(trained.mlp.clone())));
        }
    }
    let drawn: Vec<(String, Vec<Vec<usize>>, Vec<Point>)> = panels
        .into_iter()
        .map(|(title, class)| {
            let cells = (0..CELLS)
                .map(|row| (0..CELLS).map(|column| class(centre(column), centre(row))).collect())
                .collect();
            let (corners, labels): (_, DVector<f64>) = xor::points();
            let points = (0..4).map(|i| {
                let (x, y, label) = (corners[(i, 0)], corners[(i, 1)], labels[i] as usize);
                Point { x, y, class: label, mistake: class(x, y) != label }
            });
            (title, cells, points.collect())
        })
        .collect();
    Regions {
        title: "XOR: the perceptron goes round for ever, a hidden layer answers",
        x_name: "x₁",
        y_name: "x₂",
        classes: vec!["label 0", "label 1"],
        mistake: "mistaken",
        columns: 3,
        panels: drawn
            .iter()
            .map(|(title, cells, points)| RegionPanel { title, x: ends, y: ends, cells, points })
            .collect(),
    }
    .svg()
}
