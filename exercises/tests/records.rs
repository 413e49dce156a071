//! The records under `data/`: each is what the code makes today.

use ma6202::notebook::Recipe;
use ma6202::wine::Wine;
use ma6202_exercises::Error;
use ma6202_exercises::exercise_1_activations::record as activations;
use ma6202_exercises::exercise_3_boxcar::record::{self as boxes, SEARCHES};
use ma6202_exercises::exercise_8_autograd::errata::depth::outcomes;
use ma6202_exercises::exercise_8_autograd::errata::record::{self as depths, DEPTHS};
use ma6202_exercises::record::{StudyRecord, lines};

/// One training of each activation in each setting, another random state each time.
#[test]
fn the_trainings_of_exercise_1_are_todays() {
    let record = activations::kept().unwrap();
    assert_eq!(record.made.by, "exercise-1 --all --seed 6202 --seeds 100");
    assert_eq!(lines(&record), include_str!("../../data/activations.json"));
    let (wine, states) = (Wine::embedded(), record.made.states());
    let studies = activations::studies(&record).unwrap();
    assert_eq!(studies.iter().map(|study| study.activations.len()).collect::<Vec<_>>(), [19; 3]);
    for (number, study) in studies.iter().enumerate() {
        for (index, &f) in study.activations.iter().enumerate() {
            let place = (7 * index + 31 * number) % states.len();
            let today = study.setting.train(&wine, f, states[place]).unwrap();
            assert_eq!(today, study.outcomes[index][place], "{}, {f}, {place}", study.setting);
        }
    }
    assert_eq!(lines(&activations::of(&studies, record.made.clone())), lines(&record));
}

/// Three descents of each search.
#[test]
fn the_searches_of_exercise_3_are_todays() {
    let record = boxes::kept().unwrap();
    assert_eq!(record.made.by, "exercise-3 --all --seed 6202 --seeds 100");
    assert_eq!(lines(&record), include_str!("../../data/boxes.json"));
    let states = record.made.states();
    let mut all = Vec::new();
    for ((width, stretch), entry) in SEARCHES.into_iter().zip(&record.entries) {
        assert_eq!((entry.width, entry.stretch), (width, stretch));
        let (search, found) = (boxes::search(width, stretch).unwrap(), entry.found().unwrap());
        assert_eq!(found.len(), states.len());
        for place in [0, 42, 99] {
            let today = search.descend(states[place]).unwrap();
            assert_eq!(search.found(today).unwrap(), found[place], "{search}, {place}");
        }
        all.push(found);
    }
    assert_eq!(lines(&boxes::of(&all, record.made.clone())), lines(&record));
}

/// One training of each depth.
#[test]
fn the_depths_of_exercise_8_are_todays() {
    let record = depths::kept().unwrap();
    assert_eq!(record.made.by, "exercise-8 --all --seed 6202 --seeds 20");
    assert_eq!(lines(&record), include_str!("../../data/depths.json"));
    let states = record.made.states();
    assert_eq!(record.entries.iter().map(|entry| entry.hidden_layers).collect::<Vec<_>>(), DEPTHS);
    for entry in &record.entries {
        let seeds: Vec<u32> = entry.outcomes.iter().map(|outcome| outcome.seed).collect();
        assert_eq!(seeds, states);
        let today = outcomes(&states[13..14], entry.hidden_layers, Recipe::CORRECTED).unwrap();
        assert_eq!(today[0], entry.outcomes[13], "{} hidden layers", entry.hidden_layers);
    }
}

#[test]
fn a_damaged_record_says_where() {
    let text = include_str!("../../data/depths.json").replace("\"classes\"", "\"class\"");
    let error = StudyRecord::<depths::DepthEntry>::parse(depths::NAME, &text).unwrap_err();
    assert!(matches!(error, Error::Record { .. }), "{error}");
    let said = error.to_string();
    assert!(said.starts_with("record data/depths.json: unknown field `class`"), "{said}");
    assert!(said.contains("at line 9"), "{said}");
}
