//! Exercise 2: why acyclic.

use super::{Cases, Check, Lost, Said, Text, Value};
use crate::answers::Answers;
use crate::answers::exercise_2::Order;

pub const CHECKS: &[Check] = &[
    Check {
        number: "2.1",
        points: 2,
        text: Text { es: "El orden de un grafo acíclico", en: "The order of an acyclic graph" },
        hint: Text {
            es: "Cada neurona una vez, después de todas las que tienen una arista hacia ella",
            en: "Every neuron once, after all those with an edge to it",
        },
        needs: &[],
        run: order,
    },
    Check {
        number: "2.2",
        points: 2,
        text: Text {
            es: "El ciclo de un grafo que no tiene orden",
            en: "The cycle of a graph that has no order",
        },
        hint: Text {
            es: "Si quedan neuronas sin ordenar, entre ellas hay un ciclo: cada una con una arista a \
                la siguiente, la última a la primera",
            en: "If neurons are left without a place, there is a cycle among them: each with an edge \
                to the next, the last to the first",
        },
        needs: &[],
        run: order,
    },
    Check {
        number: "2.3",
        points: 2,
        text: Text {
            es: "Los valores de una red acíclica",
            en: "The outputs of an acyclic network",
        },
        hint: Text {
            es: "Primero todas las entradas de una neurona, después la neurona",
            en: "All inputs of a neuron first, then the neuron",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(n, edges, inputs): (_, Vec<_>, Vec<_>)| {
                (answers.outputs)(n, &edges, &inputs)
            })
        },
    },
    Check {
        number: "2.4",
        points: 2,
        text: Text {
            es: "La derivada como suma sobre caminos",
            en: "The derivative as a sum over paths",
        },
        hint: Text {
            es: "Los pesos se multiplican a lo largo de un camino y los caminos se suman",
            en: "Weights multiply along a path, and paths add up",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(n, edges, from, to): (_, Vec<_>, _, _)| {
                (answers.sum_over_paths)(n, &edges, from, to)
            })
        },
    },
];

/// Nothing is lost if the answer is an order or a cycle of the graph: whichever it is, the graph
/// proves it.
fn order(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.judge(|(n, edges): (usize, Vec<(usize, usize)>), _| {
        let answer = (answers.order_or_cycle)(n, &edges);
        let (right, expected, obtained, list) = match answer {
            Order::Acyclic(list) => (
                is_order(&list, n, &edges),
                Text {
                    es: "un ciclo, o un orden en que toda arista va hacia adelante",
                    en: "a cycle, or an order in which every edge points forward",
                },
                Text { es: "Acyclic con otra cosa", en: "Acyclic with something else" },
                list,
            ),
            Order::Cycle(list) => (
                is_cycle(&list, &edges),
                Text {
                    es: "un orden, o un ciclo hecho de aristas del grafo",
                    en: "an order, or a cycle made of edges of the graph",
                },
                Text { es: "Cycle con otra cosa", en: "Cycle with something else" },
                list,
            ),
        };
        (!right).then(|| (expected.into(), Said::from(obtained), Value::from(list)))
    })
}

fn is_order(list: &[usize], n: usize, edges: &[(usize, usize)]) -> bool {
    let place = |i: usize| list.iter().position(|&j| j == i);
    list.len() == n
        && (0..n).all(|i| place(i).is_some())
        && edges.iter().all(|&(i, j)| place(i) < place(j))
}

fn is_cycle(list: &[usize], edges: &[(usize, usize)]) -> bool {
    let next = list.iter().cycle().skip(1);
    !list.is_empty()
        && list.iter().enumerate().all(|(k, i)| !list[..k].contains(i))
        && list.iter().zip(next).all(|(&i, &j)| edges.contains(&(i, j)))
}
