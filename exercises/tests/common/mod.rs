//! Has the exercise programs tell, in this process or started as a user starts them, and reads what
//! they say.

mod every;
mod latex;

pub(crate) use every::program;

use ma6202::derivation::{Derivation, Problem};
use ma6202::oracle::cuda_devices;
use ma6202_exercises::program::{Exercise, Report, Visible};
use serde_json::Value;
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// What a program left behind.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
    /// The text and the document, whichever was asked for, if it ran in this process.
    ways: Option<[String; 3]>,
}

/// Runs a program to its end with both outputs in pipes.
pub fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    Ran::from(output)
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("programs write UTF-8");
        let (out, err) = (text(output.stdout), text(output.stderr));
        Ran { status: output.status.code(), out, err, ways: None }
    }
}

impl Ran {
    fn ended(status: i32, out: &str, err: &str) -> Ran {
        Ran { status: Some(status), out: out.into(), err: err.into(), ways: None }
    }

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
        parsed(&self.text())
    }

    /// Its text, its document and its LaTeX, of one run.
    #[track_caller]
    pub fn told(mut self) -> (String, Value, String) {
        let ways = self.ways.take();
        self.text();
        let [text, document, latex] = ways.expect("it ran in this process");
        (text, parsed(&document), latex)
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
fn parsed(text: &str) -> Value {
    // Refuses anything before or after the document.
    let document: Value = serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("one JSON document: {error}\n{text}"));
    assert!(text.starts_with('{') && text.ends_with("}\n"), "{text}");
    assert_eq!(keys(&document), ["checks", "exercise", "figures", "results", "seed"]);
    let checks = document["checks"].as_array().expect("a list of checks");
    assert!(!checks.is_empty());
    checks.iter().for_each(assert_is_a_check_that_holds);
    document
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
    let error = number(&check["max_rel_error"]);
    assert!(number(&check["max_abs_error"]) >= 0.0 && error >= 0.0, "{check}");
    assert!(error <= number(&check["tolerance"]), "{check}");
    assert_eq!(check["holds"], true, "{check}");
}

/// The checks on the CPU in f64.
fn cpu_checks(document: &Value) -> Vec<&Value> {
    let checks = document["checks"].as_array().expect("a list of checks").iter();
    checks.filter(|check| check["device"] == "cpu f64").collect()
}

/// Whether there is one of `what` by this referee.
pub fn has_check(document: &Value, what: &str, referee: &str) -> bool {
    let mut checks = cpu_checks(document).into_iter();
    checks.any(|check| check["what"] == what && check["referee"] == referee)
}

/// There is one of `what` by each of these referees.
#[track_caller]
pub fn assert_checked(document: &Value, what: impl AsRef<str>, referees: &[&str]) {
    let what = what.as_ref();
    for referee in referees {
        assert!(has_check(document, what, referee), "{what}, {referee}");
    }
}

/// The names in an object, sorted.
#[track_caller]
pub fn keys(object: &Value) -> Vec<&str> {
    let names: BTreeSet<&str> =
        object.as_object().expect("an object").keys().map(String::as_str).collect();
    names.into_iter().collect()
}

#[track_caller]
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap_or_else(|| panic!("{list} is no list")).iter().map(number).collect()
}

/// No bar, no colour, no carriage return: nothing that only a terminal understands.
#[track_caller]
pub fn assert_plain(text: &str) {
    let odd = text.chars().find(|&c| c.is_control() && c != '\n');
    assert_eq!(odd, None, "in {text:?}");
}

/// An empty folder for one test.
pub fn empty_folder(name: impl AsRef<Path>) -> PathBuf {
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

/// A program as its test file knows it. What it does without options is done once, for all
/// tests that look at it, and in this process, as most of the rest: a process takes its time to
/// load torch.
pub struct Program<E> {
    path: &'static str,
    starts_itself: bool,
    usual: OnceLock<(String, Value, String)>,
    exercise: PhantomData<fn() -> E>,
}

impl<E: Exercise> Program<E> {
    pub const fn new(path: &'static str) -> Program<E> {
        Program { path, starts_itself: false, usual: OnceLock::new(), exercise: PhantomData }
    }

    /// It starts itself once more where there is a GPU, and so must be a process there.
    pub const fn starting_itself(mut self) -> Program<E> {
        self.starts_itself = true;
        self
    }

    fn is_apart(&self) -> bool {
        self.starts_itself && cuda_devices().is_ok()
    }

    /// The process.
    pub fn with(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path);
        command.args(arguments);
        command
    }

    /// What the program would leave behind as a process.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        match E::try_parse_from(std::iter::once(&"exercise").chain(arguments)) {
            Err(error) if error.use_stderr() => {
                Ran::ended(error.exit_code(), "", &error.to_string())
            }
            Err(help) => Ran::ended(help.exit_code(), &help.to_string(), ""),
            Ok(_) if self.is_apart() => run(&mut self.with(arguments)),
            Ok(exercise) => self.run_here(&exercise),
        }
    }

    fn run_here(&self, exercise: &E) -> Ran {
        let report = match Report::of(exercise, Visible::Nothing) {
            Ok(report) => report,
            Err(error) => return Ran::ended(2, "", &format!("error: {error}\n")),
        };
        let lost: Vec<String> =
            report.lost().map(|check| format!("does not hold: {check}")).collect();
        let (document, latex) = (report.document().expect("a document"), report.latex().to_owned());
        let text = report.text();
        let out = if exercise.options().json { &document } else { &text };
        let ran = Ran::ended(i32::from(!lost.is_empty()), out, &lost.join("\n"));
        Ran { ways: Some([text, document, latex]), ..ran }
    }

    fn folder(&self) -> PathBuf {
        let name = Path::new(self.path).file_stem().expect("a program").to_string_lossy();
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_usual"))
    }

    fn usual(&self) -> &(String, Value, String) {
        self.usual.get_or_init(|| {
            let folder = empty_folder(self.folder());
            let ran = self.run(&["--figures", folder.to_str().expect("UTF-8")]);
            if self.is_apart() {
                let latex = self.run(&["--latex"]).text();
                return (ran.text(), self.run(&["--json"]).document(), latex);
            }
            ran.told()
        })
    }

    /// Its text, when it draws as well.
    pub fn text(&self) -> &str {
        &self.usual().0
    }

    pub fn document(&self) -> &Value {
        &self.usual().1
    }

    /// What it prints with `--latex`.
    pub fn latex(&self) -> &str {
        &self.usual().2
    }

    /// A chain is in the document line by line, and each line was judged by differences, the tape
    /// and autograd. That it is told is seen by
    /// [`assert_typesets_what_it_tells`](Self::assert_typesets_what_it_tells).
    #[track_caller]
    pub fn assert_tells<P: Problem>(&self, number: usize, chain: &Derivation<P>) {
        let printed = &self.document()["results"]["derivation"][number];
        assert_eq!(printed["left"]["latex"], chain.left);
        for (number, line) in chain.lines.iter().enumerate() {
            assert_eq!(printed["lines"][number]["formula"]["latex"], line.formula);
        }
        for row in 0..chain.lines.len() + 2 {
            let what = format!("{}, {}", chain.name, chain.row(row));
            self.assert_checks(what, &["differences", "tape", "autograd"]);
        }
    }

    /// As [`assert_checked`], when it has no options.
    #[track_caller]
    pub fn assert_checks(&self, what: impl AsRef<str>, referees: &[&str]) {
        assert_checked(self.document(), what, referees);
    }

    /// Each seed asks about numbers of its own, the usual one about the usual ones; these results
    /// depend on it. (A GPU may add in another order each time; the CPU does not.)
    #[track_caller]
    pub fn assert_is_of_seed(&self, document: &Value, seed: &str, results: &[&str]) {
        assert_eq!(document["seed"].to_string(), seed);
        for name in results {
            let same = document["results"][name] == self.document()["results"][name];
            assert_eq!(same, seed == "6202", "{name}");
        }
        let usual = cpu_checks(document) == cpu_checks(self.document());
        assert_eq!(usual, seed == "6202", "{document}");
    }

    /// It does a sample of its record again, which comes to the same bits, and says so.
    #[track_caller]
    pub fn assert_reads_its_record(&self, of: &str) {
        self.assert_checks(format!("{of} that come to the same bits again"), &["counting"]);
        assert!(
            self.text().contains("were done\nagain") || self.text().contains("were done again")
        );
    }

    /// These are all its figures, and those that are committed.
    #[track_caller]
    pub fn assert_draws(&self, figures: &[&str]) {
        let text = self.text();
        assert_eq!(files(&self.folder()), figures);
        for path in figures.iter().map(|name| self.folder().join(name)) {
            assert!(text.contains(&format!("drawn: {}\n", path.display())), "{text}");
            assert_is_committed(&path);
        }
    }

    /// Its text is plain, says first why no GPU takes part if none does, begins its answer so, and
    /// ends by saying that all checks hold.
    #[track_caller]
    pub fn assert_answers(&self, beginning: &str) {
        let text = self.text();
        assert_plain(text);
        assert_eq!(text.starts_with("no CUDA device here: "), cuda_devices().is_err(), "{text}");
        assert!(text.contains(beginning), "{text}");
        let last = text.lines().last().unwrap_or_default();
        let numbers = last.strip_suffix(" checks hold.").expect(last);
        let (held, all) = numbers.split_once(" of ").expect(last);
        assert_eq!(held, all);
    }

    /// Options that are nonsense.
    #[track_caller]
    pub fn assert_refuses(&self, arguments: &[&str], words: &[&str]) {
        let ran = self.run(arguments).refused(words);
        assert_eq!(ran.out, "");
        assert_plain(&ran.err);
    }

    /// Its document from a random state, which decides what its checks ask about, and no more; of
    /// the usual one as a process.
    #[track_caller]
    pub fn document_of_seed(&self, seed: &str) -> Value {
        let document = match seed {
            "6202" => self.document_from_anywhere(&[]),
            _ => self.run(&["--seed", seed, "--json"]).document(),
        };
        let same = document["results"] == self.document()["results"];
        assert!(same || seed != "6202", "{document}");
        self.assert_is_of_seed(&document, seed, &[]);
        document
    }

    /// Its document as a process, which needs nothing of its folder or its environment, and leaves
    /// nothing behind.
    #[track_caller]
    pub fn document_from_anywhere(&self, arguments: &[&str]) -> Value {
        let folder = empty_folder(self.folder().with_extension("anywhere"));
        let mut process = self.with(arguments);
        let document = run(process.arg("--json").env_clear().current_dir(&folder)).document();
        assert_eq!(document["figures"], serde_json::json!([]));
        assert_eq!(files(&folder), [""; 0]);
        document
    }

    /// It says nothing to nobody: its reader leaves before the first word, as `| head -0` does.
    #[track_caller]
    pub fn assert_leaves_quietly(&self, arguments: &[&str]) {
        let mut command = self.with(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().expect("the program ends"));
        assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
    }
}
