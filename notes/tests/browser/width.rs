//! Whether everything fits.

use super::session::Session;
use super::with_door;
use serde_json::json;

/// A telephone, a tablet, a desk.
const WIDTHS: [u32; 3] = [360, 768, 1280];

/// What does not fit into windows of these widths, with all that can be opened open.
pub fn faults(session: &Session, language: &str) -> Vec<String> {
    found(session, with_door(language), &WIDTHS, CUT)
}

/// What a script finds on these pages in windows of these widths.
pub fn found(
    session: &Session,
    pages: impl IntoIterator<Item = &'static str>,
    widths: &[u32],
    script: &str,
) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages {
        session.open(page);
        for &width in widths {
            session.width(width);
            let found = session.texts(script, json!([]));
            faults.extend(found.into_iter().map(|fault| format!("{page}, {width}: {fault}")));
        }
    }
    faults
}

/// Elements that may be wider than the window, since they can be moved sideways: they and no
/// others do. A picture's letters stand within it, a button's within that.
const CUT: &str = r#"
const faults = [];
for (const details of document.querySelectorAll("details")) details.open = true;
const root = document.documentElement;
const told = (e) => `${e.nodeName.toLowerCase()} ${e.id} ${e.getAttribute("class") ?? ""} `
  + JSON.stringify((e.textContent ?? "").trim().slice(0, 50));
const isWithinWhatScrolls = (e) => e.parentElement.closest("pre, .wide, .formula, .long, .picture") !== null;
if (document.scrollingElement.scrollWidth > root.clientWidth) {
  faults.push(`the page is ${document.scrollingElement.scrollWidth} wide in ${root.clientWidth}`);
}
for (const e of document.querySelectorAll("body *:not(svg *):not(.skip):not(math *)")) {
  const box = e.getBoundingClientRect();
  if (box.width === 0 || isWithinWhatScrolls(e)) continue;
  if (box.right > root.clientWidth + 1 || box.left < -1) faults.push(`outside of the window: ${told(e)}`);
}
for (const e of document.querySelectorAll("button, summary, label, output, h1, h2, h3, h4")) {
  if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) faults.push(`is cut off: ${told(e)}`);
}
for (const svg of document.querySelectorAll("svg")) {
  const paper = svg.getBoundingClientRect();
  for (const e of svg.querySelectorAll("text")) {
    const box = e.getBoundingClientRect();
    if (box.width === 0) continue;
    const out = Math.max(paper.left - box.left, box.right - paper.right, paper.top - box.top, box.bottom - paper.bottom);
    if (out > 2) faults.push(`${out.toFixed(1)} outside of ${svg.getAttribute("aria-labelledby")}: ${told(e)}`);
  }
}
return faults;
"#;
