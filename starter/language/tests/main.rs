//! Which language is chosen, and that clap says the same in both.

use std::ffi::OsString;
use std::num::ParseIntError;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ma6202_language::Language::{En, Es};
use ma6202_language::{Language, Said, Say, Spanish, say, try_parse_from, untold, value};

/// A program with one of each.
///
/// It does nothing.
#[derive(Debug, Parser)]
#[command(name = "program", version = "1.2", after_help = "That is all.")]
struct Cli {
    /// How many
    #[arg(long, short, value_name = "COUNT", default_value_t = 3)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=8))]
    count: u8,
    /// How large
    #[arg(long, value_name = "X", conflicts_with = "count", allow_negative_numbers = true)]
    size: Option<f64>,
    /// An even number
    #[arg(long, value_name = "N", value_parser = value::<Even>)]
    even: Option<Even>,
    /// Both corners
    #[arg(long, value_name = "X", num_args = 2)]
    corners: Vec<i8>,
    /// Some
    #[arg(long, value_name = "X", num_args = 2..4)]
    some: Vec<i8>,
    /// With its value
    #[arg(long, value_name = "X", require_equals = true)]
    equal: Option<u64>,
    /// Not shown
    #[arg(long, hide = true)]
    hidden: bool,
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Draw it
    Draw(Draw),
    /// Tell it
    Tell {
        /// Whatever comes
        #[arg(value_name = "WORD", trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },
}

#[derive(Debug, Args)]
struct Draw {
    /// Where to
    #[arg(value_name = "FILE", required_unless_present = "quick")]
    file: Option<String>,
    /// As what
    ///
    /// Each is written beside the others.
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "svg")]
    format: Format,
    /// In which colour
    #[arg(long, value_name = "COLOUR", value_parser = ["red", "blue"])]
    colour: Option<String>,
    /// In a hurry
    #[arg(long)]
    quick: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Lines
    Svg,
    /// Points
    Png,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Even(u32);

#[derive(Debug, PartialEq)]
struct Odd(u32);

impl Say for Odd {
    fn say(&self, language: Language) -> String {
        say!(language, "{} es impar", "{} is odd", self.0)
    }
}

impl std::str::FromStr for Even {
    type Err = Odd;

    fn from_str(text: &str) -> Result<Even, Odd> {
        let number: Result<u32, ParseIntError> = text.parse();
        let number = number.unwrap_or(1);
        if number.is_multiple_of(2) { Ok(Even(number)) } else { Err(Odd(number)) }
    }
}

const SPANISH: &Spanish = &[
    ("", "Un programa con uno de cada uno.\n\nNo hace nada."),
    ("after_help", "Eso es todo."),
    ("count", "Cuántos"),
    ("<COUNT>", "CUÁNTOS"),
    ("size", "Cuán grande"),
    ("even", "Un número par"),
    ("corners", "Ambas esquinas"),
    ("some", "Algunos"),
    ("equal", "Con su valor"),
    ("draw", "Dibujarlo"),
    ("draw file", "Dónde"),
    ("<FILE>", "ARCHIVO"),
    ("draw format", "Como qué\n\nCada uno se escribe junto a los otros."),
    ("draw format svg", "Líneas"),
    ("draw format png", "Puntos"),
    ("<FORMAT>", "FORMATO"),
    ("draw colour", "En qué color"),
    ("<COLOUR>", "COLOR"),
    ("draw quick", "De prisa"),
    ("tell", "Contarlo"),
    ("tell words", "Lo que sea"),
    ("<WORD>", "PALABRA"),
];

/// What is said of these arguments, and of which kind it is.
fn said(language: Language, arguments: &[&str]) -> (ErrorKind, String, i32) {
    let arguments = [&["path/to/program"], arguments].concat();
    let error = try_parse_from::<Cli>(&arguments, language, SPANISH).unwrap_err();
    (error.kind(), error.to_string(), error.exit_code())
}

// The language.

#[test]
fn the_environment_says_which_language() {
    for (all, messages, lang, expected) in [
        (None, None, None, Es),
        (None, None, Some("es_CL.UTF-8"), Es),
        (None, None, Some("en_US.UTF-8"), En),
        (None, None, Some("en"), En),
        (None, None, Some("fr_FR"), Es),
        (None, None, Some("C.UTF-8"), Es),
        (None, Some("en_GB"), Some("es_CL"), En),
        (None, Some("es"), Some("en_US"), Es),
        (Some("en_US"), Some("es"), Some("es"), En),
        // That one says neither, and no other is asked.
        (Some("C"), Some("en"), Some("en"), Es),
        (Some(""), Some(""), Some("en_US"), En),
        (Some(""), None, None, Es),
    ] {
        let look_up = |name: &str| {
            let value = match name {
                "LC_ALL" => all,
                "LC_MESSAGES" => messages,
                "LANG" => lang,
                other => panic!("{other} is asked"),
            };
            value.map(OsString::from)
        };
        let found = Language::of_variables(look_up);
        assert_eq!(found, expected, "{all:?} {messages:?} {lang:?}");
    }
}

#[test]
fn arguments_say_which_language() {
    for (arguments, expected) in [
        (&["program"][..], None),
        (&["program", "--lang", "en"], Some(En)),
        (&["program", "--lang=es", "draw"], Some(Es)),
        (&["program", "draw", "x", "--lang", "en"], Some(En)),
        (&["program", "--lang"], None),
        (&["program", "--lang", "fr"], None),
        (&["program", "--lang", "fr", "--lang=en"], Some(En)),
        (&["program", "--lang=es", "draw", "--lang", "en"], Some(En)),
        (&["program", "en", "lang", "es"], None),
        (&["program", "--", "--lang", "en"], None),
        (&["program", "--language=en"], None),
    ] {
        assert_eq!(Language::asked(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn lang_is_an_option_of_every_program_and_command() {
    for arguments in [
        &["program", "--lang", "en", "draw", "f"][..],
        &["program", "draw", "f", "--lang", "en"],
        &["program", "tell", "--lang=en", "a"],
    ] {
        assert_eq!(try_parse_from::<Cli>(arguments, Es, SPANISH).unwrap().1, En);
    }
    let (cli, language) = try_parse_from::<Cli>(["program", "draw", "f"], Es, SPANISH).unwrap();
    assert_eq!((cli.count, language), (3, Es));
    // What is handed on is not the program's own.
    let arguments = ["program", "tell", "a", "--lang", "x"];
    let Task::Tell { words } = try_parse_from::<Cli>(arguments, En, SPANISH).unwrap().0.task else {
        panic!("it is told")
    };
    assert_eq!(words, ["a", "--lang", "x"]);
    let refused = said(Es, &["--lang", "fr", "draw", "f"]).1;
    assert!(refused.contains("'fr' no es un valor de '--lang <IDIOMA>'"), "{refused}");
}

// The help.

#[test]
fn everything_is_said_in_spanish() {
    assert_eq!(untold::<Cli>(SPANISH), [""; 0]);
}

#[test]
fn what_has_no_text_is_named_and_so_is_a_text_of_nothing() {
    for gone in SPANISH {
        let others: Vec<(&str, &str)> =
            SPANISH.iter().copied().filter(|(key, _)| *key != gone.0).collect();
        assert_eq!(untold::<Cli>(&others), [format!("no Spanish text for {:?}", gone.0)]);
    }
    let one_more = [SPANISH, &[("draw files", "Dónde")]].concat();
    assert_eq!(untold::<Cli>(&one_more), ["nothing is called \"draw files\""]);
}

const HELP: &str = "\
Un programa con uno de cada uno.

No hace nada.

Uso: program [OPCIONES] <COMANDO>

Comandos:
  draw  Dibujarlo
  tell  Contarlo

Opciones:
  -c, --count <CUÁNTOS>
          Cuántos
          
          [por omisión: 3]

      --size <X>
          Cuán grande

      --even <N>
          Un número par

      --corners <X> <X>
          Ambas esquinas

      --some <X> <X>...
          Algunos

      --equal=<X>
          Con su valor

      --lang <IDIOMA>
          En qué idioma, es o en; si no, el del ambiente (LC_ALL, LC_MESSAGES, LANG); si no, español

  -h, --help
          Muestra esta ayuda (en breve, con '-h')

  -V, --version
          Muestra la versión

Eso es todo.
";

const SHORT_HELP: &str = "\
Dibujarlo

Uso: program draw [OPCIONES] [ARCHIVO]

Argumentos:
  [ARCHIVO]  Dónde

Opciones:
      --format <FORMATO>  Como qué [por omisión: svg] [valores posibles: svg, png]
      --colour <COLOR>    En qué color [valores posibles: red, blue]
      --quick             De prisa
      --lang <IDIOMA>     En qué idioma, es o en; si no, el del ambiente (LC_ALL, LC_MESSAGES, LANG); si no, español
  -h, --help              Muestra esta ayuda (más, con '--help')
";

#[test]
fn help_is_in_spanish() {
    assert_eq!(said(Es, &["--help"]), (ErrorKind::DisplayHelp, HELP.to_owned(), 0));
    assert_eq!(said(Es, &["draw", "-h"]).1, SHORT_HELP);
    let long = said(Es, &["draw", "--help"]).1;
    let values = "          Valores posibles:\n          - svg: Líneas\n          - png: Puntos\n";
    assert!(long.contains(values), "{long}");
    assert!(long.contains("Cada uno se escribe junto a los otros."), "{long}");
    assert_eq!(said(Es, &["--version"]).1, "program 1.2\n");
}

/// Line by line: what is left out of one, or is in another place, is seen by its shape.
#[test]
fn help_has_the_same_lines_in_both_languages() {
    for arguments in [&["--help"][..], &["-h"], &["draw", "-h"], &["tell", "--help"]] {
        let shape = |language| -> Vec<usize> {
            let text = said(language, arguments).1;
            text.lines().map(|line| line.len() - line.trim_start().len()).collect()
        };
        let options = |language| -> Vec<String> {
            let text = said(language, arguments).1;
            let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
            lines.map(|line| line.split([' ', '=']).next().unwrap().to_owned()).collect()
        };
        assert_eq!(shape(Es).len(), shape(En).len(), "{}", said(Es, arguments).1);
        assert_eq!(options(Es), options(En));
    }
}

#[test]
fn english_is_clap_s_own() {
    let help = said(En, &["--help"]).1;
    for words in ["Usage: program [OPTIONS] <COMMAND>", "[default: 3]", "It does nothing."] {
        assert!(help.contains(words), "{help}");
    }
    let refused = said(En, &["--cuont", "3"]).1;
    assert!(refused.starts_with("error: unexpected argument '--cuont' found"), "{refused}");
}

// The errors.

/// Of each kind that clap has: what is said in Spanish, without the usage and the hint.
#[test]
fn every_error_is_in_spanish() {
    for (arguments, kind, expected) in [
        (
            &["--cuont", "3"][..],
            ErrorKind::UnknownArgument,
            "no se esperaba el argumento '--cuont'\n\n  sugerencia: se parece a '--count'",
        ),
        (
            &["draw", "-x"],
            ErrorKind::UnknownArgument,
            "no se esperaba el argumento '-x'\n\n  \
             sugerencia: para dar '-x' como valor, escriba '-- -x'",
        ),
        (&["draw", "a", "b"], ErrorKind::UnknownArgument, "no se esperaba el argumento 'b'"),
        (
            &["draw", "f", "--format", "svgg"],
            ErrorKind::InvalidValue,
            "'svgg' no es un valor de '--format <FORMATO>'\n  [valores posibles: svg, png]\n\n  \
             sugerencia: se parece a 'svg'",
        ),
        (
            &["draw", "f", "--colour"],
            ErrorKind::InvalidValue,
            "falta el valor de '--colour <COLOR>'\n  [valores posibles: red, blue]",
        ),
        (
            &["--count", "9"],
            ErrorKind::ValueValidation,
            "'9' no es un valor de '--count <CUÁNTOS>': 9 no está en 1..=8",
        ),
        (
            &["--count", "x"],
            ErrorKind::ValueValidation,
            "'x' no es un valor de '--count <CUÁNTOS>': no es un número entero",
        ),
        (
            &["--equal=99999999999999999999"],
            ErrorKind::ValueValidation,
            "'99999999999999999999' no es un valor de '--equal=<X>': es demasiado grande",
        ),
        (
            &["--size", "x"],
            ErrorKind::ValueValidation,
            "'x' no es un valor de '--size <X>': no es un número",
        ),
        (
            &["--even", "3"],
            ErrorKind::ValueValidation,
            "'3' no es un valor de '--even <N>': 3 es impar",
        ),
        (
            &["--equal", "3"],
            ErrorKind::NoEquals,
            "entre '--equal=<X>' y su valor va un signo igual",
        ),
        (
            &["--corners", "1"],
            ErrorKind::WrongNumberOfValues,
            "'--corners <X> <X>' necesita 2 valores, y hay 1",
        ),
        (
            &["--some", "1"],
            ErrorKind::TooFewValues,
            "'--some <X> <X>...' necesita al menos 2 valores, y hay 1",
        ),
        (
            &["--count", "1", "--size", "2", "draw", "f"],
            ErrorKind::ArgumentConflict,
            "'--count <CUÁNTOS>' no puede ir junto con '--size <X>'",
        ),
        (
            &["--count", "1", "--count", "2"],
            ErrorKind::ArgumentConflict,
            "'--count <CUÁNTOS>' no puede ir más de una vez",
        ),
        (&["draw"], ErrorKind::MissingRequiredArgument, "faltan estos argumentos:\n  <ARCHIVO>"),
        (
            &["--count", "2"],
            ErrorKind::MissingSubcommand,
            "falta el comando de 'program'\n  [comandos: draw, tell]",
        ),
        (
            &["--quick", "draw"],
            ErrorKind::UnknownArgument,
            "no se esperaba el argumento '--quick'\n\n  sugerencia: existe 'draw --quick'",
        ),
        (
            &["--count", "2", "--", "draw"],
            ErrorKind::UnknownArgument,
            "no se esperaba el argumento 'draw'\n\n  \
             sugerencia: 'draw' es un comando: para usarlo, quite el '--' que va antes",
        ),
        (
            &["drow"],
            ErrorKind::InvalidSubcommand,
            "no hay un comando 'drow'\n\n  sugerencia: se parece a 'draw'",
        ),
    ] {
        let (came, text, code) = said(Es, arguments);
        assert_eq!((came, code), (kind, 2), "{arguments:?}: {text}");
        let (what, rest) = text.split_once("\n\nUso: ").unwrap_or_else(|| {
            text.split_once("\n\nPara").unwrap_or_else(|| panic!("no hint in {text}"))
        });
        assert_eq!(what, format!("error: {expected}"));
        assert!(rest.ends_with("pruebe '--help'.\n"), "{text}");
        for english in ["Usage", "OPTIONS", "COMMAND", "For more", "possible", "tip:", "value"] {
            assert!(!text.contains(english), "{english:?} in {text}");
        }
        // The same kind of error in English, with its usage where that one has it.
        let (kind, english, _) = said(En, arguments);
        assert_eq!(kind, came);
        assert_eq!(english.contains("Usage:"), text.contains("Uso:"), "{text}\n{english}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_refused_in_spanish() {
    use std::os::unix::ffi::OsStringExt;

    let arguments = ["program", "--size"].map(OsString::from).into_iter();
    let arguments = arguments.chain([OsString::from_vec(vec![0xe9])]);
    let error = try_parse_from::<Cli>(arguments, Es, SPANISH).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidUtf8);
    assert!(error.to_string().starts_with("error: un argumento no es texto en UTF-8\n\nUso: "));
}

#[test]
fn without_an_argument_the_help_is_shown() {
    let (kind, text, code) = said(Es, &[]);
    assert_eq!((kind, code), (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, 2));
    assert!(text.contains("Uso: program [OPCIONES] <COMANDO>"), "{text}");
}

#[test]
fn a_text_is_in_both_languages() {
    let odd = Said::both(&Odd(3));
    assert_eq!((odd.to_string(), odd.say(Es)), ("3 is odd".into(), "3 es impar".into()));
    assert_eq!(value::<Even>("5"), Err(Said::both(&Odd(5))));
    let n = 3;
    assert_eq!(say!(Es, "faltan {n}", "{n} are missing"), "faltan 3");
    assert_eq!(say!(En, "faltan {n}", "{n} are missing"), "3 are missing");
}
