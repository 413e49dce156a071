//! Exercise 3: boxes.

use serde_json::{Value, json};

use super::random::Random;
use super::{Input, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "3.1" => (0..3).map(|_| steep(draw)).collect(),
        "3.2" => {
            [(2.0, 5.0), (4.0, 9.0), (0.3, 0.9)].map(|(low, high)| soft(draw, low, high)).into()
        }
        "3.3" => {
            // Of either sign; steep and soft.
            let (down, up) = (-draw.between(0.5, 3.0), draw.between(1.5, 3.0));
            with_twins(
                &[0, 1],
                [
                    json!([up, draw.between(2.0, 9.0)]),
                    json!([down, draw.between(0.2, 0.8)]),
                    json!([draw.real(), draw.between(100.0, 900.0)]),
                ],
            )
        }
        "3.4" => {
            let sizes = [("square", 1), ("sine", 4), ("cube", 3), ("exponential", 10)];
            let mut sums: Vec<Input> = sizes.into_iter().map(|(g, n)| sum(draw, g, n)).collect();
            // g is 0 in a middle; and ten widths are not the whole, but for rounding.
            let at = vec![-2.0, -1.1, -0.5, 0.1, 0.5, 0.95, 1.0, 1.7];
            let symmetric = json!(["cube", -1.5, 1.5, 3, draw.between(5.0, 20.0)]);
            let tenths = json!(["square", 0.0, 1.0, 10, draw.between(5.0, 20.0)]);
            // Between positive numbers.
            let positive = json!(["cube", 0.5, 1.7, 2, draw.between(5.0, 20.0)]);
            sums.extend(
                [symmetric, tenths, positive]
                    .map(|inputs| Input { at: at.clone(), ..inputs.into() }),
            );
            sums
        }
        _ => unknown(number),
    }
}

fn edges(draw: &mut Random) -> (f64, f64) {
    let a = draw.between(-2.0, 1.0);
    (a, a + draw.between(0.6, 2.5))
}

/// Steep edges, seen from so far away that only the height is left.
fn steep(draw: &mut Random) -> Input {
    let (a, b) = edges(draw);
    let at =
        vec![-1000.0, a - 2.0, a - 0.2, a + 0.2, (a + b) / 2.0, b - 0.2, b + 0.2, b + 3.0, 1e3];
    Input { at, ..json!([a, b, 1.5 * draw.real(), draw.between(300.0, 500.0)]).into() }
}

/// Soft edges, at them and next to them.
fn soft(draw: &mut Random, low: f64, high: f64) -> Input {
    let (a, b) = edges(draw);
    let at = vec![a, b, a + 0.1, a - 0.3, b - 0.1, b + 0.2, (a + b) / 2.0];
    Input { at, ..json!([a, b, 1.5 * draw.real(), draw.between(low, high)]).into() }
}

/// Not so steep that it does not matter where an edge is; away from 0, for an even function.
fn sum(draw: &mut Random, g: &str, n: usize) -> Input {
    let a = draw.between(-1.5, -0.2);
    let b = a + draw.between(1.0, 2.5);
    let at = (0..9).map(|k| a - 0.3 + f64::from(k) / 8.0 * (b - a + 0.6)).collect();
    let inputs: Value = json!([g, a, b, n, draw.between(5.0, 20.0)]);
    Input { at, ..inputs.into() }
}
