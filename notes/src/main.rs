//! Binds the chapters into the notes.

use clap::{Parser, ValueEnum};
use ma6202_exercises::program::start_with_torch;
use ma6202_language::{Action, Language, Say, Spanish};
use ma6202_notes::book::{Book, chapters};
use ma6202_notes::{Error, Result, html, latex, markdown, notebook, pdf};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bind the chapters into lecture notes.
#[derive(Parser)]
#[command(version, after_help = "Example: cargo xtask notes --format html,pdf --open")]
struct Cli {
    /// Only in this language; without it in both
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// What to make of them
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',', default_value = "html")]
    format: Vec<Format>,
    /// The folder to write to: each format has one of its own in it
    #[arg(long, value_name = "DIR", default_value = "target/notes")]
    out: PathBuf,
    /// Then show the first of them
    #[arg(long)]
    open: bool,
    /// Then check what came of it, in a browser too if there is one; of `cargo xtask notes`
    #[arg(long)]
    check: bool,
}

/// What the notes can be made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A book of pages that open from the disk: search, moving pictures, light and dark
    Html,
    /// A Jupyter notebook for each chapter, its figures within
    Ipynb,
    /// Markdown and SVG, as GitHub, Quarto and MyST show them
    Md,
    /// A LaTeX file for each chapter, and one that binds them
    Tex,
    /// The whole book, by pdfLaTeX
    Pdf,
}

const SPANISH: &Spanish = &[
    ("", "Encuaderna los capítulos como apuntes de clase."),
    ("lang", "Solo en este idioma; si no se dice, en ambos"),
    ("format", "Qué se hace con ellos"),
    (
        "format html",
        "Un libro de páginas que se abren desde el disco: búsqueda, figuras que se mueven, claro y oscuro",
    ),
    ("format ipynb", "Un cuaderno de Jupyter por capítulo, con sus figuras dentro"),
    ("format md", "Markdown y SVG, como los muestran GitHub, Quarto y MyST"),
    ("format tex", "Un archivo de LaTeX por capítulo, y uno que los reúne"),
    ("format pdf", "Todo el libro, con pdfLaTeX"),
    ("out", "La carpeta en que se escriben: cada formato tiene la suya dentro de ella"),
    ("open", "Después muestra el primero de ellos"),
    (
        "check",
        "Después comprueba lo que resultó, también en un navegador si lo hay; es de `cargo xtask notes`",
    ),
    ("<LANGUAGE>", "IDIOMA"),
    ("<FORMAT>", "FORMATO"),
    ("<DIR>", "CARPETA"),
];

fn main() -> ExitCode {
    let (cli, language) = ma6202_language::parse::<Cli>(SPANISH);
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::from(2)
        }
    }
}

/// Says the file of each format that is opened first.
fn run(cli: &Cli) -> Result<()> {
    if cli.check {
        return Err(Error::Check);
    }
    for format in &cli.format {
        match format {
            Format::Tex => latex::check()?,
            Format::Pdf => pdf::check()?,
            Format::Html | Format::Ipynb | Format::Md => {}
        }
    }
    start_with_torch().map_err(ma6202_exercises::Error::from)?;
    let chapters = chapters(cli.format.contains(&Format::Html))?;
    let languages = cli.lang.map_or(Language::ALL.to_vec(), |lang| vec![lang]);
    let book = |&language: &Language| Book::of(&chapters, language);
    let books = languages.iter().map(book).collect::<Result<Vec<_>>>()?;
    let mut shown = None;
    for format in &cli.format {
        let first = match format {
            Format::Html => html::write(&books, &cli.out.join("html"))?,
            Format::Ipynb => notebook::write(&books, &cli.out.join("ipynb"))?,
            Format::Md => markdown::write(&books, &cli.out.join("md"))?,
            Format::Tex => latex::write(&books, &cli.out.join("tex"))?,
            Format::Pdf => pdf::write(&books, &cli.out.join("pdf"))?,
        };
        println!("{}", first.display());
        shown.get_or_insert(first);
    }
    match shown.filter(|_| cli.open) {
        Some(first) => open::that(&first).map_err(|source| Error::Io {
            action: Action::Open,
            path: first,
            source,
        }),
        None => Ok(()),
    }
}
