//! Notebooks are what Jupyter opens.
//!
//! # Source
//! The schema of nbformat 4.5: what a notebook and a cell of Markdown must have and may have.

use super::markdown;
use crate::made::{Files, files, folder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Faults of all notebooks.
pub fn faults() -> Vec<String> {
    let all = files(&folder("ipynb"));
    let of = |(name, text): (&String, &String)| {
        let found = match serde_json::from_str(text) {
            Err(error) => vec![error.to_string()],
            Ok(notebook) => of(&all, name, &notebook),
        };
        found.into_iter().map(|fault| format!("{name}: {fault}")).collect::<Vec<_>>()
    };
    all.iter().flat_map(of).collect()
}

/// Pages that have no notebook in one of the languages, or another number of cells.
pub fn languages() -> Vec<String> {
    let all = files(&folder("ipynb"));
    let cells = |text: &str| text.matches("\"cell_type\"").count();
    let spanish = all.iter().filter_map(|(name, text)| Some((name.strip_prefix("es/")?, text)));
    let differs = spanish.filter(|(name, text)| {
        all.get(&format!("en/{name}")).map(|other| cells(other)) != Some(cells(text))
    });
    let mut faults: Vec<String> =
        differs.map(|(name, _)| format!("{name} is another one in English")).collect();
    let pages = files(&folder("html")).keys().filter(|name| name.ends_with(".html")).count() - 1;
    if all.len() != pages {
        faults.push(format!("{pages} pages, {} notebooks", all.len()));
    }
    faults
}

fn of(all: &Files, name: &str, notebook: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let keys = |value: &Value| -> BTreeSet<String> {
        value.as_object().into_iter().flat_map(Map::keys).cloned().collect()
    };
    let whole = ["cells", "metadata", "nbformat", "nbformat_minor"].map(String::from);
    hold(keys(notebook) == BTreeSet::from(whole), "has not what a notebook has");
    hold(notebook["nbformat"] == 4 && notebook["nbformat_minor"] == 5, "is of another version");
    let metadata = &notebook["metadata"];
    hold(metadata["kernelspec"]["name"].is_string(), "its kernel has no name");
    hold(metadata["kernelspec"]["display_name"].is_string(), "its kernel is not displayed");
    hold(metadata["language_info"]["name"].is_string(), "its language has no name");
    let cells = notebook["cells"].as_array().map_or(&[][..], Vec::as_slice);
    hold(cells.get(1).is_some_and(|cell| cell["id"] == "about"), "does not say what it is for");
    let mut ids = BTreeSet::new();
    for cell in cells {
        let id = cell["id"].as_str().unwrap_or_default();
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let is_id = (1..=64).contains(&id.len()) && id.chars().all(is_letter);
        hold(is_id && ids.insert(id), &format!("a cell's id is {id:?}"));
        let mut has = keys(cell);
        has.remove("attachments");
        let must = ["cell_type", "id", "metadata", "source"].map(String::from);
        hold(has == BTreeSet::from(must), &format!("{id} has {has:?}"));
        hold(cell["cell_type"] == "markdown", &format!("{id} is no text"));
        hold(cell["metadata"].is_object(), &format!("{id} has no metadata"));
        let lines = cell["source"].as_array().map_or(&[][..], Vec::as_slice);
        let text: String = lines.iter().filter_map(Value::as_str).collect();
        hold(!text.trim().is_empty(), &format!("{id} is empty"));
        hold(lines.iter().all(Value::is_string), &format!("{id} is no text"));
        let broken = lines.iter().rev().skip(1).filter_map(Value::as_str);
        hold(broken.into_iter().all(|line| line.ends_with('\n')), &format!("{id} has no lines"));
        for fault in
            attachments(cell, &text).into_iter().chain(markdown::wrong(all, name, &text, ".ipynb"))
        {
            hold(false, &format!("{id}: {fault}"));
        }
    }
    faults
}

/// Pictures that a cell shows and does not carry, or the other way round; what is no picture.
fn attachments(cell: &Value, text: &str) -> Vec<String> {
    let carried = cell["attachments"].as_object().cloned().unwrap_or_default();
    let shown: BTreeSet<&str> =
        text.split("](attachment:").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let names: BTreeSet<&str> = carried.keys().map(String::as_str).collect();
    let mut faults = Vec::new();
    if shown != names {
        faults.push(format!("shows {shown:?}, carries {names:?}"));
    }
    for (name, bundle) in &carried {
        let picture = bundle["image/svg+xml"].as_str().unwrap_or_default();
        let picture = STANDARD.decode(picture).unwrap_or_default();
        let picture = String::from_utf8(picture).unwrap_or_default();
        if let Err(error) = roxmltree::Document::parse(&picture) {
            faults.push(format!("{name} is no picture: {error}"));
        }
    }
    if text.contains("](figures/") {
        faults.push("a picture that is a file".into());
    }
    faults
}
