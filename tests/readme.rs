//! README.es.md says in Spanish what README.md says in English: the same headings, commands, links
//! and tables.

use crate::common::root;
use std::fs;

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The levels of the headings.
fn levels(page: &str) -> Vec<usize> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| line.chars().take_while(|&c| c == '#').count()).collect()
}

/// What is typed into a terminal or a manifest, without what is said of it there, and without the
/// language that is asked for.
fn commands(page: &str) -> Vec<String> {
    let is_one = |line: &&str| line.starts_with("cargo ") || line.starts_with("ma6202 = ");
    let lines = page.lines().filter_map(|line| line.strip_prefix("    ")).filter(is_one);
    let command = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    lines.map(|line| command(line).replace("--lang es", "--lang en")).collect()
}

/// The commands, options and files between backticks, in order of the alphabet.
fn code(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.lines().filter(|line| !line.starts_with("    ")).collect();
    let prose = prose.join(" ");
    let code = prose.split('`').skip(1).step_by(2);
    let mut all: Vec<String> = code.map(|code| code.replace(".es.md", ".md")).collect();
    all.sort();
    all
}

/// Where links lead, each page in English.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let english = |target: &str| {
        // Headings have other names. A chapter is linked in both languages.
        let file = target.split('#').next().unwrap_or_default();
        file.replace(".es.svg", ".en.svg").replace(".es.png", ".en.png").replace(".es.md", ".md")
    };
    let mut all: Vec<String> = targets.map(|(target, _)| english(target)).collect();
    all.sort();
    all
}

/// The cells of each row of each table.
fn tables(page: &str) -> Vec<usize> {
    let rows = page.lines().filter(|line| line.starts_with('|'));
    rows.map(|row| row.matches('|').count()).collect()
}

#[test]
fn both_readmes_say_the_same() {
    let (en, es) = (read("README.md"), read("README.es.md"));
    assert_eq!(levels(&es), levels(&en), "headings");
    assert_eq!(commands(&es), commands(&en), "commands");
    assert!(commands(&en).len() >= 4, "{:?}", commands(&en));
    assert_eq!(links(&es), links(&en), "links");
    assert_eq!(code(&es), code(&en), "what stands between backticks");
    assert_eq!(tables(&es), tables(&en), "rows of tables");
}

/// The questions stand in the English table as well, before the English ones.
#[test]
fn the_questions_are_asked_in_both_languages() {
    let (en, es) = (read("README.md"), read("README.es.md"));
    let questions: Vec<&str> = es
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(". [")?.1.split_once(']'))
        .map(|(question, _)| question)
        .filter(|question| question.starts_with('¿'))
        .collect();
    assert_eq!(questions.len(), 8);
    for question in questions {
        assert!(en.contains(&format!("{question} · [")), "{question}");
    }
}
