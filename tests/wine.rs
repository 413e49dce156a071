//! The wines: `src/wine/`. Golden values: `tests/golden/wine/README.md`.

use std::path::Path;

use crate::common::*;
use ma6202::wine::{CLASSES, FEATURES, Standardiser, Wine, one_hot, split};
use ma6202::{Error, Result};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;

/// A line nothing is wrong with.
const GOOD: &str = "1,14.23,1.71,2.43,15.6,127,2.8,3.06,.28,2.29,5.64,1.04,3.92,1065\n";

// Reading.

#[test]
fn the_embedded_table_is_the_published_one() {
    let wine = Wine::embedded();
    assert_eq!(wine.x.shape(), (178, FEATURES.len()));
    let sizes = [0, 1, 2].map(|class| wine.class.iter().filter(|&&c| c == class).count());
    assert_eq!(sizes, [59, 71, 48]);
    assert!(wine.class.is_sorted());
    // First, middle and last line of the file.
    assert_eq!(wine.x[(0, 0)], 14.23);
    assert_eq!(wine.x[(0, 7)], 0.28);
    assert_eq!(wine.x[(177, 12)], 560.0);
    // import numpy; from sklearn.datasets import load_wine
    // numpy.round(load_wine().data * 1e6).sum(), scikit-learn 1.9.1. Whole, so exact in any order.
    let millionths: f64 = wine.x.iter().map(|v| (v * 1e6).round()).sum();
    assert_eq!(millionths, 159975295999.0);
}

#[rstest]
#[case::as_published("{}{}")]
#[case::windows_line_ends("{crlf}{crlf}")]
#[case::byte_order_mark("\u{feff}{}{}")]
#[case::blank_lines("\n{}\n  \n{}\n\t\n\r\n")]
#[case::no_last_line_end("{}{bare}")]
#[case::spaces("{spaced}{}")]
fn harmless_differences_do_not_matter(#[case] template: &str) {
    let text = template
        .replace("{}", GOOD)
        .replace("{crlf}", &GOOD.replace('\n', "\r\n"))
        .replace("{bare}", GOOD.trim_end())
        .replace("{spaced}", &GOOD.replace(',', " ,\t "));
    assert_eq!(Wine::parse(&text).unwrap(), Wine::parse(&GOOD.repeat(2)).unwrap());
}

#[rstest]
#[case::missing_column("{good}1,2,3\n", 2, 4, "3")]
#[case::last_column_missing("1,1,2,3,4,5,6,7,8,9,10,11,12\n", 1, 14, "13")]
#[case::extra_column("{good}{good}1,1,2,3,4,5,6,7,8,9,10,11,12,13,14\n", 3, 15, "15")]
#[case::many_extra_columns("1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n", 1, 15, "17")]
#[case::not_a_number("{good}2,1,2,three,4,5,6,7,8,9,10,11,12,13\n", 2, 4, "\"three\"")]
#[case::empty_field("2,1,2,,4,5,6,7,8,9,10,11,12,13\n", 1, 4, "\"\"")]
#[case::quoted("2,\"1\",2,3,4,5,6,7,8,9,10,11,12,13\n", 1, 2, "\"\\\"1\\\"\"")]
#[case::nan("2,1,2,3,4,5,6,7,8,9,10,11,12,NaN\n", 1, 14, "\"NaN\"")]
#[case::infinite("2,inf,2,3,4,5,6,7,8,9,10,11,12,13\n", 1, 2, "\"inf\"")]
#[case::too_large_for_f64("2,1,1e999,3,4,5,6,7,8,9,10,11,12,13\n", 1, 3, "\"1e999\"")]
#[case::class_zero("0,1,2,3,4,5,6,7,8,9,10,11,12,13\n", 1, 1, "\"0\"")]
#[case::class_four("{good}4,1,2,3,4,5,6,7,8,9,10,11,12,13\n", 2, 1, "\"4\"")]
#[case::class_not_whole("1.5,1,2,3,4,5,6,7,8,9,10,11,12,13\n", 1, 1, "\"1.5\"")]
#[case::header("class,a,b,c,d,e,f,g,h,i,j,k,l,m\n", 1, 1, "\"class\"")]
#[case::after_blank_lines("{good}\n\n{good}x\n", 5, 2, "1")]
#[case::after_windows_line_ends("{crlf}{crlf}x\r\n", 3, 2, "1")]
#[case::a_long_field(
    "1234567890123456789012345678901234567890tail,1,2,3,4,5,6,7,8,9,10,11,12,13",
    1,
    1,
    "\"1234567890123456789012345678901234567890\"…"
)]
fn a_wrong_line_is_named(
    #[case] text: &str,
    #[case] line: u64,
    #[case] column: usize,
    #[case] got: &str,
) {
    let text = text.replace("{good}", GOOD).replace("{crlf}", &GOOD.replace('\n', "\r\n"));
    match Wine::parse(&text) {
        Err(Error::Table { line: l, column: c, got: g, .. }) => {
            assert_eq!((l, c, g.as_str()), (line, column, got));
        }
        other => panic!("expected a table error, got {other:?}"),
    }
}

#[rstest]
#[case::nothing("")]
#[case::blank_lines("\n \r\n\n")]
#[case::byte_order_mark("\u{feff}")]
fn a_table_without_wines_is_an_error(#[case] text: &str) {
    assert!(matches!(Wine::parse(text), Err(Error::Empty { .. })));
}

#[test]
fn a_file_reads_as_the_embedded_table() {
    let path = root().join("data/wine.data");
    assert_eq!(Wine::read(&path).unwrap(), Wine::embedded());
}

#[rstest]
#[case::wrong_number("number", "{}1,x,2,3,4,5,6,7,8,9,10,11,12,13\n", "line 2, column 2")]
#[case::latin_1("latin", "{}1,1,\u{e9},3,4,5,6,7,8,9,10,11,12,13\n", "line 2, column 3")]
fn an_error_in_a_file_names_file_line_and_column(
    #[case] name: &str,
    #[case] text: &str,
    #[case] place: &str,
) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // One byte a character, so that the accent is not UTF-8.
    let bytes: Vec<u8> = text.replace("{}", GOOD).chars().map(|c| c as u8).collect();
    std::fs::write(&path, bytes).unwrap();
    assert_error_begins(Wine::read(&path), &format!("{}: {place}:", path.display()));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    assert_refused(Wine::read(Path::new("no/such.data")), "no/such.data");
}

#[test]
fn selected_rows_come_in_the_order_asked_for() {
    let wine = Wine::embedded();
    let some = wine.select(&[177, 0, 100, 0]).unwrap();
    assert_eq!(some.class, [2, 0, 1, 0]);
    assert_eq!(some.x.row(0), wine.x.row(177));
    assert_eq!(some.x.row(3), wine.x.row(0));
    assert!(matches!(wine.select(&[178]), Err(Error::Setting { .. })));
}

#[test]
fn one_hot_has_a_one_at_the_class() {
    let t = one_hot(&[2, 0, 1, 2], CLASSES).unwrap();
    assert_eq!(t, dmatrix![0., 0., 1.; 1., 0., 0.; 0., 1., 0.; 0., 0., 1.]);
    assert!(matches!(one_hot(&[0, 3], CLASSES), Err(Error::Setting { .. })));
}

// Splitting.

/// `train_test_split(np.arange(178), test_size=0.2, random_state=seed)`, scikit-learn 1.9.1.
#[rstest]
#[case::seed_0(0, [54, 151, 63, 55, 161, 92, 94, 174])]
#[case::seed_42(42, [19, 45, 140, 30, 158, 137, 98, 159])]
#[case::largest_seed(u32::MAX, [142, 157, 60, 18, 92, 48, 173, 118])]
fn test_rows_are_those_of_scikit_learn(#[case] seed: u32, #[case] first: [usize; 8]) {
    let split = split(178, 0.2, seed).unwrap();
    assert_eq!((split.train.len(), split.test.len()), (142, 36));
    assert_eq!(split.test[..4], first[..4]);
    assert_eq!(split.train[..4], first[4..]);
}

#[test]
fn every_golden_split_is_met() {
    let golden = include_str!("golden/wine/splits.txt");
    assert_eq!(golden.lines().count(), 158);
    for line in golden.lines() {
        let [n, fraction, seed, n_test, hash] = fields(line);
        let split = split(n.parse().unwrap(), fraction.parse().unwrap(), seed.parse().unwrap());
        let split = split.unwrap();
        let rows = split.test.iter().chain(&split.train).map(|&row| row as u64);
        assert_eq!(split.test.len().to_string(), n_test, "{line}");
        assert_eq!(fnv(rows), hash, "{line}");
    }
}

#[rstest]
#[case::no_rows(0, 0.2)]
#[case::one_row(1, 0.2)]
#[case::nothing_to_train(10, 0.99)]
#[case::fraction_zero(10, 0.0)]
#[case::fraction_one(10, 1.0)]
#[case::fraction_negative(10, -0.2)]
#[case::fraction_nan(10, f64::NAN)]
#[case::more_rows_than_the_generator_reaches(usize::MAX, 0.2)]
fn a_split_that_cannot_be_is_an_error(#[case] n: usize, #[case] fraction: f64) {
    assert!(matches!(split(n, fraction, 0), Err(Error::Empty { .. } | Error::Setting { .. })));
}

// Standardising.

/// Label, means, deviations, hashes of the standardised train and test rows.
fn golden_standardisers() -> impl Iterator<Item = [&'static str; 4]> {
    let lines: Vec<_> = include_str!("golden/wine/standardiser.txt").lines().collect();
    assert_eq!(lines.len(), 36);
    lines.chunks(4).map(|four| four.try_into().unwrap()).collect::<Vec<_>>().into_iter()
}

#[test]
fn standardised_wines_are_those_of_the_notebook_to_the_last_bit() {
    let wine = Wine::embedded();
    for [label, means, deviations, hashes] in golden_standardisers() {
        let Some(seed) = label.strip_prefix("seed ") else { continue };
        let split = split(178, 0.2, seed.parse().unwrap()).unwrap();
        let train = wine.select(&split.train).unwrap().x;
        let test = wine.select(&split.test).unwrap().x;
        assert_standardises(label, &train, &test, means, deviations, hashes);
    }
}

#[test]
fn tables_of_other_lengths_agree_to_the_last_bit() {
    for [label, means, deviations, hashes] in golden_standardisers() {
        let Some(n) = label.strip_prefix("n ") else { continue };
        let x = Matrix::from_fn(n.parse().unwrap(), 3, |i, j| {
            ((i * i * 7919 + j * 104729 + i * j) % 1009) as f64 / 1009.0
        });
        assert_standardises(label, &x, &x, means, deviations, hashes);
    }
}

fn assert_standardises(
    label: &str,
    train: &Matrix,
    test: &Matrix,
    means: &str,
    deviations: &str,
    hashes: &str,
) {
    let standardiser = Standardiser::fit(train).unwrap();
    assert_eq!(hex(&standardiser.mean), means, "means, {label}");
    assert_eq!(hex(&standardiser.deviation), deviations, "deviations, {label}");
    // Row by row, as numpy writes an array.
    let [a, b] = [train, test].map(|x| {
        let z = standardiser.transform(x).unwrap();
        fnv(z.transpose().iter().map(|v| v.to_bits()))
    });
    assert_eq!(format!("{a} {b}"), hashes, "standardised rows, {label}");
}

/// `StandardScaler().fit_transform(np.full((142, 1), 0.1))`, scikit-learn 1.9.1, leaves 4.2e-17
/// of 0.1.
#[rstest]
#[case::a_tenth(0.1)]
#[case::large(1e308)]
#[case::small(-5e-324)]
#[case::zero(0.0)]
fn a_constant_column_becomes_exactly_zero(#[case] value: f64) {
    let x = Matrix::from_element(142, 1, value);
    let z = Standardiser::fit(&x).unwrap().transform(&x).unwrap();
    assert!(z.iter().all(|&v| v == 0.0), "{}", z[0]);
}

/// A column that differs from a constant by rounding alone is not blown up.
/// `StandardScaler().fit([[1e9], [1e9 + 2**-20], [1e9]]).scale_` is 1, scikit-learn 1.9.1; and
/// with `2**-19` it is 8.99132768232406e-07.
#[rstest]
#[case::within_rounding(2f64.powi(-20), 1.0)]
#[case::beyond_rounding(2f64.powi(-19), 8.99132768232406e-7)]
fn nearly_constant_columns_follow_scikit_learn(#[case] step: f64, #[case] deviation: f64) {
    let x = Matrix::from_column_slice(3, 1, &[1e9, 1e9 + step, 1e9]);
    assert_eq!(Standardiser::fit(&x).unwrap().deviation[0], deviation);
}

#[test]
fn only_the_training_rows_count() {
    let wine = Wine::embedded();
    let split = split(178, 0.2, 42).unwrap();
    let train = wine.select(&split.train).unwrap().x;
    let z = Standardiser::fit(&train).unwrap().transform(&wine.x).unwrap();
    let test_mean = z.select_rows(&split.test).row_mean();
    assert!(test_mean.amax() > 0.05, "test rows look standardised by themselves: {test_mean}");
}

#[rstest]
#[case::no_rows(Matrix::zeros(0, 3), "at least one")]
#[case::no_columns(Matrix::zeros(3, 0), "at least one")]
#[case::nan(dmatrix![1., 2.; 3., f64::NAN], "row 1, column 1")]
#[case::infinite(dmatrix![1., f64::NEG_INFINITY; 3., 4.], "-inf in row 0, column 1")]
#[case::mean_overflows(dmatrix![1.0, 1e308; 2.0, 1.7e308], "means of the features")]
#[case::deviation_overflows(dmatrix![1.0, 1e200; 2.0, -1e200], "deviations of the features")]
fn what_cannot_be_standardised_is_an_error(#[case] x: Matrix, #[case] says: &str) {
    assert_refused(Standardiser::fit(&x), says);
}

#[test]
fn transform_refuses_what_fit_never_saw() {
    let standardiser = Standardiser::fit(&dmatrix![1., 2.; 3., 5.]).unwrap();
    let refuse = |x: Matrix| standardiser.transform(&x).unwrap_err();
    assert!(matches!(
        refuse(Matrix::zeros(4, 3)),
        Error::Shape { expected: (4, 2), got: (4, 3), .. }
    ));
    assert!(matches!(refuse(dmatrix![1., f64::NAN]), Error::NotFinite { row: 0, column: 1, .. }));
    let tiny = Standardiser::fit(&dmatrix![1e-200; 2e-150]).unwrap();
    assert!(matches!(tiny.transform(&dmatrix![1e300]), Err(Error::NotFinite { .. })));
    assert_eq!(standardiser.transform(&Matrix::zeros(0, 2)).unwrap().shape(), (0, 2));
}

// For any input.

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn parse_never_panics(text in any::<String>()) {
        let _: Result<Wine> = Wine::parse(&text);
    }

    #[test]
    fn parse_never_panics_on_a_damaged_table(at in 0..GOOD.len(), put in "[,\n\r0-9a-z.é\u{feff}-]{0,5}") {
        let mut text = GOOD.to_string();
        text.insert_str(at, &put);
        let _: Result<Wine> = Wine::parse(&text);
    }

    #[test]
    fn a_split_holds_each_row_once(n in 2usize..300, fraction in 0.01..0.99f64, seed: u32) {
        if let Ok(split) = split(n, fraction, seed) {
            prop_assert!(!split.train.is_empty() && !split.test.is_empty());
            let mut rows = [split.train, split.test].concat();
            rows.sort();
            prop_assert_eq!(rows, (0..n).collect::<Vec<_>>());
        } else {
            prop_assert_eq!((fraction * n as f64).ceil() as usize, n);
        }
    }

    #[test]
    fn training_columns_get_mean_0_and_deviation_1(
        values in prop::collection::vec(-1e6..1e6f64, 4..200),
        constant in -1e6..1e6f64,
    ) {
        let n = values.len() / 2;
        let x = Matrix::from_fn(n, 3, |i, j| if j == 2 { constant } else { values[2 * i + j] });
        let z = Standardiser::fit(&x).unwrap().transform(&x).unwrap();
        for j in 0..2 {
            let mean = z.column(j).sum() / n as f64;
            let deviation = (z.column(j).norm_squared() / n as f64).sqrt();
            prop_assert!(mean.abs() < 1e-9, "mean {mean}");
            prop_assert!((deviation - 1.0).abs() < 1e-9, "deviation {deviation}");
        }
        prop_assert!(z.column(2).iter().all(|&v| v == 0.0));
    }
}

fn fields<const N: usize>(line: &str) -> [&str; N] {
    line.split(' ').collect::<Vec<_>>().try_into().unwrap()
}

fn hex<'a>(values: impl IntoIterator<Item = &'a f64>) -> String {
    let words: Vec<_> = values.into_iter().map(|v| format!("{:016x}", v.to_bits())).collect();
    words.join(" ")
}

fn fnv(words: impl Iterator<Item = u64>) -> String {
    let hash = words
        .flat_map(u64::to_le_bytes)
        .fold(0xcbf29ce484222325u64, |h, byte| (h ^ byte as u64).wrapping_mul(0x100000001b3));
    format!("{hash:016x}")
}
