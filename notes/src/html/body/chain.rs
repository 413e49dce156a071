//! The rows of a derivation, and what is known of them.

use super::Writer;
use crate::Result;
use crate::html::formula;
use crate::html::line::Telling;
use pulldown_cmark::{Event, TagEnd};

impl Writer<'_> {
    /// Begins the derivation with this anchor.
    pub(super) fn open_chain(&mut self, anchor: &str) -> Result<()> {
        self.close_chain();
        let chain = self.page.chains.iter().find(|chain| chain.anchor() == anchor);
        self.chain = chain.map(Telling::of).transpose()?;
        self.html(format!("<div class=\"chain\" id=\"{anchor}\">\n"));
        Ok(())
    }

    /// A displayed formula; a row of the derivation that is being told.
    pub(super) fn displayed(&mut self, latex: &str) -> Result<()> {
        self.say(&formula::spoken(latex)?);
        let shown = formula::displayed(latex, self.language)?;
        let Some(telling) = self.chain.as_mut().filter(|told| told.row <= told.chain.lines.len())
        else {
            self.html(shown);
            return Ok(());
        };
        let row = telling.row;
        telling.row += 1;
        // The left-hand side has no reason, after which a row would end.
        let end = match row {
            0 => telling.details(0, self.language)? + "</div>\n",
            _ => String::new(),
        };
        self.html(format!("<div class=\"line\">{shown}{end}"));
        Ok(())
    }

    /// Why a line follows, and what is known of it.
    pub(super) fn reason(&mut self) -> Result<()> {
        self.html("<div class=\"reason\">");
        while let Some(event) = self.events.next() {
            match event {
                Event::End(TagEnd::BlockQuote(_)) => break,
                other => self.in_line(other)?,
            }
        }
        let telling = self.chain.as_ref().expect("it is asked before");
        let details = telling.details(telling.row - 1, self.language)?;
        let is_last = telling.row > telling.chain.lines.len();
        self.html(format!("</div>{details}</div>\n"));
        if is_last {
            self.close_chain();
        }
        Ok(())
    }

    /// Ends a derivation.
    pub(super) fn close_chain(&mut self) {
        if self.chain.take().is_some() {
            self.html("</div>\n");
        }
    }
}
