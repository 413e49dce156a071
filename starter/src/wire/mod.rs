//! Cómo pregunta el corrector: nombra una respuesta y da sus argumentos, cada vez en una línea de
//! JSON; lo que vuelve es lo que dio la respuesta. Nada de lo que hay aquí sabe qué es correcto.
//!
//! **EN** How the grader asks: it names an answer and gives inputs, a line of JSON each time; what
//! comes back is what the answer gave. Nothing here knows what is right.

mod data;
pub mod exercise_1;
pub mod exercise_2;
pub mod exercise_3;
pub mod exercise_4;
pub mod exercise_5;
pub mod exercise_6;
pub mod exercise_7;
pub mod exercise_8;
mod serve;

pub use data::{Give, Matrix, Vector, at_points, at_weights, give, read};
pub use serve::serve;

use serde_json::Value;

/// Every answer, as a value.
#[derive(Clone, Copy)]
pub struct Answers {
    pub exercise_1: exercise_1::Answers,
    pub exercise_2: exercise_2::Answers,
    pub exercise_3: exercise_3::Answers,
    pub exercise_4: exercise_4::Answers,
    pub exercise_5: exercise_5::Answers,
    pub exercise_6: exercise_6::Answers,
    pub exercise_7: exercise_7::Answers,
    pub exercise_8: exercise_8::Answers,
}

/// Those that are written in this project.
pub const ANSWERS: Answers = Answers {
    exercise_1: exercise_1::ANSWERS,
    exercise_2: exercise_2::ANSWERS,
    exercise_3: exercise_3::ANSWERS,
    exercise_4: exercise_4::ANSWERS,
    exercise_5: exercise_5::ANSWERS,
    exercise_6: exercise_6::ANSWERS,
    exercise_7: exercise_7::ANSWERS,
    exercise_8: exercise_8::ANSWERS,
};

impl Answers {
    /// What the answer with this name gives for these inputs; nothing if there is none.
    ///
    /// # Panics
    /// As the answer does, and for inputs that it cannot have.
    pub fn call(&self, name: &str, inputs: &Value) -> Option<Value> {
        exercise_1::call(&self.exercise_1, name, inputs)
            .or_else(|| exercise_2::call(&self.exercise_2, name, inputs))
            .or_else(|| exercise_3::call(&self.exercise_3, name, inputs))
            .or_else(|| exercise_4::call(&self.exercise_4, name, inputs))
            .or_else(|| exercise_5::call(&self.exercise_5, name, inputs))
            .or_else(|| exercise_6::call(&self.exercise_6, name, inputs))
            .or_else(|| exercise_7::call(&self.exercise_7, name, inputs))
            .or_else(|| exercise_8::call(&self.exercise_8, name, inputs))
    }
}

/// The answers of an exercise by name, with the signature that each must have, and how it is
/// called with inputs that come as JSON.
macro_rules! answers {
    ($($name:ident: $signature:ty => $call:expr,)*) => {
        /// The answers of this exercise, as a value.
        #[derive(Clone, Copy)]
        pub struct Answers {
            $(pub $name: $signature,)*
        }

        /// Those that are written in this project.
        pub const ANSWERS: Answers = Answers { $($name: answers::$name,)* };

        /// What the answer with this name gives for these inputs; nothing if there is none.
        pub fn call(answers: &Answers, name: &str, inputs: &Value) -> Option<Value> {
            match name {
                $(stringify!($name) => {
                    let $name = answers.$name;
                    Some(give(inputs, $call))
                })*
                _ => None,
            }
        }
    };
}
use answers;
