//! What would make the compiler read what is not handed in: it runs with the rights of whoever
//! grades, and what it reads may come out in a report.
//!
//! Rust has three macros that include a file, two that include the environment, and assembly that
//! includes a file; a module may lie in another file, by its attribute. Each is seen in the tokens,
//! also where a macro writes them, for it has to be given them.

use std::iter::Peekable;

use grader::build::file_name;
use grader::report::Remark;
use grader::text::Said;
use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

/// The macros that read.
const MACROS: [&str; 8] = [
    "include",
    "include_str",
    "include_bytes",
    "env",
    "option_env",
    "asm",
    "global_asm",
    "naked_asm",
];

/// The word by which an answer file may read something else; nothing if it has none.
pub fn reads_others(text: &str) -> Option<&'static str> {
    match text.parse() {
        Ok(tokens) => of_tokens(tokens),
        // What is no Rust is the compiler's business, unless it has another opinion.
        Err(_) => {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let words: Vec<&str> = text.split(|c| !is_word(c)).collect();
            MACROS.into_iter().find(|name| words.contains(name))
        }
    }
}

/// What is said of the file of an exercise in which that word is.
pub fn remark(exercise: usize, word: &str) -> Remark {
    let file = file_name(exercise);
    let short = Said::new(
        format!("{file} no se compila: `{word}` lee lo que no se entregó"),
        format!("{file} is not compiled: `{word}` reads what is not handed in"),
    );
    Remark { short, words: None }
}

/// A group that is read: its tokens, whether it is in brackets, whether it is an attribute.
type Open = (Peekable<token_stream::IntoIter>, bool, bool);

fn of_tokens(tokens: TokenStream) -> Option<&'static str> {
    // Not by recursion: groups may be nested deeply.
    let mut open: Vec<Open> = vec![(tokens.into_iter().peekable(), false, false)];
    // The one before: '#' begins an attribute.
    let mut hash = false;
    while let Some((tokens, in_brackets, in_attribute)) = open.last_mut() {
        let (in_brackets, in_attribute) = (*in_brackets, *in_attribute);
        let Some(token) = tokens.next() else {
            open.pop();
            continue;
        };
        let after_hash = std::mem::take(&mut hash);
        match token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let name = name.strip_prefix("r#").unwrap_or(&name);
                if let Some(name) = MACROS.into_iter().find(|one| *one == name) {
                    return Some(name);
                }
                if name == "path" && in_brackets && is_assigned(tokens) {
                    return Some("path");
                }
            }
            TokenTree::Punct(one) => match one.as_char() {
                '#' => hash = true,
                '!' if after_hash => hash = true,
                // An attribute that a macro is given.
                '$' if after_hash || in_attribute => return Some("path"),
                _ => {}
            },
            TokenTree::Group(group) => {
                let brackets = group.delimiter() == Delimiter::Bracket;
                let inner = group.stream().into_iter().peekable();
                let attribute = in_attribute || (after_hash && brackets);
                open.push((inner, in_brackets || brackets, attribute));
            }
            TokenTree::Literal(_) => {}
        }
    }
    None
}

/// Whether `=` comes next, and not `==`.
fn is_assigned(tokens: &mut Peekable<token_stream::IntoIter>) -> bool {
    matches!(tokens.peek(), Some(TokenTree::Punct(one)) if one.as_char() == '='
        && one.spacing() == proc_macro2::Spacing::Alone)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::included("const X: &str = include_str!(\"/a\");", Some("include_str"))]
    #[case::raw("use core::r#include as x;", Some("include"))]
    #[case::in_a_macro("m!(include_bytes);", Some("include_bytes"))]
    #[case::assembly("core::arch::global_asm!(\".incbin \\\"/a\\\"\");", Some("global_asm"))]
    #[case::module("#[path = \"/a\"] mod x;", Some("path"))]
    #[case::if_it_holds("#[cfg_attr(all(), path = \"/a\")] mod x;", Some("path"))]
    #[case::of_the_file("#![cfg_attr(all(), path = \"/a\")]", Some("path"))]
    #[case::attribute_of_a_macro(
        "macro_rules! m { ($p:ident) => { #[$p = \"/a\"] mod x; } }",
        Some("path")
    )]
    #[case::inner_attribute_of_a_macro(
        "macro_rules! m { ($p:meta) => { mod x { #![$p] } } }",
        Some("path")
    )]
    #[case::by_its_brackets("macro_rules! m { ($p:tt) => { # $p mod x; } }", Some("path"))]
    #[case::given_brackets("m!([path = \"/a\"]);", Some("path"))]
    #[case::no_rust("include!(\"", Some("include"))]
    #[case::a_brace_is_missing("fn f() { eigenvalues", None)]
    #[case::words("// include the bias\nlet s = \"include_str!\";", None)]
    #[case::a_name("let path = vec![path == 1]; paths[path] = includes;", None)]
    #[case::usual("#[derive(Clone)] struct A; #[allow(dead_code)] fn f(x: [f64; 2]) {}", None)]
    #[case::a_macro("macro_rules! m { ($x:expr) => { [$x, $x] }; }", None)]
    #[case::a_list_of_a_macro("macro_rules! m { ($x:expr) => { vec![$x] }; }", None)]
    fn a_file_that_may_have_others_read_is_seen(
        #[case] text: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(reads_others(text), expected);
    }

    #[test]
    fn what_is_nested_deeply_is_read() {
        let text = ["(".repeat(100_000), ")".repeat(100_000)].concat();
        assert_eq!(reads_others(&text), None);
    }
}
