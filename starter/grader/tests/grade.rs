//! The report, the mark, and what is said of a value that is not the right one; and in which
//! language.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use grader::case::Case;
use grader::error::{Error, Refusal};
use grader::judge::{Judge, Lost, outputs};
use grader::mark::{Exigencia, Mark};
use grader::report::{Graded, Hints, Remark, Report, Status};
use grader::rubric::{Check, rubric};
use grader::table::table;
use grader::text::{Language, is_order, short, shortened, text};
use grader::value::{Tolerance, Value as Given};
use ma6202_language::{Action, Say};
use serde_json::json;

/// A check of a report in which something happened to it.
fn graded(check: &Check) -> Graded {
    let (status, obtained) = match check.number {
        "1.1" => (Status::Lost, Some(shortened("[0]: NaN"))),
        "1.2" => (Status::Panicked, Some(shortened("panic: index out of bounds"))),
        "1.3" => (Status::Blank, Some(shortened("todo!()"))),
        _ => (Status::Passed, None),
    };
    let lost = status == Status::Lost;
    Graded {
        number: check.number.to_owned(),
        points: if status == Status::Passed { check.points } else { 0 },
        max_points: check.points,
        status,
        text: check.text.into(),
        with_right: check.number == "1.4",
        hint: lost.then(|| check.nudge.into()),
        formula: lost.then(|| check.formula.into()),
        expected: lost.then(|| shortened("[0]: 0.25")),
        obtained,
        printed: lost.then(|| "one\n}{ \"points\": 100 |\nthree\nfour\nfive\n".to_owned()),
        corrected: None,
    }
}

fn report() -> Report {
    let remarks =
        vec![Remark::not_compiled(8, Refusal::Words("error: expected one of".to_owned()))];
    Report::new(rubric().map(graded).collect(), remarks, "0.6".parse().unwrap(), Some(12))
}

#[test]
fn the_report_says_what_was_lost_and_why() {
    let report = report();
    let lines = |number: &str, language| {
        let check = report.checks.iter().find(|check| check.number == number).unwrap();
        check.remarks(language)
    };
    assert_eq!(
        lines("1.1", Language::En),
        "hint: What does ReLU let through, and what does it make 0?\nformula: max(0, a)\n\
         expected: [0]: 0.25\nobtained: [0]: NaN\nit printed at the end:\n\
         }{ \"points\": 100 |\nthree\nfour\nfive"
    );
    assert_eq!(lines("1.2", Language::Es), "panic: index out of bounds");
    assert_eq!(lines("1.3", Language::Es), "todo!()", "what is not begun gets no hint");
    assert!(lines("1.4", Language::Es).starts_with("bien, con respuestas correctas en lugar"));
    assert_eq!(lines("2.1", Language::Es), "");
    let table = table(&report, Language::Es);
    assert!(table.starts_with("exercise_8.rs no compila:\n\nerror: expected one of\n"), "{table}");
    assert!(
        table.contains("\n97 de 100 puntos. Nota 6.8 (exigencia 0.6).\nSemilla 12: "),
        "{table}"
    );
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let again: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!(again, report);
}

#[test]
fn a_long_text_is_shortened_to_as_much_as_there_is_room_for() {
    for (text, same) in [("ñandú", "ñandú"), ("ñandúes", "ñan …"), ("", "")] {
        assert_eq!(short(text, 5), same);
    }
}

/// Escape, bell, line separator, from right to left, isolates; no letter of any writing.
#[test]
fn an_order_is_no_letter() {
    for order in "\u{1b}\u{7}\n\u{85}\u{61c}\u{200e}\u{2028}\u{202e}\u{2066}\u{2069}".chars() {
        assert!(is_order(order), "{order:?}");
    }
    for letter in "aÑ \u{5d0}\u{4e2d}\u{200d}\u{2030}\u{2065}\u{206a}🙂".chars() {
        assert!(!is_order(letter), "{letter:?}");
    }
}

#[test]
fn hints_are_counted_from_one() {
    assert_eq!([1, 2].map(Hints::level), [Hints::Nudge, Hints::Formula]);
}

#[test]
fn a_correction_counts_and_is_told() {
    let correction = |number: &str| (number == "1.1").then(|| (1, "told me how".to_owned()));
    let corrected = report().corrected(correction);
    assert_eq!((corrected.points, &*corrected.mark), (98, "6.9"));
    let remarks = corrected.checks[0].remarks(Language::En);
    assert!(remarks.contains("corrected by hand: told me how"), "{remarks}");
}

/// f(a) = a² at some a, four times, each time with others in the last bits.
fn derivatives(value: impl Fn(f64) -> f64) -> Option<Lost> {
    derivatives_of(|a| 2.0 * a, value)
}

fn derivatives_of(right: impl Fn(f64) -> f64, value: impl Fn(f64) -> f64) -> Option<Lost> {
    let (cases, values): (Vec<Case>, Vec<Given>) = (0..4)
        .map(|k| {
            let factor = 1.0 + f64::from(k) * 3.0 * f64::EPSILON;
            let points: Vec<f64> = (1..20).map(|i| 0.37 * f64::from(i) * factor).collect();
            let right: Given = points.iter().map(|&a| right(a)).collect::<Vec<f64>>().into();
            let values: Vec<f64> = points.iter().map(|&a| value(a)).collect();
            let inputs = json!([points]);
            (Case { inputs, right: Some(right), at: vec![], twin: k > 0 }, values.into())
        })
        .unzip();
    Judge::Derived.judge(&cases, &values)
}

/// A derived formula in either precision passes; a difference does not, whatever its step.
#[test]
fn numeric_differences_are_told_from_derivatives() {
    assert_eq!(derivatives(|a| 2.0 * a), None);
    assert_eq!(derivatives(|a| f64::from(2.0 * a as f32)), None);
    // Partly in single precision.
    assert_eq!(derivatives(|a| f64::from(a as f32) * 2.0), None);
    let f = |a: f64| a * a;
    for h in [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8] {
        let central = derivatives(|a| (f(a + h) - f(a - h)) / (2.0 * h));
        let forward = derivatives(|a| (f(a + h) - f(a)) / h);
        assert!(forward.is_some(), "forward, {h}");
        // Exact for a parabola but for rounding, which is what tells them.
        assert!(central.is_some() || h > 1e-3, "central, {h}");
    }
}

/// What does not move at all may be rounded, and nothing is 0 too often.
#[test]
fn a_constant_derivative_may_be_rounded() {
    assert_eq!(derivatives_of(|_| 1000.0, |a| 1000.0 * a / a), None);
    assert_eq!(derivatives_of(|_| 0.0, |_| 0.0), None);
}

fn value(text: &str) -> Given {
    serde_json::from_str(text).unwrap()
}

/// What only something else than the answer's type sends is lost.
#[test]
fn what_has_another_form_is_lost() {
    let order = json!([2, [[0, 1]]]);
    let rows = json!([[[1.0, 0.0]], [1.0], 1]);
    for (judge, inputs, came) in [
        (Judge::OrderOrCycle, &order, "3"),
        (Judge::OrderOrCycle, &order, "[0]"),
        (Judge::OrderOrCycle, &order, "[2, [0, 1]]"),
        (Judge::OrderOrCycle, &order, "[0, [-1, 1]]"),
        (Judge::OrderOrCycle, &order, "[0, [0, 1.5]]"),
        (Judge::OrderOrCycle, &order, "[0, [0, 1e300]]"),
        (Judge::Separates, &rows, "3"),
        (Judge::Separates, &rows, "[1]"),
        (Judge::Separates, &rows, "[1, 0, 0]"),
        (Judge::Xor, &order, "3"),
        (Judge::Xor, &order, "[[[1, 1]], [1], [1], 0]"),
        (Judge::Xor, &order, "[[[1, 1], [1, 1]], [1, 1], [1], 0]"),
        (Judge::Xor, &order, "[[[1, 1], [1]], [1, 1], [1, 1], 0]"),
        (Judge::Network, &order, "[[1, 2], [1], [1, 2], 0]"),
        (Judge::Network, &order, "[[1, 2], [1, 2], [1], 0]"),
        (Judge::Network, &order, "[[1], [0], [1], 0]"),
        (Judge::Network, &order, "7"),
    ] {
        let right = Some(value("[[1, 2], [0, 0], [1, 1], 0]"));
        let case = Case { inputs: inputs.clone(), right, at: vec![0.5], twin: false };
        assert!(judge.judge(&[case], &[value(came)]).is_some(), "{judge:?} takes {came}");
    }
}

/// c + Σ v σ(wx + b), by mpmath: 0.5 + 3 / (1 + exp(-(2 * 0.25 + 1))) - 1 / (1 + exp(0.75)).
#[test]
fn a_network_has_its_outputs() {
    let network = value("[[2, -3], [1, 0], [3, -1], 0.5]");
    let (neurons, y) = outputs(&network, &[0.25]).unwrap();
    assert_eq!(neurons, 2);
    assert!((y[0] - 2.631902127756324).abs() < 1e-15, "{}", y[0]);
}

/// The scale that Chilean schools print: 100 points, 60 % for a 4.0, half a tenth rounded up.
#[test]
fn the_mark_is_that_of_the_printed_scales() {
    let sixty: Exigencia = "0.6".parse().unwrap();
    let printed = [
        (0, "1.0"),
        (1, "1.1"),
        (10, "1.5"),
        (20, "2.0"),
        (25, "2.3"),
        (30, "2.5"),
        (45, "3.3"),
        (50, "3.5"),
        (59, "4.0"),
        (60, "4.0"),
        (61, "4.1"),
        (62, "4.2"),
        (70, "4.8"),
        (75, "5.1"),
        (80, "5.5"),
        (90, "6.3"),
        (98, "6.9"),
        (99, "6.9"),
        (100, "7.0"),
    ];
    for (points, mark) in printed {
        assert_eq!(Mark::new(points, 100, sixty).to_string(), mark, "{points} points");
    }
    let half: Exigencia = "0.5".parse().unwrap();
    let of_thirty = [(0, "1.0"), (7, "2.4"), (15, "4.0"), (16, "4.2"), (29, "6.8"), (30, "7.0")];
    for (points, mark) in of_thirty {
        assert_eq!(Mark::new(points, 30, half).to_string(), mark, "{points} of 30");
    }
}

/// Against the definition, in fractions with no rounding but the last.
#[test]
fn no_mark_is_off_by_a_rounding() {
    for e in [1, 125, 333, 500, 600, 667, 999] {
        let exigencia: Exigencia = format!("0.{e:03}").parse().unwrap();
        for all in 1..=40u64 {
            for p in 0..=all {
                // The mark is m tenths if m - 1/2 ≤ 10 mark < m + 1/2.
                let (above, below) = (1000 * p >= e * all, e * all);
                let (numerator, denominator) = if above {
                    (40 * (1000 - e) * all + 30 * (1000 * p - below), (1000 - e) * all)
                } else {
                    (10 * below + 30_000 * p, below)
                };
                let tenths = (0..=70).find(|m| numerator * 2 < (2 * m + 1) * denominator).unwrap();
                let mark = Mark::new(p as u32, all as u32, exigencia).to_string();
                assert_eq!(mark, format!("{}.{}", tenths / 10, tenths % 10), "{p} of {all}, {e}");
            }
        }
    }
}

#[test]
fn an_exigencia_is_a_fraction_with_three_decimals() {
    for (text, same) in [("0.6", "0.6"), (".6", "0.6"), ("0.600", "0.6"), ("0.55", "0.55")] {
        assert_eq!(text.parse::<Exigencia>().unwrap().to_string(), same);
    }
    for text in ["0", "0.0", "1", "1.0", "60", "0.6001", "-0.6", "0,6", "0.", "", "0.+6", "nan"] {
        let refused = text.parse::<Exigencia>().unwrap_err().to_string();
        assert!(refused.contains("0.6") && refused.ends_with(&format!("not {text}")), "{refused}");
    }
    assert_eq!(Mark::new(0, 0, "0.6".parse().unwrap()).to_string(), "7.0");
    assert_eq!(Mark::new(9, 5, "0.6".parse().unwrap()).to_string(), "7.0");
}

#[test]
fn two_values_differ_at_the_first_place_that_does() {
    let told = |expected: &str, obtained: &str| {
        let difference = value(expected).difference(&value(obtained), Tolerance::OfLargest);
        difference.map(|(expected, obtained)| format!("{}; {}", expected.en, obtained.en))
    };
    let differs = |text: &str| Some(text.to_owned());
    assert_eq!(told("[1, 2]", "[1, 2, 3]"), differs("2 entries; 3 entries"));
    assert_eq!(told("[[1], [2, 4]]", "[[1], [2]]"), differs("[1]: 2 entries; [1]: 1 entries"));
    assert_eq!(told("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]"), differs("[1][1]: 4; [1][1]: 5"));
    assert_eq!(told("1.5", "\"NaN\""), differs("1.5; NaN"));
    assert_eq!(told("0.00001", "20000000"), differs("1.000000e-5; 2.000000e7"));
    assert_eq!(told("0", "100"), differs("0; 100"));
    // Of the largest: what is small beside it may be off, what is small by itself may not.
    assert_eq!(told("[1000, 0]", "[1000, 0.009]"), None);
    assert_eq!(told("0.001", "0.001005"), differs("0.001; 0.001005"));
}

#[test]
fn an_error_is_said_in_both_languages() {
    let io = io::Error::from_raw_os_error(2);
    let words = |words: &str| Error::NotBuilt(Refusal::Words(words.to_owned()));
    for (error, es, en) in [
        (
            Error::io(Action::Read, "here")(io),
            "no se pudo leer here: no existe",
            "could not read here: No such file or directory (os error 2)",
        ),
        (
            Error::NoSandbox { why: text("no se encontró", "not found").into() },
            "--sandbox necesita bubblewrap (no se encontró).\n  Para arreglarlo: ",
            "--sandbox needs bubblewrap (not found).\n  To mend it: ",
        ),
        (
            words("error: x"),
            "las respuestas no se pueden compilar: error: x",
            "the answers cannot be compiled: error: x",
        ),
        (
            Error::NotBuilt(Refusal::TooLong(60)),
            "las respuestas no se pueden compilar: el compilador no terminó en 60 s",
            "the answers cannot be compiled: the compiler was not done after 60 s",
        ),
        (
            Error::Exigencia("7".to_owned()),
            "la exigencia es una fracción de los puntos entre 0.001 y 0.999",
            "the exigencia must be a fraction of the points between 0.001 and 0.999",
        ),
    ] {
        assert!(error.say(Language::Es).starts_with(es), "{}", error.say(Language::Es));
        assert!(error.to_string().starts_with(en), "{error}");
    }
    let remark = Remark::not_compiled(3, Refusal::Includes(PathBuf::from("/a")));
    let said = "exercise_3.rs no compila: incluye /a, que no se entregó";
    assert_eq!((&*remark.short.es, remark.words), (said, None));
}

/// What the program says that grades where it lies, in an environment of this language.
fn grade(environment: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grade"));
    let output = command.args(arguments).env("LC_ALL", environment).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn the_program_speaks_the_language_of_the_environment_unless_it_is_told_another() {
    let missing = ["--project", "nowhere"];
    let (es, en) = ("error: no se pudo encontrar nowhere: no existe\n", "error: could not find");
    for (environment, lang, words) in [
        ("es_CL.UTF-8", &[][..], es),
        ("C", &[], es),
        ("en_US.UTF-8", &[], en),
        ("en_US.UTF-8", &["--lang", "es"], es),
        ("es_CL.UTF-8", &["--lang=en"], en),
    ] {
        let (code, said) = grade(environment, &[&missing[..], lang].concat());
        assert!(code == Some(2) && said.starts_with(words), "{said}");
    }
    let (code, said) = grade("C", &["--exigencia", "6"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("'6' no es un valor de '--exigencia <F>': la exigencia es"), "{said}");
    let (code, said) = grade("C", &["--help"]);
    assert!(code == Some(0) && said.contains("Uso: grade [OPCIONES]"), "{said}");
}
