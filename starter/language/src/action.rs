//! What is done with files and processes, for the errors of all programs, and why it cannot be.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::chosen::Language;
use crate::say;
use crate::say::Say;

/// What was tried with a file, a folder or a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To have the processes of others as its own.
    Adopt,
    /// To copy.
    Copy,
    /// To say how old it is.
    Date,
    /// To find.
    Find,
    /// To let another user have it.
    GiveAway,
    /// To have it alone.
    Lock,
    /// To make what was not there.
    Make,
    /// To see how much room there is.
    Measure,
    /// To open.
    Open,
    /// To read.
    Read,
    /// To remove.
    Remove,
    /// To give another name.
    Rename,
    /// To put another one in its place.
    Replace,
    /// To let another process have the lock.
    ShareLock,
    /// To start a program.
    Start,
    /// To wait until it ends.
    WaitFor,
    /// To write.
    Write,
}

impl Say for Action {
    fn say(&self, language: Language) -> String {
        let (es, en) = match self {
            Action::Adopt => ("adoptar procesos para", "adopt processes for"),
            Action::Copy => ("copiar", "copy"),
            Action::Date => ("fechar", "date"),
            Action::Find => ("encontrar", "find"),
            Action::GiveAway => ("entregar", "give away"),
            Action::Lock => ("bloquear", "lock"),
            Action::Make => ("crear", "make"),
            Action::Measure => ("medir", "measure"),
            Action::Open => ("abrir", "open"),
            Action::Read => ("leer", "read"),
            Action::Remove => ("borrar", "remove"),
            Action::Rename => ("renombrar", "rename"),
            Action::Replace => ("reemplazar", "replace"),
            Action::ShareLock => ("compartir el bloqueo de", "share the lock of"),
            Action::Start => ("ejecutar", "start"),
            Action::WaitFor => ("esperar a", "wait for"),
            Action::Write => ("escribir", "write"),
        };
        language.pick(es, en).to_owned()
    }
}

impl Action {
    /// That it cannot be done with this file, and why.
    pub fn cannot(self, path: &Path, why: &io::Error, language: Language) -> String {
        let (action, path, why) = (self.say(language), path.display(), why.say(language));
        say!(language, "no se pudo {action} {path}: {why}", "cannot {action} {path}: {why}")
    }
}

/// Why the system refuses. Its own words are English; in Spanish the usual reasons have words, and
/// the others their number.
impl Say for io::Error {
    fn say(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        let why = match self.kind() {
            ErrorKind::NotFound => "no existe",
            ErrorKind::PermissionDenied => "no hay permiso",
            ErrorKind::AlreadyExists => "ya existe",
            ErrorKind::NotADirectory => "una parte de la ruta no es una carpeta",
            ErrorKind::IsADirectory => "es una carpeta, no un archivo",
            ErrorKind::DirectoryNotEmpty => "la carpeta no está vacía",
            ErrorKind::ReadOnlyFilesystem => "el disco es de solo lectura",
            ErrorKind::StorageFull => "el disco está lleno",
            ErrorKind::QuotaExceeded => "se agotó la cuota de disco",
            ErrorKind::FileTooLarge => "el archivo es demasiado grande",
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "el nombre no es válido",
            ErrorKind::ExecutableFileBusy | ErrorKind::ResourceBusy => "está en uso",
            ErrorKind::InvalidData => "no es texto en UTF-8",
            ErrorKind::UnexpectedEof => "termina antes de lo esperado",
            ErrorKind::WriteZero => "no se pudo escribir todo",
            ErrorKind::BrokenPipe => "quien leía ya se fue",
            ErrorKind::TimedOut => "se agotó el tiempo",
            ErrorKind::Interrupted => "se interrumpió",
            ErrorKind::OutOfMemory => "falta memoria",
            ErrorKind::Unsupported => "este sistema no lo permite",
            _ => match self.raw_os_error() {
                Some(number) => return format!("error {number} del sistema"),
                None => return format!("el sistema dice «{self}»"),
            },
        };
        why.to_owned()
    }
}
