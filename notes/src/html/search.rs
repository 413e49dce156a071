//! What can be searched for: the words of each section.

use super::body::Section;
use super::file;
use crate::book::Page;
use serde_json::{Value, json};

/// A script that says where which words are. A page that is opened from the disk may load a
/// script, but no data.
pub fn index<'a>(pages: impl Iterator<Item = (&'a Page, &'a [Section])>) -> String {
    let mut entries: Vec<Value> = Vec::new();
    for (page, sections) in pages {
        for section in sections {
            let words: Vec<&str> = section.text.split_whitespace().collect();
            entries.push(json!({
                "file": format!("{}#{}", file(page), section.id),
                "page": page.title(),
                "title": section.title,
                "text": words.join(" "),
            }));
        }
    }
    format!("const sections = {};\n", Value::from(entries))
}
