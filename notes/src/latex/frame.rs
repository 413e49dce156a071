//! The files around the bodies: what binds them, and what sets one alone.

use super::{symbols, text};
use crate::book::{Book, Page};
use ma6202_language::Language;

/// What binds the bodies of a book.
pub const NOTES: &str = "notes.tex";

/// The files that every book has, each with its name.
pub fn files(book: &Book) -> Vec<(String, String)> {
    let mut files = vec![
        ("ma6202.sty".into(), include_str!("ma6202.sty").to_owned() + &symbols::declarations()),
        ("layout.tex".into(), include_str!("layout.tex").into()),
        (NOTES.into(), notes(book)),
    ];
    let alone = book.pages.iter().map(|page| (format!("{}.tex", page.name), alone(book, page)));
    files.extend(alone);
    files
}

/// The whole book.
fn notes(book: &Book) -> String {
    let title = text::prose(&book.title);
    let told = book.language.pick(
        "Los ejercicios de la clase de redes neuronales",
        "The exercises of the neural-network lecture",
    );
    let include = |page: &Page| format!("\\include{{chapters/{}}}\n", page.name);
    let pages: String = book.pages.iter().map(include).collect();
    begin(book, &title)
        + &format!(
            "\\subject{{MA6202: Laboratorio de Ciencia de Datos}}\n\\title{{{title}}}\n\
             \\subtitle{{{told}}}\n\\author{{}}\n\\date{{}}\n\n\
             \\begin{{document}}\n\\maketitle\n\\tableofcontents\n{pages}\\end{{document}}\n"
        )
}

/// One page, set alone.
fn alone(book: &Book, page: &Page) -> String {
    let body = format!("\\input{{chapters/{}}}", page.name);
    format!("% {body} alone.\n")
        + &begin(book, &text::prose(page.title()))
        + &format!("\n\\begin{{document}}\n{body}\n\\end{{document}}\n")
}

/// babel leaves the letters of Spanish alone: no character of a formula or of code means another
/// thing, no operator has an accent, for the code and the figures say max, too.
fn begin(book: &Book, title: &str) -> String {
    let language = match book.language {
        Language::Es => "spanish,es-minimal,es-noshorthands",
        Language::En => "english",
    };
    format!(
        "\\documentclass[11pt,a4paper]{{scrreprt}}\n\\usepackage[{language}]{{babel}}\n\
         \\input{{layout}}\n\\hypersetup{{pdftitle={{{title}}},pdflang={{{}}}}}\n",
        book.language.code()
    )
}
