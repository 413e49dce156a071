//! Links and references.

use super::outline::tag;
use super::select;
use crate::made::{Book, Page};
use scraper::{ElementRef, Html};
use std::collections::{BTreeMap, BTreeSet};

/// Where a link may lead out of the book: the licence and the identity of the data, the lecture.
const OUTSIDE: [&str; 3] = ["creativecommons.org", "doi.org", "github.com"];

/// Attributes that name elements of the same page, several with blanks between them.
const REFERENCES: [&str; 9] = [
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
];

/// Links and references that lead nowhere.
pub fn faults(book: &Book) -> Vec<String> {
    let pages: BTreeMap<&str, Html> =
        book.pages().map(|page| (page.name, Html::parse_document(page.text))).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, parsed)| (*name, ids(parsed))).collect();
    let mut faults = Vec::new();
    for page in book.pages() {
        for element in select(&pages[page.name], "*") {
            let fault = |fault: String| format!("{}: {fault} in {}", page.name, tag(element));
            let links = ["href", "src", "xlink:href"].into_iter();
            let links = links.filter_map(|name| element.attr(name));
            let wrong = links.filter_map(|link| wrong(book, &ids, page, element, link));
            faults.extend(wrong.map(fault));
            // The form of a sign in MathML is none of HTML.
            let is_sign = element.value().name() == "mo";
            let names = REFERENCES.into_iter().filter(|name| !is_sign || *name != "form");
            let named = names.filter_map(|name| element.attr(name));
            let missing = named
                .flat_map(str::split_whitespace)
                .filter(|id| !ids[page.name].contains(id))
                .map(|id| format!("no element is {id:?},"));
            faults.extend(missing.map(fault));
        }
    }
    faults
}

fn ids(parsed: &Html) -> BTreeSet<&str> {
    select(parsed, "[id]").iter().filter_map(|element| element.attr("id")).collect()
}

/// Why a link leads nowhere.
fn wrong(
    book: &Book,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
    page: Page,
    element: ElementRef,
    link: &str,
) -> Option<String> {
    if let Some(outside) = link.strip_prefix("https://") {
        let host = outside.split('/').next().unwrap_or_default();
        let is_allowed = element.value().name() == "a" && OUTSIDE.contains(&host);
        return (!is_allowed).then(|| format!("{link} is not one of the allowed hosts,"));
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, id)| (file, Some(id)));
    let file = beside(page.name, file);
    if !book.files.contains_key(&file) {
        return Some(format!("there is no file {file},"));
    }
    let anchor = anchor?;
    let is_there = ids.get(&*file).is_some_and(|ids| ids.contains(anchor));
    (!is_there).then(|| format!("{file} has no element {anchor:?},"))
}

/// The name of a file that another one names.
pub fn beside(from: &str, to: &str) -> String {
    if to.is_empty() {
        return from.into();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
