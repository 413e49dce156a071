//! Formulas as MathML, which browsers draw by themselves.

use crate::Result;
use ma6202_exercises::chapter::signed;
use ma6202_formula::{Breakable, Formula};
use ma6202_language::Language;

/// More letters than have room on a line of a telephone.
const LONG: usize = 30;

/// Within a line, which may end within the formula; what cannot be broken and is wider than a
/// narrow page can be moved sideways.
///
/// # Errors
/// A text that is no formula.
pub fn inline(latex: &str, language: Language) -> Result<String> {
    let formula = Formula::parse(latex)?;
    let is_long = formula.unicode_line().chars().count() > LONG;
    Ok(match in_language(formula.breakable(""), language) {
        Breakable::Whole(content) if is_long => {
            format!("<span class=\"long\" {}><math>{content}</math></span>", region(language))
        }
        parts => html(&parts, "<math>"),
    })
}

/// What scrolls by itself can be reached by keyboard, and has a name.
pub fn region(language: Language) -> String {
    let told = language.pick("fórmula", "formula");
    format!("role=\"group\" tabindex=\"0\" aria-label=\"{told}\"")
}

/// On lines of its own; what cannot be broken and is too wide can be moved sideways. A sign may
/// stand before it, as in a derivation.
///
/// # Errors
/// A text that is no formula.
pub fn displayed(latex: &str, language: Language) -> Result<String> {
    let (sign, formula) = signed(latex);
    let formula = Formula::parse(formula)?.breakable(sign);
    Ok(block(&[in_language(formula, language)], language))
}

/// What is equal, within a line of text, together unless it has no room there: a letter stays
/// beside its value.
pub fn line(sides: &[Breakable]) -> String {
    let mut sides = sides.to_vec();
    if let [Breakable::Whole(name), _, ..] = &sides[..] {
        let name = name.clone();
        sides.remove(0);
        sides[0] = after(&name, sides[0].clone());
    }
    let html: String = sides.iter().map(|side| html(side, DISPLAYED)).collect();
    match sides[..] {
        // The mark that follows stays beside it.
        [Breakable::Whole(_)] => html,
        _ => format!("<span class=\"parts\">{html}</span>"),
    }
}

/// With this before its first part.
fn after(before: &str, formula: Breakable) -> Breakable {
    match formula {
        Breakable::Whole(content) => Breakable::Whole(before.to_owned() + &content),
        Breakable::Parts(mut parts) => {
            parts[0] = after(before, parts[0].clone());
            Breakable::Parts(parts)
        }
    }
}

/// What is equal, on lines of its own: a line ends before a sign rather than within a side.
pub fn block(sides: &[Breakable], language: Language) -> String {
    let html: String = sides.iter().map(|side| html(side, DISPLAYED)).collect();
    let html = match sides {
        [_] => html,
        _ => format!("<span class=\"parts\">{html}</span>"),
    };
    format!("<div class=\"formula\" {}>{html}</div>", region(language))
}

/// The begin of a `<math>` that stands in a line, and yet is as large as one on its own.
const DISPLAYED: &str = "<math displaystyle=\"true\">";

/// Each part as a box that is moved to the next line before it is broken itself.
fn html(parts: &Breakable, math: &str) -> String {
    match parts {
        Breakable::Whole(content) => format!("{math}{content}</math>"),
        Breakable::Parts(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| html(part, math)).collect();
            format!("<span class=\"parts\">{}</span>", parts.join("<wbr>"))
        }
    }
}

/// With a decimal comma in Spanish.
pub fn in_language(formula: Breakable, language: Language) -> Breakable {
    formula.map(&|mathml| {
        let mut parts = mathml.split("<mn>");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once("</mn>").unwrap_or((part, ""));
            let number = number.replace('.', language.pick(",", "."));
            text += &format!("<mn>{number}</mn>{rest}");
        }
        text
    })
}

/// As it is searched for.
///
/// # Errors
/// A text that is no formula.
pub fn spoken(latex: &str) -> Result<String> {
    Ok(Formula::parse(signed(latex).1)?.unicode_line())
}
