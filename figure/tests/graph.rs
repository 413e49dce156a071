//! The drawing module's graphs: boxes, arrows and what they say, and edges that are refused.

use std::collections::BTreeSet;

use crate::picture::*;
use ma6202_figure::{EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Result, Svg};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rstest::rstest;
use usvg::Rect;

const LETTERS: [&str; 6] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
const NAMES: EdgeLabels = EdgeLabels { forward: "value, forward", backward: "gradient, backward" };

/// An edge that says something: from, to, forward, backward.
type Said<'a> = (usize, usize, &'a str, &'a str);

fn edge<'a>(&(from, to, forward, backward): &Said<'a>) -> GraphEdge<'a> {
    GraphEdge { from, to, refused: false, labels: EdgeLabels { forward, backward } }
}

/// Panels side by side, all of the same graph.
fn figure<'a>(columns: usize, nodes: &[&'a str], edges: Vec<GraphEdge<'a>>) -> Graph<'a> {
    let nodes = nodes.iter().enumerate().map(|(i, label)| GraphNode { label, kind: i % 2 });
    let panel = GraphPanel { title: "a graph", nodes: nodes.collect(), edges };
    Graph {
        title: "Boxes and arrows",
        kinds: vec!["even", "odd"],
        refused: "refused",
        labels: NAMES,
        columns,
        panels: vec![panel; columns],
    }
}

/// A graph of nodes that say what they are, whose edges have labels.
fn labelled(columns: usize, nodes: &[&str], edges: &[Said]) -> Result<Svg> {
    figure(columns, nodes, edges.iter().map(edge).collect()).svg()
}

/// A graph of so many nodes, named by letters, with edges and refused edges.
fn graph(nodes: usize, edges: &[(usize, usize)], refused: &[(usize, usize)]) -> Svg {
    let silent = |&(from, to): &(usize, usize)| edge(&(from, to, "", ""));
    let refused = refused.iter().map(|ends| GraphEdge { refused: true, ..silent(ends) });
    let edges = edges.iter().map(silent).chain(refused);
    figure(1, &LETTERS[..nodes], edges.collect()).svg().unwrap()
}

/// Where a label is written.
#[track_caller]
fn place(svg: &Svg, label: &str) -> (f64, f64) {
    let found = elements(svg, "text").into_iter().find(|text| text.text == label);
    let [x, y] =
        found.unwrap_or_else(|| panic!("no {label} in {}", svg.text())).numbers(["x", "y"]);
    (x, y)
}

#[test]
fn each_node_is_below_all_that_lead_to_it() {
    let edges = [(0, 1), (1, 2), (0, 2), (2, 3), (0, 3), (1, 4), (4, 3)];
    let svg = graph(5, &edges, &[]);
    for (from, to) in edges {
        assert!(place(&svg, LETTERS[from]).1 < place(&svg, LETTERS[to]).1, "{from} → {to}");
    }
    // On the same layer, and not on one another.
    assert_eq!(place(&svg, "gamma").1, place(&svg, "epsilon").1);
    assert!((place(&svg, "gamma").0 - place(&svg, "epsilon").0).abs() > 400.0);
}

#[rstest]
#[case::one_node(1, &[], &[])]
#[case::parts_that_do_not_hang_together(4, &[(0, 1), (2, 3)], &[])]
#[case::a_self_loop_refused(2, &[(0, 1)], &[(1, 1)])]
#[case::several_refused(4, &[(0, 1), (1, 2), (2, 3)], &[(3, 0), (2, 1)])]
fn it_draws(
    #[case] nodes: usize,
    #[case] edges: &[(usize, usize)],
    #[case] refused: &[(usize, usize)],
) {
    let svg = graph(nodes, edges, refused);
    assert_eq!(elements(&svg, "polygon").len(), edges.len() + refused.len(), "arrows");
    let texts = elements(&svg, "text");
    // Two titles, nodes, two kinds, and what is refused.
    assert_eq!(texts.len(), 2 + nodes + 2 + usize::from(!refused.is_empty()), "{texts:?}");
    let spots: BTreeSet<_> = texts.iter().map(|text| (text.get("x"), text.get("y"))).collect();
    assert_eq!(spots.len(), texts.len(), "no two at one place");
}

#[test]
fn the_same_to_the_byte_every_time() {
    let edges = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 5), (4, 5), (0, 5)];
    let draw = || graph(6, &edges, &[(5, 0)]);
    let first = draw();
    // Hash maps are seeded anew each time: an order that depended on one would show.
    for _ in 0..50 {
        assert_eq!(draw(), first);
    }
}

const TOO_WIDE: &str = "a label that is much too long for any box on this paper, be it as wide as it may, and then some words more to be on the safe side of it";
const WIDE: EdgeLabels = EdgeLabels {
    forward: "twelve words are rather more than what should stand on either side of",
    backward: "an edge, which has enough to do with holding on to both of its boxes",
};

#[rstest]
#[case::no_nodes(|g: &mut GraphPanel| g.nodes.clear(), "Empty", "nodes of \"a graph\": expected at least one")]
#[case::blank_node(|g: &mut GraphPanel| g.nodes[0].label = " ", "Figure", "blank label of a node")]
#[case::no_glyph_of_a_node(|g: &mut GraphPanel| g.nodes[0].label = "\u{1F377}", "Figure", "label of a node \"🍷\": no glyph")]
#[case::unknown_kind(|g: &mut GraphPanel| g.nodes[0].kind = 2, "Setting", "a kind below 2, got 2")]
#[case::too_wide_a_node(|g: &mut GraphPanel| g.nodes[0].label = TOO_WIDE, "Figure", "room for")]
#[case::end_that_is_not_there(|g: &mut GraphPanel| g.edges[0].to = 2, "Setting", "end of an edge of \"a graph\": expected a node below 2, got 2")]
#[case::cycle(|g: &mut GraphPanel| g.edges = [(0, 1, "", ""), (1, 0, "", "")].iter().map(edge).collect(), "Figure", "close a cycle; one of it must be marked refused")]
#[case::labelled_cycle(|g: &mut GraphPanel| g.edges.push(edge(&(1, 0, "3", "4"))), "Figure", "close a cycle; one of it must be marked refused")]
#[case::self_loop(|g: &mut GraphPanel| g.edges = vec![edge(&(0, 0, "", ""))], "Figure", "close a cycle")]
#[case::twice(|g: &mut GraphPanel| g.edges = vec![edge(&(0, 1, "", "")); 2], "Figure", "two edges from \"a\" to \"b\"")]
#[case::twice_with_other_labels(|g: &mut GraphPanel| g.edges.push(edge(&(0, 1, "3", "4"))), "Figure", "two edges from \"a\" to \"b\"")]
#[case::blank(|g: &mut GraphPanel| g.edges[0].labels.forward = " ", "Figure", "blank label of an edge")]
#[case::no_glyph(|g: &mut GraphPanel| g.edges[0].labels.backward = "\u{1F377}", "Figure", "label of an edge \"🍷\": no glyph")]
#[case::line_break(|g: &mut GraphPanel| g.edges[0].labels.forward = "1\n2", "Figure", "label of an edge \"1\\n2\": no glyph")]
#[case::too_wide(|g: &mut GraphPanel| g.edges[0].labels = WIDE, "Figure", "room for")]
#[case::a_refused_edge_says_something(|g: &mut GraphPanel| g.edges[0].refused = true, "Figure", "the refused edge from \"a\" to \"b\" has labels")]
fn bad_graphs_are_refused(
    #[case] spoil: fn(&mut GraphPanel<'static>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut graph = figure(1, &["a", "b"], vec![edge(&(0, 1, "1", "2"))]);
    spoil(&mut graph.panels[0]);
    assert_refused(graph.svg(), kind, part);
}

#[test]
fn labels_without_a_name_in_the_legend_are_refused() {
    let graph = figure(1, &["a", "b"], vec![edge(&(0, 1, "1", ""))]);
    let unnamed = Graph { labels: EdgeLabels::default(), ..graph };
    assert_refused(unnamed.svg(), "Figure", "legend: a label is blank");
}

/// What is drawn but texts: boxes, arrows, the legend's samples.
fn shapes(svg: &Svg) -> Vec<&str> {
    svg.text()
        .lines()
        .filter(|line| line.starts_with("<poly") || line.starts_with("<rect"))
        .collect()
}

#[test]
fn in_the_room_of_another_everything_stands_where_it_does_there() {
    let whole = figure(
        1,
        &["a: 1.25", "b", "c: −3.5"],
        vec![edge(&(0, 1, "12.5", "0.25")), edge(&(1, 2, "1.5", ""))],
    );
    let mut part = whole.clone();
    part.panels[0].nodes[2].label = "c";
    part.panels[0].edges[0].labels = EdgeLabels::default();
    let drawn = part.svg_in_room_of(&whole).unwrap();
    let whole_drawn = whole.svg().unwrap();
    assert_eq!(shapes(&drawn), shapes(&whole_drawn));
    assert_ne!(shapes(&part.svg().unwrap()), shapes(&whole_drawn), "alone it takes less room");
    for label in ["a: 1.25", "1.5", "even", "gradient, backward"] {
        assert_eq!(place(&drawn, label), place(&whole_drawn, label), "{label}");
    }
    assert!(!drawn.text().contains("12.5") && !drawn.text().contains("−3.5"));
}

#[test]
fn the_room_of_another_graph_is_refused() {
    let whole = figure(1, &["a", "b"], vec![edge(&(0, 1, "1", ""))]);
    for other in [
        figure(1, &["a", "b", "c"], vec![edge(&(0, 1, "1", ""))]),
        figure(1, &["a", "b"], vec![edge(&(1, 0, "1", ""))]),
        figure(1, &["a", "b"], vec![]),
        figure(2, &["a", "b"], vec![edge(&(0, 1, "1", ""))]),
    ] {
        assert_refused(other.svg_in_room_of(&whole), "Setting", "boxes and edges: expected [(2, ");
    }
    let mut blank = whole.clone();
    blank.panels[0].nodes[0].label = " ";
    assert_refused(whole.svg_in_room_of(&blank), "Figure", "blank label of a node");
}

/// z = x·y + 1 at x = 2, y = -3.
const PRODUCT: (&[&str], &[Said]) = (
    &["x", "y", "·", "1", "+", "z"],
    &[
        (0, 2, "2.0", "−3.1"),
        (1, 2, "−3.0", "2.1"),
        (2, 4, "−6.0", "1.1"),
        (3, 4, "1.0", "1.2"),
        (4, 5, "−5.0", "1.3"),
    ],
);

/// y = σ(w₁ x₁ + w₂ x₂ + b) with its loss. No two labels are the same, so that each can be found.
const NEURON: (&[&str], &[Said]) = (
    &["w₁", "x₁", "w₂", "x₂", "·", "∗", "b", "+", "σ", "t", "(y − t)²"],
    &[
        (0, 4, "0.41", "−0.13"),
        (1, 4, "1.00", "−0.05"),
        (2, 5, "−0.30", "−0.26"),
        (3, 5, "2.00", "0.04"),
        (4, 7, "0.40", "−0.14"),
        (5, 7, "−0.60", "−0.15"),
        (6, 7, "0.10", "−0.16"),
        (7, 8, "−0.10", "−0.17"),
        (8, 10, "0.48", "−0.52"),
        (9, 10, "1.01", "0.52"),
    ],
);

/// Edges that pass one layer and two, with labels of all widths.
const SKIPS: (&[&str], &[Said]) = (
    &["in", "f", "g", "sum", "out"],
    &[
        (0, 1, "1", "−1234.5"),
        (1, 2, "2", "b"),
        (2, 3, "−0.000003", "c"),
        (0, 3, "4", "d"),
        (0, 4, "−5.55", "e"),
        (1, 4, "6", "−0.77"),
        (3, 4, "7", "f′"),
    ],
);

/// The labels of edges, each with its box, in one colour; without the legend's sample.
fn said(svg: &Svg, colour: &str) -> Vec<(String, Rect)> {
    let all = texts(svg).into_iter().zip(elements(svg, "text"));
    let said = all.filter(|(_, element)| element.get("fill") == colour);
    said.map(|(text, _)| text).filter(|(text, _)| text != "0.5").collect()
}

/// The places of a line or an arrow's head, in pixels.
fn pixels(element: Element) -> Vec<(f32, f32)> {
    element.points.iter().map(|&(x, y)| (x as f32 / 10.0, y as f32 / 10.0)).collect()
}

/// The edges' lines.
fn ways(svg: &Svg) -> Vec<Vec<(f32, f32)>> {
    lines(svg, AXIS).into_iter().map(pixels).collect()
}

/// Where the edges' arrows end.
fn tips(svg: &Svg) -> Vec<(f32, f32)> {
    elements(svg, "polygon").into_iter().map(|head| pixels(head)[0]).collect()
}

/// The boxes, those of the legend too; the first rectangle is the paper.
fn boxes(svg: &Svg) -> Vec<Rect> {
    let rectangle = |element: Element| {
        let sides = element.numbers(["x", "y", "width", "height"]);
        let [x, y, width, height] = sides.map(|side| side as f32 / 10.0);
        Rect::from_xywh(x, y, width, height).unwrap()
    };
    elements(svg, "rect").into_iter().skip(1).map(rectangle).collect()
}

/// The box around a node's label.
#[track_caller]
fn box_of(svg: &Svg, node: &str) -> Rect {
    let (x, y) = place(svg, node);
    let (x, y) = (x as f32 / 10.0, y as f32 / 10.0);
    let holds = |b: &Rect| b.left() < x && x < b.right() && b.top() < y && y < b.bottom();
    boxes(svg).into_iter().find(holds).expect("a box around its label")
}

fn middle_of(room: Rect) -> f32 {
    (room.left() + room.right()) / 2.0
}

/// Whether a line comes into a rectangle, tried at a hundred places of each of its pieces.
fn enters(way: &[(f32, f32)], room: Rect) -> bool {
    way.windows(2).any(|piece| {
        let ((ax, ay), (bx, by)) = (piece[0], piece[1]);
        (0..=100).map(|i| i as f32 / 100.0).any(|share| {
            let (x, y) = (ax + share * (bx - ax), ay + share * (by - ay));
            room.left() < x && x < room.right() && room.top() < y && y < room.bottom()
        })
    })
}

/// No text meets another, no label of an edge a box, and no edge a label or a box.
#[track_caller]
fn assert_labels_are_free(name: &str, svg: &Svg) {
    assert_texts_lie_apart(name, svg, 10);
    let (boxes, ways) = (boxes(svg), ways(svg));
    for (text, place) in [BLUE, BACKWARD].iter().flat_map(|colour| said(svg, colour)) {
        for there in &boxes {
            assert!(place.intersect(there).is_none(), "{name}: {text:?} on the box {there:?}");
        }
        for way in &ways {
            assert!(!enters(way, place), "{name}: {way:?} crosses {text:?}");
        }
    }
    for (way, there) in ways.iter().flat_map(|way| boxes.iter().map(move |there| (way, there))) {
        assert!(!enters(way, *there), "{name}: {way:?} crosses the box {there:?}");
    }
}

/// Between the labels of an edge runs that edge, and no other.
#[track_caller]
fn assert_edge_runs_between(svg: &Svg, nodes: &[&str], &(from, to, forward, backward): &Said) {
    let find = |colour, label: &str| {
        let found = said(svg, colour).into_iter().find(|(text, _)| text == label);
        found.unwrap_or_else(|| panic!("no {label:?} in {colour}")).1
    };
    let (left, right) = (find(BLUE, forward), find(BACKWARD, backward));
    let middle = (left.top() + left.bottom()) / 2.0;
    let beside = |way: &Vec<(f32, f32)>| {
        way.windows(2).any(|piece| {
            let (upper, lower) = (piece[0], piece[1]);
            let upright = upper.0 == lower.0 && upper.1 <= middle && middle <= lower.1;
            upright && left.right() < upper.0 && upper.0 < right.left()
        })
    };
    let between: Vec<_> = ways(svg).into_iter().filter(beside).collect();
    let [way] = &between[..] else {
        panic!("{} edges between {forward:?} and {backward:?}", between.len());
    };
    let (start, end) = (box_of(svg, nodes[from]), box_of(svg, nodes[to]));
    assert_eq!(way[0].1, start.bottom(), "{forward:?} leaves {}", nodes[from]);
    assert!((way[0].0 - middle_of(start)).abs() < 0.2, "{forward:?}");
    let last = way[way.len() - 1];
    let near = |&(x, y): &(f32, f32)| y == end.top() && (x - last.0).hypot(y - last.1) < 6.2;
    let tips: Vec<_> = tips(svg).into_iter().filter(near).collect();
    assert!(!tips.is_empty(), "{forward:?} ends at {}", nodes[to]);
    assert!(tips.iter().all(|(x, _)| (end.left()..=end.right()).contains(x)), "{forward:?}");
}

#[rstest]
#[case::product(PRODUCT)]
#[case::neuron(NEURON)]
#[case::skips(SKIPS)]
fn each_edge_runs_between_what_it_says(#[case] (nodes, edges): (&[&str], &[Said])) {
    let svg = labelled(1, nodes, edges).unwrap();
    assert_labels_are_free("one column", &svg);
    assert_eq!(said(&svg, BLUE).len(), edges.len());
    assert_eq!(said(&svg, BACKWARD).len(), edges.len());
    for edge in edges {
        assert_edge_runs_between(&svg, nodes, edge);
    }
}

#[test]
fn a_neuron_has_room_in_half_a_page() {
    let draw = || labelled(2, NEURON.0, NEURON.1).unwrap();
    assert_sound("two columns", draw);
    assert_labels_are_free("two columns", &draw());
}

#[test]
fn a_source_stands_just_above_the_first_that_reads_it() {
    let svg = labelled(1, NEURON.0, NEURON.1).unwrap();
    for [source, beside] in [["w₁", "x₂"], ["b", "·"], ["t", "σ"]] {
        assert_eq!(place(&svg, source).1, place(&svg, beside).1, "{source}, {beside}");
    }
}

#[rstest]
#[case::both("1", "2", &["0.5", NAMES.forward, "0.5", NAMES.backward])]
#[case::forward("1", "", &["0.5", NAMES.forward])]
#[case::backward("", "2", &["0.5", NAMES.backward])]
#[case::neither("", "", &[])]
fn the_legend_has_what_the_edges_say(
    #[case] forward: &str,
    #[case] backward: &str,
    #[case] expected: &[&str],
) {
    let svg = labelled(1, &["a", "b", "c"], &[(0, 1, forward, backward), (1, 2, "", "")]).unwrap();
    let texts = elements(&svg, "text");
    let of_legend = 1 + texts.iter().position(|text| text.text == "odd").unwrap();
    let written: Vec<&str> = texts[of_legend..].iter().map(|text| text.text.as_str()).collect();
    assert_eq!(written, expected);
    let said = [forward, backward].iter().filter(|label| !label.is_empty()).count();
    // Two titles, the boxes, and the kinds.
    assert_eq!(of_legend, 2 + 3 + 2 + said);
    // Samples look as the labels do: beside an arrow, on their side.
    let places = |colour: &str| -> Vec<f32> {
        let samples = texts.iter().filter(|text| text.text == "0.5" && text.get("fill") == colour);
        samples.map(|text| text.numbers(["x"])[0] as f32).collect()
    };
    let samples: Vec<_> = ways(&svg).into_iter().skip(2).map(|way| way[0].0 * 10.0).collect();
    let (left, right) = (places(BLUE), places(BACKWARD));
    let shown = [forward, backward].map(|label| usize::from(!label.is_empty()));
    assert_eq!([left.len(), right.len()], shown);
    let beside = left.iter().map(|x| x + 30.0).chain(right.iter().map(|x| x - 30.0));
    assert_eq!(beside.collect::<Vec<_>>(), samples);
}

#[rstest]
#[case::forward(1, 0)]
#[case::backward(0, 1)]
fn the_widest_label_stays_in_its_panel(#[case] forward: usize, #[case] backward: usize) {
    let draw = |digits: usize| {
        let [forward, backward] = [forward, backward].map(|share| "6".repeat(share * digits));
        labelled(2, &["a", "b"], &[(0, 1, &forward, &backward)])
    };
    let most = (1..).take_while(|&digits| draw(digits).is_ok()).last().unwrap();
    let svg = draw(most).unwrap();
    let labels = [BLUE, BACKWARD].map(|colour| said(&svg, colour)).concat();
    assert!(most > 30 && labels.len() == 2, "{labels:?}");
    for ((_, place), left) in labels.iter().zip([16.0, 371.0]) {
        assert!(left <= place.left() && place.right() <= left + 333.0, "{place:?} from {left}");
    }
    assert_refused(draw(most + 1), "Figure", "room for 333");
}

/// Whatever touches its neighbours is pulled by its edges to neither side.
#[test]
fn edges_are_as_straight_as_their_rows_allow() {
    const SPACING: f32 = 12.0;
    let (nodes, edges) = NEURON;
    let svg = labelled(1, nodes, edges).unwrap();
    // Upper edge, left, right, and the pull to the right.
    let mut things: Vec<[f32; 4]> = nodes
        .iter()
        .map(|node| box_of(&svg, node))
        .map(|room| [room.top(), room.left(), room.right(), 0.0])
        .collect();
    for (way, &(from, to, forward, backward)) in ways(&svg).iter().zip(edges) {
        let find = |colour, label| said(&svg, colour).into_iter().find(|(t, _)| t == label);
        let (left, right) = (find(BLUE, forward).unwrap().1, find(BACKWARD, backward).unwrap().1);
        let mut pull = 0.0;
        for end in [from, to] {
            let slant = middle_of(box_of(&svg, nodes[end])) - way[1].0;
            pull += slant;
            things[end][3] -= slant;
        }
        things.push([left.top(), left.left(), right.right(), pull]);
    }
    things.sort_by(|a, b| a[..2].partial_cmp(&b[..2]).unwrap());
    let mut groups = 0;
    let beside = |a: &[f32; 4], b: &[f32; 4]| a[0] == b[0] && b[1] - a[2] < SPACING + 0.5;
    for group in things.chunk_by(beside) {
        let pull: f32 = group.iter().map(|thing| thing[3]).sum();
        assert!(pull.abs() < 0.5 * group.len() as f32, "{pull} in {group:?}");
        groups += usize::from(group.len() > 1);
    }
    assert!(groups >= 2, "{things:?}");
}

#[test]
fn an_edge_past_others_goes_straight() {
    let svg = labelled(1, SKIPS.0, SKIPS.1).unwrap();
    let longest = ways(&svg).into_iter().max_by_key(Vec::len).unwrap();
    let past: Vec<f32> = longest[1..longest.len() - 1].iter().map(|(x, _)| *x).collect();
    let (low, high) = past.iter().fold((f32::MAX, 0.0_f32), |(a, b), &x| (a.min(x), b.max(x)));
    assert!(past.len() >= 10 && high - low < 8.0, "{past:?}");
}

/// None need cross in these graphs, where some inputs join further down.
#[rstest]
#[case::product(PRODUCT)]
#[case::neuron(NEURON)]
fn edges_do_not_cross(#[case] (nodes, edges): (&[&str], &[Said])) {
    let ways = ways(&labelled(1, nodes, edges).unwrap());
    for (i, way) in ways.iter().enumerate() {
        for other in &ways[..i] {
            // At the same height, or where the heads of their arrows begin.
            let pairs = way.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
            let level = pairs.filter(|(a, b)| (a.1 - b.1).abs() < 6.0);
            let beside: Vec<f32> = level.map(|(a, b)| a.0 - b.0).collect();
            let (left, right) = (beside.iter().any(|&x| x < 0.0), beside.iter().any(|&x| x > 0.0));
            assert!(!(left && right), "{way:?} and {other:?}");
        }
    }
}

#[test]
fn rows_without_labels_are_as_close_as_ever() {
    let apart = |forward| {
        let svg = labelled(1, &["a", "b"], &[(0, 1, forward, "")]).unwrap();
        place(&svg, "b").1 - place(&svg, "a").1
    };
    assert_eq!(apart(""), 460.0);
    assert!(apart("1") > 600.0);
}

/// Three arrows, and a box on which they would not stand as far apart as elsewhere.
#[test]
fn arrows_end_on_their_box_however_narrow() {
    for label in ["", "1"] {
        let edges = [0, 1, 2].map(|from| (from, 3, label, ""));
        let svg = labelled(1, &["a", "b", "c", "i"], &edges).unwrap();
        let end = boxes(&svg)[3];
        for (x, y) in &tips(&svg)[..3] {
            assert_eq!(*y, end.top());
            assert!((end.left()..=end.right()).contains(x), "{x} on {end:?}");
        }
    }
}

const NODES: [&str; 11] = ["a", "b", "c", "dd", "eee", "ffff", "ggggg", "h", "i", "j", "k"];
const LABELS: [&str; 6] = ["", "1", "−2", "0.40", "−0.13", "123.45678"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, rng_seed: RngSeed::Fixed(6202), ..ProptestConfig::default() })]

    #[test]
    fn labels_are_free_in_any_graph(
        nodes in 8..=11_usize,
        pairs in prop::collection::btree_set((0..11_usize, 0..11_usize), 1..=30),
        labels in prop::collection::vec(prop::sample::select(&LABELS), 60),
    ) {
        let pairs = pairs.into_iter().filter(|&(from, to)| from < to && to < nodes);
        let labels = labels.chunks(2);
        let edges: Vec<Said> =
            pairs.zip(labels).map(|((from, to), both)| (from, to, both[0], both[1])).collect();
        match labelled(1, &NODES[..nodes], &edges) {
            Ok(svg) => assert_labels_are_free(&format!("{edges:?}"), &svg),
            Err(error) => prop_assert!(error.to_string().contains("room for"), "{}", error),
        }
    }
}
