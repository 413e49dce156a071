//! The pages around the chapters: templates over what the exercises come to.

use super::{Chapter, Page, glossary};
use crate::{Error, Result, template};
use ma6202_exercises::chapter::number::{scientific, whole};
use ma6202_exercises::exercise_8_autograd::SLIPS;
use ma6202_exercises::language::Tells;
use ma6202_language::Language;
use minijinja::value::{Serde, Value};
use serde::Serialize;

/// What the book is called.
pub fn title(language: Language) -> String {
    language
        .pick("Redes neuronales: respuestas comprobadas", "Neural networks: checked answers")
        .into()
}

/// The page of the lecture's slips.
const SLIPS_PAGE: &str = "slips";

/// All pages in their order.
///
/// # Errors
/// A template with a placeholder that names nothing.
pub fn all(chapters: &[Chapter], language: Language) -> Result<Vec<Page>> {
    let mut pages: Vec<Page> =
        chapters.iter().map(|chapter| chapter_page(chapter, language)).collect();
    if let Some(last) = pages.last_mut() {
        let slips = take_slips(&mut last.markdown, language);
        pages.push(plain(SLIPS_PAGE, slips));
    }
    let told = told(chapters, &pages, language)?;
    let front = of_template(
        "index",
        language
            .pick(include_str!("../../pages/index.es.md"), include_str!("../../pages/index.en.md")),
        &told,
    )?;
    pages.insert(0, front);
    for (name, es, en) in [
        (
            "glossary",
            include_str!("../../pages/glossary.es.md"),
            include_str!("../../pages/glossary.en.md"),
        ),
        (
            "derivations",
            include_str!("../../pages/derivations.es.md"),
            include_str!("../../pages/derivations.en.md"),
        ),
        (
            "sources",
            include_str!("../../pages/sources.es.md"),
            include_str!("../../pages/sources.en.md"),
        ),
    ] {
        pages.push(of_template(name, language.pick(es, en), &told)?);
    }
    Ok(pages)
}

fn chapter_page(chapter: &Chapter, language: Language) -> Page {
    let (markdown, figures) = &chapter.told[language.pick(0, 1)];
    let (markdown, figures) = (markdown.clone(), figures.clone());
    Page { name: chapter.name.into(), markdown, chains: chapter.chains.clone(), figures }
}

fn plain(name: &str, markdown: String) -> Page {
    Page { name: name.into(), markdown, chains: Vec::new(), figures: Vec::new() }
}

/// Takes the lecture's slips out of the chapter that tells them, for a page of their own.
fn take_slips(chapter: &mut String, language: Language) -> String {
    let heading = language.of(SLIPS);
    let (before, rest) =
        chapter.split_once(&format!("### {heading}\n")).expect("a test of its program sees it");
    let end = rest.find("\n## ").expect("a chapter does not end with them");
    let (slips, after) = rest.split_at(end);
    // The sections of a chapter are two levels down, and one.
    let higher = |line: &'_ str| match line.strip_prefix("###") {
        Some(title) => format!("##{}", title.trim_start_matches('#')),
        None => line.to_owned(),
    };
    let slips: Vec<String> = slips.lines().map(higher).collect();
    let slips = format!("# {heading}\n{}\n", slips.join("\n"));
    let left = language.pick(
        format!("Tienen [un capítulo propio]({SLIPS_PAGE}.md)."),
        format!("They have [a chapter of their own]({SLIPS_PAGE}.md)."),
    );
    *chapter = format!("{before}### {heading}\n\n{left}\n{after}");
    slips
}

/// What the templates tell of: texts and counts, as the language writes them.
#[derive(Serialize)]
struct Told {
    title: String,
    chapters: Vec<ChapterTold>,
    chains: usize,
    lines: usize,
    comparisons: String,
    held: String,
    figures: usize,
    moving: usize,
    terms: Vec<glossary::Term>,
    letters: Vec<glossary::Letters>,
}

#[derive(Serialize)]
struct ChapterTold {
    title: String,
    page: String,
    chains: Vec<ChainTold>,
}

#[derive(Serialize)]
struct ChainTold {
    title: String,
    left: String,
    anchor: String,
    lines: usize,
    problems: usize,
    worst: String,
}

fn told(chapters: &[Chapter], pages: &[Page], language: Language) -> Result<Told> {
    let title_of = |name: &str| {
        pages
            .iter()
            .find(|page| page.name == name)
            .map_or(String::new(), |page| page.title().into())
    };
    let chain = |chain: &ma6202_exercises::solved::ToldChain| ChainTold {
        title: language.pick(&chain.title.es, &chain.title.en).clone(),
        left: chain.left.latex.into(),
        anchor: chain.anchor(),
        lines: chain.lines.len(),
        problems: chain.problems,
        worst: scientific(
            ma6202_exercises::solved::worst(
                chain
                    .judged
                    .iter()
                    .filter(|judged| !judged.is_bound() && !chain.is_estimate)
                    .map(|judged| judged.worst()),
            ),
            1,
            language,
        ),
    };
    let chapter = |chapter: &Chapter| ChapterTold {
        title: title_of(chapter.name),
        page: chapter.name.into(),
        chains: chapter.chains.iter().map(chain).collect(),
    };
    let all = || chapters.iter().flat_map(|chapter| &chapter.chains);
    let figures = || chapters.iter().flat_map(|chapter| &chapter.told[language.pick(0, 1)].1);
    let count = |number: usize| whole(number as i128);
    Ok(Told {
        title: title(language),
        chains: all().count(),
        lines: all().map(|chain| chain.lines.len()).sum(),
        comparisons: count(chapters.iter().map(|chapter| chapter.checks).sum()),
        held: count(chapters.iter().map(|chapter| chapter.held).sum()),
        figures: figures().count(),
        moving: figures().filter(|figure| figure.motion.is_some()).count(),
        chapters: chapters.iter().map(chapter).collect(),
        terms: glossary::terms(language),
        letters: chapters
            .iter()
            .map(|chapter| glossary::letters(&chapter.chains, title_of(chapter.name)))
            .filter(|letters| !letters.letters.is_empty())
            .collect(),
    })
}

/// A page that a template makes.
fn of_template(name: &str, text: &str, told: &Told) -> Result<Page> {
    let markdown = template::environment()
        .render_str(text, Value::from(Serde(told)))
        .map_err(Error::page(name))?;
    Ok(plain(name, markdown))
}
