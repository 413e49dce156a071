//! The pages around the chapters are templates: a number in them would be true only until someone
//! adds a chapter.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::path::Path;

/// Names and dates that have digits. The licences and the letters of figures have a version.
const ALLOWED: [&str; 16] = [
    "MA6202",
    "CC BY 4.0",
    "doi:10.24432/C5PC7J",
    "UCI Machine Learning Repository, 1992.",
    "in 1974. Cite them",
    "en 1974. Se citan",
    "Biometrics 37, 1981.",
    "\"F1\"",
    "lecture 12, 19 June 2020",
    "clase 12, 19 de junio de 2020",
    "licence 2.0",
    "Apache 2.0",
    "DejaVu Sans 2.37",
    "penalización L2",
    "L2 penalty",
    "github.com/NicoCaro/DataScienceLab",
];

/// The templates, each with its name: "index.es.md".
fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of templates") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        all.push((name, std::fs::read_to_string(&path).expect("a template")));
    }
    all.sort();
    all
}

/// Numbers that stand in a template outside of code, links and formulas.
pub fn numbers() -> Vec<String> {
    let all = templates();
    let typed = |(name, text): &(String, String)| {
        let typed = typed(text).into_iter();
        typed.map(|words| format!("{name}: a number in {words:?}")).collect::<Vec<_>>()
    };
    all.iter().flat_map(typed).collect()
}

/// The texts of a template that have a digit; code, formulas, placeholders and where links lead are
/// none.
fn typed(template: &str) -> Vec<String> {
    let without = without_placeholders(template);
    let options = Options::ENABLE_TABLES | Options::ENABLE_MATH;
    let (mut typed, mut is_code) = (Vec::new(), false);
    for event in Parser::new_ext(&without, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if !is_code => {
                let left =
                    ALLOWED.iter().fold(text.to_string(), |left, name| left.replace(name, ""));
                if left.contains(|c: char| c.is_ascii_digit()) {
                    typed.push(text.into_string());
                }
            }
            _ => {}
        }
    }
    typed
}

pub fn without_placeholders(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((begin, end)) = tag(rest) {
        text += &rest[..begin];
        rest = &rest[end..];
    }
    text + rest
}

/// Where the first tag of a template begins and ends.
fn tag(text: &str) -> Option<(usize, usize)> {
    let begin = [("{{", "}}"), ("{%", "%}")].into_iter();
    let begin = begin.filter_map(|(open, close)| Some((text.find(open)?, close))).min()?;
    let end = text[begin.0..].find(begin.1).expect("a tag ends") + begin.0 + 2;
    Some((begin.0, end))
}

/// Templates of which both languages do not have the same placeholders in the same sections, or
/// which are in one language only. Columns may stand in another order.
pub fn placeholders() -> Vec<String> {
    let all = templates();
    let mut faults = Vec::new();
    for (name, es) in all.iter().filter(|(name, _)| !name.ends_with(".en.md")) {
        let Some(stem) = name.strip_suffix(".es.md") else { continue };
        let english = format!("{stem}.en.md");
        let en = all.iter().find(|(name, _)| *name == english).map(|(_, text)| text);
        let (es, en) = (sections(es), sections(en.map_or("", String::as_str)));
        if es != en {
            faults.push(format!("{stem}: es has {es:?}, en has {en:?}"));
        }
    }
    faults
}

/// The placeholders by section, in order of their names.
fn sections(template: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for section in template.split("\n#") {
        let mut tags = Vec::new();
        let mut rest = section;
        while let Some((begin, end)) = tag(rest) {
            // The same term, in the language of the page.
            tags.push(rest[begin..end].replace("t.es_said", "t.en_said"));
            rest = &rest[end..];
        }
        tags.sort();
        all.push(tags);
    }
    all
}
