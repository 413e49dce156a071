//! A page that is wrong in one place: the check that is meant to see it must say so.

use crate::made::Book;
use crate::page::{CHECKS, Check};

/// A change that makes a book wrong.
pub struct Spoil {
    pub name: &'static str,
    /// The name of the check that sees it.
    by: &'static str,
    file: &'static str,
    /// Of this the first place is replaced.
    from: &'static str,
    to: &'static str,
    /// What the check says.
    says: &'static str,
}

/// A figure that moves, put into a page: two sliders, of two places and of three.
pub const MOVING: &str = include_str!("moving.html");
/// The page that it is put into, and where.
pub const MOVING_PAGE: (&str, &str) = ("es/sources.html", "<footer>");

/// The book with a figure that moves, whether it has others or not.
pub fn with_moving(book: &Book) -> Book {
    let mut book = book.clone();
    let (name, place) = MOVING_PAGE;
    for name in [name.to_owned(), name.replace("es/", "en/")] {
        let language = name[..2].to_owned();
        if let Some(page) = book.files.get_mut(&name) {
            let figure = MOVING.replace("lang=\"es\"", &format!("lang=\"{language}\""));
            *page = page.replacen(place, &format!("{figure}{place}"), 1);
        }
    }
    book
}

impl Spoil {
    /// A fault if the check finds one before, or does not say what it should after.
    pub fn faults(&self, book: &Book) -> Vec<String> {
        let (_, check) = CHECKS.iter().find(|(name, _)| *name == self.by).expect("a check");
        let book = with_moving(&self.some(book));
        let before = check(&book);
        let mut wrong = book;
        let file = wrong.files.get_mut(self.file).expect("a file of the book");
        let spoiled = file.replacen(self.from, self.to, 1);
        if *file == spoiled {
            return vec![format!("{} has nothing to spoil: {}", self.file, self.from)];
        }
        *file = spoiled;
        self.judged(*check, &before, &wrong)
    }

    /// What is spoiled, the same in the other language, and what is quickly read.
    fn some(&self, book: &Book) -> Book {
        const SHORT: usize = 40_000;
        let other = self.file.replace("es/", "en/");
        let is_kept =
            |name: &str, text: &str| text.len() < SHORT || [self.file, &*other].contains(&name);
        let kept = book.files.iter().filter(|(name, text)| is_kept(name, text));
        Book { files: kept.map(|(name, text)| (name.clone(), text.clone())).collect() }
    }

    fn judged(&self, check: Check, before: &[String], wrong: &Book) -> Vec<String> {
        let after = check(wrong);
        let new: Vec<&String> = after.iter().filter(|fault| !before.contains(fault)).collect();
        if new.iter().any(|fault| fault.contains(self.says)) {
            return Vec::new();
        }
        vec![format!("expected {:?} of {}, got {new:?}", self.says, self.by)]
    }
}

const fn spoil(
    name: &'static str,
    by: &'static str,
    file: &'static str,
    [from, to]: [&'static str; 2],
    says: &'static str,
) -> Spoil {
    Spoil { name, by, file, from, to, says }
}

const TREE: &str = "a_parser_sees_what_is_written";
const OUTLINE: &str = "pages_have_names_and_an_outline";
const LINKS: &str = "links_lead_somewhere";
const NETWORK: &str = "nothing_comes_from_a_network";
const PICTURES: &str = "pictures_say_what_they_show";
const MOVES: &str = "a_figure_that_moves_has_a_frame_for_each_place";
const GLOSSARY: &str = "the_glossary_is_for_its_reader";
const MATHML: &str = "formulas_are_mathml_core";
const LANGUAGES: &str = "both_languages_have_the_same";

const INDEX: &str = "es/index.html";
const CHAPTER: &str = "es/exercise_4_linear.html";
const SOURCES: &str = MOVING_PAGE.0;

#[rustfmt::skip]
pub const SPOILS: [Spoil; 52] = [
    spoil("a_block_in_a_paragraph", TREE, INDEX, ["<p>", "<p><div></div>"], "written and seen differ"),
    spoil("text_in_a_table", TREE, CHAPTER, ["<tbody>", "<p>x</p><tbody>"], "the parser says"),
    spoil("a_tag_left_open", TREE, INDEX, ["</li>", ""], "closes Some(\"li\")"),
    spoil("an_attribute_twice", TREE, INDEX, ["<main id=\"main\"", "<main id=\"main\" id=\"other\""], "the parser says"),
    spoil("no_doctype", TREE, INDEX, ["<!doctype html>\n", ""], "no doctype"),
    spoil("no_title", OUTLINE, INDEX, ["<title>", "<meta name=\"title\"><!--"], "0 × head > title"),
    spoil("two_headings_of_the_page", OUTLINE, INDEX, ["<h2", "<h1>x</h1><h2"], "2 × h1"),
    spoil("a_level_left_out", OUTLINE, INDEX, ["<h2", "<h3>x</h3><h2"], "after h1"),
    spoil("another_language", OUTLINE, INDEX, ["lang=\"es\"", "lang=\"en\""], "its language is"),
    spoil("an_unlabelled_input", OUTLINE, INDEX, ["for=\"search\"", ""], "has no label"),
    spoil("an_unlabelled_group", OUTLINE, CHAPTER, ["role=\"group\" tabindex=\"0\" aria-label", "role=\"group\" tabindex=\"0\" title"], "has no label"),
    spoil("a_link_that_says_nothing", OUTLINE, INDEX, ["<footer>", "<footer><a href=\"index.html\"></a>"], "says nothing"),
    spoil("an_id_twice", "ids_are_of_one_element", CHAPTER, ["id=\"idea\"", "id=\"question\""], "2 × id"),
    spoil("a_title_twice", "titles_differ", "es/glossary.html", ["<title>Glosario", "<title>Datos, citas y licencias"], "are both"),
    spoil("no_such_page", LINKS, INDEX, ["href=\"slips.html\"", "href=\"slip.html\""], "there is no file es/slip.html"),
    spoil("no_such_section", LINKS, CHAPTER, ["href=\"#idea\"", "href=\"#ideas\""], "has no element"),
    spoil("no_such_script", LINKS, INDEX, ["src=\"script.js\"", "src=\"scripts.js\""], "there is no file"),
    spoil("no_such_label", LINKS, INDEX, ["for=\"search\"", "for=\"find\""], "no element is \"find\""),
    spoil("a_picture_named_by_nobody", LINKS, CHAPTER, ["aria-labelledby=\"", "aria-labelledby=\"no-"], "no element is"),
    spoil("elsewhere", LINKS, SOURCES, ["https://doi.org", "https://example.org"], "not one of the allowed hosts"),
    spoil("not_encrypted", LINKS, SOURCES, ["https://doi.org", "http://doi.org"], "there is no file"),
    spoil("a_font", NETWORK, "es/style.css", ["body {", "@font-face { src: url(https://example.org/a.woff2) } body {"], "url(https"),
    spoil("an_import", NETWORK, "es/style.css", ["body {", "@import \"a.css\"; body {"], "@import"),
    spoil("a_script", NETWORK, INDEX, ["src=\"script.js\"", "src=\"https://example.org/script.js\""], "src in <script"),
    spoil("a_stylesheet", NETWORK, INDEX, ["href=\"style.css\"", "href=\"//example.org/style.css\""], "href in <link"),
    spoil("a_request", NETWORK, "es/script.js", ["\"use strict\";", "fetch(\"search.json\");"], "has fetch("),
    spoil("code_in_the_index", NETWORK, "es/search.js", ["];\n", "]; alert();\n"], "and a list"),
    spoil("a_script_in_the_page", NETWORK, INDEX, ["<footer>", "<script>alert()</script><footer>"], "a script in"),
    spoil("a_style_in_the_page", NETWORK, INDEX, ["<footer>", "<p style=\"background: url(a.png)\"></p><footer>"], "url(a.png"),
    spoil("a_script_in_a_tag", NETWORK, INDEX, ["<footer>", "<footer onclick=\"alert()\">"], "a script in"),
    spoil("no_description", PICTURES, CHAPTER, ["<desc ", "<metadata "], "no description"),
    spoil("no_title_of_a_picture", PICTURES, CHAPTER, ["<svg width=\"720\"", "<svg aria-hidden=\"true\"><desc>"], "no title"),
    spoil("a_part_of_another_picture", PICTURES, CHAPTER, ["href=\"#exercise_4_paths-drawn\"", "href=\"#exercise_4_rates-drawn\""], "no part of its figure"),
    spoil("a_bare_picture", PICTURES, INDEX, ["<footer>", "<img src=\"style.css\" alt=\"\"><footer>"], "no inline SVG"),
    spoil("a_picture_in_another_language", PICTURES, CHAPTER, ["xml:lang=\"es\" lang=\"es\"", "lang=\"en\""], "its language"),
    spoil("a_frame_of_no_place", MOVES, SOURCES, ["data-frames=\"0 1 2\"", "data-frames=\"0 1 7\""], "6 frames, parts of"),
    spoil("no_frame_shown", MOVES, SOURCES, ["class=\"frame shown\"", "class=\"frame\""], "is the first"),
    spoil("a_frame_that_says_nothing", MOVES, SOURCES, ["\"a = 0, b = 2\"", "\"\""], "says nothing"),
    spoil("a_place_without_a_text", MOVES, SOURCES, [",\"a = 0, b = 2\"", ""], "6 places, 5 texts"),
    spoil("a_slider_too_long", MOVES, SOURCES, ["max=\"2\"", "max=\"3\""], "its slider is"),
    spoil("a_slider_unread", MOVES, SOURCES, [" aria-valuetext=\"b = 1\"", ""], "its slider is"),
    spoil("controls_without_a_script", MOVES, SOURCES, ["aria-label=\"mueve la figura\" hidden", "aria-label=\"mueve la figura\""], "without a script"),
    spoil("another_output", MOVES, SOURCES, [">a = 1, b = 1<", ">a = 1, b = 2<"], "and its first frame"),
    spoil("mathml_of_old", MATHML, CHAPTER, ["<mrow>", "<mfenced></mfenced><mrow>"], "no element of MathML Core"),
    spoil("a_third_child", MATHML, CHAPTER, ["<mfrac>", "<mfrac><mn>0</mn>"], "mfrac has 3 children"),
    spoil("bold_by_an_attribute", MATHML, CHAPTER, ["<mi>", "<mi mathvariant=\"bold\">"], "means nothing"),
    spoil("text_outside_of_a_token", MATHML, CHAPTER, ["<mrow>", "<mrow>x"], "text is in a token"),
    spoil("the_other_language_first", GLOSSARY, "es/glossary.html", ["<td data-head=\"español\">", "<td data-head=\"inglés\">"], "is not said in español first"),
    spoil("a_letter_of_no_derivation", GLOSSARY, "es/glossary.html", [" desde la derivada de identity", ""], "of which derivation"),
    spoil("a_section_in_one_language", LANGUAGES, CHAPTER, ["<h2 id=\"idea\"", "<h2 id=\"ideas\""], "exercise_4_linear.html, part"),
    spoil("a_formula_in_one_language", LANGUAGES, CHAPTER, ["<math>", "<math></math><math>"], "formulas"),
    spoil("another_id_in_one_language", LANGUAGES, INDEX, ["<h2 id=\"top-1\">", "<h2 id=\"top-9\">"], "index.html, part"),
];
