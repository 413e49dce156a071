//! The tests that every program stands.

use super::{Program, empty_folder, files, run};
use ma6202::oracle::cuda_devices;
use ma6202_exercises::program::{Asked, Exercise, help_in_spanish};
use ma6202_exercises::solved::WorkedChain;
use ma6202_formula::{Language, Unshown, Worked};
use ma6202_language::untold;

/// A program as `EXERCISE`: its figures, its options beside those of every program, and the tests
/// that every program stands.
macro_rules! program {
    (
        $exercise:ty, $number:literal,
        figures [$($figure:literal),*],
        options [$($option:literal),*]
        $(, $starting_itself:ident)?
    ) => {
        const FIGURES: &[&str] = &[$($figure),*];
        const OPTIONS: &[&str] = &[$($option),*];

        static EXERCISE: Program<$exercise> =
            Program::new(env!(concat!("CARGO_BIN_EXE_exercise-", $number)))$(.$starting_itself())?;

        #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
        #[test]
        fn the_help_and_a_wrong_option_do_without_torch() {
            let program = env!(concat!("CARGO_BIN_EXE_exercise-", $number));
            crate::loading::assert_help_and_a_wrong_option_do_without_torch(program);
        }

        #[test]
        fn the_committed_figures_are_what_it_draws() {
            assert_eq!(EXERCISE.document()["exercise"], $number);
            EXERCISE.assert_draws(FIGURES);
        }

        #[test]
        fn both_chapters_can_be_read() {
            EXERCISE.assert_can_be_read();
        }

        #[test]
        fn both_chapters_say_the_same() {
            EXERCISE.assert_says_the_same();
        }

        #[test]
        fn both_chapters_agree() {
            EXERCISE.assert_agrees();
        }

        #[test]
        fn latex_is_what_is_told_and_nothing_else() {
            EXERCISE.assert_typesets_what_it_tells();
        }

        #[test]
        fn every_chain_is_shown_with_numbers() {
            EXERCISE.assert_shows_numbers();
        }

        #[test]
        fn the_help_shows_an_example() {
            EXERCISE.assert_helps(OPTIONS);
        }

        #[test]
        fn what_is_nonsense_everywhere_is_refused() {
            EXERCISE.assert_refuses_nonsense(OPTIONS);
        }

    };
}
pub(crate) use program;

/// What no program takes, and what it says of it.
const NONSENSE: [(&[&str], &[&str]); 16] = [
    (&["--seed", "-1"], &["--seed", "'-1'", "0..=4294967295"]),
    (&["--seed", "4294967296"], &["--seed", "4294967296", "0..=4294967295"]),
    (&["--seed", "x"], &["--seed", "'x'", "invalid digit"]),
    (&["--seed"], &["--seed", "<S>"]),
    (&["--device", "tpu"], &["'tpu'", "cpu", "cuda", "all"]),
    (&["--figures"], &["--figures", "<DIR>"]),
    (&["--formats", "png"], &["--figures"]),
    (&["--figures", "f", "--formats", "svg,gif"], &["--formats", "'gif'", "svg, png, pdf"]),
    (&["--figures", "/dev/null/f"], &["/dev/null/f: Not a directory"]),
    (&["--latex", "--json"], &["--latex", "--json"]),
    (&["--latex", "--figures", "f"], &["--latex", "--figures"]),
    (&["--brief", "--markdown"], &["--brief", "--markdown"]),
    (&["--pager", "--json"], &["--pager", "--json"]),
    (&["--lang", "fr"], &["'fr'", "es", "en"]),
    (&["--unknown", "3"], &["--unknown"]),
    (&["7"], &["'7'"]),
];

/// What none takes that can do its record anew, and what it says of it.
const NONSENSE_ANEW: [(&[&str], &[&str]); 6] = [
    (&["--all", "--seeds", "1"], &["--seeds", "'1'", "2..=10000"]),
    (&["--all", "--seeds", "10001"], &["--seeds", "'10001'", "2..=10000"]),
    (&["--all", "--seeds", "-3"], &["--seeds", "'-3'", "2..=10000"]),
    (&["--all", "--seeds", "many"], &["--seeds", "'many'", "invalid digit"]),
    (&["--seeds", "3"], &["--all"]),
    (&["--record", "x.json"], &["--all"]),
];

impl<E: Exercise> Program<E> {
    /// Each row of each chain has a value, and numbers in both languages or a reason why not.
    #[track_caller]
    pub fn assert_shows_numbers(&self) {
        let worked = self.worked();
        let named = self.document()["results"]["derivation"].as_array().map_or(0, Vec::len);
        assert_eq!(worked.len(), named);
        for (chain, WorkedChain { given, definitions, indices, rows }) in worked {
            assert!(given.len() + definitions.len() > 0, "{}: an example of nothing", chain.name);
            assert_eq!(rows.len(), chain.lines.len() + 1);
            assert!(indices.iter().all(|(_, value)| *value > 0), "{indices:?}");
            for (number, row) in rows.iter().enumerate() {
                let Worked { formula: numbers, with_values, value, shown } = row;
                let values = value.as_slice();
                assert!(values.iter().all(|value| value.is_finite()), "{values:?}");
                for shown in shown.iter().chain(numbers).chain(with_values) {
                    let [es, en] = [Language::Spanish, Language::English].map(|l| shown.latex(l));
                    assert!(!es.contains('.') && !en.contains("{,}"));
                    let es = es.replace("{,}", ".").replace(r"; \;", r", \;");
                    assert_eq!(es, en);
                    let mathml = |language| shown.mathml(language, true);
                    let (es, en) = (mathml(Language::Spanish), mathml(Language::English));
                    assert_eq!(es.matches("<mn>").count(), en.matches("<mn>").count());
                }
                let is_known = matches!(
                    numbers,
                    Ok(_) | Err(Unshown::IsValue | Unshown::NothingToPut | Unshown::TooLong(_))
                );
                assert!(is_known, "{}, row {number}: {numbers:?}", chain.name);
            }
        }
    }

    /// Its help has an example and says what all its options are.
    #[track_caller]
    pub fn assert_helps(&self, options: &[&str]) {
        let help = run(&mut self.with(&["--help"])).text();
        assert!(help.contains("Example: exercise-"), "{help}");
        let of_every = [
            "--seed",
            "--device",
            "--lang",
            "--brief",
            "--markdown",
            "--json",
            "--latex",
            "--pager",
            "--figures",
            "--formats",
        ];
        assert_eq!(untold::<Asked<E>>(&help_in_spanish::<E>()), [""; 0], "of the help in Spanish");
        let ayuda = self.run(&["--lang", "es", "--help"]).text();
        assert!(ayuda.contains("Ejemplo: exercise-") && !ayuda.contains("Example"), "{ayuda}");
        for option in of_every.iter().chain(options) {
            assert!(help.contains(option), "{option} in {help}");
        }
    }

    /// What no program takes, and what none takes that can do its record anew, if it is one.
    #[track_caller]
    pub fn assert_refuses_nonsense(&self, options: &[&str]) {
        NONSENSE.iter().for_each(|(arguments, words)| self.assert_refuses(arguments, words));
        if options.contains(&"--record") {
            NONSENSE_ANEW.iter().for_each(|(asked, words)| self.assert_refuses(asked, words));
        }
        if cuda_devices().is_err() {
            self.run(&["--device", "cuda"]).refused_in_a_line(&["device cuda: no "]);
        }
    }

    /// As PNG and PDF too, into a folder that is not there yet.
    #[track_caller]
    pub fn assert_draws_documents(&self, figures: &[&str]) {
        let formats = self.folder().with_extension("formats");
        let folder = empty_folder(formats).join("notes/2024/figures");
        let arguments = ["--formats", "png,pdf", "--figures", folder.to_str().expect("UTF-8")];
        self.run(&arguments).text();
        let of = |what: &&str| {
            let stem = format!("exercise_{}_{what}", self.document()["exercise"]);
            ["en.pdf", "en.png", "es.pdf", "es.png"].map(|ending| format!("{stem}.{ending}"))
        };
        let names: Vec<String> = figures.iter().flat_map(of).collect();
        assert_eq!(files(&folder), names);
        for path in names.iter().map(|name| folder.join(name)) {
            let bytes = std::fs::read(&path).expect("a picture");
            let is_pdf = path.extension().is_some_and(|ending| ending == "pdf");
            let start = if is_pdf { &b"%PDF-"[..] } else { &b"\x89PNG\r\n\x1a\n"[..] };
            assert!(bytes.starts_with(start) && bytes.len() > 5_000, "{path:?}");
        }
    }
}
