//! What a chapter shows of the starter: answers, and known mistakes.

use crate::language::Language;
use serde::Deserialize;
use textwrap::{Options, WordSplitter};

/// The function of an answer, as it stands in the file, without the marks around its solution and
/// without what is said of it there.
pub fn function(file: &str, name: &str) -> Option<String> {
    let is_head = |line: &&str| {
        let rest = line.strip_prefix("pub fn ").and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(['(', '<']))
    };
    let mut lines = file.lines().skip_while(|line| !is_head(line)).peekable();
    lines.peek()?;
    let mut shown = Vec::new();
    for line in lines {
        if !matches!(line.trim(), "// <solution>" | "// </solution>") {
            shown.push(line);
        }
        // What rustfmt writes at the end of a function, and nowhere before it.
        if line == "}" {
            break;
        }
    }
    Some(shown.join("\n"))
}

/// A submission with one answer replaced, of which it is known what it loses.
#[derive(Clone, Debug, Deserialize)]
pub struct Mistake {
    pub es: String,
    pub en: String,
    pub body: String,
}

#[derive(Deserialize)]
struct Mistakes {
    mistake: Vec<Mistake>,
}

/// The known mistakes of an exercise.
///
/// # Errors
/// A text that is no such file.
pub fn mistakes(file: &str) -> Result<Vec<Mistake>, toml::de::Error> {
    Ok(toml::from_str::<Mistakes>(file)?.mistake)
}

/// A hint of the grader fits a terminal, as code does.
const WIDTH: usize = 76;
/// A space at which no line is broken.
const TIED: &str = "\u{a0}";

impl Mistake {
    /// How it looks, and what the grader says of it, as it says it.
    pub fn markdown(&self, language: Language) -> String {
        let (said, mark, hint) = language.pick(
            ("El código con ese error, y lo que dice de él el corrector:", "pista: ", &self.es),
            ("The code with this mistake, and what the grader says of it:", "hint: ", &self.en),
        );
        // No line is broken within a formula.
        let hint = [" - ", " = "]
            .iter()
            .fold(hint.clone(), |hint, &sign| hint.replace(sign, &sign.replace(' ', TIED)));
        let indent = " ".repeat(mark.len());
        let wrapping = Options::new(WIDTH).word_splitter(WordSplitter::NoHyphenation);
        let wrapping = wrapping.initial_indent(mark).subsequent_indent(&indent);
        let hint = textwrap::fill(&hint, wrapping).replace(TIED, " ").replace('`', "");
        let body = self.body.trim_matches('\n');
        format!("{said}\n\n```rust\n{body}\n```\n\n```text\n{hint}\n```\n")
    }
}
