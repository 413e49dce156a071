use super::{Device, Precision};
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
    /// The other side of a formula, evaluated as it is written.
    Evaluation,
}

impl Referee {
    /// Who knows derivatives: differences, the tape, and autograd on each of these devices.
    pub fn of_derivatives(devices: &[Device]) -> Vec<Referee> {
        let autograd = devices.iter().copied().map(Referee::Autograd);
        [Referee::Differences, Referee::Tape].into_iter().chain(autograd).collect()
    }

    pub fn name(self) -> &'static str {
        let (name, ..) = self.facts();
        name
    }

    /// Where it computes.
    pub fn device(self) -> Device {
        match self {
            Referee::Autograd(device) | Referee::Descent(device) => device,
            _ => Device::CPU,
        }
    }

    /// How far what is right may be from this referee.
    ///
    /// A gradient wrong by the factor 1 + 1e-6 is farther if it is larger than 1e-9 (autograd in
    /// f64) or 1e-5 (differences). f32 is there to show what lower precision costs, and refuses
    /// only what is wrong by a thousandth.
    pub fn tolerance(self) -> f64 {
        let (_, in_f64, _) = self.facts();
        match self.device().precision {
            Precision::F64 => in_f64,
            Precision::F32 => 1e-3,
        }
    }

    /// The size below which the tolerance is an absolute one: what came from cancelling terms of
    /// size 1 has their rounding for an error. Autograd's 1e-12 then asks for 1e-15, a few
    /// roundings, and the 1e-7 of differences for the 1e-11 that a rounding of J near 1 makes of
    /// them.
    pub(crate) fn resolution(self) -> f64 {
        let (.., resolution) = self.facts();
        resolution
    }

    /// What anyone else answers when asked for a derivative.
    pub(crate) fn differentiates_nothing(self) -> Error {
        let expected = "differences, the tape or autograd";
        Error::setting("referee of a derivative", expected, self.name())
    }

    /// Name, tolerance in f64, and the size below which that is absolute.
    fn facts(self) -> (&'static str, f64, f64) {
        match self {
            Referee::Differences => ("differences", 1e-7, 1e-4),
            Referee::Tape => ("tape", 1e-12, 1e-3),
            Referee::Autograd(_) => ("autograd", 1e-12, 1e-3),
            Referee::Descent(_) => ("torch.optim.SGD", 1e-10, 1e-3),
            Referee::Generator => ("torch.manual_seed", 0.0, 1e-3),
            // An integral of one sign cancels nothing.
            Referee::Quadrature => ("quadrature", 1e-10, f64::MIN_POSITIVE),
            Referee::Bound => ("bound", 1.0, 1e-3),
            Referee::Counting => ("counting", 0.0, 1e-3),
            Referee::Enumeration => ("enumeration", 1e-12, 1e-3),
            Referee::LeastSquares => ("torch.linalg.lstsq", 1e-10, 1e-3),
            Referee::MultiPrecision => ("multi-precision", 1e-10, 1e-3),
            Referee::Substitution => ("substitution", 1e-14, 1e-3),
            Referee::Summation => ("sum over paths", 1e-12, 1e-3),
            Referee::Evaluation => ("evaluation", 1e-12, 1e-3),
        }
    }
}
