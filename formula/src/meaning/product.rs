//! Factors beside each other: calls, operators of derivatives, products.

use super::derivative::By;
use super::function::scripts_of;
use super::name::written;
use super::{Builtin, Reader, Shape, Slot, Term, What};
use crate::error::Wrong;
use crate::syntax::{Fence, Kind, Node};
use crate::term::FunctionId;

impl Reader<'_> {
    pub(super) fn product(&mut self, factors: &[Node], node: &Node) -> Result<Term, Wrong> {
        let mut product: Option<Term> = None;
        let mut rest = factors;
        while let Some((factor, after)) = rest.split_first() {
            rest = after;
            let function = self.function(factor)?;
            let is_normal = factor.kind == Kind::Symbol(r"\Phi".into())
                && self.symbols.named(r"\Phi").next().is_none();
            let by = self.operator(factor)?;
            let next = if function.is_some() || is_normal || by.is_some() {
                let Some((argument, after)) = rest.split_first() else {
                    let expected = "an argument in parentheses";
                    return Err(Wrong::new(&factor.place, expected, format!("{factor} alone")));
                };
                rest = after;
                match by {
                    Some(by) => self.operated(argument, rest.first(), &by, node)?,
                    None => self.called(function, factor, argument, node)?,
                }
            } else {
                self.expect_no_call(factor, rest.first())?;
                self.term(factor)?
            };
            product = Some(match product {
                None => next,
                Some(before) => self.multiply([before, next], node)?,
            });
        }
        Ok(product.expect("a juxtaposition has factors"))
    }

    /// `f(x)`, with the exponent or the index that stands at the parentheses; without a function it
    /// is Φ.
    fn called(
        &mut self,
        function: Option<(FunctionId, Vec<Slot>, usize)>,
        factor: &Node,
        argument: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        let (group, [sub, sup]) = scripts_of(argument);
        let before = self.running;
        let mut arguments = self.arguments(group, factor)?;
        let expected =
            function.as_ref().map_or(1, |(id, ..)| self.symbols.function_at(*id).parameters);
        if arguments.len() != expected {
            let expected = format!("as many arguments as {factor} has, {expected}");
            return Err(Wrong::new(&group.place, expected, arguments.len().to_string()));
        }
        arguments[0].expect_entries(self.symbols)?;
        let value = match function {
            None => self.builtin(Builtin::Normal, 0, arguments.swap_remove(0), node)?,
            Some((id, slots, primes)) => {
                let uses = &self.symbols.function_at(id).uses;
                let bends = self.uses.bends || uses.bends && self.running > before;
                self.uses.add(uses);
                self.uses.functions.insert(id);
                self.uses.bends = bends;
                let (shape, place) = (arguments[0].shape, factor.place.start..group.place.end);
                let name = Box::new(factor.clone());
                let what = What::Call { function: id, name, slots, primes, arguments };
                Term { what, shape, place }
            }
        };
        self.scripted(value, sub, sup, node)
    }

    /// ∂/∂x (…).
    fn operated(
        &mut self,
        body: &Node,
        next: Option<&Node>,
        by: &[By],
        node: &Node,
    ) -> Result<Term, Wrong> {
        let is_group = |node: &Node| matches!(node.kind, Kind::Group { .. });
        let next = next.filter(|next| is_group(scripts_of(next).0));
        if let Some(wrong) = Some(body).filter(|body| !is_group(body)).or(next) {
            let expected = "parentheses around all that is differentiated";
            return Err(Wrong::new(&wrong.place, expected, wrong.to_string()));
        }
        let read = self.with_uses(|reader| reader.term(body))?;
        self.differentiated(read, body, by, node)
    }

    /// Expects that what follows a symbol or a derivative is not its argument: nobody would put a
    /// single letter that it is multiplied with into parentheses.
    fn expect_no_call(&self, factor: &Node, next: Option<&Node>) -> Result<(), Wrong> {
        let Some(next) = next else { return Ok(()) };
        let (group, scripts) = scripts_of(next);
        let Kind::Group { fence: Fence::Parentheses, body, .. } = &group.kind else {
            return Ok(());
        };
        let is_function = match &factor.kind {
            Kind::Fraction { over, .. } => matches!(over.kind, Kind::Partial { .. }),
            _ => written(self.symbols, factor)?.is_some_and(|name| name.power.is_none()),
        };
        let is_argument = match &body.kind {
            Kind::Number(_) | Kind::List(_) => true,
            // What stands at the parentheses cannot stand at this.
            Kind::Script { sup: Some(_), .. } if scripts.iter().any(Option::is_some) => false,
            _ => written(self.symbols, body)?.is_some(),
        };
        if is_function && is_argument {
            let found = format!("{factor}, which is none");
            return Err(Wrong::new(&factor.place, "a function before its argument", found));
        }
        Ok(())
    }

    fn arguments(&mut self, group: &Node, function: &Node) -> Result<Vec<Term>, Wrong> {
        let Kind::Group { fence: Fence::Parentheses, body, .. } = &group.kind else {
            let expected = format!("the argument of {function} in parentheses");
            return Err(Wrong::new(&group.place, expected, group.to_string()));
        };
        let read = body.listed().into_iter().map(|part| self.term(part));
        let arguments: Vec<Term> = read.collect::<Result<_, _>>()?;
        let matrix = arguments.iter().find(|argument| !argument.shape.is_number());
        match matrix {
            Some(matrix) if arguments.len() > 1 => {
                let found = self.symbols.shape_name(matrix.shape);
                Err(Wrong::new(&matrix.place, "a number beside other arguments", found))
            }
            _ => Ok(arguments),
        }
    }

    pub(super) fn multiply(&mut self, both: [Term; 2], node: &Node) -> Result<Term, Wrong> {
        let [left, right] = &both;
        let shape = if left.shape.is_number() {
            right.shape
        } else if right.shape.is_number() {
            left.shape
        } else if left.shape.columns == right.shape.rows {
            Shape { rows: left.shape.rows, columns: right.shape.columns }
        } else {
            let shape = |shape| self.symbols.shape_name(shape);
            let columns = shape(Shape { rows: left.shape.columns, columns: None });
            let expected = format!("rows as many as {} has columns, {columns}", shape(left.shape));
            return Err(Wrong::new(&right.place, expected, shape(right.shape)));
        };
        let place = node.place.clone();
        Ok(Term { what: What::Multiply(Box::new(both)), shape, place })
    }
}
