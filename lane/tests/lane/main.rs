//! The lane: its record, what README and docs say of it, and the program that runs it, in a run on
//! the CPU. `tests/devices.rs` has the comparisons.

mod docs;
mod program;
mod record;
mod sample;
