//! What is declared, before a formula is read.
//!
//! | file | what it answers |
//! |---|---|
//! | this one | which sizes, indices, labels, numbers and programs are given? by which names? |
//! | `define` | what follows from a formula? |

mod define;

use crate::entries::Entries;
use crate::error::{Error, Result, Wrong};
use crate::meaning::canonical;
use crate::symbols::{
    Body, Function, Index, Named, Role, Size, Source, Symbol, Symbols, Told, Words,
};
use crate::syntax::parse;
use crate::term::{FunctionId, SizeId, SymbolId, Uses};
use std::sync::Arc;

impl Symbols {
    /// How many of something there are; in a formula, that number.
    ///
    /// # Errors
    /// A name that is taken.
    pub fn size(&mut self, name: &str, value: usize, words: Words) -> Result<&mut Symbols> {
        let canonical = self.new_name(name)?;
        self.tell(name, words);
        self.sizes.push(Size { name: canonical, value });
        Ok(self)
    }

    /// Indices that go over a size.
    ///
    /// # Errors
    /// A size that is not declared; a letter that is a symbol.
    pub fn index(&mut self, names: &[&str], size: &str) -> Result<&mut Symbols> {
        names.iter().try_for_each(|name| self.add_index(name, size, Role::Free, None))?;
        Ok(self)
    }

    /// An index that counts, from this number on: it may stand where a number does.
    ///
    /// # Errors
    /// Those of [`index`](Symbols::index).
    pub fn counting_index(&mut self, name: &str, size: &str, from: i32) -> Result<&mut Symbols> {
        self.add_index(name, size, Role::Free, Some(from.into()))?;
        Ok(self)
    }

    /// An index that may be left out: a formula that does so speaks of each of its values.
    ///
    /// # Errors
    /// Those of [`index`](Symbols::index).
    pub fn implied_index(&mut self, name: &str, size: &str) -> Result<&mut Symbols> {
        self.add_index(name, size, Role::Implied, None)?;
        Ok(self)
    }

    /// An index with one value, from 0 on.
    ///
    /// # Errors
    /// Those of [`index`](Symbols::index); a value beyond the size.
    pub fn fixed_index(&mut self, name: &str, size: &str, value: usize) -> Result<&mut Symbols> {
        let values = self.count(self.size_named(size)?);
        if value >= values {
            return Err(wrong(name, format!("an index below {values}"), value.to_string()));
        }
        self.add_index(name, size, Role::Fixed(value), None)?;
        Ok(self)
    }

    fn add_index(&mut self, name: &str, size: &str, role: Role, from: Option<i64>) -> Result<()> {
        let (size, text) = (self.size_named(size)?, size.into());
        if self.is_taken(name) && self.index_named(name).is_none() {
            return Err(wrong(name, "a new name", format!("{name} again")));
        }
        let is_same = |index: &Index| (index.size, index.role, index.from) == (size, role, from);
        if !self.index_named(name).is_some_and(is_same) {
            self.forget_definitions_with(name);
        }
        self.indices.retain(|index| index.name != name);
        self.indices.push(Index { name: name.into(), size, text, role, from });
        Ok(())
    }

    /// A letter that tells symbols apart where it stands as an exponent, and its value.
    pub fn label(&mut self, name: &str, value: i64) -> &mut Symbols {
        if self.label_named(name) != Some(value) {
            self.forget_definitions_with(name);
        }
        self.labels.retain(|(other, _)| other != name);
        self.labels.push((name.into(), value));
        self
    }

    /// The same words mean something else from now on.
    fn forget_definitions_with(&mut self, name: &str) {
        self.definitions.retain(|(_, definition)| !definition.has(name));
    }

    /// A given number.
    ///
    /// # Errors
    /// A name that is taken.
    pub fn number(&mut self, name: &str, value: f64, words: Words) -> Result<&mut Symbols> {
        self.given(name, &[], Entries::one(value), words)
    }

    /// Given numbers, as many as the size says.
    ///
    /// # Errors
    /// A name that is taken; a size that is not declared; more numbers, or fewer.
    pub fn vector(
        &mut self,
        name: &str,
        size: &str,
        values: &[f64],
        words: Words,
    ) -> Result<&mut Symbols> {
        self.given(name, &[size], Entries::new(values.len(), 1, values.to_vec()), words)
    }

    /// Given numbers, column by column: `X` as a whole, and the name that its entries have, such
    /// as `x` in `x_{ij}`.
    ///
    /// # Errors
    /// Those of [`vector`](Symbols::vector).
    pub fn matrix(
        &mut self,
        [name, entries]: [&str; 2],
        sizes: [&str; 2],
        values: &[f64],
        words: Words,
    ) -> Result<&mut Symbols> {
        self.given(name, &sizes, Entries::new(values.len(), 1, values.to_vec()), words)?;
        self.entries(entries, name)
    }

    fn given(
        &mut self,
        text: &str,
        sizes: &[&str],
        values: Entries<f64>,
        words: Words,
    ) -> Result<&mut Symbols> {
        let name = self.new_name(text)?;
        let dimensions: Vec<SizeId> =
            sizes.iter().map(|size| self.size_named(size)).collect::<Result<_>>()?;
        let mut sizes = dimensions.iter().map(|size| self.count(*size));
        let (rows, columns) = (sizes.next().unwrap_or(1), sizes.next().unwrap_or(1));
        let values = values.into_vec();
        if Some(values.len()) != rows.checked_mul(columns) {
            let expected = format!("{rows} x {columns} values");
            return Err(wrong(text, expected, values.len().to_string()));
        }
        self.tell(text, words);
        let source = Source::Given(Entries::new(rows, columns, values));
        let (uses, text) = (Uses::default(), String::new());
        self.add(Symbol { name, dimensions, source, uses, text, slots: Vec::new() });
        Ok(self)
    }

    pub(super) fn add(&mut self, symbol: Symbol) {
        self.names.push((symbol.name.clone(), Named::Symbol(SymbolId(self.symbols.len()))));
        self.symbols.push(Arc::new(symbol));
    }

    /// Another name for a symbol or a function, as in `Y` and `y_{rj}`.
    ///
    /// # Errors
    /// A name that is taken; a symbol that is not declared.
    pub fn alias(&mut self, alias: &str, of: &str) -> Result<&mut Symbols> {
        let named = self.named_in(of)?;
        let canonical = self.new_name(alias)?;
        self.names.push((canonical, named));
        self.tell_also(alias, of);
        Ok(self)
    }

    /// The name that the entries of a symbol have, as in `X` and `x_{ij}`. Others may have it too,
    /// if they have another number of indices.
    ///
    /// # Errors
    /// A symbol that is not declared.
    pub fn entries(&mut self, entries: &str, of: &str) -> Result<&mut Symbols> {
        let id = self.symbol_named(of)?;
        let canonical = self.canonical(entries)?;
        // Under its own name they are known anyway.
        if !self.named(&canonical).any(|named| named == Named::Symbol(id)) {
            self.names.push((canonical, Named::EntriesOf(id)));
            self.tell_also(entries, of);
        }
        Ok(self)
    }

    /// The name that the columns of a matrix have, as in `V` and `v_k`.
    ///
    /// # Errors
    /// A symbol that is not declared.
    pub fn columns(&mut self, columns: &str, of: &str) -> Result<&mut Symbols> {
        let id = self.symbol_named(of)?;
        let canonical = self.canonical(columns)?;
        self.names.push((canonical, Named::ColumnsOf(id)));
        self.tell_also(columns, of);
        Ok(self)
    }

    /// A function that is known for plain numbers only.
    ///
    /// # Errors
    /// A name that is taken.
    pub fn function(
        &mut self,
        name: &str,
        f: impl Fn(f64) -> f64 + Send + Sync + 'static,
        words: Words,
    ) -> Result<&mut Symbols> {
        let canonical = self.new_name(name)?;
        self.tell(name, words);
        self.add_function(Function {
            name: canonical,
            indices: Vec::new(),
            parameters: 1,
            body: Body::Given(Arc::new(f)),
            uses: Uses { bends: true, ..Uses::default() },
            text: String::new(),
            slots: Vec::new(),
        });
        Ok(self)
    }

    pub(super) fn add_function(&mut self, function: Function) {
        let id = FunctionId(self.functions.len());
        self.names.push((function.name.clone(), Named::Function(id)));
        self.functions.push(Arc::new(function));
    }

    /// What a label is, a fixed index, or another name that is declared without words. What is
    /// declared for several labels is told once.
    pub fn tell(&mut self, name: &str, words: Words) -> &mut Symbols {
        if self.legend.iter().all(|told| told.name != name) {
            let (name, other_names) = (name.into(), Vec::new());
            self.legend.push(Told { name, other_names, words, definition: None });
        }
        self
    }

    fn tell_also(&mut self, name: &str, of: &str) {
        let told = self.legend.iter_mut().filter(|told| told.name == of);
        for Told { other_names, .. } in told {
            if other_names.iter().all(|other| other != name) {
                other_names.push(name.into());
            }
        }
    }

    /// A name as it is kept, of a symbol that is not declared yet.
    fn new_name(&self, name: &str) -> Result<String> {
        let canonical = self.canonical(name)?;
        if self.is_taken(&canonical) {
            return Err(wrong(name, "a new name", format!("{name} again")));
        }
        Ok(canonical)
    }

    fn size_named(&self, name: &str) -> Result<SizeId> {
        let canonical = self.canonical(name)?;
        self.find_size(&canonical).ok_or_else(|| wrong(name, "a declared size", name))
    }

    pub(crate) fn symbol_named(&self, name: &str) -> Result<SymbolId> {
        match self.named_in(name)? {
            Named::Symbol(id) | Named::EntriesOf(id) | Named::ColumnsOf(id) => Ok(id),
            Named::Function(_) => Err(wrong(name, "a number, vector or matrix", "a function")),
        }
    }

    fn named_in(&self, name: &str) -> Result<Named> {
        let canonical = self.canonical(name)?;
        let found = self.named(&canonical).next();
        found.ok_or_else(|| wrong(name, "a declared symbol", name))
    }

    /// A name as it is kept, with its labels replaced by their values.
    fn canonical(&self, name: &str) -> Result<String> {
        let node = parse(name).map_err(|wrong| wrong.within(name))?;
        canonical(self, &node).map_err(|wrong| wrong.within(name))
    }
}

/// About a whole name.
fn wrong(name: &str, expected: impl Into<String>, found: impl Into<String>) -> Error {
    Wrong::new(&(0..name.len()), expected, found).within(name)
}
