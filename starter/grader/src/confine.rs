//! Programs that are not trusted: with bounds, and with nothing of them left when they are done.
//!
//! On Linux a submission has bounds for memory, processor time, processes and threads; it reads
//! nothing but the system's programs and libraries and writes nothing, it has no network and sends
//! no signal to others, as far as the kernel has Landlock; where the grader is root it runs as a
//! user without rights; and whatever it started ends with it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs, io};

/// The bounds of a program. Systems other than Linux may not keep all of them.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes that one process may ask for.
    pub memory: u64,
    /// Seconds of processor time of one process.
    pub seconds: u64,
    /// As whom it runs where this process is root, if it is a submission's: then it may have few
    /// processes, threads and files, too.
    pub user: Option<u32>,
}

/// The first argument by which a program of ours knows that it is to start another.
const LAUNCH: &str = "--launch";

/// The processes that one user may have beside those he has already.
#[cfg(target_os = "linux")]
const MOST_PROCESSES: u64 = 128;

/// Bytes that may be written into one file: by the compiler, and by a submission.
#[cfg(unix)]
const MOST_WRITTEN: [u64; 2] = [256 << 20, 16 << 20];

/// Whose rights a submission has if it would have those of root. Those that run at the same time
/// have each a number of their own, down from this one.
pub const NOBODY: u32 = 65_534;

/// A command that sets the bounds, and becomes the program. `launcher` is a program that calls
/// [`launch_if_asked`].
pub fn command(launcher: &Path, program: &Path, bounds: Bounds) -> Command {
    let mut command = Command::new(launcher);
    command
        .arg(LAUNCH)
        .arg(bounds.memory.to_string())
        .arg(bounds.seconds.to_string())
        .arg(bounds.user.map_or("ours".to_owned(), |user| user.to_string()))
        .arg(program);
    command
}

/// The first thing that `main` does: if this process is asked to start a program within bounds, it
/// becomes that program, or ends.
pub fn launch_if_asked() {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == LAUNCH) {
        let error = launch(arguments).unwrap_or_else(|| io::Error::other("nothing to start"));
        eprintln!("error: {error}");
        std::process::exit(2);
    }
}

/// Why the program could not be started.
fn launch(mut arguments: impl Iterator<Item = OsString>) -> Option<io::Error> {
    let mut number = || arguments.next()?.to_str()?.parse::<u64>().ok();
    let (memory, seconds) = (number()?, number()?);
    let user = arguments.next()?.to_str()?.parse().ok();
    let mut command = Command::new(arguments.next()?);
    command.args(arguments);
    Some(become_program(&mut command, Bounds { memory, seconds, user }))
}

#[cfg(unix)]
fn become_program(command: &mut Command, bounds: Bounds) -> io::Error {
    use rlimit::Resource;
    use std::os::unix::process::CommandExt;

    let lower = |resource: Resource, most: u64| {
        // A bound that is lower already stays.
        let Ok((_, hard)) = resource.get() else { return };
        let _ = resource.set(most.min(hard), most.min(hard));
    };
    lower(Resource::AS, bounds.memory);
    lower(Resource::CPU, bounds.seconds);
    lower(Resource::CORE, 0);
    lower(Resource::FSIZE, MOST_WRITTEN[usize::from(bounds.user.is_some())]);
    if let Some(user) = bounds.user {
        lower(Resource::NOFILE, 64);
        #[cfg(target_os = "linux")]
        {
            if let Err(error) = shut_in(Path::new(command.get_program())) {
                return io::Error::other(error);
            }
            let is_root = rustix::process::geteuid().is_root();
            let of_user = if is_root { 0 } else { tasks(rustix::process::geteuid().as_raw()) };
            lower(Resource::NPROC, MOST_PROCESSES + of_user);
            if is_root {
                // Where there is nobody to become, as in some containers, it stays who it is.
                let _ = command.uid(user).gid(user).exec();
                let mut same = Command::new(command.get_program());
                same.args(command.get_args());
                return same.exec();
            }
        }
    }
    command.exec()
}

#[cfg(not(unix))]
fn become_program(command: &mut Command, _: Bounds) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

/// What a program needs of the system.
#[cfg(target_os = "linux")]
const SYSTEM: [&str; 9] =
    ["/usr", "/bin", "/lib", "/lib64", "/etc", "/proc", "/nix/store", "/gnu/store", "/dev/null"];

/// From now on this process sees that and the program only, as far as this kernel can do so.
///
/// <https://docs.kernel.org/userspace-api/landlock.html>
#[cfg(target_os = "linux")]
fn shut_in(program: &Path) -> Result<(), landlock::RulesetError> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, Scope,
        path_beneath_rules,
    };

    let abi = ABI::V6;
    Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?
        .create()?
        .add_rules(path_beneath_rules(SYSTEM, AccessFs::from_read(abi)))?
        .add_rules(path_beneath_rules([program], AccessFs::from_read(abi)))?
        .restrict_self()?;
    Ok(())
}

/// How many processes and threads a user has.
#[cfg(target_os = "linux")]
fn tasks(user: u32) -> u64 {
    use std::os::unix::fs::MetadataExt;

    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let own = processes.filter(|process| process.metadata().is_ok_and(|one| one.uid() == user));
    own.filter_map(|process| Some(fs::read_dir(process.path().join("task")).ok()?.count() as u64))
        .sum()
}

/// The processes that this one has started itself, and waits for.
static STARTED: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Ends what runs. Nothing is started any more.
pub fn stop() {
    let started = STARTED.lock().expect("no thread panics with it");
    STOPPED.store(true, Ordering::Relaxed);
    started.iter().for_each(|&id| kill_group(id));
}

/// Whether that was asked for.
pub fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

fn kill_group(id: u32) {
    #[cfg(unix)]
    if let Some(group) = rustix::process::Pid::from_raw(id as i32) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

/// A process that was started as the first of a group, which ends with it.
pub struct Group(Child);

impl Group {
    /// Starts it.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start(command: &mut Command) -> io::Result<Group> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut started = STARTED.lock().expect("no thread panics with it");
        if STOPPED.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let child = command.spawn()?;
        started.insert(child.id());
        Ok(Group(child))
    }

    /// The process itself.
    pub fn process(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        kill_group(self.0.id());
        let _ = self.0.kill();
        let _ = self.0.wait();
        STARTED.lock().expect("no thread panics with it").remove(&self.0.id());
    }
}

/// From now on, what a process of ours has started becomes a child of this process if its own
/// parent ends: [`sweep`] finds it, whatever group it has gone to. Linux only.
///
/// # Errors
/// The system refuses.
pub fn adopt_orphans() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    Ok(())
}

/// Ends what submissions have left running.
pub fn sweep() {
    #[cfg(target_os = "linux")]
    // Each that ends may leave others.
    for _ in 0..100 {
        let started = STARTED.lock().expect("no thread panics with it");
        let orphans: Vec<u32> =
            children().into_iter().filter(|child| !started.contains(child)).collect();
        if orphans.is_empty() {
            return;
        }
        for orphan in orphans {
            let Some(orphan) = rustix::process::Pid::from_raw(orphan as i32) else { continue };
            let _ = rustix::process::kill_process(orphan, rustix::process::Signal::KILL);
            let _ = rustix::process::waitpid(Some(orphan), rustix::process::WaitOptions::empty());
        }
    }
}

/// The children of this process.
#[cfg(target_os = "linux")]
fn children() -> Vec<u32> {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children")).ok();
    let lists: Vec<String> = threads.filter_map(of).collect();
    lists.iter().flat_map(|list| list.split_whitespace()).filter_map(|id| id.parse().ok()).collect()
}
