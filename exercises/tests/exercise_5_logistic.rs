//! Exercise 5, logistic regression by gradient descent: `exercises/exercise_5_logistic/mod.rs`
//! states it.
//!
//! Here is what the program tells. The mathematics is in `tests/logistic.rs`,
//! `tests/separation.rs` and `tests/perceptron.rs`.

use crate::common::*;
use ma6202::logistic::derivation::chains;
use ma6202_exercises::exercise_5_logistic::Exercise5;
use rstest::rstest;

program! {
    Exercise5, 5,
    figures ["boundary", "growth", "losses", "norm", "xor"],
    options ["--seeds", "--class"]
}

// "Two readings, both answered; each a checked chain."

#[test]
fn every_line_is_told_and_checked() {
    let printed = EXERCISE.document()["results"]["derivation"].as_array().unwrap();
    // The chains of "=", then those about the plateau and about the perceptron.
    assert_eq!(printed.len(), chains().len() + 2);
    for (number, chain) in chains().iter().enumerate() {
        EXERCISE.assert_tells(number, &chain.derivation);
    }
    for reading in ["squared error", "cross-entropy"] {
        for symbol in ["∇J", "H"] {
            EXERCISE.assert_checks(format!("{symbol}, {reading}"), &["differences", "autograd"]);
        }
        let steps = format!("w of the first 100 steps, {reading}");
        EXERCISE.assert_checks(steps, &["torch.optim.SGD"]);
    }
}

// "Stable for |a| up to 1000."

#[test]
fn large_activation_values_are_told() {
    assert_eq!(EXERCISE.document()["results"]["largest_activation_value"], 1000.0);
    for t in [0, 1] {
        EXERCISE.assert_checks(format!("loss with logits, t = {t}"), &["autograd"]);
        let digits = format!("error of loss and derivative, t = {t}, to their last digits");
        EXERCISE.assert_checks(digits, &["bound"]);
    }
    let row = EXERCISE.text().lines().find(|line| line.trim_start().starts_with("1000 "));
    let cells: Vec<&str> = row.expect("a row for 1000").split_whitespace().collect();
    assert_eq!(cells, ["1000", "∞", "1000", "1000"]);
    let of_torch = "where 4.2·10⁻¹⁸ is right, it gives 0.";
    assert!(EXERCISE.chapters()[1].markdown.contains(of_torch), "{}", EXERCISE.text());
}

// "The first is not convex, with a counterexample the program finds and prints."

#[test]
fn a_counterexample_is_printed() {
    let found = &EXERCISE.document()["results"]["counterexample"];
    assert!(number(&found["curvature"]) < -0.1);
    let ends = numbers(&found["ends"]);
    assert!(number(&found["middle"]) > 0.5 * (ends[0] + ends[1]) + 0.01, "{found}");
    for (what, referee) in [
        ("uᵀHu", "autograd"),
        ("J at the ends and in the middle", "autograd"),
        ("-smallest eigenvalue of the cross-entropy's H by the largest, torch's", "bound"),
        ("places where the cross-entropy bends downwards", "bound"),
        ("the derivative of the squared error, line 1", "autograd"),
    ] {
        EXERCISE.assert_checks(what, &[referee]);
    }
    assert_eq!(found["cross_entropy_bends"], false);
    let flat = EXERCISE.document()["results"]["wrong_answers"].as_array().unwrap();
    let [first, last] = [&flat[0], &flat[flat.len() - 1]];
    assert!(number(&last["squared_error"]) < 1e-8 && number(&last["cross_entropy"]) > 0.999);
    assert!(number(&first["squared_error"]) > 0.2 && number(&first["cross_entropy"]) < 0.6);
}

// "Descent to the maximum-likelihood estimate; Newton's method beside it."

#[test]
fn the_estimates_are_there() {
    let estimates = EXERCISE.document()["results"]["estimates"].as_array().unwrap();
    assert_eq!(estimates.len(), 2);
    let cars = &estimates[0];
    for way in ["by_descent", "by_newton"] {
        for (w, right) in numbers(&cars[way]).iter().zip([12.04036972865732, -4.023969962173201]) {
            assert!((w / right - 1.0).abs() < 2e-12, "{way}: {w}");
        }
    }
    for estimate in estimates {
        assert!(estimate["newton_steps"].as_u64().unwrap() <= 9, "{estimate}");
        assert!(estimate["iterations"].as_u64().unwrap() > 100, "{estimate}");
        assert_eq!(estimate["case"]["en"], "overlap");
    }
}

// "Separable data have no minimiser. Detected and said, not reported as converged."

#[rstest]
#[case("0", 0.43437463390829)]
#[case("1", 0.20445346156960)]
#[case("2", 0.35845948409360)]
fn separable_labels_are_not_reported_as_converged(#[case] class: &str, #[case] margin: f64) {
    let document = EXERCISE.run(&["--class", class, "--seeds", "2", "--json"]).document();
    let growth = &document["results"]["growth"];
    let number = |name: &str| number(&growth[name]);
    // scipy's, tests/golden/logistic/separation.txt.
    assert!((number("margin") / margin - 1.0).abs() < 1e-12, "{growth}");
    assert!((number("rate") * margin - 1.0).abs() < 0.12, "{growth}");
    assert!((number("loss_rate") - 1.0).abs() < 0.12, "{growth}");
    assert!(number("alignment") > 0.99, "{growth}");
    assert_eq!(numbers(&document["results"]["penalised"]["w"]).len(), 14);
    assert_checked(&document, "minimisers claimed where there is none", &["bound"]);
    assert_checked(&document, "margin: gap", &["bound"]);
    assert_checked(&document, "∇J, with a penalty", &["autograd"]);
}

#[test]
fn the_refusal_is_told() {
    let results = &EXERCISE.document()["results"];
    assert_eq!(results["refusals"], 2);
    assert_eq!(results["separation"]["en"], "complete separation");
    assert_eq!(results["growth"]["rises"], 0);
    let [es, en] = EXERCISE.chapters();
    for (chapter, said) in [
        (es, "tanto el método de Newton como el descenso se niegan a buscarlo."),
        (en, "both Newton's method and descent refuse to look for one."),
    ] {
        assert!(chapter.markdown.contains(said), "{}", chapter.markdown);
    }
}

/// Golden values: `tests/golden/logistic/norm.py`, a descent in plain Python.
#[test]
fn the_strip_of_doubt_moves_with_the_iterations() {
    let [es, en] = EXERCISE.assert_moves("norm", 17);
    assert_eq!([es.first, en.first], [16, 16]);
    let golden = include_str!("../../tests/golden/logistic/norm.txt");
    assert_eq!(golden.lines().count(), 11);
    for (line, said) in golden.lines().zip(&en.says) {
        let numbers: Vec<f64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
        let [k, length, loss, right, width] = numbers[..] else { panic!("{line}") };
        let begin = format!("K = {k}: ‖w‖ = {length:.2}, J = ");
        let rest = said.strip_prefix(&begin).unwrap_or_else(|| panic!("{said}, not {begin}"));
        let (told, rest) = rest.split_once("; ").expect(said);
        assert!((told.parse::<f64>().expect(said) / loss - 1.0).abs() < 0.05, "{said}: {loss}");
        let end = format!(
            "{right} of 107 wines classified correctly. The strip between y = 0.1 and y = 0.9 is \
             {width:.2} wide"
        );
        assert!(rest.starts_with(&end), "{said}, not {end}");
    }
    let last = "K = 65 536: ‖w‖ = 21,43, J = 6,3·10⁻⁵; 107 de 107 vinos bien clasificados.";
    assert!(es.says[16].replace('\u{202f}', " ").starts_with(last), "{}", es.says[16]);
    // It closes up, and w turns to the normal of the largest margin.
    let after = |said: &String, word: &str| -> f64 {
        let number = said.split(word).nth(1).expect(said).trim_start();
        let number = number.split([' ', ',']).next().expect(said);
        number.trim_end_matches('.').parse().expect(said)
    };
    let widths: Vec<f64> = en.says.iter().map(|said| after(said, "y = 0.9 is")).collect();
    assert!(widths.is_sorted_by(|one, next| one > next), "{widths:?}");
    let cosines: Vec<f64> = en.says.iter().map(|said| after(said, "margin is")).collect();
    assert!(cosines.is_sorted() && cosines[16] > 0.997, "{cosines:?}");
}

// "The perceptron: at most (R/γ)² mistakes; never done on XOR, where a network with one hidden
// layer is."

#[test]
fn the_perceptron_keeps_its_bound() {
    let perceptron = EXERCISE.document()["results"]["perceptron"].as_array().unwrap();
    assert_eq!(perceptron.len(), 3);
    for class in perceptron {
        let mistakes = number(&class["mistakes"]);
        assert!(mistakes > 1.0 && mistakes <= number(&class["bound"]), "{class}");
    }
    for line in 1..=5 {
        EXERCISE.assert_checks(format!("the mistakes of the perceptron, line {line}"), &["bound"]);
    }
}

#[test]
fn xor_is_learned_by_a_hidden_layer_alone() {
    let alone = &EXERCISE.document()["results"]["alone"];
    assert_eq!([&alone["passes"], &alone["earlier"], &alone["mistakes"]], [1, 0, 4]);
    assert_eq!(alone["case"]["en"], "overlap");
    let xor = EXERCISE.document()["results"]["xor"].as_array().unwrap();
    for (width, least) in xor.iter().zip([80, 95, 98]) {
        assert_eq!(width["starts"], 100);
        assert!(width["learned"].as_u64().unwrap() >= least, "{width}");
    }
    for what in ["∂J/∂W¹, XOR, 2 hidden neurons", "δ², XOR, 4 hidden neurons"] {
        EXERCISE.assert_checks(what, &["autograd"]);
    }
}

// The text, the figures, the options.

#[rstest]
#[case::another_class(&["--class", "1", "--seeds", "2"], "class 1 of the wines")]
#[case::the_last_class(&["--class", "2", "--seeds", "1"], "class 2 of the wines")]
#[case::one_start(&["--seeds", "1", "--seed", "7"], "of 1 networks of each size")]
fn other_options_have_a_chapter(#[case] arguments: &[&str], #[case] said: &str) {
    let folder = empty_folder(format!("exercise_5_options{}", arguments.concat()));
    let folder = folder.to_str().unwrap();
    let done = EXERCISE.done(&[arguments, &["--figures", folder]].concat());
    let [_, ToldChapter { markdown, .. }] = &done.chapters;
    assert!(markdown.contains(said), "{markdown}");
    assert_eq!(files(folder.as_ref()).len(), 2 * FIGURES.len());
}

#[rstest]
#[case("6202")]
#[case("1")]
fn the_seed_decides_what_is_drawn_at_random(#[case] seed: &str) {
    let document = EXERCISE.run(&["--json", "--seed", seed]).document();
    EXERCISE.assert_is_of_seed(&document, seed, &["counterexample", "xor"]);
}

#[rstest]
#[case::no_such_class(&["--class", "3"], &["--class", "3", "0..=2"])]
#[case::no_seeds(&["--seeds", "0"], &["--seeds", "'0'", "1..=10000"])]
#[case::negative_class(&["--class", "-1"], &["--class", "-1"])]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] words: &[&str]) {
    EXERCISE.assert_refuses(arguments, words);
}
