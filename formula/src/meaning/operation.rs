//! Sums, quotients, powers, and products with a sign.

use super::ending::{ends_in_open_function, is_one_factor};
use super::{Reader, Shape, Term, What};
use crate::error::Wrong;
use crate::syntax::{Infix, Kind, Node};

impl Reader<'_> {
    pub(super) fn sum(&mut self, terms: &[(bool, Node)], node: &Node) -> Result<Term, Wrong> {
        let read = |(is_subtracted, term): &(bool, Node)| Ok((*is_subtracted, self.term(term)?));
        let terms: Vec<(bool, Term)> = terms.iter().map(read).collect::<Result<_, Wrong>>()?;
        let mut shape = Shape::NUMBER;
        for (_, term) in &terms {
            if shape.is_number() {
                shape = term.shape;
            } else if !term.shape.is_number() && term.shape != shape {
                let expected = format!("a number or {}", self.symbols.shape_name(shape));
                return Err(Wrong::new(&term.place, expected, self.symbols.shape_name(term.shape)));
            }
        }
        let number = terms.iter().find(|(_, term)| term.shape.is_number());
        if let (true, Some((_, number))) = (shape.is_square(), number) {
            let expected = format!("no number beside {}", self.symbols.shape_name(shape));
            let found = "one, for each entry or for those of the diagonal";
            return Err(Wrong::new(&number.place, expected, found));
        }
        Ok(Term { what: What::Add(terms), shape, place: node.place.clone() })
    }

    pub(super) fn infix(
        &mut self,
        operator: Infix,
        left: &Node,
        right: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        if operator == Infix::Slash
            && let Some(derivative) = self.derivative(left, right, node)?
        {
            return Ok(derivative);
        }
        if ends_in_open_function(left) {
            let expected = "parentheses that say where the function before the sign ends";
            return Err(Wrong::new(&left.place, expected, left.to_string()));
        }
        let both = [self.term(left)?, self.term(right)?];
        let are_matrices = both.iter().all(|term| !term.shape.is_number());
        let of_other = match (operator, &left.kind, &both[0].what) {
            (Infix::Times, Kind::Infix { .. }, What::Hadamard(_)) => true,
            (Infix::Hadamard, Kind::Infix { .. }, What::Multiply(of)) => {
                of.iter().all(|term| !term.shape.is_number())
            }
            _ => false,
        };
        if are_matrices && of_other {
            let expected = r"parentheses: A \odot B \cdot C could be either";
            return Err(Wrong::new(&node.place, expected, node.to_string()));
        }
        match operator {
            Infix::Times => self.multiply(both, node),
            Infix::Slash if is_one_factor(right, &both[1]) => self.divide(both, node),
            Infix::Slash => {
                let expected = "parentheses around all that is divided by, or after the slash";
                Err(Wrong::new(&right.place, expected, right.to_string()))
            }
            Infix::Hadamard => {
                let [left, right] = &both;
                if left.shape != right.shape || left.shape.is_number() {
                    let shape = |term: &Term| self.symbols.shape_name(term.shape);
                    let expected = match left.shape.is_number() {
                        true => r"vectors or matrices around \odot".into(),
                        false => format!(r"{}, as before \odot", shape(left)),
                    };
                    return Err(Wrong::new(&right.place, expected, shape(right)));
                }
                let (shape, place) = (left.shape, node.place.clone());
                Ok(Term { what: What::Hadamard(Box::new(both)), shape, place })
            }
        }
    }

    pub(super) fn fraction(
        &mut self,
        over: &Node,
        under: &Node,
        node: &Node,
    ) -> Result<Term, Wrong> {
        if let Some(derivative) = self.derivative(over, under, node)? {
            return Ok(derivative);
        }
        let both = [self.term(over)?, self.term(under)?];
        self.divide(both, node)
    }

    fn divide(&mut self, [over, under]: [Term; 2], node: &Node) -> Result<Term, Wrong> {
        if !under.shape.is_number() {
            let found = self.symbols.shape_name(under.shape);
            return Err(Wrong::new(&under.place, "a number to divide by", found));
        }
        let (shape, place) = (over.shape, node.place.clone());
        Ok(Term { what: What::Divide(Box::new([over, under])), shape, place })
    }

    /// A term to an exponent, or transposed.
    pub(super) fn raised(&mut self, base: Term, sup: &Node, node: &Node) -> Result<Term, Wrong> {
        let place = node.place.clone();
        if sup.kind == Kind::Symbol(r"\top".into()) {
            if base.shape.is_number() {
                return Err(Wrong::new(&sup.place, "something to transpose before ⊤", "a number"));
            }
            let shape = base.shape.transposed();
            return Ok(Term { what: What::Transpose(Box::new(base)), shape, place });
        }
        if !base.shape.is_number() {
            let found = self.symbols.shape_name(base.shape);
            return Err(Wrong::new(&base.place, "a number before an exponent", found));
        }
        let power = self.number(sup)?;
        let what = match base.what {
            What::E => What::Exp(Box::new(power)),
            _ => What::Power(Box::new([base, power])),
        };
        Ok(Term { what, shape: Shape::NUMBER, place })
    }
}
