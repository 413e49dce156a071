//! Exercise 3: boxes.

use super::cases::sigmoid;
use super::{Cases, Check, Lost, Text, Tolerance, Value};
use crate::answers::Answers;
use crate::answers::exercise_3::Network;

pub const CHECKS: &[Check] = &[
    Check {
        number: "3.1",
        points: 2,
        text: Text {
            es: "La caja: su altura adentro, 0 afuera",
            en: "The box: its height inside, 0 outside",
        },
        hint: Text {
            es: "Una neurona sube en a, la otra baja en b",
            en: "One neuron goes up at a, the other down at b",
        },
        needs: &[],
        run: boxcar,
    },
    Check {
        number: "3.2",
        points: 1,
        text: Text { es: "La caja en sus bordes", en: "The box at its edges" },
        hint: Text {
            es: "En cada borde la función logística vale 1/2 y su derivada es s/4",
            en: "At each edge the logistic function is 1/2, and its derivative s/4",
        },
        needs: &["3.1"],
        run: boxcar,
    },
    Check {
        number: "3.3",
        points: 1,
        text: Text { es: "El error de un borde", en: "The error of one edge" },
        hint: Text {
            es: "La integral tiene dos mitades iguales, cada una la integral de 1/(1 + eᵘ)",
            en: "The integral has two equal halves, each an integral of 1/(1 + eᵘ)",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare_within(Tolerance::OfEach, |(height, steepness)| {
                (answers.step_error)(height, steepness)
            })
        },
    },
    Check {
        number: "3.4",
        points: 2,
        text: Text {
            es: "Una suma de cajas para una función",
            en: "A sum of boxes for a function",
        },
        hint: Text {
            es: "n cajas del mismo ancho, cada una con la altura de g en su punto medio",
            en: "n boxes of equal width, each as high as g in its middle",
        },
        needs: &["3.1"],
        run: |cases, answers| {
            cases.compare(|(g, a, b, n, steepness, points): (String, _, _, _, _, Vec<_>)| {
                evaluate(&(answers.sum_of_boxes)(function(&g), a, b, n, steepness), &points)
            })
        },
    },
];

fn function(name: &str) -> fn(f64) -> f64 {
    match name {
        "square" => |x| x * x,
        "sine" => f64::sin,
        _ => panic!("no function is called {name}"),
    }
}

/// The outputs of the network; what it is made of if its parts do not fit.
fn evaluate(network: &Network, points: &[f64]) -> Value {
    let Network { w, b, v, c } = network;
    if b.len() != w.len() || v.len() != w.len() {
        return vec![w.clone(), b.clone(), v.clone(), vec![*c]].into();
    }
    let neuron = |j: usize, x: f64| v[j] * sigmoid(w[j] * x + b[j]);
    let y = |&x| c + (0..w.len()).map(|j| neuron(j, x)).sum::<f64>();
    points.iter().map(y).collect::<Vec<f64>>().into()
}

fn boxcar(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(a, b, height, steepness, points): (_, _, _, _, Vec<_>)| {
        evaluate(&(answers.boxcar)(a, b, height, steepness), &points)
    })
}
