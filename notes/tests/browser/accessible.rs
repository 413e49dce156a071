//! What axe-core finds: <https://github.com/dequelabs/axe-core>.

use super::session::Session;
use super::with_door;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Names axe-core's file, if it is not where `.ci/run` puts it.
const AXE: &str = "MA6202_AXE";
/// Where `.ci/run` puts it, in the workspace.
const PLACE: &str = "target/axe/node_modules/axe-core/axe.min.js";

/// What this machine has not.
pub fn missing() -> Option<&'static str> {
    path().is_none().then_some("needs axe-core")
}

fn path() -> Option<PathBuf> {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PLACE);
    let path = env::var_os(AXE).map_or_else(usual, PathBuf::from);
    path.is_file().then_some(path)
}

/// Serious and critical faults of all pages of a language, with open what can be; in the dark what
/// depends on colours is asked again.
pub fn faults(session: &Session, language: &str) -> Vec<String> {
    let axe = fs::read_to_string(path().expect("a check that is not ignored")).expect("axe-core");
    let mut faults = Vec::new();
    for page in with_door(language) {
        session.media("", "light");
        session.open(page);
        session.run(&axe);
        for theme in ["light", "dark"] {
            session.media("", theme);
            let found = session.wait_for(&RUN.replace("THEME", theme));
            let found = found.as_array().unwrap_or_else(|| panic!("{page}: {found}")).iter();
            let told = found.map(|fault| fault.as_str().unwrap_or_default());
            faults.extend(told.map(|fault| format!("{page}, {theme}: {fault}")));
        }
    }
    faults
}

const RUN: &str = r#"
const done = arguments[0];
for (const details of document.querySelectorAll("details:not(.checked)")) details.open = true;
// Those of a derivation's lines are hundreds of one kind.
for (const details of [...document.querySelectorAll("details.checked")].slice(0, 5)) details.open = true;
// axe-core has no rules for what is within formulas and pictures: thousands of elements.
for (const math of document.querySelectorAll("math")) math.replaceWith(math.textContent);
for (const part of document.querySelectorAll("svg > :not(title, desc)")) part.remove();
const options = { resultTypes: ["violations"], preload: false, selectors: false };
if ("THEME" === "dark") options.runOnly = ["color-contrast", "link-in-text-block"];
axe.run(document, options).then((found) => {
  const grave = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  done(grave.map((v) => `${v.id}, ${v.nodes.length} × ${v.help}: `
    + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? n.failureSummary)).join("; ")));
}, (error) => done([String(error)]));
"#;
