//! Both languages have the same pages, and page by page the same sections, figures, derivations,
//! links, formulas and tables.

use super::{select, within};
use crate::made::Book;
use scraper::{ElementRef, Html};

/// What one language has and the other has not.
pub fn faults(book: &Book) -> Vec<String> {
    let [es, en] = ["es", "en"].map(|language| names(book, language));
    if !es.is_empty() && en.is_empty() || es.is_empty() {
        return Vec::new(); // Notes of one language.
    }
    if es != en {
        return vec![format!("files in es: {es:?}\nfiles in en: {en:?}")];
    }
    let pages = es.iter().filter(|name| name.ends_with(".html"));
    pages.flat_map(|name| of_page(book, name)).collect()
}

/// The names of the files of a language.
fn names<'a>(book: &'a Book, language: &str) -> Vec<&'a str> {
    let of_it = book.files.keys().filter_map(|name| name.split_once('/'));
    of_it.filter(|(of, _)| *of == language).map(|(_, name)| name).collect()
}

fn of_page(book: &Book, name: &str) -> Option<String> {
    let [es, en] = ["es", "en"].map(|language| parts(&book.files[&format!("{language}/{name}")]));
    let differ = (0..es.len().max(en.len())).find(|&number| es.get(number) != en.get(number))?;
    let told = |parts: &[String]| parts.get(differ).cloned().unwrap_or("the end".into());
    Some(format!("{name}, part {differ}: es has {}, en has {}", told(&es), told(&en)))
}

/// What there is besides words, in its order, and how many formulas: the glossary's terms, and with
/// them their formulas, stand in the order of each language.
fn parts(page: &str) -> Vec<String> {
    let parsed = Html::parse_document(page);
    const PARTS: &str = "h1, h2, h3, h4, figure, .chain, .line, .reason, details, main a, table, \
                         li, pre, blockquote, input, output, button, footer a, nav a";
    let formulas = format!("{} formulas", select(&parsed, "math").len());
    select(&parsed, PARTS).into_iter().map(part).chain([formulas]).collect()
}

fn part(element: ElementRef) -> String {
    let name = element.value().name();
    let attribute = |name: &str| element.attr(name).unwrap_or_default();
    match name {
        "a" => format!("a link to {}", attribute("href")),
        "table" => {
            let rows = within(element, "tr").len();
            format!("a table of {rows} rows and {} cells", within(element, "th, td").len())
        }
        "input" => format!("{name} {} to {}", attribute("id"), attribute("max")),
        "figure" => {
            let frames = within(element, "svg g.frame").len();
            format!("figure {}, {frames} groups of frames", attribute("id"))
        }
        _ => format!("{name} {} {}", attribute("class"), attribute("id")),
    }
}
