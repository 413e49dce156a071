//! The notes, as whoever opens them finds them.
//!
//! What is checked is the folder that `MA6202_NOTES` names, as `cargo xtask notes --check` does;
//! without it the notes are made first. What needs a browser is ignored where there is none.
//!
//! | module | looks at |
//! |---|---|
//! | `made` | where the notes are |
//! | `page` | the files of the book in HTML, without a browser |
//! | `spoiled` | whether those checks find what is wrong |
//! | `text` | the templates, notebooks and Markdown |
//! | `latex` | LaTeX, and what pdfLaTeX says to it |
//! | `browser` | the pages in a browser |

mod browser;
mod latex;
mod made;
mod page;
mod spoiled;
mod text;

use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (name, check) in page::CHECKS {
        trials.push(Trial::test(format!("page::{name}"), move || none(check(made::book()))));
    }
    for spoil in spoiled::SPOILS {
        let name = format!("spoiled::{}", spoil.name);
        trials.push(Trial::test(name, move || none(spoil.faults(made::book()))));
    }
    for (name, check) in text::CHECKS {
        trials.push(Trial::test(format!("text::{name}"), move || none(check())));
    }
    trials.extend(latex::trials(none));
    let browsers = Arc::new(browser::Browsers::find());
    trials.extend(browser::trials(&browsers));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// There are no faults, or the test fails and tells them.
fn none(faults: Vec<String>) -> Result<(), Failed> {
    const TOLD: usize = 30;
    if faults.is_empty() {
        return Ok(());
    }
    let more = faults.len().saturating_sub(TOLD);
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    let told = faults.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join("\n");
    Err(format!("{told}{more}").into())
}
