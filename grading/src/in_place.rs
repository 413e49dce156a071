//! Right answers in the place of wrong ones: students' functions call each other, and a mistake in
//! one is to cost its own points only.
//!
//! In a student's file a function is given another name, and the solved one takes its place.

use std::thread;

use syn::spanned::Spanned;
use syn::{FnArg, Ident, Item, ItemFn, Pat, parse_file};

/// What the compiler reads may be nested deeply; more than this it does not read itself.
const STACK: usize = 1 << 29;

/// The text of an answer file in which the solved answers stand for those that are replaced;
/// nothing if it has none of them. No other solved answer is in it: whoever reads or calls what is
/// not his finds nothing that he is asked for.
pub fn in_place(
    text: &str,
    solved: &str,
    is_replaced: impl Fn(&str) -> bool + Send,
) -> Option<String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let replaced = || replaced(text, solved, is_replaced);
        thread.spawn_scoped(scope, replaced).ok()?.join().ok()?
    })
}

fn replaced(text: &str, solved: &str, is_replaced: impl Fn(&str) -> bool) -> Option<String> {
    let right = functions(solved)?.into_iter();
    let right: Vec<ItemFn> = right.filter(|one| is_replaced(&one.sig.ident.to_string())).collect();
    let handed_in = functions(text)?.into_iter().map(|one| one.sig.ident);
    let handed_in: Vec<Ident> =
        handed_in.filter(|name| right.iter().any(|one| one.sig.ident == *name)).collect();
    if handed_in.is_empty() {
        return None;
    }
    let right: String =
        right.iter().map(|one| format!("{}\n", &solved[one.span().byte_range()])).collect();
    let names: Vec<String> = handed_in.iter().map(Ident::to_string).collect();
    let mut renamed = text.to_owned();
    let mut places: Vec<usize> =
        handed_in.iter().map(|name| name.span().byte_range().end).collect();
    places.sort_unstable();
    for place in places.into_iter().rev() {
        renamed.insert_str(place, "__handed_in");
    }
    Some(format!(
        "{renamed}\npub use __right::{{{}}};\n#[allow(warnings)]\nmod __right {{\n\
         use super::*;\nuse nalgebra::{{DMatrix, DVector}};\n{right}}}\n",
        names.join(", ")
    ))
}

/// The functions of a file, but those within others or within modules.
pub fn functions(text: &str) -> Option<Vec<ItemFn>> {
    let items = parse_file(text).ok()?.items;
    let function = |item| if let Item::Fn(function) = item { Some(function) } else { None };
    Some(items.into_iter().filter_map(function).collect())
}

/// The names of a function's arguments.
pub fn arguments(function: &ItemFn) -> Vec<String> {
    let name = |argument: &FnArg| match argument {
        FnArg::Typed(argument) => match &*argument.pat {
            Pat::Ident(name) => Some(name.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    };
    function.sig.inputs.iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use grader::rubric::{level, rubric};

    use super::*;
    use crate::handout::solved_answers;

    const SOLVED: &str = "pub fn f(x: f64) -> f64 { x }\npub fn g(x: f64) -> f64 { f(x) }\n";

    #[test]
    fn an_answer_is_the_student_s_own_or_the_solved_one() {
        let handed_in = "fn helper() {}\npub fn g() { f(2) }\npub fn f(a: f64) -> f64 { -f(a) }\n";
        let text = in_place(handed_in, SOLVED, |name| ["f", "helper"].contains(&name)).unwrap();
        let names: Vec<String> =
            functions(&text).unwrap().iter().map(|one| one.sig.ident.to_string()).collect();
        assert_eq!(names, ["helper", "g", "f__handed_in"]);
        // A function that the solved file has not is no answer, whatever it is called.
        for part in [
            "fn helper() {}",
            "pub fn g() { f(2) }",
            "pub use __right::{f};",
            "pub fn f(x: f64) -> f64 { x }",
        ] {
            assert!(text.contains(part), "no {part:?} in {text}");
        }
        assert!(!text.contains("pub fn g(x"), "g is asked for: {text}");
    }

    #[test]
    fn a_file_without_an_answer_stays_as_it_is() {
        assert_eq!(in_place("fn helper() {}", SOLVED, |_| true), None);
        assert_eq!(in_place("fn f( {", SOLVED, |_| true), None);
        assert_eq!(in_place(SOLVED, SOLVED, |_| false), None);
    }

    #[test]
    fn what_is_nested_deeply_is_read() {
        let deep = format!("fn f() -> i32 {{ {}1 }}", "- ".repeat(4000));
        assert!(in_place(&deep, SOLVED, |name| name == "f").is_some());
    }

    #[test]
    fn a_solved_answer_calls_only_those_below_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut calls = 0;
        for solved in solved_answers(&root).unwrap() {
            for function in functions(&solved).unwrap() {
                let name = function.sig.ident.to_string();
                assert!(rubric().any(|check| check.answer == name), "{name} is no answer");
                let body = &solved[function.block.span().byte_range()];
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                let mut words: BTreeSet<&str> = body.split(|c| !is_word(c)).collect();
                words.remove(&*name);
                for called in rubric().filter(|check| words.contains(check.answer)) {
                    assert!(level(called.answer) < level(&name), "{name} calls {}", called.answer);
                    calls += 1;
                }
            }
        }
        assert!(calls > 20, "{calls}");
    }
}
