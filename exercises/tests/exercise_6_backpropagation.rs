//! Exercise 6, backpropagation by hand: `exercises/exercise_6_backpropagation/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/mlp.rs`.

use crate::common::*;
use ma6202::mlp::derivation;
use ma6202_exercises::exercise_6_backpropagation::Exercise6;
use rstest::rstest;
use serde_json::Value;

/// A layer's intermediates, as the program writes them.
const SYMBOLS: [&str; 5] = ["a", "y", "δ", "∂J/∂W", "∂J/∂b"];
const LAYERS: [&str; 3] = ["¹", "²", "³"];

program! {
    Exercise6, 6,
    figures [],
    options []
}

// "δ_j = ∂J/∂y_j ∂y_j/∂a_j for the last layer, δ_i = (Σ_j δ_j w_ij) ∂y_i/∂a_i for those before it,
// ∂J/∂w_ij = δ_j y_i for every weight, and the update": each step is checked, then every number.

#[rstest]
#[case::zero("0")]
#[case::of_the_course_and_from_anywhere("6202")]
#[case::largest("4294967295")]
fn every_referee_agrees(#[case] seed: &str) {
    let document = EXERCISE.document_of_seed(seed);
    assert_eq!(document["figures"], serde_json::json!([]));
    let names = ["derivation", "intermediates", "judges", "learning_rate", "network"];
    assert_eq!(keys(&document["results"]), names);
    assert_every_step_is_checked(&document);
    assert_every_intermediate_is_checked(&document);
    for layer in LAYERS {
        for parameter in ["W", "b"] {
            assert_checked(&document, format!("{parameter}{layer}"), &["torch.optim.SGD"]);
        }
    }
}

/// Each "=" of each chain, by differences and by autograd.
fn assert_every_step_is_checked(document: &Value) {
    let chains = document["results"]["derivation"].as_array().expect("a list of chains");
    assert_eq!(chains.len(), derivation::chains().len());
    for chain in chains {
        let names = ["judged", "left", "letters", "lines", "name", "problems", "title"];
        assert_eq!(keys(chain), names);
        let lines = chain["lines"].as_array().expect("a list of lines");
        assert!(lines.len() >= 3, "{chain}");
        for number in 1..=lines.len() {
            let what = format!("{}, line {number}", chain["name"].as_str().unwrap());
            assert_checked(document, what, &["differences", "autograd"]);
        }
    }
}

/// a, y, δ, ∂J/∂W and ∂J/∂b of each layer by autograd; what is a derivative by differences too.
fn assert_every_intermediate_is_checked(document: &Value) {
    for layer in LAYERS {
        for symbol in SYMBOLS {
            let what = format!("{symbol}{layer}");
            assert_checked(document, &what, &["autograd"]);
            let is_a_derivative = !["a", "y"].contains(&symbol);
            let by_differences = has_check(document, &what, "differences");
            assert_eq!(by_differences, is_a_derivative, "{what}");
        }
    }
}

#[rstest]
#[case::delta_of_the_last_layer(
    r"\delta_j = \frac{\partial J}{\partial a_j}",
    r"\frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j}"
)]
#[case::delta_of_a_hidden_layer(
    r"\delta_i = \frac{\partial J}{\partial a_i}",
    r"\Bigl( \sum_j \delta_j w_{ij} \Bigr) \frac{\partial y_i}{\partial a_i}"
)]
#[case::gradient_by_a_weight(r"\frac{\partial J}{\partial w_{ij}}", r"\sum_r \delta_{rj} y_{ri}")]
#[case::gradient_by_a_bias(r"\frac{\partial J}{\partial b_j}", r"\sum_r \delta_{rj}")]
fn the_lecture_s_formulas_are_among_the_lines(#[case] left: &str, #[case] right: &str) {
    let document = EXERCISE.document();
    let chains = document["results"]["derivation"].as_array().unwrap();
    let of_this =
        chains.iter().find(|chain| chain["left"]["latex"] == left).expect("a chain about it");
    let lines = of_this["lines"].as_array().unwrap();
    assert!(lines.iter().any(|line| line["formula"]["latex"] == right), "{of_this:#}");
}

#[test]
fn every_chain_is_told() {
    for (number, chain) in derivation::chains().iter().enumerate() {
        EXERCISE.assert_tells(number, chain);
        for ToldChapter { markdown, .. } in EXERCISE.chapters() {
            assert!(markdown.contains(&format!("$${}$$", chain.left)), "{}", chain.name);
            for line in &chain.lines {
                assert!(markdown.contains(&format!("$$= {}$$", line.formula)), "{}", line.formula);
            }
        }
    }
}

/// A row for each, with the error by each judge that was asked.
#[test]
fn the_chapter_shows_every_number() {
    let results = &EXERCISE.document()["results"];
    let judges = results["judges"].as_array().unwrap();
    assert_eq!(numbers(&results["network"]["widths"]), [4.0, 6.0, 5.0, 3.0]);
    assert_eq!(results["network"]["parameters"], 4 * 6 + 6 + 6 * 5 + 5 + 5 * 3 + 3);
    let rows = results["intermediates"].as_array().unwrap();
    let labels = LAYERS.iter().flat_map(|layer| SYMBOLS.map(|symbol| format!("{symbol}{layer}")));
    assert_eq!(
        rows.iter().map(|row| row["what"].as_str().unwrap()).collect::<Vec<_>>(),
        labels.collect::<Vec<_>>()
    );
    for row in rows {
        let errors = row["errors"].as_array().unwrap();
        assert_eq!(errors.len(), judges.len());
        for (error, judge) in errors.iter().zip(judges).filter(|(error, _)| !error.is_null()) {
            assert!(number(error) <= number(&judge["worst"]), "{row} {judge}");
        }
        let what = row["what"].as_str().unwrap();
        for ToldChapter { markdown, .. } in EXERCISE.chapters() {
            let shown = markdown.lines().find(|line| line.starts_with(&format!("| {what} |")));
            let shown = shown.unwrap_or_else(|| panic!("no row of {what} in {markdown}"));
            let cells = shown.matches('|').count() - 2;
            assert_eq!(cells, judges.len(), "{shown}");
            let is_value = what.starts_with(['a', 'y']);
            assert_eq!(shown.contains('–'), is_value, "{shown}");
        }
    }
}
