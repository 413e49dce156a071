//! Formulas with one thing changed.

use crate::common::{golden, symbols};
use ma6202_formula::Formula;
use rstest::rstest;

fn mutants(latex: &str) -> Vec<String> {
    let formula = Formula::parse(latex).unwrap_or_else(|error| panic!("{error}"));
    formula.mutants().iter().map(|mutant| mutant.formula.latex().to_owned()).collect()
}

/// All of them, in order.
#[rstest]
#[case::letter_alone("a", &[])]
#[case::number("2", &["3"])]
#[case::decimals("0.5", &["1.5"])]
#[case::exponent("a^{2}", &["a^{3}"])]
#[case::sum("a - b", &["-a - b", "-b", "a + b", "a", "b - b", "a - a"])]
#[case::subtracted("-a", &["a"])]
#[case::product("a b", &["b", "a", "b b", "a a"])]
#[case::dot(r"2 \cdot 3", &["2 / 3", r"3 \cdot 3", r"2 \cdot 4"])]
#[case::slash("2 / 3", &[r"2 \cdot 3", "3 / 3", "2 / 4"])]
#[case::entry_by_entry(r"2 \odot 3", &[r"2 \cdot 3", r"3 \odot 3", r"2 \odot 4"])]
#[case::fraction(r"\frac{1}{2}", &[r"\frac{2}{1}", r"\frac{2}{2}", r"\frac{1}{3}"])]
#[case::transpose(r"X^{\top}", &["X"])]
#[case::transpose_with_an_index(r"x^{\top}_{i}", &["x_{i}"])]
#[case::star("w^{*}", &["w"])]
#[case::prime("f''(2)", &["(2)", "f''", "f' (2)", "f'' (3)"])]
#[case::index_of_a_sum(r"\sum_{i} x_{i j}", &[
    r"\sum_{j} x_{i j}", r"\sum_{i} x_{j}", r"\sum_{i} x_{i}", r"\sum_{i} x_{j j}",
    r"\sum_{i} x_{i i}",
])]
#[case::bounds(r"\sum_{m = 0}^{n} 1", &[
    r"\sum_{m = 0}^{n + 1} 1", r"\sum_{m = 1}^{n} 1", r"\sum_{m = 0}^{n} 2",
])]
#[case::infinite_bound(r"\sum_{m = 0}^{\infty} 2", &[
    r"\sum_{m = 1}^{\infty} 2", r"\sum_{m = 0}^{\infty} 3",
])]
#[case::bounds_of_an_integral(r"\int_{-\infty}^{a} 1 \, dx", &[
    r"\int_{-\infty}^{a + 1} 1 \, dx", r"\int_{\infty}^{a} 1 \, dx", r"\int_{-\infty}^{x} 1 \, dx",
    r"\int_{-\infty}^{a} 2 \, dx", r"\int_{-\infty}^{a} 1 \, da",
])]
#[case::functions(r"\ln \sin 2", &[r"\exp \sin 2", r"\ln \cos 2", r"\ln \sin 3"])]
#[case::largest(r"\max(1, \; 2)", &[r"\min(1, \; 2)", r"\max(2, \; 2)", r"\max(1, \; 3)"])]
#[case::largest_of_all(r"\max_{i} 1", &[r"\min_{i} 1", r"\max_{i} 2"])]
#[case::variance(r"\operatorname{Var}_{i}(1)", &[
    r"\operatorname{E}_{i}(1)", r"\operatorname{Var}_{i}(2)",
])]
#[case::softmax(r"\operatorname{softmax}(1)", &["(1)", r"\operatorname{softmax}(2)"])]
#[case::modulus("|1|", &["(1)", "|2|"])]
#[case::length(r"\|1\|", &["(1)", r"\|2\|"])]
#[case::bracket("[1 < 2]", &[r"[1 \ge 2]", "[2 < 2]", "[1 < 3]"])]
#[case::chain(r"[1 = 2 \le 3]", &[
    r"[1 \ne 2 \le 3]", "[1 = 2 > 3]", r"[2 = 2 \le 3]", r"[1 = 3 \le 3]", r"[1 = 2 \le 4]",
])]
#[case::below_a_sum(r"\sum_{i \ne j} 1", &[
    r"\sum_{i = j} 1", r"\sum_{j \ne j} 1", r"\sum_{i \ne i} 1", r"\sum_{i \ne j} 2",
])]
#[case::case(r"\begin{cases} 1 & 2 > 3 \\ 4 & \text{else} \end{cases}", &[
    r"\begin{cases} 2 & 2 > 3 \\ 4 & \text{else} \end{cases}",
    r"\begin{cases} 1 & 2 \le 3 \\ 4 & \text{else} \end{cases}",
    r"\begin{cases} 1 & 3 > 3 \\ 4 & \text{else} \end{cases}",
    r"\begin{cases} 1 & 2 > 4 \\ 4 & \text{else} \end{cases}",
    r"\begin{cases} 1 & 2 > 3 \\ 5 & \text{else} \end{cases}",
])]
#[case::statement("1 = 2", &["2 = 2", "1 = 3"])]
#[case::definition(r"1, \; a = 2", &[r"2, \; a = 2", r"1, \; a = 3"])]
#[case::condition(r"1, \; 2 \ne 3", &[
    r"2, \; 2 \ne 3", r"1, \; 2 = 3", r"1, \; 3 \ne 3", r"1, \; 2 \ne 4",
])]
#[case::slash_after_a_product("2 a / 3", &[r"2 a \cdot 3", "a / 3", "2 / 3", "3 a / 3", "2 a / 4"])]
#[case::what_would_have_two_readings_is_none(r"2 \cdot 2 \cdot 2", &[
    r"2 \cdot 2 / 2", r"3 \cdot 2 \cdot 2", r"2 \cdot 3 \cdot 2", r"2 \cdot 2 \cdot 3",
])]
fn one_thing_is_changed(#[case] latex: &str, #[case] expected: &[&str]) {
    assert_eq!(mutants(latex), expected);
}

#[test]
fn a_mutant_says_what_was_changed() {
    let mutants = Formula::parse(r"\frac12 w^\top x").unwrap().mutants();
    let said: Vec<&str> = mutants.iter().map(|mutant| &*mutant.what).collect();
    assert_eq!(said[3], r"\frac{1}{2} became \frac{2}{1}");
    assert_eq!(said[6], r"w^{\top} became w");
}

#[test]
fn mutants_differ_from_the_formula_and_from_each_other() {
    let texts = [include_str!("golden/values.txt"), include_str!("golden/derivatives.txt")];
    let mut count = 0;
    for (latex, _) in texts.into_iter().flat_map(golden) {
        let formula = Formula::parse(latex).unwrap();
        let mutants = formula.mutants();
        for (number, mutant) in mutants.iter().enumerate() {
            assert_ne!(mutant.formula.tree(), formula.tree(), "{latex}");
            let others = &mutants[..number];
            assert!(others.iter().all(|other| other.formula != mutant.formula), "{latex}");
        }
        count += mutants.len();
    }
    assert!(count > 800, "{count}");
}

/// What the crate is for: of a line that is checked against a derivative, no wrong letter, index,
/// sign or number goes unnoticed.
#[rstest]
#[case(r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}")]
#[case(r"\Bigl( \frac{2}{n} X^\top \bigl( (y - t) \odot \sigma'(h) \bigr) \Bigr)_j")]
fn mutants_of_a_line_have_another_value(#[case] line: &str) {
    let symbols = symbols();
    let left = Formula::parse(r"\frac{\partial J}{\partial w_j}").unwrap().read(&symbols).unwrap();
    let holds = |line: &Formula| {
        let value = line.read_like(&symbols, &left).and_then(|line| line.evaluate::<f64>());
        value.is_ok_and(|value| {
            let pairs = value.as_slice().iter().zip(left.evaluate::<f64>().unwrap().into_vec());
            value.shape() == (2, 1) && pairs.map(|(x, y)| (x - y).abs()).all(|d| d < 1e-9)
        })
    };
    let line = Formula::parse(line).unwrap();
    assert!(holds(&line));
    let mutants = line.mutants();
    assert!(mutants.len() > 30);
    for mutant in mutants {
        assert!(!holds(&mutant.formula), "{}: {}", mutant.what, mutant.formula);
    }
}
