use std::io;
use std::path::{Path, PathBuf};

use ma6202_exercises::program;
use ma6202_language::{Action, Language, Say};

/// What the notes answer.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there are no notes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An exercise that cannot be done, told or drawn.
    #[error(transparent)]
    Exercise(#[from] ma6202_exercises::Error),

    /// A formula that is none.
    #[error(transparent)]
    Formula(#[from] ma6202_formula::Error),

    /// A figure that cannot be drawn or converted.
    #[error(transparent)]
    Figure(#[from] ma6202_figure::Error),

    /// A page that cannot be told: a placeholder that names nothing.
    #[error("page {name}: {error}")]
    Page { name: String, error: minijinja::Error },

    /// A picture that a page shows and does not have.
    #[error("page {name}: expected one of its figures, got {figure}")]
    NoFigure { name: String, figure: String },

    /// The program that binds the notes was asked to check them.
    #[error("--check is run by cargo xtask notes, got it without")]
    Check,

    /// A file or folder could not be read or written.
    #[error("{}", action.cannot(path, source, Language::En))]
    Io { action: Action, path: PathBuf, source: io::Error },
}

impl Error {
    /// Of what was tried with a file or a folder.
    pub(crate) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { action, path: path.into(), source }
    }

    pub(crate) fn no_figure(page: &str, figure: &str) -> Error {
        Error::NoFigure { name: page.into(), figure: figure.into() }
    }

    pub(crate) fn page(name: &str) -> impl FnOnce(minijinja::Error) -> Error {
        move |error| Error::Page { name: name.into(), error }
    }
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self {
            Error::Exercise(error) => program::told(error, language),
            Error::Io { action, path, source } => action.cannot(path, source, language),
            Error::Page { name, error } => {
                language.pick(format!("página {name}: {error}"), format!("page {name}: {error}"))
            }
            Error::NoFigure { name, figure } if language == Language::Es => {
                format!("página {name}: se esperaba una de sus figuras, y vino {figure}")
            }
            Error::Check if language == Language::Es => {
                "--check lo ejecuta cargo xtask notes, y se pidió sin él".into()
            }
            Error::Check | Error::NoFigure { .. } | Error::Formula(_) | Error::Figure(_) => {
                self.to_string()
            }
        }
    }
}
