//! A small book that has everything, set by pdfLaTeX: nothing is missing, nothing sticks out, and
//! two runs give the same bytes.

use super::drawing;
use ma6202_language::{Language, Say};
use ma6202_notes::Error;
use ma6202_notes::book::{Book, Page};
use ma6202_notes::latex::{NOTES, symbols, write_book};
use ma6202_notes::pdf::typeset;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

type Check = fn() -> Vec<String>;

pub const CHECKS: [(&str, Check); 5] = [
    ("the_book", the_book),
    ("a_page_alone", a_page_alone),
    ("the_same_bytes", the_same_bytes),
    ("an_error_has_its_line", an_error_has_its_line),
    ("pictures_stand_where_they_are_told", drawing::faults),
];

/// Whether there is a pdfLaTeX.
pub fn is_there() -> bool {
    let mut version = Command::new("pdflatex");
    version.arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn the_book() -> Vec<String> {
    faults(NOTES)
}

/// Its links lead to pages that are not there.
fn a_page_alone() -> Vec<String> {
    faults("page.tex")
}

fn faults(file: &str) -> Vec<String> {
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            let folder = written(language);
            typeset(folder.path(), file).expect("a book that LaTeX accepts");
            complaints(&folder.path().join(file).with_extension("log"))
        })
        .collect()
}

fn the_same_bytes() -> Vec<String> {
    let made = || {
        let folder = written(Language::Es);
        fs::read(typeset(folder.path(), NOTES).expect("a book")).expect("its PDF")
    };
    if made() == made() { vec![] } else { vec!["two PDFs of one book differ".into()] }
}

fn an_error_has_its_line() -> Vec<String> {
    let folder = written(Language::Es);
    fs::write(folder.path().join("chapters/page.tex"), "One\n\n\\nothing\n").expect("a file");
    let said = match typeset(folder.path(), NOTES) {
        Err(error @ Error::Latex { .. }) => error.say(Language::Es),
        other => format!("{other:?}"),
    };
    let begin = r"LaTeX: ./chapters/page.tex:3: Undefined control sequence. l.3 \nothing; todo lo que dice está en ";
    if said.starts_with(begin) { vec![] } else { vec![format!("expected {begin:?}, got {said:?}")] }
}

/// What a log complains of: of boxes only if they stick out by more than 2 points.
pub(super) fn complaints(log: &Path) -> Vec<String> {
    let text = String::from_utf8_lossy(&fs::read(log).expect("a log")).into_owned();
    let is_complaint = |line: &&str| {
        let box_of = |kind| line.strip_prefix(&format!("Overfull \\{kind} (") as &str);
        let size = box_of("hbox").or(box_of("vbox")).and_then(|rest| rest.split_once("pt"));
        match size {
            Some((size, _)) => size.parse::<f64>().is_ok_and(|size| size > 2.0),
            None => {
                ["Warning", "Missing character", "undefined"].iter().any(|it| line.contains(it))
            }
        }
    };
    text.lines().filter(is_complaint).map(str::to_owned).collect()
}

pub(super) fn written(language: Language) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let all: Vec<String> = symbols::all().map(String::from).collect();
    let headings = all.chunks(25).map(|some| format!("## {}\n\n", some.join(" ")));
    let headings: String = headings.collect();
    let all = all.join(" ");
    let columns = "| word | ".to_owned() + &"a wide head of many words | ".repeat(6);
    let rows = "| one | ".to_owned() + &"some text that goes on for a while | ".repeat(6);
    let page = format!(
        "# 1. Everything\n\n{headings}{all}\n\n`{all}`\n\n```rust\n// {all}\nlet a = '\\\\'; // {}\n```\n\n\
         {TEXT}\n\n{columns}\n{}\n{}\n",
        "-".repeat(55),
        "|--".repeat(7) + "|",
        format!("{rows}\n").repeat(40),
    );
    let other = "# Other\n\n<a id=\"there\"></a>There.\n";
    let pages = [("index", "# Title\n\nAbout.\n"), ("page", &page), ("other", other)];
    let page = |(name, markdown): (&str, &str)| Page {
        name: name.into(),
        markdown: markdown.into(),
        chains: vec![],
        figures: vec![],
    };
    let pages = pages.into_iter().map(page).collect();
    let book = Book { language, title: "Title".into(), pages };
    write_book(&book, folder.path()).expect("a book that LaTeX knows");
    folder
}

const TEXT: &str = r#"
[There](other.md#there), [outside](https://example.org/a%20b#c), "quoted" 100 % & #1 a_b {c} ^ ~ \\, `torch.optim.SGD.step(learning_rate)`.

<a id="chain-a"></a>

$$\frac{\partial J}{\partial w_j}$$

$$= \begin{cases} 1 & a > 0 \\ \alpha e^a & a \le 0 \end{cases}$$

> a reason that is so long that no line of the page has room for it, whatever one does: it has to be broken, and it has $x^2$ in it

$$\le \sum_i x_{ij} y_{ij} z_{ij} + \sum_i x_{ij} y_{ij} z_{ij} + \sum_i x_{ij} y_{ij} z_{ij} + \sum_i x_{ij} y_{ij} z_{ij} + \sum_i x_{ij} y_{ij} z_{ij} + \sum_i x_{ij} y_{ij} z_{ij}$$

> another one

- […]: one
  - within

1. Why?

   <details><summary>Solución</summary>

   So:

   $$a = 0.5$$

   </details>
"#;
