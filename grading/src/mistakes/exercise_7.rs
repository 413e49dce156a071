//! Mistakes in exercise 7: the wine model.

use nalgebra::DMatrix;
use starter::answers::exercise_7::Scores;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(split loses ["7.1"],
        "El tamaño del test se redondea hacia arriba",
        "The size of the test set is rounded up",
        |rows, fraction| {
            let (test, training) = rows.split_at((fraction * rows.len() as f64) as usize);
            (training.to_vec(), test.to_vec())
        }
    ),
    mistake!(split loses ["7.1"],
        "El test no puede estar también en el entrenamiento",
        "The test set cannot be in the training set as well",
        |rows, fraction| (rows.to_vec(), (SOLUTION.split)(rows, fraction).1)
    ),
    mistake!(split loses ["7.1"],
        "Están al revés: primero el entrenamiento",
        "They are the wrong way round: training comes first",
        |rows, fraction| {
            let (training, test) = (SOLUTION.split)(rows, fraction);
            (test, training)
        }
    ),
    mistake!(split loses ["7.1"],
        "El test son las primeras filas de la permutación, no las últimas",
        "The test set is the first rows of the permutation, not the last",
        |rows, fraction| {
            let n_test = (fraction * rows.len() as f64).ceil() as usize;
            let (training, test) = rows.split_at(rows.len() - n_test);
            (training.to_vec(), test.to_vec())
        }
    ),
    mistake!(standardise loses ["7.2", "7.3"],
        "Media y desviación de todas las filas: el test no se mira antes de separar",
        "Mean and deviation of all rows: the test set is not looked at before the split",
        |training, test| {
            let rows = training.row_iter().chain(test.row_iter());
            let all = DMatrix::from_rows(&rows.map(|row| row.into_owned()).collect::<Vec<_>>());
            ((SOLUTION.standardise)(&all, training).1, (SOLUTION.standardise)(&all, test).1)
        }
    ),
    mistake!(standardise loses ["7.2", "7.3"],
        "El test se estandariza con la media y la desviación del entrenamiento, no con las suyas",
        "The test set is standardised by the training set's mean and deviation, not its own",
        |training, test| {
            let own = (SOLUTION.standardise)(test, test).0;
            ((SOLUTION.standardise)(training, training).0, own)
        }
    ),
    mistake!(standardise loses ["7.2", "7.3"],
        "La desviación divide por n, no por n - 1",
        "The deviation divides by n, not by n - 1",
        |training, test| {
            let n = training.nrows() as f64;
            let (training, test) = (SOLUTION.standardise)(training, test);
            let factor = ((n - 1.0) / n).sqrt();
            (training * factor, test * factor)
        }
    ),
    mistake!(standardise loses ["7.2", "7.3"],
        "Se divide por la desviación, no por la varianza",
        "Divide by the deviation, not by the variance",
        |training, test| scaled(training, test, |variance| variance)
    ),
    mistake!(standardise loses ["7.3"],
        "0/0: una desviación 0 no divide",
        "0/0: a deviation of 0 divides nothing",
        |training, test| scaled(training, test, f64::sqrt)
    ),
    mistake!(softmax loses ["7.4", "7.5"],
        "Cada fila suma 1, no cada columna",
        "Every row sums to 1, not every column",
        |z| (SOLUTION.softmax)(&z.transpose()).transpose()
    ),
    mistake!(softmax loses ["7.4", "7.5"],
        "Falta dividir por la suma",
        "The division by the sum is missing",
        |z| z.map(f64::exp)
    ),
    mistake!(softmax loses ["7.5"],
        "eᶻ se desborda: reste antes el mayor logit de la fila",
        "eᶻ overflows: subtract the row's largest logit first",
        |z| naive_softmax(z)
    ),
    mistake!(class_cross_entropy loses ["7.6", "7.7"],
        "Falta 1/n: J es un promedio",
        "1/n is missing: J is a mean",
        |z, classes| (SOLUTION.class_cross_entropy)(z, classes) * z.nrows() as f64
    ),
    mistake!(class_cross_entropy loses ["7.6", "7.7"],
        "Falta el signo menos",
        "The minus sign is missing",
        |z, classes| -(SOLUTION.class_cross_entropy)(z, classes)
    ),
    mistake!(class_cross_entropy loses ["7.6", "7.7"],
        "Softmax dos veces: la entropía cruzada ya la contiene",
        "Softmax twice: the cross-entropy contains it already",
        |z, classes| (SOLUTION.class_cross_entropy)(&(SOLUTION.softmax)(z), classes)
    ),
    mistake!(class_cross_entropy loses ["7.7"],
        "eᶻ se desborda con logits de 1000: reste antes el mayor",
        "eᶻ overflows with logits of 1000: subtract the largest first",
        |z, classes| mean_logarithm(&naive_softmax(z), classes)
    ),
    mistake!(class_cross_entropy loses ["7.7"],
        "Softmax se redondea a 0 y su logaritmo es -∞: use ln Σ eᶻ",
        "Softmax is rounded to 0, and its logarithm is -∞: use ln Σ eᶻ",
        |z, classes| mean_logarithm(&(SOLUTION.softmax)(z), classes)
    ),
    mistake!(class_cross_entropy_derivative loses ["7.8"],
        "Falta 1/n",
        "1/n is missing",
        |z, classes| {
            (SOLUTION.class_cross_entropy_derivative)(z, classes) * z.nrows() as f64
        }
    ),
    mistake!(class_cross_entropy_derivative loses ["7.8"],
        "El signo está cambiado: softmax menos 1, no 1 menos softmax",
        "The sign is wrong: softmax minus 1, not 1 minus softmax",
        |z, classes| -(SOLUTION.class_cross_entropy_derivative)(z, classes)
    ),
    mistake!(class_cross_entropy_derivative loses ["7.8"],
        "Falta restar 1 en la clase verdadera",
        "1 is not subtracted at the true class",
        |z, _| (SOLUTION.softmax)(z) / z.nrows() as f64
    ),
    mistake!(literal_floor loses ["7.9"],
        "0 es el piso sin la softmax de más: los logits están acotados",
        "0 is the floor without the extra softmax: the logits are bounded",
        |_| 0.0
    ),
    mistake!(literal_floor loses ["7.9"],
        "ln k es la pérdida de quien no sabe nada, no la mejor",
        "ln k is the loss of one who knows nothing, not the best",
        |k| (k as f64).ln()
    ),
    mistake!(literal_floor loses ["7.9"],
        "Ese es el piso con 3 clases: depende de k",
        "This is the floor with 3 classes: it depends on k",
        |_| (1f64.exp() + 2.0).ln() - 1.0
    ),
    mistake!(uncleared_displacement loses ["7.10"],
        "Eso es borrando los gradientes en cada paso",
        "This is with the gradients cleared at every step",
        |rate, g, steps| rate * g * steps as f64
    ),
    mistake!(uncleared_displacement loses ["7.10"],
        "El primer paso ya usa un gradiente: 1 + 2 + … + k",
        "The first step has one gradient already: 1 + 2 + … + k",
        |rate, g, steps| rate * g * (steps * (steps - 1)) as f64 / 2.0
    ),
    mistake!(confusion loses ["7.11", "7.12", "7.13"],
        "Está transpuesta: las filas son la verdad",
        "It is transposed: the rows are the truth",
        |truth, predicted, k| (SOLUTION.confusion)(predicted, truth, k)
    ),
    mistake!(confusion loses ["7.11", "7.12", "7.13"],
        "Solo cuenta los aciertos",
        "It counts hits only",
        |truth, predicted, k| {
            let all = (SOLUTION.confusion)(truth, predicted, k);
            DMatrix::from_diagonal(&all.diagonal())
        }
    ),
    mistake!(scores loses ["7.12", "7.13"],
        "Precisión y recall están cambiadas",
        "Precision and recall are swapped",
        |truth, predicted, k| (SOLUTION.scores)(predicted, truth, k)
    ),
    mistake!(scores loses ["7.12", "7.13"],
        "F1 es la media armónica, no la aritmética",
        "F1 is the harmonic mean, not the arithmetic one",
        |truth, predicted, k| {
            let scores = (SOLUTION.scores)(truth, predicted, k).into_iter();
            scores.map(|s| Scores { f1: (s.precision + s.recall) / 2.0, ..s }).collect()
        }
    ),
    mistake!(scores loses ["7.13"],
        "0/0: donde no hay por qué dividir vale 0, no NaN",
        "0/0: where there is nothing to divide by it is 0, not NaN",
        |truth, predicted, k| {
            let counts = (SOLUTION.confusion)(truth, predicted, k).map(|count| count as f64);
            let score = |class: usize| {
                let hits = counts[(class, class)];
                let precision = hits / counts.column(class).sum();
                let recall = hits / counts.row(class).sum();
                Scores { precision, recall, f1: 2.0 / (1.0 / precision + 1.0 / recall) }
            };
            (0..k).map(score).collect()
        }
    ),
];

fn scaled(
    training: &DMatrix<f64>,
    test: &DMatrix<f64>,
    divisor: fn(f64) -> f64,
) -> (DMatrix<f64>, DMatrix<f64>) {
    let transform = |set: &DMatrix<f64>| {
        DMatrix::from_fn(set.nrows(), set.ncols(), |i, j| {
            let column = training.column(j);
            (set[(i, j)] - column.mean()) / divisor(column.variance())
        })
    };
    (transform(training), transform(test))
}

fn naive_softmax(z: &DMatrix<f64>) -> DMatrix<f64> {
    let exponentials = z.map(f64::exp);
    DMatrix::from_fn(z.nrows(), z.ncols(), |i, j| exponentials[(i, j)] / exponentials.row(i).sum())
}

fn mean_logarithm(s: &DMatrix<f64>, classes: &[usize]) -> f64 {
    let losses = classes.iter().enumerate().map(|(i, &class)| -s[(i, class)].ln());
    losses.sum::<f64>() / classes.len() as f64
}
