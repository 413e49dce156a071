//! What the machine is.

use super::Plan;
use super::child::Children;
use crate::record::{Gpu, Host};
use ma6202_exercises::exercise_8_autograd::scale;
use std::process::Command;
use std::time::Duration;

const ASKING: Duration = Duration::from_secs(10);

/// NVIDIA's own program knows the GPUs; where it does not answer, the driver's files may.
pub fn host(plan: &Plan, children: &Children, gpus: usize) -> Host {
    let here = scale::Machine::here();
    let mut found = Vec::new();
    if gpus > 0 {
        let mut command = Command::new("nvidia-smi");
        command.args(["--query-gpu=name,driver_version", "--format=csv,noheader"]);
        // It need not be there.
        let answer = children.run("host", &mut command, children.until(ASKING));
        found = answer.map_or(Vec::new(), |ended| gpus_in(&ended.out));
        if found.is_empty() {
            let name = here.gpu.unwrap_or_else(|| "unknown".into());
            found = vec![Gpu { name, driver: "unknown".into() }; gpus];
        }
    }
    let (torch, cuda) = (plan.torch.clone(), plan.cuda.clone());
    Host { gpus: found, torch, cuda, processor: here.processor, cores: here.cores }
}

/// A line for each GPU: its name, and the version of the driver.
fn gpus_in(text: &str) -> Vec<Gpu> {
    let gpu = |line: &str| {
        let (name, driver) = line.rsplit_once(',')?;
        Some(Gpu { name: name.trim().into(), driver: driver.trim().into() })
    };
    text.lines().filter_map(gpu).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gpus_are_read_from_the_words_of_the_driver() {
        let said = "NVIDIA H100 80GB HBM3, 580.95.05\nNVIDIA A, B, 1.2\n\n";
        let gpu = |name: &str, driver: &str| Gpu { name: name.into(), driver: driver.into() };
        let expected = [gpu("NVIDIA H100 80GB HBM3", "580.95.05"), gpu("NVIDIA A, B", "1.2")];
        assert_eq!(gpus_in(said), expected);
        assert!(gpus_in("NVIDIA-SMI has failed because it couldn't communicate").is_empty());
    }
}
