//! The boxcar network.

use super::scene::Scene;
use crate::common::{Matrix, Vector};
use ma6202::boxcar::derivation::{ApproximationAt, BoxcarAt};
use ma6202::boxcar::search::SAMPLES;
use ma6202::boxcar::{Approximation, Boxcar, Search, Target};
use ma6202::estimate::Subject;
use ma6202::mlp::Mlp;
use ma6202_formula::Symbols;

pub fn letters((file, item, number): (&str, &str, usize)) -> Option<Vec<Symbols>> {
    if number > 0 {
        return None;
    }
    let scenes: Vec<Scene> = match (file, item) {
        ("src/boxcar/mod.rs", _) => at_points(|boxcar, x| {
            Scene::new()
                .numbers([("a", boxcar.a()), ("b", boxcar.b()), ("A", boxcar.height())])
                .numbers([("k", boxcar.steepness()), ("x", x)])
                .sigma()
                .function("y", network(boxcar.mlp()))
        }),
        ("src/boxcar/accuracy.rs", item) => {
            let item = item.to_owned();
            at_points(move |boxcar, x| {
                let scene = Scene::of(BoxcarAt { boxcar, x }.symbols());
                match item.as_str() {
                    "l1_error" => scene.number("E", boxcar.l1_error()),
                    "l1_bound" => {
                        scene.number("E", boxcar.l1_error()).number("B", boxcar.l1_bound())
                    }
                    "pointwise_bound" => scene.number("B", boxcar.pointwise_bound(x)),
                    _ => scene,
                }
            })
        }
        ("src/boxcar/approximation.rs", "Approximation") => boxes(5, |at| as_one_network(&at)),
        ("src/boxcar/approximation.rs", "bound") => {
            boxes(1, |at| Scene::of(at.symbols()).number("B", at.approximation.bound()))
        }
        ("src/boxcar/search/mod.rs", "gradient_bound") => vec![gradient_bound()],
        ("src/boxcar/search/mod.rs", "derivative_bound") => {
            [-3.0, 0.0, 8.0].map(|a| Scene::new().number("a", a).sigma()).into()
        }
        ("src/boxcar/target.rs", "WILD") => {
            let (target, pairs) = (Target::WILD, [(0.1, 0.2), (0.5, 0.501), (0.0, 1.0)]);
            let scene = |(x, y)| {
                Scene::new()
                    .numbers([("x", x), ("y", y), ("a", 0.5), ("b", 4.0)])
                    .numbers([("C", target.constant), (r"\alpha", target.exponent)])
                    .function("f", target.value)
            };
            pairs.map(scene).into()
        }
        _ => return None,
    };
    Some(scenes.into_iter().map(Scene::end).collect())
}

/// Boxes, one of them narrow and one upside down, and points of each.
fn at_points(scene: impl Fn(Boxcar, f64) -> Scene) -> Vec<Scene> {
    let boxes = [(-0.5, 1.5, 2.0, 4.0), (0.0, 0.2, 1.0, 3.0), (1.0, 2.0, -0.5, 6.0)];
    let boxes = boxes.map(|(a, b, height, k)| Boxcar::new(a, b, height, k).unwrap());
    let scene = &scene;
    let points = |boxcar| [-1.0, 0.1, 1.7].map(|x| scene(boxcar, x));
    boxes.into_iter().flat_map(points).collect()
}

fn boxes(n: usize, scene: impl Fn(ApproximationAt) -> Scene) -> Vec<Scene> {
    let at = |target: Target| {
        let approximation = Approximation::new(target, n).unwrap();
        scene(ApproximationAt { approximation, x: target.from + 0.3 * (target.to - target.from) })
    };
    Target::ALL.map(at).into()
}

/// The boxes of equal width; the first begins a width earlier, the last ends a width later.
fn as_one_network(at: &ApproximationAt) -> Scene {
    let (target, n) = (*at.approximation.target(), at.approximation.boxes());
    let h = (target.to - target.from) / n as f64;
    let edge = |i: f64| target.from + i * h;
    let mut begin = Vector::from_fn(n, |i, _| edge(i as f64));
    let mut end = begin.add_scalar(h);
    let middles = begin.add_scalar(0.5 * h);
    begin[0] -= h;
    end[n - 1] += h;
    Scene::new()
        .size("n", n, "i")
        .numbers([("x", at.x), ("k", at.approximation.steepness())])
        .vector("m", "n", &middles)
        .vector("u", "n", &begin)
        .vector("v", "n", &end)
        .sigma()
        .function("f", target.value)
        .function("g", network(at.approximation.mlp().clone()))
}

/// A network 1-…-1 as a function of one number.
fn network(mlp: Mlp) -> impl Fn(f64) -> f64 {
    move |x| mlp.forward(&Matrix::from_element(1, 1, x)).unwrap().y.pop().unwrap()[(0, 0)]
}

/// Of a neuron that descent starts from.
fn gradient_bound() -> Scene {
    let search = Search::new(Boxcar::new(-1.0, 0.0, 1.0, 5.0).unwrap(), 5.0).unwrap();
    let found = search.found(search.start(3).unwrap()).unwrap();
    let (neuron, (x, _)) = (&found.neurons[0], search.samples());
    let a = found.mlp.forward(&x).unwrap().a[0].column(0).into_owned();
    Scene::new()
        .size("n", SAMPLES, "r")
        .vector("x", "n", &x.column(0).into_owned())
        .vector("a", "n", &a)
        .sigma()
        .number("v", -neuron.height)
        .numbers([("J", found.loss), ("B", search.gradient_bound(neuron, found.loss))])
}
