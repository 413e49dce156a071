//! Relations that must hold, and what depends on them.

use super::name::index_name;
use super::{Condition, Reader, Shape, Term, What};
use crate::error::Wrong;
use crate::syntax::{Kind, Node, Relation};

impl Reader<'_> {
    /// Relations that hold together.
    pub fn condition(&mut self, node: &Node) -> Result<Condition, Wrong> {
        let mut all = Vec::new();
        for part in node.listed() {
            let Kind::Relation { first, rest } = &part.kind else {
                return Err(Wrong::new(&part.place, "a condition", part.to_string()));
            };
            let mut left = &**first;
            for (relation, right) in rest {
                if matches!(relation, Relation::To | Relation::Nearly) {
                    return Err(Wrong::new(&part.place, "a condition", relation.latex()));
                }
                let sides = self.bending(|reader| reader.sides(left, right))?;
                all.push((sides.0, *relation, sides.1));
                left = right;
            }
        }
        Ok(Condition(all))
    }

    /// Two numbers, or two indices of the same range.
    fn sides(&mut self, left: &Node, right: &Node) -> Result<(Term, Term), Wrong> {
        let names = [left, right].map(|side| index_name(self.symbols, side));
        let [Some(left_name), Some(right_name)] = names else {
            return Ok((self.number(left)?, self.number(right)?));
        };
        let slots = [self.slot(&left_name, &left.place)?, self.slot(&right_name, &right.place)?];
        let from = |name| self.symbols.index_named(name).and_then(|index| index.from);
        let [left_size, right_size] = slots.map(|slot| self.size_of(slot));
        if (left_size, from(&left_name)) != (right_size, from(&right_name)) {
            let expected = format!("an index with the range of {left_name}");
            return Err(Wrong::new(&right.place, expected, right_name));
        }
        let term = |slot, node: &Node| Term {
            what: What::Index(slot, 0),
            shape: Shape::NUMBER,
            place: node.place.clone(),
        };
        Ok((term(slots[0], left), term(slots[1], right)))
    }

    pub(super) fn cases(&mut self, cases: &[(Node, Node)]) -> Result<What, Wrong> {
        let mut all = Vec::new();
        for (number, (value, condition)) in cases.iter().enumerate() {
            let value = self.number(value)?;
            let condition = match condition.kind {
                Kind::Text(_) if number + 1 < cases.len() => {
                    return Err(Wrong::new(
                        &condition.place,
                        "this as the last case",
                        "one before",
                    ));
                }
                Kind::Text(_) => None,
                _ => Some(self.condition(condition)?),
            };
            all.push((value, condition));
        }
        Ok(What::Cases(all))
    }
}
