//! Chains of "=" and "≤": that each line holds, and that a spoiled one is caught where it is.

use super::assert_hold;
use ma6202::Result;
use ma6202::derivation::{Derivation, Line};
use ma6202::estimate::Estimate;
use ma6202::oracle::{Autograd, Device, Referee, check_derivation, check_estimate};
use nalgebra::DMatrix;

pub const AUTOGRAD: Referee = Referee::Autograd(Device::CPU);

pub const REFEREES: [Referee; 3] = [Referee::Differences, Referee::Tape, AUTOGRAD];

#[track_caller]
pub fn assert_holds<P: Autograd>(chain: &Derivation<P>, problems: &[P]) {
    let checks = check_derivation(chain, problems, &REFEREES).unwrap();
    assert_eq!(checks.len(), chain.lines.len());
    assert_hold(checks.into_iter().flatten());
}

/// Every referee must refuse each of these as one more line of the chain, and none of its own.
#[track_caller]
pub fn assert_caught<P: Autograd>(
    mut chain: Derivation<P>,
    problems: &[P],
    wrong: &[fn(&P) -> DMatrix<f64>],
) {
    let right = chain.lines.len();
    let line = |&value| Line { formula: "", reason: "", value };
    chain.lines.extend(wrong.iter().map(line));
    let checks = check_derivation(&chain, problems, &REFEREES).unwrap();
    for (line, checks) in checks.into_iter().enumerate() {
        checks.into_iter().for_each(|check| assert_eq!(check.holds, line < right, "{check}"));
    }
}

/// Which lines of an estimate hold when one of them has another value.
pub fn held_with<P>(
    mut estimate: Estimate<P>,
    line: usize,
    value: fn(&P) -> f64,
    problems: &[P],
    by: Referee,
    measure: impl Fn(&P) -> Result<f64>,
) -> Vec<bool> {
    estimate.lines[line].value = value;
    let checks = check_estimate(&estimate, problems, by, measure).unwrap();
    checks.iter().map(|check| check.holds).collect()
}

/// A test for each chain, in which each of its lines stands once more, wrong by a millionth: given
/// are the chain of a number, and the problems that it is judged on.
macro_rules! spoil_each_line {
    (
        $problem:ty: $chain:expr, $problems:expr;
        $($name:ident: $number:literal, [$($line:literal),*];)*
    ) => {
        fn chain(number: usize) -> ma6202::derivation::Derivation<$problem> {
            let chain: fn(usize) -> _ = $chain;
            chain(number)
        }

        fn spoiled<const CHAIN: usize, const LINE: usize>(problem: &$problem) -> nalgebra::DMatrix<f64> {
            (chain(CHAIN).lines[LINE].value)(problem) * 1.000_001
        }

        #[test]
        fn every_chain_is_spoiled() {
            assert_eq!(chains().len(), [$($number),*].len());
        }

        $(
            #[test]
            fn $name() {
                let problems: fn(usize) -> Vec<$problem> = $problems;
                let problems = problems($number);
                assert_eq!(chain($number).lines.len(), [$($line),*].len(), "every line is spoiled");
                $crate::common::chains::assert_caught(chain($number), &problems, &[$(spoiled::<$number, $line>),*]);
            }
        )*
    };
}
