use crate::error::expect_setting;
use crate::{Error, Result};

/// Refuses a NaN or an infinity, naming its place.
pub(super) fn finite(what: &str, values: &[f64]) -> Result<()> {
    match values.iter().position(|v| !v.is_finite()) {
        Some(row) => {
            let value = values[row];
            Err(Error::NotFinite { what: what.to_owned(), row, column: 0, value })
        }
        None => Ok(()),
    }
}

/// Refuses a number of things that differs from its partner's.
pub(super) fn count(what: &str, expected: usize, got: usize) -> Result<()> {
    if expected == got { Ok(()) } else { Err(shape(what, (expected, 1), (got, 1))) }
}

pub(super) fn shape(what: &str, expected: (usize, usize), got: (usize, usize)) -> Error {
    Error::Shape { what: what.to_owned(), expected, got }
}

/// Refuses more kinds of mark than a reader can tell apart.
pub(super) fn at_most(what: &str, limit: usize, got: usize) -> Result<()> {
    let expected = format!("at most {limit}, which still differ in print");
    expect_setting(what, &expected, got, got <= limit)
}

/// Refuses labels that are blank or repeated: a legend with them says nothing.
pub(super) fn distinct<'a>(what: &str, labels: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let mut seen: Vec<&str> = Vec::new();
    for label in labels {
        if label.trim().is_empty() {
            return Err(Error::Figure(format!("{what}: a label is blank")));
        }
        if seen.contains(&label) {
            return Err(Error::Figure(format!("{what}: two are labelled {label:?}")));
        }
        seen.push(label);
    }
    Ok(())
}
