//! A derivation or an estimate as a chapter has it: what its letters are, its lines with their
//! reasons, and what the referees found.

use super::number::{percent, scientific, whole};
use super::referee;
use crate::language::{Language, Said};
use crate::program::Letter;
use ma6202::oracle::{Check, Device, Referee};
use ma6202_formula::Formula;
use serde::Serialize;

/// A chain that was judged.
#[derive(Clone, Debug, Serialize)]
pub struct Chain {
    pub name: String,
    /// What it is, in a few words.
    pub title: Said,
    /// Whether it is a chain of "=" and "≤", whose left-hand side is measured.
    #[serde(skip)]
    pub is_estimate: bool,
    pub left: Shown,
    pub lines: Vec<ChainLine>,
    pub letters: Vec<Letter>,
    /// On how many problems it was judged.
    pub problems: usize,
    pub judged: Vec<Judged>,
    /// As an `align*` environment of LaTeX.
    #[serde(skip)]
    pub align: Said,
}

/// A formula: as it is written, for a terminal, and for a page.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    pub latex: &'static str,
    pub text: String,
    pub mathml: String,
}

/// A sign, what stands to the right of it, and why.
#[derive(Clone, Debug, Serialize)]
pub struct ChainLine {
    pub sign: &'static str,
    pub formula: Shown,
    pub reason: Said,
}

/// What a referee says of a chain: the worst of each row over the problems.
#[derive(Clone, Debug, Serialize)]
pub struct Judged {
    pub referee: String,
    pub device: Device,
    /// Of the left-hand side, each line, and the code; of a bound, the share of it that is taken.
    pub errors: Vec<f64>,
}

impl Shown {
    /// # Errors
    /// A text that is no formula.
    pub fn new(latex: &'static str) -> ma6202_formula::Result<Shown> {
        let formula = Formula::parse(latex)?;
        Ok(Shown { latex, text: formula.unicode_line(), mathml: formula.mathml(true) })
    }
}

impl Judged {
    /// Of the checks of a chain's rows, by each referee on each device.
    pub fn of<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<Judged> {
        let mut all: Vec<Judged> = Vec::new();
        for Check { referee, device, max_rel_error, .. } in checks {
            match all.iter_mut().find(|j| (&j.referee, j.device) == (referee, *device)) {
                Some(judged) => judged.errors.push(*max_rel_error),
                None => all.push(Judged {
                    referee: referee.clone(),
                    device: *device,
                    errors: vec![*max_rel_error],
                }),
            }
        }
        all
    }

    fn is_bound(&self) -> bool {
        self.referee == Referee::Bound.name()
    }

    fn worst(&self) -> f64 {
        self.errors.iter().copied().fold(0.0, f64::max)
    }
}

impl Chain {
    /// In Markdown: the lines, each with its reason, what the letters are that `is_new`, and who
    /// checked it.
    pub fn markdown(&self, language: Language, is_new: impl Fn(&Letter) -> bool) -> String {
        let mut text = format!("$${}$$\n", self.left.latex);
        for ChainLine { sign, formula, reason } in &self.lines {
            let sign = if *sign == "=" { "=" } else { r"\le" };
            text += &format!("\n$${sign} {}$$\n\n> {}\n", formula.latex, reason.of(language));
        }
        let (indices, letters): (Vec<&Letter>, Vec<&Letter>) =
            self.letters.iter().filter(|letter| is_new(letter)).partition(|letter| letter.is_index);
        let said = |letter: &Letter| format!("{}: {}", letter.markdown(), letter.said.of(language));
        let mut letters: Vec<String> = letters.into_iter().map(said).collect();
        if !indices.is_empty() {
            let indices: Vec<String> = indices.into_iter().map(said).collect();
            letters.push(indices.join("; "));
        }
        if !letters.is_empty() {
            let here = language.pick("Aquí:", "Here:");
            text += &format!("\n{here}\n\n- {}\n", letters.join("\n- "));
        }
        text + "\n" + &self.found(language) + "\n"
    }

    /// Who checked it, and how far off the worst line was, in a sentence.
    fn found(&self, language: Language) -> String {
        let problems = whole(self.problems as i128);
        let who = |judged: &Judged| referee::place(&judged.referee, judged.device, language);
        let listed = |judged: &[&Judged], say: &dyn Fn(&Judged) -> String| {
            judged.iter().map(|judged| say(judged)).collect::<Vec<_>>().join(", ")
        };
        if !self.is_estimate {
            let all: Vec<&Judged> = self.judged.iter().collect();
            let by =
                listed(&all, &|j| format!("{} {}", who(j), scientific(j.worst(), 1, language)));
            return language.pick(
                format!("*Comprobado línea por línea en {problems} problemas; el peor error relativo: {by}.*"),
                format!("*Checked line by line on {problems} problems; the worst relative error: {by}.*"),
            );
        }
        let measured: Vec<&Judged> =
            self.judged.iter().filter(|judged| !judged.is_bound()).collect();
        let by = listed(&measured, &who);
        let bound = self.judged.iter().find(|judged| judged.is_bound());
        let mut text = language.pick(
            format!("*Comprobado línea por línea en {problems} problemas, con el lado izquierdo medido por {by}: cada «=» se cumple hasta el redondeo"),
            format!("*Checked line by line on {problems} problems, the left-hand side measured by {by}: each “=” holds up to rounding"),
        );
        if let Some(bound) = bound.filter(|_| self.lines.iter().any(|line| line.sign != "=")) {
            let share = percent(bound.worst(), 0, language);
            text += &language.pick(
                format!(", y ningún «≤» se pasa: el más ajustado usa el {share} de su cota"),
                format!(", and no “≤” is exceeded: the tightest takes {share} of its bound"),
            );
        }
        text + ".*"
    }
}
