//! A page's Markdown as the body of a LaTeX file.

use super::chain::{Chain, Line};
use super::table::{Cell, Table, width};
use super::text;
use crate::book::Page;
use crate::{Error, Result};
use ma6202_exercises::chapter::{anchor, events};
use ma6202_language::Language;
use pulldown_cmark::{Alignment, Event, HeadingLevel, Tag, TagEnd};
use std::collections::BTreeSet;

/// Lines of code that stay together at its begin and its end, and after each place where a page may
/// end within it.
const TOGETHER: usize = 4;

/// The page without a preamble, its heading first.
///
/// # Errors
/// A character that LaTeX is not told of, something that no chapter has had so far.
pub fn body(page: &Page, language: Language, labels: &BTreeSet<String>) -> Result<String> {
    let events = events(&page.markdown).collect();
    let (at, out, items) = (0, String::new(), Vec::new());
    let mut writer = Writer { page, language, labels, events, at, out, items };
    while let Some(event) = writer.next() {
        writer.block(event)?;
    }
    Ok(writer.out.trim().to_owned() + "\n")
}

/// The labels of a page: its own, and those of its anchors.
pub fn labels(page: &Page) -> impl Iterator<Item = String> {
    let anchors = events(&page.markdown).filter_map(|event| match event {
        Event::InlineHtml(html) => anchor(&html).map(str::to_owned),
        _ => None,
    });
    [String::new()].into_iter().chain(anchors).map(|anchor| text::label(&page.name, &anchor))
}

pub(super) struct Writer<'a> {
    pub page: &'a Page,
    pub language: Language,
    /// All places of the book that links may lead to.
    pub labels: &'a BTreeSet<String>,
    pub events: Vec<Event<'a>>,
    pub at: usize,
    out: String,
    /// Where the items of each open list begin.
    items: Vec<Vec<usize>>,
}

impl<'a> Writer<'a> {
    pub fn next(&mut self) -> Option<Event<'a>> {
        self.at += 1;
        self.events.get(self.at - 1).cloned()
    }

    fn block(&mut self, event: Event<'a>) -> Result<()> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level)?,
            Event::Start(Tag::Paragraph) => self.paragraph()?,
            Event::Start(Tag::BlockQuote(_)) => self.out += "\\begin{quote}\n",
            Event::End(TagEnd::BlockQuote(_)) => self.end("quote"),
            Event::Start(Tag::List(first)) => self.list(first),
            Event::End(TagEnd::List(is_numbered)) => self.end_list(is_numbered),
            Event::Start(Tag::Item) => {
                self.items.last_mut().into_iter().for_each(|items| items.push(self.out.len()));
                self.out += "\\item ";
            }
            Event::End(TagEnd::Item) => self.begin("\n"),
            Event::Start(Tag::CodeBlock(_)) => self.code()?,
            Event::Start(Tag::Table(alignments)) => self.table(alignments)?,
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            other => {
                let latex = self.inline(other)?;
                self.out += &latex;
            }
        }
        Ok(())
    }

    /// What begins after what was written, whatever blanks that ends with.
    fn begin(&mut self, latex: &str) {
        self.out.truncate(self.out.trim_end().len());
        self.out += latex;
    }

    fn end(&mut self, environment: &str) {
        self.begin(&format!("\n\\end{{{environment}}}\n\n"));
    }

    fn list(&mut self, first: Option<u64>) {
        self.items.push(Vec::new());
        match first {
            None => self.begin("\n\n\\begin{itemize}\n"),
            Some(_) => self.begin("\n\n\\begin{enumerate}\n"),
        }
        if let Some(first) = first.filter(|first| *first != 1) {
            self.out += &format!("\\setcounter{{enumi}}{{{}}}\n", first - 1);
        }
    }

    fn end_list(&mut self, is_numbered: bool) {
        if let Some([_, .., last]) = self.items.pop().as_deref() {
            self.out.replace_range(*last..last + "\\item".len(), "\\lastitem");
        }
        // How a derivation was checked stays below its letters.
        if let [Event::Start(Tag::Paragraph), Event::Start(Tag::Emphasis), ..] =
            &self.events[self.at..]
        {
            self.begin("\n\\keepnext");
        }
        self.end(if is_numbered { "enumerate" } else { "itemize" });
    }

    fn heading(&mut self, level: HeadingLevel) -> Result<()> {
        let title = self.title(TagEnd::Heading(level))?;
        // The title page has the book's.
        let title = match (self.page.name.as_str(), level) {
            ("index", HeadingLevel::H1) => {
                self.language.pick("Sobre estos apuntes", "About these notes").into()
            }
            _ => title,
        };
        let command = match level {
            HeadingLevel::H1 => "chapter",
            HeadingLevel::H2 => "section",
            HeadingLevel::H3 => "subsection",
            HeadingLevel::H4 => "subsubsection",
            _ => return Err(Error::untold(&self.page.name, format!("{level:?} {title}"))),
        };
        self.begin("\n\n");
        if let Some(Event::Start(Tag::Table(_))) = self.events.get(self.at) {
            self.out += "\\withtable\n";
        }
        self.out += &format!("\\{command}{{{title}}}\n");
        if level == HeadingLevel::H1 {
            let number = text::number(self.page.title());
            self.out += &format!("\\label{{{}}}\n\\drawingsof{{{number}}}\n", self.page.name);
        }
        self.out += "\n";
        Ok(())
    }

    /// One that is only a mark, a picture or displayed formulas is none.
    fn paragraph(&mut self) -> Result<()> {
        match self.events.get(self.at) {
            Some(Event::InlineHtml(html)) if html.starts_with("<a id=\"chain-") => {
                let label = text::label(&self.page.name, anchor(html).unwrap_or_default());
                let before = &self.events[..self.at - 1];
                let is_next = before
                    .ends_with(&[Event::End(TagEnd::Emphasis), Event::End(TagEnd::Paragraph)]);
                self.until(TagEnd::Paragraph)?;
                return self.chain(label, is_next);
            }
            // A display ends the paragraph before it.
            Some(Event::DisplayMath(_)) => self.begin("\n"),
            _ => {}
        }
        let latex = self.until(TagEnd::Paragraph)?;
        self.out += latex.trim_end();
        self.out += "\n\n";
        Ok(())
    }

    /// The left-hand side, then lines with a sign before them, each with its reason.
    fn chain(&mut self, label: String, is_next: bool) -> Result<()> {
        let mut chain = Chain { label, left: String::new(), lines: Vec::new() };
        while let [Event::Start(Tag::Paragraph), Event::DisplayMath(latex), ..] =
            &self.events[self.at..]
        {
            let formula = self.formula(latex)?;
            match chain.left.is_empty() {
                true => chain.left = formula,
                false if formula.starts_with(['=', '\\']) => {
                    chain.lines.push(Line { formula, reason: None });
                }
                false => break,
            }
            // Both, and the paragraph's end.
            self.at += 3;
            if let Some(Event::Start(Tag::BlockQuote(kind))) = self.events.get(self.at) {
                let kind = *kind;
                self.at += 2;
                let reason = self.until(TagEnd::Paragraph)?;
                self.until(TagEnd::BlockQuote(kind))?;
                if let Some(line) = chain.lines.last_mut() {
                    line.reason = Some(reason);
                }
            }
        }
        // How the one before was checked belongs to that: a page may end there.
        let (begin, end) = match is_next {
            true => ("\\predisplaypenalty0\n", "\\predisplaypenalty10000\n"),
            false => ("", ""),
        };
        self.begin(&format!("\n{begin}{}{end}", chain.latex()));
        Ok(())
    }

    fn code(&mut self) -> Result<()> {
        let mut code = String::new();
        while let Some(Event::Text(text)) = self.next() {
            code += self.known(&text)?;
        }
        let pieces = pieces(code.trim_end());
        // What is said of it stays below its end.
        let is_told = matches!(self.events.get(self.at), Some(Event::Start(Tag::CodeBlock(_))));
        for (number, piece) in pieces.iter().enumerate() {
            let is_kept = is_told && number + 1 == pieces.len();
            let (begin, end) = if is_kept { ("{\\keepnext\n", "}\n\n") } else { ("", "") };
            let again = if number > 0 { "\\codegoeson\n" } else { "" };
            self.out += &format!("{again}{begin}\\begin{{Verbatim}}[samepage=true]\n{piece}\n");
            self.end("Verbatim");
            self.out += end;
        }
        Ok(())
    }

    fn table(&mut self, alignments: Vec<Alignment>) -> Result<()> {
        let mut table = Table { alignments, rows: Vec::new() };
        while let Some(event) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => table.rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let begin = self.at;
                    let latex = self.until(TagEnd::TableCell)?;
                    let width = width::cell(&self.events[begin..self.at]);
                    if let Some(row) = table.rows.last_mut() {
                        row.push(Cell { latex, width });
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        self.out += &table.latex();
        Ok(())
    }
}

/// Code in parts, of which each stays on one page: between two statements of a function.
fn pieces(code: &str) -> Vec<String> {
    let lines: Vec<&str> = code.lines().collect();
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for (number, line) in lines.iter().enumerate() {
        let statement = line.strip_prefix("    ").unwrap_or_default();
        let begins = statement.starts_with(|c: char| c.is_alphanumeric() || c == '/');
        let is_ended = number > 0 && lines[number - 1].ends_with([';', '}']);
        let held = pieces.last().map_or(0, Vec::len);
        if begins && is_ended && held >= TOGETHER && lines.len() - number >= TOGETHER {
            pieces.push(Vec::new());
        }
        pieces.last_mut().into_iter().for_each(|piece| piece.push(*line));
    }
    pieces.iter().map(|piece| piece.join("\n")).collect()
}
