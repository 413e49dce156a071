//! Where links lead.

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page of the book, and an anchor on it.
    Place(&'a str, &'a str),
    Outside(&'a str),
}

impl<'a> Target<'a> {
    /// Of a link of a page: to a place of the book, or out of it.
    pub fn of(link: &'a str, page: &'a str) -> Target<'a> {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        match file.strip_suffix(".md") {
            _ if link.contains("://") => Target::Outside(link),
            Some(name) => Target::Place(name, anchor),
            None if file.is_empty() => Target::Place(page, anchor),
            None => Target::Outside(link),
        }
    }
}
