//! Exercise 8: autograd from the inside.
//!
//! What does torch do when it says `backward`? It has recorded the operations, and multiplies an
//! upstream gradient v by the Jacobian of each, from the last to the first.

use nalgebra::{DMatrix, DVector};

/// `x.grad` after `calls` times `z = x**3; z.backward()`, none of them preceded by clearing it; 0
/// before the first.
pub fn cube_gradient(x: f64, calls: usize) -> f64 {
    // <solution>
    calls as f64 * 3.0 * x * x
    // </solution>
}

/// `x.grad` and `y.grad` after `z = x * y; z.backward(v)`, for vectors of the same length.
pub fn product_gradients(
    x: &DVector<f64>,
    y: &DVector<f64>,
    v: &DVector<f64>,
) -> (DVector<f64>, DVector<f64>) {
    // <solution>
    (v.component_mul(y), v.component_mul(x))
    // </solution>
}

/// `x.grad` after `y.backward(v)`, for y = f(x) with the Jacobian J, J_ij = ∂y_i/∂x_j.
///
/// # Shapes
/// v: (m), jacobian: (m, n), the result: (n).
pub fn vector_jacobian(v: &DVector<f64>, jacobian: &DMatrix<f64>) -> DVector<f64> {
    // <solution>
    jacobian.transpose() * v
    // </solution>
}

/// One recorded operation. Its operands are positions of earlier ones in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The next input: the first `Input` of a record is input 0, the second input 1, …
    Input,
    /// A sum.
    Add(usize, usize),
    /// A difference: the first minus the second.
    Sub(usize, usize),
    /// A product.
    Mul(usize, usize),
    /// The exponential.
    Exp(usize),
    /// The sine.
    Sin(usize),
    /// torch's `.detach()`: the same value, but as if it depended on nothing, backwards and
    /// forwards.
    Detach(usize),
}

/// The value of every operation of a record.
pub fn values(record: &[Operation], inputs: &[f64]) -> Vec<f64> {
    // <solution>
    let mut next = inputs.iter();
    let mut values: Vec<f64> = vec![];
    for operation in record {
        values.push(match *operation {
            Operation::Input => *next.next().expect("one value per input"),
            Operation::Add(i, j) => values[i] + values[j],
            Operation::Sub(i, j) => values[i] - values[j],
            Operation::Mul(i, j) => values[i] * values[j],
            Operation::Exp(i) => values[i].exp(),
            Operation::Sin(i) => values[i].sin(),
            Operation::Detach(i) => values[i],
        });
    }
    values
    // </solution>
}

/// The gradient of the last operation with respect to every input, in one pass backwards.
pub fn reverse_gradient(record: &[Operation], inputs: &[f64]) -> Vec<f64> {
    // <solution>
    let values = values(record, inputs);
    let mut grad = vec![0.0; record.len()];
    *grad.last_mut().expect("a record") = 1.0;
    for (k, operation) in record.iter().enumerate().rev() {
        let g = grad[k];
        match *operation {
            Operation::Input | Operation::Detach(_) => {}
            Operation::Add(i, j) => {
                grad[i] += g;
                grad[j] += g;
            }
            Operation::Sub(i, j) => {
                grad[i] += g;
                grad[j] -= g;
            }
            Operation::Mul(i, j) => {
                grad[i] += g * values[j];
                grad[j] += g * values[i];
            }
            Operation::Exp(i) => grad[i] += g * values[k],
            Operation::Sin(i) => grad[i] += g * values[i].cos(),
        }
    }
    let of_inputs = record.iter().zip(grad).filter(|(o, _)| **o == Operation::Input);
    of_inputs.map(|(_, grad)| grad).collect()
    // </solution>
}

/// The derivative of the last operation along the direction v of the inputs, Σ v_i ∂/∂x_i for any
/// v, in one pass forwards: every value carries its derivative along v.
pub fn forward_derivative(record: &[Operation], inputs: &[f64], v: &[f64]) -> f64 {
    // <solution>
    let values = values(record, inputs);
    let mut next = v.iter();
    let mut dots: Vec<f64> = vec![];
    for (k, operation) in record.iter().enumerate() {
        dots.push(match *operation {
            Operation::Input => *next.next().expect("one direction per input"),
            Operation::Add(i, j) => dots[i] + dots[j],
            Operation::Sub(i, j) => dots[i] - dots[j],
            Operation::Mul(i, j) => dots[i] * values[j] + values[i] * dots[j],
            Operation::Exp(i) => dots[i] * values[k],
            Operation::Sin(i) => dots[i] * values[i].cos(),
            Operation::Detach(_) => 0.0,
        });
    }
    *dots.last().expect("a record")
    // </solution>
}
