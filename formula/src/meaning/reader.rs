//! Which indices may be used where the reader is, and what has been used.

use super::{Slot, Term, What};
use crate::error::Wrong;
use crate::symbols::{Named, Role, Symbols};
use crate::syntax::Node;
use crate::term::{SizeId, SymbolId, Uses};
use std::ops::Range;

/// Reads the terms of one formula.
pub(crate) struct Reader<'a> {
    pub symbols: &'a Symbols,
    /// Every index of the formula; a slot is a place among them.
    pub slots: Vec<Opened>,
    /// Those that may be used where the reader is, the innermost last.
    visible: Vec<Slot>,
    /// Those for which the formula speaks.
    pub free: Vec<usize>,
    pub parameters: Vec<String>,
    /// Whether an index that is declared but not bound is one for which the formula speaks.
    pub opens: bool,
    pub uses: Uses,
    /// How often something was read that runs over numbers: a parameter, the variable of an
    /// integral, the index of a series.
    pub running: usize,
    /// And how often an index for which the formula speaks.
    pub spoken_of: usize,
}

/// An index of a formula.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub name: String,
    /// `None` of one that goes over numbers.
    pub size: Option<SizeId>,
    pub fixed: Option<usize>,
}

impl<'a> Reader<'a> {
    pub fn new(symbols: &'a Symbols) -> Reader<'a> {
        Reader {
            symbols,
            slots: Vec::new(),
            visible: Vec::new(),
            free: Vec::new(),
            parameters: Vec::new(),
            opens: false,
            uses: Uses::default(),
            running: 0,
            spoken_of: 0,
        }
    }

    /// An index that the formula may use from here on.
    pub fn open(&mut self, name: &str, size: Option<SizeId>, fixed: Option<usize>) -> Slot {
        let slot = Slot(self.slots.len());
        self.slots.push(Opened { name: name.into(), size, fixed });
        self.visible.push(slot);
        slot
    }

    /// An index for which the formula speaks.
    pub fn open_free(&mut self, name: &str, size: Option<SizeId>) -> Slot {
        let slot = self.open(name, size, None);
        // What may be left out comes first, as it does in the symbols.
        let role = self.symbols.index_named(name).map(|index| index.role);
        let place = if role == Some(Role::Implied) { 0 } else { self.free.len() };
        self.free.insert(place, slot.0);
        slot
    }

    /// Ends what the last index was opened for.
    pub(super) fn close(&mut self, slot: Slot) {
        self.visible.retain(|other| *other != slot);
    }

    pub(super) fn visible(&self, name: &str) -> Option<Slot> {
        self.visible.iter().rev().copied().find(|slot| self.slots[slot.0].name == name)
    }

    /// An index that is bound, fixed, or one for which the formula speaks.
    pub(super) fn slot(&mut self, name: &str, place: &Range<usize>) -> Result<Slot, Wrong> {
        if let Some(slot) = self.visible(name) {
            self.spoken_of += usize::from(self.free.contains(&slot.0));
            return Ok(slot);
        }
        let expected = "an index of the left-hand side, or a sum over it";
        let unbound = || Wrong::new(place, expected, format!("{name}, which is bound by nothing"));
        let index = self.symbols.index_named(name).ok_or_else(unbound)?;
        let is_fixed = self.is_fixed(name);
        // Does what binds it end too early, or is this another index?
        if self.slots.iter().any(|other| other.name == name) && (is_fixed || self.opens) {
            let expected = "parentheses around all that a sum is over, or another index";
            return Err(Wrong::new(place, expected, format!("{name} after a sum over it")));
        }
        match index.role {
            Role::Fixed(value) if is_fixed => Ok(self.open(name, Some(index.size), Some(value))),
            _ if self.opens => Ok(self.open_free(name, Some(index.size))),
            _ => Err(unbound()),
        }
    }

    /// Whether it is an index that has one value, where nothing binds it; with a prime it is
    /// another.
    pub(super) fn is_fixed(&self, name: &str) -> bool {
        let role = self.symbols.index_named(name).map(|index| index.role);
        matches!(role, Some(Role::Fixed(_))) && !name.ends_with('\'')
    }

    pub(super) fn slots_of(
        &mut self,
        indices: &[(String, Range<usize>)],
    ) -> Result<Vec<Slot>, Wrong> {
        indices.iter().map(|(name, place)| self.slot(name, place)).collect()
    }

    pub(super) fn size_of(&self, slot: Slot) -> Option<SizeId> {
        self.slots[slot.0].size
    }

    /// The index over a size that may be left out, if there is one.
    pub(super) fn implied(
        &mut self,
        size: SizeId,
        place: &Range<usize>,
    ) -> Result<Option<Slot>, Wrong> {
        let is_implied = |role| role == Role::Implied;
        let mut indices = self.symbols.indices.iter();
        let index = indices.find(|index| index.size == size && is_implied(index.role));
        match index.map(|index| index.name.clone()) {
            Some(name) if self.opens || self.visible(&name).is_some() => {
                self.slot(&name, place).map(Some)
            }
            // Elsewhere it may be left out: what is written so must not mean a column here.
            Some(name) => {
                let expected = format!("{name} as well, which may not be left out in a definition");
                Err(Wrong::new(place, expected, "one index"))
            }
            None => Ok(None),
        }
    }

    /// Expects that no letter that runs over numbers is, in what a definition says, the symbol of
    /// the same name, which does not.
    pub fn expect_not_hidden(
        &self,
        running: &[String],
        uses: &Uses,
        node: &Node,
    ) -> Result<(), Wrong> {
        let mut names = uses.symbols.iter().map(|id| &self.symbols.symbols[id.0].name);
        match names.find(|name| running.contains(name)) {
            None => Ok(()),
            Some(name) => {
                let found = format!("{name} in the formula of what is used here");
                Err(Wrong::new(&node.place, "a letter of its own", found))
            }
        }
    }

    /// Reads something, and what that uses.
    pub(super) fn with_uses<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Wrong>,
    ) -> Result<(T, Uses), Wrong> {
        let mut before = std::mem::take(&mut self.uses);
        let found = read(self)?;
        before.add(&self.uses);
        Ok((found, std::mem::replace(&mut self.uses, before)))
    }

    /// Reads what bends, or jumps, if it depends on a number that runs.
    pub(super) fn bending<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        let before = self.running;
        let found = read(self)?;
        self.uses.bends |= self.running > before;
        Ok(found)
    }

    pub(super) fn need(&mut self, id: SymbolId) {
        self.uses.symbols.insert(id);
        let uses = &self.symbols.symbols[id.0].uses;
        self.uses.symbols.extend(&uses.symbols);
        self.uses.functions.extend(&uses.functions);
        self.uses.derived_by.extend(&uses.derived_by);
    }

    /// An index where a number stands.
    pub(super) fn as_number(&mut self, slot: Slot, node: &Node) -> Result<What, Wrong> {
        let opened = &self.slots[slot.0];
        if opened.size.is_none() {
            self.running += 1;
            return Ok(What::Index(slot, 0));
        }
        let from = self.symbols.index_named(&opened.name).and_then(|index| index.from);
        let expected = "an index that counts, or one in a comparison with another";
        let wrong = || Wrong::new(&node.place, expected, opened.name.as_str());
        from.map(|from| What::Index(slot, from)).ok_or_else(wrong)
    }
}

/// Expects a letter that stands for a number, if for anything: another may mean it where it runs.
pub(super) fn expect_new(symbols: &Symbols, name: &str, node: &Node) -> Result<(), Wrong> {
    let is_function = symbols.named(name).any(|named| matches!(named, Named::Function(_)));
    let is_constant = ["e", r"\pi"].contains(&name) && symbols.named(name).next().is_none();
    if is_function || is_constant || symbols.is_reserved(name) {
        let found = format!("{name}, which is a function, an index, a size, a label or a constant");
        return Err(Wrong::new(&node.place, "a letter of its own", found));
    }
    Ok(())
}

impl Term {
    /// Expects what a function may be taken of, entry by entry: for square matrices there are
    /// others, such as the exponential or the determinant.
    pub(super) fn expect_entries(&self, symbols: &Symbols) -> Result<(), Wrong> {
        if self.shape.is_square() {
            let expected = "entries, since of a square matrix this could mean something else";
            return Err(Wrong::new(&self.place, expected, symbols.shape_name(self.shape)));
        }
        Ok(())
    }
}
