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
        let device = name.split_once(' ').and_then(|(place, precision)| {
            let cuda = match place.strip_prefix("cuda:") {
                Some(number) => Some(number.parse().ok()?),
                None if place == "cpu" => None,
                None => return None,
            };
            let precision = match precision {
                "f64" => Precision::F64,
                "f32" => Precision::F32,
                _ => return None,
            };
            Some(Device { cuda, precision })
        });
        // "cuda:+0" and "cuda:00" would come back as another name.
        device.filter(|device| device.to_string() == name).ok_or_else(|| Error::Setting {
            name: "device".into(),
            expected: "cpu or cuda:N, then f64 or f32".into(),
            got: format!("{name:?}"),
        })
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
