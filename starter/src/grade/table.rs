//! The report as a table, in Spanish or in English.

use clap::ValueEnum;
use comfy_table::presets;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use super::{Graded, Report, Status};
use crate::rubric::Said;

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

impl Language {
    /// What is said, in this language.
    pub fn of(self, said: &Said) -> &str {
        self.pick(&said.es, &said.en)
    }

    /// One of two texts.
    pub fn pick<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Es => es,
            Language::En => en,
        }
    }
}

/// Of what an answer printed, the last lines are shown; the JSON document has more.
const LINES: usize = 4;

impl Graded {
    /// What is to be said of a check that did not pass, line by line.
    pub fn remarks(&self, language: Language) -> String {
        let mut lines: Vec<String> = vec![];
        let mut say = |label: &str, said: &Option<Said>| {
            lines.extend(said.as_ref().map(|said| format!("{label}{}", language.of(said))));
        };
        say(language.pick("pista: ", "hint: "), &self.hint);
        say(language.pick("esperado: ", "expected: "), &self.expected);
        // Only a wrong answer is an answer.
        let obtained =
            if self.status == Status::Lost { ("obtenido: ", "obtained: ") } else { ("", "") };
        say(language.pick(obtained.0, obtained.1), &self.obtained);
        // What Rust itself prints of a panic is said already.
        if matches!(self.status, Status::Lost | Status::TimedOut) {
            let printed: Vec<&str> = self.printed.iter().flat_map(|text| text.lines()).collect();
            let end = &printed[printed.len().saturating_sub(LINES)..];
            if !end.is_empty() {
                lines
                    .push(language.pick("imprimió al final:", "it printed at the end:").to_owned());
                lines.extend(end.iter().map(|line| (*line).to_owned()));
            }
        }
        lines.join("\n")
    }
}

/// The table of checks, the total and the mark.
pub fn table(report: &Report, language: Language) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(110)
        .set_header(match language {
            Language::Es => ["", "pregunta", "puntos", "observaciones"],
            Language::En => ["", "question", "points", "remarks"],
        });
    for check in &report.checks {
        let points = format!("{}/{}", check.points, check.max_points);
        table.add_row([
            Cell::new(&check.number),
            Cell::new(language.of(&check.text)),
            Cell::new(points).set_alignment(CellAlignment::Right),
            Cell::new(check.remarks(language)),
        ]);
    }
    let Report { points, max_points, mark, exigencia, .. } = report;
    match language {
        Language::Es => format!(
            "{table}\n{points} de {max_points} puntos. Nota {mark} (exigencia {exigencia})."
        ),
        Language::En => format!(
            "{table}\n{points} of {max_points} points. Mark {mark} (exigencia {exigencia})."
        ),
    }
}
