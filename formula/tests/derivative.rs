//! Derivatives, and that a formula is written for any kind of number.

use crate::common::{assert_near, assert_value, golden, symbols};
use ma6202_formula::{Dual64, Entries, Formula, Number, Result};
use rstest::rstest;
use std::cell::Cell;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// By mpmath's differences with 60 digits: first, second, mixed, of functions, within each other.
#[test]
fn derivatives_are_those_of_mpmath() {
    for (latex, expected) in golden(include_str!("golden/derivatives.txt")) {
        let tolerance = if latex.contains(r"\int") { 1e-13 } else { 2e-14 };
        assert_value(latex, &expected, tolerance);
    }
}

#[rstest]
#[case::of_itself(r"\frac{\partial w_j}{\partial w_k}", &[1.0, 0.0, 0.0, 1.0])]
#[case::of_what_is_given(r"\frac{\partial t_i}{\partial w_j}", &[0.0; 6])]
#[case::of_what_is_given_by_a_defined_symbol(r"\frac{\partial a}{\partial J}", &[0.0])]
#[case::by_one_entry(r"\frac{\partial \|w\|^2}{\partial w_q}", &[-1.8])]
#[case::by_a_matrix(r"\frac{\partial}{\partial V} (w^\top V w)", &[0.16, -0.36, -0.36, 0.81])]
#[case::written_with_a_slash(r"\partial \|w\|^2 / \partial w_j", &[0.8, -1.8])]
#[case::times_what_follows(r"\frac{\partial a^2}{\partial a} p", &[12.0])]
#[case::of_a_length_squared_at_0(r"\frac{\partial}{\partial z} (\|z w\|^2 + z^2)", &[0.0])]
#[case::of_a_whole_power_at_0(r"\frac{\partial}{\partial z} (z^2 + z)", &[1.0])]
#[case::of_a_power_of_0(r"\frac{\partial}{\partial z} (z^0 + z^3)", &[0.0])]
#[case::of_a_case(r"\partial \begin{cases} a^2 & a > 1 \\ 0 & a \le 1 \end{cases} / \partial a", &[4.0])]
#[case::of_equal_maxima(r"\frac{\partial}{\partial a} (\max(a, a) + |a| [a > 0])", &[2.0])]
#[case::of_a_maximum(r"\frac{\partial}{\partial a} (\max_i (a t_i))", &[1.1])]
#[case::at_a_bend_that_does_not_move(r"\frac{\partial}{\partial a} (a |z| + a [z \ge 0])", &[1.0])]
fn derivatives_by_hand(#[case] latex: &str, #[case] expected: &[f64]) {
    assert_value(latex, expected, 4e-16);
}

/// The forward mode along each entry of a symbol gives what the formula of the derivative does; an
/// exponent may vary too, though it is a whole number here.
#[rstest]
#[case("J", "w", r"\frac{\partial J}{\partial w}")]
#[case("J", "y", r"\frac{\partial J}{\partial y}")]
#[case("J", "X", r"\frac{\partial J}{\partial X}")]
#[case("a^p", "p", r"\frac{\partial}{\partial p} (a^p)")]
#[case("a^p", "a", r"\frac{\partial}{\partial a} (a^p)")]
#[case(r"\|w\|^p", "p", r"\frac{\partial}{\partial p} (\|w\|^p)")]
#[case(r"\frac{\partial J}{\partial w_q}", "w", r"\frac{\partial^2 J}{\partial w_j \partial w_q}")]
#[case(r"\sigma'(b)", "b", r"\sigma''(b)")]
#[case(r"\sum_{m \ge 1} m b^m", "b", r"\frac{\partial}{\partial b} (\sum_{m \ge 1} m b^m)")]
#[case(
    r"\Phi(b) + \operatorname{erfc}(b) + \tanh b",
    "b",
    r"\frac{\partial}{\partial b} (\Phi(b) + \operatorname{erfc}(b) + \tanh b)"
)]
fn dual_numbers_agree(#[case] latex: &str, #[case] by: &str, #[case] derivative: &str) {
    let symbols = symbols();
    let meaning = Formula::parse(latex).unwrap().read(&symbols).unwrap();
    let (function, at) = (meaning.function_of::<Dual64>(by).unwrap(), symbols.value(by).unwrap());
    let along = |direction: usize| {
        let dual = |(entry, &x): (usize, &f64)| Dual64::new(x, f64::from(entry == direction));
        let values = at.as_slice().iter().enumerate().map(dual).collect();
        let value = function.value(&Entries::new(at.nrows(), at.ncols(), values)).unwrap();
        value[(0, 0)].eps
    };
    let values: Vec<f64> = (0..at.as_slice().len()).map(along).collect();
    assert_near(latex, &values, symbols.value(derivative).unwrap().as_slice(), 1e-14);
}

/// What depends on the symbol is computed again with its other value, the rest is not.
#[test]
fn a_formula_is_a_function_of_a_symbol() {
    let symbols = symbols();
    let meaning = Formula::parse("J + a").unwrap().read(&symbols).unwrap();
    let function = meaning.function_of::<f64>("w").unwrap();
    let at = |w: [f64; 2]| function.value(&Entries::new(2, 1, w.to_vec())).unwrap()[(0, 0)];
    let declared = symbols.value("J + a").unwrap()[(0, 0)];
    let other = at([0.0, 0.0]);
    assert_near("at 0", &[other], &[2.0 + (0.04 + 1.44 + 0.36) / 3.0], 1e-15);
    assert_eq!(at([0.4, -0.9]), declared);
    assert_eq!(at([0.0, 0.0]), other);
}

thread_local! {
    /// Products, and exponentials.
    static COUNTED: Cell<[usize; 2]> = const { Cell::new([0; 2]) };
}

/// A number that counts what is computed with it.
#[derive(Clone, Debug)]
struct Counted(f64);

fn count(which: usize) {
    let mut counted = COUNTED.get();
    counted[which] += 1;
    COUNTED.set(counted);
}

fn counted(latex: &str) -> Result<(Vec<f64>, [usize; 2])> {
    COUNTED.set([0; 2]);
    let value = Formula::parse(latex)?.read(&symbols())?.evaluate::<Counted>()?;
    Ok((value.into_vec().into_iter().map(|Counted(x)| x).collect(), COUNTED.get()))
}

#[rstest]
#[case::one_product_for_each_term("X w", [6, 0])]
#[case::what_is_known_is_not_computed_again(r"y \odot (1 - y) + J - J", [6 + 3 + 1, 3])]
#[case::a_number_with_no_slope_costs_no_more(r"a b p", [2, 0])]
fn a_formula_is_evaluated_with_any_kind_of_number(#[case] latex: &str, #[case] count: [usize; 2]) {
    let (value, counted) = counted(latex).unwrap();
    assert_near(latex, &value, crate::common::value(latex).unwrap().as_slice(), 0.0);
    assert_eq!(counted, count);
}

#[test]
fn a_program_is_for_plain_numbers_only() {
    let says = "expected a plain number for \\tau, which is given as a program, found one that \
        varies\n  \\tau(a)\n  ^^^^^^^";
    assert_eq!(counted(r"\tau(a)").unwrap_err().to_string(), says);
}

macro_rules! operators {
    ($($operator:ident $operate:ident $counts:expr;)*) => {$(
        impl $operator for Counted {
            type Output = Counted;

            fn $operate(self, other: Counted) -> Counted {
                self.$operate(other.0)
            }
        }

        impl $operator<f64> for Counted {
            type Output = Counted;

            fn $operate(self, other: f64) -> Counted {
                if $counts {
                    count(0);
                }
                Counted(self.0.$operate(other))
            }
        }
    )*};
}

operators! { Add add false; Sub sub false; Mul mul true; Div div false; }

impl From<f64> for Counted {
    fn from(x: f64) -> Counted {
        Counted(x)
    }
}

impl Neg for Counted {
    type Output = Counted;

    fn neg(self) -> Counted {
        Counted(-self.0)
    }
}

macro_rules! functions {
    ($($name:ident)*) => {$(
        fn $name(self) -> Counted {
            Counted(Number::$name(self.0))
        }
    )*};
}

impl Number for Counted {
    functions! { ln sqrt sin cos tanh normal }

    fn value(&self) -> f64 {
        self.0
    }

    fn exp(self) -> Counted {
        count(1);
        Counted(Number::exp(self.0))
    }

    fn powi(self, n: i32) -> Counted {
        Counted(Number::powi(self.0, n))
    }
}
