//! Brings libtorch into `.libtorch/` and tells cargo where it is.
//!
//! A folder named `.libtorch` is always a finished one: pip fills `.libtorch.partial`, which is
//! renamed at the end. One set-up works at a time; the others wait for its lock.

use std::env::consts::{ARCH, OS};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use ma6202_language::{Action, Language, Say, say};

use crate::error::{Error, PipFailure, Result, last_line};
use crate::own::Source;
use crate::version::TORCH_VERSION;
use crate::wheels::{self, Set, WHEEL_PYTHON};

/// Inside the fetched folder: what pip was asked for.
const RECEIPT: &str = "wheels.txt";

/// What `.cargo/config.toml` includes. Cargo reads the path from the folder that holds `.cargo`.
const CONFIG: &str = "# Written by `cargo xtask libtorch`.\n\
    [env]\nLIBTORCH = { value = \".libtorch/torch\", relative = true }\n";

/// Makes sure that there is a libtorch to build with, and says which. `free` replaces a measurement
/// of the free space.
///
/// # Errors
/// An own libtorch that will not do, or none that can be fetched.
pub fn set_up(
    root: &Path,
    free: Option<u64>,
    ask_for_cuda: bool,
    language: Language,
) -> Result<Source> {
    let source = Source::from_environment(&root.join(".libtorch/torch"));
    source.check()?;
    if let Source::Fetched { .. } = source {
        let wanted = Set::wanted(ask_for_cuda, wheels::driver_is_present());
        if !(is_fetched(root, wanted) && is_configured(root)) {
            let lock = lock(root, language)?;
            // The one who held the lock before may have done it.
            if !is_fetched(root, wanted) {
                fetch(root, wanted, free, &lock, language)?;
            }
            configure(root)?;
        }
    }
    Ok(source)
}

fn is_fetched(root: &Path, wanted: Set) -> bool {
    let receipt = fs::read_to_string(root.join(".libtorch").join(RECEIPT)).unwrap_or_default();
    wanted.satisfied_by().iter().any(|set| set.receipt(OS) == receipt)
}

fn is_configured(root: &Path) -> bool {
    fs::read_to_string(root.join(".cargo/libtorch.toml")).is_ok_and(|text| text == CONFIG)
}

fn configure(root: &Path) -> Result<()> {
    let path = root.join(".cargo/libtorch.toml");
    let partial = root.join(".cargo/libtorch.toml.partial");
    fs::write(&partial, CONFIG).map_err(Error::io(Action::Write, &partial))?;
    fs::rename(&partial, &path).map_err(Error::io(Action::Write, &path))
}

fn lock(root: &Path, language: Language) -> Result<File> {
    let path = root.join(".libtorch.lock");
    let file = File::create(&path).map_err(Error::io(Action::Make, &path))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            let told = language.pick(
                "Se espera a que termine otra instalación de libtorch",
                "Waiting for another set-up of libtorch to end",
            );
            eprintln!("{told}");
        }
        Err(TryLockError::Error(error)) => return Err(Error::io(Action::Lock, &path)(error)),
    }
    file.lock().map_err(Error::io(Action::Lock, &path))?;
    Ok(file)
}

fn fetch(root: &Path, set: Set, free: Option<u64>, lock: &File, language: Language) -> Result<()> {
    wheels::check_platform(OS, ARCH, set)?;
    check_pip()?;
    let partial = root.join(".libtorch.partial");
    let replaced = root.join(".libtorch.replaced");
    // What an interrupted set-up left.
    remove(&partial)?;
    remove(&replaced)?;
    let free = free.map_or_else(|| fs4::available_space(root), Ok);
    let free = free.map_err(Error::io(Action::Measure, root))?;
    wheels::check_room(set, free, root)?;

    let told = say!(
        language,
        "Se trae libtorch {TORCH_VERSION} a .libtorch: {}",
        "Fetching libtorch {TORCH_VERSION} into .libtorch: {}",
        set.say(language)
    );
    eprintln!("{told}");
    let done = fill(&partial, set, lock);
    if done.is_err() {
        remove(&partial)?;
        return done;
    }
    let finished = root.join(".libtorch");
    if finished.exists() {
        fs::rename(&finished, &replaced).map_err(Error::io(Action::Replace, &finished))?;
    }
    fs::rename(&partial, &finished).map_err(Error::io(Action::Make, &finished))?;
    remove(&replaced)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io(Action::Remove, folder)(error))
        }
        _ => Ok(()),
    }
}

fn check_pip() -> Result<()> {
    let answer = Command::new("python3").args(["-m", "pip", "--version"]).output();
    let answer = answer.map_err(|_| Error::NoPython)?;
    if answer.status.success() {
        return Ok(());
    }
    // Debian splits pip from Python and forbids ensurepip.
    let debian = Path::new("/etc/debian_version").exists();
    let mend = if debian { "sudo apt install python3-pip" } else { "python3 -m ensurepip --user" };
    Err(Error::NoPip { reason: last_line(&answer.stderr), mend })
}

/// Has pip unpack the wheels into `partial`, and writes the receipt.
fn fill(partial: &Path, set: Set, lock: &File) -> Result<()> {
    // pip unpacks into its temporary folder first: on the same disk it then only renames, and a
    // small /tmp does not matter.
    let temporary = partial.join("tmp");
    fs::create_dir_all(&temporary).map_err(Error::io(Action::Make, &temporary))?;
    let shared_lock = lock.try_clone().map_err(Error::io(Action::ShareLock, partial))?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-compile"])
        .args(["--only-binary=:all:", "--python-version", WHEEL_PYTHON])
        .arg("--ignore-requires-python")
        .args(set.pip_arguments(OS))
        .arg("--target")
        .arg(partial)
        .env("TMPDIR", &temporary)
        // These two habits, set for a whole account, contradict --target.
        .env("PIP_USER", "0")
        .env("PIP_REQUIRE_VIRTUALENV", "0")
        .env("PIP_ROOT_USER_ACTION", "ignore")
        // pip holds the lock too: should xtask be killed, the next one waits for pip to end.
        .stdin(shared_lock)
        // Standard output belongs to the exercise that will run next.
        .stdout(io::stderr());
    call_pip(pip)?;
    remove(&temporary)?;
    let receipt = partial.join(RECEIPT);
    fs::write(&receipt, set.receipt(OS)).map_err(Error::io(Action::Write, &receipt))
}

/// Runs pip in sight of the user, and keeps its complaints to explain a failure.
fn call_pip(mut pip: Command) -> Result<()> {
    let mut child = pip.stderr(Stdio::piped()).spawn().map_err(|_| Error::NoPython)?;
    let mut complaints = String::new();
    for line in child.stderr.take().into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n')) {
        let line = line.map_err(Error::io(Action::Read, Path::new("pip")))?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        complaints.push_str(&line);
        complaints.push('\n');
    }
    let status = child.wait().map_err(Error::io(Action::WaitFor, Path::new("pip")))?;
    if status.success() { Ok(()) } else { Err(Error::Pip(PipFailure::from_output(&complaints))) }
}
