//! Grades submissions: one report each, and a table of the class.
//!
//! Of a submission only the answer files are taken, and put over a clean copy of the students'
//! project: what else it changed changes nothing.
//!
//! This is not a sandbox. The code of a submission is compiled and run with the rights of whoever
//! grades it: grade the code of strangers in a container or a virtual machine.

mod build;
mod submission;
mod table;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::starter;
use build::Built;
use submission::Remark;

/// How to grade.
#[derive(Args)]
pub struct Grading {
    /// The folders of the submissions: each a student's project
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Where the reports and the table of the class go
    #[arg(long, value_name = "FOLDER", default_value = "grades")]
    out: PathBuf,
    /// The fraction of the points that is worth a 4.0
    #[arg(long, default_value = "0.6", value_parser = exigencia)]
    exigencia: String,
    /// The language of the reports
    #[arg(long, value_enum, default_value = "es")]
    lang: Language,
    /// How many seconds a check may take
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    limit: u64,
}

/// What the students' `grade` takes, refused before it costs anybody a report.
fn exigencia(text: &str) -> std::result::Result<String, &'static str> {
    let decimals = text.strip_prefix("0.").or(text.strip_prefix(".")).unwrap_or_default();
    let valid = decimals.len() <= 3
        && decimals.bytes().all(|byte| byte.is_ascii_digit())
        && decimals.contains(|digit| digit != '0');
    if valid {
        Ok(text.into())
    } else {
        Err("expected 0.001 to 0.999, with three decimals at most")
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    Es,
    En,
}

/// What this reads of the document that `grade --json` prints.
#[derive(Deserialize)]
pub struct Document {
    points: u32,
    max_points: u32,
    mark: String,
    checks: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    number: String,
    points: u32,
}

/// What became of a submission: a document, or the reason why there is none.
pub struct Graded {
    pub name: String,
    pub document: Result<Document>,
    pub remarks: Vec<Remark>,
}

/// Compiles what all submissions need, which takes the longest of the first.
///
/// # Errors
/// The starter does not compile.
pub fn prepare(root: &Path) -> Result<()> {
    let places = Places::take(root)?;
    build::build(root, &places.clean()?, &places.target).map(drop)
}

/// Grades all submissions. Answers whether each of them could be graded.
///
/// # Errors
/// No clean project can be made, or no report be written.
pub fn grade(root: &Path, grading: &Grading) -> Result<bool> {
    let places = Places::take(root)?;
    fs::create_dir_all(&grading.out).map_err(Error::io("make", &grading.out))?;
    let mut class: Vec<Graded> = vec![];
    for folder in &grading.folders {
        let name = unique(folder, &class);
        let mut remarks = vec![];
        let document = one(&places, folder, &name, grading, &mut remarks);
        if let Err(error) = &document {
            // What an earlier run found is no longer true.
            let report = grading.out.join(format!("{name}.json"));
            if report.exists() {
                fs::remove_file(&report).map_err(Error::io("remove", &report))?;
            }
            starter::put(&grading.out.join(format!("{name}.txt")), format!("{error}\n"))?;
        }
        let graded = Graded { name, document, remarks };
        println!("{}", graded.line(grading.lang));
        class.push(graded);
        // After each, so that what is done is kept if grading is stopped.
        table::write(&class, grading.lang, &grading.out.join("class.csv"))?;
    }
    Ok(class.iter().all(|graded| graded.document.is_ok()))
}

/// The folders of a run, which others wait for.
struct Places<'a> {
    /// The workspace.
    root: &'a Path,
    /// Not below it: what is included by a path from there is not the solution.
    work: TempDir,
    /// What is common to all submissions is compiled here, once, and by one at a time.
    target: PathBuf,
    _lock: File,
}

impl Places<'_> {
    fn take(root: &Path) -> Result<Places<'_>> {
        let place = root.join("target/grade");
        fs::create_dir_all(&place).map_err(Error::io("make", &place))?;
        let path = place.join("lock");
        let lock = File::create(&path).map_err(Error::io("open", &path))?;
        lock.lock().map_err(Error::io("lock", &path))?;
        let work = tempfile::tempdir().map_err(Error::io("make", &env::temp_dir()))?;
        Ok(Places { root, work, target: place.join("build"), _lock: lock })
    }

    /// A clean starter, for the answers of one submission.
    fn clean(&self) -> Result<PathBuf> {
        let work = self.work.path().join("work");
        if work.exists() {
            fs::remove_dir_all(&work).map_err(Error::io("remove", &work))?;
        }
        starter::write(self.root, &work)?;
        Ok(work)
    }
}

fn one(
    places: &Places,
    folder: &Path,
    name: &str,
    grading: &Grading,
    remarks: &mut Vec<Remark>,
) -> Result<Document> {
    let work = places.clean()?;
    for (answer, text) in submission::read(folder, remarks)? {
        starter::put(&work.join(answer), text)?;
    }
    let Built { program, refused } = build::build(places.root, &work, &places.target)?;
    remarks.extend(refused);

    let output = Command::new(&program)
        .args(["--json", "--exigencia", &grading.exigencia, "--limit"])
        .arg(grading.limit.to_string())
        .output()
        .map_err(Error::io("start", &program))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::NotGraded { why });
    }
    let mut whole: serde_json::Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| Error::NotGraded { why: error.to_string() })?;
    whole["remarks"] = remarks.iter().map(|remark| remark.say(grading.lang)).collect();
    let path = grading.out.join(format!("{name}.json"));
    starter::put(&path, format!("{whole:#}\n"))?;

    let lang = if matches!(grading.lang, Language::Es) { "es" } else { "en" };
    let table = Command::new(&program)
        .args(["--lang", lang, "--from"])
        .arg(&path)
        .output()
        .map_err(Error::io("start", &program))?;
    let mut text: String = remarks.iter().map(|remark| remark.tell(grading.lang)).collect();
    text += &String::from_utf8_lossy(&table.stdout);
    starter::put(&grading.out.join(format!("{name}.txt")), text)?;
    serde_json::from_value(whole).map_err(|error| Error::NotGraded { why: error.to_string() })
}

/// The name of the folder; with a number if it is taken.
fn unique(folder: &Path, class: &[Graded]) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().map_or("root".into(), |name| name.to_string_lossy());
    let taken = |name: &str| class.iter().any(|graded| graded.name == name);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_string()).chain(numbered).find(|name| !taken(name)).expect("endless")
}

impl Graded {
    /// What is said of it while the class is graded.
    fn line(&self, language: Language) -> String {
        let Graded { name, document, remarks } = self;
        let mut line = match (document, language) {
            (Err(error), _) => format!("{name}: error: {error}"),
            (Ok(Document { points, max_points, mark, .. }), Language::Es) => {
                format!("{name}: {points} de {max_points}, nota {mark}")
            }
            (Ok(Document { points, max_points, mark, .. }), Language::En) => {
                format!("{name}: {points} of {max_points}, mark {mark}")
            }
        };
        for remark in remarks {
            line += &format!("; {}", remark.say(language));
        }
        line
    }
}
