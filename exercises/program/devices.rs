use clap::ValueEnum;
use ma6202::Result;
use ma6202::oracle::{Device, Precision, cuda_devices};

/// Which devices a comparison runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Devices {
    /// The CPU in f64
    Cpu,
    /// The CPU in f32: how a GPU's tolerances are tried where there is none
    #[value(hide = true)]
    CpuF32,
    /// Each GPU, in f64 and in f32
    Cuda,
    /// Both, where there is a GPU
    All,
}

impl Devices {
    /// Those of this machine.
    ///
    /// # Errors
    /// Those of [`cuda_devices`], if GPUs are asked for.
    pub fn here(self) -> Result<Vec<Device>> {
        let gpus = match self {
            Devices::Cpu | Devices::CpuF32 => 0,
            Devices::Cuda => cuda_devices()?,
            Devices::All => cuda_devices().unwrap_or(0),
        };
        let cpu = match self {
            Devices::Cpu | Devices::All => Some(Device::CPU),
            Devices::CpuF32 => Some(Device { precision: Precision::F32, ..Device::CPU }),
            Devices::Cuda => None,
        };
        let cuda = (0..gpus).flat_map(|number| {
            let precisions = [Precision::F64, Precision::F32];
            precisions.map(|precision| Device { cuda: Some(number), precision })
        });
        Ok(cpu.into_iter().chain(cuda).collect())
    }
}
