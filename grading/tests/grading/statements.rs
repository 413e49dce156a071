//! What students read in the files they get: in Spanish and, after a mark, in English.

use std::fs;
use std::path::Path;

use grader::build::file_name;
use grading::handout;
use syn::{Attribute, Expr, Fields, Item, Lit, Meta, Visibility};

use crate::root;

/// Begins the English paragraphs of a comment.
const ENGLISH: &str = "\n\n**EN** ";

/// Words that only one of the languages has.
const ONLY_SPANISH: &str = " de la el los las una un que en por con para su se del al es son ";
const ONLY_ENGLISH: &str = " the of and is are with from which that each every for by it its to ";

#[test]
fn each_answer_is_asked_for_in_both_languages() {
    let (mut said, mut wrong) = (0, vec![]);
    let mut judge = |place: String, comment: &str| {
        said += 1;
        if let Err(why) = in_both_languages(comment) {
            wrong.push(format!("{place}: {why}"));
        }
    };
    for (exercise, text) in (1..).zip(handout::blank_answers(&root()).unwrap()) {
        for (item, comment) in comments(&text) {
            judge(format!("{}, {item}", file_name(exercise)), &comment);
        }
    }
    // What a file is for.
    for folder in ["", "answers", "wire"].map(|name| root().join("starter/src").join(name)) {
        for entry in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() {
                judge(entry.display().to_string(), &head(&entry));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(said > 100, "{said} comments");
}

/// The comments of what is public in a file, by name; of fields and variants, if they have any.
fn comments(text: &str) -> Vec<(String, String)> {
    let mut all = vec![];
    for item in syn::parse_file(text).unwrap().items {
        let (vis, name, attributes) = match &item {
            Item::Fn(one) => (&one.vis, &one.sig.ident, &one.attrs),
            Item::Struct(one) => (&one.vis, &one.ident, &one.attrs),
            Item::Enum(one) => (&one.vis, &one.ident, &one.attrs),
            _ => continue,
        };
        if !matches!(vis, Visibility::Public(_)) {
            continue;
        }
        all.push((name.to_string(), comment(attributes)));
        let mut part = |part: String, attributes: &[Attribute]| {
            let said = comment(attributes);
            if !said.is_empty() {
                all.push((format!("{name}, {part}"), said));
            }
        };
        match &item {
            Item::Struct(one) => fields(&one.fields, &mut part),
            Item::Enum(one) => {
                for variant in &one.variants {
                    part(variant.ident.to_string(), &variant.attrs);
                    fields(&variant.fields, &mut part);
                }
            }
            _ => {}
        }
    }
    all
}

fn fields(fields: &Fields, part: &mut impl FnMut(String, &[Attribute])) {
    for (place, field) in fields.iter().enumerate() {
        let name = field.ident.as_ref().map_or(place.to_string(), ToString::to_string);
        part(name, &field.attrs);
    }
}

/// The comment at the head of a file.
fn head(path: &Path) -> String {
    comment(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap().attrs)
}

fn comment(attributes: &[Attribute]) -> String {
    let mut lines = vec![];
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(doc) = &attribute.meta else { continue };
        let Expr::Lit(literal) = &doc.value else { continue };
        if let Lit::Str(line) = &literal.lit {
            lines.push(line.value().trim().to_owned());
        }
    }
    lines.join("\n")
}

/// Whether Spanish comes first and English after the mark, each without words of the other, with
/// the same headings and formulas.
///
/// # Errors
/// What is not so.
fn in_both_languages(comment: &str) -> Result<(), String> {
    let Some((spanish, english)) = comment.split_once(ENGLISH) else {
        return Err(format!("nothing in English, or nothing else: {comment:?}"));
    };
    if english.contains(ENGLISH.trim()) {
        return Err(format!("twice in English: {comment:?}"));
    }
    if spanish == english {
        return Err(format!("twice the same: {spanish:?}"));
    }
    for (text, foreign) in [(spanish, ONLY_ENGLISH), (english, ONLY_SPANISH)] {
        let is_no_letter = |c: char| !c.is_alphabetic();
        let mut words =
            text.split_whitespace().map(|word| word.trim_matches(is_no_letter).to_lowercase());
        if let Some(word) = words.find(|word| foreign.contains(&format!(" {word} "))) {
            return Err(format!("{word:?} in {text:?}"));
        }
        if text.trim().is_empty() {
            return Err(format!("nothing in one language: {comment:?}"));
        }
    }
    let (here, there) = (formulas(spanish), formulas(english));
    if here != there {
        return Err(format!("other formulas or headings: {here:?}, {there:?}"));
    }
    Ok(())
}

/// The words of a text with a sign or a digit, in order of size.
fn formulas(text: &str) -> Vec<&str> {
    let is_sign = |c: char| c.is_numeric() || "#`=<>≤≥+/·→_^∂∇Σ∫⌈⌉⁻ᵃᵀαδλΦ".contains(c);
    let words = text.split_whitespace().filter(|word| word.contains(is_sign));
    let mut words: Vec<&str> =
        words.map(|word| word.trim_matches([',', '.', ';', ':', '?', '¿'])).collect();
    words.sort_unstable();
    words
}
