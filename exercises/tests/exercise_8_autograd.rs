//! Exercise 8, autograd from the inside: `exercises/exercise_8_autograd/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/tape.rs` and `tests/jacobian.rs`,
//! the devices are in `lane/tests/devices.rs`, the slips and the times beside this file, in
//! `errata.rs` and `scale.rs`.

use crate::common::*;
use ma6202_exercises::exercise_8_autograd::Exercise8;
use ma6202_exercises::exercise_8_autograd::errata::{Erratum, errata};
use ma6202_exercises::exercise_8_autograd::scale::{BATCHES, ScaleRecord};
use ma6202_exercises::language::Language;
use ma6202_exercises::program::Exercise;
use rstest::rstest;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

program! {
    Exercise8, 8,
    figures ["graphs", "scale"],
    options ["--all", "--seeds", "--scale", "--seconds", "--record", "--products"],
    starting_itself
}

#[test]
fn it_answers_the_question() {
    let brief = EXERCISE.brief();
    assert!(brief.starts_with("What does torch do when told backward?"), "{brief}");
    assert!(brief.contains(" checks hold.\n"), "{brief}");
}

// "z = x·y + 1 with data, grad and graph of each, the x³ example (75 at 5), the vector example with
// an upstream gradient, the block without recording, what happens for integers"

#[test]
fn the_closing_examples_are_run_and_checked() {
    let results = &EXERCISE.document()["results"];
    assert_eq!(results["product"], json!({ "z": 6.0, "x_grad": 1.0 }));
    assert_eq!(results["cube"], json!({ "x_grad": 75.0, "seeded_with_5": 375.0 }));
    let vectors = &results["vectors"];
    assert_eq!(vectors["x_grad"], json!([1.0, 3.0, 5.0]));
    assert_eq!(vectors["y_grad"], json!([2.0, 4.0, 8.0]));
    assert_eq!(vectors["upstream"][1]["x_grad"], json!([1.0, -6.0, 2.5]));
    for what in [
        "x, y, z before backward",
        "x, y, z after backward",
        "x.grad of x³: once, twice, seeded with 5",
        "x ⊙ y, x.grad and y.grad",
        "recorded: 2 x, within no_grad, detached",
        "refused: a vector, an integer, in place",
    ] {
        EXERCISE.assert_checks(what, &["autograd"]);
    }
    let z = json!({ "name": "Z", "data": 6.0, "requires_grad": true, "is_leaf": false,
        "grad": null, "grad_fn": "Add" });
    assert_eq!(results["components"][2], z);
    assert_eq!(results["on_tape"][2]["operands"][0]["place"], 1);
    let refusals = results["refusals"].as_array().expect("torch's words");
    for (refusal, word) in refusals.iter().zip(["scalar", "floating point", "in-place"]) {
        let said = refusal
            .as_str()
            .unwrap()
            .strip_prefix("torch: Internal torch error: ")
            .expect("its words");
        assert!(said.contains(word), "{refusal}");
        for chapter in EXERCISE.chapters() {
            assert!(chapter.markdown.contains(said), "{said}");
        }
    }
}

#[test]
fn the_tape_is_judged_on_random_expressions_and_on_the_wines() {
    for what in ["every number, random expressions", "gradient of the last, random expressions"] {
        EXERCISE.assert_checks(what, &["autograd"]);
    }
    for layer in ["¹", "²", "³", "⁴"] {
        for symbol in ["δ", "∂J/∂W", "∂J/∂b"] {
            EXERCISE.assert_checks(format!("{symbol}{layer}"), &["tape", "autograd"]);
        }
    }
    assert!(EXERCISE.document()["results"]["wine_network"]["recorded"].as_u64().unwrap() > 10_000);
}

#[test]
fn the_jacobian_is_multiplied_from_both_sides() {
    for product in ["uᵀJ", "J v", "J by rows", "J by columns"] {
        EXERCISE.assert_checks(format!("{product}, random functions"), &["autograd"]);
    }
    EXERCISE.assert_checks("uᵀ(J v) = (Jᵀu)ᵀv, random functions", &["bound"]);
}

#[test]
fn every_erratum_is_told() {
    let all = &EXERCISE.document()["results"]["errata"];
    assert_eq!(all.as_object().expect("an object").len(), errata().len());
    for (number, Erratum { id, name, .. }) in errata().into_iter().enumerate() {
        let told = &all[id];
        assert_eq!(keys(told), ["given", "in_edition", "numbers"]);
        // Each pair is a row of the slip's own section, and each thing given is told there.
        let pairs = told["numbers"].as_array().expect("a list");
        let rows = (0..pairs.len()).map(|row| format!("errata.{id}.numbers[{row}]"));
        let given = told["given"].as_object().expect("an object").keys();
        let given = given.map(|given| format!("errata.{id}.given.{given}"));
        let told: Vec<String> = rows.chain(given).collect();
        for language in Language::ALL {
            let heading = format!("#### {} {}: ", language.pick("Desliz", "Slip"), number + 1);
            let chapter = Exercise8::CHAPTER.template(language);
            let (_, section) = chapter.split_once(&heading).expect("a section of its own");
            let section = section.split("\n###").next().expect("there is a first");
            for placeholder in &told {
                assert!(section.contains(placeholder), "{placeholder} in {section}");
            }
            assert_eq!(section.matches("errata.").count(), told.len(), "{section}");
        }
        for how in ["as written", "as it should be"] {
            EXERCISE.assert_checks(format!("{name}, {how}"), &["autograd"]);
        }
    }
    let depth = &EXERCISE.document()["results"]["depth"];
    assert_eq!(numbers(&depth["two"]["losses"]).len(), 20);
    let learned = |layers: &str| depth[layers]["has_learned"].as_u64().unwrap();
    assert!(learned("ten") < learned("two"), "{depth}");
}

#[test]
fn fewer_bits_are_shown_on_a_large_product() {
    let shown = EXERCISE.document()["results"]["precision"].as_array().expect("a list");
    let error = |how: &str| {
        let of_this = |shown: &&serde_json::Value| shown["how"].as_str().unwrap().starts_with(how);
        number(&shown.iter().find(of_this).expect(how)["error"])
    };
    assert!((1e-8..1e-6).contains(&error("cpu f32")));
    assert!((1e-4..1e-3).contains(&error("TF32, emulated")));
}

// "When does a GPU pay?"

/// Without `--scale` nothing is measured: the record that comes with the crate is told.
#[test]
fn the_usual_run_tells_the_record_of_the_scale() {
    let (record, scale) = (ScaleRecord::embedded(), &EXERCISE.document()["results"]["scale"]);
    for ToldChapter { language, markdown, .. } in EXERCISE.chapters() {
        for said in [&record.machine.told(*language), "`exercise-8 --scale`", "65\u{202f}536"] {
            assert!(markdown.contains(said), "{said:?} in {markdown}");
        }
    }
    assert_eq!(scale["now"], false);
    assert_eq!(scale["machine"]["processor"], record.machine.processor);
    let ratios = scale["ratios"].as_array().unwrap();
    assert_eq!(ratios.len(), BATCHES.len() * record.devices().len());
    for line in ratios {
        let (batch, device) = (line["batch"].as_u64().unwrap(), line["device"].as_str().unwrap());
        let (widths, ratios) = record.ratios(batch as usize, device.parse().unwrap());
        assert_eq!((numbers(&line["widths"]), numbers(&line["ratios"])), (widths, ratios));
    }
    assert_eq!(scale["crossings"].as_array().unwrap().len(), ratios.len());
    let what = "parameters after a step, n = 142, H = 64";
    let checks = EXERCISE.document()["checks"].as_array().unwrap();
    assert!(checks.iter().any(|check| check["what"].as_str().unwrap().starts_with(what)));
}

/// Minutes of measuring are not lost on a file that cannot be.
#[test]
fn a_record_that_cannot_be_written_is_refused_at_once() {
    let folder = empty_folder("scale_nowhere");
    let path = folder.join("none").join("record.json");
    let arguments = ["--json", "--scale", "--record", path.to_str().unwrap()];
    EXERCISE.run(&arguments).refused_in_a_line(&["record.json"]);
}

/// What `--scale` and `--products` tell is all there is to tell: brief as it is, in both languages.
#[rstest]
#[case::products(&["--products"], "TF32")]
#[case::scale(&["--scale", "--seconds", "1e-9"], "13-H-H-H-3")]
fn what_is_computed_alone_is_told_alone(#[case] arguments: &[&str], #[case] said: &str) {
    for (language, held) in [("en", " checks hold."), ("es", " comprobaciones.")] {
        let run = |way: &[&str]| {
            EXERCISE
                .run(&[arguments, &["--device", "cpu", "--lang", language], way].concat())
                .text()
        };
        let text = run(&[]);
        assert!(text.starts_with("8. ") && text.contains(said), "{text}");
        assert!(text.trim_end().ends_with(held), "{text}");
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        if said == "TF32" {
            assert_eq!(run(&["--brief"]), text);
        }
    }
}

/// The second process is told to use TF32. (That all of it holds in single precision is a test of
/// the lane.)
#[test]
fn tf32_is_asked_for_where_there_is_single_precision() {
    let text = run(&mut EXERCISE.with(&["--device", "cpu-f32", "--products"])).text();
    assert!(text.contains("cpu f32, which did not use TF32"), "{text}");
    assert!(!text.contains("autograd"), "and nothing else: {text}");
}

/// With 22 and 56 a gradient cancels to less than a rounding of its terms.
#[rstest]
#[case::one(1)]
#[case::a_gradient_that_cancels(22)]
#[case::a_jacobian_that_cancels(56)]
fn another_seed(#[case] seed: u32) {
    let document = EXERCISE.run(&["--seed", &seed.to_string(), "--json"]).document();
    assert_eq!(document["seed"], seed);
}

#[test]
fn a_sample_of_the_record_is_done_again() {
    EXERCISE.assert_reads_its_record("trainings of data/depths.json");
}

#[test]
fn all_can_be_done_again_from_other_states() {
    let document = EXERCISE.run(&["--all", "--seeds", "2", "--json"]).document();
    for layers in ["two", "ten"] {
        let losses = |document: &serde_json::Value| {
            numbers(&document["results"]["depth"][layers]["losses"])[..2].to_vec()
        };
        assert_eq!(losses(&document), losses(EXERCISE.document()), "{layers}");
    }
}

#[test]
fn it_runs_on_the_cpu_alone() {
    let text = EXERCISE.run(&["--device", "cpu", "--products"]).text();
    assert!(!text.contains("no CUDA device here"), "it was not asked for: {text}");
}

#[rstest]
#[case::all_and_scale(&["--all", "--scale"], &["--all", "--scale"])]
#[case::a_record_of_nothing(&["--record", "x.json"], &["--scale"])]
#[case::seconds_of_nothing(&["--seconds", "5"], &["--scale"])]
#[case::no_seconds(&["--device", "cpu", "--scale", "--seconds", "0"], &["seconds of all sizes", "got 0"])]
#[case::no_number(&["--device", "cpu", "--scale", "--seconds", "NaN"], &["seconds of all sizes", "got NaN"])]
#[case::products_and_scale(&["--products", "--scale"], &["--products", "--scale"])]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] words: &[&str]) {
    EXERCISE.assert_refuses(arguments, words);
}

/// What all programs do in the same way, seen of the shortest run there is.
#[rstest]
#[case::chapter(&["--products"])]
#[case::document(&["--products", "--json"])]
fn it_leaves_quietly_when_its_reader_has_gone(#[case] arguments: &[&str]) {
    EXERCISE.assert_leaves_quietly(arguments);
}
