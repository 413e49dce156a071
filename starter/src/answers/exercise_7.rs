//! Ejercicio 7: de qué está hecho el modelo de los vinos.
//!
//! En la clase del curso se distinguen las variedades de uva de 178 vinos con una red que tiene una
//! salida (un logit) por cada clase de vino. Las clases se numeran de 0 a k - 1.
//!
//! **EN** Exercise 7: what the wine model is made of.
//!
//! The lecture tells the grape varieties of 178 wines apart with a network that has one
//! output (a logit) per class. Classes are numbered from 0 to k - 1.

use nalgebra::DMatrix;

/// Los números de las filas del conjunto de entrenamiento y del de prueba. Las filas están
/// barajadas: `permutation` lista sus números. Como en scikit-learn, las primeras ⌈fraction · n⌉ de
/// ellas son el conjunto de prueba y el resto, el de entrenamiento.
///
/// # Devuelve
/// (entrenamiento, prueba), cada uno en el orden de `permutation`.
///
/// **EN** Row numbers of the training and the test set. The rows have been shuffled: `permutation`
/// lists their numbers. As in scikit-learn, the first ⌈fraction · n⌉ of them are the test set and
/// the rest the training set.
///
/// # Returns
/// (training, test), each in the order of `permutation`.
pub fn split(
    permutation: &[usize],
    test_fraction: f64,
) -> (Vec<usize>, Vec<usize>) {
    // <solution>
    let n_test = (test_fraction * permutation.len() as f64).ceil() as usize;
    let (test, training) = permutation.split_at(n_test);
    (training.to_vec(), test.to_vec())
    // </solution>
}

/// Ambos conjuntos con cada característica estandarizada: menos su media, dividida por su
/// desviación estándar, que divide por el número de filas, como en scikit-learn. Una característica
/// cuya desviación es 0 no se divide por nada, pero se le resta su media. Del conjunto de prueba no
/// se aprende nada.
///
/// # Dimensiones
/// training: (n, d), test: (m, d), igual que los dos que se devuelven.
///
/// **EN** Both sets with every feature standardised: minus its mean, over its standard deviation,
/// which divides by the number of rows as scikit-learn does. A feature whose deviation is 0 is not
/// divided by anything, but its mean is taken away. Nothing is learned from the test set.
///
/// # Shapes
/// training: (n, d), test: (m, d), as the two that are returned.
pub fn standardise(
    training: &DMatrix<f64>,
    test: &DMatrix<f64>,
) -> (DMatrix<f64>, DMatrix<f64>) {
    // <solution>
    let transform = |set: &DMatrix<f64>| {
        DMatrix::from_fn(set.nrows(), set.ncols(), |i, j| {
            let column = training.column(j);
            let deviation = column.variance().sqrt();
            let scale = if deviation > 0.0 { deviation } else { 1.0 };
            (set[(i, j)] - column.mean()) / scale
        })
    };
    (transform(training), transform(test))
    // </solution>
}

/// El softmax de cada fila de logits: e^{z_j} / Σ_k e^{z_k}, sea cual sea su tamaño.
///
/// **EN** The softmax of every row of logits: e^{z_j} / Σ_k e^{z_k}, whatever their size.
pub fn softmax(z: &DMatrix<f64>) -> DMatrix<f64> {
    // <solution>
    let mut s = z.clone();
    for mut row in s.row_iter_mut() {
        let largest = row.max();
        row.apply(|z| *z = (*z - largest).exp());
        row /= row.sum();
    }
    s
    // </solution>
}

/// La entropía cruzada de los logits z (n, k) y las clases verdaderas (n): el promedio sobre las
/// filas de -ln softmax(z) en la clase verdadera, sea cual sea el tamaño de los logits.
///
/// **EN** The cross-entropy of logits z (n, k) and the true classes (n): the mean over the rows of
/// -ln softmax(z) at the true class, whatever the size of the logits.
pub fn class_cross_entropy(z: &DMatrix<f64>, classes: &[usize]) -> f64 {
    // <solution>
    let losses = z.row_iter().zip(classes).map(|(row, &class)| {
        let largest = row.max();
        (largest - row[class]) + row.map(|z| (z - largest).exp()).sum().ln()
    });
    losses.sum::<f64>() / classes.len() as f64
    // </solution>
}

/// ∂J/∂z de [`class_cross_entropy`], sea cual sea el tamaño de los logits.
///
/// **EN** ∂J/∂z of [`class_cross_entropy`], whatever the size of the logits.
pub fn class_cross_entropy_derivative(
    z: &DMatrix<f64>,
    classes: &[usize],
) -> DMatrix<f64> {
    // <solution>
    let mut derivative = softmax(z);
    for (i, &class) in classes.iter().enumerate() {
        derivative[(i, class)] -= 1.0;
    }
    derivative / classes.len() as f64
    // </solution>
}

/// La red de la clase termina en un softmax, y su pérdida contiene otro: la pérdida es la entropía
/// cruzada de logits que están entre 0 y 1 y suman 1. ¿Qué tan baja puede llegar a ser con k
/// clases, k ≥ 2? El ínfimo, en forma cerrada.
///
/// **EN** The lecture's network ends in a softmax, and its loss contains another: the loss is the
/// cross-entropy of logits that lie between 0 and 1 and sum to 1. How low can it get with k
/// classes, k ≥ 2? The infimum, in closed form.
pub fn literal_floor(k: usize) -> f64 {
    // <solution>
    (1f64.exp() + k as f64 - 1.0).ln() - 1.0
    // </solution>
}

/// En la clase se borran los gradientes una vez por época, de modo que `.grad` se acumula a lo
/// largo de sus pasos. ¿Cuánto se mueve un parámetro en una época de `steps` pasos con la tasa de
/// aprendizaje λ, si el gradiente de cada lote (mini-batch) es el mismo g?
///
/// # Devuelve
/// w antes de la época menos w después de ella.
///
/// **EN** The lecture clears the gradients once per epoch, so that `.grad` adds up over its steps.
/// How far does a parameter move in an epoch of `steps` steps with step size λ, if the gradient of
/// every batch is the same g?
///
/// # Returns
/// w before the epoch minus w after it.
pub fn uncleared_displacement(
    learning_rate: f64,
    g: f64,
    steps: usize,
) -> f64 {
    // <solution>
    learning_rate * g * (steps * (steps + 1)) as f64 / 2.0
    // </solution>
}

/// Cuántas muestras de cada clase verdadera (fila) se tomaron por cada clase (columna).
///
/// # Dimensiones
/// truth y predicted: (n); la matriz: (k, k).
///
/// **EN** How many samples of each true class (row) were taken for each class (column).
///
/// # Shapes
/// truth and predicted: (n); the matrix: (k, k).
pub fn confusion(
    truth: &[usize],
    predicted: &[usize],
    k: usize,
) -> DMatrix<usize> {
    // <solution>
    let mut counts = DMatrix::zeros(k, k);
    for (&i, &j) in truth.iter().zip(predicted) {
        counts[(i, j)] += 1;
    }
    counts
    // </solution>
}

/// Qué tan bien se distingue una clase de las demás.
///
/// **EN** How well one class is told from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// De las que se tomaron por esta clase, la fracción que lo es.
    ///
    /// **EN** Of those taken for this class, the fraction that is.
    pub precision: f64,
    /// De las que son de esta clase, la fracción que se tomó por ella.
    ///
    /// **EN** Of those of this class, the fraction that is taken for it.
    pub recall: f64,
    /// La media armónica de las dos.
    ///
    /// **EN** The harmonic mean of the two.
    pub f1: f64,
}

/// Los puntajes de cada clase; 0 donde no hay por qué dividir, como en scikit-learn.
///
/// **EN** The scores of every class; 0 where there is nothing to divide by, as in scikit-learn.
pub fn scores(
    truth: &[usize],
    predicted: &[usize],
    k: usize,
) -> Vec<Scores> {
    // <solution>
    let counts = confusion(truth, predicted, k).map(|count| count as f64);
    let ratio = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
    (0..k)
        .map(|class| {
            let hits = counts[(class, class)];
            let (taken, are) =
                (counts.column(class).sum(), counts.row(class).sum());
            Scores {
                precision: ratio(hits, taken),
                recall: ratio(hits, are),
                f1: ratio(2.0 * hits, taken + are),
            }
        })
        .collect()
    // </solution>
}
