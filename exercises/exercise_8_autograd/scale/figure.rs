//! Which curves make the picture of when a GPU pays.

use super::{Limits, ScaleRecord};
use crate::Result;
use ma6202_figure::{Axis, CurvePanel, Curves, Level, Scale, Series, Svg};

/// How many times as long our core takes as torch, by width: a panel for each batch.
pub fn ratios(record: &ScaleRecord) -> Result<Svg> {
    let mut panels = Vec::new();
    for batch in record.batches() {
        let devices = record.devices().into_iter();
        let lines =
            devices.map(|device| (format!("torch, {device}"), record.ratios(batch, device)));
        let lines: Vec<_> = lines.filter(|(_, (widths, _))| !widths.is_empty()).collect();
        panels.push((format!("n = {batch} rows"), lines));
    }
    panels.retain(|(_, lines)| !lines.is_empty());
    let Limits { step_seconds, bytes, .. } = record.limits;
    Ok(Curves {
        title: &format!(
            "A training step of a network 13-H-H-H-3: our time by torch’s, for steps expected to \
             take at most {step_seconds} s and {:.0} GiB. {}",
            bytes as f64 / f64::from(1 << 30),
            record.machine
        ),
        columns: 2,
        panels: panels
            .iter()
            .map(|(title, lines)| CurvePanel {
                title,
                x: Axis { name: "H, neurons of a hidden layer", scale: Scale::Log10 },
                y: Axis { name: "time, ours / torch’s", scale: Scale::Log10 },
                series: lines.iter().map(|(label, (xs, ys))| Series { label, xs, ys }).collect(),
                levels: vec![Level { label: "equally fast; above it torch is faster", at: 1.0 }],
            })
            .collect(),
    }
    .svg_on_shared_axes()?)
}
