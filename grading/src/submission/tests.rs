use std::fs;
use std::io::{Cursor, Write};

use rstest::rstest;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::name::{exercise, harmless, of_canvas, shown, unique};
use super::text::{decode, is_text};
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
    assert_eq!(harmless("ana\n\u{1b}[2J\u{202e}\u{2066}\u{200f}\u{61c}"), "ana__[2J____");
    assert_eq!(shown("Ana P\u{e9}rez\n\u{1b}[1A\u{2069}\u{200e}.rar"), "Ana P\u{e9}rez__[1A__.rar");
    assert_eq!(shown(&format!("{}.rar", "x".repeat(500))), format!("{}.rar", "x".repeat(76)));
    assert_eq!(unique("ana", &["Ana", "ana-2"]), "ana-3");
    assert_eq!(unique("Class", &[]), "Class-2");
    assert_eq!(platform("Ana_7_assignsubmission_file"), Some((Platform::Moodle, "Ana", "7")));
    assert_eq!(platform("perezana_12"), Some((Platform::Canvas, "perezana", "12")));
    assert_eq!(platform("ana"), None);
    assert_eq!(of_canvas("perezana_LATE_12_345_tarea_1"), Some("perezana_LATE_12"));
    assert_eq!(of_canvas("1_2_tarea"), None, "nobody is called by a number");
    assert_eq!(of_canvas("Ana_12_assignsubmission_file"), None);
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
        assert!(is_text(text));
    }
    // Of DOS, a Mac and an old printer, with all their letters; and what was already spoilt.
    let letters: Vec<u8> = (0x80..=0xff).chain(*b"\r\n\t\x0c\x1a").collect();
    assert!(is_text(&decode(&letters.repeat(3)).0));
    assert!(is_text(&decode("funci\u{fffd}n\r".repeat(20).as_bytes()).0));
}

/// The submissions in a folder called `tarea` with these files.
fn submissions(files: &[(&str, &[u8])]) -> Vec<Submission> {
    let folder = TempDir::new().unwrap();
    let class = folder.path().join("tarea");
    for (file, content) in files {
        let path = class.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    gather(&[class]).unwrap()
}

/// Their names, and how many answers each has.
fn counts(submissions: &[Submission]) -> Vec<(&str, usize)> {
    let count = |one: &Submission| one.answers.iter().flatten().count();
    submissions.iter().map(|one| (one.name.as_str(), count(one))).collect()
}

/// A zip with these files, each with this content.
fn zipped(files: &[&str], content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for file in files {
        zip.start_file(*file, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
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
#[case::folders_of_canvas(&["ana_1_11_tarea/exercise_1.rs", "beto_2_12_t/exercise_1.rs"],
    &[("ana_1", 1), ("beto_2", 1)])]
#[case::folders_that_look_so(&["tarea_1_2_ana/exercise_1.rs", "tarea_1_2_beto/exercise_1.rs"],
    &[("tarea_1_2_ana", 1), ("tarea_1_2_beto", 1)])]
#[case::canvas(&["ana_1_11_exercise_1.rs", "ana_1_12_exercise_2.rs", "beto_2_13_exercise_1.rs"],
    &[("ana_1", 2), ("beto_2", 1)])]
#[case::what_a_mac_adds(&["ana/exercise_1.rs", "ana/._exercise_1.rs", "beto/exercise_1.rs", ".x/exercise_1.rs"],
    &[("ana", 1), ("beto", 1)])]
#[case::what_the_grader_brings(&["Cargo.toml", "src/answers/exercise_1.rs",
    "grader/blank/exercise_2.rs", "target/exercise_3.rs"], &[("tarea", 1)])]
#[case::a_name_in_anothers_folder(&["ana/src/answers/exercise_1.rs", "eve/ana_exercise_1.rs",
    "eve/ana_exercise_2.rs"], &[("ana", 1), ("eve", 2)])]
#[case::names_in_own_folders(&["ana/ana_exercise_1.rs", "eve/eve_exercise_2.rs"],
    &[("ana", 1), ("eve", 1)])]
#[case::a_name_in_a_project(&["Cargo.toml", "src/answers/exercise_1.rs", "old_exercise_1.rs"],
    &[("tarea", 1)])]
#[case::canvas_in_a_folder(&["a/ana_1_11_exercise_1.rs", "a/beto_2_13_exercise_1.rs"],
    &[("ana_1", 1), ("beto_2", 1)])]
#[case::canvas_and_folders(&["ana_1_11_exercise_1.rs", "ana_1/notes.txt", "beto/exercise_1.rs"],
    &[("ana_1", 1), ("beto", 1)])]
#[case::called_like_a_project(&["ana/exercise_1.rs", "beto/exercise_1.rs", "src/exercise_1.rs"],
    &[("ana", 1), ("beto", 1), ("src", 1)])]
#[case::one_project(&["src/answers/exercise_1.rs", "src/old/exercise_1.rs"], &[("tarea", 1)])]
#[case::one_before(&["exercise_1.rs", "old/exercise_1.rs"], &[("tarea", 1)])]
#[case::one_beside_a_class(&["exercise_1.rs", "ana/exercise_1.rs", "beto/exercise_1.rs"],
    &[("tarea", 1), ("ana", 1), ("beto", 1)])]
fn submissions_are_told_apart(#[case] files: &[&str], #[case] expected: &[(&str, usize)]) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|file| (*file, &b"fn f() {}"[..])).collect();
    assert_eq!(counts(&submissions(&files)), expected);
}

#[test]
fn a_zip_is_what_the_folder_in_it_is() {
    let text = b"fn f() {}";
    let one = zipped(&["exercise_1.rs"], text);
    let others = zipped(&["ana_exercise_1.rs", "ana_exercise_2.rs"], text);
    let class = [("ana/exercise_1.rs", &text[..]), ("eve.zip", &others), ("src.zip", &one)];
    assert_eq!(counts(&submissions(&class)), [("ana", 1), ("eve", 2), ("src", 1)]);
    let canvas = zipped(&["ana_1_11_exercise_1.rs", "beto_2_13_exercise_1.rs"], text);
    assert_eq!(counts(&submissions(&[("all.zip", &canvas)])), [("ana_1", 1), ("beto_2", 1)]);
    let project = ["x/Cargo.toml", "x/src/answers/exercise_1.rs", "x/old/exercise_1.rs"];
    let project = zipped(&project, text);
    assert_eq!(counts(&submissions(&[("x.zip", &project)])), [("tarea", 1)]);
}

#[test]
fn who_is_named_is_nobody_else() {
    let folder = TempDir::new().unwrap();
    let paths = ["eve", "Ana"].map(|name| folder.path().join(name));
    paths.iter().for_each(|path| fs::create_dir(path).unwrap());
    fs::write(paths[0].join("ana_exercise_1.rs"), "fn f() {}").unwrap();
    fs::write(paths[1].join("exercise_1.rs"), "fn f() {}").unwrap();
    assert_eq!(counts(&gather(&paths).unwrap()), [("eve", 1), ("Ana", 1)]);
}

#[test]
fn what_is_made_to_be_endless_ends_and_leaves_something_to_others() {
    let folder = TempDir::new().unwrap();
    let many: Vec<String> = (0..150).map(|number| format!("{number}/exercise_1.rs")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let large = zipped(&many, &vec![b' '; 1 << 20]);
    fs::write(folder.path().join("abel.zip"), zipped(&["large.zip"], &large)).unwrap();
    fs::write(folder.path().join("abel_2.zip"), large).unwrap();
    fs::write(folder.path().join("exercise_1.rs"), "fn f() {}").unwrap();
    let files = find::find(folder.path()).files;
    let size = |one: &FoundFile| one.content.as_ref().map_or(0, Vec::len) as u64;
    let of = |name: &str| -> u64 {
        files.iter().filter(|one| one.folders.iter().any(|folder| folder == name)).map(size).sum()
    };
    let most = find::MOST_IN_ALL >> 20;
    assert_eq!((of("abel") >> 20, of("abel_2") >> 20), (most / 4 - 1, 3 * most / 8 - 1));
    for name in ["abel", "abel_2"] {
        let is_it = |one: &&FoundFile| one.folders.first().is_some_and(|folder| folder == name);
        let last = files.iter().rfind(is_it).unwrap();
        assert_eq!(last.content.as_ref().unwrap_err().en, "it is too large", "{name}");
    }
    assert!(files.last().unwrap().content.is_ok());
}

#[test]
fn a_large_class_of_zips_in_a_zip_is_read() {
    let photos = vec![0; 6 << 20];
    let one = [photos, zipped(&["exercise_1.rs"], b"fn f() {}")].concat();
    let students: Vec<String> = (100..160).map(|number| format!("{number}/tarea.zip")).collect();
    let students: Vec<&str> = students.iter().map(String::as_str).collect();
    let class = submissions(&[("all.zip", &zipped(&students, &one))]);
    assert!(class.iter().all(|one| one.answers[0].is_some()) && class.len() == 60);
}

#[test]
fn a_zip_of_very_many_files_is_told() {
    let many: Vec<String> = (0..140_000).map(|number| format!("{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let class = [("abel.zip", &zipped(&many, b"")[..]), ("beto/exercise_1.rs", b"fn f() {}")];
    let told = submissions(&class)[0].remarks[0].short.clone();
    assert_eq!(told.en, "abel.zip cannot be opened: it is too large");
    let deep = "x/".repeat(30_000) + "exercise_1.rs";
    let class =
        [("abel.zip", &zipped(&[&deep], b"fn f() {}")[..]), ("exercise_1.rs", b"fn f() {}")];
    assert_eq!(submissions(&class)[0].remarks, []);
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("exercise_1.rs");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink(&pipe, folder.path().join("exercise_2.rs")).unwrap();
    let (send, gathered) = std::sync::mpsc::channel();
    let paths = [folder.path().to_owned()];
    std::thread::spawn(move || send.send(gather(&paths)));
    let gathered = gathered.recv_timeout(std::time::Duration::from_secs(10));
    let submission = gathered.expect("it does not wait").unwrap().remove(0);
    for exercise in [1, 2] {
        let expected = format!("exercise_{exercise}.rs cannot be read: it is no regular file");
        assert_eq!(submission.absent[&exercise].short.en, expected);
    }
}

#[test]
fn a_link_in_a_zip_is_no_text() {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    zip.add_symlink("exercise_1.rs", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let told = submissions(&[("ana.zip", &zip)])[0].absent[&1].short.en.clone();
    assert_eq!(told, "exercise_1.rs cannot be read: it is a link to somewhere else");
}

#[test]
fn no_name_gives_orders_to_a_terminal() {
    let rar = "x\u{1b}[2J\nana: 0 of 100 points\n\u{1b}[1A\u{202e}.rar";
    let zip = zipped(&[rar, "\u{1b}[2Jeve\n_exercise_1.rs"], b"fn f() {}");
    let submissions = submissions(&[("tarea.zip", &zip)]);
    let names: Vec<&str> = submissions.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["tarea", "_[2Jeve"]);
    let told = &submissions[0].remarks[0].short.en;
    assert!(told.starts_with("x_[2J_ana: 0 of 100 points__[1A_.rar cannot be opened"), "{told}");
}

#[rstest]
#[case::nothing(b"", "exercise_3.rs est\u{e1} vac\u{ed}o", "exercise_3.rs is empty")]
#[case::spaces(b" \r\n\t", "exercise_3.rs est\u{e1} vac\u{ed}o", "exercise_3.rs is empty")]
#[case::a_mark(b"\xff\xfe", "exercise_3.rs est\u{e1} vac\u{ed}o", "exercise_3.rs is empty")]
#[case::a_program(
    b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\xe9",
    "exercise_3.rs no se puede leer: no es texto",
    "exercise_3.rs cannot be read: it is no text"
)]
#[case::zeros(
    b"\0\0\0\0",
    "exercise_3.rs no se puede leer: no es texto",
    "exercise_3.rs cannot be read: it is no text"
)]
#[case::an_icon(
    b"\0\0\x01\0\x01\0\x10\x10",
    "exercise_3.rs no se puede leer: no es texto",
    "exercise_3.rs cannot be read: it is no text"
)]
#[case::packed(
    b"\x1f\x8b\x08\x15\x9c\x16\x02\x13\xe9\x04\x05\x06\x0e\x17",
    "exercise_3.rs no se puede leer: no es texto",
    "exercise_3.rs cannot be read: it is no text"
)]
fn what_is_no_answer_is_absent(#[case] content: &[u8], #[case] es: &str, #[case] en: &str) {
    let submission = &submissions(&[("exercise_3.rs", content)])[0];
    assert_eq!(submission.answers[2], None);
    assert_eq!(submission.absent[&3].short, Said::new(es, en));
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
