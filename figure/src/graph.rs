use plotters::style::text_anchor::HPos;

use crate::edge::{EDGE, EdgeLabels, GraphEdge, arrow};
use crate::error::{expect_setting, expect_some};
use crate::layout::{BOX, Layout, layout};
use crate::legend::{Entry, Sample, entries};
use crate::marker::tile;
use crate::paper::{Area, Block, Spot, text};
use crate::sheet::{Drawn, Sheet};
use crate::style::{self, CLASSES, INK, NUMBER, px};
use crate::{Error, Result};
use crate::{Svg, check, font};

/// Directed graphs: boxes and arrows, each layer below the one before.
#[derive(Clone, Debug)]
pub struct Graph<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// The kinds of node; a kind is its index here, and has its own tint.
    pub kinds: Vec<&'a str>,
    /// What the legend calls a refused edge.
    pub refused: &'a str,
    /// What the legend calls the labels of edges; unused while no edge has any.
    pub labels: EdgeLabels<'a>,
    /// How many panels stand side by side.
    pub columns: usize,
    /// Row by row.
    pub panels: Vec<GraphPanel<'a>>,
}

/// One graph.
#[derive(Clone, Debug)]
pub struct GraphPanel<'a> {
    /// Above the graph; may be empty.
    pub title: &'a str,
    pub nodes: Vec<GraphNode<'a>>,
    pub edges: Vec<GraphEdge<'a>>,
}

/// A box.
#[derive(Clone, Copy, Debug)]
pub struct GraphNode<'a> {
    /// What it says inside.
    pub label: &'a str,
    /// Its kind.
    pub kind: usize,
}

/// Left and right of a label inside its box.
const PADDING: i32 = px(7);
/// From the boxes to the first refused edge, and from that to the next.
const LANE: i32 = px(11);
/// Between the tips of arrows that end at one box.
const TIPS: i32 = px(16);

impl Graph<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No kinds, panels or nodes; a kind or a node that is not there; columns out of range; more
    /// kinds than can be told apart; edges that close a cycle or run twice between the same nodes
    /// without being refused; graphs too wide with their labels for their panel; refused edges with
    /// labels; labels that are blank, or hold a character the font lacks.
    pub fn svg(&self) -> Result<Svg> {
        self.svg_in_room_of(self)
    }

    /// Draws the figure with its boxes, edges and legend where they are in another one of the same
    /// boxes and edges, whose labels say more: a frame of a picture in which they come one by one.
    ///
    /// # Errors
    /// Those of [`svg`](Graph::svg), of either; other boxes or edges.
    pub fn svg_in_room_of(&self, whole: &Graph) -> Result<Svg> {
        for graph in [self, whole] {
            expect_some("kinds of node", graph.kinds.len())?;
            check::at_most("number of kinds of node", CLASSES.len(), graph.kinds.len())?;
            graph.panels.iter().try_for_each(|panel| graph.check_panel(panel))?;
        }
        let shapes = |graph: &Graph| graph.panels.iter().map(GraphPanel::shape).collect::<Vec<_>>();
        let (own, others) = (shapes(self), shapes(whole));
        expect_setting(
            "boxes and edges",
            &format!("{others:?}"),
            format!("{own:?}"),
            own == others,
        )?;
        let labelled = whole.edges().any(|edge| !edge.labels.is_empty());
        let layouts = whole.panels.iter().map(|panel| panel.layout(labelled));
        let layouts = layouts.collect::<Result<Vec<_>>>()?;
        let titles = self.panels.iter().map(|panel| panel.title);
        let sheet = Sheet::new(self.title, self.columns, titles, whole.legend())?;
        let width = sheet.panel_width();
        for (panel, layout) in self.panels.iter().zip(&layouts) {
            font::has_room("graph", panel.title, layout.width + panel.lanes(), width)?;
        }
        let deepest = layouts.iter().map(|layout| layout.height).max().unwrap_or(0);
        sheet.svg(deepest + px(8), |area, block, number| {
            let (panel, layout) = (&self.panels[number], &layouts[number]);
            let left = block.left + (block.width - layout.width - panel.lanes()) / 2;
            let origin = (left, block.top + BOX / 2 + px(4));
            panel.draw(area, &whole.panels[number], layout, origin)?;
            let right = left + layout.width + panel.lanes();
            let bottom = block.top + px(4) + layout.height;
            Ok(Drawn { centre: left + layout.width / 2, left, right, bottom })
        })
    }

    /// What occurs in the figure, and what it means.
    fn legend(&self) -> Vec<Entry<'_>> {
        let mut legend: Vec<Entry> = entries(&self.kinds, Sample::Tint).collect();
        if self.edges().any(|edge| edge.refused) {
            legend.push(Entry { sample: Sample::Line(style::line(1)), label: self.refused });
        }
        if self.edges().any(|edge| !edge.labels.forward.is_empty()) {
            let sample = Sample::Edge(EdgeLabels { forward: "0.5", backward: "" });
            legend.push(Entry { sample, label: self.labels.forward });
        }
        if self.edges().any(|edge| !edge.labels.backward.is_empty()) {
            let sample = Sample::Edge(EdgeLabels { forward: "", backward: "0.5" });
            legend.push(Entry { sample, label: self.labels.backward });
        }
        legend
    }

    fn edges(&self) -> impl Iterator<Item = &GraphEdge<'_>> {
        self.panels.iter().flat_map(|panel| &panel.edges)
    }

    fn check_panel(&self, panel: &GraphPanel) -> Result<()> {
        let what = |part: &str| format!("{part} of {:?}", panel.title);
        expect_some(&what("nodes"), panel.nodes.len())?;
        for node in &panel.nodes {
            check::below(&what("kind of a node"), "a kind", node.kind, self.kinds.len())?;
            font::check("label of a node", node.label)?;
            if node.label.trim().is_empty() {
                return Err(Error::Figure(what("blank label of a node")));
            }
        }
        let nodes = panel.nodes.len();
        for (i, edge) in panel.edges.iter().enumerate() {
            for end in [edge.from, edge.to] {
                check::below(&what("end of an edge"), "a node", end, nodes)?;
            }
            edge.labels.check()?;
            let (from, to) = (panel.nodes[edge.from].label, panel.nodes[edge.to].label);
            if edge.refused && !edge.labels.is_empty() {
                let refused = format!("the refused edge from {from:?} to {to:?} has labels");
                return Err(Error::Figure(refused));
            }
            let ends = |edge: &GraphEdge| (edge.from, edge.to, edge.refused);
            if panel.edges[..i].iter().any(|other| ends(other) == ends(edge)) {
                return Err(Error::Figure(format!("two edges from {from:?} to {to:?}")));
            }
        }
        Ok(())
    }
}

impl GraphPanel<'_> {
    /// With room for labels, if any graph of the figure has some.
    fn layout(&self, labelled: bool) -> Result<Layout> {
        let widths: Vec<i32> = (0..self.nodes.len()).map(|node| self.width_of(node)).collect();
        let edges: Vec<(usize, usize)> = self.drawn().map(|edge| (edge.from, edge.to)).collect();
        let labels: Vec<_> = self.drawn().map(|edge| edge.labels.reach()).collect();
        layout(&widths, &edges, labelled.then_some(&labels))
    }

    /// The edges that are part of the graph.
    fn drawn(&self) -> impl Iterator<Item = &GraphEdge<'_>> {
        self.edges.iter().filter(|edge| !edge.refused)
    }

    /// How many boxes there are, and the ends of each edge.
    fn shape(&self) -> (usize, Vec<(usize, usize, bool)>) {
        let ends = self.edges.iter().map(|edge| (edge.from, edge.to, edge.refused));
        (self.nodes.len(), ends.collect())
    }

    fn width_of(&self, node: usize) -> i32 {
        font::width(self.nodes[node].label, NUMBER) + 2 * PADDING
    }

    /// The room that the refused edges take, right of the graph.
    fn lanes(&self) -> i32 {
        self.edges.iter().filter(|edge| edge.refused).count() as i32 * LANE
    }

    /// Its boxes are as wide as those of `whole`, which was laid out.
    fn draw(&self, area: &Area, whole: &GraphPanel, layout: &Layout, origin: Spot) -> Result<()> {
        let place = |(x, y): Spot| (origin.0 + x, origin.1 + y);
        let centre = |node: usize| place(layout.nodes[node]);
        let drawn: Vec<&GraphEdge> = self.drawn().collect();
        // Where an edge comes from, as the box it ends at sees it.
        let last = |number: usize| match layout.uprights[number].last() {
            Some(&[_, lower]) => place(lower).0,
            None => centre(drawn[number].from).0,
        };
        for (number, edge) in drawn.iter().enumerate() {
            let (from, to) = (centre(edge.from), centre(edge.to));
            let mut way = vec![(from.0, from.1 + BOX / 2)];
            way.extend(layout.uprights[number].iter().flatten().map(|&end| place(end)));
            // Side by side with the others that end there, in the order they come in.
            let others: Vec<usize> =
                (0..drawn.len()).filter(|&other| drawn[other].to == edge.to).collect();
            let before = |&&other: &&usize| (last(other), other) < (last(number), number);
            let left = others.iter().filter(before).count() as i32;
            let others = others.len() as i32;
            // All of them on the box, however narrow.
            let apart = TIPS.min(whole.width_of(edge.to) / others);
            let shift = (2 * left + 1 - others) * apart / 2;
            arrow(area, way, (to.0 + shift, to.1 - BOX / 2), EDGE)?;
            if let Some(&[upper, lower]) = layout.uprights[number].last() {
                edge.labels.draw(area, place((upper.0, (upper.1 + lower.1) / 2)))?;
            }
        }
        let refused = self.edges.iter().filter(|edge| edge.refused);
        for (number, edge) in refused.enumerate() {
            let lane = origin.0 + layout.width + (number as i32 + 1) * LANE - px(2);
            let (from, to) = (centre(edge.from), centre(edge.to));
            let right = |node: usize, x: i32| x + whole.width_of(node) / 2;
            // An edge from a node to itself leaves below the middle and comes back above it.
            let apart = if edge.from == edge.to { BOX / 4 } else { 0 };
            let start = (right(edge.from, from.0), from.1 + apart);
            let tip = (right(edge.to, to.0), to.1 - apart);
            arrow(area, vec![start, (lane, start.1), (lane, tip.1)], tip, style::line(1))?;
        }
        for (node, GraphNode { label, kind }) in self.nodes.iter().enumerate() {
            tile(area, Block::around(centre(node), whole.width_of(node), BOX), *kind)?;
            text(area, label, centre(node), NUMBER, INK, HPos::Center)?;
        }
        Ok(())
    }
}
