//! The exercises of a lecture on neural networks: [`answers`] to write, and [`wire`], by which the
//! grader in `grader/` asks for them.

pub mod answers;
pub mod wire;
