//! One full-batch step of the network on the wines, ours against tch, on one core, in one run; and
//! the [`regressions`].
//!
//! `cargo bench` prints both times and their ratio. The two alternate, so that a machine that is
//! slower for a while is slower for both; the ratio is the median of the rounds'.

#[path = "parts/regressions.rs"]
mod regressions;

use ma6202::activation::Activation;
use ma6202::descent::{Clearing, Schedule};
use ma6202::loss::Loss;
use ma6202::mlp::Training;
use ma6202::mlp::init::Draw;
use ma6202::notebook::{Data, SGD, untrained};
use ma6202::oracle::{Device, descend, use_one_thread};
use ma6202::wine::Wine;
use regressions::Row;
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 31;

fn main() -> ma6202::Result<()> {
    use_one_thread();
    let mlp = untrained(6202, 2, Activation::Relu, Draw::Double)?;
    let part = Data::prepare(&Wine::embedded(), 6202)?.train;
    let (x, t) = (&part.x, &part.t);
    for loss in [Loss::CrossEntropy, Loss::SoftmaxThenCrossEntropy] {
        let mut training = Training::new(mlp.clone(), x, t, loss, SGD)?;
        let ours = |steps: usize| {
            let start = Instant::now();
            for _ in 0..steps {
                training.clear_gradients();
                black_box(training.step());
            }
            start.elapsed().as_secs_f64() / steps as f64
        };
        let theirs = |steps: usize| {
            let schedule =
                Schedule { epochs: 1, steps_per_epoch: steps, clearing: Clearing::EveryStep };
            let start = Instant::now();
            black_box(
                descend(&mlp, x, t, loss, SGD, &schedule, Device::CPU).expect("torch on the CPU"),
            );
            start.elapsed().as_secs_f64() / steps as f64
        };
        report(loss.name(), ours, theirs);
    }
    for row in regressions::rows()? {
        let Row { what, ours_seconds: ours, peer, peer_seconds, limit } = row;
        print!("{what}: ours {:.2} µs", 1e6 * ours);
        match peer_seconds {
            Some(theirs) => println!(
                "; {peer} {:.2} µs; ours / theirs {:.2}, at most {limit}",
                1e6 * theirs,
                ours / theirs
            ),
            None => println!("; {peer}: see peers.py"),
        }
    }
    Ok(())
}

fn report(name: &str, mut ours: impl FnMut(usize) -> f64, theirs: impl Fn(usize) -> f64) {
    ours(2000); // warm up
    theirs(200);
    let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (ours(2000), theirs(200))).collect();
    let median = |values: Vec<f64>| {
        let mut values = values;
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    println!(
        "{name}: ours {:.2} µs, tch {:.1} µs, tch / ours {:.1}",
        1e6 * median(rounds.iter().map(|round| round.0).collect()),
        1e6 * median(rounds.iter().map(|round| round.1).collect()),
        median(rounds.iter().map(|(ours, theirs)| theirs / ours).collect()),
    );
}
