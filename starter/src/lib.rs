//! Los ejercicios de una clase sobre redes neuronales: [`answers`], que hay que escribir, y
//! [`wire`], por donde el corrector, en `grader/`, pregunta por ellas.
//!
//! **EN** The exercises of a lecture on neural networks: [`answers`] to write, and [`wire`], by
//! which the grader in `grader/` asks for them.

pub mod answers;
pub mod wire;
