//! What README and docs say of GPUs: sections between two markers, made from what is kept.

mod curve;
mod lane;
mod words;

use crate::error::{Result, Unmet};
use crate::io;
use crate::kept::Kept;
use ma6202_language::Language::{self, En, Es};
use ma6202_language::{Said, both};
use std::fs;
use std::path::Path;

/// A section of a file.
struct Section {
    file: &'static str,
    name: &'static str,
    text: fn(&Kept, Language) -> String,
    language: Language,
}

const SECTIONS: [Section; 6] = [
    Section { file: "README.md", name: "gpu", text: lane::for_readme, language: En },
    Section { file: "README.es.md", name: "gpu", text: lane::for_readme, language: Es },
    Section { file: "docs/gpu.md", name: "gpu", text: lane::whole, language: En },
    Section { file: "docs/gpu.md", name: "curve", text: curve::widths, language: En },
    Section { file: "docs/gpu.es.md", name: "gpu", text: lane::whole, language: Es },
    Section { file: "docs/gpu.es.md", name: "curve", text: curve::widths, language: Es },
];

/// Writes every section anew.
///
/// # Errors
/// A file without its markers, or that cannot be read or written; those of [`Kept::read`].
pub fn write(root: &Path) -> Result<()> {
    let kept = Kept::read(root)?;
    for section in &SECTIONS {
        let path = root.join(section.file);
        let old = fs::read_to_string(&path).map_err(io(&path))?;
        fs::write(&path, section.put_into(&old, &kept)?).map_err(io(&path))?;
    }
    Ok(())
}

impl Section {
    /// The file's text with this section as it should be.
    fn put_into(&self, text: &str, kept: &Kept) -> Result<String> {
        let Section { file, name, language, .. } = self;
        let begin = format!("<!-- {name}: made by cargo xtask lane -->\n");
        let end = format!("<!-- /{name} -->");
        let missing = || Unmet {
            name: Said::same(file),
            expected: both!(
                "una sección entre {:?} y {end:?}",
                "a section between {:?} and {end:?}",
                begin.trim_end()
            ),
            got: both!("ninguna", "none"),
        };
        let (before, rest) = text.split_once(&begin).ok_or_else(missing)?;
        let (_, after) = rest.split_once(&end).ok_or_else(missing)?;
        let section = (self.text)(kept, *language);
        Ok(format!("{before}{begin}\n{}\n\n{end}{after}", section.trim_end()))
    }
}
