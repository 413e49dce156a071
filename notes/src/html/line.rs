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
        let (numbers, judged) = (self.numbers(row, language)?, self.judged(row, language));
        Ok(format!(
            "<details class=\"checked\"><summary aria-label=\"{told}\" title=\"{told}\">✓</summary>\
             {numbers}{judged}</details>"
        ))
    }

    /// The row with the numbers of a problem, and what it comes to.
    fn numbers(&self, row: usize, language: Language) -> Result<String> {
        let worked = &self.worked.rows[row];
        let before = match row {
            0 => "",
            _ if self.chain.lines[row - 1].sign == "=" => "=",
            _ => "≤",
        };
        let (put_in, value) = (worked.numbers.as_ref().ok(), worked.value.as_ref());
        let shown = put_in.into_iter().chain(value).map(|shown| &shown.numbers);
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
        let with = language.pick("Con números", "In numbers");
        let with = if indices.is_empty() { with.into() } else { format!("{with}, {indices}") };
        Ok(format!("<p>{with}:</p>{}", formula::block(&sides, language)))
    }

    /// A table of who was asked about a row.
    fn judged(&self, row: usize, language: Language) -> String {
        let chain = self.chain;
        let asked = chain.judged.iter().filter_map(|judged| Some((judged, judged.error_of(row)?)));
        let rows: String =
            asked.map(|(judged, error)| self.judged_by(judged, row, error, language)).collect();
        if rows.is_empty() {
            return rows;
        }
        let (referee, found) = match chain.is_estimate {
            true => language.pick(("árbitro", "qué encontró"), ("referee", "what it found")),
            false => language
                .pick(("árbitro", "peor error relativo"), ("referee", "worst relative error")),
        };
        format!(
            "<table><thead><tr><th scope=\"col\">{referee}</th><th scope=\"col\">{found}</th></tr>\
             </thead><tbody>{rows}</tbody></table>"
        )
    }

    fn judged_by(&self, judged: &JudgedBy, row: usize, error: f64, language: Language) -> String {
        let is_bound = row > 0 && self.chain.lines[row - 1].sign != "=";
        let share = || percent(error, 0, language);
        let found = match (self.chain.is_estimate, is_bound) {
            (false, _) => scientific(error, 1, language),
            (true, true) => language.pick(
                format!("lo acotado llega al {} de la cota", share()),
                format!("what is bounded takes {} of the bound", share()),
            ),
            (true, false) => language.pick(
                format!("la diferencia llega al {} de lo que puede mover el redondeo", share()),
                format!("the difference takes {} of what rounding may move", share()),
            ),
        };
        let who = place(&judged.referee, judged.device, language);
        format!("<tr><th scope=\"row\">{who}</th><td>{found}</td></tr>")
    }
}
