//! Grading: every check in a process of its own, a report, and a mark.

mod classroom50;
mod error;
mod gradescope;
mod mark;
mod process;
mod report;
mod table;

pub use classroom50::Classroom50;
pub use error::{Error, Result, read};
pub use gradescope::Gradescope;
pub use mark::{Exigencia, Mark};
pub use process::{Outcome, Program, child, panic_message};
pub use report::{Graded, Report, Status};
pub use table::{Language, table};
