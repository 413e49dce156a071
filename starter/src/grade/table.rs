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

    fn pick<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Es => es,
            Language::En => en,
        }
    }
}

impl Graded {
    /// What is to be said of a check that did not pass, line by line.
    pub fn remarks(&self, language: Language) -> String {
        let labelled = |es, en, said: &Option<Said>| {
            let said = said.as_ref()?;
            Some(format!("{}: {}", language.pick(es, en), language.of(said)))
        };
        let printed = self.printed.as_deref().map(str::trim_end).filter(|_| {
            // What Rust itself prints of a panic is said above.
            self.status == Status::Lost || self.status == Status::TimedOut
        });
        let printed =
            printed.map(|text| format!("{}:\n{text}", language.pick("imprimió", "it printed")));
        let lines = [
            labelled("pista", "hint", &self.hint),
            labelled("esperado", "expected", &self.expected),
            labelled("obtenido", "obtained", &self.obtained),
            printed,
        ];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
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
