//! One page: blocks of LaTeX in, MathML out.

use math_core::{LatexToMathML, MathDisplay};

/// How rustdoc begins and ends a ```` ```math ```` block.
const BEGIN: &str = r#"<div class="example-wrap"><pre class="language-math"><code>"#;
const END: &str = "</code></pre></div>";

/// What rustdoc writes in place of a character that means something in HTML; & last, for it is a
/// part of the others.
const ESCAPED: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

#[derive(Default)]
pub struct Typesetter(LatexToMathML);

impl Typesetter {
    /// The page typeset, and how many formulas it has.
    ///
    /// # Errors
    /// The first formula that cannot be typeset.
    pub fn page(&self, page: &str) -> Result<(String, usize), String> {
        let (mut typeset, mut formulas) = (String::new(), 0);
        let mut rest = page;
        while let Some((before, block, after)) = first_block(rest) {
            typeset += before;
            let unescape = |text: String, (escaped, plain)| text.replace(escaped, plain);
            let block = ESCAPED.into_iter().fold(block.to_owned(), unescape);
            for formula in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
                // A paragraph, so that it stands off from its neighbours as text does.
                typeset += &format!("<p>{}</p>", self.formula(formula)?);
                formulas += 1;
            }
            rest = after;
        }
        Ok((typeset + rest, formulas))
    }

    /// # Errors
    /// A formula that is not LaTeX, or not LaTeX that is known here: what it is, and why.
    pub fn formula(&self, latex: &str) -> Result<String, String> {
        let converted = self.0.convert_with_local_state(latex, MathDisplay::Block);
        let converted =
            converted.map_err(|error| format!("{latex}\n  This formula is not right: {error}"))?;
        Ok(converted.mathml)
    }
}

/// What is before a page's first block, in it and after it.
fn first_block(page: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (block, after) = rest.split_once(END)?;
    Some((before, block, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const MATH: &str = "<math display=\"block\">";

    #[rstest]
    #[case::fraction(r"\frac{1}{n}", "<mfrac><mn>1</mn><mi>n</mi></mfrac>")]
    #[case::sum(
        r"\sum_i \alpha_i",
        "<munder><mo lspace=\"0\">∑</mo><mi>i</mi></munder><msub><mi>α</mi><mi>i</mi></msub>"
    )]
    #[case::transpose(r"X^\top \delta", "<msup><mi>X</mi><mi>⊤</mi></msup><mi>δ</mi>")]
    #[case::root(r"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>")]
    #[case::words(r"\text{for all } n", "<mtext>for all </mtext><mi>n</mi>")]
    fn a_formula_becomes_mathml(#[case] latex: &str, #[case] expected: &str) {
        let mathml = Typesetter::default().formula(latex).unwrap();
        assert_eq!(mathml.replace('\u{a0}', " "), format!("{MATH}{expected}</math>"));
    }

    #[test]
    fn cases_are_rows_of_two_cells() {
        let latex = r"\begin{cases} a & a > 0 \\ 0 & \text{else} \end{cases}";
        let mathml = Typesetter::default().formula(latex).unwrap();
        assert_eq!(mathml.matches("<mtr>").count(), 2, "{mathml}");
        assert_eq!(mathml.matches("<mtd").count(), 4, "{mathml}");
        assert!(mathml.contains("<mi>a</mi><mo>&gt;</mo><mn>0</mn></mtd></mtr>"), "{mathml}");
    }

    #[rstest]
    #[case::unknown(r"\half")]
    #[case::open(r"\frac{1")]
    #[case::twice("a^b^c")]
    fn what_is_not_right_is_an_error(#[case] latex: &str) {
        let error = Typesetter::default().formula(latex).unwrap_err();
        let why = error.strip_prefix(&format!("{latex}\n  This formula is not right: "));
        assert!(why.is_some_and(|why| !why.is_empty()), "{error}");
    }

    #[test]
    fn only_the_blocks_of_a_page_change() {
        let page = format!(
            "<p>Head.</p>\n{BEGIN}a &lt; b\nf&#39;(a) \\&amp; x{END}\n<pre class=\"language-text\">\
             <code>a &lt; b</code></pre>{BEGIN}y{END}<p>End.</p>"
        );
        let formula = |latex| Typesetter::default().formula(latex).unwrap();
        let (first, second) = (formula("a < b"), formula(r"f'(a) \& x"));
        let expected = format!(
            "<p>Head.</p>\n<p>{first}</p><p>{second}</p>\n<pre class=\"language-text\"><code>a &lt; \
             b</code></pre><p>{}</p><p>End.</p>",
            formula("y")
        );
        let typesetter = Typesetter::default();
        assert_eq!(typesetter.page(&page), Ok((expected.clone(), 3)));
        assert_eq!(typesetter.page(&expected), Ok((expected, 0)));
    }
}
