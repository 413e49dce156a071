use super::{Devices, PrintAs};
use crate::language::Language;
use clap::Args;
use ma6202_figure::Format;
use ma6202_language::Spanish;
use std::path::PathBuf;

/// The options of every exercise program.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// The random state of everything the program draws
    #[arg(long, value_name = "S", default_value_t = 6202, allow_negative_numbers = true)]
    pub seed: u32,
    /// Where torch computes: the CPU, the GPUs, or both
    #[arg(long, value_name = "DEVICE", value_enum, default_value = "all")]
    pub device: Devices,
    /// The language; without it that of the environment (LC_ALL, LC_MESSAGES, LANG), else Spanish
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub lang: Option<Language>,
    /// Print only the answer in words, and how many checks hold
    #[arg(long, group = "asked")]
    pub brief: bool,
    /// Print the chapter as Markdown, for other tools
    #[arg(long, group = "asked")]
    pub markdown: bool,
    /// Print one JSON document instead of the chapter
    #[arg(long, group = "asked")]
    pub json: bool,
    /// Print the derivations as LaTeX, for the notes, and nothing else
    #[arg(long, group = "asked", conflicts_with = "figures")]
    pub latex: bool,
    /// Show it page by page, with the program that PAGER names, else less
    #[arg(long, conflicts_with_all = ["markdown", "json", "latex"])]
    pub pager: bool,
    /// Draw the figures into this folder, in both languages
    #[arg(long, value_name = "DIR")]
    pub figures: Option<PathBuf>,
    /// What to draw them as
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    #[arg(default_value = "svg", requires = "figures")]
    pub formats: Vec<Format>,
}

/// The help of these options in Spanish.
pub const SPANISH: &Spanish = &[
    ("seed", "El estado aleatorio de todo lo que el programa sortea"),
    ("device", "Dónde calcula torch: en la CPU, en las GPU, o en ambas"),
    ("device cpu", "La CPU, en f64"),
    ("device cuda", "Cada GPU, en f64 y en f32"),
    ("device all", "Ambas, donde hay una GPU"),
    (
        "lang",
        "El idioma; si no se dice, el del ambiente (LC_ALL, LC_MESSAGES, LANG); si no, español",
    ),
    ("brief", "Imprime solo la respuesta en palabras, y cuántas comprobaciones se cumplen"),
    ("markdown", "Imprime el capítulo en Markdown, para otras herramientas"),
    ("json", "Imprime un documento JSON en vez del capítulo"),
    ("latex", "Imprime las derivaciones en LaTeX, para los apuntes, y nada más"),
    ("pager", "Lo muestra página por página, con el programa que nombra PAGER; si no, less"),
    ("figures", "Dibuja las figuras en esta carpeta, en ambos idiomas"),
    ("formats", "En qué formatos se dibujan"),
    ("formats svg", "La figura misma; líneas y letras son nítidas en cualquier tamaño"),
    ("formats png", "Píxeles, el doble de los que dice el SVG en cada dirección"),
    (
        "formats pdf",
        "Una página del tamaño de la figura, para LaTeX; las letras siguen siendo texto",
    ),
    ("<DEVICE>", "DISPOSITIVO"),
    ("<LANGUAGE>", "IDIOMA"),
    ("<DIR>", "CARPETA"),
    ("<FORMAT>", "FORMATO"),
];

impl Options {
    /// The language that is asked for, else that of the environment.
    pub fn language(&self) -> Language {
        self.lang.unwrap_or_else(Language::of_environment)
    }

    /// What is printed.
    pub fn print_as(&self) -> PrintAs {
        match self {
            Options { brief: true, .. } => PrintAs::Brief,
            Options { markdown: true, .. } => PrintAs::Markdown,
            Options { json: true, .. } => PrintAs::Json,
            Options { latex: true, .. } => PrintAs::Latex,
            _ => PrintAs::Chapter,
        }
    }
}
