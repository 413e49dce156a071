//! The headings that every chapter has, in their order.

use super::events;
use crate::language::{Language, Tells, words};
use ma6202_formula::Words;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

/// The headings of the second level.
pub const SECTIONS: [Words; 10] = [
    words("La pregunta", "The question"),
    words("La idea", "The idea"),
    words("La derivación", "The derivation"),
    words("La respuesta en código", "The answer in code"),
    words("Lo que se encontró", "What was found"),
    words("Lo que suele salir mal", "What usually goes wrong"),
    ANSWER,
    words("Cómo se comprobó", "How it was checked"),
    QUESTIONS,
    words("Fuentes", "Sources"),
];

/// The one that answers the lecture in words.
pub const ANSWER: Words = words("Lo que preguntaba la clase", "What the lecture asked");

/// The one that asks the reader: an ordered list, each question with its solution folded below it.
pub const QUESTIONS: Words = words("Para seguir", "Further questions");

/// The page of the notes that a link to the lecture's slips names, and the chapter that tells them
/// where there are no pages.
pub const SLIPS_PAGE: (&str, u32) = ("slips", 8);

/// The summary of what is folded below a question.
pub const SOLUTION: Words = words("Solución", "Solution");

/// The word of an HTML line that begins something folded: `<details><summary>Word</summary>`.
pub fn summary(html: &str) -> Option<&str> {
    html.trim().strip_prefix("<details><summary>")?.strip_suffix("</summary>")
}

/// The name of a place that links lead to: "x" of `<a id="x">`.
pub fn anchor(html: &str) -> Option<&str> {
    html.trim().strip_prefix("<a id=\"")?.split('"').next()
}

/// What stands below a heading of the second level, up to the next one.
pub fn section(markdown: &str, title: Words, language: Language) -> Option<&str> {
    let mut begin = None;
    let mut heading = None;
    for (event, range) in events(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                if let Some(begin) = begin {
                    return Some(markdown[begin..range.start].trim());
                }
                heading = Some(String::new());
            }
            Event::Text(text) => {
                if let Some(heading) = &mut heading {
                    *heading += &text;
                }
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2))
                if heading.take().is_some_and(|heading| heading == language.of(title)) =>
            {
                begin = Some(range.end);
            }
            _ => {}
        }
    }
    begin.map(|begin| markdown[begin..].trim())
}
