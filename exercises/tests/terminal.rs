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

/// There are no pages: the words of a link name a chapter, or it is said which one.
#[rstest]
#[case::a_chapter("See [chapter 6](exercise_6_backpropagation.md).", "See chapter 6.\n")]
#[case::a_place("See [line 2](#chain-it) of it.", "See line 2 of it.\n")]
#[case::the_slips("See [its slips](slips.md).", "See its slips (chapter 8).\n")]
#[case::outside("See [this](https://a.b).", "See this (https://a.b).\n")]
fn a_link_says_where_it_leads(#[case] markdown: &str, #[case] said: &str) {
    assert_eq!(shown(markdown, 80), said);
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

/// What others fold is below its question, with its formulas, and apart from the next one.
#[test]
fn a_solution_is_shown_below_its_question() {
    let markdown = r"
1. How much is it, and why?

   <details><summary>Solution</summary>

   It is a sum of two squares:

   $$c = a^2 + b^2$$

   That is all of it.

   </details>

2. And then?

   <details><summary>Solution</summary>

   Nothing.

   </details>

After them.

- A list
- that is folded nowhere
";
    let expected = "  1. How much is it, and why?

     Solution: It is a sum of two
     squares:

         c = a² + b²

     That is all of it.

  2. And then?

     Solution: Nothing.

After them.

  • A list
  • that is folded nowhere
";
    assert_eq!(shown(markdown, 34), expected);
}

/// A formula in a list has less room.
#[test]
fn a_formula_is_broken_where_its_item_ends() {
    let sum = "a_1 + a_2 + a_3 + a_4 + a_5 + a_6";
    let item = format!(
        "1. Why?\n\n   <details><summary>Solution</summary>\n\n   $$c = {sum}$$\n\n   </details>\n"
    );
    let shown = shown(&item, 34);
    assert!(shown.lines().all(|line| line.chars().count() <= 34), "{shown}");
    let lines: Vec<&str> = shown.lines().skip(4).collect();
    assert_eq!(lines, ["         c = a₁ + a₂ + a₃ + a₄", "             + a₅ + a₆"], "{shown}");
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
