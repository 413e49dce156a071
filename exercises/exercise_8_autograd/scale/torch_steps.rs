use ma6202::descent::Sgd;
use ma6202::loss::Loss;
use ma6202::mlp::Mlp;
use ma6202::oracle::{Device, Trainer};
use ma6202::{Error, Result};
use nalgebra::DMatrix;
use std::time::Instant;

/// How fast torch trains a network: the training of [`descend`](ma6202::oracle::descend), set up
/// once, with a clock.
pub struct Pace {
    trainer: Trainer,
    device: Device,
}

impl Pace {
    /// Everything is on the device when this returns.
    ///
    /// # Errors
    /// A missing device, settings outside their range, or torch's own refusal: its memory may not
    /// do.
    pub fn new(
        mlp: &Mlp,
        x: &DMatrix<f64>,
        t: &DMatrix<f64>,
        loss: Loss,
        sgd: Sgd,
        device: Device,
    ) -> Result<Pace> {
        let pace = Pace { trainer: Trainer::new(mlp, x, t, loss, sgd, device)?, device };
        pace.wait();
        Ok(pace)
    }

    /// The seconds that so many more steps take, each with its gradients cleared. The first ones
    /// after [`new`](Pace::new) are slower: torch reserves memory, a GPU loads its programs.
    ///
    /// # Errors
    /// torch's own refusal; [`Error::Diverged`] if the last loss is no number, and the steps before
    /// it perhaps none that one would time.
    pub fn seconds(&mut self, steps: usize) -> Result<f64> {
        self.wait();
        let start = Instant::now();
        let mut last = None;
        for _ in 0..steps {
            self.trainer.clear_gradients();
            last = Some(self.trainer.step()?);
        }
        self.wait();
        let seconds = start.elapsed().as_secs_f64();
        let loss = last.map_or(Ok(0.0), |loss| loss.f_double_value(&[]))?;
        if loss.is_finite() { Ok(seconds) } else { Err(Error::Diverged { step: steps, loss }) }
    }

    /// The network as trained so far.
    ///
    /// # Errors
    /// torch's own refusal.
    pub fn mlp(&self) -> Result<Mlp> {
        self.trainer.mlp()
    }

    /// A GPU is told what to do and does it later; the clock is read when all is done.
    fn wait(&self) {
        if let Some(number) = self.device.cuda {
            tch::Cuda::synchronize(number as i64);
        }
    }
}

/// How many threads torch computes with on the CPU.
pub fn threads() -> usize {
    usize::try_from(tch::get_num_threads()).unwrap_or(0)
}
