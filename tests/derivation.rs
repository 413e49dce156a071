//! Exercise 6, the argument: every "=" of the derivations holds, and a wrong one is caught where
//! it is.

use crate::common::*;
use ma6202::mlp::derivation::{chains, problems};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Autograd, Device, check_derivation, compare};
use ma6202_formula::Language;
use rstest::rstest;

/// What each chain must be about, and how many lines it has.
#[rstest]
#[case::mean_squared_error(0, r"\frac{\partial J}{\partial y_{rk}}", 3)]
#[case::cross_entropy(1, r"\frac{\partial J}{\partial y_{rk}}", 4)]
#[case::softmax_then_cross_entropy(2, r"\frac{\partial J}{\partial y_{rk}}", 3)]
#[case::last_delta(3, r"\delta_j = \frac{\partial J}{\partial a_j}", 3)]
#[case::hidden_delta(4, r"\delta_i = \frac{\partial J}{\partial a_i}", 4)]
#[case::weights(5, r"\frac{\partial J}{\partial w_{ij}}", 3)]
#[case::biases(6, r"\frac{\partial J}{\partial b_j}", 3)]
#[case::update(7, r"w_{ij} - \lambda \frac{\partial J}{\partial w_{ij}}", 3)]
#[case::slope(8, r"\frac{\partial J}{\partial \alpha}", 3)]
fn every_line_holds(#[case] chain: usize, #[case] left: &str, #[case] lines: usize) {
    let chain = &chains()[chain];
    assert_eq!((chain.left, chain.lines.len()), (left, lines));
    assert_holds(chain, &problems(&mut manual_seed(0), chain.variable).unwrap());
}

#[test]
fn wrong_factors_are_caught() {
    for chain in chains() {
        let problems = problems(&mut manual_seed(0), chain.variable).unwrap();
        // One in seven: every activation is there, with one loss or another.
        let some: Vec<_> = problems.into_iter().step_by(7).collect();
        assert_spoiled_are_caught(&chain, &some);
    }
}

/// A step of another length, or up instead of down, is no update.
#[rstest]
#[case::half_a_step(0.5)]
#[case::upwards(-1.0)]
#[case::too_long_by_a_millionth(1.000_001)]
fn an_update_of_another_length_is_caught(#[case] factor: f64) {
    let chain = &chains()[7];
    let problems = problems(&mut manual_seed(0), chain.variable).unwrap();
    let caught = problems.iter().any(|p| {
        let right = (chain.code)(p);
        let w = &p.mlp.layers()[p.layer].w;
        let wrong = w + (&right - w) * factor;
        let theirs = p.autograd(chain.variable, Device::CPU).unwrap();
        !compare("update", REFEREES[2], &wrong, &theirs).unwrap().holds
    });
    assert!(caught);
}

#[test]
fn latex_prints_every_formula_and_reason() {
    for chain in chains() {
        let latex = chain.latex(Language::English);
        assert!(latex.contains(chain.left), "{latex}");
        for line in &chain.lines {
            assert!(latex.contains(line.formula) && latex.contains(line.reason.en), "{latex}");
        }
        // A line break after each line but the last.
        assert_eq!(latex.matches(" \\\\\n").count(), chain.lines.len() - 1, "{latex}");
        let depth =
            latex.chars().fold(0, |depth, c| depth + i32::from(c == '{') - i32::from(c == '}'));
        assert_eq!(depth, 0, "braces of {latex}");
    }
}

#[test]
fn a_chain_judged_on_no_problem_is_an_error() {
    assert_refused(
        check_derivation(&chains()[0], &[], &REFEREES),
        "problems: expected at least one",
    );
}
