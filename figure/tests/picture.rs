//! Reads pictures as a viewer would, and holds every kind of figure against what all of
//! them promise.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use ma6202_figure::{Format, Result, Svg};
use usvg::{Rect, roxmltree};

pub const BLUE: &str = "#0072B2";
pub const VERMILLION: &str = "#D55E00";
/// Of what comes back along an edge.
pub const BACKWARD: &str = "#B24E00";
/// Of axes, the frames of planes, and edges.
pub const AXIS: &str = "#595959";

pub fn tree(svg: &Svg) -> usvg::Tree {
    let mut options = usvg::Options { font_family: "DejaVu Sans".into(), ..Default::default() };
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    usvg::Tree::from_str(svg.text(), &options).expect("well-formed SVG")
}

/// Places around a centre, so many in a circle: a sunflower, of which no two seeds meet.
pub fn sunflower((x, y): (f64, f64), count: usize, radius: f64) -> Vec<(f64, f64)> {
    let seed = |i: usize| {
        let (angle, far) = (TAU * 0.618 * i as f64, radius * (i as f64 / count as f64).sqrt());
        (x + far * angle.cos(), y + far * angle.sin())
    };
    (0..count).map(seed).collect()
}

/// Every text of a picture with its box, in pixels.
pub fn texts(svg: &Svg) -> Vec<(String, Rect)> {
    fn collect(group: &usvg::Group, texts: &mut Vec<(String, Rect)>) {
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

/// The middle of a text, in grid units.
#[track_caller]
pub fn middle(svg: &Svg, label: &str) -> (f64, f64) {
    let found = texts(svg).into_iter().find(|(text, _)| text == label);
    let (_, place) = found.unwrap_or_else(|| panic!("no {label:?}"));
    let middle = |a: f32, b: f32| f64::from(a + b) * 5.0;
    (middle(place.left(), place.right()), middle(place.top(), place.bottom()))
}

/// An element as it is written, in grid units.
#[derive(Clone, Debug)]
pub struct Element {
    kind: String,
    attributes: BTreeMap<String, String>,
    pub text: String,
    pub points: Vec<(f64, f64)>,
}

impl Element {
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    #[track_caller]
    pub fn numbers<const N: usize>(&self, names: [&str; N]) -> [f64; N] {
        names.map(|name| self.get(name).parse().expect(name))
    }

    /// Places between which all of it lies; of a text, where it stands.
    fn ends(&self) -> Vec<(f64, f64)> {
        match self.kind.as_str() {
            "svg" | "title" | "desc" => vec![],
            "polyline" | "polygon" => self.points.clone(),
            "text" => {
                let [x, y] = self.numbers(["x", "y"]);
                vec![(x, y)]
            }
            "line" => {
                let [x1, y1, x2, y2] = self.numbers(["x1", "y1", "x2", "y2"]);
                vec![(x1, y1), (x2, y2)]
            }
            "rect" => {
                let [x, y, width, height] = self.numbers(["x", "y", "width", "height"]);
                vec![(x, y), (x + width, y + height)]
            }
            "circle" => {
                let [x, y, r] = self.numbers(["cx", "cy", "r"]);
                vec![(x - r, y - r), (x + r, y + r)]
            }
            other => panic!("an element {other:?}"),
        }
    }
}

fn all_elements(svg: &Svg) -> Vec<Element> {
    let point = |pair: &str| {
        let (x, y) = pair.split_once(',').expect("two coordinates");
        (x.parse().expect(x), y.parse().expect(y))
    };
    let element = |node: roxmltree::Node| Element {
        kind: node.tag_name().name().to_owned(),
        attributes: node
            .attributes()
            .map(|a| (a.name().to_owned(), a.value().to_owned()))
            .collect(),
        text: node.text().unwrap_or_default().trim().to_owned(),
        points: node.attribute("points").unwrap_or("").split_whitespace().map(point).collect(),
    };
    let document = roxmltree::Document::parse(svg.text()).expect("well-formed XML");
    document.descendants().filter(roxmltree::Node::is_element).map(element).collect()
}

/// The elements of a kind, in the order they are drawn.
pub fn elements(svg: &Svg, kind: &str) -> Vec<Element> {
    let mut elements = all_elements(svg);
    elements.retain(|element| element.kind == kind);
    elements
}

/// The lines of a colour.
pub fn lines(svg: &Svg, stroke: &str) -> Vec<Element> {
    let mut lines = elements(svg, "polyline");
    lines.retain(|line| line.get("stroke") == stroke);
    lines
}

/// The circles filled with a colour: centre and radius.
pub fn circles(svg: &Svg, fill: &str) -> Vec<[f64; 3]> {
    let circles = elements(svg, "circle").into_iter();
    circles.filter(|c| c.get("fill") == fill).map(|c| c.numbers(["cx", "cy", "r"])).collect()
}

/// Left, upper, right and lower end of each plane: its frame has four corners, of which the first
/// two come twice.
pub fn frames(svg: &Svg) -> Vec<[f64; 4]> {
    let outlines = lines(svg, AXIS).into_iter().filter(|line| line.points.len() == 6);
    let ends = |line: Element| {
        assert_eq!(line.points[..2], line.points[4..], "an outline closes");
        let ((left, top), (right, bottom)) = (line.points[0], line.points[2]);
        [left, top, right, bottom]
    };
    outlines.map(ends).collect()
}

#[track_caller]
pub fn assert_refused(drawn: Result<Svg>, kind: &str, part: &str) {
    let error = drawn.expect_err("refused");
    let message = format!("{error:?}: {error}");
    assert!(message.starts_with(kind) && message.contains(part), "{message}");
}

#[track_caller]
pub fn assert_says(svg: &Svg, labels: &[&str]) {
    let texts = texts(svg);
    for label in labels {
        assert!(texts.iter().any(|(text, _)| text == label), "no {label:?} in {texts:?}");
    }
}

/// What every picture promises. Of two drawings, the bytes of every format that this build has
/// must agree.
#[track_caller]
pub fn assert_sound(name: &str, draw: impl Fn() -> Svg) {
    let (first, second) = (draw(), draw());
    assert!(first == second, "{name}: two drawings differ");
    if Format::Png.check().is_ok() {
        assert!(first.png(1.0).unwrap() == second.png(1.0).unwrap(), "{name}: two PNGs differ");
        assert!(first.pdf().unwrap() == second.pdf().unwrap(), "{name}: two PDFs differ");
    }
    assert_texts_lie_apart(name, &first, 10);
    assert_nothing_lies_outside(name, &first);
    assert_parts_are_the_whole(name, &first);
}

/// Of a picture that can be shown by its parts, each text but the title lies in just one of them.
#[track_caller]
fn assert_parts_are_the_whole(name: &str, svg: &Svg) {
    let parts: Vec<Rect> = [&svg.parts().panels, &svg.parts().legend]
        .into_iter()
        .flatten()
        .map(|part| {
            let numbers = part.to_string();
            let sides: Vec<f32> = numbers
                .split(' ')
                .map(|side| side.parse::<f32>().expect("a number") / 10.0)
                .collect();
            Rect::from_xywh(sides[0], sides[1], sides[2], sides[3]).expect("a rectangle")
        })
        .collect();
    let Some(top) = parts.iter().map(Rect::top).reduce(f32::min) else { return };
    for (text, place) in texts(svg).into_iter().filter(|(_, place)| place.bottom() > top) {
        let of = parts.iter().filter(|part| part.intersect(&place) == Some(place)).count();
        let touched = parts.iter().filter(|part| part.intersect(&place).is_some()).count();
        assert_eq!(
            (of, touched),
            (1, 1),
            "{name}: parts of {text:?}, and parts that it reaches into"
        );
    }
}

/// Texts, more than so many, lie on the paper and apart.
#[track_caller]
pub fn assert_texts_lie_apart(name: &str, svg: &Svg, more_than: usize) {
    let texts = texts(svg);
    let paper = tree(svg).size().to_rect(0.0, 0.0).unwrap();
    assert!(texts.len() > more_than, "{name}: only {texts:?}");
    for (i, (text, place)) in texts.iter().enumerate() {
        let on_paper = place.intersect(&paper) == Some(*place);
        assert!(on_paper, "{name}: {text:?} at {place:?} leaves the paper {paper:?}");
        let meets = texts[..i].iter().find(|(_, there)| place.intersect(there).is_some());
        assert!(meets.is_none(), "{name}: {text:?} at {place:?} meets {meets:?}");
    }
}

#[track_caller]
pub fn assert_nothing_lies_outside(name: &str, svg: &Svg) {
    let size = tree(svg).size();
    let (width, height) = (f64::from(size.width()) * 10.0, f64::from(size.height()) * 10.0);
    let places: Vec<(f64, f64)> = all_elements(svg).iter().flat_map(Element::ends).collect();
    assert!(places.len() > 40, "{name}: only {places:?}");
    for (x, y) in places {
        let inside = (0.0..=width).contains(&x) && (0.0..=height).contains(&y);
        assert!(inside, "{name}: ({x}, {y}) outside {width} × {height}");
    }
}
