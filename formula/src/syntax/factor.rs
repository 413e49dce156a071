//! A factor of a product: a letter with its indices, digits, a group.

use super::command::is_letter;
use super::parser::Parser;
use super::token::What;
use super::{Fence, Kind, Node, Size};
use crate::error::Wrong;

impl Parser {
    /// A primary with its indices and exponents.
    pub(super) fn factor(&mut self) -> Result<Node, Wrong> {
        self.deeper(|parser| {
            let start = parser.here();
            let primary = parser.primary()?;
            match &primary.kind {
                // These took theirs already.
                Kind::Big { .. } | Kind::Apply { .. } | Kind::Partial { .. } => Ok(primary),
                _ => parser.scripts(primary, start),
            }
        })
    }

    pub(super) fn scripts(&mut self, base: Node, start: usize) -> Result<Node, Wrong> {
        let (mut sup, mut sub, mut primes) = (None, None, 0);
        loop {
            let (script, is_sup) = match self.peek() {
                What::Sign('\'') if sup.is_none() && sub.is_none() => {
                    self.take();
                    primes += 1;
                    continue;
                }
                What::Sign('^') => (&mut sup, true),
                What::Sign('_') => (&mut sub, false),
                _ => break,
            };
            if script.is_some() {
                let which = if is_sup { "one exponent" } else { "one index" };
                return Err(self.unexpected(&format!("only {which}, or braces around the base")));
            }
            self.take();
            let read = self.argument()?;
            if is_sup { sup = Some(read) } else { sub = Some(read) }
        }
        if sup.is_none() && sub.is_none() && primes == 0 {
            return Ok(base);
        }
        let [sup, sub] = [sup, sub].map(|script| script.map(Box::new));
        let kind = Kind::Script { base: Box::new(base), sup, sub, primes };
        Ok(Node::new(kind, self.since(start)))
    }

    /// What a command or a script takes: braces with something in them, or a single token.
    pub(super) fn argument(&mut self) -> Result<Node, Wrong> {
        let node = self.first_argument()?;
        match (&node.kind, self.peek()) {
            (Kind::Number(_), What::Digit(_)) if self.here() == node.place.end => {
                Err(self.unexpected("braces, since only the first digit would belong to it"))
            }
            _ => Ok(node),
        }
    }

    /// The same where a second argument may follow at once, as in `\frac12`.
    pub(super) fn first_argument(&mut self) -> Result<Node, Wrong> {
        if !self.takes('{') {
            return self.single();
        }
        // Marks at a letter: they are no factors.
        let is_mark = *self.peek() == What::Sign('*') || self.is_command(r"\top");
        let argument = if is_mark { self.single()? } else { self.inside(None, Parser::list)? };
        self.expect('}')?;
        Ok(argument)
    }

    /// A digit, a letter, or a command that stands for one.
    pub(super) fn single(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let kind = match self.take() {
            What::Digit(digit) => Kind::Number(digit.into()),
            What::Letter(letter) => Kind::Symbol(letter.into()),
            What::Sign('*') => Kind::Symbol("*".into()),
            What::Command(command) if command == r"\top" || is_letter(&command) => {
                Kind::Symbol(command)
            }
            What::Command(command) if command == r"\mathbf" => self.bold()?,
            other => {
                if other != What::End {
                    self.back();
                }
                return Err(self.unexpected("a letter, a digit, or braces"));
            }
        };
        Ok(Node::new(kind, self.since(start)))
    }

    fn bold(&mut self) -> Result<Kind, Wrong> {
        let body = self.argument()?;
        match body.kind {
            Kind::Number(what) | Kind::Symbol(what) => {
                Ok(Kind::Symbol(format!(r"\mathbf{{{what}}}")))
            }
            _ => Err(Wrong::new(&body.place, "one letter or digit in bold", "more")),
        }
    }

    fn primary(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let kind = match self.peek().clone() {
            What::Digit(_) => self.number()?,
            What::Sign('(' | '[' | '|') => self.group(Size::Plain)?,
            What::Command(command) => match &*command {
                r"\|" => self.group(Size::Plain)?,
                r"\bigl" => self.sized(Size::Big)?,
                r"\Bigl" => self.sized(Size::Bigger)?,
                r"\left" => self.sized(Size::Fitting)?,
                _ => self.command(&command, start)?,
            },
            _ => return self.single(),
        };
        Ok(Node::new(kind, self.since(start)))
    }

    /// Digits that touch each other, with a point or without.
    fn number(&mut self) -> Result<Kind, Wrong> {
        let (mut digits, mut end) = (String::new(), self.here());
        while self.here() == end {
            match *self.peek() {
                What::Digit(digit) => digits.push(digit),
                What::Sign('.') if !digits.contains('.') => digits.push('.'),
                _ => break,
            }
            end = self.token().place.end;
            self.take();
        }
        if digits.ends_with('.') {
            Err(self.unexpected("a digit"))
        } else {
            Ok(Kind::Number(digits))
        }
    }

    fn sized(&mut self, size: Size) -> Result<Kind, Wrong> {
        self.take();
        self.group(size)
    }

    /// Delimiters, what stands between them, and the same delimiters again.
    fn group(&mut self, size: Size) -> Result<Kind, Wrong> {
        let (fence, closes) = match self.peek() {
            What::Sign('(') => (Fence::Parentheses, What::Sign(')')),
            What::Sign('[') => (Fence::Brackets, What::Sign(']')),
            What::Sign('|') => (Fence::Bars, What::Sign('|')),
            What::Command(command) if command == r"\|" => {
                (Fence::DoubleBars, What::Command(command.clone()))
            }
            _ => return Err(self.unexpected(r"one of ( [ | \|")),
        };
        self.take();
        // Bars with a size say themselves whether they open or close.
        let is_plain_bars = size == Size::Plain && matches!(fence, Fence::Bars | Fence::DoubleBars);
        let body = self.inside(is_plain_bars.then_some(fence), Parser::list)?;
        let close = match size {
            Size::Plain => None,
            Size::Big => Some(r"\bigr"),
            Size::Bigger => Some(r"\Bigr"),
            Size::Fitting => Some(r"\right"),
        };
        if let Some(close) = close
            && !self.takes_command(close)
        {
            return Err(self.unexpected(close));
        }
        if *self.peek() != closes {
            let expected = match closes {
                What::Sign(sign) => sign.to_string(),
                _ => r"\|".into(),
            };
            return Err(self.unexpected(&expected));
        }
        self.take();
        Ok(Kind::Group { fence, size, body: Box::new(body) })
    }
}
