use super::contest::{Contestant, sweep};
use super::rounds::{Stopwatch, time, unless_diverged};
use super::{Limits, Machine, ScaleRecord, Size, Why, torch_steps};
use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, linear, manual_seed, uniform_matrix};
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::SGD;
use ma6202::oracle::{self, Check, Device, Precision, Trainer};
use nalgebra::DMatrix;
use rand::RngExt;
use std::time::Instant;

/// Ours, and torch in f64 and in f32 where these devices are: on the CPU, on the first GPU.
pub fn contestants(devices: &[Device]) -> Vec<Contestant> {
    let has = |cuda: &Option<usize>| devices.iter().any(|device| device.cuda == *cuda);
    let torch = [None, Some(0)].into_iter().filter(has).flat_map(|cuda| {
        [Precision::F64, Precision::F32].map(|precision| Device { cuda, precision })
    });
    std::iter::once(Contestant::Ours).chain(torch.map(Contestant::Torch)).collect()
}

/// Times a training step of every size by every contestant, of those that [`contestants`] names;
/// `observe` is told when a size is done.
///
/// # Errors
/// Those of [`sweep`]; losses that are no numbers, a missing device, torch's refusal in the middle.
pub fn measure(
    sizes: &[Size],
    contestants: &[Contestant],
    limits: &Limits,
    seed: u32,
    mut observe: impl FnMut(),
) -> Result<ScaleRecord> {
    let machine = Machine::here();
    let start = Instant::now();
    let cells = sweep(sizes, contestants, limits, |size, running| {
        if limits.total_seconds.is_some_and(|total| start.elapsed().as_secs_f64() > total) {
            observe();
            return Ok(vec![Err(Why::NoTimeLeft); running.len()]);
        }
        let problem = problem(size, seed)?;
        let timings = time(running.iter().map(|&by| stopwatch(&problem, by)).collect(), limits);
        observe();
        timings
    })?;
    Ok(ScaleRecord { machine, limits: *limits, cells })
}

/// Whether the parameters are the same after one step of ours and one of torch on a device, from
/// the same ones: the worst of them.
///
/// # Errors
/// A size of nothing, a missing device, torch's own refusal.
pub fn check(size: Size, seed: u32, device: Device) -> Result<Check> {
    let checks = oracle::check_update(&problem(size, seed)?, SGD, device)?;
    let worst = checks.into_iter().max_by(|a, b| a.max_rel_error.total_cmp(&b.max_rel_error));
    let mut worst = worst.expect("a network has parameters");
    worst.what = format!("parameters after a step, {size}; worst {}", worst.what);
    Ok(worst)
}

/// A network with torch's initial weights, ReLU in its hidden layers; inputs uniform between -√3
/// and √3, so of mean 0 and variance 1; classes at random.
fn problem(size: Size, seed: u32) -> Result<Backprop> {
    size.check()?;
    let mut rng = manual_seed(seed);
    let widths = size.widths();
    let layer = |l: usize| {
        let last = l + 1 == widths.len();
        let activation = if last { Activation::Identity } else { Activation::Relu };
        linear(&mut rng, widths[l - 1], widths[l], activation, Draw::Double)
    };
    let mlp = Mlp::new((1..widths.len()).map(layer).collect::<Result<_>>()?)?;
    let x = uniform_matrix(&mut rng, size.batch, mlp.inputs(), 3f64.sqrt());
    let mut t = DMatrix::zeros(size.batch, mlp.outputs());
    for row in 0..size.batch {
        t[(row, rng.random_range(0..mlp.outputs()))] = 1.0;
    }
    Ok(Backprop { mlp, x, t, loss: Loss::CrossEntropy, layer: 0 })
}

fn stopwatch(problem: &Backprop, by: Contestant) -> Result<Stopwatch<'_>> {
    let Backprop { mlp, x, t, loss, .. } = problem;
    match by {
        Contestant::Ours => {
            let mut training = Training::new(mlp.clone(), x, t, *loss, SGD)?;
            Ok(Box::new(move |steps| {
                let (start, mut loss) = (Instant::now(), 0.0);
                for _ in 0..steps {
                    training.clear_gradients();
                    loss = training.step();
                }
                unless_diverged(start.elapsed().as_secs_f64(), steps, loss)
            }))
        }
        Contestant::Torch(device) => {
            let mut trainer = Trainer::new(mlp, x, t, *loss, SGD, device)?;
            Ok(Box::new(move |steps| torch_steps::seconds(&mut trainer, device, steps)))
        }
    }
}
