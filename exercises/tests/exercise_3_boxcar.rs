//! Exercise 3, a box from two logistic neurons: `exercises/exercise_3_boxcar/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/boxcar.rs`.

use crate::common::*;
use ma6202::boxcar::{Approximation, Boxcar, Target};
use ma6202_exercises::exercise_3_boxcar::Exercise3;
use rstest::rstest;
use serde_json::Value;

const SEARCHES: [&str; 6] = [
    "on [0, 1), torch's initial weights",
    "on [0, 1), stretched 5 times",
    "on [0, 1), stretched 20 times",
    "on [0, 1), stretched 100 times",
    "on [0, 0.05), torch's initial weights",
    "on [0, 20), torch's initial weights",
];

program! {
    Exercise3, 3,
    figures ["box", "boxes", "l1", "rates", "search", "weights"],
    options ["--all", "--seeds", "--record", "--from", "--to", "--height", "--steepness"]
}

// "A network with one hidden layer of two logistic neurons that makes such a box."

#[test]
fn the_network_is_in_the_document() {
    let document = EXERCISE.document();
    assert_eq!(
        keys(&document["results"]),
        [
            "approximation",
            "box",
            "derivation",
            "descent",
            "drawn",
            "error",
            "failed",
            "hills",
            "network",
            "record",
            "search",
            "swapped",
            "values"
        ]
    );
    let network = &document["results"]["network"];
    assert_eq!(numbers(&network["w1"]), [20.0, 20.0]);
    assert_eq!(numbers(&network["b1"]), [0.0, -20.0]);
    assert_eq!(numbers(&network["w2"]), [1.0, -1.0]);
    assert_eq!(network["b2"], 0.0);
}

#[test]
fn another_box_is_another_network() {
    let arguments = ["--from", "-2", "--to", "0.5", "--height", "-3", "--steepness", "8", "--json"];
    let document = EXERCISE.run(&arguments).document();
    let network = &document["results"]["network"];
    assert_eq!(numbers(&network["w1"]), [8.0, 8.0]);
    assert_eq!(numbers(&network["b1"]), [16.0, -4.0]);
    assert_eq!(numbers(&network["w2"]), [-3.0, 3.0]);
    // 4 |A| ln 2 / k.
    let bound = number(&document["results"]["error"]["l1_bound"]);
    assert!((bound - 1.5 * std::f64::consts::LN_2).abs() < 1e-15, "{bound}");
}

#[rstest]
#[case::steepest(&["--from", "-3", "--to", "1e3", "--height", "-2.5", "--steepness", "1e6"])]
#[case::narrow(&["--from", "0.3", "--to", "0.30001", "--steepness", "0.1"])]
#[case::tiny(&["--from", "-1e-9", "--to", "1e-9", "--steepness", "1e6"])]
#[case::far(&["--from", "1e8", "--to", "1.000001e8", "--height", "1e-9"])]
#[case::gentle(&["--from", "-1", "--to", "1", "--steepness", "1e-300"])]
#[case::no_height(&["--height", "0"])]
fn every_check_holds_for_odd_boxes(#[case] arguments: &[&str]) {
    EXERCISE.done(arguments);
}

// "With its error derived; then n boxes as one network, with theirs."

#[test]
fn every_step_is_checked() {
    for (estimate, referees) in [
        ("the error at a point", ["autograd", "bound", "bound", "bound"]),
        ("the error on the whole line", ["quadrature", "quadrature", "quadrature", "bound"]),
        ("the error of n boxes", ["autograd", "bound", "bound", "bound"]),
    ] {
        for (number, referee) in referees.into_iter().enumerate() {
            EXERCISE.assert_checks(format!("{estimate}, line {}", number + 1), &[referee]);
        }
    }
    EXERCISE.assert_checks("the hidden neurons swapped", &["bound"]);
    for search in SEARCHES {
        EXERCISE.assert_checks(format!("∂J/∂W¹, {search}"), &["differences", "autograd"]);
        EXERCISE.assert_checks(format!("δ², {search}"), &["autograd"]);
        EXERCISE.assert_checks(format!("σ' of the neurons, {search}"), &["bound"]);
    }
}

#[test]
fn errors_fall_below_their_bounds() {
    let functions = EXERCISE.document()["results"]["approximation"].as_array().unwrap();
    let names: Vec<&str> = functions.iter().map(|f| f["function"].as_str().unwrap()).collect();
    assert_eq!(names, ["sin x", "|x|", "Weierstrass"]);
    for (function, exponent) in functions.iter().zip([1.0, 1.0, 0.5]) {
        let (measured, bounds) = (numbers(&function["measured"]), numbers(&function["bounds"]));
        assert_eq!((measured.len(), bounds.len()), (9, 9));
        assert!(measured.iter().zip(&bounds).all(|(measured, bound)| measured < bound));
        assert!((number(&function["rate"]) - exponent).abs() < 0.05);
    }
}

// "The question whether descent would have found the box by itself."

#[test]
fn the_search_is_told_with_its_numbers() {
    let widths = [1.0, 1.0, 1.0, 1.0, 0.05, 20.0];
    let stretches = [1.0, 5.0, 20.0, 100.0, 1.0, 1.0];
    let searches = EXERCISE.document()["results"]["search"].as_array().unwrap();
    assert_eq!(searches.len(), SEARCHES.len());
    let text = EXERCISE.text();
    for (search, (width, stretch)) in searches.iter().zip(widths.into_iter().zip(stretches)) {
        assert_eq!([&search["width"], &search["stretch"]], [width, stretch]);
        let count = |name: &str| search[name].as_u64().unwrap();
        let counts = ["box", "hill", "one_step", "flat"].map(count);
        assert_eq!(counts.iter().sum::<u64>(), 100);
        assert_eq!(numbers(&search["losses"]).len(), 100);
        let [found, hill, step, flat] = counts;
        let row = [width, stretch].map(|number| number.to_string()).into_iter();
        let row: Vec<_> = row.chain([found, hill, step, flat].map(|n| n.to_string())).collect();
        let is_told = text.lines().any(|line| line.split_whitespace().take(6).eq(&row));
        assert!(is_told, "{row:?} in {text}");
    }
}

#[test]
fn the_seed_decides_the_starts() {
    let losses = |document: &Value| -> Vec<f64> {
        let searches = document["results"]["search"].as_array().unwrap().iter();
        searches.flat_map(|search| numbers(&search["losses"])).collect()
    };
    let [usual, other] = ["6202", "4294967295"].map(|seed| {
        let arguments = ["--json", "--all", "--seeds", "2", "--seed", seed];
        losses(&EXERCISE.run(&arguments).document())
    });
    assert!(usual.len() == 12 && usual != other);
    // The record's are of the same starts and others.
    let recorded = losses(EXERCISE.document());
    assert!(usual.iter().all(|loss| recorded.contains(loss)));
}

#[test]
fn a_sample_of_the_record_is_done_again() {
    EXERCISE.assert_reads_its_record("descents of data/boxes.json");
}

// The text and the figures.

#[test]
fn the_chapter_answers_the_question() {
    let brief = EXERCISE.brief();
    assert!(brief.starts_with("Two logistic neurons can make a box: y(x) ="), "{brief}");
}

/// Where some of what is told did not occur, other things are told.
#[test]
fn few_descents_make_a_chapter_too() {
    EXERCISE.done(&["--all", "--seeds", "2"]);
}

#[test]
fn the_zero_function_is_drawn_where_it_can_be() {
    let folder = empty_folder("exercise_3_zero");
    let arguments = ["--height", "0", "--json", "--figures", folder.to_str().unwrap()];
    EXERCISE.run(&arguments).document();
    let drawn = files(&folder).len();
    let why = "its L1 error is 0 and has no logarithm, and its weights are 0";
    assert_eq!(drawn, 2 * (FIGURES.len() - 2), "{why}");
}

/// With w = k (b - a), the area is (4 |A| / k) ln(2 / (1 + e^-w)), and the greatest distance
/// |A| (1/2 + 1 / (1 + e^w)). For k = 1.25, 20, 320:
/// python3 -c "from mpmath import *; [print(4/k*log(2/(1+exp(-k))), .5+1/(1+exp(k))) for k in
/// (mpf(1.25), mpf(20), mpf(320))]"
#[test]
fn the_box_moves_with_k() {
    let [es, en] = EXERCISE.assert_moves_lines("box", 25);
    assert_eq!([es.first, en.first], [12, 12]);
    for (place, k, area, distance) in [
        (0, "1,25", "1,41", "0,723"),
        (12, "20", "0,139", "0,500"),
        (24, "320", "0,00866", "0,500"),
    ] {
        let said =
            format!("k = {k}: el área entre los dos es {area}; la mayor distancia, {distance}");
        assert_eq!(es.says[place], said);
        assert!(en.says[place].contains(&area.replace(',', ".")), "{}", en.says[place]);
    }
}

/// Far to the right the network is w₁ + w₂: there its line ends.
#[test]
fn the_weights_of_the_output_move() {
    let [es, en] = EXERCISE.assert_moves_lines("weights", 81);
    for (place, said) in [
        (72, "w₁ = 1; w₂ = −1: un cajón de altura 1. Muy a la derecha la red tiende a 0."),
        (8, "w₁ = −1; w₂ = 1: un cajón de altura −1. Muy a la derecha la red tiende a 0."),
        (76, "w₁ = 1; w₂ = 0: un escalón en a. Muy a la derecha la red tiende a 1."),
    ] {
        assert_eq!(es.says[place], said);
    }
    assert_eq!(en.first, 72);
    assert!(en.says[79].starts_with("w₁ = 1; w₂ = 0.75: two steps in the same direction."));
    let end = |frame: usize| -> f64 {
        let picture = es.picture.frame(frame);
        let lines = picture.text().lines();
        let line = lines.filter(|line| line.contains("#0072B2") && line.contains("polyline"));
        let line = line.max_by_key(|line| line.len()).expect("the network");
        let points = line.split("points=\"").nth(1).expect("points").split('"').next();
        let last = points.and_then(|points| points.split_whitespace().last());
        last.and_then(|point| point.split_once(',')).expect("a place").1.parse().expect("a number")
    };
    // Down the picture y grows. Of w₁ = 1: w₂ = -1, 0, 1; of w₁ = -1: w₂ = -1, 0.
    let [none, one, two] = [72, 76, 80].map(end);
    let [least, less] = [0, 4].map(end);
    assert!(two < one - 500.0, "{two}, {one}");
    for (above, below) in [(one, none), (none, less), (less, least)] {
        assert!((below - above - (one - two)).abs() <= 2.0, "{above}, {below}");
    }
}

/// Of the sine, whose first cell is longer on the outside, the network is at 0 what it is in the
/// middle of that cell, sin(π/n); and of one box it is sin π = 0. Of |x| it is 1/n off at both
/// ends. Two digits are said.
#[test]
fn the_number_of_boxes_moves() {
    let [es, en] = EXERCISE.assert_moves_lines("boxes", 12);
    let numbers = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
    let functions = EXERCISE.document()["results"]["approximation"].as_array().unwrap();
    for ((said, en), n) in es.says.iter().zip(&en.says).zip(numbers) {
        let errors = said.strip_prefix(&format!("n = {n}, error y cota: ")).expect(said);
        assert!(en.starts_with(&format!("n = {n}, error and bound: sin x ")), "{en}");
        for ((told, function), name) in
            errors.split("; ").zip(functions).zip(["sen x", "|x|", "Weierstrass"])
        {
            let told = told.strip_prefix(name).expect(told).replace(',', ".");
            let (error, bound) = told.split_once('≤').expect("error and bound");
            let [error, bound] = [error, bound].map(|n| n.trim().parse::<f64>().expect(n));
            assert!(error <= bound, "{said}");
            let expected = match name {
                "sen x" if n > 1 => (std::f64::consts::PI / f64::from(n)).sin(),
                "Weierstrass" => error,
                _ => 1.0 / f64::from(n),
            };
            assert!((error - expected).abs() <= 0.05 * expected, "{name}, {n}: {error}");
            // The table has some of them.
            let mut of_table = function["boxes"].as_array().unwrap().iter();
            if let Some(row) = of_table.position(|boxes| *boxes == n) {
                for (told, column) in [(error, "measured"), (bound, "bounds")] {
                    let exact = number(&function[column][row]);
                    assert!((told - exact).abs() <= 0.05 * exact, "{name}, {n}: {told}, {exact}");
                }
            }
        }
    }
    assert_eq!(es.first, 5);
}

// Nonsense.

#[rstest]
#[case::edges_equal(&["--from", "1"], &["edges a, b of the box: expected a < b, got a = 1, b = 1"])]
#[case::flat_neurons(&["--steepness", "0"], &["steepness k: expected a positive finite number, got 0"])]
#[case::height_nan(&["--height", "NaN"], &["height A: expected a finite number, got NaN"])]
#[case::edge_infinite(&["--to", "inf"], &["edge b: expected a finite number, got inf"])]
#[case::too_large(&["--height", "1e308"], &["sizes of the box"])]
fn nonsense_boxes_are_refused(#[case] arguments: &[&str], #[case] words: &[&str]) {
    EXERCISE.run(arguments).refused_in_a_line(words);
}

#[test]
fn nonsense_is_refused() {
    EXERCISE.assert_refuses(&["--from", "here"], &["--from", "'here'", "invalid float"]);
}

/// What the chapter says of boxes side by side: with two other biases, and nothing else, they are
/// the derivation's, whose ends are longer.
#[test]
fn two_biases_make_the_boxes_at_the_ends_longer() {
    let (target, n) = (Target::ALL[0], 5);
    let longer = Approximation::new(target, n).expect("boxes");
    let (h, k) = ((target.to - target.from) / n as f64, longer.steepness());
    let (mut b, mut v) = (Vec::new(), Vec::new());
    for i in 0..n {
        let left = target.from + i as f64 * h;
        let one = Boxcar::new(left, left + h, (target.value)(left + 0.5 * h), k).expect("a box");
        let [hidden, output] = one.mlp().layers().to_vec().try_into().expect("two layers");
        b.extend(hidden.b.iter().copied());
        v.extend(output.w.iter().copied());
    }
    let of = &longer.mlp().layers();
    let is_near = |(one, other): (&f64, &f64)| (one - other).abs() < 1e-12 * k;
    assert!(!b.iter().zip(&of[0].b).all(is_near));
    b[0] = -k * (target.from - h);
    b[2 * n - 1] = -k * (target.to + h);
    assert!(b.iter().zip(&of[0].b).all(is_near) && v.iter().zip(&of[1].w).all(is_near));
}
