//! Las respuestas: un archivo por ejercicio.
//!
//! Cada cuerpo se escribe donde dice `todo!()`; las firmas y los tipos se dejan como están. Un
//! archivo puede tener cuantas funciones propias se quiera.
//!
//! En todas partes, como en la clase: X (n, d) tiene una muestra por fila, t (n) sus objetivos,
//! w (d) los pesos, a = Xw los valores de activación, y = f(a) las salidas, J la pérdida, λ la tasa
//! de aprendizaje. Una derivada se deriva: las diferencias numéricas no son respuesta.
//!
//! Basta la precisión simple: un error de algunas millonésimas de los valores más grandes de una
//! función no cuenta, salvo que esta se pida con todos sus dígitos. Toda matriz tiene al menos una
//! fila y una columna, toda red una capa, todo lote (mini-batch) una fila, todo registro una
//! operación; puede no haber aristas, lotes, pasos ni pasadas.
//!
//! **EN** The answers: a file for each exercise.
//!
//! Write each body where it says `todo!()`; leave the signatures and the types as they are. A file
//! may have as many functions of its own as you like.
//!
//! Everywhere, as in the lecture: X (n, d) has one sample per row, t (n) its targets, w (d) the
//! weights, a = Xw the activation values, y = f(a) the outputs, J the loss, λ the step size. A
//! derivative is one that was derived: numeric differences are no answer.
//!
//! Single precision is enough: an error of some millionths of the largest values of a function is
//! none, unless it is asked for with all its digits. Every matrix has at least a row and a column,
//! every network a layer, every batch a row, every record an operation; of edges, batches, steps
//! and passes there may be none.

#![allow(
    unused_variables,
    reason = "an answer not written yet uses none of its arguments"
)]

pub mod exercise_1;
pub mod exercise_2;
pub mod exercise_3;
pub mod exercise_4;
pub mod exercise_5;
pub mod exercise_6;
pub mod exercise_7;
pub mod exercise_8;
