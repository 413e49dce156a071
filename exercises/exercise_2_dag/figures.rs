//! Which boxes and curves make the pictures of exercise 2.

use super::graphs::Graphs;
use crate::Result;
use ma6202::activation::Activation;
use ma6202::dag::recurrence::{Branch, Fate, Recurrence, branches};
use ma6202::dag::{DagOp, NodeId};
use ma6202_figure::{
    Axis, CurvePanel, Curves, EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Series, Svg,
};

const KINDS: [&str; 6] = ["input", "dense", "activation", "sum", "concatenation", "product"];

/// The lecture's chain, a network that skips, and a cycle with its refused edge.
pub fn architectures(graphs: &Graphs) -> Result<Svg> {
    let (cycle, from, to) = &graphs.almost_a_cycle;
    // A title, a graph, and the ends of an edge that it refuses.
    let shown = [
        ("the lecture's chain", &graphs.chain, None),
        ("skips, a gate, a join", &graphs.skipping, None),
        ("a cycle, refused", cycle, Some((*from, *to))),
    ];
    let labels = shown.map(|(_, dag, _)| {
        dag.graph()
            .node_weights()
            .map(|node| match node.op {
                DagOp::Activation(f) => format!("{} {f}, {}", node.name, node.width),
                op => format!("{} {}, {}", node.name, op.name(), node.width),
            })
            .collect::<Vec<_>>()
    });
    let kind =
        |op: DagOp| KINDS.iter().position(|kind| *kind == op.name()).expect("one of the kinds");
    let edge = |from: NodeId, to: NodeId, refused| GraphEdge {
        from: from.index(),
        to: to.index(),
        refused,
        labels: EdgeLabels::default(),
    };
    let mut panels = Vec::new();
    for ((title, dag, refused), labels) in shown.into_iter().zip(&labels) {
        let nodes = dag.graph().node_weights().zip(labels);
        let nodes = nodes.map(|(node, label)| GraphNode { label, kind: kind(node.op) }).collect();
        let edges = dag.graph().raw_edges().iter().map(|e| edge(e.source(), e.target(), false));
        let edges = edges.chain(refused.map(|(from, to)| edge(from, to, true))).collect();
        panels.push(GraphPanel { title, nodes, edges });
    }
    Ok(Graph {
        title: "Architectures as graphs: each node after all that lead to it",
        kinds: KINDS.to_vec(),
        refused: "refused: closes s → y → v → s",
        labels: EdgeLabels::default(),
        columns: 3,
        panels,
    }
    .svg()?)
}

/// Paths and edges, by depth.
pub fn paths(graphs: &Graphs) -> Result<Svg> {
    let depths: Vec<_> = graphs.depths.iter().filter(|depth| depth.products.is_some()).collect();
    let blocks: Vec<f64> = depths.iter().map(|depth| depth.blocks as f64).collect();
    let paths = depths.iter().map(|depth| depth.paths as f64);
    let products = depths.iter().filter_map(|depth| depth.products).map(|count| count as f64);
    let visits = depths.iter().map(|depth| depth.visits as f64);
    let curves = [
        Series::new("products, walking every path", &blocks, products),
        Series::new("paths", &blocks, paths),
        Series::new("edges visited by the backward pass", &blocks, visits),
    ];
    let panel = CurvePanel::new("", Axis::linear("skip connections"), Axis::log10("count"), curves);
    let title = "Skip connections: what the chain rule sums, what backpropagation visits";
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// The solutions of y = f(w y + x) against w.
pub fn fixed_points() -> Result<Svg> {
    let shown = [
        ("tanh, x = 0", Activation::Tanh, 0.0, -3.0, 3.0),
        ("tanh, x = 0.2", Activation::Tanh, 0.2, -3.0, 3.0),
        ("ReLU, x = 1: none from w = 1 on", Activation::Relu, 1.0, -3.0, 0.9),
        ("ReLU, x = −1", Activation::Relu, -1.0, 1.1, 3.0),
    ];
    let mut panels = Vec::new();
    for (title, f, x, low, high) in shown {
        let w: Vec<f64> = (0..=600).map(|i| low + (high - low) * f64::from(i) / 600.0).collect();
        let mut lines = LABELS.map(|_| (Vec::new(), Vec::new()));
        // A branch of one point is where two others meet.
        let long = |branch: &Branch| branch.w[branch.w.len() - 1] - branch.w[0] > 1e-6;
        for branch in branches(f, x, &w)?.into_iter().filter(long) {
            let (xs, ys) = &mut lines[label(&branch)];
            xs.extend(branch.w);
            ys.extend(branch.y);
        }
        for &w in &w {
            if let Fate::Alternates(low, high) = Recurrence::new(f, w, x)?.fate(x + 0.1) {
                for ((xs, ys), y) in lines[LABELS.len() - 2..].iter_mut().zip([high, low]) {
                    xs.push(w);
                    ys.push(y);
                }
            }
        }
        let drawn = LABELS.into_iter().zip(lines).filter(|(_, (xs, _))| !xs.is_empty());
        let curves = drawn.map(|(label, (xs, ys))| Series::new(label, &xs, ys));
        let (x, y) = (Axis::linear("weight w of the cycle"), Axis::linear("y"));
        panels.push(CurvePanel::new(title, x, y, curves));
    }
    let title = "A neuron that feeds itself: the solutions of y = f(w y + x)";
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// What the legend calls the lines.
const LABELS: [&str; 7] = [
    "attracts",
    "repels",
    "lower of several, attracts",
    "middle of three, repels",
    "upper of two, repels",
    "to and fro: high",
    "to and fro: low",
];

/// Which of the lines a branch belongs to: the only solution that attracts goes on in the highest
/// of three.
fn label(branch: &Branch) -> usize {
    match (branch.of, branch.number, branch.attracts) {
        (1, _, true) | (3, 2, true) => 0,
        (1, _, false) => 1,
        (_, 0, _) => 2,
        (3, 1, _) => 3,
        _ => 4,
    }
}
