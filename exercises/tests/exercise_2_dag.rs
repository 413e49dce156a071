//! Exercise 2, why the graph of an architecture must be acyclic: `exercises/exercise_2_dag/mod.rs`
//! states it.
//!
//! Here is what the program tells. The mathematics is in `tests/dag.rs`.

use crate::common::*;
use ma6202::dag::derivation::chains;
use ma6202_exercises::exercise_2_dag::Exercise2;
use rstest::rstest;
use serde_json::{Value, json};

program! {
    Exercise2, 2,
    figures ["architectures", "fixed_points", "paths"],
    options []
}

// "Such graphs are built and differentiated."

#[rstest]
#[case::zero("0")]
#[case::one("1")]
#[case::of_the_course_and_from_anywhere("6202")]
#[case::largest("4294967295")]
fn every_referee_agrees(#[case] seed: &str) {
    let document = EXERCISE.document_of_seed(seed);
    assert_eq!(document["figures"], json!([]));
    assert_eq!(
        keys(&document["results"]),
        [
            "contractions",
            "cycle",
            "derivation",
            "fixed_points",
            "orders",
            "paths",
            "random_graphs",
            "truncated"
        ]
    );
    for graphs in ["random graphs", "unrolled cycle"] {
        assert_checked(&document, format!("y, {graphs}"), &["autograd"]);
        for symbol in ["∂J/∂y", "∂J/∂W", "∂J/∂b"] {
            let what = format!("{symbol}, {graphs}");
            assert_checked(&document, what, &["autograd", "differences"]);
        }
    }
    assert_checked(&document, "numbers of a chain with the bits of mlp's", &["counting"]);
    for chain in chains() {
        for line in 1..=chain.lines.len() {
            let what = format!("{}, line {line}", chain.name);
            assert_checked(&document, what, &["differences", "autograd"]);
        }
    }
}

// "A cycle is attempted and refused."

#[test]
fn the_cycle_is_written_out_and_certified() {
    assert_eq!(EXERCISE.document()["results"]["cycle"], json!(["s", "y", "v", "s"]));
    for ToldChapter { markdown, .. } in EXERCISE.chapters() {
        assert!(markdown.contains(" s → y → v → s,"), "{markdown}");
    }
    let certificates = |beginning: &str| {
        let checks = EXERCISE.document()["checks"].as_array().unwrap().iter();
        checks.filter(|check| check["what"].as_str().unwrap().starts_with(beginning)).count()
    };
    assert_eq!((certificates("order: "), certificates("cycle: ")), (2, 1));
}

// "The chain rule is a sum over paths."

#[test]
fn paths_are_powers_of_two_and_edges_multiples_of_four() {
    let depths = EXERCISE.document()["results"]["paths"].as_array().expect("a list");
    assert_eq!(depths.len(), 17);
    for depth in depths {
        assert_eq!(keys(depth), ["blocks", "edges", "paths", "products", "visits"]);
        let blocks = number(&depth["blocks"]);
        assert_eq!(depth["paths"], blocks.exp2());
        assert_eq!(depth["edges"], 4.0 * blocks);
        assert_eq!(depth["visits"], 4.0 * blocks);
        if blocks <= 14.0 {
            assert_eq!(depth["products"], 4.0 * (blocks.exp2() - 1.0));
            EXERCISE.assert_checks(format!("∂J/∂x, {blocks} blocks"), &["sum over paths"]);
            EXERCISE.assert_checks(format!("paths, {blocks} blocks"), &["counting"]);
        } else {
            assert_eq!(depth["products"], Value::Null);
        }
        EXERCISE.assert_checks(format!("edges visited once, {blocks} blocks"), &["counting"]);
        let told = [1.0, 2.0, 4.0, 8.0, 14.0].contains(&blocks) || blocks > 14.0;
        let row = [blocks, number(&depth["paths"])].map(|count| format!("{count}"));
        let printed = EXERCISE.text().lines().any(|line| {
            let line = line.replace('\u{202f}', "");
            line.split_whitespace().take(2).eq(&row)
        });
        assert_eq!(printed, told, "{row:?}");
    }
}

// "What would the output of a cycle be?"

#[test]
fn none_one_three_and_infinitely_many_solutions_occur() {
    let cases = EXERCISE.document()["results"]["fixed_points"].as_array().expect("a list");
    let counts: Vec<Option<u64>> = cases.iter().map(|case| case["solutions"].as_u64()).collect();
    // None: infinitely many.
    assert_eq!(counts, [Some(0), Some(1), Some(1), Some(3), None, Some(1), Some(1)]);
    assert_eq!(cases[4]["interval"][0], 0.0);
    for case in cases {
        let names = ["activation", "interval", "multipliers", "repeating", "solutions", "start"];
        assert_eq!(keys(case), [&names[..], &["w", "x", "y"]].concat());
        let f = case["activation"].as_str().unwrap();
        let [w, x] = ["w", "x"].map(|name| number(&case[name]));
        let name = format!("{f}, w = {w}, x = {x}");
        let checked = has_check(EXERCISE.document(), &format!("y of {name}"), "substitution");
        assert_eq!(checked, case["solutions"] != 0, "{name}");
    }
    // mpmath: tanh(2 y) = y at 0.957504024077268740…
    let y = 0.957_504_024_077_268_7;
    assert!((number(&cases[3]["y"][2][0]) - y).abs() < 1e-15, "{}", cases[3]);
    let unsettled = json!({ "fate": "unsettled", "at": 10_000.0, "steps": 10_000 });
    assert_eq!(cases[0]["repeating"], unsettled);
    assert_eq!(cases[5]["repeating"], json!({ "fate": "alternates", "low": 0.0, "high": 1.0 }));
    let [low, high] = ["low", "high"].map(|end| number(&cases[6]["repeating"][end]));
    assert!((low + y).abs() < 1e-12 && (high - y).abs() < 1e-12, "{low}, {high}");
    let contractions = &EXERCISE.document()["results"]["contractions"];
    assert_eq!(contractions["cycles"], contractions["with_one_solution"]);
}

// "And what its gradient?"

#[test]
fn truncated_gradients_tend_to_the_implicit_one() {
    let truncated = &EXERCISE.document()["results"]["truncated"];
    assert_eq!([&truncated["turns"], &truncated["paths"]], [40, 40]);
    let (implicit, ratio) = (number(&truncated["implicit"]), number(&truncated["ratio"]));
    // mpmath: y = tanh(0.8 y + 0.1) is 0.390526682…, f' = 1 - y².
    let slope = 1.0 - 0.390_526_682_03_f64.powi(2);
    assert!((ratio - 0.8 * slope).abs() < 1e-8 && (implicit - slope / (1.0 - ratio)).abs() < 1e-7);
    let gradients = numbers(&truncated["gradients"]);
    assert_eq!(gradients.len(), 40);
    for (index, gradient) in gradients.iter().enumerate() {
        let expected = implicit * (1.0 - ratio.powi(index as i32 + 1));
        assert!((gradient - expected).abs() < 1e-12, "{gradient}, expected {expected}");
    }
}

// The text.

#[test]
fn the_chapter_answers_the_lecture_s_question() {
    let brief = EXERCISE.brief().replace(['\u{202f}', '\n'], " ");
    for words in [
        "has an order",
        "with no solution, with one, with three and with infinitely many",
        "q < 1 with |w f′| ≤ q everywhere",
        "f′(a)/(1 − w f′(a))",
        "some 1.1·10¹² with 40 skip connections",
        "once along each of 160 edges",
        "unrolls the cycle in time",
    ] {
        assert!(brief.contains(words), "{words:?} in {brief}");
    }
}

#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn other_formats() {
    EXERCISE.assert_draws_documents(FIGURES);
}
