//! The teacher's side of the grading: who has the right answers.
//!
//! | module | question |
//! |---|---|
//! | [`handout`] | what do students get? |
//! | [`draw`] | with which inputs are their answers called, and what do right ones give? |
//! | [`submission`] | what do they hand in, and how does it arrive? |
//! | [`foreign`] | what do they read that is not handed in? |
//! | [`class`] | what became of each, and of all? |
//! | [`specimen`] | what is the grader tried with, and what becomes of that? |
//! | [`in_place`] | what would a later answer be worth, were the earlier ones right? |

pub mod class;
pub mod draw;
pub mod error;
pub mod foreign;
pub mod handout;
pub mod in_place;
mod libraries;
pub mod specimen;
pub mod submission;
