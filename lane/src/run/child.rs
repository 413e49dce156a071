//! A process with a time limit. What it says goes into logs, so that nothing of it is lost.

use super::milliseconds;
use crate::error::{Error, Result};
use crate::io;
use crate::record::PartOutcome;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where the logs are, and when everything must have ended.
pub struct Children {
    pub folder: PathBuf,
    until: Instant,
}

/// What a process said, and how it ended.
pub struct Ended {
    pub how: How,
    /// To the millisecond.
    pub seconds: f64,
    pub out: String,
    pub err: String,
}

/// How a process ended.
pub enum How {
    /// By itself.
    Status(ExitStatus),
    /// It was stopped, for its time was over.
    Stopped,
    /// It could not be started, or a log of it not be written.
    NotStarted(Error),
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

    /// Runs a process to its end or until then: its output is added to `part`.log, its errors to
    /// errors.log. `None` if no time is left.
    pub fn run(&self, part: &str, command: &mut Command, until: Instant) -> Option<Ended> {
        let start = Instant::now();
        let limit = until.checked_duration_since(start).filter(|limit| !limit.is_zero())?;
        let ended = self.log(part, command, limit);
        let (how, out, err) =
            ended.unwrap_or_else(|why| (How::NotStarted(why), String::new(), String::new()));
        Some(Ended { how, seconds: milliseconds(start.elapsed()), out, err })
    }

    /// How it ended, what it said and what it complained of.
    fn log(
        &self,
        part: &str,
        command: &mut Command,
        limit: Duration,
    ) -> Result<(How, String, String)> {
        let out = Log::open(self.folder.join(format!("{part}.log")))?;
        let mut err = Log::open(self.folder.join("errors.log"))?;
        err.title(&format!("{part}: {command:?}"))?;
        let program = PathBuf::from(command.get_program());
        let mut child = command
            // A record is in English, whoever makes it. A shell warns of an LC_ALL that it does not
            // have.
            .env_remove("LC_ALL")
            .env("LC_MESSAGES", "en_US.UTF-8")
            .stdin(Stdio::null())
            .stdout(out.handle()?)
            .stderr(err.handle()?)
            .spawn()
            .map_err(io(&program))?;
        let status = wait(&mut child, limit).map_err(io(&program))?;
        Ok((status.map_or(How::Stopped, How::Status), out.added()?, err.added()?))
    }
}

/// How it ended by itself; `None` if it had to be stopped.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

impl Ended {
    /// Passed if it says so with its exit status; why not, by the end of its own words.
    pub fn outcome(&self) -> PartOutcome {
        match &self.how {
            How::Stopped => PartOutcome::TooLong,
            How::Status(status) if status.success() => PartOutcome::Passed,
            How::Status(status) => {
                PartOutcome::Failed(format!("{status}; {}", last_words(&self.err)))
            }
            How::NotStarted(error) => PartOutcome::Failed(error.to_string()),
        }
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
            children.run("part", &mut shell(script), children.until(LONG)).expect("there is time")
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
        let ended = children.run("part", &mut endless, until).expect("there is time");
        assert_eq!((ended.out.as_str(), ended.outcome()), ("begun\n", PartOutcome::TooLong));
        assert!((0.3..60.0).contains(&ended.seconds), "{}", ended.seconds);
        // No time is left now.
        assert!(children.run("part", &mut shell("true"), until).is_none());
    }

    #[test]
    fn no_part_goes_beyond_the_end_of_everything() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), Duration::ZERO).unwrap();
        let until = children.until(LONG);
        assert!(children.run("part", &mut shell("true"), until).is_none());
    }

    #[test]
    fn a_program_that_cannot_be_started_is_a_failure_that_names_it() {
        let folder = tempdir().unwrap();
        let children = Children::new(folder.path(), LONG).unwrap();
        let mut missing = Command::new("/no/such/program");
        let ended =
            children.run("part", &mut missing, children.until(LONG)).expect("there is time");
        let PartOutcome::Failed(said) = ended.outcome() else { panic!() };
        assert!(said.contains("/no/such/program"), "{said}");
    }

    #[test]
    fn the_end_of_many_words_is_kept() {
        assert_eq!(last_words(" \n\n"), "it said nothing");
        assert_eq!(last_words("1\n2\n3\n\n4\n5\n"), "2 / 3 / 4 / 5");
        let long = last_words(&"é".repeat(2000));
        assert_eq!(long.chars().count(), 600);
    }
}
