//! Formulas are MathML Core, which browsers draw by themselves.
//!
//! # Source
//! MathML Core, W3C Candidate Recommendation Snapshot, 2025: its elements, how many children they
//! have, and which of their attributes mean something.

use crate::made::Page;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Its elements that we may write, and how many children they have, if that is given.
const ELEMENTS: [(&str, Option<usize>); 24] = [
    ("math", None),
    ("mrow", None),
    ("mi", None),
    ("mn", None),
    ("mo", None),
    ("ms", None),
    ("mtext", None),
    ("mspace", Some(0)),
    ("mfrac", Some(2)),
    ("msqrt", None),
    ("mroot", Some(2)),
    ("mstyle", None),
    ("merror", None),
    ("mpadded", None),
    ("mphantom", None),
    ("msub", Some(2)),
    ("msup", Some(2)),
    ("msubsup", Some(3)),
    ("munder", Some(2)),
    ("mover", Some(2)),
    ("munderover", Some(3)),
    ("mtable", None),
    ("mtr", None),
    ("mtd", None),
];

/// Attributes that it knows, of some element.
const ATTRIBUTES: [&str; 31] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "id",
    "largeop",
    "linethickness",
    "lspace",
    "mathbackground",
    "mathcolor",
    "mathsize",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "style",
    "symmetric",
    "voffset",
    "width",
];

/// Elements that hold text, and only that.
const TOKENS: [&str; 5] = ["mi", "mn", "mo", "ms", "mtext"];

/// Faults of all formulas.
pub fn faults(page: Page) -> Vec<String> {
    // Each fault with the first formula that has it.
    let mut faults = BTreeMap::new();
    for begin in page.text.split("<math").skip(1) {
        let Some((inside, _)) = begin.split_once("</math>") else {
            return vec!["<math> is not closed".into()];
        };
        let formula = format!("<math{inside}</math>");
        match Document::parse(&formula) {
            Err(error) => drop(faults.entry(error.to_string()).or_insert(formula)),
            Ok(parsed) => {
                let elements = parsed.descendants().filter(Node::is_element);
                for fault in elements.filter_map(wrong) {
                    faults.entry(fault).or_insert_with(|| formula.clone());
                }
            }
        }
    }
    faults.into_iter().map(|(fault, formula)| format!("{fault}: {formula}")).collect()
}

fn wrong(element: Node) -> Option<String> {
    let name = element.tag_name().name();
    let Some((_, children)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
        return Some(format!("{name} is no element of MathML Core"));
    };
    let count = element.children().filter(Node::is_element).count();
    if children.is_some_and(|children| children != count) {
        return Some(format!("{name} has {count} children"));
    }
    let has_text = element.children().any(|node| node.is_text() && node.text() != Some(""));
    if has_text != TOKENS.contains(&name) || (has_text && count > 0) {
        return Some(format!("text is in a token and nowhere else, not in {name}"));
    }
    // The only variant that Core keeps: upright letters.
    let odd = element.attributes().find(|attribute| {
        let is_variant = attribute.name() == "mathvariant";
        !ATTRIBUTES.contains(&attribute.name()) || is_variant && attribute.value() != "normal"
    });
    odd.map(|odd| format!("{}={:?} of {name} means nothing", odd.name(), odd.value()))
}
