use crate::Result;
use crate::activation::Activation;
use crate::error::{expect_finite, expect_setting, expect_shape};
use nalgebra::{DMatrix, DVector};

/// The weights of a dense node, a = y W + 1 bᵀ, in which connections may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// (in, out): w_ij joins neuron i of the input to neuron j of this node.
    pub w: DMatrix<f64>,
    /// (out).
    pub b: DVector<f64>,
    /// (in, out): where it is false the connection is missing; its weight is 0 and stays 0.
    pub mask: Option<DMatrix<bool>>,
}

/// What a node computes from the values y of those before it, all (n, width).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DagOp {
    /// Nothing: its value is given.
    Input,
    /// y W + 1 bᵀ, with the weights of this number in [`Dag::weights`](super::Dag::weights);
    /// several nodes may share them.
    Dense(usize),
    /// f(y), element by element.
    Activation(Activation),
    /// y₁ + y₂ + …, all of one width: what a skip connection ends in.
    Sum,
    /// y₁, y₂, … side by side.
    Concatenation,
    /// y₁ ⊙ y₂ ⊙ …, all of one width: what a gate does.
    Product,
}

/// A node of an architecture.
#[derive(Clone, Debug, PartialEq)]
pub struct DagNode {
    pub name: String,
    pub op: DagOp,
    /// The columns of its value.
    pub width: usize,
}

impl DagOp {
    /// The name used in tables and pictures.
    pub fn name(&self) -> &'static str {
        match self {
            DagOp::Input => "input",
            DagOp::Dense(_) => "dense",
            DagOp::Activation(_) => "activation",
            DagOp::Sum => "sum",
            DagOp::Concatenation => "concatenation",
            DagOp::Product => "product",
        }
    }
}

impl DagNode {
    /// Refuses one more input of this width where it does not fit.
    pub(super) fn takes(&self, width: usize) -> Result<()> {
        let DagNode { name, op, .. } = self;
        let what = format!("node {name:?}, which is to have one more input");
        let joins = matches!(op, DagOp::Sum | DagOp::Product);
        expect_setting(&what, "a sum or a product", op.name(), joins)?;
        let what = format!("columns of one more input of {name:?}");
        expect_shape(&what, (1, width), (1, self.width))
    }
}

impl Weights {
    /// Every connection present.
    pub fn full(w: DMatrix<f64>, b: DVector<f64>) -> Weights {
        Weights { w, b, mask: None }
    }

    /// 0 where a connection is missing.
    pub(crate) fn clear_missing(mask: &Option<DMatrix<bool>>, w: &mut DMatrix<f64>) {
        if let Some(mask) = mask {
            w.zip_apply(mask, |w, present| *w = if present { *w } else { 0.0 });
        }
    }

    /// Refuses what does not fit an input of this width, or contradicts its own mask.
    pub(super) fn check(&self, what: &str, inputs: usize) -> Result<()> {
        let outputs = self.b.len();
        let name = format!("weights W of {what}");
        expect_shape(&name, self.w.shape(), (inputs, outputs))?;
        expect_finite(&name, &self.w)?;
        expect_finite(&format!("bias b of {what}"), &self.b)?;
        let Some(mask) = &self.mask else { return Ok(()) };
        expect_shape(&format!("mask of {what}"), mask.shape(), (inputs, outputs))?;
        for (index, (&w, &present)) in self.w.iter().zip(mask).enumerate() {
            let (i, j) = (index % inputs, index / inputs);
            let missing = format!("{name}, missing connection ({i}, {j})");
            expect_setting(&missing, "0", w, present || w == 0.0)?;
        }
        Ok(())
    }
}
