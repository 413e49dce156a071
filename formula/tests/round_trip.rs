//! A tree is written as LaTeX that has the same tree, and no text makes anything panic.

use crate::common::{cases, golden, symbols};
use crate::trees::Choices;
use ma6202_formula::Formula;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const VALUES: &str = include_str!("golden/values.txt");
const DERIVATIVES: &str = include_str!("golden/derivatives.txt");
const REFUSED: &str = include_str!("golden/refused.txt");

/// Every formula of the golden files, good ones and such as mean nothing.
fn formulas() -> Vec<&'static str> {
    let good = golden(VALUES).chain(golden(DERIVATIVES)).map(|(latex, _)| latex);
    let refused = REFUSED.lines().filter_map(|line| line.strip_prefix("  "));
    good.chain(refused.filter(|line| !line.trim_start().starts_with('^'))).collect()
}

/// What a formula may consist of.
fn tokens() -> Vec<&'static str> {
    let tokens = r"a b w t X V i j k l m z d e 1 2 0 . + - / = < ( ) [ ] { } | ^ _ ' , & * \cdot
        \odot \frac \sqrt \sum \max \ln \partial \sigma \top \| \bigl \bigr \left \right \ne \le
        \, \begin{cases} \end{cases} \\ \text{else} \operatorname{diag} \mathbf \bar \nabla \quad
        \Phi";
    tokens.split_whitespace().collect()
}

/// Written out and parsed again it has the same tree.
fn assert_round_trip(formula: &Formula) {
    let written = formula.tree().to_string();
    match Formula::parse(&written) {
        Ok(again) => assert_eq!(again.tree(), formula.tree(), "{formula}, written {written}"),
        Err(error) => panic!("{formula} is written as what is refused: {error}"),
    }
}

/// Whatever comes of it; what could take long is not evaluated.
fn try_all(text: &str) {
    let Ok(formula) = Formula::parse(text) else { return };
    assert_round_trip(&formula);
    let Ok(meaning) = formula.read(&symbols()) else { return };
    if ![r"\int", r"\infty", r"\ge", r"\partial^"].iter().any(|slow| text.contains(slow)) {
        let _ = meaning.evaluate::<f64>();
    }
}

#[test]
fn every_formula_is_written_as_what_it_was_read_from() {
    let read: Vec<Formula> = formulas().iter().filter_map(|l| Formula::parse(l).ok()).collect();
    assert!(read.len() > 200, "{}", read.len());
    read.iter().for_each(assert_round_trip);
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn every_tree_is_written_as_what_is_read_as_the_same(
        choices in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let tree = Choices(choices.into_iter()).list(0);
        let written = tree.to_string();
        let formula = Formula::parse(&written).unwrap_or_else(|error| panic!("{error}"));
        prop_assert_eq!(formula.tree(), &tree, "{}", written);
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn characters_in_any_order_do_not_panic(text in ".{0,40}") {
        try_all(&text);
    }

    #[test]
    fn tokens_in_any_order_do_not_panic(
        tokens in prop::collection::vec(select(tokens()), 1..9),
    ) {
        try_all(&tokens.join(" "));
    }

    #[test]
    fn broken_formulas_do_not_panic(
        latex in select(formulas()),
        changes in prop::collection::vec((any::<Index>(), 0..3_usize, select(tokens())), 1..4),
    ) {
        let mut text: Vec<char> = latex.chars().collect();
        for (place, removed, inserted) in changes {
            let from = place.index(text.len() + 1);
            let to = (from + removed).min(text.len());
            text.splice(from..to, inserted.chars().chain([' ']));
        }
        try_all(&text.into_iter().collect::<String>());
    }
}
