//! What Markdown becomes in LaTeX.
//!
//! | module | holds |
//! |---|---|
//! | `cases` | Markdown, and the LaTeX that it becomes |
//! | `drawing` | where pictures stand |
//! | `refused` | what is an error, and what it says |
//! | `typeset` | a small book that has everything, set by pdfLaTeX if there is one |

mod cases;
mod drawing;
mod refused;
mod typeset;

use libtest_mimic::Trial;
use ma6202_figure::{Axis, CurvePanel, Curves, Series};
use ma6202_language::Language;
use ma6202_notes::Result;
use ma6202_notes::book::{Figure, Page};
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

/// A page of the name "page" that says this, with a figure "still" and one that is "moving".
fn page(markdown: &str) -> Page {
    let figures = vec![figure("still.es", None), figure("moving.es", Some("k = 2: a_b"))];
    Page { name: "page".into(), markdown: markdown.into(), chains: vec![], figures }
}

fn figure(stem: &str, says: Option<&str>) -> Figure {
    let line = Series::new("f", &[0.0, 1.0], [0.0, 1.0]);
    let panels = vec![CurvePanel::new("", Axis::linear("x"), Axis::linear("y"), [line])];
    let drawn = Curves { title: "A line, 1\u{a0}%", columns: 1, panels }.svg();
    Figure {
        stem: stem.into(),
        still: drawn.expect("a picture"),
        description: "It rises.".into(),
        says: says.map(str::to_owned),
        motion: None,
    }
}

/// Its body; there is a place "other:there" beside it.
fn latex(markdown: &str, language: Language) -> Result<String> {
    let labels = ["page", "other", "other:there"].map(str::to_owned).into();
    body(&page(markdown), language, &labels)
}
