//! `cargo xtask starter` and `cargo xtask grade`, as a teacher uses them: with the real project,
//! and submissions made up of its solutions.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;

use crate::{program, root};

/// In English, whatever the machine speaks.
fn teacher(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(folder).env("RUSTFLAGS", "-Dwarnings");
    command.env("LC_ALL", "en_US.UTF-8");
    command
}

#[track_caller]
fn succeeds(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

/// Entries by column.
type Row = BTreeMap<String, String>;

/// A teacher's folder, and what grading in it gave.
struct Class {
    folder: PathBuf,
    rows: BTreeMap<String, Row>,
    output: Output,
}

fn solution(file: &str) -> String {
    fs::read_to_string(root().join("starter/src/answers").join(file)).unwrap()
}

/// A submission: the solution, with these changes: file, from, to.
fn hand_in(answers: &Path, changes: &[[&str; 3]]) {
    fs::create_dir_all(answers).unwrap();
    for number in 1..=8 {
        let file = format!("exercise_{number}.rs");
        fs::write(answers.join(&file), solution(&file)).unwrap();
    }
    for [file, from, to] in changes {
        let path = answers.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "no {from:?} in {file}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

const CONSTRUCTOR: &str = "
#[used]
#[unsafe(link_section = \".init_array\")]
static BEFORE_MAIN: extern \"C\" fn() = before_main;
extern \"C\" fn before_main() {
    println!(\"{{\\\"value\\\": 1.0}}\");
    std::process::exit(0);
}
";

/// There as long as nothing else has that name.
const FALLBACK: &str = "
mod fallback {
    pub mod __right {
        pub fn squared_error_gradient(
            x: &nalgebra::DMatrix<f64>,
            _: &nalgebra::DVector<f64>,
            w: &nalgebra::DVector<f64>,
        ) -> nalgebra::DVector<f64> {
            super::super::descent(x, w, w, 1.0, 1)
        }
    }
}
use fallback::*;
";

/// Graded once for all tests.
static CLASS: LazyLock<Class> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("class");
    let _ = fs::remove_dir_all(&folder);
    let class = folder.join("entregas");
    let src = |name: &str| class.join(name).join("src/answers");

    hand_in(&src("perfect"), &[]);
    // What a submission changes elsewhere changes nothing: its own answers are graded.
    for name in ["Cargo.toml", "build.rs", "src/main.rs", "src/wire/mod.rs", "src/answers/mod.rs"] {
        let path = class.join("=mistakes").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "compile_error!(\"taken\");").unwrap();
    }
    hand_in(
        &src("=mistakes"),
        &[
            ["exercise_1.rs", "if a > 0.0 { 1.0 } else { 0.0 }", "f64::from(a >= 0.0)"],
            ["exercise_2.rs", "sum[from] = 1.0;", "loop { println!(\"}}{{\"); }"],
            [
                "exercise_4.rs",
                "* (2.0 / x.nrows() as f64)\n    // </",
                "/ x.nrows() as f64\n    // </",
            ],
            ["exercise_5.rs", "1.0 / (1.0 + (-a).exp())", "logistic(a + 0.0 * a.exp())"],
            ["exercise_6.rs", "(y - t) * (2.0 / y.nrows() as f64)", "y - t"],
            ["exercise_7.rs", "    counts\n", "    counts.transpose()\n"],
            ["exercise_8.rs", "calls as f64 *", "std::process::exit(0); calls as f64 *"],
        ],
    );
    hand_in(
        &src("refused"),
        &[
            ["exercise_2.rs", "pub fn outputs(", "pub fn all("],
            ["exercise_3.rs", "step_error(height: f64, ", "step_error(_: f64, height: f64, "],
            [
                "exercise_4.rs",
                "learning_rate: f64,\n    steps: usize",
                "learning_rate: f64,\n    steps: u32",
            ],
            [
                "exercise_5.rs",
                "// <solution>",
                "let mut s = 3; use std::fmt::Write; write!(s, \"x\");",
            ],
            ["exercise_6.rs", "input.transpose() * delta", "input.transpose() *"],
        ],
    );
    // Who includes what is not his, and who would make the compiler read it whole.
    let zeros = folder.join("zeros");
    fs::File::create(&zeros).and_then(|file| file.set_len(5 << 30)).unwrap();
    hand_in(&src("includes"), &[]);
    let include = |name: &str, file: &str, text: String| {
        let path = src(name).join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap() + &text).unwrap();
    };
    include(
        "includes",
        "exercise_3.rs",
        format!("const ZEROS: &[u8] = include_bytes!({zeros:?});\n"),
    );
    let solved = root().join("starter/src/answers/exercise_7.rs");
    include(
        "includes",
        "exercise_7.rs",
        format!("pub const TEXT: &str = include_str!({solved:?});\n"),
    );
    // Who asks for memory, says what he likes, leaves something running, never ends.
    hand_in(
        &src("greedy"),
        &[
            [
                "exercise_7.rs",
                "let mut counts = ",
                "std::hint::black_box(vec![0_u8; 3 << 30]);\n    let mut counts = ",
            ],
            ["exercise_1.rs", "a.max(0.0)", "panic!(\"{}\", \"boom\\n\".repeat(200_000))"],
            [
                "exercise_8.rs",
                "calls as f64 *",
                "std::process::Command::new(\"setsid\").args([\"sleep\", \"54321\"]).spawn().unwrap();\n    calls as f64 *",
            ],
        ],
    );
    // Who answers by others that answer by him; who would call what is not his.
    hand_in(
        &src("circular"),
        &[
            ["exercise_1.rs", "a.max(0.0)", "leaky_relu(a, 0.0)"],
            ["exercise_1.rs", "if a > 0.0 { a } else { slope * a }", "relu(a) - slope * relu(-a)"],
            [
                "exercise_4.rs",
                "x.transpose() * (x * w - t) * (2.0 / x.nrows() as f64)",
                "__right::squared_error_gradient(x, t, w)",
            ],
        ],
    );
    include("circular", "exercise_4.rs", FALLBACK.to_owned());
    hand_in(&src("constructor"), &[]);
    include("constructor", "exercise_1.rs", CONSTRUCTOR.to_owned());

    // As platforms give them: flat, too deep, zipped, odd names and letters, not all.
    hand_in(&class.join("flat"), &[]);
    fs::rename(class.join("flat/exercise_2.rs"), class.join("flat/Exercise_2.rs")).unwrap();
    fs::rename(class.join("flat/exercise_5.rs"), class.join("flat/exercise_5 (1).rs")).unwrap();
    let latin = solution("exercise_3.rs").replace("//! Exercise 3", "//! Ejercicio 3, \u{f1}");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    fs::write(class.join("flat/exercise_3.rs"), latin).unwrap();
    let windows = format!("\u{feff}{}", solution("exercise_4.rs"));
    let windows: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(class.join("flat/exercise_4.rs"), windows).unwrap();
    hand_in(&class.join("deep/deep/ejercicios/src/answers"), &[]);
    fs::remove_file(class.join("deep/deep/ejercicios/src/answers/exercise_8.rs")).unwrap();
    symlink(&solved, class.join("deep/deep/ejercicios/src/answers/exercise_8.rs")).unwrap();
    zip(&class.join("Ana P\u{e9}rez_123_assignsubmission_file.zip"), &["exercise_1.rs"]);
    let files = ["sotobea_77_901_exercise_1.rs", "sotobea_77_902_exercise_2.rs"];
    zip(&folder.join("canvas.zip"), &files);
    fs::create_dir_all(class.join("nothing")).unwrap();

    let mut entries: Vec<PathBuf> = class.read_dir().unwrap().map(|e| e.unwrap().path()).collect();
    entries.push(folder.join("canvas.zip"));
    entries.sort();
    let out = folder.join("notas");
    let mut command = teacher(&folder, &["grade", "--limit", "2", "--lang", "en", "--seed", "5"]);
    let output = command.arg("--out").arg(&out).args(entries).output().unwrap();
    Class { rows: rows(&out, b','), folder, output }
});

/// A zip with some answers.
fn zip(path: &Path, files: &[&str]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for file in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*file, options).unwrap();
        let own = &file[file.find("exercise").unwrap()..];
        zip.write_all(solution(own).as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn rows(out: &Path, separator: u8) -> BTreeMap<String, Row> {
    let text = fs::read_to_string(out.join("class.csv")).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut table = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let name = table.headers().unwrap()[0].to_owned();
    let rows = table.deserialize().map(|row| {
        let row: Row = row.unwrap();
        (row[&name].clone(), row)
    });
    rows.collect()
}

impl Class {
    fn of(&self, name: &str, column: &str) -> &str {
        &self.rows[name][column]
    }

    /// The checks without a point.
    fn lost(&self, name: &str) -> Vec<&str> {
        let mut lost: Vec<&str> = self.rows[name]
            .iter()
            .filter(|(key, points)| key.starts_with('P') && *points == "0")
            .map(|(number, _)| &number[1..])
            .collect();
        lost.sort_by_key(|n| n.split('.').map(|n| n.parse().unwrap()).collect::<Vec<u32>>());
        lost
    }

    fn report(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join("notas").join(name)).unwrap()
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

fn of_exercises(numbers: &[&str], exercises: &[u32]) -> bool {
    numbers.iter().all(|n| exercises.contains(&n.split('.').next().unwrap().parse().unwrap()))
}

#[test]
fn a_class_is_graded() {
    let class = &*CLASS;
    assert_eq!(class.output.status.code(), Some(1), "{}", said(&class.output));
    for (name, points, mark) in [
        ("perfect", "100", "7.0"),
        ("constructor", "0", "1.0"),
        ("flat", "100", "7.0"),
        ("nothing", "", ""),
    ] {
        assert_eq!((class.of(name, "points"), class.of(name, "mark")), (points, mark), "{name}");
    }
    let refused = class.lost("refused");
    assert!(of_exercises(&refused, &[2, 3, 4, 5, 6]) && refused.len() == 4 + 4 + 8 + 10 + 8);
    let report = class.report("refused.txt");
    for file in [2, 3, 4, 5, 6] {
        assert!(
            report.contains(&format!("exercise_{file}.rs does not compile:\n\nerror")),
            "{report}"
        );
    }
    let perfect = class.report("perfect.txt");
    assert!(perfect.contains("100 of 100 points. Mark 7.0 (exigencia 0.6).\nSeed 5"), "{perfect}");
    assert!(perfect.lines().all(|line| line.chars().count() <= 80));
    assert!(class.of("nothing", "remarks").contains("no answer file"));
    assert!(class.report("nothing.txt").contains("no answer file"));
    let told = String::from_utf8_lossy(&class.output.stdout);
    assert!(told.contains("11 of 12 submissions graded. Mean mark"), "{told}");
    let checks = class.report("checks.csv");
    assert!(checks.contains("\nP1.10,SiLU,1,"), "{checks}");
}

#[test]
fn what_platforms_give_is_understood_or_told() {
    let class = &*CLASS;
    let remarks = class.of("flat", "remarks");
    assert!(remarks.contains("exercise_3.rs was read as Latin-1"), "{remarks}");
    assert!(remarks.contains("exercise_4.rs was read as UTF-16"), "{remarks}");
    let deep = class.lost("deep");
    assert!(of_exercises(&deep, &[8]) && deep.len() == 10, "{deep:?}");
    assert!(class.of("deep", "remarks").contains("exercise_8.rs cannot be read: it is a link"));
    for (name, exercises) in [
        ("Ana P\u{e9}rez_123_assignsubmission_file", &[2, 3, 4, 5, 6, 7, 8][..]),
        ("sotobea_77", &[3, 4, 5, 6, 7, 8]),
    ] {
        assert!(of_exercises(&class.lost(name), exercises), "{:?}", class.lost(name));
        assert!(class.of(name, "remarks").contains("exercise_8.rs is missing"));
    }
}

#[test]
fn platforms_take_the_marks() {
    let class = &*CLASS;
    let moodle = class.report("moodle.csv");
    let ana = class.of("Ana P\u{e9}rez_123_assignsubmission_file", "mark");
    assert!(
        moodle.ends_with(&format!("Grade\nParticipant 123,Ana P\u{e9}rez,{ana}\n")),
        "{moodle}"
    );
    let canvas = class.report("canvas.csv");
    let soto = class.of("sotobea_77", "mark");
    assert!(canvas.ends_with(&format!("MA6202\nsotobea,77,,,,{soto}\n")), "{canvas}");
}

#[test]
fn where_there_is_no_sandbox_that_is_said() {
    let folder = TempDir::new().unwrap();
    hand_in(&folder.path().join("ana"), &[]);
    let mut grade = teacher(folder.path(), &["grade", "ana", "--sandbox"]);
    let output = grade.env("PATH", folder.path()).output().unwrap();
    assert!(said(&output).contains("sudo apt install bubblewrap"), "{}", said(&output));
    assert!(!folder.path().join("grades/ana.json").exists());
}

/// What a submission can do where it runs: by the kernel (Landlock, from Linux 5.13 on), and in a
/// sandbox, which the second case runs where there is one.
#[rstest]
#[case::by_default(&[])]
#[ignore = "needs bubblewrap; .ci/run runs it where it is installed"]
#[case::in_a_sandbox(&["--sandbox"])]
fn a_submission_sees_neither_the_solution_nor_the_network_and_writes_nothing(
    #[case] arguments: &[&str],
) {
    let folder = TempDir::new().unwrap();
    let solved = root().join("starter/src/answers/exercise_1.rs");
    let tries = format!(
        "let solved = std::fs::read({solved:?}).is_ok();\n    \
         let network = std::net::TcpListener::bind(\"127.0.0.1:0\").is_ok() && \
         std::fs::read_to_string(\"/proc/net/dev\").unwrap().lines().count() > 3;\n    \
         let written = std::fs::write({:?}, \"\").is_ok();\n    \
         panic!(\"{{solved}} {{network}} {{written}}\");\n    // <solution>\n    a.max(0.0)",
        std::env::temp_dir().join("written by a submission"),
    );
    let change = ["exercise_1.rs", "// <solution>\n    a.max(0.0)", &tries];
    hand_in(&folder.path().join("ana"), &[change]);
    let grade = [&["grade", "ana", "--lang", "en", "--jobs", "1"], arguments].concat();
    let output = teacher(folder.path(), &grade).output().unwrap();
    let report = fs::read_to_string(folder.path().join("grades/ana.json"));
    let report: Value =
        serde_json::from_str(&report.unwrap_or_else(|_| panic!("{}", said(&output)))).unwrap();
    assert_eq!(report["points"], 99);
    says(&report, "1.1", "false false false");
}

#[test]
fn each_mistake_costs_its_own_points_and_is_told_apart() {
    let class = &*CLASS;
    // Those of 5.1 with it: an answer that never comes is in no formula.
    let lost = class.lost("'=mistakes");
    assert_eq!(lost, ["1.2", "2.4", "4.2", "5.1", "5.2", "6.2", "7.11", "8.1", "8.2"]);
    let document = class.document("=mistakes");
    says(&document, "1.2", "At 0 torch's derivative is 0, not 1");
    says(&document, "2.4", "it had not returned at the time limit");
    says(&document, "4.2", "The factor 2 is missing");
    says(&document, "4.3", "\"with_right\":true");
    says(&document, "5.1", "stack overflow");
    says(&document, "8.1", "the process ended without an answer");
}

#[test]
fn nobody_is_given_what_he_is_asked() {
    assert_eq!(CLASS.lost("circular"), ["1.1", "1.3", "4.2"]);
}

#[test]
fn nothing_that_is_not_handed_in_is_included() {
    let class = &*CLASS;
    let lost = class.lost("includes");
    assert!(of_exercises(&lost, &[3, 7]) && lost.len() == 4 + 13, "{lost:?}");
    let report = class.report("includes.txt");
    assert!(report.contains("exercise_3.rs is not compiled: `include_bytes`"), "{report}");
    assert!(report.contains("exercise_7.rs is not compiled: `include_str`"), "{report}");
}

#[test]
fn what_asks_for_too_much_is_stopped_and_leaves_nothing_running() {
    let class = &*CLASS;
    assert_eq!(class.lost("greedy"), ["1.1", "7.11"]);
    let document = class.document("greedy");
    says(&document, "7.11", "out of memory");
    assert!(class.report("greedy.txt").len() < 20_000);
    let processes = Command::new("ps").args(["-eo", "args"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&processes.stdout).contains("sleep 54321"));
}

#[test]
fn one_student_is_graded_again_and_nobody_else_s_marks_change() {
    let class = &*CLASS;
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("notas");
    fs::create_dir(&out).unwrap();
    for entry in class.folder.join("notas").read_dir().unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, out.join(path.file_name().unwrap())).unwrap();
    }
    fs::write(out.join("corrections.csv"), "who;check;points;why\nflat;P4.2;1;copied\n").unwrap();
    let before = fs::read(out.join("refused.json")).unwrap();
    hand_in(&folder.path().join("flat"), &[["exercise_1.rs", "a.max(0.0)", "a"]]);
    let told =
        succeeds(teacher(folder.path(), &["grade", "flat", "--out", "notas", "--lang", "es"]));
    assert!(told.contains("flat: 98 de 100 puntos, nota 6,9"), "{told}");
    let rows = rows(&out, b';');
    assert_eq!(rows.len(), class.rows.len());
    assert_eq!((&*rows["flat"]["puntos"], &*rows["flat"]["nota"]), ("98", "6,9"));
    assert_eq!((&*rows["flat"]["semilla"], &*rows["flat"]["E4"]), ("5", "12"), "the class's seed");
    assert_eq!(rows["refused"]["puntos"], class.rows["refused"]["points"]);
    assert_eq!(fs::read(out.join("refused.json")).unwrap(), before);
    let report = fs::read_to_string(out.join("flat.txt")).unwrap();
    assert!(report.contains("corregido a mano: copied"), "{report}");
    // Once more: there is nothing to do.
    let again = ["grade", "flat", "--out", "notas", "--only-new"];
    assert!(!succeeds(teacher(folder.path(), &again)).contains("flat:"));
}

/// Before anything is compiled, and no report of an earlier run is touched.
#[rstest]
#[case::no_fraction(&["--exigencia", "6"], "0.001 and 0.999", "entre 0.001 y 0.999")]
#[case::nothing(&["--exigencia", "0.0"], "0.001 and 0.999", "entre 0.001 y 0.999")]
#[case::a_word(&["--exigencia", "0.x"], "0.001 and 0.999", "entre 0.001 y 0.999")]
#[case::no_time(&["--limit", "0"], "0 is not in 1..=3600", "0 no está en 1..=3600")]
#[case::no_seed(&["--seed", "x"], "--seed", "no es un número entero")]
#[case::no_exercise(&["--exercise", "9"], "1..=8", "9 no está en 1..=8")]
#[case::no_workplace(&["--jobs", "0"], "expected 1 to 64", "se esperaba 1 a 64")]
#[case::no_such_option(&["--sed", "1"], "--sed", "se parece a '--seed'")]
#[case::no_document(&["--document", "x"], "possible values", "[valores posibles: gradescope")]
#[case::both(
    &["--document", "gradescope", "--only-new"],
    "cannot be used",
    "'--document <CUÁL>' no puede ir junto con '--only-new'"
)]
#[case::no_such_folder(&["nowhere"], "cannot find nowhere", "encontrar nowhere: no existe")]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] en: &str, #[case] es: &str) {
    let folder = TempDir::new().unwrap();
    let report = folder.path().join("grades/perfect.json");
    fs::create_dir(folder.path().join("grades")).unwrap();
    fs::write(&report, "of an earlier run").unwrap();
    fs::create_dir(folder.path().join("perfect")).unwrap();
    let grading = [&["grade", "perfect"], arguments].concat();
    for (environment, words) in [("en_US.UTF-8", en), ("es_CL.UTF-8", es), ("C", es)] {
        let mut command = teacher(folder.path(), &grading);
        let output = command.env("LC_ALL", environment).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert_eq!(fs::read_to_string(&report).unwrap(), "of an earlier run");
    }
}

#[test]
fn a_correction_that_is_none_is_refused() {
    for (line, en, es) in [
        ("ana,4.20,1,x", "there is no check \"4.20\"", "no hay una pregunta \"4.20\""),
        ("ana,4.2,many,x", "the points are no number", "los puntos no son un número"),
        ("ana,4.2,3,x", "4.2 is worth 2 at most", "4.2 vale 2 a lo más"),
    ] {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("grades")).unwrap();
        fs::write(folder.path().join("grades/corrections.csv"), format!("a,b,c,d\n{line}\n"))
            .unwrap();
        hand_in(&folder.path().join("ana"), &[]);
        for (lang, words, place) in [("en", en, "line 2"), ("es", es, "línea 2")] {
            let output = teacher(folder.path(), &["grade", "ana", "--lang", lang]).output();
            let told = said(&output.unwrap());
            assert!(told.contains(words) && told.contains(place), "{told}");
        }
    }
}

/// The fields of Gradescope's specification and no other, whatever compiles.
#[test]
fn an_autograder_gets_its_document_when_files_do_not_compile() {
    let folder = TempDir::new().unwrap();
    hand_in(&folder.path().join("ana"), &[["exercise_4.rs", "pub fn descent(", "pub fn ("]]);
    fs::remove_file(folder.path().join("ana/exercise_8.rs")).unwrap();
    let arguments = ["grade", "ana", "--document", "gradescope", "--lang", "en"];
    let document: Value =
        serde_json::from_str(&succeeds(teacher(folder.path(), &arguments))).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&document), ["output", "tests"]);
    let output = document["output"].as_str().unwrap();
    assert!(
        output.contains("exercise_4.rs does not compile") && output.contains("8.rs is missing")
    );
    let tests = document["tests"].as_array().unwrap();
    assert_eq!(tests.len(), 71);
    for test in tests {
        assert_eq!(keys(test), ["max_score", "name", "number", "output", "score", "status"]);
        let lost = ["4.", "8."].contains(&&test["number"].as_str().unwrap()[..2]);
        assert_eq!(test["status"], if lost { "failed" } else { "passed" });
    }
    assert!(!folder.path().join("grades").exists());

    // Refused before it is graded; what is graded then is one file.
    for file in 2..=7 {
        fs::remove_file(folder.path().join(format!("ana/exercise_{file}.rs"))).unwrap();
    }
    let arguments = ["grade", "ana", "--document", "classroom50"];
    let refused = teacher(folder.path(), &arguments).output().unwrap();
    assert!(said(&refused).contains("COMMIT_URL"), "{}", said(&refused));
    let mut command = teacher(folder.path(), &arguments);
    for (name, value) in [
        ("CLASSROOM", "ma6202"),
        ("ASSIGNMENT", "redes"),
        ("USERNAME", "ana"),
        ("SUBMISSION_TAG", "submit/2026-11-18T11-06-40Z-a1b2c3d"),
        ("COMMIT_URL", "https://example.org/commit/1"),
        ("RELEASE_URL", "https://example.org/release/1"),
    ] {
        command.env(name, value);
    }
    let document: Value = serde_json::from_str(&succeeds(command)).unwrap();
    assert_eq!(document["schema"], "classroom50/result/v1");
    assert_eq!(
        (&document["owner"], &document["review"]),
        (&"ana".into(), &"https://example.org/commit/1".into())
    );
    assert_eq!(document["max-score"], 100);
    assert_eq!(document["tests"].as_array().unwrap().len(), 71);
}

#[test]
fn help_is_in_the_language_of_the_environment() {
    let folder = TempDir::new().unwrap();
    let help = |environment| {
        let mut command = teacher(folder.path(), &["grade", "--help"]);
        command.env("LC_ALL", environment);
        succeeds(command)
    };
    let es = help("C");
    assert!(es.contains("Uso: cargo xtask grade [OPCIONES] <ENTREGA>..."), "{es}");
    for english in ["Usage", "Options", "[default", "ossible values", "The ", "Print help"] {
        assert!(!es.contains(english), "{english:?} in {es}");
    }
    assert!(help("en").contains("Usage: cargo xtask grade [OPTIONS] <PATH>..."));
}

#[test]
fn no_solution_is_in_the_starter() {
    let folder = TempDir::new().unwrap();
    succeeds(teacher(folder.path(), &["starter", "blank"]));
    let mut solved = vec![];
    for number in 1..=8 {
        let text = solution(&format!("exercise_{number}.rs"));
        for solution in text.split("// <solution>").skip(1) {
            let (lines, _) = solution.split_once("// </solution>").unwrap();
            solved.extend(lines.lines().map(|line| line.trim().to_owned()));
        }
    }
    // Shorter lines are no solution: brackets, `w`; nor is half a line.
    solved.retain(|line| line.chars().count() >= 12 && !line.ends_with(['(', '=']));
    assert!(solved.len() > 150, "{} lines of solutions", solved.len());
    for path in files(&folder.path().join("blank")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("solution>"), "a marker in {}", path.display());
        let told = solved.iter().find(|line| text.contains(*line));
        assert_eq!(told, None, "in {}", path.display());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("blank")).unwrap();
    fs::write(folder.path().join("blank/notes.txt"), "mine").unwrap();
    for (lang, words) in [("en", "blank is not empty"), ("es", "blank no está vacía")] {
        let starter = ["starter", "blank", "--lang", lang];
        let output = teacher(folder.path(), &starter).output().unwrap();
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("blank/notes.txt")).unwrap(), "mine");
}
