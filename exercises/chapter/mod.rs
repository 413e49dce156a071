//! An exercise as a chapter: a text in Spanish and one in English, Markdown with `$…$`, and
//! placeholders over what the exercise found. No number is typed in, and no claim that depends on
//! one: what is said follows from the results, or the chapter fails.
//!
//! The templates are minijinja's. Their context is the `results` of the exercise, and beside it:
//!
//! | placeholder | becomes |
//! |---|---|
//! | `{{ x \| fixed(3) }}`, `sci(1)`, `digits(3)`, `percent(1)` | a number, as the language writes it; a whole one needs no filter |
//! | `{{ x \| bound(0) }}` | as with `sci`, rounded up: for “at most” |
//! | `{{ x \| plain }}` | with the digits that it has: for what was chosen, not measured |
//! | `{{ x \| short(3) }}` | with at most so many decimals, none of them a 0 at the end |
//! | `{{ xs \| tuple }}` | numbers in parentheses, each as with `plain` |
//! | `{{ pair \| compared }}` | two numbers and their ratio, as three cells of a table |
//! | `{{ names \| listed }}` | “a, b and c”; nothing of none |
//! | `{{ name \| referee }}` | a referee by its name in this language |
//! | `{{ name \| activation }}` | an activation function by its name in this language |
//! | `{{ words }}` | a text in two languages, in this one |
//! | `{{ holds(a < b) }}` | nothing, or the chapter fails: what stands before it is not true |
//! | `{{ chain("the gradient") }}` | a derivation: lines, reasons, letters, who checked it |
//! | `{{ line("the gradient", 2) }}`, `line(…, 0)` | the formula of a line, of the left-hand side |
//! | `{{ definition("the gradient", "J") }}` | how a letter of a chain is defined |
//! | `{{ answer("descent") }}` | a function out of the starter |
//! | `{{ mistake("The factor 2 is missing") }}` | a known mistake: what is said of it, and its code |
//! | `{{ worst("wines") }}` | the worst error of a group of checks |
//! | `![…]({{ figure("paths") }})` | a figure; what stands in brackets describes it for who cannot see it |
//! | `{{ tally() }}` | who checked what, and how many checks hold |
//!
//! | file | holds |
//! |---|---|
//! | `number` | how a number is written |
//! | `activation` | what an activation function is called |
//! | `chain` | derivations and estimates |
//! | `referee` | who was asked |
//! | `code` | answers and mistakes out of the starter |
//! | `figure` | what is said of a figure |
//! | `sections` | the headings that every chapter has |

mod activation;
mod chain;
mod code;
mod figure;
pub mod number;
mod referee;
mod sections;

pub use activation::activation;
pub use chain::signed;
pub use figure::{FigureText, described};
pub use referee::{held, place};
pub use sections::{ANSWER, QUESTIONS, SECTIONS, SLIPS_PAGE, SOLUTION, anchor, section, summary};

use crate::language::{Language, Tells};
use crate::solved::{Letter, Solved, worst};
use crate::{Error, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior};
use pulldown_cmark::{Options, Parser};
use serde::Serialize;
use std::sync::{Arc, Mutex};

/// The texts of a chapter, and what they take code from.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    /// The Spanish template.
    pub es: &'static str,
    /// The English one.
    pub en: &'static str,
    /// The answers of the starter.
    pub answers: &'static str,
    /// The known mistakes.
    pub mistakes: &'static str,
}

/// The chapter of an exercise whose folder has its `es.md` and `en.md`.
#[macro_export]
macro_rules! chapter {
    ($number:literal) => {
        $crate::chapter::Chapter {
            es: include_str!("es.md"),
            en: include_str!("en.md"),
            answers: include_str!(concat!("../../starter/src/answers/exercise_", $number, ".rs")),
            mistakes: include_str!(concat!("../../grading/mistakes/exercise_", $number, ".toml")),
        }
    };
}

impl Chapter {
    /// The template in a language.
    pub fn template(&self, language: Language) -> &'static str {
        language.pick(self.es, self.en)
    }

    /// The chapter in Markdown. Figures are in the folder `figures`.
    ///
    /// # Errors
    /// A placeholder that names nothing, a claim that does not hold, an invalid template.
    pub fn markdown<F: Serialize>(
        &self,
        solved: &Solved<F>,
        language: Language,
        figures: &str,
    ) -> Result<String> {
        let mut env = environment(language);
        let chains = Arc::new(solved.chains.clone());
        let told: Arc<Mutex<Vec<Letter>>> = Arc::default();
        let named = {
            let chains = chains.clone();
            move |name: &str| {
                let chain = chains.iter().position(|chain| chain.name == name);
                chain.ok_or_else(|| unknown("chain", name, chains.iter().map(|c| &*c.name)))
            }
        };
        let (place, there) = (named.clone(), named.clone());
        let (of_line, defined) = (chains.clone(), chains.clone());
        env.add_function("line", move |name: &str, number: usize| -> Found<String> {
            let chain = &of_line[place(name)?];
            let formula = match number {
                0 => Some(&chain.left),
                _ => chain.lines.get(number - 1).map(|line| &line.formula),
            };
            let formula = formula.ok_or_else(|| unknown("line", &number.to_string(), []))?;
            Ok(format!("${}$", formula.latex))
        });
        env.add_function("chain", move |name: &str| -> Found<String> {
            let chain = &chains[named(name)?];
            let mut told = told.lock().expect("no thread has panicked");
            let text = chain.markdown(language, |letter| !letter.is_told(&told));
            told.extend(chain.letters.iter().cloned());
            Ok(text)
        });
        env.add_function("definition", move |name: &str, letter: &str| -> Found<String> {
            let chain = &defined[there(name)?];
            let told = chain.letters.iter().find(|told| told.latex == letter);
            let definition = told.and_then(|told| told.definition(language));
            let letters = chain.letters.iter().map(|told| &*told.latex);
            let definition = definition.ok_or_else(|| unknown("definition of", letter, letters))?;
            Ok(format!("${definition}$"))
        });
        let answers = self.answers;
        env.add_function("answer", move |name: &str| -> Found<String> {
            let code = code::function(answers, name).ok_or_else(|| unknown("answer", name, []))?;
            Ok(format!("```rust\n{code}\n```"))
        });
        let mistakes = code::mistakes(self.mistakes).map_err(Error::mistakes)?;
        env.add_function("mistake", move |en: &str| -> Found<String> {
            let mistake = mistakes.iter().find(|mistake| mistake.en == en);
            let all = mistakes.iter().map(|mistake| &*mistake.en);
            Ok(mistake.ok_or_else(|| unknown("mistake", en, all))?.markdown(language))
        });
        let groups = solved.groups.clone();
        let checks = Arc::new(solved.checks.clone());
        let all = checks.clone();
        env.add_function("worst", move |group: &str| -> Found<f64> {
            let numbers = groups.get(group);
            let numbers = numbers.ok_or_else(|| unknown("group", group, groups.keys().copied()))?;
            Ok(worst(numbers.iter().map(|&number| all[number].max_rel_error)))
        });
        env.add_function("tally", move || referee::tally(&checks, language));
        let (folder, exercise) = (figures.to_owned(), solved.exercise);
        env.add_function("figure", move |what: &str| {
            format!("{folder}/exercise_{exercise}_{what}.{}.svg", language.code())
        });
        let name = language.pick("es.md", "en.md");
        let text = env
            .render_named_str(name, self.template(language), Value::from(Serde(&solved.results)))
            .map_err(|error| Error::chapter(solved.exercise, error))?;
        Ok(tidy(&text))
    }
}

/// Filters, claims, and how values are printed.
fn environment(language: Language) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // A line that is only a tag leaves none behind.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    env.set_syntax(syntax.expect("the usual delimiters"));
    env.set_formatter(move |out, state, value| print(language, out, state, value));
    env.add_filter("fixed", move |x: f64, n: usize| number::fixed(x, n, language));
    env.add_filter("sci", move |x: f64, n: usize| number::scientific(x, n, language));
    env.add_filter("bound", move |x: f64, n: usize| number::bound(x, n, language));
    env.add_filter("digits", move |x: f64, n: usize| number::significant(x, n, language));
    env.add_filter("percent", move |x: f64, n: usize| number::percent(x, n, language));
    env.add_filter("plain", move |x: f64| number::plain(x, language));
    env.add_filter("short", move |x: f64, n: usize| number::short(x, n, language));
    env.add_filter("tuple", move |xs: Vec<f64>| number::tuple(&xs, language));
    env.add_filter("compared", move |xs: Vec<f64>| number::compared(xs[0], xs[1], language));
    env.add_filter("listed", move |items: Vec<String>| language.list(&items));
    env.add_filter("activation", move |name: &str| activation(name, language).to_owned());
    env.add_filter("referee", move |name: &str| referee::name(name, language).to_owned());
    env.add_function("holds", |claim: bool| -> Found<&str> {
        match claim {
            true => Ok(""),
            false => Err(minijinja::Error::new(
                ErrorKind::InvalidOperation,
                "what stands before this does not follow from the results",
            )),
        }
    });
    env
}

type Found<T> = std::result::Result<T, minijinja::Error>;

/// Whole numbers in groups of three, texts in this language; other numbers say how they are to be
/// written.
fn print(language: Language, out: &mut Output, state: &mut State, value: &Value) -> Found<()> {
    let said = |text: &str| Value::from_safe_string(text.to_owned());
    let value = match value.kind() {
        ValueKind::Number if value.is_integer() => {
            let number = i128::try_from(value.clone())?;
            said(&number::whole(number))
        }
        ValueKind::Number => {
            let why =
                "a number needs a filter that says how it is written: fixed, sci, digits, percent";
            return Err(minijinja::Error::new(ErrorKind::InvalidOperation, why));
        }
        ValueKind::Map => value.get_attr(language.code())?,
        _ => value.clone(),
    };
    minijinja::escape_formatter(out, state, &value)
}

fn unknown<'a>(kind: &str, name: &str, all: impl IntoIterator<Item = &'a str>) -> minijinja::Error {
    let all: Vec<&str> = all.into_iter().collect();
    let of = if all.is_empty() { String::new() } else { format!("; there are {}", all.join(", ")) };
    minijinja::Error::new(ErrorKind::InvalidOperation, format!("no {kind} {name:?}{of}"))
}

/// One blank line between blocks, none at the ends but the last line's.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_code = false;
    for line in text.lines().map(str::trim_end) {
        is_code ^= line.starts_with("```");
        if is_code || !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned() + "\n"
}

/// The events of a chapter's Markdown.
pub fn events(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_MATH)
}
