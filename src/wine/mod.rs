//! The wines of UCI: 178 bottles by three growers, 13 measurements each.
//!
//! Read ([`Wine`]), split as scikit-learn does ([`split`]), standardise with the training rows only
//! ([`Standardiser`]).
//!
//! # Source
//!
//! Aeberhard, S. and Forina, M. (1992), *Wine*, UCI Machine Learning Repository,
//! <https://doi.org/10.24432/C5PC7J>, licensed CC BY 4.0. `data/wine.data` is the published file,
//! byte for byte.

mod split;
mod standardise;

pub use split::{Split, split};
pub use standardise::Standardiser;

use std::path::Path;

use nalgebra::DMatrix;

use crate::error::{expect_below, expect_setting, expect_shape, expect_some};
use crate::{Error, Result};

/// How many growers there are. UCI numbers them 1 to 3; here they are 0 to 2.
pub const CLASSES: usize = 3;

/// What is measured, in the order of the columns, by UCI's names.
pub const FEATURES: [&str; 13] = [
    "Alcohol",
    "Malic acid",
    "Ash",
    "Alcalinity of ash",
    "Magnesium",
    "Total phenols",
    "Flavanoids",
    "Nonflavanoid phenols",
    "Proanthocyanins",
    "Color intensity",
    "Hue",
    "OD280/OD315 of diluted wines",
    "Proline",
];

/// Refuses what is no column of [`FEATURES`].
pub(crate) fn expect_feature(feature: usize) -> Result<()> {
    expect_below("attribute", feature, FEATURES.len())
}

/// Fields of a line: the class, then the features.
const COLUMNS: usize = 1 + FEATURES.len();

/// A table of wines.
///
/// # Shapes
///
/// `x` is (n, 13), one row a wine; `class` has n entries, each below [`CLASSES`].
#[derive(Debug, Clone, PartialEq)]
pub struct Wine {
    /// The measurements, as published: not standardised.
    pub x: DMatrix<f64>,
    /// Who grew each wine: 0, 1 or 2.
    pub class: Vec<usize>,
}

impl Wine {
    /// The 178 published wines: 59 of class 0, then 71 of class 1, then 48 of class 2.
    pub fn embedded() -> Wine {
        Wine::parse(include_str!("../../data/wine.data"))
            .expect("data/wine.data is compiled in, and the tests parse it")
    }

    /// Reads UCI's format: a wine a line, the class (1 to 3) and 13 numbers, separated by commas.
    ///
    /// Spaces around a field, Windows line ends, a byte-order mark and blank lines are harmless.
    ///
    /// # Errors
    /// No wine at all. [`Error::Table`] says line and column, from 1, of the first thing wrong: a
    /// missing or extra column, an unknown class, a field that is no number, or that is NaN or
    /// infinite. Blank lines count as lines.
    pub fn parse(text: &str) -> Result<Wine> {
        let mut values = Vec::new();
        let mut class = Vec::new();
        // By hand rather than with the csv crate: its line numbers skip blank lines and are one
        // late after a Windows line end, and the format has no quotes to respect.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let wrong = |column: usize, expected: String, got: String| Error::Table {
                line: index as u64 + 1,
                column,
                expected,
                got,
            };
            let fields: Vec<&str> = line.split(',').map(str::trim).collect();
            let count = fields.len();
            if count != COLUMNS {
                let expected = format!("{COLUMNS} columns (the class and {} numbers)", COLUMNS - 1);
                return Err(wrong(count.min(COLUMNS) + 1, expected, count.to_string()));
            }
            let grower = ["1", "2", "3"].iter().position(|&name| name == fields[0]);
            let unknown = || wrong(1, "a class: 1, 2 or 3".into(), quote(fields[0]));
            class.push(grower.ok_or_else(unknown)?);
            for ((field, feature), column) in fields[1..].iter().zip(FEATURES).zip(2..) {
                let number = field.parse().ok().filter(|value: &f64| value.is_finite());
                let none = || wrong(column, format!("a finite number ({feature})"), quote(field));
                values.push(number.ok_or_else(none)?);
            }
        }
        expect_some("lines of the wine table", class.len())?;
        Ok(Wine { x: DMatrix::from_row_slice(class.len(), FEATURES.len(), &values), class })
    }

    /// Reads a file in UCI's format.
    ///
    /// # Errors
    /// A file that cannot be read. [`Error::File`] names the file and holds what [`Wine::parse`]
    /// says, or the line and column of the first byte that is not UTF-8.
    pub fn read(path: &Path) -> Result<Wine> {
        let bytes =
            std::fs::read(path).map_err(|source| Error::Io { path: path.into(), source })?;
        utf8(&bytes)
            .and_then(Wine::parse)
            .map_err(|source| Error::File { path: path.into(), source: Box::new(source) })
    }

    /// The wines that train, those that test, a fifth of all as [`split`] chooses them, and what
    /// standardises both.
    pub(crate) fn divide(&self, seed: u32) -> Result<(Wine, Wine, Standardiser)> {
        let n = self.class.len();
        expect_setting("wines", "at least 2, one to train on and one to test", n, n >= 2)?;
        let split = split(n, 0.2, seed)?;
        let (train, test) = (self.select(&split.train)?, self.select(&split.test)?);
        let standardiser = Standardiser::fit(&train.x)?;
        Ok((train, test, standardiser))
    }

    /// The wines of the given rows, in the given order.
    ///
    /// # Errors
    /// A row that is not in the table.
    pub fn select(&self, rows: &[usize]) -> Result<Wine> {
        let n = self.class.len();
        expect_shape("features of the wine table", self.x.shape(), (n, self.x.ncols()))?;
        rows.iter().try_for_each(|&row| expect_below("row of the wine table", row, n))?;
        Ok(Wine {
            x: self.x.select_rows(rows),
            class: rows.iter().map(|&row| self.class[row]).collect(),
        })
    }
}

/// Targets for a network: row i is 0 everywhere but 1 at column `class[i]`.
///
/// # Shapes
///
/// (n, k) for n classes.
///
/// # Errors
/// A class that is not below `k`.
pub fn one_hot(class: &[usize], k: usize) -> Result<DMatrix<f64>> {
    let mut t = DMatrix::zeros(class.len(), k);
    for (row, &c) in class.iter().enumerate() {
        expect_below(&format!("class of row {row}"), c, k)?;
        t[(row, c)] = 1.0;
    }
    Ok(t)
}

/// A field as an error shows it: quoted, and cut where a whole file landed in it.
fn quote(field: &str) -> String {
    const SHOWN: usize = 40;
    if field.chars().count() <= SHOWN {
        return format!("{field:?}");
    }
    format!("{:?}…", field.chars().take(SHOWN).collect::<String>())
}

fn utf8(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        Error::Table {
            line: before.iter().filter(|&&b| b == b'\n').count() as u64 + 1,
            column: before[line_start..].iter().filter(|&&b| b == b',').count() + 1,
            expected: "UTF-8 text".into(),
            got: format!("byte 0x{:02X}", bytes[error.valid_up_to()]),
        }
    })
}
