//! The submission's program: it gets inputs, and gives back what its answers give.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use ma6202_language::Action;
use serde::Deserialize;
use serde_json::json;

use crate::confine::{self, Bounds, Group};
use crate::error::{Error, Result};
use crate::sandbox::Sandbox;
use crate::text::{Said, Text, is_order, text};
use crate::value::Value;

/// A submission that was built, and how it may run.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its program.
    pub path: PathBuf,
    /// What starts it within bounds: a program of ours.
    pub launcher: PathBuf,
    /// How long one call of an answer may take; three of them are the most for a check.
    pub limit: Duration,
    /// As whom it runs where the grader is root.
    pub user: u32,
    /// Without a network, with nothing to write to.
    pub sandbox: Option<Sandbox>,
    /// What it finds in its environment, and nothing else.
    pub environment: Vec<(&'static str, String)>,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// It gave this.
    Value(Value),
    /// It panicked, with this message; where, if in a file of answers.
    Panicked(String),
    /// The process ended, in this way, or sent something that is no reply.
    Died(Said),
    /// It had not returned at the time limit.
    TimedOut,
}

/// How much memory an answer may have: what never returns may never stop asking for more.
const MOST_BYTES: u64 = 2 << 30;

/// How much of what an answer prints is kept: the end of it.
const KEPT: usize = 2000;

/// How much an answer may print before nobody listens any more.
const MOST_PRINTED: usize = 32 << 20;

/// How long a reply may be.
const MOST_REPLIED: usize = 1 << 20;

impl Program {
    /// Calls the answer with each of the inputs, and gives the replies, up to the first after which
    /// nothing comes any more, and the end of what was printed.
    ///
    /// # Errors
    /// The process cannot be started.
    pub fn call<'a>(
        &self,
        answer: &str,
        inputs: impl IntoIterator<Item = &'a serde_json::Value>,
    ) -> Result<(Vec<Reply>, String)> {
        let mut process = Running::start(self)?;
        let end = Instant::now() + 3 * self.limit;
        let mut replies = vec![];
        for (k, inputs) in inputs.into_iter().enumerate() {
            let nonce = format!("{}-{k}", process.token);
            let request = json!([nonce, answer, inputs]);
            let limit = self.limit.min(end.saturating_duration_since(Instant::now()));
            let reply = process.ask(&nonce, format!("{request}\n"), limit);
            let is_last = matches!(reply, Reply::Died(_) | Reply::TimedOut);
            replies.push(reply);
            if is_last {
                break;
            }
        }
        // Without more requests it ends.
        process.requests = None;
        Ok((replies, process.printed()))
    }
}

/// A running program of a submission.
struct Running {
    group: Group,
    /// What its replies begin with, which nobody can know before.
    token: String,
    /// Until it has had its last.
    requests: Option<Sender<String>>,
    replies: Receiver<String>,
    printed: [Arc<Mutex<Vec<u8>>>; 2],
    readers: Vec<thread::JoinHandle<()>>,
}

impl Running {
    fn start(program: &Program) -> Result<Running> {
        let bounds = Bounds {
            memory: MOST_BYTES,
            seconds: 3 * program.limit.as_secs() + 5,
            user: Some(program.user),
        };
        let folder = program.path.parent().unwrap_or(Path::new("/"));
        let mut command = confine::command(&program.launcher, &program.path, bounds);
        if let Some(sandbox) = &program.sandbox {
            command = sandbox.around(&command, folder, &[]);
        }
        command
            .current_dir(folder)
            .env_clear()
            .envs(program.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut group =
            Group::start(&mut command).map_err(Error::io(Action::Start, &program.path))?;
        let process = group.process();
        let pipes = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
            unreachable!("all three were asked for");
        };
        let (requests, to_send) = mpsc::channel::<String>();
        // In a thread of its own: a program that reads nothing must not stop us.
        thread::spawn(move || {
            let send = |request: String| stdin.write_all(request.as_bytes());
            to_send.into_iter().try_for_each(send)
        });
        let token = token();
        let (send, replies) = mpsc::sync_channel(16);
        let printed = [Arc::default(), Arc::default()];
        let readers = vec![
            listen(stdout, Some((token.clone(), send)), Arc::clone(&printed[0])),
            listen(stderr, None, Arc::clone(&printed[1])),
        ];
        Ok(Running { group, token, requests: Some(requests), replies, printed, readers })
    }

    fn ask(&mut self, nonce: &str, request: String, limit: Duration) -> Reply {
        let end = Instant::now() + limit;
        // If nobody takes it there will be no reply either.
        let _ = self.requests.as_ref().map(|requests| requests.send(request));
        let mut ended = None;
        loop {
            let wait = Duration::from_millis(20).min(end.saturating_duration_since(Instant::now()));
            match self.replies.recv_timeout(wait) {
                Ok(line) => match line.strip_prefix(nonce) {
                    Some(reply) => return read(reply),
                    None => return Reply::Died(NO_REPLY.into()),
                },
                Err(RecvTimeoutError::Timeout) if ended.is_none() && Instant::now() < end => {
                    // What it started may hold the pipe open: it is not waited for. But what is in
                    // the pipe is read.
                    ended = self.group.process().try_wait().ok().flatten();
                }
                Err(RecvTimeoutError::Timeout) if ended.is_none() => return Reply::TimedOut,
                Err(_) => {
                    let status = ended.or_else(|| self.wait(Duration::from_millis(500)));
                    return Reply::Died(ending(status, &self.printed()));
                }
            }
        }
    }

    fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Ok(Some(status)) = self.group.process().try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(1));
        }
        None
    }

    /// The end of what was printed until now.
    fn printed(&self) -> String {
        let end = Instant::now() + Duration::from_millis(20);
        while !self.readers.iter().all(|reader| reader.is_finished()) && Instant::now() < end {
            thread::sleep(Duration::from_millis(1));
        }
        let texts = self.printed.iter().map(|printed| {
            let bytes = printed.lock().expect("no thread panics with it");
            plain(&String::from_utf8_lossy(&bytes))
        });
        texts.collect()
    }
}

/// The text without what only a terminal understands.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            // A sequence ends with its first letter.
            '\u{1b}' => _ = characters.find(char::is_ascii_alphabetic),
            '\n' => plain.push('\n'),
            _ if is_order(c) => {}
            _ => plain.push(c),
        }
    }
    plain
}

/// What nobody can guess: the system's random numbers, by the standard library's hash maps.
fn token() -> String {
    use std::hash::{BuildHasher, Hasher, RandomState};

    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// What a reply holds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Value { value: Value },
    Panic { panic: String, at: String },
}

fn read(reply: &str) -> Reply {
    match serde_json::from_str(reply) {
        Ok(Content::Value { value }) => Reply::Value(value),
        Ok(Content::Panic { panic, at }) => {
            let message: String = plain(&panic).chars().take(300).collect();
            Reply::Panicked(match at.strip_prefix("src/answers/") {
                Some(place) => format!("{place}: {message}"),
                None => message,
            })
        }
        Err(_) => Reply::Died(NO_REPLY.into()),
    }
}

const NO_REPLY: Text = text("una respuesta que no lo es", "a reply that is none");

/// How a process ended that gave no reply.
fn ending(status: Option<ExitStatus>, printed: &str) -> Said {
    if printed.contains("has overflowed its stack") {
        return text("desborde de la pila", "stack overflow").into();
    }
    if printed.contains("memory allocation of") {
        return text("se acabó la memoria", "out of memory").into();
    }
    let Some(status) = status else { return text("sin respuesta", "no reply").into() };
    let en = status.to_string();
    let es = en.replace("exit status:", "estado de salida").replace("signal:", "señal");
    Said::new(es.replace("core dumped", "con volcado de memoria"), en)
}

/// Reads a pipe in a thread: lines that begin with the token are replies, the end of all others is
/// kept.
fn listen(
    mut pipe: impl Read + Send + 'static,
    replies: Option<(String, SyncSender<String>)>,
    kept: Arc<Mutex<Vec<u8>>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let (mut line, mut chunk, mut total) = (vec![], vec![0; 1 << 16], 0);
        // A line that is too long for a reply is not gathered.
        let mut too_long = false;
        let keep = |bytes: &[u8]| {
            let mut kept = kept.lock().expect("no thread panics with it");
            kept.extend_from_slice(bytes);
            let excess = kept.len().saturating_sub(KEPT);
            kept.drain(..excess);
        };
        while let Ok(n @ 1..) = pipe.read(&mut chunk) {
            total += n;
            for part in chunk[..n].split_inclusive(|byte| *byte == b'\n') {
                line.extend_from_slice(part);
                let is_whole = line.ends_with(b"\n");
                match &replies {
                    Some((token, send))
                        if is_whole && !too_long && line.starts_with(token.as_bytes()) =>
                    {
                        if send.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                            return;
                        }
                    }
                    Some(_) if !is_whole && line.len() <= MOST_REPLIED => continue,
                    _ => keep(&line),
                }
                too_long = !is_whole;
                line.clear();
            }
            if total > MOST_PRINTED {
                keep(b"\n(...)\n");
                return;
            }
        }
        keep(&line);
    })
}
