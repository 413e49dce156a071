//! Exercise 8, the lecture's slips: each is one, its numbers are what they say, and its check can
//! fail.

use approx::assert_relative_eq;
use ma6202::notebook::{Recipe, floor};
use ma6202::oracle::Device;
use ma6202_exercises::exercise_8_autograd::errata::depth::{DepthOutcome, outcomes};
use ma6202_exercises::exercise_8_autograd::errata::{Erratum, errata};
use rstest::rstest;
use std::collections::BTreeSet;

fn erratum(number: usize) -> Erratum {
    errata().swap_remove(number)
}

/// Which of its three checks hold: as written, as it should be, apart.
#[track_caller]
fn held(erratum: &Erratum) -> Vec<bool> {
    let checks = erratum.check(6202, &[Device::CPU]).unwrap().checks;
    assert_eq!(checks.len(), 3);
    checks.iter().map(|check| check.holds).collect()
}

#[test]
fn the_table_is_whole() {
    let table = errata();
    let ids: BTreeSet<&str> = table.iter().map(|erratum| erratum.id).collect();
    assert_eq!(ids.len(), table.len(), "no two by the same name");
    for Erratum { id, name, in_edition, .. } in &table {
        assert!(*in_edition, "{id}: all of them stand in the edition of June 2020");
        assert!(name.len() > 4, "{id}");
    }
}

#[rstest]
fn each_is_one(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)] number: usize,
    #[values(0, 1, 6202)] seed: u32,
) {
    let erratum = erratum(number);
    let shown = erratum.check(seed, &[Device::CPU]).unwrap();
    assert!(!shown.written.is_empty());
    assert_eq!(shown.written.len(), shown.meant.len());
    for check in &shown.checks {
        assert!(check.holds, "{check}");
    }
}

/// If the lecture were right, or the right way as wrong as the lecture's, the check would say so.
#[rstest]
fn each_check_can_fail(#[values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)] number: usize) {
    let Erratum { written, meant, .. } = erratum(number);
    let no_slip = Erratum { written: meant, ..erratum(number) };
    assert_eq!(held(&no_slip), [false, true, false]);
    let no_better = Erratum { meant: written, ..erratum(number) };
    assert_eq!(held(&no_better), [true, false, false]);
    let swapped = Erratum { written: meant, meant: written, ..erratum(number) };
    assert_eq!(held(&swapped), [false, false, true]);
}

/// A number that is off by a millionth is refused as well.
macro_rules! off_by_a_millionth {
    ($($number:literal),*) => { $(
        {
            let spoiled = Erratum { written: |seed| Ok(off((erratum($number).written)(seed)?)), ..erratum($number) };
            assert_eq!(held(&spoiled), [false, true, true], "{}", spoiled.id);
            let spoiled = Erratum { meant: |seed| Ok(off((erratum($number).meant)(seed)?)), ..erratum($number) };
            assert_eq!(held(&spoiled), [true, false, true], "{}", spoiled.id);
        }
    )* };
}

fn off(numbers: Vec<f64>) -> Vec<f64> {
    numbers.iter().map(|x| x * 1.000_001 + 1e-9).collect()
}

#[test]
fn a_millionth_is_refused() {
    off_by_a_millionth!(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
}

#[test]
fn another_number_of_numbers_is_refused() {
    for spoiled in [
        Erratum { written: |_| Ok(vec![1.0, 2.0]), ..erratum(0) },
        Erratum { meant: |_| Ok(vec![]), ..erratum(0) },
    ] {
        let error = spoiled.check(0, &[Device::CPU]).unwrap_err().to_string();
        assert!(error.starts_with("the step at 0: expected shape "), "{error}");
    }
}

/// `tests/golden/errata.txt`: PyTorch 2.11.0 and scikit-learn 1.9.1, see `errata.py` beside it. The
/// slips are all there, in the lecture's order.
#[test]
fn the_numbers_are_pytorchs() {
    let golden = include_str!("../../tests/golden/errata.txt");
    assert_eq!((golden.lines().count(), errata().len()), (10, 10));
    for (line, erratum) in golden.lines().zip(errata()) {
        let (name, numbers) = line.split_once('\t').unwrap();
        assert_eq!(name, erratum.name);
        let numbers: Vec<f64> = numbers.split('\t').map(|text| text.parse().unwrap()).collect();
        let ours = [(erratum.written)(6202).unwrap(), (erratum.meant)(6202).unwrap()].concat();
        assert_eq!(ours.len(), numbers.len(), "{name}");
        for (ours, theirs) in ours.into_iter().zip(numbers) {
            assert_relative_eq!(ours, theirs, max_relative = 1e-12);
        }
    }
}

/// What is said of them in words, as numbers from elsewhere.
#[test]
fn the_numbers_are_what_they_say() {
    let both = |number: usize| {
        let shown = erratum(number).check(6202, &[Device::CPU]).unwrap();
        (shown.written, shown.meant)
    };
    assert_eq!(both(0), (vec![0.0], vec![1.0]));

    // ln(e + 2) - 1 = 0.551444713932051…, by mpmath; 20 is not yet infinity.
    let (written, meant) = both(3);
    assert_relative_eq!(written[0], 0.551_444_713_932_051, epsilon = 1e-8);
    assert_relative_eq!(written[0], floor(), epsilon = 1e-8);
    assert!(meant[0] < 1e-8 && written[1] < 1e-8, "nothing to learn from");
    assert_relative_eq!(meant[1], 2.0_f64.sqrt(), epsilon = 1e-8);

    // log₂ 3 and ln 3.
    let (written, meant) = both(4);
    assert_relative_eq!(written[0], 1.584_962_500_721_156, max_relative = 1e-14);
    assert_relative_eq!(meant[0], 1.098_612_288_668_109_8, max_relative = 1e-14);

    // (1 + 2 + … + 20) / 20.
    let (written, meant) = both(5);
    assert_relative_eq!(written[2] / meant[2], 10.5, max_relative = 1e-14);
    assert!(written[0] / meant[0] > 5.0 && written[1] / meant[1] > 5.0);

    let (written, meant) = both(6);
    assert_relative_eq!(written[0] / meant[0], 142.0 / 141.0, max_relative = 1e-14);

    // Row numbers, not alcohol: their mean square is beyond that of any alcohol.
    let ((numbered, _), (_, meant)) = (both(7), both(6));
    assert!(numbered[0] > 10.0 * meant[0] && both(7).1 == meant, "{numbered:?} {meant:?}");

    assert_eq!(both(8), (vec![375.0], vec![75.0]));
    // J = [x₂ x₁ 0; 1 x₃ x₂; x₃² 0 2x₁x₃] at (2, 4, 1/2), u = (1, -2, 3).
    assert_eq!(both(9), (vec![0.0, 12.0, 6.25], vec![2.75, 1.0, -2.0]));
}

#[test]
fn what_counts_as_learned_and_as_stuck() {
    let outcome = |classes, accuracy| DepthOutcome { seed: 0, classes, accuracy, loss: 0.1 };
    for (classes, accuracy, learned, stuck) in [
        (3, 0.95, true, false),
        (3, 0.9, false, false),
        (2, 0.95, false, false),
        (2, 0.6, false, false),
        (1, 0.4, false, true),
    ] {
        let outcome = outcome(classes, accuracy);
        assert_eq!((outcome.has_learned(), outcome.is_stuck()), (learned, stuck), "{outcome:?}");
    }
}

#[test]
fn ten_hidden_layers_learn_less_often_than_two() {
    let seeds = [6202, 6203, 6204, 6205];
    let [two, ten] = [2, 10].map(|layers| outcomes(&seeds, layers, Recipe::CORRECTED).unwrap());
    assert!(two.iter().all(|outcome| outcome.has_learned() && !outcome.is_stuck()));
    assert!(ten.iter().filter(|outcome| outcome.is_stuck()).count() >= 2, "{ten:?}");
    for outcome in ten.iter().filter(|outcome| outcome.is_stuck()) {
        assert!(!outcome.has_learned() && outcome.classes == 1 && outcome.loss > 1.0);
    }
    assert_eq!(ten.iter().map(|outcome| outcome.seed).collect::<Vec<_>>(), seeds);
    assert!(outcomes(&[], 2, Recipe::CORRECTED).is_err());
}
