//! What the templates of pages tell of: texts and counts, as the language writes them.

use super::glossary::{self, Letters, Named, Term};
use super::{Chapter, Page};
use ma6202_exercises::chapter::number::{scientific, whole};
use ma6202_exercises::solved::{JudgedBy, ToldChain, worst};
use ma6202_language::Language;
use serde::Serialize;

/// The values of all placeholders.
#[derive(Serialize)]
pub struct Told {
    title: String,
    chapters: Vec<ChapterTold>,
    chains: usize,
    lines: usize,
    comparisons: String,
    held: String,
    figures: usize,
    moving: usize,
    terms: Vec<Term>,
    letters: Vec<Letters>,
    /// What the first page shows of the others.
    shown: Shown,
}

/// A figure, and what is said of it.
#[derive(Serialize)]
struct Shown {
    stem: String,
    description: String,
}

/// The figure of the first page.
const SHOWN: &str = "exercise_7_regions";

#[derive(Serialize)]
struct ChapterTold {
    title: String,
    page: String,
    chains: Vec<ChainTold>,
}

/// A derivation, and where it is told.
#[derive(Serialize)]
struct ChainTold {
    #[serde(flatten)]
    named: Named,
    left: &'static str,
    lines: usize,
    problems: usize,
    /// The worst relative error, but of bounds.
    worst: String,
}

impl Told {
    /// Of the chapters, and their pages in a language.
    pub fn of(title: String, chapters: &[Chapter], pages: &[Page], language: Language) -> Told {
        let of_page = |(chapter, page): (&'_ Chapter, &'_ Page)| {
            let shown = chapter.chains.iter().filter(|chain| is_shown(chain, page));
            shown.map(|chain| chain.lines.len()).collect::<Vec<_>>()
        };
        let chains: Vec<usize> = chapters.iter().zip(pages).flat_map(of_page).collect();
        let figures = || pages.iter().flat_map(|page| &page.figures);
        let count = |number: usize| whole(number as i128);
        let told: Vec<ChapterTold> = chapters
            .iter()
            .zip(pages)
            .map(|(chapter, page)| ChapterTold {
                title: page.title().into(),
                page: page.name.clone(),
                chains: chapter.chains.iter().map(|one| chain(one, page, language)).collect(),
            })
            .collect();
        let shown = figures().find(|figure| figure.stem.starts_with(SHOWN));
        let shown = shown.map(|figure| (figure.stem.clone(), figure.description.clone()));
        let (stem, description) = shown.unwrap_or_default();
        let letters = chapters.iter().zip(pages).map(|(chapter, page)| {
            let name = |chain: &ToldChain| named(chain, page, language);
            glossary::letters(&chapter.chains, name, page.title())
        });
        Told {
            title,
            chapters: told,
            chains: chains.len(),
            lines: chains.iter().sum(),
            comparisons: count(chapters.iter().map(|chapter| chapter.checks).sum()),
            held: count(chapters.iter().map(|chapter| chapter.held).sum()),
            figures: figures().count(),
            moving: figures().filter(|figure| figure.says.is_some()).count(),
            terms: glossary::terms(language),
            shown: Shown { stem, description },
            letters: letters.filter(|letters| !letters.letters.is_empty()).collect(),
        }
    }
}

/// Whether a page tells a derivation.
fn is_shown(chain: &ToldChain, page: &Page) -> bool {
    page.markdown.contains(&format!("<a id=\"{}\">", chain.anchor()))
}

fn named(chain: &ToldChain, page: &Page, language: Language) -> Named {
    Named {
        title: language.pick(&chain.title.es, &chain.title.en).clone(),
        address: is_shown(chain, page).then(|| format!("{}.md#{}", page.name, chain.anchor())),
    }
}

fn chain(chain: &ToldChain, page: &Page, language: Language) -> ChainTold {
    ChainTold {
        named: named(chain, page, language),
        left: chain.left.latex,
        lines: chain.lines.len(),
        problems: chain.problems,
        worst: match chain.is_estimate {
            true => "–".into(),
            false => scientific(worst(chain.judged.iter().map(JudgedBy::worst)), 1, language),
        },
    }
}
