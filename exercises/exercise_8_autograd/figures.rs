//! Which boxes and edges make the pictures of exercise 8.

use super::scale;
use super::solve::{Found, neuron, product};
use crate::Result;
use crate::chapter::number::fixed;
use crate::language::Language;
use ma6202::number::Number;
use ma6202::tape::{Gradients, Op, Tape, Var};
use ma6202_figure::{EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Svg};

/// What a tape recorded of an expression, as boxes and edges.
struct Recorded {
    title: &'static str,
    /// What each box says, and its kind.
    boxes: Vec<(String, usize)>,
    /// From, to, the value that went forward and the gradient that came back.
    edges: Vec<(usize, usize, String, String)>,
}

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    let mut all = Vec::new();
    if found.is_whole {
        all.push(("graphs", graphs(language)?));
    }
    if let Some(record) = &found.scale {
        all.push(("scale", scale::figure::ratios(record, language)?));
    }
    Ok(all)
}

/// z = x y + 1 and a neuron, value by value and gradient by gradient.
fn graphs(language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let tape = Tape::new();
    let [_, _, z] = product(&tape);
    let names: [&[&str]; 2] = [&["x"], &["y", "1"]];
    let product = Recorded::new("z = x y + 1", &tape, names, (z, "z"), language);

    let tape = Tape::new();
    let (_, y) = neuron(&tape);
    let names: [&[&str]; 2] = [&["w₁", "x₁", "w₂", "x₂", "b"], &["1"]];
    let title = "y = σ(w₁x₁ + w₂x₂ + b)";
    let neuron = Recorded::new(title, &tape, names, (y, "y"), language);

    Ok(Graph {
        title: say(
            "Lo que se registra y el gradiente que vuelve",
            "What is recorded, and the gradient that comes back",
        ),
        kinds: vec![
            say("requiere gradiente", "requires a gradient"),
            say("constante", "constant"),
            say("operación", "operation"),
            say("resultado", "result"),
        ],
        refused: "",
        labels: EdgeLabels {
            forward: say("valor, hacia adelante", "value, forward"),
            backward: say("gradiente, hacia atrás", "gradient, backward"),
        },
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
        (result, name): (Var, &str),
        language: Language,
    ) -> Recorded {
        let number = |value| number(value, language);
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
                        let gradient = passed(&gradients, to, operand.derivative);
                        let gradient = gradient.map(number).unwrap_or_default();
                        edges.push((from, to, value, gradient));
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
fn passed(gradients: &Gradients, node: usize, derivative: f64) -> Option<f64> {
    gradients.at(node).map(|gradient| gradient * derivative)
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

/// With two digits after the decimal mark, and no zeros at the end.
fn number(value: f64, language: Language) -> String {
    let text = fixed(value, 2, language);
    text.trim_end_matches('0').trim_end_matches(['.', ',']).to_owned()
}
