//! The words of the sections in both languages.

use comfy_table::{CellAlignment, Table, presets};
use ma6202::oracle::{Device, Precision};

/// A language.
#[derive(Clone, Copy)]
pub enum Words {
    Spanish,
    English,
}

impl Words {
    /// One of two texts.
    pub fn pick<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Words::Spanish => es,
            Words::English => en,
        }
    }

    /// Where and in which precision, whatever the GPU's number.
    pub fn place(self, device: Device) -> String {
        let place = if device.cuda.is_some() { "GPU" } else { "CPU" };
        let precision = match device.precision {
            Precision::F64 => "f64",
            Precision::F32 => "f32",
        };
        format!("{place} {precision}")
    }

    /// Names as in a sentence: one, another and the last.
    pub fn list(self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [others @ .., last] => {
                format!("{} {} {last}", others.join(", "), self.pick("y", "and"))
            }
        }
    }
}

/// A table as Markdown, the first row its head; numbers to the right, but for so many columns.
pub fn markdown(rows: Vec<Vec<String>>, labels: usize) -> String {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    let mut rows = rows.into_iter();
    if let Some(head) = rows.next() {
        table.set_header(head);
    }
    table.add_rows(rows);
    for column in table.column_iter_mut().skip(labels) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}
