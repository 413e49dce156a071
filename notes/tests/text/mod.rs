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

pub type Check = fn() -> Vec<String>;

pub const CHECKS: [(&str, Check); 9] = [
    ("no_number_is_typed", templates::numbers),
    ("no_number_is_typed_into_a_chapter", chapters::numbers),
    ("chapters_are_named_by_links", chapters::names),
    ("templates_have_the_same_placeholders", templates::placeholders),
    ("notebooks_are_valid", notebooks::faults),
    ("notebooks_are_of_each_page_in_both_languages", notebooks::languages),
    ("links_of_markdown_lead_somewhere", markdown::faults),
    ("numbers_of_moving_figures_are_read_without_a_slider", markdown::unsaid),
    ("made_again_they_are_the_same", made_again),
];

fn made_again() -> Vec<String> {
    let of = |format| differences(&files(&folder(format)), &files(&again(format)));
    ["ipynb", "md"].into_iter().flat_map(of).collect()
}
