//! Curves in panels, computed one panel after another and then drawn together.

use ma6202_figure::{Axis, CurvePanel, Curves, Level, Scale, Series};

/// A pair of axes with the curves on them, which it owns.
pub struct Panel {
    title: String,
    x: Axis<'static>,
    y: Axis<'static>,
    curves: Vec<Curve>,
    levels: Vec<(String, f64)>,
}

/// A line by its points.
pub struct Curve {
    label: String,
    xs: Vec<f64>,
    ys: Vec<f64>,
}

/// An axis whose numbers are evenly spaced.
pub fn linear(name: &'static str) -> Axis<'static> {
    Axis { name, scale: Scale::Linear }
}

/// An axis whose powers of ten are evenly spaced.
pub fn log10(name: &'static str) -> Axis<'static> {
    Axis { name, scale: Scale::Log10 }
}

/// All panels as one figure.
pub fn figure<'a>(title: &'a str, columns: usize, panels: &'a [Panel]) -> Curves<'a> {
    Curves { title, columns, panels: panels.iter().map(Panel::borrowed).collect() }
}

impl Curve {
    pub fn new(label: impl Into<String>, xs: &[f64], ys: impl IntoIterator<Item = f64>) -> Curve {
        Curve { label: label.into(), xs: xs.to_vec(), ys: ys.into_iter().collect() }
    }
}

impl Panel {
    pub fn new(
        title: impl Into<String>,
        x: Axis<'static>,
        y: Axis<'static>,
        curves: impl IntoIterator<Item = Curve>,
    ) -> Panel {
        let curves = curves.into_iter().collect();
        Panel { title: title.into(), x, y, curves, levels: Vec::new() }
    }

    /// With a horizontal line to compare with.
    pub fn level(mut self, label: impl Into<String>, y: f64) -> Panel {
        self.levels.push((label.into(), y));
        self
    }

    fn borrowed(&self) -> CurvePanel<'_> {
        let Panel { title, x, y, curves, levels } = self;
        let series = curves.iter().map(|Curve { label, xs, ys }| Series { label, xs, ys });
        let levels = levels.iter().map(|(label, y)| Level { label, at: *y });
        CurvePanel { title, x: *x, y: *y, series: series.collect(), levels: levels.collect() }
    }
}
