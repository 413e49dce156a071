//! Exercise 5: logistic regression.

use nalgebra::DVector;
use serde_json::{Value, json};
use starter::answers::exercise_5::{
    cross_entropy, cross_entropy_gradient, logistic_descent, logistic_squared_error_gradient,
    perceptron,
};

use super::random::Random;
use super::{Input, matrix, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "5.1" => plain([json!([near(draw)])]),
        "5.2" => {
            plain([json!([[-1000.0, draw.between(-900.0, -40.0), draw.real(), 40.0, 1000.0]])])
        }
        "5.3" => with_twins(&[0], [json!([near(draw)])]),
        "5.4" => plain(shapes(draw, 1.0).into_iter().map(at_weights)),
        "5.5" => plain(shapes(draw, 400.0).into_iter().map(at_weights)),
        "5.6" | "5.7" => with_twins(&[0, 2], shapes(draw, 1.0).into_iter().map(at_weights)),
        "5.8" => {
            let problems = shapes(draw, 1.0).into_iter().zip([7, 0, 1, 20, 3, 5]);
            let mut inputs: Vec<Value> = problems
                .map(|(Problem { x, t, w }, steps)| json!([x, t, w, draw.between(0.3, 1.5), steps]))
                .collect();
            // All rows are on their side already: there is still something to descend.
            let x = [[draw.between(0.5, 2.0)], [-draw.between(0.5, 2.0)]];
            inputs.push(json!([x, [1.0, 0.0], [draw.between(0.3, 0.9)], 0.7, 6]));
            // Next to the minimiser, where J hardly falls any more, there is, too.
            let x: Vec<Vec<f64>> =
                [1.0, -1.0, 0.5, 2.0].map(|x| vec![x * draw.between(0.8, 1.2)]).into();
            let t = [1.0, 0.0, 0.0, 1.0];
            let zero = DVector::zeros(1);
            let minimiser =
                logistic_descent(&matrix(&x), &DVector::from_row_slice(&t), &zero, 1.0, 2000);
            inputs.push(json!([x, t, [minimiser[0] + 0.02], 1.0, 8]));
            inputs.push(overshooting(draw));
            plain(inputs)
        }
        "5.9" => plain(separable(draw)),
        "5.10" => plain([Value::Null]),
        _ => unknown(number),
    }
}

/// A rate at which J rises in the second step: w is what it is.
fn overshooting(draw: &mut Random) -> Value {
    let (x, t) = ([[1.0], [-1.0], [2.0]], [1.0, 0.0, 0.0]);
    let (start, rate) = draw.until(
        |draw| (draw.real(), draw.between(5.0, 8.0)),
        |&(start, rate)| {
            let (x, t) = (matrix(&x.map(Vec::from)), DVector::from_row_slice(&t));
            let start = DVector::from_element(1, start);
            let after = |steps| logistic_descent(&x, &t, &start, rate, steps);
            let [first, second, third] = [0, 1, 2].map(|k| cross_entropy(&x, &t, &after(k)));
            third > 1.05 * second.min(first)
        },
    );
    json!([x, t, [start], rate, 2])
}

fn near(draw: &mut Random) -> Vec<f64> {
    let mut points: Vec<f64> = (0..24).map(|_| draw.between(-8.0, 8.0)).collect();
    // Where it is nearly 0 or 1, and not there yet.
    points.extend([0.0, 10.25, -10.25]);
    draw.shuffle(&mut points);
    points
}

struct Problem {
    x: Vec<Vec<f64>>,
    t: Vec<f64>,
    w: Vec<f64>,
}

fn at_weights(Problem { x, t, w }: Problem) -> Value {
    json!([x, t, w])
}

/// One row, one column, all of one class; in each, activation values up to this size, on the right
/// side of 0 and on the wrong one. Both gradients are well away from 0.
fn shapes(draw: &mut Random, size: f64) -> Vec<Problem> {
    let good = |Problem { x, t, w }: &Problem| {
        let (x, t) = (matrix(x), DVector::from_row_slice(t));
        let w = DVector::from_row_slice(w);
        let a = &x * &w;
        // What is far from 0 is on the wrong side in some row: J is as large as that.
        let wrong =
            a.iter().zip(t.iter()).any(|(a, t)| a.abs() > 0.2 * size && (*a > 0.0) != (*t > 0.5));
        let gradients = [cross_entropy_gradient, logistic_squared_error_gradient];
        wrong && (size > 1.0 || gradients.iter().all(|gradient| gradient(&x, &t, &w).amax() > 0.05))
    };
    let mut all: Vec<Problem> =
        [(6, 3, false), (1, 2, false), (9, 4, false), (5, 1, false), (4, 2, true)]
            .map(|(n, d, one_class)| {
                draw.until(
                    |draw| {
                        let one = draw.coin();
                        let label = |draw: &mut Random| {
                            f64::from(if one_class { one } else { draw.coin() })
                        };
                        Problem {
                            x: draw.matrix(n, d),
                            t: (0..n).map(|_| label(draw)).collect(),
                            w: draw.vector(d).into_iter().map(|w| w * size).collect(),
                        }
                    },
                    good,
                )
            })
            .into();
    // Where many a descent starts.
    let (x, t) = (draw.matrix(3, 2), vec![1.0, 0.0, 1.0]);
    all.push(Problem { x, t, w: vec![0.0, 0.0] });
    all
}

/// Classes that a plane through 0 separates.
fn separable(draw: &mut Random) -> Vec<Value> {
    let mut cases = vec![];
    // Whoever takes 0 for the positive side ends with wᵀx = 0 in a row with t = 1. The last row
    // decides as much as the first.
    let corner =
        [(vec![draw.count(1..=3) as f64, 0.0], 0.0), (vec![0.0, draw.count(1..=3) as f64], 1.0)];
    cases.push(case(&corner, 50));
    cases.push(case(&[corner[1].clone(), corner[0].clone()], 50));
    // The first column is the bias: another one, that is thrown away, would take half of it.
    let biased = draw.until(
        |draw| {
            let mut rows: Vec<(Vec<f64>, f64)> = (0..8)
                .map(|i| match i % 2 {
                    0 => (vec![1.0, draw.between(1.3, 2.0)], 1.0),
                    _ => (vec![1.0, draw.between(0.5, 0.8)], 0.0),
                })
                .collect();
            draw.shuffle(&mut rows);
            rows
        },
        |rows| {
            let with_another = rows.iter().map(|(row, t)| ([&row[..], &[1.0]].concat(), *t));
            let w = trained(&with_another.collect::<Vec<_>>(), 2000);
            !separates(&w.rows(0, 2).into_owned(), rows)
        },
    );
    cases.push(case(&biased, 2000));
    for (n, d) in [(10, 3), (14, 4)] {
        let w = draw.vector(d);
        let rows: Vec<(Vec<f64>, f64)> = (0..n)
            .map(|_| {
                let row = draw.until(|draw| draw.vector(d), |row| dot(row, &w).abs() > 0.4);
                let t = f64::from(dot(&row, &w) > 0.0);
                (row, t)
            })
            .collect();
        cases.push(case(&rows, 1000));
    }
    // A row far away on its right side: least squares turns to it, and leaves others behind.
    let outlier = draw.until(
        |draw| {
            let mut rows: Vec<(Vec<f64>, f64)> = (0..8)
                .map(|i| {
                    let v = draw.between(0.3, 1.0);
                    if i < 4 { (vec![1.0, v], 1.0) } else { (vec![1.0, -v], 0.0) }
                })
                .collect();
            rows.push((vec![1.0, draw.between(15.0, 25.0)], 1.0));
            draw.shuffle(&mut rows);
            rows
        },
        |rows| {
            [0.0, 0.5].iter().all(|&middle| !separates(&least_squares(rows, middle), rows))
                && separates(&trained(rows, 200), rows)
        },
    );
    cases.push(case(&outlier, 3000));
    // Two classes that are so near to each other that a hundred passes are not enough. Each has two
    // corrections or more, so that there are more of those than passes allowed.
    let passes = |rows: &[_]| {
        let enough = |passes: usize| separates(&trained(rows, passes), rows);
        (110..=400).find(|&passes| enough(passes)).filter(|_| !enough(109))
    };
    let near = draw.until(
        |draw| {
            let gap = draw.between(0.04, 0.07);
            let mut rows: Vec<(Vec<f64>, f64)> = (0..3)
                .flat_map(|_| {
                    let v = draw.between(0.5, 1.5);
                    [(vec![v, v + gap], 1.0), (vec![v, v - gap], 0.0)]
                })
                .collect();
            draw.shuffle(&mut rows);
            rows
        },
        |rows| separates(&trained(rows, 400), rows) && passes(rows).is_some(),
    );
    cases.push(case(&near, passes(&near).expect("it was drawn so") * 3 / 2));
    cases
}

fn case(rows: &[(Vec<f64>, f64)], max_passes: usize) -> Value {
    let (x, t): (Vec<_>, Vec<_>) = rows.iter().cloned().unzip();
    json!([x, t, max_passes])
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn separates(w: &DVector<f64>, rows: &[(Vec<f64>, f64)]) -> bool {
    rows.iter().all(|(row, t)| f64::from(dot(row, w.as_slice()) > 0.0) == *t)
}

fn trained(rows: &[(Vec<f64>, f64)], max_passes: usize) -> DVector<f64> {
    let (x, t): (Vec<_>, Vec<_>) = rows.iter().cloned().unzip();
    perceptron(&matrix(&x), &DVector::from_vec(t), max_passes)
}

fn least_squares(rows: &[(Vec<f64>, f64)], middle: f64) -> DVector<f64> {
    let (x, t): (Vec<_>, Vec<_>) = rows.iter().cloned().unzip();
    let t: Vec<f64> = t.into_iter().map(|t: f64| t - middle).collect();
    starter::answers::exercise_4::least_squares(&matrix(&x), &DVector::from_vec(t))
}
