//! Whether a page complains, asks a network, or lacks a font of its own.

use super::pages;
use super::session::Session;
use serde_json::json;

/// What a page asks for that is no file; fonts of its own that it cannot read.
const ASKED: &str = r#"
const asked = performance.getEntriesByType("resource").map((entry) => entry.name)
  .filter((name) => !name.startsWith("file:"));
const unread = [...document.fonts].filter((font) => font.status === "error");
return [...asked.map((name) => `asks for ${name}`), ...unread.map((font) => `lacks ${font.family}`)];
"#;

/// What the console says of each page, and what is asked for.
pub fn faults(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages("") {
        session.open(page);
        let asked = session.texts(ASKED, json!([]));
        let found = session.console().into_iter().chain(asked);
        faults.extend(found.map(|fault| format!("{page}: {fault}")));
    }
    faults
}
