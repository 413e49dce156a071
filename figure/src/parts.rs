//! The parts of a picture, for paper that is too narrow for the whole of it.

use std::fmt;

use crate::style::UNIT;

/// What of a picture can be shown by itself, one below the other: its panels, row by row, and the
/// entries of its legend. Both are empty where a panel is about as wide as the picture, or where
/// panels share what stands beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The panels, each with its title and its axes.
    pub panels: Vec<ViewBox>,
    /// The entries of the legend.
    pub legend: Vec<ViewBox>,
}

/// A rectangle of a picture, shown as the attribute `viewBox` of SVG says it: left, top, width,
/// height, in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewBox {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

impl ViewBox {
    /// How wide it is in the picture, in whole pixels.
    pub fn pixels(self) -> i32 {
        (self.width + UNIT - 1) / UNIT
    }
}

impl fmt::Display for ViewBox {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let ViewBox { left, top, width, height } = self;
        write!(f, "{left} {top} {width} {height}")
    }
}
