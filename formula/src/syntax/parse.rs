//! Recursive descent, from the loosest binding to the tightest: lists, relations, sums, products.

use super::parser::Parser;
use super::token::What;
use super::{Fence, Infix, Kind, Node, Relation, Size};
use crate::error::Wrong;

/// No formula of a derivation comes near them. What goes through a tree goes one call deeper for
/// each operation within another; products are read from left to right, one factor in the other.
const MOST_FACTORS: usize = 60;
const HIGHEST: usize = 100;

impl Parser {
    /// `a, b, c`
    pub(super) fn list(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let first = self.relation()?;
        if *self.peek() != What::Sign(',') {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.takes(',') {
            parts.push(self.relation()?);
        }
        Ok(Node::new(Kind::List(parts), self.since(start)))
    }

    /// `a = b \le c`
    pub(super) fn relation(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let first = self.sum()?;
        let mut rest = Vec::new();
        while let Some(relation) = self.takes_relation() {
            rest.push((relation, self.sum()?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        Ok(Node::new(Kind::Relation { first: Box::new(first), rest }, self.since(start)))
    }

    fn takes_relation(&mut self) -> Option<Relation> {
        let relation = match self.peek() {
            What::Sign('=') => Relation::Equal,
            What::Sign('<') => Relation::Less,
            What::Sign('>') => Relation::Greater,
            What::Command(command) => match &**command {
                r"\ne" | r"\neq" => Relation::NotEqual,
                r"\le" | r"\leq" => Relation::AtMost,
                r"\ge" | r"\geq" => Relation::AtLeast,
                r"\approx" => Relation::Nearly,
                r"\to" => Relation::To,
                _ => return None,
            },
            _ => return None,
        };
        self.take();
        Some(relation)
    }

    /// `-a + b - c`
    pub(super) fn sum(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let is_negated = self.takes('-');
        let first = self.term()?;
        let mut terms = vec![(is_negated, first)];
        loop {
            if self.takes('+') {
                terms.push((false, self.term()?));
            } else if self.takes('-') {
                terms.push((true, self.term()?));
            } else {
                break;
            }
        }
        match &terms[..] {
            [(false, _)] => Ok(terms.swap_remove(0).1),
            _ => Ok(Node::new(Kind::Sum(terms), self.since(start))),
        }
    }

    /// `a b \cdot c`, from left to right.
    pub(super) fn term(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let mut left = self.juxtaposition()?;
        let (mut after_slash, mut factors) = (false, 1);
        while let Some(operator) = self.takes_infix() {
            self.expect_room(factors)?;
            factors += 1;
            if after_slash {
                self.back();
                return Err(self.unexpected("parentheses: a / b · c could be either"));
            }
            after_slash = operator == Infix::Slash;
            let right = self.juxtaposition()?;
            let kind = Kind::Infix { operator, left: Box::new(left), right: Box::new(right) };
            left = Node::new(kind, self.since(start));
        }
        if height(&left) > HIGHEST {
            let expected = format!("at most {HIGHEST} operations within each other");
            return Err(Wrong::new(&left.place, expected, "more"));
        }
        Ok(left)
    }

    fn takes_infix(&mut self) -> Option<Infix> {
        let operator = match self.peek() {
            What::Sign('/') => Infix::Slash,
            What::Command(command) => match &**command {
                r"\cdot" => Infix::Times,
                r"\odot" => Infix::Hadamard,
                _ => return None,
            },
            _ => return None,
        };
        self.take();
        Some(operator)
    }

    /// `a b (c)`; a big operator takes all that follows.
    fn juxtaposition(&mut self) -> Result<Node, Wrong> {
        let start = self.here();
        let mut factors = Vec::new();
        while self.begins_factor() {
            let is_number = matches!(self.peek(), What::Digit(_));
            if is_number && !factors.is_empty() {
                return Err(self.unexpected("a number before the other factors, or a sign between"));
            }
            self.expect_room(factors.len())?;
            factors.push(self.factor()?);
            expect_one_reading(&factors)?;
        }
        match factors.len() {
            0 => Err(self.unexpected("a factor")),
            1 => Ok(factors.swap_remove(0)),
            _ => Ok(Node::new(Kind::Juxtaposition(factors), self.since(start))),
        }
    }

    fn expect_room(&self, factors: usize) -> Result<(), Wrong> {
        if factors < MOST_FACTORS {
            return Ok(());
        }
        Err(self.unexpected(&format!("at most {MOST_FACTORS} factors")))
    }

    pub(super) fn begins_factor(&self) -> bool {
        match self.peek() {
            What::Digit(_) => true,
            What::Letter(_) => !self.is_differential(),
            What::Sign(sign) => "([".contains(*sign) || *sign == '|' && self.bars.is_none(),
            What::Command(command) => match &**command {
                r"\|" => self.bars.is_none(),
                other => self.is_factor(other),
            },
            What::End => false,
        }
    }
}

/// How many operations are within each other.
fn height(node: &Node) -> usize {
    let (parts, is_product) = (node.parts(), matches!(node.kind, Kind::Juxtaposition(_)));
    let after = |number| if is_product { parts.len() - number } else { 1 };
    let heights = parts.iter().enumerate().map(|(number, part)| height(part) + after(number));
    heights.max().unwrap_or(1)
}

/// That the last factor makes no second reading of those before it.
fn expect_one_reading(factors: &[Node]) -> Result<(), Wrong> {
    let (last, before) = factors.split_last().expect("a factor was added");
    let is_number = |node: &Node| matches!(node.kind, Kind::Number(_));
    // 2½ is a sum.
    if let (Kind::Fraction { over, under, .. }, Some(whole)) = (&last.kind, before.last())
        && [whole, over, under].into_iter().all(is_number)
    {
        return Err(Wrong::new(&last.place, "a sign between two numbers", last.to_string()));
    }
    // Which bars of |a|b|c| belong together?
    let bars = |node: &Node| match node.kind {
        Kind::Group {
            fence: fence @ (Fence::Bars | Fence::DoubleBars), size: Size::Plain, ..
        } => Some(fence),
        _ => None,
    };
    let opens = match &last.kind {
        Kind::Script { base, .. } => bars(base),
        _ => bars(last),
    };
    let is_apart = before.iter().rev().skip(1).any(|factor| bars(factor) == opens);
    if opens.is_some() && is_apart {
        let expected = r"bars that say which they close, \bigl| and \bigr|";
        return Err(Wrong::new(&last.place, expected, last.to_string()));
    }
    Ok(())
}
