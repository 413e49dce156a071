//! What a slider would say, for who has none: on paper, in a notebook, in Markdown.

use super::{FIGURES, Page};
use ma6202_exercises::chapter::events;
use pulldown_cmark::{Event, Tag, TagEnd};

impl Page {
    /// Its Markdown, and below each figure that moves the numbers of the frame that it shows.
    pub fn still(&self) -> String {
        let mut markdown = self.markdown.clone();
        for figure in &self.figures {
            let Some(says) = &figure.says else { continue };
            let picture = format!("({FIGURES}/{}.svg)", figure.stem);
            let told = format!("{picture}\n\n{}", escaped(&sentence(says)));
            markdown = markdown.replace(&picture, &told);
        }
        plain(&markdown)
    }
}

/// With formulas in which no reader of Markdown finds a mark of its own: in some a bar ends a cell
/// of a table, and two stars are emphasis.
fn plain(markdown: &str) -> String {
    let (mut text, mut done, mut is_table) = (String::new(), 0, false);
    for (event, range) in events(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => is_table = true,
            Event::End(TagEnd::Table) => is_table = false,
            Event::InlineMath(latex) => {
                let mut latex = latex.replace("^*", r"^\ast ");
                if is_table {
                    latex = latex.replace(r"\|", r"\Vert ").replace('|', r"\vert ");
                }
                text += &format!("{}${}$", &markdown[done..range.start], latex.trim_end());
                done = range.end;
            }
            _ => {}
        }
    }
    text + &markdown[done..]
}

/// With a full stop at its end.
pub fn sentence(says: &str) -> String {
    if says.ends_with('.') { says.to_owned() } else { format!("{says}.") }
}

/// Words in which Markdown finds no mark.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    for c in words.chars() {
        if "\\`*_[]<>$".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
