//! What a figure says to those who cannot see it.

use std::collections::BTreeSet;

use ma6202_figure::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rstest::rstest;
use usvg::roxmltree::Document;

use crate::picture::{assert_refused, assert_sound};

fn picture() -> Svg {
    let falling = Series::new("entrenamiento", &[0.0, 1.0, 2.0], [1.0, 0.3, 0.1]);
    let panel = CurvePanel::new("", Axis::linear("época"), Axis::linear("J"), [falling]);
    Curves { title: "La pérdida", columns: 1, panels: vec![panel] }.svg().unwrap()
}

const SEEN: Description = Description {
    language: "es-CL",
    title: "La pérdida <J> & su \"mínimo\"",
    text: "J cae desde 1 hasta 0.1\nen dos épocas: ]]> y 'δ' < 1.",
};

#[test]
fn a_description_comes_first_and_all_else_stays() {
    let (plain, told) = (picture(), picture().described("exercise_7_losses.es", SEEN).unwrap());
    let document = Document::parse(told.text()).expect("well-formed XML");
    let root = document.root_element();
    let says = |name| root.attribute(name).unwrap();
    assert_eq!((says("lang"), says("role")), ("es-CL", "img"));
    assert_eq!(root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("es-CL"));
    let ids = ["exercise_7_losses.es-title", "exercise_7_losses.es-desc"];
    assert_eq!(says("aria-labelledby"), ids.join(" "));
    let first: Vec<_> = root.children().filter(|node| node.is_element()).take(2).collect();
    for (k, (kind, text)) in [("title", SEEN.title), ("desc", SEEN.text)].into_iter().enumerate() {
        let name = first[k].tag_name();
        assert_eq!((name.name(), name.namespace()), (kind, Some("http://www.w3.org/2000/svg")));
        assert_eq!((first[k].attribute("id"), first[k].text()), (Some(ids[k]), Some(text)));
    }

    let (_, after) = told.text().split_once("</desc>").unwrap();
    assert!(plain.text().ends_with(&format!(">{after}")), "the picture");
    assert!(told.text().starts_with(plain.text().split_once('>').unwrap().0), "its size");
    if Format::Png.check().is_ok() {
        assert!(told.png(1.0).unwrap() == plain.png(1.0).unwrap(), "its pixels");
        assert!(told.pdf().unwrap() == plain.pdf().unwrap(), "its page");
    }
}

#[test]
fn a_described_picture_keeps_what_all_promise() {
    let data: Vec<f64> = (0..200).map(|i| f64::from(i * i % 17)).collect();
    let xs: Vec<f64> = (0..200).map(f64::from).collect();
    assert_sound("described", || {
        let panels = ["uno", "dos"].map(|title| {
            let series = Series::new("serie", &xs, data.clone());
            CurvePanel::new(title, Axis::linear("época"), Axis::linear("J"), [series])
        });
        let curves = Curves { title: "Dos", columns: 2, panels: panels.into() };
        curves.svg().unwrap().described("dos", SEEN).unwrap()
    });
}

#[test]
fn two_on_one_page_share_no_id() {
    let told = |name| picture().described(name, SEEN).unwrap();
    let both = ["exercise_7_losses.es", "exercise_7_losses.en"].map(told);
    let page = format!("<html>{}{}</html>", both[0].text(), both[1].text());
    let page = Document::parse(&page).unwrap();
    let ids: Vec<_> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (4, 4), "{ids:?}");
}

#[rstest]
#[case::no_title(Description { title: "", ..SEEN }, "<title> of x: expected a text")]
#[case::a_blank_title(Description { title: " \n", ..SEEN }, "<title> of x: expected a text")]
#[case::a_blank_text(Description { text: "\t", ..SEEN }, "<desc> of x: expected a text")]
#[case::a_bell(Description { title: "J\u{7}", ..SEEN }, r"XML has, got '\u{7}'")]
#[case::no_character(Description { text: "J\u{ffff}", ..SEEN }, r"XML has, got '\u{ffff}'")]
#[case::zero(Description { text: "J\0", ..SEEN }, r"XML has, got '\0'")]
#[case::no_language(Description { language: "", ..SEEN }, "language of a figure")]
#[case::a_letter(Description { language: "e", ..SEEN }, "got \"e\"")]
#[case::its_name(Description { language: "español", ..SEEN }, "got \"español\"")]
#[case::two_languages(Description { language: "es en", ..SEEN }, "got \"es en\"")]
#[case::an_end(Description { language: "es-", ..SEEN }, "got \"es-\"")]
fn what_cannot_be_told_is_refused(#[case] description: Description, #[case] part: &str) {
    assert_refused(picture().described("x", description), "Setting", part);
}

#[rstest]
fn a_name_that_is_no_id_is_refused(
    #[values("", "7", "_x", "a b", "a\"", "año", "a/b", "a>")] name: &str,
) {
    assert_refused(picture().described(name, SEEN), "Setting", "name of a described figure");
}

#[test]
fn a_picture_is_described_once() {
    let told = picture().described("x", SEEN).unwrap();
    assert_refused(told.described("y", SEEN), "Figure", "y: it is described already");
}

/// Production 2 of XML 1.0.
fn is_of_xml(c: char) -> bool {
    "\t\n\r".contains(c) || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(6202), ..ProptestConfig::default() })]

    /// A text is read back as it was written, to the character, or refused.
    #[test]
    fn every_text_is_told_or_refused(text in "[\0-~éδ\u{fff0}-\u{ffff}𝛿]{1,6}") {
        let is_told = text.chars().all(is_of_xml) && !text.trim().is_empty();
        match picture().described("x", Description { text: &text, ..SEEN }) {
            Ok(told) => {
                let document = Document::parse(told.text()).unwrap();
                let mut nodes = document.descendants();
                let read = nodes.find(|node| node.tag_name().name() == "desc").unwrap();
                prop_assert_eq!((is_told, read.text()), (true, Some(&*text)));
            }
            Err(error) => prop_assert!(!is_told, "{error}"),
        }
    }
}
