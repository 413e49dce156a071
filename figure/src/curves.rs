use crate::axis::Axis;
use crate::error::expect_some;
use crate::legend::{Entry, Sample, entries, labels, place};
use crate::plot::Plot;
use crate::ruler::Ruler;
use crate::sheet::{Drawn, Sheet};
use crate::stroke::curve;
use crate::style::{self, LEVEL_STYLES, LINE_STYLES, LineStyle, px};
use crate::{Error, Result, Svg, check};

/// Lines through measured points: losses by epoch, functions by argument.
///
/// Series and levels of the same label look the same in every panel, and share one legend.
#[derive(Clone, Debug)]
pub struct Curves<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// How many panels stand side by side.
    pub columns: usize,
    /// Row by row.
    pub panels: Vec<CurvePanel<'a>>,
}

/// One pair of axes with its lines.
#[derive(Clone, Debug)]
pub struct CurvePanel<'a> {
    /// Above the panel; may be empty.
    pub title: String,
    /// The horizontal axis; if it has no ends, it reaches from the least x to the greatest.
    pub x: Axis<'a>,
    /// The vertical axis; if it has no ends, it holds every y and every level, and a little more.
    pub y: Axis<'a>,
    /// The lines, the first ones behind the later ones.
    pub series: Vec<Series>,
    /// Horizontal reference lines, behind the series.
    pub levels: Vec<Level>,
}

/// A line from point to point, in the order given.
#[derive(Clone, Debug)]
pub struct Series {
    /// What the legend calls it.
    pub label: String,
    /// Horizontal coordinates.
    pub xs: Vec<f64>,
    /// Vertical coordinates, one for each of `xs`.
    pub ys: Vec<f64>,
    /// How it is drawn, in its colour.
    pub stroke: Stroke,
}

/// How a series is drawn. The dashes of a series differ from those of all others, so that colour is
/// not needed to tell it from them; but each of them is an element of its own, which is much for
/// what moves: each frame has all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stroke {
    /// With the dashes of its place among all series; the first one is solid.
    #[default]
    Usual,
    /// Without dashes, to be told from others by its colour and by where it lies.
    Solid,
    /// The same as a thin line.
    Thin,
}

/// A reference line across a panel, such as a bound that a loss cannot pass, or no difference.
#[derive(Clone, Debug)]
pub struct Level {
    /// What the legend calls it.
    pub label: String,
    /// Where it lies: on the vertical axis of curves, on the horizontal one of strips.
    pub at: f64,
}

impl Series {
    /// A line through these points.
    pub fn new(label: impl Into<String>, xs: &[f64], ys: impl IntoIterator<Item = f64>) -> Series {
        let ys = ys.into_iter().collect();
        Series { label: label.into(), xs: xs.to_vec(), ys, stroke: Stroke::Usual }
    }

    /// The same without dashes.
    pub fn solid(self) -> Series {
        Series { stroke: Stroke::Solid, ..self }
    }

    /// The same without dashes, and thin.
    pub fn thin(self) -> Series {
        Series { stroke: Stroke::Thin, ..self }
    }
}

impl<'a> CurvePanel<'a> {
    /// A panel without reference lines.
    pub fn new(
        title: impl Into<String>,
        x: Axis<'a>,
        y: Axis<'a>,
        series: impl IntoIterator<Item = Series>,
    ) -> CurvePanel<'a> {
        let series = series.into_iter().collect();
        CurvePanel { title: title.into(), x, y, series, levels: Vec::new() }
    }

    /// With one more reference line.
    pub fn level(mut self, label: impl Into<String>, at: f64) -> Self {
        self.levels.push(Level { label: label.into(), at });
        self
    }
}

/// A panel alone has the proportions of a screen; narrower ones are closer to square.
fn panel_height(width: i32) -> i32 {
    if width > px(500) { px(380) } else { (width * 9 / 10).max(px(200)) }
}

impl Stroke {
    /// The style of series number `i`.
    fn style(self, i: usize) -> LineStyle {
        let usual = style::line(i);
        match self {
            Stroke::Usual => usual,
            Stroke::Solid => LineStyle { dashes: &[], ..usual },
            Stroke::Thin => LineStyle { dashes: &[], width: style::LEVEL, ..usual },
        }
    }
}

impl Curves<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No panels, series or points; a series that has not as many xs as ys; NaN or infinity; a
    /// number that is not above 0 on a logarithmic axis or beyond 4e307 on a linear one; ends of an
    /// axis in the wrong order; columns out of range; more series than can be told apart; series of
    /// one label with different strokes; labels that are blank, repeated in a panel, too wide, or
    /// hold a character the font lacks.
    pub fn svg(&self) -> Result<Svg> {
        self.draw(|panel, columns| panel.rulers(std::slice::from_ref(panel), columns))
    }

    /// Draws the figure with the same ends of the axes in every panel, so that panels can
    /// be compared; but axes with ends of their own keep them.
    ///
    /// # Errors
    /// Those of [`svg`](Curves::svg).
    pub fn svg_on_shared_axes(&self) -> Result<Svg> {
        self.draw(|panel, columns| panel.rulers(&self.panels, columns))
    }

    fn draw(&self, rulers: impl Fn(&CurvePanel, usize) -> Result<(Ruler, Ruler)>) -> Result<Svg> {
        self.panels.iter().try_for_each(check_panel)?;
        let series = labels(self.panels.iter().flat_map(|p| p.series.iter().map(|s| &*s.label)));
        let levels = labels(self.panels.iter().flat_map(|p| p.levels.iter().map(|l| &*l.label)));
        check::at_most("number of series", LINE_STYLES, series.len())?;
        check::at_most("number of reference lines", LEVEL_STYLES, levels.len())?;

        let mut styles = Vec::new();
        for (i, &label) in series.iter().enumerate() {
            let mut alike = self.panels.iter().flat_map(|p| &p.series).filter(|s| s.label == label);
            let stroke = alike.next().map(|series| series.stroke).unwrap_or_default();
            if alike.any(|series| series.stroke != stroke) {
                let why = "has one stroke in one panel and another in another";
                return Err(Error::Figure(format!("series {label:?} {why}")));
            }
            styles.push(stroke.style(i));
        }
        let mut legend: Vec<Entry> = entries(&series, |i| Sample::Line(styles[i])).collect();
        legend.extend(entries(&levels, |i| Sample::Line(style::level(i))));
        let titles = self.panels.iter().map(|panel| &*panel.title);
        let sheet = Sheet::new(self.title, self.columns, titles, legend)?;
        sheet.svg(panel_height(sheet.panel_width()), |area, block, panel| {
            let panel = &self.panels[panel];
            let (x, y) = rulers(panel, (block.width / px(70)) as usize)?;
            let plot = Plot::new(area, block, (panel.x.name, panel.y.name), x, y)?;
            for level in &panel.levels {
                let style = style::level(place(&levels, &level.label));
                if let Some(stroke) = plot.across(level.at) {
                    curve(area, &stroke, style)?;
                }
            }
            for line in &panel.series {
                let style = styles[place(&series, &line.label)];
                for stroke in plot.strokes(line.xs.iter().copied().zip(line.ys.iter().copied())) {
                    curve(area, &stroke, style)?;
                }
            }
            Ok(Drawn::all_over(block, plot.inside().centre().0))
        })
    }
}

impl CurvePanel<'_> {
    /// Rulers that reach over all these panels, or as far as the axes' own ends.
    fn rulers(&self, panels: &[CurvePanel], columns: usize) -> Result<(Ruler, Ruler)> {
        let series = || panels.iter().flat_map(|p| &p.series);
        let xs = series().flat_map(|s| s.xs.iter().copied());
        let ys = series().flat_map(|s| s.ys.iter().copied());
        let ys = ys.chain(panels.iter().flat_map(|p| p.levels.iter().map(|l| l.at)));
        let (x, y) = (format!("x of {:?}", self.title), format!("y of {:?}", self.title));
        Ok((
            Ruler::along(&x, self.x, xs, 0.0, columns.clamp(3, 10))?,
            Ruler::along(&y, self.y, ys, 0.04, 6)?,
        ))
    }
}

fn check_panel(panel: &CurvePanel) -> Result<()> {
    expect_some("series of a panel", panel.series.len())?;
    check::distinct("series of a panel", panel.series.iter().map(|s| &*s.label))?;
    for Series { label, xs, ys, .. } in &panel.series {
        expect_some(&format!("points of series {label:?}"), xs.len())?;
        check::coordinates(&format!("series {label:?}"), xs, ys)?;
    }
    check_levels(&panel.levels)
}

/// Refuses labels that are blank or repeated, and places that are not finite.
pub(crate) fn check_levels(levels: &[Level]) -> Result<()> {
    check::distinct("reference lines of a panel", levels.iter().map(|level| &*level.label))?;
    for Level { label, at } in levels {
        check::finite(&format!("reference line {label:?}"), &[*at])?;
    }
    Ok(())
}
