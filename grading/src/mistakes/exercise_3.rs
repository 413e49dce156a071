//! Mistakes in exercise 3: boxes.

use starter::answers::exercise_3::Network;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(boxcar loses ["3.1", "3.2", "3.4"],
        "Los signos están cambiados: la caja es un hoyo",
        "The signs are swapped: the box is a hole",
        |a, b, height, s| (SOLUTION.boxcar)(a, b, -height, s)
    ),
    mistake!(boxcar loses ["3.1", "3.2", "3.4"],
        "El sesgo es -s·a: la neurona debe valer 1/2 en x = a",
        "The bias is -s·a: the neuron must be 1/2 at x = a",
        |a, b, height, s| (SOLUTION.boxcar)(-a, -b, height, s)
    ),
    mistake!(boxcar loses ["3.1", "3.2", "3.4"],
        "Falta restar la segunda neurona: las dos suman",
        "The second neuron is not subtracted: both add",
        |a, b, height, s| Network { v: vec![height, height], ..(SOLUTION.boxcar)(a, b, height, s) }
    ),
    mistake!(boxcar loses ["3.2"],
        "La derivada en el borde es s/4, y con 4s sería s",
        "The derivative at the edge is s/4, and with 4s it would be s",
        |a, b, height, s| (SOLUTION.boxcar)(a, b, height, 4.0 * s)
    ),
    mistake!(boxcar loses ["3.1", "3.2", "3.4"],
        "El sesgo no lleva la pendiente: s (x - a) = s x - s a",
        "The bias lacks the steepness: s (x - a) = s x - s a",
        |a, b, height, s| Network { b: vec![-a, -b], ..(SOLUTION.boxcar)(a, b, height, s) }
    ),
    mistake!(step_error loses ["3.3"],
        "Falta uno de los dos lados del borde",
        "One of the two sides of the edge is missing",
        |height, s| height.abs() * std::f64::consts::LN_2 / s
    ),
    mistake!(step_error loses ["3.3"],
        "Un error no es negativo: |A|",
        "An error is not negative: |A|",
        |height, s| 2.0 * height * std::f64::consts::LN_2 / s
    ),
    mistake!(sum_of_boxes loses ["3.4"],
        "La altura es la de g en el medio, no en el borde izquierdo",
        "The height is that of g in the middle, not at the left edge",
        |g, a, b, n, s| {
            let half = 0.5 * (b - a) / n as f64;
            let heights = (SOLUTION.sum_of_boxes)(g, a - half, b - half, n, s).v;
            Network { v: heights, ..(SOLUTION.sum_of_boxes)(g, a, b, n, s) }
        }
    ),
    mistake!(sum_of_boxes loses ["3.4"],
        "Falta la última caja",
        "The last box is missing",
        |g, a, b, n, s| (SOLUTION.sum_of_boxes)(g, a, b - (b - a) / n as f64, n - 1, s)
    ),
    mistake!(sum_of_boxes loses ["3.4"],
        "Las alturas no se promedian: cada caja tiene la de g",
        "The heights are no mean: each box is as high as g",
        |g, a, b, n, s| {
            let sum = (SOLUTION.sum_of_boxes)(g, a, b, n, s);
            Network { v: sum.v.iter().map(|v| v / n as f64).collect(), ..sum }
        }
    ),
];
