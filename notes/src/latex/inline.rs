//! What stands within a line: words, formulas, links; and pictures, which stand where words do.

use super::body::Writer;
use super::symbols;
use super::text;
use crate::book::{FIGURES, Target, sentence};
use crate::{Error, Result};
use ma6202_exercises::chapter::anchor;
use ma6202_formula::Formula;
use pulldown_cmark::{Event, Tag, TagEnd};

impl<'a> Writer<'a> {
    /// What there is up to an end, which is taken too.
    pub fn until(&mut self, end: TagEnd) -> Result<String> {
        let mut latex = String::new();
        while let Some(event) = self.next().filter(|event| *event != Event::End(end)) {
            latex += &self.inline(event)?;
        }
        Ok(latex)
    }

    /// The same, for a heading: a bookmark cannot show formulas.
    pub fn title(&mut self, end: TagEnd) -> Result<String> {
        let mut latex = String::new();
        while let Some(event) = self.next().filter(|event| *event != Event::End(end)) {
            latex += &match event {
                Event::InlineMath(math) => {
                    let plain = Formula::parse(&math)?.unicode_line();
                    let plain = text::prose(self.known(&plain)?);
                    format!(r"\texorpdfstring{{${}$}}{{{plain}}}", self.formula(&math)?)
                }
                other => self.inline(other)?,
            };
        }
        Ok(latex)
    }

    pub fn inline(&mut self, event: Event<'a>) -> Result<String> {
        Ok(match event {
            // Half a formula, as where | ends a cell of a table.
            Event::Text(words) if words.contains('$') => {
                return Err(Error::untold(&self.page.name, words));
            }
            Event::Text(words) => text::prose(self.known(&words)?),
            Event::Code(code) => text::code(self.known(&code)?),
            Event::InlineMath(math) => format!("${}${}", self.formula(&math)?, self.equation()),
            Event::DisplayMath(math) => format!("\\[\n  {}\n\\]\n", self.formula(&math)?),
            Event::SoftBreak => "\n".into(),
            Event::HardBreak => "\\\\\n".into(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html)?,
            Event::Start(Tag::Emphasis) => {
                format!(r"\emph{{{}}}", self.until(TagEnd::Emphasis)?)
            }
            Event::Start(Tag::Strong) => format!(r"\textbf{{{}}}", self.until(TagEnd::Strong)?),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let words = self.until(TagEnd::Link)?;
                self.link(&dest_url, &words)?
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.until(TagEnd::Image)?;
                self.picture(&dest_url)?
            }
            other => return Err(Error::untold(&self.page.name, format!("{other:?}"))),
        })
    }

    /// The sign of an equation between a formula and its value, which stay together.
    fn equation(&mut self) -> &'static str {
        match self.events.get_mut(self.at) {
            Some(Event::Text(text)) if text.starts_with(" = ") => {
                *text = text[" = ".len()..].to_owned().into();
                "~=~"
            }
            _ => "",
        }
    }

    /// A formula, of which LaTeX knows every character.
    pub fn formula(&self, latex: &str) -> Result<String> {
        match latex.chars().find(|c| !c.is_ascii()) {
            Some(c) => Err(Error::symbol(&self.page.name, c)),
            None => Ok(text::formula(latex, self.language)),
        }
    }

    /// A text, if LaTeX knows every character of it.
    pub fn known<'t>(&self, text: &'t str) -> Result<&'t str> {
        match symbols::unknown(text) {
            Some(c) => Err(Error::symbol(&self.page.name, c)),
            None => Ok(text),
        }
    }

    /// Marks, and what a page on a screen folds away.
    fn html(&self, html: &str) -> Result<String> {
        let (mut latex, mut rest) = (String::new(), html);
        while let Some((text, tag)) = rest.split_once('<') {
            let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
            latex += text::prose(self.known(text)?).trim();
            latex += &match tag {
                "details" | "/a" => String::new(),
                "summary" => "\\begin{solution}{".into(),
                "/summary" => "}\n".into(),
                "/details" => "\\end{solution}\n\n".into(),
                _ => match anchor(&format!("<{tag}>")) {
                    Some(id) => format!(r"\place{{{}}}", text::label(&self.page.name, id)),
                    None => return Err(Error::untold(&self.page.name, format!("<{tag}>"))),
                },
            };
            rest = after;
        }
        Ok(latex + text::prose(self.known(rest)?).trim())
    }

    fn link(&self, link: &str, words: &str) -> Result<String> {
        match Target::of(link, &self.page.name) {
            Target::Outside(url) => Ok(text::outside(url, words)),
            Target::Place(page, anchor) => {
                let label = text::label(page, anchor);
                if !self.labels.contains(&label) {
                    return Err(Error::untold(&self.page.name, format!("[…]({link})")));
                }
                Ok(format!(r"\pagelink{{{label}}}{{{words}}}"))
            }
        }
    }

    /// A picture, its title, what there is to see, and the numbers of one that moves on a screen.
    fn picture(&self, path: &str) -> Result<String> {
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = file.strip_suffix(".svg").unwrap_or(file);
        let figure = self.page.figures.iter().find(|figure| figure.stem == stem);
        let figure = figure.ok_or_else(|| Error::no_figure(&self.page.name, path))?;
        let say = |words: &str| Ok::<_, Error>(text::prose(self.known(words)?));
        let (title, description) = (say(figure.still.title())?, say(&figure.description)?);
        // The text says that it moves.
        let numbers =
            figure.says.iter().map(|says| say(&sentence(says))).collect::<Result<String>>()?;
        Ok(format!("\\drawing{{{FIGURES}/{stem}.pdf}}{{{title}}}{{{description}}}{{{numbers}}}\n"))
    }
}
