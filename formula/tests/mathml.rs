//! Formulas in a page: what each kind of part becomes, and what others make of the same LaTeX.

use ma6202_formula::Formula;
use math_core::{LatexToMathML, MathDisplay};
use pulldown_latex::{Parser, Storage};
use roxmltree::{Document, Node};
use rstest::rstest;

fn mathml(latex: &str, is_display: bool) -> String {
    let formula = Formula::parse(latex).unwrap_or_else(|error| panic!("{error}"));
    let mathml = formula.mathml(is_display);
    Document::parse(&mathml).unwrap_or_else(|error| panic!("{error}: {mathml}"));
    mathml
}

/// What stands within `<math>`, with names for what nobody sees.
fn content(latex: &str) -> String {
    let named = [
        ('\u{2061}', "&of;"),
        ('\u{2062}', "&times;"),
        ('\u{2063}', "&comma;"),
        ('\u{2212}', "&minus;"),
        ('\u{2032}', "&prime;"),
    ];
    let mathml = mathml(latex, false);
    let content = mathml.strip_prefix("<math>").and_then(|rest| rest.strip_suffix("</math>"));
    named.iter().fold(content.unwrap().to_owned(), |text, (sign, name)| text.replace(*sign, name))
}

#[rstest]
#[case::number("3.5", "<mn>3.5</mn>")]
#[case::letter("x", "<mi>x</mi>")]
#[case::greek(r"\lambda", "<mi>λ</mi>")]
#[case::variants(r"\phi \varphi", "<mrow><mi>ϕ</mi><mo>&times;</mo><mi>φ</mi></mrow>")]
#[case::capital_greek(r"\Delta", r#"<mi mathvariant="normal">Δ</mi>"#)]
#[case::infinity(r"\infty", "<mi>∞</mi>")]
#[case::bold_letter(r"\mathbf{x}", "<mi>𝐱</mi>")]
#[case::bold_number(r"\mathbf{1}", "<mi>𝟏</mi>")]
#[case::name(r"\mathrm{box}", "<mi>box</mi>")]
#[case::single_upright_letter(r"\mathrm{E}", r#"<mi mathvariant="normal">E</mi>"#)]
#[case::bar(r"\bar g", r#"<mover><mi>g</mi><mo stretchy="false">‾</mo></mover>"#)]
#[case::hat(r"\hat w", r#"<mover><mi>w</mi><mo stretchy="false">^</mo></mover>"#)]
#[case::matrix(
    r"\begin{pmatrix} 1 & x \end{pmatrix}",
    "<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi></mtd></mtr></mtable><mo>)</mo></mrow>"
)]
#[case::dots(r"a + \dots", "<mrow><mi>a</mi><mo>+</mo><mo>…</mo></mrow>")]
#[case::index("w_j", "<msub><mi>w</mi><mi>j</mi></msub>")]
#[case::two_indices(
    "x_{ij}",
    "<msub><mi>x</mi><mrow><mi>i</mi><mo>&comma;</mo><mi>j</mi></mrow></msub>"
)]
#[case::exponent("x^2", "<msup><mi>x</mi><mn>2</mn></msup>")]
#[case::star_and_index("w^*_j", "<msubsup><mi>w</mi><mi>j</mi><mo>∗</mo></msubsup>")]
#[case::transposed(r"X^\top", "<msup><mi>X</mi><mi>⊤</mi></msup>")]
#[case::primes("f''", r#"<mrow><mi>f</mi><mo lspace="0" rspace="0">&prime;&prime;</mo></mrow>"#)]
#[case::prime_and_exponent(
    "f'^2",
    r#"<msup>
        <mrow><mi>f</mi><mo lspace="0" rspace="0">&prime;</mo></mrow><mn>2</mn>
    </msup>"#
)]
#[case::index_of_a_group(
    "(a b)_j",
    r#"<msub>
        <mrow>
            <mo stretchy="false">(</mo><mrow><mi>a</mi><mo>&times;</mo><mi>b</mi></mrow>
            <mo stretchy="false">)</mo>
        </mrow>
        <mi>j</mi>
    </msub>"#
)]
#[case::exponent_of_a_tall_group(
    r"(W^l)^\top",
    r#"<msup>
        <mrow>
            <mo stretchy="false">(</mo>
            <mpadded height="0.75em" depth="0.25em"><msup><mi>W</mi><mi>l</mi></msup></mpadded>
            <mo stretchy="false">)</mo>
        </mrow>
        <mi>⊤</mi>
    </msup>"#
)]
#[case::exponent_of_a_norm(
    r"\|w\|^2",
    r#"<msup>
        <mrow><mo stretchy="false">‖</mo><mi>w</mi><mo stretchy="false">‖</mo></mrow><mn>2</mn>
    </msup>"#
)]
#[case::absolute_value(
    "|x|",
    r#"<mrow><mo stretchy="false">|</mo><mi>x</mi><mo stretchy="false">|</mo></mrow>"#
)]
#[case::big_brackets(
    r"\bigl[ x \bigr]",
    r#"<mrow>
        <mo minsize="1.2em" maxsize="1.2em">[</mo><mi>x</mi>
        <mo minsize="1.2em" maxsize="1.2em">]</mo>
    </mrow>"#
)]
#[case::bigger_parentheses(
    r"\Bigl( x \Bigr)",
    r#"<mrow>
        <mo minsize="1.8em" maxsize="1.8em">(</mo><mi>x</mi>
        <mo minsize="1.8em" maxsize="1.8em">)</mo>
    </mrow>"#
)]
#[case::fitting_parentheses(r"\left( x \right)", "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>")]
#[case::fraction(r"\frac{1}{n}", "<mfrac><mn>1</mn><mi>n</mi></mfrac>")]
#[case::small_fraction(
    r"\tfrac{1}{n}",
    r#"<mfrac displaystyle="false"><mn>1</mn><mi>n</mi></mfrac>"#
)]
#[case::slash("2/L", r#"<mrow><mn>2</mn><mo lspace="0" rspace="0">/</mo><mi>L</mi></mrow>"#)]
#[case::root(r"\sqrt{2}", "<msqrt><mn>2</mn></msqrt>")]
#[case::derivative(
    r"\frac{\partial J}{\partial w_j}",
    r#"<mfrac>
        <mrow><mo lspace="0">∂</mo><mi>J</mi></mrow>
        <mrow><mo lspace="0">∂</mo><msub><mi>w</mi><mi>j</mi></msub></mrow>
    </mfrac>"#
)]
#[case::second_derivative(
    r"\frac{\partial^2}{\partial v \partial w} (J)",
    r#"<mrow>
        <mfrac>
            <msup><mo lspace="0">∂</mo><mn>2</mn></msup>
            <mrow>
                <mrow><mo lspace="0">∂</mo><mi>v</mi></mrow>
                <mspace width="0.1667em"/>
                <mrow><mo lspace="0">∂</mo><mi>w</mi></mrow>
            </mrow>
        </mfrac>
        <mrow><mo stretchy="false">(</mo><mi>J</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::gradient(r"\nabla J", "<mrow><mo>∇</mo><mi>J</mi></mrow>")]
#[case::product("a b", "<mrow><mi>a</mi><mo>&times;</mo><mi>b</mi></mrow>")]
#[case::dot(r"a \cdot b", "<mrow><mi>a</mi><mo>⋅</mo><mi>b</mi></mrow>")]
#[case::hadamard(r"a \odot b", "<mrow><mi>a</mi><mo>⊙</mo><mi>b</mi></mrow>")]
#[case::product_or_function(
    "f(a)",
    r#"<mrow>
        <mi>f</mi><mrow><mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::labelled_product_or_function(
    "f^l(a)",
    r#"<mrow>
        <msup><mi>f</mi><mi>l</mi></msup>
        <mrow><mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::product_for_sure(
    r"u^\top(a)",
    r#"<mrow>
        <msup><mi>u</mi><mi>⊤</mi></msup><mo>&times;</mo>
        <mrow><mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::function_for_sure(
    "f'(a)",
    r#"<mrow>
        <mrow><mi>f</mi><mo lspace="0" rspace="0">&prime;</mo></mrow><mo>&of;</mo>
        <mrow><mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::function_in_a_product(
    r"a \ln x",
    r#"<mrow>
        <mi>a</mi><mo>&times;</mo><mspace width="0.1667em"/>
        <mrow><mi>ln</mi><mo>&of;</mo><mspace width="0.1667em"/><mi>x</mi></mrow>
    </mrow>"#
)]
#[case::function_of_a_group(
    r"\operatorname{softmax}(p)",
    r#"<mrow>
        <mi>softmax</mi><mo>&of;</mo>
        <mrow><mo stretchy="false">(</mo><mi>p</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::variance(
    r"\operatorname{Var}_b(z)",
    r#"<mrow>
        <msub><mi>Var</mi><mi>b</mi></msub><mo>&of;</mo>
        <mrow><mo stretchy="false">(</mo><mi>z</mi><mo stretchy="false">)</mo></mrow>
    </mrow>"#
)]
#[case::list(
    r"\max(0, a)",
    r#"<mrow>
        <mi>max</mi><mo>&of;</mo>
        <mrow>
            <mo stretchy="false">(</mo><mrow><mn>0</mn><mo>,</mo><mi>a</mi></mrow>
            <mo stretchy="false">)</mo>
        </mrow>
    </mrow>"#
)]
#[case::sum(r"\sum_i x", "<mrow><munder><mo>∑</mo><mi>i</mi></munder><mi>x</mi></mrow>")]
#[case::series(
    r"\sum_{k=0}^\infty x",
    "<mrow>
        <munderover>
            <mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>0</mn></mrow><mi>∞</mi>
        </munderover>
        <mi>x</mi>
    </mrow>"
)]
#[case::maximum(
    r"\max_i x",
    r#"<mrow>
        <munder>
            <mo movablelimits="true" lspace="0.1667em" rspace="0.1667em">max</mo><mi>i</mi>
        </munder>
        <mi>x</mi>
    </mrow>"#
)]
#[case::integral(
    r"\int_0^1 x \, dx",
    r#"<mrow>
        <msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>
        <mi>x</mi><mspace width="0.1667em"/><mi>d</mi><mi>x</mi>
    </mrow>"#
)]
#[case::terms(
    "-a + b - c",
    "<mrow><mo>&minus;</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>&minus;</mo><mi>c</mi></mrow>"
)]
#[case::relations(
    r"a = b \ne c < d \le e",
    "<mrow>
        <mi>a</mi><mo>=</mo><mi>b</mi><mo>≠</mo><mi>c</mi>
        <mo>&lt;</mo><mi>d</mi><mo>≤</mo><mi>e</mi>
    </mrow>"
)]
#[case::more_relations(
    r"a > b \ge c \approx d \to e",
    "<mrow>
        <mi>a</mi><mo>&gt;</mo><mi>b</mi><mo>≥</mo><mi>c</mi>
        <mo>≈</mo><mi>d</mi><mo>→</mo><mi>e</mi>
    </mrow>"
)]
#[case::statements("a, b", r#"<mrow><mi>a</mi><mo>,</mo><mspace width="1em"/><mi>b</mi></mrow>"#)]
#[case::cases(
    r"\begin{cases} a & a > 0 \\ 0 & \text{else} \end{cases}",
    r#"<mrow>
        <mo>{</mo>
        <mtable>
            <mtr>
                <mtd style="text-align: left"><mi>a</mi></mtd>
                <mtd style="text-align: left"><mrow><mi>a</mi><mo>&gt;</mo><mn>0</mn></mrow></mtd>
            </mtr>
            <mtr>
                <mtd style="text-align: left"><mn>0</mn></mtd>
                <mtd style="text-align: left"><mtext>else</mtext></mtd>
            </mtr>
        </mtable>
    </mrow>"#
)]
fn parts_are_elements(#[case] latex: &str, #[case] expected: &str) {
    let expected: String = expected.lines().map(str::trim).collect();
    assert_eq!(content(latex), expected);
}

#[test]
fn a_block_says_so() {
    assert_eq!(mathml("x", true), r#"<math display="block"><mi>x</mi></math>"#);
    assert_eq!(mathml("x", false), "<math><mi>x</mi></math>");
}

/// Formulas of the derivations.
pub const REAL: [&str; 44] = [
    r"\frac{\partial J}{\partial w_j}",
    r"\frac{1}{n} \sum_i 2 (w^\top x_i - t_i) \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
    r"\Bigl( \frac{2}{n} X^\top (X w - t) \Bigr)_j",
    r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
    r"\frac{2}{n} \sum_i x_{ik} \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
    r"w_j - \lambda \frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
    r"w_j - \lambda \sum_k h_{jk} (w_k - w^*_k)",
    r"w^*_j + \sum_k ([j = k] - \lambda h_{jk}) (w_k - w^*_k)",
    r"w^*_j + \Bigl( \sum_k (1 - \lambda h_k) c_k v_k \Bigr)_j",
    r"\|w_K - w^*\|",
    r"\Bigl( \sum_k (1 - \lambda h_k)^{2K} c_k^2 \Bigr)^{1/2}",
    r"\rho(\lambda)^K \Bigl( \sum_k c_k^2 \Bigr)^{1/2}",
    r"\frac{1}{B^2} \frac Bn \Bigl( 1 - \frac Bn \Bigr) \sum_i z_i^2",
    r"\frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i z_i^2",
    r"\frac{1}{n - 1} \sum_{i \ne j} z_i z_j",
    r"\frac 1n \sum_i (g_i - \bar g)(g_i - \bar g)^\top",
    r"\frac{\partial}{\partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
    r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij} + p \frac{\partial w_k}{\partial w_j}",
    r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
    r"\Bigl( \frac{2}{n} X^\top \bigl[ (y - t) \odot y \odot (1 - y) \bigr] \Bigr)_j",
    r"\frac{2}{n} \sum_i r_i^2 (1 - r_i) (2 - 3 r_i) \, x_{ik} x_{ij}, \quad r_i = |y_i - t_i|",
    r"-\frac{1}{n} \sum_i \Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr) x_{ij}",
    r"\frac{1}{k \gamma^2} \Bigl( \sum_i k_i s_i x_i^\top u \Bigr)^2",
    r"\frac{1}{k \gamma^2} \sum_i k_i \|x_i\|^2",
    r"(R / \gamma)^2",
    r"\bigl( w - \lambda X^\top \delta \bigr)_j",
    r"2 \sigma(a)^2 \sigma(-a)",
    r"\sum_r \frac{\partial J}{\partial y_{rj}} \min(0, a_{rj})",
    r"\bigl( \Delta^{l+1} (W^{l+1})^\top \odot f'(A^l) \bigr)_i",
    r"\sum_{r'} \sum_{k'} 2 (y_{r'k'} - t_{r'k'}) \frac{\partial y_{r'k'}}{\partial y_{rk}}",
    r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} s_{rc} ([c = k] - s_{rk})",
    r"g = \tfrac{1}{n} (\operatorname{softmax}(p) - t)",
    r"f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
    r"\frac{y f'(a)}{1 - w f'(a)}",
    r"|f(x) - g(x)|",
    r"\sum_i \varphi_i(x) \, \omega(|x - m_i|) + M \Bigl( 1 - \sum_i \varphi_i(x) \Bigr)",
    r"\omega(h) \sum_{m \ge 1} (r(d+mh) + r(h-d+mh))",
    r"\omega(\tfrac h2) + \omega(\delta) r(\delta) + 2 M e^{-kh}",
    r"4 |A| \int_{-\infty}^a \bigl( \sigma(k(x-a)) - \sigma(k(x-b)) \bigr) \, dx",
    r"\frac{4|A|}{k} \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)",
    r"\frac{4|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}",
    r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)",
    r"\begin{cases} a & a > 0 \\ \alpha (e^a - 1) & a \le 0 \end{cases}",
    r"\sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3)",
];

/// An index of a group stands at all of it, not at its closing parenthesis.
#[test]
fn no_script_stands_at_a_parenthesis() {
    for latex in REAL {
        let mathml = mathml(latex, true);
        let document = Document::parse(&mathml).unwrap();
        let scripts = ["msub", "msup", "msubsup"];
        for node in document.descendants().filter(|node| scripts.contains(&node.tag_name().name()))
        {
            let base = node.first_child().unwrap();
            assert!(!"()[]|‖".contains(base.text().unwrap_or(".")), "{latex}: {mathml}");
        }
    }
}

/// What a formula is written in is LaTeX, not a language of our own.
#[test]
fn latex_stays_latex() {
    for latex in REAL {
        Formula::parse(latex).unwrap_or_else(|error| panic!("{error}"));
        let storage = Storage::new();
        let wrong = Parser::new(latex, &storage).find_map(Result::err);
        assert!(wrong.is_none(), "{latex}: {}", wrong.unwrap());
    }
}

/// math-core writes the same elements, but for what no one sees.
#[test]
fn another_reader_agrees() {
    let typesetter = LatexToMathML::default();
    for latex in REAL {
        let theirs = typesetter.convert_with_local_state(latex, MathDisplay::Block).unwrap().mathml;
        let [ours, theirs] = [mathml(latex, true), theirs].map(|mathml| {
            let document = Document::parse(&mathml).unwrap();
            // A macron is shorter than the bar that can be seen.
            skeleton(document.root_element()).replace('¯', "‾")
        });
        assert_eq!(ours, theirs, "{latex}");
    }
}

/// Elements in the order of their signs. Rows, spaces and invisible signs are left out, and which
/// signs are operators; so is where the base of a script begins, since math-core has it at the
/// last parenthesis of a group.
fn skeleton(node: Node) -> String {
    let parts: String = node.children().filter(Node::is_element).map(skeleton).collect();
    let text = node.text().unwrap_or_default();
    match node.tag_name().name() {
        "mspace" => String::new(),
        "mi" | "mo" | "mn" | "mtext" if ("\u{2061}"..="\u{2064}").contains(&text) => String::new(),
        "mi" | "mo" | "mn" | "mtext" => format!(" {text}"),
        "math" | "mrow" | "mpadded" => parts,
        "msub" | "msup" | "msubsup" => {
            let mut parts = node.children().map(skeleton);
            let base = parts.next().unwrap_or_default();
            let first = parts.clone().next().unwrap_or_default();
            // Primes are high of themselves: ours stand beside their letter.
            if first.trim_start().chars().all(|sign| sign == '\u{2032}') {
                return base + &first;
            }
            let scripts = parts.map(|script| format!(" {{{script} }}")).collect::<String>();
            format!("{base} {}{scripts}", node.tag_name().name())
        }
        tag => format!(" {tag} {{{parts} }}"),
    }
}
