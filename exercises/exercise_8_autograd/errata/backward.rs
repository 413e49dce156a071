//! Slips in what the lecture says of `backward`.

use super::Erratum;
use crate::exercise_8_autograd::torch_examples::closing_examples;
use crate::results;
use crate::solved::Results;
use ma6202::Result;
use ma6202::jacobian;
use ma6202::number::Number;
use ma6202::oracle::jacobian_products;
use ma6202::tape::{Expression, Step, Tape};
use nalgebra::DVector;

/// ∂x³/∂x at 5.
pub(super) fn seed() -> Erratum {
    /// x.grad for an upstream gradient.
    fn gradient(upstream: f64) -> Vec<f64> {
        let tape = Tape::new();
        let x = tape.leaf(5.0);
        vec![tape.backward(&[(x.powi(3), upstream)]).of(x)]
    }
    Erratum {
        id: "seed",
        name: "what a scalar's backward starts with",
        in_edition: true,
        given: |_| Ok(Results::default()),
        written: |_| Ok(gradient(5.0)),
        meant: |_| Ok(gradient(1.0)),
        by_torch: |_, device| {
            let [right, _, seeded] = closing_examples(device)?.cube;
            Ok([vec![seeded], vec![right]])
        },
    }
}

/// Jᵀu against J u.
pub(super) fn jacobian() -> Erratum {
    Erratum {
        id: "jacobian",
        name: "the Jacobian and its transpose",
        in_edition: true,
        given: |_| {
            let (_, x, v) = triple()?;
            Ok(results! { x => x.as_slice(), v => v.as_slice() })
        },
        written: |_| {
            let (f, x, u) = triple()?;
            Ok(jacobian::jv(&f, &x, &u)?.as_slice().to_vec())
        },
        meant: |_| {
            let (f, x, u) = triple()?;
            Ok(jacobian::uj(&f, &x, &u)?.as_slice().to_vec())
        },
        by_torch: |_, device| {
            let (f, x, u) = triple()?;
            let [uj, jv] = jacobian_products(&f, &x, &u, &u, device)?;
            Ok([jv.as_slice().to_vec(), uj.as_slice().to_vec()])
        },
    }
}

/// y = (x₁x₂, x₂x₃ + x₁, x₃²x₁), whose J is not symmetric, a point and an upstream gradient. m = n,
/// so that J v exists as well.
fn triple() -> Result<(Expression, DVector<f64>, DVector<f64>)> {
    let steps = vec![
        Step::Mul(1, 2),   // 3: x₂x₃
        Step::Power(2, 2), // 4: x₃²
        Step::Mul(0, 1),
        Step::Add(3, 0),
        Step::Mul(4, 0),
    ];
    let [x, u] = [[2.0, 4.0, 0.5], [1.0, -2.0, 3.0]].map(|v| DVector::from_column_slice(&v));
    Ok((Expression::new(3, steps, 3)?, x, u))
}
