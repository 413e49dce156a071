//! What a reader does besides reading.

use super::pages;
use super::session::{ENTER, Session, TAB};
use crate::made::book;
use serde_json::json;

const CHAPTER: &str = "exercise_4_linear.html";

/// The switch leads to the same section of the same page, and back.
pub fn language(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    if book().languages().len() < 2 {
        return faults;
    }
    session.open(&format!("es/{CHAPTER}"));
    // By a link of the contents, as a reader comes to a section.
    session.click("nav a[href='#results']");
    for other in ["en", "es"] {
        session.click("a.language");
        let expected = format!("{other}/{CHAPTER}#results");
        if session.place() != expected {
            faults.push(format!("expected {expected}, got {}", session.place()));
        }
        let top =
            session.run("return document.querySelector('#results').getBoundingClientRect().top");
        if !top.as_f64().is_some_and(|top| (-1.0..400.0).contains(&top)) {
            faults.push(format!("{expected} is at {top}"));
        }
    }
    faults
}

/// The button goes through the themes, which say what they are; what is chosen stays for other
/// pages.
pub fn theme(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    let is_dark = || {
        let paper = session.run("return getComputedStyle(document.body).backgroundColor");
        let paper = paper.as_str().expect("a colour").to_owned();
        let numbers = paper.split(|c: char| !c.is_ascii_digit());
        numbers.filter_map(|number| number.parse::<u32>().ok()).take(3).all(|part| part < 80)
    };
    let name = || session.run("return document.querySelector('.theme').innerText");
    for system in ["light", "dark"] {
        session.open("es/index.html");
        session.run("localStorage.clear()");
        session.media("", system);
        session.open("es/index.html");
        let mut names = vec![name()];
        for expected in [system == "dark", false, true, system == "dark"] {
            if is_dark() != expected {
                faults.push(format!("on a {system} system {} is dark: {}", name(), is_dark()));
            }
            session.open(&format!("es/{CHAPTER}"));
            if is_dark() != expected || name() != names[names.len() - 1] {
                faults.push(format!("on a {system} system {} is not kept", names[names.len() - 1]));
            }
            session.click(".theme");
            names.push(name());
        }
        if names[0] == names[1] || names[1] == names[2] || names[0] != names[3] {
            faults.push(format!("the themes are called {names:?}"));
        }
    }
    faults
}

/// All sections are seen, of figures the first frame, and no control that does nothing.
pub fn without_script(session: &Session) -> Vec<String> {
    session.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    let mut faults = Vec::new();
    for page in pages("es") {
        session.open(page);
        let found = session.texts(READABLE, json!([]));
        faults.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
    }
    faults
}

const READABLE: &str = r#"
const faults = [];
const isSeen = (e) => e.getBoundingClientRect().height > 0 && e.checkVisibility({ visibilityProperty: true });
if (document.documentElement.dataset.theme !== undefined) faults.push("a script has run");
for (const e of document.querySelectorAll("main h1, main h2, main h3, main > p, nav a, figure svg:not(.apart *)")) {
  if (!isSeen(e)) faults.push(`is not seen: ${e.outerHTML.slice(0, 60)}`);
}
for (const e of document.querySelectorAll("button, input, output, .controls")) {
  if (isSeen(e)) faults.push(`does nothing: ${e.outerHTML.slice(0, 60)}`);
}
for (const e of document.querySelectorAll("g.frame")) {
  if (e.classList.contains("shown") !== (getComputedStyle(e).display !== "none")) faults.push("not the first frame");
}
return faults;
"#;

/// On paper there is no navigation; solutions are unfolded; ink is dark, whatever the theme.
pub fn on_paper(session: &Session) -> Vec<String> {
    session.run("localStorage.setItem('theme', 'dark')");
    session.media("print", "dark");
    let mut faults = Vec::new();
    for page in pages("es") {
        session.open(page);
        let found = session.texts(PRINTED, json!([]));
        faults.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
    }
    let printed = session.devtools("Page.printToPDF", json!({}));
    // "%PDF" in base 64.
    if !printed["data"]
        .as_str()
        .is_some_and(|data| data.starts_with("JVBERi") && data.len() > 10_000)
    {
        faults.push("it is not printed".into());
    }
    faults
}

const PRINTED: &str = r#"
const faults = [];
const isSeen = (e) => e.getBoundingClientRect().height > 0 && e.checkVisibility({ visibilityProperty: true });
for (const e of document.querySelectorAll("header, nav, footer, button, input, .controls, .skip, .results, .checked")) {
  if (isSeen(e)) faults.push(`is printed: ${e.outerHTML.slice(0, 60)}`);
}
for (const e of document.querySelectorAll("main h1, main h2, main p:not(.apart *), figure svg:not(.apart *), .line .formula")) {
  if (!isSeen(e) && !e.closest(".checked")) faults.push(`is not printed: ${e.outerHTML.slice(0, 80)}`);
}
for (const e of document.querySelectorAll("g.frame")) {
  if (e.classList.contains("shown") !== (getComputedStyle(e).display !== "none")) faults.push("not the first frame");
}
const ink = getComputedStyle(document.body).color.match(/\d+/g).map(Number);
if (ink.slice(0, 3).some((part) => part > 80)) faults.push(`printed in ${ink}`);
return faults;
"#;

/// The first Tab shows a link to the text, and Enter follows it.
pub fn skip(session: &Session) -> Vec<String> {
    session.open(&format!("es/{CHAPTER}"));
    session.press(TAB);
    let mut faults = Vec::new();
    let shown = session.run(
        "const box = document.activeElement.getBoundingClientRect(); \
         return document.activeElement.matches('.skip') && box.left >= 0 && box.width > 20",
    );
    if shown != true {
        faults.push("the first Tab shows no link to the text".into());
    }
    session.press(ENTER);
    session.press(TAB);
    let is_in_text = session.run("return document.activeElement.closest('main') !== null");
    if is_in_text != true {
        faults.push("after the link to the text the next Tab is not in it".into());
    }
    faults
}
