//! Says which sources the lane is built from, so that a record is not taken for one of others, and
//! where libtorch is, as the build script of the crate above does.

#[path = "../build.rs"]
mod libtorch;

use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What decides what comes of a part; how a record is checked and told may change.
const SOURCES: [&str; 8] = [
    "../src",
    "../exercises",
    "../figure/src",
    "../data/wine.data",
    "../Cargo.toml",
    "../Cargo.lock",
    "src/comparison",
    "src/run",
];

fn main() {
    libtorch::main();
    let mut digest = Sha256::new();
    for place in SOURCES {
        println!("cargo::rerun-if-changed={place}");
        add(Path::new(place), &mut digest);
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=LANE_SOURCES={}", &digest[..16]);
}

/// Files in the order of their names, each with its name, but no tests.
fn add(place: &Path, digest: &mut Sha256) {
    if place.ends_with("tests") {
        return;
    }
    if place.is_dir() {
        let entries = fs::read_dir(place).expect("a folder of sources can be read");
        let mut entries: Vec<_> =
            entries.map(|entry| entry.expect("so can its list").path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| add(entry, digest));
    } else {
        let text = fs::read(place).expect("a source can be read");
        digest.update(format!("{} {}\n", place.display(), text.len()));
        digest.update(text);
    }
}
