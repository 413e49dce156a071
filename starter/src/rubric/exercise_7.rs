//! Exercise 7: the wine model.

use nalgebra::DMatrix;

use super::cases::Matrix;
use super::{Cases, Check, Lost, Text, Tolerance, Value};
use crate::answers::Answers;

pub const CHECKS: &[Check] = &[
    Check {
        number: "7.1",
        points: 1,
        text: Text { es: "Separar entrenamiento y test", en: "To split training and test" },
        hint: Text {
            es: "El test son las primeras ⌈fracción · n⌉ filas de la permutación",
            en: "The test set is the first ⌈fraction · n⌉ rows of the permutation",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare_within(Tolerance::Exact, |(permutation, fraction): (Vec<_>, _)| {
                (answers.split)(&permutation, fraction)
            })
        },
    },
    Check {
        number: "7.2",
        points: 2,
        text: Text {
            es: "Estandarizar con el entrenamiento",
            en: "To standardise by the training set",
        },
        hint: Text {
            es: "Media y desviación del entrenamiento, divididas por n, para ambos conjuntos",
            en: "Mean and deviation of the training set, divided by n, for both sets",
        },
        needs: &[],
        run: standardise,
    },
    Check {
        number: "7.3",
        points: 1,
        text: Text {
            es: "Estandarizar un atributo constante",
            en: "To standardise a constant feature",
        },
        hint: Text { es: "Una desviación 0 no divide", en: "A deviation of 0 divides nothing" },
        needs: &["7.2"],
        run: standardise,
    },
    Check {
        number: "7.4",
        points: 1,
        text: Text { es: "Softmax", en: "Softmax" },
        hint: Text { es: "Cada fila suma 1", en: "Every row sums to 1" },
        needs: &[],
        run: |cases, answers| cases.compare(|(Matrix(z),)| (answers.softmax)(&z)),
    },
    Check {
        number: "7.5",
        points: 1,
        text: Text { es: "Softmax de logits grandes", en: "Softmax of large logits" },
        hint: Text {
            es: "Restar el mayor logit de la fila no cambia softmax",
            en: "To subtract the row's largest logit does not change softmax",
        },
        needs: &["7.4"],
        run: |cases, answers| cases.compare(|(Matrix(z),)| (answers.softmax)(&z)),
    },
    Check {
        number: "7.6",
        points: 1,
        text: Text { es: "La entropía cruzada de logits", en: "The cross-entropy of logits" },
        hint: Text {
            es: "El promedio de -ln softmax en la clase verdadera",
            en: "The mean of -ln softmax at the true class",
        },
        needs: &[],
        run: |cases, answers| of_logits(cases, answers.class_cross_entropy),
    },
    Check {
        number: "7.7",
        points: 2,
        text: Text {
            es: "La entropía cruzada de logits grandes",
            en: "The cross-entropy of large logits",
        },
        hint: Text {
            es: "ln Σ eᶻ = m + ln Σ eᶻ⁻ᵐ, con m el mayor",
            en: "ln Σ eᶻ = m + ln Σ eᶻ⁻ᵐ, with m the largest",
        },
        needs: &["7.6"],
        run: |cases, answers| of_logits(cases, answers.class_cross_entropy),
    },
    Check {
        number: "7.8",
        points: 2,
        text: Text { es: "Su derivada", en: "Its derivative" },
        hint: Text {
            es: "Softmax menos 1 en la clase verdadera, y el promedio",
            en: "Softmax minus 1 at the true class, and the mean",
        },
        needs: &[],
        run: |cases, answers| of_logits(cases, answers.class_cross_entropy_derivative),
    },
    Check {
        number: "7.9",
        points: 1,
        text: Text { es: "El piso de la pérdida literal", en: "The floor of the literal loss" },
        hint: Text {
            es: "Los mejores logits posibles son 1 en la clase verdadera y 0 en las otras",
            en: "The best possible logits are 1 at the true class and 0 elsewhere",
        },
        needs: &[],
        run: |cases, answers| cases.compare(|(k,)| (answers.literal_floor)(k)),
    },
    Check {
        number: "7.10",
        points: 1,
        text: Text {
            es: "Una época sin borrar los gradientes",
            en: "An epoch without clearing gradients",
        },
        hint: Text {
            es: "El paso k usa la suma de k gradientes",
            en: "Step k uses the sum of k gradients",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(rate, g, steps)| (answers.uncleared_displacement)(rate, g, steps))
        },
    },
    Check {
        number: "7.11",
        points: 1,
        text: Text { es: "La matriz de confusión", en: "The confusion matrix" },
        hint: Text {
            es: "Filas: la verdad; columnas: la predicción",
            en: "Rows: the truth; columns: the prediction",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare_within(Tolerance::Exact, |(truth, predicted, k): (Vec<_>, Vec<_>, _)| {
                (answers.confusion)(&truth, &predicted, k)
            })
        },
    },
    Check {
        number: "7.12",
        points: 1,
        text: Text { es: "Precisión, recall y F1", en: "Precision, recall and F1" },
        hint: Text {
            es: "Precisión divide por lo predicho, recall por lo verdadero",
            en: "Precision divides by what was predicted, recall by what is true",
        },
        needs: &["7.11"],
        run: scores,
    },
    Check {
        number: "7.13",
        points: 1,
        text: Text {
            es: "Los mismos cuando no hay por qué dividir",
            en: "The same where there is nothing to divide by",
        },
        hint: Text { es: "0, como en scikit-learn, no NaN", en: "0, as in scikit-learn, not NaN" },
        needs: &["7.12"],
        run: scores,
    },
];

fn standardise(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(Matrix(training), Matrix(test))| (answers.standardise)(&training, &test))
}

/// A function of logits and true classes.
fn of_logits<V: Into<Value>>(cases: &Cases, f: fn(&DMatrix<f64>, &[usize]) -> V) -> Option<Lost> {
    cases.compare(|(Matrix(z), classes): (_, Vec<_>)| f(&z, &classes))
}

fn scores(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(truth, predicted, k): (Vec<_>, Vec<_>, _)| {
        let scores = (answers.scores)(&truth, &predicted, k);
        scores.iter().map(|s| vec![s.precision, s.recall, s.f1]).collect::<Vec<_>>()
    })
}
