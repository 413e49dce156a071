//! Chains of "=": that each line holds, and that a spoiled one is caught where it is.

use ma6202::derivation::Derivation;
use ma6202::oracle::{Autograd, Device, Referee, check_derivation};
use nalgebra::DMatrix;

pub const REFEREES: [Referee; 3] =
    [Referee::Differences, Referee::Tape, Referee::Autograd(Device::CPU)];

#[track_caller]
pub fn assert_holds<P: Autograd>(chain: &Derivation<P>, problems: &[P]) {
    let checks = check_derivation(chain, problems, &REFEREES).unwrap();
    assert_eq!(checks.len(), chain.lines.len());
    for check in checks.into_iter().flatten() {
        assert!(check.holds, "{check}");
    }
}

/// Every referee must refuse the spoiled line, and no other.
#[track_caller]
pub fn assert_caught_at<P: Autograd>(
    mut chain: Derivation<P>,
    problems: &[P],
    spoiled: usize,
    value: fn(&P) -> DMatrix<f64>,
) {
    chain.lines[spoiled].value = value;
    let checks = check_derivation(&chain, problems, &REFEREES).unwrap();
    for (line, checks) in checks.into_iter().enumerate() {
        for check in checks {
            assert_eq!(check.holds, line != spoiled, "line {} spoiled: {check}", spoiled + 1);
        }
    }
}

/// A test for each chain, in which each of its lines is wrong by a millionth in turn.
/// `chain(number)` and `problems_of(number)` are the test file's.
macro_rules! spoil_each_line {
    ($problem:ty; $($name:ident: $chain:literal, [$($line:literal),*];)*) => {
        fn spoiled<const CHAIN: usize, const LINE: usize>(problem: &$problem) -> nalgebra::DMatrix<f64> {
            (chain(CHAIN).lines[LINE].value)(problem) * 1.000_001
        }

        #[test]
        fn every_chain_is_spoiled() {
            assert_eq!(chains().len(), [$($chain),*].len());
        }

        $(
            #[test]
            fn $name() {
                assert_eq!(chain($chain).lines.len(), [$($line),*].len(), "every line is spoiled");
                $($crate::common::chains::assert_caught_at(chain($chain), &problems_of($chain), $line, spoiled::<$chain, $line>);)*
            }
        )*
    };
}
