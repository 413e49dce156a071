//! Middles of observations, and the intervals of the bootstrap.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Result;
use ma6202::metrics::{Average, Bootstrap, Interval};
use ma6202::mlp::init::manual_seed;
use rstest::rstest;

fn interval(
    seed: u32,
    observations: &[f64],
    average: Average,
    confidence: f64,
    resamples: usize,
) -> Result<Interval> {
    let bootstrap = Bootstrap::draw(&mut manual_seed(seed), observations.len(), resamples)?;
    bootstrap.interval(observations, average, confidence)
}

/// Of three resamples one is taken away at either end: what is left is the one between them.
#[test]
fn as_many_are_taken_away_at_either_end() {
    for seed in 0..10 {
        let observations = [0.0, 1.0, 3.0, 7.0, 20.0];
        let interval = interval(seed, &observations, Average::Mean, 0.1, 3).unwrap();
        assert_eq!(interval.low, interval.high);
    }
}

/// Of three observations all 27 resamples can be listed: their means are 0 (once), 1, 2, … 9
/// thirds, by how often each sum occurs among the 27.
#[test]
fn the_bootstrap_of_three_is_the_enumerated_one() {
    let observations = [0.0, 1.0, 3.0];
    let plus = |sum| observations.map(|x| sum + x);
    let mut sums: Vec<f64> = plus(0.0).into_iter().flat_map(plus).flat_map(plus).collect();
    sums.sort_by(f64::total_cmp);
    for confidence in [0.5, 0.8, 0.9] {
        let interval = interval(1, &observations, Average::Mean, confidence, 100_000).unwrap();
        // None of these shares falls on a step of the distribution.
        let outside = (1.0 - confidence) / 2.0 * 27.0;
        assert!((outside - f64::round(outside)).abs() > 0.1, "{outside}");
        let expected = (sums[outside as usize] / 3.0, sums[26 - outside as usize] / 3.0);
        assert_eq!((interval.low, interval.high), expected, "{confidence}");
        assert_relative_eq!(interval.average, 4.0 / 3.0, max_relative = 1e-15);
    }
}

/// The normal approximation, where it is good: 200 observations with mean 0 and deviation 1.
#[test]
fn the_bootstrap_of_many_is_nearly_normal() {
    let raw: Vec<f64> =
        (0..200).map(|i| f64::sin(f64::from(i) * 12.9898) * 43758.5453 % 1.0).collect();
    let mean = raw.iter().sum::<f64>() / 200.0;
    let deviation = (raw.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 200.0).sqrt();
    let observations: Vec<f64> = raw.iter().map(|x| (x - mean) / deviation).collect();
    let interval = interval(2, &observations, Average::Mean, 0.95, 50_000).unwrap();
    let expected = 1.96 / 200f64.sqrt();
    assert_relative_eq!(interval.high, expected, max_relative = 0.05);
    assert_relative_eq!(interval.low, -expected, max_relative = 0.05);
    assert!(!interval.excludes(0.0) && interval.excludes(0.2) && interval.excludes(-0.2));
}

#[test]
fn means_and_medians() {
    for (mut values, mean, median) in [
        (vec![3.0], 3.0, 3.0),
        (vec![5.0, 1.0], 3.0, 3.0),
        (vec![9.0, 1.0, 2.0], 4.0, 2.0),
        (vec![1.0, 7.0, -16.0, 4.0], -1.0, 2.5),
    ] {
        assert_eq!(Average::Mean.of(&mut values), mean);
        assert_eq!(Average::Median.of(&mut values), median);
    }
    assert!(Average::Median.of(&mut []).is_nan());
    // Outliers on one side drag a mean's interval to 0 and beyond, not a median's.
    let observations: Vec<f64> = (0..50).map(|i| if i < 5 { -16.0 } else { 1.0 }).collect();
    let of = |average| interval(1, &observations, average, 0.99, 5000).unwrap();
    assert!(!of(Average::Mean).excludes(0.0) && of(Average::Median).low == 1.0);
}

/// 36/36 - 35/36 is not 32/36 - 31/36 when rounded, so that differences that cancel leave a little
/// over: that is no evidence. An end away from 0 is.
#[test]
fn what_rounding_leaves_over_is_no_difference() {
    let left_over = (36.0 / 36.0 - 35.0 / 36.0) - (32.0 / 36.0 - 31.0 / 36.0);
    assert!(left_over != 0.0);
    for low in [0.0, left_over, -left_over] {
        let interval = Interval { low, average: 0.01, high: 0.02 };
        assert!(!interval.excludes(0.0), "{low:e}");
        let mirrored = Interval { low: -0.02, average: -0.01, high: -low };
        assert!(!mirrored.excludes(0.0), "{low:e}");
    }
    assert!(Interval { low: 1e-4, average: 0.01, high: 0.02 }.excludes(0.0));
    // All differences were the same.
    assert!(Interval { low: 0.01, average: 0.01, high: 0.01 }.excludes(0.0));
    assert!(!Interval { low: 0.0, average: 0.0, high: 0.0 }.excludes(0.0));
}

#[rstest]
#[case::nothing(&[], 0.95, 10, "observations: expected at least one")]
#[case::nan(&[1.0, f64::NAN], 0.95, 10, "observations: expected finite numbers, got NaN in row 0, column 1")]
#[case::certain(&[1.0], 1.0, 10, "confidence: expected a number between 0 and 1, got 1")]
#[case::no_confidence(&[1.0], f64::NAN, 10, "confidence: expected a number between 0 and 1, got NaN")]
#[case::no_resamples(&[1.0], 0.95, 0, "resamples: expected at least one")]
fn nonsense_is_refused(
    #[case] observations: &[f64],
    #[case] confidence: f64,
    #[case] resamples: usize,
    #[case] says: &str,
) {
    assert_error_begins(interval(1, observations, Average::Mean, confidence, resamples), says);
}
