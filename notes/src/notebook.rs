//! A Jupyter notebook for each page: a cell for each section, formulas between dollars, figures
//! within.
//!
//! # Source
//! The notebook format, version 4.5 (nbformat): cells have an id, and pictures of a cell of
//! Markdown are its attachments.

use crate::book::{Book, FIGURES, Figure, Page};
use crate::{Result, files};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ma6202_exercises::chapter::events;
use ma6202_language::Language;
use pulldown_cmark::{Event, HeadingLevel, Tag};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// Writes a notebook for each page into a folder, one below it for each language, and answers the
/// first one.
///
/// # Errors
/// A file that cannot be written.
pub fn write(books: &[Book], folder: &Path) -> Result<PathBuf> {
    for book in books {
        for page in &book.pages {
            let path = folder.join(book.language.code()).join(format!("{}.ipynb", page.name));
            let notebook = serde_json::to_string_pretty(&notebook(page, book.language));
            files::write(&path, notebook.expect("JSON values") + "\n")?;
        }
    }
    Ok(folder.join(books[0].language.code()).join("index.ipynb"))
}

fn notebook(page: &Page, language: Language) -> Value {
    let still = page.still();
    let cells = sections(&still).into_iter().enumerate();
    let mut cells: Vec<Value> = cells.map(|(number, text)| cell(page, number, text)).collect();
    // After the title.
    cells.insert(1, of_markdown("about".into(), about(language)));
    json!({
        "cells": cells,
        "metadata": {
            "kernelspec": { "display_name": "Python 3", "language": "python", "name": "python3" },
            "language_info": { "name": "python" },
            "title": page.title(),
            "language": language.code(),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    })
}

/// What a notebook without code is for.
fn about(language: Language) -> &'static str {
    language.pick(
        "*Este cuaderno trae el texto, las fórmulas y las figuras, y ninguna celda de código: los \
         números ya están calculados. Sirve para explicarlo en clase y para trabajar sobre él: \
         cada celda se puede cambiar (doble clic), y entre ellas se pueden agregar celdas propias, \
         también de código.*",
        "*This notebook has the text, the formulas and the figures, and no cell of code: the \
         numbers are computed already. It is for explaining in class and for working on: each \
         cell can be changed (double click), and one's own can be added between them, of code as \
         well.*",
    )
}

fn of_markdown(id: String, text: &str) -> Value {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    json!({ "cell_type": "markdown", "id": id, "metadata": {}, "source": lines })
}

/// The text before the first heading of the second level, then what is below each of them, and of
/// the third.
fn sections(markdown: &str) -> Vec<&str> {
    let is_heading = |event: &Event| {
        let Event::Start(Tag::Heading { level, .. }) = event else { return false };
        [HeadingLevel::H2, HeadingLevel::H3].contains(level)
    };
    let headings = events(markdown).into_offset_iter().filter(|(event, _)| is_heading(event));
    let begins: Vec<usize> = headings.map(|(_, range)| range.start).collect();
    let ends = begins.iter().copied().chain([markdown.len()]);
    let mut begin = 0;
    let all = ends.map(|end| {
        let section = markdown[begin..end].trim();
        begin = end;
        section
    });
    all.filter(|section| !section.is_empty()).collect()
}

/// Figures that a text shows are its attachments; links lead to other notebooks.
fn cell(page: &Page, number: usize, text: &str) -> Value {
    let mut text = text.replace(".md)", ".ipynb)").replace(".md#", ".ipynb#");
    let mut attachments = Map::new();
    for Figure { stem, still, .. } in &page.figures {
        let (file, name) = (format!("{FIGURES}/{stem}.svg"), format!("{stem}.svg"));
        if text.contains(&file) {
            text = text.replace(&file, &format!("attachment:{name}"));
            let picture = json!({ "image/svg+xml": STANDARD.encode(still.text()) });
            attachments.insert(name, picture);
        }
    }
    let mut cell = of_markdown(format!("section-{number}"), &text);
    if !attachments.is_empty() {
        cell["attachments"] = attachments.into();
    }
    cell
}
