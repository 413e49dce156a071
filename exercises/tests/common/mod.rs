//! Has the exercise programs tell, in this process or started as a user starts them, and reads what
//! they say.

mod chapter;
mod every;
mod latex;

pub(crate) use every::program;

use anstream::adapter::strip_str;
use clap::Parser;
use ma6202::derivation::{Derivation, Problem};
use ma6202::oracle::cuda_devices;
use ma6202_exercises::chapter::{described, held};
use ma6202_exercises::language::Language;
use ma6202_exercises::moving::Frames;
use ma6202_exercises::program::{self, Asked, Exercise, Told, draw, output, solve};
use ma6202_exercises::solved::{Solved, ToldChain, WorkedChain};
use ma6202_exercises::terminal;
use ma6202_language::try_parse_from;
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
        Ran { status: output.status.code(), out, err }
    }
}

impl Ran {
    fn ended(status: i32, out: &str, err: &str) -> Ran {
        Ran { status: Some(status), out: out.into(), err: err.into() }
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
pub struct Program<E: Exercise> {
    path: &'static str,
    starts_itself: bool,
    usual: OnceLock<(Done, Solved<E::Found>)>,
    exercise: PhantomData<fn() -> E>,
}

/// All that a program says of an exercise that was done once.
pub struct Done {
    pub document: Value,
    pub latex: String,
    /// In English.
    pub brief: String,
    pub drawn: Vec<String>,
    /// Each chain, and the same with numbers.
    pub worked: Vec<(ToldChain, WorkedChain)>,
    /// In Spanish and in English.
    pub chapters: [ToldChapter; 2],
}

/// A chapter in a language.
pub struct ToldChapter {
    pub language: Language,
    pub markdown: String,
    /// As a terminal of 80 columns shows it.
    pub text: String,
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

    /// The process; in English, unless it is told otherwise.
    pub fn with(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path);
        command.args(arguments).env("LC_ALL", "en");
        command
    }

    /// What the program would leave behind as a process.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        if self.is_apart() {
            return run(&mut self.with(arguments));
        }
        let name = format!("exercise-{}", E::NUMBER);
        let asked = [&name, "--lang", "en"];
        let is_told = arguments.iter().any(|argument| argument.starts_with("--lang"));
        let asked = if is_told { &asked[..1] } else { &asked[..] };
        let asked = asked.iter().chain(arguments);
        match try_parse_from::<Asked<E>>(asked, Language::Es, &program::help_in_spanish::<E>()) {
            Err(error) if error.use_stderr() => {
                Ran::ended(error.exit_code(), "", &error.to_string())
            }
            Err(help) => Ran::ended(help.exit_code(), &help.to_string(), ""),
            Ok((program, _)) => match output(&program, 80, false) {
                Ok(program::Output { text, lost, .. }) => {
                    let status = i32::from(!lost.is_empty());
                    Ran::ended(status, &strip_str(&text).to_string(), &lost.join("\n"))
                }
                Err(error) => {
                    let told = program::told(&error, program.options.language());
                    Ran::ended(2, "", &format!("error: {told}\n"))
                }
            },
        }
    }

    fn folder(&self) -> PathBuf {
        let name = Path::new(self.path).file_stem().expect("a program").to_string_lossy();
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_usual"))
    }

    /// What it says with these options, in all ways and both languages.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> Done {
        self.solved(arguments).0
    }

    /// The same, and what was found.
    #[track_caller]
    fn solved(&self, arguments: &[&str]) -> (Done, Solved<E::Found>) {
        let asked = [&["exercise", "--lang", "en"], arguments].concat();
        let asked = Asked::<E>::parse_from(asked);
        let solved = solve(&asked, false).expect("an exercise that can be done");
        assert_eq!(solved.lost().count(), 0);
        let drawn = draw(&asked, &solved).expect("figures that can be drawn");
        let told = Told::of(&asked, &solved, drawn).expect("a chapter whose claims hold");
        let chapter = |language| {
            let markdown = asked.exercise.chapter().markdown(&solved, language, "figures");
            let markdown = markdown.unwrap_or_else(|error| panic!("{error}"));
            let text = terminal::text(&markdown, 80, language).expect("formulas");
            assert!(text.contains(&held(&solved.checks, language)), "{text}");
            ToldChapter { language, text: strip_str(&text).to_string(), markdown }
        };
        let worked =
            |chain: &ToldChain| (chain.clone(), chain.worked().expect("a chain that was judged"));
        let done = Done {
            worked: solved.chains.iter().map(worked).collect(),
            document: parsed(&solved.document(&told.drawn).expect("a document")),
            latex: solved.latex(Language::En),
            brief: strip_str(&told.brief(80).expect("formulas")).to_string(),
            chapters: Language::ALL.map(chapter),
            drawn: told.drawn,
        };
        (done, solved)
    }

    /// What it says when it has no options but that it draws.
    fn usual(&self) -> &Done {
        &self.usually_solved().0
    }

    fn usually_solved(&self) -> &(Done, Solved<E::Found>) {
        self.usual.get_or_init(|| {
            let folder = empty_folder(self.folder());
            self.solved(&["--figures", folder.to_str().expect("UTF-8")])
        })
    }

    /// Its chains, each with its numbers too.
    pub fn worked(&self) -> &[(ToldChain, WorkedChain)] {
        &self.usual().worked
    }

    /// Its answer in words, in English.
    pub fn brief(&self) -> &str {
        &self.usual().brief
    }

    /// Its chapter in both languages.
    pub fn chapters(&self) -> &[ToldChapter; 2] {
        &self.usual().chapters
    }

    /// Its English chapter as a terminal shows it.
    pub fn text(&self) -> &str {
        &self.chapters()[1].text
    }

    pub fn document(&self) -> &Value {
        &self.usual().document
    }

    /// What it prints with `--latex`.
    pub fn latex(&self) -> &str {
        &self.usual().latex
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

    /// It does a sample of its record again, which comes to the same bits.
    #[track_caller]
    pub fn assert_reads_its_record(&self, of: &str) {
        self.assert_checks(format!("{of} that come to the same bits again"), &["counting"]);
    }

    /// These are all its figures, in both languages, those that are committed and those that its
    /// chapter shows.
    #[track_caller]
    pub fn assert_draws(&self, figures: &[&str]) {
        let number = &self.document()["exercise"];
        let of = |language: &'static str| {
            figures.iter().map(move |what| format!("exercise_{number}_{what}.{language}.svg"))
        };
        let mut expected: Vec<String> = of("en").chain(of("es")).collect();
        expected.sort();
        assert_eq!(files(&self.folder()), expected);
        let mut drawn = self.usual().drawn.clone();
        drawn.sort();
        let paths: Vec<PathBuf> = expected.iter().map(|name| self.folder().join(name)).collect();
        assert_eq!(drawn.iter().map(PathBuf::from).collect::<Vec<_>>(), paths);
        paths.iter().for_each(|path| assert_is_committed(path));
        for chapter in self.chapters() {
            let shown = described(&chapter.markdown);
            let mut names: Vec<&str> = shown.iter().map(|figure| &*figure.what).collect();
            names.sort_unstable();
            assert_eq!(names, figures, "the figures of the chapter, {:?}", chapter.language);
        }
    }

    /// All frames of a picture that moves, in Spanish and in English. They are so many, each says
    /// something, and the picture that they make is no larger than one that is sent over a slow
    /// line: 300 kB are the law, and 250 kB leave room for what a later change adds.
    #[track_caller]
    pub fn assert_moves(&self, what: &str, frames: usize) -> [Frames; 2] {
        Language::ALL.map(|language| {
            let moving = (E::MOVING)(&self.usually_solved().1.results, language);
            let mut moving = moving.expect("pictures that move").into_iter();
            let (_, moving) = moving.find(|(name, _)| *name == what).expect("one of this name");
            let all = moving.all().expect("frames that can be drawn, all of one size");
            let places: Vec<usize> = moving.sliders.iter().map(|s| s.places.len()).collect();
            assert_eq!((all.says.len(), places.iter().product()), (frames, frames), "{places:?}");
            assert!(all.says.iter().all(|said| !said.trim().is_empty()), "{:?}", all.says);
            let size = all.picture.text().len();
            assert!(size < 250_000, "{what} has {size} bytes");
            let first = moving.first().expect("a frame");
            assert!(all.picture.frame(all.first) == first.picture, "the first one is another");
            assert_eq!(all.says[all.first], first.says);
            all
        })
    }

    /// The same, and what is written in the picture stands still: its axes, its titles, its legend.
    #[track_caller]
    pub fn assert_moves_lines(&self, what: &str, frames: usize) -> [Frames; 2] {
        let both = self.assert_moves(what, frames);
        for all in &both {
            let mut moves = false;
            for line in all.picture.text().lines() {
                moves = (moves || line.starts_with("<g class=\"frame")) && line != "</g>";
                assert!(!(moves && line.starts_with("<text")), "{what}: a text moves");
            }
        }
        both
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
