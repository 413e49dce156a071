//! Mistakes in exercise 4: linear regression.

use std::slice::from_ref;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(squared_error loses ["4.1"],
        "La J de la clase no lleva 1/2",
        "The lecture's J has no 1/2",
        |x, t, w| (SOLUTION.squared_error)(x, t, w) / 2.0
    ),
    mistake!(squared_error loses ["4.1"],
        "Falta 1/n: J es un promedio",
        "1/n is missing: J is a mean",
        |x, t, w| (x * w - t).norm_squared()
    ),
    mistake!(squared_error loses ["4.1"],
        "Falta el cuadrado: esta es la norma",
        "The square is missing: this is the norm",
        |x, t, w| (x * w - t).norm() / x.nrows() as f64
    ),
    mistake!(squared_error_gradient loses ["4.2", "4.3", "4.4", "4.8"],
        "Falta el factor 2",
        "The factor 2 is missing",
        |x, t, w| (SOLUTION.squared_error_gradient)(x, t, w) / 2.0
    ),
    mistake!(squared_error_gradient loses ["4.2", "4.3", "4.4", "4.8"],
        "Falta 1/n",
        "1/n is missing",
        |x, t, w| x.transpose() * (x * w - t) * 2.0
    ),
    mistake!(squared_error_gradient loses ["4.2", "4.3", "4.4", "4.8"],
        "El signo está cambiado: (y - t), no (t - y)",
        "The sign is wrong: (y - t), not (t - y)",
        |x, t, w| -(SOLUTION.squared_error_gradient)(x, t, w)
    ),
    mistake!(squared_error_gradient loses ["4.2", "4.3", "4.4", "4.8"],
        "Falta Xᵀ: el gradiente tiene d entradas, no n",
        "Xᵀ is missing: the gradient has d entries, not n",
        |x, t, w| (x * w - t) * (2.0 / x.nrows() as f64)
    ),
    mistake!(squared_error_gradient loses ["4.2", "4.3", "4.4", "4.8"],
        "Falta Xw: el residuo es y - t",
        "Xw is missing: the residual is y - t",
        |x, t, _| x.transpose() * t * (-2.0 / x.nrows() as f64)
    ),
    mistake!(descent loses ["4.3", "4.4"],
        "Falta el último paso",
        "The last step is missing",
        |x, t, w, rate, steps| (SOLUTION.descent)(x, t, w, rate, steps.saturating_sub(1))
    ),
    mistake!(descent loses ["4.3", "4.4"],
        "Sube en vez de bajar: w - λ ∇J",
        "It climbs instead of descending: w - λ ∇J",
        |x, t, w, rate, steps| (SOLUTION.descent)(x, t, w, -rate, steps)
    ),
    mistake!(descent loses ["4.3", "4.4"],
        "El gradiente se calcula una sola vez: hay que calcularlo en cada paso",
        "The gradient is computed once: it must be computed at every step",
        |x, t, w, rate, steps| {
            w - (SOLUTION.squared_error_gradient)(x, t, w) * (rate * steps as f64)
        }
    ),
    mistake!(descent_to loses ["4.4"],
        "El umbral se mira antes del primer paso",
        "The threshold is looked at before the first step",
        |x, t, w, rate, threshold, limit| {
            let first = (SOLUTION.descent)(x, t, w, rate, 1);
            let (w, steps) = (SOLUTION.descent_to)(x, t, &first, rate, threshold, limit - 1);
            (w, steps + 1)
        }
    ),
    mistake!(descent_to loses ["4.4"],
        "Se hace un paso de más después de llegar al umbral",
        "One step too many is done after the threshold",
        |x, t, w, rate, threshold, limit| {
            let (w, steps) = (SOLUTION.descent_to)(x, t, w, rate, threshold, limit);
            ((SOLUTION.descent)(x, t, &w, rate, 1), steps + 1)
        }
    ),
    mistake!(descent_to loses ["4.4"],
        "El umbral mismo ya basta: J ≤ umbral, no J < umbral",
        "The threshold itself is enough: J ≤ threshold, not J < threshold",
        |x, t, w, rate, threshold, limit| {
            (SOLUTION.descent_to)(x, t, w, rate, threshold.next_down(), limit)
        }
    ),
    mistake!(descent_to loses ["4.4"],
        "No se mira el umbral",
        "The threshold is not looked at",
        |x, t, w, rate, _, limit| ((SOLUTION.descent)(x, t, w, rate, limit), limit)
    ),
    mistake!(least_squares loses ["4.5", "4.6"],
        "Falta invertir XᵀX",
        "XᵀX is not inverted",
        |x, t| x.transpose() * t
    ),
    mistake!(least_squares loses ["4.6"],
        "Las ecuaciones normales duplican los dígitos perdidos: use QR o SVD",
        "The normal equations double the lost digits: use QR or SVD",
        |x, t| {
            let gram = x.transpose() * x;
            gram.lu().solve(&(x.transpose() * t)).unwrap_or_else(|| x.row(0).transpose() * f64::NAN)
        }
    ),
    mistake!(largest_rate loses ["4.7"],
        "El límite es 2/h: el factor 1 - λh puede llegar a -1",
        "The limit is 2/h: the factor 1 - λh may go down to -1",
        |x| (SOLUTION.largest_rate)(x) / 2.0
    ),
    mistake!(largest_rate loses ["4.7"],
        "Decide el mayor valor propio, no el menor",
        "The largest eigenvalue decides, not the smallest",
        |x| {
            let hessian = x.transpose() * x * (2.0 / x.nrows() as f64);
            2.0 / hessian.symmetric_eigenvalues().min()
        }
    ),
    mistake!(largest_rate loses ["4.7"],
        "El hessiano es (2/n) XᵀX: falta 1/n",
        "The Hessian is (2/n) XᵀX: 1/n is missing",
        |x| (SOLUTION.largest_rate)(x) / x.nrows() as f64
    ),
    mistake!(largest_rate loses ["4.7"],
        "El hessiano es (2/n) XᵀX: falta el 2",
        "The Hessian is (2/n) XᵀX: the 2 is missing",
        |x| (SOLUTION.largest_rate)(x) * 2.0
    ),
    mistake!(epoch loses ["4.8"],
        "Cada batch promedia sobre sus filas, no sobre todas",
        "A batch takes the mean over its own rows, not over all",
        |x, t, start, rate, batches| batches.iter().fold(start.clone(), |w, batch| {
            let share = batch.len() as f64 / x.nrows() as f64;
            (SOLUTION.epoch)(x, t, &w, rate * share, from_ref(batch))
        })
    ),
    mistake!(epoch loses ["4.8"],
        "Cada batch parte donde terminó el anterior, no en el inicio",
        "A batch starts where the last one ended, not at the start",
        |x, t, start, rate, batches| batches.iter().fold(start.clone(), |w, batch| {
            w + ((SOLUTION.epoch)(x, t, start, rate, from_ref(batch)) - start)
        })
    ),
    mistake!(epoch loses ["4.8"],
        "Se usan todas las filas en cada paso, no las del batch",
        "Every step takes all rows, not those of its batch",
        |x, t, w, rate, batches| (SOLUTION.descent)(x, t, w, rate, batches.len())
    ),
    mistake!(epoch loses ["4.8"],
        "Falta el último batch",
        "The last batch is missing",
        |x, t, w, rate, batches| {
            (SOLUTION.epoch)(x, t, w, rate, &batches[..batches.len() - 1])
        }
    ),
];
