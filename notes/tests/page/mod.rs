//! What pages in HTML must be, seen without a browser. A check answers the faults that it finds.
//!
//! | module | asks |
//! |---|---|
//! | `tree` | whether a parser sees the elements that are written |
//! | `outline` | names, headings, ids, labels |
//! | `links` | whether each link and each reference leads somewhere |
//! | `network` | whether anything comes from a network |
//! | `pictures` | whether each picture says what it shows |
//! | `moving` | whether a figure that moves has a frame for each place |
//! | `mathml` | whether each formula is MathML Core |
//! | `glossary` | whether its letters are told in the reader's language first |
//! | `languages` | whether both languages have the same |

mod glossary;
mod languages;
mod links;
mod mathml;
mod moving;
mod network;
mod outline;
mod pictures;
mod tree;

use crate::made::{self, Book, Files, Page};
use scraper::{ElementRef, Html, Selector};

/// Faults of a book.
pub type Check = fn(&Book) -> Vec<String>;

pub const CHECKS: [(&str, Check); 12] = [
    ("a_parser_sees_what_is_written", |book| each(book, tree::faults)),
    ("pages_have_names_and_an_outline", |book| each(book, outline::faults)),
    ("ids_are_of_one_element", |book| each(book, outline::ids)),
    ("links_lead_somewhere", links::faults),
    ("nothing_comes_from_a_network", network::faults),
    ("pictures_say_what_they_show", |book| each(book, pictures::faults)),
    ("a_figure_that_moves_has_a_frame_for_each_place", |book| each(book, moving::faults)),
    ("formulas_are_mathml_core", |book| each(book, mathml::faults)),
    ("the_glossary_is_for_its_reader", |book| each(book, glossary::faults)),
    ("both_languages_have_the_same", languages::faults),
    ("titles_differ", outline::titles),
    ("made_again_it_is_the_same", made_again),
];

/// Of each page, with its name before them.
fn each(book: &Book, faults: fn(Page) -> Vec<String>) -> Vec<String> {
    let of = |page: Page| {
        let faults = faults(page).into_iter();
        faults.map(|fault| format!("{}: {fault}", page.name)).collect::<Vec<_>>()
    };
    book.pages().flat_map(of).collect()
}

/// All elements of a parsed page that a selector names, in their order.
pub fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&selector_of(selector)).collect()
}

/// As [`select`], below an element.
fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&selector_of(selector)).collect()
}

fn selector_of(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// All text below an element, with single blanks.
fn text(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing in the book depends on time, threads or the order of a hash.
fn made_again(book: &Book) -> Vec<String> {
    differences(&book.files, &made::files(&made::again("html")))
}

/// The names of files that differ.
pub fn differences(one: &Files, other: &Files) -> Vec<String> {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    let differs = names.filter(|name| one.get(*name) != other.get(*name));
    differs.map(|name| format!("{name} is another one when it is made again")).collect()
}
