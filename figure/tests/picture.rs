//! Reads pictures as a viewer would, and holds every kind of figure against what all of
//! them promise.

use ma6202_figure::{Format, Result, Svg};

pub fn tree(svg: &Svg) -> usvg::Tree {
    let mut options = usvg::Options { font_family: "DejaVu Sans".into(), ..Default::default() };
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    usvg::Tree::from_str(svg.text(), &options).expect("well-formed SVG")
}

/// Every text of a picture with its box, in pixels.
pub fn texts(svg: &Svg) -> Vec<(String, usvg::Rect)> {
    fn collect(group: &usvg::Group, texts: &mut Vec<(String, usvg::Rect)>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => collect(group, texts),
                usvg::Node::Text(text) => {
                    let content: String = text.chunks().iter().map(|c| c.text()).collect();
                    texts.push((content.trim().to_owned(), node.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
    let mut texts = Vec::new();
    collect(tree(svg).root(), &mut texts);
    texts
}

/// The numbers of an attribute, wherever it occurs.
pub fn numbers(svg: &Svg, attribute: &str) -> Vec<f64> {
    let opening = format!(" {attribute}=\"");
    let after = svg.text().split(&opening).skip(1);
    let values = after.flat_map(|rest| rest.split('"').next().unwrap().split([' ', ',']));
    values.filter(|v| !v.is_empty()).map(|v| v.parse().expect(v)).collect()
}

pub fn message(result: Result<Svg>) -> String {
    match result {
        Ok(_) => "drawn".into(),
        Err(error) => format!("{error:?}: {error}"),
    }
}

/// Draws twice; the bytes of every format that this build has must agree.
#[track_caller]
pub fn assert_same_bytes(name: &str, draw: impl Fn() -> Svg) {
    let (first, second) = (draw(), draw());
    assert!(first == second, "{name}: two drawings differ");
    if Format::Png.check().is_ok() {
        assert!(first.png(1.0).unwrap() == second.png(1.0).unwrap(), "{name}: two PNGs differ");
        assert!(first.pdf().unwrap() == second.pdf().unwrap(), "{name}: two PDFs differ");
    }
}

#[track_caller]
pub fn assert_texts_lie_apart(name: &str, svg: &Svg) {
    let texts = texts(svg);
    let paper = tree(svg).size().to_rect(0.0, 0.0).unwrap();
    assert!(texts.len() > 10, "{name}: only {texts:?}");
    for (i, (text, place)) in texts.iter().enumerate() {
        assert!(
            place.left() >= 0.0
                && place.top() >= 0.0
                && place.right() <= paper.right()
                && place.bottom() <= paper.bottom(),
            "{name}: {text:?} at {place:?} leaves the paper {paper:?}"
        );
        for (other, there) in &texts[..i] {
            let across = place.left() < there.right() && there.left() < place.right();
            let down = place.top() < there.bottom() && there.top() < place.bottom();
            assert!(
                !(across && down),
                "{name}: {text:?} at {place:?} meets {other:?} at {there:?}"
            );
        }
    }
}

#[track_caller]
pub fn assert_nothing_lies_outside(name: &str, svg: &Svg) {
    let size = numbers(svg, "viewBox");
    let mut seen = 0;
    for (attributes, limit) in
        [(["x", "x1", "x2", "cx"], size[2]), (["y", "y1", "y2", "cy"], size[3])]
    {
        for value in attributes.iter().flat_map(|a| numbers(svg, a)) {
            assert!((0.0..=limit).contains(&value), "{name}: {value} outside 0..{limit}");
            seen += 1;
        }
    }
    for pair in numbers(svg, "points").chunks(2) {
        let inside = (0.0..=size[2]).contains(&pair[0]) && (0.0..=size[3]).contains(&pair[1]);
        assert!(inside, "{name}: point {pair:?} outside {size:?}");
        seen += 1;
    }
    assert!(seen > 50, "{name}: only {seen} coordinates found");
}
