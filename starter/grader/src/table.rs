//! The report as a table, in Spanish or in English.

use comfy_table::presets;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use crate::report::{Graded, Remark, Report, Status};
use crate::text::{Language, Said, short};

/// Of what an answer printed, the last lines are shown; the JSON document has more.
const LINES: usize = 4;

/// The width of a report where there is no terminal.
const WIDTH: u16 = 80;

/// How long a value may be that is shown.
const LONG: usize = 120;

impl Graded {
    /// What is to be said of a check, line by line.
    pub fn remarks(&self, language: Language) -> String {
        let mut lines: Vec<String> = vec![];
        let mut say = |label: &str, said: &Option<Said>| {
            lines.extend(
                said.as_ref().map(|said| format!("{label}{}", short(said.of(language), LONG))),
            );
        };
        say(language.pick("pista: ", "hint: "), &self.hint);
        say(language.pick("fórmula: ", "formula: "), &self.formula);
        say(language.pick("esperado: ", "expected: "), &self.expected);
        // Only a wrong answer is an answer.
        let obtained =
            if self.status == Status::Lost { ("obtenido: ", "obtained: ") } else { ("", "") };
        say(language.pick(obtained.0, obtained.1), &self.obtained);
        if self.with_right && self.status == Status::Passed {
            let said = language.pick(
                "bien, con respuestas correctas en lugar de las otras que usa",
                "right, with right answers in the place of the others that it uses",
            );
            lines.push(said.to_owned());
        }
        if let Some(reason) = &self.corrected {
            lines.push(format!(
                "{}{reason}",
                language.pick("corregido a mano: ", "corrected by hand: ")
            ));
        }
        // What Rust itself prints of a panic is said already.
        if matches!(self.status, Status::Lost | Status::TimedOut) {
            let printed = self.printed.iter().flat_map(|text| text.lines());
            let printed: Vec<&str> = printed.filter(|line| !line.trim().is_empty()).collect();
            let end = &printed[printed.len().saturating_sub(LINES)..];
            if !end.is_empty() {
                lines
                    .push(language.pick("imprimió al final:", "it printed at the end:").to_owned());
                lines.extend(end.iter().map(|line| short(line, LONG)));
            }
        }
        lines.join("\n")
    }
}

impl Remark {
    /// The remark, with the compiler's words if there are any.
    pub fn tell(&self, language: Language) -> String {
        let short = self.short.of(language);
        match &self.words {
            Some(words) => format!("{short}:\n\n{}\n", words.trim_end()),
            None => short.to_owned(),
        }
    }
}

/// What is to be said of the files, the table of checks, the total and the mark; as wide as the
/// terminal, if it is one.
pub fn table(report: &Report, language: Language) -> String {
    let mut table = Table::new();
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| width.0.max(40));
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(match language {
            Language::Es => ["", "pregunta", "puntos", "observaciones"],
            Language::En => ["", "question", "points", "remarks"],
        });
    for check in &report.checks {
        let points = format!("{}/{}", check.points, check.max_points);
        table.add_row([
            Cell::new(&check.number),
            Cell::new(check.text.of(language)),
            Cell::new(points).set_alignment(CellAlignment::Right),
            Cell::new(check.remarks(language)),
        ]);
    }
    let mut text: String =
        report.remarks.iter().map(|remark| format!("{}\n", remark.tell(language))).collect();
    text += &format!("{table}\n{}", total(report, language));
    text
}

/// Points and mark, and what the inputs were drawn from.
fn total(report: &Report, language: Language) -> String {
    let Report { points, max_points, mark, exigencia, seed, .. } = report;
    let mut text = match language {
        Language::Es => {
            format!("{points} de {max_points} puntos. Nota {mark} (exigencia {exigencia}).")
        }
        Language::En => {
            format!("{points} of {max_points} points. Mark {mark} (exigencia {exigencia}).")
        }
    };
    if let Some(seed) = seed {
        text += &match language {
            Language::Es => format!("\nSemilla {seed}: con --seed {seed} se repite igual."),
            Language::En => format!("\nSeed {seed}: --seed {seed} gives the same again."),
        };
    }
    text
}
