use petgraph::algo::toposort;
use petgraph::graph::DiGraph;
use rust_sugiyama::configure::{Config, RankingType};
use rust_sugiyama::from_vertices_and_edges;

use crate::paper::Spot;
use crate::rows::{Link, Reach, straighten};
use crate::style::px;
use crate::{Error, Result};

/// The height of a box.
pub(crate) const BOX: i32 = px(22);
/// From a layer of boxes to the next.
const PITCH: i32 = px(46);
/// The same with a row of labels between the two, and the labels' distance from the upper one.
const LABELLED_PITCH: i32 = px(66);
const LABEL_BELOW: i32 = px(31);
/// The height of a label, and of the piece of its edge that it stands beside.
const LABEL: i32 = px(16);
/// Between the boxes, edges and labels of a row.
const SPACING: i32 = px(12);
/// How much straighter an edge shall be on its way past others than out of a box, or into it.
const STIFF: f64 = 30.0;

/// Where the nodes of a graph stand, as centres in grid units: a layer for each step from the
/// sources, from the top down.
pub(crate) struct Layout {
    pub nodes: Vec<Spot>,
    /// For each edge the upright pieces of its way, as upper and lower end: one past each
    /// layer that it skips; in a graph with labels one in each row of labels too, the last
    /// beside its own.
    pub uprights: Vec<Vec<[Spot; 2]>>,
    pub width: i32,
    pub height: i32,
}

/// Lays out a graph without cycles whose nodes have these widths: an edge that skips layers has a
/// place of its own on each, so it runs through no node.
///
/// Labels, given as their reach from each edge, stand in rows between the layers, each just above
/// the box that its edge ends at. Every edge passes such a row upright, at a place of its own as
/// wide as its labels: so no label meets another, nor another edge. For the sake of that room a
/// source then stands just above the first that reads it, and all places are moved by
/// [`straighten`]: the library's make the whole way of an edge as wide as its widest place.
///
/// # Errors
/// Edges that close a cycle.
///
/// # Source
/// K. Sugiyama, S. Tagawa and M. Toda, *Methods for visual understanding of hierarchical system
/// structures*, 1981; U. Brandes and B. Köpf, *Fast and simple horizontal coordinate assignment*,
/// 2001; both by the library.
pub(crate) fn layout(
    widths: &[i32],
    edges: &[(usize, usize)],
    labels: Option<&[Reach]>,
) -> Result<Layout> {
    let mut row = layers(widths.len(), edges)?;
    if labels.is_some() {
        sink(&mut row, edges);
        row.iter_mut().for_each(|row| *row *= 2);
    }
    let mut reach: Vec<Reach> = widths.iter().map(|&width| Reach::centred(width)).collect();
    let mut steps: Vec<(usize, usize)> = Vec::new();
    let mut passed: Vec<Vec<usize>> = Vec::new();
    for (number, &(from, to)) in edges.iter().enumerate() {
        let mut way = vec![from];
        for at in row[from] + 1..row[to] {
            way.push(row.len());
            row.push(at);
            reach.push(match labels {
                None => Reach::centred(SPACING),
                Some(labels) if at + 1 == row[to] => labels[number],
                Some(_) => Reach::centred(0),
            });
        }
        way.push(to);
        steps.extend(way.windows(2).map(|pair| (pair[0], pair[1])));
        passed.push(way[1..way.len() - 1].to_vec());
    }
    let mut x = places(&reach, &steps);
    if labels.is_some() {
        let link = |&(upper, lower): &(usize, usize)| {
            let passing = upper >= widths.len() && lower >= widths.len();
            Link { ends: [upper, lower], weight: if passing { STIFF } else { 1.0 } }
        };
        let links: Vec<Link> = steps.iter().map(link).collect();
        x = straighten(&x, &row, &reach, &links, SPACING);
    }
    let middle = |row: usize| match labels {
        None => row as i32 * PITCH,
        Some(_) => row as i32 / 2 * LABELLED_PITCH + row as i32 % 2 * LABEL_BELOW,
    };
    let spot = |vertex: usize| (x[vertex], middle(row[vertex]));
    let upright = |&vertex: &usize| {
        let beside_labels = labels.is_some() && row[vertex] % 2 == 1;
        let half = if beside_labels { LABEL } else { BOX } / 2;
        let (x, y) = spot(vertex);
        [(x, y - half), (x, y + half)]
    };
    Ok(Layout {
        nodes: (0..widths.len()).map(spot).collect(),
        uprights: passed.iter().map(|way| way.iter().map(upright).collect()).collect(),
        width: x.iter().zip(&reach).map(|(x, reach)| x + reach.right).max().unwrap_or(0),
        height: row.iter().map(|&row| middle(row)).max().unwrap_or(0) + BOX,
    })
}

/// For each node the length of the longest way to it.
fn layers(nodes: usize, edges: &[(usize, usize)]) -> Result<Vec<usize>> {
    // Nodes without edges may be missing: they stay on the first layer.
    let graph: DiGraph<(), ()> =
        DiGraph::from_edges(edges.iter().map(|&(from, to)| (from as u32, to as u32)));
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

/// Moves each source down to the layer above the first that reads it.
fn sink(layer: &mut [usize], edges: &[(usize, usize)]) {
    for node in 0..layer.len() {
        // Only what leads to a node has put it below the first layer.
        if layer[node] == 0 {
            let readers = edges.iter().filter(|(from, _)| *from == node);
            layer[node] = readers.map(|&(_, to)| layer[to] - 1).min().unwrap_or(0);
        }
    }
}

/// The library's place for each vertex, where every step leads to the next row. It has all sources
/// in the first row, also those that do not stay there; their order is good enough further down.
fn places(reach: &[Reach], steps: &[(usize, usize)]) -> Vec<i32> {
    let sizes: Vec<i32> = reach.iter().map(|reach| reach.left + reach.right).collect();
    let vertices: Vec<(u32, (f64, f64))> =
        sizes.iter().enumerate().map(|(i, &size)| (i as u32, (f64::from(size), 1.0))).collect();
    let steps: Vec<(u32, u32)> = steps.iter().map(|&(a, b)| (a as u32, b as u32)).collect();
    let config = Config {
        vertex_spacing: f64::from(SPACING),
        ranking_type: RankingType::Up,
        ..Config::default()
    };
    // One layout for each part that hangs together; they are put side by side.
    let mut x = vec![0; sizes.len()];
    let mut right = 0;
    for (part, _, _) in from_vertices_and_edges(&vertices, &steps, &config) {
        let half = |vertex: usize| f64::from(sizes[vertex]) / 2.0;
        let left = part.iter().map(|&(v, (x, _))| x - half(v)).fold(f64::INFINITY, f64::min);
        let start = if right == 0 { 0 } else { right + SPACING };
        for (vertex, (centre, _)) in part {
            x[vertex] = start + (centre - left).round() as i32;
            right = right.max(x[vertex] + sizes[vertex] / 2);
        }
    }
    x
}
