use super::Size;
use super::limits::{LeftOut, Limits, Why, rounded};
use super::rounds::Timing;
use ma6202::error::{expect_setting, expect_some};
use ma6202::metrics::Average;
use ma6202::oracle::{Device, Precision};
use ma6202::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Who does the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Contestant {
    /// [`Training`](ma6202::mlp::Training): all cores of the CPU, f64.
    Ours,
    /// torch, on a device.
    Torch(Device),
}

/// What is known about a step of one size by one contestant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub size: Size,
    pub by: Contestant,
    pub outcome: StepOutcome,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StepOutcome {
    /// It was timed.
    Measured {
        /// The median over the rounds.
        seconds: f64,
        /// `None` for our core itself, and where that was left out.
        ratio: Option<Ratio>,
    },
    /// It was not.
    LeftOut(LeftOut),
}

/// How many times as long our core took in the same round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// The least of the rounds'.
    pub low: f64,
    /// Their median.
    pub median: f64,
    /// The greatest.
    pub high: f64,
}

/// Times every contestant at every size, except what exceeds the limits: that is left out, with its
/// reason. `time` is given a size and those who take part, and answers for each; it is asked for
/// what takes the fewest multiplications first, so that a limit of the whole time leaves the
/// largest out. The cells are in the order of the sizes, each with the contestants in theirs.
///
/// # Errors
/// No sizes, sizes that do not grow (by batch, then by width); contestants other than our core and,
/// after it, devices, each once; limits outside their range; those of `time`.
pub fn sweep(
    sizes: &[Size],
    contestants: &[Contestant],
    limits: &Limits,
    mut time: impl FnMut(Size, &[Contestant]) -> Result<Vec<Timing>>,
) -> Result<Vec<Cell>> {
    limits.check()?;
    check_order(sizes, contestants)?;
    let mut done: Vec<Vec<(Size, f64)>> = vec![Vec::new(); contestants.len()];
    let mut cells = Vec::new();
    let mut smallest_first = sizes.to_vec();
    smallest_first.sort_by_key(|size| size.multiplications());
    for size in smallest_first {
        let both = || contestants.iter().zip(&done);
        let left_out: Vec<Option<Why>> =
            both().map(|(by, done)| limits.leave_out(done, size, by.precision())).collect();
        let runs = contestants.iter().zip(&left_out).filter(|(_, left_out)| left_out.is_none());
        let running: Vec<Contestant> = runs.map(|(&by, _)| by).collect();
        let timings = if running.is_empty() { Vec::new() } else { time(size, &running)? };
        assert_eq!(timings.len(), running.len(), "a timing for each of those who take part");

        let mut timings = timings.into_iter();
        let timing = |why: Option<Why>| why.map_or_else(|| timings.next().expect("counted"), Err);
        let timings: Vec<Timing> = left_out.into_iter().map(timing).collect();
        let ours = timings[0].clone().ok();
        for ((&by, done), timing) in contestants.iter().zip(&mut done).zip(timings) {
            let outcome = match timing {
                Err(why) => StepOutcome::LeftOut(LeftOut::new(why, done, size, by.precision())),
                Ok(mut theirs) => {
                    let ours = ours.as_ref().filter(|_| by != Contestant::Ours);
                    let ratio = ours.map(|ours| Ratio::of(ours, &theirs));
                    let seconds = rounded(Average::Median.of(&mut theirs));
                    done.push((size, seconds));
                    StepOutcome::Measured { seconds, ratio }
                }
            };
            cells.push(Cell { size, by, outcome });
        }
    }
    cells.sort_by_key(|cell| rank(cell.size));
    Ok(cells)
}

/// Sizes grow by batch, then by width.
fn rank(size: Size) -> (usize, usize) {
    (size.batch, size.hidden)
}

/// Refuses no sizes, sizes that do not grow (by batch, then by width), and contestants other than
/// our core and, after it, devices, each once.
pub(super) fn check_order(sizes: &[Size], contestants: &[Contestant]) -> Result<()> {
    expect_some("sizes", sizes.len())?;
    sizes.iter().try_for_each(|size| size.check())?;
    for pair in sizes.windows(2) {
        let grows = rank(pair[0]) < rank(pair[1]);
        let expected = format!("one after {}, by batch, then by width", pair[0]);
        expect_setting("size", &expected, pair[1], grows)?;
    }
    expect_some("contestants", contestants.len())?;
    for (number, &by) in contestants.iter().enumerate() {
        let first = (number == 0) == (by == Contestant::Ours);
        let expected = "ours first, then devices, each once";
        expect_setting("contestant", expected, by, first && !contestants[..number].contains(&by))?;
    }
    Ok(())
}

impl Ratio {
    fn of(ours: &[f64], theirs: &[f64]) -> Ratio {
        let ratios = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs);
        let mut ratios: Vec<f64> = ratios.collect();
        let low = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let high = ratios.iter().copied().fold(0.0, f64::max);
        let median = Average::Median.of(&mut ratios);
        Ratio { low: rounded(low), median: rounded(median), high: rounded(high) }
    }
}

impl Contestant {
    /// torch's device.
    pub fn device(self) -> Option<Device> {
        match self {
            Contestant::Ours => None,
            Contestant::Torch(device) => Some(device),
        }
    }

    /// What it computes in.
    pub fn precision(self) -> Precision {
        self.device().map_or(Precision::F64, |device| device.precision)
    }
}

const OURS: &str = "ours";

impl Display for Contestant {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Contestant::Ours => f.write_str(OURS),
            Contestant::Torch(device) => device.fmt(f),
        }
    }
}

impl From<Contestant> for String {
    fn from(contestant: Contestant) -> String {
        contestant.to_string()
    }
}

impl TryFrom<String> for Contestant {
    type Error = Error;

    fn try_from(name: String) -> Result<Contestant> {
        if name == OURS {
            return Ok(Contestant::Ours);
        }
        name.parse().map(Contestant::Torch).map_err(|_| Error::Setting {
            name: "who is timed".into(),
            expected: "ours, or a device: cpu or cuda:N, then f64 or f32".into(),
            got: format!("{name:?}"),
        })
    }
}
