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
    /// The first derivation that has it, where the letter means something else in another one.
    pub chain: Option<Named>,
}

/// A derivation by its title, and where it is told; none of one that is only judged.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    pub title: String,
    pub address: Option<String>,
}

/// What the letters of chains are, each said once.
pub fn letters(chains: &[ToldChain], name: impl Fn(&ToldChain) -> Named, chapter: &str) -> Letters {
    let (mut told, mut letters) = (Vec::new(), Vec::new());
    for chain in chains {
        for letter in &chain.letters {
            if !letter.is_told(&told) && !letter.is_index {
                let (es, en) = (letter.said.es.clone(), letter.said.en.clone());
                let letter_told = letter.markdown();
                letters.push(LetterTold { letter: letter_told, es, en, chain: Some(name(chain)) });
                told.push(letter.clone());
            }
        }
    }
    let names: Vec<String> = letters.iter().map(|letter| letter.letter.clone()).collect();
    for LetterTold { letter, chain, .. } in &mut letters {
        if names.iter().filter(|name| *name == letter).count() == 1 {
            *chain = None;
        }
    }
    Letters { chapter: chapter.into(), letters }
}
