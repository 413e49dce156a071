//! The drawing module's graphs: boxes, arrows, and edges that are refused.

use ma6202::Result;
use ma6202::figure::{Graph, GraphEdge, GraphNode, GraphPanel, Svg};
use rstest::rstest;

/// A graph of so many nodes, named by letters, with edges and refused edges.
fn graph(nodes: usize, edges: &[(usize, usize)], refused: &[(usize, usize)]) -> Result<Svg> {
    const LABELS: [&str; 6] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
    let edge = |refused| move |&(from, to): &(usize, usize)| GraphEdge { from, to, refused };
    Graph {
        title: "A graph",
        kinds: vec!["even", "odd"],
        refused: "refused",
        columns: 1,
        panels: vec![GraphPanel {
            title: "",
            nodes: (0..nodes).map(|i| GraphNode { label: LABELS[i], kind: i % 2 }).collect(),
            edges: edges.iter().map(edge(false)).chain(refused.iter().map(edge(true))).collect(),
        }],
    }
    .svg()
}

/// Each label where it is written, (x, y).
fn labels(svg: &Svg) -> Vec<(String, f64, f64)> {
    let lines: Vec<&str> = svg.text().lines().collect();
    let number = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!(" {name}=\"")).expect(line);
        rest.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    lines
        .windows(2)
        .filter(|pair| pair[0].starts_with("<text"))
        .map(|pair| (pair[1].trim().to_owned(), number(pair[0], "x"), number(pair[0], "y")))
        .collect()
}

#[track_caller]
fn place(svg: &Svg, label: &str) -> (f64, f64) {
    let found = labels(svg).into_iter().find(|(text, ..)| text == label);
    let (_, x, y) = found.unwrap_or_else(|| panic!("no {label} in {}", svg.text()));
    (x, y)
}

#[test]
fn each_node_is_below_all_that_lead_to_it() {
    let edges = [(0, 1), (1, 2), (0, 2), (2, 3), (0, 3), (1, 4), (4, 3)];
    let svg = graph(5, &edges, &[]).unwrap();
    const LABELS: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];
    for (from, to) in edges {
        assert!(place(&svg, LABELS[from]).1 < place(&svg, LABELS[to]).1, "{from} → {to}");
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
    let svg = graph(nodes, edges, refused).unwrap();
    let arrows = svg.text().matches("<polygon").count();
    assert_eq!(arrows, edges.len() + refused.len());
    let texts = labels(&svg);
    // Title, nodes, two kinds, and what is refused.
    assert_eq!(texts.len(), 1 + nodes + 2 + usize::from(!refused.is_empty()), "{texts:?}");
    let mut spots: Vec<_> = texts.iter().map(|(_, x, y)| (*x as i64, *y as i64)).collect();
    spots.sort_unstable();
    spots.dedup();
    assert_eq!(spots.len(), texts.len(), "no two at one place");
}

#[test]
fn the_same_to_the_byte_every_time() {
    let draw = || {
        graph(6, &[(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 5), (4, 5), (0, 5)], &[(5, 0)])
            .unwrap()
    };
    let first = draw();
    // Hash maps are seeded anew each time: an order that depended on one would show.
    for _ in 0..50 {
        assert_eq!(draw(), first);
    }
}

#[rstest]
#[case::no_nodes(0, &[], &[], &["nodes of \"\"", "at least one"])]
#[case::cycle(2, &[(0, 1), (1, 0)], &[], &["close a cycle", "refused"])]
#[case::self_loop(1, &[(0, 0)], &[], &["close a cycle"])]
#[case::twice(2, &[(0, 1), (0, 1)], &[], &["two edges from \"alpha\" to \"beta\""])]
#[case::end_that_is_not_there(2, &[(0, 2)], &[], &["end of an edge", "below 2", "got 2"])]
fn nonsense_is_refused(
    #[case] nodes: usize,
    #[case] edges: &[(usize, usize)],
    #[case] refused: &[(usize, usize)],
    #[case] words: &[&str],
) {
    let error = graph(nodes, edges, refused).unwrap_err().to_string();
    for word in words {
        assert!(error.contains(word), "{word:?} in {error}");
    }
}

#[rstest]
#[case::blank(" ", 0, "blank label")]
#[case::no_glyph("\u{1F377}", 0, "no glyph")]
#[case::unknown_kind("a", 1, "a kind below 1")]
#[case::too_wide(
    "a label that is much too long for any box on this paper, be it as wide as it may, and then some words more to be on the safe side of it",
    0,
    "room for"
)]
fn a_nonsense_node_is_refused(#[case] label: &str, #[case] kind: usize, #[case] word: &str) {
    let panel = GraphPanel { title: "", nodes: vec![GraphNode { label, kind }], edges: vec![] };
    let figure = Graph {
        title: "",
        kinds: vec!["only"],
        refused: "refused",
        columns: 1,
        panels: vec![panel],
    };
    let error = figure.svg().unwrap_err().to_string();
    assert!(error.contains(word), "{error}");
}
