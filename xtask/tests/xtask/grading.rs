//! `cargo xtask starter` and `cargo xtask grade`, as a teacher uses them: with the real project,
//! and submissions made up of its solutions.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;

use crate::sandbox::{fails_with, outcome, succeeds};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn xtask(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(folder);
    command
}

/// The project that is handed out, as `blank` in a folder.
fn starter(folder: &Path) {
    succeeds(xtask(&["starter", "blank"], folder));
}

/// Entries by column.
type Row = BTreeMap<String, String>;

/// A teacher's folder and what grading in it gave: first who handed in something that compiles or
/// nearly does, then the others and one who took his answers back.
struct Class {
    folder: PathBuf,
    rows: BTreeMap<String, Row>,
    /// Whether all could be graded, in each run.
    all: [bool; 2],
}

/// Graded once for all tests. Nothing is compiled for submissions afterwards: who wants to compile
/// where they are waits for it.
static CLASS: LazyLock<Class> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("class");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    starter(&folder);
    let hand_in = |name: &str, changes: &[[&str; 3]]| hand_in(&folder.join(name), changes);

    // Of a submission that is not whole, the rest is graded.
    hand_in("partial", &[]);
    let answers = folder.join("partial/src/answers");
    fs::remove_file(answers.join("exercise_7.rs")).unwrap();
    fs::remove_file(answers.join("exercise_8.rs")).unwrap();
    symlink(solution("exercise_8.rs"), answers.join("exercise_8.rs")).unwrap();
    fs::write(answers.join("exercise_3.rs"), b"fn \xff").unwrap();
    hand_in("perfect", &[]);
    // A link is no better above the files.
    fs::create_dir_all(folder.join("link/src")).unwrap();
    symlink(folder.join("perfect/src/answers"), folder.join("link/src/answers")).unwrap();
    fs::create_dir(folder.join("nothing")).unwrap();
    // What a submission changes elsewhere changes nothing. Its name is taken.
    hand_in("cheat/perfect", &[["exercise_1.rs", "a.max(0.0)", "-1.0"]]);
    for name in ["Cargo.toml", "build.rs", "src/main.rs", "src/rubric/mod.rs", "src/answers/mod.rs"]
    {
        let path = folder.join("cheat/perfect").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "compile_error!(\"taken\");").unwrap();
    }
    hand_in(
        "=mistakes",
        &[
            ["exercise_1.rs", "if a > 0.0 { 1.0 } else { 0.0 }", "f64::from(a >= 0.0)"],
            ["exercise_2.rs", "sum[from] = 1.0;", "loop { println!(\"}}{{\"); }"],
            ["exercise_5.rs", "1.0 / (1.0 + (-a).exp())", "logistic(a + 0.0 * a.exp())"],
            ["exercise_8.rs", "calls as f64 *", "std::process::exit(0); calls as f64 *"],
        ],
    );
    hand_in(
        "refused",
        &[
            ["exercise_2.rs", "pub fn outputs(", "pub fn all("],
            ["exercise_3.rs", "step_error(height: f64, ", "step_error(_: f64, height: f64, "],
            ["exercise_6.rs", "input.transpose() * delta", "input.transpose() *"],
        ],
    );
    let greedy = "std::hint::black_box(vec![0_u8; 3 << 30]);\n    let mut counts = ";
    hand_in("memory", &[["exercise_7.rs", "let mut counts = ", greedy]]);
    // The compiler would read it whole.
    let zeros = folder.join("zeros");
    fs::File::create(&zeros).and_then(|file| file.set_len(5 << 30)).unwrap();
    hand_in("compiler", &[]);
    let path = folder.join("compiler/src/answers/exercise_3.rs");
    let greedy = format!("const ZEROS: &[u8] = include_bytes!({zeros:?});\n");
    fs::write(&path, fs::read_to_string(&path).unwrap() + &greedy).unwrap();

    let first = ["partial", "perfect", "cheat/perfect", "=mistakes", "refused", "memory"];
    let (first, all_of_first) = grade(&folder, &first);
    fs::remove_dir_all(folder.join("partial/src")).unwrap();
    let others = ["compiler", "blank", "link", "nothing", "partial"];
    // Only where memory can be limited.
    let others = &others[usize::from(!cfg!(target_os = "linux"))..];
    let (mut rows, all_of_others) = grade(&folder, others);
    rows.extend(first);
    Class { folder, rows, all: [all_of_first, all_of_others] }
});

/// The rows of the class, by name.
fn grade(folder: &Path, names: &[&str]) -> (BTreeMap<String, Row>, bool) {
    let arguments = [&["grade", "--limit", "3", "--lang", "en"], names].concat();
    let (said, all) = outcome(xtask(&arguments, folder));
    let mut table = csv::Reader::from_path(folder.join("grades/class.csv"))
        .unwrap_or_else(|error| panic!("{error}: {said}"));
    let rows = table.deserialize().map(|row| {
        let row: Row = row.unwrap();
        (row["submission"].clone(), row)
    });
    let rows: BTreeMap<_, _> = rows.collect();
    assert_eq!(rows.len(), names.len(), "{said}");
    (rows, all)
}

/// A submission: the solution, with these changes: file, from, to.
fn hand_in(folder: &Path, changes: &[[&str; 3]]) {
    let answers = folder.join("src/answers");
    fs::create_dir_all(&answers).unwrap();
    for number in 1..=8 {
        let file = format!("exercise_{number}.rs");
        fs::copy(solution(&file), answers.join(file)).unwrap();
    }
    for [file, from, to] in changes {
        let path = answers.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "no {from:?} in {file}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

impl Class {
    fn of(&self, name: &str, column: &str) -> &str {
        &self.rows[name][column]
    }

    /// The checks without a point.
    fn lost(&self, name: &str) -> Vec<&str> {
        let zero = |(key, points): &(&String, &String)| key.contains('.') && *points == "0";
        self.rows[name].iter().filter(zero).map(|(number, _)| number.as_str()).collect()
    }

    fn report(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join("grades").join(name)).unwrap()
    }

    fn document(&self, name: &str) -> Value {
        serde_json::from_str(&self.report(&format!("{name}.json"))).unwrap()
    }
}

/// That a check of a document has these words.
#[track_caller]
fn says(document: &Value, number: &str, words: &str) {
    let mut checks = document["checks"].as_array().unwrap().iter();
    let check = checks.find(|check| check["number"] == number).unwrap().to_string();
    assert!(check.contains(words), "no {words:?} in {check}");
}

fn solution(file: &str) -> PathBuf {
    Path::new(ROOT).join("starter/src/answers").join(file)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// In the project, in the folder of the class.
fn cargo(arguments: &[&str], folder: &Path) -> Vec<u8> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        // With the settings of `grade`, so that what both need is compiled once.
        .env("CARGO_TARGET_DIR", Path::new(ROOT).join("target/grade/build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn no_solution_is_in_the_starter() {
    let folder = TempDir::new().unwrap();
    starter(folder.path());
    let mut solved = vec![];
    for number in 1..=8 {
        let text = fs::read_to_string(solution(&format!("exercise_{number}.rs"))).unwrap();
        for solution in text.split("// <solution>").skip(1) {
            let (lines, _) = solution.split_once("// </solution>").unwrap();
            solved.extend(lines.lines().map(|line| line.trim().to_owned()));
        }
    }
    // Shorter lines are no solution: brackets, `w`.
    solved.retain(|line| line.chars().count() >= 12);
    assert!(solved.len() > 150, "{} lines of solutions", solved.len());
    for path in files(&folder.path().join("blank")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("solution>"), "a marker in {}", path.display());
        let told = solved.iter().find(|line| text.contains(*line));
        assert_eq!(told, None, "in {}", path.display());
    }
}

#[test]
fn the_starter_compiles_without_a_warning() {
    let folder = TempDir::new().unwrap();
    starter(folder.path());
    let check = ["build", "--quiet", "--all-targets", "--message-format=json"];
    let said = cargo(&check, &folder.path().join("blank"));
    let messages = said.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let told = messages
        .map(|line| serde_json::from_slice::<Value>(line).unwrap())
        .find(|message| message["reason"] == "compiler-message");
    assert_eq!(told, None);
}

#[test]
fn the_starter_gets_no_points_and_its_solution_full_marks() {
    LazyLock::force(&CLASS);
    let folder = TempDir::new().unwrap();
    starter(folder.path());
    let blank = folder.path().join("blank");
    let report = || -> Value {
        serde_json::from_slice(&cargo(&["run", "--quiet", "--", "--json"], &blank)).unwrap()
    };
    let nothing = report();
    assert_eq!((&nothing["points"], &nothing["mark"]), (&0.into(), &"1.0".into()));
    hand_in(&blank, &[]);
    let all = report();
    assert_eq!((&all["points"], &all["mark"]), (&all["max_points"], &"7.0".into()));
}

#[test]
fn a_class_is_graded() {
    let class = &*CLASS;
    assert_eq!(class.all, [true, false], "one of the others handed in nothing");
    for (name, points, mark) in [
        ("perfect", "100", "7.0"),
        ("blank", "0", "1.0"),
        ("link", "0", "1.0"),
        ("'=mistakes", "87", "6.0"),
        ("nothing", "", ""),
    ] {
        assert_eq!((class.of(name, "points"), class.of(name, "mark")), (points, mark), "{name}");
    }
    assert_eq!(class.lost("perfect-2"), ["1.1"]);
    let mut of_refused = class.lost("blank");
    of_refused.retain(|number| ["2.", "3.", "6."].contains(&&number[..2]));
    assert_eq!(class.lost("refused"), of_refused);
    let partial = class.lost("partial");
    assert!(partial.iter().all(|n| ["3.", "7.", "8."].contains(&&n[..2])), "{partial:?}");
    for (name, remarks) in [
        ("perfect-2", ""),
        (
            "refused",
            "exercise_2.rs does not compile; exercise_3.rs does not compile; \
             exercise_6.rs does not compile",
        ),
        (
            "partial",
            "exercise_3.rs cannot be read: not UTF-8; exercise_7.rs is missing; \
             exercise_8.rs cannot be read: not a plain file",
        ),
    ] {
        assert_eq!(class.of(name, "remarks"), remarks, "{name}");
    }
    assert!(class.of("link", "remarks").contains("exercise_1.rs cannot be read: not a plain file"));
    assert!(class.of("nothing", "remarks").contains("no answer file"));
    let refused = class.report("refused.txt");
    for file in ["exercise_2.rs", "exercise_3.rs", "exercise_6.rs"] {
        assert!(refused.contains(&format!("{file} does not compile:\n\nerror")), "{refused}");
    }
    assert!(refused.contains("src/answers/exercise_6.rs:"));
    assert!(class.report("perfect.txt").contains("100 of 100 points. Mark 7.0 (exigencia 0.6)."));
}

#[test]
fn each_mistake_loses_its_checks_and_is_told_apart() {
    let class = &*CLASS;
    let (of_5, others): (Vec<&str>, Vec<&str>) =
        class.lost("'=mistakes").into_iter().partition(|number| number.starts_with("5."));
    assert!(of_5.contains(&"5.1"), "{of_5:?}");
    assert_eq!(others, ["1.2", "2.4", "8.1", "8.2"]);
    let document = class.document("=mistakes");
    says(&document, "1.2", "At 0 torch's derivative is 0, not 1");
    says(&document, "2.4", "it had not returned at the time limit");
    says(&document, "5.1", "stack overflow");
    says(&document, "8.1", "the process ended without an answer");
    assert_eq!(document["points"], 87);
    assert_eq!(document["remarks"], Value::Array(vec![]));
}

/// Where memory can be limited.
#[cfg(target_os = "linux")]
#[test]
fn what_asks_for_too_much_memory_is_stopped() {
    let class = &*CLASS;
    assert_eq!(class.of("compiler", "points"), "");
    let remarks = class.of("compiler", "remarks");
    assert!(remarks.contains("memory allocation"), "{remarks}");
    assert_eq!(class.of("blank", "points"), "0", "what follows it is graded all the same");
    assert_eq!(class.lost("memory"), ["7.11", "7.12", "7.13"]);
    says(&class.document("memory"), "7.11", "out of memory");
}

#[test]
fn a_report_that_is_no_longer_true_is_not_kept() {
    assert_ne!(CLASS.of("partial", "points"), "", "it was graded before");
    assert!(!CLASS.folder.join("grades/partial.json").exists());
    assert!(CLASS.report("partial.txt").contains("no answer file"));
}

/// Before anything is compiled, and no report of an earlier run is touched.
#[rstest]
#[case::no_fraction(&["--exigencia", "6"], "0.001 to 0.999")]
#[case::nothing(&["--exigencia", "0.0"], "0.001 to 0.999")]
#[case::too_fine(&["--exigencia", "0.6001"], "0.001 to 0.999")]
#[case::a_word(&["--exigencia", "0.x"], "0.001 to 0.999")]
#[case::no_time(&["--limit", "0"], "1..=3600")]
fn nonsense_settings_are_refused(#[case] arguments: &[&str], #[case] words: &str) {
    let folder = TempDir::new().unwrap();
    let report = folder.path().join("grades/perfect.json");
    fs::create_dir(folder.path().join("grades")).unwrap();
    fs::write(&report, "of an earlier run").unwrap();
    hand_in(&folder.path().join("perfect"), &[]);
    let grading = [&["grade", "perfect"], arguments].concat();
    let (said, all) = outcome(xtask(&grading, folder.path()));
    assert!(!all && said.contains(words), "{said}");
    assert_eq!(fs::read_to_string(&report).unwrap(), "of an earlier run");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("blank")).unwrap();
    fs::write(folder.path().join("blank/notes.txt"), "mine").unwrap();
    fails_with(xtask(&["starter", "blank"], folder.path()), &["blank is not empty"]);
    assert_eq!(fs::read_to_string(folder.path().join("blank/notes.txt")).unwrap(), "mine");
}
