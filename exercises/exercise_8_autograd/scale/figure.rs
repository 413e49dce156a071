//! Which curves make the picture of when a GPU pays.

use super::ScaleRecord;
use crate::Result;
use crate::chapter::number::whole;
use crate::language::Language;
use ma6202_figure::{Axis, CurvePanel, Curves, Series, Svg};

/// How many times as long our core takes as torch, by width: a panel for each batch.
pub fn ratios(record: &ScaleRecord, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let mut panels = Vec::new();
    for batch in record.batches() {
        let curve = |device| {
            let (widths, ratios) = record.ratios(batch, device);
            let compared = !widths.is_empty();
            compared.then(|| Series::new(format!("torch, {device}"), &widths, ratios))
        };
        let curves: Vec<Series> = record.devices().into_iter().filter_map(curve).collect();
        if !curves.is_empty() {
            let x = say("H, neuronas de una capa oculta", "H, neurons of a hidden layer");
            let y = say("tiempo nuestro / de torch", "time, ours / torch’s");
            let rows = say("filas", "rows");
            let title = format!("n = {} {rows}", whole(batch as i128));
            let panel = CurvePanel::new(title, Axis::log10(x), Axis::log10(y), curves);
            let level = say(
                "igual de rápidos; más arriba gana torch",
                "equally fast; above it torch is faster",
            );
            panels.push(panel.level(level, 1.0));
        }
    }
    let machine = record.machine.told(language);
    let title = language.pick(
        format!(
            "Un paso de entrenamiento de una red 13-H-H-H-3: nuestro tiempo dividido por el de \
             torch. {machine}"
        ),
        format!("A training step of a network 13-H-H-H-3: our time divided by torch’s. {machine}"),
    );
    Ok(Curves { title: &title, columns: 2, panels }.svg_on_shared_axes()?)
}
