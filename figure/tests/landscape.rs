//! Landscapes: descents over their loss, wines and the lines between them, cars on a curve, all
//! made up.

use std::f64::consts::TAU;

use crate::picture::*;
use ma6202_figure::*;
use rstest::{fixture, rstest};

/// The minimum of a loss whose axes are turned by the angle of a 3-4-5 triangle, and its
/// curvatures.
const MINIMUM: (f64, f64) = (1.0, 0.5);
const AXES: [(f64, f64); 2] = [(0.8, 0.6), (-0.6, 0.8)];
const CURVATURES: [f64; 2] = [0.6, 4.0];

/// A third of the steps that the limit allows, the limit 2/4 itself, and a little more.
const RATES: [f64; 3] = [0.17, 0.5, 0.56];
const RATE_TITLES: [&str; 3] =
    ["λ = 0.17, below the limit", "λ = 0.5, at it", "λ = 0.56, above it"];

const CLASSES: [&str; 2] = ["class 0", "class 1"];

/// Each from point to point.
type Lines = Vec<Vec<(f64, f64)>>;

struct Data {
    ellipses: Lines,
    descents: Vec<(Vec<f64>, Vec<f64>)>,
    wines: Vec<PlanePoint>,
    probabilities: [(&'static str, Lines); 3],
    cars: Vec<PlanePoint>,
    chances: (Vec<f64>, Vec<f64>),
    growing: (Vec<f64>, Vec<f64>),
}

/// Two coordinates along the axes of the loss, as a place in the plane.
fn turned(along: f64, across: f64) -> (f64, f64) {
    let [u, v] = AXES;
    (MINIMUM.0 + along * u.0 + across * v.0, MINIMUM.1 + along * u.1 + across * v.1)
}

#[fixture]
fn data() -> Data {
    let ellipse = |j: f64| {
        let [long, short] = CURVATURES.map(|c| (2.0 * j / c).sqrt());
        let angles = (0..=240).map(|i| TAU * f64::from(i) / 240.0);
        angles.map(|a| turned(long * a.cos(), short * a.sin())).collect()
    };
    let descent = |rate: f64| {
        let shrunk = CURVATURES.map(|c| 1.0 - rate * c);
        let steps = (0..=24).map(|k| turned(-3.4 * shrunk[0].powi(k), 1.1 * shrunk[1].powi(k)));
        steps.unzip()
    };
    let score = |x: f64, y: f64| 2.0 * x - 1.5 * y + 0.3;
    let mut wines = Vec::new();
    for (class, (x, y, n)) in [(-1.2, 0.6, 65), (1.0, -0.5, 65)].into_iter().enumerate() {
        for (x, y) in sunflower((x, y), n, 2.0) {
            let mistake = usize::from(score(x, y) > 0.0) != class;
            wines.push(PlanePoint { x, y, class, mistake });
        }
    }
    // Where p has this value; both ends lie outside the plane.
    let line = |p: f64| {
        let at = |x: f64| (x, (2.0 * x + 0.3 - (p / (1.0 - p)).ln()) / 1.5);
        vec![at(-9.0), at(9.0)]
    };
    let chance = |weight: f64| 1.0 / (1.0 + (4.0 * (weight - 3.2)).exp());
    let weights = (0..=200).map(|i| 1.0 + 0.03 * f64::from(i));
    let car = |i: u32| {
        let x = 1.5 + 3.9 * (f64::from(i) * 0.618).fract();
        let class = usize::from(chance(x) > 0.2 + 0.6 * (f64::from(i) * 0.377).fract());
        PlanePoint { x, y: class as f64, class, mistake: (chance(x) > 0.5) != (class == 1) }
    };
    let grown = |i: i32| {
        let t = f64::from(i) / 10.0;
        (0.9 * t.ln_1p() + 0.1 * (-t).exp(), -0.7 * t.ln_1p() + 0.6 * t * (-t).exp())
    };
    Data {
        ellipses: [0.05, 0.3, 0.8, 1.6, 2.8, 4.5].map(ellipse).to_vec(),
        descents: RATES.map(descent).to_vec(),
        wines,
        probabilities: [
            ("p = 0.5", vec![line(0.5)]),
            ("p = 0.25 and 0.75", vec![line(0.25), line(0.75)]),
            ("p = 0.1 and 0.9", vec![line(0.1), line(0.9)]),
        ],
        chances: weights.map(|w| (w, chance(w))).unzip(),
        cars: (0..32).map(car).collect(),
        growing: (0..=120).map(grown).unzip(),
    }
}

impl Data {
    fn descent(&self, number: usize) -> LandscapePanel<'_> {
        let (xs, ys) = &self.descents[number];
        LandscapePanel {
            title: RATE_TITLES[number],
            contours: vec![Contours { label: "J constant", lines: &self.ellipses }],
            paths: vec![path("gradient descent", xs, ys)],
            ..plain((-3.0, 4.0), (-3.0, 4.0))
        }
    }

    fn wines(&self) -> LandscapePanel<'_> {
        let contours = self.probabilities.iter();
        LandscapePanel {
            x_name: "alcohol, standardised",
            y_name: "hue, standardised",
            contours: contours.map(|(label, lines)| Contours { label, lines }).collect(),
            points: &self.wines,
            ..plain((-3.5, 3.5), (-3.5, 3.5))
        }
    }

    fn cars(&self) -> LandscapePanel<'_> {
        let (xs, ys) = &self.chances;
        LandscapePanel {
            x_name: "weight of a car, in 1000 pounds",
            y_name: "probability",
            paths: vec![LandscapePath::line("p of a manual gear", xs, ys)],
            points: &self.cars,
            ..plain((1.0, 6.0), (-0.08, 1.08))
        }
    }

    fn growing(&self) -> LandscapePanel<'_> {
        let (xs, ys) = &self.growing;
        LandscapePanel {
            paths: vec![LandscapePath::line("w", xs, ys)],
            points: &self.wines,
            ..plain((-3.5, 3.5), (-3.5, 3.5))
        }
    }

    fn figure(&self, name: &str) -> Landscape<'_> {
        let (columns, panels) = match name {
            "descents" => (3, (0..3).map(|i| self.descent(i)).collect()),
            "two descents" => (2, (0..2).map(|i| self.descent(i)).collect()),
            "four" => (4, vec![self.descent(0), self.descent(2), self.growing(), self.growing()]),
            "one descent" => (1, vec![self.descent(0)]),
            "wines" => (1, vec![self.wines()]),
            "cars" => (1, vec![self.cars()]),
            "two rows" => (2, vec![self.descent(2), self.growing(), self.descent(1), self.cars()]),
            _ => panic!("no picture {name:?}"),
        };
        Landscape { title: "What lies in the plane", ..landscape(columns, panels) }
    }
}

fn landscape(columns: usize, panels: Vec<LandscapePanel<'_>>) -> Landscape<'_> {
    Landscape { title: "", classes: CLASSES.to_vec(), mistake: "misclassified", columns, panels }
}

/// An empty plane between these ends.
fn plain(x: (f64, f64), y: (f64, f64)) -> LandscapePanel<'static> {
    let (contours, paths) = (vec![], vec![]);
    LandscapePanel { title: "", x_name: "w₁", y_name: "w₂", x, y, contours, paths, points: &[] }
}

fn path<'a>(label: &'a str, xs: &'a [f64], ys: &'a [f64]) -> LandscapePath<'a> {
    LandscapePath { label, xs, ys, dots: true }
}

fn draw(name: &str) -> Svg {
    data().figure(name).svg().unwrap()
}

const GREY: &str = "#858585";

/// What lies between the axes of a panel, and the plane it stands for.
#[derive(Clone, Copy, Debug)]
struct Frame {
    paper: [f64; 4],
    x: (f64, f64),
    y: (f64, f64),
}

impl Frame {
    fn width(&self) -> f64 {
        self.paper[2] - self.paper[0]
    }
    fn height(&self) -> f64 {
        self.paper[3] - self.paper[1]
    }
    /// On the paper. plotters counts from the first unit to the last one, which lies before the
    /// outline.
    fn spot(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let share = |v: f64, (low, high): (f64, f64)| v / (high - low) - low / (high - low);
        let [left, top, right, bottom] = self.paper;
        let (right, bottom) = (right - 1.0, bottom - 1.0);
        (left + (right - left) * share(x, self.x), bottom - (bottom - top) * share(y, self.y))
    }
    fn holds(&self, (x, y): (f64, f64)) -> bool {
        let [left, top, right, bottom] = self.paper;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }
}

/// A figure drawn, and the frames of its panels.
fn framed(figure: &Landscape) -> (Svg, Vec<Frame>) {
    let svg = figure.svg().unwrap();
    let frames = frames(&svg).into_iter().zip(&figure.panels);
    let frames: Vec<Frame> =
        frames.map(|(paper, panel)| Frame { paper, x: panel.x, y: panel.y }).collect();
    assert_eq!(frames.len(), figure.panels.len(), "a frame for each panel");
    (svg, frames)
}

/// One panel, drawn.
fn alone(panel: LandscapePanel) -> (Svg, Frame) {
    let (svg, frames) = framed(&landscape(1, vec![panel]));
    (svg, frames[0])
}

/// The lines of a colour inside a frame; the legend's are outside.
fn inside(svg: &Svg, frame: Frame, stroke: &str) -> Vec<Element> {
    let mut lines = lines(svg, stroke);
    lines.retain(|line| line.points.iter().all(|&place| frame.holds(place)));
    lines
}

fn width(line: &Element) -> f64 {
    let [width] = line.numbers(["stroke-width"]);
    width
}

#[track_caller]
fn assert_near(got: (f64, f64), expected: (f64, f64), what: &str) {
    let (dx, dy) = (got.0 - expected.0, got.1 - expected.1);
    assert!(dx.abs() <= 0.5001 && dy.abs() <= 0.5001, "{what}: {got:?} should be {expected:?}");
}

/// One panel with one line from point to point, as contours and as a path.
fn one_line(x: (f64, f64), y: (f64, f64), points: &[(f64, f64)], test: impl Fn(&Svg, Frame, &str)) {
    let lines = [points.to_vec()];
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let contours = vec![Contours { label: "contour", lines: &lines }];
    let paths = vec![path("path", &xs, &ys)];
    for (panel, stroke) in [
        (LandscapePanel { contours, ..plain(x, y) }, GREY),
        (LandscapePanel { paths, ..plain(x, y) }, BLUE),
    ] {
        let (svg, frame) = alone(panel);
        test(&svg, frame, stroke);
    }
}

#[rstest]
fn pictures_keep_what_all_promise(
    #[values("descents", "two descents", "one descent", "four", "wines", "cars", "two rows")]
    name: &str,
) {
    assert_sound(name, || draw(name));
}

/// However many panels have it.
#[rstest]
#[case::descents("descents", &["J constant", "gradient descent", "class 0", "class 1"], &["λ = 0.17, below the limit", "w₁", "w₂"])]
#[case::wines("wines", &["p = 0.5", "p = 0.25 and 0.75", "p = 0.1 and 0.9", "class 0", "class 1", "misclassified"], &["alcohol, standardised", "hue, standardised"])]
#[case::two_rows("two rows", &["J constant", "gradient descent", "w", "p of a manual gear", "class 0", "class 1", "misclassified"], &["probability"])]
fn the_legend_says_everything_once(
    #[case] name: &str,
    #[case] legend: &[&str],
    #[case] others: &[&str],
) {
    let svg = draw(name);
    let texts = texts(&svg);
    for label in legend {
        assert_eq!(texts.iter().filter(|(text, _)| text == label).count(), 1, "{label:?}");
    }
    assert_says(&svg, others);
}

/// Without samples and their classes, the legend has none.
#[test]
fn classes_may_be_missing() {
    let data = data();
    let mut figure = data.figure("descents");
    figure.classes.clear();
    let texts = texts(&figure.svg().unwrap());
    assert!(!texts.iter().any(|(text, _)| text.contains("class")), "{texts:?}");
}

const V: f64 = 2e300;
/// Two places of size 2⁵⁹ such that the line through them is y = 1.0060621624 + 0.5000000000003 x,
/// by Euclid's algorithm: of the sixteen digits of b₀a₁ and of a₀b₁ the first fifteen and more
/// agree.
const FAR: [(f64, f64); 2] = [
    (-256.0 * 2251799813826139.0, -256.0 * 1125899906913651.0),
    (256.0 * 2224662770175533.0, 256.0 * 1112331385088341.0),
];

/// In the plane from -2 to 2 both ways, by hand.
#[rstest]
#[case::inside(&[(-1.0, -1.5), (0.5, 1.0), (1.0, 0.0)], &[vec![(-1.0, -1.5), (0.5, 1.0), (1.0, 0.0)]])]
#[case::leaves_right(&[(0.0, 0.0), (4.0, 1.0)], &[vec![(0.0, 0.0), (2.0, 0.5)]])]
#[case::leaves_up(&[(1.0, 1.0), (-1.0, 5.0)], &[vec![(1.0, 1.0), (0.5, 2.0)]])]
#[case::comes_from_below(&[(-1.0, -8.0), (1.0, 0.0)], &[vec![(0.5, -2.0), (1.0, 0.0)]])]
#[case::straight_through(&[(-4.0, -1.0), (4.0, 1.0)], &[vec![(-2.0, -0.5), (2.0, 0.5)]])]
#[case::backwards(&[(4.0, 1.0), (-4.0, -1.0)], &[vec![(2.0, 0.5), (-2.0, -0.5)]])]
#[case::cuts_a_corner(&[(-3.0, 0.0), (0.0, 3.0)], &[vec![(-2.0, 1.0), (-1.0, 2.0)]])]
#[case::passes_a_corner(&[(-4.5, 0.0), (0.0, 4.5)], &[])]
#[case::touches_a_corner(&[(0.0, 4.0), (4.0, 0.0)], &[])]
#[case::outside(&[(3.0, -1.0), (3.0, 1.0), (5.0, 0.0)], &[])]
#[case::around(&[(3.0, 0.0), (3.0, 3.0), (0.0, 3.0), (-3.0, 3.0)], &[])]
#[case::leaves_and_comes_back(&[(0.0, 0.0), (0.0, 4.0), (1.0, 4.0), (1.0, 0.0)], &[vec![(0.0, 0.0), (0.0, 2.0)], vec![(1.0, 2.0), (1.0, 0.0)]])]
#[case::turns_on_the_end(&[(0.0, 0.0), (2.0, 1.0), (0.0, 1.5)], &[vec![(0.0, 0.0), (2.0, 1.0), (0.0, 1.5)]])]
#[case::along_the_end(&[(-5.0, 2.0), (5.0, 2.0)], &[vec![(-2.0, 2.0), (2.0, 2.0)]])]
#[case::there_and_back(&[(-1.0, 0.0), (1.0, 1.0), (-1.0, 0.0)], &[vec![(-1.0, 0.0), (1.0, 1.0)]])]
#[case::diverges(&[(0.0, 0.0), (V, V / 2.0)], &[vec![(0.0, 0.0), (2.0, 1.0)]])]
#[case::comes_from_far(&[(-V, V / 4.0), (1.0, -1.0)], &[vec![(-2.0, -0.25), (1.0, -1.0)]])]
#[case::far_on_both_sides(&[(-V, -V), (V, V)], &[vec![(-2.0, -2.0), (2.0, 2.0)]])]
#[case::further_on_one_side(&[(-V * 3.0, -V * 1.5), (V, V / 2.0)], &[vec![(-2.0, -1.0), (2.0, 1.0)]])]
#[case::flat(&[(-1.7e308, 1.0), (1.7e308, -1.0)], &[vec![(-2.0, 0.0), (2.0, 0.0)]])]
#[case::upright(&[(1.0, 1.7e308), (-0.5, -1.7e308)], &[vec![(0.25, 2.0), (0.25, -2.0)]])]
#[case::far_and_beside_the_middle(&FAR, &[vec![(-2.0, 0.0060621624), (1.9878756752, 2.0)]])]
#[case::far_away(&[(V, -V), (V, V)], &[])]
#[case::past_it_by_far(&[(-V, 0.0), (0.0, V)], &[])]
fn lines_are_cut_at_the_ends(#[case] points: &[(f64, f64)], #[case] expected: &[Vec<(f64, f64)>]) {
    one_line((-2.0, 2.0), (-2.0, 2.0), points, |svg, frame, stroke| {
        let lines = inside(svg, frame, stroke);
        assert_eq!(lines.len(), expected.len(), "{lines:?}");
        for (line, expected) in lines.iter().zip(expected) {
            assert_eq!(line.points.len(), expected.len(), "{line:?}, not {expected:?}");
            for (&got, &place) in line.points.iter().zip(expected) {
                assert_near(got, frame.spot(place), stroke);
            }
        }
    });
}

/// A share of the segment would be lost in rounding; where it crosses the end is not.
#[rstest]
#[case::tiny_plane((0.0, 1e-250), (0.0, 1e-250), &[(-1.0, -1.0), (2.0, 2.0)], &[(0.0, 0.0), (1e-250, 1e-250)])]
#[case::huge_plane((-4e307, 4e307), (-4e307, 4e307), &[(-1.6e308, 0.0), (1.6e308, 1.0)], &[(-4e307, 0.0), (4e307, 0.0)])]
#[case::along_the_end((0.0, 4.0), (0.0, 1.9), &[(-3.3, 1.9), (5.9, 1.9)], &[(0.0, 1.9), (4.0, 1.9)])]
#[case::far_from_0((1e9, 1e9 + 8.0), (0.0, 8.0), &[(1e9 - 4.0, 0.0), (1e9 + 4.0, 4.0)], &[(1e9, 2.0), (1e9 + 4.0, 4.0)])]
#[case::numbers_that_differ_by_600_powers_of_ten((0.0, 1e300), (0.0, 1e-280), &[(-1e300, 0.0), (2e300, 1.5e-280)], &[(0.0, 5e-281), (1e300, 1e-280)])]
fn planes_of_any_size_cut_alike(
    #[case] x: (f64, f64),
    #[case] y: (f64, f64),
    #[case] points: &[(f64, f64)],
    #[case] expected: &[(f64, f64); 2],
) {
    one_line(x, y, points, |svg, frame, stroke| {
        let lines = inside(svg, frame, stroke);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_near(lines[0].points[0], frame.spot(expected[0]), "beginning");
        assert_near(*lines[0].points.last().unwrap(), frame.spot(expected[1]), "end");
    });
}

/// Also of a path that no panel shows.
#[test]
fn an_unseen_path_stays_in_the_legend() {
    let paths = vec![path("lost", &[3.0, 9.0], &[3.0, 9.0])];
    let (svg, frame) = alone(LandscapePanel { paths, ..plain((-1.0, 1.0), (-1.0, 1.0)) });
    assert_says(&svg, &["lost"]);
    assert!(inside(&svg, frame, BLUE).is_empty());
    let blue = lines(&svg, BLUE);
    assert_eq!(blue.len(), 1, "the legend's line");
    let dot = circles(&svg, BLUE)[0];
    let ends = (blue[0].points[0], blue[0].points[1]);
    assert!(dot[0] > ends.0.0 && dot[0] < ends.1.0 && dot[1] == ends.0.1, "{dot:?} on {ends:?}");
}

/// A dot for every vertex inside or on the rim, in its place, in front of all lines; wider than the
/// line and smaller than a marker.
#[test]
fn dots_stand_at_the_vertices() {
    let (xs, ys) = ([-1.0, 0.0, 1.0, 2.0, 2.5], [0.5, -0.5, 0.25, 2.0, 0.0]);
    let (svg, frame) = alone(LandscapePanel {
        paths: vec![path("dotted", &xs, &ys), LandscapePath::line("plain", &xs, &xs)],
        points: &[PlanePoint { y: 1.5, ..AT_ORIGIN }],
        ..plain((-2.0, 2.0), (-2.0, 2.0))
    });
    // The class's disc has the same colour; so have the legend's dot and disc.
    let blue = circles(&svg, BLUE);
    let radius = blue[0][2];
    let marker = blue[4];
    assert_eq!(blue.len(), 4 + 1 + 2, "{blue:?}");
    assert_near((marker[0], marker[1]), frame.spot((0.0, 1.5)), "the sample");
    for ([x, y, r], place) in blue.iter().zip(xs.into_iter().zip(ys)).take(4) {
        assert_near((*x, *y), frame.spot(place), "a dot");
        assert_eq!(*r, radius);
    }
    let line = &inside(&svg, frame, BLUE)[0];
    assert!(2.0 * radius > 2.0 * width(line), "radius {radius} on a line of {}", width(line));
    assert!(radius < 0.75 * marker[2], "radius {radius} beside a marker of {}", marker[2]);
    assert!(circles(&svg, VERMILLION).is_empty());
    let before = svg.text().split("<circle").next().unwrap().matches(VERMILLION).count();
    assert_eq!(before, inside(&svg, frame, VERMILLION).len(), "a line hides dots");
}

/// Contours lie behind paths, paths behind samples.
#[test]
fn samples_are_in_front_and_contours_behind() {
    let data = data();
    let panel = LandscapePanel { points: &data.wines[..50], ..data.descent(1) };
    let (svg, _) = alone(panel);
    let at = |what: &str| svg.text().find(what).unwrap_or_else(|| panic!("no {what}"));
    let grey: Vec<usize> = svg.text().match_indices(GREY).map(|(at, _)| at).collect();
    // Six ellipses; the last grey line is the legend's.
    assert_eq!(grey.len(), data.ellipses.len() + 1);
    let path = at(&format!("stroke=\"{BLUE}\""));
    let sample = at("fill=\"#0072B2\" stroke=\"none\"");
    assert!(grey[grey.len() - 2] < path && path < sample, "{grey:?}, {path}, {sample}");
}

/// The first kind is solid; the others are dashed, each in its own way; all are grey and thinner
/// than paths.
#[test]
fn kinds_of_contours_differ() {
    let lines: Vec<Vec<(f64, f64)>> = [-1.0, 0.0, 1.0].map(|y| vec![(-2.0, y), (2.0, y)]).to_vec();
    let contours = ["a", "b", "c"].into_iter().zip(lines.chunks(1));
    let (svg, frame) = alone(LandscapePanel {
        contours: contours.map(|(label, lines)| Contours { label, lines }).collect(),
        paths: vec![path("path", &[-2.0, 2.0], &[1.5, 1.5])],
        ..plain((-2.0, 2.0), (-2.0, 2.0))
    });
    let grey = inside(&svg, frame, GREY);
    let path = &inside(&svg, frame, BLUE)[0];
    assert!(grey.iter().all(|line| width(line) < 0.6 * width(path)), "{grey:?}");
    let kinds = [-1.0, 0.0, 1.0].map(|y| {
        let height = frame.spot((0.0, y)).1;
        grey.iter().filter(|line| (line.points[0].1 - height).abs() < 1.0).count()
    });
    assert_eq!(kinds[0], 1, "the first kind is solid");
    assert!(kinds[1] > 20 && kinds[2] > 2 * kinds[1], "{kinds:?} dashes");
}

/// A descent has one look in all panels, and another descent another.
#[test]
fn a_label_has_one_look() {
    let data = data();
    let mut figure = data.figure("descents");
    // First in this panel, second in the figure.
    figure.panels[2].paths.insert(0, path("other", &[-2.0, 3.0], &[3.5, 3.5]));
    let (svg, frames) = framed(&figure);
    for (panel, frame) in frames.into_iter().enumerate() {
        let height = frame.spot((0.0, 3.5)).1;
        let level = |line: &Element| line.points.iter().all(|p| (p.1 - height).abs() < 1.0);
        let (blue, vermillion) = (inside(&svg, frame, BLUE), inside(&svg, frame, VERMILLION));
        assert!(!blue.is_empty() && !blue.iter().any(level), "panel {panel}: {blue:?}");
        assert_eq!(vermillion.is_empty(), panel != 2, "panel {panel}");
        assert!(vermillion.iter().all(level), "panel {panel}: {vermillion:?}");
    }
}

/// No corner, and no middle of a side, is further from the ellipse than about a tenth of a pixel.
#[rstest]
fn ellipses_are_smooth(data: Data, #[values("descents", "one descent")] name: &str) {
    let (svg, frames) = framed(&data.figure(name));
    let frame = frames[0];
    let lines = inside(&svg, frame, GREY);
    let scale = (frame.width() - 1.0) / (frame.x.1 - frame.x.0);
    // The largest that closes is the second largest; √(2J) on it.
    let level = (2.0 * 2.8_f64).sqrt();
    let closed = lines.iter().filter(|l| l.points[0] == *l.points.last().unwrap());
    let largest = closed.max_by_key(|l| l.points.len()).unwrap();
    assert!(largest.points.len() > 24, "{} corners", largest.points.len());
    let off = |spot: (f64, f64)| {
        let minimum = frame.spot(MINIMUM);
        let (x, y) = ((spot.0 - minimum.0) / scale, (minimum.1 - spot.1) / scale);
        let [u, v] = AXES.map(|a| a.0 * x + a.1 * y);
        let root = (CURVATURES[0] * u * u + CURVATURES[1] * v * v).sqrt();
        let slope = ((CURVATURES[0] * u).powi(2) + (CURVATURES[1] * v).powi(2)).sqrt() / root;
        ((root - level) / slope * scale).abs()
    };
    for pair in largest.points.windows(2) {
        let middle = ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
        assert!(off(pair[0]) <= 1.1 && off(middle) <= 1.1, "{pair:?}: {}", off(middle));
    }
}

/// A plane as wide as high is a square on the paper, whichever panel has the longest numbers;
/// another fills its panel. All are equally high, and none leaves its column.
#[rstest]
fn equal_extents_are_drawn_equal(
    #[values(1, 2, 3, 4)] columns: usize,
    #[values(false, true)] oblong: bool,
    #[values(false, true)] long_first: bool,
) {
    let data = data();
    let panel = |x, y| LandscapePanel { x, y, points: &[], ..data.descent(0) };
    let mut both = [panel((-3.0, 4.0), (-3.0, 4.0)), panel((-0.3, 0.4), (1e3, 1e3 + 0.7))];
    both.rotate_left(usize::from(long_first));
    let mut panels: Vec<_> = both.into_iter().cycle().take(columns).collect();
    if oblong {
        panels[columns - 1] = panel((0.0, 4.0), (-0.1, 1.1));
    }
    let (_, frames) = framed(&landscape(columns, panels));
    let width = (7200.0 - 2.0 * 160.0 - 220.0 * (columns - 1) as f64) / columns as f64;
    for (column, frame) in frames.iter().enumerate() {
        let left = 160.0 + column as f64 * (width + 220.0);
        let [begin, top, end, _] = frame.paper;
        assert!(begin >= left + 300.0 && end <= left + width - 110.0, "column {column}: {frame:?}");
        assert_eq!((top, frame.height()), (frames[0].paper[1], frames[0].height()));
        assert!(frame.width() > 500.0, "{frame:?}");
        if oblong && column == columns - 1 {
            assert!(end >= left + width - 130.0 && begin <= left + 700.0, "{frame:?}");
        } else {
            assert!((frame.width() - frame.height()).abs() <= 1.0, "{frame:?}");
        }
    }
}

/// Mistakes are ringed, and every sample has its marker.
#[rstest]
fn every_sample_is_drawn(data: Data) {
    let svg = data.figure("wines").svg().unwrap();
    let rings = svg.text().matches("r=\"70\"").count();
    let mistakes = data.wines.iter().filter(|wine| wine.mistake).count();
    // A ring and its halo each, and the legend's.
    assert!(mistakes > 5);
    assert_eq!(rings, 2 * (mistakes + 1));
    let squares = svg.text().matches("fill=\"#E69F00\"").count();
    assert_eq!((circles(&svg, BLUE).len(), squares), (65 + 1, 65 + 1));
    assert!(!svg.text().contains("#9FC6E2"), "there is no region to be tinted in the legend");
}

/// At the limit a descent swings between two places for ever; that is one way and two dots.
#[rstest]
#[case::solid(0)]
#[case::dashed(1)]
fn ten_thousand_steps_fit_in_a_small_file(#[case] number: usize) {
    let xs: Vec<f64> = (0..10_000).map(|i| f64::from(i % 2) + 1e-9 * f64::from(i % 7)).collect();
    let (line, crawl): (Vec<f64>, Vec<f64>) =
        (0..10_000).map(|i| (-2.0 + 1e-4 * f64::from(i), 1.0)).unzip();
    let mut paths = vec![path("crawling", &line, &crawl), path("swinging", &xs, &xs)];
    paths.rotate_left(1 - number);
    let (svg, _) = alone(LandscapePanel { paths, ..plain((-2.0, 2.0), (-2.0, 2.0)) });
    let colour = [BLUE, VERMILLION][number];
    let other = [VERMILLION, BLUE][number];
    // With the legend's dot, and its marker of the first class.
    let more = if number == 0 { 2 } else { 1 };
    assert_eq!(circles(&svg, colour).len(), 2 + more, "swinging between two places");
    let others = circles(&svg, other).len();
    assert!((100..400).contains(&others), "{others}");
    assert!(svg.text().len() < 60_000, "{} bytes", svg.text().len());
}

/// Odd but sound planes are drawn, their texts on the paper and apart.
#[rstest]
#[case::ordinary((-1.0, 1.0), (-1.0, 1.0))]
#[case::huge((-4e307, 4e307), (0.0, 4e307))]
#[case::tiny((0.0, 1e-280), (-1e-280, 1e-280))]
#[case::thousands((-12345.0, 98765.0), (-12345.0, 98765.0))]
#[case::millionths((-2e-6, 3e-6), (1e-6, 3e-6))]
#[case::odd_ends((0.013, 0.987), (-3.33, 4.44))]
fn odd_planes_are_drawn(
    #[case] x: (f64, f64),
    #[case] y: (f64, f64),
    #[values(1, 2, 3)] columns: usize,
) {
    let (xs, ys) = ([x.0, x.1, 1e300, -1e300], [y.0, y.1, 1e300, 0.0]);
    let panel = LandscapePanel { paths: vec![path("path", &xs, &ys)], ..plain(x, y) };
    let (svg, frames) = framed(&landscape(columns, vec![panel; columns]));
    assert_texts_lie_apart("odd", &svg, 10);
    assert_nothing_lies_outside("odd", &svg);
    for frame in frames {
        let line = &inside(&svg, frame, BLUE)[0];
        assert_near(line.points[0], frame.spot((x.0, y.0)), "the lower left corner");
        assert_near(line.points[1], frame.spot((x.1, y.1)), "the upper right corner");
    }
}

/// Which samples are mistakes changes no marker of the others, and a mistake is hidden by none.
#[test]
fn mistakes_are_ringed_and_in_front() {
    let draw = |mistakes: [bool; 3]| {
        let places = [(0.2, 0.2, 0), (0.202, 0.2, 1), (0.8, 0.8, 0)];
        let points: Vec<PlanePoint> = places
            .iter()
            .zip(mistakes)
            .map(|(&(x, y, class), mistake)| PlanePoint { x, y, class, mistake })
            .collect();
        let panel = LandscapePanel { points: &points, ..plain((0.0, 1.0), (0.0, 1.0)) };
        let svg = landscape(1, vec![panel]).svg().unwrap();
        let fills = ["#0072B2", "#E69F00"];
        let lines = svg.text().lines();
        let drawn = lines.filter_map(|line| fills.iter().position(|fill| line.contains(fill)));
        let mut drawn: Vec<usize> = drawn.collect();
        assert_eq!(drawn.split_off(drawn.len() - 2), [0, 1], "the legend's");
        drawn
    };
    let none = draw([false, false, false]);
    for (mistakes, again) in [
        ([true, false, false], &[0][..]),
        ([false, true, false], &[]),
        ([true, true, false], &[]),
        ([false, false, true], &[]),
    ] {
        let drawn = draw(mistakes);
        assert_eq!(drawn, [&none[..], again].concat(), "{mistakes:?}");
    }
}

const AT_ORIGIN: PlanePoint = PlanePoint { x: 0.0, y: 0.0, class: 0, mistake: false };
const NAN: f64 = f64::NAN;
const INFINITY: f64 = f64::INFINITY;

/// A sound line and this one.
fn with(line: &[(f64, f64)]) -> &'static [Vec<(f64, f64)>] {
    vec![vec![(0.0, 0.0), (1.0, 1.0)], line.to_vec()].leak()
}

#[rstest]
#[case::no_panels(|l: &mut Landscape| l.panels.clear(), "Empty", "panels")]
#[case::nothing_in_a_panel(|l: &mut Landscape| { l.panels[1].contours.clear(); l.panels[1].paths.clear() }, "Empty", "contours, paths and points of \"λ = 0.5, at it\"")]
#[case::no_classes(|l: &mut Landscape| { l.classes.clear(); l.panels[0].points = const { &[AT_ORIGIN] } }, "Empty", "classes")]
#[case::point_without_class(|l: &mut Landscape| l.panels[0].points = const { &[PlanePoint { class: 7, ..AT_ORIGIN }] }, "Setting", "expected a class below 2, got 7")]
#[case::point_outside(|l: &mut Landscape| l.panels[0].points = const { &[AT_ORIGIN, PlanePoint { x: 5.0, ..AT_ORIGIN }] }, "Setting", "point 1 of \"λ = 0.17, below the limit\": expected inside (-3.0, 4.0) × (-3.0, 4.0), got (5, 0)")]
#[case::nan_point(|l: &mut Landscape| l.panels[0].points = const { &[PlanePoint { y: NAN, ..AT_ORIGIN }] }, "NotFinite", "point 0")]
#[case::infinite_end(|l: &mut Landscape| l.panels[0].x.1 = INFINITY, "NotFinite", "horizontal ends")]
#[case::nan_end(|l: &mut Landscape| l.panels[2].y.0 = NAN, "NotFinite", "vertical ends")]
#[case::ends_swapped(|l: &mut Landscape| l.panels[0].y = (1.0, -1.0), "Setting", "vertical ends of \"λ = 0.17, below the limit\": expected the lower before the higher, got 1 before -1")]
#[case::no_width(|l: &mut Landscape| l.panels[0].x = (0.0, 0.0), "Setting", "got 0 before 0")]
#[case::hardly_any_width(|l: &mut Landscape| l.panels[0].x = (1e9, 1e9 + 0.5), "Setting", "expected ends far enough apart for an axis, got 1000000000 before 1000000000.5")]
#[case::ends_too_far(|l: &mut Landscape| l.panels[0].x = (-1e308, 1e308), "Setting", "size at most 4e307")]
#[case::ends_too_far_up(|l: &mut Landscape| l.panels[0].y = (-1e308, 1e308), "Setting", "size at most 4e307")]
#[case::lengths_differ(|l: &mut Landscape| l.panels[0].paths[0].ys = &[1.0, 2.0], "Shape", "ys of path \"gradient descent\": expected shape (25, 1), got (2, 1)")]
#[case::no_steps(|l: &mut Landscape| l.panels[0].paths[0] = path("w", &[], &[]), "Setting", "points of path \"w\": expected at least 2, got 0")]
#[case::one_step(|l: &mut Landscape| l.panels[0].paths[0] = path("w", &[1.0], &[2.0]), "Setting", "points of path \"w\": expected at least 2, got 1")]
#[case::nan_x(|l: &mut Landscape| l.panels[0].paths[0] = path("w", &[0.0, NAN], &[1.0, 1.0]), "NotFinite", "xs of path \"w\": expected finite numbers, got NaN in row 1, column 0")]
#[case::infinite_y(|l: &mut Landscape| l.panels[2].paths[0] = path("w", &[0.0, 1.0], &[INFINITY, 1.0]), "NotFinite", "ys of path \"w\": expected finite numbers, got inf in row 0")]
#[case::no_lines(|l: &mut Landscape| l.panels[0].contours[0].lines = &[], "Empty", "lines of contours \"J constant\"")]
#[case::empty_line(|l: &mut Landscape| l.panels[0].contours[0].lines = with(&[]), "Setting", "points of line 1 of contours \"J constant\": expected at least 2, got 0")]
#[case::one_point(|l: &mut Landscape| l.panels[0].contours[0].lines = with(&[(1.0, 2.0)]), "Setting", "expected at least 2, got 1")]
#[case::nan_in_contours(|l: &mut Landscape| l.panels[0].contours[0].lines = with(&[(0.0, 1.0), (1.0, NAN)]), "NotFinite", "line 1 of contours \"J constant\": expected finite numbers, got NaN in row 1, column 1")]
#[case::infinite_contours(|l: &mut Landscape| l.panels[0].contours[0].lines = with(&[(INFINITY, 1.0), (1.0, 1.0)]), "NotFinite", "got inf in row 0, column 0")]
#[case::dots_here_and_not_there(|l: &mut Landscape| l.panels[1].paths[0].dots = false, "Figure", "path \"gradient descent\" has dots in one panel and none in another")]
#[case::many_kinds(|l: &mut Landscape| { let c = l.panels[0].contours[0]; l.panels[1].contours = ["a", "b", "c"].map(|label| Contours { label, ..c }).to_vec() }, "Setting", "number of kinds of contours: expected at most 3, which still differ in print, got 4")]
#[case::many_paths(|l: &mut Landscape| { let p = l.panels[0].paths[0]; l.panels[0].paths = "abcdefghijklmno".split("").filter(|l| !l.is_empty()).map(|label| LandscapePath { label, ..p }).collect() }, "Setting", "number of paths: expected at most 14, which still differ in print, got 16")]
#[case::many_classes(|l: &mut Landscape| l.classes = vec!["a", "b", "c", "d", "e", "f", "g"], "Setting", "at most 6")]
#[case::no_columns(|l: &mut Landscape| l.columns = 0, "Setting", "expected 1 to 4, got 0")]
#[case::many_columns(|l: &mut Landscape| l.columns = 5, "Setting", "got 5")]
#[case::same_path(|l: &mut Landscape| l.panels[0].paths.extend_from_within(..), "Figure", "paths of a panel: two are labelled \"gradient descent\"")]
#[case::same_contours(|l: &mut Landscape| l.panels[0].contours.extend_from_within(..), "Figure", "contours of a panel: two are labelled \"J constant\"")]
#[case::path_like_contours(|l: &mut Landscape| l.panels[0].paths[0].label = "J constant", "Figure", "legend: two are labelled \"J constant\"")]
#[case::class_like_path(|l: &mut Landscape| l.classes[1] = "gradient descent", "Figure", "legend: two are labelled \"gradient descent\"")]
#[case::blank_path(|l: &mut Landscape| l.panels[0].paths[0].label = " ", "Figure", "paths of a panel: a label is blank")]
#[case::blank_contours(|l: &mut Landscape| l.panels[0].contours[0].label = "", "Figure", "contours of a panel: a label is blank")]
#[case::blank_class(|l: &mut Landscape| l.classes[1] = "", "Figure", "legend: a label is blank")]
#[case::mistake_unnamed(|l: &mut Landscape| { l.mistake = ""; l.panels[0].points = const { &[PlanePoint { mistake: true, ..AT_ORIGIN }] } }, "Figure", "legend: a label is blank")]
#[case::foreign_letter(|l: &mut Landscape| l.panels[0].x_name = "損失", "Figure", "no glyph for '損'")]
#[case::long_axis_name(|l: &mut Landscape| l.panels[0].y_name = "the second of the two weights", "Figure", "vertical axis")]
#[case::numbers_too_long(|l: &mut Landscape| { l.panels[0].x = (1234567.8, 1234567.9); l.panels[0].y = (1234567.8, 1234567.9) }, "Figure", "no room for two of its numbers")]
#[case::long_numbers_beside_a_small_plot(|l: &mut Landscape| { l.columns = 4; l.panels.extend_from_within(..1); l.panels[0].y = (1234567.8, 1234567.9) }, "Figure", "pixels for a plot, it needs 70")]
fn bad_landscapes_are_refused(
    data: Data,
    #[case] spoil: fn(&mut Landscape<'_>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut figure = data.figure("descents");
    spoil(&mut figure);
    assert_refused(figure.svg(), kind, part);
}
