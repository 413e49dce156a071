//! Every kind of comparison with torch in this crate, as a function from a device to checks.
//!
//! They are data, so that whoever needs all of them has all of them: the tests in
//! `tests/devices.rs`, the run on a machine with a GPU, and the tables made from its record.
//!
//! | file | compares |
//! |---|---|
//! | `chains` | each line of each derivation |
//! | `networks` | intermediates, steps and trainings of the network |
//! | `neurons` | both regressions |
//! | `functions` | activations, graphs, expressions and Jacobians |
//! | `lecture` | what the lecture shows, and where it slips |
//! | `estimates` | errors that are at most so large |

mod chains;
mod estimates;
mod functions;
mod lecture;
mod networks;
mod neurons;

use ma6202::Result;
use ma6202::oracle::{Check, Device, Precision};

/// A kind of comparison.
pub struct ComparisonKind {
    /// Of its test, and of what became of it in a record.
    pub name: &'static str,
    /// What is compared, in Spanish.
    pub es: &'static str,
    /// And in English.
    pub en: &'static str,
    /// Whether single precision is asked too. If not, it is derived down to a rounding of f64.
    pub in_f32: bool,
    /// The checks that must hold. It panics where even a check cannot be made: a line that is
    /// wrong on purpose and is not refused, words that torch does not say.
    pub checks: fn(Device) -> Result<Vec<Check>>,
}

/// All of them.
pub const COMPARISONS: [ComparisonKind; 25] = [
    ComparisonKind {
        name: "backpropagation_chains",
        es: "líneas de la retropropagación",
        en: "lines of backpropagation",
        in_f32: true,
        checks: chains::backpropagation,
    },
    ComparisonKind {
        name: "linear_chains",
        es: "líneas de la regresión lineal",
        en: "lines of linear regression",
        in_f32: true,
        checks: chains::linear,
    },
    ComparisonKind {
        name: "logistic_chains",
        es: "líneas de la regresión logística",
        en: "lines of logistic regression",
        in_f32: true,
        checks: chains::logistic,
    },
    ComparisonKind {
        name: "recurrence_chains",
        es: "líneas de un grafo con un ciclo",
        en: "lines of a graph with a cycle",
        in_f32: true,
        checks: chains::recurrence,
    },
    ComparisonKind {
        name: "activation_chains",
        es: "líneas de las derivadas de las activaciones",
        en: "lines of the activations' derivatives",
        in_f32: true,
        checks: chains::activations,
    },
    ComparisonKind {
        name: "mode_chains",
        es: "líneas de los dos modos",
        en: "lines of the two modes",
        in_f32: true,
        checks: chains::modes,
    },
    ComparisonKind {
        name: "intermediates",
        es: "todos los intermedios de redes al azar",
        en: "every intermediate of random networks",
        in_f32: true,
        checks: networks::intermediates,
    },
    ComparisonKind {
        name: "updates",
        es: "parámetros tras un paso, redes al azar",
        en: "parameters after a step, random networks",
        in_f32: true,
        checks: networks::updates,
    },
    ComparisonKind {
        name: "first_steps_of_the_notebook",
        es: "pérdidas de los primeros pasos con los vinos",
        en: "losses of the first steps on the wines",
        in_f32: true,
        checks: networks::first_steps,
    },
    ComparisonKind {
        name: "whole_trainings",
        es: "parámetros tras un entrenamiento",
        en: "parameters after a training",
        in_f32: true,
        checks: networks::trainings,
    },
    ComparisonKind {
        name: "neurons",
        es: "J, ∇J, la hessiana y cincuenta pasos de ambas regresiones",
        en: "J, ∇J, the Hessian and fifty steps of both regressions",
        in_f32: true,
        checks: neurons::both,
    },
    ComparisonKind {
        name: "losses_of_large_activation_values",
        es: "entropía cruzada de valores de activación grandes",
        en: "cross entropy of large activation values",
        in_f32: true,
        checks: neurons::large_activation_values,
    },
    ComparisonKind {
        name: "activations",
        es: "activaciones y sus derivadas",
        en: "activations and their derivatives",
        in_f32: true,
        checks: functions::activations,
    },
    ComparisonKind {
        name: "identities_of_sigmoids",
        es: "identidades de las sigmoides",
        en: "identities of the sigmoids",
        in_f32: true,
        checks: functions::identities,
    },
    ComparisonKind {
        name: "random_graphs",
        es: "grafos acíclicos al azar, nodo por nodo",
        en: "random acyclic graphs, node by node",
        in_f32: true,
        checks: functions::graphs,
    },
    ComparisonKind {
        name: "expressions",
        es: "expresiones al azar en la cinta",
        en: "random expressions on the tape",
        in_f32: true,
        checks: functions::expressions,
    },
    ComparisonKind {
        name: "jacobians",
        es: "productos con la jacobiana",
        en: "products with the Jacobian",
        in_f32: true,
        checks: functions::jacobians,
    },
    ComparisonKind {
        name: "closing",
        es: "los últimos ejemplos de la clase",
        en: "the lecture's closing examples",
        in_f32: true,
        checks: lecture::closing,
    },
    ComparisonKind {
        name: "summed_gradients",
        es: "gradientes que se suman",
        en: "gradients that are summed",
        in_f32: true,
        checks: lecture::summed_gradients,
    },
    ComparisonKind {
        name: "slips",
        es: "errores de la clase, como están y corregidos",
        en: "the lecture's slips, as written and mended",
        in_f32: true,
        checks: lecture::slips,
    },
    ComparisonKind {
        name: "box_at_a_point",
        es: "error de una caja en un punto",
        en: "error of a box at a point",
        in_f32: false,
        checks: estimates::box_at_a_point,
    },
    ComparisonKind {
        name: "function_of_boxes",
        es: "error de una función hecha de cajas",
        en: "error of a function made of boxes",
        in_f32: false,
        checks: estimates::function_of_boxes,
    },
    ComparisonKind {
        name: "distance_of_a_descent",
        es: "distancia de un descenso al minimizador",
        en: "distance of a descent from the minimiser",
        in_f32: false,
        checks: estimates::distance_of_a_descent,
    },
    ComparisonKind {
        name: "plateau_of_a_row",
        es: "meseta del error cuadrático",
        en: "plateau of the squared error",
        in_f32: false,
        checks: estimates::plateau_of_a_row,
    },
    ComparisonKind {
        name: "floor_of_a_loss",
        es: "cota inferior de la pérdida literal",
        en: "floor of the literal loss",
        in_f32: false,
        checks: estimates::floor_of_a_loss,
    },
];

impl ComparisonKind {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static ComparisonKind> {
        COMPARISONS.iter().find(|comparison| comparison.name == name)
    }

    /// Whether it is made on a device at all.
    pub fn is_made_on(&self, device: Device) -> bool {
        self.in_f32 || device.precision == Precision::F64
    }

    /// Those that are made on a device.
    pub fn on(device: Device) -> impl Iterator<Item = &'static ComparisonKind> {
        COMPARISONS.iter().filter(move |comparison| comparison.is_made_on(device))
    }
}
