//! `xtask-doc FOLDER` typesets the formulas of all pages that rustdoc wrote there.
//!
//! In a doc comment a formula is a line of a ```` ```math ```` block, in LaTeX. rustdoc knows no
//! formulas and shows the block as code; here each line becomes MathML, which browsers draw by
//! themselves: no script, no network, no fonts. A page that has no such block is left as it is, so
//! a second run changes nothing.

mod page;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use ma6202_language::{Action, Language, Said, Say, say};
use page::Typesetter;

fn main() -> ExitCode {
    let language = Language::of_arguments(env::args_os());
    let Some(folder) = env::args_os().nth(1) else {
        let told = language.pick(
            "¿en qué carpeta? cargo xtask doc la conoce",
            "which folder? cargo xtask doc knows it",
        );
        eprintln!("error: {told}");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(&folder);
    match typeset_all(folder) {
        Ok(formulas) => {
            let told = say!(
                language,
                "{formulas} fórmulas compuestas en {}",
                "{formulas} formulas typeset in {}",
                folder.display()
            );
            eprintln!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::FAILURE
        }
    }
}

/// How many formulas there were.
fn typeset_all(folder: &Path) -> Result<usize, Said> {
    let typesetter = Typesetter::default();
    let mut formulas = 0;
    for path in files(folder, "html").map_err(|error| cannot(Action::Read, folder, &error))? {
        let page =
            fs::read_to_string(&path).map_err(|error| cannot(Action::Read, &path, &error))?;
        // What is wrong with a formula is said in the words of who reads it.
        let wrong = |error| Said::same(format!("{}: {error}", path.display()));
        let (typeset, found) = typesetter.page(&page).map_err(wrong)?;
        if found > 0 {
            fs::write(&path, typeset).map_err(|error| cannot(Action::Write, &path, &error))?;
        }
        formulas += found;
    }
    Ok(formulas)
}

fn cannot(action: Action, path: &Path, error: &io::Error) -> Said {
    let [es, en] = Language::ALL.map(|language| action.cannot(path, error, language));
    Said { es, en }
}

/// All files below a folder with this extension, in order.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = vec![];
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path(), extension)?);
        } else if entry.path().extension().is_some_and(|found| found == extension) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;
    use std::process::Command;

    /// The lines of the math blocks in a file's doc comments, with their numbers.
    fn formulas(source: &str) -> Vec<(usize, &str)> {
        let mut found = vec![];
        let mut is_inside = false;
        for (number, line) in source.lines().enumerate() {
            let line = line.trim_start();
            let Some(doc) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
                is_inside = false;
                continue;
            };
            match doc.trim() {
                "```math" => is_inside = true,
                "```" => is_inside = false,
                formula if is_inside => found.push((number + 1, formula)),
                _ => {}
            }
        }
        found
    }

    /// All sources of the workspace: not what cargo or a set-up makes.
    fn sources() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let rooms = root.read_dir().unwrap().map(|entry| entry.unwrap());
        let is_ours = |name: OsString| name != "target" && !name.to_string_lossy().starts_with('.');
        let ours = rooms.filter(|room| room.path().is_dir() && is_ours(room.file_name()));
        ours.flat_map(|room| files(&room.path(), "rs").unwrap()).collect()
    }

    #[test]
    fn every_formula_of_the_sources_is_right() {
        let typesetter = Typesetter::default();
        let (mut right, mut wrong) = (0, vec![]);
        for path in sources() {
            let source = fs::read_to_string(&path).unwrap();
            for (line, formula) in formulas(&source) {
                match typesetter.formula(formula) {
                    Ok(_) => right += 1,
                    Err(error) => wrong.push(format!("{}:{line}: {error}", path.display())),
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(right > 50, "only {right} were found");
    }

    /// A folder with the pages of a crate whose only line is `formula`.
    fn documented(formula: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("tiny.rs");
        fs::write(&source, format!("//! Head.\n//!\n//! ```math\n//! {formula}\n//! ```\n"))
            .unwrap();
        let mut rustdoc = Command::new("rustdoc");
        rustdoc.arg(&source).arg("--out-dir").arg(folder.path().join("doc"));
        assert!(rustdoc.status().unwrap().success());
        folder
    }

    #[test]
    fn what_rustdoc_writes_is_typeset_once() {
        let folder = documented(r"a < \frac{1}{2}");
        let (pages, page) = (folder.path().join("doc"), folder.path().join("doc/tiny/index.html"));
        assert_eq!(typeset_all(&pages), Ok(1));
        let typeset = fs::read_to_string(&page).unwrap();
        let formula = "<mi>a</mi><mo>&lt;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>";
        let expected = format!("<p><math display=\"block\">{formula}</math></p>");
        assert!(typeset.contains(&expected), "{typeset}");
        assert_eq!(typeset_all(&pages), Ok(0));
        assert_eq!(fs::read_to_string(&page).unwrap(), typeset);
    }

    #[test]
    fn a_wrong_formula_is_named_with_its_page() {
        let folder = documented(r"a < \half");
        let error = typeset_all(&folder.path().join("doc")).unwrap_err();
        for word in ["doc/tiny/index.html: a < \\half\n", "\\half\""] {
            assert!(error.en.contains(word), "no {word} in {error}");
        }
    }
}
