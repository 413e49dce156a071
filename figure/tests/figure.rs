//! The drawing module: figures of exercise 7's kind, with made-up numbers.

use std::f64::consts::E;
use std::path::PathBuf;

use crate::picture::*;
use ma6202_figure::*;
use rstest::{fixture, rstest};

const LINEAR: Scale = Scale::Linear;
const LOG: Scale = Scale::Log10;

/// Two losses that fall over 400 epochs, and the floor that the lecture's loss cannot pass.
fn losses(panels: usize) -> Curves<'static> {
    let epochs: Vec<f64> = (0..=400).map(f64::from).collect();
    let falling = |label, floor: f64, speed: f64, bump: f64| {
        let at = |e: &f64| floor + (-e * speed).exp() + bump * (e / 7.0).sin().powi(2) / (1.0 + e);
        Series::new(label, &epochs, epochs.iter().map(at))
    };
    let train = falling("entrenamiento", 0.001, 0.03, 0.1);
    let test = falling("prueba", 0.02, 0.025, 0.3);
    let panel = |(title, scale)| {
        let y = Axis { scale, ..Axis::linear("J, media sobre las muestras") };
        CurvePanel::new(title, Axis::linear("época"), y, [train.clone(), test.clone()])
            .level("mínimo ln(e+2)−1 ≈ 0.5514", (E + 2.0).ln() - 1.0)
    };
    let both = [("al pie de la letra", LOG), ("corregida: δˡ = ∂J/∂aˡ", LINEAR)];
    Curves {
        title: "Ejercicio 7: la pérdida “entropía cruzada”, λ = 10⁻³ · ñandú ≥ 0",
        columns: 2,
        panels: both.into_iter().take(panels).map(panel).collect(),
    }
}

/// A panel of one line, and no more.
fn plain(xs: &[f64], ys: &[f64]) -> CurvePanel<'static> {
    CurvePanel::new("", Axis::linear(""), Axis::linear(""), [Series::new("serie", xs, ys.to_vec())])
}

fn curves(panels: Vec<CurvePanel>) -> Curves {
    Curves { title: "", columns: panels.len(), panels }
}

const VINES: [&str; 3] = ["clase 1", "clase 2", "clase 3"];

#[fixture]
fn counts() -> Vec<Vec<Vec<usize>>> {
    let four = [
        [[41, 2, 0], [3, 46, 1], [0, 0, 31]],
        [[14, 2, 0], [1, 19, 1], [0, 3, 14]],
        [[43, 0, 0], [0, 50, 0], [0, 0, 31]],
        [[16, 0, 0], [1, 20, 0], [0, 0, 17]],
    ];
    four.map(|m| m.map(|row| row.to_vec()).to_vec()).to_vec()
}

fn confusion(counts: &[Vec<Vec<usize>>]) -> Confusion<'_> {
    let titles = [
        "literal, entrenamiento",
        "literal, prueba",
        "corregida, entrenamiento",
        "corregida, prueba",
    ];
    let matrices = titles.iter().zip(counts);
    Confusion {
        title: "Ejercicio 7: matrices de confusión",
        classes: VINES.to_vec(),
        row_name: "clase verdadera",
        column_name: "clase predicha",
        columns: 2,
        matrices: matrices.map(|(title, counts)| Matrix { title, counts }).collect(),
    }
}

/// 178 wines in three clouds, and a plane cut by three curved borders.
struct Plane {
    cells: Vec<Vec<usize>>,
    points: Vec<PlanePoint>,
}

const ENDS: (f64, f64) = (-4.5, 4.5);

fn decide(x: f64, y: f64) -> usize {
    let score = [-x + 0.3 * y, -1.2 * y + 0.15 * x * x - 0.6, x + 0.4 * y + 0.2 * (2.0 * y).sin()];
    (0..3).max_by(|&a, &b| score[a].total_cmp(&score[b])).unwrap()
}

#[fixture]
fn plane() -> Plane {
    let at = |i: usize| ENDS.0 + (ENDS.1 - ENDS.0) * (i as f64 + 0.5) / 160.0;
    let cells = (0..160).map(|j| (0..160).map(|i| decide(at(i), at(j))).collect()).collect();
    let centres = [(-2.3, 1.0, 59), (0.0, -1.8, 71), (2.6, 1.1, 48)];
    let mut points = Vec::new();
    for (class, (x, y, n)) in centres.into_iter().enumerate() {
        for (x, y) in sunflower((x, y), n, 1.75) {
            points.push(PlanePoint { x, y, class, mistake: decide(x, y) != class });
        }
    }
    Plane { cells, points }
}

impl Plane {
    fn figure(&self, panels: usize) -> Regions<'_> {
        let titles = ["al pie de la letra", "corregida"];
        let panel = |title: &&'static str| RegionPanel {
            title,
            x: ENDS,
            y: ENDS,
            cells: &self.cells,
            points: &self.points,
        };
        Regions {
            title: "Ejercicio 7: los 178 vinos en sus dos primeras componentes principales",
            x_name: "primera componente principal",
            y_name: "segunda componente principal",
            classes: VINES.to_vec(),
            mistake: "mal clasificado",
            columns: 2,
            panels: titles[..panels].iter().map(panel).collect(),
        }
    }
}

/// Every picture of this file, by name.
fn draw(name: &str) -> Svg {
    match name {
        "curves" => losses(1).svg(),
        "curves, two panels" => losses(2).svg(),
        "confusion" => confusion(&counts()).svg(),
        "regions" => plane().figure(1).svg(),
        "regions, two panels" => plane().figure(2).svg(),
        _ => panic!("no picture {name:?}"),
    }
    .unwrap()
}

#[rstest]
fn pictures_keep_what_all_promise(
    #[values("curves", "curves, two panels", "confusion", "regions", "regions, two panels")]
    name: &str,
) {
    assert_sound(name, || draw(name));
}

/// Panels that stand alone cannot be shown more clearly by themselves.
#[rstest]
#[case::curves("curves", 0, 0)]
#[case::panels("curves, two panels", 2, 3)]
#[case::confusion("confusion", 4, 0)]
#[case::regions("regions", 0, 0)]
#[case::planes("regions, two panels", 2, 4)]
fn panels_side_by_side_are_parts(
    #[case] name: &str,
    #[case] panels: usize,
    #[case] entries: usize,
) {
    let svg = draw(name);
    assert_eq!((svg.parts().panels.len(), svg.parts().legend.len()), (panels, entries));
}

#[rstest]
#[case::curves("curves", &["época", "J, media sobre las muestras", "entrenamiento", "prueba", "0.001", "1", "400", "mínimo ln(e+2)−1 ≈ 0.5514", "Ejercicio 7: la pérdida “entropía cruzada”, λ = 10⁻³ · ñandú ≥ 0"])]
#[case::panels("curves, two panels", &["al pie de la letra", "corregida: δˡ = ∂J/∂aˡ", "0.0", "1.0"])]
#[case::confusion("confusion", &["clase 1", "clase 3", "clase verdadera", "clase predicha", "50", "0", "Ejercicio 7: matrices de confusión", "corregida, prueba"])]
#[case::regions("regions", &["clase 1", "clase 2", "clase 3", "mal clasificado", "primera componente principal", "segunda componente principal", "−4", "4"])]
fn every_label_is_there(#[case] name: &str, #[case] labels: &[&str]) {
    assert_says(&draw(name), labels);
}

#[rstest]
#[case::as_large(1.0)]
#[case::printed(2.5)]
#[case::thumbnail(0.1)]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn a_png_has_the_size_asked_for_and_is_not_blank(#[case] scale: f32) {
    let svg = draw("curves, two panels");
    let paper = tree(&svg).size();
    let image = tiny_skia::Pixmap::decode_png(&svg.png(scale).unwrap()).unwrap();
    let expected = ((paper.width() * scale).ceil() as u32, (paper.height() * scale).ceil() as u32);
    assert_eq!((image.width(), image.height()), expected);
    let colours: std::collections::BTreeSet<_> =
        image.pixels().iter().map(|p| (p.red(), p.green(), p.blue())).collect();
    assert!(colours.len() > 50, "only {} colours", colours.len());
    assert!(image.pixels().iter().all(|p| p.alpha() == 255), "the paper is not opaque");
}

/// The letters of the lecture are in the font: each leaves ink of its own.
#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn letters_of_the_lecture_show() {
    let ink = |name: &str| {
        let panel = CurvePanel { x: Axis::linear(name), ..plain(&[0.0, 1.0], &[0.0, 1.0]) };
        curves(vec![panel]).svg().unwrap().png(0.5).unwrap()
    };
    let (none, other) = (ink(""), ink("Ͻ"));
    for letter in "∂δλˡóñ“”≥≤·⁻³∇Σ→ᵀℝ∈≈−×—½".chars() {
        let drawn = ink(&letter.to_string());
        assert!(drawn != none && drawn != other, "{letter:?} does not show");
    }
}

#[rstest]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn a_pdf_is_one_page_of_text(#[values("curves", "confusion", "regions")] name: &str) {
    let pdf = draw(name).pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count(), 1);
    assert!(text.contains("DejaVuSans"), "{name}: its letters are not text");
    assert!(!text.contains("Date"), "{name}: holds a date");
}

#[rstest]
#[case::no_panels(|c: &mut Curves| c.panels.clear(), "Empty", "panels")]
#[case::no_series(|c: &mut Curves| c.panels[0].series.clear(), "Empty", "series of a panel")]
#[case::no_points(|c: &mut Curves| { c.panels[0].series[0].xs = vec![]; c.panels[0].series[0].ys = vec![] }, "Empty", "entrenamiento")]
#[case::lengths_differ(|c: &mut Curves| c.panels[0].series[1].ys = vec![1.0, 2.0], "Shape", "expected shape (401, 1), got (2, 1)")]
#[case::nan(|c: &mut Curves| { c.panels[0].series[0].xs = vec![0.0, 1.0]; c.panels[0].series[0].ys = vec![1.0, f64::NAN] }, "NotFinite", "NaN in row 1")]
#[case::infinite_x(|c: &mut Curves| { c.panels[0].series[0].xs = vec![f64::INFINITY]; c.panels[0].series[0].ys = vec![1.0] }, "NotFinite", "xs of series \"entrenamiento\"")]
#[case::infinite_level(|c: &mut Curves| c.panels[0].levels[0].at = f64::NEG_INFINITY, "NotFinite", "-inf")]
#[case::zero_on_log(|c: &mut Curves| { c.panels[0].series[0].xs = vec![0.0]; c.panels[0].series[0].ys = vec![0.0] }, "Setting", "above 0 on a logarithmic axis, got 0")]
#[case::negative_level_on_log(|c: &mut Curves| c.panels[0].levels[0].at = -1.0, "Setting", "got -1")]
#[case::too_far_apart(|c: &mut Curves| { c.panels[1].series[0].xs = vec![0.0, 1.0]; c.panels[1].series[0].ys = vec![-1e308, 1e308] }, "Setting", "size at most 4e307")]
#[case::no_columns(|c: &mut Curves| c.columns = 0, "Setting", "expected 1 to 4, got 0")]
#[case::many_columns(|c: &mut Curves| c.columns = 9, "Setting", "got 9")]
#[case::same_label(|c: &mut Curves| c.panels[0].series[1].label = "entrenamiento".into(), "Figure", "two are labelled \"entrenamiento\"")]
#[case::level_like_series(|c: &mut Curves| c.panels[1].levels[0].label = "prueba".into(), "Figure", "two are labelled \"prueba\"")]
#[case::blank_label(|c: &mut Curves| c.panels[0].series[1].label = " ".into(), "Figure", "blank")]
#[case::many_series(|c: &mut Curves| { let s = c.panels[0].series[0].clone(); c.panels[0].series = "abcdefghijklmno".split("").filter(|l| !l.is_empty()).map(|label| Series { label: label.into(), ..s.clone() }).collect() }, "Setting", "at most 14")]
#[case::foreign_letter(|c: &mut Curves| c.title = "損失", "Figure", "no glyph for '損'")]
#[case::line_break(|c: &mut Curves| c.panels[0].x.name = "a\nb", "Figure", "no glyph for '\\n'")]
#[case::long_word(|c: &mut Curves| c.panels[0].title = "pérdidapérdidapérdidapérdidapérdidapérdidapérdida".into(), "Figure", "wide")]
#[case::long_axis_name(|c: &mut Curves| c.panels[0].y.name = "una pérdida que no cabe a lo largo del eje vertical de su panel", "Figure", "vertical axis")]
fn bad_curves_are_refused(
    #[case] spoil: fn(&mut Curves<'_>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut curves = losses(2);
    spoil(&mut curves);
    assert_refused(curves.svg(), kind, part);
}

#[rstest]
#[case::no_classes(|c: &mut Confusion| c.classes.clear(), "Empty", "classes")]
#[case::no_matrices(|c: &mut Confusion| c.matrices.clear(), "Empty", "panels")]
#[case::a_class_too_many(|c: &mut Confusion| c.classes.push("clase 4"), "Shape", "expected shape (4, 4), got (3, 3)")]
#[case::row_missing(|c: &mut Confusion| c.matrices[1].counts = &c.matrices[1].counts[..2], "Shape", "got (2, 3)")]
#[case::ragged(|c: &mut Confusion| c.matrices[2].counts = vec![vec![1, 2, 3], vec![4], vec![5, 6, 7]].leak(), "Shape", "expected shape (3, 3), got (3, 1)")]
#[case::same_class(|c: &mut Confusion| c.classes[2] = "clase 1", "Figure", "two are labelled")]
#[case::long_class(|c: &mut Confusion| c.classes[2] = "Cabernet Sauvignon", "Figure", "\"Cabernet Sauvignon\" is")]
#[case::no_room(|c: &mut Confusion| c.columns = 4, "Figure", "room for")]
#[case::large_count(|c: &mut Confusion| c.matrices[0].counts = vec![vec![usize::MAX; 3]; 3].leak(), "Figure", "count")]
#[case::control_character(|c: &mut Confusion| c.row_name = "a\u{0}b", "Figure", "'\\0'")]
fn bad_matrices_are_refused(
    counts: Vec<Vec<Vec<usize>>>,
    #[case] spoil: fn(&mut Confusion<'_>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut figure = confusion(&counts);
    spoil(&mut figure);
    assert_refused(figure.svg(), kind, part);
}

const AT_ORIGIN: PlanePoint = PlanePoint { x: 0.0, y: 0.0, class: 0, mistake: true };

#[rstest]
#[case::no_classes(|r: &mut Regions| r.classes.clear(), "Empty", "classes")]
#[case::no_panels(|r: &mut Regions| r.panels.clear(), "Empty", "panels")]
#[case::no_rows(|r: &mut Regions| r.panels[0].cells = &[], "Empty", "rows of cells")]
#[case::ragged(|r: &mut Regions| { let mut cells = r.panels[0].cells.to_vec(); cells[3].pop(); r.panels[0].cells = cells.leak() }, "Shape", "got (160, 159)")]
#[case::cell_without_class(|r: &mut Regions| { r.classes.pop(); }, "Setting", "expected a class below 2, got 2")]
#[case::point_without_class(|r: &mut Regions| r.panels[0].points = const { &[PlanePoint { class: 7, ..AT_ORIGIN }] }, "Setting", "got 7")]
#[case::point_outside(|r: &mut Regions| r.panels[0].points = const { &[PlanePoint { x: 5.0, ..AT_ORIGIN }] }, "Setting", "got (5, 0)")]
#[case::nan_point(|r: &mut Regions| r.panels[0].points = const { &[PlanePoint { y: f64::NAN, ..AT_ORIGIN }] }, "NotFinite", "point 0")]
#[case::infinite_end(|r: &mut Regions| r.panels[0].x.1 = f64::INFINITY, "NotFinite", "horizontal ends")]
#[case::ends_swapped(|r: &mut Regions| r.panels[0].y = (1.0, -1.0), "Setting", "got 1 before -1")]
#[case::no_width(|r: &mut Regions| r.panels[0].x = (0.0, 0.0), "Setting", "got 0 before 0")]
#[case::hardly_any_height(|r: &mut Regions| r.panels[0].y = (1e9, 1e9 + 0.5), "Setting", "vertical ends of \"al pie de la letra\": expected ends far enough apart")]
#[case::ends_too_far(|r: &mut Regions| r.panels[0].x = (-1e308, 1e308), "Setting", "size at most 4e307")]
#[case::mistake_like_class(|r: &mut Regions| r.mistake = "clase 2", "Figure", "two are labelled")]
#[case::many_classes(|r: &mut Regions| r.classes = vec!["a", "b", "c", "d", "e", "f", "g"], "Setting", "at most 6")]
fn bad_regions_are_refused(
    plane: Plane,
    #[case] spoil: fn(&mut Regions<'_>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut regions = plane.figure(2);
    spoil(&mut regions);
    assert_refused(regions.svg(), kind, part);
}

/// Odd but sound data is drawn, its texts on the paper and apart.
#[rstest]
#[case::one_point(&[3.0], LINEAR)]
#[case::one_point_at_zero(&[0.0], LINEAR)]
#[case::one_tiny_point(&[5e-324], LINEAR)]
#[case::one_huge_point(&[4e307], LINEAR)]
#[case::constant(&[7.0, 7.0, 7.0], LOG)]
#[case::huge(&[-8e306, 8e306], LINEAR)]
#[case::tiny(&[5e-324, 1e-300], LINEAR)]
#[case::hardly_different(&[1e15, 1e15 + 0.125], LINEAR)]
#[case::all_magnitudes(&[5e-324, 1e-100, 1.0, 1.7e308], LOG)]
#[case::less_than_a_decade(&[2.1, 2.2, 2.4], LOG)]
#[case::barely_a_decade(&[0.00003, 0.0004], LOG)]
#[case::thousands(&[-12345.0, 98765.0], LINEAR)]
#[case::millionths(&[1e-6, 3e-6, -2e-6], LINEAR)]
fn odd_data_is_drawn(#[case] values: &[f64], #[case] scale: Scale, #[values(1, 3)] columns: usize) {
    let axis = Axis { scale, ..Axis::linear("valor") };
    let panel = CurvePanel { x: axis, y: axis, ..plain(values, values) };
    // With at least two numbers on each axis.
    assert_texts_lie_apart("odd", &curves(vec![panel; columns]).svg().unwrap(), 6 * columns);
}

/// A long and noisy training still weighs little.
#[test]
fn ten_thousand_epochs_fit_in_a_small_file() {
    let xs: Vec<f64> = (0..10_000).map(f64::from).collect();
    let ys: Vec<f64> = xs.iter().map(|x| (-x / 2000.0).exp() + 0.001 * (x * 0.9).sin()).collect();
    let svg = curves(vec![plain(&xs, &ys)]).svg().unwrap();
    assert!(svg.text().len() < 100_000, "{} bytes", svg.text().len());
}

/// The lowest row of cells is drawn lowest, the left column leftmost, and a hole shows what is
/// in it.
#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn cells_are_drawn_where_they_decide() {
    let mut plane = Plane { cells: vec![vec![0; 40]; 40], points: vec![] };
    let cells = &mut plane.cells;
    cells[..10].iter_mut().for_each(|row| row[..10].fill(1));
    cells[20..30].iter_mut().for_each(|row| row[20..30].fill(2));
    let svg = plane.figure(1).svg().unwrap();
    let image = tiny_skia::Pixmap::decode_png(&svg.png(1.0).unwrap()).unwrap();
    let [left, top, right, bottom] = frames(&svg)[0];
    let colour = |x: f64, y: f64| {
        let at = (left + (right - left) * x / 40.0, bottom - (bottom - top) * y / 40.0);
        let p = image.pixel((at.0 / 10.0) as u32, (at.1 / 10.0) as u32).unwrap();
        (p.red(), p.green(), p.blue())
    };
    let (blue, orange, green) = ((0x9F, 0xC6, 0xE2), (0xF7, 0xDD, 0x9E), (0xE4, 0xF5, 0xEF));
    for (x, y, expected) in [
        (5.0, 5.0, orange),
        (25.0, 25.0, green),
        (15.0, 15.0, blue),
        (5.0, 35.0, blue),
        (35.0, 5.0, blue),
        (35.0, 35.0, blue),
    ] {
        assert_eq!(colour(x, y), expected, "at ({x}, {y})");
    }
}

/// Counts stand in the row of their truth and the column of their prediction.
#[test]
fn counts_stand_where_they_belong() {
    let svg = two_classes(&[vec![11, 12], vec![21, 22]]);
    let at = |label: &str| middle(&svg, label);
    assert!(at("12").0 > at("11").0 + 200.0 && (at("12").1 - at("11").1).abs() < 10.0);
    assert!(at("21").1 > at("11").1 + 200.0 && (at("21").0 - at("11").0).abs() < 10.0);
    assert!((at("verdad").1 - (at("11").1 + at("21").1) / 2.0).abs() < 50.0);
}

fn two_classes(counts: &[Vec<usize>]) -> Svg {
    let matrices = vec![Matrix { title: "", counts }];
    let (classes, row_name, column_name) = (vec!["A", "B"], "verdad", "predicción");
    Confusion { title: "", classes, row_name, column_name, columns: 1, matrices }.svg().unwrap()
}

#[rstest]
#[case::zero(0.0)]
#[case::negative(-1.0)]
#[case::nan(f32::NAN)]
#[case::enormous(1e9)]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn a_senseless_scale_is_refused(#[case] scale: f32) {
    let error = draw("curves").png(scale).unwrap_err();
    assert!(matches!(&error, Error::Setting { name, .. } if name.contains("scale")), "{error}");
}

#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn saving_leaves_nothing_but_the_figures() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("new").join("folder");
    let _ = std::fs::remove_dir_all(&dir);
    let svg = draw("confusion");
    let paths = svg.save(&dir, "exercise_7_confusion", &[Format::Svg, Format::Pdf]).unwrap();
    let expected = ["svg", "pdf"].map(|e| dir.join(format!("exercise_7_confusion.{e}")));
    assert_eq!(paths, expected);
    assert_eq!(std::fs::read_to_string(&paths[0]).unwrap(), svg.text());
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 2);
    svg.save(&dir, "exercise_7_confusion", &[Format::Svg]).expect("an old figure is replaced");
}

#[rstest]
fn a_name_that_is_no_name_is_refused(#[values("", "../x", "a/b", ".hidden", "a\0b")] stem: &str) {
    let error = draw("curves").save("/nonexistent", stem, &[Format::Svg]).unwrap_err();
    assert!(matches!(error, Error::Setting { .. }), "{error}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    // A file where the folder should be; permissions would not stop root.
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("a file");
    std::fs::write(&file, "").unwrap();
    let error = draw("curves").save(file.join("below"), "x", &[Format::Svg]).unwrap_err();
    assert!(matches!(&error, Error::Io { path, .. } if path.starts_with(&file)), "{error}");
    let error = draw("curves").write(file.join("x.svg")).unwrap_err();
    assert!(matches!(&error, Error::Io { path, .. } if path.ends_with("x.svg")), "{error}");
}

#[test]
fn a_failed_write_leaves_no_part_behind() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("in the way");
    // A folder cannot be replaced by a file.
    std::fs::create_dir_all(dir.join("x.svg")).unwrap();
    let error = draw("curves").save(&dir, "x", &[Format::Svg]).unwrap_err();
    assert!(matches!(&error, Error::Io { path, .. } if path.ends_with("x.svg")), "{error}");
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
}

/// Thinning drops what lies on the line, and nothing else.
#[test]
fn a_curve_keeps_its_peaks() {
    let (xs, ys) = ([0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 0.5, 1.0, 0.0, 1.0]);
    let points = &lines(&curves(vec![plain(&xs, &ys)]).svg().unwrap(), BLUE)[0].points;
    assert_eq!(points.len(), 4, "the second point lies on the line: {points:?}");
    assert_eq!((points[0].1, points[1].1), (points[2].1, points[3].1));
}

/// Two panels, one of twice the width and ten times the height, and a level above both.
#[test]
fn panels_on_shared_axes_can_be_compared() {
    let wide = plain(&[0.0, 100.0], &[0.0, 10.0]).level("l", 2000.0);
    let both = curves(vec![plain(&[0.0, 50.0], &[0.0, 1.0]), wide.clone()]);
    let count = |svg: &Svg, number| texts(svg).iter().filter(|(text, _)| text == number).count();
    for (number, alone) in [("100", 1), ("2000", 1), ("0.8", 1)] {
        let shared = if number == "0.8" { 0 } else { 2 };
        assert_eq!(count(&both.svg().unwrap(), number), alone, "{number}");
        assert_eq!(count(&both.svg_on_shared_axes().unwrap(), number), shared, "{number}");
    }
    let one = curves(vec![wide]);
    assert_eq!(one.svg().unwrap(), one.svg_on_shared_axes().unwrap());
}

/// Red, green and blue of a cell that lets paper through.
fn over(paper: [f64; 3], colour: [f64; 3], opacity: f64) -> [f64; 3] {
    [0, 1, 2].map(|i| paper[i] * (1.0 - opacity) + colour[i] * opacity)
}

fn parts(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|i| f64::from(u8::from_str_radix(&colour[i..i + 2], 16).unwrap()))
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |part: f64| {
        let v = part / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What the rules of a page make of a colour on dark paper.
fn in_the_dark(colour: &str, element: &str) -> String {
    let rules = format!("\n{}", colour_rules());
    let rule = |of: &str| {
        let begin = format!("\n{of}[fill=\"{colour}\"] {{ fill: light-dark({colour}, ");
        let (_, rest) = rules.split_once(&begin)?;
        Some(rest[..7].to_owned())
    };
    rule(element).or_else(|| rule("")).unwrap_or_else(|| panic!("no rule for {colour}"))
}

/// WCAG 2's contrast of 4.5 to 1 between every count and its cell; and a cell is the stronger, the
/// larger its share: both on white paper and on dark paper.
#[rstest]
fn counts_stand_out_from_their_cells(#[values(false, true)] is_dark: bool) {
    let seen = |colour: &str, element: &str| match is_dark {
        true => parts(&in_the_dark(colour, element)),
        false => parts(colour),
    };
    let paper = seen("#FFFFFF", "");
    let mut weakest = 1.0;
    for count in 0..=100 {
        let svg = two_classes(&[vec![count, 100 - count], vec![0, 0]]);
        // The paper comes before the cells, of which those without any share are left out; the
        // counts come before all other texts.
        let mut cells = elements(&svg, "rect").into_iter().skip(1);
        let texts = elements(&svg, "text");
        for (number, (share, text)) in [count, 100 - count, 0, 0].into_iter().zip(texts).enumerate()
        {
            let cell = match share {
                0 => paper,
                _ => {
                    let cell = cells.next().expect("a cell");
                    over(paper, seen(cell.get("fill"), ""), cell.get("opacity").parse().unwrap())
                }
            };
            let stands_out = contrast(cell, seen(text.get("fill"), "text"));
            assert!(stands_out >= 4.5, "contrast {stands_out} at a share of {share} %");
            if number == 0 && count > 0 {
                let strength = contrast(cell, paper);
                assert!(strength > weakest, "{share} % are no stronger than less");
                weakest = strength;
            }
        }
    }
}
