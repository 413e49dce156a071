//! In place of `documents` where the feature `png-pdf` is off:
//! [`Format::check`](crate::Format::check) comes before.

use crate::Result;

pub(crate) fn png(_: &str, _: f32) -> Result<Vec<u8>> {
    unreachable!("a format of another build is refused before")
}

pub(crate) fn pdf(_: &str) -> Result<Vec<u8>> {
    unreachable!("a format of another build is refused before")
}
