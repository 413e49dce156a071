//! Which curves make the picture of when a GPU pays.

use super::{Limits, ScaleRecord};
use crate::Result;
use ma6202_figure::{Axis, CurvePanel, Curves, Series, Svg};

/// How many times as long our core takes as torch, by width: a panel for each batch.
pub fn ratios(record: &ScaleRecord) -> Result<Svg> {
    let mut panels = Vec::new();
    for batch in record.batches() {
        let curve = |device| {
            let (widths, ratios) = record.ratios(batch, device);
            let compared = !widths.is_empty();
            compared.then(|| Series::new(format!("torch, {device}"), &widths, ratios))
        };
        let curves: Vec<Series> = record.devices().into_iter().filter_map(curve).collect();
        if !curves.is_empty() {
            let (x, y) =
                (Axis::log10("H, neurons of a hidden layer"), Axis::log10("time, ours / torch’s"));
            let panel = CurvePanel::new(format!("n = {batch} rows"), x, y, curves);
            panels.push(panel.level("equally fast; above it torch is faster", 1.0));
        }
    }
    let Limits { step_seconds, bytes, .. } = record.limits;
    let title = format!(
        "A training step of a network 13-H-H-H-3: our time by torch’s, for steps expected to \
         take at most {step_seconds} s and {:.0} GiB. {}",
        bytes as f64 / f64::from(1 << 30),
        record.machine
    );
    Ok(Curves { title: &title, columns: 2, panels }.svg_on_shared_axes()?)
}
