//! What a chapter says of a figure to who cannot see it.

use super::events;
use crate::Result;
use crate::language::Language;
use ma6202_figure::{Description, Svg};
use ma6202_formula::Formula;
use pulldown_cmark::{Event, Tag, TagEnd};

/// A figure of a chapter: its name, and what is said of it to who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureText {
    pub what: String,
    pub description: String,
}

impl FigureText {
    /// How the names of its files begin: "exercise_3_box.es".
    pub fn stem(&self, exercise: u32, language: Language) -> String {
        format!("exercise_{exercise}_{}.{}", self.what, language.code())
    }

    /// The picture with this description, and its numbers as the language writes them.
    ///
    /// # Errors
    /// A picture without a title, a description that is blank.
    pub fn told_by(&self, picture: Svg, stem: &str, language: Language) -> Result<Svg> {
        let title = picture.title().to_owned();
        let (language, code) = (language, language.code());
        let description = Description { language: code, title: &title, text: &self.description };
        let picture = match language {
            Language::Es => picture.with_decimal_comma(),
            Language::En => picture,
        };
        Ok(picture.described(stem, description)?)
    }
}

/// The figures of a chapter, in order, each with its description.
pub fn described(markdown: &str) -> Vec<FigureText> {
    let (mut all, mut open) = (Vec::new(), None::<FigureText>);
    for event in events(markdown) {
        let said = match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                open = Some(FigureText { what: what(&dest_url), description: String::new() });
                continue;
            }
            Event::End(TagEnd::Image) => {
                all.extend(open.take());
                continue;
            }
            Event::Text(text) | Event::Code(text) => text.into_string(),
            Event::InlineMath(latex) => {
                Formula::parse(&latex).map_or(latex.to_string(), |formula| formula.unicode_line())
            }
            Event::SoftBreak => " ".into(),
            _ => continue,
        };
        if let Some(figure) = &mut open {
            figure.description += &said;
        }
    }
    all
}

/// "box" of "figures/exercise_3_box.es.svg".
fn what(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.splitn(3, '_').last().unwrap_or_default().to_owned()
}
