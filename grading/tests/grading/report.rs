//! What a report says.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use grader::case::shown;
use grader::confine::NOBODY;
use grader::process::Program;
use grader::report::{Grading, Hints, Status};

#[test]
fn when_the_time_is_over_nothing_is_called_and_that_is_said() {
    let nowhere = || PathBuf::from("/no such program");
    let program = Program {
        path: nowhere(),
        launcher: nowhere(),
        limit: Duration::from_secs(1),
        user: NOBODY,
        sandbox: None,
        environment: vec![],
    };
    let again = |_| Ok(Some(program.clone()));
    let grading = Grading {
        program: &program,
        cases: &shown(),
        shown: &shown(),
        with_right: Some(&again),
        absent: &BTreeMap::new(),
        is_made: &|check| check.exercise() == 2,
        seed: Some(1),
        deadline: Instant::now(),
    };
    let checks = grading.checks(|_, _| Hints::Formula).unwrap();
    assert_eq!(checks.len(), 4);
    for check in checks {
        assert_eq!((check.status, check.points), (Status::NotCalled, 0));
        assert_eq!(check.hint, None, "it may well be right");
        assert!(check.obtained.unwrap().en.contains("had used its time up"));
    }
}
