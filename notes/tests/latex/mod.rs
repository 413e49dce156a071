//! What Markdown becomes in LaTeX.
//!
//! | module | holds |
//! |---|---|
//! | `cases` | Markdown, and the LaTeX that it becomes |
//! | `refused` | what is an error, and what it says |
//! | `typeset` | a small book that has everything, set by pdfLaTeX if there is one |

mod cases;
mod refused;
mod typeset;

use libtest_mimic::Trial;
use ma6202_language::Language;
use ma6202_notes::Result;
use ma6202_notes::book::Page;
use ma6202_notes::latex::body;

pub fn trials(
    none: fn(Vec<String>) -> std::result::Result<(), libtest_mimic::Failed>,
) -> Vec<Trial> {
    let mut trials = Vec::new();
    for case in cases::CASES {
        let name = format!("latex::{}", case.name);
        trials.push(Trial::test(name, move || none(case.faults())));
    }
    for case in refused::CASES {
        let name = format!("latex::refused::{}", case.name);
        trials.push(Trial::test(name, move || none(case.faults())));
    }
    for (name, check) in typeset::CHECKS {
        let trial = Trial::test(format!("latex::typeset::{name}"), move || none(check()));
        trials.push(match typeset::is_there() {
            true => trial,
            false => trial.with_ignored_flag(true).with_kind("no pdflatex"),
        });
    }
    trials
}

/// A page of the name "page" that says this.
fn page(markdown: &str) -> Page {
    Page { name: "page".into(), markdown: markdown.into(), chains: vec![], figures: vec![] }
}

/// Its body; there is a place "other:there" beside it.
fn latex(markdown: &str, language: Language) -> Result<String> {
    let labels = ["page", "other", "other:there"].map(str::to_owned).into();
    body(&page(markdown), language, &labels)
}
