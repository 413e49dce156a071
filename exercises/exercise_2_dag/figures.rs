//! Which boxes and curves make the pictures of exercise 2.

use super::graphs::Graphs;
use crate::Result;
use ma6202::activation::Activation;
use ma6202::dag::recurrence::{Branch, Fate, Recurrence, branches};
use ma6202::dag::{Dag, DagOp, NodeId};
use ma6202_figure::{
    Axis, CurvePanel, Curves, EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Scale, Series,
    Svg,
};

const KINDS: [&str; 6] = ["input", "dense", "activation", "sum", "concatenation", "product"];

/// A title, a graph, and the ends of an edge that it refuses.
type Shown<'a> = (&'static str, &'a Dag, Option<(NodeId, NodeId)>);

/// The lecture's chain, a network that skips, and a cycle with its refused edge.
pub fn architectures(graphs: &Graphs) -> Result<Svg> {
    let (cycle, from, to) = &graphs.almost_a_cycle;
    let shown: [Shown; 3] = [
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
    let panel = |(title, dag, refused): Shown, labels| {
        let labels: &Vec<String> = labels;
        let kind =
            |op: DagOp| KINDS.iter().position(|kind| *kind == op.name()).expect("one of the kinds");
        let edge = |from: NodeId, to: NodeId, refused| GraphEdge {
            from: from.index(),
            to: to.index(),
            refused,
            labels: EdgeLabels::default(),
        };
        let edges = dag.graph().raw_edges().iter().map(|e| edge(e.source(), e.target(), false));
        GraphPanel {
            title,
            nodes: dag
                .graph()
                .node_weights()
                .zip(labels)
                .map(|(node, label)| GraphNode { label, kind: kind(node.op) })
                .collect(),
            edges: edges.chain(refused.map(|(from, to)| edge(from, to, true))).collect(),
        }
    };
    Ok(Graph {
        title: "Architectures as graphs: each node after all that lead to it",
        kinds: KINDS.to_vec(),
        refused: "refused: closes s → y → v → s",
        labels: EdgeLabels::default(),
        columns: 3,
        panels: shown
            .into_iter()
            .zip(&labels)
            .map(|(shown, labels)| panel(shown, labels))
            .collect(),
    }
    .svg()?)
}

/// Paths and edges, by depth.
pub fn paths(graphs: &Graphs) -> Result<Svg> {
    let depths: Vec<_> = graphs.depths.iter().filter(|depth| depth.products.is_some()).collect();
    let blocks: Vec<f64> = depths.iter().map(|depth| depth.blocks as f64).collect();
    let paths: Vec<f64> = depths.iter().map(|depth| depth.paths as f64).collect();
    let products: Vec<f64> =
        depths.iter().filter_map(|depth| depth.products).map(|products| products as f64).collect();
    let visits: Vec<f64> = depths.iter().map(|depth| depth.visits as f64).collect();
    Ok(Curves {
        title: "Skip connections: what the chain rule sums, what backpropagation visits",
        columns: 1,
        panels: vec![CurvePanel {
            title: "",
            x: Axis { name: "skip connections", scale: Scale::Linear },
            y: Axis { name: "count", scale: Scale::Log10 },
            series: vec![
                Series { label: "products, walking every path", xs: &blocks, ys: &products },
                Series { label: "paths", xs: &blocks, ys: &paths },
                Series { label: "edges visited by the backward pass", xs: &blocks, ys: &visits },
            ],
            levels: vec![],
        }],
    }
    .svg()?)
}

/// The solutions of y = f(w y + x) against w.
pub fn fixed_points() -> Result<Svg> {
    let shown = [
        ("tanh, x = 0", Activation::Tanh, 0.0, -3.0, 3.0),
        ("tanh, x = 0.2", Activation::Tanh, 0.2, -3.0, 3.0),
        ("ReLU, x = 1: none from w = 1 on", Activation::Relu, 1.0, -3.0, 0.9),
        ("ReLU, x = −1", Activation::Relu, -1.0, 1.1, 3.0),
    ];
    let mut lines = Vec::new();
    for (_, f, x, low, high) in shown {
        let w: Vec<f64> = (0..=600).map(|i| low + (high - low) * f64::from(i) / 600.0).collect();
        let mut of_panel: Vec<Line> = LABELS.map(|label| Line { label, ..Line::default() }).into();
        // A branch of one point is where two others meet.
        let long = |branch: &Branch| branch.w[branch.w.len() - 1] - branch.w[0] > 1e-6;
        for branch in branches(f, x, &w)?.into_iter().filter(long) {
            let line = &mut of_panel[label(&branch)];
            line.xs.extend(branch.w);
            line.ys.extend(branch.y);
        }
        for &w in &w {
            if let Fate::Alternates(low, high) = Recurrence::new(f, w, x)?.fate(x + 0.1) {
                for (line, y) in of_panel[LABELS.len() - 2..].iter_mut().zip([high, low]) {
                    line.xs.push(w);
                    line.ys.push(y);
                }
            }
        }
        of_panel.retain(|line| !line.xs.is_empty());
        lines.push(of_panel);
    }
    Ok(Curves {
        title: "A neuron that feeds itself: the solutions of y = f(w y + x)",
        columns: 2,
        panels: shown
            .iter()
            .zip(&lines)
            .map(|((title, ..), lines)| CurvePanel {
                title,
                x: Axis { name: "weight w of the cycle", scale: Scale::Linear },
                y: Axis { name: "y", scale: Scale::Linear },
                series: lines
                    .iter()
                    .map(|line| Series { label: line.label, xs: &line.xs, ys: &line.ys })
                    .collect(),
                levels: vec![],
            })
            .collect(),
    }
    .svg()?)
}

/// A line of the picture.
#[derive(Default)]
struct Line {
    label: &'static str,
    xs: Vec<f64>,
    ys: Vec<f64>,
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
