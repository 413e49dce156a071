//! The lecture's slips: where they are, what is right, and what difference it makes in numbers.
//!
//! An erratum is data, as a derivation is. It computes what the lecture's way gives and what the
//! right way gives, with the code of this crate; torch computes both as well; and
//! [`Erratum::check`] compares each with torch's and asks that no referee could take one for the
//! other. So an entry that is none, or a number that is not what it says, is refused.
//!
//! The lecture is quoted in this crate's words, from its edition of 19 June 2020.

mod backward;
pub mod depth;
mod formulas;
pub mod record;
mod training;

use crate::solved::Results;
use ma6202::Result;
use ma6202::error::expect_shape;
use ma6202::oracle::{Check, Device, Referee, at_most, compare};
use nalgebra::RowDVector;

/// One slip. The chapter tells it: where it stands, what is right, and why.
pub struct Erratum {
    pub id: &'static str,
    pub name: &'static str,
    /// Whether it stands in the edition of June 2020; if not, it comes from copies, or is easily
    /// made.
    pub in_edition: bool,
    /// What its numbers are computed of, for a random state.
    pub given: fn(u32) -> Result<Results>,
    /// The numbers as the lecture's way gives them, for a random state.
    pub written: fn(u32) -> Result<Vec<f64>>,
    /// The numbers as the right way gives them.
    pub meant: fn(u32) -> Result<Vec<f64>>,
    /// Both as torch computes them on a device.
    pub by_torch: fn(u32, Device) -> Result<[Vec<f64>; 2]>,
}

/// What an erratum's numbers are, and what the referee says of them.
#[derive(Clone, Debug)]
pub struct Shown {
    pub written: Vec<f64>,
    pub meant: Vec<f64>,
    pub checks: Vec<Check>,
}

/// How far apart the lecture's number and the right one are at least, as a share of the larger:
/// what single precision tells apart as well.
pub const APART: f64 = 1e-3;

/// Every slip, in the lecture's order.
pub fn errata() -> Vec<Erratum> {
    vec![
        formulas::step_at_zero(),
        training::hidden_layers(),
        training::repeated_key(),
        training::softmax_twice(),
        training::bits(),
        training::cleared_late(),
        formulas::terms_of_the_loss(),
        formulas::target_lost(),
        backward::seed(),
        backward::jacobian(),
    ]
}

impl Erratum {
    /// Compares both ways with torch's on each device, and asks that each number tells them apart.
    ///
    /// # Errors
    /// A missing device, or torch's own refusal; not as many numbers in both ways.
    pub fn check(&self, seed: u32, devices: &[Device]) -> Result<Shown> {
        let (written, meant) = ((self.written)(seed)?, (self.meant)(seed)?);
        expect_shape(self.name, (written.len(), 1), (meant.len(), 1))?;
        let row = |numbers: &[f64]| RowDVector::from_row_slice(numbers);
        let mut checks = Vec::new();
        for &device in devices {
            let theirs = (self.by_torch)(seed, device)?;
            for (how, ours, theirs) in
                [("as written", &written, &theirs[0]), ("as it should be", &meant, &theirs[1])]
            {
                let what = format!("{}, {how}", self.name);
                checks.push(compare(what, Referee::Autograd(device), &row(ours), &row(theirs))?);
            }
        }
        let (least, apart): (Vec<f64>, Vec<f64>) = written
            .iter()
            .zip(&meant)
            // Two zeros are not apart either.
            .map(|(w, m)| (APART * w.abs().max(m.abs()).max(f64::MIN_POSITIVE), (w - m).abs()))
            .unzip();
        let what = format!("{}, the two differ by a thousandth at least", self.name);
        checks.push(at_most(what, &least, &apart)?);
        Ok(Shown { written, meant, checks })
    }
}
