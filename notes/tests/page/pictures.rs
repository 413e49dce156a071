//! A picture says what it shows to who cannot see it.

use super::outline::tag;
use super::{select, text, within};
use crate::made::Page;
use scraper::{ElementRef, Html};

/// A description that has fewer letters describes nothing.
const LETTERS: usize = 40;

/// A whole one, not a part that is shown again.
const PICTURE: &str = "svg:not(.apart *)";

/// Pictures without a title and a description, or not named by them; a figure without a picture.
pub fn faults(page: Page) -> Vec<String> {
    let parsed = Html::parse_document(page.text);
    let mut faults: Vec<String> =
        select(&parsed, "img:not([alt]), img[alt=\"\"], canvas, picture, image")
            .into_iter()
            .map(|picture| format!("a picture that is no inline SVG with a text: {}", tag(picture)))
            .collect();
    for picture in select(&parsed, PICTURE) {
        let fault = |fault: &str| format!("{fault}: {}", tag(picture));
        faults.extend(of(picture, page).into_iter().map(fault));
    }
    for figure in select(&parsed, "figure") {
        let Some(id) = figure.attr("id").filter(|_| within(figure, PICTURE).len() == 1) else {
            faults.push(format!("a figure has an id and one picture: {}", tag(figure)));
            continue;
        };
        let drawn = format!("#{id}-drawn");
        for part in within(figure, ".apart svg") {
            let shown = within(part, "use").into_iter().map(|used| used.attr("href"));
            if !shown.eq([Some(&*drawn)]) || within(figure, &drawn).len() != 1 {
                faults.push(format!("is no part of its figure: {}", tag(part)));
            }
        }
    }
    faults
}

fn of(picture: ElementRef, page: Page) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if picture.attr("role") != Some("img") {
        faults.push("its role is not img");
    }
    if picture.attr("lang") != page.language() {
        faults.push("its language is not the page's");
    }
    let child = |name: &str| {
        let mut children = picture.child_elements();
        children.find(|child| child.value().name() == name)
    };
    let (title, desc) = (child("title"), child("desc"));
    if title.is_none_or(|title| text(title).is_empty()) {
        faults.push("no title");
    }
    if desc.is_none_or(|desc| text(desc).chars().count() < LETTERS) {
        faults.push("no description");
    }
    let id = |element: Option<ElementRef>| {
        element.and_then(|element| element.attr("id")).map(str::to_owned)
    };
    let named: Option<String> =
        id(title).zip(id(desc)).map(|(title, desc)| format!("{title} {desc}"));
    if named.as_deref() != picture.attr("aria-labelledby") {
        faults.push("its title and description do not name it");
    }
    faults
}
