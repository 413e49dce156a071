//! Formulas with numbers put in: how they read, and that they have the value.

use crate::common::symbols;
use ma6202_formula::{Formula, Language, Symbols, Worked};
use rstest::rstest;

fn worked(latex: &str, digits: usize) -> Worked {
    worked_with(&symbols(), latex, digits)
}

fn worked_with(symbols: &Symbols, latex: &str, digits: usize) -> Worked {
    let read = Formula::parse(latex).and_then(|formula| formula.read(symbols));
    let worked = read.and_then(|meaning| meaning.worked(digits));
    worked.unwrap_or_else(|error| panic!("{error}")).swap_remove(0)
}

fn shown(latex: &str) -> String {
    let numbers = worked(latex, 3).formula.unwrap_or_else(|why| panic!("{latex}: {why}"));
    numbers.latex(Language::English)
}

#[rstest]
#[case::numbers("a + b", "2 + (-0.5)")]
#[case::negative_first("b - a", "-0.5 - 2")]
#[case::negative_subtracted("a - b", "2 - (-0.5)")]
#[case::product("a b p", r"2 \cdot (-0.5) \cdot 3")]
#[case::size(r"\frac{2}{n} a", r"\frac{2}{3} \cdot 2")]
#[case::sum_in_product("a (b + p)", "2 (-0.5 + 3)")]
#[case::digits("0.044715 a", r"0.044715 \cdot 2")]
#[case::sum(r"\sum_i t_i^2", "0.3^{2} + (-0.7)^{2} + 1.1^{2}")]
#[case::sum_in_brackets(r"a \sum_j w_j", "2 (0.4 + (-0.9))")]
#[case::subtracted_sum(r"a - \sum_j w_j", "2 - (0.4 + (-0.9))")]
#[case::many_terms(r"\sum_c u_c", r"4 + 3 + \dots + 1")]
#[case::counting(r"\sum_{c} c u_c", r"1 \cdot 4 + 2 \cdot 3 + \dots + 4 \cdot 1")]
#[case::condition(r"a \sum_{j \ne k} w_j", "2 (0.4 + (-0.9))")]
#[case::call(r"\sigma(a) (1 - \sigma(b))", r"\sigma (2) (1 - \sigma (-0.5))")]
#[case::derivative_of_function("a \\sigma'(b)^2", r"2 \sigma' (-0.5)^{2}")]
#[case::function_with_index(r"a \varphi_i(b)", r"2 \varphi_{1} (-0.5)")]
#[case::derivative(r"2 \frac{\partial J}{\partial w_j}", r"2 \cdot (-0.0225)")]
#[case::exponent("a e^{-p b/2}", r"2 e^{-3 \cdot (-0.5) / 2}")]
#[case::root(r"\sqrt{\tfrac{2}{\pi}} a", r"\sqrt{\frac{2}{\pi}} \cdot 2")]
#[case::bars("p |b| |a - p|", r"3 \cdot \left| -0.5 \right| \cdot \left| 2 - 3 \right|")]
#[case::bracket("a [0 < b < 1]", r"2 \cdot [0 < -0.5 < 1]")]
#[case::indices("[j = k] a", r"[1 = 1] \cdot 2")]
#[case::cases(r"a + \begin{cases} b & a > 0 \\ p & a \le 0 \end{cases}", "2 + (-0.5)")]
#[case::maximum(r"\max(a, b)", r"\max(2, \; -0.5)")]
#[case::maximum_over(r"\max_c u_c", r"\max(4, \; 3, \; \dots, \; 1)")]
#[case::row_by_column(r"w^\top x_i - t_i", r"(0.4 \cdot 1 + (-0.9) \cdot 0.5) - 0.3")]
#[case::norm(r"\|w\|^2", r"\left\| \begin{pmatrix} 0.4 \\ -0.9 \end{pmatrix} \right\|^{2}")]
#[case::entry(
    r"(V w)_j",
    r"\left( \begin{pmatrix} 1 & 3 \\ 2 & 5 \end{pmatrix} \begin{pmatrix} 0.4 \\ -0.9 \end{pmatrix} \right)_{1}"
)]
#[case::transposed(
    r"(R^l)^\top t",
    r"\begin{pmatrix} 0.1 & 0.4 \\ 0.2 & 0.5 \\ 0.3 & 0.6 \end{pmatrix}^{\top} \begin{pmatrix} 0.3 \\ -0.7 \\ 1.1 \end{pmatrix}"
)]
#[case::series(r"a \sum_{m=0}^{\infty} b^m", r"2 ((-0.5)^{0} + (-0.5)^{1} + (-0.5)^{2} + \dots)")]
#[case::integral(r"\int_b^{\infty} e^{-a m} \, dm", r"\int_{-0.5}^{\infty} e^{-2 m} \, dm")]
#[case::definition(r"a r_i, \quad r_i = y_i - t_i", r"2 \cdot 0.188")]
#[case::normal(r"\Phi(a) + \ln a", r"\Phi (2) + \ln(2)")]
#[case::moment(r"\operatorname{Var}_i(t_i) + a", "0.542 + 2")]
fn numbers_are_put_in(#[case] latex: &str, #[case] expected: &str) {
    assert_eq!(shown(latex), expected);
}
