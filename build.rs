//! Writes the folder of libtorch into every program and test as its run path, so that they start
//! from any folder without `LD_LIBRARY_PATH`.

use std::env;

fn main() {
    // Nothing else decides. A path would be looked for in the folder of each package that
    // this builds.
    println!("cargo::rerun-if-env-changed=DEP_TCH_LIBTORCH_LIB");
    // Comes from the build script of torch-sys (`links = "tch"`), which is silent on Windows: there
    // is no run path there.
    if let Ok(folder) = env::var("DEP_TCH_LIBTORCH_LIB") {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{folder}");
    }
}
