use nalgebra::{DMatrix, Dim, Matrix, RawStorage};
use std::path::PathBuf;

/// What this crate's functions answer.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything a caller can get wrong, or a machine can lack.
///
/// Each variant states its condition and carries both values: what was expected and what came.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A matrix or vector does not have the shape its partner asks for. Shapes are (rows, columns).
    #[error("{what}: expected shape {expected:?}, got {got:?}")]
    Shape { what: String, expected: (usize, usize), got: (usize, usize) },

    /// Nothing to compute with: no rows, no layers, no classes.
    #[error("{what}: expected at least one, got none")]
    Empty { what: String },

    /// A NaN or an infinity where a finite number is needed. Row and column count from 0.
    #[error("{what}: expected finite numbers, got {value} in row {row}, column {column}")]
    NotFinite { what: String, row: usize, column: usize, value: f64 },

    /// A setting outside its range.
    #[error("{name}: expected {expected}, got {got}")]
    Setting { name: String, expected: String, got: String },

    /// A line of a data file that does not say what the format asks for. Line and column count
    /// from 1.
    #[error("line {line}, column {column}: expected {expected}, got {got}")]
    Table { line: u64, column: usize, expected: String, got: String },

    /// A data file holds something else than its format asks for.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: Box<Error> },

    /// An edge that would close a cycle in a graph that must have none: its nodes, from the one the
    /// edge leads to, back to it.
    #[error(
        "the edge {} closes a cycle: {}; leave it out, or unroll the cycle in time",
        last_step(nodes), nodes.join(" → ")
    )]
    Cycle { nodes: Vec<String> },

    /// A descent whose loss, or a parameter after its last step, is no finite number. Steps count
    /// from 1.
    #[error("descent diverged: the loss is {loss} at step {step}; try a smaller learning rate")]
    Diverged { step: usize, loss: f64 },

    /// The labels of a logistic regression are linearly separable: its loss falls for ever as w
    /// grows along the plane's normal.
    #[error(
        "maximum-likelihood estimate: expected labels that are not linearly separable, got {case}; the loss has no minimiser, ‖w‖ would grow \
         for ever; add a penalty, or take the separating plane itself"
    )]
    Separated { case: &'static str },

    /// The device asked for is not on this machine.
    #[error("device {device}: {why}")]
    Device { device: String, why: String },

    /// A text that is no formula, or none of the symbols that are declared.
    #[error(transparent)]
    Formula(#[from] ma6202_formula::Error),

    /// torch refused an operation.
    #[error("torch: {0}")]
    Torch(String),

    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

/// The last two nodes of a cycle: the edge that closes it.
fn last_step(nodes: &[String]) -> String {
    nodes[nodes.len().saturating_sub(2)..].join(" → ")
}

impl Error {
    pub(crate) fn setting(
        name: impl Into<String>,
        expected: impl Into<String>,
        got: impl ToString,
    ) -> Error {
        Error::Setting { name: name.into(), expected: expected.into(), got: got.to_string() }
    }
}

/// Refuses a shape that differs from the one asked for, and a matrix without entries.
pub fn expect_shape(what: &str, got: (usize, usize), expected: (usize, usize)) -> Result<()> {
    if got != expected {
        return Err(Error::Shape { what: what.into(), expected, got });
    }
    expect_some(what, got.0 * got.1)
}

/// Refuses rows that have not so many columns.
pub(crate) fn expect_columns(what: &str, x: &DMatrix<f64>, columns: usize) -> Result<()> {
    if x.ncols() == columns {
        return Ok(());
    }
    Err(Error::Shape { what: what.into(), expected: (x.nrows(), columns), got: x.shape() })
}

/// Refuses a count of zero.
pub fn expect_some(what: &str, count: usize) -> Result<()> {
    if count == 0 { Err(Error::Empty { what: what.into() }) } else { Ok(()) }
}

/// Refuses a setting that does not meet what is expected of it.
pub fn expect_setting(name: &str, expected: &str, got: impl ToString, met: bool) -> Result<()> {
    if met { Ok(()) } else { Err(Error::setting(name, expected, got)) }
}

/// Refuses what is not above 0, or infinite.
pub(crate) fn expect_positive(name: &str, got: f64) -> Result<()> {
    expect_setting(name, "a positive number", got, got > 0.0 && got.is_finite())
}

/// Refuses a number that does not count below a limit.
pub(crate) fn expect_below(name: &str, got: usize, limit: usize) -> Result<()> {
    if got < limit { Ok(()) } else { Err(Error::setting(name, format!("below {limit}"), got)) }
}

/// Refuses NaN and infinities in a matrix or vector, naming the first.
pub fn expect_finite<R: Dim, C: Dim>(
    what: &str,
    matrix: &Matrix<f64, R, C, impl RawStorage<f64, R, C>>,
) -> Result<()> {
    match matrix.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        None => Ok(()),
        Some((index, &value)) => {
            let (row, column) = (index % matrix.nrows(), index / matrix.nrows());
            Err(Error::NotFinite { what: what.into(), row, column, value })
        }
    }
}
