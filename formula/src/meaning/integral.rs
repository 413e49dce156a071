//! Integrals: between which ends, and over which variable.

use super::big::letter;
use super::reader::expect_new;
use super::{Integral, Parameter, Reader, Shape, Term, What};
use crate::error::Wrong;
use crate::syntax::{Kind, Node};

impl Reader<'_> {
    pub(super) fn integral(
        &mut self,
        variable: &Node,
        from: Option<&Node>,
        to: Option<&Node>,
        body: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        let (Some(from), Some(to)) = (from, to) else {
            return Err(Wrong::new(&node.place, "bounds of the integral", "none"));
        };
        let [from, to] = [self.end(from, -1)?, self.end(to, 1)?];
        let name = letter(variable)?;
        expect_new(self.symbols, &name, variable)?;
        if self.parameters.contains(&name) || self.visible(&name).is_some() {
            return Err(Wrong::new(&variable.place, "a letter that is not in use", name));
        }
        let parameter = Parameter(self.parameters.len());
        self.parameters.push(name.clone());
        let (body, near) = self.with_uses(|reader| reader.number(body))?;
        self.expect_not_hidden(&self.parameters[parameter.0..], &near, node)?;
        // Its name ends with it, its place does not: no other variable takes that.
        self.parameters[parameter.0].clear();
        let what =
            What::Integral(Box::new(Integral { variable: parameter, name, from, to, body, near }));
        Ok(Term { what, shape: Shape::NUMBER, place: node.place.clone() })
    }

    /// The end of an integral; `None` is infinite on that side.
    fn end(&mut self, node: &Node, side: i32) -> Result<Option<Term>, Wrong> {
        let infinite = Kind::Symbol(r"\infty".into());
        match &node.kind {
            Kind::Sum(terms) if side < 0 => match &terms[..] {
                [(true, term)] if term.kind == infinite => Ok(None),
                _ => self.number(node).map(Some),
            },
            kind if side > 0 && *kind == infinite => Ok(None),
            _ => self.number(node).map(Some),
        }
    }
}
