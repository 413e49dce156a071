//! What the exercise programs share: their options, what they print, their exit status.
//!
//! | file | holds |
//! |---|---|
//! | `options` | what every program may be told |
//! | `devices` | where torch computes |
//! | `run` | what an exercise is done with, and what it comes to |
//! | `letters` | what the letters of a derivation are |
//! | `print` | onto the terminal, in colour there, through a pager if asked |

mod devices;
mod letters;
mod options;
mod print;
mod run;

pub use devices::Devices;
pub use letters::Letter;
pub use options::Options;
pub use run::{Run, Solved};

use crate::chapter::{self, ANSWER, Chapter};
use crate::language::Language;
use crate::{Error, Result, terminal};
use ma6202_figure::{Description, Svg};
use serde::Serialize;
use std::process::ExitCode;

/// So many random states from the first one on; the largest is followed by 0.
pub fn random_states(first: u32, count: u32) -> Vec<u32> {
    (0..count).map(|number| first.wrapping_add(number)).collect()
}

/// An exercise as a program: what it may be told, what it computes, and what tells and draws it.
pub trait Exercise: clap::Parser {
    const NUMBER: u32;
    /// What it finds: results for the chapter and the document, and what figures need besides.
    type Found: Serialize;

    fn options(&self) -> &Options;

    /// Whether it gives torch so much to do that it pays to use all cores.
    fn is_large(&self) -> bool {
        false
    }

    /// Computes everything, and has it checked. It prints nothing.
    ///
    /// # Errors
    /// What cannot be computed, checked or read.
    fn solve(&self, run: &mut Run) -> Result<Self::Found>;

    /// The texts that tell what it found.
    fn chapter(&self) -> Chapter;

    /// Its figures, each with its name.
    ///
    /// # Errors
    /// A picture that cannot be drawn.
    fn figures(found: &Self::Found, language: Language) -> Result<Vec<(&'static str, Svg)>>;

    /// What it prints instead of a chapter when it was started by itself.
    fn answer_itself(&self) -> Option<Result<String>> {
        None
    }
}

/// The program of an exercise, see [`run`].
pub fn main<E: Exercise>() -> ExitCode {
    run(&E::parse())
}

/// Prints the chapter of an exercise, or what else was asked for. The exit status is 0 if every
/// check held, 1 if one did not, 2 if the exercise could not be done, with the reason on the
/// standard error.
pub fn run(exercise: &impl Exercise) -> ExitCode {
    match print_told(exercise) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether every check held.
fn print_told<E: Exercise>(exercise: &E) -> Result<bool> {
    if let Some(answer) = exercise.answer_itself() {
        print::plain(&answer?);
        return Ok(true);
    }
    let solved = Solved::of(exercise, true)?;
    let told = Told::of(exercise, &solved)?;
    let options = exercise.options();
    match options.asked() {
        Asked::Chapter => print::styled(&told.text(print::width())?, options.pager),
        Asked::Brief => print::styled(&told.brief(print::width())?, options.pager),
        Asked::Markdown => print::plain(&told.markdown),
        Asked::Json => print::plain(&solved.document(&told.drawn)?),
        Asked::Latex => print::plain(&solved.latex(options.language())),
    }
    let language = options.language();
    for check in solved.lost() {
        eprintln!("{}: {check}", language.pick("no se cumple", "does not hold"));
    }
    Ok(solved.lost().next().is_none())
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Chapter,
    Brief,
    Markdown,
    Json,
    Latex,
}

/// A solved exercise, told and drawn.
#[derive(Debug)]
pub struct Told {
    pub language: Language,
    /// The chapter.
    pub markdown: String,
    /// How many checks hold, in words.
    pub held: String,
    /// The files that were drawn.
    pub drawn: Vec<String>,
}

impl Told {
    /// Tells what was found in the language asked for, and draws it in both, if asked.
    ///
    /// # Errors
    /// A claim of the chapter that does not hold; a picture that cannot be drawn or written.
    pub fn of<E: Exercise>(exercise: &E, solved: &Solved<E::Found>) -> Result<Told> {
        let (options, chapter) = (exercise.options(), exercise.chapter());
        let (language, folder) = (options.language(), options.figures.as_deref());
        let place = folder.map_or("figures".into(), |folder| folder.to_string_lossy());
        let mut markdown = String::new();
        let mut drawn = Vec::new();
        for each in Language::ALL {
            if each == language || folder.is_some() {
                let text = chapter.markdown(solved, each, &place)?;
                if let Some(folder) = folder {
                    let described = chapter::described(&text);
                    for (what, picture) in E::figures(&solved.results, each)? {
                        let stem = format!("exercise_{}_{what}.{}", E::NUMBER, each.code());
                        let description = described.iter().find(|one| one.what == what);
                        let description =
                            description.ok_or_else(|| Error::not_described(E::NUMBER, what))?;
                        let title = picture.title().to_owned();
                        let text = &description.description;
                        let language = each.code();
                        let picture = picture
                            .described(&stem, Description { language, title: &title, text })?;
                        let paths = picture.save(folder, &stem, &options.formats)?;
                        drawn.extend(paths.iter().map(|p| p.to_string_lossy().into_owned()));
                    }
                }
                if each == language {
                    markdown = text;
                }
            }
        }
        let held = chapter::held(&solved.checks, language);
        Ok(Told { language, markdown, held, drawn })
    }

    /// The chapter as a terminal of so many columns shows it.
    ///
    /// # Errors
    /// A formula that is none.
    pub fn text(&self, width: usize) -> Result<String> {
        Ok(terminal::text(&self.markdown, width, self.language)? + &self.files())
    }

    /// The answer in words, and how many checks hold.
    ///
    /// # Errors
    /// A formula that is none.
    pub fn brief(&self, width: usize) -> Result<String> {
        let answer = chapter::section(&self.markdown, ANSWER, self.language).unwrap_or_default();
        let answer = format!("{answer}\n\n{}\n", self.held);
        Ok(terminal::text(&answer, width, self.language)? + &self.files())
    }

    fn files(&self) -> String {
        let word = self.language.pick("dibujado", "drawn");
        self.drawn.iter().map(|path| format!("{word}: {path}\n")).collect()
    }
}
