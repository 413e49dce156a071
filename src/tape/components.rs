use super::{Gradients, Op, Var};
use crate::number::Number;

/// The components of a number, as the lecture prints those of a tensor.
///
/// `grad` is that of a leaf after a `backward`, given its gradients: torch keeps no other.
/// `grad_fn` is the operation that made it.
///
/// # Panics
/// On gradients of another tape.
pub fn components(name: &str, v: Var, gradients: Option<&Gradients>) -> String {
    let op = v.place.map(|(tape, node)| tape.nodes.borrow()[node].op);
    let is_leaf = matches!(op, None | Some(Op::Leaf));
    let grad = gradients.filter(|_| is_leaf).and_then(|gradients| gradients.recorded(v));
    let or_none = |value: Option<f64>| value.map_or("None".into(), |value| format!("{value}"));
    format!(
        "{name}\n  data: {}\n  requires_grad: {}\n  grad: {}\n  grad_fn: {}\n  is_leaf: {is_leaf}",
        v.value(),
        v.node().is_some(),
        or_none(grad),
        op.unwrap_or(Op::Leaf).name(),
    )
}
