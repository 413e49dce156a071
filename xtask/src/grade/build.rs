//! Compiles a submission, without the files that the compiler refuses.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::submission::{Remark, What};
use crate::cargo_program;
use crate::error::{Error, Result};
use crate::starter::{self, ANSWERS};

/// A submission that can be run.
pub struct Built {
    /// Its `grade`.
    pub program: PathBuf,
    /// The files that are blank because the compiler refused them.
    pub refused: Vec<Remark>,
}

/// A macro can keep the compiler busy for ever.
const LIMIT: Duration = Duration::from_secs(600);

/// And make it ask for memory for ever. For what is right it needs less than 1 GiB.
#[cfg(target_os = "linux")]
const MOST_BYTES: u64 = 4 << 30;

/// Builds `grade`. As long as the compiler refuses answer files they are replaced by blank ones:
/// the other exercises are graded all the same.
///
/// # Errors
/// It does not compile, and no answer file is to blame; the compiler takes too long.
pub fn build(root: &Path, work: &Path, target: &Path) -> Result<Built> {
    let mut refused: Vec<Remark> = vec![];
    loop {
        let (program, errors, said) = compile(work, target)?;
        if let Some(program) = program {
            return Ok(Built { program, refused });
        }
        let blamed: BTreeMap<&str, String> = blame(root, errors)?
            .into_iter()
            .filter(|(file, _)| refused.iter().all(|remark| remark.file != *file))
            .collect();
        if blamed.is_empty() {
            return Err(Error::NotGraded { why: said });
        }
        for (file, words) in blamed {
            starter::put(&work.join(file), starter::blank_answer(root, file)?)?;
            refused.push(Remark { file, what: What::Refused(words) });
        }
    }
}

/// The answer files that errors lie in, each with the first one's words. A signature that was
/// changed, or a function that was removed, is an error elsewhere, which names the exercise or the
/// function.
fn blame(root: &Path, errors: Vec<Value>) -> Result<BTreeMap<&'static str, String>> {
    let mut blamed = BTreeMap::new();
    let names: Vec<(&str, Vec<String>)> =
        ANSWERS.into_iter().map(|file| Ok((file, names(root, file)?))).collect::<Result<_>>()?;
    for error in errors {
        let spans = || error["spans"].as_array().into_iter().flatten();
        let mut files: Vec<&str> = ANSWERS
            .into_iter()
            .filter(|file| spans().any(|span| span["file_name"] == *file))
            .collect();
        if files.is_empty() {
            // Without the lines of source that are shown, which name others as well.
            let notes = error["children"].as_array().into_iter().flatten();
            let said = notes.map(|note| &note["message"]).chain(spans().map(|span| &span["label"]));
            let said: Vec<&str> =
                said.chain([&error["message"]]).filter_map(|words| words.as_str()).collect();
            let named = |name: &String| said.iter().any(|words| words.contains(name));
            let of_named = |(file, names): &(_, Vec<_>)| names.iter().any(named).then_some(*file);
            files = names.iter().filter_map(of_named).collect();
        }
        for file in files {
            let words = error["rendered"].as_str().unwrap_or_default();
            blamed.entry(file).or_insert_with(|| words.to_owned());
        }
    }
    Ok(blamed)
}

/// What the compiler calls an answer file and, in a type, its functions:
/// `exercise_3`, `{step_error}`.
fn names(root: &Path, file: &str) -> Result<Vec<String>> {
    let module = file["src/answers/".len()..].trim_end_matches(".rs").to_owned();
    let text = starter::blank_answer(root, file)?;
    let function =
        |line: &str| Some(format!("{{{}}}", line.strip_prefix("pub fn ")?.split('(').next()?));
    Ok(text.lines().filter_map(function).chain([module]).collect())
}

/// The program if all is well, the compiler's errors, and what cargo said itself.
fn compile(work: &Path, target: &Path) -> Result<(Option<PathBuf>, Vec<Value>, String)> {
    let cargo = cargo_program();
    let mut command = Command::new(&cargo);
    command
        .args(["build", "--quiet", "--bin", "grade", "--message-format=json", "--manifest-path"])
        .arg(work.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .current_dir(work)
        // Nobody debugs it, and it is built and started faster.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = start(&mut command).map_err(Error::io("start", &cargo))?;
    let (send, messages) = mpsc::channel();
    let output = process.stdout.take().expect("it was asked for");
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let complaints = process.stderr.take().expect("it was asked for");
    let complaints = thread::spawn(move || io::read_to_string(complaints).unwrap_or_default());

    let end = Instant::now() + LIMIT;
    let (mut program, mut errors) = (None, vec![]);
    loop {
        match messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                let Ok(message) = serde_json::from_str::<Value>(&line) else { continue };
                if message["message"]["level"] == "error" {
                    errors.push(message["message"].clone());
                }
                if let Some(path) = message["executable"].as_str() {
                    program = Some(PathBuf::from(path));
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                process.kill().map_err(Error::io("stop", &cargo))?;
                let why = format!("the compiler was not done after {} s", LIMIT.as_secs());
                return Err(Error::NotGraded { why });
            }
        }
    }
    let status = process.wait().map_err(Error::io("wait for", &cargo))?;
    let program = program.filter(|_| status.success());
    Ok((program, errors, complaints.join().unwrap_or_default()))
}

/// Starts a program with limits that it hands on to the ones it starts: stopping cargo does not
/// stop its compilers. Other systems may refuse a limit of memory.
fn start(command: &mut Command) -> io::Result<Child> {
    #[cfg(target_os = "linux")]
    {
        use rlimit::Resource;
        let (cpu, memory) = (Resource::CPU.get()?, Resource::AS.get()?);
        Resource::CPU.set(cpu.0.min(LIMIT.as_secs()), cpu.1)?;
        Resource::AS.set(memory.0.min(MOST_BYTES), memory.1)?;
        let process = command.spawn();
        Resource::CPU.set(cpu.0, cpu.1)?;
        Resource::AS.set(memory.0, memory.1)?;
        process
    }
    #[cfg(not(target_os = "linux"))]
    command.spawn()
}
