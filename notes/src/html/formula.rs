//! Formulas as MathML, which browsers draw by themselves.

use crate::Result;
use ma6202_exercises::chapter::signed;
use ma6202_formula::Formula;
use ma6202_language::Language;

/// More letters than have room on a line of a telephone.
const LONG: usize = 30;

/// Within a line; one that is wider than a narrow page can be moved sideways.
///
/// # Errors
/// A text that is no formula.
pub fn inline(latex: &str, language: Language) -> Result<String> {
    let formula = Formula::parse(latex)?;
    let mathml = in_language(&formula.mathml(false), language);
    if formula.unicode_line().chars().count() <= LONG {
        return Ok(mathml);
    }
    Ok(format!("<span class=\"long\" {}>{mathml}</span>", region(language)))
}

/// What scrolls by itself can be reached by keyboard, and has a name.
pub fn region(language: Language) -> String {
    let told = language.pick("fórmula", "formula");
    format!("role=\"group\" tabindex=\"0\" aria-label=\"{told}\"")
}

/// On a line of its own, which can be moved sideways where it is too wide. A sign may stand before
/// it, as in a derivation.
///
/// # Errors
/// A text that is no formula.
pub fn displayed(latex: &str, language: Language) -> Result<String> {
    let (sign, formula) = signed(latex);
    let mathml = in_language(&Formula::parse(formula)?.mathml(true), language);
    let mathml = match sign {
        "" => mathml,
        sign => mathml.replacen(
            "<math display=\"block\">",
            &format!("<math display=\"block\"><mo>{sign}</mo>"),
            1,
        ),
    };
    Ok(format!("<div class=\"formula\" {}>{mathml}</div>", region(language)))
}

/// With a decimal comma in Spanish.
fn in_language(mathml: &str, language: Language) -> String {
    let mut parts = mathml.split("<mn>");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once("</mn>").unwrap_or((part, ""));
        let number = number.replace('.', language.pick(",", "."));
        text += &format!("<mn>{number}</mn>{rest}");
    }
    text
}

/// What stands within a `<math>` element.
pub fn inside(mathml: &str) -> &str {
    let begin = mathml.find('>').map_or(0, |at| at + 1);
    mathml[begin..].strip_suffix("</math>").unwrap_or_default()
}

/// As it is searched for.
///
/// # Errors
/// A text that is no formula.
pub fn spoken(latex: &str) -> Result<String> {
    Ok(Formula::parse(signed(latex).1)?.unicode_line())
}
