//! What torch does when told `backward`: a tape that records ordinary Rust expressions, and is
//! then read backwards.
//!
//! ```
//! use ma6202::number::Number;
//! use ma6202::tape::Tape;
//!
//! let tape = Tape::new();
//! let x = tape.leaf(5.0);
//! let z = x.powi(3);
//! assert_eq!(z.value(), 125.0);
//! assert_eq!(z.backward().of(x), 75.0);
//! ```
//!
//! # Formula
//! Each operation v_i = f(v_j, v_k) is recorded with its derivatives, d_ij = ∂v_i/∂v_j and d_ik.
//! With v̄_i = ∂z/∂v_i, which is 1 for z itself, the chain rule sums over all that v_j went into:
//!
//! ```math
//! \bar v_j = \sum_i \bar v_i d_{ij}
//! ```
//!
//! An operation is recorded after its operands, so reading the tape from its end gives each v̄_i
//! whole before it is passed on. One pass, whatever the number of leaves.
//!
//! # Source
//! S. Linnainmaa, *Taylor expansion of the accumulated rounding error*, BIT 16 (1976); A. Griewank
//! and A. Walther, *Evaluating derivatives*, 2008, whose v̄ this is. The lecture's section on
//! autograd.

mod expression;
mod operators;

pub use expression::{Expression, Step};
pub use operators::Op;

use std::cell::RefCell;

/// The record of all operations on numbers that came from its leaves, in the order they were done.
#[derive(Debug, Default)]
pub struct Tape {
    nodes: RefCell<Vec<Node>>,
}

/// What was recorded of one number.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub op: Op,
    pub value: f64,
    /// What it was computed from: none for a leaf, one or two for an operation.
    pub operands: [Option<Operand>; 2],
}

/// What went into an operation.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// Its place on the tape; `None` for a constant.
    pub node: Option<usize>,
    pub value: f64,
    /// ∂(result)/∂(operand).
    pub derivative: f64,
}

/// A number on a tape, or a constant, which is on none: torch's `requires_grad` is `True` for the
/// former and `False` for the latter.
///
/// # Panics
/// An operation does on numbers of two tapes.
#[derive(Clone, Copy, Debug)]
pub struct Var<'t> {
    place: Option<(&'t Tape, usize)>,
    value: f64,
}

/// ∂z/∂v for every number v of a tape, as [`Var::backward`] found them.
#[derive(Clone, Debug)]
pub struct Gradients<'t> {
    /// `None` of a constant, whose gradients are all 0.
    tape: Option<&'t Tape>,
    /// By place; `None` where nothing of z comes from there.
    by_node: Vec<Option<f64>>,
}

impl Tape {
    pub fn new() -> Tape {
        Tape::default()
    }

    /// A number to differentiate by: `torch.tensor(value, requires_grad=True)`.
    pub fn leaf(&self, value: f64) -> Var<'_> {
        self.push(Node { op: Op::Leaf, value, operands: [None, None] })
    }

    /// What is recorded so far.
    pub fn nodes(&self) -> Vec<Node> {
        self.nodes.borrow().clone()
    }

    /// uᵀJ: for each number v of the tape, Σ_k u_k ∂y_k/∂v, from pairs (y_k, u_k).
    ///
    /// A constant among the y gives nothing; torch, which takes that for a mistake, refuses it.
    ///
    /// # Panics
    /// On a number from another tape.
    pub fn backward(&self, upstream: &[(Var, f64)]) -> Gradients<'_> {
        let nodes = self.nodes.borrow();
        let mut by_node = vec![None; nodes.len()];
        for (y, u) in upstream {
            if let Some((tape, node)) = y.place {
                assert!(std::ptr::eq(tape, self), "a number from another tape");
                *by_node[node].get_or_insert(0.0) += u;
            }
        }
        for i in (0..nodes.len()).rev() {
            let Some(gradient) = by_node[i] else { continue };
            for Operand { node, derivative, .. } in nodes[i].operands.iter().flatten() {
                if let Some(j) = *node {
                    *by_node[j].get_or_insert(0.0) += gradient * derivative;
                }
            }
        }
        Gradients { tape: Some(self), by_node }
    }

    fn push(&self, node: Node) -> Var<'_> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        Var { place: Some((self, nodes.len() - 1)), value: node.value }
    }
}

impl<'t> Var<'t> {
    /// ∂(self)/∂v for every number v of the tape: the sweep is seeded with 1.
    pub fn backward(self) -> Gradients<'t> {
        match self.place {
            Some((tape, _)) => tape.backward(&[(self, 1.0)]),
            None => Gradients { tape: None, by_node: Vec::new() },
        }
    }

    /// The same value as a constant: what is computed from it does not lead back, as after torch's
    /// `.detach()` and under `no_grad`.
    pub fn detach(self) -> Var<'t> {
        Var { place: None, ..self }
    }

    /// Its place on the tape; `None` for a constant.
    pub fn node(self) -> Option<usize> {
        self.place.map(|(_, node)| node)
    }

    /// The result of an operation on one or two numbers, recorded if one of them is.
    fn record<const N: usize>(
        op: Op,
        inputs: [Var<'t>; N],
        value: f64,
        derivatives: [f64; N],
    ) -> Self {
        let mut tapes = inputs.iter().filter_map(|input| input.place).map(|(tape, _)| tape);
        let Some(tape) = tapes.next() else { return Var { place: None, value } };
        assert!(tapes.all(|other| std::ptr::eq(tape, other)), "an operation across two tapes");
        let mut operands = [None, None];
        for ((operand, input), derivative) in operands.iter_mut().zip(inputs).zip(derivatives) {
            *operand = Some(Operand { node: input.node(), value: input.value, derivative });
        }
        tape.push(Node { op, value, operands })
    }
}

impl Gradients<'_> {
    /// ∂z/∂v; 0 if z does not depend on it.
    ///
    /// # Panics
    /// On a number from another tape.
    pub fn of(&self, v: Var) -> f64 {
        self.recorded(v).unwrap_or(0.0)
    }

    /// ∂z/∂v; `None` of a constant, and if z does not depend on v.
    fn recorded(&self, v: Var) -> Option<f64> {
        let (tape, node) = v.place?;
        let same = self.tape.is_none_or(|own| std::ptr::eq(own, tape));
        assert!(same, "the gradient of a number from another tape");
        self.at(node)
    }

    /// ∂z/∂v of the number at a place of the tape; `None` if z does not depend on it.
    pub fn at(&self, node: usize) -> Option<f64> {
        self.by_node.get(node).copied().flatten()
    }
}
