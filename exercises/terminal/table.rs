//! Tables, as wide as there is room.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets,
};
use pulldown_cmark::Alignment;
use std::mem::take;
use unicode_width::UnicodeWidthStr;

/// The rows that have been read, the first of them the header.
pub struct Rows {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
}

impl Rows {
    pub fn new(alignments: Vec<Alignment>) -> Rows {
        Rows { alignments, rows: Vec::new(), row: Vec::new() }
    }

    pub fn cell(&mut self, text: String) {
        self.row.push(text);
    }

    pub fn end_row(&mut self) {
        self.rows.push(take(&mut self.row));
    }

    pub fn text(self, width: usize) -> String {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        // No word is broken: who writes a table sees to it that its words fit.
        let longest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.flat_map(|cell| cell.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or(0)
        };
        let longest: Vec<usize> = (0..self.alignments.len()).map(longest).collect();
        let mut rows = self.rows.into_iter();
        if let Some(header) = rows.next()
            && header.iter().any(|cell| !cell.is_empty())
        {
            table.set_header(header);
        }
        table.add_rows(rows);
        for ((column, alignment), longest) in
            table.column_iter_mut().zip(self.alignments).zip(longest)
        {
            let least = u16::try_from(longest + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            column.set_cell_alignment(match alignment {
                Alignment::Right => CellAlignment::Right,
                Alignment::Center => CellAlignment::Center,
                Alignment::Left | Alignment::None => CellAlignment::Left,
            });
        }
        let lines = table.to_string();
        lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}
