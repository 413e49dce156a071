use super::Size;
use ma6202::Result;
use ma6202::error::{expect_setting, expect_some};
use ma6202::oracle::Precision;
use serde::{Deserialize, Serialize};

/// How long a measurement may last, and what is too much for it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// A step that is expected to take more seconds is not measured.
    pub step_seconds: f64,
    /// Nor is one that holds more bytes.
    pub bytes: u64,
    /// As many steps are timed at once as take so many seconds; one, if that takes longer.
    pub window_seconds: f64,
    /// There are no more rounds than fit into so many seconds, but three at least, or two of rounds
    /// that take longer than [`LONG_ROUND_SECONDS`](Limits::LONG_ROUND_SECONDS).
    pub size_seconds: f64,
    /// Rounds at most; a time is the median of the rounds'.
    pub rounds: usize,
    /// No size is begun after so many seconds; with `None` all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_seconds: Option<f64>,
}

/// A step that was not measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    pub why: Why,
    /// How many seconds it was expected to take, if anything smaller had been measured.
    pub predicted_seconds: Option<f64>,
    /// How many bytes it was expected to hold.
    pub bytes: u64,
}

/// Why a step was not measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was expected to take longer than a step may.
    TooLong,
    /// It was expected to hold more bytes than a step may.
    TooLarge,
    /// All the time there was had been spent on other sizes.
    NoTimeLeft,
    /// torch would not do it; what it said.
    Refused(String),
}

impl Limits {
    /// What leaves nothing out that takes less than an hour; the bytes are for a system that does
    /// not tell what is free.
    pub const USUAL: Limits = Limits {
        step_seconds: 3600.0,
        bytes: 2 << 30,
        window_seconds: 0.02,
        size_seconds: 4.0,
        rounds: 9,
        total_seconds: None,
    };

    /// A step may hold half of the bytes that are free: beside it torch's in single precision
    /// holds half as much, and ours, which takes a few rows at a time, little.
    pub fn of_memory(free: Option<u64>) -> Limits {
        let bytes = free.map_or(Limits::USUAL.bytes, |free| free / 2);
        Limits { bytes, ..Limits::USUAL }
    }

    /// What makes the grid a matter of so many seconds: a step may take 1 s and hold 8 GiB, and
    /// what does not fit any more is left out.
    pub fn within(seconds: f64) -> Limits {
        Limits {
            step_seconds: 1.0,
            bytes: 8 << 30,
            size_seconds: 2.0,
            total_seconds: Some(seconds),
            ..Limits::USUAL
        }
    }

    /// The fewest rounds of which a median is taken, unless fewer are asked for or one is
    /// [long](Limits::LONG_ROUND_SECONDS).
    pub const FEWEST_ROUNDS: usize = 3;
    /// A round that takes longer is done only twice.
    pub const LONG_ROUND_SECONDS: f64 = 30.0;

    /// # Errors
    /// Times that are not positive and finite, no bytes, no rounds.
    pub fn check(&self) -> Result<()> {
        for (name, seconds) in [
            ("seconds of a step", self.step_seconds),
            ("seconds of a window", self.window_seconds),
            ("seconds of a size", self.size_seconds),
            ("seconds of all sizes", self.total_seconds.unwrap_or(f64::MAX)),
        ] {
            expect_positive(name, seconds)?;
        }
        expect_some("bytes of a step", usize::from(self.bytes > 0))?;
        expect_some("rounds", self.rounds)
    }

    /// Why a step is not to be measured, if it is not. `done` are the sizes measured so far, with
    /// their seconds.
    pub fn leave_out(&self, done: &[(Size, f64)], size: Size, precision: Precision) -> Option<Why> {
        if size.bytes(precision) > self.bytes {
            return Some(Why::TooLarge);
        }
        (predict(done, size)? > self.step_seconds).then_some(Why::TooLong)
    }

    /// How many rounds, if one takes so many seconds.
    pub(super) fn rounds(&self, seconds: f64) -> usize {
        let fitting = (self.size_seconds / seconds) as usize; // of NaN 0
        let is_long = seconds > Limits::LONG_ROUND_SECONDS;
        let fewest = if is_long { 2 } else { Limits::FEWEST_ROUNDS };
        fitting.clamp(fewest.min(self.rounds), self.rounds)
    }
}

impl LeftOut {
    /// With what was expected of the step, by the sizes measured so far.
    pub fn new(why: Why, done: &[(Size, f64)], size: Size, precision: Precision) -> LeftOut {
        let predicted_seconds = predict(done, size).map(rounded);
        LeftOut { why, predicted_seconds, bytes: size.bytes(precision) }
    }
}

/// The seconds that a step of this size will take: as many multiplications a second as the largest
/// size measured that is no larger in batch and width; `None` if there is none.
///
/// # Numerics
/// A step of a small network is mostly overhead, so what is predicted from it is too much; the next
/// width corrects that. It is too little where the caches no longer hold what they held, by two or
/// three times at most.
pub fn predict(done: &[(Size, f64)], size: Size) -> Option<f64> {
    let smaller = |(s, _): &&(Size, f64)| s.batch <= size.batch && s.hidden <= size.hidden;
    let largest = done.iter().filter(smaller).max_by_key(|(s, _)| s.multiplications());
    largest
        .map(|(s, seconds)| seconds * (size.multiplications() as f64 / s.multiplications() as f64))
}

/// Refuses what is no time and no ratio of times.
pub(super) fn expect_positive(name: &str, value: f64) -> Result<()> {
    expect_setting(name, "a positive number", value, value > 0.0 && value.is_finite())
}

/// To four significant digits: neither clocks nor machines are steadier, and a file keeps them
/// exactly.
pub(super) fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().expect("what a number prints is a number")
}
