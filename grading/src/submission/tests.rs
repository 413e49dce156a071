use std::fs;

use rstest::rstest;
use tempfile::TempDir;

use super::name::{exercise, harmless, unique};
use super::text::decode;
use super::*;

#[rstest]
#[case::as_it_is_called("exercise_4.rs", Some((4, None)))]
#[case::capitals("Exercise_4.RS", Some((4, None)))]
#[case::downloaded_twice("exercise_4 (1).rs", Some((4, None)))]
#[case::handed_in_again("exercise_4-2.rs", Some((4, None)))]
#[case::canvas("perezana_12_345_exercise_4.rs", Some((4, Some("perezana_12"))))]
#[case::canvas_late("perezana_LATE_12_345_exercise_4-1.rs", Some((4, Some("perezana_LATE_12"))))]
#[case::moodle("Ana P\u{e9}rez_7_assignsubmission_file_exercise_4.rs",
    Some((4, Some("Ana P\u{e9}rez_7_assignsubmission_file"))))]
#[case::no_ninth("exercise_9.rs", None)]
#[case::no_number("exercise_.rs", None)]
#[case::no_word("4.rs", None)]
#[case::another_word("myexercise_4.rs", None)]
#[case::another_kind("exercise_4.py", None)]
#[case::nothing(".rs", None)]
#[case::odd_letters("\u{1f389}4.rs", None)]
fn a_name_says_which_exercise_and_whose(
    #[case] name: &str,
    #[case] expected: Option<(usize, Option<&str>)>,
) {
    assert_eq!(exercise(name), expected);
}

#[test]
fn a_report_can_be_called_like_any_student() {
    assert_eq!(harmless("Ana P\u{e9}rez"), "Ana P\u{e9}rez");
    assert_eq!(harmless("../a/b:c?"), "_a_b_c_");
    assert_eq!(harmless(" . "), "sin nombre");
    assert_eq!(harmless(&"\u{e9}".repeat(500)).chars().count(), 80);
    assert_eq!(unique("ana", &["Ana", "ana-2"]), "ana-3");
    assert_eq!(unique("Class", &[]), "Class-2");
    assert_eq!(platform("Ana_7_assignsubmission_file"), Some((Platform::Moodle, "Ana", "7")));
    assert_eq!(platform("perezana_12"), Some((Platform::Canvas, "perezana", "12")));
    assert_eq!(platform("ana"), None);
}

#[test]
fn a_text_of_any_editor_is_read() {
    let text = "// \u{f1} = 1";
    let utf_16 =
        |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let marked = |mark: [u8; 2], bytes: Vec<u8>| [&mark[..], &bytes].concat();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), None),
        (format!("\u{feff}{text}").into_bytes(), None),
        (b"// \xf1 = 1".to_vec(), Some("Latin-1")),
        (utf_16(u16::to_le_bytes), Some("UTF-16")),
        (utf_16(u16::to_be_bytes), Some("UTF-16")),
        (marked([0xff, 0xfe], utf_16(u16::to_le_bytes)), Some("UTF-16")),
        (marked([0xfe, 0xff], utf_16(u16::to_be_bytes)), Some("UTF-16")),
    ] {
        assert_eq!(decode(&bytes), (text.to_owned(), encoding), "{bytes:x?}");
    }
}

/// The names of the submissions in a folder with these files, and how many answers each has.
fn gathered(files: &[&str]) -> Vec<(String, usize)> {
    let folder = TempDir::new().unwrap();
    let class = folder.path().join("tarea");
    for file in files {
        let path = class.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "fn f() {}").unwrap();
    }
    let submissions = gather(&[class]).unwrap();
    let count = |one: &Submission| one.answers.iter().flatten().count();
    submissions.iter().map(|one| (one.name.clone(), count(one))).collect()
}

#[rstest]
#[case::flat(&["exercise_1.rs", "exercise_2.rs"], &[("tarea", 2)])]
#[case::a_project(&["Cargo.toml", "src/answers/exercise_1.rs", "old/exercise_1.rs"], &[("tarea", 1)])]
#[case::too_deep(&["a/a/b/exercise_1.rs", "a/a/b/exercise_2.rs"], &[("tarea", 2)])]
#[case::spread(&["a/exercise_1.rs", "b/exercise_2.rs"], &[("tarea", 2)])]
#[case::a_class(&["ana/exercise_1.rs", "beto/src/answers/exercise_1.rs"], &[("ana", 1), ("beto", 1)])]
#[case::a_class_in_a_folder(&["a/ana/exercise_1.rs", "a/beto/exercise_1.rs", "a/caro/tarea.pdf"],
    &[("ana", 1), ("beto", 1), ("caro", 0)])]
#[case::reports_in_it(&["ana/exercise_1.rs", "beto/exercise_1.rs", "notas/class.json"],
    &[("ana", 1), ("beto", 1)])]
#[case::canvas(&["ana_1_11_exercise_1.rs", "ana_1_12_exercise_2.rs", "beto_2_13_exercise_1.rs"],
    &[("ana_1", 2), ("beto_2", 1)])]
#[case::what_a_mac_adds(&["ana/exercise_1.rs", "ana/._exercise_1.rs", "beto/exercise_1.rs", ".x/exercise_1.rs"],
    &[("ana", 1), ("beto", 1)])]
#[case::what_the_grader_brings(&["Cargo.toml", "src/answers/exercise_1.rs",
    "grader/blank/exercise_2.rs", "target/exercise_3.rs"], &[("tarea", 1)])]
fn submissions_are_told_apart(#[case] files: &[&str], #[case] expected: &[(&str, usize)]) {
    let expected: Vec<_> = expected.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
    assert_eq!(gathered(files), expected);
}

#[test]
fn what_is_no_submission_is_said() {
    let folder = TempDir::new().unwrap();
    let paths = [folder.path().to_owned()];
    assert!(gather(&paths).unwrap_err().to_string().contains("no answer file in"));
    fs::write(folder.path().join("tarea.rar"), "Rar!").unwrap();
    let submissions = gather(&paths).unwrap();
    assert!(submissions[0].remarks[0].short.en.contains("only folders and zips are opened"));
    fs::write(folder.path().join("tarea.zip"), "PK").unwrap();
    let submissions = gather(&paths).unwrap();
    let told: Vec<&str> =
        submissions.iter().flat_map(|s| &s.remarks).map(|r| r.short.en.as_str()).collect();
    assert!(told.iter().any(|told| told.contains("it is no whole zip")), "{told:?}");
}
