//! Names, headings, ids and labels.

use super::{select, text, within};
use crate::made::{Book, Page};
use scraper::{ElementRef, Html};
use std::collections::BTreeMap;

/// What a page has once; a heading of each level but the last above what is below it; controls that
/// say what they are.
pub fn faults(page: Page) -> Vec<String> {
    let parsed = Html::parse_document(page.text);
    let mut faults = Vec::new();
    for once in [
        "html[lang]",
        "head > title",
        "head > meta[charset=\"utf-8\"]",
        "head > meta[name=viewport]",
        "main",
        "h1",
    ] {
        let count = select(&parsed, once).len();
        if count != 1 {
            faults.push(format!("{count} × {once}"));
        }
    }
    let lang = parsed.root_element().attr("lang");
    if page.language().is_some() && lang != page.language() {
        faults.push(format!("its language is {lang:?}"));
    }
    let mut above = 0;
    for heading in select(&parsed, "h1, h2, h3, h4, h5, h6") {
        let level: u32 = heading.value().name()[1..].parse().expect("h and a digit");
        if level > above + 1 {
            faults.push(format!("h{level} {:?} after h{above}", text(heading)));
        }
        above = level;
    }
    faults.extend(empty(&parsed));
    faults.extend(unlabelled(&parsed));
    faults
}

/// Elements that say nothing, and ought to. A hidden button is named by the script that shows it.
fn empty(parsed: &Html) -> Vec<String> {
    const SAY: &str = "title, h1, h2, h3, h4, h5, h6, a, button:not([hidden]), label, summary";
    let says = |element: &ElementRef| match element.attr("aria-label") {
        Some(label) => !label.is_empty(),
        None => !text(*element).is_empty(),
    };
    let silent = select(parsed, SAY).into_iter().filter(|element| !says(element));
    silent.map(|element| format!("says nothing: {}", element.html())).collect()
}

fn unlabelled(parsed: &Html) -> Vec<String> {
    let labels: Vec<_> =
        select(parsed, "label").iter().filter_map(|label| label.attr("for")).collect();
    let is_named = |element: &ElementRef| {
        let by_label = element.attr("id").is_some_and(|id| labels.contains(&id));
        by_label || element.attr("aria-label").is_some_and(|label| !label.is_empty())
    };
    let controls = select(parsed, "input, select, textarea, [role=group], [role=region], nav");
    let unnamed = controls.into_iter().filter(|element| !is_named(element));
    unnamed.map(|element| format!("has no label: {}", tag(element))).collect()
}

/// The tag that begins an element.
pub fn tag(element: ElementRef) -> String {
    let html = element.html();
    html.split_inclusive('>').next().unwrap_or_default().into()
}

/// Ids that more than one element has.
pub fn ids(page: Page) -> Vec<String> {
    let parsed = Html::parse_document(page.text);
    let mut count = BTreeMap::<&str, usize>::new();
    for element in select(&parsed, "[id]") {
        *count.entry(element.attr("id").unwrap_or_default()).or_default() += 1;
    }
    let odd = count.iter().filter(|(id, count)| **count > 1 || id.is_empty());
    odd.map(|(id, count)| format!("{count} × id {id:?}")).collect()
}

/// Pages of a language that have the same title; a title that is not the page's heading.
pub fn titles(book: &Book) -> Vec<String> {
    let (mut seen, mut faults) = (BTreeMap::new(), Vec::new());
    for page in book.pages().filter(|page| page.language().is_some()) {
        let parsed = Html::parse_document(page.text);
        let title = select(&parsed, "title").first().map_or(String::new(), |title| text(*title));
        if let Some(other) = seen.insert((page.language(), title.clone()), page.name) {
            faults.push(format!("{} and {other} are both {title:?}", page.name));
        }
        let main = select(&parsed, "main");
        let heading = main.iter().flat_map(|main| within(*main, "h1")).next();
        let heading = heading.map_or(String::new(), text);
        if !title.starts_with(&heading) {
            faults.push(format!("{}: {title:?} is not {heading:?}", page.name));
        }
    }
    faults
}
