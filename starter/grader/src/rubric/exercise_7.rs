//! Exercise 7: the wine model.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "7.1",
        answer: "split",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::Exact),
        text: text("Separar entrenamiento y test", "To split training and test"),
        nudge: text(
            "¿Cuántas filas van al test, cuáles, y cómo se redondea?",
            "How many rows are in the test set, which, and how is it rounded?",
        ),
        formula: text(
            "El test son las primeras ⌈fracción · n⌉ de la permutación; el resto, el entrenamiento",
            "The test set is the first ⌈fraction · n⌉ of the permutation; the rest is for training",
        ),
    },
    Check {
        number: "7.2",
        answer: "standardise",
        points: 2,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Estandarizar con el entrenamiento", "To standardise by the training set"),
        nudge: text(
            "¿De qué conjunto son la media y la desviación, y entre cuánto se divide?",
            "Of which set are mean and deviation, and what are they divided by?",
        ),
        formula: text(
            "(x - media) / desviación, ambas del entrenamiento y divididas por n, para los dos",
            "(x - mean) / deviation, both of the training set and divided by n, for both sets",
        ),
    },
    Check {
        number: "7.3",
        answer: "standardise",
        points: 1,
        needs: &["7.2"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Estandarizar un atributo constante", "To standardise a constant feature"),
        nudge: text(
            "¿Qué pasa si la desviación es 0, y da 0 la suya?",
            "What if the deviation is 0, and is yours 0?",
        ),
        formula: text(
            "Una desviación 0 no divide; √((1/n) Σ (x - media)²), no E[x²] - media²",
            "A deviation of 0 divides nothing; √((1/n) Σ (x - mean)²), not E[x²] - mean²",
        ),
    },
    Check {
        number: "7.4",
        answer: "softmax",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Softmax", "Softmax"),
        nudge: text("¿Cuánto suma cada fila?", "What does each row sum to?"),
        formula: text("e^{z_j} / Σ_k e^{z_k}, fila por fila", "e^{z_j} / Σ_k e^{z_k}, row by row"),
    },
    Check {
        number: "7.5",
        answer: "softmax",
        points: 1,
        needs: &["7.4"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Softmax de logits grandes", "Softmax of large logits"),
        nudge: text(
            "¿Qué cambia si a todos los logits de una fila se les resta lo mismo?",
            "What changes if the same is subtracted from all logits of a row?",
        ),
        formula: text(
            "e^{z_j - m} / Σ_k e^{z_k - m}, con m el mayor logit de la fila",
            "e^{z_j - m} / Σ_k e^{z_k - m}, with m the row's largest logit",
        ),
    },
    Check {
        number: "7.6",
        answer: "class_cross_entropy",
        points: 1,
        needs: &["7.4"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La entropía cruzada de logits", "The cross-entropy of logits"),
        nudge: text(
            "¿De qué clase se mira la probabilidad, y qué se promedia?",
            "The probability of which class is looked at, and what is averaged?",
        ),
        formula: text(
            "El promedio de -ln softmax(z) en la clase verdadera",
            "The mean of -ln softmax(z) at the true class",
        ),
    },
    Check {
        number: "7.7",
        answer: "class_cross_entropy",
        points: 2,
        needs: &["7.6"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La entropía cruzada de logits grandes", "The cross-entropy of large logits"),
        nudge: text(
            "¿Cuánto es ln Σ eᶻ si los z son enormes, o -ln 0?",
            "What is ln Σ eᶻ if the z are huge, or -ln 0?",
        ),
        formula: text(
            "ln Σ eᶻ = m + ln Σ eᶻ⁻ᵐ, con m el mayor; menos el logit verdadero",
            "ln Σ eᶻ = m + ln Σ eᶻ⁻ᵐ, with m the largest; minus the true logit",
        ),
    },
    Check {
        number: "7.8",
        answer: "class_cross_entropy_derivative",
        points: 2,
        needs: &["7.4", "7.5"],
        judge: Judge::Derived,
        text: text("Su derivada", "Its derivative"),
        nudge: text(
            "¿Qué se le resta a softmax, dónde, y qué falta para el promedio?",
            "What is subtracted from softmax, where, and what does the mean need?",
        ),
        formula: text(
            "(softmax(z) - 1 en la clase verdadera) / n",
            "(softmax(z) - 1 at the true class) / n",
        ),
    },
    Check {
        number: "7.9",
        answer: "literal_floor",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("El piso de la pérdida literal", "The floor of the literal loss"),
        nudge: text(
            "¿Cuáles son los mejores logits posibles entre 0 y 1 que suman 1?",
            "Which are the best logits between 0 and 1 that sum to 1?",
        ),
        formula: text(
            "1 en la clase verdadera y 0 en las otras: ln(e + k - 1) - 1",
            "1 at the true class and 0 elsewhere: ln(e + k - 1) - 1",
        ),
    },
    Check {
        number: "7.10",
        answer: "uncleared_displacement",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Una época sin borrar los gradientes", "An epoch without clearing gradients"),
        nudge: text("¿Qué hay en .grad en el paso k?", "What is in .grad at step k?"),
        formula: text(
            "El paso k usa k g: λ g (1 + 2 + … + pasos)",
            "Step k uses k g: λ g (1 + 2 + … + steps)",
        ),
    },
    Check {
        number: "7.11",
        answer: "confusion",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::Exact),
        text: text("La matriz de confusión", "The confusion matrix"),
        nudge: text(
            "¿Qué son las filas, qué las columnas, y cuántas hay?",
            "What are rows, what are columns, and how many are there?",
        ),
        formula: text(
            "Filas: la verdad; columnas: la predicción; k por k",
            "Rows: the truth; columns: the prediction; k by k",
        ),
    },
    Check {
        number: "7.12",
        answer: "scores",
        points: 1,
        needs: &["7.11"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Precisión, recall y F1", "Precision, recall and F1"),
        nudge: text(
            "¿Entre qué se divide cada una, y qué media es F1?",
            "What is each divided by, and which mean is F1?",
        ),
        formula: text(
            "aciertos / predichos, aciertos / verdaderos, y 2 p r / (p + r), por clase",
            "hits / predicted, hits / true, and 2 p r / (p + r), for each class",
        ),
    },
    Check {
        number: "7.13",
        answer: "scores",
        points: 1,
        needs: &["7.11", "7.12"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text(
            "Los mismos cuando no hay por qué dividir",
            "The same where there is nothing to divide by",
        ),
        nudge: text(
            "¿Qué clase nunca se predice, o no ocurre?",
            "Which class is never predicted, or does not occur?",
        ),
        formula: text("0, como en scikit-learn, no NaN", "0, as in scikit-learn, not NaN"),
    },
];
