//! How a class is graded.

use std::path::PathBuf;

use clap::Args;
use grader::mark::Exigencia;
use ma6202_language::{Said, Spanish, both, value};

use super::document::Document;

/// How a class is graded.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// The submissions: folders or zips, each of a student or of the whole class
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Where the reports and the tables of the class go
    #[arg(long, value_name = "FOLDER", default_value = "grades")]
    pub out: PathBuf,
    /// What the inputs are drawn from: the same seed gives the same mark. Else that of the reports
    /// which are there already, else a new one
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// The fraction of the points that is worth a 4.0
    #[arg(long, value_name = "F", default_value = "0.6", value_parser = value::<Exigencia>)]
    pub exigencia: Exigencia,
    /// Grade one exercise only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=8))]
    pub exercise: Option<u8>,
    /// How much is said of what is lost: 1 a nudge, 2 the formula as well
    #[arg(long, value_name = "N", default_value_t = 2)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=2))]
    pub hints: u8,
    /// How many seconds one call of an answer may take; a check three times, a submission thirty
    #[arg(long, value_name = "T", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub limit: u64,
    /// After how many hours no other submission is begun
    #[arg(long, value_name = "H", default_value_t = 12)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub hours: u64,
    /// Pass over what has been graded already, with the same answers and the same seed
    #[arg(long)]
    pub only_new: bool,
    /// How many submissions are graded at a time
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = jobs)]
    pub jobs: usize,
    /// Print the document of an autograder for the only submission, and write no file
    #[arg(long, value_enum, value_name = "KIND", conflicts_with_all = ["only_new", "out"])]
    pub document: Option<Document>,
    /// Compile and run without a network, with nothing to write to, by bubblewrap
    #[arg(long)]
    pub sandbox: bool,
}

/// The same texts in Spanish.
pub const SPANISH: &Spanish = &[
    ("grade paths", "Las entregas: carpetas o zips, cada una de un estudiante o de todo el curso"),
    ("grade out", "Dónde quedan los informes y las tablas del curso"),
    (
        "grade seed",
        "Con qué se sortean los argumentos: la misma semilla da la misma nota. Si no, la de los \
         informes que ya hay; si no, una nueva",
    ),
    ("grade exigencia", "La fracción de los puntos que vale un 4,0"),
    ("grade exercise", "Corrige un solo ejercicio"),
    ("grade hints", "Cuánto se dice de lo que se pierde: 1, una pista; 2, también la fórmula"),
    (
        "grade limit",
        "Cuántos segundos puede tardar una respuesta; una pregunta, el triple; una entrega, treinta \
         veces",
    ),
    ("grade hours", "Después de cuántas horas no se empieza con otra entrega"),
    (
        "grade only_new",
        "Pasa por alto lo que ya se corrigió, con las mismas respuestas y la misma semilla",
    ),
    ("grade jobs", "Cuántas entregas se corrigen a la vez"),
    (
        "grade document",
        "Escribe el documento de un corrector automático para la única entrega, y ningún archivo",
    ),
    ("grade document gradescope", "El `results.json` de Gradescope"),
    ("grade document classroom50", "El `result.json` de Classroom 50"),
    ("grade sandbox", "Compila y ejecuta sin red y sin dónde escribir, con bubblewrap"),
    ("<PATH>", "ENTREGA"),
    ("<FOLDER>", "CARPETA"),
    ("<KIND>", "CUÁL"),
];

fn jobs(text: &str) -> Result<usize, Said> {
    let jobs = text.parse().ok().filter(|jobs| (1..=64).contains(jobs));
    jobs.ok_or_else(|| both!("se esperaba 1 a 64", "expected 1 to 64"))
}
