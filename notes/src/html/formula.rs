//! Formulas as MathML, which browsers draw by themselves.

use crate::Result;
use ma6202_exercises::chapter::signed;
use ma6202_formula::{Breakable, Formula};
use ma6202_language::Language;

/// More letters than have room on a line of a telephone.
const LONG: usize = 30;

/// Within a line, which may end within the formula, but not before what stays beside it; what
/// cannot be broken and is wider than a narrow page can be moved sideways.
///
/// # Errors
/// A text that is no formula.
pub fn inline(latex: &str, after: &str, language: Language) -> Result<String> {
    let formula = Formula::parse(latex)?;
    let is_long = formula.unicode_line().chars().count() > LONG;
    Ok(match in_language(formula.breakable(""), language) {
        Breakable::Whole(content) if is_long => {
            let long =
                format!("<span class=\"long\" {}><math>{content}</math></span>", region(language));
            tied(long, after)
        }
        parts => html(&parts, "<math>", after),
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

/// A letter beside its value, within a line of text, with the mark that follows.
pub fn line(name: Breakable, value: Option<Breakable>, mark: &str) -> String {
    let equation = match (name, value) {
        (Breakable::Whole(name), Some(value)) => with_before(&name, value),
        (name, Some(value)) => Breakable::Parts(vec![name, value]),
        (definition, None) => definition,
    };
    html(&equation, DISPLAYED, mark)
}

/// With this before its first part.
fn with_before(before: &str, formula: Breakable) -> Breakable {
    match formula {
        Breakable::Whole(content) => Breakable::Whole(before.to_owned() + &content),
        Breakable::Parts(mut parts) => {
            parts[0] = with_before(before, parts[0].clone());
            Breakable::Parts(parts)
        }
    }
}

/// What is equal, on lines of its own: a line ends before a sign rather than within a side.
pub fn block(sides: &[Breakable], language: Language) -> String {
    let html: String = sides.iter().map(|side| html(side, DISPLAYED, "")).collect();
    let html = match sides {
        [_] => html,
        _ => format!("<span class=\"parts\">{html}</span>"),
    };
    format!("<div class=\"formula\" {}>{html}</div>", region(language))
}

/// The begin of a `<math>` that stands in a line, and yet is as large as one on its own.
const DISPLAYED: &str = "<math displaystyle=\"true\">";

/// Each part as a box that is moved to the next line before it is broken itself, the last one with
/// what follows it.
fn html(parts: &Breakable, math: &str, after: &str) -> String {
    match parts {
        Breakable::Whole(content) => tied(format!("{math}{content}</math>"), after),
        Breakable::Parts(parts) => {
            let last = parts.len() - 1;
            let after = |number| if number == last { after } else { "" };
            let part = |(number, part)| html(part, math, after(number));
            let parts: Vec<String> = parts.iter().enumerate().map(part).collect();
            format!("<span class=\"parts\">{}</span>", parts.join("<wbr>"))
        }
    }
}

/// On one line with what follows.
fn tied(formula: String, after: &str) -> String {
    match after {
        "" => formula,
        _ => format!("<span class=\"tied\">{formula}{after}</span>"),
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
