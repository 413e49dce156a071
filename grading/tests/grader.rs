//! The grader's own tests: it must refuse every known mistake at exactly the right place, and
//! nothing that is right.

use grading::SOLUTION;
use grading::mistakes::mistakes;
use grading::right::alternatives;
use grading::trial::{diagnoses, lost, verdict};
use starter::rubric::{Diagnosis, recognise, rubric};

#[test]
fn the_rubric_is_a_rubric() {
    let mut seen: Vec<&str> = vec![];
    for check in rubric() {
        let number = check.number;
        assert!(!seen.contains(&number), "two checks are called {number}");
        assert!(check.needs.iter().all(|needed| seen.contains(needed)), "{number} comes too early");
        assert!((1..=3).contains(&check.points), "{number} is worth {}", check.points);
        for said in [check.text, check.hint] {
            assert!(!said.es.is_empty() && !said.en.is_empty(), "{number} says nothing");
            assert!(said.es.chars().count() <= 130 && !said.es.contains('\n'), "{number} is long");
        }
        seen.push(number);
    }
    assert_eq!(rubric().map(|check| check.points).sum::<u32>(), 100);
    let mut exercises: Vec<&str> = seen.iter().map(|number| &number[..1]).collect();
    exercises.dedup();
    assert_eq!(exercises, ["1", "2", "3", "4", "5", "6", "7", "8"]);
}

#[test]
fn the_solution_gets_full_marks() {
    assert_eq!(lost(&SOLUTION), [""; 0]);
}

#[test]
fn every_other_right_answer_gets_full_marks() {
    for alternative in alternatives() {
        let (answer, how) = (alternative.answer, alternative.how);
        assert_eq!(lost(&alternative.answers), [""; 0], "{answer}, {how}");
    }
}

#[test]
fn every_answer_has_another_right_one() {
    let named: Vec<&str> = alternatives().map(|alternative| alternative.answer).collect();
    for mistake in mistakes() {
        assert!(named.contains(&mistake.answer), "{} is only written one way", mistake.answer);
    }
}

#[test]
fn every_mistake_loses_exactly_what_it_declares() {
    let wrong: Vec<String> = mistakes()
        .map(|mistake| (mistake, lost(&mistake.answers)))
        .filter(|(mistake, lost)| lost != mistake.loses)
        .map(|(mistake, lost)| format!("{}, {:?}: {lost:?}", mistake.answer, mistake.hint.en))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mistakes().count() >= 179);
}

#[test]
fn every_check_is_lost_by_a_mistake_of_its_own() {
    // Not only because a check it needs is lost.
    for check in rubric() {
        let own = mistakes().filter(|mistake| {
            mistake.loses.contains(&check.number)
                && !check.needs.iter().any(|number| mistake.loses.contains(number))
        });
        assert!(own.count() > 0, "no mistake loses {}", check.number);
    }
}

#[test]
fn the_known_mistakes_are_recognised() {
    let recorded: Vec<Diagnosis> =
        serde_json::from_str(include_str!("../../starter/golden/mistakes.json")).unwrap();
    let now: Vec<Diagnosis> = mistakes().flat_map(diagnoses).collect();
    assert_eq!(recorded.len(), now.len(), "record them again: cargo run -p ma6202-grading");
    for (then, now) in recorded.iter().zip(&now) {
        assert_eq!((&then.check, then.case, &then.hint), (&now.check, now.case, &now.hint));
    }
}

#[test]
fn a_student_sees_the_hint_of_his_mistake() {
    for mistake in mistakes() {
        for check in rubric().filter(|check| mistake.loses.contains(&check.number)) {
            if let Ok(Some(lost)) = verdict(check, &mistake.answers) {
                let hint = recognise(check.number, &lost).expect("it is recorded");
                if check.number == mistake.loses[0] {
                    assert_eq!(hint.en, mistake.hint.en, "at {}", check.number);
                }
            }
        }
    }
}
