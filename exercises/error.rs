use std::path::PathBuf;

/// What the exercises answer.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an exercise could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What the library refuses.
    #[error(transparent)]
    Library(#[from] ma6202::Error),

    /// A text that is no formula.
    #[error(transparent)]
    Formula(#[from] ma6202_formula::Error),

    /// A picture that cannot be drawn or kept.
    #[error(transparent)]
    Figure(#[from] ma6202_figure::Error),

    /// A record that does not say what it should.
    #[error("record {name}: {error}")]
    Record { name: String, error: serde_json::Error },

    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

impl Error {
    /// Something that did not come out as it should.
    pub(crate) fn unexpected(name: impl Into<String>, expected: &str, got: impl ToString) -> Error {
        let (name, expected, got) = (name.into(), expected.into(), got.to_string());
        ma6202::Error::Setting { name, expected, got }.into()
    }
}
