use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};
use rust_sugiyama::configure::{Config, RankingType};
use rust_sugiyama::from_vertices_and_edges;

use super::stroke::Spot;
use crate::{Error, Result};

/// Where the nodes of a graph stand, as centres in grid units: a layer for each step from the sources, from the
/// top down.
pub(super) struct Layout {
    pub nodes: Vec<Spot>,
    /// For each edge the places it passes by between its ends: one on each layer that it skips.
    pub bends: Vec<Vec<Spot>>,
    pub width: i32,
    pub layers: usize,
}

/// Lays out a graph without cycles whose nodes have these widths: an edge that skips layers has a place of its
/// own on each, so it runs through no node.
///
/// # Errors
/// [`Error::Figure`] for edges that close a cycle.
///
/// # Source
/// K. Sugiyama, S. Tagawa and M. Toda, *Methods for visual understanding of hierarchical system structures*,
/// 1981; U. Brandes and B. Köpf, *Fast and simple horizontal coordinate assignment*, 2001; both by the library.
pub(super) fn layout(
    widths: &[i32],
    edges: &[(usize, usize)],
    spacing: i32,
    pitch: i32,
) -> Result<Layout> {
    let layer = layers(widths.len(), edges)?;
    let mut sizes: Vec<i32> = widths.to_vec();
    let mut layer_of = layer.clone();
    let mut steps: Vec<(u32, u32)> = Vec::new();
    let mut passed: Vec<Vec<usize>> = Vec::new();
    for &(from, to) in edges {
        let skipped: Vec<usize> = (layer[from] + 1..layer[to])
            .map(|layer| {
                layer_of.push(layer);
                sizes.push(spacing);
                sizes.len() - 1
            })
            .collect();
        let way: Vec<usize> = [from].into_iter().chain(skipped.clone()).chain([to]).collect();
        steps.extend(way.windows(2).map(|pair| (pair[0] as u32, pair[1] as u32)));
        passed.push(skipped);
    }
    let vertices: Vec<(u32, (f64, f64))> =
        sizes.iter().enumerate().map(|(i, &size)| (i as u32, (f64::from(size), 1.0))).collect();
    let config = Config {
        vertex_spacing: f64::from(spacing),
        ranking_type: RankingType::Up,
        ..Config::default()
    };
    // One layout for each part that hangs together; they are put side by side.
    let mut x = vec![0; sizes.len()];
    let mut right = 0;
    for (part, _, _) in from_vertices_and_edges(&vertices, &steps, &config) {
        let half = |vertex: usize| f64::from(sizes[vertex]) / 2.0;
        let left = part.iter().map(|&(v, (x, _))| x - half(v)).fold(f64::INFINITY, f64::min);
        let start = if right == 0 { 0 } else { right + spacing };
        for (vertex, (centre, _)) in part {
            x[vertex] = start + (centre - left).round() as i32;
            right = right.max(x[vertex] + sizes[vertex] / 2);
        }
    }
    let spot = |vertex: usize| (x[vertex], layer_of[vertex] as i32 * pitch);
    Ok(Layout {
        nodes: (0..widths.len()).map(spot).collect(),
        bends: passed.iter().map(|way| way.iter().map(|&vertex| spot(vertex)).collect()).collect(),
        width: right,
        layers: layer.iter().max().map_or(0, |&last| last + 1),
    })
}

/// For each node the length of the longest way to it.
fn layers(nodes: usize, edges: &[(usize, usize)]) -> Result<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..nodes {
        graph.add_node(());
    }
    for &(from, to) in edges {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    let order = toposort(&graph, None).map_err(|_| {
        Error::Figure("the edges of a graph close a cycle; one of it must be marked refused".into())
    })?;
    let mut layer = vec![0; nodes];
    for node in order {
        for next in graph.neighbors(node) {
            layer[next.index()] = layer[next.index()].max(layer[node.index()] + 1);
        }
    }
    Ok(layer)
}
