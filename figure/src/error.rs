use std::path::PathBuf;

/// What this crate's functions answer.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there is no picture: each variant states its condition and carries both values.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two parts of the data that belong together have other lengths. Shapes are (rows, columns).
    #[error("{what}: expected shape {expected:?}, got {got:?}")]
    Shape { what: String, expected: (usize, usize), got: (usize, usize) },

    /// Nothing to draw: no panels, no points, no classes.
    #[error("{what}: expected at least one, got none")]
    Empty { what: String },

    /// A NaN or an infinity where a finite number is needed. Row and column count from 0.
    #[error("{what}: expected finite numbers, got {value} in row {row}, column {column}")]
    NotFinite { what: String, row: usize, column: usize, value: f64 },

    /// A setting outside its range.
    #[error("{name}: expected {expected}, got {got}")]
    Setting { name: String, expected: String, got: String },

    /// A picture could not be drawn or converted.
    #[error("figure: {0}")]
    Figure(String),

    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

/// Refuses a count of zero.
pub(crate) fn expect_some(what: &str, count: usize) -> Result<()> {
    if count == 0 { Err(Error::Empty { what: what.into() }) } else { Ok(()) }
}

/// Refuses a setting that does not meet what is expected of it.
pub(crate) fn expect_setting(
    name: &str,
    expected: &str,
    got: impl ToString,
    met: bool,
) -> Result<()> {
    if met {
        return Ok(());
    }
    Err(Error::Setting { name: name.into(), expected: expected.into(), got: got.to_string() })
}
