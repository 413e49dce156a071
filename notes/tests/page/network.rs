//! A page opens from the disk and asks nobody for anything.

use super::links::beside;
use super::outline::tag;
use super::{select, text};
use crate::made::Book;
use scraper::{ElementRef, Html};
use serde_json::Value;

/// What a style has that comes from elsewhere.
const OF_STYLE: [&str; 2] = ["@import", "://"];
/// Fonts of the book itself.
const FONTS: [&str; 3] = [".otf", ".ttf", ".woff2"];
/// What a script has that asks someone.
const OF_SCRIPT: [&str; 10] = [
    "://",
    "fetch(",
    "XMLHttpRequest",
    "import(",
    "import ",
    "importScripts",
    "WebSocket",
    "EventSource",
    "sendBeacon",
    "new Image",
];
/// With which a search index begins. The rest is data.
const INDEX: &str = "const sections = ";

/// Everything that would come from a network.
pub fn faults(book: &Book) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in &book.files {
        let is_of_book = |file: &str| book.files.contains_key(&beside(path, file));
        let found = match path.rsplit('/').next().unwrap_or_default() {
            "search.js" => of_index(text),
            name if name.ends_with(".js") => of_script(text),
            name if name.ends_with(".css") => of_style(text, is_of_book),
            name if FONTS.iter().any(|font| name.ends_with(font)) => Vec::new(),
            name if name.ends_with(".html") => of_page(text),
            _ => vec!["is no file of a book".into()],
        };
        faults.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    faults
}

fn of_page(page: &str) -> Vec<String> {
    let parsed = Html::parse_document(page);
    let mut faults = Vec::new();
    for element in select(&parsed, "*") {
        let name = element.value().name();
        faults.extend(element.value().attrs().filter_map(|(attribute, value)| {
            let is_link = (name, attribute) == ("a", "href") || attribute.starts_with("xmlns");
            let is_outside = value.contains("://") || value.starts_with("//");
            (is_outside && !is_link).then(|| format!("{attribute} in {}", tag(element)))
        }));
        faults.extend(
            element.attr("style").map(|style| of_style(style, |_| false)).into_iter().flatten(),
        );
        faults.extend(match name {
            "style" => of_style(&text(element), |_| false),
            "script" => of_inline(element),
            "iframe" | "object" | "embed" | "base" | "audio" | "video" => vec![tag(element)],
            _ => Vec::new(),
        });
        let on = element.value().attrs().find(|(attribute, _)| attribute.starts_with("on"));
        faults.extend(on.map(|_| format!("a script in {}", tag(element))));
    }
    faults
}

/// A script is a file of the book, or data.
fn of_inline(script: ElementRef) -> Vec<String> {
    let is_file = script.attr("src").is_some();
    let is_data = script.attr("type") == Some("application/json")
        && serde_json::from_str::<Value>(&script.inner_html()).is_ok();
    if is_file || is_data { Vec::new() } else { vec![format!("a script in {}", tag(script))] }
}

/// What a style takes from elsewhere than this page and, in a file, the files of the book.
fn of_style(style: &str, is_of_book: impl Fn(&str) -> bool) -> Vec<String> {
    let used = style.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let elsewhere = used.filter(|used| {
        let used = used.trim_matches(['"', '\'']);
        !used.starts_with('#') && !is_of_book(used)
    });
    elsewhere.map(|used| format!("url({used})")).chain(has(style, &OF_STYLE)).collect()
}

fn of_script(script: &str) -> Vec<String> {
    has(script, &OF_SCRIPT).collect()
}

fn of_index(script: &str) -> Vec<String> {
    let data = script.strip_prefix(INDEX).and_then(|rest| rest.strip_suffix(";\n"));
    let is_data = data.is_some_and(|data| serde_json::from_str::<Vec<Value>>(data).is_ok());
    if is_data { Vec::new() } else { vec![format!("is not {INDEX}and a list")] }
}

fn has<'a>(text: &'a str, what: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    what.iter().filter(|what| text.contains(**what)).map(|what| format!("has {what}"))
}
