//! What stands within a paragraph: words, formulas, code, links, pictures.

use crate::Result;
use crate::chapter::SLIPS_PAGE;
use crate::language::Language;
use anstyle::{AnsiColor, Style};
use ma6202_formula::Formula;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::mem::take;

const STRONG: Style = Style::new().bold();
const EMPHASIS: Style = Style::new().italic();
const CODE: Style = AnsiColor::Cyan.on_default();
const PICTURE: Style = AnsiColor::Green.on_default();

/// A space at which no line is broken, until the lines are made.
pub const TIED: char = '\u{a0}';
/// A formula of more columns may be broken.
const SHORT: usize = 36;

pub struct Inline {
    language: Language,
    styled: String,
    plain: String,
    /// Where the link leads that is open.
    link: Option<String>,
    picture: Option<String>,
}

impl Inline {
    pub fn new(language: Language) -> Inline {
        let (styled, plain) = (String::new(), String::new());
        Inline { language, styled, plain, link: None, picture: None }
    }

    /// A formula with its one word, between a case and its condition, in the chapter's language;
    /// and with a minus sign as numbers have.
    pub fn shown(&self, formula: &str) -> String {
        formula.replace(" if ", self.language.pick(" si ", " if ")).replace('-', "−")
    }

    pub fn is_empty(&self) -> bool {
        self.styled.is_empty()
    }

    /// The paragraph, with its styles; the next one begins.
    pub fn take(&mut self) -> String {
        self.plain.clear();
        take(&mut self.styled)
    }

    /// The same without styles.
    pub fn take_plain(&mut self) -> String {
        self.styled.clear();
        take(&mut self.plain).replace(TIED, " ")
    }

    pub fn event(&mut self, event: Event) -> Result<()> {
        match event {
            // What a letter is stays beside it.
            Event::Text(text) => self.push(&text.replace(" = ", "\u{a0}=\u{a0}")),
            Event::Code(code) => self.push_in(CODE, &code.replace(' ', &TIED.to_string())),
            Event::InlineMath(latex) => {
                let formula = self.shown(&Formula::parse(&latex)?.unicode_line());
                let is_short = formula.chars().count() <= SHORT;
                let tied = formula.replace(' ', &TIED.to_string());
                self.push(if is_short { &tied } else { &formula });
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    /// Words that introduce the paragraph, and are no part of it.
    pub fn begin(&mut self, words: &str) {
        self.push_in(STRONG, words);
        self.push(" ");
    }

    pub fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Strong => self.styled += &STRONG.to_string(),
            Tag::Emphasis => self.styled += &EMPHASIS.to_string(),
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::Image { dest_url, .. } => {
                self.picture = Some(dest_url.into_string());
                let word = self.language.pick("Figura: ", "Figure: ");
                self.styled += &PICTURE.to_string();
                self.push(&format!("[{word}"));
            }
            _ => {}
        }
    }

    pub fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => self.styled += &format!("{STRONG:#}"),
            TagEnd::Emphasis => self.styled += &format!("{EMPHASIS:#}"),
            TagEnd::Link => {
                let url = self.link.take().unwrap_or_default();
                let (slips, chapter) = SLIPS_PAGE;
                if url.strip_suffix(".md") == Some(slips) {
                    let word = self.language.pick("capítulo", "chapter");
                    self.push(&format!(" ({word}{TIED}{chapter})"));
                // Words name a chapter, and an address that is its own text is not said twice.
                } else if url.contains("://") && !self.plain.ends_with(&url) {
                    self.push(&format!(" ({url})"));
                }
            }
            TagEnd::Image => {
                let file = self.picture.take().unwrap_or_default();
                self.push(&format!("\n{file}]"));
                self.styled += &format!("{PICTURE:#}");
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.styled += text;
        self.plain += text;
    }

    fn push_in(&mut self, style: Style, text: &str) {
        self.styled += &format!("{style}{text}{style:#}");
        self.plain += text;
    }
}
