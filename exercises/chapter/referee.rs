//! Who was asked, and how often: what a chapter says of its checks.

use super::number::{percent, scientific, whole};
use crate::language::{Language, Tells, words};
use crate::solved::worst;
use crate::spanish;
use ma6202::oracle::{Check, Device, Referee};
use ma6202_formula::Words;

/// A referee by the name that checks have.
pub fn name(referee: &str, language: Language) -> &str {
    match language {
        Language::Es => spanish::phrase(referee).unwrap_or(referee),
        Language::En => referee,
    }
}

/// With its device, unless that is the CPU in f64.
pub fn place(referee: &str, device: Device, language: Language) -> String {
    let name = name(referee, language);
    if device == Device::CPU { name.into() } else { format!("{name} ({device})") }
}

/// A table with a row for each referee on each device: how many checks, the worst error, and what
/// is allowed; and how many hold.
pub fn tally(checks: &[Check], language: Language) -> String {
    let header = language.pick(
        "| quién | dónde | comparaciones | peor error | se permite |",
        "| who | where | comparisons | worst error | allowed |",
    );
    let mut text = format!("{header}\n|:--|:--|--:|--:|:--|\n");
    let mut rows: Vec<Row> = Vec::new();
    for check in checks {
        let row = Row::of(check);
        match rows.iter_mut().find(|other| other.is_like(&row)) {
            Some(other) => other.add(row),
            None => rows.push(row),
        }
    }
    // What is a share of a bound stands together.
    rows.sort_by_key(|row| row.is_share);
    for row in &rows {
        text += &row.markdown(language);
    }
    text + "\n" + &explained(&rows, language) + "\n\n" + &held(checks, language)
}

/// What a referee does whose name does not tell.
const MEANINGS: [(Referee, Words); 6] = [
    (Referee::Bound, words("un número no debe pasar de otro", "a number must not exceed another")),
    (
        Referee::Evaluation,
        words("los dos lados de lo que afirma una razón", "both sides of what a reason states"),
    ),
    (
        Referee::Counting,
        words("lo mismo, contado por definición", "the same, counted by definition"),
    ),
    (Referee::Enumeration, words("todos los casos, uno por uno", "all cases, one by one")),
    (
        Referee::Quadrature,
        words("la integral, por un método numérico", "the integral, numerically"),
    ),
    (Referee::Substitution, words("una solución, en su ecuación", "a solution, in its equation")),
];

/// What the rows mean.
fn explained(rows: &[Row], language: Language) -> String {
    let there = |referee: Referee| rows.iter().any(|row| row.referee == referee.name());
    let meanings = MEANINGS.iter().filter(|(referee, _)| there(*referee));
    let told = meanings.map(|(referee, meaning)| {
        format!("; *{}*: {}", name(referee.name(), language), language.of(*meaning))
    });
    let errors = match rows.iter().any(|row| row.is_share) {
        true => language.pick(
            "Los errores son relativos; los que se dan en porcentaje son la parte que se usa de una cota",
            "Errors are relative; those in percent are the share of a bound that is used",
        ),
        false => language.pick("Los errores son relativos", "Errors are relative"),
    };
    errors.to_owned() + &told.collect::<String>() + "."
}

/// The checks of a kind by one referee on one device.
struct Row<'a> {
    referee: &'a str,
    device: Device,
    /// Whether the error is a share of a bound, not of the number itself.
    is_share: bool,
    count: i128,
    worst: f64,
    allowed: f64,
    lost: bool,
}

impl Row<'_> {
    fn of(check: &Check) -> Row<'_> {
        let Check { referee, device, max_rel_error: worst, tolerance: allowed, holds, .. } = check;
        Row {
            referee,
            device: *device,
            is_share: *allowed == Referee::Bound.tolerance(),
            count: 1,
            worst: *worst,
            allowed: *allowed,
            lost: !holds,
        }
    }

    fn is_like(&self, other: &Row) -> bool {
        (self.referee, self.device, self.is_share) == (other.referee, other.device, other.is_share)
    }

    fn add(&mut self, other: Row) {
        self.count += other.count;
        self.worst = worst([self.worst, other.worst]);
        self.allowed = self.allowed.max(other.allowed);
        self.lost |= other.lost;
    }

    fn markdown(&self, language: Language) -> String {
        let Row { referee, device, is_share, count, worst, allowed, lost } = *self;
        let (worst, allowed) = match is_share {
            true => (percent(worst, 0, language), language.pick("la cota", "the bound").to_owned()),
            false => (scientific(worst, 1, language), scientific(allowed, 0, language)),
        };
        let (name, mark) = (name(referee, language), if lost { " ✗" } else { "" });
        format!("| {name} | {device} | {} | {worst}{mark} | {allowed} |\n", whole(count))
    }
}

/// "381 of 381 checks hold."
pub fn held(checks: &[Check], language: Language) -> String {
    let held = checks.iter().filter(|check| check.holds).count();
    let [held, all] = [held, checks.len()].map(|count| whole(count as i128));
    language.pick(
        format!("Se cumplen {held} de {all} comprobaciones."),
        format!("{held} of {all} checks hold."),
    )
}
