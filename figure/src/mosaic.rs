use std::collections::{BTreeMap, BTreeSet};

use crate::paper::{Block, Spot};
use crate::stroke::thin;

/// A grid of classes as a picture: areas of one class each, and the borders between them.
///
/// The cells only sample where a classifier changes its mind, so their stairs are no part of the
/// truth: a border runs through the middles of the cells' edges and is then smoothed, and the areas
/// on its two sides share every point of it, so that no paper shines through between them.
pub(crate) struct Mosaic {
    /// Outlines with their class. Each may cover the next ones' place: draw them in this order.
    pub areas: Vec<(Vec<Spot>, usize)>,
    /// Lines from crossing to crossing, or closed.
    pub borders: Vec<Vec<Spot>>,
}

/// A place counted in half cells, right and up: (odd, even) and (even, odd) are the middles of
/// cells' edges, (even, even) their corners.
type Node = (usize, usize);
type Links = BTreeMap<Node, BTreeSet<Node>>;

/// Each point of a border moves to the mean of this many neighbours on either side, and itself.
const REACH: usize = 4;
/// A border may then be straightened by a quarter of a pixel.
const STRAIGHTEN: f64 = 2.5;

impl Mosaic {
    /// The picture of the cells in a block. Rows run upwards; there is at least one cell, and all
    /// rows are equally long.
    pub fn new(block: Block, cells: &[Vec<usize>]) -> Mosaic {
        let (rows, columns) = (cells.len() as f64, cells[0].len() as f64);
        let (wide, high) = (f64::from(block.width), f64::from(block.height));
        let spot = |(x, y): (f64, f64)| -> Spot {
            let right = (wide * x / (2.0 * columns)).round() as i32;
            (block.left + right, block.bottom() - (high * y / (2.0 * rows)).round() as i32)
        };
        let mut kept: BTreeMap<Node, Spot> = BTreeMap::new();
        let mut borders = Vec::new();
        for line in chains(links(cells)) {
            let spots: Vec<Spot> = smooth(&line).into_iter().map(spot).collect();
            let border = thin(&spots, STRAIGHTEN);
            // The areas must turn exactly where the border does.
            let mut turns = border.iter().peekable();
            for (node, spot) in line.iter().zip(&spots) {
                if turns.next_if_eq(&spot).is_some() {
                    kept.insert(*node, *spot);
                }
            }
            borders.push(border);
        }
        for (x, y) in [(0, 0), (2, 0), (0, 2), (2, 2)] {
            let node = (x * cells[0].len(), y * cells.len());
            kept.insert(node, spot((node.0 as f64, node.1 as f64)));
        }
        let mut outlines = outlines(cells);
        // Whatever lies in a hole of an area is smaller than the area: the largest first.
        outlines.sort_by_key(|outline| std::cmp::Reverse(outline.twice_area));
        let area = |outline: Outline| {
            let turns = outline.nodes.iter().filter_map(|node| kept.get(node).copied());
            (turns.collect(), outline.class)
        };
        Mosaic { areas: outlines.into_iter().map(area).collect(), borders }
    }
}

/// The moving mean of a line's points, narrower towards its ends, which stay.
fn smooth(line: &[Node]) -> Vec<(f64, f64)> {
    let last = line.len() - 1;
    let mean = |i: usize| {
        let reach = REACH.min(i).min(last - i);
        let around = &line[i - reach..=i + reach];
        let n = around.len() as f64;
        let sum = around.iter().fold((0, 0), |sum, node| (sum.0 + node.0, sum.1 + node.1));
        (sum.0 as f64 / n, sum.1 as f64 / n)
    };
    (0..=last).map(mean).collect()
}

/// The four cells around a corner: lower left, lower right, upper left, upper right.
fn around(cells: &[Vec<usize>], i: usize, j: usize) -> [Option<usize>; 4] {
    let class = |dx: usize, dy: usize| {
        let (x, y) = ((i + dx).checked_sub(1)?, (j + dy).checked_sub(1)?);
        cells.get(y)?.get(x).copied()
    };
    [class(0, 0), class(1, 0), class(0, 1), class(1, 1)]
}

/// Which middles of edges between different classes follow one another. Where two such edges meet
/// in a corner, their middles are linked, cutting it; where more meet, or the block ends, each is
/// linked with the corner.
fn links(cells: &[Vec<usize>]) -> Links {
    let mut links = Links::new();
    let mut link = |a: Node, b: Node| {
        links.entry(a).or_default().insert(b);
        links.entry(b).or_default().insert(a);
    };
    for j in 0..=cells.len() {
        for i in 0..=cells[0].len() {
            let (x, y) = (2 * i, 2 * j);
            let [low_left, low_right, up_left, up_right] = around(cells, i, j);
            let sides = [
                (low_left, low_right, (x, y.wrapping_sub(1))),
                (up_left, up_right, (x, y + 1)),
                (low_left, up_left, (x.wrapping_sub(1), y)),
                (low_right, up_right, (x + 1, y)),
            ];
            let differ = sides.iter().filter(|(a, b, _)| a.is_some() && b.is_some() && a != b);
            let middles: Vec<Node> = differ.map(|side| side.2).collect();
            match middles[..] {
                [a, b] => link(a, b),
                _ => middles.into_iter().for_each(|middle| link(middle, (x, y))),
            }
        }
    }
    links
}

/// Joins links into lines; each ends at a crossing, at the rim, or where it closes.
fn chains(mut links: Links) -> Vec<Vec<Node>> {
    let ends = links.iter().filter(|(_, next)| next.len() != 2).map(|(&node, _)| node);
    let ends: BTreeSet<Node> = ends.collect();
    // What is left by lines with ends runs in circles.
    let starts: Vec<Node> = ends.iter().chain(links.keys()).copied().collect();
    let mut lines = Vec::new();
    for start in starts {
        while links.contains_key(&start) {
            lines.push(walk(&mut links, start, &ends));
        }
    }
    lines
}

/// Takes one line out of the links, from a node to the next end or back.
fn walk(links: &mut Links, start: Node, ends: &BTreeSet<Node>) -> Vec<Node> {
    let mut line = vec![start];
    let mut here = start;
    while let Some(next) = links.get(&here).and_then(|next| next.first().copied()) {
        for (a, b) in [(here, next), (next, here)] {
            let rest = links.get_mut(&a).expect("links go both ways");
            rest.remove(&b);
            if rest.is_empty() {
                links.remove(&a);
            }
        }
        line.push(next);
        here = next;
        if ends.contains(&here) || here == start {
            break;
        }
    }
    line
}

/// The outer outline of cells of one class that hang together by their edges.
struct Outline {
    class: usize,
    /// Corners and middles of edges in turn, the class on the left.
    nodes: Vec<Node>,
    twice_area: i64,
}

/// Right, up, left, down.
const STEPS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

fn outlines(cells: &[Vec<usize>]) -> Vec<Outline> {
    // Edges of the outlines, by the corner where they begin and their direction, with their class.
    let mut edges: BTreeMap<(Node, usize), usize> = BTreeMap::new();
    for (j, row) in cells.iter().enumerate() {
        for (i, &class) in row.iter().enumerate() {
            let [_, below, left, _] = around(cells, i, j);
            let [_, right, above, _] = around(cells, i + 1, j + 1);
            let sides = [
                (below, (i, j), 0),
                (right, (i + 1, j), 1),
                (above, (i + 1, j + 1), 2),
                (left, (i, j + 1), 3),
            ];
            for (other, corner, step) in sides {
                if other != Some(class) {
                    edges.insert((corner, step), class);
                }
            }
        }
    }
    let mut outlines = Vec::new();
    while let Some((&(mut corner, mut step), &class)) = edges.first_key_value() {
        let mut outline = Outline { class, nodes: Vec::new(), twice_area: 0 };
        while edges.remove(&(corner, step)).is_some() {
            let (x, y) = corner;
            let (dx, dy) = STEPS[step];
            outline.nodes.push((2 * x, 2 * y));
            let middle = ((2 * x).wrapping_add_signed(dx), (2 * y).wrapping_add_signed(dy));
            outline.nodes.push(middle);
            outline.twice_area += x as i64 * dy as i64 - y as i64 * dx as i64;
            corner = (x.wrapping_add_signed(dx), y.wrapping_add_signed(dy));
            // Left before straight before right: cells that touch in a corner only do not
            // hang together.
            let turns = [1, 0, 3].map(|turn| (step + turn) % 4);
            step = turns.into_iter().find(|&s| edges.contains_key(&(corner, s))).unwrap_or(step);
        }
        // A hole's outline runs the other way round; what fills the hole has its own.
        if outline.twice_area > 0 {
            outlines.push(outline);
        }
    }
    outlines
}
