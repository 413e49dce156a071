//! The programs of the exercises.

use ma6202_exercises::{
    exercise_2_dag, exercise_3_boxcar, exercise_4_linear, exercise_5_logistic,
    exercise_6_backpropagation, exercise_7_wine, exercise_8_autograd,
};
use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

/// The program of that file name.
pub fn named(path: &OsStr) -> Option<fn() -> ExitCode> {
    let program: fn() -> ExitCode = match Path::new(path).file_name()?.to_str()? {
        "exercise-2" => exercise_2_dag::main,
        "exercise-3" => exercise_3_boxcar::main,
        "exercise-4" => exercise_4_linear::main,
        "exercise-5" => exercise_5_logistic::main,
        "exercise-6" => exercise_6_backpropagation::main,
        "exercise-7" => exercise_7_wine::main,
        "exercise-8" => exercise_8_autograd::main,
        _ => return None,
    };
    Some(program)
}
