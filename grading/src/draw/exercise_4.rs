//! Exercise 4: linear regression.

use nalgebra::{DMatrix, DVector};
use serde_json::{Value, json};
use starter::answers::exercise_4::{
    descent_to, largest_rate, least_squares, squared_error, squared_error_gradient,
};

use super::random::Random;
use super::{Input, matrix, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "4.1" => plain(shapes(draw).into_iter().map(|p| json!([p.x, p.t, p.start]))),
        "4.2" => {
            with_twins(&[0, 1, 2], shapes(draw).into_iter().map(|p| json!([p.x, p.t, p.start])))
        }
        "4.3" => plain(descents(draw)),
        "4.4" => plain(thresholds(draw)),
        "4.5" => {
            let mut problems: Vec<Value> = [(7, 3), (9, 4), (4, 1), (3, 3)]
                .map(|(n, d)| regular(draw, n, d))
                .map(|p| json!([p.x, p.t]))
                .into();
            // Columns of very different sizes, which is no reason to stop.
            let mut p = regular(draw, 8, 3);
            p.x.iter_mut().for_each(|row| row[1] *= 100.0);
            problems.push(json!([p.x, p.t]));
            plain(problems)
        }
        // Small numbers, too: what is left out for being small has to be small beside others.
        "4.6" => plain([1.0, 1.0, 1e-5].map(|size| nearly_dependent(draw, size))),
        "4.7" => {
            let mut inputs: Vec<Value> = [(7, 3), (5, 2), (9, 4), (6, 1), (1, 3)]
                .map(|(n, d)| json!([gap(draw, n, d)]))
                .into();
            let large: Vec<Vec<f64>> = scaled(gap(draw, 8, 3), 30.0);
            inputs.push(json!([large]));
            inputs.push(json!([scaled(gap(draw, 6, 2), 1e-3)]));
            // The largest eigenvalue belongs to (1, -1), to the second axis.
            let large = draw.between(1.5, 3.0);
            inputs.push(json!([[[large, -large], [0.5, 0.5], [-large, large]]]));
            inputs.push(json!([[[1.0, 0.0], [0.0, draw.between(2.0, 4.0)], [0.5, 0.0]]]));
            plain(inputs)
        }
        "4.8" => plain(epochs(draw)),
        _ => unknown(number),
    }
}

/// Rows, targets, and where a descent starts.
struct Problem {
    x: Vec<Vec<f64>>,
    t: Vec<f64>,
    start: Vec<f64>,
}

impl Problem {
    fn x(&self) -> DMatrix<f64> {
        matrix(&self.x)
    }

    fn t(&self) -> DVector<f64> {
        DVector::from_row_slice(&self.t)
    }

    fn start(&self) -> DVector<f64> {
        DVector::from_row_slice(&self.start)
    }

    fn loss(&self) -> f64 {
        squared_error(&self.x(), &self.t(), &self.start())
    }

    /// A step size that converges, of three digits.
    fn rate(&self, fraction: f64) -> f64 {
        let rate = fraction * largest_rate(&self.x());
        let unit = 10f64.powf(rate.log10().floor() - 2.0);
        (rate / unit).round() * unit
    }
}

fn scaled(rows: Vec<Vec<f64>>, factor: f64) -> Vec<Vec<f64>> {
    rows.into_iter().map(|row| row.into_iter().map(|x| x * factor).collect()).collect()
}

fn problem(draw: &mut Random, n: usize, d: usize) -> Problem {
    Problem { x: draw.matrix(n, d), t: draw.vector(n), start: draw.vector(d) }
}

/// The columns are linearly independent, and far from not being so.
fn regular(draw: &mut Random, n: usize, d: usize) -> Problem {
    draw.until(
        |draw| problem(draw, n, d),
        |problem| {
            let singular = problem.x().singular_values();
            singular.max() < 12.0 * singular.min()
        },
    )
}

/// One row, one column, more columns than rows, and targets so large that J is much larger than its
/// gradient, where differences of J lose their digits. What f32 rounds away is not asked for: the
/// gradient is no smaller than a tenth of the terms that it is the sum of.
fn shapes(draw: &mut Random) -> Vec<Problem> {
    let full = |problem: &Problem| {
        let gradient = squared_error_gradient(&problem.x(), &problem.t(), &problem.start());
        gradient.amax() > 0.2 * problem.t().amax().max(1.0)
    };
    let mut all: Vec<Problem> = [(7, 3), (5, 2), (1, 4), (9, 4), (6, 1)]
        .map(|(n, d)| draw.until(|draw| problem(draw, n, d), full))
        .into();
    let mut large = draw.until(|draw| problem(draw, 8, 3), full);
    large.t.iter_mut().for_each(|t| *t *= 1e6);
    all.push(large);
    // A row that comes twice counts twice.
    let mut twice = draw.until(|draw| problem(draw, 4, 2), full);
    twice.x.push(twice.x[0].clone());
    twice.t.push(twice.t[0]);
    all.push(twice);
    all
}

/// No step, one, several; one row; large targets; next to the minimiser, where little happens.
fn descents(draw: &mut Random) -> Vec<Value> {
    let sizes = [(7, 3, 7), (9, 4, 1), (5, 2, 0), (6, 3, 12), (1, 2, 3), (8, 1, 5)];
    let mut cases: Vec<Value> = sizes
        .map(|(n, d, steps)| {
            let problem = regular_or_one(draw, n, d);
            let rate = problem.rate(draw.between(0.2, 0.8));
            json!([problem.x, problem.t, problem.start, rate, steps])
        })
        .into();
    let mut large = regular(draw, 8, 3);
    large.t.iter_mut().for_each(|t| *t *= 1e4);
    let rate = large.rate(0.3);
    cases.push(json!([large.x, large.t, large.start, rate, 4]));
    // Next to the minimiser, where steps are short and still not done.
    let mut near = regular(draw, 7, 2);
    let minimiser = least_squares(&near.x(), &near.t());
    near.start = minimiser.iter().map(|w| w + 4e-4 * draw.real()).collect();
    let rate = near.rate(0.25);
    cases.push(json!([near.x, near.t, near.start, rate, 15]));
    // A rate that diverges is a rate.
    let diverging = regular(draw, 6, 2);
    let rate = diverging.rate(1.3);
    cases.push(json!([diverging.x, diverging.t, diverging.start, rate, 5]));
    cases
}

fn regular_or_one(draw: &mut Random, n: usize, d: usize) -> Problem {
    if n > d { regular(draw, n, d) } else { problem(draw, n, d) }
}

/// Thresholds that are reached after some steps, at once, exactly, and never; J between two steps
/// is far from them, so that no rounding moves the count.
fn thresholds(draw: &mut Random) -> Vec<Value> {
    let mut cases = vec![];
    for steps in [1, 2, 5, 9] {
        let reach = |problem: &Problem, steps| {
            let rate = problem.rate(0.25);
            let to = descent_to(&problem.x(), &problem.t(), &problem.start(), rate, 0.0, steps);
            squared_error(&problem.x(), &problem.t(), &to.0)
        };
        let problem = draw.until(
            |draw| regular(draw, 8, 3),
            |problem| reach(problem, steps) < 0.96 * reach(problem, steps - 1),
        );
        let threshold = (reach(&problem, steps) * reach(&problem, steps - 1)).sqrt();
        let (rate, limit) = (problem.rate(0.25), draw.count(30..=60));
        cases.push(json!([problem.x, problem.t, problem.start, rate, threshold, limit]));
    }
    // As low as that already; never so low; no step allowed.
    let easy = regular(draw, 6, 2);
    let (rate, loss) = (easy.rate(0.4), easy.loss());
    cases.push(json!([easy.x, easy.t, easy.start, rate, 1.5 * loss, 10]));
    cases.push(json!([easy.x, easy.t, easy.start, rate, 0.0, 6]));
    cases.push(json!([easy.x, easy.t, easy.start, rate, 0.0, 0]));
    // J rises: neither the threshold nor the last step allowed.
    let rising = easy.rate(1.2);
    cases.push(json!([easy.x, easy.t, easy.start, rising, 0.0, 7]));
    // J is the threshold: integers, and four rows, so that it is exact in every order.
    let exact = draw.until(
        |draw| {
            let integer = |draw: &mut Random| draw.real().round();
            Problem {
                x: (0..4).map(|_| vec![integer(draw), integer(draw)]).collect(),
                t: (0..4).map(|_| 3.0 * integer(draw)).collect(),
                start: vec![integer(draw), integer(draw)],
            }
        },
        |problem| problem.loss() > 1.0 && problem.x().singular_values().min() > 0.5,
    );
    cases.push(json!([exact.x, exact.t, exact.start, exact.rate(0.4), exact.loss(), 10]));
    // And it is 0, at the minimiser.
    let t: Vec<f64> = (exact.x() * exact.start()).iter().copied().collect();
    cases.push(json!([exact.x, t, exact.start, exact.rate(0.4), 0.0, 5]));
    cases
}

/// A third column that is the first but for 2e-7: the normal equations lose all digits, QR half of
/// them, and singular values below a millionth are none to be left out.
fn nearly_dependent(draw: &mut Random, size: f64) -> Value {
    let n = draw.count(7..=9);
    let w = draw.vector(3);
    let x: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let first = i as f64 + draw.between(0.5, 1.4);
            vec![first, 1.0, first + 2e-7 * draw.real()]
        })
        .collect();
    // Next to no residual: it would be lost squared.
    let t: Vec<f64> = x
        .iter()
        .map(|row| row.iter().zip(&w).map(|(x, w)| x * w).sum::<f64>() + 2e-8 * draw.real())
        .collect();
    json!([scaled(x, size), t])
}

/// The largest eigenvalue stands alone, so that iterations that find it are done soon.
fn gap(draw: &mut Random, n: usize, d: usize) -> Vec<Vec<f64>> {
    draw.until(
        |draw| draw.matrix(n, d),
        |rows| {
            let mut singular: Vec<f64> = matrix(rows).singular_values().iter().copied().collect();
            singular.sort_by(|a, b| b.total_cmp(a));
            singular.len() < 2 || singular[1] < 0.85 * singular[0]
        },
    )
}

/// Batches of different sizes, rows in no order, one left out, one in two batches, one twice in
/// one of them.
fn epochs(draw: &mut Random) -> Vec<Value> {
    let mut case = |n: usize, d: usize, fraction: f64, batches: Vec<Vec<usize>>| {
        let problem = regular(draw, n, d);
        let rate = problem.rate(fraction);
        json!([problem.x, problem.t, problem.start, rate, batches])
    };
    vec![
        case(9, 4, 0.15, vec![vec![4, 0, 7], vec![2], vec![8, 1]]),
        case(7, 3, 0.15, vec![vec![6, 5, 4, 3], vec![2, 1, 0]]),
        case(8, 2, 0.15, vec![vec![3, 3, 1], vec![1, 7], vec![5]]),
        case(6, 2, 0.15, vec![vec![2, 0, 1, 5, 4, 3]]),
        case(5, 2, 0.15, vec![vec![4], vec![2], vec![0], vec![1], vec![3]]),
        case(5, 2, 0.15, vec![]),
        // A rate that diverges is a rate.
        case(6, 2, 1.5, vec![vec![1, 0, 2], vec![5, 3, 4], vec![0, 1, 5]]),
    ]
}
