use crate::error::expect_setting;
use crate::svg::Svg;
use crate::{Error, Result};

/// What a figure says to those who cannot see it: a screen reader reads both texts, in their
/// language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Description<'a> {
    /// The language of both texts, as HTML names it: `es`, `es-CL`.
    pub language: &'a str,
    /// What is pictured, in a few words.
    pub title: &'a str,
    /// What there is to see.
    pub text: &'a str,
}

impl Svg {
    /// The same picture with a title and a description, its root's first elements.
    ///
    /// They are found by their `id`s, `<name>-title` and `<name>-desc`: pictures on one page of
    /// HTML need different names, as the beginnings of their files' names are, which [`Svg::save`]
    /// is given too.
    ///
    /// # Errors
    /// A name other than a letter of ASCII and then letters, digits, `_`, `-` and `.`; a language
    /// that is none; a title or a text that is blank, or has a character that XML has not; a
    /// picture that is described already.
    pub fn described(self, name: &str, description: Description) -> Result<Svg> {
        let Description { language, title, text } = description;
        let expected = "a letter of ASCII, then letters, digits, '_', '-' and '.'";
        expect_setting("name of a described figure", expected, format!("{name:?}"), is_id(name))?;
        let expected = "a language's tag, such as es or es-CL";
        let got = format!("{language:?}");
        expect_setting("language of a figure", expected, got, is_language(language))?;
        let title = element("title", name, title)?;
        let text = element("desc", name, text)?;

        // plotters begins with the root, whose attributes have no '>' in them.
        let (root, rest) = self.text.split_once('>').expect("a root");
        if root.contains(" role=") {
            return Err(Error::Figure(format!("{name}: it is described already")));
        }
        let text = format!(
            "{root} xml:lang=\"{language}\" lang=\"{language}\" role=\"img\" \
             aria-labelledby=\"{name}-title {name}-desc\">\n{title}\n{text}{rest}"
        );
        Ok(Svg { text, ..self })
    }
}

/// Whether it can be a part of an `id`, and of a list of them.
fn is_id(name: &str) -> bool {
    let is_sound = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_sound)
}

/// Whether it has the form of BCP 47: the language's letters, then parts that say more.
fn is_language(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let language = tag.split('-').next().unwrap_or_default();
    let is_word = language.len() >= 2 && language.chars().all(|c| c.is_ascii_alphabetic());
    is_word && tag.split('-').all(is_part)
}

/// One of the two elements.
fn element(kind: &str, name: &str, text: &str) -> Result<String> {
    let what = format!("<{kind}> of {name}");
    expect_setting(&what, "a text", "a blank one", !text.trim().is_empty())?;
    let other = text.chars().find(|c| !is_of_xml(*c));
    let got = format!("{:?}", other.unwrap_or_default());
    expect_setting(&what, "characters that XML has", got, other.is_none())?;
    Ok(format!("<{kind} id=\"{name}-{kind}\">{}</{kind}>", escaped(text)))
}

/// Production 2, `Char`, of XML 1.0; a `char` is no surrogate.
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            // Bare, it would be read as a new line.
            '\r' => safe += "&#13;",
            c => safe.push(c),
        }
    }
    safe
}
