use super::{Limits, Why};
use ma6202::{Error, Result};
use std::thread::sleep;
use std::time::Duration;

/// Does so many steps and says how many seconds they took.
pub type Stopwatch<'a> = Box<dyn FnMut(usize) -> Result<f64> + 'a>;

/// What came of timing someone: the seconds of a step, round by round, or why there are none.
pub type Timing = std::result::Result<Vec<f64>, Why>;

/// The seconds of so many steps; they are refused if the last loss is no number, for then the steps
/// before it are perhaps none that one would time.
pub(super) fn unless_diverged(seconds: f64, steps: usize, loss: f64) -> Result<f64> {
    if loss.is_finite() { Ok(seconds) } else { Err(Error::Diverged { step: steps, loss }) }
}

/// Someone who is warm.
struct Ready<'a> {
    watch: Stopwatch<'a>,
    steps: usize,
    seconds: f64,
}

/// Threads of the one before may still be waiting for more to do, and not asleep.
const PAUSE: Duration = Duration::from_millis(10);
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
        let ready = or_refused(watch.and_then(|watch| warm_up(watch, limits)))?;
        all.push(ready.map(|ready| (ready, Vec::new())));
    }
    let round = all.iter().flatten().map(|(ready, _)| ready.seconds).sum();
    for _ in 0..limits.rounds(round) {
        for one in &mut all {
            let Ok((Ready { watch, steps, .. }, times)) = one else { continue };
            sleep(PAUSE);
            match or_refused(watch(*steps))? {
                Ok(seconds) => times.push(seconds / *steps as f64),
                Err(why) => *one = Err(why),
            }
        }
    }
    Ok(all.into_iter().map(|one| one.map(|(_, times)| times)).collect())
}

/// torch's refusal as an outcome; every other error is one.
fn or_refused<T>(result: Result<T>) -> Result<std::result::Result<T, Why>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Torch(said)) => Ok(Err(Why::Refused(said))),
        Err(other) => Err(other),
    }
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
