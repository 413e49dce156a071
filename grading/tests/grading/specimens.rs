//! Known mistakes and other right answers, each graded as a submission.

use std::array;
use std::sync::LazyLock;

use grader::rubric::rubric;
use grading::specimen::{Bench, Specimen, lost, mistakes, right};
use rstest::rstest;

use crate::{program, root};

/// Compiled once for all tests.
static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let both = |exercise| mistakes(exercise).into_iter().chain(right(exercise)).collect();
    Bench::new(&root(), program(), array::from_fn(|k| both(k + 1))).unwrap()
});

#[rstest]
fn each_mistake_loses_what_it_declares_and_is_told_and_what_is_right_loses_nothing(
    #[values(1, 2, 3, 4, 5, 6, 7, 8)] exercise: usize,
) {
    let mistakes = mistakes(exercise);
    let mut wrong = vec![];
    for (specimen, checks) in BENCH.trials(exercise, None).unwrap() {
        let lost = lost(&checks);
        let (answer, what) = (&specimen.answer, [&specimen.en[..], &specimen.how].concat());
        if lost != specimen.loses {
            wrong.push(format!("{answer}, {what:?}: loses {lost:?}, not {:?}", specimen.loses));
        }
        // A hint is that of this mistake, or it is no mistake's.
        for check in checks.iter().filter(|check| lost.contains(&&*check.number)) {
            let hint = &check.hint.as_ref().expect("what is lost has a hint").en;
            let own = *hint == specimen.en;
            let another = mistakes.iter().any(|mistake| mistake.en == *hint);
            if another && !own {
                wrong.push(format!("{answer}, {what:?}: {} is told {hint:?}", check.number));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_has_mistakes_and_another_right_one_and_every_check_is_lost() {
    let mut count = 0;
    for exercise in 1..=8 {
        let (mistakes, right) = (mistakes(exercise), right(exercise));
        count += mistakes.len();
        for check in rubric().filter(|check| check.exercise() == exercise) {
            let loses = |mistake: &&Specimen| mistake.loses.iter().any(|n| n == check.number);
            assert!(mistakes.iter().any(|one| loses(&one)), "no mistake loses {}", check.number);
            let is_written = right.iter().any(|one| one.answer == check.answer);
            assert!(is_written, "{} is only written one way", check.answer);
        }
        for mistake in &mistakes {
            let Specimen { es, en, loses, answer, .. } = mistake;
            assert!(!loses.is_empty(), "{answer}, {en:?} loses nothing");
            for said in [es, en] {
                let long = said.chars().count();
                assert!((8..=110).contains(&long) && !said.contains('\n'), "{said:?}: {long}");
            }
            let same = mistakes.iter().filter(|one| one.answer == *answer && one.en == *en);
            assert_eq!(same.count(), 1, "{answer}, {en:?} is there twice");
        }
    }
    assert!(count >= 537, "{count} known mistakes, and once there were 179");
}
