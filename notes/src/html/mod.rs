//! The book as pages that open from the disk: no script, font or picture comes from a network.
//!
//! Why not mdBook: it binds one language, its own words are English, and it has no place for what
//! is known of a formula's line. What is left to do is thin: [pulldown-cmark](pulldown_cmark) makes
//! the HTML, minijinja the frame around it.
//!
//! | file | holds |
//! |---|---|
//! | `body` | a page's Markdown as HTML, with ids that both languages share |
//! | `formula` | formulas as MathML |
//! | `line` | what is known of a derivation's line |
//! | `figure` | figures, and what moves them |
//! | `search` | what can be searched for |
//! | `page.html`, `style.css`, `script.js` | the frame, how it looks, what moves |

mod body;
mod figure;
mod formula;
mod line;
mod search;

use crate::book::{Book, Page};
use crate::{Error, Result, files, template};
use body::Body;
use ma6202_figure::colour_rules;
use ma6202_language::Language;
use minijinja::context;
use std::path::{Path, PathBuf};

/// A page, rendered.
struct Rendered<'a> {
    page: &'a Page,
    body: Body,
}

/// Writes the pages of books into a folder, one below it for each language, and answers the first
/// page.
///
/// # Errors
/// A formula that is none, a figure that the page does not have, a file that cannot be written.
pub fn write(books: &[Book], folder: &Path) -> Result<PathBuf> {
    for book in books {
        let of_language = folder.join(book.language.code());
        let other = books.iter().find(|other| other.language != book.language);
        for (name, text) in files(book, other.map(|other| other.language))? {
            files::write(&of_language.join(name), &text)?;
        }
    }
    files::write(&folder.join("math.otf"), math_font())?;
    let first = folder.join("index.html");
    files::write(&first, &door(books)?)?;
    Ok(first)
}

/// The files of a book, each with its name.
fn files(book: &Book, other: Option<Language>) -> Result<Vec<(String, String)>> {
    let render = |page| Ok(Rendered { page, body: Body::of(page, book.language)? });
    let pages = book.pages.iter().map(render).collect::<Result<Vec<_>>>()?;
    let mut files = Vec::new();
    for (number, rendered) in pages.iter().enumerate() {
        files.push((file(rendered.page), framed(book, &pages, number, other)?));
    }
    let sections = pages.iter().map(|rendered| (rendered.page, &rendered.body.sections[..]));
    files.push(("search.js".into(), search::index(sections)));
    files.push(("style.css".into(), style()));
    files.push(("script.js".into(), include_str!("script.js").into()));
    Ok(files)
}

fn file(page: &Page) -> String {
    format!("{}.html", page.name)
}

/// A page in its frame: contents, search, the other language, the pages before and after it.
fn framed(
    book: &Book,
    pages: &[Rendered],
    number: usize,
    other: Option<Language>,
) -> Result<String> {
    let Rendered { page, body } = &pages[number];
    let entry =
        |rendered: &Rendered| [file(rendered.page), rendered.page.title().to_owned()].to_vec();
    let contents: Vec<_> = pages.iter().map(entry).collect();
    let beside = |place: Option<usize>| place.and_then(|place| contents.get(place)).cloned();
    let sections = body.sections.iter().filter(|section| section.level == 2);
    let sections: Vec<_> =
        sections.map(|section| vec![section.id.clone(), section.title.clone()]).collect();
    let values = context! {
        es => book.language == Language::Es,
        lang => book.language.code(),
        book => book.title.clone(),
        title => page.title().to_owned(),
        file => file(page),
        other => other.map(Language::code),
        before => beside(number.checked_sub(1)),
        after => beside(Some(number + 1)),
        contents,
        sections,
        body => body.html.clone(),
    };
    render("page.html", include_str!("page.html"), values)
}

/// The page that is opened first: it leads to each language.
fn door(books: &[Book]) -> Result<String> {
    let languages: Vec<_> = books
        .iter()
        .map(|book| vec![book.language.code().to_owned(), book.title.clone()])
        .collect();
    render("door.html", include_str!("door.html"), context! { languages })
}

fn render(name: &str, text: &str, values: minijinja::Value) -> Result<String> {
    template::environment().render_named_str(name, text, values).map_err(Error::page(name))
}

/// The font that formulas are set in: without one whose brackets and roots can grow, as on many
/// telephones, they would not fit around what they hold.
fn math_font() -> &'static [u8] {
    let is_it = |font: &&'static [u8]| {
        let face = ttf_parser::Face::parse(font, 0);
        let is_name = |name: ttf_parser::name::Name| {
            name.to_string().is_some_and(|name| name == "NewCMMath-Book")
        };
        face.is_ok_and(|face| face.names().into_iter().any(is_name))
    };
    let mut fonts = typst_assets::fonts();
    fonts.find(is_it).expect("a font of that crate")
}

/// How it looks, figures in the dark too.
fn style() -> String {
    format!("{}\n{}", include_str!("style.css"), colour_rules())
}
