//! How long things take, beside others, in one run: one table.
//!
//!     cargo bench
//!     cargo bench -- --peer ../peers/mlp_tuned    # that does steps of the wine network
//!     cargo bench -- --only-wide --widths 1024,4096 --batches 142,65536 --threads 1
//!
//! Each is timed in rounds, in turns with its peer; a time is the median of the rounds'. Peers that
//! need Python are in `peers.py`.

#[path = "parts/networks.rs"]
mod networks;
#[path = "parts/regressions.rs"]
mod regressions;
#[path = "parts/table.rs"]
mod table;

use clap::Parser;
use ma6202::oracle::use_threads;
use std::path::PathBuf;

#[derive(Parser)]
struct Options {
    /// A program that says how long a step of the wine network takes, with `"us_med": 2.5`.
    #[arg(long)]
    peer: Option<PathBuf>,
    /// Widths H of networks 13-H-H-H-3.
    #[arg(long, value_delimiter = ',', default_value = "5,8,13,16,32,64,96,128,192,256,512")]
    widths: Vec<usize>,
    /// Their numbers of rows.
    #[arg(long, value_delimiter = ',', default_value = "142,4096")]
    batches: Vec<usize>,
    /// How many threads they and torch have.
    #[arg(long, value_delimiter = ',', default_value = "1,2")]
    threads: Vec<usize>,
    /// Only these networks.
    #[arg(long)]
    only_wide: bool,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ma6202::Result<()> {
    let options = Options::parse();
    let mut rows = Vec::new();
    use_threads(1);
    if !options.only_wide {
        rows.extend(networks::wine(options.peer.as_deref().map(networks::Peer))?);
        rows.extend(networks::curved()?);
        rows.extend(regressions::rows()?);
    }
    for &threads in &options.threads {
        rows.extend(networks::wide(&options.widths, &options.batches, threads)?);
    }
    table::print(&rows);
    Ok(())
}
