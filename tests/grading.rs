//! The library, handed in: what this crate computes is graded as a student's answers are.
//!
//! The answers that the starter's solution spells out in a few lines are computed a second time by
//! the models of this crate, which torch and multi-precision judge. Both must be worth all points.

use std::collections::BTreeMap;
use std::fs;

use crate::common::{Matrix, Vector};
use grader::judge;
use grader::rubric::rubric;
use grader::value::Value;
use grading::draw;
use ma6202::activation::{self, Activation};
use ma6202::boxcar::Boxcar;
use ma6202::dag::Certificate;
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::jacobian;
use ma6202::linear::{self, Linear};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::{Logistic, Reading};
use ma6202::loss::Loss;
use ma6202::metrics::ConfusionMatrix;
use ma6202::neuron::Neuron;
use ma6202::notebook;
use ma6202::tape::{Expression, Step};
use ma6202::wine::{Standardiser, one_hot};
use petgraph::graph::{DiGraph, NodeIndex};
use serde::Deserialize;
use starter::answers::exercise_2::Order;
use starter::answers::exercise_3::Network;
use starter::answers::exercise_7::Scores;
use starter::answers::exercise_8::Operation;
use starter::wire::{
    ANSWERS, Answers, exercise_1, exercise_2, exercise_3, exercise_4, exercise_5, exercise_6,
    exercise_7, exercise_8,
};

#[test]
fn the_library_gets_full_marks() {
    for (number, cases) in draw::cases(1) {
        let check = rubric().find(|check| check.number == number).unwrap();
        let give = |case: &grader::case::Case| {
            serde_json::from_value(LIBRARY.call(check.answer, &case.inputs).unwrap()).unwrap()
        };
        let values: Vec<Value> = cases.iter().map(give).collect();
        assert_eq!(check.judge.judge(&cases, &values), None, "{number}");
    }
}

/// What is right is what the solved answers give; and what these give is what torch, mpmath and
/// scikit-learn give: `tests/golden/grading.py`.
#[test]
fn the_solved_answers_give_the_golden_values() {
    let mut seen = 0;
    for exercise in 1..=8 {
        let path =
            format!("{}/golden/grading/exercise_{exercise}.json", env!("CARGO_MANIFEST_DIR"));
        let golden: BTreeMap<String, Vec<Golden>> =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for (answer, cases) in golden {
            for Golden { inputs, out, at } in cases {
                let given = ANSWERS.call(&answer, &inputs).unwrap();
                let mut given: Value = serde_json::from_value(given).unwrap();
                if !at.is_empty() {
                    given = judge::outputs(&given, &at).unwrap().1.into();
                }
                if answer == "step" {
                    // W and b of each layer, without its f.
                    let layers = given.list().unwrap().iter().map(|layer| layer.list().unwrap());
                    given = Value::List(layers.map(|l| Value::List(l[..2].to_vec())).collect());
                }
                let tolerance = if answer == "least_squares" { 1e-6 } else { 1e-11 };
                agrees(&answer, &given, &out, tolerance);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} golden values");
}

/// The inputs of an answer, and what they give by somebody else's reckoning.
#[derive(Deserialize)]
struct Golden {
    inputs: serde_json::Value,
    out: Value,
    #[serde(default)]
    at: Vec<f64>,
}

#[track_caller]
fn agrees(answer: &str, given: &Value, golden: &Value, tolerance: f64) {
    let largest = golden.largest().max(1e-300);
    assert_eq!(given.numbers().count(), golden.numbers().count(), "{answer}");
    for (given, golden) in given.numbers().zip(golden.numbers()) {
        let close = (given - golden).abs() <= tolerance * largest;
        assert!(close, "{answer}: {given}, and {golden} is right");
    }
}

/// What of the answers the models of this crate compute.
const LIBRARY: Answers = Answers {
    exercise_1: exercise_1::Answers {
        relu: activation::relu,
        relu_derivative: activation::relu_derivative,
        leaky_relu: activation::leaky_relu,
        leaky_relu_derivative: activation::leaky_relu_derivative,
        elu: activation::elu,
        elu_derivative: activation::elu_derivative,
        softplus: |a| activation::softplus(a, 1.0),
        softplus_derivative: |a| activation::softplus_derivative(a, 1.0),
        silu: activation::silu,
        silu_derivative: activation::silu_derivative,
        gelu: activation::gelu,
        gelu_derivative: activation::gelu_derivative,
        dead: |x, w, b| {
            let slope = |a: &f64| Activation::Relu.derivative(a + b);
            (x * w).iter().map(slope).all(|slope| slope == 0.0)
        },
    },
    exercise_2: exercise_2::Answers {
        order_or_cycle: |n, edges| {
            let mut graph: DiGraph<(), ()> = DiGraph::new();
            (0..n).for_each(|_| _ = graph.add_node(()));
            graph.extend_with_edges(edges.iter().map(|&(i, j)| (i as u32, j as u32)));
            let numbers = |nodes: Vec<NodeIndex>| nodes.into_iter().map(NodeIndex::index).collect();
            match Certificate::of(&graph) {
                Certificate::Order(order) => Order::Acyclic(numbers(order)),
                Certificate::Cycle(cycle) => Order::Cycle(numbers(cycle)),
            }
        },
        ..exercise_2::ANSWERS
    },
    exercise_3: exercise_3::Answers {
        boxcar: |a, b, height, steepness| {
            let mlp = Boxcar::new(a, b, height, steepness).unwrap().mlp();
            let [hidden, output] = mlp.layers() else { panic!("a box has two layers") };
            Network {
                w: hidden.w.iter().copied().collect(),
                b: hidden.b.iter().copied().collect(),
                v: output.w.iter().copied().collect(),
                c: output.b[0],
            }
        },
        step_error: |height, steepness| {
            // Edges so far apart that each is alone.
            let reach = 100.0 / steepness;
            Boxcar::new(-reach, reach, height, steepness).unwrap().l1_error() / 2.0
        },
        ..exercise_3::ANSWERS
    },
    exercise_4: exercise_4::Answers {
        squared_error: |x, t, w| linear(x, t).loss(w).unwrap(),
        squared_error_gradient: |x, t, w| linear(x, t).loss_and_gradient(w).unwrap().1,
        descent: |x, t, start, rate, steps| path(&linear(x, t), start, rate, None, steps).0,
        descent_to: |x, t, start, rate, threshold, steps| {
            path(&linear(x, t), start, rate, Some(threshold), steps)
        },
        least_squares: |x, t| linear::least_squares(x, t).unwrap().w,
        largest_rate: |x| linear(x, &Vector::zeros(x.nrows())).curvature().unwrap().limit(),
        epoch: |x, t, start, rate, batches| {
            batches.iter().fold(start.clone(), |w, batch| {
                let batch = linear(&x.select_rows(batch), &t.select_rows(batch));
                path(&batch, &w, rate, None, 1).0
            })
        },
    },
    exercise_5: exercise_5::Answers {
        logistic: activation::logistic,
        logistic_derivative: activation::logistic_derivative,
        cross_entropy: |x, t, w| logistic(x, t, Reading::CrossEntropy).loss(w).unwrap(),
        cross_entropy_gradient: |x, t, w| {
            logistic(x, t, Reading::CrossEntropy).loss_and_gradient(w).unwrap().1
        },
        logistic_squared_error_gradient: |x, t, w| {
            logistic(x, t, Reading::SquaredError).loss_and_gradient(w).unwrap().1
        },
        logistic_descent: |x, t, start, rate, steps| {
            path(&logistic(x, t, Reading::CrossEntropy), start, rate, None, steps).0
        },
        perceptron: |x, t, max_passes| Perceptron::train(x, t, max_passes).unwrap().w,
        ..exercise_5::ANSWERS
    },
    exercise_6: exercise_6::Answers {
        loss_derivative: |y, t| Loss::MeanSquaredError.value_and_derivative(y, t).unwrap().1,
        ..exercise_6::ANSWERS
    },
    exercise_7: exercise_7::Answers {
        standardise: |training, test| {
            let standardiser = Standardiser::fit(training).unwrap();
            (standardiser.transform(training).unwrap(), standardiser.transform(test).unwrap())
        },
        class_cross_entropy: |z, classes| cross_entropy(z, classes).0,
        class_cross_entropy_derivative: |z, classes| cross_entropy(z, classes).1,
        literal_floor: |k| match k {
            3 => notebook::floor(),
            _ => (exercise_7::ANSWERS.literal_floor)(k),
        },
        confusion: |truth, predicted, k| {
            ConfusionMatrix::new(truth, predicted, k).unwrap().counts().clone()
        },
        scores: |truth, predicted, k| {
            let matrix = ConfusionMatrix::new(truth, predicted, k).unwrap();
            let scores = |class| {
                let scores = matrix.scores(class).unwrap();
                Scores { precision: scores.precision, recall: scores.recall, f1: scores.f1 }
            };
            (0..k).map(scores).collect()
        },
        ..exercise_7::ANSWERS
    },
    exercise_8: exercise_8::Answers {
        vector_jacobian: |v, jacobian| {
            // y = J x, recorded.
            let (m, n) = jacobian.shape();
            let mut steps = vec![];
            let mut rows = vec![];
            for i in 0..m {
                let products = n + steps.len();
                steps.extend((0..n).map(|j| Step::Scale(j, jacobian[(i, j)])));
                let mut sum = products;
                for j in 1..n {
                    steps.push(Step::Add(sum, products + j));
                    sum = n + steps.len() - 1;
                }
                rows.push(sum);
            }
            steps.extend(rows.into_iter().map(|row| Step::Scale(row, 1.0)));
            let y = Expression::new(n, steps, m).unwrap();
            jacobian::uj(&y, &Vector::zeros(n), v).unwrap()
        },
        reverse_gradient: |record, inputs| match expression(record) {
            Some(f) => {
                let one = Vector::from_element(1, 1.0);
                jacobian::uj(&f, &Vector::from_row_slice(inputs), &one).unwrap().as_slice().to_vec()
            }
            None => (exercise_8::ANSWERS.reverse_gradient)(record, inputs),
        },
        forward_derivative: |record, inputs, v| match expression(record) {
            Some(f) => {
                let (x, v) = (Vector::from_row_slice(inputs), Vector::from_row_slice(v));
                jacobian::jv(&f, &x, &v).unwrap()[0]
            }
            None => (exercise_8::ANSWERS.forward_derivative)(record, inputs, v),
        },
        ..exercise_8::ANSWERS
    },
};

fn linear(x: &Matrix, t: &Vector) -> Linear {
    Linear::new(x.clone(), t.clone()).unwrap()
}

fn logistic(x: &Matrix, t: &Vector, reading: Reading) -> Logistic {
    Logistic::new(x.clone(), t.clone(), reading, 0.0).unwrap()
}

fn path(
    neuron: &impl Neuron,
    start: &Vector,
    learning_rate: f64,
    loss: Option<f64>,
    iterations: usize,
) -> (Vector, usize) {
    if iterations == 0 {
        return (start.clone(), 0);
    }
    let sgd = Sgd { learning_rate, momentum: 0.0 };
    let path = descend(neuron, start, sgd, &Stop { iterations, loss, gradient: None }).unwrap();
    (path.last(), path.done())
}

fn cross_entropy(z: &Matrix, classes: &[usize]) -> (f64, Matrix) {
    let t = one_hot(classes, z.ncols()).unwrap();
    Loss::CrossEntropy.value_and_derivative(z, &t).unwrap()
}

/// The record as an expression of the tape, which knows no `.detach()`.
fn expression(record: &[Operation]) -> Option<Expression> {
    let inputs = record.iter().filter(|operation| **operation == Operation::Input).count();
    // The tape counts the inputs first.
    let (mut given, mut made) = (0, inputs);
    let mut places: Vec<usize> = vec![];
    let mut steps = vec![];
    for operation in record {
        let step = match *operation {
            Operation::Input => {
                places.push(given);
                given += 1;
                continue;
            }
            Operation::Add(i, j) => Step::Add(places[i], places[j]),
            Operation::Sub(i, j) => Step::Sub(places[i], places[j]),
            Operation::Mul(i, j) => Step::Mul(places[i], places[j]),
            Operation::Exp(i) => Step::Exp(places[i]),
            Operation::Sin(i) => Step::Sin(places[i]),
            Operation::Detach(_) => return None,
        };
        steps.push(step);
        places.push(made);
        made += 1;
    }
    if steps.is_empty() {
        steps.push(Step::Scale(places[0], 1.0));
    }
    Some(Expression::new(inputs, steps, 1).unwrap())
}
