//! Symbols and functions: which one is written there, and which of its entries.

use super::name::{Written, written};
use super::{Parameter, Reader, Shape, Slot, Term, What};
use crate::error::Wrong;
use crate::symbols::Named;
use crate::syntax::Node;
use crate::term::{FunctionId, SizeId, SymbolId};

/// A symbol, and how its indices are used.
type Reading = (SymbolId, What, Shape);

impl Reader<'_> {
    /// The function that is written there, and its indices.
    pub(super) fn function(
        &mut self,
        node: &Node,
    ) -> Result<Option<(FunctionId, Vec<Slot>, usize)>, Wrong> {
        let Some(written) = written(self.symbols, node)? else { return Ok(None) };
        let is_function = |named| match named {
            Named::Function(id) => Some(id),
            _ => None,
        };
        let Some(id) = self.symbols.named(&written.name).find_map(is_function) else {
            return Ok(None);
        };
        if let Some(power) = written.power {
            let expected = "the power after the argument";
            return Err(Wrong::new(&power.place, expected, power.to_string()));
        }
        let function = self.symbols.functions[id.0].clone();
        let slots = self.slots_of(&written.indices)?;
        let sizes: Vec<SizeId> = slots.iter().filter_map(|slot| self.size_of(*slot)).collect();
        if sizes != function.indices {
            let expected = format!("the indices of {}", function.name);
            return Err(Wrong::new(&node.place, expected, node.to_string()));
        }
        Ok(Some((id, slots, written.primes)))
    }

    /// The symbol that is written there, with its indices; an exponent is left to the caller.
    pub(super) fn symbol(&mut self, node: &Node, written: &Written) -> Result<Term, Wrong> {
        let Written { name, indices, .. } = written;
        if written.primes > 0 {
            return Err(Wrong::new(&node.place, "a function before a prime", name.as_str()));
        }
        if !indices.is_empty() && self.parameters.contains(name) {
            let found = format!("{name}, which is a number here");
            return Err(Wrong::new(&node.place, "a letter before its indices", found));
        }
        if indices.is_empty() {
            if let Some(place) = self.parameters.iter().position(|parameter| parameter == name) {
                let what = What::Parameter(Parameter(place));
                self.running += 1;
                return Ok(Term { what, shape: Shape::NUMBER, place: node.place.clone() });
            }
            if let Some(what) = self.index_or_size(name, node)? {
                return Ok(Term { what, shape: Shape::NUMBER, place: node.place.clone() });
            }
        }
        let mut candidates: Vec<Named> = self.symbols.named(name).collect();
        if candidates.is_empty() && !indices.is_empty() {
            candidates = self.symbols.labelled(name).collect();
        }
        if let Some(Named::Function(_)) = candidates.first() {
            let found = format!("the function {name} without one");
            return Err(Wrong::new(&node.place, "an argument in parentheses", found));
        }
        if candidates.is_empty() {
            return match &name[..] {
                "e" if indices.is_empty() => Ok(constant(What::E, node)),
                r"\pi" if indices.is_empty() => Ok(constant(What::Pi, node)),
                _ => Err(Wrong::new(&node.place, "a declared symbol", name.as_str())),
            };
        }
        let slots = self.slots_of(indices)?;
        let sizes: Vec<Option<SizeId>> = slots.iter().map(|slot| self.size_of(*slot)).collect();
        let entries = self.entries(&candidates, &slots, &sizes, node)?;
        for readings in [entries, self.slices(&candidates, &slots, &sizes)] {
            match &readings[..] {
                [] => {}
                [(id, what, shape)] => {
                    self.need(*id);
                    let (what, shape) = (what.clone(), *shape);
                    return Ok(Term { what, shape, place: node.place.clone() });
                }
                _ => {
                    let found = format!("{node}, which could be one of {}", readings.len());
                    return Err(Wrong::new(&node.place, "one reading", found));
                }
            }
        }
        let dimensions = |named: &Named| match named {
            Named::Symbol(id) | Named::EntriesOf(id) | Named::ColumnsOf(id) => {
                let dimensions = &self.symbols.symbols[id.0].dimensions;
                dimensions.iter().map(|size| self.symbols.size_name(*size)).collect()
            }
            Named::Function(_) => Vec::new(),
        };
        let each = candidates.iter().map(|named| format!("({})", dimensions(named).join(", ")));
        let expected =
            format!("indices of {name}, which go over {}", each.collect::<Vec<_>>().join(" or "));
        let over = sizes.iter().map(|size| match size {
            Some(size) => self.symbols.size_name(*size),
            None => "numbers".into(),
        });
        let found = format!("{node}, over ({})", over.collect::<Vec<_>>().join(", "));
        Err(Wrong::new(&node.place, expected, found))
    }

    /// Readings as one entry, or as the whole if there are no indices.
    fn entries(
        &mut self,
        candidates: &[Named],
        slots: &[Slot],
        sizes: &[Option<SizeId>],
        node: &Node,
    ) -> Result<Vec<Reading>, Wrong> {
        let mut readings = Vec::new();
        for named in candidates {
            let id = match *named {
                Named::Symbol(id) => id,
                Named::EntriesOf(id) if !slots.is_empty() => id,
                Named::EntriesOf(_) | Named::ColumnsOf(_) | Named::Function(_) => continue,
            };
            let dimensions = self.symbols.symbols[id.0].dimensions.clone();
            let fits = |wanted: &[SizeId]| {
                wanted.len() == sizes.len() && wanted.iter().zip(sizes).all(|(w, s)| Some(*w) == *s)
            };
            if fits(&dimensions) && !dimensions.is_empty() {
                readings.push((id, What::Entry(id, slots.to_vec()), Shape::NUMBER));
            } else if slots.is_empty() {
                let mut dimensions = dimensions.into_iter();
                let shape = Shape { rows: dimensions.next(), columns: dimensions.next() };
                readings.push((id, What::Whole(id), shape));
            } else if let Some((first, rest)) = dimensions.split_first()
                && fits(rest)
                && let Some(implied) = self.implied(*first, &node.place)?
            {
                let slots = [&[implied], slots].concat();
                readings.push((id, What::Entry(id, slots), Shape::NUMBER));
            }
        }
        Ok(readings)
    }

    /// Readings as a row or a column.
    fn slices(
        &self,
        candidates: &[Named],
        slots: &[Slot],
        sizes: &[Option<SizeId>],
    ) -> Vec<Reading> {
        let ([slot], [Some(size)]) = (slots, sizes) else { return Vec::new() };
        let mut readings = Vec::new();
        for named in candidates {
            let (id, is_columns) = match *named {
                Named::Symbol(id) | Named::EntriesOf(id) => (id, false),
                Named::ColumnsOf(id) => (id, true),
                Named::Function(_) => continue,
            };
            let [rows, columns] = self.symbols.symbols[id.0].dimensions[..] else { continue };
            if rows == *size && !is_columns {
                let shape = Shape { rows: Some(columns), columns: None };
                readings.push((id, What::Row(id, *slot), shape));
            }
            if columns == *size {
                let shape = Shape { rows: Some(rows), columns: None };
                readings.push((id, What::Column(id, *slot), shape));
            }
        }
        readings
    }

    /// An index or a size as a number.
    fn index_or_size(&mut self, name: &str, node: &Node) -> Result<Option<What>, Wrong> {
        if let Some(slot) = self.visible(name) {
            return Ok(Some(self.as_number(slot, node)?));
        }
        if self.symbols.index_named(name).is_some() && self.symbols.named(name).next().is_none() {
            let slot = self.slot(name, &node.place)?;
            return Ok(Some(self.as_number(slot, node)?));
        }
        Ok(self.symbols.find_size(name).map(What::Size))
    }
}

fn constant(what: What, node: &Node) -> Term {
    Term { what, shape: Shape::NUMBER, place: node.place.clone() }
}
