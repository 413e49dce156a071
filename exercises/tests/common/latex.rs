//! What the programs print with `--latex`, held against what they tell.

use super::{Program, assert_plain};
use ma6202_exercises::program::Exercise;
use serde_json::Value;

/// A left-hand side, and of each line sign, formula and reason.
#[derive(Debug, PartialEq)]
struct Chain<'a> {
    left: &'a str,
    lines: Vec<[&'a str; 3]>,
}

impl<E: Exercise> Program<E> {
    /// `--latex` prints the chains of the document by their titles, in the order of their checks,
    /// and nothing else but comments. All of it is sound LaTeX, as far as one sees without a
    /// compiler.
    #[track_caller]
    pub fn assert_typesets_what_it_tells(&self) {
        let latex = self.latex();
        assert_plain(latex);
        assert!(latex.starts_with("% For amsmath. "), "{latex}");
        let (titles, chains): (Vec<&str>, Vec<Chain>) = typeset(latex).into_iter().unzip();
        let [expected, names] = ["title", "name"].map(|key| told_of(self.document(), key));
        assert_eq!(titles, expected);
        assert_eq!(names, judged(self.document()));
        assert_eq!(chains, documented(self.document()));
        for chain in chains {
            assert_formula(chain.left);
            for [_, formula, reason] in chain.lines {
                assert_formula(formula);
                assert_reason(reason);
            }
        }
    }
}

/// The names of the chains whose lines were checked.
fn judged(document: &Value) -> Vec<&str> {
    let checks = document["checks"].as_array().expect("a list").iter();
    let whats = checks.map(|check| check["what"].as_str().expect("a text"));
    let mut names: Vec<&str> =
        whats.filter_map(|what| Some(what.rsplit_once(", line ")?.0)).collect();
    names.dedup();
    names
}

/// The names of the chains of a document, or their titles.
fn told_of<'a>(document: &'a Value, key: &str) -> Vec<&'a str> {
    let chains = document["results"]["derivation"].as_array().expect("a list").iter();
    chains.map(|chain| told(chain[key].get("en").unwrap_or(&chain[key]))).collect()
}

/// The chains of a document.
fn documented(document: &Value) -> Vec<Chain<'_>> {
    let chains = document["results"]["derivation"].as_array().expect("a list").iter();
    fn line_of(line: &Value) -> [&str; 3] {
        let sign = if line["sign"] == "=" { "=" } else { r"\le" };
        [sign, told(&line["formula"]["latex"]), told(&line["reason"]["en"])]
    }
    chains
        .map(|chain| Chain {
            left: told(&chain["left"]["latex"]),
            lines: chain["lines"].as_array().expect("a list").iter().map(line_of).collect(),
        })
        .collect()
}

fn told(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The chains in LaTeX, with their names, after comments; no line break after a chain's last line.
#[track_caller]
fn typeset(latex: &str) -> Vec<(&str, Chain<'_>)> {
    let mut blocks = latex.split_terminator("\n\n");
    let symbols = blocks.next().expect("a comment");
    assert!(symbols.lines().all(|line| line.starts_with("% ")), "{symbols}");
    blocks.map(|block| chain(block).unwrap_or_else(|| panic!("no chain: {block}"))).collect()
}

fn chain(block: &str) -> Option<(&str, Chain<'_>)> {
    // What new letters are: in Spanish and in English.
    let end_of_letters = block.rfind("\n% ").map_or(0, |end| end + 1);
    let mut letters = block[..end_of_letters].lines();
    assert!(letters.all(|line| line.starts_with("% $") && line.contains("; ")), "{block}");
    let named = block[end_of_letters..].strip_prefix("% ")?.strip_suffix("\n\\end{align*}")?;
    let (name, chain) = named.split_once("\n\\begin{align*}\n  ")?;
    let (left, lines) = chain.split_once("\n    &")?;
    let lines = lines.split(" \\\\\n    &").map(line).collect::<Option<_>>()?;
    Some((name, Chain { left, lines }))
}

fn line(line: &str) -> Option<[&str; 3]> {
    let (sign, rest) = line.split_once(' ')?;
    let (formula, reason) = rest.split_once(r" && \text{")?;
    Some([sign, formula, reason.strip_suffix('}')?])
}

/// Nothing that ends a line or a column of the environment, but in cases, which is one of its own;
/// and everything that opens closes.
#[track_caller]
fn assert_formula(formula: &str) {
    assert!(formula.is_ascii() && !formula.contains(['\n', '%', '#', '$']), "{formula}");
    let is_alone = !formula.contains(r"\begin{cases}");
    assert!(!is_alone || !formula.contains('&') && !formula.contains(r"\\"), "{formula}");
    assert_balanced(formula, "{", "}");
    for size in ["big", "Big"] {
        assert_balanced(formula, &format!(r"\{size}l"), &format!(r"\{size}r"));
    }
}

/// Text, with formulas between dollars.
#[track_caller]
fn assert_reason(reason: &str) {
    assert_balanced(reason, "{", "}");
    let parts: Vec<&str> = reason.split('$').collect();
    assert_eq!(parts.len() % 2, 1, "a dollar too many: {reason}");
    for (number, part) in parts.into_iter().enumerate() {
        let text = part.is_ascii() && !part.contains(['\n', '_', '^', '\\', '&', '%', '#']);
        if number % 2 == 0 { assert!(text, "{reason}") } else { assert_formula(part) }
    }
}

/// No prefix closes more than it opens, and all is closed in the end.
#[track_caller]
fn assert_balanced(formula: &str, open: &str, close: &str) {
    let mut depth = 0;
    for place in formula.char_indices().map(|(place, _)| place) {
        depth += i32::from(formula[place..].starts_with(open));
        depth -= i32::from(formula[place..].starts_with(close));
        assert!(depth >= 0, "{close:?} without {open:?} in {formula}");
    }
    assert_eq!(depth, 0, "{open:?} stays open in {formula}");
}
