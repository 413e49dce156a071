//! A check in a process of its own: if the answer panics, overflows the stack, prints, ends the
//! process or never returns, nothing else is lost.

use std::any::Any;
use std::io::Read;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use serde::{Deserialize, Serialize};

use super::{Error, Result, read};
use crate::answers::ANSWERS;
use crate::rubric::{self, Lost};

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// Right.
    Passed,
    /// Wrong.
    Lost(Lost),
    /// The answer panicked, with this message.
    Panicked(String),
    /// The process ended without a verdict, in this way.
    Died(String),
    /// The answer had not returned at the time limit.
    TimedOut,
}

/// The program that runs one check, and for how long it may.
#[derive(Clone, Debug)]
pub struct Program {
    /// `grade` itself.
    pub path: PathBuf,
    /// The time one check may take.
    pub limit: Duration,
}

/// How much of what an answer prints is kept: the end of it.
const KEPT: usize = 2000;

/// How much memory an answer may have: what never returns may never stop asking for more. Other
/// systems may refuse such a limit.
#[cfg(target_os = "linux")]
const MOST_BYTES: u64 = 2 << 30;

impl Program {
    /// The running program.
    ///
    /// # Errors
    /// A system that does not say where it is.
    pub fn this(limit: Duration) -> Result<Program> {
        let path = env::current_exe().map_err(Error::io("find", "this program"))?;
        Ok(Program { path, limit })
    }

    /// Runs the check with this number, and gives what became of it and the end of what it printed.
    ///
    /// # Errors
    /// A process that cannot be started, a verdict that cannot be read.
    pub fn run(&self, number: &str) -> Result<(Outcome, String)> {
        // The verdict comes through a file, so that nothing an answer prints can be part of it.
        let folder = tempfile::tempdir().map_err(Error::io("make", env::temp_dir()))?;
        let verdict = folder.path().join("verdict.json");
        let mut process = Command::new(&self.path)
            .args(["--check", number, "--verdict"])
            .arg(&verdict)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(Error::io("start", &self.path))?;
        let printed = [keep_end(process.stdout.take()), keep_end(process.stderr.take())];

        let start = Instant::now();
        let status = loop {
            match process.try_wait().map_err(Error::io("wait for", &self.path))? {
                Some(status) => break Some(status),
                None if start.elapsed() > self.limit => {
                    process.kill().map_err(Error::io("stop", &self.path))?;
                    process.wait().map_err(Error::io("wait for", &self.path))?;
                    break None;
                }
                None => thread::sleep(Duration::from_millis(2)),
            }
        };
        let printed = printed.map(Printed::text).concat();
        let outcome = match status {
            None => Outcome::TimedOut,
            Some(status) if !verdict.exists() => Outcome::Died(ending(status, &printed)),
            Some(_) => read(&verdict)?,
        };
        Ok((outcome, printed))
    }
}

/// The other side: runs one check of this project's answers and writes what became of it.
///
/// # Errors
/// There is no such check, or the verdict cannot be written.
pub fn child(number: &str, verdict: &Path) -> Result<()> {
    let check = rubric::find(number).ok_or_else(|| Error::NoCheck(number.to_owned()))?;
    #[cfg(target_os = "linux")]
    rlimit::Resource::AS.set(MOST_BYTES, MOST_BYTES).map_err(Error::io("limit", "the memory"))?;
    let outcome = match panic::catch_unwind(|| check.run(&ANSWERS)) {
        Ok(None) => Outcome::Passed,
        Ok(Some(lost)) => Outcome::Lost(lost),
        Err(payload) => Outcome::Panicked(panic_message(payload.as_ref())),
    };
    let text = serde_json::to_string(&outcome).expect("an outcome is plain data");
    fs::write(verdict, text).map_err(Error::io("write", verdict))
}

/// What a panic says.
pub fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

/// How a process ended that gave no verdict.
fn ending(status: ExitStatus, printed: &str) -> String {
    if printed.contains("has overflowed its stack") {
        return "stack overflow".to_owned();
    }
    if printed.contains("memory allocation of") {
        return "out of memory".to_owned();
    }
    status.to_string()
}

/// The end of what is printed into a pipe, read by a thread of its own.
struct Printed {
    end: Arc<Mutex<Vec<u8>>>,
    reader: thread::JoinHandle<()>,
}

fn keep_end(pipe: Option<impl Read + Send + 'static>) -> Printed {
    let end = Arc::new(Mutex::new(vec![]));
    let kept = Arc::clone(&end);
    let reader = thread::spawn(move || {
        let mut pipe = pipe.expect("the pipe was asked for");
        let mut chunk = [0; 8192];
        while let Ok(n @ 1..) = pipe.read(&mut chunk) {
            let mut end = kept.lock().expect("no thread panics with it");
            end.extend_from_slice(&chunk[..n]);
            let excess = end.len().saturating_sub(KEPT);
            end.drain(..excess);
        }
    });
    Printed { end, reader }
}

impl Printed {
    /// What was printed when the process had ended. A process that the answer started may hold the
    /// pipe open for longer: it is not waited for.
    fn text(self) -> String {
        let end = Instant::now() + Duration::from_millis(200);
        while !self.reader.is_finished() && Instant::now() < end {
            thread::sleep(Duration::from_millis(1));
        }
        let bytes = self.end.lock().expect("no thread panics with it");
        // A terminal's escape sequences are not for a report.
        let text = String::from_utf8_lossy(&bytes);
        text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
    }
}
