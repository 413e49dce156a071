//! A student's project, handed out and graded where it lies.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use grader::build::{PROFILE, file_name};
use grader::project::Project;
use grader::report::{Hints, Status};
use grading::handout;

use crate::{program, root};

#[test]
fn a_student_grades_his_own_answers() {
    let root = root();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("student");
    let _ = fs::remove_dir_all(&folder);
    handout::make(&root, &folder).unwrap();
    // What he would wait for the first time.
    let prepared = Command::new(program()).arg("prepare").status().unwrap();
    assert!(prepared.success());
    fs::create_dir_all(folder.join("target/grade")).unwrap();
    let copied = Command::new("cp")
        .arg("-a")
        .arg(root.join("target/grade/libraries/build"))
        .arg(folder.join("target/grade/build"))
        .status()
        .unwrap();
    assert!(copied.success());

    // What he gets compiles without a warning.
    let build = ["build", "--quiet", "--package", "ma6202-starter", "--message-format=json"];
    let said = Command::new(env!("CARGO"))
        .args(build)
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target/grade/build"))
        // As the grader compiles: what it needs is there already.
        .envs(PROFILE)
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let said = String::from_utf8(said.stdout).unwrap();
    let warning = said.lines().find(|line| line.contains("\"reason\":\"compiler-message\""));
    assert_eq!((warning, said.is_empty()), (None, false));

    let mut project = Project::open(&folder, program(), Duration::from_secs(5)).unwrap();
    let all: BTreeSet<usize> = (1..=8).collect();
    let mut grade = |hints| {
        let start = Instant::now();
        let report = project.grade(project.answers(), &all, hints, "0.6".parse().unwrap()).unwrap();
        (report, start.elapsed())
    };
    let (blank, first) = grade(Hints::Nudge);
    assert_eq!((blank.points, &*blank.mark, blank.seed), (0, "1.0", None));
    for check in &blank.checks {
        assert_eq!((check.status, &check.hint, &check.formula), (Status::Blank, &None, &None));
    }

    let write = |exercise: usize, text: &str| {
        fs::write(folder.join("src/answers").join(file_name(exercise)), text).unwrap();
    };
    let solution = |exercise: usize| {
        fs::read_to_string(root.join("starter/src/answers").join(file_name(exercise))).unwrap()
    };
    (1..=8).for_each(|exercise| write(exercise, &solution(exercise)));
    let (solved, _) = grade(Hints::Nudge);
    assert_eq!((solved.points, &*solved.mark), (100, "7.0"));

    // Saved with a mistake: only that exercise is graded again, which is sooner done.
    let half = solution(4).replacen("* (2.0 / x.nrows()", "* (1.0 / x.nrows()", 1);
    write(4, &half);
    let (report, again) = grade(Hints::Nudge);
    assert!(again < first, "{again:?}, and {first:?} for all");
    let of = |number: &str| report.checks.iter().find(|check| check.number == number).unwrap();
    let told = |number: &str| of(number).hint.as_ref().unwrap().en.clone();
    assert_eq!(told("4.2"), "The factor 2 is missing");
    assert_eq!((told("4.3"), &of("4.3").formula), ("first 4.2".to_owned(), &None));
    assert_eq!(of("4.2").formula, None, "the first time");
    assert_eq!(of("1.1").status, Status::Passed);
    // The same wrong value once more: the formula.
    write(4, &half.replacen("//! Ejercicio 4", "//! Ejercicio  4", 1));
    let (report, _) = grade(Hints::Nudge);
    let check = report.checks.iter().find(|check| check.number == "4.2").unwrap();
    assert_eq!(check.formula.as_ref().unwrap().en, "(2/n) Xᵀ(Xw - t)");
    // One that does not compile costs itself.
    write(4, "pub fn");
    let (report, _) = grade(Hints::Nudge);
    assert_eq!(
        (report.points, report.remarks[0].short.en.as_str()),
        (87, "exercise_4.rs does not compile")
    );
    // So does one that includes what is not handed in, whatever way leads there.
    let relative = "../../../../../README.md".to_owned();
    for path in [folder.join("README.md").display().to_string(), relative] {
        write(4, &format!("{}const X: &str = include_str!({path:?});\n", solution(4)));
        let (report, _) = grade(Hints::Nudge);
        let told = &report.remarks[0].short.en;
        assert!(report.points == 87 && told.contains(": it includes /"), "{told}");
    }
}
