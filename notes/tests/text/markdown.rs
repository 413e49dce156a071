//! Links within Markdown, and what is read where nothing moves.

use crate::made::{Files, book, files, folder};
use crate::page::select;
use ma6202_exercises::chapter::events;
use pulldown_cmark::{Event, Tag, TagEnd};
use scraper::Html;

/// Links that lead nowhere, pictures that are not there.
pub fn faults() -> Vec<String> {
    let all = files(&folder("md"));
    let pages = all.iter().filter(|(name, _)| name.ends_with(".md"));
    pages
        .flat_map(|(name, text)| [wrong(&all, name, text, ".md"), misread(name, text)].concat())
        .collect()
}

/// What GitHub, Quarto or MyST would take for another thing.
fn misread(name: &str, text: &str) -> Vec<String> {
    let (mut faults, mut is_table) = (Vec::new(), false);
    for event in events(text) {
        match event {
            Event::Start(Tag::Table(_)) => is_table = true,
            Event::End(TagEnd::Table) => is_table = false,
            Event::InlineMath(latex) => {
                let is_open = latex.starts_with(' ') || latex.ends_with(' ');
                if latex.contains("^*") || is_table && latex.contains('|') || is_open {
                    faults.push(format!("{name}: {latex} is not read by all"));
                }
            }
            Event::InlineHtml(html) | Event::Html(html) if html.contains("<a ") => {
                faults.push(format!("{name}: a link without an address: {html}"));
            }
            _ => {}
        }
    }
    faults
}

/// The links of a text that name no file beside it, or no place in that.
pub fn wrong(files: &Files, name: &str, text: &str, ending: &str) -> Vec<String> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut faults = Vec::new();
    for event in events(text) {
        let (Event::Start(Tag::Link { dest_url: to, .. })
        | Event::Start(Tag::Image { dest_url: to, .. })) = event
        else {
            continue;
        };
        if to.starts_with("https://") || to.starts_with("attachment:") {
            continue;
        }
        let (file, anchor) = to.split_once('#').map_or((&*to, None), |(file, id)| (file, Some(id)));
        let file = if file.is_empty() { name.into() } else { format!("{folder}/{file}") };
        let Some(text) = files.get(&file) else {
            faults.push(format!("{name}: there is no {file}"));
            continue;
        };
        // In a notebook quotes stand behind a backslash.
        let is_there = |id: &str| {
            [format!("id=\"{id}\""), format!("id=\\\"{id}\\\"")].iter().any(|id| text.contains(id))
        };
        if let Some(anchor) = anchor.filter(|anchor| !is_there(anchor) || !file.ends_with(ending)) {
            faults.push(format!("{name}: {file} has no {anchor}"));
        }
    }
    faults
}

/// Numbers that the first frame of a figure has on a screen, and that its page in Markdown lacks.
pub fn unsaid() -> Vec<String> {
    let all = files(&folder("md"));
    let mut faults = Vec::new();
    for page in book().pages().filter(|page| page.language().is_some()) {
        let name = page.name.replace(".html", ".md");
        let text = all.get(&name).map(|text| text.replace('\\', "")).unwrap_or_default();
        for output in select(&Html::parse_document(page.text), "figure.moving output") {
            let says: String = output.text().collect();
            if !text.contains(&says) {
                faults.push(format!("{name} does not say {says:?}"));
            }
        }
    }
    faults
}
