//! Ejercicio 8: autograd por dentro.
//!
//! ¿Qué hace torch cuando se le dice `backward`? Ha registrado las operaciones, y multiplica un
//! gradiente externo (upstream) v por el jacobiano de cada una, de la última a la primera.
//!
//! **EN** Exercise 8: autograd from the inside.
//!
//! What does torch do when it says `backward`? It has recorded the operations, and multiplies an
//! upstream gradient v by the Jacobian of each, from the last to the first.

use nalgebra::{DMatrix, DVector};

/// `x.grad` después de `calls` veces `z = x**3; z.backward()`, sin borrarlo antes de ninguna de
/// ellas; 0 antes de la primera.
///
/// **EN** `x.grad` after `calls` times `z = x**3; z.backward()`, none of them preceded by clearing
/// it; 0 before the first.
pub fn cube_gradient(x: f64, calls: usize) -> f64 {
    // <solution>
    calls as f64 * 3.0 * x * x
    // </solution>
}

/// `x.grad` e `y.grad` después de `z = x * y; z.backward(v)`, para vectores del mismo largo.
///
/// **EN** `x.grad` and `y.grad` after `z = x * y; z.backward(v)`, for vectors of the same length.
pub fn product_gradients(
    x: &DVector<f64>,
    y: &DVector<f64>,
    v: &DVector<f64>,
) -> (DVector<f64>, DVector<f64>) {
    // <solution>
    (v.component_mul(y), v.component_mul(x))
    // </solution>
}

/// `x.grad` después de `y.backward(v)`, para y = f(x) con el jacobiano J, J_ij = ∂y_i/∂x_j.
///
/// # Dimensiones
/// v: (m), jacobian: (m, n), el resultado: (n).
///
/// **EN** `x.grad` after `y.backward(v)`, for y = f(x) with the Jacobian J, J_ij = ∂y_i/∂x_j.
///
/// # Shapes
/// v: (m), jacobian: (m, n), the result: (n).
pub fn vector_jacobian(
    v: &DVector<f64>,
    jacobian: &DMatrix<f64>,
) -> DVector<f64> {
    // <solution>
    jacobian.transpose() * v
    // </solution>
}

/// Una operación registrada. Sus operandos son posiciones de operaciones anteriores en el registro.
///
/// **EN** One recorded operation. Its operands are positions of earlier ones in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// La entrada siguiente: el primer `Input` de un registro es la entrada 0, el segundo la
    /// entrada 1, …
    ///
    /// **EN** The next input: the first `Input` of a record is input 0, the second input 1, …
    Input,
    /// Una suma.
    ///
    /// **EN** A sum.
    Add(usize, usize),
    /// Una diferencia: el primero menos el segundo.
    ///
    /// **EN** A difference: the first minus the second.
    Sub(usize, usize),
    /// Un producto.
    ///
    /// **EN** A product.
    Mul(usize, usize),
    /// La exponencial.
    ///
    /// **EN** The exponential.
    Exp(usize),
    /// El seno.
    ///
    /// **EN** The sine.
    Sin(usize),
    /// El `.detach()` de torch: el mismo valor, pero como si no dependiera de nada, ni hacia atrás
    /// ni hacia adelante.
    ///
    /// **EN** torch's `.detach()`: the same value, but as if it depended on nothing, backwards and
    /// forwards.
    Detach(usize),
}

/// El valor de cada operación de un registro.
///
/// **EN** The value of every operation of a record.
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

/// El gradiente de la última operación respecto de cada entrada, en una sola pasada hacia atrás.
///
/// **EN** The gradient of the last operation with respect to every input, in one pass backwards.
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
    let of_inputs =
        record.iter().zip(grad).filter(|(o, _)| **o == Operation::Input);
    of_inputs.map(|(_, grad)| grad).collect()
    // </solution>
}

/// La derivada de la última operación a lo largo de la dirección v de las entradas, Σ v_i ∂/∂x_i
/// para cualquier v, en una sola pasada hacia adelante: cada valor lleva consigo su derivada a lo
/// largo de v.
///
/// **EN** The derivative of the last operation along the direction v of the inputs, Σ v_i ∂/∂x_i
/// for any v, in one pass forwards: every value carries its derivative along v.
pub fn forward_derivative(
    record: &[Operation],
    inputs: &[f64],
    v: &[f64],
) -> f64 {
    // <solution>
    let values = values(record, inputs);
    let mut next = v.iter();
    let mut dots: Vec<f64> = vec![];
    for (k, operation) in record.iter().enumerate() {
        dots.push(match *operation {
            Operation::Input => {
                *next.next().expect("one direction per input")
            }
            Operation::Add(i, j) => dots[i] + dots[j],
            Operation::Sub(i, j) => dots[i] - dots[j],
            Operation::Mul(i, j) => {
                dots[i] * values[j] + values[i] * dots[j]
            }
            Operation::Exp(i) => dots[i] * values[k],
            Operation::Sin(i) => dots[i] * values[i].cos(),
            Operation::Detach(_) => 0.0,
        });
    }
    *dots.last().expect("a record")
    // </solution>
}
