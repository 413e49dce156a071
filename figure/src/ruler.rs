use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::axis::{Axis, Scale};
use crate::error::expect_setting;
use crate::{Error, Result, check};

/// An axis laid out: its ends, and its ticks with their numbers. Positions are plain numbers on a
/// linear axis and exponents of ten on a logarithmic one.
pub(crate) struct Ruler {
    scale: Scale,
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<(f64, String)>,
    pub fine: Vec<f64>,
}

/// Beyond these sizes a linear axis would end, or its steps vanish, where an `f64` does.
const LARGEST: f64 = 4e307;
const SMALLEST: f64 = 1e-290;

impl Ruler {
    /// A ruler from the least to the greatest of `values`, widened at both ends by the share
    /// `slack`, with about `count` ticks.
    ///
    /// # Errors
    /// No values; a number that is not above 0 on a logarithmic axis or beyond 4e307 on a linear
    /// one. The values are finite.
    pub fn over(
        what: &str,
        scale: Scale,
        values: impl Iterator<Item = f64>,
        slack: f64,
        count: usize,
    ) -> Result<Ruler> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            expect_on(what, scale, value)?;
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return Err(Error::Empty { what: what.to_owned() });
        }
        if scale == Scale::Log10 {
            (low, high) = (libm::log10(low), libm::log10(high));
        }
        let size = low.abs().max(high.abs());
        let expected = format!("numbers of size at most {LARGEST:e}");
        expect_setting(what, &expected, size, size <= LARGEST)?;
        let around = match scale {
            Scale::Log10 => 0.5,
            Scale::Linear if size > SMALLEST => size / 10.0,
            Scale::Linear => 1.0,
        };
        // Values that are (nearly) one stand in the middle of something to see.
        let more = if nearly_one(low, high) { around } else { (high - low) * slack };
        (low, high) = (low - more, high + more);
        let mut ruler = Ruler { scale, low, high, ticks: Vec::new(), fine: Vec::new() };
        match scale {
            Scale::Linear => ruler.ticks = even_ticks(low, high, count),
            Scale::Log10 => ruler.log_ticks(count),
        }
        Ok(ruler)
    }

    /// A ruler of an axis, from end to end if it has ends of its own, else over all `values` and a
    /// little more.
    ///
    /// # Errors
    /// Those of [`over`](Ruler::over); ends that are not finite or in the wrong order.
    pub fn along(
        what: &str,
        axis: Axis,
        mut values: impl Iterator<Item = f64>,
        slack: f64,
        count: usize,
    ) -> Result<Ruler> {
        let Some((low, high)) = axis.ends else {
            return Ruler::over(what, axis.scale, values, slack, count);
        };
        values.try_for_each(|value| expect_on(what, axis.scale, value))?;
        let ends = format!("ends of the axis, {what}");
        check::finite(&ends, &[low, high])?;
        let got = format!("{low} before {high}");
        expect_setting(&ends, "the lower before the higher", got, low <= high)?;
        Ruler::over(what, axis.scale, [low, high].into_iter(), 0.0, count)
    }

    /// A linear ruler from end to end, which are not nearly one, with about `count` ticks.
    ///
    /// # Errors
    /// An end beyond 4e307.
    pub fn between(what: &str, ends: (f64, f64), count: usize) -> Result<Ruler> {
        Ruler::over(what, Scale::Linear, [ends.0, ends.1].into_iter(), 0.0, count)
    }

    /// A ruler of rows of equal height, the first one highest: a tick in the middle of each.
    pub fn rows<'a>(labels: impl ExactSizeIterator<Item = &'a str>) -> Ruler {
        let high = labels.len() as f64;
        let tick = |(i, label): (usize, &str)| (high - i as f64 - 0.5, label.to_owned());
        let ticks = labels.enumerate().map(tick).collect();
        Ruler { scale: Scale::Linear, low: 0.0, high, ticks, fine: Vec::new() }
    }

    /// Where a value stands.
    pub fn place(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            Scale::Log10 => libm::log10(value),
        }
    }

    fn log_ticks(&mut self, count: usize) {
        let decades = self.high - self.low;
        let (first, last) = (self.low.floor() as i32, self.high.ceil() as i32);
        let inside = |place: &f64| *place >= self.low && *place <= self.high;
        let digits = |digits: std::ops::RangeInclusive<i32>| {
            (first..=last).flat_map(move |k| digits.clone().map(move |d| (d, k)))
        };
        let place = |(digit, power): (i32, i32)| f64::from(power) + libm::log10(f64::from(digit));
        if decades <= 15.0 {
            self.fine = digits(2..=9).map(place).filter(inside).collect();
        }
        let ticks = |wanted: fn(i32) -> bool, stride: i32| -> Vec<(f64, String)> {
            digits(1..=9)
                .filter(|&(d, k)| wanted(d) && k.rem_euclid(stride) == 0)
                .map(|(d, k)| (place((d, k)), power(d, k, first, last)))
                .filter(|(place, _)| inside(place))
                .collect()
        };
        // Whole decades, as sparse as needed and as dense as it takes to have two.
        let mut stride = (decades / count as f64).ceil().max(1.0) as i32;
        self.ticks = ticks(|d| d == 1, stride);
        while self.ticks.len() < 2 && stride > 1 {
            stride -= 1;
            self.ticks = ticks(|d| d == 1, stride);
        }
        // Parts of decades, where there are hardly any whole ones.
        for wanted in [(|d| matches!(d, 1 | 2 | 5)) as fn(i32) -> bool, |_| true] {
            if self.ticks.len() <= 2 && decades < 2.5 {
                self.ticks = ticks(wanted, 1);
            }
        }
        if self.ticks.len() < 2 {
            // Within a small part of a decade, ratios are nearly differences.
            let even = even_ticks(libm::exp10(self.low), libm::exp10(self.high), count);
            self.ticks = even.into_iter().map(|(value, text)| (libm::log10(value), text)).collect();
        }
    }
}

/// plotters places values, and asks for the ticks (its bold points), the lines between them
/// (its light points) and the ticks' numbers. To keep all of them exact, its values are places
/// on the axis.
impl Ranged for Ruler {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, place: &f64, limit: (i32, i32)) -> i32 {
        let share = (place - self.low) / (self.high - self.low);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            self.fine.clone()
        } else {
            self.ticks.iter().map(|(place, _)| *place).collect()
        }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Ruler {
    fn format_ext(&self, place: &f64) -> String {
        let tick = self.ticks.iter().find(|(at, _)| at == place);
        tick.map(|(_, number)| number.clone()).unwrap_or_default()
    }
}

/// Evenly spaced ticks from `low` to `high`.
fn even_ticks(low: f64, high: f64, count: usize) -> Vec<(f64, String)> {
    let (step, exponent) = nice_step((high - low) / count as f64);
    let first = (low / step).ceil();
    let places = (0..=3 * count).map(|i| (first + i as f64) * step);
    let largest = low.abs().max(high.abs());
    let number = |place| (place, number(place, step, exponent, largest));
    places.take_while(|&place| place <= high).map(number).collect()
}

/// Whether an axis from the one number to the other would show hardly more than one.
pub(crate) fn nearly_one(low: f64, high: f64) -> bool {
    high - low <= (low.abs().max(high.abs()) * 1e-9).max(SMALLEST)
}

/// Refuses a number that has no place on such an axis.
fn expect_on(what: &str, scale: Scale, value: f64) -> Result<()> {
    let sound = scale == Scale::Linear || value > 0.0;
    expect_setting(what, "numbers above 0 on a logarithmic axis", value, sound)
}

/// The least of 1, 2, 5 times a power of ten that is not below `rough`, and that power.
fn nice_step(rough: f64) -> (f64, i32) {
    let exponent = libm::floor(libm::log10(rough)) as i32;
    let unit = libm::exp10(f64::from(exponent));
    for digit in [1.0, 2.0, 5.0] {
        if digit * unit >= rough {
            return (digit * unit, exponent);
        }
    }
    (10.0 * unit, exponent + 1)
}

/// A tick of a linear axis: as many decimals as its step has; very large and very small steps as
/// multiples of a power of ten.
fn number(place: f64, step: f64, exponent: i32, largest: f64) -> String {
    // What remains of 0 after steps of 0.1 is not a number to print.
    let place = if place.abs() < step / 2.0 { 0.0 } else { place };
    let plain = if largest >= 1e6 || exponent < -4 {
        let top = libm::floor(libm::log10(largest)) as i32;
        let decimals = (top - exponent).clamp(0, 15) as usize;
        if place == 0.0 {
            return "0".to_owned();
        }
        let mantissa = place / libm::exp10(f64::from(top));
        format!("{mantissa:.decimals$}·10{}", superscript(top))
    } else {
        format!("{place:.*}", (-exponent).max(0) as usize)
    };
    plain.replace('-', "−")
}

/// A tick of a logarithmic axis, digit·10ᵖᵒʷᵉʳ: written out if the whole axis stays short that way.
fn power(digit: i32, power: i32, first: i32, last: i32) -> String {
    if first >= -4 && last <= 4 {
        let decimals = (-power).max(0) as usize;
        let value = f64::from(digit) * libm::exp10(f64::from(power));
        return format!("{value:.decimals$}");
    }
    if digit == 1 {
        format!("10{}", superscript(power))
    } else {
        format!("{digit}·10{}", superscript(power))
    }
}

fn superscript(n: i32) -> String {
    n.to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize],
            None => '⁻',
        })
        .collect()
}
