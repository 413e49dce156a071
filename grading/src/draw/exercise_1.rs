//! Exercise 1: variants of ReLU.

use serde_json::{Value, json};

use super::random::Random;
use super::{Input, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "1.1" => plain([json!([near(draw)]), json!([wide(draw)])]),
        "1.2" => with_twins(&[0], [json!([near(draw)]), json!([wide(draw)])]),
        "1.3" | "1.5" => plain(parametrised(number, draw)),
        "1.4" | "1.6" => with_twins(&[0], parametrised(number, draw)),
        "1.7" | "1.10" | "1.12" => plain([json!([near(draw)])]),
        "1.8" => plain([json!([far(draw)])]),
        // Where eᵃ is no number any more, too: softplus asks for that.
        "1.9" => with_twins(&[0], [json!([near(draw)]), json!([wide(draw)])]),
        "1.11" | "1.13" => with_twins(&[0], [json!([near(draw)])]),
        "1.14" => plain(dead(draw)),
        _ => unknown(number),
    }
}

/// On both sides of the kink, at it, next to it, and further away. More than a program could
/// remember by heart.
fn near(draw: &mut Random) -> Vec<f64> {
    let mut points: Vec<f64> = (0..24).map(|_| draw.between(-8.0, 8.0)).collect();
    points.extend((0..6).map(|_| draw.real()));
    points.extend([10.0, 20.0].map(|a| draw.between(a, a + 10.0)));
    points.extend([-10.0, -20.0].map(|a| draw.between(a - 10.0, a)));
    points.extend([0.0, 1e-9, -1e-9]);
    draw.shuffle(&mut points);
    points
}

fn wide(draw: &mut Random) -> Vec<f64> {
    vec![draw.between(-1000.0, -800.0), draw.real(), draw.between(800.0, 1000.0)]
}

/// Small and usual parameters, and one above 1, where max(a, slope a) is another function.
fn parametrised(number: &str, draw: &mut Random) -> Vec<Value> {
    let small = if number < "1.5" { draw.between(0.01, 0.3) } else { draw.between(0.3, 0.9) };
    let parameters = [small, draw.between(1.2, 2.0)];
    parameters.into_iter().map(|parameter| json!([near(draw), parameter])).collect()
}

/// Where 1 + eᵃ is 1, where eᵃ is no number, and between.
fn far(draw: &mut Random) -> Vec<f64> {
    let ranges = [
        (-700.0, -200.0),
        (-200.0, -45.0),
        (-45.0, -37.0),
        (-20.0, -10.0),
        (10.5, 19.0),
        (26.0, 60.0),
        (100.0, 700.0),
        (710.0, 1000.0),
    ];
    let mut points: Vec<f64> =
        ranges.into_iter().map(|(low, high)| draw.between(low, high)).collect();
    draw.shuffle(&mut points);
    points
}

/// Rows by the activation values that they are to have: with quarters, all of it is exact.
fn dead(draw: &mut Random) -> Vec<Value> {
    let tiny = 2f64.powi(-21);
    let mut lists: Vec<(Vec<f64>, bool)> = vec![
        (vec![-1.0], false),
        (vec![0.5], false),
        // At 0 the derivative is 0.
        (vec![0.0, -0.5, 0.0], false),
        // One row that is alive is enough: the last, the first, one in the middle, barely.
        (vec![-1.5, -0.25, -2.0, -1.0, 0.75], true),
        (vec![0.5, -0.25, -2.0, -1.0, -0.75], true),
        (vec![-0.5, -0.25, -2.0, -1.0, 1.25, -3.0, -0.5], true),
        (vec![-0.5, -1.25, tiny], true),
        (vec![-0.5, -1.25, -tiny, -0.25], true),
        (vec![-0.5, -1.25, -0.75, -0.25, -2.5, -1.0], false),
        (vec![2.0, 1.25, 0.5, 0.25], false),
    ];
    draw.shuffle(&mut lists);
    let mut cases: Vec<Value> = lists
        .into_iter()
        .map(|(a, ordered)| {
            // With the bias of either sign, so that it decides; the first weight is ±1.
            let d = draw.count(1..=4);
            let quarter = |draw: &mut Random| (draw.real() * 4.0).round() / 4.0;
            let mut w: Vec<f64> = (0..d).map(|_| quarter(draw)).collect();
            w[0] = if draw.coin() { 1.0 } else { -1.0 };
            let b = if draw.coin() { 3.25 } else { -3.25 };
            let mut rows: Vec<Vec<f64>> = a
                .iter()
                .map(|a| {
                    let mut row: Vec<f64> = (0..d).map(|_| quarter(draw)).collect();
                    let rest: f64 = row.iter().zip(&w).skip(1).map(|(x, w)| x * w).sum();
                    row[0] = (a - b - rest) * w[0];
                    row
                })
                .collect();
            if !ordered {
                draw.shuffle(&mut rows);
            }
            json!([rows, w, b])
        })
        .collect();
    // A row of zeros moves b.
    cases.push(json!([[[-1.0, 0.5], [0.0, 0.0], [-2.0, 0.25]], [1.5, 0.25], 0.5]));
    cases
}
