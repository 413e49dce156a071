//! The Chilean mark: from 1.0 to 7.0, with 4.0 for the exigencia.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};

/// The fraction of the points that is worth a 4.0, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exigencia(u64);

impl FromStr for Exigencia {
    type Err = Error;

    fn from_str(text: &str) -> Result<Exigencia> {
        let refused = || Error::Exigencia(text.to_owned());
        let decimals = text.strip_prefix("0.").or(text.strip_prefix(".")).ok_or_else(refused)?;
        let digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !(1..=3).contains(&decimals.len()) {
            return Err(refused());
        }
        let thousandths = format!("{decimals:0<3}").parse().map_err(|_| refused())?;
        if thousandths == 0 { Err(refused()) } else { Ok(Exigencia(thousandths)) }
    }
}

impl fmt::Display for Exigencia {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "0.{}", format!("{:03}", self.0).trim_end_matches('0'))
    }
}

/// A mark, in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u64);

impl Mark {
    /// The mark for p of P points at the exigencia e.
    ///
    /// # Formula
    /// 1 + 3 p / (eP) below eP points, 4 + 3 (p - eP) / ((1 - e) P) from there on; rounded half up
    /// to a tenth. No number is rounded before that: everything is an integer.
    ///
    /// # Errors
    /// None: more points than there are count as all, and of no points all are reached.
    pub fn new(points: u32, max_points: u32, Exigencia(e): Exigencia) -> Mark {
        let (p, all) = (u64::from(points.min(max_points)), u64::from(max_points));
        if all == 0 {
            return Mark(70);
        }
        let (base, numerator, denominator) = if 1000 * p < e * all {
            (10, 30 * 1000 * p, e * all)
        } else {
            (40, 30 * (1000 * p - e * all), (1000 - e) * all)
        };
        Mark(base + (2 * numerator + denominator) / (2 * denominator))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}
