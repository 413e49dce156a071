//! The exercises of MA6202 as programs: each computes its answer, has it checked, tells it and
//! draws it.
//!
//! | module | question |
//! |---|---|
//! | [`exercise_1_activations`] | how do the variants of ReLU differ? |
//! | [`exercise_2_dag`] | which architectures are there, and why is none of them a cycle? |
//! | [`exercise_3_boxcar`] | can two neurons make a box, and boxes any function? |
//! | [`exercise_4_linear`] | what is ∇J of a linear regression, and where does descent along it lead? |
//! | [`exercise_5_logistic`] | and of a logistic one? |
//! | [`exercise_6_backpropagation`] | why are the deltas of backpropagation right? |
//! | [`exercise_7_wine`] | what does the lecture's wine model do, as written and as meant? |
//! | [`exercise_8_autograd`] | what does torch do when told backward, where is the lecture wrong, and when does a GPU pay? |
//! | [`program`] | what all of them share: options, what is printed, the exit status |
//! | [`solved`] | what an exercise comes to: results, checks, chains |
//! | [`moving`] | pictures that move, for who reads the notes on a screen |
//! | [`mod@chapter`] | the texts that tell it, with what was found put in |
//! | [`terminal`] | how a terminal shows a chapter |
//! | [`intermediates`] | the gradients of a network, number by number, by every referee |
//! | [`record`] | what takes long, kept under `data/` |
//! | [`language`], [`wine`] | texts in both languages; what the wines' attributes are called |
//! | [`spanish`] | errors and checks, which the library says in English, in Spanish |

pub mod chapter;
mod error;
pub mod exercise_1_activations;
pub mod exercise_2_dag;
pub mod exercise_3_boxcar;
pub mod exercise_4_linear;
pub mod exercise_5_logistic;
pub mod exercise_6_backpropagation;
pub mod exercise_7_wine;
pub mod exercise_8_autograd;
pub mod intermediates;
pub mod language;
pub mod moving;
pub mod program;
pub mod record;
pub mod solved;
pub mod spanish;
pub mod terminal;
pub mod wine;

pub use error::{Error, Result};
