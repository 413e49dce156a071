//! Tables: they can be moved sideways where they are too wide; those that are read row by row
//! become blocks there.

use super::Writer;
use crate::Result;
use crate::html::formula;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The pages whose tables are lists of things.
const STACKED: [&str; 3] = ["glossary", "derivations", "slips"];

/// What has no more letters is no prose.
const SHORT: usize = 14;

/// A table whose rows may become blocks: its cells say what they are.
#[derive(Default)]
pub struct Table {
    heads: Vec<String>,
    alignments: Vec<Alignment>,
    column: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        let told = self.language.pick("tabla", "table");
        let is_stacked = STACKED.contains(&self.page.name.as_str());
        let class = if is_stacked { "wide stacked" } else { "wide" };
        self.html(format!(
            "<div class=\"{class}\" role=\"group\" tabindex=\"0\" aria-label=\"{told}\">"
        ));
        self.table =
            is_stacked.then(|| Table { alignments: alignments.clone(), ..Table::default() });
        self.out.push(Event::Start(Tag::Table(alignments)));
    }

    pub(super) fn close_table(&mut self) {
        self.table = None;
        self.out.push(Event::End(TagEnd::Table));
        self.html("</div>\n");
    }

    /// What is short in a cell of a table that is moved sideways stays on one line; words have
    /// room.
    pub(super) fn keep_short(&mut self) {
        let letters: usize = self.out[self.cell..].iter().map(letters).sum();
        let class = if letters <= SHORT { "short" } else { "words" };
        let begin = Event::InlineHtml(format!("<span class=\"{class}\">").into());
        self.out.insert(self.cell, begin);
        self.html("</span>");
    }

    /// The names of the columns, which are words.
    pub(super) fn head(&mut self) -> Result<()> {
        let inside = self.until(TagEnd::TableHead);
        let mut heads = Vec::new();
        for event in &inside {
            let said = match event {
                Event::Start(Tag::TableCell) => {
                    heads.push(String::new());
                    continue;
                }
                Event::Text(text) => text.to_string(),
                Event::InlineMath(latex) => formula::spoken(latex)?,
                _ => continue,
            };
            heads.last_mut().into_iter().for_each(|head| *head += &said);
        }
        heads.iter().for_each(|head| self.say(&format!("{head} ")));
        if let Some(table) = &mut self.table {
            table.heads = heads;
        }
        self.out.push(Event::Start(Tag::TableHead));
        inside.into_iter().try_for_each(|event| self.in_line(event))?;
        self.out.push(Event::End(TagEnd::TableHead));
        Ok(())
    }

    pub(super) fn cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let (head, number) = (&table.heads[table.column], table.alignments[table.column]);
        let align = if number == Alignment::Right { " style=\"text-align: right\"" } else { "" };
        let cell = format!("<td data-head=\"{head}\"{align}>");
        table.column = (table.column + 1) % table.heads.len();
        self.html(cell);
    }
}

/// How many are seen, tags aside.
fn letters(event: &Event) -> usize {
    match event {
        Event::Text(text) => text.chars().count(),
        Event::InlineHtml(html) => {
            let texts = html.split('<').map(|part| part.rsplit('>').next().unwrap_or_default());
            texts.map(|text| text.chars().count()).sum()
        }
        _ => 0,
    }
}
