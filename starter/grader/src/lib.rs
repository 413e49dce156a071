//! Asks for the answers of a submission, from outside, and judges them.
//!
//! | module | question |
//! |---|---|
//! | [`rubric`] | what is asked, and what is it worth? |
//! | [`case`](mod@case) | with which inputs is an answer called? |
//! | [`judge`], [`value`] | is what it gave right? |
//! | [`diagnosis`] | is it a known mistake? |
//! | [`build`] | how does a submission become a program, file by file? |
//! | [`process`], [`confine`], [`sandbox`] | how is the program asked, and what may it do? |
//! | [`report`], [`mark`], [`table`] | what became of it, which mark is that, and how is it told? |
//! | [`project`] | how does a student grade his own? |
//! | [`text`], [`error`] | in which language, and what if grading itself goes wrong? |
//!
//! The program of a submission knows its own answers and nothing of this crate.

pub mod build;
pub mod case;
pub mod confine;
pub mod diagnosis;
pub mod error;
pub mod judge;
pub mod mark;
pub mod process;
pub mod project;
pub mod report;
pub mod rubric;
pub mod sandbox;
pub mod table;
pub mod text;
pub mod value;
