//! A training step of the wine network, and of networks 13-H-H-H-3 of any width, beside torch's.

use super::table::{Row, medians};
use ma6202::activation::{Activation, Digits};
use ma6202::kernel::dense::{columns, product, transposed};
use ma6202::loss::Loss;
use ma6202::mlp::init::{Draw, linear, manual_seed};
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{Data, SGD, untrained};
use ma6202::oracle::{Device, Trainer, use_threads};
use ma6202::wine::Wine;
use ma6202::{Error, Result};
use nalgebra::DMatrix;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const ROUNDS: usize = 31;
/// Of ours in a round on the wines; a peer may do as many.
const STEPS: usize = 1000;
/// A round of a wide network takes about so long.
const ROUND_SECONDS: f64 = 0.05;

/// A program that does steps of the wine network, and says how many microseconds one took: as
/// `--runs 1 --steps N`, which prints `"us_med": 2.55` among other things.
pub struct Peer<'a>(pub &'a Path);

impl Peer<'_> {
    fn seconds(&self) -> Option<f64> {
        let mut program = Command::new(self.0);
        program.args(["--runs", "1", "--steps", &STEPS.to_string()]);
        let output = program.current_dir(self.0.parent()?).output().ok()?;
        let said = String::from_utf8(output.stdout).ok()?;
        let (_, after) = said.split_once("\"us_med\": ")?;
        let digits = after.split(|c: char| c != '.' && !c.is_ascii_digit()).next()?;
        Some(1e-6 * digits.parse::<f64>().ok()?)
    }
}

/// The wine network, with both losses, on one thread.
pub fn wine(peer: Option<Peer>) -> Result<Vec<Row>> {
    let mlp = untrained(6202, 2, Activation::Relu, Draw::Double)?;
    let part = Data::prepare(&Wine::embedded(), 6202)?.train;
    let mut rows = Vec::new();
    for (loss, limit) in [(Loss::CrossEntropy, 1.25), (Loss::SoftmaxThenCrossEntropy, 1.4)] {
        let mut training = Training::new(mlp.clone(), &part.x, &part.t, loss, SGD)?;
        let mut torch = Trainer::new(&mlp, &part.x, &part.t, loss, SGD, Device::CPU)?;
        let mut by_peer = Vec::new();
        let [ours, theirs, _] = medians(
            ROUNDS,
            [
                &mut || steps(&mut training, STEPS),
                &mut || torch_steps(&mut torch, STEPS / 20),
                &mut || by_peer.extend(peer.as_ref().and_then(Peer::seconds)),
            ],
        );
        let ours = ours / STEPS as f64;
        let what = format!("the wine network, {}", loss.name());
        let row = |peer: &str, theirs, limit| Row {
            what: what.clone(),
            ours,
            peer: peer.into(),
            theirs: Some(theirs),
            limit: Some(limit),
        };
        rows.push(row("torch", theirs / (STEPS / 20) as f64, 1.0));
        if let Some(peer) = &peer {
            by_peer.sort_by(f64::total_cmp);
            let middle = by_peer.get(by_peer.len() / 2).ok_or_else(|| Error::Setting {
                name: "peer".into(),
                expected: "a program that prints \"us_med\"".into(),
                got: peer.0.display().to_string(),
            })?;
            rows.push(row("the peer, with the cross-entropy", *middle, limit));
        }
    }
    Ok(rows)
}

/// The wine network with functions that have an exponential, one of each computation: to all digits
/// beside torch, and to most digits beside all, on one thread.
pub fn curved() -> Result<Vec<Row>> {
    let part = Data::prepare(&Wine::embedded(), 6202)?.train;
    let mut rows = Vec::new();
    for name in ["logistic", "tanh", "elu", "gelu", "gelu-tanh", "silu", "mish", "softplus"] {
        let mlp = untrained(6202, 2, name.parse()?, Draw::Double)?;
        let loss = Loss::CrossEntropy;
        let training = || Training::new(mlp.clone(), &part.x, &part.t, loss, SGD);
        let (mut all, mut most) = (training()?, training()?.with_digits(Digits::Most));
        let mut torch = Trainer::new(&mlp, &part.x, &part.t, loss, SGD, Device::CPU)?;
        let [all, most, theirs] = medians(
            ROUNDS,
            [&mut || steps(&mut all, STEPS), &mut || steps(&mut most, STEPS), &mut || {
                torch_steps(&mut torch, STEPS / 20)
            }],
        );
        let row = |digits: &str, ours: f64, peer: &str, theirs| Row {
            what: format!("the wine network, {name}, {digits} digits"),
            ours: ours / STEPS as f64,
            peer: peer.into(),
            theirs: Some(theirs),
            limit: Some(1.0),
        };
        rows.push(row("all", all, "torch", theirs / (STEPS / 20) as f64));
        rows.push(row("most", most, "all digits", all / STEPS as f64));
    }
    Ok(rows)
}

/// Networks 13-H-H-H-3 on n rows, by as many threads as torch; from [`FROM_WIDTH`] on beside the
/// products alone, too.
pub fn wide(widths: &[usize], batches: &[usize], threads: usize) -> Result<Vec<Row>> {
    use_threads(threads as i32);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(|| {
        let sizes = batches.iter().flat_map(|&n| widths.iter().map(move |&h| (h, n)));
        let rows = sizes.map(|(h, n)| of_width(h, n, threads)).collect::<Result<Vec<_>>>();
        Ok(rows?.into_iter().flatten().collect())
    })
}

fn of_width(h: usize, n: usize, threads: usize) -> Result<Vec<Row>> {
    let mut rng = manual_seed(6202);
    let widths = [13, h, h, h, 3];
    let layer = |l: usize| {
        let activation = if l == 4 { Activation::Identity } else { Activation::Relu };
        linear(&mut rng, widths[l - 1], widths[l], activation, Draw::Double)
    };
    let mlp = Mlp::new((1..widths.len()).map(layer).collect::<Result<_>>()?)?;
    let x = DMatrix::from_fn(n, 13, |r, j| ((13 * r + j) as f64).sin());
    let t = DMatrix::from_fn(n, 3, |r, k| if r % 3 == k { 1.0 } else { 0.0 });
    let mut training = Training::new(mlp.clone(), &x, &t, Loss::CrossEntropy, SGD)?;
    let mut torch = Trainer::new(&mlp, &x, &t, Loss::CrossEntropy, SGD, Device::CPU)?;
    // As many steps as fill a round, and fewer rounds the longer one takes.
    let timer = Instant::now();
    steps(&mut training, 1);
    torch_steps(&mut torch, 1);
    let once = timer.elapsed().as_secs_f64();
    let count = (ROUND_SECONDS / once) as usize + 1;
    let rounds = ((2.0 / once) as usize).clamp(1, 9);
    let mut products = Products::new(n.min(MOST_ROWS), h);
    let times = if h < FROM_WIDTH { 0 } else { (count * n / products.rows()).max(1) };
    let [ours, theirs, alone] = medians(
        rounds,
        [&mut || steps(&mut training, count), &mut || torch_steps(&mut torch, count), &mut || {
            (0..times).for_each(|_| products.multiply())
        }],
    );
    let multiplications = n * (6 * h * h + 35 * h);
    let speed = 2e-9 * multiplications as f64 * count as f64 / ours;
    let row = |peer: &str, theirs, limit| Row {
        what: format!("13-{h}-{h}-{h}-3, {n} rows, {threads} threads: {speed:.0} GFLOP/s"),
        ours: ours / count as f64,
        peer: peer.into(),
        theirs: Some(theirs),
        limit: Some(limit),
    };
    let mut rows = vec![row("torch", theirs / count as f64, 1.05)];
    if times > 0 {
        let of_one = alone / times as f64 / products.multiplications() as f64;
        // At least 80 % of its speed.
        rows.push(row("the products alone", of_one * multiplications as f64, 1.25));
    }
    Ok(rows)
}

/// From this width on the products are timed alone, too, of no more than so many rows.
const FROM_WIDTH: usize = 256;
const MOST_ROWS: usize = 4096;

/// The three products of a layer of H neurons after H others, by the library, which has all
/// threads.
struct Products {
    /// (n, H).
    y: DMatrix<f64>,
    delta: DMatrix<f64>,
    /// (H, H).
    w: DMatrix<f64>,
    /// Room for A and ∂J/∂Y, and for ∂J/∂W.
    of_rows: DMatrix<f64>,
    dj_dw: DMatrix<f64>,
}

impl Products {
    fn new(n: usize, h: usize) -> Products {
        let numbers = |rows| DMatrix::from_fn(rows, h, |i, j| ((7 * i + j) as f64).sin());
        let [y, delta, of_rows] = [0; 3].map(|_| numbers(n));
        Products { y, delta, w: numbers(h), of_rows, dj_dw: numbers(h) }
    }

    fn rows(&self) -> usize {
        self.y.nrows()
    }

    fn multiplications(&self) -> usize {
        3 * self.y.len() * self.w.ncols()
    }

    /// Y W, Yᵀ Δ and Δ Wᵀ.
    fn multiply(&mut self) {
        let (n, h) = self.y.shape();
        let [y, delta, w] = [&self.y, &self.delta, &self.w].map(|matrix| matrix.as_slice());
        let (of_rows, dj_dw) = (self.of_rows.as_mut_slice(), self.dj_dw.as_mut_slice());
        product(of_rows, columns(y, n), columns(w, h));
        black_box(&mut *of_rows);
        product(dj_dw, transposed(y, n), columns(delta, n));
        product(of_rows, columns(delta, n), transposed(w, h));
        black_box((of_rows, dj_dw));
    }
}

fn steps(training: &mut Training, count: usize) {
    for _ in 0..count {
        training.clear_gradients();
        black_box(training.step());
    }
}

fn torch_steps(trainer: &mut Trainer, count: usize) {
    for _ in 0..count {
        trainer.clear_gradients();
        drop(black_box(trainer.step().expect("torch on the CPU")));
    }
}
