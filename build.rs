//! Writes the folder of libtorch into every program and test as its run path, so that they start
//! from any folder without `LD_LIBRARY_PATH`; and into programs, before it, a folder of stubs.
//!
//! To load libtorch takes a quarter of a second: it enters its thousands of operations into tables,
//! and takes them out again at the end. Who asks for `--help` should not wait for that. So a
//! program starts with stubs: libraries by the same file names that define torch's names, and do
//! nothing. When it knows that torch will be asked, it starts itself again, with libtorch:
//! `start_with_torch` in `src/oracle/torch/start.rs`. Tests and benchmarks start with libtorch.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

/// The packages whose programs call `start_with_torch`.
const PACKAGES: [&str; 3] = ["ma6202-exercises", "ma6202-lane", "ma6202-notes"];

/// What a program may be linked with; the last only by linkers that keep what brings CUDA along.
const LIBRARIES: [&str; 3] = ["libtorch_cpu.so", "libc10.so", "libtorch.so"];

/// Its namespaces as they are written in the names of a library. Others that it brings along,
/// those of the C++ standard library above all, must not be taken from a stub.
const NAMESPACES: [&str; 4] = ["2at", "3c10", "5torch", "6caffe2"];

/// What every name of a stub stands for.
const STUB: &str = r#"
#include <stdlib.h>
#include <unistd.h>
static void not_loaded(void) {
    static const char why[] = "torch was asked before ma6202::oracle::start_with_torch\n";
    if (write(2, why, sizeof why - 1)) {}
    abort();
}
void (*const used)(void) = not_loaded;
__asm__(".include \"names.s\"");
"#;

pub fn main() {
    // No path of this package decides.
    println!("cargo::rerun-if-env-changed=DEP_TCH_LIBTORCH_LIB");
    // Comes from the build script of torch-sys (`links = "tch"`), which is silent on Windows: there
    // is no run path there.
    let Ok(folder) = env::var("DEP_TCH_LIBTORCH_LIB") else { return };
    let told = |name| env::var(name).unwrap_or_default();
    let target = [told("CARGO_CFG_TARGET_OS"), told("CARGO_CFG_TARGET_ARCH")];
    if PACKAGES.contains(&&*told("CARGO_PKG_NAME")) && target == ["linux", "x86_64"] {
        let stubs = Path::new(&told("OUT_DIR")).join("libtorch-stubs");
        match write_stubs(Path::new(&folder), &stubs) {
            // Before the folder of libtorch, for the first that is found is taken.
            Ok(()) => println!("cargo::rustc-link-arg-bins=-Wl,-rpath,{}", stubs.display()),
            // The programs then load libtorch at once, as on other systems.
            Err(error) => println!("cargo::warning=no stubs of libtorch: {error}"),
        }
    }
    println!("cargo::rustc-link-arg=-Wl,-rpath,{folder}");
    println!("cargo::rustc-env=MA6202_LIBTORCH={folder}");
}

fn write_stubs(libtorch: &Path, stubs: &Path) -> io::Result<()> {
    if stubs.exists() {
        fs::remove_dir_all(stubs)?;
    }
    fs::create_dir(stubs)?;
    for library in LIBRARIES {
        let real = libtorch.join(library);
        println!("cargo::rerun-if-changed={}", real.display());
        let mut names = String::new();
        for name in defined(&real)? {
            let _ = writeln!(names, ".globl \"{name}\"\n.set \"{name}\", not_loaded");
        }
        fs::write(stubs.join("names.s"), names)?;
        fs::write(stubs.join("stub.c"), STUB)?;
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-o", library, &format!("-Wl,-soname,{library}")]);
        said(compiler.arg("stub.c").current_dir(stubs))?;
    }
    fs::remove_file(stubs.join("names.s"))
}

/// What a library of torch defines for others.
fn defined(library: &Path) -> io::Result<Vec<String>> {
    let mut nm = Command::new("nm");
    let lines = said(nm.args(["--dynamic", "--defined-only", "--format=posix"]).arg(library))?;
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    let names = names.filter(|name| NAMESPACES.iter().any(|space| name.contains(space)));
    Ok(names.map(str::to_owned).collect())
}

/// What a command prints.
fn said(command: &mut Command) -> io::Result<String> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let name = command.get_program().to_string_lossy();
            let errors = String::from_utf8_lossy(&output.stderr);
            Err(io::Error::other(format!("{name}: {}", errors.lines().next().unwrap_or_default())))
        }
    }
}
