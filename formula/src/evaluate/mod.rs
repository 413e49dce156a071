//! The value of a term.
//!
//! | file | what it answers |
//! |---|---|
//! | `number` | what is the value of a term that is a number? |
//! | `matrix` | and of one that is a matrix? |
//! | `function` | what are the values of powers, functions, maxima? |
//! | `over` | which values do indices take, and which conditions hold? |
//! | `frame` | what are the entries of a symbol, and what has been computed of them? |
//! | `series` | when has an endless sum come near enough to its value? |
//! | `integral` | and an integral? |
//! | `jet` | which derivatives does a number carry? |

mod frame;
mod function;
mod integral;
mod jet;
mod matrix;
mod number;
mod over;
mod series;

use crate::entries::Entries;
use crate::error::{Error, Wrong};
use crate::number::Number;
use crate::symbols::Symbols;
use crate::term::{Condition, SymbolId, Term};
use frame::Frame;
use jet::Jet;
use std::cell::{Cell, RefCell};

const MOST_LEVELS: usize = 8;

/// No formula of a derivation comes near so many terms within each other, in definitions and
/// functions that it uses too: what is deeper could exhaust the stack.
const DEEPEST: usize = 200;

/// Small, since it is on the stack for every term within another.
type Result<T, E = Box<Error>> = std::result::Result<T, E>;

/// Evaluates terms with one set of symbols.
pub(crate) struct Evaluator<'a, S> {
    symbols: &'a Symbols,
    /// The first has the given values.
    frames: RefCell<Vec<Frame<S>>>,
    /// The frame in which formulas are evaluated: the first, or one in which a symbol is varied.
    top: Cell<usize>,
    /// How many terms within each other are being evaluated.
    depth: Cell<usize>,
}

/// Where in a formula the evaluator is.
#[derive(Clone)]
pub(crate) struct Context<'c, S> {
    /// What is being read: places are places in it.
    text: &'c str,
    frame: usize,
    /// The highest level of derivative in use: no number here has a higher one.
    level: usize,
    slots: Vec<i64>,
    parameters: Vec<Jet<S>>,
    /// Whether this is a part of what an integral is over: where it jumps must not vary.
    is_below_integral: bool,
}

impl<'c, S> Context<'c, S> {
    fn new(text: &'c str, frame: usize, level: usize, slots: Vec<i64>) -> Context<'c, S> {
        let (parameters, is_below_integral) = (Vec::new(), false);
        Context { text, frame, level, slots, parameters, is_below_integral }
    }

    fn wrong(
        &self,
        term: &Term,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Box<Error> {
        Wrong::new(&term.place, expected, found).within(self.text).into()
    }

    /// Each level of derivatives within each other may double the work.
    fn expect_level(&self, level: usize, term: &Term) -> Result<()> {
        if level > MOST_LEVELS {
            let expected = format!("at most {MOST_LEVELS} derivatives within each other");
            return Err(self.wrong(term, expected, level.to_string()));
        }
        Ok(())
    }
}

impl<S: Number> Context<'_, S> {
    /// Expects that what is compared with 0 is not just there while it varies: to one side it would
    /// have another derivative than to the other.
    fn expect_no_bend(&self, difference: &Jet<S>, term: &Term) -> Result<()> {
        if difference.value() == 0.0 && !difference.is_constant() {
            return Err(self.wrong(term, "a place with a derivative", "a bend or a jump"));
        }
        Ok(())
    }
}

impl<'a, S: Number> Evaluator<'a, S> {
    pub fn new(symbols: &'a Symbols) -> Evaluator<'a, S> {
        let given = Frame::new(None, 0, None, symbols.symbols.len());
        Evaluator {
            symbols,
            frames: RefCell::new(vec![given]),
            top: Cell::new(0),
            depth: Cell::new(0),
        }
    }

    /// Evaluates with other values of one symbol; what does not need it is kept for the next time.
    pub fn vary(&self, id: SymbolId, values: &Entries<S>) {
        let plain = values.as_slice().iter().cloned().map(Jet::Plain).collect();
        let frame = Frame::new(Some(0), 0, Some((id, plain)), self.symbols.symbols.len());
        let mut frames = self.frames.borrow_mut();
        frames.truncate(1);
        frames[0].forget_inside();
        frames.push(frame);
        self.top.set(1);
    }

    /// The plain value of a term, with these values of the indices.
    pub fn plain(&self, text: &str, term: &Term, slots: &[i64]) -> Result<Entries<S>, Error> {
        let value = self.matrix(term, &mut self.context(text, slots)).map_err(|error| *error)?;
        let plain = value.as_slice().iter().map(|jet| jet.plain().clone()).collect();
        Ok(Entries::new(value.nrows(), value.ncols(), plain))
    }

    /// Whether conditions hold for these values of the indices.
    pub fn holds(&self, text: &str, condition: &Condition, slots: &[i64]) -> Result<bool, Error> {
        self.fulfils(condition, &mut self.context(text, slots)).map_err(|error| *error)
    }

    fn deeper<T>(
        &self,
        term: &Term,
        at: &mut Context<S>,
        evaluate: fn(&Self, &Term, &mut Context<S>) -> Result<T>,
    ) -> Result<T> {
        let depth = self.depth.get();
        if depth == DEEPEST {
            let expected = format!("at most {DEEPEST} terms within each other");
            return Err(at.wrong(term, expected, "more"));
        }
        self.depth.set(depth + 1);
        let value = evaluate(self, term, at);
        self.depth.set(depth);
        value
    }

    fn context<'c>(&self, text: &'c str, slots: &[i64]) -> Context<'c, S> {
        Context::new(text, self.top.get(), 0, slots.to_vec())
    }
}
