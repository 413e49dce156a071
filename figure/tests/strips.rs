//! Strips: many outcomes side by side, with made-up accuracies of an odd shape.

use std::collections::BTreeMap;

use crate::picture::*;
use ma6202_figure::*;
use rstest::{fixture, rstest};

const FUNCTIONS: [&str; 19] = [
    "ReLU",
    "LeakyReLU(0.01)",
    "PReLU",
    "RReLU",
    "ReLU6",
    "Threshold",
    "ELU",
    "CELU",
    "SELU",
    "GELU",
    "GELU (tanh)",
    "SiLU",
    "Mish",
    "Hardswish",
    "Softplus",
    "sigmoid",
    "tanh",
    "softsign",
    "identity",
];
const SETTINGS: [&str; 3] = ["al pie de la letra", "corregida", "corregida, λ elegida por función"];
const SEEDS: usize = 100;

/// Of discs, and of intervals and reference lines.
const TINT: &str = "#9FC6E2";
const INK: &str = "#262626";

/// A hundred accuracies on 36 wines for each function in each setting.
struct Study(Vec<Vec<Vec<f64>>>);

#[fixture]
fn study() -> Study {
    let accuracy = |setting: usize, function: usize, seed: usize| {
        // Equal shares of the seeds in equal parts of 0..1, in an order of their own.
        let share = ((seed * 37) % SEEDS) as f64 / SEEDS as f64;
        let right = match (setting, function) {
            // All alike; two camps; around a middle, skewed to the right end.
            (_, 3) => 35.0,
            (2, 15) => 14.0,
            (_, 15) if seed.is_multiple_of(3) => 13.0 + 4.0 * share,
            _ => 36.0 - (1.0 + (function % 5) as f64) * (-(1.0 - share).ln()) - setting as f64,
        };
        right.round().clamp(12.0, 36.0) / 36.0
    };
    let function = |s, f| (0..SEEDS).map(|seed| accuracy(s, f, seed)).collect();
    Study((0..3).map(|s| (0..FUNCTIONS.len()).map(|f| function(s, f)).collect()).collect())
}

fn around(values: &[f64]) -> StripInterval {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let half = 1.98 * (variance / n).sqrt();
    StripInterval { low: mean - half, mean, high: mean + half }
}

impl Study {
    fn accuracies(&self, setting: usize) -> StripPanel<'_> {
        let all = &self.0[setting];
        let strips = FUNCTIONS.iter().zip(all).map(|(label, values)| Strip {
            label,
            values,
            interval: Some(around(values)),
        });
        StripPanel {
            title: SETTINGS[setting],
            x: Axis::linear("exactitud en la prueba"),
            strips: strips.collect(),
            levels: vec![Level { label: "media de ReLU".into(), at: around(&all[0]).mean }],
        }
    }

    /// Those to ReLU, the first of the same seeds.
    fn differences(&self, setting: usize) -> StripPanel<'_> {
        let mut panel = self.accuracies(setting);
        let relu = panel.strips[0].values;
        for strip in &mut panel.strips {
            let differences: Vec<f64> = strip.values.iter().zip(relu).map(|(a, b)| a - b).collect();
            *strip = Strip { values: &[], interval: Some(around(&differences)), ..*strip };
        }
        let levels = vec![Level { label: "ninguna diferencia".into(), at: 0.0 }];
        StripPanel { x: Axis::linear("diferencia con ReLU"), levels, ..panel }
    }

    fn figure(&self, name: &str) -> Strips<'_> {
        let (columns, panels) = match name {
            "accuracies" => (3, (0..3).map(|s| self.accuracies(s)).collect()),
            "differences" => (3, (0..3).map(|s| self.differences(s)).collect()),
            "both" => (2, vec![self.accuracies(0), self.differences(0)]),
            "one" => (1, vec![self.accuracies(1)]),
            "four" => {
                let short = |panel, name| StripPanel { x: Axis::linear(name), ..panel };
                let first = (0..2).map(|s| short(self.accuracies(s), "exactitud"));
                (4, first.chain((0..2).map(|s| short(self.differences(s), "diferencia"))).collect())
            }
            "two rows" => {
                let first = (0..2).map(|s| self.accuracies(s));
                (2, first.chain((0..2).map(|s| self.differences(s))).collect())
            }
            _ => panic!("no picture {name:?}"),
        };
        strips(columns, panels)
    }
}

fn strips(columns: usize, panels: Vec<StripPanel<'_>>) -> Strips<'_> {
    Strips {
        title: "Exactitud con cien semillas, por función de activación",
        discs: "1, 4 y 16 semillas",
        interval: "media, y el intervalo de confianza que la contiene (95 %)",
        columns,
        panels,
    }
}

fn draw(name: &str) -> Svg {
    study().figure(name).svg().unwrap()
}

/// One panel of strips with these values, and no more.
fn plain<'a>(values: &[(&'a str, &'a [f64])]) -> StripPanel<'a> {
    let strips = values.iter().map(|&(label, values)| Strip { label, values, interval: None });
    StripPanel { title: "", x: Axis::linear(""), strips: strips.collect(), levels: vec![] }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Disc {
    x: f64,
    y: f64,
    radius: f64,
}

/// The discs of the strips; the legend's three come last.
fn discs(svg: &Svg) -> Vec<Disc> {
    let all = circles(svg, TINT);
    let mut all: Vec<Disc> = all.into_iter().map(|[x, y, radius]| Disc { x, y, radius }).collect();
    all.truncate(all.len().saturating_sub(3));
    all
}

/// The dark rectangles: of each interval first the bar, then the tick; the legend's come last.
fn intervals(svg: &Svg) -> Vec<[[f64; 4]; 2]> {
    let mut all = elements(svg, "rect");
    all.retain(|rectangle| rectangle.get("fill") == INK);
    let mut all: Vec<_> = all
        .chunks(2)
        .map(|pair| [0, 1].map(|i| pair[i].numbers(["x", "y", "width", "height"])))
        .collect();
    all.truncate(all.len().saturating_sub(1));
    all
}

#[rstest]
fn pictures_keep_what_all_promise(
    #[values("accuracies", "differences", "both", "one", "four", "two rows")] name: &str,
) {
    assert_sound(name, || draw(name));
    let intervals = intervals(&draw(name)).len();
    assert!(intervals >= FUNCTIONS.len(), "{name}: only {intervals} intervals");
}

/// Once for each row of panels, and next to the strip it names.
#[rstest]
#[case::side_by_side("accuracies", 1)]
#[case::two_rows("two rows", 2)]
fn each_label_is_written_once_a_row(#[case] name: &str, #[case] rows: usize) {
    let svg = draw(name);
    let texts = texts(&svg);
    for label in FUNCTIONS {
        assert_eq!(texts.iter().filter(|(text, _)| text == label).count(), rows, "{label:?}");
    }
    let others = ["1, 4 y 16 semillas", "media de ReLU", "exactitud en la prueba", SETTINGS[0]];
    assert_says(&svg, &others);
    for (label, [bar, _]) in FUNCTIONS.iter().zip(intervals(&svg)) {
        let (y, strip) = (middle(&svg, label).1, bar[1] + bar[3] / 2.0);
        assert!((y - strip).abs() < 30.0, "{label:?} at {y}, its strip at {strip}");
    }
}

/// Of each strip there is a disc for every value it takes, at the value's place, and as large as
/// the value is frequent.
#[rstest]
fn every_value_is_drawn(study: Study) {
    let svg = study.figure("one").svg().unwrap();
    let mut rows: BTreeMap<i64, Vec<Disc>> = BTreeMap::new();
    discs(&svg).into_iter().for_each(|d| rows.entry(d.y as i64).or_default().push(d));
    assert_eq!(rows.len(), FUNCTIONS.len());
    // Two numbers of the axis measure it.
    let (low, high) = (middle(&svg, "0.5").0, middle(&svg, "0.9").0);
    let place = |value: f64| low + (high - low) * (value - 0.5) / 0.4;
    // RReLU's seeds all agree: this disc is a hundred values.
    let hundred = rows.values().nth(3).unwrap()[0].radius;
    for (values, mut row) in study.0[1].iter().zip(rows.into_values()) {
        let mut counts: BTreeMap<u64, i32> = BTreeMap::new();
        values.iter().for_each(|v| *counts.entry(v.to_bits()).or_default() += 1);
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        assert_eq!(row.len(), counts.len(), "{row:?}");
        for (disc, (value, count)) in row.iter().zip(counts) {
            let x = place(f64::from_bits(value));
            // The numbers' boxes are known to a fraction of a pixel, discs lie on tenths of one.
            assert!((disc.x - x).abs() < 8.0, "{disc:?} should stand at {x}");
            let radius = hundred * (f64::from(count) / 100.0).sqrt();
            assert!((disc.radius - radius).abs() <= 1.0, "{disc:?} counts {count}: {radius}");
        }
    }
}

/// The legend's discs are measured like those of the strips.
#[test]
fn the_legend_measures_the_discs() {
    let values = [vec![1.0], vec![2.0; 4], vec![3.0; 16]].concat();
    let svg = strips(1, vec![plain(&[("A", &values)])]).svg().unwrap();
    let all: Vec<f64> = circles(&svg, TINT).into_iter().map(|[.., radius]| radius).collect();
    assert_eq!(all.len(), 6);
    // Largest first in the strip, smallest first in the legend.
    let legend: Vec<_> = all[3..].iter().rev().copied().collect();
    assert_eq!(all[..3], legend);
    assert!(all[0] > all[1] && all[1] > all[2]);
}

/// A bar from end to end, a tick at the mean, after (in front of) the discs of its strip.
#[test]
fn intervals_stand_where_they_say() {
    let values = [0.0, 10.0];
    let mut panel = plain(&[("A", &values), ("B", &[])]);
    panel.strips[0].interval = Some(StripInterval { low: 2.0, mean: 3.0, high: 8.0 });
    panel.strips[1].interval = Some(StripInterval { low: 5.0, mean: 5.0, high: 5.0 });
    panel.levels.push(Level { label: "mitad".into(), at: 5.0 });
    let svg = strips(1, vec![panel]).svg().unwrap();
    let (left, right) = match discs(&svg)[..] {
        [a, b] => (a.x.min(b.x), a.x.max(b.x)),
        ref other => panic!("two discs, not {other:?}"),
    };
    let place = |value: f64| left + (right - left) * value / 10.0;
    let near = |a: f64, b: f64| assert!((a - b).abs() <= 1.5, "{a} should be {b}");
    let all = intervals(&svg);
    assert_eq!(all.len(), 2);
    let centre = |[x, _, width, _]: [f64; 4]| x + width / 2.0;
    let [bar, tick] = all[0];
    near(bar[0], place(2.0));
    near(bar[0] + bar[2], place(8.0));
    near(centre(tick), place(3.0));
    near(centre(all[1][1]), place(5.0));
    assert!(tick[3] > 2.0 * bar[3], "the tick {tick:?} shows across the bar {bar:?}");
    let level = lines(&svg, INK);
    assert!(level.len() > 3);
    // The last ones are the legend's.
    near(level[0].points[0].0, place(5.0));
    let first_bar = svg.text().find("#262626\" stroke=\"none\"").unwrap();
    let last_disc_of_a = svg.text().match_indices("<circle").nth(3).unwrap().0;
    assert!(first_bar > last_disc_of_a, "discs hide their interval");
}

/// Where a hundred seeds agree on the least value, and on the greatest, their discs end inside
/// the axes.
#[test]
fn the_largest_discs_stay_between_the_ends() {
    let (low, high) = ([0.0; 100], [1.0; 100]);
    let panel = || plain(&[("A", &low), ("B", &high)]);
    let svg = strips(4, (0..4).map(|_| panel()).collect()).svg().unwrap();
    let ends = lines(&svg, AXIS).into_iter().map(|line| (line.points[0], line.points[1]));
    // The horizontal axes are the longest lines.
    let axes: Vec<_> = ends.filter(|(a, b)| a.1 == b.1 && b.0 - a.0 > 200.0).collect();
    assert_eq!(axes.len(), 4, "{axes:?}");
    for (pair, axis) in discs(&svg).chunks(2).zip(axes) {
        assert!(pair[0].radius > 100.0, "{pair:?}");
        assert!(pair[0].x - pair[0].radius >= axis.0.0, "{pair:?} on {axis:?}");
        assert!(pair[1].x + pair[1].radius <= axis.1.0, "{pair:?} on {axis:?}");
    }
}

/// Values too close to tell apart are one disc, at their mean; none is lost, none moves far.
#[test]
fn near_values_share_a_disc() {
    let values = [0.0, 0.0001, 0.0002, 0.5, 1.0];
    let svg = strips(1, vec![plain(&[("A", &values)])]).svg().unwrap();
    let discs = discs(&svg);
    assert_eq!(discs.len(), 3, "{discs:?}");
    assert!(discs[0].radius > discs[1].radius && discs[1].radius == discs[2].radius);
    assert!(((discs[0].x + discs[2].x) / 2.0 - discs[1].x).abs() <= 2.0, "{discs:?}");
}

/// Panels can be compared by eye if, and only if, their axes measure the same.
#[rstest]
#[case::same_name("valor", true)]
#[case::other_name("otro valor", false)]
fn axes_of_one_name_are_alike(#[case] name: &'static str, #[case] alike: bool) {
    let mut panels = vec![plain(&[("A", &[0.0, 4.0])]), plain(&[("A", &[0.0, 1.0])])];
    panels[0].x = Axis::linear("valor");
    panels[1].x = Axis::linear(name);
    let svg = strips(2, panels).svg().unwrap();
    let at: Vec<f64> = discs(&svg).iter().map(|d| d.x).collect();
    assert_eq!(at.len(), 4);
    let ratio = (at[3] - at[2]) / (at[1] - at[0]);
    assert!((ratio - if alike { 0.25 } else { 1.0 }).abs() < 0.01, "{at:?}");
}

/// Odd but sound data is drawn, its texts on the paper and apart, its discs inside.
#[rstest]
#[case::one_value(&[3.0], Scale::Linear)]
#[case::zero(&[0.0], Scale::Linear)]
#[case::tiny(&[5e-324, 1e-300], Scale::Linear)]
#[case::huge(&[-8e306, 8e306], Scale::Linear)]
#[case::hardly_different(&[1e15, 1e15 + 0.125], Scale::Linear)]
#[case::thousands(&[-12345.0, 98765.0], Scale::Linear)]
#[case::millionths(&[1e-6, 3e-6, -2e-6], Scale::Linear)]
#[case::long_numbers(&[0.9991, 0.9993], Scale::Linear)]
#[case::all_magnitudes(&[5e-324, 1e-100, 1.0, 1.7e308], Scale::Log10)]
#[case::less_than_a_decade(&[2.1, 2.2, 2.4], Scale::Log10)]
fn odd_data_is_drawn(
    #[case] values: &[f64],
    #[case] scale: Scale,
    #[values(1, 3)] columns: usize,
    #[values(1, 24)] rows: usize,
) {
    let labels: Vec<String> = (0..rows).map(|i| format!("función de activación {i}")).collect();
    let all: Vec<(&str, &[f64])> = labels.iter().map(|l| (l.as_str(), values)).collect();
    let panel = || StripPanel { x: Axis { scale, ..Axis::linear("valor") }, ..plain(&all) };
    let svg = strips(columns, (0..columns).map(|_| panel()).collect()).svg().unwrap();
    assert_texts_lie_apart("odd", &svg, rows + 3 * columns);
    assert_nothing_lies_outside("odd", &svg);
    assert!(discs(&svg).len() >= rows * columns);
}

/// However many the seeds, a strip has no more discs than places.
#[test]
fn ten_thousand_seeds_fit_in_a_small_file() {
    let values: Vec<f64> = (0..10_000).map(|i| (f64::from(i) * 0.618).fract().powi(2)).collect();
    let all: Vec<(&str, &[f64])> = FUNCTIONS.iter().map(|l| (*l, values.as_slice())).collect();
    let svg = strips(3, vec![plain(&all); 3]).svg().unwrap();
    assert!(svg.text().len() < 1_000_000, "{} bytes", svg.text().len());
}

#[rstest]
#[case::no_panels(|s: &mut Strips| s.panels.clear(), "Empty", "panels")]
#[case::no_strips(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips.clear()), "Empty", "strips of a panel")]
#[case::nothing_in_a_strip(|s: &mut Strips| { s.panels[0].strips[2].values = &[]; s.panels[0].strips[2].interval = None }, "Empty", "strip \"PReLU\"")]
#[case::a_strip_missing(|s: &mut Strips| { s.panels[1].strips.pop(); }, "Shape", "expected shape (19, 1), got (18, 1)")]
#[case::other_order(|s: &mut Strips| s.panels[1].strips.swap(0, 1), "Figure", "row 0 is \"LeakyReLU(0.01)\", in the first panel \"ReLU\"")]
#[case::nan(|s: &mut Strips| s.panels[0].strips[1].values = &[0.5, f64::NAN], "NotFinite", "NaN in row 1")]
#[case::infinite(|s: &mut Strips| s.panels[1].strips[0].values = &[f64::INFINITY], "NotFinite", "values of strip \"ReLU\"")]
#[case::infinite_interval(|s: &mut Strips| s.panels[1].strips[0].interval = Some(StripInterval { low: 0.0, mean: 1.0, high: f64::INFINITY }), "NotFinite", "interval of strip \"ReLU\"")]
#[case::mean_outside(|s: &mut Strips| s.panels[0].strips[0].interval = Some(StripInterval { low: 0.5, mean: 0.4, high: 0.6 }), "Setting", "expected low ≤ mean ≤ high, got 0.5, 0.4, 0.6")]
#[case::nan_level(|s: &mut Strips| s.panels[0].levels[0].at = f64::NAN, "NotFinite", "reference line \"media de ReLU\"")]
#[case::zero_on_log(|s: &mut Strips| { s.panels[0].x.scale = Scale::Log10; s.panels[0].levels[0].at = 0.0 }, "Setting", "above 0 on a logarithmic axis")]
#[case::too_far_apart(|s: &mut Strips| s.panels[0].strips[0].values = &[-1e308, 1e308], "Setting", "size at most 4e307")]
#[case::many_strips(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips.extend_from_within(..6)), "Setting", "expected at most 24, which fit on a page, got 25")]
#[case::no_columns(|s: &mut Strips| s.columns = 0, "Setting", "expected 1 to 4, got 0")]
#[case::many_columns(|s: &mut Strips| s.columns = 5, "Setting", "got 5")]
#[case::many_levels(|s: &mut Strips| s.panels[0].levels = ["a", "b", "c"].map(|label| Level { label: label.into(), at: 0.0 }).to_vec(), "Setting", "at most 3")]
#[case::same_label(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips[4].label = "ELU"), "Figure", "two are labelled \"ELU\"")]
#[case::blank_label(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips[4].label = " "), "Figure", "blank")]
#[case::long_label(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips[4].label = "una función de activación de nombre largo"), "Figure", "label of a strip")]
#[case::foreign_letter(|s: &mut Strips| s.panels.iter_mut().for_each(|p| p.strips[4].label = "損失"), "Figure", "no glyph for '損'")]
#[case::level_like_interval(|s: &mut Strips| s.interval = "media de ReLU", "Figure", "two are labelled \"media de ReLU\"")]
#[case::discs_unnamed(|s: &mut Strips| s.discs = "", "Figure", "legend: a label is blank")]
#[case::numbers_too_long(|s: &mut Strips| { s.columns = 4; s.panels.push(s.panels[0].clone()); s.panels.iter_mut().for_each(|p| { p.x.name = ""; p.levels[0].at = 1234567.8; p.strips.iter_mut().for_each(|s| { s.values = &[1234567.8, 1234567.9]; s.interval = None }) }) }, "Figure", "no room for two of its numbers")]
#[case::long_axis_name(|s: &mut Strips| s.panels[0].x.name = "una exactitud que no cabe a lo largo del eje horizontal", "Figure", "horizontal axis")]
fn bad_strips_are_refused(
    study: Study,
    #[case] spoil: fn(&mut Strips<'_>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut figure = study.figure("accuracies");
    spoil(&mut figure);
    assert_refused(figure.svg(), kind, part);
}
