use plotters::style::text_anchor::HPos;
use plotters::style::{BLACK, Color, WHITE};

use crate::Result;
use crate::error::expect_some;
use crate::paper::{Area, Block, rectangle, text, upwards};
use crate::plot::Rim;
use crate::sheet::{Drawn, Sheet};
use crate::stroke::path;
use crate::style::{AXIS, HAIR, INK, NUMBER, STRONGEST, SUBTITLE, TEXT, UNIT, leading, px};
use crate::{Svg, check, font};

/// Confusion matrices: a row for each true class, a column for each predicted one, in each cell the
/// count. A cell is the stronger, the larger its share of its row.
#[derive(Clone, Debug)]
pub struct Confusion<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// The classes, in the order of rows and columns.
    pub classes: Vec<&'a str>,
    /// What the rows are, such as “true class”; may be empty.
    pub row_name: &'a str,
    /// What the columns are, such as “predicted class”; may be empty.
    pub column_name: &'a str,
    /// How many matrices stand side by side.
    pub columns: usize,
    /// Row by row.
    pub matrices: Vec<Matrix<'a>>,
}

/// One confusion matrix.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    /// Above the matrix; may be empty.
    pub title: &'a str,
    /// `counts[truth][prediction]`.
    pub counts: &'a [Vec<usize>],
}

const LARGEST_CELL: i32 = px(64);
const SMALLEST_CELL: i32 = px(24);
const SPACE: i32 = px(6);

impl Confusion<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No classes, no matrices; a matrix that has not a row and a column for each class; columns
    /// out of range; labels that are blank, repeated, too wide, or hold a character the font lacks;
    /// more classes or larger counts than the paper has room for.
    pub fn svg(&self) -> Result<Svg> {
        let k = self.classes.len();
        expect_some("classes of a confusion matrix", k)?;
        check::distinct("classes of a confusion matrix", self.classes.iter().copied())?;
        for matrix in &self.matrices {
            let what = format!("confusion matrix {:?}", matrix.title);
            let rows = matrix.counts.len();
            let wrong = matrix.counts.iter().find(|row| row.len() != k);
            check::shape(&what, (k, k), (rows, wrong.map_or(k, Vec::len)))?;
        }
        let titles = self.matrices.iter().map(|matrix| matrix.title);
        let sheet = Sheet::new(self.title, self.columns, titles, Vec::new())?;
        let rim = self.rim()?;
        let cell = self.cell(sheet.panel_width() - rim.left)?;
        let side = cell * k as i32;
        font::fits("name of the rows", self.row_name, TEXT, side)?;
        font::fits("name of the columns", self.column_name, TEXT, side)?;
        sheet.svg(side + rim.below, |area, block, panel| {
            // In the middle, so that the title stands above the matrix.
            let left = block.left + ((block.width - side) / 2).max(rim.left);
            let matrix = Block { left, top: block.top, width: side, height: side };
            cells(area, matrix, cell, self.matrices[panel].counts)?;
            self.labels(area, matrix, cell, rim)?;
            Ok(Drawn::all_over(block, matrix.centre().0))
        })
    }

    fn rim(&self) -> Result<Rim> {
        for class in &self.classes {
            font::check("class", class)?;
        }
        let name = |name: &str| if name.is_empty() { 0 } else { leading(TEXT) + px(2) };
        let widest = self.classes.iter().map(|c| font::width(c, NUMBER)).max().unwrap_or(0);
        Ok(Rim {
            left: widest + 2 * SPACE + name(self.row_name),
            below: leading(NUMBER) + SPACE + name(self.column_name),
        })
    }

    /// The side of a cell: as large as fits, within reason, in whole pixels so that its edges are
    /// sharp.
    fn cell(&self, room: i32) -> Result<i32> {
        let cell = (room / self.classes.len() as i32).min(LARGEST_CELL) / UNIT * UNIT;
        if cell < SMALLEST_CELL {
            return Err(crate::Error::Figure(format!(
                "{} classes leave {} pixels for a cell of their confusion matrix; it needs {}",
                self.classes.len(),
                cell.max(0) / UNIT,
                SMALLEST_CELL / UNIT
            )));
        }
        for class in &self.classes {
            font::fits("class", class, NUMBER, cell - px(2))?;
        }
        let counts = self.matrices.iter().flat_map(|m| m.counts.iter().flatten());
        if let Some(largest) = counts.max() {
            font::fits("count", &largest.to_string(), SUBTITLE, cell - px(2))?;
        }
        Ok(cell)
    }

    fn labels(&self, area: &Area, matrix: Block, cell: i32, rim: Rim) -> Result<()> {
        for (i, class) in self.classes.iter().enumerate() {
            let middle = i as i32 * cell + cell / 2;
            let left = (matrix.left - SPACE, matrix.top + middle);
            text(area, class, left, NUMBER, INK, HPos::Right)?;
            let below = (matrix.left + middle, matrix.bottom() + SPACE / 2 + leading(NUMBER) / 2);
            text(area, class, below, NUMBER, INK, HPos::Center)?;
        }
        let centre = matrix.centre();
        if !self.column_name.is_empty() {
            let y = matrix.bottom() + rim.below - leading(TEXT) / 2;
            text(area, self.column_name, (centre.0, y), TEXT, INK, HPos::Center)?;
        }
        if !self.row_name.is_empty() {
            let x = matrix.left - rim.left + leading(TEXT) / 2;
            upwards(area, self.row_name, (x, centre.1), TEXT, INK)?;
        }
        Ok(())
    }
}

fn cells(area: &Area, matrix: Block, cell: i32, counts: &[Vec<usize>]) -> Result<()> {
    for (i, row) in counts.iter().enumerate() {
        // As f64, which overflows for no sum of counts.
        let total: f64 = row.iter().map(|&n| n as f64).sum();
        for (j, &count) in row.iter().enumerate() {
            let (left, top) = (matrix.left + j as i32 * cell, matrix.top + i as i32 * cell);
            let block = Block { left, top, width: cell, height: cell };
            let share = if total > 0.0 { count as f64 / total } else { 0.0 };
            let ink = match share {
                0.0 => INK,
                _ if share < TURN => BLACK,
                _ => WHITE,
            };
            shade(area, block, share)?;
            text(area, &count.to_string(), block.centre(), SUBTITLE, ink, HPos::Center)?;
        }
    }
    // Over the cells, whose fill would cover half of each line.
    for i in 0..=counts.len() as i32 {
        let (x, y) = (matrix.left + i * cell, matrix.top + i * cell);
        path(area, vec![(x, matrix.top), (x, matrix.bottom())], AXIS, HAIR)?;
        path(area, vec![(matrix.left, y), (matrix.right(), y)], AXIS, HAIR)?;
    }
    Ok(())
}

/// From this share on a count is white: there black and white stand out alike, on white paper and,
/// with the two exchanged, on dark paper. So the contrast of a count is never below 4.5 to 1.
const TURN: f64 = 0.72;

/// A cell is the stronger, the larger its share of its row: it lets as much of the paper through as
/// it lacks, so that this holds on dark paper too.
fn shade(area: &Area, block: Block, share: f64) -> Result<()> {
    let opacity = (share * 1e3).ceil() / 1e3;
    if opacity == 0.0 { Ok(()) } else { rectangle(area, block, STRONGEST.mix(opacity)) }
}
