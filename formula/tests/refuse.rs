//! What is no formula, means nothing or has no value: the whole message, with its place.

use crate::common::{TOLD, symbols, value};
use ma6202_formula::{Entries, Formula, Result, Symbols};
use rstest::rstest;

/// Messages, each refused where it says: when the text is parsed, read or evaluated.
#[test]
fn every_message_is_as_it_is_written() {
    let symbols = symbols();
    for part in include_str!("golden/refused.txt").split("# ").skip(1) {
        let (stage, messages) = part.split_once("\n\n").expect("a stage and its messages");
        for message in messages.trim_end().split("\n\n") {
            let latex = &message.lines().nth(1).expect(message)[2..];
            let formula = Formula::parse(latex);
            let meaning = formula.clone().and_then(|formula| formula.read(&symbols));
            let value = meaning.clone().and_then(|meaning| meaning.evaluate::<f64>());
            let found = match stage {
                "parse" => formula.map(drop),
                "read" => formula.and_then(|_| meaning.map(drop)),
                _ => meaning.and_then(|_| value.map(drop)),
            };
            let Err(error) = found else { panic!("{stage} allows {latex}") };
            assert_eq!(error.to_string(), message);
            // At an earlier stage there was none.
            assert_eq!(stage == "parse", Formula::parse(latex).is_err(), "{latex}");
            let is_read = Formula::parse(latex).is_ok_and(|f| f.read(&symbols).is_ok());
            assert_eq!(stage == "evaluate", is_read, "{latex}");
        }
    }
}

#[rstest]
#[case::nothing("", "expected a factor, found the end\n  \n  ^")]
#[case::tab("a\tb", "expected LaTeX for mathematics, found '\\t'\n  a\tb\n   ^")]
#[case::below_two_bytes("\u{e9}", "expected LaTeX for mathematics, found '\u{e9}'\n  \u{e9}\n  ^")]
fn texts_without_latex_are_refused(#[case] text: &str, #[case] says: &str) {
    assert_says(value(text), says);
}

#[test]
fn what_is_too_long_too_deep_or_too_much_is_refused() {
    let says = |text: &str| value(text).unwrap_err().expected;
    assert_eq!(says(&"a".repeat(4001)), "at most 4000 bytes");
    assert_eq!(says(&"a ".repeat(61)), "at most 60 factors");
    assert_eq!(says(&format!("a{}", r" \cdot a".repeat(60))), "at most 60 factors");
    let product = " a".repeat(50);
    let deep = format!("((a {product}) {product}) {product}");
    assert_eq!(says(&deep), "at most 100 operations within each other");
}

/// Terms within each other are counted through definitions and functions.
#[test]
fn what_is_defined_too_deeply_is_refused() {
    let mut s = symbols();
    s.label("m", 0).define_silently("f^m(b) = b").unwrap();
    for m in 1..=150 {
        s.label("m", m).define_silently("f^m(b) = f^{m-1}(b) + 1").unwrap();
    }
    assert_eq!(s.label("m", 90).value("f^m(1)").unwrap()[(0, 0)], 91.0);
    let error = s.label("m", 150).value("f^m(1)").unwrap_err();
    assert_eq!(error.expected, "at most 200 terms within each other");
    assert_eq!(error.text, "f^m(b) = f^{m-1}(b) + 1");
}

#[test]
fn too_many_free_indices_are_refused() {
    let mut s = Symbols::new();
    s.size("n", 1000, TOLD).unwrap().index(&["i", "j", "k"], "n").unwrap();
    assert_says(
        s.value("[i = j] [j = k]"),
        "expected at most 10000000 values of the free indices, found [1000, 1000, 1000]\n  \
         [i = j] [j = k]\n  ^^^^^^^^^^^^^^^",
    );
}

/// As numbers or by their places?
#[test]
fn indices_that_count_from_different_numbers_are_not_compared() {
    let mut s = symbols();
    s.counting_index("m", "N", 0).unwrap();
    assert_says(
        s.value("[c = m]"),
        "expected an index with the range of c, found m\n  [c = m]\n       ^",
    );
}

/// Of a line, its left-hand side has the indices.
#[test]
fn an_index_that_the_left_hand_side_lacks_is_refused() {
    let symbols = symbols();
    let left = Formula::parse("t_i").unwrap().read(&symbols).unwrap();
    let line = Formula::parse("t_i + w_j").unwrap().read_like(&symbols, &left);
    assert_says(
        line,
        "expected an index of the left-hand side, or a sum over it, found j, which is bound by \
         nothing\n  t_i + w_j\n          ^",
    );
    let line = Formula::parse(r"\sum_i t_i").unwrap().read_like(&symbols, &left);
    assert_says(line, "expected an index that is not in use, found i\n  \\sum_i t_i\n       ^");
}

type Declare = fn(&mut Symbols) -> Result<&mut Symbols>;

#[test]
fn declarations_are_refused() {
    let all: &[(Declare, &str)] = &[
        (|s| s.number("a", 1.0, TOLD), "expected a new name, found a again\n  a\n  ^"),
        (|s| s.number("n", 1.0, TOLD), "expected a new name, found n again\n  n\n  ^"),
        (|s| s.number("i", 1.0, TOLD), "expected a new name, found i again\n  i\n  ^"),
        (|s| s.number("l", 1.0, TOLD), "expected a new name, found l again\n  l\n  ^"),
        (|s| s.index(&["a"], "n"), "expected a new name, found a again\n  a\n  ^"),
        (|s| s.alias("A", "B"), "expected a declared symbol, found B\n  B\n  ^"),
        (|s| s.alias("p", "a"), "expected a new name, found p again\n  p\n  ^"),
        (
            |s| s.columns("c", r"\sigma"),
            "expected a number, vector or matrix, found a function\n  \\sigma\n  ^^^^^^",
        ),
        (|s| s.number("a + b", 1.0, TOLD), "expected a name, found a + b\n  a + b\n  ^^^^^"),
        (|s| s.vector("m", "M", &[], TOLD), "expected a declared size, found M\n  M\n  ^"),
        (|s| s.vector("m", "n", &[1.0], TOLD), "expected 3 x 1 values, found 1\n  m\n  ^"),
        (
            |s| s.matrix(["M", "m"], ["n", "d"], &[1.0], TOLD),
            "expected 3 x 2 values, found 1\n  M\n  ^",
        ),
        (|s| s.fixed_index("m", "d", 2), "expected an index below 2, found 2\n  m\n  ^"),
        (|s| s.define("B", TOLD), "expected a name, =, and its formula, found no =\n  B\n  ^"),
        (
            |s| s.define(r"B \le 2", TOLD),
            "expected a name, =, and its formula, found another relation\n  B \\le 2\n  ^^^^^^^",
        ),
        (
            |s| s.define("a + b = 2", TOLD),
            "expected the name of what is defined, found a + b\n  a + b = 2\n  ^^^^^",
        ),
        (|s| s.define("J = 2", TOLD), "expected a new name, found J again\n  J = 2\n  ^"),
        (
            |s| s.define("B_{ii} = 2", TOLD),
            "expected another index, found i again\n  B_{ii} = 2\n      ^",
        ),
        (
            |s| s.define("B = t_i", TOLD),
            "expected an index of the left-hand side, or a sum over it, found i, which is bound by \
     nothing\n  B = t_i\n        ^",
        ),
        (
            |s| s.define("B_{ijk} = 2", TOLD),
            "expected two indices at most, found 3\n  B_{ijk} = 2\n  ^^^^^^^",
        ),
        (
            |s| s.define(r"B = w^\top", TOLD),
            "expected a number, a column or a matrix, found a row\n  B = w^\\top\n      ^^^^^^",
        ),
        (
            |s| s.define("B_i = x_i", TOLD),
            "expected a number, found d x 1\n  B_i = x_i\n        ^^^",
        ),
        (
            |s| s.define("f(m) = m w", TOLD),
            "expected a number, found d x 1\n  f(m) = m w\n         ^^^",
        ),
        (
            |s| s.label("a", 2).define("B = b^a", TOLD),
            "expected one meaning, found a, which is a label and more\n  B = b^a\n        ^",
        ),
    ];
    for (declare, says) in all {
        assert_says(declare(&mut symbols()).map(drop), says);
    }
}

#[test]
fn a_formula_as_a_function_is_refused_values_and_symbols() {
    let symbols = symbols();
    let meaning = Formula::parse("J").unwrap().read(&symbols).unwrap();
    let function = meaning.function_of::<f64>("w").unwrap();
    let row = Entries::new(1, 2, vec![0.0; 2]);
    assert_says(function.value(&row), "expected 2 x 1 values of w, found 1 x 2\n  w\n  ^");
    let by = |latex: &str, by| {
        let meaning = Formula::parse(latex).unwrap().read(&symbols).unwrap();
        meaning.function_of::<f64>(by).map(drop)
    };
    assert_says(by("J", "B"), "expected a declared symbol, found B\n  B\n  ^");
    assert_says(
        by(r"\|w\|", "h"),
        "expected what depends on h through its formula, found another formula\n  \\|w\\|\n  ^^^^^",
    );
    assert_says(
        by(r"\frac{\partial J}{\partial w_q}", "h"),
        "expected no derivative by what h depends on, found another formula\n  \
         \\frac{\\partial J}{\\partial w_q}\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    );
}

#[track_caller]
fn assert_says<T>(result: Result<T>, says: &str) {
    let Err(error) = result else { panic!("expected an error: {says}") };
    assert_eq!(error.to_string(), says);
}
