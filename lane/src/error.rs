//! What a run, a record or the docs can get wrong.

use ma6202_language::{Language, Said, Say, say};
use std::io;
use std::path::PathBuf;

/// What the lane gives, or why it cannot.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the lane cannot do what it is asked. It is shown in English; [`Say`] has it in Spanish, too.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::En))]
pub enum Error {
    /// What the library refuses, in its own words.
    Library(#[from] ma6202::Error),
    /// Something is not what it has to be.
    Unmet(Box<Unmet>),
    /// A file or program could not be read, written or started.
    Io { path: PathBuf, source: io::Error },
}

/// What is not as it has to be, what was expected, and what came.
#[derive(Debug)]
pub struct Unmet {
    pub name: Said,
    pub expected: Said,
    pub got: Said,
}

impl From<Unmet> for Error {
    fn from(unmet: Unmet) -> Error {
        Error::Unmet(Box::new(unmet))
    }
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self {
            Error::Library(ma6202::Error::Io { path, source }) | Error::Io { path, source } => {
                format!("{}: {}", path.display(), source.say(language))
            }
            Error::Library(ma6202::Error::Device { device, why }) => {
                say!(language, "dispositivo {device}: {why}", "device {device}: {why}")
            }
            Error::Library(error) => error.to_string(),
            Error::Unmet(unmet) => {
                let Unmet { name, expected, got } = &**unmet;
                let [name, expected, got] = [name, expected, got].map(|part| part.say(language));
                say!(
                    language,
                    "{name}: se esperaba {expected}, no {got}",
                    "{name}: expected {expected}, got {got}"
                )
            }
        }
    }
}

/// Refuses what does not meet what is expected of it.
///
/// # Errors
/// It does not.
pub fn expect(name: &Said, expected: Said, got: Said, met: bool) -> Result<()> {
    if met { Ok(()) } else { Err(Unmet { name: name.clone(), expected, got }.into()) }
}
