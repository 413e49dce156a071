//! The texts that errors and checks are given, found in the sources.
//!
//! Read word by word, as `tests/architecture` does: what is in the parentheses of a call that makes
//! an error or a check, or in the braces of one, and what the variables, constants and functions of
//! text in there were given in the same file. A function that hands a text of its own on to such
//! a call is one more.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};
use std::collections::BTreeSet;
use std::ops::Range;

/// A text, its holes as `{}`, and the file and line that give it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    pub text: String,
    pub place: String,
}

/// Who makes an error or a check of a text.
const CALLS: [&str; 11] = [
    "expect_setting",
    "expect_shape",
    "expect_some",
    "expect_finite",
    "expect_columns",
    "expect_positive",
    "expect_below",
    "setting",
    "unexpected",
    "compare",
    "at_most",
];
/// And what is made by its fields: all of them, or one.
const MADE: [(&str, Option<&str>); 4] =
    [("Error", None), ("Check", None), ("Derivation", Some("name")), ("Estimate", Some("name"))];
/// Functions all of whose texts get into one elsewhere.
const WHOLE: [(&str, &str); 5] = [
    ("src/derivation.rs", "row"),
    ("src/logistic/separation/mod.rs", "name"),
    ("src/oracle/check/referee.rs", "facts"),
    ("src/oracle/torch/device.rs", "load_cuda"),
    ("src/oracle/torch/pointwise.rs", "check_identities"),
];
/// Functions that hand on what is no message: names of nodes, of figures and of files; or whose
/// names many functions have.
const OTHERS: [&str; 34] = [
    "activation",
    "add",
    "align",
    "chain_line",
    "concatenation",
    "dense",
    "dense_like",
    "described",
    "draw",
    "element",
    "evaluate",
    "find",
    "from_str",
    "functions",
    "has",
    "input",
    "letters",
    "name",
    "new",
    "not_described",
    "page",
    "parse",
    "pdf",
    "place",
    "plain",
    "png",
    "product",
    "random_node",
    "save",
    "statements",
    "styled",
    "sum",
    "text",
    "tree",
];
/// Who is told something else: in both languages at once, or only when the program is wrong.
const NO_MESSAGE: [&str; 9] = [
    "align",
    "assert",
    "expect",
    "paragraph",
    "pick",
    "progress_bar",
    "say",
    "unreachable",
    "words",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Text,
    Sign,
}

struct Word<'a> {
    kind: Kind,
    text: &'a str,
    line: usize,
    /// Of a bracket: where it is closed.
    end: usize,
}

struct File<'a> {
    path: &'a str,
    words: Vec<Word<'a>>,
    functions: Vec<Function<'a>>,
}

struct Function<'a> {
    name: &'a str,
    /// Those that are texts.
    parameters: Vec<&'a str>,
    gives_text: bool,
    body: Range<usize>,
}

/// The texts of all calls in these files, sorted; each file is a path and what it says.
pub fn messages(sources: &[(String, String)]) -> Vec<Message> {
    let files: Vec<File> = sources.iter().map(|(path, text)| File::read(path, text)).collect();
    let mut callees: BTreeSet<&str> = CALLS.into();
    loop {
        let before = callees.len();
        for file in &files {
            for function in &file.functions {
                let mut said = file.said_in(function, &callees);
                if function.parameters.iter().any(|&name| said.names.remove(name)) {
                    callees.insert(function.name);
                }
            }
        }
        OTHERS.iter().for_each(|name| {
            callees.remove(name);
        });
        if callees.len() == before {
            break;
        }
    }
    let mut found = BTreeSet::new();
    for file in &files {
        for function in &file.functions {
            for &at in &file.said_in(function, &callees).texts {
                let Word { text, line, .. } = file.words[at];
                let place = format!("{}:{line}", file.path);
                found.insert(Message { text: template(text), place });
            }
        }
    }
    found.into_iter().collect()
}

/// What is said in some words: texts by their places, and names that texts may have.
#[derive(Default)]
struct Said<'a> {
    texts: BTreeSet<usize>,
    names: BTreeSet<&'a str>,
}

impl<'a> File<'a> {
    fn read(path: &'a str, text: &'a str) -> File<'a> {
        let words = words(text);
        let functions = functions(&words);
        File { path, words, functions }
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.words.get(at).is_some_and(|word| word.text == text)
    }

    /// What the calls of a function are given, and what that was given before.
    fn said_in(&self, function: &Function<'a>, callees: &BTreeSet<&str>) -> Said<'a> {
        let mut said = Said::default();
        let closures = self.closures(function, callees);
        for at in function.body.clone() {
            let called = closures.contains(self.words[at].text) && self.is(at + 1, "(");
            let of_closure = || called.then(|| at + 2..self.words[at + 1].end);
            if let Some(given) = self.given(at, callees).or_else(of_closure) {
                self.say(given, &mut said);
            }
        }
        if WHOLE.contains(&(self.path, function.name)) {
            self.say(function.body.clone(), &mut said);
        }
        if said.texts.is_empty() && said.names.is_empty() {
            return said;
        }
        loop {
            let before = (said.texts.len(), said.names.len());
            for at in function.body.clone() {
                if let Some((pattern, value)) = self.binding(at)
                    && self.words[pattern].iter().any(|word| said.names.contains(word.text))
                {
                    self.say(value, &mut said);
                }
            }
            if before == (said.texts.len(), said.names.len()) {
                return said;
            }
        }
    }

    /// The closures of a function that make an error or a check of what they are given.
    fn closures(&self, function: &Function<'a>, callees: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let mut closures = BTreeSet::new();
        loop {
            let calls = |at: usize| {
                self.given(at, callees).is_some() || closures.contains(self.words[at].text)
            };
            let closure = |at: usize| {
                let (pattern, mut value) = self.binding(at)?;
                let is_closure = self.is(value.start, "|") || self.is(value.start, "move");
                (is_closure && value.any(calls)).then(|| self.words[pattern.start].text)
            };
            let found: BTreeSet<&str> = function.body.clone().filter_map(closure).collect();
            if found == closures {
                return closures;
            }
            closures = found;
        }
    }

    /// The words between the brackets of a call, if there is one.
    fn given(&self, at: usize, callees: &BTreeSet<&str>) -> Option<Range<usize>> {
        let word = &self.words[at];
        if word.kind != Kind::Name || at > 0 && self.is(at - 1, "fn") {
            return None;
        }
        if self.is(at + 1, "(") && callees.contains(word.text) {
            return Some(at + 2..self.words[at + 1].end);
        }
        let &(_, field) = MADE.iter().find(|(name, _)| *name == word.text)?;
        let mut open = at + 1;
        while self.is(open, ":") {
            open += 1;
        }
        open += usize::from(open > at + 1);
        let made = self.is(open, "{") || self.is(open, "(") && open > at + 1;
        let fields = open + 1..self.words.get(open).filter(|_| made)?.end;
        let Some(field) = field else { return Some(fields) };
        let name = fields.clone().find(|&at| {
            self.is(at, field) && [":", ","].iter().any(|sign| self.is(at + 1, sign))
        })?;
        // Both `name: "…",` and `name,`.
        Some(name..self.end_of_value(name + 1, ","))
    }

    fn say(&self, range: Range<usize>, said: &mut Said<'a>) {
        let mut next = range.start;
        while next < range.end {
            let (at, word) = (next, &self.words[next]);
            next += 1;
            match word.kind {
                Kind::Name if NO_MESSAGE.contains(&word.text) => {
                    let open = next + usize::from(self.is(next, "!"));
                    if self.is(open, "(") {
                        next = self.words[open].end;
                    }
                }
                Kind::Text => {
                    said.texts.insert(at);
                    said.names.extend(holes(word.text));
                }
                // What follows a dot is another's.
                Kind::Name if at == 0 || !self.is(at - 1, ".") => {
                    said.names.insert(word.text);
                    said.texts.extend(self.of_functions(word.text));
                    said.texts.extend(self.of_constants(word.text));
                }
                _ => {}
            }
        }
    }

    /// The texts of the functions of this name that give a text.
    fn of_functions(&self, name: &str) -> Vec<usize> {
        let ones = self.functions.iter().filter(|one| one.name == name && one.gives_text);
        ones.flat_map(|one| self.texts(one.body.clone())).collect()
    }

    /// The texts of the constants of this name.
    fn of_constants(&self, name: &str) -> Vec<usize> {
        let is_one = |at: &usize| self.is(*at, "const") && self.is(at + 1, name);
        let value = |at: usize| {
            let begins = self.end_of_value(at + 2, "=");
            begins..self.end_of_value(begins, ";")
        };
        (0..self.words.len()).filter(is_one).flat_map(|at| self.texts(value(at))).collect()
    }

    fn texts(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.filter(|&at| self.words[at].kind == Kind::Text)
    }

    /// `let pattern = value;`, `if let pattern = value {` and `for pattern in value {`.
    fn binding(&self, at: usize) -> Option<(Range<usize>, Range<usize>)> {
        let (middle, end) = match self.words[at].text {
            "let" if ["if", "while", "&"].iter().any(|word| at > 0 && self.is(at - 1, word)) => {
                ("=", "{")
            }
            "let" => ("=", ";"),
            "for" => ("in", "{"),
            _ => return None,
        };
        let middle = self.end_of_value(at + 1, middle);
        let end = self.end_of_value(middle + 1, end);
        Some((at + 1..middle, middle + 1..end))
    }

    /// Where a sign stands next that is in no brackets, or the brackets around end.
    fn end_of_value(&self, from: usize, sign: &str) -> usize {
        let mut at = from;
        while at < self.words.len() && !self.is(at, sign) {
            let word = &self.words[at];
            match word.text {
                ")" | "]" | "}" if word.kind == Kind::Sign => return at,
                _ => at = word.end.max(at) + 1,
            }
        }
        at
    }
}

fn functions<'a>(words: &[Word<'a>]) -> Vec<Function<'a>> {
    let mut functions = Vec::new();
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.text == text);
    for at in 0..words.len() {
        if words[at].text != "fn" || words.get(at + 1).is_none_or(|name| name.kind != Kind::Name) {
            continue;
        }
        // Those of bounds such as Fn(f64) are no parameters.
        let mut open = at + 2;
        while !is(open, "(") || words[open - 1].text.starts_with("Fn") {
            open += 1;
        }
        let close = words[open].end;
        let mut body = close;
        while body < words.len() && !is(body, "{") && !is(body, ";") {
            body += 1;
        }
        if !is(body, "{") {
            continue;
        }
        let is_text = |words: &[Word]| {
            words.iter().any(|word| ["str", "String", "ToString", "Display"].contains(&word.text))
        };
        let mut parameters = Vec::new();
        let mut from = open + 1;
        while from < close {
            let (mut to, mut angles) = (from, 0);
            while to < close && !(is(to, ",") && angles <= 0) {
                angles += i32::from(is(to, "<")) - i32::from(is(to, ">") && !is(to - 1, "-"));
                to = words[to].end.max(to) + 1;
            }
            let colon = (from..to).find(|&at| is(at, ":")).unwrap_or(to);
            if is_text(&words[colon..to]) {
                parameters.extend(words[from..colon].iter().map(|word| word.text));
            }
            from = to + 1;
        }
        functions.push(Function {
            name: words[at + 1].text,
            parameters,
            gives_text: is_text(&words[close..body]),
            body: body + 1..words[body].end,
        });
    }
    functions
}

/// The code without its comments, word by word.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut open) = (Vec::<Word>::new(), Vec::<usize>::new());
    let (mut at, mut line) = (0, 1);
    for token in tokenize(text, FrontmatterAllowed::No) {
        let word = &text[at..at + token.len as usize];
        let kind = match token.kind {
            TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => None,
            TokenKind::Whitespace => None,
            TokenKind::Literal {
                kind: LiteralKind::Str { .. } | LiteralKind::RawStr { .. },
                ..
            } => Some(Kind::Text),
            TokenKind::Ident | TokenKind::RawIdent => Some(Kind::Name),
            _ => Some(Kind::Sign),
        };
        if let Some(kind) = kind {
            let number = words.len();
            match word {
                "(" | "[" | "{" => open.push(number),
                ")" | "]" | "}" => {
                    if let Some(opened) = open.pop() {
                        words[opened].end = number;
                    }
                }
                _ => {}
            }
            words.push(Word { kind, text: word, line, end: number });
        }
        at += word.len();
        line += word.matches('\n').count();
    }
    words
}

/// What a literal says, as a phrase: its holes are `{}`.
fn template(literal: &str) -> String {
    let inner = literal.trim_start_matches('r').trim_matches('#');
    let inner = inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).expect("quotes");
    let mut text = String::new();
    let mut letters = inner.chars().peekable();
    let is_raw = literal.starts_with('r');
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if !is_raw => match letters.next().expect("something escaped") {
                '\n' => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
                'n' => text.push('\n'),
                other => text.push(other),
            },
            '{' | '}' if letters.next_if_eq(&letter).is_some() => text.push(letter),
            '{' => {
                text.push_str("{}");
                while letters.next().is_some_and(|letter| letter != '}') {}
            }
            _ => text.push(letter),
        }
    }
    text
}

/// The variables in the holes of a literal.
fn holes(literal: &str) -> impl Iterator<Item = &str> {
    let holes = literal.split('{').skip(1);
    holes.map(|hole| &hole[..hole.find([':', '}']).unwrap_or(hole.len())])
}
