use plotters::style::text_anchor::HPos;

use crate::Result;
use crate::error::expect_some;
use crate::legend::{Sample, entries};
use crate::marker::tile;
use crate::paper::{Area, Block, text};
use crate::sheet::Sheet;
use crate::stroke::path;
use crate::style::{CLASSES, FINE_GRID, GRID, HAIR, INK, MARGIN, NUMBER, WIDTH, leading, px};
use crate::{Svg, check, font};

/// What belongs to what: a row for each of these, a column for each of those, and a mark of one of
/// a few kinds where they meet.
#[derive(Clone, Debug)]
pub struct Incidence<'a> {
    /// Above everything; may be empty.
    pub title: &'a str,
    /// The rows' labels, which may take several lines.
    pub rows: Vec<&'a str>,
    /// The columns' labels: short.
    pub columns: Vec<&'a str>,
    /// The kinds of marks, as the legend names them.
    pub kinds: Vec<&'a str>,
    /// `marks[row][column]`: the kind, if there is a mark.
    pub marks: Vec<Vec<Option<usize>>>,
}

const CELL: i32 = px(29);
/// Between a label and its row's cells, and around a mark in its cell.
const SPACE: i32 = px(6);
const INSET: i32 = px(3);

impl Incidence<'_> {
    /// Draws the figure.
    ///
    /// # Errors
    /// No rows, columns or kinds; more or fewer marks than one or none for each row and column; a
    /// kind that is not named; labels that are blank, repeated, too wide, or hold a character the
    /// font lacks.
    pub fn svg(&self) -> Result<Svg> {
        self.check()?;
        let room = WIDTH - 2 * MARGIN - CELL * self.columns.len() as i32 - SPACE;
        let wrap = |row: &&str| font::wrap("label of a row", row, NUMBER, room);
        let labels = self.rows.iter().map(wrap).collect::<Result<Vec<_>>>()?;
        let high = |label: &Vec<String>| (label.len() as i32 * leading(NUMBER) + px(4)).max(px(18));
        let header = leading(NUMBER) + px(4);
        let height = header + labels.iter().map(high).sum::<i32>();
        let legend = entries(&self.kinds, Sample::Tint).collect();
        let sheet = Sheet::new(self.title, 1, [""].into_iter(), legend)?;
        sheet.svg(height, |area, block, _| {
            let left = block.left + room + SPACE;
            for (j, column) in self.columns.iter().enumerate() {
                let middle = left + j as i32 * CELL + CELL / 2;
                text(area, column, (middle, block.top + header / 2), NUMBER, INK, HPos::Center)?;
            }
            let mut top = block.top + header;
            for (label, marks) in labels.iter().zip(&self.marks) {
                let row = Block { left, top, width: block.right() - left, height: high(label) };
                cells(area, row, marks)?;
                let first = row.centre().1 - (label.len() as i32 - 1) * leading(NUMBER) / 2;
                for (i, line) in label.iter().enumerate() {
                    let y = first + i as i32 * leading(NUMBER);
                    text(area, line, (block.left, y), NUMBER, INK, HPos::Left)?;
                }
                top = row.bottom();
                path(area, vec![(block.left, top), (row.right(), top)], GRID, HAIR)?;
            }
            Ok(block.centre().0)
        })
    }

    fn check(&self) -> Result<()> {
        expect_some("rows of a figure", self.rows.len())?;
        expect_some("columns of a figure", self.columns.len())?;
        expect_some("kinds of marks", self.kinds.len())?;
        check::at_most("kinds of marks", CLASSES.len(), self.kinds.len())?;
        check::distinct("rows of a figure", self.rows.iter().copied())?;
        check::distinct("columns of a figure", self.columns.iter().copied())?;
        check::distinct("kinds of marks", self.kinds.iter().copied())?;
        for column in &self.columns {
            font::fits("label of a column", column, NUMBER, CELL - px(2))?;
        }
        check::count("rows of marks", self.rows.len(), self.marks.len())?;
        for (row, marks) in self.rows.iter().zip(&self.marks) {
            check::count(&format!("marks of {row:?}"), self.columns.len(), marks.len())?;
            for &kind in marks.iter().flatten() {
                check::below("kind of a mark", "a kind", kind, self.kinds.len())?;
            }
        }
        Ok(())
    }
}

/// A row's marks, on a line for each column.
fn cells(area: &Area, row: Block, marks: &[Option<usize>]) -> Result<()> {
    for (j, mark) in marks.iter().enumerate() {
        let middle = row.left + j as i32 * CELL + CELL / 2;
        path(area, vec![(middle, row.top), (middle, row.bottom())], FINE_GRID, HAIR)?;
        if let Some(kind) = mark {
            let (width, height) = (CELL - 2 * INSET, row.height - 2 * INSET);
            tile(area, Block::around((middle, row.centre().1), width, height), *kind)?;
        }
    }
    Ok(())
}
