//! When does a GPU pay? A training step of a network 13-H-H-H-3, by our core and by torch, timed in
//! one run: the widths H and the batches at which torch is the faster one.
//!
//! | file | holds |
//! |---|---|
//! | `size` | how large a network and its batch are: the products and the memory of a step |
//! | `limits` | what would take too long or too much memory, before it is tried |
//! | `rounds` | a stopwatch for each, read in alternating rounds |
//! | `contest` | who is timed at which size, and what came of it |
//! | `measure` | the real contestants: our core and torch, from the same weights |
//! | `record` | what was measured, and what it says |
//! | `machine` | what it was measured on |
//! | `torch_steps` | steps of torch, whose time is taken |
//! | `crossing` | the width at which torch becomes the faster one |
//! | `solve` | what a measurement says, for the chapter |
//! | `figure` | its picture |
//!
//! A time says something about one machine on one day. What is compared is therefore the *ratio* of
//! two times of the same run, measured alternately, and a picture is drawn from a record of a run:
//! the measurement cannot be repeated to the byte, the picture can.

mod contest;
mod crossing;
pub(super) mod figure;
mod limits;
mod machine;
mod measure;
mod record;
mod rounds;
mod size;
pub(super) mod solve;
pub mod torch_steps;

pub use contest::{Cell, Contestant, Ratio, StepOutcome, sweep};
pub use crossing::{Crossing, CrossingAt};
pub use limits::{LeftOut, Limits, Why, predict};
pub use machine::{Machine, free_memory, gpu_in, processor_in};
pub use measure::{check, contestants, measure};
pub use record::ScaleRecord;
pub use rounds::{Stopwatch, Timing, time};
pub use size::Size;

/// Rows of a batch: the wines that train, then what fills more and more of a GPU.
pub const BATCHES: [usize; 4] = [142, 1024, 8192, 65536];

/// Hidden neurons of each of the three layers: the wine network's, then powers of two.
pub const WIDTHS: [usize; 11] = [5, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];

/// Every batch with every width, small ones first.
pub fn grid() -> Vec<Size> {
    let sizes = |batch| WIDTHS.map(move |hidden| Size { batch, hidden });
    BATCHES.iter().flat_map(|&batch| sizes(batch)).collect()
}
