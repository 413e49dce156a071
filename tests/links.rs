//! What the pages name is there: every link, and every file that a page or a comment names
//! between backticks.

use crate::common::{files, root};
use rstest::rstest;
use std::fs;
use std::path::PathBuf;

/// Endings of what is named as a file. Records (`.json`) come and go.
const ENDINGS: [&str; 6] = [".md", ".py", ".rs", ".sh", ".svg", ".txt"];

/// A page without its blocks of code.
fn prose(page: &str) -> String {
    page.split("```").step_by(2).collect()
}

/// The relative links of a page: file and heading.
fn links(prose: &str) -> Vec<(&str, Option<&str>)> {
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let own = targets.map(|(target, _)| target).filter(|target| !target.contains("://"));
    // A chapter names its figures by a placeholder; that they are there is a test of its own.
    let own = own.filter(|target| !target.contains("{{"));
    own.map(|target| match target.split_once('#') {
        Some((file, heading)) => (file, Some(heading)),
        None => (target, None),
    })
    .collect()
}

/// The files in folders that a text names between backticks.
fn files_named(text: &str) -> Vec<&str> {
    let words = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_file = |word: &&str| {
        // `exercise_N.rs` is many.
        let is_one = !word.contains([' ', '*']) && !["_N", "://"].iter().any(|s| word.contains(s));
        is_one && word.contains('/') && ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    words.filter(is_file).collect()
}

/// The name that a heading has in a link.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || [' ', '-', '_'].contains(c);
    heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

fn has_heading(page: &str, wanted: &str) -> bool {
    let headings = page.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    headings.map(anchor).any(|heading| heading == wanted)
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    // Chapters and the notes' own pages are templates: what becomes of their links, the notes'
    // tests follow.
    let is_page = |page: &PathBuf| {
        !["exercises", "notes/pages"].iter().any(|folder| page.starts_with(root().join(folder)))
    };
    for page in files(root(), ".md").into_iter().filter(is_page) {
        let text = fs::read_to_string(&page).unwrap();
        for (file, heading) in links(&prose(&text)) {
            let target = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            assert!(target.exists(), "{}: there is no {file}", page.display());
            if let Some(heading) = heading {
                let found = has_heading(&fs::read_to_string(&target).unwrap(), heading);
                assert!(found, "{}: {file} has no heading {heading}", page.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 50, "{followed} links");
}

/// From one of the folders around it, or in the student's project.
#[test]
fn every_file_that_is_named_exists() {
    let (mut named, mut absent) = (0, Vec::new());
    for ending in [".md", ".rs"] {
        for place in files(root(), ending) {
            let text = fs::read_to_string(&place).unwrap();
            let comments = |line: &&str| ending == ".md" || line.trim_start().starts_with("//");
            let text: String =
                text.lines().filter(comments).map(|line| format!("{line}\n")).collect();
            for file in files_named(&text) {
                let starter = [root().join("starter")];
                let mut folders =
                    place.ancestors().skip(1).chain(starter.iter().map(PathBuf::as_path));
                if !folders.any(|folder| folder.join(file).exists()) {
                    absent.push(format!("{}: there is no {file}", place.display()));
                }
                named += 1;
            }
        }
    }
    assert!(absent.is_empty(), "\n{}", absent.join("\n"));
    assert!(named > 30, "{named} files");
}

#[rstest]
#[case::relative("see [a](b/c.md) and [`d`](../e.rs)", &[("b/c.md", None), ("../e.rs", None)])]
#[case::heading("[a](b.md#c-d), [e](#f)", &[("b.md", Some("c-d")), ("", Some("f"))])]
#[case::elsewhere("[a](https://example.org/b.md)", &[])]
#[case::picture("![a](b.svg)", &[("b.svg", None)])]
fn links_are_read(#[case] page: &str, #[case] read: &[(&str, Option<&str>)]) {
    assert_eq!(links(page), read);
    let code = format!("before\n```python\n{page}\n```\n");
    assert_eq!(links(&prose(&code)), []);
}

#[test]
fn names_of_files_are_read() {
    let text = "`a/b.rs`, `c.rs`, a/d.rs, `cargo run a/e.rs`, `a/*.rs`, `a/f.json`, `a/g_N.rs`\n//! `g/h.py`";
    assert_eq!(files_named(text), ["a/b.rs", "g/h.py"]);
}

#[test]
fn headings_are_found() {
    let page = "# One\n## Where torch itself is inexact\n### Cuándo conviene: una GPU\n";
    for heading in ["one", "where-torch-itself-is-inexact", "cuándo-conviene-una-gpu"] {
        assert!(has_heading(page, heading), "{heading}");
    }
    assert!(!has_heading(page, "two"));
}
