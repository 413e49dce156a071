//! What the grader is tried with: answers that are known to be wrong, and other right ones.
//!
//! Each is the body of one function, as a student would write it, and stands for a submission: the
//! solved one with that body in the place of its own.

mod program;
mod trial;

pub use trial::{Bench, lost};

use serde::Deserialize;

/// A body that a student may write.
#[derive(Clone, Debug, Deserialize)]
pub struct Specimen {
    /// The function it is the body of.
    pub answer: String,
    /// What is between its braces.
    pub body: String,
    /// Of a mistake: what is wrong with it, the hint that a student who made it sees.
    #[serde(default)]
    pub es: String,
    /// The same in English.
    #[serde(default)]
    pub en: String,
    /// Of a mistake: exactly the checks it loses.
    #[serde(default)]
    pub loses: Vec<String>,
    /// Of a right answer: how it is done.
    #[serde(default)]
    pub how: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    mistake: Vec<Specimen>,
    #[serde(default)]
    right: Vec<Specimen>,
}

macro_rules! files {
    ($folder:literal) => {
        [
            include_str!(concat!("../../", $folder, "/exercise_1.toml")),
            include_str!(concat!("../../", $folder, "/exercise_2.toml")),
            include_str!(concat!("../../", $folder, "/exercise_3.toml")),
            include_str!(concat!("../../", $folder, "/exercise_4.toml")),
            include_str!(concat!("../../", $folder, "/exercise_5.toml")),
            include_str!(concat!("../../", $folder, "/exercise_6.toml")),
            include_str!(concat!("../../", $folder, "/exercise_7.toml")),
            include_str!(concat!("../../", $folder, "/exercise_8.toml")),
        ]
    };
}

/// The known mistakes in an exercise.
///
/// # Panics
/// The file is damaged, or there is no such exercise.
pub fn mistakes(exercise: usize) -> Vec<Specimen> {
    read(files!("mistakes")[exercise - 1]).mistake
}

/// The other right answers of an exercise.
///
/// # Panics
/// The file is damaged, or there is no such exercise.
pub fn right(exercise: usize) -> Vec<Specimen> {
    read(files!("right")[exercise - 1]).right
}

fn read(file: &str) -> File {
    toml::from_str(file).unwrap_or_else(|error| panic!("a file of specimens: {error}"))
}
