//! In place of `documents` where the feature `png-pdf` is off:
//! [`Format::check`](crate::Format::check) comes before.

use crate::{Error, Result};

pub(crate) fn png(_: &str, _: f32) -> Result<Vec<u8>> {
    Err(missing("PNG"))
}

pub(crate) fn pdf(_: &str) -> Result<Vec<u8>> {
    Err(missing("PDF"))
}

fn missing(format: &str) -> Error {
    Error::Figure(format!("{format} without the feature png-pdf"))
}
