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

    /// A link of a page that leads nowhere, or a mark that no page has had so far.
    #[error("page {name}: expected what can be told in LaTeX, got {got}")]
    Untold { name: String, got: String },

    /// A character that LaTeX is not told of.
    #[error(
        "page {name}: expected a character of latex/symbols.rs, got {symbol} (U+{:04X})",
        u32::from(*symbol)
    )]
    Symbol { name: String, symbol: char },

    /// LaTeX or a PDF, of a program that cannot make figures as PDF.
    #[error(
        "expected a program built with the feature tex, got one without; \
         cargo xtask notes --format tex builds it so"
    )]
    NoTexFeature,

    /// No pdfLaTeX.
    #[error("pdflatex not found; {}", INSTALL[1])]
    NoLatex,

    /// A file that LaTeX does not accept.
    #[error("LaTeX: {error}; all that it says is in {}", log.display())]
    Latex { error: String, log: PathBuf },

    /// The program that binds the notes was asked to check them.
    #[error("--check is run by cargo xtask notes, got it without")]
    Check,

    /// A file or folder could not be read or written.
    #[error("{}", action.cannot(path, source, Language::En))]
    Io { action: Action, path: PathBuf, source: io::Error },
}

/// How to come by LaTeX, in Spanish and in English.
const INSTALL: [&str; 2] = [
    "se instala en Debian y Ubuntu con sudo apt install texlive-latex-recommended \
     texlive-fonts-recommended texlive-lang-spanish lmodern, y en macOS con \
     brew install --cask mactex-no-gui",
    "on Debian and Ubuntu it is installed by sudo apt install texlive-latex-recommended \
     texlive-fonts-recommended texlive-lang-spanish lmodern, on macOS by \
     brew install --cask mactex-no-gui",
];

impl Error {
    /// Of what was tried with a file or a folder.
    pub(crate) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { action, path: path.into(), source }
    }

    pub(crate) fn no_figure(page: &str, figure: &str) -> Error {
        Error::NoFigure { name: page.into(), figure: figure.into() }
    }

    pub(crate) fn untold(page: &str, got: impl Into<String>) -> Error {
        Error::Untold { name: page.into(), got: got.into() }
    }

    pub(crate) fn symbol(page: &str, symbol: char) -> Error {
        Error::Symbol { name: page.into(), symbol }
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
            _ if language == Language::En => self.to_string(),
            Error::NoFigure { name, figure } => {
                format!("página {name}: se esperaba una de sus figuras, y vino {figure}")
            }
            Error::Untold { name, got } => {
                format!("página {name}: se esperaba algo que se pueda decir en LaTeX, y vino {got}")
            }
            Error::Symbol { name, symbol } => format!(
                "página {name}: se esperaba un carácter de latex/symbols.rs, y vino {symbol} (U+{:04X})",
                u32::from(*symbol)
            ),
            Error::NoTexFeature => {
                "se esperaba un programa construido con la feature tex, y vino uno sin ella; así lo \
                 construye cargo xtask notes --format tex"
                    .into()
            }
            Error::NoLatex => format!("no se encontró pdflatex; {}", INSTALL[0]),
            Error::Latex { error, log } => {
                format!("LaTeX: {error}; todo lo que dice está en {}", log.display())
            }
            Error::Check => "--check lo ejecuta cargo xtask notes, y se pidió sin él".into(),
            Error::Formula(_) | Error::Figure(_) => self.to_string(),
        }
    }
}
