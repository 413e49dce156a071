//! One neuron and the rows that it learns from.

use super::scene::Scene;
use crate::common::{Matrix, Vector, random};
use ma6202::descent::{Batch, LearningRate, Sgd, Stop, descend, descend_in_batches};
use ma6202::linear::attribute::explained;
use ma6202::linear::certified::log_relative_error;
use ma6202::linear::{Linear, least_squares};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::separation::Growth;
use ma6202::logistic::separation::{Separation, TOLERANCE};
use ma6202::logistic::{Logistic, Reading};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202_formula::Symbols;
use nalgebra::{dmatrix, dvector};
use rand::seq::SliceRandom;

const RATE: f64 = 0.05;

pub fn letters((file, item, number): (&str, &str, usize)) -> Option<Vec<Symbols>> {
    let scene = match (file, item, number) {
        ("src/neuron.rs", "", 0) => losses(""),
        ("src/neuron.rs", "", 1) => {
            let (model, w) = penalised();
            losses("a = X w").number("J", model.loss(&w).unwrap())
        }
        ("src/neuron.rs", "", 2) => with_derivatives(),
        ("src/descent/path.rs", "descend", 0) => {
            let (linear, w) = random(9, 4, 1);
            let scene = Scene::rows(linear.x()).vector(r"\nabla J", "m", &gradient(&linear, &w));
            let after = path(&linear, &w, 0.0, 1);
            step(scene, "w", &w, &after).number(r"\lambda", RATE)
        }
        ("src/descent/mod.rs", "Sgd", number) => momentum(number),
        ("src/descent/batches/mod.rs", "descend_in_batches", 0) => a_batch(),
        ("src/descent/batches/covariance.rs", "covariance", 0) => batches(),
        ("src/linear/mod.rs", "", 0) => {
            let (linear, w) = random(9, 4, 1);
            model(&linear, &w)
        }
        ("src/linear/attribute.rs", "explained", 0) => {
            let (linear, _) = random(9, 4, 1);
            let w = linear.fit().unwrap().w;
            Scene::rows(linear.x())
                .vector("y", "n", &(linear.x() * &w))
                .vector("t", "n", linear.t())
                .number(r"\bar t", linear.t().mean())
                .number("R", explained(&linear, &w).unwrap().sqrt())
        }
        ("src/linear/certified.rs", "log_relative_error", 0) => {
            let (w, c) = (-2.000_012, -2.0);
            Scene::new().numbers([("w", w), ("c", c), ("D", log_relative_error(w, c))])
        }
        ("src/linear/curvature.rs", "", 0) => directions(),
        ("src/linear/curvature.rs", "curvature", 0) => {
            let (linear, _) = random(9, 4, 1);
            let h = linear.curvature().unwrap().h;
            let mut s = linear.x().singular_values();
            s.as_mut_slice().sort_by(|a, b| b.total_cmp(a));
            Scene::rows(linear.x()).index("k", "m").vector("h", "m", &h).vector("s", "m", &s)
        }
        ("src/linear/curvature.rs", "contour", 0) => contour(),
        ("src/linear/least_squares/mod.rs", "least_squares", 0)
        | ("src/linear/least_squares/refinement.rs", "refine", 0) => {
            let (linear, _) = random(9, 4, 1);
            let fit = least_squares(linear.x(), linear.t()).unwrap();
            rows(&linear).vector("w", "m", &fit.w).vector("r", "n", &fit.residual)
        }
        // From any r and w: what the exact corrections are.
        ("src/linear/least_squares/refinement.rs", "refine", 2) => {
            let (linear, near) = random(9, 4, 1);
            let fit = least_squares(linear.x(), linear.t()).unwrap();
            let residual = linear.t().map(|t| 0.3 * t);
            rows(&linear)
                .vector("w", "m", &near)
                .vector("r", "n", &residual)
                .vector("q", "m", &(&fit.w - &near))
                .vector("p", "n", &(&fit.residual - &residual))
        }
        ("src/linear/noise/mod.rs", "", 0) => ball(),
        ("src/logistic/mod.rs", "", 0) => logistic(Reading::SquaredError),
        ("src/logistic/mod.rs", "", 3) => logistic(Reading::CrossEntropy),
        ("src/logistic/mod.rs", "Neuron", number @ (0 | 2)) => {
            let reading = [Reading::CrossEntropy, Reading::SquaredError][number / 2];
            return Some(
                [(0.0, 1.3), (1.0, 1.3), (1.0, -0.4)].map(|at| a_loss(reading, at)).into(),
            );
        }
        ("src/logistic/likelihood.rs", "largest_curvature", 0) => {
            let (model, _) = penalised();
            let x = model.x();
            let eigenvalues = x.tr_mul(x).symmetric_eigenvalues();
            Scene::rows(x)
                .numbers([("h", eigenvalues.max()), ("p", model.penalty())])
                .number("L", model.largest_curvature().unwrap())
        }
        ("src/logistic/likelihood.rs", "newton_from", 0) => newton(),
        ("src/logistic/perceptron.rs", "train", 0) => mistake(),
        ("src/logistic/separation/growth.rs", "Growth", 0) => growth(),
        ("src/logistic/separation/margin.rs", "Margin", 0) => margin(),
        ("src/logistic/separation/mod.rs", "Separation", number) => on_the_plane(number),
        _ => return None,
    };
    Some(vec![scene.end()])
}

fn rows(linear: &Linear) -> Scene {
    Scene::rows(linear.x()).vector("t", "n", linear.t())
}

/// J, ∇J and H as the code has them.
fn model(model: &impl Neuron, w: &Vector) -> Scene {
    let (loss, gradient) = model.loss_and_gradient(w).unwrap();
    Scene::rows(model.x())
        .vector("t", "n", model.t())
        .vector("w", "m", w)
        .number("J", loss)
        .vector(r"\nabla J", "m", &gradient)
        .matrix(["H", "h"], ["m", "m"], &model.hessian(w).unwrap())
}

fn gradient(model: &impl Neuron, w: &Vector) -> Vector {
    model.loss_and_gradient(w).unwrap().1
}

/// w after so many steps.
fn path(model: &impl Neuron, w: &Vector, momentum: f64, steps: usize) -> Vector {
    descend(model, w, Sgd { learning_rate: RATE, momentum }, &Stop::after(steps)).unwrap().last()
}

/// What something is before and after.
fn step(scene: Scene, name: &str, before: &Vector, after: &Vector) -> Scene {
    scene.vector(name, "m", before).vector(&format!(r"\tilde {name}"), "m", after)
}

/// Labels of both kinds.
fn labels(n: usize) -> Vector {
    Vector::from_fn(n, |i, _| f64::from(i % 3 == 1))
}

fn identity(scene: Scene, d: usize) -> Scene {
    scene.matrix(["I", "I"], ["m", "m"], &Matrix::identity(d, d))
}

/// Logistic regression with a penalty, and weights.
fn penalised() -> (Logistic, Vector) {
    let (linear, w) = random(9, 4, 1);
    let x = linear.x().clone();
    (Logistic::new(x, labels(9), Reading::CrossEntropy, 0.3).unwrap(), w)
}

/// What J is made of.
fn losses(a: &str) -> Scene {
    let (model, w) = penalised();
    let scene = Scene::rows(model.x())
        .vector("t", "n", model.t())
        .vector("w", "m", &w)
        .number("p", model.penalty());
    match a {
        "" => scene,
        a => scene.define(a).define(r"\ell_i = \ln(1 + e^{a_i}) - t_i a_i"),
    }
}

/// δ and q: with X = I the weights are the activation values.
fn by_activation_values(model: &Logistic, w: &Vector) -> (Vector, Vector) {
    let (t, n) = (model.t().clone(), model.t().len());
    let rows = Logistic::new(Matrix::identity(n, n), t, model.reading(), 0.0).unwrap();
    let a = model.x() * w;
    (gradient(&rows, &a), rows.hessian(&a).unwrap().diagonal() * n as f64)
}

fn with_derivatives() -> Scene {
    let (model, w) = penalised();
    let (delta, second) = by_activation_values(&model, &w);
    let scene = losses("a = X w")
        .define(r"J = \frac{1}{n} \sum_i \ell_i + \frac{p}{2} \|w\|^2")
        .vector(r"\delta", "n", &delta)
        .vector(r"\nabla J", "m", &gradient(&model, &w))
        .vector("q", "n", &second)
        .matrix(["H", "h"], ["m", "m"], &model.hessian(&w).unwrap());
    identity(scene, w.len())
}

/// v is that of before the step, then that of after it.
fn momentum(number: usize) -> Scene {
    const MU: f64 = 0.9;
    let (linear, start) = random(9, 4, 1);
    let [once, twice] = [1, 2].map(|steps| path(&linear, &start, MU, steps));
    let [first, second] = [&start, &once].map(|w| gradient(&linear, w));
    let scene = Scene::rows(linear.x()).numbers([(r"\mu", MU), (r"\lambda", RATE)]);
    match number {
        0 => step(scene, "v", &first, &((&once - &twice) / RATE)).vector(r"\nabla J", "m", &second),
        _ => step(scene, "w", &once, &twice).vector("v", "m", &(MU * first + second)),
    }
}

fn a_batch() -> Scene {
    const B: usize = 3;
    let (linear, w) = random(9, 4, 1);
    let rate = LearningRate::Decreasing { first: RATE, halved_after: 7.0 };
    let observe = &mut |_: usize, _: &Vector| ();
    let after = descend_in_batches(&linear, &w, rate, B, 1, &mut manual_seed(5), observe).unwrap();
    let mut order: Vec<usize> = (0..9).collect();
    let (rows, _) = order.partial_shuffle(&mut manual_seed(5), B);
    let part = Linear::new(linear.x().select_rows(&*rows), linear.t().select_rows(&*rows)).unwrap();
    let scene = Scene::rows(part.x()).number(r"\lambda", rate.at(0));
    step(scene, "w", &w, &after).vector("g", "m", &gradient(&part, &w))
}

fn batches() -> Scene {
    let (linear, _) = random(9, 4, 1);
    let batch = Batch::new(linear.x().clone(), 3).unwrap();
    Scene::new()
        .size("n", 9, "i")
        .size("m", 4, "j")
        .matrix(["G", "g"], ["n", "m"], batch.gradients())
        .vector(r"\bar g", "m", &batch.mean())
        .number("B", batch.size() as f64)
        .matrix(["C", "c"], ["m", "m"], &batch.covariance())
}

/// One step along each eigen-direction.
fn directions() -> Scene {
    let (linear, w) = random(9, 4, 1);
    let (fit, curvature) = (linear.fit().unwrap(), linear.curvature().unwrap());
    let components = |w: &Vector| curvature.components(w, &fit.w).unwrap();
    let scene = Scene::rows(linear.x()).index("k", "m").vector("h", "m", &curvature.h);
    step(scene, "c", &components(&w), &components(&path(&linear, &w, 0.0, 1))).numbers([
        (r"\lambda", RATE),
        ("J", linear.loss(&w).unwrap()),
        ("J^*", fit.loss),
    ])
}

/// A point of the ellipse.
fn contour() -> Scene {
    let (linear, _) = random(9, 2, 1);
    let (fit, curvature) = (linear.fit().unwrap(), linear.curvature().unwrap());
    let points = curvature.contour(&fit.w, 0.2, 12).unwrap();
    let angle = std::f64::consts::TAU * 5.0 / 12.0;
    let column = |k| curvature.v.column(k).into_owned();
    Scene::rows(linear.x())
        .vector("w", "m", &dvector![points[5].0, points[5].1])
        .vector("w^*", "m", &fit.w)
        .vector("v_1", "m", &column(0))
        .vector("v_2", "m", &column(1))
        .numbers([("h_1", curvature.h[0]), ("h_2", curvature.h[1]), (r"\varphi", angle)])
        .numbers([("J", fit.loss + 0.2), ("J^*", fit.loss)])
}

/// S is where it settled, and so the same after a step.
fn ball() -> Scene {
    let (linear, _) = random(9, 3, 1);
    let (rate, size) = (0.3, 2);
    let ball = linear.ball(rate, size).unwrap();
    let w = linear.fit().unwrap().w;
    let noise = Batch::new(linear.gradients(&w).unwrap(), size).unwrap().covariance();
    let share = (9 - size) as f64 / (size * 8) as f64;
    let scene = Scene::rows(linear.x())
        .matrix(["S", "s"], ["m", "m"], &ball.covariance)
        .matrix([r"\tilde S", r"\tilde s"], ["m", "m"], &ball.covariance)
        .matrix(["C", "c"], ["m", "m"], &noise)
        .matrix(["H", "h"], ["m", "m"], &linear.hessian(&w).unwrap())
        .numbers([(r"\lambda", rate), ("f", share)]);
    identity(scene, 3)
}

fn logistic(reading: Reading) -> Scene {
    let (linear, w) = random(9, 4, 1);
    let logistic = Logistic::new(linear.x().clone(), labels(9), reading, 0.0).unwrap();
    let (_, second) = by_activation_values(&logistic, &w);
    let y = (logistic.x() * &w).map(|a| 1.0 / (1.0 + (-a).exp()));
    model(&logistic, &w).vector("y", "n", &y).vector("q", "n", &second)
}

/// Of one row, by the reading's definition.
fn a_loss(reading: Reading, (t, a): (f64, f64)) -> Symbols {
    let s = 2.0 * t - 1.0;
    let scene = Scene::new().numbers([("t", t), ("a", a), ("s", s), ("z", -s * a)]).sigma();
    let loss = match reading {
        Reading::CrossEntropy => r"-t \ln(\sigma(a)) - (1 - t) \ln(1 - \sigma(a))",
        Reading::SquaredError => r"(\sigma(a) - t)^2",
    };
    scene.define(&format!(r"\ell(a) = {loss}")).end()
}

/// The first formula says what v is; with it, the second is the code's step.
fn newton() -> Scene {
    let (model, _) = penalised();
    let path = model.newton().unwrap().w;
    let [before, after] = [1, 2].map(|step| path.column(step).into_owned());
    let hessian = model.hessian(&before).unwrap();
    let v = hessian.clone().cholesky().unwrap().solve(&gradient(&model, &before));
    step(Scene::rows(model.x()), "w", &before, &after)
        .matrix(["H", "h"], ["m", "m"], &hessian)
        .vector("v", "m", &v)
        .vector(r"\nabla J", "m", &gradient(&model, &before))
}

/// The second row is a mistake after the first one was.
fn mistake() -> Scene {
    let (x, t) = (dmatrix![1.0, 2.0; 1.0, 1.5], dvector![1.0, 0.0]);
    let after = |n: usize| {
        let rows = (x.rows(0, n).into_owned(), t.rows(0, n).into_owned());
        let trained = Perceptron::train(&rows.0, &rows.1, 1).unwrap();
        assert_eq!(trained.mistakes, vec![1; n]);
        trained.w
    };
    let scene = Scene::new()
        .size("n", 2, "r")
        .size("m", 2, "j")
        .fixed_index("i", "n", 1)
        .matrix(["X", "x"], ["n", "m"], &x)
        .vector("s", "n", &t.map(|t| 2.0 * t - 1.0));
    step(scene, "w", &after(1), &after(2))
}

/// Labels that a line separates, one row beside it on each side.
fn separated() -> (Matrix, Vector) {
    let x = dmatrix![1.0, 0.3; 1.0, 0.9; 1.0, 2.2; 1.0, 3.1; 1.0, 2.4];
    (x, dvector![0.0, 0.0, 1.0, 1.0, 1.0])
}

fn growth() -> Scene {
    const STEPS: usize = 300_000;
    let (x, t) = separated();
    let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0).unwrap();
    let growth = Growth::watch(&model, STEPS).unwrap();
    Scene::rows(model.x())
        .vector("w", "m", &growth.path.last())
        .numbers([("J", growth.path.last_loss()), (r"\lambda", growth.learning_rate)])
        // The second and the third row are nearest to the line.
        .numbers([(r"\gamma", growth.margin), ("k", STEPS as f64), ("c", 2.0 / 5.0)])
}

/// z_i, the rows with the sign of their labels.
fn signed(x: &Matrix, t: &Vector) -> Matrix {
    Matrix::from_fn(x.nrows(), x.ncols(), |i, j| (2.0 * t[i] - 1.0) * x[(i, j)])
}

fn signed_rows(z: &Matrix) -> Scene {
    Scene::new().size("n", z.nrows(), "i").size("m", z.ncols(), "j").matrix(
        ["Z", "z"],
        ["n", "m"],
        z,
    )
}

/// Beside the best w and α, which meet, others.
fn margin() -> Scene {
    let (x, t) = separated();
    let Separation::Complete { w, alpha, margin } = Separation::of(&x, &t).unwrap() else {
        panic!("a line separates them")
    };
    signed_rows(&signed(&x, &t))
        .vector("w", "m", &(&w + dvector![0.01, -0.01]))
        .vector(r"\alpha", "n", &alpha.add_scalar(0.01))
        .number(r"\gamma", margin.at_least)
}

/// Two rows of different labels at the same place, and others beyond them.
fn on_the_plane(number: usize) -> Scene {
    let x = dmatrix![1.0, 0.3; 1.0, 1.7; 1.0, 1.7; 1.0, 3.1];
    let t = dvector![0.0, 0.0, 1.0, 1.0];
    let Separation::Quasi { w, on_plane, alpha } = Separation::of(&x, &t).unwrap() else {
        panic!("only rows on a plane are in its way")
    };
    assert_eq!(on_plane, [1, 2]);
    let z = signed(&x, &t);
    let c = Vector::from_fn(2, |j, _| z.column(j).amax());
    let r = Vector::from_fn(4, |i, _| (0..2).map(|j| z[(i, j)].abs() / c[j]).fold(0.0, f64::max));
    // The first formula is of a row on the plane.
    let scene = match number {
        0 => Scene::new()
            .size("n", 4, "l")
            .size("m", 2, "j")
            .fixed_index("i", "n", on_plane[0])
            .matrix(["Z", "z"], ["n", "m"], &z),
        _ => signed_rows(&z),
    };
    scene
        .vector("w", "m", &w)
        .vector(r"\alpha", "n", &alpha)
        .vector("c", "m", &c)
        .vector("r", "n", &r)
        .number(r"\epsilon", TOLERANCE)
}
