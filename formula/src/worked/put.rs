//! What becomes of each term when numbers are put in.

use super::Unshown;
use super::arrange::{
    applied, called, extreme, fenced, fraction, grouped, hadamard, product, raised, sum,
};
use super::choice::counted_from;
use super::digits::{node, number};
use super::sign::tidy;
use crate::entries::Entries;
use crate::error::Error;
use crate::evaluate::Evaluator;
use crate::syntax::{Command, Fence, Kind, Node};
use crate::term::{Builtin, Condition, Slot, Term, What};
use crate::value::Meaning;

pub(super) type Result<T> = std::result::Result<T, Unshown>;

/// How much is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub digits: usize,
    pub terms: Terms,
    /// If a matrix or a column has more rows or columns, all of them are letters.
    pub largest: usize,
    pub functions: Functions,
}

/// What is shown of a function that is declared, or that no calculator has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Functions {
    Named,
    /// But of the variable of an integral it is named.
    Valued,
}

/// Which terms of a sum are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terms {
    All,
    /// Three, or the first two and the last.
    Three,
    /// Two, or the first and the last.
    Two,
}

impl Style {
    pub const LARGEST: usize = 5;

    pub fn whole(digits: usize) -> Style {
        Style { digits, terms: Terms::All, largest: usize::MAX, functions: Functions::Named }
    }

    pub fn shorter_and_shorter(digits: usize) -> Vec<Style> {
        let whole = Style::whole(digits);
        let all = Style { terms: Terms::Three, largest: Style::LARGEST, ..whole };
        let two = Style { terms: Terms::Two, ..all };
        vec![all, two, Style { largest: 0, ..two }]
    }
}

/// Puts numbers into the terms of one side.
pub(super) struct Put<'p, 'm> {
    pub meaning: &'p Meaning,
    evaluator: &'p Evaluator<'m, f64>,
    pub style: Style,
    /// The values of the indices.
    pub slots: Vec<i64>,
    /// The variables of the integrals that it is within.
    pub variables: Vec<(usize, String)>,
    is_in_exponent: bool,
    /// Whether something is larger than may be shown.
    pub is_too_large: bool,
    /// Whether there is a number in place of a letter.
    pub has_numbers: bool,
    /// Whether no term and no matrix is left out.
    pub is_whole: bool,
    /// Whether there is a function that has a value.
    pub names_functions: bool,
}

impl<'p, 'm> Put<'p, 'm> {
    pub fn new(
        meaning: &'p Meaning,
        evaluator: &'p Evaluator<'m, f64>,
        slots: &[i64],
        style: Style,
    ) -> Put<'p, 'm> {
        Put {
            meaning,
            evaluator,
            style,
            slots: slots.to_vec(),
            variables: Vec::new(),
            is_in_exponent: false,
            is_too_large: false,
            has_numbers: false,
            is_whole: true,
            names_functions: false,
        }
    }

    /// A side; with letters for all matrices if one is too large.
    pub fn shown(&mut self, side: &Term) -> Result<Node> {
        let mut tree = self.term(side)?;
        if self.is_too_large {
            self.style.largest = 0;
            self.has_numbers = false;
            tree = self.term(side)?;
        }
        tidy(&mut tree);
        Ok(tree)
    }

    pub fn term(&mut self, term: &Term) -> Result<Node> {
        Ok(match &term.what {
            What::Number(digits, scale) => node(Kind::Number((digits / scale).to_string())),
            What::E => letter("e"),
            What::Pi => letter(r"\pi"),
            What::Index(slot, _) => {
                self.has_numbers = true;
                self.index(*slot)
            }
            What::Parameter(parameter) => {
                let variable = self.variables.iter().find(|(other, _)| *other == parameter.0);
                let (_, name) = variable.ok_or_else(|| self.unshown(term, "it is no number"))?;
                letter(name)
            }
            What::Whole(_)
            | What::Row(..)
            | What::Column(..)
            | What::Size(_)
            | What::Entry(..)
            | What::Matrix(_) => self.value(term)?,
            What::Mean(..)
            | What::Variance(..)
            | What::Covariance(..)
            | What::Derivative { .. } => self.value_outside(term)?,
            What::Add(terms) => {
                let part = |(is_subtracted, term): &(bool, Term)| {
                    let part = self.term(term)?;
                    // What was one term before is one term now.
                    let is_long = matches!(&part.kind, Kind::Sum(terms) if terms.len() > 1);
                    Ok((*is_subtracted, if is_long { grouped(part) } else { part }))
                };
                sum(terms.iter().map(part).collect::<Result<_>>()?)
            }
            What::Multiply(both) => self.product(both)?,
            What::Hadamard(both) => hadamard(self.term(&both[0])?, self.term(&both[1])?),
            What::Divide(both) => {
                let (over, under) = (self.term(&both[0])?, self.term(&both[1])?);
                fraction(over, under, self.is_in_exponent)
            }
            What::Power(both) => raised(self.term(&both[0])?, self.exponent(&both[1])?),
            What::Exp(power) => raised(letter("e"), self.exponent(power)?),
            What::Root(body) => node(Kind::Root(Box::new(self.term(body)?))),
            What::Abs(body) => fenced(Fence::Bars, self.term(body)?),
            What::Norm(body) => fenced(Fence::DoubleBars, self.term(body)?),
            What::Builtin { builtin: Builtin::Normal | Builtin::Erfc, .. } if self.has_value() => {
                self.value(term)?
            }
            What::Builtin { builtin, is_derivative, argument } => {
                let is_hard = matches!(builtin, Builtin::Normal | Builtin::Erfc);
                self.names_functions |= is_hard && self.variables.is_empty();
                self.builtin(*builtin, *is_derivative, argument)?
            }
            What::Call { .. } if self.has_value() => self.value(term)?,
            What::Call { name, slots, arguments, .. } => {
                self.names_functions |= self.variables.is_empty();
                let name = self.indexed(name, slots);
                let arguments =
                    arguments.iter().map(|term| self.term(term)).collect::<Result<Vec<_>>>()?;
                called(name, fenced(Fence::Parentheses, list(arguments)))
            }
            What::Extremum(extremum, terms) => {
                let all = terms.iter().map(|term| self.term(term)).collect::<Result<_>>()?;
                extreme(*extremum, all)
            }
            What::ExtremumOver(extremum, over, body) => {
                self.extreme_over(*extremum, over, body, term)?
            }
            What::Transpose(body) => self.transposed(body)?,
            What::Diagonal(body) => applied(Command::Operator, "diag", self.term(body)?),
            What::Softmax(body) => applied(Command::Operator, "softmax", self.term(body)?),
            What::Pick(body, row, column) => self.picked(body, *row, *column, term)?,
            What::Sum(over, body) => self.summed(over, body, term)?,
            What::Series { slot, from, body } => self.series(*slot, *from, body)?,
            What::Integral(integral) => self.integral(integral)?,
            What::Iverson(condition) if is_of_indices(condition) => {
                let holds = self.holds(condition, &self.slots)?;
                self.has_numbers = true;
                node(Kind::Number(u8::from(holds).to_string()))
            }
            What::Iverson(condition) => self.condition(condition)?,
            What::Cases(cases) => {
                let mut chosen = None;
                for (value, condition) in cases {
                    self.expect_outside(term)?;
                    let holds = match condition {
                        Some(condition) => self.holds(condition, &self.slots)?,
                        None => true,
                    };
                    if holds && chosen.is_none() {
                        chosen = Some(value);
                    }
                }
                let chosen = chosen.ok_or_else(|| self.unshown(term, "no case holds"))?;
                self.term(chosen)?
            }
        })
    }

    /// Whether a function is shown by its value.
    fn has_value(&self) -> bool {
        self.style.functions == Functions::Valued && self.variables.is_empty()
    }

    /// A product; a row times a column is the sum that it stands for.
    fn product(&mut self, both: &[Term; 2]) -> Result<Node> {
        let (mut all, mut factors) = (Vec::new(), Vec::new());
        both.iter().for_each(|factor| add_factors(factor, &mut all));
        let mut rest = &all[..];
        while let [first, after @ ..] = rest {
            rest = after;
            if let (What::Transpose(left), Some(right)) = (&first.what, after.first())
                && is_column(left)
                && is_column(right)
                && self.style.largest > 0
            {
                factors.push(self.inner_product(left, right)?);
                rest = &after[1..];
            } else {
                factors.push(self.term(first)?);
            }
        }
        Ok(product(factors))
    }

    fn inner_product(&mut self, left: &Term, right: &Term) -> Result<Node> {
        let [x, y] = [left, right].map(|column| self.value_at(column, &self.slots));
        let (x, y) = (x?.into_vec(), y?.into_vec());
        self.has_numbers = true;
        let digits = self.style.digits;
        let term = |at: usize| Ok(product(vec![number(x[at], digits), number(y[at], digits)]));
        let terms = self.some_of(x.len(), |_, at| term(at))?;
        Ok(sum(terms.into_iter().map(|term| (false, term)).collect()))
    }

    fn exponent(&mut self, power: &Term) -> Result<Node> {
        let outside = std::mem::replace(&mut self.is_in_exponent, true);
        let power = self.term(power);
        self.is_in_exponent = outside;
        power
    }

    /// Which entry something is tells nothing alone.
    pub fn index(&self, slot: Slot) -> Node {
        let from = counted_from(&self.meaning.symbols, &self.meaning.slots[slot.0]);
        number((self.slots[slot.0] + from) as f64, self.style.digits)
    }

    pub fn value_at(&self, term: &Term, slots: &[i64]) -> Result<Entries<f64>> {
        let value = self.evaluator.plain(&self.meaning.latex, term, slots);
        value.map_err(|error| self.refused(term, &error))
    }

    pub fn holds(&self, condition: &Condition, slots: &[i64]) -> Result<bool> {
        let holds = self.evaluator.holds(&self.meaning.latex, condition, slots);
        holds.map_err(|error| self.refused(&condition.0[0].0, &error))
    }

    pub fn expect_outside(&self, term: &Term) -> Result<()> {
        match self.variables.is_empty() {
            true => Ok(()),
            false => Err(self.unshown(term, "it may vary within an integral")),
        }
    }

    fn refused(&self, term: &Term, error: &Error) -> Unshown {
        self.unshown(term, &format!("expected {}, found {}", error.expected, error.found))
    }

    pub fn unshown(&self, term: &Term, why: &str) -> Unshown {
        Unshown::Part(self.meaning.latex[term.place.clone()].into(), why.into())
    }
}

pub(super) fn letter(letter: &str) -> Node {
    node(Kind::Symbol(letter.into()))
}

pub(super) fn list(mut parts: Vec<Node>) -> Node {
    if parts.len() == 1 { parts.swap_remove(0) } else { node(Kind::List(parts)) }
}

/// Those of products within products, all of them in a row.
fn add_factors<'t>(term: &'t Term, all: &mut Vec<&'t Term>) {
    match &term.what {
        What::Multiply(both) => both.iter().for_each(|factor| add_factors(factor, all)),
        _ => all.push(term),
    }
}

/// Whether it only asks which entry something is.
fn is_of_indices(Condition(relations): &Condition) -> bool {
    let is_index = |term: &Term| matches!(term.what, What::Index(..));
    relations.iter().all(|(left, _, right)| is_index(left) && is_index(right))
}

/// The letter of a column.
fn is_column(term: &Term) -> bool {
    let is_letter = matches!(term.what, What::Whole(_) | What::Row(..) | What::Column(..));
    is_letter && term.shape.rows.is_some() && term.shape.columns.is_none()
}
