//! Which graphs and curves make the pictures of exercise 2.

use super::solve::{BlockDepth, Found, Graphs};
use crate::Result;
use crate::chapter::activation;
use crate::chapter::number::fixed;
use crate::language::{Language, Tells, words};
use ma6202::activation::Activation;
use ma6202::activation::facts::{Facts, Smoothness};
use ma6202::dag::recurrence::{Branch, Fate, Recurrence, branches};
use ma6202::dag::{DagOp, NodeId};
use ma6202_figure::{
    Axis, CurvePanel, Curves, EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Series, Svg,
};
use ma6202_formula::Words;

/// What the operations of nodes are called, by [`DagOp::name`].
const KINDS: [Words; 6] = [
    words("entrada", "input"),
    words("densa", "dense"),
    words("activación", "activation"),
    words("suma", "sum"),
    words("concatenación", "concatenation"),
    words("producto", "product"),
];

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![
        ("architectures", architectures(&found.graphs, language)?),
        ("paths", paths(&found.paths, language)?),
        ("fixed_points", fixed_points(language)?),
    ])
}

/// The lecture's chain, a network that skips, and a cycle with its refused edge.
fn architectures(graphs: &Graphs, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let (cycle, from, to) = &graphs.almost_a_cycle;
    // A title, a graph, and the ends of an edge that it refuses.
    let shown = [
        (say("la cadena de la clase", "the lecture's chain"), &graphs.chain, None),
        (
            say("salto, compuerta, concatenación", "skip, gate, concatenation"),
            &graphs.skipping,
            None,
        ),
        (say("un ciclo, rechazado", "a cycle, refused"), cycle, Some((*from, *to))),
    ];
    let kind =
        |op: DagOp| KINDS.iter().position(|kind| kind.en == op.name()).expect("one of the kinds");
    let labels = shown.map(|(_, dag, _)| {
        dag.graph()
            .node_weights()
            .map(|node| match node.op {
                DagOp::Activation(f) => {
                    let f = activation(f.name(), language);
                    format!("{} {f}, {}", node.name, node.width)
                }
                op => format!("{} {}, {}", node.name, language.of(KINDS[kind(op)]), node.width),
            })
            .collect::<Vec<_>>()
    });
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
    let closed = graphs.cycle.join(" → ");
    let refused = format!("{} {closed}", say("rechazada: cerraría", "refused: would close"));
    Ok(Graph {
        title: say(
            "Arquitecturas como grafos: cada nodo va después de los que llegan a él",
            "Architectures as graphs: each node after all that lead to it",
        ),
        kinds: KINDS.map(|kind| language.of(kind)).to_vec(),
        refused: &refused,
        labels: EdgeLabels::default(),
        columns: 3,
        panels,
    }
    .svg()?)
}

/// Paths and edges, by depth.
fn paths(depths: &[BlockDepth], language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let depths: Vec<_> = depths.iter().filter(|depth| depth.products.is_some()).collect();
    let blocks: Vec<f64> = depths.iter().map(|depth| depth.blocks as f64).collect();
    let paths = depths.iter().map(|depth| depth.paths as f64);
    let products = depths.iter().filter_map(|depth| depth.products).map(|count| count as f64);
    let visits = depths.iter().map(|depth| depth.visits as f64);
    let curves = [
        Series::new(
            say("productos, recorriendo los caminos", "products, walking the paths"),
            &blocks,
            products,
        ),
        Series::new(say("caminos", "paths"), &blocks, paths),
        Series::new(
            say("aristas que recorre la retropropagación", "edges visited by the backward pass"),
            &blocks,
            visits,
        ),
    ];
    let (x, y) = (say("conexiones de salto", "skip connections"), say("cantidad", "count"));
    let panel = CurvePanel::new("", Axis::linear(x), Axis::log10(y), curves);
    let title = say(
        "Conexiones de salto: qué suma la regla de la cadena, qué recorre la retropropagación",
        "Skip connections: what the chain rule sums, what backpropagation visits",
    );
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// The solutions of y = f(w y + x) against w.
fn fixed_points(language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let shown = [
        ("tanh", "", Activation::Tanh, 0.0, -3.0, 3.0),
        ("tanh", "", Activation::Tanh, 0.2, -3.0, 3.0),
        ("ReLU", ", w < 1", Activation::Relu, 1.0, -3.0, 0.9),
        ("ReLU", ", w > 1", Activation::Relu, -1.0, 1.1, 3.0),
    ];
    let mut panels = Vec::new();
    for (name, remark, f, x, low, high) in shown {
        let w: Vec<f64> = (0..=600).map(|i| low + (high - low) * f64::from(i) / 600.0).collect();
        let mut lines = LINES.map(|_| (Vec::new(), Vec::new()));
        // A branch of one point is where two others meet.
        let long = |branch: &Branch| branch.w[branch.w.len() - 1] - branch.w[0] > 1e-6;
        for branch in branches(f, x, &w)?.into_iter().filter(long) {
            let (xs, ys) = &mut lines[line(&branch)];
            xs.extend(branch.w);
            ys.extend(branch.y);
        }
        for ((xs, ys), y) in lines[LINES.len() - 2..].iter_mut().zip(alternating(f, x, &w)?) {
            (*xs, *ys) = y;
        }
        let drawn = LINES.into_iter().zip(lines).filter(|(_, (xs, _))| !xs.is_empty());
        let curves = drawn.map(|(label, (xs, ys))| Series::new(language.of(label), &xs, ys));
        let decimals = usize::from(x.fract() != 0.0);
        let title = format!("{name}, x = {}{remark}", fixed(x, decimals, language));
        let x = Axis::linear(say("peso w del ciclo", "weight w of the cycle"));
        panels.push(CurvePanel::new(title, x, Axis::linear("y"), curves));
    }
    let title = say(
        "Las soluciones de y = f(w y + x), y entre qué valores alterna la iteración",
        "The solutions of y = f(w y + x), and between which values the iteration alternates",
    );
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// The higher and the lower of the values between which repeating alternates, against w.
fn alternating(f: Activation, x: f64, w: &[f64]) -> Result<[(Vec<f64>, Vec<f64>); 2]> {
    let repels = |branch: &Branch| branch.of == 1 && !branch.attracts;
    let all = branches(f, x, w)?;
    let end = all
        .iter()
        .find(|branch| repels(branch))
        .and_then(|branch| Some((*branch.w.last()?, *branch.y.last()?)));
    // There the two set out steeply, so that more of w is looked at.
    let mut w = w.to_vec();
    w.extend(end.iter().flat_map(|(end, _)| NEAR.map(|near| end - near)));
    w.sort_by(f64::total_cmp);
    let mut lines = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
    for w in w {
        if let Fate::Alternates(low, high) = Recurrence::new(f, w, x)?.fate(x + 0.1) {
            for ((xs, ys), y) in lines.iter_mut().zip([high, low]) {
                xs.push(w);
                ys.push(y);
            }
        }
    }
    // They set out from the solution, unless f has a kink: then they are apart from the first.
    if let Some((w, y)) = end.filter(|_| Facts::of(f).smoothness == Smoothness::Smooth) {
        for (xs, ys) in lines.iter_mut().filter(|(xs, _)| !xs.is_empty()) {
            xs.push(w);
            ys.push(y);
        }
    }
    Ok(lines)
}

/// How far before the alternating begins it is looked at: nearer, it takes too long to settle.
const NEAR: [f64; 3] = [0.003, 0.005, 0.0075];

/// What the legend calls the lines.
const LINES: [Words; 7] = [
    words("la única o la mayor de tres, atrae", "only one or upper of three, attracts"),
    words("la única, repele", "only one, repels"),
    words("la menor de varias, atrae", "lower of several, attracts"),
    words("la del medio de tres, repele", "middle of three, repels"),
    words("la mayor de dos, repele", "upper of two, repels"),
    words("no converge: alterna, valor alto", "does not converge: alternates, upper value"),
    words("no converge: alterna, valor bajo", "does not converge: alternates, lower value"),
];

/// Which of the lines a branch belongs to: the only solution that attracts goes on in the highest
/// of three.
fn line(branch: &Branch) -> usize {
    match (branch.of, branch.number, branch.attracts) {
        (1, _, true) | (3, 2, true) => 0,
        (1, _, false) => 1,
        (_, 0, _) => 2,
        (3, 1, _) => 3,
        _ => 4,
    }
}
