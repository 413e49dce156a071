//! Whether what an answer gave is right.

use serde_json::from_value;

use crate::case::Case;
use crate::text::{Said, Text, shortened, text};
use crate::value::{Tolerance, Value};

/// What makes an answer right.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// It gives what a right answer gives.
    Agree(Tolerance),
    /// The same, for a derivative: to 2e-6 of the largest number, and smoothly.
    ///
    /// Inputs that differ in their last bits give values that do, too: as far apart as the right
    /// ones, up to 2e-14 of the largest. Differences f(a + h) - f(a - h) divided by 2h jump by
    /// ε f/h, 1e-10 for h = 1e-6, whatever else they are; single precision does not, for its
    /// rounding of both inputs is the same.
    Derived,
    /// It gives an order of the graph, or a cycle of it: the graph proves which.
    OrderOrCycle,
    /// It gives a network of so many hidden neurons with the right outputs.
    Network,
    /// It gives weights that have every row on its side.
    Separates,
    /// It gives a network that is XOR on the four corners.
    Xor,
}

/// The first case in which an answer is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// Its position.
    pub case: usize,
    /// What was expected, at the first place that differs.
    pub expected: Said,
    /// What came instead.
    pub obtained: Said,
}

type Difference = Option<(Said, Said)>;

impl Judge {
    /// Nothing is lost if the answer is right in every case for which there is a value.
    ///
    /// # Panics
    /// A case lacks what this needs.
    pub fn judge(self, cases: &[Case], values: &[Value]) -> Option<Lost> {
        (0..cases.len().min(values.len())).find_map(|k| {
            let (case, value) = (&cases[k], &values[k]);
            let difference = match self {
                Judge::Agree(tolerance) => right(case).difference(value, tolerance),
                Judge::Derived if case.twin => jump(&cases[k - 1..=k], &values[k - 1..=k]),
                Judge::Derived => right(case).difference(value, Tolerance::OfDerivative),
                Judge::OrderOrCycle => order_or_cycle(case, value),
                Judge::Network => network(case, value),
                Judge::Separates => separates(case, value),
                Judge::Xor => xor(value),
            };
            let (expected, obtained) = difference?;
            Some(Lost { case: k, expected, obtained })
        })
    }
}

fn right(case: &Case) -> &Value {
    case.right.as_ref().expect("the case says what is right")
}

/// Where the values for two inputs that differ in their last bits are further apart than rounding
/// takes them.
fn jump(cases: &[Case], values: &[Value]) -> Difference {
    let [r0, r1] = [right(&cases[0]), right(&cases[1])];
    // The shape of the first is right; the second may still differ from it.
    if let Some(shapes) = r1.difference(&values[1], Tolerance::OfDerivative) {
        return Some(shapes);
    }
    let noise = 2e-14 * r1.largest();
    let right = r0.numbers().zip(r1.numbers()).map(|(r0, r1)| (r1 - r0).abs());
    let moved = values[0].numbers().zip(values[1].numbers()).map(|(v0, v1)| (v1 - v0).abs());
    let (_, jump) = right.zip(moved).find(|(right, moved)| *moved > 3.0 * right + noise)?;
    let expected = text(
        "valores que casi no cambian cuando los argumentos cambian en su último dígito",
        "values that hardly change where the arguments change in their last digit",
    );
    let obtained = Said::new(
        format!("saltan en {jump:.0e}, como las diferencias numéricas: derive a mano"),
        format!("they jump by {jump:.0e}, as numeric differences do: derive by hand"),
    );
    Some((expected.into(), obtained))
}

/// What came has another form than the answer's type: only something else than the answer sends it.
fn malformed(value: &Value) -> Difference {
    let expected = text("un valor del tipo de la respuesta", "a value of the answer's type");
    Some((expected.into(), shortened(value.to_string())))
}

fn order_or_cycle(case: &Case, value: &Value) -> Difference {
    let (n, edges): (usize, Vec<(usize, usize)>) =
        from_value(case.inputs.clone()).expect("n and the edges");
    let parts = value.list().and_then(|parts| match parts {
        [Value::Number(kind), list] => Some((*kind, list.counts()?)),
        _ => None,
    });
    let (is_right, expected, obtained): (bool, Text, Text) = match parts {
        Some((0.0, list)) => (
            is_order(&list, n, &edges),
            text(
                "un ciclo, o un orden en que toda arista va hacia adelante",
                "a cycle, or an order in which every edge points forward",
            ),
            text("Acyclic con otra cosa", "Acyclic with something else"),
        ),
        Some((1.0, list)) => (
            list.len() <= n && is_cycle(&list, &edges),
            text(
                "un orden, o un ciclo hecho de aristas del grafo",
                "an order, or a cycle made of edges of the graph",
            ),
            text("Cycle con otra cosa", "Cycle with something else"),
        ),
        _ => return malformed(value),
    };
    (!is_right).then(|| (expected.into(), obtained.into()))
}

fn is_order(list: &[usize], n: usize, edges: &[(usize, usize)]) -> bool {
    let place = |i: usize| list.iter().position(|&j| j == i);
    list.len() == n
        && (0..n).all(|i| place(i).is_some())
        && edges.iter().all(|&(i, j)| place(i) < place(j))
}

fn is_cycle(list: &[usize], edges: &[(usize, usize)]) -> bool {
    let next = list.iter().cycle().skip(1);
    !list.is_empty()
        && list.iter().enumerate().all(|(k, i)| !list[..k].contains(i))
        && list.iter().zip(next).all(|(&i, &j)| edges.contains(&(i, j)))
}

fn sigmoid(a: f64) -> f64 {
    0.5 + 0.5 * (0.5 * a).tanh()
}

/// The number of hidden neurons of a network w, b, v, c, and its outputs at some points.
pub fn outputs(network: &Value, at: &[f64]) -> Option<(usize, Vec<f64>)> {
    let [w, b, v, c] = network.list()? else { return None };
    let (w, b, v, c) = (w.vector()?, b.vector()?, v.vector()?, c.number()?);
    if b.len() != w.len() || v.len() != w.len() {
        return None;
    }
    let neuron = |j: usize, x: f64| v[j] * sigmoid(w[j] * x + b[j]);
    let y = |&x: &f64| c + (0..w.len()).map(|j| neuron(j, x)).sum::<f64>();
    Some((w.len(), at.iter().map(y).collect()))
}

fn network(case: &Case, value: &Value) -> Difference {
    let (neurons, expected) = outputs(right(case), &case.at).expect("the case describes a network");
    let Some((came, obtained)) = outputs(value, &case.at) else {
        let expected = text("w, b y v del mismo largo", "w, b and v of one length");
        return Some((expected.into(), shortened(value.to_string())));
    };
    if came != neurons {
        let hidden =
            |n: usize| Said::new(format!("{n} neuronas ocultas"), format!("{n} hidden neurons"));
        return Some((hidden(neurons), hidden(came)));
    }
    let (expected, obtained): (Value, Value) = (expected.into(), obtained.into());
    expected.difference(&obtained, Tolerance::OfLargest)
}

/// Nothing differs if the weights have every row on its side: there are many such weights.
fn separates(case: &Case, value: &Value) -> Difference {
    let (x, t, _): (Vec<Vec<f64>>, Vec<f64>, usize) =
        from_value(case.inputs.clone()).expect("X, t and the passes");
    let Some(w) = value.vector() else { return malformed(value) };
    let side = |row: &[f64]| {
        let a: f64 = row.iter().zip(&w).map(|(x, w)| x * w).sum();
        f64::from(a > 0.0)
    };
    if w.len() == x[0].len() && x.iter().zip(&t).all(|(row, t)| side(row) == *t) {
        return None;
    }
    let expected =
        text("pesos con todas las filas de su lado", "weights with every row on its side");
    Some((expected.into(), shortened(value.to_string())))
}

/// Nothing differs if the network w, b, v, c gives XOR on all four inputs.
fn xor(value: &Value) -> Difference {
    let parts = value.list().and_then(|parts| {
        let [w, b, v, c] = parts else { return None };
        let w: Option<Vec<Vec<f64>>> = w.list()?.iter().map(Value::vector).collect();
        Some((w?, b.vector()?, v.vector()?, c.number()?))
    });
    let Some((w, b, v, c)) = parts else { return malformed(value) };
    if [w.len(), b.len(), v.len()] != [2; 3] || w.iter().any(|row| row.len() != 2) {
        return malformed(value);
    }
    let y = |x: [f64; 2]| {
        let hidden = |j: usize| sigmoid(x[0] * w[0][j] + x[1] * w[1][j] + b[j]);
        sigmoid(c + v[0] * hidden(0) + v[1] * hidden(1))
    };
    let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let obtained = corners.map(y);
    let right = |(x, y): (&[f64; 2], &f64)| if x[0] != x[1] { *y > 0.9 } else { *y < 0.1 };
    if corners.iter().zip(&obtained).all(right) {
        return None;
    }
    let obtained = Value::from(obtained.to_vec());
    Some((shortened("[< 0.1, > 0.9, > 0.9, < 0.1]"), shortened(obtained.to_string())))
}
