//! Which module imports which: every path in the code of a crate that begins with `crate`
//! or `super`.
//!
//! A module is a file or a folder; a folder and its `mod.rs` are one. Comments, their examples
//! among them, and texts in quotes are no code.

use crate::common::files;
use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The names from the root of the crate to a module or an item; the root's own path is empty.
pub type Names = Vec<String>;

/// The text of each file, by its path from the folder of the crate's root.
pub type Sources = BTreeMap<String, String>;

/// Within a folder, one module names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub folder: Names,
    pub from: String,
    pub to: String,
    /// The file that does so, and its line.
    pub place: String,
}

/// A word of the code, and its line.
struct Word<'a> {
    text: &'a str,
    line: usize,
}

/// A path as it is written in a module: what it leads to, and what that is called there.
struct Written {
    module: Names,
    path: Names,
    name: String,
    place: String,
}

/// All Rust files below a folder.
pub fn sources(folder: &Path) -> Sources {
    let source = |path: PathBuf| {
        let file = path.strip_prefix(folder).unwrap().to_str().unwrap();
        (file.to_owned(), fs::read_to_string(&path).unwrap())
    };
    files(folder, ".rs").into_iter().map(source).collect()
}

/// The modules of a folder.
pub fn modules(sources: &Sources, folder: &[String]) -> BTreeSet<String> {
    let inside = |file: &String| module(file).strip_prefix(folder)?.first().cloned();
    sources.keys().filter_map(inside).collect()
}

/// Every import of a module from a folder that both are in.
pub fn imports(sources: &Sources) -> Vec<Import> {
    let written: Vec<Written> = sources.iter().flat_map(|(file, text)| read(file, text)).collect();
    let used = |w: &Written| ((w.module.clone(), w.name.clone()), w.path.clone());
    let used: BTreeMap<(Names, String), Names> = written.iter().map(used).collect();
    let import = |w: &Written| {
        let common = w.module.iter().zip(&w.path).take_while(|(a, b)| a == b).count();
        let (folder, from) = (&w.module[..common], w.module.get(common)?);
        let modules = modules(sources, folder);
        let named = w.path.get(common)?;
        // What is no module of the folder is an item of its `mod.rs`, who may have it from
        // a module.
        let handed_on =
            || used.get(&(folder.to_vec(), named.clone()))?.strip_prefix(folder)?.first();
        let to = if modules.contains(named) { named } else { handed_on()? };
        (modules.contains(to) && to != from).then(|| Import {
            folder: folder.to_vec(),
            from: from.clone(),
            to: to.clone(),
            place: w.place.clone(),
        })
    };
    let mut imports: Vec<Import> = written.iter().filter_map(import).collect();
    imports.dedup(); // several names of a module in one line
    imports
}

/// The imports that close a circle within their folder. What is left when no module is at an end:
/// neither one that imports none, nor one that none imports.
pub fn circles(imports: &[Import]) -> Vec<Import> {
    let mut left = imports.to_vec();
    loop {
        let goes_on = |i: &Import| left.iter().any(|j| i.folder == j.folder && i.to == j.from);
        let came_from = |i: &Import| left.iter().any(|j| i.folder == j.folder && i.from == j.to);
        let next: Vec<Import> =
            left.iter().filter(|i| goes_on(i) && came_from(i)).cloned().collect();
        if next.len() == left.len() {
            return left;
        }
        left = next;
    }
}

/// The first line of the code that has one of the words.
pub fn line_with(text: &str, any_of: &[&str]) -> Option<usize> {
    words(text).iter().find(|word| any_of.contains(&word.text)).map(|word| word.line)
}

/// The module that a file is.
fn module(file: &str) -> Names {
    let names = file.trim_end_matches(".rs").split('/');
    let mut module: Names = names.map(str::to_owned).collect();
    let root = module.len() == 1 && ["lib", "main"].contains(&module[0].as_str());
    if root || module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// Every `use`, and every path in code that begins with `crate` or `super`.
fn read(file: &str, text: &str) -> Vec<Written> {
    let words = words(text);
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.text == text);
    let mut written = Vec::new();
    let (mut module, mut braces, mut at) = (module(file), Vec::new(), 0);
    while at < words.len() {
        match words[at].text {
            "mod" if is(at + 2, "{") => {
                module.push(words[at + 1].text.to_owned());
                braces.push(true);
                at += 3;
            }
            start @ ("use" | "crate" | "super")
                if start == "use" || is(at + 1, ":") && is(at + 2, ":") =>
            {
                at += usize::from(start == "use");
                tree(&words, &mut at, &module, &mut |path, name, line| {
                    let place = format!("{file}:{line}");
                    written.push(Written { module: module.clone(), path, name, place });
                });
            }
            brace => {
                match brace {
                    "{" => braces.push(false),
                    "}" if braces.pop() == Some(true) => drop(module.pop()),
                    _ => {}
                }
                at += 1;
            }
        }
    }
    written
}

/// The paths of a tree such as `a::{b, c::d as e}`, from a module on.
fn tree(
    words: &[Word],
    at: &mut usize,
    from: &Names,
    found: &mut impl FnMut(Names, String, usize),
) {
    let eat = |at: &mut usize, text: &str| {
        let is_next = words.get(*at).is_some_and(|word| word.text == text);
        *at += usize::from(is_next);
        is_next
    };
    if eat(at, "{") {
        while *at < words.len() && !eat(at, "}") {
            tree(words, at, from, found);
            eat(at, ",");
        }
        return;
    }
    let Some(word) = words.get(*at) else { return };
    *at += 1;
    let mut path = from.clone();
    match word.text {
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        "self" => {}
        name => path.push(name.to_owned()),
    }
    if eat(at, ":") && eat(at, ":") {
        return tree(words, at, &path, found);
    }
    let name = if eat(at, "as") { words.get(*at).map_or("", |word| word.text) } else { word.text };
    found(path, name.to_owned(), word.line);
}

/// The code, word by word.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut at, mut line) = (Vec::new(), 0, 1);
    for token in tokenize(text, FrontmatterAllowed::No) {
        let text = &text[at..at + token.len as usize];
        match token.kind {
            TokenKind::LineComment { .. }
            | TokenKind::BlockComment { .. }
            | TokenKind::Whitespace
            | TokenKind::Literal { .. } => {}
            _ => words.push(Word { text, line }),
        }
        at += text.len();
        line += text.matches('\n').count();
    }
    words
}
