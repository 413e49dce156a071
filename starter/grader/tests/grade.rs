//! The grading program, as its users run it, and the mark.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use starter::grade::{
    Classroom50, Exigencia, Graded, Gradescope, Language, Mark, Outcome, Report, Status, table,
};
use starter::rubric::{Check, Lost, Said, Tolerance, Value as Given, rubric};

/// A report in which every kind of thing happened; its points are those of the rubric.
fn eventful() -> Report {
    let wrong = Outcome::Lost(Lost {
        case: 0,
        expected: Said::plain("[0]: 0.25"),
        obtained: Said::plain("[0]: NaN"),
        value: serde_json::from_str(r#"["NaN", 1.0]"#).unwrap(),
    });
    let graded = |check: &Check| {
        let outcome = match check.number {
            "1.1" => wrong.clone(),
            "1.2" => Outcome::Panicked("index out of bounds".to_owned()),
            "1.3" => Outcome::Died("stack overflow".to_owned()),
            "1.4" => Outcome::TimedOut,
            "1.8" => return Graded::blocked(check, &["1.7"]),
            _ => Outcome::Passed,
        };
        Graded::new(check, outcome, "one\n}{ \"points\": 100 |\nthree\nfour\nfive\n".to_owned())
    };
    Report::of(rubric().map(graded).collect(), "0.6".parse().unwrap())
}

fn grade(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_grade")).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The scale that Chilean schools print: 100 points, 60 % for a 4.0, half a tenth rounded up.
#[test]
fn the_mark_is_that_of_the_printed_scales() {
    let sixty: Exigencia = "0.6".parse().unwrap();
    let printed = [
        (0, "1.0"),
        (1, "1.1"),
        (10, "1.5"),
        (20, "2.0"),
        (25, "2.3"),
        (30, "2.5"),
        (45, "3.3"),
        (50, "3.5"),
        (59, "4.0"),
        (60, "4.0"),
        (61, "4.1"),
        (62, "4.2"),
        (70, "4.8"),
        (75, "5.1"),
        (80, "5.5"),
        (90, "6.3"),
        (98, "6.9"),
        (99, "6.9"),
        (100, "7.0"),
    ];
    for (points, mark) in printed {
        assert_eq!(Mark::new(points, 100, sixty).to_string(), mark, "{points} points");
    }
    let half: Exigencia = "0.5".parse().unwrap();
    let of_thirty = [(0, "1.0"), (7, "2.4"), (15, "4.0"), (16, "4.2"), (29, "6.8"), (30, "7.0")];
    for (points, mark) in of_thirty {
        assert_eq!(Mark::new(points, 30, half).to_string(), mark, "{points} of 30");
    }
}

/// Against the definition, in fractions with no rounding but the last.
#[test]
fn no_mark_is_off_by_a_rounding() {
    for e in [1, 125, 333, 500, 600, 667, 999] {
        let exigencia: Exigencia = format!("0.{e:03}").parse().unwrap();
        for all in 1..=40u64 {
            for p in 0..=all {
                // The mark is m tenths if m - 1/2 ≤ 10 mark < m + 1/2.
                let (above, below) = (1000 * p >= e * all, e * all);
                let (numerator, denominator) = if above {
                    (40 * (1000 - e) * all + 30 * (1000 * p - below), (1000 - e) * all)
                } else {
                    (10 * below + 30_000 * p, below)
                };
                let tenths = (0..=70).find(|m| numerator * 2 < (2 * m + 1) * denominator).unwrap();
                let mark = Mark::new(p as u32, all as u32, exigencia).to_string();
                assert_eq!(mark, format!("{}.{}", tenths / 10, tenths % 10), "{p} of {all}, {e}");
            }
        }
    }
}

#[test]
fn an_exigencia_is_a_fraction_with_three_decimals() {
    for (text, same) in [("0.6", "0.6"), (".6", "0.6"), ("0.600", "0.6"), ("0.55", "0.55")] {
        assert_eq!(text.parse::<Exigencia>().unwrap().to_string(), same);
    }
    for text in ["0", "0.0", "1", "1.0", "60", "0.6001", "-0.6", "0,6", "0.", "", "0.+6", "nan"] {
        let refused = text.parse::<Exigencia>().unwrap_err().to_string();
        assert!(refused.contains("0.6") && refused.ends_with(&format!("not {text}")), "{refused}");
    }
    assert_eq!(Mark::new(0, 0, "0.6".parse().unwrap()).to_string(), "7.0");
    assert_eq!(Mark::new(9, 5, "0.6".parse().unwrap()).to_string(), "7.0");
}

#[test]
fn the_report_says_what_was_lost_and_why() {
    let report = eventful();
    let lines = |number: &str, language| {
        let check = report.checks.iter().find(|check| check.number == number).unwrap();
        check.remarks(language)
    };
    assert_eq!(
        lines("1.1", Language::En),
        "hint: ReLU lets through what is positive, and makes the rest 0\nexpected: [0]: 0.25\n\
         obtained: [0]: NaN\nit printed at the end:\n}{ \"points\": 100 |\nthree\nfour\nfive"
    );
    assert!(lines("1.2", Language::Es).ends_with("\npanic: index out of bounds"));
    assert!(lines("1.3", Language::Es).contains("sin respuesta: stack overflow"));
    assert!(lines("1.4", Language::Es).contains("límite de tiempo"));
    assert_eq!(report.checks[7].status, Status::Blocked);
    assert_eq!(lines("1.8", Language::Es), "requiere 1.7");
    assert_eq!(lines("2.1", Language::Es), "");
    let table = table(&report, Language::Es);
    assert!(table.ends_with("94 de 100 puntos. Nota 6.6 (exigencia 0.6)."), "{table}");
}

#[test]
fn a_json_report_can_be_shown_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    let report = eventful();
    fs::write(&path, serde_json::to_string(&report).unwrap()).unwrap();
    let shown = grade(&["--from", path.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(text(&shown), format!("{}\n", table(&report, Language::En)));
    let again = grade(&["--from", path.to_str().unwrap(), "--json"]);
    assert_eq!(serde_json::from_str::<Report>(&text(&again)).unwrap(), report);
}

/// The fields of Gradescope's specification, and no other: Gradescope refuses what it does
/// not know.
#[test]
fn gradescope_can_read_its_document() {
    let report = eventful();
    let document = serde_json::to_value(Gradescope::new(&report, Language::En)).unwrap();
    keys(&document, &["output", "tests"]);
    let tests = document["tests"].as_array().unwrap();
    assert_eq!(tests.len(), rubric().count());
    for (test, check) in tests.iter().zip(rubric()) {
        keys(test, &["score", "max_score", "status", "name", "number", "output"]);
        assert_eq!(test["number"], check.number);
        assert_eq!(test["max_score"], check.points);
        assert!(["passed", "failed"].contains(&test["status"].as_str().unwrap()));
        let full = test["status"] == "passed";
        assert_eq!(test["score"], if full { check.points } else { 0 });
    }
    let score: u64 = tests.iter().map(|test| test["score"].as_u64().unwrap()).sum();
    assert_eq!(score, u64::from(report.points));
}

/// The fields of `result-v1.schema.json`.
#[test]
fn classroom_50_can_read_its_document() {
    let report = eventful();
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
    let document = Classroom50::new(&report, Language::En, runner, now).unwrap();
    let document = serde_json::to_value(document).unwrap();
    keys(
        &document,
        &[
            "schema",
            "classroom",
            "assignment",
            "assignment_type",
            "owner",
            "submission",
            "commit",
            "release",
            "review",
            "datetime",
            "score",
            "max-score",
            "tests",
        ],
    );
    assert_eq!(document["schema"], "classroom50/result/v1");
    assert_eq!(document["assignment_type"], "individual");
    assert_eq!(document["owner"], "ana");
    assert_eq!(document["review"], "https://example.org/commit/1");
    assert_eq!(document["datetime"], "2026-11-18T11:06:40Z");
    assert!(document["submission"].as_str().unwrap().starts_with("submit/"));
    assert_eq!((&document["score"], &document["max-score"]), (&94.into(), &100.into()));
    for test in document["tests"].as_array().unwrap() {
        keys(test, &["test-name", "passed", "score", "max-score", "output"]);
        assert!(test["score"].as_u64() <= test["max-score"].as_u64());
        assert_eq!(test["passed"].as_bool().unwrap(), test["score"] == test["max-score"]);
    }
}

fn runner(variable: &str) -> Option<String> {
    let value = match variable {
        "CLASSROOM" => "ma6202",
        "ASSIGNMENT" => "redes",
        "USERNAME" => "ana",
        "SUBMISSION_TAG" => "submit/2026-11-18T11-06-40Z-a1b2c3d",
        "COMMIT_URL" => "https://example.org/commit/1",
        "RELEASE_URL" => "https://example.org/release/1",
        "REVIEW_URL" => "",
        _ => return None,
    };
    Some(value.to_owned())
}

#[test]
fn classroom_50_needs_its_environment() {
    for name in
        ["CLASSROOM", "ASSIGNMENT", "USERNAME", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL"]
    {
        let without = |variable: &str| (variable != name).then(|| runner(variable)).flatten();
        let refused =
            Classroom50::new(&eventful(), Language::Es, without, SystemTime::now()).unwrap_err();
        assert!(refused.to_string().contains(name), "{refused}");
    }
}

#[track_caller]
fn keys(object: &Value, expected: &[&str]) {
    let keys: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, expected.iter().copied().collect::<BTreeSet<&str>>());
}

#[test]
fn what_cannot_be_graded_is_an_error_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("broken.json"), "{\"points\": 3").unwrap();
    let from = |path: &Path| grade(&["--from", path.to_str().unwrap()]);
    refuses(from(&path("broken.json")), &["broken.json", "is no report of `grade --json`"]);
    refuses(from(&path("none.json")), &["could not read", "none.json"]);
    refuses(grade(&["--exigencia", "6"]), &["--exigencia", "fraction", "0.6"]);
    refuses(grade(&["--json", "--gradescope"]), &["--json", "--gradescope"]);
    refuses(grade(&["--lang", "fr"]), &["es", "en"]);
    refuses(grade(&["--limit", "0"]), &["--limit"]);
    let verdict: PathBuf = path("verdict.json");
    let verdict = verdict.to_str().unwrap();
    refuses(grade(&["--check", "4.20", "--verdict", verdict]), &["no check 4.20"]);
}

#[track_caller]
fn refuses(output: Output, words: &[&str]) {
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output), "");
    let said = String::from_utf8(output.stderr).unwrap();
    for word in words {
        assert!(said.contains(word), "no {word:?} in: {said}");
    }
}

#[test]
fn two_values_differ_at_the_first_place_that_does() {
    let value = |text: &str| serde_json::from_str::<Given>(text).unwrap();
    let told = |expected: &str, obtained: &str| {
        let difference = value(expected).difference(&value(obtained), Tolerance::OfLargest);
        difference.map(|(expected, obtained)| format!("{}; {}", expected.en, obtained.en))
    };
    let differs = |text: &str| Some(text.to_owned());
    assert_eq!(told("[1, 2]", "[1, 2, 3]"), differs("2 entries; 3 entries"));
    assert_eq!(told("[[1], [2, 4]]", "[[1], [2]]"), differs("[1]: 2 entries; [1]: 1 entries"));
    assert_eq!(told("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]"), differs("[1][1]: 4; [1][1]: 5"));
    assert_eq!(told("1.5", "\"NaN\""), differs("1.5; NaN"));
    assert_eq!(told("0.00001", "20000000"), differs("1.000000e-5; 2.000000e7"));
    assert_eq!(told("0", "100"), differs("0; 100"));
    // Of the largest: what is small beside it may be off, what is small by itself may not.
    assert_eq!(told("[1000, 0]", "[1000, 0.009]"), None);
    assert_eq!(told("0.001", "0.001005"), differs("0.001; 0.001005"));
}
