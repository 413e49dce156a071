//! Names of files and of students, as platforms write them.

use grader::text::is_order;

/// The longest name of a submission, or of a file in a remark: with what is added to it, it stays a
/// file's name anywhere.
const LONGEST: usize = 80;

/// The exercise that a file answers by its name, and what stands before that name.
///
/// `exercise_4.rs`, `Exercise_4.rs`, `exercise_4 (1).rs`, `exercise_4-1.rs`,
/// `perezana_12_345_exercise_4.rs`.
pub fn exercise(name: &str) -> Option<(usize, Option<&str>)> {
    let stem = name.strip_suffix(".rs").or(name.strip_suffix(".RS")).or(name.strip_suffix(".Rs"))?;
    // What browsers and platforms add if there is such a file already.
    let stem = stem.trim_end();
    let stem = match stem.rsplit_once(['-', '(']) {
        Some((before, number))
            if !number.is_empty()
                && number.trim_end_matches(')').bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            before.trim_end()
        }
        _ => stem,
    };
    let (before, digit) = stem.split_at_checked(stem.len().checked_sub(1)?)?;
    let exercise = digit.parse().ok().filter(|exercise| (1..=8).contains(exercise))?;
    let before = before.trim_end_matches(['_', '-', ' ']);
    let start = before.len().checked_sub("exercise".len())?;
    let (owner, word) = before.split_at_checked(start)?;
    if !word.eq_ignore_ascii_case("exercise") {
        return None;
    }
    match owner.strip_suffix(['_', '-', ' ']).map(str::trim) {
        Some(owner) if !owner.is_empty() => Some((exercise, Some(without_file(owner)))),
        _ if owner.is_empty() => Some((exercise, None)),
        _ => None,
    }
}

/// Whose a file of Canvas is, without its own number: `perezana_12` of `perezana_12_345`.
fn without_file(owner: &str) -> &str {
    match owner.rsplit_once('_') {
        Some((before, file)) if is_number(file) => match before.rsplit_once('_') {
            Some((_, user)) if is_number(user) => before,
            _ => owner,
        },
        _ => owner,
    }
}

/// Whose a folder or zip of Canvas is: `perezana_12` of `perezana_12_345_tarea`.
pub fn of_canvas(name: &str) -> Option<&str> {
    let parts: Vec<&str> = name.split('_').collect();
    let place =
        parts.windows(2).skip(1).position(|pair| pair.iter().all(|part| is_number(part)))?;
    Some(&name[..parts[..=place + 1].join("_").len()])
}

/// The platform that made a name, with the student and his number there.
pub fn platform(name: &str) -> Option<(Platform, &str, &str)> {
    let (name, platform) = match name.strip_suffix("_assignsubmission_file") {
        Some(name) => (name, Platform::Moodle),
        None => (name, Platform::Canvas),
    };
    let (student, number) = name.rsplit_once('_')?;
    is_number(number).then_some((platform, student, number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A learning platform that says in a name whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// `Ana Pérez_12_assignsubmission_file`
    Moodle,
    /// `perezana_12`
    Canvas,
}

/// The name of a file as a teacher reads it; of a long one the end, which says what it is.
pub fn shown(name: &str) -> String {
    let before = name.chars().count().saturating_sub(LONGEST);
    name.chars().skip(before).map(|c| if is_order(c) { '_' } else { c }).collect()
}

/// A name that is a file's on every system, and no longer than it may be.
pub fn harmless(name: &str) -> String {
    let bad = |c: char| is_order(c) || "/\\:*?\"<>|".contains(c);
    let name: String = name.chars().map(|c| if bad(c) { '_' } else { c }).take(LONGEST).collect();
    let name = name.trim().trim_start_matches('.').trim_end_matches('.');
    if name.is_empty() { "sin nombre".to_owned() } else { name.to_owned() }
}

/// The name of what is said of the whole class.
pub const CLASS: &str = "class";

/// The name; with a number if it is taken, whatever the case of its letters.
pub fn unique(name: &str, taken: &[&str]) -> String {
    let is_free = |name: &String| {
        let is_other = |other: &&str| other.to_lowercase() != name.to_lowercase();
        taken.iter().chain([&CLASS]).all(is_other)
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(is_free).expect("there are numbers enough")
}
