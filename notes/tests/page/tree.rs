//! A parser mends what it cannot read: it closes a paragraph before a block, and moves out of a
//! table what is none of its parts. Then elements are elsewhere than whoever wrote them believes.

use crate::made::Page;
use scraper::node::Node;
use scraper::{ElementRef, Html};

/// Elements that have no end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements whose text is no HTML.
const RAW: [&str; 2] = ["script", "style"];

/// An element's name, and how many it is in.
type Nested = (usize, String);

/// What the parser complains of; the first element that is not where it was written.
pub fn faults(page: Page) -> Vec<String> {
    let parsed = Html::parse_document(page.text);
    let mut faults: Vec<String> =
        parsed.errors.iter().map(|error| format!("the parser says: {error}")).collect();
    if !page.text.starts_with("<!doctype html>\n") {
        faults.push("no doctype".into());
    }
    let seen = seen(&parsed);
    match written(page.text) {
        Err(fault) => faults.push(fault),
        Ok(written) => {
            let differ = (0..written.len().max(seen.len()))
                .find(|&number| written.get(number) != seen.get(number));
            if let Some(number) = differ {
                faults.push(format!(
                    "written and seen differ: {:?}, {:?}",
                    around(&written, number),
                    around(&seen, number)
                ));
            }
        }
    }
    faults
}

fn around(elements: &[Nested], number: usize) -> Vec<String> {
    let some = elements.iter().skip(number.saturating_sub(2)).take(4);
    some.map(|(depth, name)| format!("{depth} {name}")).collect()
}

/// The elements in the parser's tree, in their order.
fn seen(parsed: &Html) -> Vec<Nested> {
    let elements = parsed.tree.root().descendants().filter_map(ElementRef::wrap);
    let depth = |element: &ElementRef| {
        element.ancestors().filter(|node| matches!(node.value(), Node::Element(_))).count()
    };
    elements.map(|element| (depth(&element), element.value().name().to_lowercase())).collect()
}

/// The elements as they are written, each closed by a tag of its own.
fn written(text: &str) -> Result<Vec<Nested>, String> {
    let (mut all, mut open) = (Vec::new(), Vec::<String>::new());
    let mut rest = text;
    while let Some(begin) = rest.find('<') {
        rest = &rest[begin..];
        if rest.starts_with("<!") {
            let end = if rest.starts_with("<!--") { "-->" } else { ">" };
            rest = after(rest, end)?;
            continue;
        }
        let is_end = rest.starts_with("</");
        let from = 1 + usize::from(is_end);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
        let length = rest[from..].find(|c| !is_name(c)).unwrap_or(0);
        let name = rest[from..from + length].to_lowercase();
        if name.is_empty() {
            return Err(format!("a < that begins no tag: {}", start(rest)));
        }
        let (tag, others) = tag(rest)?;
        rest = others;
        if is_end {
            match open.pop() {
                Some(last) if last == name => {}
                last => return Err(format!("</{name}> closes {last:?}, before {}", start(rest))),
            }
            continue;
        }
        all.push((open.len(), name.clone()));
        if RAW.contains(&&*name) {
            rest = after(rest, &format!("</{name}>"))?;
        } else if !VOID.contains(&&*name) && !tag.ends_with("/>") {
            open.push(name);
        }
    }
    match open.last() {
        None => Ok(all),
        Some(name) => Err(format!("<{name}> is not closed")),
    }
}

/// A tag, and what follows; a > between quotes does not end it.
fn tag(text: &str) -> Result<(&str, &str), String> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Ok(text.split_at(at + 1)),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    Err(format!("a tag that does not end: {}", start(text)))
}

fn after<'a>(text: &'a str, end: &str) -> Result<&'a str, String> {
    let at = text.find(end).ok_or_else(|| format!("no {end} after {}", start(text)))?;
    Ok(&text[at + end.len()..])
}

fn start(text: &str) -> String {
    text.chars().take(60).collect()
}
