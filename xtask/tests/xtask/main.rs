//! Runs the built `xtask` as a user would, in a workspace of its own. Nothing is fetched.
#![cfg(unix)]

mod lane;
mod own_libtorch;
mod sandbox;
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod set_up;
mod tasks;
