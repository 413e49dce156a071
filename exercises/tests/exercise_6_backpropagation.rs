//! Exercise 6, backpropagation by hand: `exercises/exercise_6_backpropagation/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/mlp.rs`.

use crate::common::*;
use ma6202::mlp::derivation;
use ma6202_exercises::exercise_6_backpropagation::Exercise6;
use ma6202_formula::Language::English;
use rstest::rstest;
use serde_json::Value;

/// A layer's intermediates, as the program writes them.
const SYMBOLS: [&str; 5] = ["a", "y", "δ", "∂J/∂W", "∂J/∂b"];
const LAYERS: [&str; 3] = ["¹", "²", "³"];

program! {
    Exercise6, 6,
    figures ["pass"],
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
    let names = ["derivation", "intermediates", "judges", "learning_rate", "network", "small"];
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

/// J of the small network by its weights w₁₃, w₂₃, w₁₄, w₂₄, w₃₅, w₄₅, w₃₆, w₄₆, neuron by neuron.
fn small_loss(w: [f64; 8]) -> f64 {
    let f = |a: f64| 1.0 / (1.0 + (-a).exp());
    let [y1, y2] = [2.0, 1.0];
    let [y3, y4] = [f(w[0] * y1 + w[1] * y2), f(w[2] * y1 + w[3] * y2)];
    let [y5, y6] = [f(w[4] * y3 + w[5] * y4), f(w[6] * y3 + w[7] * y4)];
    (y5 - 1.0).powi(2) + y6.powi(2)
}

/// Every derivative by differences of J, written out here; the rest by hand.
#[test]
fn the_pass_moves_from_number_to_number() {
    let [es, en] = EXERCISE.assert_moves("pass", 10);
    assert_eq!([es.first, en.first], [9, 9]);
    let w = [0.5, -1.0, 0.25, 0.5, 2.0, -1.0, -1.0, 1.0];
    let frames = [9, 9, 8, 8, 7, 7, 6, 6];
    for (place, (name, frame)) in
        ["₁₃", "₂₃", "₁₄", "₂₄", "₃₅", "₄₅", "₃₆", "₄₆"].iter().zip(frames).enumerate()
    {
        let [above, below] = [1e-5, -1e-5].map(|step| {
            let mut w = w;
            w[place] += step;
            small_loss(w)
        });
        let derivative = format!("{:.4}", (above - below) / 2e-5).replace('-', "−");
        let said = &en.says[frame];
        let (_, found) = said.split_once(&format!("; ∂J/∂w{name} = δ")).expect("it is told");
        let end = found.find(';').unwrap_or(found.len() - 1);
        assert!(found[..end].ends_with(&format!(" = {derivative}")), "{said}: {derivative}");
    }
    let loss = format!(" = {:.4}.", small_loss(w));
    assert!(en.says[5].ends_with(&loss), "{} {loss}", en.says[5]);
    // 2 · ½ + 1 · (-1) = 0, where σ is ½ and its slope ¼.
    let third = "Hacia adelante: a₃ = y₁ w₁₃ + y₂ w₂₃ = 2 · 0,5 + 1 · (−1) = 0; y₃ = f(a₃) = 0,5.";
    assert_eq!(es.says[1], third);
    let formula = "Backward: δ₃ = (δ₅ w₃₅ + δ₆ w₃₆) · f'(a₃) = (";
    assert!(en.says[9].starts_with(formula), "{}", en.says[9]);
    assert!(en.says[9].contains(") · 0.25 = −0.1751; "), "{}", en.says[9]);
    // A number stands in the picture from the frame on that computes it.
    for (frame, told) in [(9, "3: a = 0; y = 0.5; δ = −0.1751"), (7, "−0.1064"), (5, "0.4984")]
    {
        let shows = |frame: usize| en.picture.frame(frame).text().contains(told);
        assert!(!shows(frame - 1) && (frame..10).all(shows), "{told}");
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
        // Chapter 7 tells it.
        if chain.name == "softmax, then cross-entropy, by an output" {
            continue;
        }
        for ToldChapter { markdown, .. } in EXERCISE.chapters() {
            assert!(markdown.contains(&format!("$${}$$", chain.left)), "{}", chain.name);
            for line in &chain.lines {
                assert!(markdown.contains(&format!("$$= {}$$", line.formula)), "{}", line.formula);
            }
        }
    }
}

/// Which layer and which loss, and what f is where it is used; each letter in every layer, as a
/// matrix, and none that no row has: without them no reader comes to its numbers.
#[rstest]
#[case::last_delta(
    "delta of the last layer",
    2.0,
    "(y^L_{rk} - t_{rk})^2",
    true,
    r"T Y0 Y1 Y2 A1 A2 \Delta1 \Delta2"
)]
#[case::hidden_delta(
    "delta of a hidden layer",
    1.0,
    "(y^L_{rk} - t_{rk})^2",
    true,
    r"T W1 W2 Y0 Y1 Y2 A1 A2 \Delta1 \Delta2"
)]
#[case::cross_entropy(
    "cross-entropy by an output",
    2.0,
    r"t_{rm} \ln s_{rm}",
    false,
    "T Y0 Y1 Y2 S"
)]
fn an_example_names_its_layer_and_its_functions(
    #[case] name: &str,
    #[case] layer: f64,
    #[case] loss: &str,
    #[case] has_f: bool,
    #[case] letters: &str,
) {
    let (_, worked) = EXERCISE.worked().iter().find(|(chain, _)| chain.name == name).unwrap();
    let l = worked.given.iter().find(|(name, _)| name == "l").map(|(_, l)| l.latex(English));
    assert_eq!(l, Some(layer.to_string()));
    let is_told = |part: &str| worked.definitions.iter().any(|told| told.contains(part));
    assert!(is_told(loss) && is_told("f^l(a) = ") == has_f, "{:?}", worked.definitions);
    let names = worked.given.iter().map(|(name, _)| name.replace(['^', '{', '}'], ""));
    let mut names: Vec<String> = names.filter(|name| !["n", "L", "l"].contains(&&**name)).collect();
    let mut expected: Vec<&str> = letters.split(' ').collect();
    names.sort();
    expected.sort_unstable();
    assert_eq!(names, expected);
    // By hand: 1 · 0.5 + 0.5 · 1 + 0.5 and 1 · (-1) + 0.5 · 0.5 - 0.5 are the first row of A¹.
    if let Some((_, values)) = worked.given.iter().find(|(name, _)| name == "A^{1}") {
        assert!(values.latex(English).contains("1.5 & -1.25"), "{}", values.latex(English));
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
        // As a formula, with the letters of the chapter.
        let formula = [
            ("a", "A"),
            ("y", "Y"),
            ("δ", r"\Delta"),
            ("¹", "^1"),
            ("²", "^2"),
            ("³", "^3"),
            ("∂", r"\partial "),
            ("/", " / "),
        ];
        let formula =
            formula.iter().fold(what.to_owned(), |of, (one, other)| of.replace(one, other));
        for ToldChapter { markdown, .. } in EXERCISE.chapters() {
            let shown = markdown.lines().find(|line| line.starts_with(&format!("| ${formula}$ |")));
            let shown = shown.unwrap_or_else(|| panic!("no row of {what} in {markdown}"));
            let cells = shown.matches('|').count() - 2;
            assert_eq!(cells, judges.len(), "{shown}");
            let is_value = what.starts_with(['a', 'y']);
            assert_eq!(shown.contains('–'), is_value, "{shown}");
        }
    }
}
