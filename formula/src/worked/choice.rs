//! For which values of its indices a formula is shown.

use crate::error::{Result, Wrong};
use crate::evaluate::Evaluator;
use crate::meaning::Opened;
use crate::symbols::Symbols;
use crate::value::Meaning;

/// So many choices are looked at, at most.
const MOST: usize = 1000;

/// A value for each index for which a formula speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Its letter, its value from 0 on, and what it counts from; those that have one value anyway
    /// are told as well.
    indices: Vec<(String, usize, i64)>,
}

impl Choice {
    /// Each index, in LaTeX, and its value as it is counted: j = 1 is the first.
    pub fn indices(&self) -> impl Iterator<Item = (&str, i64)> {
        self.indices.iter().map(|(name, value, from)| (&**name, *value as i64 + from))
    }
}

impl Meaning {
    /// The first values of its indices for which it speaks and its first side is not 0; if there
    /// are none, the first for which it speaks.
    ///
    /// # Errors
    /// None for which it speaks; those of [`evaluate`](Meaning::evaluate).
    pub fn choice(&self) -> Result<Choice> {
        let evaluator = Evaluator::<f64>::new(&self.symbols);
        let free: Vec<(&Opened, usize)> = self
            .free_indices()
            .map(|index| (index, index.size.map_or(1, |size| self.symbols.count(size))))
            .collect();
        let count = free.iter().fold(1_usize, |count, (_, size)| count.saturating_mul(*size));
        let mut first = None;
        for number in 0..count.min(MOST) {
            // The last index is the fastest.
            let (mut rest, mut indices) = (number, Vec::new());
            for (index, size) in free.iter().rev() {
                indices.push((index.name.clone(), rest % size, counted_from(&self.symbols, index)));
                rest /= size;
            }
            indices.reverse();
            let fixed = self.slots.iter().filter(|slot| slot.name.parse::<usize>().is_err());
            indices.extend(fixed.filter_map(|slot| {
                let from = counted_from(&self.symbols, slot);
                Some((slot.name.clone(), slot.fixed?, from))
            }));
            let choice = Choice { indices };
            let slots = self.slots_at(&choice)?;
            let mut holds = true;
            for condition in &self.conditions {
                holds &= evaluator.holds(&self.latex, condition, &slots)?;
            }
            if holds {
                let value = evaluator.plain(&self.latex, &self.sides[0], &slots)?;
                if value.as_slice().iter().any(|entry| *entry != 0.0) {
                    return Ok(choice);
                }
                first = first.or(Some(choice));
            }
        }
        first.ok_or_else(|| {
            let expected = "indices for which it speaks";
            Wrong::new(&(0..self.latex.len()), expected, "none").within(&self.latex)
        })
    }

    /// The values of all its indices, those that are free as they were chosen.
    pub(super) fn slots_at(&self, choice: &Choice) -> Result<Vec<i64>> {
        let mut slots: Vec<i64> =
            self.slots.iter().map(|slot| slot.fixed.unwrap_or(0) as i64).collect();
        for &slot in &self.free {
            let Opened { name, size, .. } = &self.slots[slot];
            let chosen = choice.indices.iter().find(|(other, ..)| other == name);
            let count = size.map_or(0, |size| self.symbols.count(size));
            let Some((_, value, _)) = chosen.filter(|(_, value, _)| *value < count) else {
                let expected = format!("a choice of {name}, one of {count}");
                let found = format!("{:?}", choice.indices().collect::<Vec<_>>());
                return Err(Wrong::new(&(0..self.latex.len()), expected, found).within(&self.latex));
            };
            slots[slot] = *value as i64;
        }
        Ok(slots)
    }
}

/// What an index counts from.
pub(super) fn counted_from(symbols: &Symbols, index: &Opened) -> i64 {
    let declared = symbols.index_named(&index.name).filter(|_| index.size.is_some());
    declared.map_or(i64::from(index.size.is_some()), |index| index.from.unwrap_or(1))
}
