//! What a part of the tree means, by its kind.

use super::name::{index_name, subscripts, written};
use super::{Reader, Shape, Slot, Term, What};
use crate::error::Wrong;
use crate::syntax::{Fence, Kind, Node};
use crate::term::SizeId;

impl Reader<'_> {
    pub fn term(&mut self, node: &Node) -> Result<Term, Wrong> {
        if let Some(written) = written(self.symbols, node)? {
            let symbol = self.symbol(node, &written)?;
            return self.scripted(symbol, None, written.power, node);
        }
        let (what, shape) = match &node.kind {
            Kind::Number(digits) => (self.digits(digits), Shape::NUMBER),
            Kind::Group { fence, body, .. } => return self.group(*fence, body, node),
            Kind::Script { base, sup, sub, primes: 0 } => {
                let base = self.term(base)?;
                return self.scripted(base, sub.as_deref(), sup.as_deref(), node);
            }
            Kind::Script { .. } => {
                return Err(Wrong::new(&node.place, "a function before a prime", node.to_string()));
            }
            Kind::Fraction { over, under, .. } => return self.fraction(over, under, node),
            Kind::Root(body) => (What::Root(Box::new(self.number(body)?)), Shape::NUMBER),
            Kind::Juxtaposition(factors) => return self.product(factors, node),
            Kind::Apply { function, argument } => return self.apply(function, argument, node),
            Kind::Big { operator, sub, sup, body } => {
                return self.big(operator, sub.as_deref(), sup.as_deref(), body, node);
            }
            Kind::Infix { operator, left, right } => {
                return self.infix(*operator, left, right, node);
            }
            Kind::Sum(terms) => return self.sum(terms, node),
            Kind::Cases(cases) => (self.cases(cases)?, Shape::NUMBER),
            Kind::Matrix(rows) => self.matrix(rows)?,
            _ => {
                return Err(Wrong::new(&node.place, "something with a value", node.to_string()));
            }
        };
        Ok(Term { what, shape, place: node.place.clone() })
    }

    pub(super) fn number(&mut self, node: &Node) -> Result<Term, Wrong> {
        let term = self.term(node)?;
        if term.shape.is_number() {
            return Ok(term);
        }
        Err(Wrong::new(&node.place, "a number", self.symbols.shape_name(term.shape)))
    }

    /// As a whole number over a power of ten where both are exact, so that any kind of number can
    /// be as near as it is able to.
    fn digits(&mut self, digits: &str) -> What {
        let value: f64 = digits.parse().expect("digits with one point at most");
        self.uses.numbers.push(value);
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        match digits.replace('.', "").parse::<u64>() {
            Ok(whole) if whole < 1 << 53 && decimals <= 22 => {
                What::Number(whole as f64, 10_f64.powi(decimals as i32))
            }
            _ => What::Number(value, 1.0),
        }
    }

    /// A matrix that is written out; with one row or column it is one, with one number a number.
    fn matrix(&mut self, rows: &[Vec<Node>]) -> Result<(What, Shape), Wrong> {
        let size = |count| (count > 1).then_some(SizeId::Written(count));
        let shape = Shape { rows: size(rows.len()), columns: size(rows[0].len()) };
        let row = |row: &Vec<Node>| row.iter().map(|entry| self.number(entry)).collect();
        let rows: Vec<Vec<Term>> = rows.iter().map(row).collect::<Result<_, _>>()?;
        Ok((What::Matrix(rows), shape))
    }

    fn group(&mut self, fence: Fence, body: &Node, node: &Node) -> Result<Term, Wrong> {
        let place = node.place.clone();
        let is_relation = |part: &&Node| matches!(part.kind, Kind::Relation { .. });
        if fence == Fence::Brackets && body.listed().iter().all(is_relation) {
            let what = What::Iverson(self.condition(body)?);
            return Ok(Term { what, shape: Shape::NUMBER, place });
        }
        if matches!(fence, Fence::Parentheses | Fence::Brackets) {
            return Ok(Term { place, ..self.term(body)? });
        }
        let body = self.bending(|reader| reader.term(body))?;
        let shape = body.shape;
        let (what, shape) = match fence {
            Fence::DoubleBars if shape.columns.is_none() => {
                (What::Norm(Box::new(body)), Shape::NUMBER)
            }
            Fence::DoubleBars => {
                let found = self.symbols.shape_name(shape);
                return Err(Wrong::new(&place, "a column between ‖ ‖", found));
            }
            _ => {
                body.expect_entries(self.symbols)?;
                (What::Abs(Box::new(body)), shape)
            }
        };
        Ok(Term { what, shape, place })
    }

    /// A term with what is written at it.
    pub(super) fn scripted(
        &mut self,
        mut term: Term,
        sub: Option<&Node>,
        sup: Option<&Node>,
        node: &Node,
    ) -> Result<Term, Wrong> {
        if let Some(sub) = sub {
            term = self.picked(term, sub, node)?;
        }
        match sup {
            Some(sup) => self.raised(term, sup, node),
            None => Ok(term),
        }
    }

    /// An entry of a matrix, a row of it, or a column.
    fn picked(&mut self, base: Term, sub: &Node, node: &Node) -> Result<Term, Wrong> {
        let place = node.place.clone();
        if let Some((row, column)) = self.numbered(&base, sub)? {
            let what = What::Pick(Box::new(base), Some(row), column);
            return Ok(Term { what, shape: Shape::NUMBER, place });
        }
        let mut slots = Vec::new();
        for part in subscripts(sub) {
            let wrong = || Wrong::new(&part.place, "a declared index", part.to_string());
            let name = index_name(self.symbols, part).ok_or_else(wrong)?;
            slots.push(self.slot(&name, &part.place)?);
        }
        let sizes: Vec<Option<SizeId>> = slots.iter().map(|slot| self.size_of(*slot)).collect();
        let Shape { rows, columns } = base.shape;
        let is = |size: &Option<SizeId>, wanted| wanted == *size && size.is_some();
        let (row, column): (Option<Slot>, Option<Slot>) = match (&slots[..], &sizes[..], rows) {
            ([row], [size], _) if columns.is_none() && is(size, rows) => (Some(*row), None),
            ([row, column], [r, c], _) if is(r, rows) && is(c, columns) => {
                (Some(*row), Some(*column))
            }
            ([column], [size], Some(rows)) if is(size, columns) => {
                let row = self.implied(rows, &place)?;
                if row.is_none() && base.shape.is_square() {
                    let found = format!("{sub}, of a row or a column");
                    return Err(Wrong::new(&sub.place, "two indices of a square matrix", found));
                }
                (row, Some(*column))
            }
            ([row], [size], _) if is(size, rows) => (Some(*row), None),
            _ => {
                let expected = format!("indices of {}", self.symbols.shape_name(base.shape));
                return Err(Wrong::new(&sub.place, expected, sub.to_string()));
            }
        };
        let shape = match (row, column) {
            (Some(_), None) if columns.is_some() => Shape { rows: columns, columns: None },
            (None, _) => Shape { rows, columns: None },
            _ => Shape::NUMBER,
        };
        Ok(Term { what: What::Pick(Box::new(base), row, column), shape, place })
    }

    /// The entry of a matrix that its number means, counted from 1: `(X w)_2`.
    fn numbered(&mut self, base: &Term, sub: &Node) -> Result<Option<(Slot, Option<Slot>)>, Wrong> {
        let numbers = subscripts(sub);
        if !numbers.iter().any(|number| matches!(number.kind, Kind::Number(_))) {
            return Ok(None);
        }
        let sizes = [base.shape.rows, base.shape.columns];
        let sizes: Vec<SizeId> = sizes.into_iter().flatten().collect();
        let mut slots = Vec::new();
        for (number, size) in numbers.iter().zip(&sizes) {
            let Kind::Number(digits) = &number.kind else { break };
            let count = self.symbols.count(*size);
            let Some(value @ 1..) = digits.parse().ok().filter(|value| *value <= count) else {
                let expected = format!("a number from 1 to {count}");
                return Err(Wrong::new(&number.place, expected, number.to_string()));
            };
            let slot = self.open(digits, Some(*size), Some(value - 1));
            self.close(slot);
            slots.push(slot);
        }
        match slots[..] {
            [row] if sizes.len() == 1 && numbers.len() == 1 => Ok(Some((row, None))),
            [row, column] if numbers.len() == 2 => Ok(Some((row, Some(column)))),
            _ => {
                let expected = format!("a number for each of {} indices", sizes.len());
                Err(Wrong::new(&sub.place, expected, sub.to_string()))
            }
        }
    }
}
