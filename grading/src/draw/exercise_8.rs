//! Exercise 8: autograd.

use serde_json::{Value, from_value, json};
use starter::wire::ANSWERS;

use super::random::Random;
use super::{Input, plain, unknown, with_twins};

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "8.1" => plain([draw.real(), -3.0 * draw.between(0.5, 1.5)].map(|x| json!([x, 1]))),
        "8.2" => plain([0, 2, draw.count(3..=6)].map(|calls| json!([2.0 * draw.real(), calls]))),
        "8.3" => {
            let mut inputs: Vec<Value> =
                [3, 5, 1].map(|n| json!([draw.vector(n), draw.vector(n), draw.vector(n)])).into();
            // Nothing can be divided by 0, and of large numbers small differences are lost.
            inputs.push(json!([[0.0, draw.real()], [draw.real(), 0.0], draw.vector(2)]));
            let large =
                |draw: &mut Random| draw.vector(2).into_iter().map(|x| 1e9 * x).collect::<Vec<_>>();
            inputs.push(json!([large(draw), large(draw), draw.vector(2)]));
            plain(inputs)
        }
        "8.4" => plain(
            [(3, 3), (2, 4), (4, 2), (1, 3), (3, 1)]
                .map(|(m, n)| json!([draw.vector(m), draw.matrix(m, n)])),
        ),
        "8.5" => {
            let mut records = trees(draw);
            records.extend([knot(draw), lonely(), detached(true)]);
            let mut inputs: Vec<Value> =
                records.into_iter().map(|record| evaluated(draw, record)).collect();
            // Away from 0, where no short series is enough.
            let record = json!([["Input"], ["Exp", 0], ["Input"], ["Exp", 2], ["Sin", 0]]);
            inputs.push(json!([record, [draw.between(3.0, 4.0), -draw.between(3.0, 4.0)]]));
            plain(inputs)
        }
        "8.6" => backwards(draw, trees),
        "8.7" => backwards(draw, shared),
        "8.8" => backwards(draw, |_| vec![detached(true), detached_last(), detached(false)]),
        "8.9" => forwards(draw, |draw| {
            let mut records = shared(draw);
            records.push(tree(draw, 3));
            records
        }),
        "8.10" => forwards(draw, |_| vec![detached(true), detached_last(), detached(false)]),
        _ => unknown(number),
    }
}

type Record = Vec<Value>;

fn input() -> Value {
    json!(["Input"])
}

/// The record with inputs for which no value is large, and no derivative is either large or lost.
fn evaluated(draw: &mut Random, record: Record) -> Value {
    let inputs = record.iter().filter(|operation| **operation == input()).count();
    draw.until(
        |draw| json!([record, draw.vector(inputs)]),
        |inputs| {
            let number = |value: Value| -> f64 { from_value(value).expect("a number") };
            let list = |answer| match ANSWERS.call(answer, inputs) {
                Some(Value::Array(values)) => values.into_iter().map(number).collect::<Vec<f64>>(),
                _ => unreachable!("both give lists"),
            };
            let largest = |list: Vec<f64>| list.into_iter().fold(0.0, |a: f64, b| a.max(b.abs()));
            let slope = largest(list("reverse_gradient"));
            largest(list("values")) < 30.0 && slope < 100.0 && (slope > 0.02 || slope == 0.0)
        },
    )
}

fn backwards(draw: &mut Random, records: impl Fn(&mut Random) -> Vec<Record>) -> Vec<Input> {
    let records: Vec<Record> = records(draw);
    with_twins(&[1], records.into_iter().map(|record| evaluated(draw, record)))
}

fn forwards(draw: &mut Random, records: impl Fn(&mut Random) -> Vec<Record>) -> Vec<Input> {
    let records: Vec<Record> = records(draw);
    with_twins(
        &[1],
        records.into_iter().map(|record| {
            let mut inputs = evaluated(draw, record);
            let n = inputs[1].as_array().map_or(0, Vec::len);
            inputs.as_array_mut().expect("a list of arguments").push(json!(draw.vector(n)));
            inputs
        }),
    )
}

/// Every value is used once, but the last; inputs come where they are needed, also after other
/// operations.
fn tree(draw: &mut Random, inputs: usize) -> Record {
    let mut record = vec![input()];
    let mut last = 0;
    for _ in 1..inputs {
        if draw.coin() {
            record.push(json!([if draw.coin() { "Sin" } else { "Exp" }, last]));
            last = record.len() - 1;
        }
        record.push(input());
        let other = record.len() - 1;
        let name = ["Add", "Sub", "Mul"][draw.count(0..=2)];
        let (i, j) = if draw.coin() { (last, other) } else { (other, last) };
        record.push(json!([name, i, j]));
        last = record.len() - 1;
    }
    record.push(json!(["Sin", last]));
    record
}

/// Some in which every operation is found, in both orders where that matters; an input alone.
fn trees(draw: &mut Random) -> Vec<Record> {
    draw.until(
        |draw| vec![tree(draw, 3), tree(draw, 4), tree(draw, 2), vec![input()]],
        |records| {
            let operations: Vec<&Value> = records.iter().flatten().collect();
            let has = |name: &str, good: fn(&Value) -> bool| {
                operations.iter().any(|one| one[0] == name && good(one))
            };
            let falls = |one: &Value| one[1].as_u64() > one[2].as_u64();
            let rises = |one: &Value| one[1].as_u64() < one[2].as_u64();
            ["Add", "Mul", "Sin", "Exp"].iter().all(|name| has(name, |_| true))
                && has("Sub", falls)
                && has("Sub", rises)
        },
    )
}

fn shared(draw: &mut Random) -> Vec<Record> {
    vec![knot(draw), lonely(), doubled(), knot(draw)]
}

/// Squares, and values used in several places, in both operands.
fn knot(draw: &mut Random) -> Record {
    let mut record = vec![input(), input(), json!(["Mul", 0, 0]), json!(["Sub", 1, 2]), input()];
    for _ in 0..4 {
        let n = record.len();
        let (i, j) = (draw.count(0..=n - 1), draw.count(n - 2..=n - 1));
        record.push(match draw.count(0..=3) {
            0 => json!(["Mul", i, j]),
            1 => json!(["Sub", j, i]),
            2 => json!(["Add", i, j]),
            _ => json!(["Sin", j]),
        });
    }
    let n = record.len();
    record.push(json!(["Mul", n - 1, n - 1]));
    record.push(json!(["Add", n, 1]));
    record
}

/// A value minus itself; an input that nothing uses; an operation that leads nowhere.
fn lonely() -> Record {
    let operations = json!([
        ["Input"],
        ["Exp", 0],
        ["Input"],
        ["Mul", 1, 0],
        ["Input"],
        ["Sub", 3, 1],
        ["Sub", 5, 5],
        ["Add", 5, 5],
        ["Exp", 2],
        ["Mul", 7, 4],
        ["Input"]
    ]);
    let mut record: Record = from_value(operations).expect("a list");
    // 0 times something: what the other factor is cannot be had by dividing.
    record.push(json!(["Mul", 6, 0]));
    record.push(json!(["Add", 9, 11]));
    record
}

/// Forty times y + y - y: whoever goes back along each way by itself never returns.
fn doubled() -> Record {
    let mut record = vec![input(), json!(["Sin", 0])];
    for _ in 0..40 {
        let last = record.len() - 1;
        record.push(json!(["Add", last, last]));
        record.push(json!(["Sub", last + 1, last]));
    }
    record
}

/// Some of what is used comes through detach, also an input at once; there is a way around it.
fn detached(at_once: bool) -> Record {
    let operations = json!([
        ["Input"],
        ["Input"],
        ["Mul", 0, 1],
        ["Detach", 2],
        ["Sin", 2],
        ["Mul", 3, 4],
        ["Add", 5, 0],
        ["Exp", 1],
        ["Sub", 6, 7]
    ]);
    let mut record: Record = from_value(operations).expect("a list");
    if at_once {
        record.push(json!(["Detach", 0]));
        record.push(json!(["Mul", 8, 9]));
    } else {
        record.push(input());
        record.push(json!(["Mul", 9, 8]));
    }
    record
}

/// An input by detach and without; then one by detach only.
fn detached_last() -> Record {
    let operations =
        json!([["Input"], ["Input"], ["Detach", 1], ["Mul", 0, 2], ["Sin", 3], ["Mul", 4, 2]]);
    from_value(operations).expect("a list")
}
