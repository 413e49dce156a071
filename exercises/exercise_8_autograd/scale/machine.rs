use crate::language::{Language, Said};
use ma6202::oracle::TORCH_VERSION;
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};
use std::fs;

/// What was measured on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The processor's name, "unknown" where the system does not tell.
    pub processor: String,
    /// How many threads it runs at once for us.
    pub cores: usize,
    /// The version of torch.
    pub torch: String,
    /// How many threads torch uses on the CPU. Our core uses all that run at once.
    pub torch_threads: usize,
    /// The name of the GPU, "unknown" where the driver does not tell; `None` without one.
    pub gpu: Option<String>,
}

impl Machine {
    /// The machine at hand.
    pub fn here() -> Machine {
        let named = |name: Option<String>| name.unwrap_or_else(|| "unknown".into());
        let processor = fs::read_to_string("/proc/cpuinfo").ok();
        Machine {
            processor: named(processor.and_then(|text| processor_in(&text))),
            cores: std::thread::available_parallelism().map_or(1, |cores| cores.get()),
            torch: TORCH_VERSION.into(),
            torch_threads: super::torch_steps::threads(),
            gpu: ma6202::oracle::cuda_devices().is_ok().then(|| named(gpu_in(&driver_says()))),
        }
    }
}

/// The bytes of memory that nobody needs at the moment, where the system tells; no more than a
/// container may have.
pub fn free_memory() -> Option<u64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let kibibytes = field(&memory, "MemAvailable")?.strip_suffix(" kB")?.parse::<u64>().ok()?;
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let most = container.and_then(|bytes| bytes.trim().parse().ok()).unwrap_or(u64::MAX);
    Some((kibibytes << 10).min(most))
}

/// What NVIDIA's driver on Linux says about each GPU.
fn driver_says() -> Vec<String> {
    let folder = fs::read_dir("/proc/driver/nvidia/gpus").into_iter().flatten().flatten();
    folder.filter_map(|gpu| fs::read_to_string(gpu.path().join("information")).ok()).collect()
}

/// The processor's name in the text of `/proc/cpuinfo`.
pub fn processor_in(cpuinfo: &str) -> Option<String> {
    field(cpuinfo, "model name")
}

/// The model of GPU in what the driver says about each; all models if there are several, for it
/// does not say in which order torch counts.
pub fn gpu_in(information: &[String]) -> Option<String> {
    let mut models: Vec<_> = information.iter().filter_map(|text| field(text, "Model")).collect();
    models.sort();
    models.dedup();
    (!models.is_empty()).then(|| models.join(" or "))
}

/// What stands after "name:" in the first line that begins so.
fn field(text: &str, name: &str) -> Option<String> {
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })?;
    (!value.is_empty()).then_some(value)
}

impl Machine {
    /// What it is.
    pub fn said(&self) -> Said {
        Said::new(self.told(Language::Es), self.told(Language::En))
    }

    /// The same in a language.
    pub fn told(&self, language: Language) -> String {
        let Machine { processor, cores, torch, torch_threads, gpu } = self;
        let say = |es, en| language.pick(es, en);
        let count = |number: usize, of_one, of_many| {
            format!("{number} {}", if number == 1 { of_one } else { of_many })
        };
        let cores = count(*cores, say("núcleo", "core"), say("núcleos", "cores"));
        let threads = count(*torch_threads, say("hilo", "thread"), say("hilos", "threads"));
        let gpu = match gpu {
            None => say("solo CPU, sin dispositivo CUDA", "CPU only, no CUDA device").to_owned(),
            Some(name) => format!("GPU {name}"),
        };
        let [with, on] = [say("con", "with"), say("en la CPU", "on the CPU")];
        format!("{processor}, {cores}, {gpu}; torch {torch} {with} {threads} {on}")
    }
}

impl Display for Machine {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told(Language::En))
    }
}
