//! Where pictures stand: where they are told, smaller if need be, or at the head of the next page,
//! none before another that waits.

use super::typeset::{complaints, written};
use ma6202_language::Language;
use ma6202_notes::latex::NOTES;
use ma6202_notes::pdf::typeset;
use std::fs;
use std::path::Path;

/// A picture after so much of a page, in points, how high it is itself, and on which page after
/// that it stands.
struct Told {
    after: u32,
    height: u32,
    pages: u32,
}

const ALL: [Told; 5] = [
    Told { after: 200, height: 400, pages: 0 },
    // Made smaller.
    Told { after: 380, height: 400, pages: 0 },
    // Too high even so: the text goes on below it.
    Told { after: 440, height: 400, pages: 1 },
    // Nothing goes on in the little that is left.
    Told { after: 570, height: 400, pages: 1 },
    // As high as a page.
    Told { after: 300, height: 900, pages: 1 },
];

pub fn faults() -> Vec<String> {
    let folder = written(Language::Es);
    let mut page = String::from("\\chapter{4. Pictures}\n\\label{page}\\drawingsof{4.}\n");
    for (number, Told { after, height, .. }) in ALL.iter().enumerate() {
        let picture = format!("figures/{height}.pdf");
        draw(folder.path(), &picture, *height);
        // A small one after each, for which there would be room.
        draw(folder.path(), "figures/100.pdf", 100);
        page += &format!(
            "\\clearpage\\place{{told:{number}}}\\vbox to {after}pt{{}}\n\
             \\drawing{{{picture}}}{{Title}}{{What there is to see.}}{{k = 2. It moves.}}\n\
             \\drawing{{figures/100.pdf}}{{Title}}{{A small one.}}{{}}\n"
        );
    }
    fs::write(folder.path().join("chapters/page.tex"), page).expect("a file");
    typeset(folder.path(), NOTES).expect("a book that LaTeX accepts");
    let mut faults = complaints(&folder.path().join(NOTES).with_extension("log"));
    let aux = fs::read_to_string(folder.path().join("chapters/page.aux")).expect("labels");
    for (number, Told { pages, .. }) in ALL.iter().enumerate() {
        let told = page_of(&aux, &format!("told:{number}"));
        let [high, small] =
            [2 * number + 1, 2 * number + 2].map(|n| page_of(&aux, &format!("drawing:4.{n}")));
        if high != told + pages || small < high {
            faults.push(format!("{number}: on {told}, {high}, {small}, expected {pages} more"));
        }
    }
    faults
}

/// Where a label is: `\newlabel{name}{{number}{page}…`.
fn page_of(aux: &str, label: &str) -> u32 {
    let after = aux.split(&format!("\\newlabel{{{label}}}{{{{")).nth(1).expect("a label");
    let page = after.split(['{', '}']).nth(2).expect("its page");
    page.parse().expect("a number")
}

/// A picture of the width of ours.
fn draw(folder: &Path, name: &str, height: u32) {
    let tex = format!(
        "\\pdfpagewidth540bp \\pdfpageheight{height}bp \\shipout\\hbox{{}}\\csname @@end\\endcsname\n"
    );
    let path = folder.join(name).with_extension("tex");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, tex).expect("a file");
    typeset(path.parent().expect("a folder"), &format!("{height}.tex")).expect("a picture");
}
