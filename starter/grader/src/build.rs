//! Compiles a submission, without the files that the compiler refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use ma6202_language::Action;
use serde_json::Value;

use crate::confine::{self, Bounds, Group};
use crate::error::{Error, Refusal, Result};
use crate::sandbox::Sandbox;

/// How many files of answers there are.
pub const FILES: usize = 8;

/// The name of the file with the answers of an exercise.
pub fn file_name(exercise: usize) -> String {
    format!("exercise_{exercise}.rs")
}

/// The only exercise, or all of them.
pub fn exercises(only: Option<u8>) -> BTreeSet<usize> {
    only.map_or_else(|| (1..=FILES).collect(), |only| [usize::from(only)].into())
}

/// Where submissions are compiled: one project, whose answers are put in place for each.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The project: `Cargo.toml`, `Cargo.lock`, and below `src` all but the answers.
    pub project: PathBuf,
    /// What is common to all submissions is compiled here, once.
    pub target: PathBuf,
    /// What starts the compiler within bounds: a program of ours.
    pub launcher: PathBuf,
    /// Whether the compiler has no network, and nothing to write to but the target.
    pub sandbox: Option<Sandbox>,
    /// The answer files without their answers.
    pub blank: [String; FILES],
}

/// A submission that can be run.
#[derive(Debug)]
pub struct Built {
    /// Its program.
    pub program: PathBuf,
    /// The exercises whose file is blank because it could not be compiled, and why.
    pub refused: BTreeMap<usize, Refusal>,
}

/// How a submission is compiled: nobody debugs it, and few units compile little twice.
pub const PROFILE: [(&str, &str); 2] =
    [("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_PROFILE_DEV_CODEGEN_UNITS", "4")];

/// A macro can keep the compiler busy for ever.
const LIMIT: Duration = Duration::from_secs(60);

/// The most while the file is sought that keeps it so busy.
const SEARCH_LIMIT: Duration = Duration::from_secs(15);

/// The most for the first time, in which the libraries are compiled, too.
const FIRST_LIMIT: Duration = Duration::from_secs(600);

/// And it can make it ask for memory for ever. For what is right it needs less than 1 GiB.
const MOST_BYTES: u64 = 4 << 30;

/// What the compiler made of a project.
enum Compiled {
    Program(PathBuf),
    /// The errors, each as the compiler's JSON, and all of it in words.
    Refused(Vec<Value>, Refusal),
}

impl Workshop {
    /// Compiles all but answers, which takes the longest of the first submission.
    ///
    /// # Errors
    /// It does not compile.
    pub fn prepare(&self) -> Result<PathBuf> {
        self.put(&self.blank)?;
        // It is our own code, and cargo may write the lock file anew and fetch what it names.
        let open = Workshop { sandbox: None, ..self.clone() };
        match open.compile(FIRST_LIMIT)? {
            Compiled::Program(program) => Ok(program),
            Compiled::Refused(_, why) => Err(Error::NotBuilt(why)),
        }
    }

    /// Compiles answers. Files that the compiler refuses are replaced by blank ones: the other
    /// exercises are graded all the same.
    ///
    /// # Errors
    /// It does not compile without any of them; a file that cannot be written.
    pub fn build(&self, answers: &[Option<String>; FILES]) -> Result<Built> {
        let mut texts: [String; FILES] =
            std::array::from_fn(|k| answers[k].as_ref().unwrap_or(&self.blank[k]).clone());
        let mut refused = BTreeMap::new();
        loop {
            self.put(&texts)?;
            let (errors, why) = match self.compile(LIMIT)? {
                Compiled::Program(program) => match self.foreign(&program)? {
                    None => return Ok(Built { program, refused }),
                    Some(path) => {
                        let files = including(&texts, &self.blank, &path);
                        let why = Refusal::Includes(path);
                        if files.is_empty() {
                            return Err(Error::NotBuilt(why));
                        }
                        for exercise in files {
                            self.refuse(exercise, why.clone(), &mut texts, &mut refused);
                        }
                        continue;
                    }
                },
                Compiled::Refused(errors, why) => (errors, why),
            };
            let mut blamed = blame(&errors);
            blamed.retain(|exercise, _| !refused.contains_key(exercise));
            if blamed.is_empty() {
                let found = self.search(&texts)?;
                if found.is_empty() {
                    return Err(Error::NotBuilt(why));
                }
                blamed.extend(found.into_iter().map(|exercise| (exercise, why.clone())));
            }
            for (exercise, why) in blamed {
                self.refuse(exercise, why, &mut texts, &mut refused);
            }
        }
    }

    fn refuse(
        &self,
        exercise: usize,
        why: Refusal,
        texts: &mut [String; FILES],
        refused: &mut BTreeMap<usize, Refusal>,
    ) {
        texts[exercise - 1].clone_from(&self.blank[exercise - 1]);
        refused.insert(exercise, why);
    }

    /// The file without which the others compile; where there is none, all that do not compile
    /// alone, and if all do, all.
    fn search(&self, texts: &[String; FILES]) -> Result<Vec<usize>> {
        let is_written = |exercise: &usize| texts[exercise - 1] != self.blank[exercise - 1];
        let written: Vec<usize> = (1..=FILES).filter(is_written).collect();
        let compiles = |texts: &[String; FILES]| -> Result<bool> {
            self.put(texts)?;
            Ok(matches!(self.compile(SEARCH_LIMIT)?, Compiled::Program(_)))
        };
        for &exercise in &written {
            let mut others = texts.clone();
            others[exercise - 1].clone_from(&self.blank[exercise - 1]);
            if compiles(&others)? {
                return Ok(vec![exercise]);
            }
        }
        let mut refused = vec![];
        for &exercise in &written {
            let mut alone = self.blank.clone();
            alone[exercise - 1].clone_from(&texts[exercise - 1]);
            if !compiles(&alone)? {
                refused.push(exercise);
            }
        }
        Ok(if refused.is_empty() { written } else { refused })
    }

    /// Writes the answers into the project; only those that are others than before, so that no more
    /// is compiled again than has to be.
    fn put(&self, texts: &[String; FILES]) -> Result<()> {
        for (k, text) in texts.iter().enumerate() {
            let path = self.project.join("src/answers").join(file_name(k + 1));
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::write(&path, text).map_err(Error::io(Action::Write, &path))?;
            }
        }
        Ok(())
    }

    /// A file outside the project that the program was made of, wherever its name leads.
    fn foreign(&self, program: &Path) -> Result<Option<PathBuf>> {
        let path = program.with_extension("d");
        let list = fs::read_to_string(&path).map_err(Error::io(Action::Read, &path))?;
        // "program: file file", blanks within a name written with a backslash.
        let files =
            list.lines().next().and_then(|line| line.split_once(": ")).unwrap_or_default().1;
        let files = files.replace("\\ ", "\0");
        let mut files = files.split(' ').map(|file| PathBuf::from(file.replace('\0', " ")));
        let sources = self.project.join("src");
        let sources = sources.canonicalize().map_err(Error::io(Action::Find, &sources))?;
        let is_inside =
            |file: &PathBuf| file.canonicalize().is_ok_and(|file| file.starts_with(&sources));
        Ok(files.find(|file| !is_inside(file)))
    }

    fn compile(&self, limit: Duration) -> Result<Compiled> {
        let cargo = env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
        let bounds = Bounds { memory: MOST_BYTES, seconds: limit.as_secs() * 2, user: None };
        let mut command = confine::command(&self.launcher, &cargo, bounds);
        command
            .args([
                "build",
                "--quiet",
                "--bin",
                "answer",
                "--message-format=json",
                "--manifest-path",
            ])
            .arg(self.project.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&self.target);
        if let Some(sandbox) = &self.sandbox {
            command.arg("--offline");
            command = sandbox.around(&command, &self.project, &[&self.target]);
        }
        // What a teacher has set for his own programs changes nothing here.
        for (name, _) in env::vars_os() {
            if name.to_str().is_none_or(|name| {
                ["RUST", "CARGO_"].iter().any(|prefix| name.starts_with(prefix))
                    && !KEEP.contains(&name)
            }) {
                command.env_remove(name);
            }
        }
        command
            .env("CARGO_ENCODED_RUSTFLAGS", "")
            .envs(PROFILE)
            .current_dir(&self.project)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut group = Group::start(&mut command).map_err(Error::io(Action::Start, &cargo))?;
        let pipes = (group.process().stdout.take(), group.process().stderr.take());
        let (Some(output), Some(complaints)) = pipes else {
            unreachable!("both were asked for");
        };
        let (send, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(io::Result::ok);
            lines.try_for_each(|line| send.send(line))
        });
        let complaints = thread::spawn(move || io::read_to_string(complaints).unwrap_or_default());

        let end = Instant::now() + limit;
        let (mut program, mut errors) = (None, vec![]);
        loop {
            match messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    let Ok(message) = serde_json::from_str::<Value>(&line) else { continue };
                    if message["message"]["level"]
                        .as_str()
                        .is_some_and(|level| level.starts_with("error"))
                    {
                        errors.push(message["message"].clone());
                    }
                    if let Some(path) = message["executable"].as_str() {
                        program = Some(PathBuf::from(path));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    drop(group);
                    return Ok(Compiled::Refused(vec![], Refusal::TooLong(limit.as_secs())));
                }
            }
        }
        let status = group.process().wait().map_err(Error::io(Action::WaitFor, &cargo))?;
        drop(group);
        let said = complaints.join().unwrap_or_default();
        Ok(match program.filter(|_| status.success()) {
            Some(program) => Compiled::Program(program),
            None => {
                let why = words(&errors, &said);
                Compiled::Refused(errors, why)
            }
        })
    }
}

/// What of the environment says where the compiler is.
const KEEP: [&str; 3] = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

/// The compiler's words; cargo's where it has none.
fn words(errors: &[Value], said: &str) -> Refusal {
    let rendered = errors.iter().find_map(|error| error["rendered"].as_str());
    Refusal::Words(rendered.unwrap_or(said.trim()).to_owned())
}

/// The exercises whose files the errors lie in, each with the first one's words: in its answers or,
/// where a signature or a type is no longer what it was, in how they are called.
fn blame(errors: &[Value]) -> BTreeMap<usize, Refusal> {
    let mut blamed = BTreeMap::new();
    for error in errors {
        let spans = error["spans"].as_array().into_iter().flatten();
        let primary = spans.clone().filter(|span| span["is_primary"] == true);
        let mut exercises: Vec<usize> = primary.filter_map(exercise_of).collect();
        if exercises.is_empty() {
            let children = error["children"].as_array().into_iter().flatten();
            let of_children =
                children.flat_map(|child| child["spans"].as_array().into_iter().flatten());
            exercises = spans.chain(of_children).filter_map(exercise_of).take(1).collect();
        }
        for exercise in exercises {
            let words = error["rendered"].as_str().unwrap_or_default();
            blamed.entry(exercise).or_insert_with(|| Refusal::Words(words.to_owned()));
        }
    }
    blamed
}

/// The exercise in whose file a span lies, or the call of the macro that it is in.
fn exercise_of(span: &Value) -> Option<usize> {
    let file = span["file_name"].as_str()?;
    let of_file = (1..=FILES).find(|&exercise| {
        ["answers", "wire"].iter().any(|folder| {
            Path::new(file).ends_with(Path::new("src").join(folder).join(file_name(exercise)))
        })
    });
    of_file.or_else(|| exercise_of(span["expansion"].get("span")?))
}

/// The exercises whose files may include this one: those that name it, else all that include
/// anything, else all.
fn including(texts: &[String; FILES], blank: &[String; FILES], path: &Path) -> Vec<usize> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let written: Vec<usize> =
        (1..=FILES).filter(|exercise| texts[exercise - 1] != blank[exercise - 1]).collect();
    let that = |words: &[&str]| -> Vec<usize> {
        let all = |exercise: &usize| words.iter().all(|word| texts[exercise - 1].contains(word));
        written.iter().copied().filter(all).collect()
    };
    let found = [that(&["include", &name]), that(&["#[path", &name]), that(&["include"])];
    found.into_iter().find(|files| !files.is_empty()).unwrap_or(written)
}
