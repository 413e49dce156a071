//! Which boxes and edges make the pictures of exercise 8.

use crate::Result;
use ma6202::number::Number;
use ma6202::tape::{Gradients, Op, Tape, Var};
use ma6202_figure::{EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Svg};

const KINDS: [&str; 4] = ["requires a gradient", "constant", "operation", "result"];

/// What a tape recorded of an expression, as boxes and edges.
struct Recorded {
    title: &'static str,
    /// What each box says, and its kind.
    boxes: Vec<(String, usize)>,
    /// From, to, the value that went forward and the gradient that came back.
    edges: Vec<(usize, usize, String, String)>,
}

/// z = x y + 1 and a neuron, value by value and gradient by gradient.
pub fn graphs() -> Result<Svg> {
    let tape = Tape::new();
    let (x, y) = (tape.leaf(5.0), Var::from(1.0));
    let z = x * y + 1.0;
    let product = Recorded::new("z = x y + 1", &tape, [&["x"], &["y", "1"]], z, "z");

    let tape = Tape::new();
    let [w1, x1, w2, x2, b] = [2.0, -1.0, -3.0, -2.0, -3.0].map(|value| tape.leaf(value));
    let a = w1 * x1 + w2 * x2 + b;
    let y = Var::from(1.0) / ((-a).exp() + 1.0);
    let names: [&[&str]; 2] = [&["w₁", "x₁", "w₂", "x₂", "b"], &["1"]];
    let neuron = Recorded::new("y = σ(w₁x₁ + w₂x₂ + b)", &tape, names, y, "y");

    Ok(Graph {
        title: "What is recorded, and what comes back along it",
        kinds: KINDS.to_vec(),
        refused: "",
        labels: EdgeLabels { forward: "value, forward", backward: "gradient, backward" },
        columns: 2,
        panels: vec![product.panel(), neuron.panel()],
    }
    .svg()?)
}

impl Recorded {
    /// `leaves` and `constants` are what the tape's leaves are called, and the constants of its
    /// operations, each in their order.
    fn new(
        title: &'static str,
        tape: &Tape,
        [leaves, constants]: [&[&str]; 2],
        result: Var,
        name: &str,
    ) -> Recorded {
        let (nodes, gradients) = (tape.nodes(), result.backward());
        let (mut leaves, mut constants) = (leaves.iter(), constants.iter());
        // The numbers of the tape come first, in its order; then constants, then the result.
        let mut boxes: Vec<(String, usize)> = nodes
            .iter()
            .map(|node| match node.op {
                Op::Leaf => (leaves.next().copied().unwrap_or_default().to_owned(), 0),
                op => (symbol(op).to_owned(), 2),
            })
            .collect();
        let mut edges = Vec::new();
        for (to, node) in nodes.iter().enumerate() {
            for (number_of, operand) in node.operands.iter().flatten().enumerate() {
                let value = number(operand.value);
                match operand.node {
                    Some(from) => {
                        edges.push((from, to, value, gradient(&gradients, to, operand.derivative)));
                    }
                    // A dividend: which of two edges is divided would not be seen.
                    None if node.op == Op::Div && number_of == 0 => {
                        boxes[to].0 = format!("{value} ÷");
                    }
                    None => {
                        let name = constants.next().copied().unwrap_or_default();
                        boxes.push((name.to_owned(), 1));
                        edges.push((boxes.len() - 1, to, value, String::new()));
                    }
                }
            }
        }
        boxes.push((name.to_owned(), 3));
        let last = result.node().unwrap_or(0);
        edges.push((last, boxes.len() - 1, number(result.value()), number(1.0)));
        Recorded { title, boxes, edges }
    }

    fn panel(&self) -> GraphPanel<'_> {
        let nodes = self.boxes.iter().map(|(label, kind)| GraphNode { label, kind: *kind });
        let edges = self.edges.iter().map(|(from, to, forward, backward)| GraphEdge {
            from: *from,
            to: *to,
            refused: false,
            labels: EdgeLabels { forward, backward },
        });
        GraphPanel { title: self.title, nodes: nodes.collect(), edges: edges.collect() }
    }
}

/// What an operation passes back to an operand.
fn gradient(gradients: &Gradients, node: usize, derivative: f64) -> String {
    gradients.at(node).map(|gradient| number(gradient * derivative)).unwrap_or_default()
}

fn symbol(op: Op) -> &'static str {
    match op {
        Op::Add => "+",
        Op::Sub => "−",
        Op::Mul => "×",
        Op::Div => "÷",
        Op::Neg => "neg",
        Op::Exp => "exp",
        other => other.name(),
    }
}

/// With two digits after the point, and no zeros at the end.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}
