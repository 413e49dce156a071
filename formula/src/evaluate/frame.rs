//! What has been computed of the symbols.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::entries::Entries;
use crate::number::Number;
use crate::symbols::Source;
use crate::term::SymbolId;
use std::collections::HashMap;
use std::rc::Rc;

/// The values of all symbols while one of them varies. A derivative by a symbol is found in a frame
/// of its own, where that symbol's entries are the variables; whatever does not need it is as in
/// the frame outside.
pub(super) struct Frame<S> {
    outside: Option<usize>,
    level: usize,
    varied: Option<(SymbolId, Vec<Jet<S>>)>,
    /// Of each symbol, its entries as far as they are known, column by column.
    known: Vec<Vec<Option<Jet<S>>>>,
    wholes: Vec<Option<Rc<Entries<Jet<S>>>>>,
    inside: HashMap<(SymbolId, usize), usize>,
}

impl<S: Number> Frame<S> {
    pub fn new(
        outside: Option<usize>,
        level: usize,
        varied: Option<(SymbolId, Vec<Jet<S>>)>,
        symbols: usize,
    ) -> Frame<S> {
        let (known, wholes) = (vec![Vec::new(); symbols], vec![None; symbols]);
        Frame { outside, level, varied, known, wholes, inside: HashMap::new() }
    }

    /// Once the frames inside this one are gone.
    pub fn forget_inside(&mut self) {
        self.inside.clear();
    }
}

impl<S: Number> Evaluator<'_, S> {
    /// Rows and columns.
    pub fn size(&self, id: SymbolId) -> (usize, usize) {
        let mut sizes = self.symbols.symbols[id.0].dimensions.iter();
        let mut next = || sizes.next().map_or(1, |size| self.symbols.count(*size));
        (next(), next())
    }

    /// An entry of a symbol, numbered column by column.
    pub(super) fn entry(&self, id: SymbolId, entry: usize, frame: usize) -> Result<Jet<S>> {
        let symbol = &self.symbols.symbols[id.0];
        let level = {
            let frames = self.frames.borrow();
            let here = &frames[frame];
            match (&here.varied, here.outside) {
                (Some((varied, values)), _) if *varied == id => return Ok(values[entry].clone()),
                (Some((varied, _)), Some(outside)) if !symbol.uses.symbols.contains(varied) => {
                    drop(frames);
                    return self.entry(id, entry, outside);
                }
                _ => {}
            }
            if let Some(Some(known)) = here.known[id.0].get(entry) {
                return Ok(known.clone());
            }
            here.level
        };
        if symbol.dimensions.is_empty() {
            // In the order of their declarations: a long recurrence is then no deep recursion.
            for &need in &symbol.uses.symbols {
                if self.symbols.symbols[need.0].dimensions.is_empty() {
                    self.entry(need, 0, frame)?;
                }
            }
        }
        let text = &symbol.text;
        let value = match &symbol.source {
            Source::Given(values) => return Ok(Jet::constant(values.as_slice()[entry])),
            Source::Whole(_) => return Ok(self.whole(id, frame)?.as_slice()[entry].clone()),
            Source::Entry(term) => {
                let rows = self.size(id).0;
                let of_entry = [entry % rows, entry / rows];
                let mut slots = symbol.slots.clone();
                for (slot, index) in slots.iter_mut().zip(of_entry).take(symbol.dimensions.len()) {
                    *slot = index as i64;
                }
                let mut context = Context::new(text, frame, level, slots);
                self.number(term, &mut context)?
            }
        };
        let (rows, columns) = self.size(id);
        let known = &mut self.frames.borrow_mut()[frame].known[id.0];
        known.resize(rows * columns, None);
        known[entry] = Some(value.clone());
        Ok(value)
    }

    /// All entries of a symbol.
    pub(super) fn whole(&self, id: SymbolId, frame: usize) -> Result<Rc<Entries<Jet<S>>>> {
        let known = self.frames.borrow()[frame].wholes[id.0].clone();
        if let Some(known) = known {
            return Ok(known);
        }
        let symbol = &self.symbols.symbols[id.0];
        let (is_varied, level) = {
            let frames = self.frames.borrow();
            let here = &frames[frame];
            let needs = here.varied.as_ref().is_some_and(|(varied, _)| {
                *varied == id || here.outside.is_some() && !symbol.uses.symbols.contains(varied)
            });
            (needs, here.level)
        };
        let value = match &symbol.source {
            Source::Whole(term) if !is_varied => {
                let slots = symbol.slots.clone();
                self.matrix(term, &mut Context::new(&symbol.text, frame, level, slots))?
            }
            _ => {
                let (rows, columns) = self.size(id);
                let entries = (0..rows * columns).map(|entry| self.entry(id, entry, frame));
                Rc::new(Entries::new(rows, columns, entries.collect::<Result<_, _>>()?))
            }
        };
        self.frames.borrow_mut()[frame].wholes[id.0] = Some(value.clone());
        Ok(value)
    }

    /// The frame in which the entries of a symbol are the variables of a level.
    pub(super) fn inside(&self, frame: usize, by: SymbolId, level: usize) -> Result<usize> {
        if let Some(&known) = self.frames.borrow()[frame].inside.get(&(by, level)) {
            return Ok(known);
        }
        let (rows, columns) = self.size(by);
        let variables = (0..rows * columns)
            .map(|entry| Ok(Jet::variable(level, self.entry(by, entry, frame)?, entry)))
            .collect::<Result<Vec<_>>>()?;
        let symbols = self.symbols.symbols.len();
        let mut frames = self.frames.borrow_mut();
        let inside = frames.len();
        frames.push(Frame::new(Some(frame), level, Some((by, variables)), symbols));
        frames[frame].inside.insert((by, level), inside);
        Ok(inside)
    }
}
