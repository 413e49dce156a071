//! Errors and checks in Spanish, `exercises/spanish/`: every text that the sources give has
//! a phrase, and every kind of error its sentence.

mod scan;
mod sentences;

use ma6202_exercises::spanish::{has_words, phrase, said};
use rstest::rstest;
use scan::{Message, messages};
use std::path::Path;

const TABLE: &str = include_str!("../../spanish/phrases.toml");

/// Where errors and checks are made.
const FOLDERS: [&str; 3] = ["exercises", "figure/src", "src"];

/// What the calls are given besides: names of options, fields, files and columns, elements of a
/// picture, and texts that are told elsewhere.
const NO_MESSAGES: [&str; 18] = [
    " and ",
    "/proc/self/maps",
    "</text>\n",
    "<text ",
    "core",
    "count",
    "LD_LIBRARY_PATH",
    "MA6202_LIBTORCH",
    "cuda:",
    "exercise_{}_{}.{}",
    "f1-score",
    "libcuda.so.1",
    "png-pdf",
    "precision",
    "recall",
    "support",
    "thread",
    "torch_cuda",
];

/// Of what is found because its function or its file is named in `scan`.
const KNOWN: [&str; 6] = [
    "a class: 1, 2 or 3",
    "left-hand side",
    "no NVIDIA driver (libcuda.so.1) on this machine",
    "overlap",
    "sum over paths",
    "tanh(a) = 2 logistic(2a) - 1",
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let mut sources = Vec::new();
    for folder in FOLDERS {
        read(root, &root.join(folder), &mut sources);
    }
    sources.sort();
    sources
}

/// The Rust files below a folder, but for tests and what is Spanish itself.
fn read(root: &Path, folder: &Path, sources: &mut Vec<(String, String)>) {
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !["spanish", "tests"].iter().any(|folder| path.ends_with(folder)) {
                read(root, &path, sources);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            sources.push((name.into_owned(), text));
        }
    }
}

/// Those for which no Spanish is known. Formulas in LaTeX are the same in both languages, and some
/// functions are given the Spanish besides.
fn untold(sources: &[(String, String)]) -> Vec<String> {
    let is_formula = |text: &str| text.contains('\\') || text.contains('$');
    let is_spanish = |text: &str| TABLE.contains(&format!(" = {text:?}\n"));
    let is_untold = |Message { text, .. }: &Message| {
        has_words(text)
            && !is_formula(text)
            && !NO_MESSAGES.contains(&text.as_str())
            && phrase(text).is_none()
            && !is_spanish(text)
    };
    let untold = messages(sources).into_iter().filter(is_untold);
    untold.map(|Message { text, place }| format!("{place}: {text:?}")).collect()
}

#[test]
fn every_message_is_known_in_spanish() {
    let sources = sources();
    let found = messages(&sources);
    assert!(found.len() > 700, "{} messages found: are all sources read?", found.len());
    for known in KNOWN {
        assert!(found.iter().any(|message| message.text == known), "{known:?} is not found");
    }
    let untold = untold(&sources);
    assert!(
        untold.is_empty(),
        "without Spanish in exercises/spanish/phrases.toml:\n{}",
        untold.join("\n")
    );
}

/// The enums of errors may grow, and the compiler asks for no sentence then.
#[rstest]
#[case::of_the_library(include_str!("../../../src/error.rs"))]
#[case::of_figures(include_str!("../../../figure/src/error.rs"))]
#[case::of_exercises(include_str!("../../error.rs"))]
fn every_kind_of_error_has_a_sentence(#[case] source: &str) {
    let sentences = include_str!("../../spanish/errors.rs");
    let (_, variants) = source.split_once("pub enum Error {").expect("an enum");
    let (variants, _) = variants.split_once("\n}").expect("its end");
    let variant = |line: &str| {
        let name = line.strip_prefix("    ")?.split([' ', '(', '{']).next()?;
        name.starts_with(char::is_uppercase).then(|| format!("Error::{name}"))
    };
    let variants: Vec<String> = variants.lines().filter_map(variant).collect();
    assert!(variants.len() > 5, "{variants:?}");
    let untold: Vec<&String> =
        variants.iter().filter(|variant| !sentences.contains(*variant)).collect();
    assert_eq!(untold, [""; 0]);
}

/// Each way in which a text gets into an error or a check.
#[rstest]
#[case::itself(r#"expect_some("new", 0)"#)]
#[case::in_a_format(r#"expect_some(&format!("new {what}"), 0)"#)]
#[case::the_second(r#"expect_setting("rows", "new", 0, false)"#)]
#[case::one_of_two(r#"expect_setting("rows", if x { "1" } else { "new" }, 0, false)"#)]
#[case::a_variable(r#"let what = "new"; expect_some(what, 0)"#)]
#[case::a_variable_of_one(r#"let a = "new"; let b = format!("{a} 1"); expect_some(&b, 0)"#)]
#[case::a_constant(r#"const WHAT: &str = "new"; expect_some(WHAT, 0)"#)]
#[case::in_a_hole(r#"let a = "new"; expect_some(&format!("at most {a}"), 0)"#)]
#[case::one_by_one(r#"for (what, n) in [("rows", 1), ("new", 2)] { expect_some(what, n)? }"#)]
#[case::made(r#"Err(Error::setting("new", "0", 1))"#)]
#[case::by_its_fields(r#"Err(Error::Device { device: "cuda".into(), why: "new".into() })"#)]
#[case::by_a_closure(r#"let no = |why| Error::Table { got: why, line }; Err(no("new"))"#)]
#[case::by_another(r#"let no = |w| Error::Torch(w); let so = |w| no(w); Err(so("new"))"#)]
#[case::a_name_of_a_chain(r#"Derivation { name: "new", title, variable }"#)]
#[case::by_its_own_name(r#"let (name, t) = ("new", 1); Derivation { name, title: t }"#)]
#[case::a_check(r#"compare("new", referee, &ours, &theirs)"#)]
#[case::a_bound(r#"run.at_most("new", 1.0, 2.0)?"#)]
#[case::handed_on("weights.check_all_of(\"new\")")]
fn a_new_message_is_found(#[case] code: &str) {
    let handing_on = "fn check_all_of(&self, what: &str) { expect_finite(what, &self.w) }";
    let text = format!("{handing_on}\nfn f() {{ {code} }}\n");
    let found = untold(&[("src/made_up.rs".into(), text)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("src/made_up.rs:2: \"new"), "{found:?}");
}

#[rstest]
#[case::elsewhere(r#"println!("new")"#)]
#[case::a_comment("// expect_some(\"new\", 0)")]
#[case::a_panic(r#"expect_some("rows", list.first().expect("new"))"#)]
#[case::in_both_languages(r#"expect_some(language.pick("nuevo", "new"), 0)"#)]
#[case::a_formula(r#"compare(r"\alpha new", referee, &ours, &theirs)"#)]
#[case::in_spanish_already(r#"compare("pesos w", referee, &ours, &theirs)"#)]
#[case::signs(r#"compare("∂J/∂w", referee, &ours, &theirs)"#)]
fn what_is_no_message_is_not_asked_for(#[case] code: &str) {
    let found = untold(&[("src/made_up.rs".into(), format!("fn f() {{\n{code}\n}}\n"))]);
    assert_eq!(found, [""; 0]);
}

/// One phrase a line, so that whoever adds one finds its place.
#[test]
fn phrases_are_sorted() {
    let lines: Vec<&str> = TABLE.lines().filter(|line| line.starts_with('"')).collect();
    let english = |line: &str| line.split("\" = \"").next().unwrap_or_default().to_owned();
    let unsorted = lines.windows(2).find(|two| english(two[0]) >= english(two[1]));
    assert_eq!(unsorted, None);
    for line in &lines {
        let (english, spanish) = line.split_once("\" = \"").expect("one phrase a line");
        let holes = |text: &str| text.matches('{').count();
        assert_eq!(holes(english), holes(spanish), "{line}");
    }
}

#[rstest]
#[case::as_it_is("batch size B", "tamaño de lote B")]
#[case::a_hole("at most 12", "a lo más 12")]
#[case::a_hole_looked_up("values of strip 2 of \"A\"", "valores de franja 2 de \"A\"")]
#[case::the_longest("weights W of layer 3", "pesos W de la capa 3")]
#[case::two("the gradient, squared error, line 3", "el gradiente del error cuadrático, línea 3")]
#[case::unknown_in_a_hole("alpha of elu", "alpha de elu")]
#[case::unknown("foo, bar", "«foo, bar»")]
#[case::what_others_say("CUDA out of memory", "«CUDA out of memory»")]
#[case::others_in_a_hole("points of a thing or two", "puntos de «a thing or two»")]
#[case::a_name_in_quotes("\"classes\"", "\"classes\"")]
#[case::names_in_quotes("[\"rows\", \"classes\"]", "[\"rows\", \"classes\"]")]
#[case::a_number("-1.5e-7", "-1.5e-7")]
#[case::no_number("NaN", "NaN")]
#[case::an_infinity("-inf", "-∞")]
#[case::signs("∂J/∂w, 3 × 4", "∂J/∂w, 3 × 4")]
#[case::nothing("", "")]
fn a_text_is_said(#[case] english: &str, #[case] spanish: &str) {
    assert_eq!(said(english), spanish);
}

/// A list that no phrase says is given up soon.
#[test]
fn a_long_list_takes_no_time() {
    let names = ["foo, bar, foobar, barfoo"; 20].join(", ");
    assert_eq!(said(&names), format!("«{names}»"));
}
