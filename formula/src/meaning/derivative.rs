//! What is differentiated, and by what.

use super::name::written;
use super::{Reader, Shape, Slot, Term, Uses, What};
use crate::error::Wrong;
use crate::symbols::{Symbol, Symbols};
use crate::syntax::{Kind, Node};
use crate::term::SymbolId;

/// As often something is differentiated by the same at most.
const MOST_TIMES: usize = 8;

/// By what: a symbol, or one entry of it.
#[derive(Clone)]
pub(super) struct By {
    id: SymbolId,
    at: Option<Vec<Slot>>,
    shape: Shape,
}

impl Reader<'_> {
    /// ∂A/∂B, ∂²A/∂B∂C, ∂²A/∂B² from what stands over the line and under it; `None` if it is a
    /// quotient.
    pub(super) fn derivative(
        &mut self,
        over: &Node,
        under: &Node,
        node: &Node,
    ) -> Result<Option<Term>, Wrong> {
        let Kind::Partial { order, of: Some(of) } = &over.kind else { return Ok(None) };
        // In the order in which they are written, for so its free indices are.
        let read = self.with_uses(|reader| reader.term(of))?;
        let by = self.by(order.as_deref(), under, node)?;
        self.differentiated(read, of, &by, node).map(Some)
    }

    /// ∂/∂B alone, before what it differentiates.
    pub(super) fn operator(&mut self, node: &Node) -> Result<Option<Vec<By>>, Wrong> {
        let Kind::Fraction { over, under, .. } = &node.kind else { return Ok(None) };
        let Kind::Partial { order, of: None } = &over.kind else { return Ok(None) };
        self.by(order.as_deref(), under, node).map(Some)
    }

    pub(super) fn differentiated(
        &mut self,
        (mut term, mut uses): (Term, Uses),
        of: &Node,
        by: &[By],
        node: &Node,
    ) -> Result<Term, Wrong> {
        for by in by.iter().rev() {
            if !term.shape.is_number() {
                let found = self.symbols.shape_name(term.shape);
                return Err(Wrong::new(&term.place, "a number to differentiate", found));
            }
            expect_function_of(self.symbols, by.id, &uses)
                .map_err(|expected| Wrong::new(&of.place, expected, of.to_string()))?;
            uses.derived_by.insert(by.id);
            let (of, at) = (Box::new(term), by.at.clone());
            let what = What::Derivative { of, by: by.id, at };
            term = Term { what, shape: by.shape, place: node.place.clone() };
        }
        self.uses.derived_by.extend(by.iter().map(|by| by.id));
        Ok(term)
    }

    fn by(&mut self, order: Option<&Node>, under: &Node, node: &Node) -> Result<Vec<By>, Wrong> {
        let parts: Vec<&Node> = match &under.kind {
            Kind::Juxtaposition(parts) => parts.iter().collect(),
            _ => vec![under],
        };
        let mut all = Vec::new();
        for part in parts {
            let Kind::Partial { order: None, of: Some(of) } = &part.kind else {
                return Err(Wrong::new(&part.place, "∂ and a symbol", part.to_string()));
            };
            let wrong = || Wrong::new(&of.place, "a symbol to differentiate by", of.to_string());
            let written = written(self.symbols, of)?.ok_or_else(wrong)?;
            let term = self.symbol(of, &written)?;
            let by = match term.what {
                What::Whole(id) => By { id, at: None, shape: term.shape },
                What::Entry(id, at) => By { id, at: Some(at), shape: Shape::NUMBER },
                _ => return Err(wrong()),
            };
            // ∂x² under the line is ∂x ∂x.
            let times = match written.power.map(|power| &power.kind) {
                None => 1,
                Some(Kind::Number(digits)) => digits.parse().map_err(|_| wrong())?,
                Some(_) => return Err(wrong()),
            };
            if !(1..=MOST_TIMES).contains(&times) {
                return Err(wrong());
            }
            all.resize(all.len() + times, by);
        }
        let wanted = match order.map(|order| &order.kind) {
            None => Some(1),
            Some(Kind::Number(digits)) => digits.parse().ok(),
            Some(_) => None,
        };
        if wanted != Some(all.len()) {
            let expected = "as many ∂ under the line as the order over it";
            return Err(Wrong::new(&node.place, expected, node.to_string()));
        }
        Ok(all)
    }
}

/// Expects that it is clear what something is as a function of a symbol. If the symbol has a
/// formula of its own, then what goes past it to the letters in that formula, or differentiates by
/// one of them, may vary with the symbol or not.
pub(crate) fn expect_function_of(
    symbols: &Symbols,
    id: SymbolId,
    uses: &Uses,
) -> Result<(), String> {
    let Symbol { name, uses: of_symbol, .. } = &*symbols.symbols[id.0];
    if !uses.symbols.contains(&id) && !uses.symbols.is_disjoint(&of_symbol.symbols) {
        return Err(format!("what depends on {name} through its formula"));
    }
    if !uses.derived_by.is_disjoint(&of_symbol.symbols) {
        return Err(format!("no derivative by what {name} depends on"));
    }
    Ok(())
}
