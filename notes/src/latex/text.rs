//! Words, code and formulas within a line, as LaTeX.

use ma6202_language::Language;

/// Words: what LaTeX would take for more than a letter is escaped.
pub fn prose(text: &str) -> String {
    escaped(text, false)
}

/// Code within a line; long code may be broken after its signs, but a file keeps its ending
/// and a number its digits.
pub fn code(text: &str) -> String {
    format!(r"\texttt{{{}}}", escaped(text, true))
}

fn escaped(text: &str, is_code: bool) -> String {
    let is_long = is_code && text.len() > 16;
    let (mut latex, mut before) = (String::new(), None);
    for (at, c) in text.char_indices() {
        // Two of these in a row would become one sign: a dash of --.
        if before == Some(c) && "-<>,'`".contains(c) {
            latex += "{}";
        }
        match c {
            '\\' => latex += r"\textbackslash{}",
            '^' => latex += r"\textasciicircum{}",
            '~' => latex += r"\textasciitilde{}",
            '"' => latex += r"\textquotedbl{}",
            '\'' if is_code => latex += r"\textquotesingle{}",
            '`' => latex += r"\textasciigrave{}",
            // Else \item and \\ would take it for an option.
            '[' | ']' => latex += &format!("{{{c}}}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => latex.extend(['\\', c]),
            _ => latex.push(c),
        }
        let rest = &text[at + c.len_utf8()..];
        if is_long && may_end(c, rest) {
            latex += r"\allowbreak{}";
        }
        before = Some(c);
    }
    latex
}

/// Whether a line of code may end after a sign, with this rest.
fn may_end(sign: char, rest: &str) -> bool {
    let is_sign = |c: char| "_.:/,()".contains(c);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_last = sign == '.' && (rest.starts_with(is_digit) || !rest.contains(is_sign));
    is_sign(sign) && sign != ')' && !rest.starts_with(is_sign) && !is_last
}

/// A formula as it is, but for the comma in its decimal numbers, which Spanish has.
pub fn formula(latex: &str, language: Language) -> String {
    let latex = latex.trim();
    let comma = language.pick("{,}", ".");
    let mut text = String::new();
    for (at, c) in latex.char_indices() {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_within =
            is_digit(latex[..at].chars().next_back()) && is_digit(latex[at + 1..].chars().next());
        match c {
            '.' if is_within => text += comma,
            _ => text.push(c),
        }
    }
    text
}

/// By which a place is found from every page of the book.
pub fn label(page: &str, anchor: &str) -> String {
    if anchor.is_empty() { page.into() } else { format!("{page}:{anchor}") }
}

/// A link out of the book.
pub fn outside(url: &str, text: &str) -> String {
    let url = url.replace('\\', "").replace('%', r"\%").replace('#', r"\#").replace('&', r"\&");
    // An address may be broken after its parts.
    let text = if text.contains(' ') { text.into() } else { text.replace('/', r"/\allowbreak{}") };
    format!(r"\href{{{url}}}{{{text}}}")
}

/// What numbers of a page's figures begin with, as its title does: "4.".
pub fn number(title: &str) -> &str {
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && title[digits..].starts_with(". ") { &title[..=digits] } else { "" }
}
