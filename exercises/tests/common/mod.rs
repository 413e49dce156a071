//! Runs the exercise programs as a user would, and reads what they say.

mod latex;

use ma6202::derivation::{Derivation, Problem};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// What a program left behind.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs a program to its end with both outputs in pipes.
pub fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    Ran::from(output)
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("programs write UTF-8");
        Ran { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    /// What it printed, once it is sure that all went well and that nobody was told otherwise.
    #[track_caller]
    pub fn text(self) -> String {
        assert_eq!(self.status, Some(0), "expected success; standard error: {}", self.err);
        assert_eq!(self.err, "", "nothing to say on the standard error of a run that went well");
        self.out
    }

    /// Its one JSON document, of the shape that all programs share.
    #[track_caller]
    pub fn document(self) -> Value {
        let text = self.text();
        // Refuses anything before or after the document.
        let document: Value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("one JSON document: {error}\n{text}"));
        assert!(text.starts_with('{') && text.ends_with("}\n"), "{text}");
        assert_eq!(keys(&document), ["checks", "exercise", "figures", "results", "seed"]);
        let checks = document["checks"].as_array().expect("a list of checks");
        assert!(!checks.is_empty());
        checks.iter().for_each(assert_is_a_check_that_holds);
        document
    }

    /// The program refused, with exit status 2, and said why: every one of `words`.
    #[track_caller]
    pub fn refused(self, words: &[&str]) -> Ran {
        assert_eq!(self.status, Some(2), "expected a refusal; standard error: {}", self.err);
        for word in words {
            assert!(
                self.err.contains(word),
                "expected {word:?} on the standard error: {}",
                self.err
            );
        }
        self
    }

    /// As [`refused`](Self::refused), in one line, and before anything else was said.
    #[track_caller]
    pub fn refused_in_a_line(self, words: &[&str]) {
        let ran = self.refused(words);
        assert_eq!(ran.err.lines().count(), 1, "expected one line: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
        assert_eq!(ran.out, "");
    }
}

#[track_caller]
fn assert_is_a_check_that_holds(check: &Value) {
    assert_eq!(
        keys(check),
        ["device", "holds", "max_abs_error", "max_rel_error", "referee", "tolerance", "what"]
    );
    for name in ["what", "referee"] {
        assert_ne!(check[name].as_str().expect("a text"), "", "{check}");
    }
    let device = check["device"].as_str().expect("a text");
    let (place, precision) = device.split_once(' ').expect("a place and a precision");
    let gpu = place.strip_prefix("cuda:").is_some_and(|number| number.parse::<u32>().is_ok());
    assert!(place == "cpu" || gpu, "{check}");
    assert!(precision == "f64" || gpu && precision == "f32", "{check}");
    let number = |name: &str| check[name].as_f64().expect("a number");
    assert!(number("max_abs_error") >= 0.0 && number("max_rel_error") >= 0.0, "{check}");
    assert!(number("max_rel_error") <= number("tolerance"), "{check}");
    assert_eq!(check["holds"], true, "{check}");
}

/// Whether there is a check of `what` by this referee on this device.
pub fn has_check(document: &Value, what: &str, referee: &str, device: &str) -> bool {
    document["checks"].as_array().is_some_and(|checks| {
        checks.iter().any(|check| {
            check["what"] == what && check["referee"] == referee && check["device"] == device
        })
    })
}

/// The names in an object, sorted.
#[track_caller]
pub fn keys(object: &Value) -> Vec<&str> {
    let names: BTreeSet<&str> =
        object.as_object().expect("an object").keys().map(String::as_str).collect();
    names.into_iter().collect()
}

#[track_caller]
pub fn numbers(list: &Value) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    list.as_array().unwrap_or_else(|| panic!("{list} is no list")).iter().map(number).collect()
}

/// No bar, no colour, no carriage return: nothing that only a terminal understands.
#[track_caller]
pub fn assert_plain(text: &str) {
    let odd = text.chars().find(|&c| c.is_control() && c != '\n');
    assert_eq!(odd, None, "in {text:?}");
}

/// An empty folder for one test.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("an old folder of this test can be removed");
    }
    std::fs::create_dir_all(&folder).expect("a folder for this test can be made");
    folder
}

/// The names of the files in a folder, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// Runs a program whose reader leaves before the first word, as `| head -0` does.
pub fn run_without_a_reader(command: &mut Command) -> Ran {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    Ran::from(child.wait_with_output().expect("the program ends"))
}

/// The picture is, to the byte, the one of its name in `figures/`.
#[track_caller]
pub fn assert_is_committed(drawn: &Path) {
    let name = drawn.file_name().expect("a file").to_string_lossy();
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../figures").join(&*name);
    let committed = std::fs::read(&committed).unwrap_or_default();
    let drawn = std::fs::read(drawn).expect("a picture");
    assert!(!drawn.is_empty());
    let differs = drawn.iter().zip(&committed).position(|(drawn, old)| drawn != old);
    assert!(
        drawn == committed,
        "figures/{name} ({} bytes) is not what the program draws ({} bytes), from byte {}. \
         If the new picture is right, draw the committed ones again: cargo xtask figures",
        committed.len(),
        drawn.len(),
        differs.unwrap_or(drawn.len().min(committed.len())),
    );
}

/// A program as its test file knows it. What it does without options is done once, for all tests that look at it.
pub struct Program {
    path: &'static str,
    command: fn() -> clap::Command,
    usual: OnceLock<(PathBuf, String)>,
    document: OnceLock<Value>,
}

impl Program {
    pub const fn new(path: &'static str, command: fn() -> clap::Command) -> Program {
        Program { path, command, usual: OnceLock::new(), document: OnceLock::new() }
    }

    pub fn with(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path);
        command.args(arguments);
        command
    }

    fn usual(&self) -> &(PathBuf, String) {
        self.usual.get_or_init(|| {
            let name = Path::new(self.path).file_stem().expect("a program").to_string_lossy();
            let folder = empty_folder(&format!("{name}_usual"));
            let text = run(self.with(&["--figures", "drawn"]).current_dir(&folder)).text();
            (folder.join("drawn"), text)
        })
    }

    /// Its text, when it draws as well.
    pub fn text(&self) -> &str {
        &self.usual().1
    }

    pub fn document(&self) -> &Value {
        self.document.get_or_init(|| run(&mut self.with(&["--json"])).document())
    }

    /// A chain is printed line by line, and each line was judged by differences, the tape and autograd.
    #[track_caller]
    pub fn assert_tells<P: Problem>(&self, number: usize, chain: &Derivation<P>) {
        let printed = &self.document()["results"]["derivation"][number];
        assert_eq!(printed["left"], chain.left);
        for (number, line) in chain.lines.iter().enumerate() {
            assert_eq!(printed["lines"][number]["formula"], line.formula);
            assert!(
                self.text().contains(&format!("= {}\n        ({})", line.formula, line.reason))
            );
            let what = format!("{}, line {}", chain.name, number + 1);
            for referee in ["differences", "tape", "autograd"] {
                assert!(has_check(self.document(), &what, referee, "cpu f64"), "{what}");
            }
        }
    }

    /// It does a sample of its record again, which comes to the same bits, and says so.
    #[track_caller]
    pub fn assert_reads_its_record(&self, of: &str) {
        let what = format!("{of} that come to the same bits again");
        assert!(has_check(self.document(), &what, "counting", "cpu f64"), "{what}");
        assert!(
            self.text().contains("were done\nagain") || self.text().contains("were done again")
        );
    }

    /// These are all its figures, and those that are committed.
    #[track_caller]
    pub fn assert_draws(&self, figures: &[&str]) {
        let drawn = &self.usual().0;
        assert_eq!(files(drawn), figures);
        figures.iter().for_each(|name| assert_is_committed(&drawn.join(name)));
    }

    /// Its text is plain, and begins its answer so.
    #[track_caller]
    pub fn assert_answers(&self, beginning: &str) {
        let text = self.text();
        assert_plain(text);
        assert!(text.contains(beginning), "{text}");
        assert!(text.ends_with("checks hold.\n"), "{text}");
    }

    /// Options that are nonsense. What the reading of options refuses, it refuses here as well: a process takes its
    /// time to load torch. What it lets pass, the program must refuse.
    #[track_caller]
    pub fn assert_refuses(&self, arguments: &[&str], words: &[&str]) {
        let all = std::iter::once(&"exercise").chain(arguments);
        if let Err(error) = (self.command)().try_get_matches_from(all) {
            let ran =
                Ran { status: Some(error.exit_code()), out: String::new(), err: error.to_string() };
            assert!(error.use_stderr(), "{}", ran.err);
            return assert_plain(&ran.refused(words).err);
        }
        let ran = run(&mut self.with(arguments)).refused(words);
        assert_eq!(ran.out, "");
        assert_plain(&ran.err);
    }

    /// Its help has an example and says what these options are.
    #[track_caller]
    pub fn assert_helps(&self, options: &[&str]) {
        let help = run(&mut self.with(&["--help"])).text();
        assert!(help.contains("Example: exercise-"), "{help}");
        for option in
            ["--seed", "--device", "--json", "--figures", "--formats"].iter().chain(options)
        {
            assert!(help.contains(option), "{option} in {help}");
        }
    }

    /// It needs nothing of its folder or its environment, and leaves nothing behind.
    #[track_caller]
    pub fn assert_starts_anywhere(&self) {
        let name = Path::new(self.path).file_stem().expect("a program").to_string_lossy();
        let folder = empty_folder(&format!("{name}_anywhere"));
        let ran = run(self.with(&["--json"]).env_clear().current_dir(&folder));
        assert_eq!(ran.document()["results"], self.document()["results"]);
        assert_eq!(files(&folder), [""; 0]);
    }

    /// It says nothing to nobody.
    #[track_caller]
    pub fn assert_leaves_quietly(&self, arguments: &[&str]) {
        let ran = run_without_a_reader(&mut self.with(arguments));
        assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
    }
}
