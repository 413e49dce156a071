//! Exercise 1, variants of ReLU: `exercises/exercise_1_activations/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/activation*.rs`.

use crate::common::*;
use ma6202::activation::Activation;
use ma6202_exercises::exercise_1_activations::{Exercise1, record};
use ma6202_exercises::record::StudyRecord;
use ma6202_formula::Formula;
use serde_json::Value;

const SETTINGS: [&str; 3] = [
    "2 hidden layers, torch's first weights",
    "10 hidden layers, torch's first weights",
    "10 hidden layers, He's first weights",
];
const MEASURES: [&str; 4] = ["test accuracy", "epochs", "dead", "log δ¹/δᴸ"];

program! {
    Exercise1, 1,
    figures ["family", "gradients", "lecture", "outcomes"],
    options ["--all", "--seeds", "--record"]
}

// "Three ways to tell them apart": what can be computed, and what the referees say of it.

#[test]
fn every_function_is_checked_by_every_referee() {
    let results = &EXERCISE.document()["results"];
    assert_eq!(keys(results), ["accuracy", "activations", "derivation", "study"]);
    for f in Activation::ALL {
        let derivative = format!("{f}'");
        EXERCISE.assert_checks(&derivative, &["differences"]);
        for what in [f.to_string(), derivative] {
            EXERCISE.assert_checks(&what, &["autograd"]);
            EXERCISE.assert_checks(format!("{what}, units in the last place"), &["bound"]);
        }
    }
    for identity in ["bipolar-logistic(a) = tanh(a/2)", "tanh(a) = 2 logistic(2a) - 1"] {
        EXERCISE.assert_checks(identity, &["autograd"]);
    }
}

#[test]
fn every_function_is_described() {
    let described = EXERCISE.document()["results"]["activations"].as_array().unwrap();
    assert_eq!(described.len(), Activation::ALL.len());
    for (described, f) in described.iter().zip(Activation::ALL) {
        let names =
            ["activation", "can_die", "formula", "lipschitz", "range", "smooth", "source", "turns"];
        assert_eq!(keys(described), names);
        assert_eq!(described["activation"], f.to_string());
    }
    let mortal: Vec<&str> = described
        .iter()
        .filter(|described| described["can_die"] == true)
        .map(|described| described["activation"].as_str().unwrap())
        .collect();
    assert_eq!(mortal, ["threshold", "relu", "relu6", "hard-swish"]);
    let tanh = described.iter().find(|described| described["activation"] == "tanh").unwrap();
    assert_eq!((&tanh["lipschitz"], &tanh["smooth"]), (&Value::from(1.0), &"everywhere".into()));
    assert_eq!(numbers(&tanh["range"]), [-1.0, 1.0]);
}

// "What becomes of the wine network when it is trained with each of them."

#[test]
fn every_setting_compares_every_activation_by_every_measure() {
    let study = EXERCISE.document()["results"]["study"].as_array().unwrap();
    assert_eq!(study.len(), SETTINGS.len() * MEASURES.len() * Activation::ALL.len());
    for setting in SETTINGS {
        for measure in MEASURES {
            for f in Activation::ALL {
                let rows = study.iter().filter(|row| {
                    row["setting"] == setting
                        && row["measure"] == measure
                        && row["activation"] == f.to_string()
                });
                let [row] = rows.collect::<Vec<_>>()[..] else {
                    panic!("{setting}, {measure}, {f}")
                };
                let interval = numbers(&row["to_relu"]);
                assert!(interval[0] <= interval[1] && interval[1] <= interval[2], "{row}");
                assert_eq!(
                    interval == [0.0; 3],
                    *f == Activation::Relu || interval[0] == interval[2] && interval[0] == 0.0
                );
            }
        }
    }
}

/// And from two of them nothing is claimed.
#[test]
fn other_seeds_are_other_networks() {
    let file = empty_folder("exercise_1_record").join("record.json");
    let path = file.to_str().unwrap();
    let last = ["--all", "--seeds", "2", "--seed", "4294967295", "--record", path];
    let text = EXERCISE.run(&last).text();
    assert!(text.contains("Of the trainings nothing is claimed from 2 seeds"), "{text}");
    assert!(!text.contains("sooner than with ReLU"));
    let record = StudyRecord::parse(path, &std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(record.made.states(), [u32::MAX, 0]);
    let kept = record::studies(&record::kept().unwrap()).unwrap();
    for (other, kept) in record::studies(&record).unwrap().iter().zip(kept) {
        assert_eq!((other.setting, &other.activations), (kept.setting, &kept.activations));
        for (other, kept) in other.outcomes.iter().zip(kept.outcomes) {
            assert!(other.len() == 2 && other.iter().all(|outcome| !kept.contains(outcome)));
        }
    }
}

#[test]
fn a_sample_of_the_record_is_done_again() {
    EXERCISE.assert_reads_its_record("trainings of data/activations.json");
}

/// From a hundred seeds, what stands in the tables.
#[test]
fn the_answer_claims_what_the_intervals_support() {
    let text = EXERCISE.text();
    for setting in SETTINGS {
        let (_, rest) = text.split_once(&format!("\n{setting}:\n")).expect(setting);
        let (_, claims) =
            text.split_once(&format!("With {setting}, over 100 seeds:\n")).expect(setting);
        let claims: Vec<&str> = claims.lines().take(4).collect();
        for row in
            rest.lines().skip_while(|line| !line.contains('═')).skip(1).take(Activation::ALL.len())
        {
            let name = row.split_whitespace().next().unwrap();
            // name, accuracy, [*] low to high, epochs, [*] low to high, …
            let mut fields = row.split_whitespace().skip(1).peekable();
            if name == "relu" {
                continue;
            }
            for (claim, signs) in
                [(1, ["+", "-"]), (0, ["-", "+"]), (2, ["-", "+"]), (3, ["+", "-"])]
            {
                fields.next().expect("a mean");
                let marked = fields.next_if_eq(&"*").is_some();
                let low = fields.next().unwrap();
                assert_eq!(fields.next(), Some("to"));
                let high = fields.next().unwrap();
                let (first, second) = claims[claim].split_once("; ").unwrap();
                for (part, sign) in [(first, signs[0]), (second, signs[1])] {
                    let claimed = part.split([' ', ',', '.', ';']).any(|word| word == name);
                    let supported = marked && low.starts_with(sign) && high.starts_with(sign);
                    assert_eq!(claimed, supported, "{setting}, {name}, {part:?}: {row}");
                }
            }
        }
    }
}

#[test]
fn the_text_is_plain_and_answers_the_question() {
    EXERCISE.assert_answers("\nHow do the variants of ReLU differ?\n");
    let text = EXERCISE.text();
    for f in Activation::ALL {
        let formula = Formula::parse(f.latex()).unwrap().unicode_line();
        assert!(text.contains(&formula), "{formula}");
    }
    // f at -∞, -0, ∞ and NaN, f' at -∞, ∞ and NaN, and at the kinks.
    let row = ["leaky-relu", "-∞", "-0", "∞", "NaN", "0.01", "1", "NaN", "0.01", "at", "0"];
    assert!(text.lines().any(|line| line.split_whitespace().eq(row)), "{text}");
    assert!(text.contains("A unit can die with relu, relu6 and hard-swish:"), "{text}");
}
