use super::rounds::unless_diverged;
use ma6202::Result;
use ma6202::oracle::{Device, Trainer};
use std::time::Instant;

/// The seconds that so many more steps of torch's training on its device take, each with its
/// gradients cleared. The first ones are slower: torch reserves memory, a GPU loads its programs.
///
/// # Errors
/// torch's own refusal: its memory may not do; [`Error::Diverged`](ma6202::Error::Diverged) if the
/// last loss is no number.
pub fn seconds(trainer: &mut Trainer, device: Device, steps: usize) -> Result<f64> {
    wait(device);
    let (start, mut last) = (Instant::now(), None);
    for _ in 0..steps {
        trainer.clear_gradients();
        last = Some(trainer.step()?);
    }
    wait(device);
    let seconds = start.elapsed().as_secs_f64();
    let loss = last.map_or(Ok(0.0), |loss| loss.f_double_value(&[]))?;
    unless_diverged(seconds, steps, loss)
}

/// A GPU is told what to do and does it later; the clock is read when all is done.
fn wait(device: Device) {
    if let Some(number) = device.cuda {
        tch::Cuda::synchronize(number as i64);
    }
}

/// How many threads torch computes with on the CPU.
pub fn threads() -> usize {
    usize::try_from(tch::get_num_threads()).unwrap_or(0)
}
