//! What begins with a backslash: fractions, functions, big operators, cases, matrices.

use super::parser::Parser;
use super::token::What;
use super::{Big, Command, Kind, Node};
use crate::error::Wrong;

/// Commands that stand for a letter.
const LETTERS: &str = r"\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \iota
    \kappa \lambda \mu \nu \xi \pi \rho \sigma \tau \phi \varphi \chi \psi \omega \Gamma \Delta
    \Theta \Lambda \Sigma \Phi \Psi \Omega \ell \infty";

pub(super) fn is_letter(command: &str) -> bool {
    LETTERS.split_whitespace().any(|letter| letter == command)
}

/// Functions that take what follows, with parentheses or without.
const FUNCTIONS: [&str; 6] = [r"\ln", r"\log", r"\exp", r"\sin", r"\cos", r"\tanh"];

const ACCENTS: [&str; 3] = [r"\bar", r"\hat", r"\tilde"];

impl Parser {
    /// Whether a command begins a factor: also one that is unknown, so that it is named as that.
    pub(super) fn is_factor(&self, command: &str) -> bool {
        !Parser::is_between(command)
    }

    /// Whether a command ends a factor or stands between two.
    fn is_between(command: &str) -> bool {
        const BETWEEN: [&str; 16] = [
            r"\cdot", r"\odot", r"\ne", r"\neq", r"\le", r"\leq", r"\ge", r"\geq", r"\approx",
            r"\to", r"\bigr", r"\Bigr", r"\right", r"\\", r"\end", r"\text",
        ];
        BETWEEN.contains(&command)
    }

    pub(super) fn command(&mut self, command: &str, start: usize) -> Result<Kind, Wrong> {
        if command == r"\mathbf" || is_letter(command) {
            return Ok(self.single()?.kind);
        }
        if !self.is_factor(command) {
            return Err(self.unexpected("a factor"));
        }
        self.take();
        Ok(match command {
            r"\frac" | r"\tfrac" => {
                let (over, under) = (Box::new(self.first_argument()?), Box::new(self.argument()?));
                Kind::Fraction { is_small: command == r"\tfrac", over, under }
            }
            r"\sqrt" => Kind::Root(Box::new(self.argument()?)),
            r"\partial" => self.partial()?,
            r"\nabla" => {
                let of = self.here();
                let single = self.single()?;
                Kind::Nabla(Box::new(self.scripts(single, of)?))
            }
            r"\begin" => self.environment()?,
            r"\dots" => Kind::Dots,
            r"\mathrm" => self.named(Command::Roman, start)?,
            r"\operatorname" => self.named(Command::Operator, start)?,
            r"\sum" | r"\int" => self.big(command)?,
            r"\max" | r"\min" if !self.is_group() => self.big(command)?,
            _ if ACCENTS.contains(&command) => {
                let body = Box::new(self.argument()?);
                Kind::Accent { accent: command.into(), body }
            }
            _ if FUNCTIONS.contains(&command) || command == r"\max" || command == r"\min" => {
                let kind = Kind::Name { command: Command::Own, name: command[1..].into() };
                let name = Node::new(kind, self.since(start));
                self.function(name, start)?
            }
            _ => {
                self.back();
                return Err(self.unexpected("a known command"));
            }
        })
    }

    /// `\partial`, its order, and what is differentiated, if it stands there.
    fn partial(&mut self) -> Result<Kind, Wrong> {
        let order = if self.takes('^') { Some(Box::new(self.argument()?)) } else { None };
        let is_alone = matches!(self.peek(), What::End | What::Sign('}'));
        let of = if is_alone { None } else { Some(Box::new(self.factor()?)) };
        Ok(Kind::Partial { order, of })
    }

    /// A name in braces; before parentheses the name of a function.
    fn named(&mut self, command: Command, start: usize) -> Result<Kind, Wrong> {
        self.expect('{')?;
        let mut name = String::new();
        while let What::Letter(letter) | What::Digit(letter) = *self.peek() {
            name.push(letter);
            self.take();
        }
        if name.is_empty() {
            return Err(self.unexpected("a name"));
        }
        self.expect('}')?;
        let name = Node::new(Kind::Name { command, name }, self.since(start));
        if command == Command::Operator || self.is_group() {
            return self.function(name, start);
        }
        Ok(name.kind)
    }

    fn is_group(&self) -> bool {
        let sizes = [r"\bigl", r"\Bigl", r"\left"];
        *self.peek() == What::Sign('(') || sizes.iter().any(|size| self.is_command(size))
    }

    /// The scripts of a function's name, and its argument: in parentheses, or one factor that is
    /// the last.
    fn function(&mut self, name: Node, start: usize) -> Result<Kind, Wrong> {
        let function = Box::new(self.scripts(name, start)?);
        let argument = Box::new(self.factor()?);
        if !argument.is_in_parentheses() && self.begins_factor() {
            return Err(self.unexpected("parentheses around the argument of the function before"));
        }
        Ok(Kind::Apply { function, argument })
    }

    /// A big operator with its bounds, before the rest of the term.
    fn big(&mut self, command: &str) -> Result<Kind, Wrong> {
        let (mut sub, mut sup) = (None, None);
        for _ in 0..2 {
            if sub.is_none() && self.takes('_') {
                sub = Some(Box::new(self.argument()?));
            } else if sup.is_none() && self.takes('^') {
                sup = Some(Box::new(self.argument()?));
            }
        }
        let (operator, body) = match command {
            r"\sum" => (Big::Sum, self.deeper(Parser::term)?),
            r"\max" => (Big::Max, self.deeper(Parser::term)?),
            r"\min" => (Big::Min, self.deeper(Parser::term)?),
            _ => self.integrand()?,
        };
        Ok(Kind::Big { operator, sub, sup, body: Box::new(body) })
    }

    /// A sum and its `\, dx`.
    fn integrand(&mut self) -> Result<(Big, Node), Wrong> {
        let outside = std::mem::replace(&mut self.in_integral, true);
        let body = self.deeper(Parser::sum);
        let has_ended = self.is_differential();
        self.in_integral = outside;
        let body = body?;
        if !has_ended {
            return Err(self.unexpected(r"\, and dx, the end of the integral"));
        }
        self.take();
        if *self.peek() == What::Letter('d') {
            return Err(self.unexpected("another variable than d, which is the sign before it"));
        }
        let variable = Box::new(self.single()?);
        if !outside && self.token().is_spaced && *self.peek() == What::Letter('d') {
            return Err(self.unexpected("an integral for every dx"));
        }
        Ok((Big::Integral(variable), body))
    }

    /// `\begin{cases} value & condition \\ … \end{cases}`, or a matrix of numbers.
    fn environment(&mut self) -> Result<Kind, Wrong> {
        let name = self.braced(&["cases", "pmatrix"], "{cases} or {pmatrix}")?;
        let (kind, what) = match name {
            "cases" => (self.cases()?, "case"),
            _ => (self.matrix()?, "row"),
        };
        if !self.takes_command(r"\end") {
            return Err(self.unexpected(&format!(r"\\ and another {what}, or \end{{{name}}}")));
        }
        self.braced(&[name], &format!("{{{name}}}"))?;
        Ok(kind)
    }

    fn cases(&mut self) -> Result<Kind, Wrong> {
        let mut cases = Vec::new();
        loop {
            let value = self.inside(None, Parser::sum)?;
            self.expect('&')?;
            cases.push((value, self.inside(None, Parser::condition)?));
            if !self.takes_command(r"\\") {
                return Ok(Kind::Cases(cases));
            }
        }
    }

    fn matrix(&mut self) -> Result<Kind, Wrong> {
        let mut rows: Vec<Vec<Node>> = Vec::new();
        loop {
            let mut row = vec![self.inside(None, Parser::sum)?];
            while self.takes('&') {
                row.push(self.inside(None, Parser::sum)?);
            }
            if rows.first().is_some_and(|first| first.len() != row.len()) {
                return Err(self.unexpected("as many numbers in each row of a matrix"));
            }
            rows.push(row);
            if !self.takes_command(r"\\") {
                return Ok(Kind::Matrix(rows));
            }
        }
    }

    /// One of these words in braces: which.
    fn braced(&mut self, words: &[&'static str], expected: &str) -> Result<&'static str, Wrong> {
        self.expect('{')?;
        let is_next = |word: &&&str| word.starts_with(|first| *self.peek() == What::Letter(first));
        let word = words.iter().find(is_next).ok_or_else(|| self.unexpected(expected))?;
        for letter in word.chars() {
            if *self.peek() != What::Letter(letter) {
                return Err(self.unexpected(expected));
            }
            self.take();
        }
        self.expect('}')?;
        Ok(word)
    }

    /// A relation, or `\text{else}`.
    fn condition(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        if !self.takes_command(r"\text") {
            return self.list();
        }
        self.braced(&["else"], r"\text{else}")?;
        Ok(Node::new(Kind::Text("else".into()), self.since(start)))
    }
}
