use super::{Gradients, Op, Var};
use crate::number::Number;

/// The components of a number, as the lecture prints those of a tensor.
///
/// `grad` is that of a leaf after a `backward`, given its gradients: torch keeps no other. `grad_fn`
/// is the operation that made it.
pub fn components(name: &str, v: Var, gradients: Option<&Gradients>) -> String {
    let op = v.place.map(|(tape, node)| tape.nodes.borrow()[node].op);
    let is_leaf = matches!(op, None | Some(Op::Leaf));
    let grad = match (gradients, v.node()) {
        (Some(gradients), Some(node)) if is_leaf => gradients.at(node),
        _ => None,
    };
    let or_none = |value: Option<f64>| value.map_or("None".into(), |value| format!("{value}"));
    format!(
        "{name}\n  data: {}\n  requires_grad: {}\n  grad: {}\n  grad_fn: {}\n  is_leaf: {is_leaf}",
        v.value(),
        v.node().is_some(),
        or_none(grad),
        op.unwrap_or(Op::Leaf).name(),
    )
}
