//! `cargo xtask starter` and `cargo xtask grade`, as a teacher uses them: with the real project, and
//! submissions made up of its solutions.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What is compiled for one of these tests is not to be replaced by another while it runs.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn xtask(arguments: &[&str], folder: &Path) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    (text.into_owned(), output.status.success())
}

/// A teacher's folder, with the project that is handed out.
struct Class {
    folder: TempDir,
}

impl Class {
    fn new() -> Class {
        let class = Class { folder: TempDir::new().unwrap() };
        let (said, made) = xtask(&["starter", "blank"], class.folder.path());
        assert!(made, "{said}");
        class
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A submission: the solution, with one thing changed in one of its files.
    fn hand_in(&self, name: &str, file: &str, from: &str, to: &str) {
        let answers = self.path(name).join("src/answers");
        fs::create_dir_all(&answers).unwrap();
        for number in 1..=8 {
            let file = format!("exercise_{number}.rs");
            fs::copy(solution(&file), answers.join(file)).unwrap();
        }
        let path = answers.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "no {from:?} in {file}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// The rows of the class, by name: column, entry.
    fn grade(&self, names: &[&str]) -> (BTreeMap<String, BTreeMap<String, String>>, bool) {
        let arguments = [&["grade", "--limit", "2", "--lang", "en"], names].concat();
        let (said, all) = xtask(&arguments, self.folder.path());
        let mut table = csv::Reader::from_path(self.path("grades/class.csv"))
            .unwrap_or_else(|error| panic!("{error}: {said}"));
        let rows = table.deserialize().map(|row| {
            let row: BTreeMap<String, String> = row.unwrap();
            (row["submission"].clone(), row)
        });
        (rows.collect(), all)
    }
}

/// The checks without a point.
fn lost(row: &BTreeMap<String, String>) -> Vec<&str> {
    let zero = |(key, points): &(&String, &String)| key.contains('.') && *points == "0";
    row.iter().filter(zero).map(|(number, _)| number.as_str()).collect()
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
        .env("CARGO_TARGET_DIR", Path::new(ROOT).join("target/grade/build"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn no_solution_is_in_the_starter() {
    let class = Class::new();
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
    for path in files(&class.path("blank")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("solution>"), "a marker in {}", path.display());
        let told = solved.iter().find(|line| text.contains(*line));
        assert_eq!(told, None, "in {}", path.display());
    }
}

#[test]
fn the_starter_compiles_without_a_warning_and_its_solution_gets_full_marks() {
    let _turn = turn();
    let class = Class::new();
    let blank = class.path("blank");
    let said = cargo(&["check", "--quiet", "--all-targets", "--message-format=json"], &blank);
    let messages = said.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let told = messages
        .map(|line| serde_json::from_slice::<Value>(line).unwrap())
        .find(|message| message["reason"] == "compiler-message");
    assert_eq!(told, None);

    let report = |folder: &Path| -> Value {
        serde_json::from_slice(&cargo(&["run", "--quiet", "--", "--json"], folder)).unwrap()
    };
    let nothing = report(&blank);
    assert_eq!((&nothing["points"], &nothing["mark"]), (&0.into(), &"1.0".into()));
    for number in 1..=8 {
        let file = format!("exercise_{number}.rs");
        let text = fs::read_to_string(solution(&file)).unwrap();
        fs::write(blank.join("src/answers").join(file), text).unwrap();
    }
    let all = report(&blank);
    assert_eq!((&all["points"], &all["mark"]), (&all["max_points"], &"7.0".into()));
}

#[test]
fn a_class_is_graded() {
    let _turn = turn();
    let class = Class::new();
    class.hand_in("perfect", "exercise_1.rs", "", "");
    class.hand_in(
        "=mistake",
        "exercise_1.rs",
        "if a > 0.0 { 1.0 } else { 0.0 }",
        "f64::from(a >= 0.0)",
    );
    class.hand_in("loop", "exercise_2.rs", "sum[from] = 1.0;", "loop { println!(\"}}{{\"); }");
    class.hand_in("refused", "exercise_6.rs", "input.transpose() * delta", "input.transpose() *");
    class.hand_in(
        "signature",
        "exercise_3.rs",
        "step_error(height: f64, ",
        "step_error(height: f32, ",
    );
    class.hand_in(
        "stack",
        "exercise_5.rs",
        "1.0 / (1.0 + (-a).exp())",
        "logistic(a + 0.0 * a.exp())",
    );
    class.hand_in(
        "exit",
        "exercise_8.rs",
        "calls as f64 *",
        "std::process::exit(0); calls as f64 *",
    );
    // What a submission changes elsewhere changes nothing.
    class.hand_in("cheat", "exercise_1.rs", "a.max(0.0)", "-1.0");
    for name in ["Cargo.toml", "build.rs", "src/main.rs", "src/rubric/mod.rs", "src/answers/mod.rs"]
    {
        let path = class.path("cheat").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "compile_error!(\"taken\");").unwrap();
    }
    // Of a submission that is not whole, the rest is graded.
    class.hand_in("partial", "exercise_1.rs", "", "");
    let answers = class.path("partial/src/answers");
    fs::remove_file(answers.join("exercise_7.rs")).unwrap();
    fs::remove_file(answers.join("exercise_8.rs")).unwrap();
    symlink(solution("exercise_8.rs"), answers.join("exercise_8.rs")).unwrap();
    fs::write(answers.join("exercise_3.rs"), b"fn \xff").unwrap();
    // A link is no better above the files.
    fs::create_dir_all(class.path("link/src")).unwrap();
    symlink(class.path("perfect/src/answers"), class.path("link/src/answers")).unwrap();
    fs::create_dir(class.path("nothing")).unwrap();

    let names = [
        "perfect",
        "blank",
        "=mistake",
        "loop",
        "refused",
        "signature",
        "stack",
        "exit",
        "cheat",
        "partial",
        "link",
        "nothing",
    ];
    let (rows, all) = class.grade(&names);
    assert!(!all, "one of them handed in nothing");
    assert_eq!(rows.len(), names.len());
    let lost = |name: &str| lost(&rows[name]);
    let of = |name: &str, key: &str| rows[name][key].as_str();

    assert_eq!((of("perfect", "points"), of("perfect", "mark")), ("100", "7.0"));
    assert_eq!((of("blank", "points"), of("blank", "mark")), ("0", "1.0"));
    assert_eq!(lost("'=mistake"), ["1.2"]);
    assert_eq!(lost("loop"), ["2.4"]);
    assert_eq!(lost("refused"), ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8"]);
    assert_eq!(of("refused", "remarks"), "exercise_6.rs does not compile");
    assert_eq!(lost("signature"), ["3.1", "3.2", "3.3", "3.4"]);
    assert_eq!(of("signature", "remarks"), "exercise_3.rs does not compile");
    assert!(lost("stack").contains(&"5.1") && lost("stack").iter().all(|n| n.starts_with("5.")));
    assert_eq!(lost("exit"), ["8.1", "8.2"]);
    assert_eq!(lost("cheat"), ["1.1"]);
    assert_eq!(of("cheat", "remarks"), "");
    let partial = lost("partial");
    assert!(partial.iter().all(|n| ["3.", "7.", "8."].contains(&&n[..2])), "{partial:?}");
    assert_eq!(
        of("partial", "remarks"),
        "exercise_3.rs cannot be read: not UTF-8; exercise_7.rs is missing; \
         exercise_8.rs cannot be read: not a plain file"
    );
    assert_eq!(of("link", "points"), "0");
    assert!(of("link", "remarks").contains("exercise_1.rs cannot be read: not a plain file"));
    assert_eq!((of("nothing", "points"), of("nothing", "mark")), ("", ""));
    assert!(of("nothing", "remarks").contains("no answer file"));

    let report = |name: &str| fs::read_to_string(class.path("grades").join(name)).unwrap();
    assert!(report("=mistake.json").contains("At 0 torch's derivative is 0, not 1"));
    assert!(report("loop.json").contains("it had not returned at the time limit"));
    assert!(report("refused.txt").contains("src/answers/exercise_6.rs:"));
    assert!(report("stack.json").contains("stack overflow"));
    assert!(report("exit.json").contains("the process ended without an answer"));
    assert!(report("perfect.txt").contains("100 of 100 points. Mark 7.0 (exigencia 0.6)."));
    let document: Value = serde_json::from_str(&report("loop.json")).unwrap();
    assert_eq!(document["points"], 98);
    assert_eq!(document["remarks"], Value::Array(vec![]));
}

/// Where memory can be limited.
#[cfg(target_os = "linux")]
#[test]
fn what_asks_for_too_much_memory_is_stopped() {
    let _turn = turn();
    let class = Class::new();
    class.hand_in(
        "memory",
        "exercise_7.rs",
        "let mut counts = ",
        "std::hint::black_box(vec![0_u8; 3 << 30]);\n    let mut counts = ",
    );
    class.hand_in("macro", "exercise_3.rs", "", "");
    let endless = "macro_rules! m { ($($t:tt)*) => { m! { $($t)* $($t)* } } }\nm! { a }\n";
    let path = class.path("macro/src/answers/exercise_3.rs");
    fs::write(&path, fs::read_to_string(&path).unwrap() + endless).unwrap();

    // What follows it is graded all the same.
    let (rows, all) = class.grade(&["macro", "memory"]);
    assert!(!all);
    assert_eq!(rows["macro"]["points"], "");
    assert!(rows["macro"]["remarks"].contains("memory allocation"), "{}", rows["macro"]["remarks"]);
    assert_eq!(lost(&rows["memory"]), ["7.11", "7.12", "7.13"]);
    let report = fs::read_to_string(class.path("grades/memory.json")).unwrap();
    assert!(report.contains("out of memory"));
}

#[test]
fn a_report_that_is_no_longer_true_is_not_kept() {
    let _turn = turn();
    let class = Class::new();
    class.hand_in("a/ana", "exercise_1.rs", "", "");
    class.hand_in("b/ana", "exercise_1.rs", "a.max(0.0)", "a");
    let (rows, all) = class.grade(&["a/ana", "b/ana"]);
    assert!(all);
    assert_eq!((&*rows["ana"]["1.1"], &*rows["ana-2"]["1.1"]), ("1", "0"));
    fs::remove_dir_all(class.path("a/ana/src")).unwrap();
    let (_, all) = class.grade(&["a/ana"]);
    assert!(!all);
    assert!(!class.path("grades/ana.json").exists());
    assert!(fs::read_to_string(class.path("grades/ana.txt")).unwrap().contains("no answer file"));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let class = Class::new();
    let (said, made) = xtask(&["starter", "blank"], class.folder.path());
    assert!(!made);
    assert!(said.contains("blank is not empty"), "{said}");
}
