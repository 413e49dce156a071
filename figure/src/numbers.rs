use crate::font;
use crate::ruler::Ruler;
use crate::style::{NUMBER, px};
use crate::{Error, Result};

const APART: i32 = px(12);
/// With more, a wide axis would be crowded.
const MOST: usize = 8;

/// Of the rulers with many ticks or few, the densest whose numbers, side by side along
/// `width`, stand apart and hang over its ends by no more than `beyond`; at worst only the
/// outermost numbers.
///
/// # Errors
/// No room for two numbers: a single one measures nothing.
pub(crate) fn legible(
    what: &str,
    width: i32,
    beyond: i32,
    ruler: impl Fn(usize) -> Result<Ruler>,
) -> Result<Ruler> {
    let all = (2..=MOST).rev().map(|count| (count, false));
    for (count, outermost) in all.chain((2..=MOST).map(|count| (count, true))) {
        let mut ruler = within(ruler(count)?, width, beyond);
        if outermost {
            let last = ruler.ticks.pop();
            ruler.ticks.truncate(1);
            ruler.ticks.extend(last);
        }
        if apart(&ruler, width) {
            return Ok(ruler);
        }
    }
    let why = "no room for two of its numbers side by side; take fewer columns";
    Err(Error::Figure(format!("{what}: {why}")))
}

/// Without the ticks whose numbers hang over too far.
fn within(mut ruler: Ruler, width: i32, beyond: i32) -> Ruler {
    let (low, high) = (ruler.low, ruler.high);
    ruler.ticks.retain(|(place, number)| {
        let end = (place - low).min(high - place) / (high - low) * f64::from(width);
        end + f64::from(beyond) >= half(number)
    });
    ruler
}

fn apart(ruler: &Ruler, width: i32) -> bool {
    ruler.ticks.len() > 1
        && ruler.ticks.windows(2).all(|pair| {
            let distance = (pair[1].0 - pair[0].0) / (ruler.high - ruler.low) * f64::from(width);
            distance >= half(&pair[0].1) + half(&pair[1].1) + f64::from(APART)
        })
}

fn half(number: &str) -> f64 {
    f64::from(font::width(number, NUMBER)) / 2.0
}
