//! What can go wrong with grading a class; each message says what is missing and what mends it.

use std::io;
use std::path::{Path, PathBuf};

use grader::text::Said;
use ma6202_language::{Action, Language, Say, say};

/// Grading did not work. It is shown in English; [`Say`] has it in Spanish, too.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::En))]
pub enum Error {
    /// What the grader itself says.
    Grader(#[from] grader::error::Error),
    /// A folder in which something could be overwritten.
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// A solution in our own files that does not end.
    Marker {
        /// The file.
        path: PathBuf,
        /// Where.
        line: usize,
    },
    /// A line of the corrections by hand that is none.
    Correction {
        /// The table.
        path: PathBuf,
        /// Where.
        line: usize,
        /// What is the matter.
        why: Said,
    },
    /// Nothing that was named has an answer file in it.
    NoSubmissions {
        /// What was named.
        paths: Vec<PathBuf>,
    },
    /// What Classroom 50 says in the environment of an autograder is missing.
    NoVariable(&'static str),
    /// A document is that of one submission.
    Several(usize),
    /// The system does not say when grading is interrupted.
    Interrupts(String),
    /// A file or a folder.
    Io {
        /// What was tried.
        action: Action,
        /// With what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self {
            Error::Grader(error) => error.say(language),
            Error::Occupied { folder } => say!(
                language,
                "{} no está vacía.\n  Para arreglarlo: dé una carpeta que todavía no exista",
                "{} is not empty.\n  To mend it: name a folder that does not exist yet",
                folder.display()
            ),
            Error::Marker { path, line } => say!(
                language,
                "{}, línea {line}: una marca de solución sin su pareja",
                "{}, line {line}: a solution's marker without its partner",
                path.display()
            ),
            Error::Correction { path, line, why } => say!(
                language,
                "{}: línea {line}: {}\n  Para arreglarlo: escriba entrega,pregunta,puntos,razón, \
                 como en \"ana,4.2,2,me lo explicó\"",
                "{}: line {line}: {}\n  To mend it: write submission,check,points,reason, as in \
                 \"ana,4.2,2,told me how\"",
                path.display(),
                why.of(language)
            ),
            Error::NoSubmissions { paths } => {
                let paths: Vec<String> =
                    paths.iter().map(|path| path.display().to_string()).collect();
                say!(
                    language,
                    "no hay archivos de respuestas en {}: se esperan exercise_1.rs a \
                     exercise_8.rs, en carpetas o zips",
                    "no answer file in {}: expected exercise_1.rs to exercise_8.rs, in folders or \
                     zips",
                    paths.join(", ")
                )
            }
            Error::NoVariable(name) => say!(
                language,
                "--document classroom50 necesita {name} en el ambiente: Classroom 50 la define \
                 cuando ejecuta un corrector automático",
                "--document classroom50 needs {name} in the environment: Classroom 50 sets it when \
                 it runs an autograder"
            ),
            Error::Several(count) => say!(
                language,
                "--document es para una sola entrega, y hay {count}.\n  Para arreglarlo: dé la \
                 carpeta de una",
                "--document is for one submission, and there are {count}.\n  To mend it: name the \
                 folder of one"
            ),
            Error::Interrupts(why) => say!(
                language,
                "no se puede saber de las interrupciones: {why}",
                "cannot wait for interrupts: {why}"
            ),
            Error::Io { action, path, source } => action.cannot(path, source, language),
        }
    }
}

impl Error {
    /// For `map_err`: what could not be done, and to which file.
    pub fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Io { action, path, source }
    }
}

/// What grading gives, or why it did not work.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_said_in_both_languages() {
        let grader = grader::error::Error::Exigencia("x".to_owned());
        for (error, es, en) in [
            (Error::Grader(grader), "la exigencia es", "the exigencia must be"),
            (Error::Occupied { folder: "d".into() }, "d no está vacía.\n  Para", "d is not empty"),
            (Error::Marker { path: "f".into(), line: 3 }, "f, línea 3: una marca", "f, line 3: a"),
            (
                Error::NoSubmissions { paths: vec!["a".into(), "b".into()] },
                "no hay archivos de respuestas en a, b: se esperan",
                "no answer file in a, b: expected",
            ),
            (Error::NoVariable("OWNER"), "--document classroom50 necesita OWNER", "--document"),
            (Error::Several(3), "--document es para una sola entrega, y hay 3.", "--document is"),
            (Error::Interrupts("x".to_owned()), "no se puede saber", "cannot wait"),
            (
                Error::io(Action::Date, Path::new("f"))(io::ErrorKind::PermissionDenied.into()),
                "no se pudo fechar f: no hay permiso",
                "cannot date f: permission denied",
            ),
        ] {
            assert!(error.say(Language::Es).starts_with(es), "{}", error.say(Language::Es));
            assert!(error.to_string().starts_with(en), "{error}");
        }
    }
}
