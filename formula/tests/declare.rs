//! What a formula is worth by how its letters are declared.

use crate::common::{TOLD, assert_near};
use ma6202_formula::{Dual64, Entries, Formula, Symbols};

/// The same indices as the left-hand side has, in its order, though the line has them in another.
#[test]
fn a_line_is_read_for_the_indices_of_its_left_hand_side() {
    let symbols = crate::common::symbols();
    let left = Formula::parse("x_{ij}").unwrap().read(&symbols).unwrap();
    for (line, expected) in [
        ("w_j t_i", [0.12, -0.28, 0.44, -0.27, 0.63, -0.99]),
        ("t_i", [0.3, -0.7, 1.1, 0.3, -0.7, 1.1]),
        ("a", [2.0; 6]),
    ] {
        let meaning = Formula::parse(line).unwrap().read_like(&symbols, &left).unwrap();
        let value = meaning.evaluate::<f64>().unwrap();
        assert_eq!(value.shape(), (3, 2));
        assert_near(line, value.as_slice(), &expected, 1e-15);
    }
}

#[test]
fn a_label_and_an_index_may_be_declared_again() {
    let mut symbols = crate::common::symbols();
    symbols.label("l", 1).index(&["i"], "N").unwrap();
    let value = |latex: &str| symbols.value(latex).unwrap().into_vec();
    assert_eq!(value("u_i"), [4.0, 3.0, 2.0, 1.0]);
    assert_eq!(value("R^l"), [1.0, -1.0, 0.5, 2.0, 0.25, -0.75]);
    // What was defined before keeps the index that it had.
    assert_eq!(value("h"), crate::common::value("h").unwrap().into_vec());
}

/// A name is defined once, and said again where it is used again.
#[test]
fn a_definition_may_be_said_again() {
    let formula = Formula::parse(r"\sum_i r_i, \quad r_i = |t_i|").unwrap();
    let meaning = formula.read(&crate::common::symbols()).unwrap();
    let again = formula.read(meaning.symbols()).unwrap();
    assert_near("again", again.evaluate::<f64>().unwrap().as_slice(), &[2.1], 1e-15);
}

/// Each from those before it, which are not computed within each other.
#[test]
fn a_recurrence_may_be_long() {
    let mut symbols = crate::common::symbols();
    symbols.label("m", 0).define_silently("y^m = 0").unwrap();
    for m in 1..=1000 {
        symbols.label("m", m).define_silently(r"y^m = \frac{1}{2} y^{m-1} + 1").unwrap();
    }
    assert_eq!(symbols.value("y^m").unwrap()[(0, 0)], 2.0);
}

/// One formula for each sample, whose index is left out.
#[test]
fn an_index_may_be_left_out() {
    let mut s = Symbols::new();
    s.size("n", 3, TOLD).unwrap().size("d", 2, TOLD).unwrap();
    s.implied_index("r", "n").unwrap().index(&["j", "k"], "d").unwrap();
    s.matrix(["Y", "y"], ["n", "d"], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], TOLD).unwrap();
    s.define(r"B_r = \sum_k y_{rk}", TOLD).unwrap();
    let is = |latex: &str, shape: (usize, usize), expected: &[f64]| {
        let value = s.value(latex).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(value.shape(), shape, "{latex}");
        assert_near(latex, value.as_slice(), expected, 0.0);
    };
    is("y_j", (3, 2), &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    is(r"\sum_j y_j^2", (3, 1), &[17.0, 29.0, 45.0]);
    is(r"\sum_r y_j", (2, 1), &[6.0, 15.0]);
    is("(Y - 1)_j", (3, 2), &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    is("B", (3, 1), &[5.0, 7.0, 9.0]);
    let derivative = r"\frac{\partial}{\partial y_j} \Bigl( \sum_k y_k^2 \Bigr)";
    is(derivative, (3, 2), &[2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
}

/// Also below a sum, in a function, and where it is differentiated.
#[test]
fn a_fixed_index_keeps_its_value_in_definitions() {
    let mut symbols = crate::common::symbols();
    symbols.define("F = w_q", TOLD).unwrap().define("G(v) = v w_q", TOLD).unwrap();
    symbols.define(r"H_j = w_q w_j", TOLD).unwrap().define(r"K_{ij} = w_q x_{ij}", TOLD).unwrap();
    for (latex, expected) in [
        ("F", vec![-0.9]),
        ("G(2)", vec![-1.8]),
        (r"\sum_j H_j", vec![0.45]),
        ("K_{iq}", vec![-0.45, 0.9, -2.25]),
        (r"\frac{\partial F}{\partial w_j}", vec![0.0, 1.0]),
        (r"\delta(3), \quad \delta(v) = v w_q", vec![-2.7]),
    ] {
        assert_near(latex, symbols.value(latex).unwrap().as_slice(), &expected, 1e-15);
    }
}

/// The words are the same, and mean something else.
#[test]
fn a_definition_with_a_label_that_changed_is_not_said_again() {
    let mut symbols = crate::common::symbols();
    symbols.label("m", 1).number("c^m", 10.0, TOLD).unwrap();
    symbols.define("k = 2 c^m", TOLD).unwrap_err(); // an index
    symbols.define("F = 2 c^m", TOLD).unwrap();
    let again = r"F + 1, \quad F = 2 c^m";
    assert_eq!(symbols.value(again).unwrap()[(0, 0)], 21.0);
    symbols.label("m", 2).number("c^m", 20.0, TOLD).unwrap();
    let error = symbols.value(again).unwrap_err();
    assert_eq!(error.expected, "the definition of a new letter, or a condition on an index");
}

/// What carries its derivatives itself is as large as they are.
#[test]
fn a_dual_number_that_is_0_does_not_end_a_series() {
    let symbols = crate::common::symbols();
    let derivative = |latex: &str| {
        let meaning = Formula::parse(latex).unwrap().read(&symbols).unwrap();
        let z = Entries::one(Dual64::new(0.0, 1.0));
        meaning.function_of("z").unwrap().value(&z).map(|value| value[(0, 0)].eps)
    };
    let geometric = derivative(r"\sum_{m=0}^{\infty} z (0.5 + 0.49)^m").unwrap();
    assert!((geometric - 1e2).abs() < 1e-9, "{geometric}");
    assert!(derivative(r"\sum_{m=1}^{\infty} \frac{z}{m}").is_err());
    assert!(derivative(r"\int_1^\infty \frac{z}{m} \, dm").is_err());
}

/// At the top of a formula `A_i` is an entry for each r, not a column.
#[test]
fn an_implied_index_is_not_left_out_in_a_definition() {
    let mut symbols = crate::common::symbols();
    symbols.size("B", 2, TOLD).unwrap().implied_index("r", "B").unwrap();
    symbols.matrix(["A", "A"], ["B", "n"], &[1.0; 6], TOLD).unwrap();
    assert_eq!(symbols.value("A_i").unwrap().shape(), (2, 3));
    let error = symbols.define(r"m_i = \|A_i\|", TOLD).unwrap_err();
    assert_eq!(error.expected, "r as well, which may not be left out in a definition");
}
