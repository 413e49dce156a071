use super::Limits;
use ma6202::{Error, Result};

/// Does so many steps and says how many seconds they took.
pub type Stopwatch<'a> = Box<dyn FnMut(usize) -> Result<f64> + 'a>;

/// What came of timing someone.
#[derive(Clone, Debug, PartialEq)]
pub enum Timing {
    /// The seconds of a step, round by round.
    Rounds(Vec<f64>),
    /// What torch said when it would not.
    Refused(String),
    /// It was not begun: no time was left.
    NoTimeLeft,
}

/// Someone who is warm.
struct Ready<'a> {
    watch: Stopwatch<'a>,
    steps: usize,
    seconds: f64,
}

/// After a step that takes longer, the next one is not awaited to be faster.
const LONG_SECONDS: f64 = 0.5;
/// However fast a step is.
const MOST_STEPS: usize = 1 << 24;

/// Times each in turn, round after round, so that a spell in which the machine is slow is slow for
/// all. Before that each does some steps to get warm and to find out how many fill its window.
///
/// # Errors
/// Those of the stopwatches, but torch's refusal is an outcome.
pub fn time(watches: Vec<Result<Stopwatch>>, limits: &Limits) -> Result<Vec<Timing>> {
    let mut all = Vec::new();
    for watch in watches {
        all.push(match watch.and_then(|watch| warm_up(watch, limits)) {
            Ok(ready) => Ok((ready, Vec::new())),
            Err(Error::Torch(why)) => Err(why),
            Err(other) => return Err(other),
        });
    }
    let round = all.iter().flatten().map(|(ready, _)| ready.seconds).sum();
    for _ in 0..limits.rounds(round) {
        for one in &mut all {
            let Ok((Ready { watch, steps, .. }, times)) = one else { continue };
            match watch(*steps) {
                Ok(seconds) => times.push(seconds / *steps as f64),
                Err(Error::Torch(why)) => *one = Err(why),
                Err(other) => return Err(other),
            }
        }
    }
    let timing = |one: std::result::Result<(Ready, Vec<f64>), String>| match one {
        Ok((_, times)) => Timing::Rounds(times),
        Err(why) => Timing::Refused(why),
    };
    Ok(all.into_iter().map(timing).collect())
}

fn warm_up<'a>(mut watch: Stopwatch<'a>, limits: &Limits) -> Result<Ready<'a>> {
    let mut steps = 1;
    let mut seconds = watch(steps)?;
    if seconds < LONG_SECONDS {
        seconds = watch(steps)?;
    }
    while seconds < limits.window_seconds / 4.0 && steps < MOST_STEPS {
        steps *= 2;
        seconds = watch(steps)?;
    }
    let step = seconds / steps as f64;
    // Of 0/0 0, of 1/0 the most there is.
    let steps = ((limits.window_seconds / step).ceil() as usize).clamp(1, MOST_STEPS);
    Ok(Ready { watch, steps, seconds: step * steps as f64 })
}
