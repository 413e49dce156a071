//! The grader, graded: what students write wrong and write differently, and what becomes of it.
//!
//! | module | question |
//! |---|---|
//! | [`mistakes`] | which wrong answers does a teacher see, and which checks must each lose? |
//! | [`right`] | which other answers are right, and must lose nothing? |
//! | [`trial`] | which checks does a submission lose? |
//!
//! Its programs are `mistakes`, which shows them as a table and as figures, and `record`, which
//! writes by what each is recognised.
//!
//! A submission is a value, so each of them is [`SOLUTION`] with one answer replaced.

pub mod mistakes;
pub mod right;
pub mod trial;

pub use starter::answers::ANSWERS as SOLUTION;
