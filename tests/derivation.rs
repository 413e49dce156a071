//! Exercise 6, the argument: every "=" of the derivations holds, and a wrong one is caught where
//! it is.

use crate::common::*;
use ma6202::mlp::derivation::{Backprop, chains, problems};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Autograd, Device, check_derivation, compare};
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
    for seed in 0..5 {
        assert_holds(chain, &problems(&mut manual_seed(seed), chain.variable).unwrap());
    }
}

fn problems_of(number: usize) -> Vec<Backprop> {
    problems(&mut manual_seed(0), chains()[number].variable).unwrap()
}

spoil_each_line! {
    Backprop: |number| chains().swap_remove(number), problems_of;
    a_wrong_factor_is_caught_in_mean_squared_error: 0, [0, 1, 2];
    a_wrong_factor_is_caught_in_cross_entropy: 1, [0, 1, 2, 3];
    a_wrong_factor_is_caught_in_softmax_then_cross_entropy: 2, [0, 1, 2];
    a_wrong_factor_is_caught_in_last_delta: 3, [0, 1, 2];
    a_wrong_factor_is_caught_in_hidden_delta: 4, [0, 1, 2, 3];
    a_wrong_factor_is_caught_in_the_weights: 5, [0, 1, 2];
    a_wrong_factor_is_caught_in_the_biases: 6, [0, 1, 2];
    a_wrong_factor_is_caught_in_the_update: 7, [0, 1, 2];
    a_wrong_factor_is_caught_in_the_slope: 8, [0, 1, 2];
}

/// The last layer's f' is no 1 by chance: a chain that forgets it is refused.
#[test]
fn the_last_delta_without_its_derivative_is_caught() {
    assert_caught(
        chains().swap_remove(3),
        &problems_of(3),
        &[|p| {
            let y = p.mlp.forward(&p.x).unwrap().y.pop().unwrap();
            p.loss.value_and_derivative(&y, &p.t).unwrap().1
        }],
    );
}

/// A step of another length, or up instead of down, is no update.
#[rstest]
#[case::half_a_step(0.5)]
#[case::upwards(-1.0)]
#[case::too_long_by_a_millionth(1.000_001)]
fn an_update_of_another_length_is_caught(#[case] factor: f64) {
    let chain = &chains()[7];
    let caught = problems_of(7).iter().any(|p| {
        let right = (chain.lines[2].value)(p);
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
        let latex = chain.latex();
        assert!(latex.contains(chain.left), "{latex}");
        for line in &chain.lines {
            assert!(latex.contains(line.formula) && latex.contains(line.reason), "{latex}");
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
