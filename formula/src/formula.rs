//! A formula: a text and its tree.

use crate::entries::Entries;
use crate::error::{Result, Wrong};
use crate::meaning::{Opened, Reader, is_declared};
use crate::symbols::Symbols;
use crate::syntax::{Kind, Node, Relation, parse};
use crate::term::{Condition, Term};
use crate::value::Meaning;
use std::fmt::{Display, Formatter};

/// A text in LaTeX, and its tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    latex: String,
    tree: Node,
}

impl Formula {
    /// Reads what stands where. What the letters mean is left to [`read`](Formula::read).
    ///
    /// # Errors
    /// What is not LaTeX, or more of it than derivations need: where, what was expected, and what
    /// was there.
    pub fn parse(latex: &str) -> Result<Formula> {
        let tree = parse(latex).map_err(|wrong| wrong.within(latex))?;
        Ok(Formula { latex: latex.into(), tree })
    }

    /// Of a tree that was not read.
    pub(crate) fn of(tree: Node) -> Formula {
        Formula { latex: tree.to_string(), tree }
    }

    /// As it was written.
    pub fn latex(&self) -> &str {
        &self.latex
    }

    /// What stands where; written out, it is LaTeX that has the same tree.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// What it means; its free indices are those that it has.
    ///
    /// # Errors
    /// Symbols that are not declared, or in another way; shapes that do not fit; more than one
    /// reading.
    pub fn read(&self, symbols: &Symbols) -> Result<Meaning> {
        self.read_for(symbols, None)
    }

    /// The same of a right-hand side: its free indices are those of the left-hand side, which was
    /// read with the same symbols, and no others.
    ///
    /// # Errors
    /// Those of [`read`](Formula::read); an index that the left-hand side lacks.
    pub fn read_like(&self, symbols: &Symbols, left: &Meaning) -> Result<Meaning> {
        self.read_for(symbols, Some(left))
    }

    fn read_for(&self, symbols: &Symbols, left: Option<&Meaning>) -> Result<Meaning> {
        let within = |wrong: Wrong| wrong.within(&self.latex);
        let mut symbols = symbols.clone();
        let parts = self.tree.listed();
        let conditions = self.define(&parts[1..], &mut symbols).map_err(within)?;
        let mut reader = Reader::new(&symbols);
        reader.opens = left.is_none();
        for Opened { name, size, .. } in left.iter().flat_map(|left| left.free_indices()) {
            reader.open_free(name, *size);
        }
        let (sides, relations) = sides(&mut reader, parts[0]).map_err(within)?;
        let conditions = where_it_holds(&mut reader, &conditions).map_err(within)?;
        let (slots, free, uses) = (reader.slots, reader.free, reader.uses);
        let latex = self.latex.clone();
        Ok(Meaning { latex, symbols, sides, relations, conditions, slots, uses, free })
    }

    /// What follows the formula: `y = …` defines a new name, or says again what one is; the rest
    /// are conditions.
    fn define<'a>(
        &self,
        parts: &[&'a Node],
        symbols: &mut Symbols,
    ) -> std::result::Result<Vec<&'a Node>, Wrong> {
        let mut conditions = Vec::new();
        for &part in parts {
            match &part.kind {
                Kind::Relation { first, rest }
                    if matches!(rest[..], [(Relation::Equal, _)])
                        && !is_declared(symbols, first) =>
                {
                    symbols.define_node(part, &self.latex)?;
                }
                _ if symbols.is_defined_so(part) => {}
                _ => conditions.push(part),
            }
        }
        Ok(conditions)
    }
}

/// The sides of a statement, or the only one, and the signs between them.
fn sides(
    reader: &mut Reader,
    node: &Node,
) -> std::result::Result<(Vec<Term>, Vec<Relation>), Wrong> {
    let Kind::Relation { first, rest } = &node.kind else {
        return Ok((vec![reader.term(node)?], Vec::new()));
    };
    let mut sides = vec![reader.term(first)?];
    for (_, side) in rest {
        let side = reader.term(side)?;
        // A number beside a matrix is meant for every entry.
        let matrix = sides.iter().find(|side| !side.shape.is_number());
        if let Some(matrix) = matrix
            && !side.shape.is_number()
            && side.shape != matrix.shape
        {
            let [expected, found] =
                [matrix, &side].map(|side| reader.symbols.shape_name(side.shape));
            return Err(Wrong::new(&side.place, expected, found));
        }
        sides.push(side);
    }
    Ok((sides, rest.iter().map(|(relation, _)| *relation).collect()))
}

/// Conditions on the indices for which the formula speaks.
fn where_it_holds(
    reader: &mut Reader,
    nodes: &[&Node],
) -> std::result::Result<Vec<Condition>, Wrong> {
    reader.opens = false;
    let mut conditions = Vec::new();
    for node in nodes {
        let before = reader.spoken_of;
        let condition = reader.condition(node)?;
        if reader.spoken_of == before {
            let expected = "the definition of a new letter, or a condition on an index";
            return Err(Wrong::new(&node.place, expected, node.to_string()));
        }
        conditions.push(condition);
    }
    Ok(conditions)
}

impl Display for Formula {
    fn fmt(&self, f: &mut Formatter) -> std::fmt::Result {
        f.write_str(&self.latex)
    }
}

impl Symbols {
    /// The value of a symbol, a vector as a column.
    ///
    /// # Errors
    /// A name that is not declared; those of [`Meaning::evaluate`](crate::Meaning::evaluate).
    pub fn value(&self, name: &str) -> Result<Entries<f64>> {
        Formula::parse(name)?.read(self)?.evaluate()
    }
}
