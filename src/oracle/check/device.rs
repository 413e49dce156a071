use crate::error::expect_setting;
use crate::{Error, Result};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// Where torch computes, and in which precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    /// The number of the GPU; `None` is the CPU.
    pub cuda: Option<usize>,
    pub precision: Precision,
}

/// The precision torch computes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    F64,
    F32,
}

impl Device {
    /// The CPU in double precision, the referee that is always there.
    pub const CPU: Device = Device { cuda: None, precision: Precision::F64 };
}

impl std::fmt::Display for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.cuda {
            None => write!(f, "cpu")?,
            Some(number) => write!(f, "cuda:{number}")?,
        }
        f.write_str(match self.precision {
            Precision::F64 => " f64",
            Precision::F32 => " f32",
        })
    }
}

/// Reads what [`Display`](std::fmt::Display) writes: `cpu f64`, `cuda:0 f32`.
impl FromStr for Device {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let (place, precision) = name.split_once(' ').unwrap_or_default();
        let cuda = place.strip_prefix("cuda:").and_then(|number| number.parse().ok());
        let precision = if precision == "f32" { Precision::F32 } else { Precision::F64 };
        let device = Device { cuda, precision };
        // Whatever else it says, "cuda:+0" or "gpu f64", would come back as another name.
        let expected = "cpu or cuda:N, then f64 or f32";
        expect_setting("device", expected, format!("{name:?}"), device.to_string() == name)?;
        Ok(device)
    }
}

impl Serialize for Device {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Device {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
