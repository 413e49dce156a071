//! What is found, and where it leads.

use super::session::{ENTER, ESCAPE, Session, TAB};
use crate::made::book;
use serde_json::{Value, json};

/// Words of each language, spelled in several ways, that all find the same.
const SPELLINGS: [(&str, [&str; 3]); 3] = [
    ("es", ["tasa de aprendizaje", "TASA DE APRENDIZAJE", "aprendizaje Tasa dé"]),
    ("es", ["función de pérdida", "funcion de perdida", "FUNCION DE PÉRDIDA"]),
    ("en", ["learning rate", "Learning Rate", "rate LEARNING"]),
];
const NONSENSE: &str = "xyzzyplugh";

/// Every spelling finds the same sections, shows the words, and leads to a page that has them.
pub fn faults(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    let is_there = |(language, _): &(&str, _)| book().languages().contains(language);
    for (language, spellings) in SPELLINGS.into_iter().filter(is_there) {
        session.open(&format!("{language}/index.html"));
        let [first, others @ ..] = spellings.map(|words| asked(session, words));
        let [words, ..] = spellings;
        if first.len() < 3 {
            faults.push(format!("{words}: {} are found", first.len()));
            continue;
        }
        let addresses = |found: &[Value]| {
            let mut all: Vec<_> = found.iter().map(|one| one["address"].to_string()).collect();
            all.sort();
            all
        };
        for (words, other) in spellings[1..].iter().zip(&others) {
            // With twenty of many, the order of the words decides which.
            let is_same =
                addresses(other) == addresses(&first) || first.len() == 20 && other.len() == 20;
            if !is_same {
                faults.push(format!("{words} finds {} others", other.len()));
            }
        }
        let has_words =
            |text: &str| words.split(' ').all(|word| plain(text).contains(&plain(word)));
        let shown = first[0]["around"].as_str().unwrap_or_default();
        if !plain(shown).contains(&plain(words)) {
            faults.push(format!("{words} is shown as {shown}"));
        }
        asked(session, words);
        session.click(".results a");
        let page = session.run("return document.querySelector('main').innerText");
        if !has_words(page.as_str().unwrap_or_default()) {
            faults.push(format!("{words} leads to {}, which has not the words", session.place()));
        }
        if !is_seen(session) {
            faults.push(format!("{words} leads to {}, which is not seen", session.place()));
        }
    }
    asked(session, NONSENSE);
    let said = session.run("return document.querySelector('.results').innerText");
    if said.as_str().is_none_or(|said| said.trim().is_empty()) {
        faults.push("nothing is said of what is not found".into());
    }
    faults
}

/// The sections that are found, each where it is and what is shown around it.
fn asked(session: &Session, words: &str) -> Vec<Value> {
    session.run("const input = document.querySelector('#search'); input.value = ''; input.focus()");
    session.press(words);
    let found = session.run(
        "return [...document.querySelectorAll('.results li')].map(li => ({ address: li.querySelector('a').href, \
         around: li.querySelector('p').textContent }))",
    );
    found.as_array().expect("a list").clone()
}

/// Whether the place that the address names is in the window.
fn is_seen(session: &Session) -> bool {
    let seen = session.run(
        "const target = document.querySelector(':target')?.getBoundingClientRect(); \
         return target !== undefined && target.top >= -1 && target.top < innerHeight",
    );
    seen == true
}

fn plain(text: &str) -> String {
    let accents = [('á', 'a'), ('é', 'e'), ('í', 'i'), ('ó', 'o'), ('ú', 'u')];
    accents
        .iter()
        .fold(text.to_lowercase(), |text, (from, to)| text.replace(*from, &to.to_string()))
}

/// Tab leads to the search, Enter to its first result, Escape out of it; a result is reached by
/// Tab.
pub fn by_keyboard(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    session.open("es/index.html");
    let at = |what: &str| {
        session.run_with("return document.activeElement.matches(arguments[0])", json!([what]))
            == true
    };
    let mut tabs = 0;
    while !at("#search") && tabs < 8 {
        session.press(TAB);
        tabs += 1;
    }
    if !at("#search") {
        return vec![format!("the search is not reached by {tabs} × Tab")];
    }
    let count = || session.run("return document.querySelectorAll('.results li').length");
    session.press("gradiente");
    let found = count();
    if found == 0 {
        faults.push("nothing is found".into());
    }
    session.press(TAB);
    if !at(".results a") {
        faults.push("the first result is not the next after the search".into());
    }
    session.run("document.querySelector('#search').focus()");
    session.press(ESCAPE);
    let left = session.run("return document.querySelector('#search').value");
    if count() != 0 || left != "" {
        faults.push("Escape does not end it".into());
    }
    session.press("gradiente");
    let first = session
        .run("return document.querySelector('.results a').href.split('/').slice(-2).join('/')");
    session.press(ENTER);
    if first != session.place() {
        faults.push(format!("Enter leads to {}, the first result is {first}", session.place()));
    }
    faults
}
