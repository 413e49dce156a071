//! Functions of one number.

use super::scene::Scene;
use crate::common::Matrix;
use ma6202::activation::Activation;
use ma6202::kernel::elementary::Normal;
use ma6202::oracle::differences;
use ma6202_formula::Symbols;

pub fn letters((file, item, number): (&str, &str, usize)) -> Option<Vec<Symbols>> {
    if number > 0 {
        return None;
    }
    if file.starts_with("src/activation/") {
        return Some(activation(item));
    }
    let scenes: Vec<Scene> = match (file, item) {
        ("src/kernel/elementary/normal.rs", "Normal") => [-3.0, -0.5, 0.0, 2.0]
            .map(|x| {
                let phi = |x: f64| Normal::at(x).distribution().round();
                Scene::new().number("x", x).function(r"\Phi", phi)
            })
            .into(),
        ("src/oracle/exact/differences.rs", "differences") => [-1.0, 0.3, 0.9]
            .map(|x| {
                let f = |x: &Matrix| x[(0, 0)].exp() * (40.0 * x[(0, 0)]).sin();
                let g = differences(f, &Matrix::from_element(1, 1, x))[(0, 0)];
                let scene = Scene::new().numbers([("x", x), ("h", 1.0 / 256.0), ("g", g)]);
                scene.define(r"f(x) = e^x \sin(40 x)")
            })
            .into(),
        _ => return None,
    };
    Some(scenes.into_iter().map(Scene::end).collect())
}

/// f as its own code computes it, on both sides of every kink and at it.
fn activation(item: &str) -> Vec<Symbols> {
    let is_it = |f: &&Activation| f.name().replace('-', "_") == item;
    // With parameters that are not 1.
    let f = match Activation::ALL.iter().find(is_it).unwrap() {
        Activation::Elu { .. } => Activation::Elu { alpha: 0.7 },
        Activation::Celu { .. } => Activation::Celu { alpha: 0.7 },
        Activation::Softplus { .. } => Activation::Softplus { beta: 0.7 },
        f => *f,
    };
    [-4.0, -3.0, -1.5, 0.0, 0.5, 3.0, 7.0]
        .map(|a| {
            let scene = Scene::new().number("a", a).function("f", move |a| f.value(a)).sigma();
            f.symbols()
                .into_iter()
                .fold(scene, |scene, (name, value)| scene.number(name, value))
                .end()
        })
        .into()
}
