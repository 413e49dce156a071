//! Marks in rows and columns, as the figures of the known mistakes have them.

use crate::picture::*;
use ma6202_figure::{Incidence, Svg};
use rstest::rstest;

fn incidence() -> Incidence<'static> {
    Incidence {
        title: "Ejercicio 4: qué pierde cada error conocido",
        rows: vec![
            "Falta 1/n",
            "Un error tan largo que no cabe en una línea, con todo lo que hay que decir de λ y ∇J, y más",
            "El signo",
            "La transpuesta",
            "La última fila",
        ],
        columns: vec!["4.1", "4.2", "4.10", "4.11"],
        kinds: vec!["errada", "no se corre"],
        marks: vec![
            vec![Some(0), None, Some(1), None],
            vec![None, Some(0), Some(1), Some(1)],
            vec![None, None, None, None],
            vec![None, None, None, Some(0)],
            vec![Some(0), None, None, None],
        ],
    }
}

fn drawn() -> Svg {
    incidence().svg().unwrap()
}

#[test]
fn the_picture_keeps_what_all_pictures_promise() {
    assert_sound("incidence", drawn);
    assert_says(&drawn(), &["Falta 1/n", "4.1", "4.11", "errada", "no se corre"]);
}

/// A mark lies in the row of its label and below the head of its column.
#[test]
#[cfg_attr(not(feature = "png-pdf"), ignore = "needs the feature png-pdf; .ci/run runs it")]
fn a_mark_lies_where_its_row_and_its_column_meet() {
    let svg = drawn();
    let image = tiny_skia::Pixmap::decode_png(&svg.png(1.0).unwrap()).unwrap();
    let tinted = |column: &str, row: &str| {
        // Off the middle, where the column's line runs.
        let (x, y) = (middle(&svg, column).0 + 40.0, middle(&svg, row).1);
        let pixel = image.pixel((x / 10.0) as u32, (y / 10.0) as u32).unwrap();
        (pixel.red(), pixel.green(), pixel.blue()) != (255, 255, 255)
    };
    assert!(tinted("4.1", "Falta 1/n") && tinted("4.10", "Falta 1/n"));
    assert!(!tinted("4.2", "Falta 1/n") && !tinted("4.11", "Falta 1/n"));
    assert!(!tinted("4.1", "El signo") && !tinted("4.10", "El signo"));
}

#[rstest]
#[case::no_rows(|i: &mut Incidence| i.rows.clear(), "Empty", "rows")]
#[case::no_columns(|i: &mut Incidence| i.columns.clear(), "Empty", "columns")]
#[case::no_kinds(|i: &mut Incidence| i.kinds.clear(), "Empty", "kinds")]
#[case::a_row_short(|i: &mut Incidence| i.marks.truncate(2), "Shape", "expected shape (5, 1), got (2, 1)")]
#[case::ragged(|i: &mut Incidence| i.marks[1].truncate(3), "Shape", "expected shape (4, 1), got (3, 1)")]
#[case::no_such_kind(|i: &mut Incidence| i.marks[1][2] = Some(2), "Setting", "below 2")]
#[case::same_row(|i: &mut Incidence| i.rows[2] = "Falta 1/n", "Figure", "two are labelled")]
#[case::same_column(|i: &mut Incidence| i.columns[2] = "4.1", "Figure", "two are labelled")]
#[case::long_column(|i: &mut Incidence| i.columns[2] = "gradiente", "Figure", "\"gradiente\" is")]
#[case::too_many_columns(|i: &mut Incidence| {
    i.columns = (0..26).map(|j| &"abcdefghijklmnopqrstuvwxyz"[j..j + 1]).collect();
    i.marks = vec![vec![None; 26]; 5];
}, "Figure", "room for")]
fn what_cannot_be_drawn_is_refused(
    #[case] spoil: fn(&mut Incidence<'static>),
    #[case] kind: &str,
    #[case] part: &str,
) {
    let mut figure = incidence();
    spoil(&mut figure);
    assert_refused(figure.svg(), kind, part);
}
