//! Terms in both languages, and the letters of all formulas.

use ma6202_exercises::solved::ToldChain;
use ma6202_language::Language;
use serde::{Deserialize, Serialize};

/// A term of the field, and what it means.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Term {
    pub es: String,
    pub en: String,
    pub es_said: String,
    pub en_said: String,
}

#[derive(Deserialize)]
struct Terms {
    term: Vec<Term>,
}

/// All terms, in the order of their names in this language.
pub fn terms(language: Language) -> Vec<Term> {
    let Terms { mut term } =
        toml::from_str(include_str!("../../pages/terms.toml")).expect("a test reads it");
    term.sort_by_key(|term| order(language.pick(&term.es, &term.en)));
    term
}

/// As a dictionary orders words: without accents.
fn order(word: &str) -> String {
    let plain = |c: char| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        c => c,
    };
    word.to_lowercase().chars().map(plain).collect()
}

/// The letters of a chapter's formulas.
#[derive(Clone, Debug, Serialize)]
pub struct Letters {
    pub chapter: String,
    pub letters: Vec<LetterTold>,
}

/// A letter, and what it is.
#[derive(Clone, Debug, Serialize)]
pub struct LetterTold {
    pub letter: String,
    pub es: String,
    pub en: String,
}

/// What the letters of chains are, each said once.
pub fn letters(chains: &[ToldChain], chapter: &str) -> Letters {
    let (mut told, mut letters) = (Vec::new(), Vec::new());
    for letter in chains.iter().flat_map(|chain| &chain.letters) {
        if !letter.is_told(&told) && !letter.is_index {
            let (es, en) = (letter.said.es.clone(), letter.said.en.clone());
            letters.push(LetterTold { letter: letter.markdown(), es, en });
            told.push(letter.clone());
        }
    }
    Letters { chapter: chapter.into(), letters }
}
