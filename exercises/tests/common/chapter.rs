//! What a chapter must be: readable in a terminal, whole, and the same in both languages.

use super::{Program, ToldChapter, assert_plain};
use ma6202_exercises::chapter::{ANSWER, QUESTIONS, SECTIONS, SOLUTION, events, section, summary};
use ma6202_exercises::language::{Language, Tells};
use ma6202_exercises::program::Exercise;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};
use unicode_width::UnicodeWidthStr;

impl<E: Exercise> Program<E> {
    /// Its chapters have all sections, and in a terminal of 80 columns each line fits; nothing is
    /// left of placeholders and of LaTeX.
    #[track_caller]
    pub fn assert_can_be_read(&self) {
        for ToldChapter { language, markdown, text } in self.chapters() {
            let headings = headings(markdown);
            let of_level = |level| {
                let of_it = headings.iter().filter(move |(of, _)| *of == level);
                of_it.map(|(_, title)| title.as_str()).collect::<Vec<_>>()
            };
            let title = format!("{}. ", self.document()["exercise"]);
            let [first] = of_level(HeadingLevel::H1)[..] else { panic!("one title: {headings:?}") };
            assert!(first.starts_with(&title), "{first}");
            let sections = SECTIONS.map(|title| language.of(title));
            assert_eq!(of_level(HeadingLevel::H2), sections);
            assert!(section(markdown, ANSWER, *language).is_some_and(|answer| answer.len() > 200));

            let questions = section(markdown, QUESTIONS, *language).expect("questions");
            assert_are_solved(questions, language.of(SOLUTION));

            // Wrong code is never taken for right.
            let wrong = language.pick(
                " El código con ese error, y lo que dice de él el corrector:\n\n```rust\n",
                " The code with this mistake, and what the grader says of it:\n\n```rust\n",
            );
            assert!(markdown.contains(wrong), "{markdown}");

            assert_plain(text);
            let code = code(markdown);
            for line in text.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
                assert_eq!(line, line.trim_end(), "blanks at its end");
                let is_code = code.contains(line.trim());
                let is_left =
                    ["{{", "{%", "$", "\\", "\u{a0}"].into_iter().find(|&c| line.contains(c));
                assert!(is_code || is_left.is_none(), "{is_left:?} in {line}");
            }
        }
    }

    /// Section by section both chapters have the same placeholders, formulas, tables, figures,
    /// links, lists, code and details.
    #[track_caller]
    pub fn assert_says_the_same(&self) {
        let chapter = E::CHAPTER;
        let [es, en] = Language::ALL.map(|language| tags(chapter.template(language)));
        assert_same(&es, &en, "placeholders");
        let [es, en] = self.chapters();
        let [es, en] = [es, en].map(|chapter| parts(&chapter.markdown));
        assert_same(&es, &en, "parts");
    }
}

/// Each question is followed by one solution that others can fold.
#[track_caller]
fn assert_are_solved(questions: &str, word: &str) {
    let mut items: Vec<Vec<String>> = Vec::new();
    for event in events(questions) {
        match event {
            Event::Start(Tag::List(first)) => assert_eq!(first, Some(1), "a numbered list"),
            Event::Start(Tag::Item) => items.push(Vec::new()),
            Event::Html(html) => items.last_mut().expect("a question").push(html.trim().into()),
            Event::Start(Tag::Paragraph) => {
                items.last_mut().expect("a question").push("text".into());
            }
            _ => {}
        }
    }
    assert!(!items.is_empty());
    for mut item in items {
        item.dedup();
        let begin = format!("<details><summary>{word}</summary>");
        assert_eq!(item, ["text", &begin, "text", "</details>"], "{questions}");
    }
}

/// How to say that both halves of a chapter agree again.
const AGREE: &str = "MA6202_AGREED=1 cargo test -p ma6202-exercises --test programs agree";

impl<E: Exercise> Program<E> {
    /// Since someone last read both halves beside each other, neither has changed: a change of one
    /// is a change of both, or is said to need none. What agreed is kept by the text of each
    /// section.
    #[track_caller]
    pub fn assert_agrees(&self) {
        let chapter = E::CHAPTER;
        let [es, en] = Language::ALL.map(|language| digests(chapter.template(language)));
        assert_eq!(es.len(), en.len(), "es.md and en.md have another number of headings");
        let file = format!("tests/agreed/exercise_{}.txt", E::NUMBER);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let now: String = es
            .iter()
            .zip(&en)
            .map(|((heading, es), (_, en))| format!("{es} {en} {heading}\n"))
            .collect();
        if env::var_os("MA6202_AGREED").is_some() {
            fs::write(&file, now).expect("the file can be written");
            return;
        }
        let agreed = fs::read_to_string(&file).unwrap_or_default();
        let changed: Vec<String> = now
            .lines()
            .filter(|line| !agreed.lines().any(|agreed| agreed == *line))
            .map(|line| {
                let [es, en, heading] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else {
                    unreachable!("three parts")
                };
                let was = agreed.lines().find(|agreed| agreed.ends_with(&format!(" {heading}")));
                let is_same = |hash: &str| was.is_some_and(|was| was.contains(hash));
                let which = match (is_same(es), is_same(en)) {
                    (true, false) => "en.md was changed, es.md was not",
                    (false, true) => "es.md was changed, en.md was not",
                    _ => "both were changed",
                };
                format!("{heading}: {which}")
            })
            .collect();
        assert!(
            changed.is_empty(),
            "chapter {}: a change of one language is a change of both. When they agree: {AGREE}\n{}",
            E::NUMBER,
            changed.join("\n")
        );
    }
}

/// The headings of a template, each with a digest of what stands below it.
fn digests(template: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in template.lines() {
        match (line.starts_with('#'), sections.last_mut()) {
            (false, Some((_, text))) => text.extend([line, "\n"]),
            _ => sections.push((line.into(), String::new())),
        }
    }
    let digest = |text: String| {
        let bytes = Sha256::digest(text.as_bytes());
        bytes[..6].iter().map(|byte| format!("{byte:02x}")).collect()
    };
    sections.into_iter().map(|(heading, text)| (heading, digest(text))).collect()
}

/// Things by section, each with how often it is there.
type Counted = Vec<BTreeMap<String, usize>>;

#[track_caller]
fn assert_same(es: &Counted, en: &Counted, what: &str) {
    assert_eq!(es.len(), en.len(), "es.md and en.md have another number of headings");
    for (number, (es, en)) in es.iter().zip(en).enumerate() {
        let only = |one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| {
            let more = one.iter().filter(|(thing, count)| other.get(*thing) != Some(count));
            more.map(|(thing, count)| format!("{count} × {thing}")).collect::<Vec<_>>().join("\n  ")
        };
        let (only_es, only_en) = (only(es, en), only(en, es));
        assert!(
            es == en,
            "{what} below heading {number}:\nes.md:\n  {only_es}\nen.md:\n  {only_en}"
        );
    }
}

/// The placeholders of a template, by heading.
fn tags(template: &str) -> Counted {
    let mut all = vec![BTreeMap::new()];
    for line in template.lines() {
        if line.starts_with('#') {
            all.push(BTreeMap::new());
        }
        let mut rest = line;
        while let Some(begin) = rest.find(['{']) {
            rest = &rest[begin..];
            let close = if rest.starts_with("{{") { "}}" } else { "%}" };
            let is_tag = rest.starts_with("{{") || rest.starts_with("{%");
            let end =
                if is_tag { rest.find(close).expect("a tag ends on its line") + 2 } else { 1 };
            if is_tag {
                *all.last_mut().expect("one").entry(rest[..end].into()).or_default() += 1;
            }
            rest = &rest[end..];
        }
    }
    all
}

/// What there is besides words, by heading.
fn parts(markdown: &str) -> Counted {
    let mut all: Counted = vec![BTreeMap::new()];
    let (mut code, mut is_code) = (String::new(), false);
    for event in events(markdown) {
        let part = match event {
            Event::Start(Tag::Heading { level, .. }) => {
                all.push(BTreeMap::new());
                format!("heading {level}")
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => format!("${latex}$"),
            Event::Start(Tag::Link { dest_url, .. }) => format!("link {dest_url}"),
            Event::Start(Tag::Image { dest_url, .. }) => {
                format!("image {}", dest_url.replace(".es.svg", ".en.svg"))
            }
            Event::Start(Tag::Table(columns)) => format!("table {columns:?}"),
            Event::Start(Tag::TableRow) => "row".into(),
            Event::Start(Tag::Item) => "item".into(),
            Event::Code(code) => format!("`{code}`"),
            // Its word is of one language.
            Event::Html(html) if summary(&html).is_some() => "details".into(),
            Event::Html(html) => format!("html {}", html.trim()),
            Event::Start(Tag::CodeBlock(_)) => {
                (code, is_code) = (String::new(), true);
                continue;
            }
            Event::Text(text) if is_code => {
                code += &text;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                is_code = false;
                // What the grader says is of one language.
                match ["pista: ", "hint: "].iter().any(|mark| code.starts_with(mark)) {
                    true => "hint".into(),
                    false => format!("code {code}"),
                }
            }
            _ => continue,
        };
        *all.last_mut().expect("one").entry(part).or_default() += 1;
    }
    all
}

fn headings(markdown: &str) -> Vec<(HeadingLevel, String)> {
    let (mut all, mut open) = (Vec::new(), None);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level, String::new())),
            Event::Text(text) => {
                if let Some((_, title)) = &mut open {
                    *title += &text;
                }
            }
            Event::End(TagEnd::Heading(_)) => all.extend(open.take()),
            _ => {}
        }
    }
    all
}

/// All code in a chapter.
fn code(markdown: &str) -> String {
    let mut is_code = false;
    let mut all = String::new();
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if is_code => all += &text,
            _ => {}
        }
    }
    all
}
