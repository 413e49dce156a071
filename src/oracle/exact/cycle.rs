use crate::dag::{Certificate, NodeId};
use crate::oracle::check::Check;
use crate::oracle::exact::planes::count;
use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

/// Checks a certificate against its graph, by nothing but its definition: an order has each node
/// once and no edge that goes back; each step of a cycle is an edge, and there is a step.
pub fn check_certificate<N, E>(graph: &DiGraph<N, E>, certificate: &Certificate) -> Check {
    let (what, ours, theirs) = match certificate {
        Certificate::Order(order) => {
            let place = |node: NodeId| order.iter().position(|&other| other == node);
            let once = |node: &NodeId| order.iter().filter(|&other| other == node).count() == 1;
            let forward = graph.edge_references().filter(|edge| {
                matches!((place(edge.source()), place(edge.target())), (Some(u), Some(v)) if u < v)
            });
            let nodes = graph.node_indices().filter(once).count();
            (
                "order: edges that go forward, nodes that come once, nodes",
                [forward.count(), nodes, order.len()],
                [graph.edge_count(), graph.node_count(), graph.node_count()],
            )
        }
        Certificate::Cycle(cycle) => {
            let next = cycle.iter().cycle().skip(1);
            let steps = cycle.iter().zip(next);
            let edges = steps.filter(|&(&u, &v)| graph.contains_edge(u, v)).count();
            let once = |node: &&NodeId| cycle.iter().filter(|other| other == node).count() == 1;
            let nodes = cycle.iter().filter(once).count();
            (
                "cycle: steps that are edges, nodes that come once, steps at least",
                [edges, nodes, cycle.len().min(1)],
                [cycle.len(), cycle.len(), 1],
            )
        }
    };
    count(what, ours, theirs)
}
