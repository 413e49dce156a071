//! Formulas as MathML, which browsers draw by themselves.

use crate::Result;
use ma6202_formula::Formula;
use ma6202_language::Language;

/// Within a line.
///
/// # Errors
/// A text that is no formula.
pub fn inline(latex: &str) -> Result<String> {
    Ok(Formula::parse(latex)?.mathml(false))
}

/// On a line of its own, which can be moved sideways where it is too wide. A sign may stand before
/// it, as in a derivation.
///
/// # Errors
/// A text that is no formula.
pub fn displayed(latex: &str, language: Language) -> Result<String> {
    let latex = latex.trim();
    let (sign, formula) = match latex {
        _ if latex.starts_with('=') => ("=", &latex[1..]),
        _ if latex.starts_with(r"\le ") => ("≤", &latex[3..]),
        _ => ("", latex),
    };
    let mathml = Formula::parse(formula.trim())?.mathml(true);
    let mathml = match sign {
        "" => mathml,
        sign => mathml.replacen(
            "<math display=\"block\">",
            &format!("<math display=\"block\"><mo>{sign}</mo>"),
            1,
        ),
    };
    let told = language.pick("fórmula", "formula");
    Ok(format!(
        "<div class=\"formula\" role=\"region\" tabindex=\"0\" aria-label=\"{told}\">{mathml}</div>"
    ))
}

/// As it is searched for.
///
/// # Errors
/// A text that is no formula.
pub fn spoken(latex: &str) -> Result<String> {
    let latex = latex.trim().trim_start_matches('=').trim_start_matches(r"\le ");
    Ok(Formula::parse(latex.trim())?.unicode_line())
}
