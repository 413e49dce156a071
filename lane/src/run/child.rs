//! A process with a time limit. What it says goes into logs, so that nothing of it is lost.

use crate::io;
use crate::record::PartOutcome;
use ma6202::Result;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use wait_timeout::ChildExt;

/// Where the logs are, and when everything must have ended.
pub struct Children {
    folder: PathBuf,
    until: Instant,
}

/// How a process ended, and what it said.
pub struct Ended {
    /// `None` if it was stopped because its time was over.
    pub status: Option<ExitStatus>,
    pub seconds: f64,
    pub out: String,
    pub err: String,
}

impl Children {
    pub fn new(folder: &Path, whole: Duration) -> Result<Children> {
        fs::create_dir_all(folder).map_err(io(folder))?;
        Ok(Children { folder: folder.to_owned(), until: Instant::now() + whole })
    }

    /// This moment and so much time, but not beyond the end of everything.
    pub fn until(&self, limit: Duration) -> Instant {
        (Instant::now() + limit).min(self.until)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs a process to its end or until then: its output is added to `part`.log, its errors to
    /// errors.log. `None` if no time is left.
    ///
    /// # Errors
    /// It cannot be started, a log cannot be written.
    pub fn run(&self, part: &str, command: &mut Command, until: Instant) -> Result<Option<Ended>> {
        let start = Instant::now();
        let Some(limit) = until.checked_duration_since(start).filter(|limit| !limit.is_zero())
        else {
            return Ok(None);
        };
        let out = Log::open(self.folder.join(format!("{part}.log")))?;
        let mut err = Log::open(self.folder.join("errors.log"))?;
        err.title(&format!("{part}: {command:?}"))?;
        let program = PathBuf::from(command.get_program());
        let mut child = command
            .stdin(Stdio::null())
            .stdout(out.handle()?)
            .stderr(err.handle()?)
            .spawn()
            .map_err(io(&program))?;
        let mut status = child.wait_timeout(limit).map_err(io(&program))?;
        if status.is_none() {
            child.kill().map_err(io(&program))?;
            // It may have ended by itself just now.
            let ended = child.wait().map_err(io(&program))?;
            status = Some(ended).filter(ExitStatus::success);
        }
        let seconds = start.elapsed().as_secs_f64();
        Ok(Some(Ended { status, seconds, out: out.added()?, err: err.added()? }))
    }
}

impl Ended {
    /// Passed if it says so with its exit status; why not, by the end of its own words.
    pub fn outcome(&self) -> PartOutcome {
        match self.status {
            None => PartOutcome::TooLong,
            Some(status) if status.success() => PartOutcome::Passed,
            Some(status) => {
                let said = last_words(&self.err);
                PartOutcome::Failed(format!("{status}; {said}"))
            }
        }
    }

    /// Milliseconds are enough.
    pub fn seconds(&self) -> f64 {
        (self.seconds * 1e3).round() / 1e3
    }
}

/// The last lines that say something, of which a record can bear so many characters.
pub fn last_words(text: &str) -> String {
    const MOST: usize = 600;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let end = lines[lines.len().saturating_sub(4)..].join(" / ");
    let excess = end.chars().count().saturating_sub(MOST);
    if end.is_empty() { "it said nothing".into() } else { end.chars().skip(excess).collect() }
}

/// A file that grows, and where it ended before.
struct Log {
    path: PathBuf,
    file: File,
    before: u64,
}

impl Log {
    fn open(path: PathBuf) -> Result<Log> {
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let file = file.map_err(io(&path))?;
        let before = file.metadata().map_err(io(&path))?.len();
        Ok(Log { path, file, before })
    }

    fn title(&mut self, title: &str) -> Result<()> {
        writeln!(self.file, "== {title}").map_err(io(&self.path))?;
        self.before = self.file.metadata().map_err(io(&self.path))?.len();
        Ok(())
    }

    fn handle(&self) -> Result<File> {
        self.file.try_clone().map_err(io(&self.path))
    }

    /// What has been added since.
    fn added(&self) -> Result<String> {
        let bytes = fs::read(&self.path).map_err(io(&self.path))?;
        let before = usize::try_from(self.before).unwrap_or(usize::MAX).min(bytes.len());
        Ok(String::from_utf8_lossy(&bytes[before..]).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn what_a_process_says_is_read_and_added_to_the_logs() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), LONG).unwrap();
        let run = |script: &str| {
            let ended = children.run("part", &mut shell(script), children.until(LONG));
            ended.unwrap().expect("there is time")
        };
        let ended = run("echo one; echo two >&2");
        assert_eq!((ended.out.as_str(), ended.err.as_str()), ("one\n", "two\n"));
        assert_eq!(ended.outcome(), PartOutcome::Passed);
        let ended = run("echo three; echo four >&2; exit 3");
        assert_eq!((ended.out.as_str(), ended.err.as_str()), ("three\n", "four\n"));
        assert_eq!(ended.outcome(), PartOutcome::Failed("exit status: 3; four".into()));
        let PartOutcome::Failed(said) = run("kill -SEGV $$").outcome() else { panic!() };
        assert!(said.contains("signal") && said.ends_with("it said nothing"), "{said}");
        let log = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(log("part.log"), "one\nthree\n");
        let errors = log("errors.log");
        assert!(errors.contains("two\n") && errors.contains("== part: \"sh\" \"-c\""), "{errors}");
    }

    #[test]
    fn what_takes_too_long_is_stopped_and_what_it_said_is_kept() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), LONG).unwrap();
        let until = children.until(Duration::from_millis(300));
        let mut endless = shell("echo begun; exec sleep 600");
        let ended = children.run("part", &mut endless, until).unwrap().expect("there is time");
        assert_eq!((ended.out.as_str(), ended.outcome()), ("begun\n", PartOutcome::TooLong));
        assert!(ended.seconds() >= 0.3 && ended.seconds() < 60.0, "{}", ended.seconds);
        // No time is left now.
        assert!(children.run("part", &mut shell("true"), until).unwrap().is_none());
    }

    #[test]
    fn no_part_goes_beyond_the_end_of_everything() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), Duration::ZERO).unwrap();
        let until = children.until(LONG);
        assert!(children.run("part", &mut shell("true"), until).unwrap().is_none());
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), LONG).unwrap();
        let mut missing = Command::new("/no/such/program");
        let error = children.run("part", &mut missing, children.until(LONG)).err().unwrap();
        assert!(error.to_string().contains("/no/such/program"), "{error}");
    }

    #[test]
    fn the_end_of_many_words_is_kept() {
        assert_eq!(last_words(" \n\n"), "it said nothing");
        assert_eq!(last_words("1\n2\n3\n\n4\n5\n"), "2 / 3 / 4 / 5");
        let long = last_words(&"é".repeat(2000));
        assert_eq!(long.chars().count(), 600);
    }
}
