//! What the table is made of, and how it is measured.

use comfy_table::{CellAlignment, Table, presets};
use std::thread::sleep;
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(10);

/// Something timed beside a peer.
pub struct Row {
    pub what: String,
    /// Seconds, the median of the rounds, as all times.
    pub ours: f64,
    pub peer: String,
    /// None where the peer has to be run apart: it is one of `peers.py`.
    pub theirs: Option<f64>,
    /// How many times as long as the peer ours may take.
    pub limit: Option<f64>,
}

pub fn print(rows: &[Row]) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["what", "ours", "peer", "theirs", "ours / theirs", "limit", ""]);
    for Row { what, ours, peer, theirs, limit } in rows {
        let ratio = theirs.map(|theirs| ours / theirs);
        let missed = ratio.zip(*limit).is_some_and(|(ratio, limit)| ratio > limit);
        table.add_row([
            what.clone(),
            seconds(*ours),
            peer.clone(),
            theirs.map_or("peers.py".into(), seconds),
            ratio.map_or(String::new(), |ratio| format!("{ratio:.2}")),
            limit.map_or(String::new(), |limit| format!("{limit}")),
            if missed { "missed" } else { "" }.into(),
        ]);
    }
    for column in [1, 3, 4, 5] {
        let column = table.column_mut(column).expect("seven columns");
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
}

fn seconds(seconds: f64) -> String {
    match seconds {
        ..1e-3 => format!("{:.2} µs", 1e6 * seconds),
        1e-3..1.0 => format!("{:.2} ms", 1e3 * seconds),
        _ => format!("{seconds:.2} s"),
    }
}

/// The medians of the seconds that these take, in turns, so that a machine that is slower for a
/// while is slower for all.
pub fn medians<const N: usize>(rounds: usize, work: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut seconds = [const { Vec::new() }; N];
    let mut work = work;
    for round in 0..=rounds {
        for (work, seconds) in work.iter_mut().zip(&mut seconds) {
            // Threads of the one before may still be waiting for more, and not asleep.
            sleep(PAUSE);
            let timer = Instant::now();
            work();
            // The first round warms up.
            if round > 0 {
                seconds.push(timer.elapsed().as_secs_f64());
            }
        }
    }
    seconds.map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    })
}
