//! Where the notes are: made by someone else, or made here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

/// Names the folder of notes that are to be checked.
const NOTES: &str = "MA6202_NOTES";

/// Files by their name in a folder, with `/` between its parts.
pub type Files = BTreeMap<String, String>;

/// A book in HTML.
#[derive(Clone, Debug)]
pub struct Book {
    pub files: Files,
}

/// A page of a book.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// "es/index.html".
    pub name: &'a str,
    pub text: &'a str,
}

impl Book {
    /// All pages, with the one that leads to each language.
    pub fn pages(&self) -> impl Iterator<Item = Page<'_>> {
        let is_page = |(name, _): &(&String, &String)| name.ends_with(".html");
        self.files.iter().filter(is_page).map(|(name, text)| Page { name, text })
    }

    /// The languages that it is in.
    pub fn languages(&self) -> Vec<&'static str> {
        let is_there = |language: &&str| self.files.contains_key(&format!("{language}/index.html"));
        ["es", "en"].into_iter().filter(is_there).collect()
    }
}

impl<'a> Page<'a> {
    /// "es"; nothing of the page that leads to each language.
    pub fn language(&self) -> Option<&'a str> {
        self.name.split_once('/').map(|(language, _)| language)
    }
}

/// The book that is checked.
pub fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| Book { files: files(&html()) });
    assert!(!BOOK.languages().is_empty(), "no pages in {}", html().display());
    &BOOK
}

/// The folder of the book that is checked.
pub fn html() -> PathBuf {
    given("html").unwrap_or_else(|| FIRST.join("html"))
}

/// The folder of what is checked in this format.
pub fn folder(format: &str) -> PathBuf {
    given(format).unwrap_or_else(|| match given("html") {
        Some(_) => AGAIN.join(format),
        None => FIRST.join(format),
    })
}

/// The folder of what was made once more.
pub fn again(format: &str) -> PathBuf {
    AGAIN.join(format)
}

/// Where someone else made notes in this format.
fn given(format: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(NOTES)?).join(format);
    folder.is_dir().then_some(folder)
}

static FIRST: LazyLock<PathBuf> = LazyLock::new(|| make("notes_first"));
static AGAIN: LazyLock<PathBuf> = LazyLock::new(|| make("notes_again"));

fn make(name: &str) -> PathBuf {
    let folder = empty_folder(name);
    let mut program = Command::new(env!("CARGO_BIN_EXE_notes"));
    let made = program.args(["--format", "html,ipynb,md", "--out"]).arg(&folder).output();
    let made = made.expect("the program starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

/// An empty folder for what tests leave behind.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder of the tests can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// All files below a folder, each as text.
pub fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, within: &str, files: &mut Files) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let name = format!("{within}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            // What is no text, such as a font, is kept byte by byte.
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect());
            files.insert(name, text);
        }
    }
}
