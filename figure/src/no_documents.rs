//! In place of `documents` where the feature `png-pdf` is off: [`Format::check`](crate::Format::check) comes before.

use crate::svg::Svg;
use crate::{Format, Result};

pub(crate) fn png(_: &Svg, _: f32) -> Result<Vec<u8>> {
    Format::Png.check().map(|()| Vec::new())
}

pub(crate) fn pdf(_: &Svg) -> Result<Vec<u8>> {
    Format::Pdf.check().map(|()| Vec::new())
}
