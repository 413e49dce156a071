//! Where links lead.

use crate::book::Target;

/// Where a link of a page leads: another page is HTML, too.
pub(super) fn of_html(link: &str, page: &str) -> String {
    match Target::of(link, page) {
        Target::Outside(link) => link.into(),
        Target::Place(name, "") => format!("{name}.html"),
        Target::Place(name, anchor) => format!("{name}.html#{anchor}"),
    }
}
