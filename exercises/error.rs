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

    /// A chapter that cannot be told: a placeholder that names nothing, a claim that does not hold.
    #[error("chapter {exercise}: {error}")]
    Chapter { exercise: u32, error: minijinja::Error },

    /// A figure that no chapter describes.
    #[error("chapter {exercise}: expected a description of the figure {figure}, got none")]
    NotDescribed { exercise: u32, figure: String },

    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

impl Error {
    pub(crate) fn chapter(exercise: u32, error: minijinja::Error) -> Error {
        Error::Chapter { exercise, error }
    }

    pub(crate) fn not_described(exercise: u32, figure: &str) -> Error {
        Error::NotDescribed { exercise, figure: figure.into() }
    }

    pub(crate) fn mistakes(error: toml::de::Error) -> Error {
        Error::unexpected("known mistakes", "a file of them", error)
    }

    /// Something that did not come out as it should.
    pub(crate) fn unexpected(name: impl Into<String>, expected: &str, got: impl ToString) -> Error {
        let (name, expected, got) = (name.into(), expected.into(), got.to_string());
        ma6202::Error::Setting { name, expected, got }.into()
    }
}
