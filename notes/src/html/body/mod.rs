//! A page's Markdown as HTML.
//!
//! | file | holds |
//! |---|---|
//! | `chain` | the rows of a derivation |
//! | `links` | where links lead |
//! | `table` | tables, which may be too wide |

mod chain;
mod links;
mod table;

use super::line::Telling;
use super::{figure, formula};
use crate::Result;
use crate::book::Page;
use ma6202_exercises::chapter::{SECTIONS, anchor, events};
use ma6202_exercises::language::Tells;
use ma6202_language::Language;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd, html};
use std::iter::Peekable;
use std::vec::IntoIter;
use table::Table;

/// What stands in the frame of a page.
pub struct Body {
    pub html: String,
    pub sections: Vec<Section>,
}

/// A heading, and what stands below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The same in both languages.
    pub id: String,
    pub level: u32,
    pub title: String,
    /// Its words, for who searches.
    pub text: String,
}

/// Code of no more letters stays on one line.
const SHORT: usize = 24;

/// The ids of the sections that every chapter has.
const IDS: [&str; SECTIONS.len()] = [
    "question",
    "idea",
    "derivation",
    "code",
    "results",
    "mistakes",
    "answer",
    "checks",
    "further",
    "sources",
];

impl Body {
    /// # Errors
    /// A formula that is none, a figure that the page does not have.
    pub fn of(page: &Page, language: Language) -> Result<Body> {
        let events: Vec<Event> = events(&page.markdown).collect();
        let mut writer = Writer {
            page,
            language,
            events: events.into_iter().peekable(),
            out: Vec::new(),
            sections: Vec::new(),
            figures: 0,
            chain: None,
            table: None,
            cell: 0,
        };
        while let Some(event) = writer.events.next() {
            writer.event(event)?;
        }
        writer.close_chain();
        let mut text = String::new();
        html::push_html(&mut text, writer.out.into_iter());
        Ok(Body { html: text, sections: writer.sections })
    }
}

struct Writer<'a> {
    page: &'a Page,
    language: Language,
    events: Peekable<IntoIter<Event<'a>>>,
    out: Vec<Event<'a>>,
    sections: Vec<Section>,
    /// How many there were so far.
    figures: usize,
    /// The derivation that is being told.
    chain: Option<Telling<'a>>,
    /// The table that is read row by row.
    table: Option<Table>,
    /// Where the last cell of another table begins.
    cell: usize,
}

impl<'a> Writer<'a> {
    fn event(&mut self, event: Event<'a>) -> Result<()> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level)?,
            Event::Start(Tag::Paragraph) => self.paragraph()?,
            Event::Start(Tag::BlockQuote(_)) if self.chain.is_some() => self.reason()?,
            Event::Start(Tag::Table(alignments)) => self.open_table(alignments),
            Event::End(TagEnd::Table) => self.close_table(),
            Event::Start(Tag::TableHead) if self.table.is_some() => self.head()?,
            Event::Start(Tag::TableCell) if self.table.is_some() => self.cell(),
            Event::End(TagEnd::TableCell) if self.table.is_some() => {
                self.say(" ");
                self.html("</td>");
            }
            Event::Start(Tag::TableCell) => {
                self.out.push(event);
                self.cell = self.out.len();
            }
            Event::End(TagEnd::TableCell) => {
                self.say(" ");
                self.keep_short();
                self.out.push(event);
            }
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = links::of_html(&dest_url, &self.page.name).into();
                self.out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::InlineMath(latex) => {
                self.say(&formula::spoken(&latex)?);
                let after = self.beside();
                self.html(formula::inline(&latex, &after, self.language)?);
            }
            // A hyphen of an option is no place to break a line.
            Event::Code(code) => {
                self.say(&code);
                let is_short = |code: &str| code.chars().count() <= SHORT;
                let words = if is_short(&code) { vec![&*code] } else { code.split(' ').collect() };
                let tied = |word: &&str| match is_short(word) {
                    true => format!("<span class=\"tied\">{}</span>", figure::escaped(word)),
                    false => figure::escaped(word),
                };
                let words: Vec<String> = words.iter().map(tied).collect();
                self.html(format!("<code>{}</code>", words.join(" ")));
            }
            other => {
                match &other {
                    Event::Text(text) => self.say(text),
                    Event::SoftBreak | Event::HardBreak | Event::End(_) => self.say(" "),
                    _ => {}
                }
                self.out.push(other);
            }
        }
        Ok(())
    }

    /// What comes next and stays beside a formula: a number that it is equal to, and a mark.
    fn beside(&mut self) -> String {
        let Some(Event::Text(text)) = self.events.peek_mut() else { return String::new() };
        let number = text.strip_prefix(" = ").map_or(0, |value| {
            let length = value.find(' ').unwrap_or(value.len());
            let is_number = value[..length].starts_with(|c: char| c == '−' || c.is_ascii_digit());
            if is_number && length <= SHORT { " = ".len() + length } else { 0 }
        });
        let is_mark = |c: char| ".,;:?!)»”".contains(c);
        let rest = text[number..].trim_start_matches(is_mark).to_owned();
        let beside = text[..text.len() - rest.len()].to_owned();
        *text = rest.into();
        beside
    }

    /// What stands in a heading, a reason, the name of a column: formulas are drawn.
    fn in_line(&mut self, event: Event<'a>) -> Result<()> {
        match event {
            Event::InlineMath(latex) => self.html(formula::inline(&latex, "", self.language)?),
            other => self.out.push(other),
        }
        Ok(())
    }

    /// HTML as it stands.
    fn html(&mut self, html: impl Into<String>) {
        self.out.push(Event::InlineHtml(CowStr::from(html.into())));
    }

    /// Words for who searches.
    fn say(&mut self, text: &str) {
        if let Some(section) = self.sections.last_mut() {
            section.text += text;
        }
    }

    fn heading(&mut self, level: HeadingLevel) -> Result<()> {
        self.close_chain();
        let inside = self.until(TagEnd::Heading(level));
        let mut title = String::new();
        for event in &inside {
            match event {
                Event::Text(text) | Event::Code(text) => title += text,
                Event::InlineMath(latex) => title += &formula::spoken(latex)?,
                _ => {}
            }
        }
        let level = level as u32;
        let id = self.id(&title, level);
        self.sections.push(Section { id: id.clone(), level, title, text: String::new() });
        self.html(format!("<h{level} id=\"{id}\">"));
        inside.into_iter().try_for_each(|event| self.in_line(event))?;
        self.html(format!("</h{level}>\n"));
        Ok(())
    }

    /// By its place: what a heading says differs between the languages.
    fn id(&self, title: &str, level: u32) -> String {
        let known = SECTIONS.iter().position(|section| self.language.of(*section) == title);
        if let (Some(place), 2) = (known, level) {
            return IDS[place].into();
        }
        match self.sections.iter().rev().find(|section| section.level < level) {
            None => "top".into(),
            Some(above) => {
                let begin = format!("{}-", above.id);
                let is_beside =
                    |section: &&Section| section.level == level && section.id.starts_with(&begin);
                format!("{begin}{}", self.sections.iter().filter(is_beside).count() + 1)
            }
        }
    }

    /// The events up to an end, which is taken too.
    fn until(&mut self, end: TagEnd) -> Vec<Event<'a>> {
        let is_other = |event: &Event| *event != Event::End(end);
        let inside = std::iter::from_fn(|| self.events.next_if(is_other)).collect();
        self.events.next();
        inside
    }

    /// A paragraph that is only a mark, a picture or displayed formulas is none.
    fn paragraph(&mut self) -> Result<()> {
        match self.events.peek() {
            Some(Event::InlineHtml(mark)) if mark.starts_with("<a id=\"chain-") => {
                let anchor = anchor(mark).unwrap_or_default().to_owned();
                self.until(TagEnd::Paragraph);
                self.open_chain(&anchor)?;
            }
            Some(Event::DisplayMath(_)) => {
                for event in self.until(TagEnd::Paragraph) {
                    if let Event::DisplayMath(latex) = event {
                        self.displayed(&latex)?;
                    }
                }
            }
            Some(Event::Start(Tag::Image { .. })) => {
                let inside = self.until(TagEnd::Paragraph);
                for event in inside {
                    if let Event::Start(Tag::Image { dest_url, .. }) = event {
                        self.close_chain();
                        self.figures += 1;
                        let html = figure::html(self.page, &dest_url, self.figures, self.language)?;
                        self.html(html);
                    }
                }
            }
            _ => {
                self.close_chain();
                self.out.push(Event::Start(Tag::Paragraph));
            }
        }
        Ok(())
    }

    /// What a program says in words is wrapped: its lines go on where they are indented.
    fn code(&mut self, kind: &CodeBlockKind) {
        let told = self.language.pick("código", "code");
        let is_words = matches!(kind, CodeBlockKind::Fenced(name) if &**name == "text");
        let class = if is_words { " class=\"words\"" } else { "" };
        self.html(format!(
            "<pre{class} role=\"group\" tabindex=\"0\" aria-label=\"{told}\"><code>"
        ));
        for event in self.until(TagEnd::CodeBlock) {
            if let Event::Text(text) = event {
                self.say(&text);
                let text = if is_words { unindented(&text).into() } else { text };
                self.out.push(Event::Text(text));
            }
        }
        self.html("</code></pre>\n");
    }
}

/// Each indented line after the end of the one before it.
fn unindented(text: &str) -> String {
    let mut whole = String::new();
    for line in text.lines() {
        whole += match (whole.is_empty(), line.starts_with("  ")) {
            (true, _) => "",
            (false, true) => " ",
            (false, false) => "\n",
        };
        whole += line.trim_start();
    }
    whole + "\n"
}
