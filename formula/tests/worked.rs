//! Formulas with numbers put in: how they read, and that they have the value.

use crate::common::{TOLD, symbols};
use ma6202_formula::{Formula, Language, Symbols, Unshown, Worked};
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
#[case::derivative(r"2 \frac{\partial J}{\partial w_j}", r"2 \cdot (-0.02253)")]
#[case::exponent("a e^{-p b/2}", r"2 \cdot e^{-3 \cdot (-0.5) / 2}")]
#[case::root(r"\sqrt{\tfrac{2}{\pi}} a", r"\sqrt{\frac{2}{\pi}} \cdot 2")]
#[case::bars("p |b| |a - p|", r"3 \cdot \left| -0.5 \right| \cdot \left| 2 - 3 \right|")]
#[case::bracket("a [0 < b < 1]", r"2 \cdot [0 < -0.5 < 1]")]
#[case::indices("[j = k] a", r"1 \cdot 2")]
#[case::cases(r"a + \begin{cases} b & a > 0 \\ p & a \le 0 \end{cases}", "2 + (-0.5)")]
#[case::last_case(r"a + \begin{cases} p & a < 0 \\ b & \text{else} \end{cases}", "2 + (-0.5)")]
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
#[case::integral_of_a_sum(r"\int_0^1 (m - b) \, dm", r"\int_{0}^{1} (m - (-0.5)) \, dm")]
#[case::integral(r"\int_b^{\infty} e^{-a m} \, dm", r"\int_{-0.5}^{\infty} e^{-2 m} \, dm")]
#[case::definition(r"a r_i, \quad r_i = y_i - t_i", r"2 \cdot 0.1875")]
#[case::normal(r"\Phi(a) + \ln a", r"\Phi (2) + \ln(2)")]
#[case::moment(r"\operatorname{Var}_i(t_i) + a", "0.542 + 2")]
fn numbers_are_put_in(#[case] latex: &str, #[case] expected: &str) {
    assert_eq!(shown(latex), expected);
}

#[rstest]
#[case::letter("a", Unshown::IsValue)]
#[case::derivative(r"\frac{\partial J}{\partial w_j}", Unshown::IsValue)]
#[case::digits("2 + 3 e", Unshown::NothingToPut)]
#[case::function_of_its_variable(r"\int_0^1 g(m, 2 m) \, dm", Unshown::NothingToPut)]
fn the_value_alone_is_shown(#[case] latex: &str, #[case] why: Unshown) {
    let worked = worked(latex, 3);
    assert_eq!(worked.formula, Err(why));
    assert!(worked.shown.is_some());
}

#[test]
fn what_may_vary_within_an_integral_is_not_shown() {
    let latex = r"\int_0^1 \begin{cases} a & m < 2 \\ b & m \ge 2 \end{cases} \, dm";
    let Err(Unshown::Part(part, why)) = worked(latex, 3).formula else { panic!("{latex}") };
    assert!(part.starts_with(r"\begin{cases}") && why.contains("integral"), "{part}: {why}");
}

/// The left-hand side says for which indices: the first where it is not 0.
#[test]
fn the_first_indices_that_show_something_are_chosen() {
    let symbols = symbols();
    let read = |latex: &str| Formula::parse(latex).unwrap().read(&symbols).unwrap();
    let chosen = |latex: &str| {
        let choice = read(latex).choice().unwrap();
        choice.indices().map(|(name, value)| format!("{name}{value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(chosen("x_{ij}"), "i1 j1");
    assert_eq!(chosen("x_{ij} - 1"), "i1 j2");
    assert_eq!(chosen("w_q w_k"), "k1 q2");
}

#[test]
fn a_choice_of_other_indices_is_refused() {
    let symbols = symbols();
    let read = |latex: &str| Formula::parse(latex).unwrap().read(&symbols).unwrap();
    let choice = read("w_j").choice().unwrap();
    let error = read("t_i").worked_at(&choice, 3).unwrap_err();
    assert_eq!(error.expected, "a choice of i, one of 3");
}

/// 1.0004 - 1 is not 1.00 - 1.
#[test]
fn numbers_have_as_many_digits_as_the_value_needs() {
    let mut symbols = Symbols::new();
    symbols.number("p", 0.99963, TOLD).unwrap().number("q", 0.41237, TOLD).unwrap();
    let shown = |latex: &str| {
        let worked = worked_with(&symbols, latex, 3);
        let value = worked.shown.unwrap().latex(Language::English);
        (worked.formula.unwrap().latex(Language::English), value)
    };
    assert_eq!(shown("1 - p"), ("1 - 0.99963".into(), r"3.70 \cdot 10^{-4}".into()));
    assert_eq!(shown("2 q"), (r"2 \cdot 0.4124".into(), "0.825".into()));
    assert_eq!(shown("10 (q - 0.4)"), (r"10 (0.4124 - 0.4)".into(), "0.124".into()));
}

/// What is too long has fewer terms, then letters; then it is not shown.
#[test]
fn what_is_long_is_shortened() {
    let mut s = Symbols::new();
    s.size("n", 3, TOLD).unwrap().size("d", 6, TOLD).unwrap();
    s.index(&["i"], "n").unwrap().index(&["j"], "d").unwrap();
    let x: Vec<f64> = (0..18).map(|x| 1.0 / f64::from(x + 3)).collect();
    s.matrix(["X", "x"], ["n", "d"], &x, TOLD).unwrap().vector("w", "d", &x[..6], TOLD).unwrap();
    s.vector("t", "n", &x[..3], TOLD).unwrap();
    let shown = |latex: &str| worked_with(&s, latex, 3).formula.map(|n| n.latex(Language::English));
    // A matrix of six columns is a letter, and so are then the others.
    assert_eq!(shown("(n X w - t)_i").unwrap(), "(3 X w - t)_{1}");
    assert_eq!(shown(r"2 t^\top t").unwrap().matches("0.333").count(), 2);
    assert!(shown(r"\sum_i t_i \sum_j w_j x_{ij}").unwrap().contains(r"\dots"));
    let long = [r"w^\top x_i"; 20].join(" + ");
    assert!(matches!(shown(&long), Err(Unshown::TooLong(451..))), "{:?}", shown(&long));
}

#[test]
fn spanish_has_a_decimal_comma() {
    let numbers = worked(r"\frac{1}{2} b \max(b, a)", 3).formula.unwrap();
    let latex = numbers.latex(Language::Spanish);
    assert_eq!(latex, r"\frac{1}{2} \cdot (-0{,}5) \cdot \max(-0{,}5; \; 2)");
    assert!(numbers.mathml(Language::Spanish, false).contains("<mn>0,5</mn>"));
    assert!(numbers.mathml(Language::English, true).contains("<mn>0.5</mn>"));
}

/// 0,1,676 would be read as three numbers.
#[test]
fn in_spanish_a_semicolon_separates_numbers() {
    let numbers = worked(r"\max(a, b)", 3).formula.unwrap();
    assert_eq!(numbers.latex(Language::Spanish), r"\max(2; \; -0{,}5)");
    let mathml = numbers.mathml(Language::Spanish, false);
    assert!(mathml.contains("<mo>;</mo>") && mathml.contains("<mn>0,5</mn>"), "{mathml}");
    assert!(numbers.mathml(Language::English, false).contains("<mo>,</mo>"));
}

/// sigma(2) is no number that can be multiplied by hand.
#[rstest]
#[case::product(r"\sigma(a) (1 - \sigma(b))", Some("0.881 (1 - 0.378)"))]
#[case::derivative("a \\sigma'(b)^2", Some(r"2 \cdot 0.235^{2}"))]
#[case::normal(r"2 \Phi(b)", Some(r"2 \cdot 0.3085"))]
#[case::alone(r"\sigma(a)", None)]
#[case::none("a b", None)]
#[case::of_an_integral(r"a \int_0^1 \sigma(m) \, dm", None)]
fn functions_have_their_values_besides(#[case] latex: &str, #[case] expected: Option<&str>) {
    let with_values = worked(latex, 3).with_values.map(|n| n.latex(Language::English));
    assert_eq!(with_values.as_deref(), expected);
}

/// What is long is shown once, with their values.
#[test]
fn in_what_is_long_functions_are_their_values() {
    let long = [r"\sigma(a)"; 20].join(" + ");
    let worked = worked(&long, 3);
    assert!(!worked.formula.unwrap().latex(Language::English).contains("sigma"));
    assert_eq!(worked.with_values, None);
}

/// What J is computed from, through y, h and x; and how, through sigma.
#[test]
fn what_a_formula_is_computed_from_is_known() {
    let symbols = symbols();
    let read = |latex: &str| Formula::parse(latex).unwrap().read(&symbols).unwrap();
    let given = |latex: &str| {
        let meaning = read(latex);
        let names: Vec<String> = meaning.given().map(|(name, _)| name.to_owned()).collect();
        let functions: Vec<String> = meaning.functions().map(str::to_owned).collect();
        (names.join(" "), functions.join(", "))
    };
    let sigma = r"\sigma(u) = \frac{1}{1 + e^{-u}}";
    assert_eq!(given("J"), ("X t w".into(), sigma.into()));
    assert_eq!(given("a b"), ("a b".into(), String::new()));
    assert_eq!(given(r"\tau(a)"), ("a".into(), String::new()), "a program has no formula");
}
