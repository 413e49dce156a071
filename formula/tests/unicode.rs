//! What formulas look like on a terminal.

use ma6202_formula::{Formula, Result};
use rstest::rstest;

fn shown(latex: &str, width: usize) -> Result<String> {
    Ok(Formula::parse(latex)?.unicode(width))
}

/// In columns: accents stand above another character.
fn columns(row: &str) -> usize {
    row.chars().filter(|character| !"\u{302}\u{303}\u{304}".contains(*character)).count()
}

#[rstest]
#[case::number("12.5", "12.5")]
#[case::greek(r"\alpha \epsilon \varepsilon \phi \varphi \ell \Omega \infty", "α ϵ ε ϕ φ ℓ Ω ∞")]
#[case::bold(r"\mathbf{1}_n^\top \mathbf{x} \mathbf{\Omega}", "𝟏ₙᵀ 𝐱 𝛀")]
#[case::upright(r"\mathrm{Var} x + \mathrm{box}(x)", "Var x + box(x)")]
#[case::accents(r"\bar x + \hat y_i + \tilde z", "x\u{304} + y\u{302}ᵢ + z\u{303}")]
#[case::long_accent(r"\bar{x y}", "bar(xy)")]
#[case::row_and_dots(r"\begin{pmatrix} 1 & x \end{pmatrix} a + \dots", "(1  x) a + …")]
#[case::exponents(r"x^2 e^{-kh} \Delta^{l+1}", "x² e⁻ᵏʰ Δˡ⁺¹")]
#[case::indices(r"w_{ij} y_0 a_{n-1}", "wᵢⱼ y₀ aₙ₋₁")]
#[case::both(r"c_k^2 w^l_{ij}", "cₖ² wᵢⱼˡ")]
#[case::star(r"w^* - w^*_j", "w* - w*ⱼ")]
#[case::primes(r"f''(x) + f'_i(x)^2", "f′′(x) + f′ᵢ(x)²")]
#[case::exponent_without_characters(r"e^{-kh/2} + x^q", "e^(-kh/2) + x^q")]
#[case::index_without_characters(r"w_K + t_{rc} + x_{\mathrm{new}}", "w_K + t_rc + x_new")]
#[case::exponent_after_index(r"t_{rc}^2 + b_c^2", "t_(rc)² + b_(c)²")]
#[case::script_in_script(r"e^{a_b c}", "e^(a_b c)")]
#[case::half(r"\frac12 \|w\|^2 - \frac34", "½ ‖w‖² - ¾")]
#[case::fraction(r"-\frac{t_i}{y_i} + \tfrac{a + b}{c d}", "-tᵢ/yᵢ + (a + b)/(c d)")]
#[case::fraction_before_factor(r"\frac{2}{n} X^\top X", "(2/n) XᵀX")]
#[case::fraction_after_factor(r"\lambda \frac{2}{n}", "λ (2/n)")]
#[case::fraction_before_sum(
    r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
    "2/n ∑ᵢ (wᵀxᵢ - tᵢ) xᵢⱼ"
)]
#[case::fraction_with_exponent(r"\frac{a}{b}^2", "(a/b)²")]
#[case::derivative(r"w_j - \lambda \frac{\partial J}{\partial w_j}", "wⱼ - λ ∂J/∂wⱼ")]
#[case::derivative_before_factor(r"\frac{\partial y}{\partial x} z", "(∂y/∂x) z")]
#[case::second_derivative(r"\frac{\partial^2 J}{\partial w_k \partial w_j}", "∂²J/∂wₖ∂wⱼ")]
#[case::operator(
    r"\frac{\partial}{\partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
    "∂/∂wⱼ (J + (p/2) ‖w‖²)"
)]
#[case::root(r"\sqrt 2 + \sqrt{x + 1} + \sqrt{x^2}", "√2 + √(x + 1) + √(x²)")]
#[case::nabla(r"\nabla J(w) + u^\top \nabla J_b", "∇J(w) + uᵀ ∇J_b")]
#[case::groups(r"(x) + [c = k] + |x| + \bigl\| y \bigr\|", "(x) + [c = k] + |x| + ‖y‖")]
#[case::function_or_product(r"M (x - y) + f(x - y)", "M (x - y) + f(x - y)")]
#[case::transposed(r"u^\top C u + X^\top (y - t) + w^\top x", "uᵀ C u + Xᵀ (y - t) + wᵀx")]
#[case::functions(r"\ln(1 + x) + \log_2 x + \ln' y", "ln(1 + x) + log₂ x + ln′ y")]
#[case::function_of_fraction(r"\ln \frac{a}{b} + \ln \sin x", "ln(a/b) + ln(sin x)")]
#[case::names(r"\operatorname{softmax}(y) \odot \min(0, A)", "softmax(y) ⊙ min(0, A)")]
#[case::sums(r"\sum_i \sum_j a_{ij} + \max_i a_i", "∑ᵢ ∑ⱼ aᵢⱼ + maxᵢ aᵢ")]
#[case::integral(r"\int_0^x f(t) - g(t) \, dt", "∫₀ˣ f(t) - g(t) dt")]
#[case::integral_before_factor(r"\int f(t) \, dt \, y", "(∫ f(t) dt) y")]
#[case::signs(r"a \cdot b \odot c", "a · b ⊙ c")]
#[case::slashes(
    r"(R / \gamma)^2 + 1 / 2 x + k h / 2 + \ln y / k",
    "(R/γ)² + 1/(2 x) + k h/2 + (ln y)/k"
)]
#[case::relations(r"0 < a \le b \ne c \approx d \ge e > 0", "0 < a ≤ b ≠ c ≈ d ≥ e > 0")]
#[case::becomes(r"w \to w - \lambda \nabla J", "w → w - λ ∇J")]
#[case::list(r"f(a, b), \quad a = 1, \quad b = 2", "f(a, b),  a = 1,  b = 2")]
fn on_one_line(#[case] latex: &str, #[case] expected: &str) -> Result<()> {
    assert_eq!(shown(latex, 80)?, expected);
    Ok(())
}

#[rstest]
#[case::fraction(r"\sigma(z) = \frac{1}{1 + e^{-z}}", &[
    "          1",
    "σ(z) = ───────",
    "       1 + e⁻ᶻ",
])]
#[case::minus_before_fraction(r"-\frac{a + b}{c} - \frac{a}{b}", &[
    "  a + b   a",
    "- ───── - ─",
    "    c     b",
])]
#[case::fraction_in_fraction(r"\frac{a}{\frac{b}{c + 1}} + d", &[
    "   a",
    "─────── + d",
    "   b",
    " ─────",
    " c + 1",
])]
#[case::small_fraction_stays(r"\tfrac{1}{n} (S - T) + \frac{a + 1}{b}", &[
    "                a + 1",
    "(1/n) (S - T) + ─────",
    "                  b",
])]
#[case::fractions_side_by_side(r"\sum_k \frac{\partial J}{\partial y_k} \frac{\partial y_k}{\partial a_j}", &[
    "  ∂J  ∂yₖ",
    "∑ ─── ───",
    "k ∂yₖ ∂aⱼ",
])]
#[case::tall_parentheses(r"\Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr)_j", &[
    "⎛ tᵢ   1 - tᵢ ⎞",
    "⎜ ── - ────── ⎟",
    "⎝ yᵢ   1 - yᵢ ⎠ⱼ",
])]
#[case::tall_with_exponent(r"\frac{1}{k \gamma^2} \Bigl( \sum_i k_i s_i x_i^\top u \Bigr)^2", &[
    " 1",
    "──── ⎛ ∑ kᵢ sᵢ xᵢᵀu ⎞²",
    "k γ² ⎝ i            ⎠",
])]
#[case::tall_with_scripts(r"\Bigl[ \frac{a + b}{c} \Bigr]^{1/2}_i", &[
    "⎡ a + b ⎤1/2",
    "⎢ ───── ⎥",
    "⎣   c   ⎦ᵢ",
])]
#[case::bars(r"\Bigl| \frac{a + b}{c} \Bigr| \cdot \Bigl\| \frac{a + b}{c} \Bigr\|", &[
    "│ a + b │   ║ a + b ║",
    "│ ───── │ · ║ ───── ║",
    "│   c   │   ║   c   ║",
])]
#[case::lowered(r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} \frac{\partial s_{rc}}{\partial y_{rk}}", &[
    "      t   ∂s",
    "  1    rc   rc",
    "- ─ ∑ ─── ────",
    "  n c s   ∂yᵣₖ",
    "       rc",
])]
#[case::lowered_in_plain_parentheses(r"\sum_c g_{rc} ([c = k] - p_{rk}), \quad g_{rc} = \tfrac{1}{n} (s_{rc} - t_{rc})", &[
    "∑ g   ([c = k] - pᵣₖ),  g   = (1/n) (s   - t  )",
    "c  rc                    rc           rc    rc",
])]
#[case::raised(r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)", &[
    "    ⎛      1             1      ⎞",
    "|A| ⎜ ─────────── + ─────────── ⎟",
    "    ⎜      k|x-a|        k|x-b| ⎟",
    "    ⎝ 1 + e         1 + e       ⎠",
])]
#[case::raised_and_lowered(r"t_{rc}^{a/2} + y_i^{a/2} + t_{rc}^2 + \frac{a}{b + 1}", &[
    " a/2    a/2           a",
    "t    + yᵢ   + t²  + ─────",
    " rc            rc   b + 1",
])]
#[case::bounds(r"f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k", &[
    "       ∞",
    "f′(a)  ∑  (w f′(a))ᵏ",
    "      k=0",
])]
#[case::bound_below(r"\max_w J - \min_{j \ne i} b_j", &[
    "max J - min bⱼ",
    " w      j≠i",
])]
#[case::integral(r"4 |A| \int_{-\infty}^a \sigma(k(x-a)) - \sigma(k(x-b)) \, dx", &[
    "      a",
    "4 |A| ∫  σ(k(x - a)) - σ(k(x - b)) dx",
    "      -∞",
])]
#[case::function_of_fraction(r"\frac{4|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}", &[
    "4|A|         2",
    "──── ln ────────────",
    " k      1 + e⁻ᵏ⁽ᵇ⁻ᵃ⁾",
])]
#[case::root(r"\sqrt{\frac{a}{b + 1}}", &[
    " ⎛   a   ⎞",
    "√⎜ ───── ⎟",
    " ⎝ b + 1 ⎠",
])]
#[case::slash_after_fraction(r"\frac{a + b}{c} / d", &[
    "⎛ a + b ⎞",
    "⎜ ───── ⎟/d",
    "⎝   c   ⎠",
])]
#[case::two_cases(r"\begin{cases} a & a \ge 0 \\ \alpha (e^a - 1) & a < 0 \end{cases}", &[
    "⎧ a           if a ≥ 0",
    "⎨",
    "⎩ α (eᵃ - 1)  if a < 0",
])]
#[case::three_cases(r"f(x) = \begin{cases} 1 & x = 0 \\ 2 & x = 1 \\ 3 & \text{else} \end{cases}", &[
    "       ⎧ 1  if x = 0",
    "f(x) = ⎨ 2  if x = 1",
    "       ⎩ 3  else",
])]
#[case::tall_cases(r"\begin{cases} 1 & x = 0 \\ \frac{\sin x}{x} & \text{else} \end{cases}", &[
    "⎧ 1      if x = 0",
    "⎪",
    "⎨ sin x",
    "⎪ ─────  else",
    "⎩   x",
])]
#[case::cases_before_more(r"1 + \begin{cases} a & a \ge 0 \\ 0 & \text{else} \end{cases} + b", &[
    "    ⎛ ⎧ a  if a ≥ 0 ⎞",
    "1 + ⎜ ⎨             ⎟ + b",
    "    ⎝ ⎩ 0  else     ⎠",
])]
#[case::cases_in_exponent(r"x^{\begin{cases} a & a \ge 0 \\ 0 & \text{else} \end{cases}} + \frac{a + 1}{b}", &[
    " {a if a≥0; 0 else}   a + 1",
    "x                   + ─────",
    "                        b",
])]
#[case::matrix(r"\begin{pmatrix} 1 & 20 \\ 0.5 & 4 \end{pmatrix} w", &[
    "⎛  1   20 ⎞",
    "⎝ 0.5  4  ⎠ w",
])]
fn in_two_dimensions(#[case] latex: &str, #[case] expected: &[&str]) -> Result<()> {
    assert_eq!(shown(latex, 80)?.split('\n').collect::<Vec<_>>(), expected);
    Ok(())
}

#[rstest]
#[case::at_relation(24, r"\frac{\partial J}{\partial w_j} = \frac{2}{n} \sum_i (y_i - t_i) x_{ij} = q_j", &[
    "∂J/∂wⱼ",
    "  = 2/n ∑ᵢ (yᵢ - tᵢ) xᵢⱼ",
    "  = qⱼ",
])]
#[case::at_sum(32, r"y = f(a + b) + g(a + b) - h(a + b) + r(a + b)", &[
    "y = f(a + b) + g(a + b)",
    "    - h(a + b) + r(a + b)",
])]
#[case::at_comma(30, r"\sum_i r_i^2 (1 - r_i) x_{ik} x_{ij}, \quad r_i = |y_i - t_i|", &[
    "∑ᵢ rᵢ² (1 - rᵢ) xᵢₖ xᵢⱼ,",
    "  rᵢ = |yᵢ - tᵢ|",
])]
#[case::in_group(36, r"-\frac{1}{n} \sum_i \bigl( t_i \ln y_i + (1 - t_i) \ln(1 - y_i) \bigr)", &[
    "-1/n ∑ᵢ (tᵢ ln yᵢ",
    "  + (1 - tᵢ) ln(1 - yᵢ))",
])]
#[case::at_factor(28, r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}", &[
    "2/n ∑ᵢ (yᵢ - tᵢ) yᵢ (1 - yᵢ)",
    "  xᵢⱼ",
])]
#[case::stacked_if_that_is_enough(36, r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij} + \frac p2 \sum_m 2 w_m \frac{\partial w_m}{\partial w_j}", &[
    "1                   p        ∂wₘ",
    "─ ∑ (yᵢ - tᵢ) xᵢⱼ + ─ ∑ 2 wₘ ───",
    "n i                 2 m      ∂wⱼ",
])]
#[case::tall_lines(50, r"\omega(\tfrac h2) + \omega(d) r(d) + \omega(h-d) r(h-d) + \omega(h) \sum_{m \ge 1} (r(d+mh) + r(h-d+mh)) + M (r(h+x-p) + r(h+q-x))", &[
    "ω(h/2) + ω(d) r(d) + ω(h - d) r(h - d)",
    "",
    "  + ω(h)  ∑  (r(d + m h) + r(h - d + m h))",
    "         m≥1",
    "",
    "  + M (r(h + x - p) + r(h + q - x))",
])]
#[case::unbreakable(8, r"a = \frac{b + c + d + f}{g}", &[
    "a",
    "",
    "  b + c + d + f",
    "= ─────────────",
    "        g",
])]
fn in_several_lines(
    #[case] width: usize,
    #[case] latex: &str,
    #[case] expected: &[&str],
) -> Result<()> {
    assert_eq!(shown(latex, width)?.split('\n').collect::<Vec<_>>(), expected);
    Ok(())
}

/// From the derivations.
const FORMULAS: [&str; 40] = [
    r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} \frac{\partial s_{rc}}{\partial y_{rk}}",
    r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} s_{rc} ([c = k] - s_{rk})",
    r"-\frac{1}{n} \sum_i \Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
    r"4 |A| \int_{-\infty}^a \sigma(k(x-a)) - \sigma(k(x-b)) \, dx",
    r"J = -\frac{1}{n} \sum_r \sum_c t_{rc} \ln s_{rc}",
    r"\Bigl( \frac{1}{n} X^\top (y - t) + p \, w \Bigr)_j",
    r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X + p I \Bigr)_{kj}",
    r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X \Bigr)_{kj}",
    r"\Bigl( \frac{2}{n} X^\top \operatorname{diag} \bigl( r \odot r \odot (1 - r) \odot (2 - 3r) \bigr) X \Bigr)_{kj}, \quad r = |y - t|",
    r"\Bigl( w - \lambda \frac{2}{n} X^\top (X w - t) \Bigr)_j",
    r"\Bigl| \frac{\partial \ell}{\partial a} \Bigr|",
    r"\Bigl| \sum_i \varphi_i(x) (f(x) - f(m_i)) + \Bigl( 1 - \sum_i \varphi_i(x) \Bigr) f(x) \Bigr|",
    r"\begin{cases} a & a \ge 0 \\ \alpha (e^a - 1) & a < 0 \end{cases}",
    r"\bigl( \Delta^{l+1} (W^{l+1})^\top \odot f'(A^l) \bigr)_i",
    r"\delta^l_{rj} = \frac{\partial J}{\partial a^l_{rj}}",
    r"\frac{1}{B^2} \frac Bn \Bigl( 1 - \frac Bn \Bigr) \Bigl( \sum_i z_i^2 - \frac{1}{n-1} \sum_{i \ne j} z_i z_j \Bigr)",
    r"\frac{1}{n} \sum_i x_{ik} \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
    r"\frac{1}{n} \sum_{r'} \sum_{k'} 2 (y_{r'k'} - t_{r'k'}) \frac{\partial y_{r'k'}}{\partial y_{rk}}",
    r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
    r"\frac{2}{n} \sum_i \bigl[ y_i (1 - y_i) + (y_i - t_i) (1 - 2 y_i) \bigr] y_i (1 - y_i) x_{ik} x_{ij}",
    r"\frac{2}{n} \sum_i r_i^2 (1 - r_i) (2 - 3 r_i) \, x_{ik} x_{ij}, \quad r_i = |y_i - t_i|",
    r"\frac{2}{n} \sum_i x_{ik} \frac{\partial}{\partial y_i} \bigl[ (y_i - t_i) (y_i - y_i^2) \bigr] \frac{\partial y_i}{\partial a_i} x_{ij}",
    r"\frac{4|A|}{k} \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)",
    r"\frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j}",
    r"\frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i z_i^2",
    r"\omega(\tfrac h2) + \omega(\delta) r(\delta) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2 M e^{-kh}",
    r"\omega(\tfrac h2) + \omega(d) r(d) + \omega(h-d) r(h-d) + \omega(h) \sum_{m \ge 1} (r(d+mh) + r(h-d+mh)) + M (r(h+x-p) + r(h+q-x))",
    r"\rho(\lambda) = \max(|1 - \lambda \mu|, |1 - \lambda L|)",
    r"\sum_c g_{rc} p_{rc} ([c = k] - p_{rk}), \quad g_{rc} = \tfrac{1}{n} (s_{rc} - t_{rc})",
    r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial \alpha}",
    r"a^l_{rj} = \sum_i y^{l-1}_{ri} w^l_{ij} + b^l_j",
    r"f'(a) \Bigl( 1 + w \frac{\partial y}{\partial x} \Bigr)",
    r"f'(a) \Bigl( y + w \frac{\partial y}{\partial w} \Bigr)",
    r"f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
    r"u^\top C u, \quad C = \frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i (g_i - \bar g)(g_i - \bar g)^\top",
    r"w^*_j + \sum_k ([j = k] - \lambda h_{jk}) (w_k - w^*_k)",
    r"w_j - \lambda \frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
    r"|A| \, \bigl| \sigma(k(x-a)) - H(x-a) - (\sigma(k(x-b)) - H(x-b)) \bigr|",
    r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)",
    r"|A| \bigl( |\sigma(k(x-a)) - H(x-a)| + |\sigma(k(x-b)) - H(x-b)| \bigr)",
];

#[test]
fn terminals_are_wide_enough() -> Result<()> {
    for latex in FORMULAS {
        for row in shown(latex, 80)?.lines() {
            assert!(columns(row) <= 80, "{latex}:\n{row}");
            assert!(!row.contains('\\'), "{latex}:\n{row}");
        }
    }
    Ok(())
}

/// Those in two dimensions: on one line others have slashes for lines.
#[test]
fn nothing_is_lost_where_lines_break() -> Result<()> {
    let signs = |latex, width| {
        let mut signs: Vec<char> = shown(latex, width)?.chars().collect();
        signs.retain(|sign| !sign.is_whitespace());
        signs.sort();
        Result::Ok(signs)
    };
    for latex in FORMULAS {
        if shown(latex, 1000)?.contains('\n') {
            for width in 0..80 {
                assert_eq!(signs(latex, width)?, signs(latex, 1000)?, "{latex}: {width} columns");
            }
        }
    }
    Ok(())
}

#[test]
fn all_letters_are_known() -> Result<()> {
    let letters = r"\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \iota \kappa
        \lambda \mu \nu \xi \pi \rho \sigma \tau \phi \varphi \chi \psi \omega \Gamma \Delta \Theta
        \Lambda \Sigma \Phi \Psi \Omega \ell \infty";
    for letter in letters.split_whitespace() {
        assert_eq!(columns(&shown(letter, 80)?), 1, "{letter}");
        assert!(!shown(letter, 80)?.is_ascii(), "{letter}");
    }
    Ok(())
}

#[rstest]
#[case::exponents("a^{", "}")]
#[case::indices("a_{b c ", "}")]
#[case::groups("2 x (", " + b)^2 y")]
#[case::fractions(r"\frac{1}{a + ", "}")]
#[case::sums(r"\sum_{i = 1}^n ", "")]
#[case::roots(r"\sqrt{x ", "}")]
#[case::cases(r"\begin{cases} ", r" & a > 0 \end{cases}")]
fn the_deepest_are_shown(#[case] before: &str, #[case] after: &str) -> Result<()> {
    let nested = |depth| before.repeat(depth) + "q" + &after.repeat(depth);
    let deepest = (1..60).rev().find_map(|depth| Formula::parse(&nested(depth)).ok());
    assert!(deepest.is_some_and(|formula| formula.unicode(80).contains('q')));
    Ok(())
}
