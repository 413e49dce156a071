//! Exercise 1, variants of ReLU: `exercises/exercise_1_activations/mod.rs` states it.
//!
//! Here is what the program tells. The mathematics is in `tests/activation*.rs`.

use crate::common::*;
use ma6202::activation::Activation;
use ma6202_exercises::exercise_1_activations::{Exercise1, record};
use ma6202_exercises::record::StudyRecord;
use serde_json::{Value, json};

const SETTINGS: [&str; 3] = [
    "2 hidden layers, torch's initial weights",
    "10 hidden layers, torch's initial weights",
    "10 hidden layers, He's initial weights",
];
const MEASURES: [&str; 4] = ["test accuracy", "epochs", "dead", "log δ¹/δᴸ"];

program! {
    Exercise1, 1,
    figures ["activation", "family", "gradients", "lecture", "outcomes"],
    options ["--all", "--seeds", "--record"]
}

// "Three ways to tell them apart": what can be computed, and what the referees say of it.

#[test]
fn every_function_is_checked_by_every_referee() {
    let results = &EXERCISE.document()["results"];
    let names = [
        "accuracy",
        "accuracy_digits",
        "accuracy_points",
        "activations",
        "derivation",
        "kinds",
        "settings",
        "study",
        "trainings",
    ];
    assert_eq!(keys(results), names);
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
        for name in ["formula", "lipschitz", "range", "smooth", "source", "turns"] {
            assert!(described.get(name).is_some(), "{name} of {f}");
        }
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
    for claim in ["falls sooner with", "more of them right than", "more were right", "↑", "↓."]
    {
        assert!(!text.contains(claim), "{claim}: {text}");
    }
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
    let read = &EXERCISE.document()["results"]["trainings"]["read"];
    assert_eq!([&read["of"], &read["again"], &read["same"]], [5700, 10, 10]);
}

/// From a hundred seeds: who is named, and which number has an arrow, is whose interval lies on one
/// side of 0.
#[test]
fn the_chapter_claims_what_the_intervals_support() {
    let results = &EXERCISE.document()["results"];
    let study = results["study"].as_array().unwrap();
    let kinds = [
        ("accuracy", MEASURES[0], "more_right", "fewer_right"),
        ("epochs", MEASURES[1], "later", "sooner"),
        ("dead", MEASURES[2], "more_dead", "fewer_dead"),
        ("delta", MEASURES[3], "less_lost", "more_lost"),
    ];
    for (place, setting) in SETTINGS.iter().enumerate() {
        let found = &results["settings"][place];
        assert_eq!(found["setting"], *setting);
        for (column, measure, above, below) in kinds {
            for f in Activation::ALL {
                let mut rows = study
                    .iter()
                    .filter(|row| row["setting"] == *setting && row["measure"] == measure);
                let row = rows.find(|row| row["activation"] == f.to_string()).unwrap();
                let [low, _, high] = numbers(&row["to_relu"])[..] else { panic!("{row}") };
                let family = found["family"].as_array().unwrap();
                let seen = family.iter().find(|seen| seen["name"] == f.name());
                let claims = &found[if seen.is_some() { "variants" } else { "lecture" }];
                let is_named = |list: &str| {
                    claims[list].as_array().unwrap().iter().any(|name| name == f.name())
                };
                assert_eq!(is_named(above), low > 0.0, "{setting}, {f}, {above}: {row}");
                assert_eq!(is_named(below), high < 0.0, "{setting}, {f}, {below}: {row}");
                if let Some(seen) = seen {
                    let mark = if low > 0.0 {
                        "↑"
                    } else if high < 0.0 {
                        "↓"
                    } else {
                        ""
                    };
                    assert_eq!(seen[column]["mark"], mark, "{setting}, {f}: {row}");
                }
            }
        }
    }
    // With He's weights ten layers without an activation diverge, whatever the seed.
    let diverged = json!([{ "name": "identity", "times": 100 }, { "name": "prelu", "times": 2 }]);
    let of_each = [0, 1, 2].map(|place| &results["settings"][place]["diverged"]);
    assert_eq!(of_each, [&json!([]), &json!([]), &diverged]);
    // ReLU gets 39 % right with ten layers and torch's weights; the largest class are 71 of 178.
    let largest = number(&results["trainings"]["largest_class"]);
    assert_eq!(largest, 71.0 / 178.0);
    let chapter = &EXERCISE.chapters()[1].markdown;
    assert_eq!(chapter.matches("this network learns nothing").count(), 1, "{chapter}");
}

#[test]
fn the_chapter_answers_the_question() {
    let brief = EXERCISE.brief();
    assert!(brief.starts_with("Nearly all variants differ from ReLU to the left of 0;"), "{brief}");
    for said in [
        "With relu, relu6 and hard-swish a neuron can die",
        "leaky-relu, prelu and rrelu go down in a straight line",
        "elu and celu only f′′ jumps",
        "Leaky ReLU: f(a) = a if a > 0; α a if a ≤ 0, with α = 0.01",
        "On the wines, over 100 seeds, only selu got more of them right than ReLU in",
    ] {
        assert!(brief.contains(said), "{said:?} in {brief}");
    }
}

/// In each language every variant has a row in each table, its formula case by case in words.
#[test]
fn every_variant_is_told() {
    for chapter in EXERCISE.chapters() {
        let family = Activation::ALL.iter().skip_while(|&&f| f != Activation::Relu);
        for f in family {
            let row = format!("| {} |", f.name());
            assert!(chapter.markdown.matches(&row).count() >= 5, "{f}");
        }
        let word = chapter.language.pick("si", "if");
        let cases = format!("$a$ {word} $a > 0$; ${}$ {word} $a \\le 0$", r"\alpha (e^a - 1)");
        assert!(chapter.markdown.contains(&cases), "{cases}");
    }
}

/// f(-1) and f'(-1) by hand: α (1/e - 1) and α/e of elu, -Φ(-1) and Φ(-1) - φ(1) of gelu with
/// Φ(-1) = 0.15866 and φ(1) = 0.24197, and the slope of a straight piece.
#[test]
fn every_activation_moves_with_its_parameter() {
    let [es, en] = EXERCISE.assert_moves_lines("activation", 7 * Activation::ALL.len());
    let place = |name: &str, value: usize| {
        let f = Activation::ALL.iter().position(|f| f.name() == name).expect(name);
        7 * f + value
    };
    assert_eq!(es.first, place("elu", 3));
    for (at, said) in [
        (place("elu", 3), "elu, α = 1: f(−1) = −0,632; f'(−1) = 0,368; valores de −1 a ∞"),
        (place("elu", 6), "elu, α = 2: f(−1) = −1,264; f'(−1) = 0,736; valores de −2 a ∞"),
        (place("prelu", 0), "prelu, α = −0,5: f(−1) = 0,5; f'(−1) = −0,5; valores de 0 a ∞"),
        (
            place("threshold", 0),
            "umbral, sin parámetro que elegir (el segundo control no cambia nada): f(−1) = 0; f'(−1) \
             = 0; valores de 0 a 1; plana de −∞ a 0; plana de 0 a ∞",
        ),
        (
            place("relu6", 0),
            "relu6, sin parámetro que elegir (el segundo control no cambia nada): f(−1) = 0; f'(−1) = \
             0; valores de 0 a 6; plana de −∞ a 0; plana de 6 a ∞",
        ),
    ] {
        assert_eq!(es.says[at], said);
    }
    let gelu = "gelu, with no parameter to choose (the second slider changes nothing): f(−1) = −0.159; \
                f'(−1) = −0.083; values from −0.17 to ∞";
    assert_eq!(en.says[place("gelu", 0)], gelu);
    for (number, f) in Activation::ALL.iter().enumerate() {
        let [frames, says] = [7 * number, 7 * number + 7];
        let has_none = f.parameters().is_empty();
        let other = (frames..says).filter(|&i| es.says[i] != es.says[frames]).count();
        assert_eq!(other, if has_none { 0 } else { 6 }, "{f}");
        if let Some((_, usual)) = f.symbols().last().filter(|_| !has_none) {
            // The usual one is in the middle.
            let usual = if f.name() == "rrelu" { "1/3".into() } else { usual.to_string() };
            let said = &en.says[frames + 3];
            assert!(said.contains(&format!("= {usual}:")), "{said}");
        }
    }
}
