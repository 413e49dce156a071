use super::autograd::Autograd;
use super::device::{Device, Precision};
use super::differences::differences;
use super::tape::by_tape;
use crate::derivation::Derivation;
use crate::number::Entries;
use crate::{Error, Result, error};
use nalgebra::{DMatrix, Dim, Matrix, RawStorage, Vector1};
use serde::Serialize;

/// The outcome of one comparison of ours with a referee's.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    pub what: String,
    pub referee: String,
    pub device: Device,
    pub max_abs_error: f64,
    /// The largest |ours - theirs| / max(|ours|, |theirs|, ‖theirs‖∞ / 10, r), with r = 1e-3 (1e-4 for
    /// differences): each entry on its own scale, but one that cancelled to less than a tenth of the largest
    /// on that of a tenth, and none on a finer scale than r. Of a bound: the largest share of it that is taken.
    pub max_rel_error: f64,
    pub tolerance: f64,
    pub holds: bool,
    /// Where the error is worst, and the two values there.
    #[serde(skip)]
    pub worst: String,
}

impl std::fmt::Display for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} against {} on {}: relative error {:.1e}, tolerance {:.0e}; {}",
            self.what, self.referee, self.device, self.max_rel_error, self.tolerance, self.worst
        )
    }
}

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

    /// The size below which the tolerance is an absolute one: what came from cancelling terms of size 1 has
    /// their rounding for an error. Autograd's 1e-12 then asks for 1e-15, a few roundings, and the 1e-7 of
    /// differences for the 1e-11 that a rounding of J near 1 makes of them.
    fn resolution(self) -> f64 {
        match self {
            Referee::Differences => 1e-4,
            // An integral of one sign cancels nothing.
            Referee::Quadrature => f64::MIN_POSITIVE,
            _ => 1e-3,
        }
    }

    /// How far what is right may be from this referee.
    ///
    /// A gradient wrong by the factor 1 + 1e-6 is farther if it is larger than 1e-9 (autograd in f64) or 1e-5
    /// (differences). f32 is there to show what lower precision costs, and refuses only what is wrong by a
    /// thousandth.
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

/// Compares ours with theirs, matrices or vectors, entry by entry.
///
/// # Errors
/// Different shapes.
pub fn compare<R: Dim, C: Dim, R2: Dim, C2: Dim>(
    what: impl Into<String>,
    referee: Referee,
    ours: &Matrix<f64, R, C, impl RawStorage<f64, R, C>>,
    theirs: &Matrix<f64, R2, C2, impl RawStorage<f64, R2, C2>>,
) -> Result<Check> {
    let what = what.into();
    error::expect_shape(&what, ours.shape(), theirs.shape())?;
    let largest = theirs.iter().fold(0.0, |largest: f64, their| largest.max(their.abs()));
    let floor = (largest / 10.0).max(referee.resolution());
    let (mut max_abs_error, mut max_rel_error) = (0.0_f64, 0.0_f64);
    let mut worst = (0, ours[(0, 0)], theirs[(0, 0)]);
    for (index, (&our, &their)) in ours.iter().zip(theirs.iter()).enumerate() {
        let abs_error = (our - their).abs();
        let scale = our.abs().max(their.abs()).max(floor);
        // In the total order a NaN without a sign is above every number: it must never pass for a small
        // error, and neither must ∞ / ∞.
        let rel_error = if abs_error == 0.0 { 0.0 } else { (abs_error / scale).abs() };
        if abs_error.total_cmp(&max_abs_error).is_gt() {
            max_abs_error = abs_error;
        }
        if rel_error.total_cmp(&max_rel_error).is_gt() {
            (max_rel_error, worst) = (rel_error, (index, our, their));
        }
    }
    let (index, our, their) = worst;
    let (row, column) = (index % ours.nrows(), index / ours.nrows());
    Ok(Check {
        what,
        referee: referee.name().into(),
        device: referee.device(),
        max_abs_error,
        max_rel_error,
        tolerance: referee.tolerance(),
        holds: max_rel_error <= referee.tolerance(),
        worst: format!("worst at ({row}, {column}): ours {our:e}, theirs {their:e}"),
    })
}

/// Compares how many things we say there are with how many the referee counts.
pub fn compare_counts(what: impl Into<String>, ours: u128, theirs: u128) -> Check {
    let number = |count: u128| Vector1::new(count as f64);
    compare(what, Referee::Counting, &number(ours), &number(theirs)).expect("one number each")
}

/// The derivative of a problem's function by a variable, as a referee finds it.
///
/// # Errors
/// A referee who knows no derivatives, a missing device, or torch's own refusal.
pub fn derivative<P: Autograd>(
    problem: &P,
    variable: P::Variable,
    referee: Referee,
) -> Result<DMatrix<f64>> {
    match referee {
        Referee::Differences => Ok(differences(
            |value| problem.function(variable, &Entries::from(value)),
            &problem.at(variable),
        )),
        Referee::Tape => Ok(by_tape(problem, variable)),
        Referee::Autograd(device) => problem.autograd(variable, device),
        other => Err(other.differentiates_nothing()),
    }
}

/// Evaluates every line of a derivation on each problem, and compares it with the left-hand side as each
/// referee computes it. For each line, in order, one check for each referee: the worst over the problems.
///
/// # Errors
/// No problems, a missing device, or torch's own refusal.
pub fn check_derivation<P: Autograd>(
    derivation: &Derivation<P>,
    problems: &[P],
    referees: &[Referee],
) -> Result<Vec<Vec<Check>>> {
    error::expect_some("problems", problems.len())?;
    let mut table: Vec<Vec<Check>> = Vec::new();
    for problem in problems {
        let by = |&referee| derivative(problem, derivation.variable, referee);
        let lefts = referees.iter().map(by).collect::<Result<Vec<_>>>()?;
        for (number, line) in derivation.lines.iter().enumerate() {
            let right = (line.value)(problem);
            let what = format!("{}, line {}", derivation.name, number + 1);
            let checks = referees
                .iter()
                .zip(&lefts)
                .map(|(&referee, left)| compare(&what, referee, &right, left));
            let checks = checks.collect::<Result<Vec<_>>>()?;
            match table.get_mut(number) {
                None => table.push(checks),
                Some(worst) => {
                    worst.iter_mut().zip(checks).for_each(|(worst, check)| worst.keep_worse(check))
                }
            }
        }
    }
    Ok(table)
}

/// Of all checks of the same thing by the same referee on the same device the worst, in the order in
/// which they first came.
pub fn worst_of(checks: impl IntoIterator<Item = Check>) -> Vec<Check> {
    let mut worst: Vec<Check> = Vec::new();
    for check in checks {
        let same = |other: &&mut Check| {
            (&other.what, &other.referee, other.device)
                == (&check.what, &check.referee, check.device)
        };
        match worst.iter_mut().find(same) {
            Some(worst) => worst.keep_worse(check),
            None => worst.push(check),
        }
    }
    worst
}

impl Check {
    /// Whether its relative error is a share of a bound.
    pub fn is_share(&self) -> bool {
        self.referee == Referee::Bound.name()
    }

    /// Keeps the worse of two outcomes of the same comparison.
    pub(super) fn keep_worse(&mut self, other: Check) {
        if other.max_rel_error.total_cmp(&self.max_rel_error).is_gt() {
            *self = other;
        }
    }
}
