//! How a terminal shows a chapter, `exercises/terminal`: what stays together, and what does not.

use anstream::adapter::strip_str;
use ma6202_exercises::language::Language::{En, Es};
use ma6202_exercises::terminal::text;
use rstest::rstest;

fn shown(markdown: &str, width: usize) -> String {
    strip_str(&text(markdown, width, En).expect("formulas")).to_string()
}

/// No line is broken within a short formula, nor between a letter and what it is.
#[rstest]
#[case::a_formula("It goes from here to you, $a + b + c$.", "from here to you,\na + b + c.\n")]
#[case::a_value("It goes on up to the end, $J$ = 0.125.", "on up to the end,\nJ = 0.125.\n")]
#[case::code("So from here one may go to `a b`.", "from here one may go to\na b.\n")]
fn what_belongs_together_stays_together(#[case] markdown: &str, #[case] end: &str) {
    let shown = shown(markdown, 28);
    assert!(shown.ends_with(end), "{shown}");
}

#[test]
fn a_formula_has_the_signs_and_the_word_of_its_language() {
    let latex = r"$f(x) = \begin{cases} -x & x < 0 \\ x & x \ge 0 \end{cases}$";
    let [en, es] = [En, Es].map(|language| text(latex, 80, language).expect("a formula"));
    assert_eq!(en, "f(x) = {−x if x < 0; x if x ≥ 0}\n");
    assert_eq!(es, "f(x) = {−x si x < 0; x si x ≥ 0}\n");
}

/// A fraction under a left-hand side would be read as one with it.
#[test]
fn a_tall_line_stands_apart_from_the_left_hand_side() {
    let sum = r"\sum_{i} \frac{x_i + y_i}{\sum_{j} x_j}";
    let tall = shown(&format!("$$k$$\n\n$$\\le {sum}$$\n\n> Why.\n"), 80);
    assert!(tall.starts_with("    k\n\n"), "{tall}");
    assert_eq!(shown("$$k$$\n\n$$= a + b$$\n\n> Why.\n", 80), "    k\n  = a + b\n        (Why.)\n");
}

#[test]
fn no_line_ends_in_blanks() {
    let code = shown("```rust\nlet a = 1;\n\nlet b = 2;\n```\n", 80);
    assert_eq!(code, "    let a = 1;\n\n    let b = 2;\n");
}

#[test]
fn a_figure_is_told_with_its_file_below() {
    let told = shown("![Two curves.](figures/exercise_3_box.en.svg)", 80);
    assert_eq!(told, "[Figure: Two curves.\nfigures/exercise_3_box.en.svg]\n");
}
