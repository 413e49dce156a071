//! When torch, and a GPU, becomes the faster one.

use super::words::{markdown, place};
use crate::kept::Kept;
use ma6202::oracle::Device;
use ma6202_exercises::exercise_8_autograd::scale::{CrossingAt, Machine, ScaleRecord};
use ma6202_language::Language;
use std::iter::once;

/// The width from which on torch is faster, for each device and batch.
pub fn widths(kept: &Kept, language: Language) -> String {
    let record = &kept.curve;
    let batches = record.batches();
    let rows = language.pick("filas", "rows");
    let header = once("H".to_owned()).chain(batches.iter().map(|batch| format!("{batch} {rows}")));
    let row = |device| {
        let widths = batches.iter().map(move |&batch| width(record, batch, device, language));
        once(place(device).to_owned()).chain(widths)
    };
    let table = markdown(header, record.devices().into_iter().map(row), 1);
    let Machine { processor, cores, gpu, .. } = &record.machine;
    let gpu = gpu.as_deref().unwrap_or(language.pick("sin GPU", "no GPU"));
    let machine = format!("{processor}, {cores} {}, {gpu}", language.pick("núcleos", "cores"));
    let intro = match language {
        Language::Es => format!(
            "El ancho H desde el cual torch hace un paso de entrenamiento de una red 13-H-H-H-3 más \
             rápido que nuestra implementación, que usa todos los núcleos de la CPU y f64; medido en {machine}:"
        ),
        Language::En => format!(
            "The width H from which on torch does a training step of a network 13-H-H-H-3 faster than \
             our implementation, which uses all cores of the CPU and f64; measured on {machine}:"
        ),
    };
    format!("{intro}\n\n{table}")
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
