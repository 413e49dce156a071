use super::said;
use std::io::ErrorKind;

/// Why a file or folder could not be read or written, and what may help.
pub fn io(error: &std::io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::NotFound => "no existe; revise la ruta",
        ErrorKind::PermissionDenied => "falta el permiso",
        ErrorKind::AlreadyExists => "ya existe",
        ErrorKind::NotADirectory => "una parte de la ruta no es una carpeta",
        ErrorKind::IsADirectory => "es una carpeta, no un archivo",
        ErrorKind::DirectoryNotEmpty => "la carpeta no está vacía",
        ErrorKind::ReadOnlyFilesystem => "el sistema de archivos es de solo lectura",
        ErrorKind::StorageFull => "no queda espacio en el disco",
        ErrorKind::QuotaExceeded => "se agotó la cuota de disco",
        ErrorKind::FileTooLarge => "el archivo es demasiado grande",
        ErrorKind::ResourceBusy => "está ocupado",
        ErrorKind::ExecutableFileBusy => "es un programa que se está ejecutando",
        ErrorKind::InvalidFilename => "el nombre no es válido",
        ErrorKind::InvalidInput => "la ruta no es válida",
        ErrorKind::InvalidData => "los datos no son válidos",
        ErrorKind::UnexpectedEof => "se acaba antes de lo esperado",
        ErrorKind::WriteZero => "no se pudo escribir todo",
        ErrorKind::BrokenPipe => "quien leía ya se fue",
        ErrorKind::TimedOut => "se agotó el tiempo",
        ErrorKind::Interrupted => "se interrumpió",
        ErrorKind::OutOfMemory => "falta memoria",
        ErrorKind::Unsupported => "este sistema no lo permite",
        _ => {
            return match error.raw_os_error() {
                Some(number) => format!("error {number} del sistema"),
                None => format!("el sistema dice {}", said(&error.to_string())),
            };
        }
    };
    match error.raw_os_error() {
        Some(number) => format!("{why} (error {number} del sistema)"),
        None => why.into(),
    }
}

/// What is wrong in a JSON document, and where.
pub fn json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Io => "no se pudo leer",
        Category::Syntax => "no es JSON",
        Category::Data => "no es lo esperado",
        Category::Eof => "se acaba antes de lo esperado",
    };
    let (text, place) = (error.to_string(), (error.line(), error.column()));
    let detail = text.strip_suffix(&format!(" at line {} column {}", place.0, place.1));
    let detail = if error.is_data() { said(detail.unwrap_or(&text)) } else { what.into() };
    match place {
        (0, _) => detail,
        (line, column) => format!("línea {line}, columna {column}: {detail}"),
    }
}
