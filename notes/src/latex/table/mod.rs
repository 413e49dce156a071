//! Tables that fit the page: smaller letters where that is enough, else columns that break lines;
//! long ones go on over the next page.

pub mod width;

use pulldown_cmark::Alignment;

/// A table: the first row is its head.
pub struct Table {
    pub alignments: Vec<Alignment>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell's LaTeX, and its width in letters.
pub struct Cell {
    pub latex: String,
    pub width: f64,
}

/// Sizes of letters, and how many of them there are in a line of the page.
const SIZES: [(&str, f64); 3] = [("", 78.0), (r"\small", 85.0), (r"\footnotesize", 94.0)];
/// What is between two columns, in letters.
const GAP: f64 = 2.6;
/// A column that is no wider never breaks its lines.
const NARROW: f64 = 12.0;
/// From this many rows on a table may go on over the next page.
const LONG: usize = 14;

impl Table {
    pub fn latex(&self) -> String {
        let (size, widths) = self.fitting();
        let columns: String = self
            .alignments
            .iter()
            .zip(&widths)
            .map(|(&alignment, share)| column(alignment, *share))
            .collect();
        let end = if widths.iter().any(Option::is_some) { r"\\\addlinespace[4pt]" } else { r"\\" };
        // No page begins or ends with one row alone.
        let is_kept = |number: usize| number == 1 || number + 2 == self.rows.len();
        let end =
            |number: usize| if is_kept(number) { end.replace(r"\\", r"\\*") } else { end.into() };
        let rows = self.rows.iter().enumerate();
        let rows: Vec<String> = rows.map(|(number, row)| line(row, &end(number))).collect();
        let Some((head, rows)) = rows.split_first() else { return String::new() };
        let rows = rows.concat();
        match self.rows.len() > LONG {
            true => format!(
                "{{{size}\n\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n\\toprule\n{head}\\midrule\n\
                 \\endhead\n\\bottomrule\n\\endfoot\n{rows}\\end{{longtable}}}}\n\n"
            ),
            false => format!(
                "\\begin{{center}}{size}\n\\begin{{tabular}}{{@{{}}{columns}@{{}}}}\n\\toprule\n\
                 {head}\\midrule\n{rows}\\bottomrule\n\\end{{tabular}}\n\\end{{center}}\\smallskip\n\n"
            ),
        }
    }

    /// The size of its letters, and for each column that breaks lines its share of the width.
    fn fitting(&self) -> (&'static str, Vec<Option<f64>>) {
        let count = self.alignments.len();
        let widest = |column: usize| {
            let widths = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width);
            widths.fold(0.0, f64::max)
        };
        let natural: Vec<f64> = (0..count).map(widest).collect();
        let gaps = GAP * count.saturating_sub(1) as f64;
        let whole = natural.iter().sum::<f64>() + gaps;
        if let Some((size, _)) = SIZES.iter().find(|(_, line)| whole <= *line) {
            return (size, vec![None; count]);
        }
        let (size, line) = SIZES[1];
        let is_narrow = |width: &f64| *width <= NARROW;
        let room = line - gaps - natural.iter().copied().filter(is_narrow).sum::<f64>();
        // A long column gets more than a short one, yet less than its length asks for.
        let part = |width: f64| width.powf(0.6);
        let parts: f64 =
            natural.iter().filter(|width| !is_narrow(width)).map(|&width| part(width)).sum();
        let share = |width: &f64| (!is_narrow(width)).then(|| room * part(*width) / parts / line);
        (size, natural.iter().map(share).collect())
    }
}

/// A row with fractions is as high as they are.
fn line(row: &[Cell], end: &str) -> String {
    let cells: Vec<&str> = row.iter().map(|cell| &*cell.latex).collect();
    let is_high = |cell: &&str| [r"\frac", r"\tfrac", r"\Big"].iter().any(|it| cell.contains(it));
    let high = if cells.iter().any(is_high) { r"\high " } else { "" };
    format!("{high}{} {end}\n", cells.join(" & "))
}

fn column(alignment: Alignment, share: Option<f64>) -> String {
    let (plain, ragged) = match alignment {
        Alignment::Left | Alignment::None => ("l", r"\raggedright"),
        Alignment::Right => ("r", r"\raggedleft"),
        Alignment::Center => ("c", r"\centering"),
    };
    match share {
        None => plain.into(),
        Some(share) => {
            format!(r">{{\cell{ragged}}}p{{{share:.3}\linewidth}}")
        }
    }
}
