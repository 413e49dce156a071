//! Right answers in the place of wrong ones: students' functions call each other, and a mistake in
//! one is to cost its own points only.
//!
//! In a student's file a function is given another name, and one with its own name and the
//! signature of the question takes its place. It calls the solved one, but for the answer that the
//! environment names: that is the student's own, and so are all where none is named.

use syn::spanned::Spanned;
use syn::{FnArg, Item, ItemFn, Pat, parse_file};

/// The text of an answer file whose functions can be replaced by the solved ones; nothing if none
/// of them can.
pub fn in_place(text: &str, solved: &str) -> Option<String> {
    let written = functions(text)?;
    let (mut right, mut chosen, mut exported) = (String::new(), String::new(), String::new());
    let mut places = vec![];
    for solved_function in functions(solved)? {
        let signature = &solved_function.sig;
        let name = &signature.ident;
        let Some(function) = written.iter().find(|function| function.sig.ident == *name) else {
            continue;
        };
        places.push(function.sig.ident.span().byte_range().end);
        right += &format!("{}\n", &solved[solved_function.span().byte_range()]);
        let arguments = arguments(&solved_function).join(", ");
        chosen += &format!(
            "pub {} {{\nif super::__in_place(\"{name}\") {{ super::__right::{name}({arguments}) }} \
             else {{ super::{name}__handed_in({arguments}) }}\n}}\n",
            &solved[signature.span().byte_range()]
        );
        exported += &format!("pub use __chosen::{name};\n");
    }
    if places.is_empty() {
        return None;
    }
    let mut renamed = text.to_owned();
    places.sort_unstable();
    for place in places.into_iter().rev() {
        renamed.insert_str(place, "__handed_in");
    }
    Some(format!(
        "{renamed}\n{exported}\n#[allow(warnings)]\nmod __right {{\n{USE}{right}}}\n\
         #[allow(warnings)]\nmod __chosen {{\n{USE}{chosen}}}\n{ASK}"
    ))
}

const USE: &str = "use super::*;\nuse nalgebra::{DMatrix, DVector};\n";

const ASK: &str = r#"
fn __in_place(name: &str) -> bool {
    static OWN: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    OWN.get_or_init(|| std::env::var("OWN").ok()).as_ref().is_some_and(|own| own != name)
}
"#;

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
    use super::*;

    const SOLVED: &str = "pub fn f(x: f64) -> f64 { x }\npub fn g(x: f64) -> f64 { f(x) }\n";

    #[test]
    fn an_answer_is_the_student_s_own_or_the_solved_one() {
        let handed_in = "fn helper() {}\npub fn f(a: f64) -> f64 { -f(a) }\n";
        let text = in_place(handed_in, SOLVED).unwrap();
        let names: Vec<String> =
            functions(&text).unwrap().iter().map(|one| one.sig.ident.to_string()).collect();
        assert_eq!(names, ["helper", "f__handed_in", "__in_place"]);
        // The student's calls f by its name, which is chosen; the solved g is not his to replace.
        for part in ["{ -f(a) }", "pub use __chosen::f;", "super::__right::f(x)"] {
            assert!(text.contains(part), "no {part:?} in {text}");
        }
        assert!(!text.contains("__chosen::g"), "{text}");
    }

    #[test]
    fn a_file_without_an_answer_stays_as_it_is() {
        assert_eq!(in_place("fn helper() {}", SOLVED), None);
        assert_eq!(in_place("fn f( {", SOLVED), None);
    }
}
