//! The words and tables that the sections share.

use comfy_table::{CellAlignment, Row, Table, presets};
use ma6202::oracle::{Device, Precision};
use ma6202_language::Language;

/// Where and in which precision, whatever the GPU's number.
pub fn place(device: Device) -> &'static str {
    match (device.cuda, device.precision) {
        (None, Precision::F64) => "CPU f64",
        (None, Precision::F32) => "CPU f32",
        (Some(_), Precision::F64) => "GPU f64",
        (Some(_), Precision::F32) => "GPU f32",
    }
}

/// As in a sentence: one, another and the last.
pub fn list(names: &[String], language: Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => {
            format!("{} {} {last}", others.join(", "), language.pick("y", "and"))
        }
    }
}

/// A table as Markdown; numbers to the right, but for so many columns.
pub fn markdown(
    header: impl Into<Row>,
    rows: impl IntoIterator<Item: Into<Row>>,
    labels: usize,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header).add_rows(rows);
    for column in table.column_iter_mut().skip(labels) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}
