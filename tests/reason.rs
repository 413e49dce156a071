//! Who reads a chain in Spanish is told what who reads it in English is told: the words differ, the
//! formulas do not. Formulas are evaluated from the English alone, so this holds for the Spanish.

use ma6202::activation::{self, Activation};
use ma6202::derivation::{Derivation, Problem};
use ma6202::estimate::Estimate;
use ma6202::reason::{Piece, parts};
use ma6202::{boxcar, dag, jacobian, linear, logistic, mlp, notebook};
use ma6202_formula::{Language, Words};
use rstest::rstest;

/// Both languages say something, with the same formulas in some order; and where there are words,
/// they are others.
#[track_caller]
pub fn assert_says_the_same(of: &str, said: Words) {
    let [(es, formulas), (en, theirs)] = [said.es, said.en].map(|text| {
        assert!(!text.trim().is_empty(), "{of}: nothing is said");
        assert!(text.split('$').count() % 2 == 1, "{of}: a dollar too many: {text}");
        let (mut words, mut formulas) = (String::new(), Vec::new());
        for part in parts(text) {
            match part {
                Piece::Words(part) => words += part,
                Piece::Formula(latex) => formulas.push(latex),
            }
        }
        assert!(!words.contains(['_', '^', '\\', '{', '}', '&', '%', '#', '\n']), "{of}: {text}");
        formulas.sort_unstable();
        (words, formulas)
    });
    assert_eq!(formulas, theirs, "{of}: other formulas in {said:?}");
    assert!(en.is_ascii(), "{of}: {en}");
    let [in_spanish, in_english] = [&es, &en].map(|words| words.contains(char::is_alphabetic));
    assert_eq!(in_spanish, in_english, "{of}: words in one language only: {said:?}");
    assert!(!in_english || es != en, "{of}: the same words twice: {said:?}");
}

/// A chain as it is read.
struct Told {
    name: &'static str,
    title: Words,
    reasons: Vec<Words>,
    /// In Spanish, in English.
    latex: [String; 2],
}

const LANGUAGES: [Language; 2] = [Language::Spanish, Language::English];

fn derivation<P: Problem>(chain: Derivation<P>) -> Told {
    let latex = LANGUAGES.map(|language| chain.latex(language));
    let Derivation { name, title, lines, .. } = chain;
    Told { name, title, reasons: lines.into_iter().map(|line| line.reason).collect(), latex }
}

fn estimate<P>(chain: Estimate<P>) -> Told {
    let latex = LANGUAGES.map(|language| chain.latex(language));
    let Estimate { name, title, lines, .. } = chain;
    Told { name, title, reasons: lines.into_iter().map(|line| line.reason).collect(), latex }
}

/// Every chain that there is.
fn chains() -> impl Iterator<Item = Told> {
    let activations = Activation::ALL.iter().map(|&f| activation::derivation::chain(f));
    let logistic = logistic::derivation::chains().into_iter().map(|chain| chain.derivation);
    let estimates = [
        estimate(boxcar::derivation::pointwise()),
        estimate(boxcar::derivation::l1()),
        estimate(boxcar::derivation::approximation()),
        estimate(linear::derivation::distance()),
        estimate(linear::derivation::batch_variance()),
        estimate(logistic::derivation::plateau()),
        estimate(logistic::derivation::novikoff()),
        estimate(notebook::derivation::floor()),
    ];
    activations
        .map(derivation)
        .chain(dag::derivation::chains().into_iter().map(derivation))
        .chain(linear::derivation::chains().into_iter().map(derivation))
        .chain(logistic.map(derivation))
        .chain(mlp::derivation::chains().into_iter().map(derivation))
        .chain(jacobian::derivation::chains().into_iter().map(derivation))
        .chain(estimates)
}

#[test]
fn both_languages_say_the_same() {
    for Told { name, title, reasons, .. } in chains() {
        assert_says_the_same(name, title);
        reasons.into_iter().for_each(|reason| assert_says_the_same(name, reason));
    }
}

#[test]
fn latex_is_in_the_language_that_is_asked_for() {
    for Told { title, reasons, latex, .. } in chains() {
        for (latex, language) in latex.iter().zip(LANGUAGES) {
            let title = format!("% {}\n", title.in_language(language));
            assert!(latex.starts_with(&title), "{latex}");
            let printed = reasons.iter().all(|reason| {
                latex.contains(&format!(r"\text{{{}}}", reason.in_language(language)))
            });
            assert!(printed, "{latex}");
        }
    }
}

#[rstest]
#[case::in_another_order("de $a$ sale $b$", "$b$ follows from $a$")]
#[case::formulas_alone("$a = b$, $b = c$", "$a = b$, $b = c$")]
#[case::no_formula("regla de la cadena", "chain rule")]
#[should_panic(expected = "other formulas in")]
#[case::a_formula_dropped("de $a$ sale", "$b$ follows from $a$")]
#[should_panic(expected = "other formulas in")]
#[case::a_formula_twice("$a$ sale de $a$", "$a$ follows")]
#[should_panic(expected = "other formulas in")]
#[case::another_formula("$a = b$; el código", "$a = c$; the code")]
#[should_panic(expected = "nothing is said")]
#[case::nothing("", "chain rule")]
#[should_panic(expected = "the same words twice")]
#[case::not_translated("chain rule: $a = b$", "chain rule: $a = b$")]
#[should_panic(expected = "words in one language only")]
#[case::words_forgotten("$a = b$", "$a = b$; the code")]
#[should_panic(expected = "a dollar too many")]
#[case::a_dollar_too_many("$a = b$$; el código", "$a = b$; the code")]
fn what_is_not_the_same_is_refused(#[case] es: &'static str, #[case] en: &'static str) {
    assert_says_the_same("a chain", Words { es, en });
}
