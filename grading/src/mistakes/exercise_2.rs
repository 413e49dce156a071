//! Mistakes in exercise 2: why acyclic.

use starter::answers::exercise_2::Order;

use super::{Mistake, mistake};
use crate::SOLUTION;

pub const MISTAKES: &[Mistake] = &[
    mistake!(order_or_cycle loses ["2.2"],
        "El orden está incompleto: el algoritmo se detuvo en un ciclo y no lo vio",
        "The order is incomplete: the algorithm stopped at a cycle and did not see it",
        |n, edges| Order::Acyclic(kahn(n, edges))
    ),
    mistake!(order_or_cycle loses ["2.1", "2.2"],
        "El orden de los números no es el de las aristas",
        "The order of the numbers is not that of the edges",
        |n, _| Order::Acyclic((0..n).collect())
    ),
    mistake!(order_or_cycle loses ["2.1"],
        "Las aristas apuntan hacia atrás: primero van las neuronas sin entradas",
        "The edges point backwards: neurons without inputs come first",
        |n, edges| match (SOLUTION.order_or_cycle)(n, edges) {
            Order::Acyclic(order) => Order::Acyclic(order.into_iter().rev().collect()),
            cycle => cycle,
        }
    ),
    mistake!(order_or_cycle loses ["2.1"],
        "Una neurona espera a todas sus entradas, no a la primera que llega",
        "A neuron waits for all its inputs, not for the first that comes",
        |n, edges| match (SOLUTION.order_or_cycle)(n, edges) {
            Order::Acyclic(_) => Order::Acyclic(breadth_first(n, edges)),
            cycle => cycle,
        }
    ),
    mistake!(order_or_cycle loses ["2.2"],
        "El ciclo está al revés: cada neurona debe tener una arista a la siguiente",
        "The cycle is the wrong way round: each neuron must have an edge to the next",
        |n, edges| match (SOLUTION.order_or_cycle)(n, edges) {
            Order::Cycle(cycle) => Order::Cycle(cycle.into_iter().rev().collect()),
            order => order,
        }
    ),
    mistake!(order_or_cycle loses ["2.2"],
        "El ciclo repite la primera neurona al final",
        "The cycle has its first neuron again at the end",
        |n, edges| match (SOLUTION.order_or_cycle)(n, edges) {
            Order::Cycle(mut cycle) => {
                cycle.push(cycle[0]);
                Order::Cycle(cycle)
            }
            order => order,
        }
    ),
    mistake!(order_or_cycle loses ["2.2"],
        "Una arista de una neurona a sí misma también es un ciclo",
        "An edge from a neuron to itself is a cycle too",
        |n, edges| {
            let others: Vec<_> = edges.iter().copied().filter(|(i, j)| i != j).collect();
            (SOLUTION.order_or_cycle)(n, &others)
        }
    ),
    mistake!(order_or_cycle loses ["2.2"],
        "Lo que no se pudo ordenar no es todo ciclo: también está lo que viene después de él",
        "Not all that has no place is the cycle: so is what comes after it",
        |n, edges| {
            let order = kahn(n, edges);
            let rest: Vec<_> = (0..n).filter(|i| !order.contains(i)).collect();
            if rest.is_empty() { Order::Acyclic(order) } else { Order::Cycle(rest) }
        }
    ),
    mistake!(outputs loses ["2.3"],
        "Las neuronas no están en el orden de sus números",
        "The neurons are not in the order of their numbers",
        |n, edges, inputs| {
            let mut y = vec![0.0; n];
            for j in 0..n {
                let a: f64 = edges.iter().filter(|e| e.1 == j).map(|e| e.2 * y[e.0]).sum();
                y[j] = inputs.iter().find(|input| input.0 == j).map_or(a.tanh(), |input| input.1);
            }
            y
        }
    ),
    mistake!(outputs loses ["2.3"],
        "Falta tanh",
        "tanh is missing",
        |n, edges, inputs| {
            let along = |i, j| (SOLUTION.sum_over_paths)(n, edges, i, j);
            (0..n).map(|j| inputs.iter().map(|&(i, y)| y * along(i, j)).sum()).collect()
        }
    ),
    mistake!(outputs loses ["2.3"],
        "Las neuronas de entrada no pasan por tanh",
        "Input neurons do not go through tanh",
        |n, edges, inputs| {
            let squashed: Vec<_> = inputs.iter().map(|&(i, y)| (i, y.tanh())).collect();
            (SOLUTION.outputs)(n, edges, &squashed)
        }
    ),
    mistake!(sum_over_paths loses ["2.4"],
        "Los pesos de un camino se multiplican, no se suman",
        "The weights along a path multiply, they do not add up",
        |_, edges, from, to| added(edges, from, to)
    ),
    mistake!(sum_over_paths loses ["2.4"],
        "Faltan los caminos de más de una arista",
        "Paths of more than one edge are missing",
        |_, edges, from, to| {
            edges.iter().filter(|e| (e.0, e.1) == (from, to)).map(|e| e.2).sum()
        }
    ),
    mistake!(sum_over_paths loses ["2.4"],
        "∂y/∂y = 1: el camino sin aristas también cuenta",
        "∂y/∂y = 1: the path without edges counts too",
        |n, edges, from, to| {
            if from == to { 0.0 } else { (SOLUTION.sum_over_paths)(n, edges, from, to) }
        }
    ),
    mistake!(sum_over_paths loses ["2.4"],
        "Hay más de un camino, y todos suman",
        "There is more than one path, and all add up",
        |_, edges, from, to| first_path(edges, from, to).unwrap_or(0.0)
    ),
];

type Weighted = (usize, usize, f64);

/// Kahn's algorithm, which does not look back at what it has left out.
fn kahn(n: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = vec![];
    let ready = |order: &Vec<usize>| {
        let inputs_done = |j| edges.iter().all(|e| e.1 != j || order.contains(&e.0));
        (0..n).find(|j| !order.contains(j) && inputs_done(*j))
    };
    while let Some(j) = ready(&order) {
        order.push(j);
    }
    order
}

fn breadth_first(n: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).filter(|&j| edges.iter().all(|e| e.1 != j)).collect();
    let mut next = 0;
    while next < order.len() {
        for &(_, j) in edges.iter().filter(|e| e.0 == order[next]).collect::<Vec<_>>() {
            if !order.contains(&j) {
                order.push(j);
            }
        }
        next += 1;
    }
    order
}

fn added(edges: &[Weighted], from: usize, to: usize) -> f64 {
    let onward = edges.iter().filter(|e| e.0 == from && reaches(edges, e.1, to));
    if from == to { 1.0 } else { onward.map(|e| e.2 + added(edges, e.1, to)).sum() }
}

fn reaches(edges: &[Weighted], from: usize, to: usize) -> bool {
    from == to || edges.iter().any(|e| e.0 == from && reaches(edges, e.1, to))
}

fn first_path(edges: &[Weighted], from: usize, to: usize) -> Option<f64> {
    if from == to {
        return Some(1.0);
    }
    let mut onward = edges.iter().filter(|e| e.0 == from);
    onward.find_map(|e| Some(e.2 * first_path(edges, e.1, to)?))
}
