//! The programs of the exercises.

use ma6202_exercises::{
    exercise_2_dag, exercise_3_boxcar, exercise_4_linear, exercise_5_logistic,
    exercise_6_backpropagation, exercise_7_wine, exercise_8_autograd, program,
};
use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

/// The program of that file name.
pub fn named(path: &OsStr) -> Option<fn() -> ExitCode> {
    let program: fn() -> ExitCode = match Path::new(path).file_name()?.to_str()? {
        "exercise-2" => program::main::<exercise_2_dag::Exercise2>,
        "exercise-3" => program::main::<exercise_3_boxcar::Exercise3>,
        "exercise-4" => program::main::<exercise_4_linear::Exercise4>,
        "exercise-5" => program::main::<exercise_5_logistic::Exercise5>,
        "exercise-6" => program::main::<exercise_6_backpropagation::Exercise6>,
        "exercise-7" => program::main::<exercise_7_wine::Exercise7>,
        "exercise-8" => program::main::<exercise_8_autograd::Exercise8>,
        _ => return None,
    };
    Some(program)
}
