//! Where links lead, and chapters that are named.

use super::Writer;
use crate::book::{NAMES, SLIPS_PAGE, Target};
use pulldown_cmark::Event;

impl Writer<'_> {
    /// Words; where they name another chapter, a link to it.
    pub(super) fn text(&mut self, text: &str) {
        let word = self.language.pick("apítulo ", "hapter ");
        let mut rest = text;
        while let Some(begin) = rest.find(word).and_then(|at| at.checked_sub(1)) {
            let (number, digits) = (begin + 1 + word.len(), |c: char| c.is_ascii_digit());
            let end = rest[number..].find(|c| !digits(c)).map_or(rest.len(), |size| number + size);
            let (before, named) = (&rest[..begin], &rest[begin..end]);
            let page = self.chapter(&rest[number..end], text);
            self.out.push(Event::Text(before.to_owned().into()));
            match page {
                Some(page) => self.html(format!("<a href=\"{page}.html\">{named}</a>")),
                None => self.out.push(Event::Text(named.to_owned().into())),
            }
            rest = &rest[end..];
        }
        self.out.push(Event::Text(rest.to_owned().into()));
    }

    /// The page of another chapter with this number, named in a text about the lecture's slips or
    /// about something else; the sources name chapters of other books.
    fn chapter(&self, number: &str, text: &str) -> Option<&'static str> {
        if self.sections.last().is_some_and(|section| section.id == "sources") {
            return None;
        }
        // They are a page of their own here.
        if number == "8" && ["desliz", "deslices", "slip"].iter().any(|word| text.contains(word)) {
            return Some(SLIPS_PAGE);
        }
        let begin = format!("exercise_{number}_");
        let page = NAMES.into_iter().find(|name| name.starts_with(&begin));
        page.filter(|name| *name != self.page.name)
    }
}

/// Where a link of a page leads: another page is HTML, too.
pub(super) fn of_html(link: &str, page: &str) -> String {
    match Target::of(link, page) {
        Target::Outside(link) => link.into(),
        Target::Place(name, "") => format!("{name}.html"),
        Target::Place(name, anchor) => format!("{name}.html#{anchor}"),
    }
}
