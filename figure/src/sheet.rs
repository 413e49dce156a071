use plotters::style::text_anchor::HPos;

use crate::error::{expect_setting, expect_some};
use crate::legend::{self, Entry};
use crate::paper::{Area, Block, paper, text};
use crate::parts::{Parts, ViewBox};
use crate::style::{GAP, INK, MARGIN, SUBTITLE, TITLE, UNIT, WIDTH, leading, px};
use crate::svg::Svg;
use crate::{Result, check, font};

/// What every figure has: a title above, panels in a grid, a legend below, where it hides no data.
pub(crate) struct Sheet<'a> {
    title: &'a str,
    columns: usize,
    /// The panels' titles, row by row.
    panels: Vec<&'a str>,
    legend: Vec<Entry<'a>>,
    /// Room left of each row of panels, for what its panels share.
    pub indent: i32,
}

/// Where a panel is drawn, and where its title shall have its middle.
pub(crate) struct Drawn {
    pub centre: i32,
    pub left: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Drawn {
    pub fn all_over(block: Block, centre: i32) -> Drawn {
        Drawn { centre, left: block.left, right: block.right(), bottom: block.bottom() }
    }
}

/// More than these side by side leave no room for their numbers.
const MOST_COLUMNS: usize = 4;

/// Between two rows of panels.
const ROW_GAP: i32 = px(12);

impl<'a> Sheet<'a> {
    /// A sheet without indent.
    ///
    /// # Errors
    /// Labels of the legend that are blank or repeated; no panels, no columns or too many.
    pub fn new(
        title: &'a str,
        columns: usize,
        panels: impl Iterator<Item = &'a str>,
        legend: Vec<Entry<'a>>,
    ) -> Result<Self> {
        let panels: Vec<&str> = panels.collect();
        check::distinct("legend", legend.iter().map(|entry| entry.label))?;
        expect_some("panels of a figure", panels.len())?;
        let possible = 1..=MOST_COLUMNS;
        let expected = format!("1 to {MOST_COLUMNS}");
        expect_setting("columns of panels", &expected, columns, possible.contains(&columns))?;
        Ok(Sheet { title, columns, panels, legend, indent: 0 })
    }

    /// The width of each panel.
    pub fn panel_width(&self) -> i32 {
        let columns = self.columns.min(self.panels.len()) as i32;
        (WIDTH - 2 * MARGIN - self.indent - GAP * (columns - 1)) / columns
    }

    /// Draws the figure. `fill` draws panel number so-and-so into its block, `height` high.
    pub fn svg(
        &self,
        height: i32,
        mut fill: impl FnMut(&Area, Block, usize) -> Result<Drawn>,
    ) -> Result<Svg> {
        let width = self.panel_width();
        let title = font::wrap("title", self.title, TITLE, WIDTH - 2 * MARGIN)?;
        let wrap = |title: &&str| font::wrap("title of a panel", title, SUBTITLE, width);
        let titles = self.panels.iter().map(wrap).collect::<Result<Vec<_>>>()?;
        let legend = legend::rows(&self.legend, WIDTH - 2 * MARGIN)?;

        let title_height = title.len() as i32 * leading(TITLE);
        let header = |row: &[Vec<String>]| {
            let lines = row.iter().map(Vec::len).max().unwrap_or(0) as i32;
            if lines == 0 { 0 } else { lines * leading(SUBTITLE) + px(2) }
        };
        let headers: Vec<i32> = titles.chunks(self.columns).map(header).collect();
        let rows = headers.len() as i32;
        let panels = headers.iter().sum::<i32>() + rows * height + (rows - 1) * ROW_GAP;
        let below = if legend.is_empty() { 0 } else { px(8) + legend::height(legend.len()) };
        let above = if title.is_empty() { 0 } else { title_height + px(8) };
        let total = MARGIN + above + panels + below + MARGIN;

        // Half of what is between two panels belongs to each.
        let (beside, above_and_below) = (GAP / 2, ROW_GAP / 2);
        let mut parts = Parts::default();
        let picture = paper((WIDTH, (total + UNIT - 1) / UNIT * UNIT), |area| {
            for (i, line) in title.iter().enumerate() {
                let y = MARGIN + i as i32 * leading(TITLE) + leading(TITLE) / 2;
                text(area, line, (WIDTH / 2, y), TITLE, INK, HPos::Center)?;
            }
            let mut top = MARGIN + above;
            for (row, header) in headers.iter().enumerate() {
                let first = row * self.columns;
                let last = self.panels.len().min(first + self.columns);
                for (column, panel) in (first..last).enumerate() {
                    let left = MARGIN + self.indent + column as i32 * (width + GAP);
                    let block = Block { left, top: top + header, width, height };
                    let drawn = fill(area, block, panel)?;
                    let (mut from, mut to) = (drawn.left, drawn.right);
                    for (i, line) in titles[panel].iter().enumerate() {
                        let y = top + i as i32 * leading(SUBTITLE) + leading(SUBTITLE) / 2;
                        let half = font::width(line, SUBTITLE) / 2 + 1;
                        let x = drawn.centre.min(left + width - half).max(left + half);
                        text(area, line, (x, y), SUBTITLE, INK, HPos::Center)?;
                        (from, to) = (from.min(x - half), to.max(x + half));
                    }
                    parts.panels.push(ViewBox {
                        left: from - beside,
                        top: top - above_and_below,
                        width: to - from + 2 * beside,
                        height: drawn.bottom - top + 2 * above_and_below,
                    });
                }
                top += header + height + ROW_GAP;
            }
            parts.legend = legend::draw(area, &legend, top - ROW_GAP + px(8))?;
            Ok(())
        })?;
        let fill_it = |part: &ViewBox| part.pixels() > WIDTH / UNIT * 4 / 5;
        let stand_alone = self.indent == 0 && !parts.panels.iter().any(fill_it);
        let parts = if stand_alone { parts } else { Parts::default() };
        Ok(Svg { title: self.title.into(), parts, ..picture })
    }
}
