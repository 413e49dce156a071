//! The pages in a browser, Chromium without a window, through its driver.
//!
//! | module | asks |
//! |---|---|
//! | `driver`, `session` | how a browser is told what to do |
//! | `console` | whether a page complains, or asks a network |
//! | `width` | whether everything fits, on a phone too |
//! | `narrow` | whether a telephone shows what a page says |
//! | `letters` | whether the letters of pictures stand out, in the dark too |
//! | `sliders` | whether keys move the figures |
//! | `search` | what is found, and where it leads |
//! | `reader` | the language, the theme, no script, paper |
//! | `accessible` | what axe-core finds |
//! | `screenshots` | the pictures of the README |

mod accessible;
mod console;
mod driver;
mod letters;
mod narrow;
mod reader;
mod screenshots;
mod search;
mod session;
mod sliders;
mod width;

pub use driver::Browsers;

use crate::{made, none};
use libtest_mimic::Trial;
use session::Session;
use std::sync::Arc;

/// Faults of the pages in a browser.
type Check = fn(&Session) -> Vec<String>;

/// In the order of how long they take: the longest first, so that nobody waits for it alone.
const CHECKS: [(&str, Check); 18] = [
    ("axe_finds_nothing::es", |session| accessible::faults(session, "es")),
    ("axe_finds_nothing::en", |session| accessible::faults(session, "en")),
    ("everything_fits::es", |session| width::faults(session, "es")),
    ("everything_fits::en", |session| width::faults(session, "en")),
    ("a_telephone_hides_nothing::es", |session| narrow::faults(session, "es")),
    ("a_telephone_hides_nothing::en", |session| narrow::faults(session, "en")),
    ("letters_of_pictures_stand_out", letters::faults),
    ("keys_move_the_figures", sliders::faults),
    ("keys_move_a_made_up_figure", sliders::of_made_up),
    ("the_console_is_silent", console::faults),
    ("search_finds_words_in_any_spelling", search::faults),
    ("search_needs_no_mouse", search::by_keyboard),
    ("the_other_language_has_the_same_place", reader::language),
    ("the_theme_is_kept", reader::theme),
    ("without_a_script_it_is_read", reader::without_script),
    ("on_paper_there_is_only_text", reader::on_paper),
    ("the_text_is_reached_first", reader::skip),
    ("screenshots", screenshots::faults),
];

/// A trial for each check; ignored, with the reason, where there is no browser.
pub fn trials(browsers: &Arc<Browsers>) -> Vec<Trial> {
    let of = |(name, check): (&'static str, Check)| {
        let is_axe = name.starts_with("axe_");
        let missing = browsers.missing().or(accessible::missing().filter(|_| is_axe));
        let browsers = Arc::clone(browsers);
        let trial = Trial::test(format!("browser::{name}"), move || {
            none(browsers.with(|session| {
                let mut faults = check(session);
                faults.extend(session.console());
                faults
            }))
        });
        match missing {
            None => trial,
            Some(missing) => trial.with_kind(missing).with_ignored_flag(true),
        }
    };
    CHECKS.into_iter().map(of).collect()
}

/// The names of the pages in this language, "es/index.html", in all with "".
fn pages(language: &str) -> impl Iterator<Item = &'static str> {
    made::book().pages().map(|page| page.name).filter(move |name| name.starts_with(language))
}

/// As [`pages`], with the page that leads to each language beside the Spanish ones.
fn with_door(language: &str) -> impl Iterator<Item = &'static str> {
    pages(language).chain(pages("index").filter(move |_| language == "es"))
}
