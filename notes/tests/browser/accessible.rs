//! What axe-core finds: <https://github.com/dequelabs/axe-core>.

use super::pages;
use super::session::Session;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Names axe-core's file, if it is not where `.ci/run` puts it.
const AXE: &str = "MA6202_AXE";
/// Where `.ci/run` puts it, in the workspace.
const PLACE: &str = "target/axe/node_modules/axe-core/axe.min.js";

/// What this machine has not.
pub fn missing() -> Option<&'static str> {
    path().is_none().then_some("needs axe-core, npm install --prefix target/axe axe-core")
}

fn path() -> Option<PathBuf> {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PLACE);
    let path = env::var_os(AXE).map_or_else(usual, PathBuf::from);
    path.is_file().then_some(path)
}

/// Serious and critical faults of all pages of a language, in a theme, with all open that can be.
/// In the dark only what depends on colours is asked again.
pub fn faults(session: &Session, language: &str, theme: &str) -> Vec<String> {
    let axe = fs::read_to_string(path().expect("a check that is not ignored")).expect("axe-core");
    session.media("", theme);
    let mut faults = Vec::new();
    let door = pages("index").filter(|_| language == "es");
    for page in pages(language).chain(door) {
        session.open(page);
        session.run(&axe);
        let rules = if theme == "dark" { "colours" } else { "all" };
        let found = session.wait_for(&RUN.replace("RULES", rules));
        let found = found.as_array().unwrap_or_else(|| panic!("{page}: {found}")).iter();
        faults.extend(found.map(|fault| format!("{page}: {}", fault.as_str().unwrap_or_default())));
    }
    faults
}

const RUN: &str = r#"
const done = arguments[0];
for (const details of document.querySelectorAll("details")) details.open = true;
// It would ask for the style's file, which a page from the disk may not.
const options = { resultTypes: ["violations"], preload: false };
if ("RULES" === "colours") options.runOnly = ["color-contrast", "link-in-text-block"];
axe.run(document, options).then((found) => {
  const grave = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  done(grave.map((v) => `${v.id}, ${v.nodes.length} × ${v.help}: `
    + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? n.failureSummary)).join("; ")));
}, (error) => done([String(error)]));
"#;
