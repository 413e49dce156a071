use std::collections::BTreeSet;
use std::time::Duration;

use grader::report::{Graded, Status};
use grader::rubric::{Check, rubric};
use serde_json::Value;

use super::*;

/// A report in which four checks are lost.
fn report() -> Report {
    let graded = |check: &Check| {
        let lost = ["1.1", "1.2", "1.3", "1.8"].contains(&check.number);
        Graded {
            number: check.number.to_owned(),
            points: if lost { 0 } else { check.points },
            max_points: check.points,
            status: if lost { Status::Lost } else { Status::Passed },
            text: check.text.into(),
            with_right: false,
            hint: lost.then(|| check.nudge.into()),
            formula: None,
            expected: None,
            obtained: None,
            printed: None,
            corrected: None,
        }
    };
    Report::new(rubric().map(graded).collect(), vec![], "0.6".parse().unwrap(), Some(1))
}

#[track_caller]
fn keys(object: &Value, expected: &[&str]) {
    let keys: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, expected.iter().copied().collect::<BTreeSet<&str>>());
}

/// The fields of Gradescope's specification, and no other: Gradescope refuses what it does
/// not know.
#[test]
fn gradescope_can_read_its_document() {
    let report = report();
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
    let report = report();
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
    let runner = Runner::new(variable).unwrap();
    let document = Classroom50::new(&report, Language::En, runner, now);
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
    assert_eq!((&document["score"], &document["max-score"]), (&95.into(), &100.into()));
    for test in document["tests"].as_array().unwrap() {
        keys(test, &["test-name", "passed", "score", "max-score", "output"]);
        assert!(test["score"].as_u64() <= test["max-score"].as_u64());
        assert_eq!(test["passed"].as_bool().unwrap(), test["score"] == test["max-score"]);
    }
}

fn variable(name: &str) -> Option<String> {
    let value = match name {
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
        let without = |other: &str| variable(other).filter(|_| other != name);
        let refused = Runner::new(without).unwrap_err();
        assert!(refused.to_string().contains(name), "{refused}");
    }
}
