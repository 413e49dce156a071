//! The architectures that exercise 2 shows.

use super::{Dag, NodeId, Weights};
use crate::Result;
use crate::activation::Activation;
use crate::mlp::init;
use crate::mlp::init::Draw;
use nalgebra::DMatrix;
use rand_mt::Mt;

/// A network of every kind of node on the wine's 13 features, with torch's weights: a sum that
/// skips a layer of which every other connection is missing, a gate, and the features once more
/// before the end.
///
/// # Errors
/// None but a broken invariant of [`Dag`].
pub fn skipping(rng: &mut Mt) -> Result<Dag> {
    let mut draw = |inputs, outputs| -> Result<Weights> {
        let layer = init::linear(rng, inputs, outputs, Activation::Identity, Draw::Double)?;
        Ok(Weights::full(layer.w, layer.b))
    };
    let mut dag = Dag::new();
    let x = dag.input("x", 13)?;
    let a1 = dag.dense("a1", x, draw(13, 5)?)?;
    let y1 = dag.activation("y1", a1, Activation::Tanh)?;
    let mask = Some(DMatrix::from_fn(5, 5, |i, j| (i + j) % 2 == 0));
    let mut sparse = draw(5, 5)?;
    Weights::clear_missing(&mask, &mut sparse.w);
    let a2 = dag.dense("a2", y1, Weights { mask, ..sparse })?;
    let y2 = dag.activation("y2", a2, Activation::Tanh)?;
    let s = dag.sum("s", &[y1, y2])?;
    let a3 = dag.dense("a3", s, draw(5, 5)?)?;
    let g = dag.activation("g", a3, Activation::Logistic)?;
    let p = dag.product("p", &[s, g])?;
    let c = dag.concatenation("c", &[p, x])?;
    dag.dense("a4", c, draw(18, 3)?)?;
    Ok(dag)
}

/// A neuron y = f(s), s = x + v, v = w y, all but the last edge: v → s would close the cycle
/// s → y → v → s. With it the edge's ends.
///
/// # Errors
/// None but a broken invariant of [`Dag`].
pub fn almost_a_cycle(w: f64, f: Activation) -> Result<(Dag, NodeId, NodeId)> {
    let mut dag = Dag::new();
    let x = dag.input("x", 1)?;
    let s = dag.sum("s", &[x])?;
    let y = dag.activation("y", s, f)?;
    let weight = Weights::full(DMatrix::from_element(1, 1, w), nalgebra::DVector::zeros(1));
    let v = dag.dense("v", y, weight)?;
    Ok((dag, v, s))
}
