//! The language of what is said here, and of the programs that are called.

use std::env;
use std::ffi::OsString;

use ma6202_language::{Language, Spanish};

/// In which language.
#[derive(Clone, Copy)]
pub struct Spoken {
    pub language: Language,
    /// Whether `--lang` said so; the environment tells the programs by itself.
    is_asked: bool,
}

impl Spoken {
    pub fn new(language: Language) -> Self {
        Spoken { language, is_asked: Language::asked(env::args_os()).is_some() }
    }

    /// What a program of ours is told.
    pub fn asked(self) -> Vec<&'static str> {
        if self.is_asked { vec!["--lang", self.language.code()] } else { vec![] }
    }

    /// The arguments for a program of ours, which may say it themselves.
    pub fn with(self, arguments: &[OsString]) -> Vec<OsString> {
        let says = Language::asked(arguments).is_some();
        let asked = self.asked().into_iter().filter(|_| !says).map(OsString::from);
        asked.chain(arguments.iter().cloned()).collect()
    }
}

/// The help in Spanish; in English it is that of the options.
pub const SPANISH: &Spanish = &[
    ("", "Instalación y quehaceres de ma6202; no depende de libtorch"),
    ("libtorch", "Trae libtorch la primera vez, y le dice a cargo dónde está"),
    (
        "libtorch cuda",
        "Trae también las bibliotecas de CUDA (así es donde hay un controlador de NVIDIA)",
    ),
    ("exercise", "La instalación, y luego un ejercicio: `cargo xtask exercise 7 --json`"),
    ("exercise number", "El número del ejercicio"),
    ("exercise arguments", "Todo lo que sigue al número es para el programa"),
    ("test", "La instalación, y luego `cargo test` de todo el proyecto"),
    ("test arguments", "Todo lo que sigue a `test` es para `cargo test`"),
    (
        "doc",
        "La instalación, y luego `cargo doc` de todo el proyecto, con sus fórmulas compuestas: \
         `cargo xtask doc --open`",
    ),
    ("doc arguments", "Todo lo que sigue a `doc` es para `cargo doc`"),
    ("figures", "La instalación, y luego se dibujan de nuevo todas las figuras que se guardan"),
    ("starter", "Escribe el proyecto de un estudiante: los ejercicios sin sus soluciones"),
    ("starter arguments", "Lo que se le dice al programa de quien enseña"),
    ("grade", "Corrige entregas: un informe de cada una, y tablas del curso"),
    ("grade arguments", "Lo que se le dice al programa de quien enseña"),
    ("lane", "Hace la carpeta para una máquina con GPU; o guarda el registro que vuelve de ella"),
    ("lane folder", "Dónde queda la carpeta: una que todavía no existe, o está vacía"),
    (
        "lane record",
        "Revisa el registro de una corrida, lo guarda como data/gpu.json, y lo muestra en README, \
         docs y la figura",
    ),
    ("lane docs", "Escribe de nuevo lo que README y docs dicen de GPU, con los registros de data/"),
    ("<ARGUMENTS>", "ARGUMENTOS"),
    ("<DIR>", "CARPETA"),
    ("<FILE>", "ARCHIVO"),
    ("<NUMBER>", "NÚMERO"),
];
