//! When torch, and a GPU, becomes the faster one.

use super::words::{markdown, place};
use crate::kept::Kept;
use ma6202::oracle::Device;
use ma6202_exercises::exercise_8_autograd::scale::{CrossingAt, Machine, ScaleRecord};
use starter::grade::Language;

/// The width from which on torch is faster, for each device and batch.
pub fn widths(kept: &Kept, language: Language) -> String {
    let record = &kept.curve;
    let rows = language.pick("filas", "rows");
    let head = record.batches().into_iter().map(|batch| format!("{batch} {rows}"));
    let mut table = vec![std::iter::once(String::from("H")).chain(head).collect::<Vec<_>>()];
    for device in record.devices() {
        let widths =
            record.batches().into_iter().map(|batch| width(record, batch, device, language));
        table.push(std::iter::once(place(device).into()).chain(widths).collect());
    }
    let Machine { processor, cores, gpu, .. } = &record.machine;
    let gpu = gpu.as_deref().unwrap_or(language.pick("sin GPU", "no GPU"));
    let machine = format!("{processor}, {cores} {}, {gpu}", language.pick("núcleos", "cores"));
    let intro = match language {
        Language::Es => format!(
            "El ancho H desde el cual torch hace un paso de entrenamiento de una red 13-H-H-H-3 más \
             rápido que nuestra implementación, que usa un hilo de la CPU y f64; medido en {machine}:"
        ),
        Language::En => format!(
            "The width H from which on torch does a training step of a network 13-H-H-H-3 faster than \
             our implementation, which uses one thread of the CPU and f64; measured on {machine}:"
        ),
    };
    format!("{intro}\n\n{}", markdown(table, 1))
}

fn width(record: &ScaleRecord, batch: usize, device: Device, language: Language) -> String {
    let crossing = record.crossing(batch, device).expect("a record that was checked");
    match crossing.map(|crossing| crossing.at) {
        None => "-".into(),
        Some(CrossingAt::Width(width)) => format!("{width:.0}"),
        Some(CrossingAt::Before(width)) => {
            format!("{width} {}", language.pick("o menos", "or less"))
        }
        Some(CrossingAt::Beyond(width)) => {
            format!("{} {width}", language.pick("más de", "more than"))
        }
    }
}
