//! Markdown as a terminal shows it: headings, wrapped paragraphs, tables that fit, formulas in
//! Unicode.
//!
//! | file | holds |
//! |---|---|
//! | `inline` | what stands within a paragraph |
//! | `table` | tables, as wide as there is room |
//!
//! Colours are ANSI's; who prints leaves them out where nobody sees them.

mod inline;
mod table;

use crate::Result;
use crate::chapter::{events, signed, summary};
use crate::language::Language;
use anstyle::{AnsiColor, Style};
use inline::Inline;
use ma6202_formula::Formula;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use table::Rows;
use textwrap::{Options, WordSplitter};

/// Before a displayed formula, and before code.
const INDENT: &str = "    ";
/// Before a reason.
const QUOTED: &str = "        ";

const TITLE: Style = AnsiColor::Blue.on_default().bold();
const CODE: Style = AnsiColor::Cyan.on_default();

/// A chapter, no line of it wider than `width` columns but what cannot be broken.
///
/// # Errors
/// A formula that is none.
pub fn text(markdown: &str, width: usize, language: Language) -> Result<String> {
    let mut writer = Writer {
        out: String::new(),
        width,
        inline: Inline::new(language),
        display: Vec::new(),
        lists: Vec::new(),
        is_quoted: false,
        is_first_of_item: false,
        is_apart: false,
        code: None,
        rows: None,
    };
    for event in events(markdown) {
        writer.event(event)?;
    }
    Ok(writer.out.trim_end().to_owned() + "\n")
}

struct Writer {
    out: String,
    width: usize,
    /// The paragraph that is being read.
    inline: Inline,
    /// The displayed formulas of it.
    display: Vec<String>,
    /// The number of the next item of each list that is open; none of those with bullets.
    lists: Vec<Option<u64>>,
    is_quoted: bool,
    is_first_of_item: bool,
    /// Blank lines between the blocks of the list that is open, as something is folded in it.
    is_apart: bool,
    code: Option<String>,
    rows: Option<Rows>,
}

impl Writer {
    fn event(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => return self.end(end),
            Event::Rule => self.block(&"─".repeat(self.width)),
            Event::DisplayMath(latex) => self.display.push(latex.into_string()),
            Event::Text(text) if self.code.is_some() => {
                self.code.get_or_insert_default().push_str(&text);
            }
            // What others fold is shown, after its summary; the rest is marks for other tools.
            Event::Html(html) => {
                if let Some(word) = summary(&html) {
                    self.is_apart = true;
                    self.inline.begin(&format!("{word}:"));
                }
            }
            Event::InlineHtml(_) => {}
            other => self.inline.event(other)?,
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::BlockQuote(_) => self.is_quoted = true,
            Tag::List(first) => {
                if !self.inline.is_empty() {
                    self.paragraph();
                }
                self.is_apart &= !self.lists.is_empty();
                self.lists.push(first);
            }
            Tag::Item => self.is_first_of_item = true,
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Table(alignments) => self.rows = Some(Rows::new(alignments)),
            tag => self.inline.start(tag),
        }
    }

    fn end(&mut self, end: TagEnd) -> Result<()> {
        match end {
            TagEnd::Paragraph => {
                self.paragraph();
                self.displayed()?;
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::BlockQuote(_) => self.is_quoted = false,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                if !self.inline.is_empty() {
                    self.paragraph();
                }
                if let Some(Some(number)) = self.lists.last_mut() {
                    *number += 1;
                }
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let lines = code.lines().map(|line| match line {
                    "" => String::new(),
                    line => format!("{INDENT}{CODE}{line}{CODE:#}"),
                });
                self.block(&lines.collect::<Vec<_>>().join("\n"));
            }
            TagEnd::TableCell => {
                let cell = self.inline.take_plain();
                self.rows.as_mut().expect("a cell is in a table").cell(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.rows.as_mut().expect("a row is in a table").end_row();
            }
            TagEnd::Table => {
                let rows = self.rows.take().expect("it has begun");
                self.block(&rows.text(self.width));
            }
            end => self.inline.end(end),
        }
        Ok(())
    }

    /// A block, after a blank line; within a list without one, unless something is folded in it.
    fn block(&mut self, text: &str) {
        if !self.out.is_empty() && (self.lists.is_empty() || self.is_apart) {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = self.inline.take_plain();
        let under = match level {
            HeadingLevel::H1 => "═",
            HeadingLevel::H2 => "─",
            _ => "┈",
        };
        let mut lines = wrapped(&title, self.width, "", "");
        let longest = lines.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        lines = lines.lines().map(|line| format!("{TITLE}{line}{TITLE:#}\n")).collect();
        lines += &format!("{TITLE}{}{TITLE:#}", under.repeat(longest));
        if level == HeadingLevel::H2 {
            self.out.push('\n');
        }
        self.block(lines.trim_end());
    }

    fn paragraph(&mut self) {
        let text = self.inline.take();
        if text.is_empty() {
            return;
        }
        let (first, rest) = if let Some((mark, rest)) = self.item() {
            (if self.is_first_of_item { mark } else { rest.clone() }, rest)
        } else if self.is_quoted {
            // Beside the formula that it is a reason for.
            let trimmed = self.out.trim_end().len();
            self.out.truncate(trimmed);
            self.out.push('\n');
            let reason = wrapped(&format!("({text})"), self.width, QUOTED, QUOTED);
            self.out.push_str(&reason);
            self.out.push('\n');
            return;
        } else {
            (String::new(), String::new())
        };
        let begins_list = !self.lists.is_empty() && self.is_first_of_item && !self.follows_item();
        if begins_list && self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.is_first_of_item = false;
        self.block(&wrapped(&text, self.width, &first, &rest));
    }

    /// What stands before the first line of the item that is open, and before the others.
    fn item(&self) -> Option<(String, String)> {
        let mark = match self.lists.last()? {
            Some(number) => format!("{number}. "),
            None => "• ".to_owned(),
        };
        let indent = "  ".repeat(self.lists.len());
        let rest = indent.clone() + &" ".repeat(mark.chars().count());
        Some((indent + &mark, rest))
    }

    /// Whether the last line belongs to an item before.
    fn follows_item(&self) -> bool {
        self.out.trim_end().lines().last().is_some_and(|line| line.starts_with("  "))
    }

    fn displayed(&mut self) -> Result<()> {
        for latex in std::mem::take(&mut self.display) {
            let (sign, formula) = signed(&latex);
            let sign = if sign.is_empty() { String::new() } else { format!("{sign} ") };
            let formula = Formula::parse(formula)?;
            let indent = self.item().map_or(String::new(), |(_, rest)| rest) + INDENT;
            let margin = &indent[sign.chars().count()..];
            let lines = formula.unicode_after(&sign, self.width.saturating_sub(indent.len()));
            let lines = self.inline.shown(&lines);
            let lines = lines.lines().map(|line| (margin.to_owned() + line).trim_end().to_owned());
            let lines: Vec<String> = lines.collect();
            // The lines of a chain stand together, but none on what is no reason and as high.
            let is_tall = lines.len() > 1 && !self.out.ends_with(")\n");
            if sign.is_empty() || is_tall {
                self.block(&lines.join("\n"));
            } else {
                self.out.push_str(&lines.join("\n"));
                self.out.push('\n');
            }
        }
        Ok(())
    }
}

/// Lines of `width` columns at most, the first after one prefix, the others after another.
pub fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let wrapping = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    let wrapping = wrapping.break_words(false).initial_indent(first).subsequent_indent(rest);
    textwrap::fill(text, wrapping).replace(inline::TIED, " ")
}
