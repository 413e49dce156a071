//! Mistakes in exercise 8: autograd.

use starter::answers::exercise_8::Operation;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(cube_gradient loses ["8.1", "8.2"],
        "El gradiente externo de un escalar es 1, no x",
        "The upstream gradient of a scalar is 1, not x",
        |x, calls| (SOLUTION.cube_gradient)(x, calls) * x
    ),
    mistake!(cube_gradient loses ["8.2"],
        "Cada backward suma en .grad: no lo reemplaza",
        "Every backward adds to .grad: it does not replace it",
        |x, _| 3.0 * x * x
    ),
    mistake!(cube_gradient loses ["8.1", "8.2"],
        "Falta el factor 3",
        "The factor 3 is missing",
        |x, calls| calls as f64 * x * x
    ),
    mistake!(product_gradients loses ["8.3"],
        "Cada factor recibe el otro, no a sí mismo",
        "Each factor gets the other one, not itself",
        |x, y, v| (v.component_mul(x), v.component_mul(y))
    ),
    mistake!(product_gradients loses ["8.3"],
        "Falta el gradiente externo v",
        "The upstream gradient v is missing",
        |x, y, _| (y.clone(), x.clone())
    ),
    mistake!(vector_jacobian loses ["8.4"],
        "Eso es J v: backward da vᵀJ",
        "This is J v: backward gives vᵀJ",
        |v, jacobian| jacobian * v
    ),
    mistake!(vector_jacobian loses ["8.4"],
        "Falta v: eso es la suma de las filas de J",
        "v is missing: this is the sum of the rows of J",
        |_, jacobian| jacobian.row_sum().transpose()
    ),
    mistake!(values loses ["8.5", "8.6", "8.7", "8.8", "8.9", "8.10"],
        "El orden de una resta importa: i - j",
        "The order of a difference matters: i - j",
        |record, inputs| evaluated(record, inputs, |operation| match operation {
            Operation::Sub(i, j) => Operation::Sub(j, i),
            other => other,
        })
    ),
    mistake!(values loses ["8.5", "8.6", "8.7", "8.8", "8.9", "8.10"],
        "detach cambia el gradiente, no el valor",
        "detach changes the gradient, not the value",
        |record, inputs| evaluated(record, inputs, |operation| match operation {
            Operation::Detach(i) => Operation::Sub(i, i),
            other => other,
        })
    ),
    mistake!(reverse_gradient loses ["8.7", "8.8"],
        "Un segundo uso reemplaza al primero: los gradientes se suman",
        "A second use replaces the first: gradients add up",
        |record, inputs| reversed(record, inputs, Slip::Replaced)
    ),
    mistake!(reverse_gradient loses ["8.6", "8.7", "8.8"],
        "La resta pasa a su segundo operando el gradiente con signo menos",
        "A difference passes to its second operand the gradient with a minus sign",
        |record, inputs| reversed(record, inputs, Slip::Difference)
    ),
    mistake!(reverse_gradient loses ["8.6", "8.7", "8.8"],
        "Cada factor de un producto recibe el otro",
        "Each factor of a product gets the other one",
        |record, inputs| reversed(record, inputs, Slip::OwnFactor)
    ),
    mistake!(reverse_gradient loses ["8.6", "8.7", "8.8"],
        "La derivada del seno es el coseno, con signo más",
        "The derivative of the sine is the cosine, with a plus sign",
        |record, inputs| reversed(record, inputs, Slip::Sine)
    ),
    mistake!(reverse_gradient loses ["8.6", "8.7", "8.8"],
        "La derivada de eᵃ se evalúa en a: es eᵃ, no a",
        "The derivative of eᵃ at a is eᵃ, not a",
        |record, inputs| reversed(record, inputs, Slip::Exponential)
    ),
    mistake!(reverse_gradient loses ["8.8"],
        "Nada fluye hacia atrás por detach",
        "Nothing flows back through detach",
        |record, inputs| reversed(record, inputs, Slip::Detach)
    ),
    mistake!(forward_derivative loses ["8.10"],
        "Lo que sale de detach tiene derivada 0",
        "What leaves detach has the derivative 0",
        |record, inputs, v| {
            let gradient = reversed(record, inputs, Slip::Detach);
            gradient.iter().zip(v).map(|(g, v)| g * v).sum()
        }
    ),
    mistake!(forward_derivative loses ["8.9", "8.10"],
        "Falta la dirección v: esa es la suma de las parciales",
        "The direction v is missing: this is the sum of the partial derivatives",
        |record, inputs, v| {
            (SOLUTION.forward_derivative)(record, inputs, &vec![1.0; v.len()])
        }
    ),
    mistake!(forward_derivative loses ["8.9", "8.10"],
        "Esa es la derivada con respecto a la primera entrada, no a lo largo de v",
        "This is the derivative with respect to the first input, not along v",
        |record, inputs, v| {
            let mut first = vec![0.0; v.len()];
            first[0] = 1.0;
            (SOLUTION.forward_derivative)(record, inputs, &first)
        }
    ),
];

/// What one may get wrong on the way back.
#[derive(PartialEq)]
enum Slip {
    Replaced,
    Difference,
    OwnFactor,
    Sine,
    Exponential,
    Detach,
}

fn reversed(record: &[Operation], inputs: &[f64], slip: Slip) -> Vec<f64> {
    let y = (SOLUTION.values)(record, inputs);
    let mut grad = vec![0.0; record.len()];
    grad[record.len() - 1] = 1.0;
    for (k, operation) in record.iter().enumerate().rev() {
        let g = grad[k];
        let passed = match *operation {
            Operation::Input => vec![],
            Operation::Detach(i) => vec![(i, if slip == Slip::Detach { g } else { 0.0 })],
            Operation::Add(i, j) => vec![(i, g), (j, g)],
            Operation::Sub(i, j) => {
                vec![(i, g), (j, if slip == Slip::Difference { g } else { -g })]
            }
            Operation::Mul(i, j) if slip == Slip::OwnFactor => vec![(i, g * y[i]), (j, g * y[j])],
            Operation::Mul(i, j) => vec![(i, g * y[j]), (j, g * y[i])],
            Operation::Exp(i) => vec![(i, g * if slip == Slip::Exponential { y[i] } else { y[k] })],
            Operation::Sin(i) => {
                vec![(i, if slip == Slip::Sine { -g } else { g } * y[i].cos())]
            }
        };
        for (i, g) in passed {
            grad[i] = if slip == Slip::Replaced { g } else { grad[i] + g };
        }
    }
    let of_inputs = record.iter().zip(grad).filter(|(o, _)| **o == Operation::Input);
    of_inputs.map(|(_, grad)| grad).collect()
}

/// The values of a record in which each operation is mistaken for another.
fn evaluated(
    record: &[Operation],
    inputs: &[f64],
    mistaken: fn(Operation) -> Operation,
) -> Vec<f64> {
    let record: Vec<Operation> = record.iter().copied().map(mistaken).collect();
    (SOLUTION.values)(&record, inputs)
}
