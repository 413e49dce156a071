//! The programs of the exercises.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

#[path = "../../exercises/exercise_2_dag/main.rs"]
mod exercise_2;
#[path = "../../exercises/exercise_3_boxcar/main.rs"]
mod exercise_3;
#[path = "../../exercises/exercise_4_linear/main.rs"]
mod exercise_4;
#[path = "../../exercises/exercise_5_logistic/main.rs"]
mod exercise_5;
#[path = "../../exercises/exercise_6_backpropagation.rs"]
mod exercise_6;
#[path = "../../exercises/exercise_7_wine/main.rs"]
mod exercise_7;
#[path = "../../exercises/exercise_8_autograd/main.rs"]
mod exercise_8;

/// The program of that file name.
pub fn named(path: &OsStr) -> Option<fn() -> ExitCode> {
    let program: fn() -> ExitCode = match Path::new(path).file_name()?.to_str()? {
        "exercise-2" => exercise_2::main,
        "exercise-3" => exercise_3::main,
        "exercise-4" => exercise_4::main,
        "exercise-5" => exercise_5::main,
        "exercise-6" => exercise_6::main,
        "exercise-7" => exercise_7::main,
        "exercise-8" => exercise_8::main,
        _ => return None,
    };
    Some(program)
}
