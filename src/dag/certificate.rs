use petgraph::algo::{astar, toposort};
use petgraph::graph::{DiGraph, NodeIndex};

/// Why a directed graph has a topological order, or why it has none: either can be checked without
/// trust in whoever found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Every node once, and every edge from an earlier to a later one.
    Order(Vec<NodeIndex>),
    /// Nodes of which each has an edge to the next, and the last one to the first.
    Cycle(Vec<NodeIndex>),
}

impl Certificate {
    /// The order of any directed graph, or one of its shortest cycles through some node.
    pub fn of<N, E>(graph: &DiGraph<N, E>) -> Certificate {
        match toposort(graph, None) {
            Ok(order) => Certificate::Order(order),
            Err(cycle) => Certificate::Cycle(shortest_cycle(graph, cycle.node_id())),
        }
    }
}

/// The fewest steps that lead from a node of a cycle back to it.
fn shortest_cycle<N, E>(graph: &DiGraph<N, E>, node: NodeIndex) -> Vec<NodeIndex> {
    let back = |next| astar(graph, next, |end| end == node, |_| 1, |_| 0);
    let (_, path) = graph
        .neighbors(node)
        .filter_map(back)
        .min_by_key(|(steps, _)| *steps)
        .expect("a node of a cycle leads back to itself");
    path
}
