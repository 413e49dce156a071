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
    /// `--latex` prints the chains that the text tells, by the names of their checks and in the
    /// same order, and nothing else but comments. All of it is sound LaTeX, as far as one sees
    /// without a compiler.
    #[track_caller]
    pub fn assert_typesets_what_it_tells(&self) {
        let latex = self.run(&["--latex"]).text();
        assert_plain(&latex);
        assert!(latex.starts_with("% For amsmath. "), "{latex}");
        let (names, chains): (Vec<&str>, Vec<Chain>) = typeset(&latex).into_iter().unzip();
        assert_eq!(names, judged(self.document()));
        assert_eq!(chains, told(self.text()));
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

/// The chains in the text of a program.
fn told(text: &str) -> Vec<Chain<'_>> {
    let mut chains: Vec<Chain> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for three in lines.windows(3) {
        let signs = [("  = ", "="), ("  ≤ ", r"\le")].into_iter();
        let mut signed =
            signs.filter_map(|(told, sign)| Some((sign, three[1].strip_prefix(told)?)));
        let Some((sign, formula)) = signed.next() else { continue };
        let reason =
            three[2].trim_start().strip_prefix('(').and_then(|line| line.strip_suffix(')'));
        // What follows a reason begins another line of the same chain.
        if !three[0].starts_with("        ") {
            let left = three[0].rsplit("problems:").next().expect("a last part").trim();
            chains.push(Chain { left, lines: Vec::new() });
        }
        let line = [sign, formula, reason.expect("a reason below its formula")];
        chains.last_mut().expect("a left-hand side").lines.push(line);
    }
    chains
}

/// The chains in LaTeX, with their names, after a comment; no line break after a chain's last line.
#[track_caller]
fn typeset(latex: &str) -> Vec<(&str, Chain<'_>)> {
    let mut blocks = latex.split_terminator("\n\n");
    let symbols = blocks.next().expect("a comment");
    assert!(symbols.lines().all(|line| line.starts_with("% ")), "{symbols}");
    blocks.map(|block| chain(block).unwrap_or_else(|| panic!("no chain: {block}"))).collect()
}

fn chain(block: &str) -> Option<(&str, Chain<'_>)> {
    let named = block.strip_prefix("% ")?.strip_suffix("\n\\end{align*}")?;
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

/// Nothing that ends a line or a column of the environment, and everything that opens closes.
#[track_caller]
fn assert_formula(formula: &str) {
    assert!(formula.is_ascii() && !formula.contains(['\n', '&', '%', '#', '$']), "{formula}");
    assert!(!formula.contains(r"\\"), "{formula}");
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
