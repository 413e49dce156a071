//! What can go wrong in the set-up and the chores: each message says what is missing and what
//! mends it.

use std::io;
use std::path::{Path, PathBuf};

use ma6202_language::{Action, Language, Said, Say, both, say};

use crate::version::TORCH_VERSION;

pub type Result<T> = std::result::Result<T, Error>;

/// It is shown in English; [`Say`] has it in Spanish, too.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::En))]
pub enum Error {
    NoExercise {
        number: u32,
        existing: String,
    },
    NoPython,
    NoPip {
        reason: Said,
        mend: &'static str,
    },
    Pip(PipFailure),
    Room {
        folder: PathBuf,
        free: f64,
        needed: f64,
    },
    Platform {
        os: String,
        arch: String,
    },
    NoCudaHere,
    NoLibtorch {
        folder: PathBuf,
        lib: PathBuf,
    },
    NoPythonTorch {
        python: String,
        reason: Said,
    },
    WrongVersion {
        place: String,
        found: String,
    },
    Occupied {
        folder: PathBuf,
    },
    NoLane,
    NoTests,
    NoGrader,
    NoPages,
    TooLarge {
        folder: PathBuf,
        mib: f64,
        most: f64,
    },
    /// With the exit status that becomes ours.
    Ended(u8),
    Io {
        action: Action,
        path: PathBuf,
        source: io::Error,
    },
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self {
            Error::NoExercise { number, existing } => say!(
                language,
                "no hay un ejercicio {number}; hay {existing}",
                "there is no exercise {number}; there are {existing}"
            ),
            Error::NoPython => say!(
                language,
                "no se encontró python3, que trae libtorch.\n  Para arreglarlo: sudo apt install \
                 python3-pip (Debian, Ubuntu), brew install python (macOS)",
                "python3 was not found; it fetches libtorch.\n  To mend it: sudo apt install \
                 python3-pip (Debian, Ubuntu), brew install python (macOS)"
            ),
            Error::NoPip { reason, mend } => say!(
                language,
                "python3 no tiene pip, que trae libtorch ({}).\n  Para arreglarlo: {mend}",
                "python3 has no pip, which fetches libtorch ({}).\n  To mend it: {mend}",
                reason.say(language)
            ),
            Error::Pip(failure) => {
                say!(language, "pip falló: {}", "pip failed: {}", failure.say(language))
            }
            Error::Room { folder, free, needed } => say!(
                language,
                "quedan {free:.1} GB libres en {}, y libtorch necesita {needed:.1} GB mientras se \
                 trae.\n  Para arreglarlo: haga espacio (python3 -m pip cache purge), y luego cargo \
                 xtask libtorch",
                "{} has {free:.1} GB free, and libtorch needs {needed:.1} GB while it is \
                 fetched.\n  To mend it: make room (python3 -m pip cache purge), then cargo xtask \
                 libtorch",
                folder.display()
            ),
            Error::Platform { os, arch } => say!(
                language,
                "no hay un libtorch {TORCH_VERSION} que traer para {os} en {arch}.\n  Para \
                 arreglarlo: export LIBTORCH=/la/carpeta/de/un/libtorch-{TORCH_VERSION} propio",
                "no libtorch {TORCH_VERSION} can be fetched for {os} on {arch}.\n  To mend it: \
                 export LIBTORCH=/the/folder/of/a/libtorch-{TORCH_VERSION} of your own"
            ),
            Error::NoCudaHere => say!(
                language,
                "no hay CUDA para macOS.\n  Para arreglarlo: cargo xtask libtorch, sin --cuda",
                "there is no CUDA for macOS.\n  To mend it: cargo xtask libtorch, without --cuda"
            ),
            Error::NoLibtorch { folder, lib } => say!(
                language,
                "LIBTORCH es \"{}\", y no hay un libtorch_cpu en {}.\n  Para arreglarlo: unset \
                 LIBTORCH, o dé la ruta absoluta de un libtorch {TORCH_VERSION}",
                "LIBTORCH is \"{}\", and there is no libtorch_cpu in {}.\n  To mend it: unset \
                 LIBTORCH, or give the absolute path of a libtorch {TORCH_VERSION}",
                folder.display(),
                lib.display()
            ),
            Error::NoPythonTorch { python, reason } => say!(
                language,
                "LIBTORCH_USE_PYTORCH está definida, y {python} no puede importar torch ({}).\n  \
                 Para arreglarlo: unset LIBTORCH_USE_PYTORCH, o {python} -m pip install \
                 torch=={TORCH_VERSION}",
                "LIBTORCH_USE_PYTORCH is set, and {python} cannot import torch ({}).\n  To mend \
                 it: unset LIBTORCH_USE_PYTORCH, or {python} -m pip install \
                 torch=={TORCH_VERSION}",
                reason.say(language)
            ),
            Error::WrongVersion { place, found } => say!(
                language,
                "el torch de {place} es la versión {found}; se necesita {TORCH_VERSION}.\n  Para \
                 arreglarlo: unset LIBTORCH LIBTORCH_USE_PYTORCH (y cargo xtask libtorch lo trae), \
                 o instale ahí {TORCH_VERSION}",
                "the torch of {place} is version {found}; {TORCH_VERSION} is needed.\n  To mend \
                 it: unset LIBTORCH LIBTORCH_USE_PYTORCH (cargo xtask libtorch then fetches it), \
                 or install {TORCH_VERSION} there"
            ),
            Error::Occupied { folder } => say!(
                language,
                "{} no está vacía.\n  Para arreglarlo: dé una carpeta que todavía no exista",
                "{} is not empty.\n  To mend it: name a folder that does not exist yet",
                folder.display()
            ),
            Error::NoLane => say!(
                language,
                "cargo compiló el programa para la GPU, y no dijo dónde quedó",
                "cargo built the lane, and did not say where"
            ),
            Error::NoTests => say!(
                language,
                "cargo no compiló ningún test, o no dijo dónde quedaron",
                "cargo compiled no tests, or did not say where"
            ),
            Error::NoGrader => say!(
                language,
                "cargo no compiló el corrector, o no dijo dónde quedó",
                "cargo compiled no grader, or did not say where"
            ),
            Error::NoPages => say!(
                language,
                "cargo hizo la documentación, y no dijo dónde quedó",
                "cargo made the documentation, and did not say where"
            ),
            Error::TooLarge { folder, mib, most } => say!(
                language,
                "{} tendría {mib:.1} MiB, y puede tener {most} MiB, pues lo que se lleva es \
                 limitado.\n  Para arreglarlo: deje fuera la información de depuración, y las \
                 bibliotecas que ningún ejercicio usa",
                "{} would have {mib:.1} MiB, and may have {most} MiB, for what is carried is \
                 limited.\n  To mend it: leave debug information out, and libraries that no \
                 exercise uses",
                folder.display()
            ),
            Error::Ended(_) => say!(
                language,
                "lo que salió mal ya se dijo",
                "what went wrong has been said already"
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

/// Why pip failed, as far as its own words tell.
#[derive(Debug, PartialEq, Eq)]
pub enum PipFailure {
    NoSpace,
    Network,
    NoWheel,
    Other,
}

impl Say for PipFailure {
    fn say(&self, language: Language) -> String {
        match self {
            PipFailure::NoSpace => say!(
                language,
                "el disco está lleno.\n  Para arreglarlo: haga espacio (python3 -m pip cache \
                 purge), y luego cargo xtask libtorch",
                "the disk is full.\n  To mend it: make room (python3 -m pip cache purge), then \
                 cargo xtask libtorch"
            ),
            PipFailure::Network => say!(
                language,
                "no alcanzó su índice de paquetes.\n  Para arreglarlo: revise la red y python3 -m \
                 pip config list, y luego cargo xtask libtorch",
                "it could not reach its package index.\n  To mend it: look at the network and at \
                 python3 -m pip config list, then cargo xtask libtorch"
            ),
            PipFailure::NoWheel => say!(
                language,
                "su índice de paquetes no tiene ese torch para esta máquina.\n  Para arreglarlo: \
                 python3 -m pip install --user --upgrade pip, revise python3 -m pip config list; o \
                 defina LIBTORCH con un libtorch propio",
                "its package index has no such torch for this machine.\n  To mend it: python3 -m \
                 pip install --user --upgrade pip, look at python3 -m pip config list; or set \
                 LIBTORCH to a libtorch of your own"
            ),
            PipFailure::Other => say!(
                language,
                "sus propias palabras están arriba.\n  Para arreglarlo: cargo xtask libtorch, \
                 cuando esté resuelto lo que pip nombra",
                "its own words are above.\n  To mend it: cargo xtask libtorch, when what pip names \
                 is put right"
            ),
        }
    }
}

impl PipFailure {
    /// Reads what pip wrote. Without a network pip ends by saying that there is no such
    /// distribution, so the signs of a bad connection come first.
    pub fn from_output(output: &str) -> Self {
        const NETWORK: [&str; 7] = [
            "after connection broken by",
            "Max retries exceeded",
            "timed out",
            "IncompleteRead",
            "SSLError",
            "ProxyError",
            "ConnectionError",
        ];
        if output.contains("No space left") || output.contains("Errno 28") {
            PipFailure::NoSpace
        } else if NETWORK.iter().any(|sign| output.contains(sign)) {
            PipFailure::Network
        } else if output.contains("No matching distribution") {
            PipFailure::NoWheel
        } else {
            PipFailure::Other
        }
    }
}

/// The last line that says something, for a message of one line.
pub fn last_line(output: &[u8]) -> Said {
    let text = String::from_utf8_lossy(output);
    match text.lines().rev().find(|line| !line.trim().is_empty()) {
        Some(line) => Said::same(line.trim()),
        None => both!("no dijo nada", "no output"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As pip 24.0 prints them, without the addresses.
    #[test]
    fn the_cause_is_read_from_the_words_of_pip() {
        let no_wheel = "ERROR: Could not find a version that satisfies the requirement \
                        torch==2.11.0 (from versions: none)\n\
                        ERROR: No matching distribution found for torch==2.11.0\n";
        let retry = "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, \
                     status=None)) after connection broken by 'NewConnectionError('Failed to \
                     establish a new connection: [Errno -2] Name or service not known')'\n";
        let full = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left \
                    on device\n";
        let stalled = "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.\n";
        assert_eq!(PipFailure::from_output(no_wheel), PipFailure::NoWheel);
        assert_eq!(PipFailure::from_output(&format!("{retry}{no_wheel}")), PipFailure::Network);
        assert_eq!(PipFailure::from_output(&format!("{retry}{full}")), PipFailure::NoSpace);
        assert_eq!(PipFailure::from_output(stalled), PipFailure::Network);
        assert_eq!(PipFailure::from_output("Segmentation fault"), PipFailure::Other);
    }

    #[test]
    fn the_last_line_skips_blank_ones() {
        let last = last_line(b"Traceback\nModuleNotFoundError: torch\n\n");
        assert_eq!(last, Said::same("ModuleNotFoundError: torch"));
        assert_eq!(last_line(b"").to_string(), "no output");
    }

    #[test]
    fn an_error_is_said_in_both_languages() {
        let (folder, path) = (PathBuf::from("/f"), Path::new("/p"));
        let (reason, found) = (last_line(b""), "2.10.0".to_owned());
        let errors = [
            Error::NoExercise { number: 9, existing: "6, 7".into() },
            Error::NoPython,
            Error::NoPip { reason: reason.clone(), mend: "apt" },
            Error::Pip(PipFailure::NoSpace),
            Error::Pip(PipFailure::Network),
            Error::Pip(PipFailure::NoWheel),
            Error::Pip(PipFailure::Other),
            Error::Room { folder: folder.clone(), free: 1.25, needed: 2.5 },
            Error::Platform { os: "plan9".into(), arch: "vax".into() },
            Error::NoCudaHere,
            Error::NoLibtorch { folder: folder.clone(), lib: "/f/lib".into() },
            Error::NoPythonTorch { python: "python3".into(), reason },
            Error::WrongVersion { place: "/f".into(), found },
            Error::Occupied { folder: folder.clone() },
            Error::NoLane,
            Error::NoTests,
            Error::NoGrader,
            Error::NoPages,
            Error::TooLarge { folder, mib: 41.0, most: 40.0 },
            Error::io(Action::ShareLock, path)(io::ErrorKind::StorageFull.into()),
        ];
        for error in &errors {
            let (es, en) = (error.say(Language::Es), error.to_string());
            assert_eq!(en, error.say(Language::En));
            assert_eq!(es.lines().count(), en.lines().count(), "{es}");
            assert_eq!(
                es.contains("\n  Para arreglarlo: "),
                en.contains("\n  To mend it: "),
                "{es}"
            );
            for english in [" the ", " is ", " of ", " and ", "cannot ", "There", "no output"] {
                assert!(!es.contains(english), "{english:?} in {es}");
            }
            // Numbers, paths and versions are in both.
            let is_value = |word: &&str| word.contains(['/', '=']) && !word.contains("/the/");
            for value in en.split([' ', '"', ',']).filter(is_value) {
                assert!(es.contains(value.trim_end_matches('.')), "no {value} in {es}");
            }
        }
        assert_eq!(
            errors[19].say(Language::Es),
            "no se pudo compartir el bloqueo de /p: el disco está lleno"
        );
    }
}
