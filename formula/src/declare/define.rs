//! What follows from a formula: symbols and functions that are defined.

use crate::error::{Result, Wrong};
use crate::meaning::{Head, Opened, Reader, head};
use crate::symbols::{Body, Function, Source, Symbol, Symbols, Words};
use crate::syntax::{Kind, Node, Relation, parse};
use crate::term::{Shape, SizeId};
use std::sync::Arc;

impl Symbols {
    /// A symbol or a function by its formula: `y_i = \sigma(a_i)`, `g = \frac{1}{n} (S - T)`,
    /// `\sigma(z) = \frac{1}{1 + e^{-z}}`.
    ///
    /// # Errors
    /// A text that is no definition; a name that is taken; a formula that means nothing with the
    /// symbols before it.
    pub fn define(&mut self, text: &str, words: Words) -> Result<&mut Symbols> {
        self.define_silently(text)?;
        self.tell(defined(text), words);
        Ok(self)
    }

    /// The same, of what is told with its definition: the text that is evaluated.
    ///
    /// # Errors
    /// Those of [`define`](Symbols::define).
    pub fn define_shown(&mut self, text: &str, words: Words) -> Result<&mut Symbols> {
        self.define(text, words)?;
        for told in self.legend.iter_mut().filter(|told| told.name == defined(text)) {
            told.definition = Some(text.into());
        }
        Ok(self)
    }

    /// The same, of what is not told.
    ///
    /// # Errors
    /// Those of [`define`](Symbols::define).
    pub fn define_silently(&mut self, text: &str) -> Result<String> {
        let node = parse(text).map_err(|wrong| wrong.within(text))?;
        self.define_node(&node, text).map_err(|wrong| wrong.within(text))
    }

    pub(crate) fn define_node(
        &mut self,
        node: &Node,
        text: &str,
    ) -> std::result::Result<String, Wrong> {
        let Kind::Relation { first, rest } = &node.kind else {
            return Err(Wrong::new(&node.place, "a name, =, and its formula", "no ="));
        };
        let [(Relation::Equal, body)] = &rest[..] else {
            return Err(Wrong::new(&node.place, "a name, =, and its formula", "another relation"));
        };
        let head = head(self, first)?;
        let name = head.name.clone();
        self.define_head(head, first, body, text)?;
        self.definitions.push((name.clone(), Arc::new(node.clone())));
        Ok(name)
    }

    /// Whether a name was defined by these very words.
    pub(crate) fn is_defined_so(&self, node: &Node) -> bool {
        let Kind::Relation { first, .. } = &node.kind else { return false };
        let head = head(self, first);
        let is_it = |name: &str| head.as_ref().is_ok_and(|head| head.name == name);
        self.definitions.iter().any(|(name, other)| is_it(name) && **other == *node)
    }

    fn define_head(
        &mut self,
        head: Head,
        first: &Node,
        body: &Node,
        text: &str,
    ) -> std::result::Result<(), Wrong> {
        if self.is_taken(&head.name) {
            return Err(Wrong::new(&first.place, "a new name", format!("{} again", head.name)));
        }
        let mut reader = Reader::new(self);
        for (name, size) in &head.indices {
            reader.open(name, Some(*size), None);
        }
        reader.parameters = head.parameters.clone();
        let term = reader.term(body)?;
        reader.expect_not_hidden(&head.parameters, &reader.uses, body)?;
        let value = |slot: &Opened| slot.fixed.unwrap_or(0) as i64;
        let (uses, slots) = (reader.uses, reader.slots.iter().map(value).collect());
        let (name, text) = (head.name, text.to_owned());
        let indices: Vec<SizeId> = head.indices.iter().map(|(_, size)| *size).collect();
        let is_whole = indices.is_empty() && !head.is_function;
        if !term.shape.is_number() && !is_whole {
            return Err(Wrong::new(&body.place, "a number", self.shape_name(term.shape)));
        }
        if head.is_function {
            let (parameters, body) = (head.parameters.len(), Body::Formula(term));
            self.add_function(Function { name, indices, parameters, body, uses, text, slots });
            return Ok(());
        }
        let (dimensions, source) = match term.shape {
            Shape::NUMBER if indices.len() > 2 => {
                let found = indices.len().to_string();
                return Err(Wrong::new(&first.place, "two indices at most", found));
            }
            Shape::NUMBER => (indices, Source::Entry(term)),
            Shape { rows: None, .. } => {
                return Err(Wrong::new(&body.place, "a number, a column or a matrix", "a row"));
            }
            Shape { rows, columns } => {
                ([rows, columns].into_iter().flatten().collect(), Source::Whole(term))
            }
        };
        self.add(Symbol { name, dimensions, source, uses, text, slots });
        Ok(())
    }
}

/// What stands before the = of a definition.
fn defined(text: &str) -> &str {
    let (name, _) = text.split_once('=').expect("a definition has a =");
    name.trim()
}
