//! Several pictures as one that can show each of them.

use ma6202_figure::{
    Axis, CurvePanel, Curves, EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Series, Svg,
};
use usvg::roxmltree::Document;

/// The line y = k x, at whose end stands its name.
fn line(k: usize) -> Svg {
    let xs = [0.0, 1.0, 2.0];
    let curves = [
        Series::new("still", &xs, [0.0, 5.0, 10.0]),
        Series::new("moving", &xs, xs.map(|x| k as f64 * x)),
    ];
    let panel = CurvePanel::new(format!("k = {k}"), Axis::linear("x"), Axis::linear("y"), curves);
    Curves { title: "A line", columns: 1, panels: vec![panel] }.svg().unwrap()
}

#[test]
fn each_frame_is_the_picture_that_it_was_made_of() {
    let frames: Vec<Svg> = [1, 2, 4, 2].map(line).into();
    let one = Svg::of_frames(&frames, 2).unwrap();
    for (number, frame) in frames.iter().enumerate() {
        assert_eq!(one.frame(number), *frame, "{number}");
    }
    assert_eq!(one.title(), "A line");
    let all: usize = frames.iter().map(|frame| frame.text().len()).sum();
    assert!(one.text().len() < all / 2, "what they have in common stands there once");
}

#[test]
fn only_what_is_of_the_frame_that_is_shown_is_displayed() {
    let frames: Vec<Svg> = [1, 2, 4, 2].map(line).into();
    let one = Svg::of_frames(&frames, 1).unwrap();
    let document = Document::parse(one.text()).unwrap();
    let groups: Vec<_> = document.descendants().filter(|node| node.has_tag_name("g")).collect();
    assert_eq!(groups.len(), 3, "frames 1 and 3 are the same");
    for group in groups {
        let numbers = group.attribute("data-frames").unwrap();
        let is_shown = numbers.split(' ').any(|number| number == "1");
        assert_eq!(group.attribute("display"), (!is_shown).then_some("none"), "{numbers}");
        let class = if is_shown { "frame shown" } else { "frame" };
        assert_eq!(group.attribute("class"), Some(class));
    }
}

/// As labels of a graph come one by one, in whichever order the frames stand.
#[test]
fn what_several_frames_have_in_common_stands_there_once() {
    let said = [["", ""], ["1.5", ""], ["1.5", "2.5"]];
    let graph = |said: [&'static str; 2]| {
        let edge = |(from, forward)| {
            let labels = EdgeLabels { forward, backward: "" };
            GraphEdge { from, to: from + 1, refused: false, labels }
        };
        let nodes = ["a", "b", "c"].map(|label| GraphNode { label, kind: 0 });
        let edges = said.into_iter().enumerate().map(edge).collect();
        Graph {
            title: "A graph",
            kinds: vec!["box"],
            refused: "",
            labels: EdgeLabels { forward: "value", backward: "" },
            columns: 1,
            panels: vec![GraphPanel { title: "", nodes: nodes.into(), edges }],
        }
    };
    let whole = graph(said[2]);
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
        let frames = order.map(|place| graph(said[place]).svg_in_room_of(&whole).unwrap());
        let one = Svg::of_frames(&frames, 1).unwrap();
        for (number, frame) in frames.iter().enumerate() {
            assert_eq!(one.frame(number), *frame, "{order:?}, {number}");
        }
        for label in ["a", "value", "1.5", "2.5"] {
            let count = one.text().lines().filter(|line| *line == label).count();
            assert_eq!(count, 1, "{order:?}, {label}");
        }
    }
}

#[test]
fn what_is_no_picture_of_frames_is_refused() {
    let error = Svg::of_frames(&[], 0).unwrap_err().to_string();
    assert_eq!(error, "frames of a picture: expected at least one, got none");
    let error = Svg::of_frames(&[line(1)], 1).unwrap_err().to_string();
    assert_eq!(error, "frame that is shown: expected one of 1, got 1");
    let two_legends = Curves {
        title: "A line whose title is so long that the picture has to be higher than the other one, \
                as it takes two lines",
        columns: 1,
        panels: vec![CurvePanel::new(
            "k = 2",
            Axis::linear("x"),
            Axis::linear("y"),
            [Series::new("a", &[0.0, 1.0], [0.0, 1.0])],
        )],
    };
    let error = Svg::of_frames(&[line(1), two_legends.svg().unwrap()], 0).unwrap_err().to_string();
    assert!(error.starts_with("size of a frame: expected <svg width=\"720\""), "{error}");
}
