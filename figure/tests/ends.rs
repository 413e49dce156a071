//! Axes that end where they are told to, and lines that are told from others by colour alone.

use crate::picture::*;
use ma6202_figure::*;
use rstest::rstest;

/// The line y = k x from 0 to 10.
fn line(k: f64) -> Series {
    let xs = [0.0, 5.0, 10.0];
    Series::new("line", &xs, xs.map(|x| k * x))
}

fn panel(x: Axis<'static>, y: Axis<'static>, series: Series) -> CurvePanel<'static> {
    CurvePanel::new("", x, y, [series])
}

fn alone(panel: CurvePanel) -> Svg {
    Curves { title: "", columns: 1, panels: vec![panel] }.svg().unwrap()
}

/// What is said of a text of an axis: where it stands.
fn numbers(svg: &Svg) -> Vec<String> {
    texts(svg).into_iter().map(|(text, place)| format!("{text} at {place:?}")).collect()
}

#[test]
fn axes_with_ends_are_the_same_whatever_the_data() {
    let of = |k: f64| {
        let (x, y) = (Axis::linear("x").from_to(0.0, 10.0), Axis::linear("y").from_to(-2.0, 20.0));
        alone(panel(x, y, line(k)))
    };
    assert_eq!(numbers(&of(1.0)), numbers(&of(70.0)));
    let free = |k| alone(panel(Axis::linear("x"), Axis::linear("y"), line(k)));
    assert_ne!(numbers(&free(1.0)), numbers(&free(70.0)));
    assert_says(&of(1.0), &["20", "0", "10"]);
}

/// y = 4 x leaves through the upper end, 20, at x = 5.
#[test]
fn what_lies_beyond_the_ends_is_cut_off() {
    let axes = (Axis::linear("x").from_to(-10.0, 10.0), Axis::linear("y").from_to(0.0, 20.0));
    let picture = |k| alone(panel(axes.0, axes.1, line(k)).level("level", 30.0));
    let drawn = |svg: &Svg| lines(svg, BLUE).remove(0).points;
    // From the middle of the horizontal axis to its end, through the corner.
    let (corner, cut) = (drawn(&picture(2.0)), drawn(&picture(4.0)));
    let (start, end) = (corner[0], corner[1]);
    assert_eq!(cut[0], start);
    assert_eq!(cut[1], (start.0 + (end.0 - start.0) / 2.0, end.1));
    // In the legend only; the level is above the upper end.
    assert_eq!(lines(&picture(-1.0), BLUE).len(), 1 + 1, "it begins in the plot, as a dot");
    assert_eq!(lines(&picture(4.0), "#262626").len(), dashes_in_the_legend());
}

/// Of the first level.
fn dashes_in_the_legend() -> usize {
    let axis = Axis::linear("").from_to(-1.0, 1.0);
    let seen = |at| lines(&alone(panel(axis, axis, line(0.0)).level("level", at)), "#262626").len();
    assert!(seen(0.5) > seen(2.0) + 20, "across the plot");
    seen(-2.0)
}

#[test]
fn a_curve_that_comes_back_is_two_pieces() {
    let xs = [0.0, 1.0, 2.0, 3.0, 4.0];
    let hill = Series::new("hill", &xs, [0.1, 10.0, 1000.0, 10.0, 0.1]);
    let svg = alone(panel(Axis::linear("x"), Axis::log10("y").from_to(1.0, 100.0), hill));
    let pieces = lines(&svg, BLUE);
    assert_eq!(pieces.len(), 2 + 1, "and a sample in the legend");
    let ends = [&pieces[0].points, &pieces[1].points].map(|p| (p[0], p[p.len() - 1]));
    let [(from, up), (down, to)] = ends;
    assert_eq!((from.1, up.1), (to.1, down.1));
    // On a logarithmic axis 1 is half-way from 0.1 to 10, and 100 from 10 to 1000.
    let step = (to.0 - from.0) / 3.0;
    assert!((up.0 - from.0 - step).abs() < 2.0 && (down.0 - up.0 - step).abs() < 2.0, "{ends:?}");
}

/// Each of the two colours is that of the place, and no dash is left.
#[rstest]
#[case::solid(Series::solid, "17")]
#[case::thin(Series::thin, "11")]
fn a_line_can_be_without_dashes(#[case] of: fn(Series) -> Series, #[case] width: &str) {
    let second = |of: fn(Series) -> Series| {
        let other = of(Series { label: "other".into(), ..line(1.0) });
        let panel = CurvePanel::new("", Axis::linear(""), Axis::linear(""), [line(2.0), other]);
        lines(&alone(panel), VERMILLION)
    };
    assert!(second(|series| series).len() > 20);
    let drawn = second(of);
    assert_eq!(drawn.len(), 2, "a line, and its sample in the legend");
    assert!(drawn.iter().all(|line| line.get("stroke-width") == width), "{drawn:?}");
}

#[test]
fn ends_that_are_one_are_moved_apart() {
    let axis = Axis::linear("").from_to(1.0, 1.0);
    assert_says(&alone(panel(axis, axis, line(1.0))), &["0.90", "1.10"]);
}

#[rstest]
#[case::swapped((1.0, 0.0), LINEAR, "the lower before the higher, got 1 before 0")]
#[case::infinite((0.0, f64::INFINITY), LINEAR, "finite numbers, got inf")]
#[case::beyond((-1e308, 1e308), LINEAR, "size at most 4e307")]
#[case::zero_on_log((0.0, 1.0), Scale::Log10, "above 0 on a logarithmic axis, got 0")]
fn ends_that_are_none_are_refused(
    #[case] ends: (f64, f64),
    #[case] scale: Scale,
    #[case] part: &str,
) {
    let kind = if ends.1.is_finite() { "Setting" } else { "NotFinite" };
    let axis = Axis { scale, ends: Some(ends), ..Axis::linear("x") };
    let series = Series::new("line", &[0.5, 1.0], [0.5, 1.0]);
    for (x, y) in [(axis, Axis::linear("")), (Axis::linear(""), axis)] {
        let figure = Curves { title: "", columns: 1, panels: vec![panel(x, y, series.clone())] };
        assert_refused(figure.svg(), kind, part);
    }
}

const LINEAR: Scale = Scale::Linear;

#[test]
fn what_has_no_place_on_such_an_axis_is_refused() {
    let axes = (Axis::linear(""), Axis::log10("").from_to(1.0, 10.0));
    let figure = Curves { title: "", columns: 1, panels: vec![panel(axes.0, axes.1, line(1.0))] };
    assert_refused(figure.svg(), "Setting", "above 0 on a logarithmic axis, got 0");
    let panels = [line(1.0), line(1.0).thin()].map(|s| panel(axes.0, axes.0, s));
    let figure = Curves { title: "", columns: 2, panels: panels.into() };
    assert_refused(figure.svg(), "Figure", "\"line\" has one stroke in one panel and another");
    let strips = vec![Strip { label: "a", values: &[1.0], interval: None }];
    let x = Axis::linear("").from_to(0.0, 1.0);
    let panels = vec![StripPanel { title: "", x, strips, levels: vec![] }];
    let figure = Strips { title: "", discs: "d", interval: "i", columns: 1, panels };
    assert_refused(figure.svg(), "Figure", "the ends of their axis follow from the data");
}
