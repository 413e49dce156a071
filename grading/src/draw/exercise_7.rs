//! Exercise 7: the wine model.

use serde_json::{Value, json};

use super::random::Random;
use super::{Input, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "7.1" => plain(splits(draw)),
        "7.2" => {
            // Features of very different sizes; fewer rows than features; one row to test.
            let sizes = [(8, 3, 5), (6, 4, 9), (3, 5, 1)];
            plain(sizes.map(|(n, d, m)| {
                let features: Vec<(f64, f64)> =
                    (0..d).map(|j| ([1.0, 50.0, 2e-10, 8.0, 0.3][j], 3.0 * draw.real())).collect();
                let set = |draw: &mut Random, n: usize| -> Vec<Vec<f64>> {
                    let row = |draw: &mut Random| {
                        features
                            .iter()
                            .map(|(size, middle)| size * (draw.real() + middle))
                            .collect()
                    };
                    (0..n).map(|_| row(draw)).collect()
                };
                json!([set(draw, n), set(draw, m)])
            }))
        }
        "7.3" => plain(constant(draw)),
        "7.4" => plain([(4, 3), (2, 5), (1, 4), (3, 2)].map(|(n, k)| json!([draw.matrix(n, k)]))),
        "7.5" => plain([json!([large(draw)]), json!([large(draw)])]),
        "7.6" => plain([(4, 3), (3, 5), (1, 2), (6, 4)].map(|(n, k)| of_logits(draw, n, k))),
        "7.7" => plain((0..3).map(|_| hopeless(draw))),
        "7.8" => {
            let mut inputs: Vec<Value> =
                [(4, 3), (3, 5), (1, 2), (6, 4)].map(|(n, k)| of_logits(draw, n, k)).into();
            // A class that does not occur, and one that is alone.
            inputs.push(json!([draw.matrix(3, 4), [2, 2, 2]]));
            inputs.push(hopeless(draw));
            with_twins(&[0], inputs)
        }
        "7.9" => plain([2, 3, draw.count(4..=9), draw.count(20..=1000)].map(|k| json!([k]))),
        "7.10" => {
            // Odd and even numbers; no step; so many that their sum is no i32.
            let even = [8..=15, 25_000..=30_000].map(|half| 2 * draw.count(half));
            let steps = [1, 5, even[0], even[0] + 1, 0, even[1]];
            plain(steps.map(|steps| json!([draw.between(0.01, 0.2), draw.real(), steps])))
        }
        "7.11" => plain(labels(draw)),
        "7.12" => plain([(30, 3), (24, 4), (40, 2)].map(|(n, k)| confused(draw, n, k))),
        "7.13" => plain(absent_classes(draw)),
        _ => unknown(number),
    }
}

/// Numbers that are no positions; fractions that are not whole numbers of rows, and some that are,
/// though 1 - fraction is rounded.
fn splits(draw: &mut Random) -> Vec<Value> {
    let mut fractions = vec![(11, 0.25), (178, 0.2), (8, 0.5), (3, 0.99), (10, 0.9), (10, 0.33)];
    // No whole percents.
    fractions.extend([(200, 0.125), (200, 0.375)]);
    fractions.push((draw.count(20..=60), draw.between(0.1, 0.6)));
    let whole = |n: usize, fraction: f64| (fraction * n as f64).fract() < 1e-6;
    fractions
        .into_iter()
        .filter(|(n, fraction)| {
            // In single precision a product next to a whole number may be on its other side.
            let rounded = f64::from(*fraction as f32 * *n as f32);
            let product = fraction * *n as f64;
            whole(*n, *fraction) || rounded.ceil() == product.ceil()
        })
        .map(|(n, fraction)| json!([draw.permutation(n), fraction]))
        .collect()
}

fn constant(draw: &mut Random) -> Vec<Value> {
    let mut cases = vec![];
    for n in [8, 3, 5, 1] {
        let (mut training, mut test) = (draw.matrix(n, 4), draw.matrix(5, 4));
        let easy = (draw.real() * 8.0).round() / 8.0;
        // A square is its own mean for one row, and for a power of two.
        let hard = if [1, 8].contains(&n) { easy } else { not_squared(draw, n) };
        for row in &mut training {
            (row[1], row[3]) = (easy, hard);
        }
        for row in &mut test {
            row[3] *= hard;
        }
        cases.push(json!([training, test]));
    }
    cases
}

/// A number that is the mean of n of it, however it is taken, in both precisions, while the mean of
/// its squares is more than its square: E[x²] - m² divides by the root of a rounding error.
fn not_squared(draw: &mut Random, n: usize) -> f64 {
    let mean = |x: f64| (0..n).map(|_| x).sum::<f64>() / n as f64;
    draw.until(
        |draw| draw.between(100.0, 2000.0),
        |&x| {
            let single = (0..n).map(|_| x as f32).sum::<f32>();
            let exact = mean(x) == x
                && (0..n).map(|_| x).sum::<f64>() * (1.0 / n as f64) == x
                && n as f64 * x / n as f64 == x
                && single / n as f32 == x as f32
                && single * (1.0 / n as f32) == x as f32;
            exact && mean(x * x) - mean(x) * mean(x) > 0.0
        },
    )
}

/// Rows whose largest logits are far apart: large, all far below 0, and one far above the others.
fn large(draw: &mut Random) -> Vec<Vec<f64>> {
    let row = |draw: &mut Random, middle: f64, width: f64| -> Vec<f64> {
        // Quarters, which single precision holds as they are.
        draw.vector(3).into_iter().map(|z| middle + (4.0 * width * z).round() / 4.0).collect()
    };
    let mut rows = [(1000.0, 1.0), (-900.0, 1.0), (700.0, 100.0)]
        .map(|(middle, width)| row(draw, middle, width))
        .to_vec();
    // Neither the first nor the last is the one to be subtracted.
    let far = |z: &Vec<f64>| z[1] - z[0].max(z[2]) > 750.0;
    rows.push(draw.until(|draw| row(draw, 0.0, 900.0), far));
    draw.shuffle(&mut rows);
    rows
}

/// Large logits, and true classes of which one at least has no chance: its softmax is 0.
fn hopeless(draw: &mut Random) -> Value {
    let far = |(z, classes): &(Vec<Vec<f64>>, Vec<usize>)| {
        z.iter().zip(classes).any(|(row, &class)| row.iter().any(|z| z - row[class] > 800.0))
    };
    let (z, classes) = draw.until(|draw| (large(draw), draw.classes(4, 3)), far);
    json!([z, classes])
}

fn of_logits(draw: &mut Random, n: usize, k: usize) -> Value {
    json!([draw.matrix(n, k), draw.classes(n, k)])
}

fn labels(draw: &mut Random) -> Vec<Value> {
    vec![
        confused(draw, 12, 3),
        confused(draw, 25, 4),
        // Classes that do not occur, the last one among them; one row.
        json!([[0, 1, 1, 3], [1, 1, 0, 1], 5]),
        json!([[1], [0], 2]),
    ]
}

/// Every class occurs and is predicted, and no two errors are equally frequent.
fn confused(draw: &mut Random, n: usize, k: usize) -> Value {
    let good = |(truth, predicted): &(Vec<usize>, Vec<usize>)| {
        let count = |i: usize, j: usize| {
            truth.iter().zip(predicted).filter(|pair| *pair == (&i, &j)).count()
        };
        let off = |i: usize| (0..k).filter(move |j| *j != i);
        (0..k).all(|i| count(i, i) > 0)
            && (0..k).any(|i| off(i).any(|j| count(i, j) != count(j, i)))
            && (0..k).all(|i| {
                let row: usize = (0..k).map(|j| count(i, j)).sum();
                let column: usize = (0..k).map(|j| count(j, i)).sum();
                row != column
            })
    };
    let (truth, predicted) = draw.until(
        |draw| {
            let truth = draw.classes(n, k);
            let other = |draw: &mut Random, class: usize| {
                if draw.coin() { class } else { draw.count(0..=k - 1) }
            };
            let predicted = truth.iter().map(|&class| other(draw, class)).collect();
            (truth, predicted)
        },
        good,
    );
    json!([truth, predicted, k])
}

/// A class that is never predicted, one that does not occur, one that is neither, one without a
/// hit.
fn absent_classes(draw: &mut Random) -> Vec<Value> {
    let mut pairs = [(0, 0), (0, 3), (1, 0), (2, 3), (2, 0), (0, 0)];
    draw.shuffle(&mut pairs);
    let (truth, predicted): (Vec<usize>, Vec<usize>) = pairs.into_iter().unzip();
    vec![
        json!([truth, predicted, 5]),
        json!([[0, 1, 0, 1], [1, 0, 1, 0], 2]),
        json!([[1, 1], [1, 1], 3]),
    ]
}
