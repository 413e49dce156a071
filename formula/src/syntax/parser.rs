//! The tokens that are left, and what is known of those before.

use super::token::{Token, What, tokens};
use super::{Fence, Node};
use crate::error::Wrong;
use std::ops::Range;

/// No formula of a derivation comes near them: what is longer or deeper could exhaust the stack.
const LONGEST: usize = 4000;
const DEEPEST: usize = 60;

/// The tree of a whole text.
pub(crate) fn parse(text: &str) -> Result<Node, Wrong> {
    if text.len() > LONGEST {
        let (expected, found) = (format!("at most {LONGEST} bytes"), text.len().to_string());
        return Err(Wrong::new(&(0..0), expected, found));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, next: 0, depth: 0, bars: None, in_integral: false };
    let formula = parser.list()?;
    match parser.peek() {
        What::End => Ok(formula),
        _ => Err(parser.unexpected("the end of the formula")),
    }
}

pub(super) struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    /// Which bars end the group that is being read, if bars do.
    pub(super) bars: Option<Fence>,
    /// Whether `\, dx` ends a sum.
    pub(super) in_integral: bool,
}

impl Parser {
    pub(super) fn token(&self) -> &Token {
        &self.tokens[self.next]
    }

    pub(super) fn peek(&self) -> &What {
        &self.token().what
    }

    pub(super) fn here(&self) -> usize {
        self.token().place.start
    }

    /// From there to the end of the last token that was taken.
    pub(super) fn since(&self, start: usize) -> Range<usize> {
        let end = self.next.checked_sub(1).map_or(start, |last| self.tokens[last].place.end);
        start..end.max(start)
    }

    pub(super) fn take(&mut self) -> What {
        let what = self.peek().clone();
        if what != What::End {
            self.next += 1;
        }
        what
    }

    pub(super) fn back(&mut self) {
        self.next -= 1;
    }

    /// Whether the next token is this sign; then it is taken.
    pub(super) fn takes(&mut self, sign: char) -> bool {
        let is_next = *self.peek() == What::Sign(sign);
        self.next += usize::from(is_next);
        is_next
    }

    pub(super) fn takes_command(&mut self, command: &str) -> bool {
        let is_next = self.is_command(command);
        self.next += usize::from(is_next);
        is_next
    }

    pub(super) fn is_command(&self, command: &str) -> bool {
        matches!(self.peek(), What::Command(next) if next == command)
    }

    pub(super) fn expect(&mut self, sign: char) -> Result<(), Wrong> {
        if self.takes(sign) { Ok(()) } else { Err(self.unexpected(&sign.to_string())) }
    }

    /// An error about the next token.
    pub(super) fn unexpected(&self, expected: &str) -> Wrong {
        let found = match self.peek() {
            What::Digit(sign) | What::Letter(sign) | What::Sign(sign) => sign.to_string(),
            What::Command(command) => command.clone(),
            What::End => "the end".into(),
        };
        Wrong::new(&self.token().place, expected, found)
    }

    /// Reads what may contain itself.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Parser) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        if self.depth == DEEPEST {
            return Err(self.unexpected(&format!("at most {DEEPEST} levels of nesting")));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// What stands between delimiters, where neither bars from outside end it nor `dx` does.
    pub(super) fn inside<T>(
        &mut self,
        bars: Option<Fence>,
        read: impl FnOnce(&mut Parser) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        let outside = (self.bars, self.in_integral);
        (self.bars, self.in_integral) = (bars, false);
        let found = self.deeper(read);
        (self.bars, self.in_integral) = outside;
        found
    }

    /// Whether `\, d` comes next, in an integral.
    pub(super) fn is_differential(&self) -> bool {
        self.in_integral && self.token().is_spaced && *self.peek() == What::Letter('d')
    }
}
