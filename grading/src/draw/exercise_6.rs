//! Exercise 6: backpropagation.

use serde_json::{Value, json};

use super::random::Random;
use super::{Input, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "6.1" => plain(networks(draw).into_iter().map(|net| json!([net.layers, net.x]))),
        "6.2" => plain(
            [(4, 3), (6, 2), (1, 4), (5, 1)]
                .map(|(n, k)| json!([draw.matrix(n, k), draw.matrix(n, k)])),
        ),
        "6.3" => plain(
            [(4, 3, "tanh"), (2, 5, "softsign"), (1, 2, "tanh"), (3, 3, "identity")]
                .map(|(n, k, f)| json!([draw.matrix(n, k), draw.matrix(n, k), f])),
        ),
        // The next layer as wide, narrower, wider.
        "6.4" => plain(
            [(3, 4, 4, "softsign"), (5, 2, 3, "tanh"), (1, 4, 2, "tanh"), (2, 3, 1, "identity")]
                .map(|(n, width, after, f)| {
                    let (delta, w) = (draw.matrix(n, after), draw.matrix(width, after));
                    json!([delta, w, draw.matrix(n, width), f])
                }),
        ),
        "6.5" => plain(
            [(6, 3, 4), (4, 4, 4), (1, 2, 5), (3, 5, 1)]
                .map(|(n, width, after)| json!([draw.matrix(n, width), draw.matrix(n, after)])),
        ),
        "6.6" => {
            let sizes = [(6, 4), (4, 4), (1, 5), (3, 1)];
            plain(sizes.map(|(n, k)| json!([draw.matrix(n, k)])))
        }
        "6.7" => with_twins(
            &[1, 2],
            networks(draw).into_iter().map(|net| json!([net.layers, net.x, net.t])),
        ),
        "6.8" => plain(
            networks(draw)
                .into_iter()
                .map(|net| json!([net.layers, net.x, net.t, draw.between(0.2, 0.5)])),
        ),
        _ => unknown(number),
    }
}

struct Network {
    layers: Vec<Value>,
    x: Vec<Vec<f64>>,
    t: Vec<Vec<f64>>,
}

/// Several layers with different f, all of one width, one layer, one row, one neuron.
fn networks(draw: &mut Random) -> Vec<Network> {
    let shapes: [(usize, &[usize], &[&str]); 5] = [
        (5, &[3, 6, 4, 2], &["tanh", "softsign", "identity"]),
        (4, &[2, 5, 5, 3, 6], &["softsign", "tanh", "softsign", "tanh"]),
        (3, &[3, 3, 3, 3], &["tanh", "softsign", "softsign"]),
        (4, &[3, 2], &["tanh"]),
        (1, &[2, 4, 1], &["softsign", "tanh"]),
    ];
    shapes
        .map(|(n, widths, names)| Network {
            layers: widths
                .windows(2)
                .zip(names)
                .map(|(ends, f)| {
                    // So small that no f is flat where it is used.
                    let smaller = |x: f64| x / (1.0 + ends[0] as f64).sqrt();
                    let w = draw.matrix(ends[0], ends[1]);
                    let w: Vec<Vec<f64>> =
                        w.into_iter().map(|row| row.into_iter().map(smaller).collect()).collect();
                    json!({ "w": w, "b": draw.vector(ends[1]), "f": f })
                })
                .collect(),
            x: draw.matrix(n, widths[0]),
            t: draw.matrix(n, widths[widths.len() - 1]),
        })
        .into()
}
