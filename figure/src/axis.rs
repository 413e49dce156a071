/// An axis, as its caller describes it; where it begins and ends follows from the data, unless it
/// is said.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    /// What it measures; may be empty.
    pub name: &'a str,
    /// How its numbers are spaced.
    pub scale: Scale,
    /// The lower and the higher end, if they do not follow from the data. Only [`Curves`] can have
    /// such axes: what lies beyond the ends is cut off.
    ///
    /// [`Curves`]: crate::Curves
    pub ends: Option<(f64, f64)>,
}

impl<'a> Axis<'a> {
    /// With equal steps for equal differences.
    pub fn linear(name: &'a str) -> Axis<'a> {
        Axis { name, scale: Scale::Linear, ends: None }
    }

    /// With equal steps for equal ratios.
    pub fn log10(name: &'a str) -> Axis<'a> {
        Axis { name, scale: Scale::Log10, ends: None }
    }

    /// From one end to the other, whatever the data: all frames of a picture that moves need the
    /// same axes. Ends that are (nearly) one are moved apart, as data are.
    pub fn from_to(self, low: f64, high: f64) -> Axis<'a> {
        Axis { ends: Some((low, high)), ..self }
    }
}

/// How the numbers of an axis are spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps for equal differences.
    Linear,
    /// Equal steps for equal ratios; needs numbers above 0.
    Log10,
}
