//! The pages in their order: the chapters, and around them what is made from all.

use super::told::Told;
use super::{Chapter, Figure, Page};
use crate::{Error, Result, template};
use ma6202_exercises::chapter::SLIPS_PAGE;
use ma6202_exercises::exercise_8_autograd::SLIPS;
use ma6202_exercises::language::Tells;
use ma6202_language::Language;
use minijinja::value::{Serde, Value};

/// A template in both languages.
macro_rules! both {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../pages/", $name, ".es.md")),
            include_str!(concat!("../../pages/", $name, ".en.md")),
        )
    };
}

/// What the book is called.
pub fn title(language: Language) -> String {
    language
        .pick("Redes neuronales: respuestas comprobadas", "Neural networks: checked answers")
        .into()
}

/// All pages in their order.
///
/// # Errors
/// A template with a placeholder that names nothing.
pub fn all(chapters: &[Chapter], language: Language) -> Result<Vec<Page>> {
    let mut pages: Vec<Page> = chapters.iter().map(|one| chapter(one, language)).collect();
    let told = Told::of(title(language), chapters, &pages, language);
    if let Some(last) = pages.last_mut() {
        let slips = take_slips(&mut last.markdown, language);
        pages.push(plain(SLIPS_PAGE.0, slips));
    }
    let of_template = |(name, es, en): (&str, &str, &str)| {
        let text =
            template::environment().render_str(language.pick(es, en), Value::from(Serde(&told)));
        text.map(|text| plain(name, text)).map_err(Error::page(name))
    };
    pages.insert(0, of_template(both!("index"))?);
    for after in [both!("glossary"), both!("derivations"), both!("sources")] {
        pages.push(of_template(after)?);
    }
    // The first page shows figures of the others.
    let is_shown = |figure: &&Figure| pages[0].markdown.contains(&format!("/{}.svg", figure.stem));
    let figures = pages.iter().flat_map(|page| &page.figures).filter(is_shown).cloned().collect();
    pages[0].figures = figures;
    Ok(pages)
}

fn chapter(chapter: &Chapter, language: Language) -> Page {
    let (markdown, figures) = chapter.told[language.pick(0, 1)].clone();
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
    let higher = |line: &str| match line.strip_prefix("###") {
        Some(title) => format!("##{}", title.trim_start_matches('#')),
        None => line.to_owned(),
    };
    let slips: Vec<String> = slips.lines().map(higher).collect();
    let slips = format!("# {heading}\n{}\n", slips.join("\n"));
    let (page, _) = SLIPS_PAGE;
    let left = language.pick(
        format!("Los deslices de la clase tienen [un capítulo propio]({page}.md)."),
        format!("The lecture's slips have [a chapter of their own]({page}.md)."),
    );
    *chapter = format!("{before}### {heading}\n\n{left}\n{after}");
    slips
}
