//! The lecture's closing examples, run by torch and by our tape, against values by hand.

use super::super::torch_examples::{
    Closing, Components, VECTORS, VECTORS_BY_HAND, closing_examples, product_by_hand,
};
use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::number::Number;
use ma6202::oracle::{Referee, compare};
use ma6202::tape::{Gradients, Node, Op, Operand, Tape, Var};
use nalgebra::{DMatrix, RowDVector, RowVector2, RowVector3};

pub fn solve(run: &mut Work) -> Result<Results> {
    let examples = run.devices().into_iter().map(closing_examples);
    let examples = examples.collect::<ma6202::Result<Vec<Closing>>>()?;
    let tape = Tape::new();
    let [x, y, z] = product(&tape);
    let gradients = z.backward();
    check_product(run, &examples)?;
    let first = &examples[0];
    let named = ["X", "Y", "Z"].into_iter().zip([x, y, z]).zip(&first.product_after);
    let components = named.map(|((name, ours), torchs)| printed(name, &tape, ours, torchs));
    let of_neuron = Tape::new();
    let (leaves, activated) = neuron(&of_neuron);
    let passed = activated.backward();
    let (z, x_grad) = (z.value(), gradients.of(x));
    Ok(results! {
        product => results! { z, x_grad },
        // What the lecture prints of x, y and z, and what our tape has recorded of z.
        components => components.collect::<Vec<_>>(), on_tape => recorded(&tape, &gradients),
        // The gradients of w₁, x₁, w₂, x₂ and b.
        neuron => results! {
            y => activated.value(), gradients => leaves.map(|leaf| passed.of(leaf)),
        },
        cube => cube(run, &examples)?,
        vectors => vectors(run, &examples)?,
        // Whether 2 x requires a gradient: as it is, within no_grad, detached.
        requires_grad => first.recorded,
        // What torch says when it refuses: backward of a vector, an integer that requires a
        // gradient, a change in place of a leaf that does.
        refusals => refusals(run, first)?,
    })
}

/// x = 5, which requires a gradient, y = 1, which does not, and z = x y + 1.
pub fn product(tape: &Tape) -> [Var<'_>; 3] {
    let (x, y) = (tape.leaf(5.0), Var::from(1.0));
    [x, y, x * y + 1.0]
}

/// w₁, x₁, w₂, x₂ and b, and y = σ(w₁x₁ + w₂x₂ + b).
pub fn neuron(tape: &Tape) -> ([Var<'_>; 5], Var<'_>) {
    let leaves = [2.0, -1.0, -3.0, -2.0, -3.0].map(|value| tape.leaf(value));
    let [w1, x1, w2, x2, b] = leaves;
    let a = w1 * x1 + w2 * x2 + b;
    (leaves, Var::from(1.0) / ((-a).exp() + 1.0))
}

fn check_product(run: &mut Work, examples: &[Closing]) -> Result<()> {
    for example in examples {
        for (when, by_hand, theirs) in [
            ("x, y, z before backward", product_by_hand(None), example.product),
            ("x, y, z after backward", product_by_hand(Some(1.0)), example.product_after),
        ] {
            let by = Referee::Autograd(example.device);
            run.check(compare(when, by, &numbers(&by_hand), &numbers(&theirs))?);
        }
    }
    Ok(())
}

fn numbers(components: &[Components; 3]) -> DMatrix<f64> {
    let row = |c: &Components| {
        let of = |truth: bool| f64::from(u8::from(truth));
        let grad = c.grad.unwrap_or(-1.0);
        RowDVector::from_row_slice(&[c.data, grad, of(c.requires_grad), of(c.is_leaf)])
    };
    DMatrix::from_rows(&components.map(|c| row(&c)))
}

/// As torch has it; its library for Rust does not show `grad_fn`, which is our tape's.
fn printed(name: &str, tape: &Tape, ours: Var, torchs: &Components) -> Results {
    let &Components { data, requires_grad, grad, is_leaf } = torchs;
    let grad_fn = ours.node().map_or(Op::Leaf, |place| tape.nodes()[place].op).name();
    results! { name, data, requires_grad, is_leaf, grad, grad_fn }
}

/// The numbers of a tape, and what went into each: numbers of the tape, or constants.
fn recorded(tape: &Tape, gradients: &Gradients) -> Vec<Results> {
    let operand = |&Operand { node, value, derivative }: &Operand| {
        results! { place => node, value, derivative }
    };
    let recorded = |(place, node): (usize, Node)| {
        let operands: Vec<_> = node.operands.iter().flatten().map(operand).collect();
        let (operation, gradient) = (node.op.name(), gradients.at(place));
        results! { value => node.value, operation, operands, gradient }
    };
    tape.nodes().into_iter().enumerate().map(recorded).collect()
}

fn cube(run: &mut Work, examples: &[Closing]) -> Result<Results> {
    let tape = Tape::new();
    let x = tape.leaf(5.0);
    let z = x.powi(3);
    let once = z.backward().of(x);
    let seeded = tape.backward(&[(z, 5.0)]).of(x);
    for Closing { device, cube, .. } in examples {
        let ours = RowVector3::new(once, 2.0 * once, seeded);
        let what = "x.grad of x³: once, twice, seeded with 5";
        let by = Referee::Autograd(*device);
        run.check(compare(what, by, &ours, &RowVector3::from(*cube))?);
    }
    let (ours, by_hand) = (RowVector2::new(once, seeded), RowVector2::new(75.0, 375.0));
    run.check(compare("3 x² at 5, by hand", Referee::Substitution, &ours, &by_hand)?);
    Ok(results! { x_grad => once, seeded_with_5 => seeded })
}

/// z = x ⊙ y, for each of two upstream gradients.
fn vectors(run: &mut Work, examples: &[Closing]) -> Result<Results> {
    let [x, y, ones, weights] = VECTORS;
    let mut z = [0.0; 3];
    let passed = [ones, weights].map(|u| {
        let tape = Tape::new();
        let leaves = [x, y].map(|values| values.map(|value| tape.leaf(value)));
        let products = [0, 1, 2].map(|i| leaves[0][i] * leaves[1][i]);
        z = products.map(|z| z.value());
        let gradients = tape.backward(&[0, 1, 2].map(|i| (products[i], u[i])));
        leaves.map(|leaves| leaves.map(|leaf| gradients.of(leaf)))
    });
    let [[x_of_ones, y_of_ones], [x_weighted, y_weighted]] = passed;
    let columns = [z, x_of_ones, y_of_ones, x_weighted, y_weighted];
    let ours = DMatrix::from_fn(3, 5, |row, column| columns[column][row]);
    let by_hand = DMatrix::from_row_slice(3, 5, &VECTORS_BY_HAND);
    let what = "x ⊙ y, x.grad and y.grad";
    run.check(compare(format!("{what}, by hand"), Referee::Substitution, &ours, &by_hand)?);
    for example in examples {
        let by = Referee::Autograd(example.device);
        run.check(compare(what, by, &ours, &example.vectors)?);
    }
    let of_ones = results! { u => ones, x_grad => x_of_ones, y_grad => y_of_ones };
    let weighted = results! { u => weights, x_grad => x_weighted, y_grad => y_weighted };
    Ok(results! { x, y, upstream => [&of_ones, &weighted] }.and(of_ones))
}

/// What is not recorded, and what torch refuses, in its own words.
fn refusals(run: &mut Work, example: &Closing) -> Result<[String; 3]> {
    let Closing { device, recorded, refusals, .. } = example;
    let tape = Tape::new();
    let x = tape.leaf(25.0);
    let ours = [x * 2.0, x.detach() * 2.0].map(|y| y.node().is_some());
    let row = |truths: &[bool]| {
        RowDVector::from_iterator(truths.len(), truths.iter().map(|&t| f64::from(u8::from(t))))
    };
    let same =
        |what, by, expected: &[bool], got: &[bool]| compare(what, by, &row(expected), &row(got));
    let by = Referee::Autograd(*device);
    let refused = refusals.each_ref().map(|answer| !answer.is_empty());
    run.check(same(
        "recorded: 2 x, within no_grad, detached",
        by,
        &[true, false, false],
        recorded,
    )?);
    run.check(same("recorded by the tape", Referee::Tape, &[true, false], &ours)?);
    run.check(same("refused: a vector, an integer, in place", by, &[true; 3], &refused)?);
    Ok(refusals.clone())
}
