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

/// A table with a row for each referee on each device: how many checks, the worst error, what is
/// allowed, and the most that is used of a bound, if bounds there are; and how many hold.
pub fn tally(checks: &[Check], language: Language) -> String {
    let mut rows: Vec<Row> = Vec::new();
    for check in checks {
        let place = rows.iter().position(|row| row.is_of(check)).unwrap_or_else(|| {
            rows.push(Row::new(check));
            rows.len() - 1
        });
        rows[place].add(check);
    }
    let with_shares = rows.iter().any(|row| row.share.is_some());
    let (share, column) = match with_shares {
        true => (language.pick(" cota usada |", " bound used |"), "--:|"),
        false => ("", ""),
    };
    let header = language.pick(
        "| quién | dónde | comprobaciones | peor error | se permite |",
        "| who | where | checks | worst error | allowed |",
    );
    let mut text = format!("{header}{share}\n|:--|:--|--:|--:|--:|{column}\n");
    for row in &rows {
        text += &row.markdown(with_shares, language);
    }
    text + "\n" + &explained(&rows, language) + "\n\n" + &held(checks, language)
}

/// What a referee does whose name does not tell.
const MEANINGS: [(Referee, Words); 9] = [
    (
        Referee::Differences,
        words(
            "una derivada, a partir de valores de la función en puntos vecinos",
            "a derivative, from values of the function at nearby points",
        ),
    ),
    (
        Referee::Tape,
        words(
            "una derivada, operación por operación, de lo que calcula el código",
            "a derivative, operation by operation, of what the code computes",
        ),
    ),
    (
        Referee::Autograd(Device::CPU),
        words(
            "lo mismo por torch, que también da valores que no son derivadas",
            "the same by torch, which also gives values that are no derivatives",
        ),
    ),
    (Referee::Bound, words("un número no debe pasar de otro", "a number must not exceed another")),
    (
        Referee::Evaluation,
        words(
            "los dos lados de cada igualdad o desigualdad que se da como razón de una línea",
            "both sides of each equality or inequality that is given as the reason of a line",
        ),
    ),
    (
        Referee::Counting,
        words(
            "un número contado otra vez, o un cálculo hecho de nuevo",
            "a number counted again, or a computation done again",
        ),
    ),
    (Referee::Enumeration, words("todos los casos, uno por uno", "all cases, one by one")),
    (
        Referee::Quadrature,
        words("la integral, por un método numérico", "the integral, numerically"),
    ),
    (
        Referee::Substitution,
        words(
            "una solución, puesta en su ecuación, o un ejemplo calculado a mano",
            "a solution, put into its equation, or an example done by hand",
        ),
    ),
];

/// What the rows mean.
fn explained(rows: &[Row], language: Language) -> String {
    let there = |referee: Referee| rows.iter().any(|row| row.referee == referee.name());
    let meanings = MEANINGS.iter().filter(|(referee, _)| there(*referee));
    let told = meanings.map(|(referee, meaning)| {
        format!("; *{}*: {}", name(referee.name(), language), language.of(*meaning))
    });
    let errors = match rows.iter().any(|row| row.share.is_some()) {
        true => language.pick(
            "Los errores son relativos, y f64 son números de 64 bits; si una comprobación tiene su propia cota, la última columna dice qué parte de ella se usa a lo más",
            "Errors are relative, and f64 are numbers of 64 bits; if a check has a bound of its own, the last column says how much of it is used at most",
        ),
        false => language.pick(
            "Los errores son relativos, y f64 son números de 64 bits",
            "Errors are relative, and f64 are numbers of 64 bits",
        ),
    };
    errors.to_owned() + &told.collect::<String>() + "."
}

/// The checks by one referee on one device.
struct Row<'a> {
    referee: &'a str,
    device: Device,
    count: i128,
    /// The worst error and what is allowed, of numbers.
    error: Option<(f64, f64)>,
    /// The largest share of a bound.
    share: Option<f64>,
    lost: bool,
}

impl Row<'_> {
    fn new(check: &Check) -> Row<'_> {
        let (referee, device) = (&*check.referee, check.device);
        Row { referee, device, count: 0, error: None, share: None, lost: false }
    }

    fn is_of(&self, check: &Check) -> bool {
        (self.referee, self.device) == (&*check.referee, check.device)
    }

    fn add(&mut self, check: &Check) {
        let Check { max_rel_error: found, tolerance: allowed, holds, .. } = *check;
        self.count += 1;
        self.lost |= !holds;
        // The error is then a share of a bound, not of the number itself.
        if allowed == Referee::Bound.tolerance() {
            self.share = Some(worst([self.share.unwrap_or(0.0), found]));
        } else {
            let (before, most) = self.error.unwrap_or((0.0, 0.0));
            self.error = Some((worst([before, found]), allowed.max(most)));
        }
    }

    fn markdown(&self, with_shares: bool, language: Language) -> String {
        let none = || String::from("–");
        let (name, count) = (name(self.referee, language), whole(self.count));
        let error = self.error.map(|(worst, allowed)| {
            (scientific(worst, 1, language), scientific(allowed, 0, language))
        });
        let (error, allowed) = error.unwrap_or((none(), none()));
        let share = self.share.map_or(none(), |share| percent(share, 0, language));
        let share = if with_shares { format!(" {share} |") } else { String::new() };
        let mark = if self.lost { " ✗" } else { "" };
        format!("| {name}{mark} | {} | {count} | {error} | {allowed} |{share}\n", self.device)
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
