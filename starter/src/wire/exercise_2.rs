//! Cómo se pregunta por el ejercicio 2.
//!
//! **EN** Exercise 2 over the wire.

use serde_json::Value;

use super::super::answers::exercise_2 as answers;
use super::{Give, answers, give};

answers! {
    order_or_cycle: fn(usize, &[(usize, usize)]) -> answers::Order => |(n, edges): (_, Vec<_>)| {
        order_or_cycle(n, &edges)
    },
    outputs: fn(usize, &[(usize, usize, f64)], &[(usize, f64)]) -> Vec<f64> => |(n, edges, inputs): (
        _,
        Vec<_>,
        Vec<_>,
    )| outputs(n, &edges, &inputs),
    sum_over_paths: fn(usize, &[(usize, usize, f64)], usize, usize) -> f64 => |(n, edges, from, to): (
        _,
        Vec<_>,
        _,
        _,
    )| sum_over_paths(n, &edges, from, to),
}

/// 0 and the order, 1 and the cycle.
impl Give for answers::Order {
    fn give(self) -> Value {
        match self {
            answers::Order::Acyclic(order) => (0, order).give(),
            answers::Order::Cycle(cycle) => (1, cycle).give(),
        }
    }
}
