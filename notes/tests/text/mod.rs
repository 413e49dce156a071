//! What is made besides pages, and of what they are made.
//!
//! | module | reads |
//! |---|---|
//! | `chapters` | the templates of the chapters |
//! | `templates` | the templates of the pages around the chapters |
//! | `notebooks` | notebooks |
//! | `markdown` | Markdown |

mod chapters;
mod markdown;
mod notebooks;
mod templates;

use crate::made::{again, files, folder};
use crate::page::differences;
use std::process::Command;

pub type Check = fn() -> Vec<String>;

pub const CHECKS: [(&str, Check); 10] = [
    ("no_number_is_typed", templates::numbers),
    ("no_number_is_typed_into_a_chapter", chapters::numbers),
    ("chapters_are_named_by_links", chapters::names),
    ("templates_have_the_same_placeholders", templates::placeholders),
    ("notebooks_are_valid", notebooks::faults),
    ("notebooks_are_of_each_page_in_both_languages", notebooks::languages),
    ("links_of_markdown_lead_somewhere", markdown::faults),
    ("numbers_of_moving_figures_are_read_without_a_slider", markdown::unsaid),
    ("made_again_they_are_the_same", made_again),
    ("the_help_does_not_load_libtorch", help_loads),
];

fn made_again() -> Vec<String> {
    let of = |format| differences(&files(&folder(format)), &files(&again(format)));
    ["ipynb", "md"].into_iter().flat_map(of).collect()
}

/// From where the help loads libtorch, if not from its stub; the linker tells. What is made is made
/// with it.
fn help_loads() -> Vec<String> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Vec::new();
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_notes"));
    let program = program.arg("--help").env("LD_DEBUG", "libs").env_remove("LD_LIBRARY_PATH");
    let said = program.output().expect("the program starts").stderr;
    let said = String::from_utf8_lossy(&said);
    let lines = said.lines().filter(|line| line.contains("calling init: "));
    let mut loaded: Vec<String> =
        lines.filter(|line| line.ends_with("/libtorch_cpu.so")).map(str::to_owned).collect();
    if loaded.is_empty() {
        return vec!["no libtorch_cpu.so at all".into()];
    }
    loaded.retain(|line| !line.ends_with("/libtorch-stubs/libtorch_cpu.so"));
    loaded
}
