use crate::Result;

/// Starts this program again with libtorch, if so far it has only stubs of it. Whoever has it
/// already, as tests do, goes on.
///
/// Programs start with stubs so that `--help` does not wait for libtorch; `build.rs` makes them,
/// and says why. So this comes before anything is asked of torch, and before anything is printed or
/// written, for the program runs from its beginning once more, with the same options.
///
/// # Errors
/// A system that does not say what is loaded, or does not load libtorch.
pub fn start_with_torch() -> Result<()> {
    #[cfg(target_os = "linux")]
    linux::start_with_torch()?;
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use crate::{Error, Result};
    use std::io::ErrorKind;
    use std::os::unix::process::CommandExt;
    use std::path::PathBuf;
    use std::process::Command;
    use std::{env, fs};

    /// In the path of every stub.
    const STUBS: &str = "/libtorch-stubs/";
    /// The files that this process has loaded, and more.
    const LOADED: &str = "/proc/self/maps";
    /// Where libraries are looked for before the run path of a program.
    const FIRST: &str = "LD_LIBRARY_PATH";

    pub fn start_with_torch() -> Result<()> {
        let loaded =
            fs::read(LOADED).map_err(|source| Error::Io { path: LOADED.into(), source })?;
        if !String::from_utf8_lossy(&loaded).contains(STUBS) {
            return Ok(());
        }
        let libtorch = PathBuf::from(env!("MA6202_LIBTORCH"));
        let failed = |source| Error::Io { path: libtorch.clone(), source };
        let asked = env::var_os(FIRST).unwrap_or_default();
        let mut folders: Vec<_> =
            env::split_paths(&asked).filter(|path| !path.as_os_str().is_empty()).collect();
        // This is the program started again; it would start itself for ever.
        if folders.first() == Some(&libtorch) {
            return Err(failed(ErrorKind::NotFound.into()));
        }
        folders.insert(0, libtorch.clone());
        let folders = env::join_paths(folders);
        let folders = folders.map_err(|_| failed(ErrorKind::InvalidFilename.into()))?;
        let mut program = Command::new(env::current_exe().map_err(failed)?);
        let mut arguments = env::args_os();
        // By the name it was started by, too: one file may hold several programs.
        if let Some(name) = arguments.next() {
            program.arg0(name);
        }
        // It returns only if that program does not start.
        Err(failed(program.args(arguments).env(FIRST, folders).exec()))
    }
}
