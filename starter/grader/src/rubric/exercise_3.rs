//! Exercise 3: boxes.

use super::Check;
use crate::judge::Judge;
use crate::text::text;

pub const CHECKS: &[Check] = &[
    Check {
        number: "3.1",
        answer: "boxcar",
        points: 2,
        needs: &[],
        judge: Judge::Network,
        text: text(
            "El cajón: su altura adentro, 0 afuera",
            "The box: its height inside, 0 outside",
        ),
        nudge: text("¿Qué hace cada neurona en su borde?", "What does each neuron do at its edge?"),
        formula: text(
            "Una sube en a: A f(s(x - a)); la otra baja en b: -A f(s(x - b))",
            "One goes up at a: A f(s(x - a)); the other down at b: -A f(s(x - b))",
        ),
    },
    Check {
        number: "3.2",
        answer: "boxcar",
        points: 1,
        needs: &["3.1"],
        judge: Judge::Network,
        text: text("El cajón en sus bordes", "The box at its edges"),
        nudge: text(
            "¿Cuánto vale la función logística en el borde, y con qué pendiente?",
            "What is the logistic function at the edge, and with what slope?",
        ),
        formula: text(
            "w = s y b = -s e: vale 1/2 en el borde e, y su derivada es s/4",
            "w = s and b = -s e: it is 1/2 at the edge e, and its derivative s/4",
        ),
    },
    Check {
        number: "3.3",
        answer: "step_error",
        points: 1,
        needs: &[],
        judge: Judge::Derived,
        text: text(
            "El error de un borde, en forma cerrada",
            "The error of one edge, in closed form",
        ),
        nudge: text(
            "¿Son iguales las dos mitades de la integral? ¿Y si A es negativa?",
            "Are the two halves of the integral equal? And if A is negative?",
        ),
        formula: text(
            "2 |A| ∫₀^∞ du / (1 + eᵘ) / s, y esa integral es ln 2",
            "2 |A| ∫₀^∞ du / (1 + eᵘ) / s, and that integral is ln 2",
        ),
    },
    Check {
        number: "3.4",
        answer: "sum_of_boxes",
        points: 2,
        needs: &["3.1", "3.2"],
        judge: Judge::Network,
        text: text("Una suma de cajones para una función", "A sum of boxes for a function"),
        nudge: text(
            "¿Qué ancho tiene cada cajón, y dónde se mide g?",
            "How wide is each box, and where is g taken?",
        ),
        formula: text(
            "n cajones de ancho (b - a)/n, cada uno con la altura de g en su punto medio",
            "n boxes of width (b - a)/n, each as high as g in its middle",
        ),
    },
];
