//! The cases: drawn anew from each seed, the same from the same one.

use grader::case::shown;
use grader::rubric::rubric;
use grader::value::Value;
use grading::draw::{SHOWN, cases};

#[test]
fn the_cases_that_students_have_are_those_of_their_seed() {
    // Up to the last bits, which a mathematical library may round otherwise.
    for (number, drawn) in cases(SHOWN) {
        let shown = &shown()[&number];
        assert_eq!(drawn.len(), shown.len(), "{number}: record them again");
        for (drawn, shown) in drawn.iter().zip(shown) {
            assert_eq!((drawn.twin, drawn.at.len()), (shown.twin, shown.at.len()));
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1e-6);
            let numbers = |value: &Option<Value>| -> Vec<f64> {
                value.iter().flat_map(|value| value.numbers()).collect()
            };
            let (a, b) = (numbers(&drawn.right), numbers(&shown.right));
            assert!(a.len() == b.len() && a.iter().zip(b).all(|(a, b)| close(*a, b)), "{number}");
        }
    }
}

#[test]
fn another_seed_draws_others_and_what_is_right_is_finite() {
    let (one, two) = (cases(1), cases(2));
    assert_eq!(one, cases(1));
    for check in rubric() {
        let (one, two) = (&one[check.number], &two[check.number]);
        // XOR has no inputs.
        assert_eq!(one == two, check.number == "5.10", "{}", check.number);
        for case in one.iter().chain(two) {
            let mut right = case.right.iter().flat_map(|right| right.numbers());
            assert!(right.all(f64::is_finite), "{}", check.number);
        }
    }
}

#[test]
fn the_rubric_is_a_rubric() {
    let mut seen: Vec<&str> = vec![];
    for check in rubric() {
        let number = check.number;
        assert!(!seen.contains(&number), "two checks are called {number}");
        assert!(check.needs.iter().all(|needed| seen.contains(needed)), "{number} comes too early");
        assert!((1..=3).contains(&check.points), "{number} is worth {}", check.points);
        for said in [check.text, check.nudge, check.formula] {
            for text in [said.es, said.en] {
                let long = text.chars().count();
                assert!((1..=110).contains(&long) && !text.contains('\n'), "{number}: {text:?}");
            }
        }
        seen.push(number);
    }
    assert_eq!(rubric().map(|check| check.points).sum::<u32>(), 100);
    let mut exercises: Vec<usize> = rubric().map(|check| check.exercise()).collect();
    exercises.dedup();
    assert_eq!(exercises, [1, 2, 3, 4, 5, 6, 7, 8]);
}
