//! What the exercise programs share: their options, what they print, their exit status.
//!
//! | file | holds |
//! |---|---|
//! | `options` | what every program may be told |
//! | `devices` | where torch computes |
//! | `run` | what an exercise is done with, and what it comes to |
//! | `print` | onto the terminal, in colour there, through a pager if asked |

mod devices;
mod options;
mod print;
mod run;

pub use devices::Devices;
pub use ma6202::oracle::start_with_torch;
pub use options::Options;
pub use run::{Work, solve};

use crate::chapter::{self, ANSWER, Chapter, FigureText};
use crate::language::Language;
use crate::moving::{Frame, Moving};
use crate::solved::Solved;
use crate::{Error, Result, spanish, terminal};
use clap::Parser;
use ma6202_figure::Svg;
use ma6202_language::Spanish;
use serde::Serialize;
use std::process::ExitCode;

/// So many random states from the first one on; the largest is followed by 0.
pub fn random_states(first: u32, count: u32) -> Vec<u32> {
    (0..count).map(|number| first.wrapping_add(number)).collect()
}

/// The figures of what an exercise found, in a language, each with its name.
pub type Figures<E> = fn(&<E as Exercise>::Found, Language) -> Result<Vec<(&'static str, Svg)>>;

/// The same of those that move.
pub type MovingFigures<E> =
    for<'a> fn(&'a <E as Exercise>::Found, Language) -> Result<Vec<(&'static str, Moving<'a>)>>;

/// An exercise: what it may be told besides the [`Options`] of all, what it computes, and what
/// tells and draws it.
pub trait Exercise: clap::Args {
    const NUMBER: u32;
    /// The texts that tell what it found.
    const CHAPTER: Chapter;
    /// A command, for its help.
    const EXAMPLE: &str;
    /// The help of its own options in Spanish, and that of options which it shares with some.
    const SPANISH: &'static [&'static Spanish];
    /// None, unless it says otherwise.
    const FIGURES: Figures<Self> = |_, _| Ok(Vec::new());
    /// None, unless it says otherwise.
    const MOVING: MovingFigures<Self> = |_, _| Ok(Vec::new());
    /// What it finds: results for the chapter and the document, and what figures need besides.
    type Found: Serialize;

    /// Whether it gives torch so much to do that it pays to use all cores.
    fn is_large(&self) -> bool {
        false
    }

    /// Computes everything, and has it checked. It prints nothing.
    ///
    /// # Errors
    /// What cannot be computed, checked or read.
    fn solve(&self, run: &mut Work) -> Result<Self::Found>;

    /// The texts that tell what was asked for.
    fn chapter(&self) -> Chapter {
        Self::CHAPTER
    }

    /// What it prints instead of a chapter when it was started by itself.
    fn answer_itself(&self, _: &Options) -> Option<Result<String>> {
        None
    }
}

// An exercise and what is asked of it. clap takes what it is for from what is said of the exercise.
#[derive(Debug, Parser)]
#[command(version, after_help = format!("Example: {}", E::EXAMPLE))]
pub struct Asked<E: Exercise> {
    #[command(flatten)]
    pub options: Options,
    #[command(flatten)]
    pub exercise: E,
}

/// Runs the program of an exercise, see [`run`]. Options that are not understood end it with the
/// status 2, and the reason on the standard error.
pub fn main<E: Exercise>() -> ExitCode {
    run(&ma6202_language::parse::<Asked<E>>(&help_in_spanish::<E>()).0)
}

/// The help of a program in Spanish.
pub fn help_in_spanish<E: Exercise>() -> Vec<(&'static str, &'static str)> {
    [&[options::SPANISH], E::SPANISH].concat().concat()
}

/// Prints the chapter of an exercise, or what else was asked for. The exit status is 0 if every
/// check held, 1 if one did not, 2 if the exercise could not be done, with the reason on the
/// standard error.
pub fn run<E: Exercise>(asked: &Asked<E>) -> ExitCode {
    match print_told(asked) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {}", told(&error, asked.options.language()));
            ExitCode::from(2)
        }
    }
}

/// Why an exercise could not be done, in a language.
pub fn told(error: &Error, language: Language) -> String {
    match language {
        Language::Es => spanish::error(error),
        Language::En => error.to_string(),
    }
}

/// Whether every check held.
fn print_told<E: Exercise>(asked: &Asked<E>) -> Result<bool> {
    let Asked { options, exercise } = asked;
    start_with_torch()?;
    let (pager, language) = (options.pager, options.language());
    if let Some(answer) = exercise.answer_itself(options) {
        print::plain(&answer?, language);
        return Ok(true);
    }
    let Output { text, is_styled, lost } = output(asked, print::width(), true)?;
    if is_styled {
        print::styled(&text, pager, language)
    } else {
        print::plain(&text, language)
    }
    lost.iter().for_each(|line| eprintln!("{line}"));
    Ok(lost.is_empty())
}

/// What a program prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub text: String,
    /// Whether there are styles in it, for a terminal.
    pub is_styled: bool,
    /// A line for each check that does not hold.
    pub lost: Vec<String>,
}

/// Does an exercise, and tells it as it was asked to, in so many columns.
///
/// # Errors
/// Those of [`solve`], [`draw`] and [`Told::of`].
pub fn output<E: Exercise>(asked: &Asked<E>, width: usize, is_watched: bool) -> Result<Output> {
    let solved = solve(asked, is_watched)?;
    let drawn = draw(asked, &solved)?;
    let (print_as, language) = (asked.options.print_as(), asked.options.language());
    let text = match print_as {
        PrintAs::Chapter => Told::of(asked, &solved, drawn)?.text(width)?,
        PrintAs::Brief => Told::of(asked, &solved, drawn)?.brief(width)?,
        PrintAs::Markdown => Told::of(asked, &solved, drawn)?.markdown,
        PrintAs::Json => solved.document(&drawn)?,
        PrintAs::Latex => solved.latex(language),
    };
    let line = |check| match language {
        Language::Es => format!("no se cumple: {}", spanish::check(check)),
        Language::En => format!("does not hold: {check}"),
    };
    let lost = solved.lost().map(line).collect();
    Ok(Output { text, is_styled: matches!(print_as, PrintAs::Chapter | PrintAs::Brief), lost })
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintAs {
    Chapter,
    Brief,
    Markdown,
    Json,
    Latex,
}

/// A solved exercise, told.
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

/// Draws what was found in both languages, if that was asked; each picture is described as the
/// chapter of its language describes it. The files that were drawn.
///
/// # Errors
/// Those of [`Chapter::markdown`]; a picture that cannot be drawn or written.
pub fn draw<E: Exercise>(asked: &Asked<E>, solved: &Solved<E::Found>) -> Result<Vec<String>> {
    let mut drawn = Vec::new();
    let Some(folder) = &asked.options.figures else { return Ok(drawn) };
    for language in Language::ALL {
        let text = markdown(asked, solved, language)?;
        for Picture { stem, still, .. } in pictures::<E>(solved, &text, language)? {
            let paths = still.save(folder, &stem, &asked.options.formats)?;
            drawn.extend(paths.iter().map(|path| path.to_string_lossy().into_owned()));
        }
    }
    Ok(drawn)
}

/// A figure of a chapter.
#[derive(Debug)]
pub struct Picture<'a> {
    /// How its files' names begin.
    pub stem: String,
    /// What is printed, described.
    pub still: Svg,
    /// What it is the first frame of, if it moves.
    pub moving: Option<Moving<'a>>,
    /// The numbers that its first frame shows, if it moves.
    pub says: Option<String>,
    /// What its chapter says of it to who cannot see it.
    pub text: FigureText,
}

/// The figures of what was found, described as a chapter in this language describes them.
///
/// # Errors
/// A picture that cannot be drawn, or that the chapter does not describe.
pub fn pictures<'a, E: Exercise>(
    solved: &'a Solved<E::Found>,
    chapter: &str,
    language: Language,
) -> Result<Vec<Picture<'a>>> {
    let described = chapter::described(chapter);
    let picture = |what, drawn: Svg, moving, says| {
        let text = described.iter().find(|figure| figure.what == what).cloned();
        let text = text.ok_or_else(|| Error::not_described(E::NUMBER, what))?;
        let stem = text.stem(E::NUMBER, language);
        let still = text.told_by(drawn, &stem, language)?;
        Ok(Picture { stem, still, moving, says, text })
    };
    let still = (E::FIGURES)(&solved.results, language)?;
    let still = still.into_iter().map(|(what, drawn)| picture(what, drawn, None, None));
    let moving = (E::MOVING)(&solved.results, language)?;
    let moving = moving.into_iter().map(|(what, moving)| {
        let Frame { picture: drawn, says } = moving.first()?;
        picture(what, drawn, Some(moving), Some(says))
    });
    still.chain(moving).collect()
}

/// The chapter, with its figures where they were drawn.
fn markdown<E: Exercise>(
    asked: &Asked<E>,
    solved: &Solved<E::Found>,
    language: Language,
) -> Result<String> {
    let folder = asked.options.figures.as_deref();
    let folder = folder.map_or("figures".into(), |folder| folder.to_string_lossy());
    asked.exercise.chapter().markdown(solved, language, &folder)
}

impl Told {
    /// Tells what was found in the language asked for.
    ///
    /// # Errors
    /// Those of [`Chapter::markdown`].
    pub fn of<E: Exercise>(
        asked: &Asked<E>,
        solved: &Solved<E::Found>,
        drawn: Vec<String>,
    ) -> Result<Told> {
        let language = asked.options.language();
        let markdown = markdown(asked, solved, language)?;
        Ok(Told { language, markdown, held: chapter::held(&solved.checks, language), drawn })
    }

    /// The chapter as a terminal of so many columns shows it.
    ///
    /// # Errors
    /// A formula that is none.
    pub fn text(&self, width: usize) -> Result<String> {
        Ok(terminal::text(&self.markdown, width, self.language)? + &self.files())
    }

    /// The answer in words, and how many checks hold; all of a chapter without such a section.
    ///
    /// # Errors
    /// A formula that is none.
    pub fn brief(&self, width: usize) -> Result<String> {
        let answer = match chapter::section(&self.markdown, ANSWER, self.language) {
            Some(answer) => format!("{answer}\n\n{}\n", self.held),
            None => self.markdown.clone(),
        };
        Ok(terminal::text(&answer, width, self.language)? + &self.files())
    }

    fn files(&self) -> String {
        let word = self.language.pick("dibujado", "drawn");
        self.drawn.iter().map(|path| format!("{word}: {path}\n")).collect()
    }
}
