//! What every construct of the language is worth.

use crate::common::{assert_near, assert_value, golden, value};
use ma6202_formula::Formula;
use rstest::rstest;

/// By mpmath; the last digits of an integral with a singular end are lost.
#[test]
fn values_are_those_of_mpmath() {
    for (latex, expected) in golden(include_str!("golden/values.txt")) {
        let tolerance = if latex.contains(r"\int") { 1e-13 } else { 4e-15 };
        assert_value(latex, &expected, tolerance);
    }
}

#[rstest]
#[case::whole("12", 12.0)]
#[case::decimals("0.044715", 0.044715)]
#[case::more_digits_than_an_f64_has("3.14159265358979323846264338327950288", std::f64::consts::PI)]
#[case::many_zeros("1.0000000000000000000000000000000000000001", 1.0)]
#[case::spaces(r" 1 \, + \quad 2 ", 3.0)]
#[case::size("n N", 12.0)]
#[case::row_times_column(
    r"\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{pmatrix} 3 \\ a \end{pmatrix}",
    7.0
)]
#[case::numbered_entry(r"(X w)_2", 1.7)]
#[case::numbered_entry_of_a_matrix(
    r"\bigl( \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \bigr)_{1, 2}",
    2.0
)]
#[case::matrix_of_one_number(r"2 \begin{pmatrix} p \end{pmatrix}", 6.0)]
#[case::sum("a - p - b", -0.5)]
#[case::first_subtracted("-a + p", 1.0)]
#[case::juxtaposition("2 a b p", -6.0)]
#[case::dot(r"a \cdot b \cdot p", -3.0)]
#[case::slash("a b / p", -1.0 / 3.0)]
#[case::slash_after_dot(r"a \cdot p / 4", 1.5)]
#[case::slash_before_call("1 / g(p, a)", 1.0 / 7.0)]
#[case::slash_before_sum(r"1 / \sum_i t_i^2", 1.0 / 1.79)]
#[case::fraction(r"\frac{a + 1}{p}", 1.0)]
#[case::fraction_of_tokens(r"\frac12 + \tfrac ap", 7.0 / 6.0)]
#[case::fraction_in_a_product(r"a \frac{1}{p} p", 2.0)]
#[case::parentheses("(a + 1) (p - 1)", 6.0)]
#[case::sizes_of_parentheses(r"\bigl( a + \Bigl[ 1 + \left( p \right) \Bigr] \bigr)", 6.0)]
#[case::number_before_parentheses("2(p)", 6.0)]
#[case::square("p^2", 9.0)]
#[case::sign_before_a_power("-p^2", -9.0)]
#[case::power_of_a_negative_number("(-2)^3", -8.0)]
#[case::power_of_digits("1.5^2", 2.25)]
#[case::negative_exponent("a^{-1} + 2^{-2}", 0.75)]
#[case::exponent_of_digits_alone("a^{1+1}", 4.0)]
#[case::tower("2^{p^{a}}", 512.0)]
#[case::power_of_a_fraction(r"\frac{p}{a}^2", 2.25)]
#[case::zeroth_power("z^0", 1.0)]
#[case::root(r"\sqrt{4} a", 4.0)]
#[case::half_power("4^{1/2}", 2.0)]
#[case::half_power_of_zero("z^{0.5}", 0.0)]
#[case::symbolic_power_of_a_negative_number("(b)^a", 0.25)]
#[case::beyond_every_size("a^{3000000000}", f64::INFINITY)]
#[case::below_every_size("a^{-3000000000}", 0.0)]
#[case::modulus("|b| |a - p|", 0.5)]
#[case::modulus_with_size(r"\bigl| b - \left| a \right| \bigr|", 2.5)]
#[case::length_of_a_number(r"\|b\|", 0.5)]
#[case::length_squared(r"\|w\|^2", 0.97)]
#[case::call("g(p, a)", 7.0)]
#[case::call_in_a_call("g(g(p, a), a^2)", 45.0)]
#[case::call_times_parentheses("g(p, a)(a + 1)", 21.0)]
#[case::program(r"\tau(27)", 3.0)]
#[case::largest(r"\max(a, p, b)", 3.0)]
#[case::smallest(r"\min(a, p, b) p", -1.5)]
#[case::maximum_of_nan(r"\max(z / z, 1)", f64::NAN)]
fn numbers(#[case] latex: &str, #[case] expected: f64) {
    let value = value(latex).unwrap_or_else(|error| panic!("{error}"));
    let [value] = value.as_slice() else { panic!("{latex} is no number") };
    let is_near = (value - expected).abs() <= 4e-16 * expected.abs();
    assert!(is_near || *value == expected || value.is_nan() && expected.is_nan(), "{value}");
}

#[rstest]
#[case::exact("0.044715")]
#[case::whole_part_that_is_not("48.260906690222091")]
#[case::power_of_ten_that_is_not("0.000000000000000000000001")]
#[case::more_than_fit("123456789012345678901234567890.5")]
fn digits_are_the_nearest_number(#[case] digits: &str) {
    assert_eq!(value(digits).unwrap()[(0, 0)], digits.parse::<f64>().unwrap());
}

#[rstest]
#[case::whole_vector("w", &[0.4, -0.9])]
#[case::whole_matrix("X", &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5])]
#[case::entries("x_{ij}", &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5])]
#[case::entries_with_a_comma("x_{i,j}", &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5])]
#[case::indices_the_other_way("x_{ij} + w_j - w_j", &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5])]
#[case::by_the_order_of_appearance("w_j x_{ij}", &[0.4, -0.45, 0.8, 0.9, 1.2, -2.25])]
#[case::rows_are_columns("x_i", &[1.0, 0.5, 2.0, -1.0, 3.0, 2.5])]
#[case::columns("v_k", &[1.0, 2.0, 3.0, 5.0])]
#[case::fixed_index("w_q", &[-0.9])]
#[case::fixed_index_of_two("x_{iq}", &[0.5, -1.0, 2.5])]
#[case::star("w^*_j", &[1.5, 0.25])]
#[case::star_in_braces("w^{*}", &[1.5, 0.25])]
#[case::label("R^l", &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6])]
#[case::label_less_one("r^{l-1}_{ji}", &[1.0, -1.0, 0.5, 2.0, 0.25, -0.75])]
#[case::label_left_out("r_{ij}", &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6])]
#[case::number_times_a_labelled_square("a (r^l_{iq})^2", &[0.32, 0.5, 0.72])]
#[case::power_of_a_labelled_entry("(r^l_{ij})^2 + 0", &[0.01, 0.04, 0.09, 0.16, 0.25, 0.36])]
#[case::square_of_an_entry("t_i^2", &[0.09, 0.49, 1.21])]
#[case::counting_index("c u_c", &[4.0, 6.0, 6.0, 4.0])]
#[case::counting_index_compared("[c = 2] + [c > 3]", &[0.0, 1.0, 0.0, 1.0])]
#[case::transpose(r"X^\top", &[1.0, 0.5, 2.0, -1.0, 3.0, 2.5])]
#[case::transpose_in_braces(r"X^{\top} t + 0", &[2.2, 3.6])]
#[case::outer_product(r"w t^\top", &[0.12, -0.27, -0.28, 0.63, 0.44, -0.99])]
#[case::number_times_a_matrix(r"\frac12 V a", &[1.0, 2.0, 3.0, 5.0])]
#[case::matrix_over_a_number("V / 2", &[0.5, 1.0, 1.5, 2.5])]
#[case::row_times_matrix(r"w^\top V", &[-1.4, -3.3])]
#[case::matrix_plus_matrix("V - V + V", &[1.0, 2.0, 3.0, 5.0])]
#[case::number_beside_a_vector("1 - t", &[0.7, 1.7, -0.1])]
#[case::number_beside_a_matrix("1 + X - 1", &[1.0, 2.0, 3.0, 0.5, -1.0, 2.5])]
#[case::entry_by_entry(r"t \odot (1 - t) \odot t", &[0.063, 0.833, -0.121])]
#[case::product_before_entry_by_entry(r"V w \odot w", &[-0.92, 3.33])]
#[case::modulus_of_a_vector("|t|", &[0.3, 0.7, 1.1])]
#[case::transposed_modulus(r"|X w|^\top", &[0.05, 1.7, 1.05])]
#[case::largest_of_each(r"\max(0, t) + \min(t, 1 - t)", &[0.6, -0.7, 1.0])]
#[case::diagonal(r"\operatorname{diag}(w)", &[0.4, 0.0, 0.0, -0.9])]
#[case::entry_of_a_product("(V V)_{jk}", &[7.0, 12.0, 18.0, 31.0])]
#[case::row_of_a_product("(X V)_i", &[2.0, 5.5, 0.0, 1.0, 8.0, 21.5])]
#[case::column_of_a_product("(X V)_j", &[2.0, 0.0, 8.0, 5.5, 1.0, 21.5])]
#[case::call_with_an_index(r"\varphi_i(a)", &[0.6, -1.4, 2.2])]
fn matrices(#[case] latex: &str, #[case] expected: &[f64]) {
    assert_value(latex, expected, 1e-15);
}

#[rstest]
#[case::over_one(r"\sum_i t_i", &[0.7])]
#[case::until_the_sign(r"\sum_i t_i + a", &[2.7])]
#[case::with_the_product(r"\sum_i t_i a \cdot p", &[4.2])]
#[case::a_quotient_is_of_every_term(r"\sum_i t_i / n", &[0.7 / 3.0])]
#[case::within_another(r"\sum_i \sum_j x_{ij}", &[8.0])]
#[case::over_two(r"\sum_{i,j} x_{ij}", &[8.0])]
#[case::after_another(r"\sum_i t_i - \sum_i t_i", &[0.0])]
#[case::for_each(r"\sum_j x_{ij}", &[1.5, 1.0, 5.5])]
#[case::of_vectors(r"\sum_i t_i x_i", &[2.2, 3.6])]
#[case::primes_of_indices(r"\sum_{i'} [i' = i] t_{i'}", &[0.3, -0.7, 1.1])]
#[case::both_unequal(r"\sum_{j \ne k} V_{jk}", &[5.0])]
#[case::one_unequal(r"w_j + \sum_{k \ne j} V_{jk}", &[3.4, 1.1])]
#[case::over_part_of_a_range(r"\sum_{c \ge 3} u_c", &[3.0])]
#[case::numbers(r"\sum_{m=1}^{4} m^2", &[30.0])]
#[case::bound_that_is_computed(r"\sum_{m=0}^{n + 1} m", &[10.0])]
#[case::bounds_the_other_way(r"\sum^N_{m=3} m", &[7.0])]
#[case::no_numbers(r"\sum_{m=3}^1 m", &[0.0])]
#[case::largest(r"\max_i t_i", &[1.1])]
#[case::largest_until_the_sign(r"\max_j w_j - 1", &[-0.6])]
#[case::largest_product(r"\max_j w_j V_{jk}", &[0.4, 1.2])]
#[case::largest_sum(r"\max_i t_i \sum_j x_{ij} w_j", &[-0.015])]
#[case::a_sum_of_largest(r"\sum_j \max_i x_{ij}", &[5.5])]
#[case::geometric(r"\sum_{m=0}^{\infty} a^{-m}", &[2.0])]
#[case::of_a_modulus(r"\sum_{m=0}^{\infty} |b|^m", &[2.0])]
#[case::of_a_bend_that_is_not_in_the_index(
    r"\sum_{m=0}^{\infty} f(b)^m, \quad f(a) = \max(0, -a)",
    &[2.0]
)]
#[case::slowly(r"\sum_{m=0}^{\infty} (-0.9)^m", &[1.0 / 1.9])]
#[case::zeros(r"\sum_{m \ge 1} z^m", &[0.0])]
#[case::of_a_call(r"\sum_{m=0}^{\infty} g(m, 1) / 2^m", &[4.0])]
fn sums(#[case] latex: &str, #[case] expected: &[f64]) {
    assert_value(latex, expected, 4e-15);
}

#[rstest]
#[case::holds("[a < p]", &[1.0])]
#[case::does_not("[a < b]", &[0.0])]
#[case::all_of_several("[a < p, b < z]", &[1.0])]
#[case::one_of_several_not("[a < p, b > z]", &[0.0])]
#[case::chain("[b < z < a < p]", &[1.0])]
#[case::chain_that_breaks("[b < p < a]", &[0.0])]
#[case::every_sign(r"[a \le 2] + [a \ge 2] + [a = 2] + [a \ne 2] + [a > 2]", &[3.0])]
#[case::as_a_factor("a [p > a] p", &[6.0])]
#[case::of_indices("[j = k]", &[1.0, 0.0, 0.0, 1.0])]
#[case::order_of_indices("[j < k]", &[0.0, 0.0, 1.0, 0.0])]
#[case::brackets_alone("[a] [p]", &[6.0])]
#[case::first_case(r"\begin{cases} a & a > 0 \\ p & a \le 0 \end{cases}", &[2.0])]
#[case::second_case(r"\begin{cases} a & b > 0 \\ p & b \le 0 \end{cases}", &[3.0])]
#[case::the_only_case(r"\begin{cases} 1 & a < 0 \\ 2 & 0 \le a < 3 \end{cases}", &[2.0])]
#[case::otherwise(r"\begin{cases} a & b > 0 \\ p & \text{else} \end{cases}^2", &[9.0])]
#[case::not_otherwise(r"\begin{cases} a & b < 0 \\ p & \text{else} \end{cases}", &[2.0])]
#[case::a_case_that_has_no_value(r"\begin{cases} 0 & z = 0 \\ a / z & z \ne 0 \end{cases}", &[0.0])]
#[case::defined_after(r"r_i^2, \quad r_i = |t_i|", &[0.09, 0.49, 1.21])]
#[case::one_after_the_other(r"B + C, \quad B = a, \quad C = B^2", &[6.0])]
#[case::function_defined_after(r"f(a) + f(p), \quad f(m) = m^2", &[13.0])]
#[case::for_some_indices(r"V_{jk}, \quad j \ne k", &[2.0, 3.0])]
#[case::for_some_values(r"t_i, \quad t_i > 0", &[0.3, 1.1])]
fn conditions(#[case] latex: &str, #[case] expected: &[f64]) {
    assert_value(latex, expected, 1e-15);
}

/// Of size 0.
#[rstest]
#[case::vector("s", &[])]
#[case::entries("s_o", &[])]
#[case::matrix("Z", &[])]
#[case::sum(r"\sum_o s_o", &[0.0])]
#[case::length(r"\|s\|", &[0.0])]
#[case::product_without_terms(r"Z^\top Z", &[0.0; 4])]
#[case::products_without_entries("Z V", &[])]
#[case::entry_by_entry(r"\max(0, s) \odot \sigma(s)", &[])]
#[case::softmax_of_a_column(r"\operatorname{softmax}(s)", &[])]
#[case::softmax_of_rows(r"\operatorname{softmax}(Z)", &[])]
#[case::softmax_of_rows_without_entries(r"\operatorname{softmax}(Z^\top)", &[])]
#[case::derivative(r"\frac{\partial \sum_o s_o^2}{\partial s}", &[])]
fn nothing(#[case] latex: &str, #[case] expected: &[f64]) {
    assert_value(latex, expected, 0.0);
}

/// For every row i: t_i beside x_i, whose columns stand side by side.
#[rstest]
#[case::for_each_value_of_an_index("t_i = x_i", [[0.3, 0.3, -0.7, -0.7, 1.1, 1.1], [1.0, 0.5, 2.0, -1.0, 3.0, 2.5]])]
#[case::behind("x_i = t_i", [[1.0, 0.5, 2.0, -1.0, 3.0, 2.5], [0.3, 0.3, -0.7, -0.7, 1.1, 1.1]])]
#[case::without_an_index("a = V", [[2.0, 2.0, 2.0, 2.0, 0.0, 0.0], [1.0, 2.0, 3.0, 5.0, 0.0, 0.0]])]
fn a_number_beside_a_matrix_is_meant_for_each_entry(
    #[case] latex: &str,
    #[case] expected: [[f64; 6]; 2],
) {
    let meaning = Formula::parse(latex).unwrap().read(&crate::common::symbols()).unwrap();
    for (side, expected) in meaning.evaluate_sides::<f64>().unwrap().iter().zip(expected) {
        assert_eq!(side.nrows(), 2);
        assert_eq!(side.as_slice(), &expected[..side.as_slice().len()]);
    }
}

#[test]
fn sides_of_a_statement_are_evaluated_each() {
    let latex = r"\sum_j x_{ij} = a \le 2 x_i^\top w";
    let meaning = Formula::parse(latex).unwrap().read(&crate::common::symbols()).unwrap();
    assert_eq!(meaning.relations().iter().map(|r| r.latex()).collect::<Vec<_>>(), ["=", r"\le"]);
    let sides = meaning.evaluate_sides::<f64>().unwrap();
    let expected = [[1.5, 1.0, 5.5], [2.0; 3], [-0.1, 3.4, -2.1]];
    for (side, expected) in sides.iter().zip(expected) {
        assert_near(latex, side.as_slice(), &expected, 1e-15);
    }
}

/// e^800 is larger than every number.
#[test]
fn a_softmax_does_not_overflow() {
    assert_value(r"\operatorname{softmax}(2000 w)", &[1.0, 0.0], 0.0);
    assert_value(r"\operatorname{softmax}(-2000 w)", &[0.0, 1.0], 0.0);
}
