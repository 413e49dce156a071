//! Confusion matrix and report: `src/metrics/`. Golden values: `tests/golden/wine/README.md`.

use crate::common::*;
use ma6202::Error;
use ma6202::metrics::{ConfusionMatrix, MOST_CLASSES, classification_report};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::Value;

fn example() -> ConfusionMatrix {
    ConfusionMatrix::new(&[0, 0, 0, 1, 1, 2, 2, 2, 2], &[0, 0, 1, 1, 1, 2, 0, 2, 1], 3).unwrap()
}

/// `confusion_matrix([0, 0, 0, 1, 1, 2, 2, 2, 2], [0, 0, 1, 1, 1, 2, 0, 2, 1])`,
/// scikit-learn 1.9.1.
#[test]
fn rows_are_truths_and_columns_predictions() {
    assert_eq!(*example().counts(), dmatrix![2, 1, 0; 0, 2, 0; 1, 1, 2]);
    assert_eq!(example().accuracy(), 6.0 / 9.0);
}

#[rstest]
#[case::first(0, [2.0 / 3.0, 2.0 / 3.0, 4.0 / 6.0], 3)]
#[case::second(1, [2.0 / 4.0, 2.0 / 2.0, 4.0 / 6.0], 2)]
#[case::third(2, [2.0 / 2.0, 2.0 / 4.0, 4.0 / 6.0], 4)]
fn scores_are_ratios_of_counts(
    #[case] class: usize,
    #[case] scores: [f64; 3],
    #[case] support: usize,
) {
    let s = example().scores(class).unwrap();
    assert_eq!(([s.precision, s.recall, s.f1], s.support), (scores, support));
}

#[test]
fn a_score_without_denominator_is_zero() {
    let matrix = ConfusionMatrix::new(&[0], &[0], 2).unwrap();
    let s = matrix.scores(1).unwrap();
    assert_eq!(([s.precision, s.recall, s.f1], s.support), ([0.0; 3], 0));
    assert_eq!(matrix.seen(), [0]);
}

#[rstest]
#[case::all_right("all right")]
#[case::some_wrong("some wrong")]
#[case::all_wrong("all wrong")]
#[case::never_predicted("a class never predicted")]
#[case::never_true("a class never true")]
#[case::absent("a class absent, not listed")]
#[case::absent_but_listed("a class absent, listed")]
#[case::one_class("one class")]
#[case::some_labels("some labels, in another order")]
#[case::absent_labels("only labels that are absent")]
#[case::absent_labels_all_wrong("only absent labels, all wrong")]
#[case::long_names("long and accented names")]
#[case::empty_name("an empty name")]
#[case::tie("a tie in the third decimal")]
#[case::random_0("random 0")]
#[case::random_1("random 1")]
#[case::random_2("random 2")]
#[case::random_3("random 3")]
#[case::random_4("random 4")]
#[case::random_5("random 5")]
fn the_report_is_scikit_learns_to_the_character(#[case] name: &str) {
    let golden: Value = serde_json::from_str(include_str!("golden/wine/reports.json")).unwrap();
    let case = golden.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap();
    let names: Vec<&str> = strings(&case["names"]);
    let truth = numbers(&case["truth"]);
    let matrix = ConfusionMatrix::new(&truth, &numbers(&case["predicted"]), names.len()).unwrap();
    let labels = if case["labels"].is_null() { matrix.seen() } else { numbers(&case["labels"]) };

    let expected = strings(&case["report"]).join("\n");
    let report = classification_report(&matrix, &labels, &names).unwrap();
    assert_eq!(report, expected, "ours:\n{report}\nscikit-learn's:\n{expected}");
}

#[rstest]
#[case::no_rows(&[], &[], 3, "rows to compare")]
#[case::no_classes(&[0], &[0], 0, "classes")]
#[case::fewer_predictions(&[0, 1], &[0], 3, "expected shape (2, 1), got (1, 1)")]
#[case::unknown_truth(&[0, 3], &[0, 0], 3, "true class of row 1: expected below 3, got 3")]
#[case::unknown_prediction(&[0, 0], &[7, 0], 3, "predicted class of row 0: expected below 3, got 7")]
#[case::too_many_classes(&[0], &[0], usize::MAX, "at most 4096")]
fn what_cannot_be_counted_is_an_error(
    #[case] truth: &[usize],
    #[case] predicted: &[usize],
    #[case] k: usize,
    #[case] says: &str,
) {
    assert_refused(ConfusionMatrix::new(truth, predicted, k), says);
    assert!(ConfusionMatrix::new(&[0], &[0], MOST_CLASSES).is_ok());
}

#[rstest]
#[case::a_name_missing(&[0, 1, 2], &["a", "b"], "expected shape (3, 1), got (2, 1)")]
#[case::a_name_too_many(&[0, 1, 2], &["a", "b", "c", "d"], "expected shape (3, 1), got (4, 1)")]
#[case::no_class(&[], &["a", "b", "c"], "classes to report")]
#[case::unknown_class(&[0, 3], &["a", "b", "c"], "expected below 3, got 3")]
#[case::class_twice(&[1, 1], &["a", "b", "c"], "got 1 twice")]
fn what_cannot_be_reported_is_an_error(
    #[case] classes: &[usize],
    #[case] names: &[&str],
    #[case] says: &str,
) {
    assert_refused(classification_report(&example(), classes, names), says);
    assert!(matches!(example().scores(3), Err(Error::Setting { .. })));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_classes_are_reported_or_refused(
        truth in prop::collection::vec(0usize..6, 0..30),
        predicted in prop::collection::vec(0usize..6, 0..30),
        k in 0usize..8,
        classes in prop::collection::vec(0usize..8, 0..8),
        name: String,
    ) {
        let n = truth.len().min(predicted.len());
        if let Ok(matrix) = ConfusionMatrix::new(&truth[..n], &predicted[..n], k) {
            let (names, every) = (vec![name.as_str(); k], (0..k).collect::<Vec<_>>());
            prop_assert_eq!(matrix.counts().sum(), n);
            classification_report(&matrix, &every, &names).unwrap();
            classification_report(&matrix, &matrix.seen(), &names).unwrap();
            let _ = classification_report(&matrix, &classes, &names);
        }
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

fn numbers(text: &Value) -> Vec<usize> {
    text.as_str().unwrap().split(' ').map(|digits| digits.parse().unwrap()).collect()
}
