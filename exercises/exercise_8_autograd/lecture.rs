//! The lecture's closing examples, run by torch and by our tape, against values by hand.

use super::torch_examples::{
    Closing, Components, VECTORS, VECTORS_BY_HAND, closing_examples, product_by_hand,
};
use crate::Result;
use crate::program::{Report, table};
use comfy_table::Table;
use ma6202::number::Number;
use ma6202::oracle::{Referee, compare};
use ma6202::tape::{Gradients, Tape, Var, components};
use nalgebra::{DMatrix, RowDVector, RowVector2, RowVector3};
use serde_json::json;

pub fn tell(report: &mut Report) -> Result<()> {
    let mut examples = Vec::new();
    for device in report.devices() {
        examples.push(closing_examples(device)?);
    }
    product(report, &examples)?;
    cube(report, &examples)?;
    vectors(report, &examples)?;
    refusals(report, &examples[0])
}

/// z = x y + 1.
fn product(report: &mut Report, examples: &[Closing]) -> Result<()> {
    let tape = Tape::new();
    let (x, y) = (tape.leaf(5.0), Var::from(1.0));
    let z = x * y + 1.0;
    report.paragraph(
        "z = x y + 1 with x = 5, which requires a gradient, and y = 1, which does not. Our tape:\n",
    );
    let say = |gradients: Option<&Gradients>| {
        for (name, v) in [("X", x), ("Y", y), ("Z", z)] {
            report.say(components(name, v, gradients));
        }
    };
    say(None);
    let gradients = z.backward();
    report.say("\nand after z.backward():\n");
    say(Some(&gradients));
    report
        .say("\nWhat is on the tape, with the derivatives of each operation and what came back:\n");
    report.say(recorded(&tape, &gradients));
    report.paragraph(
        "torch has the same components (its library for Rust does not show grad_fn, which prints \
         as <AddBackward0> in Python). By hand: z = 5 · 1 + 1 = 6, ∂z/∂x = y = 1; z is no leaf and \
         keeps no gradient; y is a leaf although nothing is recorded of it. Against that, as \
         numbers (data; grad, -1 for None; requires_grad; is_leaf):\n",
    );
    let mut checks = Vec::new();
    for example in examples {
        for (when, by_hand, theirs) in [
            ("x, y, z before backward", product_by_hand(None), example.product),
            ("x, y, z after backward", product_by_hand(Some(1.0)), example.product_after),
        ] {
            let by = Referee::Autograd(example.device);
            checks.push(compare(when, by, &numbers(&by_hand), &numbers(&theirs))?);
        }
    }
    report.check_all(checks);
    report.result("product", json!({ "z": 6.0, "x_grad": gradients.of(x) }))
}

/// A line for each number of a tape.
fn recorded(tape: &Tape, gradients: &Gradients) -> Table {
    let mut rows = table(["number", "value", "operation", "of", "derivatives", "gradient"]);
    for (place, node) in tape.nodes().iter().enumerate() {
        let operands = || node.operands.iter().flatten();
        let of = operands().map(|operand| match operand.node {
            Some(place) => format!("number {place}"),
            None => format!("constant {}", operand.value),
        });
        let derivatives = operands().map(|operand| operand.derivative.to_string());
        let listed =
            |items: Vec<String>| if items.is_empty() { "-".into() } else { items.join(", ") };
        let gradient = gradients.at(place).map_or("None".into(), |gradient| gradient.to_string());
        rows.add_row([
            place.to_string(),
            node.value.to_string(),
            node.op.name().to_owned(),
            listed(of.collect()),
            listed(derivatives.collect()),
            gradient,
        ]);
    }
    rows
}

fn numbers(components: &[Components; 3]) -> DMatrix<f64> {
    let row = |c: &Components| {
        let of = |truth: bool| f64::from(u8::from(truth));
        let grad = c.grad.unwrap_or(-1.0);
        RowDVector::from_row_slice(&[c.data, grad, of(c.requires_grad), of(c.is_leaf)])
    };
    DMatrix::from_rows(&components.map(|c| row(&c)))
}

/// z = x³ at 5.
fn cube(report: &mut Report, examples: &[Closing]) -> Result<()> {
    let tape = Tape::new();
    let x = tape.leaf(5.0);
    let z = x.powi(3);
    let once = z.backward().of(x);
    let seeded = tape.backward(&[(z, 5.0)]).of(x);
    report.paragraph(format_args!(
        "\nz = x³ at x = 5: ∂z/∂x = 3 x² = {once}. A second backward() adds another 75 to x.grad \
         unless it is cleared: {}. backward() of a number is seeded with ∂z/∂z = 1; with 5, which \
         the lecture says it is, x.grad would be {seeded}.\n",
        2.0 * once
    ));
    let mut checks = Vec::new();
    for Closing { device, cube, .. } in examples {
        let ours = RowVector3::new(once, 2.0 * once, seeded);
        let what = "x.grad of x³: once, twice, seeded with 5";
        let by = Referee::Autograd(*device);
        checks.push(compare(what, by, &ours, &RowVector3::from(*cube))?);
    }
    let (ours, by_hand) = (RowVector2::new(once, seeded), RowVector2::new(75.0, 375.0));
    checks.push(compare("3 x² at 5, by hand", Referee::Substitution, &ours, &by_hand)?);
    report.check_all(checks);
    report.result("cube", json!({ "x_grad": once, "seeded_with_5": seeded }))
}

/// z = x ⊙ y with an upstream gradient.
fn vectors(report: &mut Report, examples: &[Closing]) -> Result<()> {
    let mut columns = Vec::new();
    for upstream in &VECTORS[2..] {
        let tape = Tape::new();
        let [x, y] = [VECTORS[0], VECTORS[1]].map(|values| values.map(|value| tape.leaf(value)));
        let z = [0, 1, 2].map(|i| x[i] * y[i]);
        let gradients = tape.backward(&[0, 1, 2].map(|i| (z[i], upstream[i])));
        columns.push(z.map(|z| z.value()));
        columns.extend([x, y].map(|leaves| leaves.map(|leaf| gradients.of(leaf))));
    }
    columns.remove(3); // z again
    let ours = DMatrix::from_fn(3, 5, |row, column| columns[column][row]);
    report.paragraph(
        "\nz = x ⊙ y with x = (2, 4, 8) and y = (1, 3, 5) is no number, so backward() needs an \
         upstream gradient u, one entry for each of z: x.grad = u ⊙ y and y.grad = u ⊙ x.\n",
    );
    let mut rows = table(["u", "x.grad", "y.grad"]);
    for shown in [[VECTORS[2], columns[1], columns[2]], [VECTORS[3], columns[3], columns[4]]] {
        rows.add_row(shown.map(|v| format!("({}, {}, {})", v[0], v[1], v[2])));
    }
    report.say(rows);
    let by_hand = DMatrix::from_row_slice(3, 5, &VECTORS_BY_HAND);
    let what = "x ⊙ y, x.grad and y.grad";
    let mut checks =
        vec![compare(format!("{what}, by hand"), Referee::Substitution, &ours, &by_hand)?];
    for example in examples {
        let by = Referee::Autograd(example.device);
        checks.push(compare(what, by, &ours, &example.vectors)?);
    }
    report.check_all(checks);
    report.result("vectors", json!({ "x_grad": columns[1], "y_grad": columns[2] }))
}

/// What is not recorded, and what torch refuses.
fn refusals(report: &mut Report, example: &Closing) -> Result<()> {
    let Closing { device, recorded, refusals, .. } = example;
    let tape = Tape::new();
    let x = tape.leaf(25.0);
    let ours = [x * 2.0, x.detach() * 2.0].map(|y| y.node().is_some());
    report.say(format_args!(
        "\n2 x requires a gradient: {}; within no_grad(): {}; of x.detach(): {}. On our tape: {}, and of x.detach(): {}.",
        recorded[0], recorded[1], recorded[2], ours[0], ours[1]
    ));
    report.say("torch refuses, in its own words:");
    let asked = [
        "backward() of a vector without an upstream gradient",
        "an integer that requires a gradient",
        "x += 1 in place, of a leaf that requires one",
    ];
    for (asked, answer) in asked.iter().zip(refusals) {
        report.say(format_args!("  {asked}:\n    {answer}"));
    }
    let row = |truths: &[bool]| {
        RowDVector::from_iterator(truths.len(), truths.iter().map(|&t| f64::from(u8::from(t))))
    };
    let same =
        |what, by, expected: &[bool], got: &[bool]| compare(what, by, &row(expected), &row(got));
    let by = Referee::Autograd(*device);
    let refused = refusals.each_ref().map(|answer| !answer.is_empty());
    let checks = vec![
        same("recorded: 2 x, within no_grad, detached", by, &[true, false, false], recorded)?,
        same("recorded by the tape", Referee::Tape, &[true, false], &ours)?,
        same("refused: a vector, an integer, in place", by, &[true; 3], &refused)?,
    ];
    report.say("");
    report.check_all(checks);
    report.result("refusals", refusals)
}
