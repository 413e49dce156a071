use crate::wine::FEATURE_NAMES;
use ma6202::activation::Activation;
use ma6202::wine::FEATURES;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const HOLE: &str = "{}";

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut table: BTreeMap<String, String> =
        toml::from_str(include_str!("phrases.toml")).expect("phrases.toml is compiled in");
    let features = FEATURES.into_iter().zip(FEATURE_NAMES);
    let activations = Activation::ALL.iter().map(|activation| activation.name());
    table.extend(activations.map(|name| (name.into(), name.into())));
    table.extend(features.map(|(english, words)| (english.into(), words.es.into())));
    let holed = |(english, spanish): (&String, &String)| {
        english.contains(HOLE).then(|| Phrase::new(english, spanish))
    };
    let mut holed: Vec<Phrase> = table.iter().filter_map(holed).collect();
    // What says more, first.
    holed.sort_by_key(|phrase| std::cmp::Reverse(phrase.size));
    Phrases { table, holed }
});

struct Phrases {
    table: BTreeMap<String, String>,
    holed: Vec<Phrase>,
}

/// A phrase with holes: what is around them.
struct Phrase {
    english: Vec<String>,
    spanish: Vec<Part>,
    size: usize,
    /// Whether it has so many letters that it is known by them alone.
    is_telling: bool,
}

enum Part {
    Text(String),
    Hole(usize),
}

/// What a text is in Spanish, and whether all of it is known: it is not if there are words in
/// a hole that no phrase says.
#[derive(Clone)]
struct Told {
    text: String,
    is_whole: bool,
}

/// The phrase that the table has for a text with `{}` for its holes.
pub fn phrase(english: &str) -> Option<&'static str> {
    PHRASES.table.get(english).map(String::as_str)
}

/// A text in Spanish. Who has no phrase for it quotes it: it is a name, an option, a formula, or
/// what another program says. A text that is quoted already, or has no words, stays as it is.
pub fn said(english: &str) -> String {
    tell(english, &mut HashMap::new()).map_or_else(|| as_it_is(english), |told| told.text)
}

fn as_it_is(english: &str) -> String {
    if is_plain(english) { english.into() } else { format!("«{english}»") }
}

/// Whether there are letters side by side: what has none is said in the same signs in any language.
pub fn has_words(text: &str) -> bool {
    let letters: Vec<bool> = text.chars().map(char::is_alphabetic).collect();
    letters.windows(2).any(|two| two == [true, true])
}

/// Without words but in quotes.
fn is_plain(text: &str) -> bool {
    text.split(['"', '`']).step_by(2).all(|outside| !has_words(outside))
}

fn tell<'a>(english: &'a str, known: &mut HashMap<&'a str, Option<Told>>) -> Option<Told> {
    if let Some(spanish) = phrase(english) {
        return Some(Told { text: spanish.into(), is_whole: true });
    }
    if let Some(told) = known.get(english) {
        return told.clone();
    }
    let mut best: Option<Told> = None;
    for phrase in &PHRASES.holed {
        phrase.fit(english, &mut |holes| {
            let holes: Vec<Told> = holes.iter().map(|&hole| told_in_hole(hole, known)).collect();
            let is_whole = holes.iter().all(|hole| hole.is_whole);
            // So little as " of " is in what others say as well.
            if is_whole || phrase.is_telling && best.is_none() {
                best = Some(Told { text: phrase.filled(&holes), is_whole });
            }
            is_whole
        });
        if best.as_ref().is_some_and(|best| best.is_whole) {
            break;
        }
    }
    known.insert(english, best.clone());
    best
}

/// What a hole holds: a single word that no phrase says is a name, and stays as it is.
fn told_in_hole<'a>(hole: &'a str, known: &mut HashMap<&'a str, Option<Told>>) -> Told {
    tell(hole, known).unwrap_or_else(|| {
        let is_name = !hole.contains(' ');
        let text = if is_name { hole.into() } else { as_it_is(hole) };
        Told { text, is_whole: is_plain(hole) }
    })
}

impl Phrase {
    fn new(english: &str, spanish: &str) -> Phrase {
        let english: Vec<String> = english.split(HOLE).map(str::to_owned).collect();
        let (mut parts, mut next) = (Vec::new(), 0..);
        for (number, piece) in spanish.split('{').enumerate() {
            let after = match number {
                0 => piece,
                _ => {
                    let (name, after) = piece.split_once('}').expect("a hole is closed");
                    let counted = next.next().expect("numbers do not end");
                    parts.push(Part::Hole(name.parse().unwrap_or(counted)));
                    after
                }
            };
            parts.push(Part::Text(after.into()));
        }
        let size = english.iter().map(String::len).sum();
        let letters = english.iter().flat_map(|piece| piece.chars()).filter(|c| c.is_alphabetic());
        let is_telling = letters.count() >= 5;
        Phrase { english, spanish: parts, size, is_telling }
    }

    /// Every way in which a text is this phrase, by what is in the holes, until one is taken.
    fn fit<'a>(&self, text: &'a str, is_taken: &mut impl FnMut(&[&'a str]) -> bool) {
        if let Some(rest) = text.strip_prefix(&*self.english[0]) {
            fill(&self.english[1..], rest, &mut Vec::new(), is_taken);
        }
    }

    fn filled(&self, holes: &[Told]) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Hole(number) => holes[*number].text.clone(),
        };
        self.spanish.iter().map(part).collect()
    }
}

/// A hole, never empty, then the first of the pieces, and so on to the end of the text.
fn fill<'a>(
    pieces: &[String],
    text: &'a str,
    holes: &mut Vec<&'a str>,
    is_taken: &mut impl FnMut(&[&'a str]) -> bool,
) -> bool {
    let Some((piece, others)) = pieces.split_first() else {
        return text.is_empty() && is_taken(holes);
    };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(1);
    for end in ends {
        let (hole, rest) = text.split_at(end);
        // The last piece is the end of the text.
        let Some(rest) = rest.strip_prefix(&**piece) else { continue };
        if others.is_empty() && !rest.is_empty() {
            continue;
        }
        holes.push(hole);
        let taken = fill(others, rest, holes, is_taken);
        holes.pop();
        if taken {
            return true;
        }
    }
    false
}
