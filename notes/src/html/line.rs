//! What is known of a derivation's line: the numbers of one problem put in, who checked it, and how
//! far off they were.

use super::formula;
use crate::Result;
use ma6202_exercises::chapter::number::{percent, scientific};
use ma6202_exercises::chapter::place;
use ma6202_exercises::solved::{JudgedBy, ToldChain, WorkedChain};
use ma6202_formula::Formula;
use ma6202_formula::Language::{English, Spanish};
use ma6202_language::Language;

/// A derivation that is being told, and its next row: 0 is its left-hand side.
pub struct Telling<'a> {
    pub chain: &'a ToldChain,
    pub row: usize,
    worked: WorkedChain,
}

impl<'a> Telling<'a> {
    /// # Errors
    /// Those of [`ToldChain::worked`].
    pub fn of(chain: &'a ToldChain) -> Result<Telling<'a>> {
        Ok(Telling { chain, row: 0, worked: chain.worked()? })
    }

    /// What opens beside a row.
    ///
    /// # Errors
    /// A formula that is none.
    pub fn details(&self, row: usize, language: Language) -> Result<String> {
        let told =
            language.pick("con números, y quién la comprobó", "in numbers, and who checked it");
        let given = if row == 0 { self.given(language)? } else { String::new() };
        let (numbers, judged) = (self.numbers(row, language)?, self.judged(row, language));
        Ok(format!(
            "<details class=\"checked\"><summary aria-label=\"{told}\" title=\"{told}\">✓</summary>\
             {given}{numbers}{judged}</details>"
        ))
    }

    /// What is given in the example.
    fn given(&self, language: Language) -> Result<String> {
        let mut letters = Vec::new();
        for (name, value) in &self.worked.given {
            let value = value.breakable("=", language.pick(Spanish, English));
            letters.push((Formula::parse(name)?.breakable(""), Some(value)));
        }
        for definition in &self.worked.definitions {
            let definition = Formula::parse(definition)?.breakable("");
            letters.push((formula::in_language(definition, language), None));
        }
        let example = language.pick("El ejemplo", "The example");
        let last = letters.len() - 1;
        let mark = |number| if number == last { "." } else { language.pick(";", ",") };
        let line = |(number, (name, value))| formula::line(name, value, mark(number));
        let letters: Vec<String> = letters.into_iter().enumerate().map(line).collect();
        Ok(format!("<p>{example}: {}</p>", letters.join(" ")))
    }

    /// The row with the numbers of a problem, and what it comes to.
    fn numbers(&self, row: usize, language: Language) -> Result<String> {
        let worked = &self.worked.rows[row];
        let before = match row {
            0 => "",
            _ if self.chain.lines[row - 1].sign == "=" => "=",
            _ => "≤",
        };
        let shown = worked.formula.iter().chain(&worked.with_values).chain(&worked.shown);
        let in_language = language.pick(Spanish, English);
        let mut sides = Vec::new();
        if row == 0 && shown.clone().next().is_some() {
            sides.push(formula::in_language(
                Formula::parse(self.chain.left.latex)?.breakable(""),
                language,
            ));
        }
        for numbers in shown {
            let sign = if sides.is_empty() { before } else { "=" };
            sides.push(numbers.breakable(sign, in_language));
        }
        if sides.is_empty() {
            return Ok(String::new());
        }
        let mut indices = String::new();
        for (index, value) in &self.worked.indices {
            let equation = Formula::parse(&format!("{index} = {value}"))?.mathml(false);
            indices += if indices.is_empty() { "" } else { ", " };
            indices += &equation;
        }
        let with = language.pick("Con los números del ejemplo", "With the numbers of the example");
        let with = if indices.is_empty() { with.into() } else { format!("{with}, {indices}") };
        Ok(format!("<p>{with}:</p>{}", formula::block(&sides, language)))
    }

    /// A table of who was asked about a row.
    fn judged(&self, row: usize, language: Language) -> String {
        let chain = self.chain;
        let asked = chain.judged.iter().filter_map(|judged| Some((judged, judged.error_of(row)?)));
        let mut rows: String =
            asked.map(|(judged, error)| self.judged_by(judged, row, error, language)).collect();
        if rows.is_empty() {
            return rows;
        }
        if row == chain.lines.len() && !chain.is_estimate {
            let code = language.pick(", con lo que da el código", ", with what the code gives");
            for (judged, error) in chain.judged.iter().filter_map(|j| Some((j, j.code_error()?))) {
                let who = place(&judged.referee, judged.device, language) + code;
                rows += &told(&who, &scientific(error, 1, language));
            }
        }
        let cases = chain.problems;
        let referee = language.pick("árbitro", "referee");
        let found = match chain.is_estimate {
            true => language.pick(format!("en {cases} casos"), format!("in {cases} cases")),
            false => language.pick(
                format!("peor error relativo en {cases} casos"),
                format!("worst relative error in {cases} cases"),
            ),
        };
        let compared = match row {
            0 => language.pick(
                "<p>Calculado tal como está escrito, y por cada árbitro por su cuenta:</p>",
                "<p>Computed as it is written, and by each referee on its own:</p>",
            ),
            _ => "",
        };
        format!(
            "{compared}<table><thead><tr><th scope=\"col\">{referee}</th><th scope=\"col\">{found}</th></tr>\
             </thead><tbody>{rows}</tbody></table>"
        )
    }

    fn judged_by(&self, judged: &JudgedBy, row: usize, error: f64, language: Language) -> String {
        let is_bound = row > 0 && self.chain.lines[row - 1].sign != "=";
        let is_tiny = error < 0.01;
        let share = match is_tiny {
            true => language.pick("menos del ", "less than "),
            false => language.pick("el ", ""),
        };
        let share = share.to_owned() + &percent(error.max(0.01), 0, language);
        let found = match (self.chain.is_estimate, is_bound) {
            (false, _) => scientific(error, 1, language),
            (true, true) => language.pick(
                format!("en el más ajustado, la línea anterior es {share} de esta"),
                format!("in the tightest, the line before is {share} of this one"),
            ),
            (true, false) if error == 0.0 => {
                language.pick("no hay diferencia", "there is no difference").into()
            }
            (true, false) => {
                let most = match is_tiny {
                    true => language.pick("siempre", "always"),
                    false => language.pick("a lo más", "at most"),
                };
                language.pick(
                    format!("la diferencia es {most} {share} de lo que puede causar el redondeo"),
                    format!("the difference is {most} {share} of what rounding can cause"),
                )
            }
        };
        let who = place(&judged.referee, judged.device, language);
        let who = match self.chain.is_estimate {
            false => who,
            true if judged.is_bound() && !is_bound => {
                language.pick("evaluación", "evaluation").into()
            }
            // Nobody differentiates anything: of autograd, torch computes.
            true => who.replace("autograd", "torch"),
        };
        told(&who, &found)
    }
}

/// Who says what, as a row.
fn told(who: &str, what: &str) -> String {
    format!("<tr><th scope=\"row\">{who}</th><td>{what}</td></tr>")
}
