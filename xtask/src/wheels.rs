//! Which Python wheels make a libtorch, and for which machines they exist.

use std::path::Path;

use ma6202_language::{Language, Say, say};

use crate::error::{Error, Result};

/// The wheels are chosen for this Python, whichever Python runs pip: only their C++ libraries are
/// used, so neither an older nor a newer Python need be turned away.
pub const WHEEL_PYTHON: &str = "3.11";

/// What is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The wheel of torch and the two small libraries that `libtorch_cpu` needs to start.
    Cpu,
    /// The wheel of torch and all that it depends on, CUDA's libraries above all.
    Cuda,
}

impl Set {
    /// CUDA where it was asked for, or where there is a driver to use it.
    pub fn wanted(asked_for_cuda: bool, driver: bool) -> Self {
        if asked_for_cuda || driver { Set::Cuda } else { Set::Cpu }
    }

    /// What pip is asked for. It is also the receipt that a finished set-up leaves.
    pub fn pip_arguments(self, os: &str) -> &'static [&'static str] {
        match self {
            Set::Cpu if os == "macos" => &["--no-deps", "torch==2.11.0"],
            Set::Cpu => &[
                "--no-deps",
                "torch==2.11.0",
                "nvidia-cuda-runtime==13.0.96",
                "nvidia-cuda-cupti==13.0.85",
            ],
            Set::Cuda => &["torch==2.11.0"],
        }
    }

    pub fn receipt(self, os: &str) -> String {
        self.pip_arguments(os).join(" ") + "\n"
    }

    /// The sets that will do where this one is wanted.
    pub fn satisfied_by(self) -> &'static [Set] {
        match self {
            Set::Cpu => &[Set::Cpu, Set::Cuda],
            Set::Cuda => &[Set::Cuda],
        }
    }

    /// Room on the disk, in bytes, for the wheels, pip's copies of them, and what they unpack to:
    /// measured 0.55 + 0.55 + 1.2 GB, and 2.7 + 2.7 + 4.8 GB.
    pub fn room(self) -> u64 {
        match self {
            Set::Cpu => 2_500_000_000,
            Set::Cuda => 11_000_000_000,
        }
    }
}

/// One line for who waits.
impl Say for Set {
    fn say(&self, language: Language) -> String {
        match self {
            Set::Cpu => say!(
                language,
                "para la CPU, una descarga de unos 0,5 GB",
                "for the CPU, a download of about 0.5 GB"
            ),
            Set::Cuda => say!(
                language,
                "con CUDA, unos 5 GB en el disco",
                "with CUDA, about 5 GB on the disk"
            ),
        }
    }
}

/// # Errors
/// No wheel for this system, as [`std::env::consts`] names it.
pub fn check_platform(os: &str, arch: &str, set: Set) -> Result<()> {
    match (os, arch, set) {
        ("linux", "x86_64" | "aarch64", _) | ("macos", "aarch64", Set::Cpu) => Ok(()),
        ("macos", "aarch64", Set::Cuda) => Err(Error::NoCudaHere),
        _ => Err(Error::Platform { os: os.into(), arch: arch.into() }),
    }
}

/// # Errors
/// Too few bytes `free` in `folder`.
pub fn check_room(set: Set, free: u64, folder: &Path) -> Result<()> {
    if free >= set.room() {
        return Ok(());
    }
    let gigabytes = |bytes: u64| bytes as f64 / 1e9;
    Err(Error::Room { folder: folder.into(), free: gigabytes(free), needed: gigabytes(set.room()) })
}

/// Whether this machine lets us use an NVIDIA card: the driver's control device, or the library
/// that Windows lends to a Linux inside it. `/proc/driver/nvidia` would not do: a container sees it
/// even when it was given no card.
pub fn driver_is_present() -> bool {
    ["/dev/nvidiactl", "/usr/lib/wsl/lib/libcuda.so.1"].iter().any(|path| Path::new(path).exists())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::TORCH_VERSION;

    #[test]
    fn cuda_is_fetched_when_asked_for_or_usable() {
        assert_eq!(Set::wanted(false, false), Set::Cpu);
        assert_eq!(Set::wanted(true, false), Set::Cuda);
        assert_eq!(Set::wanted(false, true), Set::Cuda);
    }

    #[test]
    fn the_full_set_serves_the_cpu_and_not_the_other_way_round() {
        assert!(Set::Cpu.satisfied_by().contains(&Set::Cuda));
        assert!(!Set::Cuda.satisfied_by().contains(&Set::Cpu));
    }

    #[test]
    fn every_set_pins_the_version_and_has_its_own_receipt() {
        let pin = format!("torch=={TORCH_VERSION}");
        for os in ["linux", "macos"] {
            for set in [Set::Cpu, Set::Cuda] {
                assert!(set.pip_arguments(os).contains(&pin.as_str()), "{os} {set:?}");
            }
            assert_ne!(Set::Cpu.receipt(os), Set::Cuda.receipt(os), "{os}");
        }
    }

    #[test]
    fn the_cpu_needs_the_small_libraries_on_linux_only() {
        assert_eq!(Set::Cpu.pip_arguments("linux").len(), 4);
        assert_eq!(Set::Cpu.pip_arguments("macos").len(), 2);
    }

    #[test]
    fn wheels_exist_for_three_systems() {
        assert!(check_platform("linux", "x86_64", Set::Cuda).is_ok());
        assert!(check_platform("linux", "aarch64", Set::Cpu).is_ok());
        assert!(check_platform("macos", "aarch64", Set::Cpu).is_ok());
        for (os, arch) in [("macos", "x86_64"), ("windows", "x86_64"), ("linux", "riscv64")] {
            let message = check_platform(os, arch, Set::Cpu).unwrap_err().to_string();
            assert!(message.contains(os) && message.contains("LIBTORCH="), "{message}");
        }
        assert!(check_platform("macos", "aarch64", Set::Cuda).is_err());
    }

    #[test]
    fn too_little_room_is_told_with_both_numbers() {
        assert!(check_room(Set::Cpu, Set::Cpu.room(), Path::new("here")).is_ok());
        let message = check_room(Set::Cpu, 1_200_000_000, Path::new("here")).unwrap_err();
        assert!(message.to_string().contains("1.2 GB"), "{message}");
        assert!(message.to_string().contains("2.5 GB"), "{message}");
    }
}
