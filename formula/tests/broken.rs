//! Formulas in parts that may begin lines.

use crate::mathml::REAL;
use ma6202_formula::{Breakable, Formula};
use roxmltree::Document;
use rstest::rstest;

fn breakable(latex: &str, before: &str) -> Breakable {
    Formula::parse(latex).unwrap_or_else(|error| panic!("{error}")).breakable(before)
}

/// The letters of a part; those that are broken themselves in braces.
fn told(part: &Breakable) -> String {
    match part {
        Breakable::Whole(content) => letters(content),
        Breakable::Parts(parts) => {
            let parts: Vec<String> = parts.iter().map(told).collect();
            format!("{{{}}}", parts.join(" | "))
        }
    }
}

fn letters(content: &str) -> String {
    let xml = format!("<math>{content}</math>");
    let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let texts = document.descendants().filter(|node| node.is_text());
    let text: String = texts.filter_map(|node| node.text()).collect();
    text.replace(['\u{2061}', '\u{2062}', '\u{2063}'], "")
}

#[rstest]
#[case::short("a + b = c", "", "a+b=c")]
#[case::sign("a", "=", "=a")]
#[case::sides("a b c d e f g = b c d e f = a c d e", "≤", "{≤abcdefg | =bcdef | =acde}")]
#[case::left_side_stays("y(x) = a b c d e f = a b c d", "", "{y(x)=abcdef | =abcd}")]
#[case::first_term_stays("1 + a b c d e f - a b c d", "", "{1+abcdef | −abcd}")]
#[case::terms("a b c d - b c d e + a c d e", "=", "{=abcd | −bcde | +acde}")]
#[case::negative_terms("-a b c d - b c d e + a c d e", "=", "{=−abcd | −bcde | +acde}")]
#[case::statements(r"a b c d e f g h, \quad h = a b c d e", "", "{abcdefgh, | h=abcde}")]
#[case::factors(r"a b c d e f \cdot b c d e f \cdot c d e f g h", "", "{abcdef⋅bcdef | ⋅cdefgh}")]
#[case::first_factor_stays(r"\frac1n (a b c d e - b c d e f)", "=", "{=1n(abcde | −bcdef)}")]
#[case::last_factor_stays(r"(a b c d e - b c d e f) x_j", "=", "{=(abcde | −bcdef)xj}")]
#[case::function_stays(r"0.527 \sigma(a b c d e - b c d e f)", "=", "{=0.527σ(abcde | −bcdef)}")]
#[case::no_result(r"0.527 (a b c d e - b c d e f)", "=", "{=0.527(abcde | −bcdef)}")]
#[case::letters(r"a b c d e (1 - f) x_{ik} x_{ij}", "", "{abcde(1−f) | ⋅xikxij}")]
#[case::within_terms(r"(a b c d e - b c d e f) + a", "", "{{(abcde | −bcdef)} | +a}")]
#[case::script_stays_at_the_end(
    r"\Bigl( a b c d e - b c d e f \Bigr)_j",
    "=",
    "{=(abcde | −bcdef)j}"
)]
#[case::sum(r"\sum_i (a b c d e - b c d e f)", "", "{∑i(abcde | −bcdef)}")]
#[case::integral(
    r"\int_0^1 \bigl( a b c d e - b c d e f \bigr) \, dx",
    "",
    "{∫01(abcde | −bcdef)dx}"
)]
#[case::fraction(r"\frac{a b c d e f g - b c d e f g h}{2}", "=", "=abcdefg−bcdefgh2")]
#[case::matrix(
    r"\left( \begin{pmatrix} 0.11 & 0.12 & 0.13 & 0.14 \end{pmatrix} - 1 \right)",
    "=",
    "=((0.110.120.130.14)−1)"
)]
fn long_ones_are_broken(#[case] latex: &str, #[case] before: &str, #[case] expected: &str) {
    assert_eq!(told(&breakable(latex, before)), expected);
}

/// The parts have the letters of the whole, in its order; the signs of products aside, of which
/// some are theirs.
#[test]
fn nothing_is_lost() {
    for latex in REAL {
        let whole = Formula::parse(latex).unwrap().mathml(true);
        let whole = whole.split_once('>').unwrap().1.strip_suffix("</math>").unwrap();
        let parts = told(&breakable(latex, "")).replace(['{', '}', ' ', '|', '⋅'], "");
        assert_eq!(parts, letters(whole).replace(['{', ' ', '|', '⋅'], ""), "{latex}");
    }
}

/// A minus that begins a line subtracts, unless nothing stands before it.
#[test]
fn signs_know_what_they_are() {
    let Breakable::Parts(parts) = breakable("-a b c d |e| - b c d e + a c d e", "=") else {
        panic!("it is long");
    };
    let forms = ["<mo form=\"prefix\">\u{2212}", "<mo form=\"infix\">\u{2212}"];
    for (part, form) in parts.iter().zip(forms) {
        assert!(matches!(part, Breakable::Whole(content) if content.contains(form)), "{part:?}");
    }
}
