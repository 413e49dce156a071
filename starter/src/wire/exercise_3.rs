//! Cómo se pregunta por el ejercicio 3.
//!
//! **EN** Exercise 3 over the wire.

use serde_json::Value;

use super::super::answers::exercise_3 as answers;
use super::{Give, answers, give};

answers! {
    boxcar: fn(f64, f64, f64, f64) -> answers::Network => |(a, b, height, steepness)| {
        boxcar(a, b, height, steepness)
    },
    step_error: fn(f64, f64) -> f64 => |(height, steepness)| step_error(height, steepness),
    sum_of_boxes: fn(fn(f64) -> f64, f64, f64, usize, f64) -> answers::Network => |(
        g,
        a,
        b,
        n,
        steepness,
    ): (String, _, _, _, _)| sum_of_boxes(function(&g), a, b, n, steepness),
}

/// w, b, v and c.
impl Give for answers::Network {
    fn give(self) -> Value {
        vec![self.w.give(), self.b.give(), self.v.give(), self.c.give()]
            .into()
    }
}

/// A function, by its name.
fn function(name: &str) -> fn(f64) -> f64 {
    match name {
        "square" => |x| x * x,
        "cube" => |x| x * x * x,
        "sine" => f64::sin,
        "exponential" => f64::exp,
        _ => panic!("no function is called {name}"),
    }
}
