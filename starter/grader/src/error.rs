//! What can go wrong with the grading itself; a wrong answer is no error.

use std::io;
use std::path::PathBuf;

use ma6202_language::{Action, Language, Say, say};

use crate::text::Said;

/// Grading did not work. It is shown in English; [`Say`] has it in Spanish, too.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::En))]
pub enum Error {
    /// A file, or a process, of ours.
    Io {
        /// What was tried.
        action: Action,
        /// With what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is no bubblewrap that works.
    NoSandbox {
        /// What is the matter.
        why: Said,
    },
    /// The program of a submission does not compile, and no answer file is to blame.
    NotBuilt(Refusal),
    /// Not a fraction of the points.
    Exigencia(String),
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self {
            Error::Io { action, path, source } => say!(
                language,
                "no se pudo {} {}: {}",
                "could not {} {}: {}",
                action.say(language),
                path.display(),
                source.say(language)
            ),
            Error::NoSandbox { why } => say!(
                language,
                "--sandbox necesita bubblewrap ({}).\n  Para arreglarlo: sudo apt install \
                 bubblewrap, o corregir en un contenedor, sin --sandbox",
                "--sandbox needs bubblewrap ({}).\n  To mend it: sudo apt install bubblewrap, or \
                 grade in a container, without --sandbox",
                why.of(language)
            ),
            Error::NotBuilt(why) => say!(
                language,
                "las respuestas no se pueden compilar: {}",
                "the answers cannot be compiled: {}",
                why.say(language)
            ),
            Error::Exigencia(text) => say!(
                language,
                "la exigencia es una fracción de los puntos entre 0.001 y 0.999, con tres \
                 decimales a lo más, como 0.6, no {text}",
                "the exigencia must be a fraction of the points between 0.001 and 0.999, with \
                 three decimals at most, like 0.6, not {text}"
            ),
        }
    }
}

impl Error {
    /// For `map_err`: what could not be done, and with which file.
    pub fn io(action: Action, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { action, path, source }
    }
}

/// What grading gives, or why it did not work.
pub type Result<T> = std::result::Result<T, Error>;

/// Why answers are not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The compiler's own words.
    Words(String),
    /// They include a file that is not handed in.
    Includes(PathBuf),
    /// The compiler was not done after so many seconds.
    TooLong(u64),
}

impl Say for Refusal {
    fn say(&self, language: Language) -> String {
        match self {
            Refusal::Words(words) => words.clone(),
            Refusal::Includes(path) => say!(
                language,
                "incluye {}, que no se entregó",
                "it includes {}, which is not handed in",
                path.display()
            ),
            Refusal::TooLong(seconds) => say!(
                language,
                "el compilador no terminó en {seconds} s",
                "the compiler was not done after {seconds} s"
            ),
        }
    }
}
