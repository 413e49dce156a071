//! Mistakes in exercise 6: backpropagation.

use nalgebra::DMatrix;
use starter::answers::exercise_6::{Gradient, Layer, Pass};

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(forward loses ["6.1", "6.7", "6.8"],
        "Falta el sesgo",
        "The bias is missing",
        |layers, x| {
            let unbiased: Vec<Layer> =
                layers.iter().map(|layer| Layer { b: &layer.b * 0.0, ..layer.clone() }).collect();
            (SOLUTION.forward)(&unbiased, x)
        }
    ),
    mistake!(forward loses ["6.1", "6.7", "6.8"],
        "Las capas reciben a de la anterior, no y",
        "Layers are given a of the one before, not y",
        |layers, x| {
            let linear: Vec<Layer> =
                layers.iter().map(|layer| Layer { f: |a| a, ..layer.clone() }).collect();
            let a = (SOLUTION.forward)(&linear, x).a;
            let y = a.iter().zip(layers).map(|(a, layer)| a.map(layer.f)).collect();
            Pass { a, y }
        }
    ),
    mistake!(forward loses ["6.1", "6.7", "6.8"],
        "La última capa también tiene su f",
        "The last layer has its f too",
        |layers, x| {
            let Pass { a, mut y } = (SOLUTION.forward)(layers, x);
            y.pop();
            y.extend(a.last().cloned());
            Pass { a, y }
        }
    ),
    mistake!(loss_derivative loses ["6.2"],
        "J promedia sobre las n filas, no sobre las n k entradas",
        "J is a mean over the n rows, not over the n k entries",
        |y, t| (SOLUTION.loss_derivative)(y, t) / y.ncols() as f64
    ),
    mistake!(loss_derivative loses ["6.2"],
        "Falta el factor 2",
        "The factor 2 is missing",
        |y, t| (SOLUTION.loss_derivative)(y, t) / 2.0
    ),
    mistake!(loss_derivative loses ["6.2"],
        "Falta 1/n",
        "1/n is missing",
        |y, t| (y - t) * 2.0
    ),
    mistake!(loss_derivative loses ["6.2"],
        "El signo está cambiado: (y - t), no (t - y)",
        "The sign is wrong: (y - t), not (t - y)",
        |y, t| (SOLUTION.loss_derivative)(t, y)
    ),
    mistake!(output_delta loses ["6.3"],
        "Falta f'(a): δ es la derivada con respecto a a, no a y",
        "f'(a) is missing: δ is the derivative with respect to a, not y",
        |dj_dy, _, _| dj_dy.clone()
    ),
    mistake!(output_delta loses ["6.3"],
        "f' se evalúa en a",
        "f' is taken at a",
        |dj_dy, a, f| a.component_mul(&dj_dy.map(f))
    ),
    mistake!(hidden_delta loses ["6.4"],
        "Falta transponer W: la suma es sobre las neuronas de la capa siguiente",
        "W is not transposed: the sum is over the neurons of the next layer",
        |delta, w, a, f| (delta * w).component_mul(&a.map(f))
    ),
    mistake!(hidden_delta loses ["6.4"],
        "Falta f'(a)",
        "f'(a) is missing",
        |delta, w, _, _| delta * w.transpose()
    ),
    mistake!(hidden_delta loses ["6.4"],
        "f' se evalúa en a, no en la suma",
        "f' is taken at a, not at the sum",
        |delta, w, a, f| (delta * w.transpose()).map(f).component_mul(a)
    ),
    mistake!(weight_gradient loses ["6.5"],
        "Está transpuesto: ∂J/∂w_ij = Σ y_i δ_j",
        "It is transposed: ∂J/∂w_ij = Σ y_i δ_j",
        |input, delta| delta.transpose() * input
    ),
    mistake!(weight_gradient loses ["6.5"],
        "El promedio ya está en δ: sobra 1/n",
        "The mean is in δ already: 1/n is too much",
        |input, delta| input.transpose() * delta / input.nrows() as f64
    ),
    mistake!(weight_gradient loses ["6.5"],
        "Falta sumar sobre las filas",
        "The sum over the rows is missing",
        |input, delta| {
            input.row(0).transpose() * delta.row(0)
        }
    ),
    mistake!(bias_gradient loses ["6.6"],
        "Falta sumar sobre las filas: el sesgo entra en todas",
        "The sum over the rows is missing: the bias enters in all",
        |delta| delta.row(0).transpose()
    ),
    mistake!(bias_gradient loses ["6.6"],
        "El promedio ya está en δ: es una suma",
        "The mean is in δ already: this is a sum",
        |delta| delta.row_mean().transpose()
    ),
    mistake!(bias_gradient loses ["6.6"],
        "Se suma sobre las filas, no sobre las neuronas",
        "The sum is over the rows, not over the neurons",
        |delta| delta.column_sum()
    ),
    mistake!(backward loses ["6.7", "6.8"],
        "δ usa la f' de la capa siguiente, no la propia",
        "δ takes f' of the next layer, not its own",
        |layers, x, t| backward(layers, x, t, |l| (l + 1).min(layers.len() - 1))
    ),
    mistake!(backward loses ["6.7", "6.8"],
        "δ usa la f' de la última capa en todas",
        "δ takes f' of the last layer everywhere",
        |layers, x, t| backward(layers, x, t, |_| layers.len() - 1)
    ),
    mistake!(backward loses ["6.7", "6.8"],
        "Los gradientes están en el orden en que se calculan: de la última capa a la primera",
        "The gradients are in the order they are computed: from the last layer to the first",
        |layers, x, t| (SOLUTION.backward)(layers, x, t).into_iter().rev().collect()
    ),
    mistake!(backward loses ["6.7", "6.8"],
        "El gradiente de la primera capa usa x, no su propia y",
        "The gradient of the first layer takes x, not its own y",
        |layers, x, t| {
            let Pass { a, y } = (SOLUTION.forward)(layers, x);
            let last = layers.len() - 1;
            let f_derivative = |l: usize| layers[l].f_derivative;
            let by_y = (SOLUTION.loss_derivative)(&y[last], t);
            let of_last = (SOLUTION.output_delta)(&by_y, &a[last], f_derivative(last));
            let delta = (0..last).rev().fold(of_last, |delta, l| {
                (SOLUTION.hidden_delta)(&delta, &layers[l + 1].w, &a[l], f_derivative(l))
            });
            let mut gradients = (SOLUTION.backward)(layers, x, t);
            gradients[0].w = (SOLUTION.weight_gradient)(&y[0], &delta);
            gradients
        }
    ),
    mistake!(step loses ["6.8"],
        "Sube en vez de bajar: w - λ ∂J/∂w",
        "It climbs instead of descending: w - λ ∂J/∂w",
        |layers, x, t, rate| (SOLUTION.step)(layers, x, t, -rate)
    ),
    mistake!(step loses ["6.8"],
        "Los sesgos también se mueven",
        "The biases move too",
        |layers, x, t, rate| {
            let stepped = (SOLUTION.step)(layers, x, t, rate).into_iter().zip(layers);
            stepped.map(|(new, old)| Layer { b: old.b.clone(), ..new }).collect()
        }
    ),
    mistake!(step loses ["6.8"],
        "Los δ se calcularon con pesos ya actualizados: primero todos los gradientes, después el paso",
        "Deltas were computed with weights already moved: all gradients first, then the step",
        |layers, x, t, rate| {
            let pass = (SOLUTION.forward)(layers, x);
            let mut layers = layers.to_vec();
            let mut delta = DMatrix::zeros(0, 0);
            for l in (0..layers.len()).rev() {
                let (a, f) = (&pass.a[l], layers[l].f_derivative);
                delta = match layers.get(l + 1) {
                    Some(next) => (SOLUTION.hidden_delta)(&delta, &next.w, a, f),
                    None => {
                        (SOLUTION.output_delta)(&(SOLUTION.loss_derivative)(&pass.y[l], t), a, f)
                    }
                };
                let input = if l == 0 { x } else { &pass.y[l - 1] };
                layers[l].w -= rate * (SOLUTION.weight_gradient)(input, &delta);
                layers[l].b -= rate * (SOLUTION.bias_gradient)(&delta);
            }
            layers
        }
    ),
];

/// Backpropagation in which layer l takes the f' of layer `derivative(l)`.
fn backward(
    layers: &[Layer],
    x: &DMatrix<f64>,
    t: &DMatrix<f64>,
    derivative: impl Fn(usize) -> usize,
) -> Vec<Gradient> {
    let mut exchanged = layers.to_vec();
    for (l, layer) in exchanged.iter_mut().enumerate() {
        layer.f_derivative = layers[derivative(l)].f_derivative;
    }
    (SOLUTION.backward)(&exchanged, x, t)
}
