//! What a slider would say, for who has none: on paper, in a notebook, in Markdown.

use super::{FIGURES, Page};

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
        markdown
    }
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
