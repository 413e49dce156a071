//! A derivation or an estimate as a chapter has it: its lines with their reasons, what its letters
//! are, and what the referees found.

use super::number::{percent, scientific, whole};
use super::referee;
use crate::language::Language;
use crate::solved::{ChainLine, JudgedBy, Letter, ToldChain};

/// A displayed formula, and the sign that a line of a derivation has before it; else none.
pub fn signed(latex: &str) -> (&'static str, &str) {
    let latex = latex.trim();
    let is = |begin| latex.strip_prefix(begin).map(str::trim_start);
    match (is("="), is(r"\le ")) {
        (Some(formula), _) => ("=", formula),
        (_, Some(formula)) => ("≤", formula),
        _ => ("", latex),
    }
}

impl ToldChain {
    /// In Markdown: a mark for links, the lines, each with its reason, what the letters are that
    /// `is_new`, and who checked it.
    pub fn markdown(&self, language: Language, is_new: impl Fn(&Letter) -> bool) -> String {
        let mut text = format!("<a id=\"{}\"></a>\n\n$${}$$\n", self.anchor(), self.left.latex);
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
        let who = |judged: &JudgedBy| referee::place(&judged.referee, judged.device, language);
        let listed = |judged: &[&JudgedBy], say: &dyn Fn(&JudgedBy) -> String| {
            judged.iter().map(|judged| say(judged)).collect::<Vec<_>>().join(", ")
        };
        if !self.is_estimate {
            let all: Vec<&JudgedBy> = self.judged.iter().collect();
            let by =
                listed(&all, &|j| format!("{} {}", who(j), scientific(j.worst(), 1, language)));
            return language.pick(
                format!("*Comprobado línea por línea en {problems} casos; el peor error relativo: {by}.*"),
                format!("*Checked line by line in {problems} cases; the worst relative error: {by}.*"),
            );
        }
        let measured: Vec<&JudgedBy> =
            self.judged.iter().filter(|judged| !judged.is_bound()).collect();
        // Nobody differentiates anything: of autograd, torch computes.
        let by = listed(&measured, &|j| who(j).replace("autograd", "torch"));
        let bound = self.judged.iter().find(|judged| judged.is_bound());
        let mut text = language.pick(
            format!("*Comprobado línea por línea en {problems} casos, con el lado izquierdo calculado por {by}: cada «=» se cumple hasta el redondeo"),
            format!("*Checked line by line in {problems} cases, the left-hand side computed by {by}: each “=” holds up to rounding"),
        );
        if let Some(bound) = bound.filter(|_| self.lines.iter().any(|line| line.sign != "=")) {
            let share = percent(bound.worst(), 0, language);
            text += &language.pick(
                format!(
                    ", y ninguna cota se supera; en el caso más ajustado se llega al {share} de la cota"
                ),
                format!(", and no bound is exceeded; in the tightest case {share} of the bound is reached"),
            );
        }
        text + ".*"
    }
}
