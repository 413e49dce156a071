use crate::error::expect_setting;
use crate::{Error, Result};

/// Refuses a NaN or an infinity, naming its place.
pub(crate) fn finite(what: &str, values: &[f64]) -> Result<()> {
    values.iter().enumerate().try_for_each(|(row, &value)| entry(what, row, 0, value))
}

/// The same for pairs of coordinates, which are columns 0 and 1.
pub(crate) fn finite_places(what: &str, places: &[(f64, f64)]) -> Result<()> {
    places.iter().enumerate().try_for_each(|(row, &(x, y))| {
        entry(what, row, 0, x)?;
        entry(what, row, 1, y)
    })
}

fn entry(what: &str, row: usize, column: usize, value: f64) -> Result<()> {
    if value.is_finite() {
        return Ok(());
    }
    Err(Error::NotFinite { what: what.to_owned(), row, column, value })
}

/// Refuses a line that has not as many xs as ys, all of them finite.
pub(crate) fn coordinates(line: &str, xs: &[f64], ys: &[f64]) -> Result<()> {
    count(&format!("ys of {line}"), xs.len(), ys.len())?;
    finite(&format!("xs of {line}"), xs)?;
    finite(&format!("ys of {line}"), ys)
}

/// Refuses a number of things that differs from its partner's.
pub(crate) fn count(what: &str, expected: usize, got: usize) -> Result<()> {
    shape(what, (expected, 1), (got, 1))
}

/// The same for numbers of rows and columns.
pub(crate) fn shape(what: &str, expected: (usize, usize), got: (usize, usize)) -> Result<()> {
    if expected == got {
        return Ok(());
    }
    Err(Error::Shape { what: what.to_owned(), expected, got })
}

/// Refuses the number of something that is not there, such as “a class”.
pub(crate) fn below(what: &str, thing: &str, number: usize, count: usize) -> Result<()> {
    expect_setting(what, &format!("{thing} below {count}"), number, number < count)
}

/// Refuses more kinds of mark than a reader can tell apart.
pub(crate) fn at_most(what: &str, limit: usize, got: usize) -> Result<()> {
    let expected = format!("at most {limit}, which still differ in print");
    expect_setting(what, &expected, got, got <= limit)
}

/// Refuses labels that are blank or repeated: a legend with them says nothing.
pub(crate) fn distinct<'a>(what: &str, labels: impl IntoIterator<Item = &'a str>) -> Result<()> {
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
