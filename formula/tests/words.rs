//! Formulas read aloud, in both languages.

use ma6202_formula::{Formula, Language, Symbols, Words};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use rstest::rstest;

const TOLD: Words = Words { es: "", en: "" };

/// X and x, W^l and w^l, δ^l, w and w*, a and A; f, σ, φ_i and box are functions.
fn symbols() -> Symbols {
    let mut s = Symbols::new();
    s.size("n", 2, TOLD).unwrap().size("d", 2, TOLD).unwrap();
    s.index(&["i"], "n").unwrap().index(&["j", "k"], "d").unwrap();
    s.label("l", 1).label("L", 2);
    s.matrix(["X", "x"], ["n", "d"], &[0.0; 4], TOLD).unwrap();
    s.matrix(["W^l", "w^l"], ["d", "d"], &[0.0; 4], TOLD).unwrap();
    s.matrix([r"\Delta^l", r"\delta^l"], ["n", "d"], &[0.0; 4], TOLD).unwrap();
    s.vector("w", "d", &[0.0; 2], TOLD).unwrap().vector("w^*", "d", &[0.0; 2], TOLD).unwrap();
    s.number("a", 0.0, TOLD).unwrap().number("A", 0.0, TOLD).unwrap();
    for function in ["f(z) = z", r"\sigma(z) = z", r"\varphi_i(z) = z", r"\mathrm{box}(z) = z"] {
        s.define(function, TOLD).unwrap();
    }
    s
}

fn words(latex: &str, language: Language) -> String {
    let formula = Formula::parse(latex).unwrap_or_else(|error| panic!("{error}"));
    let words = formula.words(&symbols(), language);
    let is_said = |sign: char| sign.is_alphanumeric() || " ,".contains(sign);
    assert!(words.chars().all(is_said), "a sign in {words}");
    words
}

/// What is expected may be broken into lines.
#[track_caller]
fn assert_said(latex: &str, spanish: &str, english: &str) {
    let expected =
        [spanish, english].map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!([Language::Spanish, Language::English].map(|l| words(latex, l)), expected);
}

#[rstest]
#[case::number("2", "2", "2")]
#[case::decimals("3.5", "3 coma 5", "3 point 5")]
#[case::matrix(
    r"\begin{pmatrix} 1 & 2 \\ a & 4 \end{pmatrix} w",
    "la matriz, fila 1, 2, fila a, 4, fin de la matriz, por w",
    "the matrix, row 1, 2, row a, 4, end of the matrix, times w"
)]
#[case::dots(r"1 + \dots", "1 más y así sucesivamente", "1 plus and so on")]
#[case::greek(r"\alpha \phi \infty", "alfa por fi por infinito", "alpha times phi times infinity")]
#[case::letter_that_sounds_like_a_word("y_i", "i griega sub i", "y sub i")]
#[case::the_capital_of_that_letter("Y", "i griega", "Y")]
#[case::and_before_that_letter("x, y", "x e i griega", "x and y")]
#[case::script_l(r"\ell", "l cursiva", "script l")]
#[case::bold(r"\mathbf{1}", "1 en negrita", "bold 1")]
#[case::name(r"\mathrm{box}", "box", "box")]
#[case::bar(r"\bar g", "g barra", "g bar")]
#[case::hat(r"\hat w", "w gorro", "w hat")]
#[case::tilde(r"\tilde x", "x tilde", "x tilde")]
#[case::bar_over_more(
    r"\bar{a + b}",
    "abre paréntesis a más b, cierra paréntesis, barra",
    "open parenthesis a plus b, close parenthesis, bar"
)]
fn letters(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

/// Where the small letter means something too, and else not.
#[rstest]
#[case::both_declared("X", "X mayúscula", "capital X")]
#[case::both_in_the_formula("B - b", "B mayúscula menos b", "capital B minus b")]
#[case::only_the_capital("C", "C", "C")]
#[case::index_elsewhere("J_j", "J sub j", "J sub j")]
#[case::in_an_index("v_K", "v sub K mayúscula", "v sub capital K")]
#[case::in_an_exponent(
    "v^{2K}",
    "v elevado a 2 por K mayúscula, fin del exponente",
    "v to the power of 2 times capital K, end of the exponent"
)]
#[case::label("v^L", "v superíndice L mayúscula", "v superscript capital L")]
#[case::greek(r"\Delta^l", "delta mayúscula superíndice l", "capital delta superscript l")]
#[case::only_the_greek_capital(r"\Omega", "omega", "omega")]
#[case::bound_below_a_sum(
    r"\sum_b B",
    "la suma sobre b de B mayúscula",
    "the sum over b of capital B"
)]
fn capitals(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::two_indices("x_{ij}", "x sub i j", "x sub i j")]
#[case::longer_index(
    "x_{k+1}",
    "x sub k más 1, fin del subíndice",
    "x sub k plus 1, end of the subscript"
)]
#[case::square("c_k^2", "c sub k al cuadrado", "c sub k squared")]
#[case::cube("c^3", "c al cubo", "c cubed")]
#[case::power("c^k - 1", "c elevado a k, menos 1", "c to the power of k, minus 1")]
#[case::negative_power("e^{-z}", "e elevado a menos z", "e to the power of minus z")]
#[case::longer_power(
    "e^{k + 1} + 1",
    "e elevado a k más 1, fin del exponente, más 1",
    "e to the power of k plus 1, end of the exponent, plus 1"
)]
#[case::square_of_a_group(
    "(a + b)^2",
    "abre paréntesis a más b, cierra paréntesis, al cuadrado",
    "open parenthesis a plus b, close parenthesis, squared"
)]
#[case::index_of_a_group(
    "(X w)_j",
    "abre paréntesis X mayúscula por w, cierra paréntesis, sub j",
    "open parenthesis capital X times w, close parenthesis, sub j"
)]
#[case::transposed(r"w^\top x_i", "w transpuesta por x sub i", "w transpose times x sub i")]
#[case::star("w^*_j", "w estrella sub j", "w star sub j")]
#[case::label("w^l_{ij}", "w superíndice l, sub i j", "w superscript l, sub i j")]
#[case::longer_label(
    r"(W^{l+1})^\top",
    "W mayúscula superíndice l más 1, fin del superíndice, transpuesta",
    "capital W superscript l plus 1, end of the superscript, transpose"
)]
#[case::prime("f'(a)", "f prima de a", "f prime of a")]
#[case::double_prime("g''(a)", "g doble prima de a", "g double prime of a")]
#[case::more_primes("g'''(a)", "g con 3 primas de a", "g with 3 primes of a")]
#[case::primed_indices("t_{r'k'}", "t sub r prima k prima", "t sub r prime k prime")]
fn scripts(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::terms("-a + b - c", "menos a más b menos c", "minus a plus b minus c")]
#[case::dot(r"a \cdot b", "a por b", "a times b")]
#[case::hadamard(
    r"y \odot (1 - y)",
    "i griega, producto de Hadamard con abre paréntesis 1 menos i griega, cierra paréntesis",
    "y, Hadamard product with open parenthesis 1 minus y, close parenthesis"
)]
#[case::hadamard_product_of_products(
    r"a b \odot c \odot d",
    "abre paréntesis a por b, cierra paréntesis, producto de Hadamard con c,
    producto de Hadamard con d",
    "open parenthesis a times b, close parenthesis, Hadamard product with c,
    Hadamard product with d"
)]
#[case::hadamard_in_a_product(
    r"a \odot b \cdot c",
    "abre paréntesis a, producto de Hadamard con b, cierra paréntesis, por c",
    "open parenthesis a, Hadamard product with b, close parenthesis, times c"
)]
#[case::hadamard_in_a_sum(
    r"a - b \odot c",
    "a menos abre paréntesis b, producto de Hadamard con c, cierra paréntesis",
    "a minus open parenthesis b, Hadamard product with c, close parenthesis"
)]
#[case::short_fraction(r"\frac{2}{n} x", "2 sobre n, por x", "2 over n, times x")]
#[case::long_fraction(
    r"\tfrac{1}{1 + e^{-z}}",
    "la fracción con numerador 1 y denominador 1 más e elevado a menos z, fin de la fracción",
    "the fraction with numerator 1 and denominator 1 plus e to the power of minus z,
    end of the fraction"
)]
#[case::slash("2/L", "2 sobre L", "2 over L")]
#[case::long_slash(
    "(a + b) / c",
    "la fracción con numerador a más b y denominador c, fin de la fracción",
    "the fraction with numerator a plus b and denominator c, end of the fraction"
)]
#[case::square_of_a_fraction(
    r"\frac{a}{b}^2",
    "abre paréntesis a sobre b, cierra paréntesis, al cuadrado",
    "open parenthesis a over b, close parenthesis, squared"
)]
#[case::root(r"\sqrt{2} x", "la raíz cuadrada de 2, por x", "the square root of 2, times x")]
#[case::longer_root(
    r"\sqrt{a + b} - c",
    "la raíz cuadrada de a más b, fin de la raíz cuadrada, menos c",
    "the square root of a plus b, end of the square root, minus c"
)]
#[case::group_of_one("(a) b", "a por b", "a times b")]
#[case::negative_base(
    "(-a)^2",
    "abre paréntesis menos a, cierra paréntesis, al cuadrado",
    "open parenthesis minus a, close parenthesis, squared"
)]
#[case::brackets(
    "[a + b] c",
    "abre corchete a más b, cierra corchete, por c",
    "open bracket a plus b, close bracket, times c"
)]
#[case::absolute_value(
    "|x| + 1",
    "el valor absoluto de x, más 1",
    "the absolute value of x, plus 1"
)]
#[case::norm(
    r"\|w - w^*\|",
    "la norma de w menos w estrella, fin de la norma",
    "the norm of w minus w star, end of the norm"
)]
#[case::square_of_a_norm(r"\|w\|^2", "el cuadrado de la norma de w", "the square of the norm of w")]
#[case::power_of_a_norm(
    r"\|w\|^k",
    "abre paréntesis la norma de w, cierra paréntesis, elevado a k",
    "open parenthesis the norm of w, close parenthesis, to the power of k"
)]
#[case::iverson(
    "[i = j]",
    "uno si i es igual a j, cero si no",
    "one if i is equal to j, zero otherwise"
)]
#[case::iverson_in_a_sum(
    r"a + [i = j, k \ne 0]",
    "a más abre corchete uno si i es igual a j y k es distinto de 0, cero si no, cierra corchete",
    "a plus open bracket one if i is equal to j and k is different from 0, zero otherwise,
    close bracket"
)]
#[case::cases(
    r"\begin{cases} a & a > 0 \\ \alpha a & \text{else} \end{cases}",
    "el valor según el caso, a si a es mayor que 0, o bien alfa por a si no, fin de los casos",
    "the value by cases, a if a is greater than 0, or alpha times a otherwise, end of the cases"
)]
fn arithmetic(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::declared("f(a)", "f de a", "f of a")]
#[case::not_declared(
    "g(a + b)",
    "g por abre paréntesis a más b, cierra paréntesis",
    "g times open parenthesis a plus b, close parenthesis"
)]
#[case::with_an_index(r"\varphi_i(x)", "fi sub i de x", "phi sub i of x")]
#[case::known_to_every_formula(r"a \Phi(a)", "a por fi mayúscula de a", "a times capital phi of a")]
#[case::power_of_a_value(
    r"\tanh(x)^2",
    "el cuadrado de la tangente hiperbólica de x",
    "the square of the hyperbolic tangent of x"
)]
#[case::entry_of_a_value(
    r"\operatorname{softmax}(w)_j",
    "abre paréntesis softmax de w, cierra paréntesis, sub j",
    "open parenthesis softmax of w, close parenthesis, sub j"
)]
#[case::variants_together(
    r"\epsilon + \varepsilon",
    "épsilon más épsilon variante",
    "epsilon plus variant epsilon"
)]
#[case::by_its_name(r"\mathrm{box}(x)", "box de x", "box of x")]
#[case::in_a_product("2 f(a) b", "2 por f de a, por b", "2 times f of a, times b")]
#[case::of_a_negative(r"\sigma(-a)", "sigma de menos a", "sigma of minus a")]
#[case::of_more(
    r"\sigma(a + b)",
    "sigma de abre paréntesis a más b, cierra paréntesis",
    "sigma of open parenthesis a plus b, close parenthesis"
)]
#[case::of_a_function(r"f(\sigma(a))", "f de sigma de a", "f of sigma of a")]
#[case::square(r"\sigma(a)^2", "el cuadrado de sigma de a", "the square of sigma of a")]
#[case::cube(r"\sigma(a)^3", "el cubo de sigma de a", "the cube of sigma of a")]
#[case::transposed(r"f(a)^\top", "la transpuesta de f de a", "the transpose of f of a")]
#[case::logarithm(r"\ln 2", "el logaritmo natural de 2", "the natural logarithm of 2")]
#[case::logarithm_to_a_base(
    r"\log_{10} x",
    "el logaritmo en base 10 de x",
    "the logarithm to the base 10 of x"
)]
#[case::logarithm_of_a_power(
    r"\ln x^2",
    "el logaritmo natural de abre paréntesis x al cuadrado, cierra paréntesis",
    "the natural logarithm of open parenthesis x squared, close parenthesis"
)]
#[case::contracted(
    r"\tanh(\ln x)",
    "la tangente hiperbólica del logaritmo natural de x",
    "the hyperbolic tangent of the natural logarithm of x"
)]
#[case::softmax(r"\operatorname{softmax}(p)", "softmax de p", "softmax of p")]
#[case::diagonal(r"\operatorname{diag}(p)", "la matriz diagonal de p", "the diagonal matrix of p")]
#[case::maximum(r"\max(0, a)", "el máximo entre 0 y a", "the maximum of 0 and a")]
#[case::minimum_of_three(r"\min(0, a, b)", "el mínimo entre 0, a y b", "the minimum of 0, a and b")]
#[case::maximum_of_one(r"\max(a)", "el máximo de a", "the maximum of a")]
#[case::expectation(
    r"\operatorname{E}_i(x_i)",
    "la esperanza sobre i de x sub i",
    "the expectation over i of x sub i"
)]
#[case::variance(
    r"\operatorname{Var}_b(z)",
    "la varianza sobre b de z",
    "the variance over b of z"
)]
#[case::covariance(
    r"\operatorname{Cov}_b(1_i, 1_j)",
    "la covarianza sobre b de 1 sub i y 1 sub j",
    "the covariance over b of 1 sub i and 1 sub j"
)]
fn functions(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::derivative(
    r"\frac{\partial J}{\partial w_j}",
    "la derivada parcial de J respecto de w sub j",
    "the partial derivative of J with respect to w sub j"
)]
#[case::with_a_slash(
    r"\partial a_i / \partial w_j",
    "la derivada parcial de a sub i respecto de w sub j",
    "the partial derivative of a sub i with respect to w sub j"
)]
#[case::second_derivative(
    r"\frac{\partial^2 J}{\partial a^2}",
    "la segunda derivada parcial de J respecto de a y a",
    "the second partial derivative of J with respect to a and a"
)]
#[case::second_derivative_by_two(
    r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
    "la segunda derivada parcial de J respecto de w sub k y w sub j",
    "the second partial derivative of J with respect to w sub k and w sub j"
)]
#[case::third_derivative(
    r"\frac{\partial^3 J}{\partial u \partial v \partial w}",
    "la derivada parcial de orden 3 de J respecto de u, v y w",
    "the partial derivative of order 3 of J with respect to u, v and w"
)]
#[case::operator(
    r"\frac{\partial}{\partial w_j} (J + c)",
    "la derivada parcial respecto de w sub j, de abre paréntesis J más c, cierra paréntesis",
    "the partial derivative with respect to w sub j, of open parenthesis J plus c,
    close parenthesis"
)]
#[case::chain_rule(
    r"\frac{\partial y}{\partial a} \frac{\partial a}{\partial w}",
    "la derivada parcial de i griega respecto de a, por la derivada parcial de a respecto de w",
    "the partial derivative of y with respect to a, times the partial derivative of a with
    respect to w"
)]
#[case::partial_alone(r"\partial J", "la parcial de J", "the partial of J")]
#[case::gradient(r"\nabla J", "el gradiente de J", "the gradient of J")]
#[case::gradient_at_a_point(
    r"\nabla f(w^*)",
    "el gradiente de f en w estrella",
    "the gradient of f at w star"
)]
#[case::sum(r"\sum_i x_i", "la suma sobre i de x sub i", "the sum over i of x sub i")]
#[case::sum_before_a_term(
    r"\sum_i x_i + c",
    "la suma sobre i de x sub i, fin de la suma, más c",
    "the sum over i of x sub i, end of the sum, plus c"
)]
#[case::sum_over_pairs(
    r"\sum_{i,j} z_i z_j",
    "la suma sobre i y j de z sub i por z sub j",
    "the sum over i and j of z sub i times z sub j"
)]
#[case::sum_over_some(
    r"\sum_{i \ne j} z_i",
    "la suma sobre i distinto de j de z sub i",
    "the sum over i different from j of z sub i"
)]
#[case::series(
    r"\sum_{k=0}^\infty x^k",
    "la suma para k desde 0 hasta infinito de x elevado a k",
    "the sum for k from 0 to infinity of x to the power of k"
)]
#[case::series_without_an_end(
    r"\sum_{m \ge 1} f(m)",
    "la suma sobre m mayor o igual que 1 de f de m",
    "the sum over m greater than or equal to 1 of f of m"
)]
#[case::maximum(
    r"\max_i x_i - 1",
    "el máximo sobre i de x sub i, fin del máximo, menos 1",
    "the maximum over i of x sub i, end of the maximum, minus 1"
)]
#[case::integral(
    r"\int_{-\infty}^a f(z) - 1 \, dz",
    "la integral desde menos infinito hasta a de f de z, menos 1, respecto de z",
    "the integral from minus infinity to a of f of z, minus 1, with respect to z"
)]
fn analysis(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::equal("a = b", "a es igual a b", "a is equal to b")]
#[case::chain(
    r"0 < \lambda \le 2",
    "0 es menor que lambda, que es menor o igual que 2",
    "0 is less than lambda, which is less than or equal to 2"
)]
#[case::at_least(r"a \ge 0", "a es mayor o igual que 0", "a is greater than or equal to 0")]
#[case::nearly(r"a \approx b", "a es aproximadamente igual a b", "a is approximately equal to b")]
#[case::becomes(r"a \to b", "a pasa a ser b", "a becomes b")]
#[case::with_a_definition(
    r"u^\top C u, \quad C = 1, \quad u = 2",
    "u transpuesta por C por u, donde C es igual a 1 y u es igual a 2",
    "u transpose times C times u, where C is equal to 1 and u is equal to 2"
)]
#[case::list("a, b, c", "a, b y c", "a, b and c")]
fn statements(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

#[rstest]
#[case::gradient(
    r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
    "2 sobre n, por la suma sobre i de abre paréntesis w transpuesta por x sub i menos t sub i,
    cierra paréntesis, por x sub i j",
    "2 over n, times the sum over i of open parenthesis w transpose times x sub i minus t sub i,
    close parenthesis, times x sub i j"
)]
#[case::step(
    r"w^*_j + \sum_k ([j = k] - \lambda h_{jk}) (w_k - w^*_k)",
    "w estrella sub j más la suma sobre k de abre paréntesis abre corchete uno si j es igual a k,
    cero si no, cierra corchete, menos lambda por h sub j k, cierra paréntesis,
    por abre paréntesis w sub k menos w estrella sub k, cierra paréntesis",
    "w star sub j plus the sum over k of open parenthesis open bracket one if j is equal to k,
    zero otherwise, close bracket, minus lambda times h sub j k, close parenthesis,
    times open parenthesis w sub k minus w star sub k, close parenthesis"
)]
#[case::delta(
    r"\bigl( \Delta^{l+1} (W^{l+1})^\top \odot f'(A^l) \bigr)_i",
    "abre paréntesis abre paréntesis delta mayúscula superíndice l más 1, fin del superíndice,
    por W mayúscula superíndice l más 1, fin del superíndice, transpuesta, cierra paréntesis,
    producto de Hadamard con f prima de A mayúscula superíndice l, cierra paréntesis, sub i",
    "open parenthesis open parenthesis capital delta superscript l plus 1, end of the superscript,
    times capital W superscript l plus 1, end of the superscript, transpose, close parenthesis,
    Hadamard product with f prime of capital A superscript l, close parenthesis, sub i"
)]
#[case::boxes(
    r"4 |A| \int_{-\infty}^a \sigma(k(x-a)) \, dx",
    "4 por el valor absoluto de A mayúscula, por la integral desde menos infinito hasta a de
    sigma de abre paréntesis k por abre paréntesis x menos a, cierra paréntesis,
    cierra paréntesis, respecto de x",
    "4 times the absolute value of capital A, times the integral from minus infinity to a of
    sigma of open parenthesis k times open parenthesis x minus a, close parenthesis,
    close parenthesis, with respect to x"
)]
fn whole_formulas(#[case] latex: &str, #[case] spanish: &str, #[case] english: &str) {
    assert_said(latex, spanish, english);
}

/// LaTeX of every kind, in every place; not all of it is a formula.
fn latex() -> impl Strategy<Value = String> {
    let leaf =
        select(vec!["x", "K", "2", "0.5", r"\lambda", r"\Phi", r"\mathbf{1}", r"\bar g", "e"]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 40, 3, |inner| {
        let shapes = select(vec![
            "A B",
            "f(A)",
            "g''(A)^{B}",
            "(A)",
            "[A = B, A < B]",
            "[A]",
            "|A|",
            r"\| A \|_B",
            "A^{B}",
            "x_{A}",
            "x'_{AB}^{C}",
            "(A)_{B}^{C}",
            "A^2",
            r"A^\top",
            "A^*",
            "W^{l+1}_{A}",
            r"\frac{A}{B}",
            r"\tfrac{A}{B}^3",
            r"\frac{\partial A}{\partial B \partial C}",
            r"\frac{\partial^2}{\partial x} (A)",
            r"\partial^{A} B",
            r"\nabla f(A)",
            r"\sqrt{A}",
            r"\hat{A}",
            r"\ln A",
            r"\log_{A}(B)",
            r"\max(A, B)",
            r"\operatorname{Var}_{A}(B)",
            r"\operatorname{f}'(A)",
            r"\mathrm{box}(A)",
            r"\mathrm{box} A",
            r"\sum_{A} B",
            r"\sum_{i=A}^{B} C",
            r"\max_i A",
            r"\int_{A}^{B} C \, dx",
            r"\int A \, dx",
            r"A \cdot B",
            r"A \odot B",
            "A / B",
            "A + B",
            "-A - B",
            "A = B",
            r"A \to B \ne C",
            "A, B = C",
            "A, B",
            r"\begin{cases} A & B < C \\ B & \text{else} \end{cases}",
        ]);
        (shapes, [inner.clone(), inner.clone(), inner]).prop_map(|(shape, parts)| {
            let part = |character: char| match character {
                'A'..='C' => parts[character as usize - 'A' as usize].clone(),
                _ => character.to_string(),
            };
            shape.chars().map(part).collect()
        })
    })
}

/// The same formulas each time.
fn config() -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(6202);
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_read_can_be_said(latex in latex()) {
        prop_assume!(Formula::parse(&latex).is_ok());
        for language in [Language::Spanish, Language::English] {
            prop_assert!(!words(&latex, language).contains("  "));
        }
    }
}
