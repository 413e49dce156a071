//! The letters of the glossary: the reader's language comes first, and where a letter is several
//! things, each says in which derivation.

use super::{text, within};
use crate::made::Page;
use scraper::{ElementRef, Html};

pub fn faults(page: Page) -> Vec<String> {
    let (first, within_it) = match page.name {
        "es/glossary.html" => ("español", "; desde "),
        "en/glossary.html" => ("English", "; from "),
        _ => return Vec::new(),
    };
    let parsed = Html::parse_document(page.text);
    let tables = super::select(&parsed, ".stacked table");
    let mut faults: Vec<String> =
        tables.iter().flat_map(|table| of_table(*table, first, within_it)).collect();
    if tables.is_empty() {
        faults.push("has no letters".into());
    }
    faults
}

fn of_table(table: ElementRef, first: &str, within_it: &str) -> Vec<String> {
    let rows: Vec<Vec<ElementRef>> =
        within(table, "tbody tr").into_iter().map(|row| within(row, "td")).collect();
    let mut faults = Vec::new();
    for row in &rows {
        let (letter, said) = (text(row[0]), text(row[1]));
        if row[1].attr("data-head") != Some(first) {
            faults.push(format!("{letter} is not said in {first} first"));
        }
        let is_alone = rows.iter().filter(|other| text(other[0]) == letter).count() == 1;
        if is_alone == said.contains(within_it) {
            faults.push(format!("{letter} does not say of which derivation it is: {said}"));
        }
    }
    faults
}
