//! The exercises of a lecture on neural networks: [`answers`] to write, and their grading.
//!
//! | module | question |
//! |---|---|
//! | [`answers`] | what is asked, and what is answered? |
//! | [`rubric`] | what is a right answer worth, and how is it told from a wrong one? |
//! | [`grade`] | how are the checks run, and what does the report say? |

pub mod answers;
pub mod grade;
pub mod rubric;
