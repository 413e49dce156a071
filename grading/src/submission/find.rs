//! Answer files in folders and zips.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use grader::text::{Said, Text, text};
use zip::ZipArchive;

use super::name;

/// A file that was found: an answer file, or an archive that cannot be opened.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// The folders and zips that it lies in, the uppermost first.
    pub folders: Vec<String>,
    /// As it can be shown.
    pub name: String,
    /// The exercise it answers; nothing if it is no answer file.
    pub exercise: Option<usize>,
    /// What stands before that in its name.
    pub owner: Option<String>,
    /// What is in it, or why that cannot be had.
    pub content: Result<Vec<u8>, Said>,
}

/// How much is read of what was named. Each folder and each zip may take half of what is left: what
/// is made to be endless ends, and leaves something to those that come after it.
pub const MOST_IN_ALL: u64 = 256 << 20;

/// What it costs of that to look at a file, whatever is in it.
const LOOK: u64 = 1 << 10;

/// No answer file of a student is larger.
const MOST_BYTES: u64 = 1 << 20;

/// No zip within a zip is larger.
const MOST_ZIPPED: u64 = 32 << 20;

/// How deep folders and zips may lie in each other.
const DEEPEST: usize = 12;

const TOO_LARGE: Text = text("es demasiado grande", "it is too large");

/// What no student hands in on purpose.
fn is_passed_over(folders: &[String]) -> bool {
    let hidden = folders.last().is_some_and(|name| name.starts_with('.'));
    let blank = folders.windows(2).any(|pair| pair[0] == "grader" && pair[1] == "blank");
    hidden || blank || folders.iter().any(|name| ["target", "__MACOSX"].contains(&name.as_str()))
}

/// What was found in a folder or a zip.
#[derive(Debug, Default)]
pub struct Handed {
    /// The answer files, and the archives that cannot be opened.
    pub files: Vec<FoundFile>,
    /// The folders and zips that were looked into, each below those that it lies in.
    pub places: BTreeSet<Vec<String>>,
    /// Those with a manifest.
    pub projects: BTreeSet<Vec<String>>,
}

/// What is in a folder or a zip; of a file, itself.
pub fn find(path: &Path) -> Handed {
    let root = path.canonicalize().ok();
    let mut search = Search { root, found: Handed::default(), left: MOST_IN_ALL };
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
    found: Handed,
    /// How many bytes may still be read.
    left: u64,
}

impl Search {
    fn folder(&mut self, folder: &Path, folders: &mut Vec<String>) {
        // Where reports are, nothing is handed in.
        if !folder.join("class.json").exists() {
            self.found.places.insert(folders.clone());
        }
        if folder.join("Cargo.toml").is_file() {
            self.found.projects.insert(folders.clone());
        }
        if folders.len() > DEEPEST {
            return;
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
            if !self.may_look() {
                let folder = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return self.refuse(folder, folders, TOO_LARGE.into());
            }
            if path.is_dir() && !path.is_symlink() {
                self.within(name, folders, |search, folders| {
                    if !is_passed_over(folders) {
                        search.folder(&path, folders);
                    }
                });
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
        // To open a pipe is to wait for who writes to it.
        if path.metadata().is_ok_and(|what| !what.is_file()) {
            let why = text("no es un archivo normal", "it is no regular file");
            return self.refuse(name, folders, why.into());
        }
        let Ok(file) = File::open(path) else {
            return self.refuse(
                name,
                folders,
                text("no se deja abrir", "it cannot be opened").into(),
            );
        };
        if is_zip && is_named {
            self.zip(file, name, folders);
        } else if is_zip {
            let zip = |search: &mut Self, folders: &mut _| search.zip(file, name.clone(), folders);
            self.within(stem(&name), folders, zip);
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
        for index in 0..archive.len() {
            if !self.may_look() {
                return self.refuse(name, folders, TOO_LARGE.into());
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
            if depth + parts.len() > DEEPEST {
                continue;
            }
            folders.extend(parts);
            self.found.places.insert(folders.clone());
            let Some(name) = name else {
                folders.truncate(depth);
                continue;
            };
            if name == "Cargo.toml" {
                self.found.projects.insert(folders.clone());
            } else if name.to_lowercase().ends_with(".zip") {
                match self.read(file, MOST_ZIPPED, TOO_LARGE) {
                    Ok(bytes) => self.zip_in_zip(bytes, name, folders),
                    Err(why) => self.refuse(name, folders, why),
                }
            } else if file.is_symlink() && name::exercise(&name).is_some() {
                self.link(name, folders);
            } else if is_other_archive(&name) || name::exercise(&name).is_some() {
                self.content(file, name, folders);
            }
            folders.truncate(depth);
        }
    }

    fn zip_in_zip(&mut self, bytes: Vec<u8>, name: String, folders: &mut Vec<String>) {
        // It is not kept: afterwards it has cost the time only.
        let length = bytes.len() as u64;
        self.within(stem(&name), folders, |search, folders| {
            search.zip(Cursor::new(bytes), name, folders);
        });
        self.left += length - length / 16;
    }

    /// Looks into a folder or a zip.
    fn within(
        &mut self,
        name: String,
        folders: &mut Vec<String>,
        look: impl FnOnce(&mut Self, &mut Vec<String>),
    ) {
        let for_others = self.left / 2;
        self.left -= for_others;
        folders.push(name);
        look(self, folders);
        folders.pop();
        self.left += for_others;
    }

    /// Whether one more file may be looked at.
    fn may_look(&mut self) -> bool {
        let is_enough = self.left >= LOOK;
        self.left = self.left.saturating_sub(LOOK);
        is_enough
    }

    /// What is in a file, or why that cannot be had: for one, that it is larger than it may be.
    fn read(&mut self, file: impl Read, most: u64, is_larger: Text) -> Result<Vec<u8>, Said> {
        let left = self.left;
        let mut bytes = vec![];
        let read = file.take(most.min(left) + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.left = left.saturating_sub(length);
        match read {
            Err(error) => Err(Said::both(&error)),
            Ok(_) if length > most => Err(is_larger.into()),
            Ok(_) if length > left => Err(TOO_LARGE.into()),
            Ok(_) => Ok(bytes),
        }
    }

    fn content(&mut self, file: impl Read, name: String, folders: &[String]) {
        if is_other_archive(&name) {
            let why = text("solo se abren carpetas y zips", "only folders and zips are opened");
            return self.refuse(name, folders, why.into());
        }
        let is_larger = text("pesa más de 1 MiB", "it is larger than 1 MiB");
        let content = self.read(file, MOST_BYTES, is_larger);
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
            name: name::shown(&name),
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
