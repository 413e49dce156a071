//! ARCHITECTURE.md, held against the sources: who may import whom, and who may name torch.

mod scan;

use crate::common::root;
use rstest::rstest;
use scan::{Import, Sources, circles, imports, line_with, modules, sources};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../../ARCHITECTURE.md");
const FLOORS: &str = "## The floors of src";
const ROOMS: &str = "## The rooms of the oracle";
const CRATES: &str = "## The crates";

/// What names torch, and where it may.
const TORCH: [&str; 2] = ["tch", "torch_sys"];
const MAY_NAME_TORCH: [&str; 2] = ["src/oracle/torch/", "exercises/exercise_8_autograd/"];

type Floors = BTreeMap<String, usize>;

/// The rows of the table below a heading, without their first and last bars.
fn table<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, section) = page.split_once(&format!("{heading}\n")).expect(heading);
    let rows = section.lines().take_while(|line| !line.starts_with("## "));
    let rows = rows.filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.skip(1).map(|row| row.split(" | ").collect()).collect()
}

/// The words between backticks.
fn named(cell: &str) -> BTreeSet<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn floors(page: &str, heading: &str) -> Floors {
    let mut floors = Floors::new();
    for row in table(page, heading) {
        let floor = row[0].parse().expect("the number of a floor");
        for module in named(row[1]) {
            assert_eq!(floors.insert(module.to_owned(), floor), None, "{module} is on two floors");
        }
    }
    floors
}

/// What is against the floors of a folder, each with its file and line.
fn against_the_floors(floors: &Floors, folder: &[&str], sources: &Sources) -> Vec<String> {
    let folder: Vec<String> = folder.iter().map(|&name| name.into()).collect();
    let modules = modules(sources, &folder);
    let homeless = modules.iter().filter(|module| !floors.contains_key(*module));
    let mut faults: Vec<String> =
        homeless.map(|module| format!("{module} is on no floor of ARCHITECTURE.md")).collect();
    let absent = floors.keys().filter(|module| !modules.contains(*module));
    faults.extend(absent.map(|module| format!("ARCHITECTURE.md: there is no module {module}")));
    for Import { folder: within, from, to, place } in imports(sources) {
        let (Some(own), Some(other)) = (floors.get(&from), floors.get(&to)) else { continue };
        if within != folder {
            continue;
        }
        if other >= own {
            faults.push(format!("{place}: {from}, on floor {own}, imports {to}, on floor {other}"));
        }
        if to == "oracle" {
            faults.push(format!("{place}: {from} names the oracle, which judges it"));
        }
    }
    faults
}

fn told(circle: &[Import]) -> Vec<String> {
    let said = |Import { from, to, place, .. }: &Import| format!("{place}: {from} imports {to}");
    circle.iter().map(said).collect()
}

#[track_caller]
fn assert_none(faults: &[String], place: &str) {
    assert!(faults.is_empty(), "in {place}:\n{}", faults.join("\n"));
}

// The sources as they are.

#[test]
fn imports_point_down() {
    let sources = sources(&root().join("src"));
    assert_none(&against_the_floors(&floors(PAGE, FLOORS), &[], &sources), "src");
    assert_none(&against_the_floors(&floors(PAGE, ROOMS), &["oracle"], &sources), "src");
}

/// What cargo says of a crate of this workspace.
struct Package {
    name: String,
    folder: String,
    depends_on: BTreeSet<String>,
}

fn packages() -> Vec<Package> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let said: Value = serde_json::from_slice(&cargo.output().unwrap().stdout).unwrap();
    said["packages"].as_array().unwrap().iter().map(package).collect()
}

fn package(package: &Value) -> Package {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let dependencies = package["dependencies"].as_array().unwrap();
    let ours = dependencies.iter().filter(|one| {
        one["path"].is_string() || TORCH.contains(&text(&one["name"]).replace('-', "_").as_str())
    });
    Package {
        name: text(&package["name"]),
        folder: text(&package["manifest_path"]).trim_end_matches("Cargo.toml").to_owned(),
        depends_on: ours.map(|one| text(&one["name"])).collect(),
    }
}

#[test]
fn crates_depend_on_whom_they_may() {
    let rows = table(PAGE, CRATES);
    let packages = packages();
    let rowed: BTreeSet<&str> = rows.iter().flat_map(|row| named(row[0])).collect();
    assert_eq!(rowed, packages.iter().map(|package| package.name.as_str()).collect());
    for Package { name, depends_on, .. } in &packages {
        let row = rows.iter().find(|row| named(row[0]).contains(name.as_str())).unwrap();
        let may = named(row[2]).into_iter().map(str::to_owned).collect();
        assert_eq!(depends_on, &may, "{name}");
    }
}

/// A student gets that folder and nothing else.
#[test]
fn the_starter_s_folder_stands_alone() {
    let folder = root().join("starter").canonicalize().unwrap();
    let mut packages = packages();
    packages.retain(|package| Path::new(&package.folder).starts_with(&folder));
    let handed_out: BTreeSet<&str> = packages.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(handed_out, ["ma6202-grader", "ma6202-language", "ma6202-starter"].into());
    for Package { name, depends_on, .. } in &packages {
        let mut outside = depends_on.iter().filter(|one| !handed_out.contains(one.as_str()));
        assert_eq!(outside.next(), None, "{name}");
        let each_other = [("ma6202-starter", "ma6202-grader"), ("ma6202-grader", "ma6202-starter")];
        assert!(!each_other.iter().any(|(a, b)| name == a && depends_on.contains(*b)), "{name}");
    }
}

#[test]
fn no_modules_make_a_circle() {
    for Package { name, folder, .. } in packages() {
        let src = Path::new(&folder).join("src");
        let sources = sources(if src.is_dir() { &src } else { folder.as_ref() });
        assert_none(&told(&circles(&imports(&sources))), &name);
    }
}

/// An error and a result are each crate's own, as Rust has it, and what was found each exercise's;
/// `starter` with its grader, and `xtask`, are projects by themselves.
#[test]
fn public_types_have_names_of_their_own() {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for folder in ["src", "exercises", "figure/src", "grading/src", "lane/src"] {
        for (path, text) in sources(&root().join(folder)) {
            for line in text.lines() {
                let declared = ["struct", "enum", "trait", "type"].iter().find_map(|kind| {
                    line.trim_start().strip_prefix("pub ")?.strip_prefix(kind)?.strip_prefix(' ')
                });
                let Some(declared) = declared else { continue };
                let end = declared.find(|c: char| !c.is_alphanumeric() && c != '_');
                let name = &declared[..end.unwrap_or(declared.len())];
                if ["Error", "Result", "Found"].contains(&name) {
                    continue;
                }
                let place = format!("{folder}/{path}");
                if let Some(other) = places.insert(name.into(), place.clone()) {
                    panic!("{name} is declared in {other} and in {place}");
                }
            }
        }
    }
    assert!(places.len() > 100, "{places:?}");
}

#[test]
fn only_the_oracle_names_torch() {
    let sources = sources(root());
    for (file, text) in &sources {
        let may = MAY_NAME_TORCH.iter().any(|place| file.starts_with(place));
        let line = line_with(text, &TORCH).filter(|_| !may);
        assert_eq!(line, None, "{file}:{} names torch", line.unwrap_or_default());
    }
    assert!(sources.len() > 300, "{} files", sources.len());
    assert!(MAY_NAME_TORCH.iter().all(|place| PAGE.contains(&format!("`{place}`"))));
}

/// rustfmt keeps code to 100 columns and leaves comments to who writes them. A formula, a row of a
/// table and a single word are as wide as they must be.
#[test]
fn comments_are_as_wide_as_code() {
    let mut faults = Vec::new();
    for (file, text) in sources(root()) {
        let mut formula = false;
        for (number, line) in (1..).zip(text.lines()) {
            let Some(comment) = line.trim_start().strip_prefix("//") else { continue };
            let comment = comment.trim_start_matches(['/', '!', ' ']);
            formula ^= comment.starts_with("```");
            let is_text = !formula && comment.contains(' ') && !comment.starts_with('|');
            if is_text && line.chars().count() > 100 {
                faults.push(format!("{file}:{number} is too wide"));
            }
            if comment.contains('−') {
                faults.push(format!("{file}:{number}: a minus is - outside of pictures"));
            }
        }
    }
    assert_none(&faults, "comments");
}

// Sources that are wrong on purpose.

fn made_up(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|&(file, text)| (file.into(), text.into())).collect()
}

const MADE_UP: &str = "## The floors of src
| floor | modules | answers |
|---|---|---|
| 0 | `error` | |
| 1 | `loss`, `tape` | `what` |
| 2 | `mlp` | |
| 3 | `oracle` | |

## Elsewhere
| 9 | `loss` | |
";

/// What one more file would be told.
fn faults_of(file: &str, text: &str) -> Vec<String> {
    let mut sources = made_up(&[
        ("lib.rs", "pub mod mlp; pub use error::Error; pub use mlp::Mlp as Network;"),
        ("error.rs", ""),
        ("loss.rs", ""),
        ("tape/mod.rs", ""),
        ("mlp/mod.rs", "pub(crate) fn f(_: crate::Error) { crate::loss::value(); init::g() }"),
        ("mlp/init.rs", "use super::Layer; use crate::tape::{Tape, Var};"),
        ("oracle/mod.rs", "use crate::mlp::{Layer, Mlp}; use crate::{Error, loss, tape::*};"),
    ]);
    assert_eq!(against_the_floors(&floors(MADE_UP, FLOORS), &[], &sources), [""; 0]);
    sources.insert(file.into(), text.into());
    against_the_floors(&floors(MADE_UP, FLOORS), &[], &sources)
}

/// From floor 1 to `mlp` on floor 2, in that line.
#[rstest]
#[case::at_once("loss.rs", "\nuse crate::mlp::Layer;", 2)]
#[case::the_module_alone("loss.rs", "use crate::mlp;", 1)]
#[case::in_an_expression("loss.rs", "fn f() {\n    g(1, crate::mlp::h::<f64>(2))\n}", 2)]
#[case::in_a_tree(
    "loss.rs",
    "use crate::{\n    error::{self, Error as E},\n    mlp::{self, Mlp},\n};",
    3
)]
#[case::by_super("loss.rs", "use super::mlp::Mlp;", 1)]
#[case::by_super_twice("tape/node.rs", "use super::super::mlp::Mlp;", 1)]
#[case::handed_on_by_the_root("loss.rs", "use crate::Network;", 1)]
#[case::in_a_macro("loss.rs", "macro_rules! m { () => { $crate::mlp::f() } }", 1)]
#[case::in_a_module_of_the_file(
    "loss.rs",
    "mod t { use super::*; fn f() { super::super::mlp::f() } }",
    1
)]
#[case::after_a_module_of_the_file("loss.rs", "mod t { fn f() { {} } }\nuse super::mlp::f;", 2)]
#[case::after_a_brace_in_quotes(
    "loss.rs",
    "const C: [char; 2] = ['\"', '{'];\nuse super::mlp::f;",
    2
)]
#[case::after_a_lifetime("loss.rs", "fn f<'a>() -> &'a str { r#\"\"\"# }\nuse crate::mlp::f;", 2)]
fn an_import_that_points_up_is_told(#[case] file: &str, #[case] text: &str, #[case] line: usize) {
    let from = file.split(['/', '.']).next().unwrap();
    let said = format!("{file}:{line}: {from}, on floor 1, imports mlp, on floor 2");
    assert_eq!(faults_of(file, text), [said]);
}

#[rstest]
#[case::the_same_floor(
    "loss.rs",
    "use crate::tape::Var;",
    "loss.rs:1: loss, on floor 1, imports tape, on floor 1"
)]
#[case::a_file_without_a_floor("new.rs", "", "new is on no floor of ARCHITECTURE.md")]
#[case::a_folder_without_one("new/part.rs", "", "new is on no floor of ARCHITECTURE.md")]
fn what_else_is_against_the_floors(#[case] file: &str, #[case] text: &str, #[case] said: &str) {
    assert_eq!(faults_of(file, text), [said]);
}

#[rstest]
#[case::down("mlp/mod.rs", "use crate::loss::Loss; use crate::Error;")]
#[case::its_own("mlp/init.rs", "use crate::mlp::Layer; use super::Mlp; use self::inner::X;")]
#[case::another_crate("loss.rs", "use mlp::Mlp; use other::oracle::{Check, mlp::Mlp};")]
#[case::a_visibility("loss.rs", "pub(crate) mod mlp; pub(in crate) fn f() {} pub(super) fn g() {}")]
#[case::a_comment(
    "loss.rs",
    "// use crate::mlp::Mlp;\n/* crate::mlp::f() /* */ crate::oracle::g() */"
)]
#[case::a_doc_comment(
    "loss.rs",
    "//! [`crate::mlp`]\n/// ```\n/// use crate::mlp::Mlp;\n/// ```\nfn f() {}"
)]
#[case::a_text(
    "loss.rs",
    "const A: &str = \"use crate::mlp::Mlp;\"; const B: &str = r#\"crate::mlp::f\"#;"
)]
#[case::an_end_in_the_middle("loss.rs", "use crate::{error::{")]
fn what_is_allowed_is_not_told(#[case] file: &str, #[case] text: &str) {
    assert_eq!(faults_of(file, text), [""; 0]);
}

#[test]
fn naming_the_oracle_is_said_twice() {
    let faults = faults_of("mlp/mod.rs", "use crate::oracle::Check;");
    let upward = "mlp/mod.rs:1: mlp, on floor 2, imports oracle, on floor 3";
    assert_eq!(faults, [upward, "mlp/mod.rs:1: mlp names the oracle, which judges it"]);
    // Were it on the lowest floor of the page.
    let floors = [("mlp", 1), ("oracle", 0)].map(|(module, floor)| (module.to_owned(), floor));
    let sources = made_up(&[("mlp.rs", "use crate::oracle::Check;"), ("oracle.rs", "")]);
    let faults = against_the_floors(&floors.into(), &[], &sources);
    assert_eq!(faults, ["mlp.rs:1: mlp names the oracle, which judges it"]);
}

#[test]
fn a_floor_without_its_module_is_told() {
    let sources = made_up(&[("error.rs", ""), ("loss.rs", ""), ("tape.rs", ""), ("oracle.rs", "")]);
    let faults = against_the_floors(&floors(MADE_UP, FLOORS), &[], &sources);
    assert_eq!(faults, ["ARCHITECTURE.md: there is no module mlp"]);
}

/// In a room, a module of the crate is not one of the house's floors, and the other way round.
#[test]
fn rooms_are_told_apart_from_modules() {
    let sources = made_up(&[
        ("loss.rs", ""),
        ("oracle/mod.rs", "pub use check::Check; pub use exact::differences;"),
        ("oracle/check.rs", "use crate::loss::Loss;\nuse super::exact::planes::Real;"),
        ("oracle/exact/mod.rs", "use crate::oracle::check::Check;"),
        ("oracle/exact/planes.rs", "use super::super::Check;"),
    ]);
    let floors = [("check", 0), ("exact", 1)].map(|(room, floor)| (room.to_owned(), floor));
    let faults = against_the_floors(&floors.into(), &["oracle"], &sources);
    assert_eq!(faults, ["oracle/check.rs:2: check, on floor 0, imports exact, on floor 1"]);
}

/// A folder and its `mod.rs` are one; what only leads to a circle, or away from it, is not on it.
#[test]
fn circles_are_found_in_every_folder() {
    let sources = made_up(&[
        ("lib.rs", "pub use c::C;"),
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use crate::d;\nuse crate::C;"),
        ("c/mod.rs", "use super::a::A; use self::one::X;"),
        ("c/one.rs", "use super::two::Y; use super::Z;"),
        ("c/two.rs", "\nfn f() { super::one::g() }"),
        ("d.rs", "use crate::e;"),
        ("e.rs", ""),
        ("f.rs", "use crate::a;"),
    ]);
    let right = [
        "a.rs:1: a imports b",
        "b.rs:2: b imports c",
        "c/mod.rs:1: c imports a",
        "c/one.rs:1: one imports two",
        "c/two.rs:2: two imports one",
    ];
    assert_eq!(told(&circles(&imports(&sources))), right);
}

#[rstest]
#[case::an_import("\nuse tch::Tensor;", Some(2))]
#[case::a_type("fn f(_: &torch_sys::C_tensor) {}", Some(1))]
#[case::another_name("use tchotchke::touch; let tch_error = 1;", None)]
#[case::a_comment("/// As `tch` has it.\n// tch::no_grad\nfn f() {}", None)]
#[case::a_text("const T: &str = \"use tch::Tensor;\";", None)]
fn torch_is_found_by_its_names(#[case] text: &str, #[case] line: Option<usize>) {
    assert_eq!(line_with(text, &TORCH), line);
}

#[test]
#[should_panic(expected = "loss is on two floors")]
fn a_module_lives_on_one_floor() {
    floors(&MADE_UP.replace("`mlp`", "`mlp`, `loss`"), FLOORS);
}
