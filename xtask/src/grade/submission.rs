//! What is taken of a submission, and what is said of the rest.

use std::fs;
use std::path::Path;

use super::Language;
use crate::error::{Error, Result};
use crate::starter::ANSWERS;

/// What a teacher should know of a submission beside its points.
pub struct Remark {
    /// The file it is about.
    pub file: &'static str,
    pub what: What,
}

pub enum What {
    /// The file is not there: its answers are blank.
    Missing,
    /// It cannot be read as an answer file, for this reason: its answers are blank.
    Unreadable(String),
    /// The compiler refused it, with these words: its answers are blank.
    Refused(String),
}

/// No answer file of a student is larger.
const MOST_BYTES: u64 = 1 << 20;

/// The names and texts of the answer files of a submission; what is missing or no text is a remark.
///
/// # Errors
/// There is not one answer file.
pub fn read(folder: &Path, remarks: &mut Vec<Remark>) -> Result<Vec<(&'static str, String)>> {
    let mut answers = vec![];
    for file in ANSWERS {
        match text(folder, file) {
            Ok(text) => answers.push((file, text)),
            Err(what) => remarks.push(Remark { file, what }),
        }
    }
    let is_missing = |remark: &Remark| matches!(remark.what, What::Missing);
    if answers.is_empty() && remarks.iter().all(is_missing) {
        remarks.clear();
        return Err(Error::NoAnswers { folder: folder.to_owned(), file: ANSWERS[0] });
    }
    Ok(answers)
}

/// The text of a plain file: nothing else could be meant, and a link, of the file or of a folder
/// above it, may lead to what is not the student's.
fn text(folder: &Path, name: &str) -> std::result::Result<String, What> {
    let unreadable = |why: &str| What::Unreadable(why.to_owned());
    let path = folder.join(name);
    let Ok(file) = path.symlink_metadata() else { return Err(What::Missing) };
    let real = |path: &Path| path.canonicalize().ok();
    if !file.is_file() || real(&path) != real(folder).map(|folder| folder.join(name)) {
        return Err(unreadable("not a plain file"));
    }
    if file.len() > MOST_BYTES {
        return Err(unreadable("larger than 1 MiB"));
    }
    let bytes = fs::read(&path).map_err(|error| What::Unreadable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable("not UTF-8"))
}

impl Remark {
    /// In one line.
    pub fn say(&self, language: Language) -> String {
        let file = self.file.rsplit('/').next().unwrap_or(self.file);
        match (&self.what, language) {
            (What::Missing, Language::Es) => format!("falta {file}"),
            (What::Missing, Language::En) => format!("{file} is missing"),
            (What::Unreadable(why), Language::Es) => format!("{file} no se puede leer: {why}"),
            (What::Unreadable(why), Language::En) => format!("{file} cannot be read: {why}"),
            (What::Refused(_), Language::Es) => format!("{file} no compila"),
            (What::Refused(_), Language::En) => format!("{file} does not compile"),
        }
    }

    /// With all there is to say.
    pub fn tell(&self, language: Language) -> String {
        match &self.what {
            What::Refused(words) => format!("{}:\n\n{words}\n", self.say(language)),
            _ => format!("{}\n", self.say(language)),
        }
    }
}
