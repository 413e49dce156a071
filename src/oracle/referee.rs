use super::device::{Device, Precision};
use crate::Error;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referee {
    /// Differences of the function's values.
    Differences,
    /// This crate's own tape.
    Tape,
    /// torch's autograd.
    Autograd(Device),
    /// torch's autograd and `torch.optim.SGD`, for a number of steps.
    Descent(Device),
    /// torch's random generator.
    Generator,
    /// An integral by a library's quadrature.
    Quadrature,
    /// What was derived to be no smaller.
    Bound,
    /// A count by definition.
    Counting,
    /// Every case there is, one by one.
    Enumeration,
    /// torch's own least squares.
    LeastSquares,
    /// A value computed with many more digits.
    MultiPrecision,
    /// A solution put into its equation.
    Substitution,
    /// The sum over every path of a graph.
    Summation,
}

impl Referee {
    /// Who knows derivatives: differences, the tape, and autograd on each of these devices.
    pub fn of_derivatives(devices: &[Device]) -> Vec<Referee> {
        let autograd = devices.iter().copied().map(Referee::Autograd);
        [Referee::Differences, Referee::Tape].into_iter().chain(autograd).collect()
    }

    pub fn name(self) -> &'static str {
        match self {
            Referee::Differences => "differences",
            Referee::Tape => "tape",
            Referee::Autograd(_) => "autograd",
            Referee::Descent(_) => "torch.optim.SGD",
            Referee::Generator => "torch.manual_seed",
            Referee::Quadrature => "quadrature",
            Referee::Bound => "bound",
            Referee::Counting => "counting",
            Referee::Enumeration => "enumeration",
            Referee::LeastSquares => "torch.linalg.lstsq",
            Referee::MultiPrecision => "multi-precision",
            Referee::Substitution => "substitution",
            Referee::Summation => "sum over paths",
        }
    }

    /// Where it computes.
    pub fn device(self) -> Device {
        match self {
            Referee::Differences
            | Referee::Tape
            | Referee::Generator
            | Referee::Quadrature
            | Referee::Bound
            | Referee::Counting
            | Referee::Enumeration
            | Referee::LeastSquares
            | Referee::MultiPrecision
            | Referee::Substitution
            | Referee::Summation => Device::CPU,
            Referee::Autograd(device) | Referee::Descent(device) => device,
        }
    }

    /// What anyone else answers when asked for a derivative.
    pub(super) fn differentiates_nothing(self) -> Error {
        Error::Setting {
            name: "referee of a derivative".into(),
            expected: "differences, the tape or autograd".into(),
            got: self.name().into(),
        }
    }

    /// The size below which the tolerance is an absolute one: what came from cancelling terms of
    /// size 1 has their rounding for an error. Autograd's 1e-12 then asks for 1e-15, a few
    /// roundings, and the 1e-7 of differences for the 1e-11 that a rounding of J near 1 makes of
    /// them.
    pub(super) fn resolution(self) -> f64 {
        match self {
            Referee::Differences => 1e-4,
            // An integral of one sign cancels nothing.
            Referee::Quadrature => f64::MIN_POSITIVE,
            _ => 1e-3,
        }
    }

    /// How far what is right may be from this referee.
    ///
    /// A gradient wrong by the factor 1 + 1e-6 is farther if it is larger than 1e-9 (autograd in
    /// f64) or 1e-5 (differences). f32 is there to show what lower precision costs, and refuses
    /// only what is wrong by a thousandth.
    pub fn tolerance(self) -> f64 {
        match (self, self.device().precision) {
            (Referee::Generator | Referee::Counting, _) => 0.0,
            (Referee::Bound, _) => 1.0,
            (Referee::Substitution, _) => 1e-14,
            (_, Precision::F32) => 1e-3,
            (Referee::Differences, Precision::F64) => 1e-7,
            (Referee::Quadrature, Precision::F64) => 1e-10,
            (
                Referee::Autograd(_) | Referee::Tape | Referee::Summation | Referee::Enumeration,
                Precision::F64,
            ) => 1e-12,
            (
                Referee::Descent(_) | Referee::LeastSquares | Referee::MultiPrecision,
                Precision::F64,
            ) => 1e-10,
        }
    }
}
