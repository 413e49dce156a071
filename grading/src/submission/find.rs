//! Answer files in folders and zips.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use grader::text::{Said, text};
use zip::ZipArchive;

use super::name;

/// A file that was found: an answer file, or an archive that cannot be opened.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// The folders and zips that it lies in, the uppermost first.
    pub folders: Vec<String>,
    pub name: String,
    /// The exercise it answers; nothing if it is no answer file.
    pub exercise: Option<usize>,
    /// What stands before that in its name.
    pub owner: Option<String>,
    /// What is in it, or why that cannot be had.
    pub content: Result<Vec<u8>, Said>,
}

/// No answer file of a student is larger.
const MOST_BYTES: u64 = 1 << 20;

/// No zip within a zip is larger.
const MOST_ZIPPED: u64 = 64 << 20;

/// How deep folders and zips may lie in each other, and how many files are looked at: what is made
/// to be endless ends.
const DEEPEST: usize = 12;
const MOST_FILES: usize = 100_000;

/// What no student hands in on purpose.
fn is_passed_over(folders: &[String]) -> bool {
    let hidden = folders.last().is_some_and(|name| name.starts_with('.'));
    let blank = folders.windows(2).any(|pair| pair[0] == "grader" && pair[1] == "blank");
    hidden || blank || folders.iter().any(|name| ["target", "__MACOSX"].contains(&name.as_str()))
}

/// What was found in a folder or a zip.
#[derive(Debug, Default)]
pub struct Found {
    /// The answer files, and the archives that cannot be opened.
    pub files: Vec<FoundFile>,
    /// The folders and zips that were looked into, each below those that it lies in.
    pub places: BTreeSet<Vec<String>>,
}

/// What is in a folder or a zip; of a file, itself.
pub fn find(path: &Path) -> Found {
    let root = path.canonicalize().ok();
    let mut search = Search { root, found: Found::default(), seen: 0 };
    if path.is_dir() {
        search.folder(path, &mut vec![]);
    } else {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        search.file(path, name, &mut vec![], true);
    }
    search.found
}

struct Search {
    /// What was named: nothing outside of it is read.
    root: Option<PathBuf>,
    found: Found,
    seen: usize,
}

impl Search {
    fn folder(&mut self, folder: &Path, folders: &mut Vec<String>) {
        // Where reports are, nothing is handed in.
        if !folder.join("class.json").exists() {
            self.found.places.insert(folders.clone());
        }
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        for path in entries {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.seen += 1;
            if self.seen > MOST_FILES || folders.len() > DEEPEST {
                return;
            }
            if path.is_dir() && !path.is_symlink() {
                folders.push(name);
                if !is_passed_over(folders) {
                    self.folder(&path, folders);
                }
                folders.pop();
            } else if path.is_dir() {
                // A link to a folder may be endless; one to answers is told.
                let is_answers = path.join("exercise_1.rs").exists();
                if is_answers {
                    self.link(name, folders);
                }
            } else {
                self.file(&path, name, folders, false);
            }
        }
    }

    fn file(&mut self, path: &Path, name: String, folders: &mut Vec<String>, is_named: bool) {
        let is_zip = name.to_lowercase().ends_with(".zip");
        if name.starts_with('.') && !is_named {
            return;
        }
        if !is_zip && !is_other_archive(&name) && name::exercise(&name).is_none() {
            return;
        }
        // A link may lead to what is not the student's.
        let inside = |real: PathBuf| self.root.as_ref().is_some_and(|root| real.starts_with(root));
        if path.is_symlink() && !path.canonicalize().is_ok_and(inside) {
            return self.link(name, folders);
        }
        let Ok(file) = File::open(path) else {
            return self.refuse(
                name,
                folders,
                text("no se deja abrir", "it cannot be opened").into(),
            );
        };
        if is_zip {
            if !is_named {
                folders.push(stem(&name));
            }
            self.zip(file, name, folders);
            if !is_named {
                folders.pop();
            }
        } else {
            self.content(file, name, folders);
        }
    }

    fn zip(&mut self, zip: impl Read + Seek, name: String, folders: &mut Vec<String>) {
        self.found.places.insert(folders.clone());
        let Ok(mut archive) = ZipArchive::new(zip) else {
            return self.refuse(
                name,
                folders,
                text("no es un zip entero", "it is no whole zip").into(),
            );
        };
        for index in 0..archive.len().min(MOST_FILES) {
            self.seen += 1;
            if self.seen > MOST_FILES || folders.len() > DEEPEST {
                return;
            }
            let Ok(file) = archive.by_index(index) else { continue };
            // Windows writes folders with a backslash.
            let path = file.name().replace('\\', "/");
            let mut parts: Vec<String> =
                path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if is_passed_over(&parts) {
                continue;
            }
            let depth = folders.len();
            let name = if file.is_dir() { None } else { parts.pop() };
            folders.extend(parts);
            self.found.places.insert(folders.clone());
            let Some(name) = name else {
                folders.truncate(depth);
                continue;
            };
            if name.to_lowercase().ends_with(".zip") {
                let mut bytes = vec![];
                let read = file.take(MOST_ZIPPED + 1).read_to_end(&mut bytes);
                if read.is_ok() && bytes.len() as u64 <= MOST_ZIPPED {
                    folders.push(stem(&name));
                    self.zip(Cursor::new(bytes), name, folders);
                } else {
                    self.refuse(
                        name,
                        folders,
                        text("es demasiado grande", "it is too large").into(),
                    );
                }
            } else if is_other_archive(&name) || name::exercise(&name).is_some() {
                self.content(file, name, folders);
            }
            folders.truncate(depth);
        }
    }

    fn content(&mut self, file: impl Read, name: String, folders: &[String]) {
        if is_other_archive(&name) {
            let why = text("solo se abren carpetas y zips", "only folders and zips are opened");
            return self.refuse(name, folders, why.into());
        }
        let mut bytes = vec![];
        let content = match file.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
            Err(error) => Err(Said::plain(error.to_string())),
            Ok(_) if bytes.len() as u64 > MOST_BYTES => {
                Err(text("pesa más de 1 MiB", "it is larger than 1 MiB").into())
            }
            Ok(_) => Ok(bytes),
        };
        self.push(name, folders, content);
    }

    fn link(&mut self, name: String, folders: &[String]) {
        let why = text("es un enlace a otra parte", "it is a link to somewhere else");
        self.refuse(name, folders, why.into());
    }

    fn refuse(&mut self, name: String, folders: &[String], why: Said) {
        self.push(name, folders, Err(why));
    }

    fn push(&mut self, name: String, folders: &[String], content: Result<Vec<u8>, Said>) {
        let (exercise, owner) = match name::exercise(&name) {
            Some((exercise, owner)) => (Some(exercise), owner.map(str::to_owned)),
            None => (None, None),
        };
        self.found.files.push(FoundFile {
            folders: folders.to_vec(),
            name,
            exercise,
            owner,
            content,
        });
    }
}

fn is_other_archive(name: &str) -> bool {
    let name = name.to_lowercase();
    [".rar", ".7z", ".tar", ".tgz", ".tar.gz", ".gz", ".xz"].iter().any(|end| name.ends_with(end))
}

/// A zip's name without its ending.
fn stem(name: &str) -> String {
    name[..name.len() - ".zip".len()].to_owned()
}
