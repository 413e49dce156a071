//! Ejercicio 2: ¿por qué el grafo de una arquitectura debe ser acíclico?
//!
//! Las neuronas se numeran de 0 a n - 1; una arista (i, j) dice que la salida de la neurona i es
//! una entrada de la neurona j. Las salidas se pueden calcular una tras otra si las neuronas tienen
//! un orden en que toda arista apunta hacia adelante; un ciclo es la demostración de que no tienen
//! ninguno.
//!
//! **EN** Exercise 2: why must the graph of an architecture be acyclic?
//!
//! Neurons are numbered from 0 to n - 1; an edge (i, j) says that the output of neuron i is an
//! input of neuron j. Outputs can be computed one after the other if the neurons have an order in
//! which every edge points forward; a cycle is the proof that they have none.

/// Lo que tiene un grafo dirigido: siempre exactamente una de las dos cosas.
///
/// **EN** What a directed graph has: always exactly one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Cada neurona una vez, después de todas aquellas desde las que le llega una arista.
    ///
    /// **EN** Every neuron once, each after all those it has an edge from.
    Acyclic(Vec<usize>),
    /// Neuronas, cada una con una arista a la siguiente, y la última a la primera. Ninguna dos
    /// veces.
    ///
    /// **EN** Neurons each with an edge to the next, the last to the first. No neuron twice.
    Cycle(Vec<usize>),
}

/// Un orden de las n neuronas o, si no lo hay, un ciclo.
///
/// Las aristas pueden venir dos veces, y pueden ir de una neurona a sí misma.
///
/// **EN** An order of the n neurons or, if there is none, a cycle.
///
/// Edges may be given twice, and from a neuron to itself.
pub fn order_or_cycle(n: usize, edges: &[(usize, usize)]) -> Order {
    // <solution>
    // Edges from neurons that are not yet in the order.
    let mut waiting: Vec<usize> = vec![0; n];
    for &(_, j) in edges {
        waiting[j] += 1;
    }
    let mut order: Vec<usize> =
        (0..n).filter(|&j| waiting[j] == 0).collect();
    let mut next = 0;
    while let Some(&i) = order.get(next) {
        for &(_, j) in edges.iter().filter(|edge| edge.0 == i) {
            waiting[j] -= 1;
            if waiting[j] == 0 {
                order.push(j);
            }
        }
        next += 1;
    }
    // Every neuron still waiting has an edge from one that waits too:
    // walking back repeats one.
    let Some(mut j) = (0..n).find(|&j| waiting[j] > 0) else {
        return Order::Acyclic(order);
    };
    let mut walk = vec![j];
    loop {
        j = edges
            .iter()
            .find(|edge| edge.1 == j && waiting[edge.0] > 0)
            .expect("it waits")
            .0;
        if let Some(start) = walk.iter().position(|&i| i == j) {
            let mut cycle = walk.split_off(start);
            cycle.reverse();
            return Order::Cycle(cycle);
        }
        walk.push(j);
    }
    // </solution>
}

/// Las salidas y de todas las neuronas de un grafo acíclico dirigido con pesos, según el número de
/// cada neurona.
///
/// Una arista (i, j, w) tiene el peso w; de dos aristas entre las mismas neuronas cuentan ambas.
/// `inputs` tiene los pares (i, y_i) de las neuronas de entrada: todas aquellas a las que no llega
/// ninguna arista. Toda otra neurona tiene y_j = tanh(Σ w_ij y_i). Las aristas y las entradas
/// vienen en cualquier orden.
///
/// **EN** The outputs y of every neuron of an acyclic graph with weights, by the neurons' numbers.
///
/// An edge (i, j, w) has the weight w; of two edges between the same neurons both count. `inputs`
/// holds the pairs (i, y_i) of the input neurons: all those without edges into them. Every other
/// neuron has y_j = tanh(Σ w_ij y_i). Edges and inputs come in any order.
pub fn outputs(
    n: usize,
    edges: &[(usize, usize, f64)],
    inputs: &[(usize, f64)],
) -> Vec<f64> {
    // <solution>
    let plain: Vec<(usize, usize)> =
        edges.iter().map(|&(i, j, _)| (i, j)).collect();
    let Order::Acyclic(order) = order_or_cycle(n, &plain) else {
        panic!("there is a cycle")
    };
    let mut y = vec![0.0; n];
    for j in order {
        y[j] = match inputs.iter().find(|input| input.0 == j) {
            Some(input) => input.1,
            None => {
                let a: f64 = edges
                    .iter()
                    .filter(|e| e.1 == j)
                    .map(|e| e.2 * y[e.0])
                    .sum();
                a.tanh()
            }
        };
    }
    y
    // </solution>
}

/// ∂y_to/∂y_from en un grafo acíclico dirigido cuyas neuronas tienen la identidad por activación:
/// la suma, sobre todos los caminos de la una a la otra, del producto de los pesos a lo largo del
/// camino. 1 si ambas son la misma neurona, 0 si no hay camino; con dos aristas hay dos caminos.
///
/// **EN** ∂y_to/∂y_from of an acyclic graph whose neurons have the identity for their activation:
/// the sum, over all paths from one to the other, of the product of the weights along the path. 1
/// if both are the same neuron, 0 if there is no path; with two edges there are two paths.
pub fn sum_over_paths(
    n: usize,
    edges: &[(usize, usize, f64)],
    from: usize,
    to: usize,
) -> f64 {
    // <solution>
    let plain: Vec<(usize, usize)> =
        edges.iter().map(|&(i, j, _)| (i, j)).collect();
    let Order::Acyclic(order) = order_or_cycle(n, &plain) else {
        panic!("there is a cycle")
    };
    let mut sum = vec![0.0; n];
    sum[from] = 1.0;
    for i in order {
        for &(_, j, w) in edges.iter().filter(|edge| edge.0 == i) {
            sum[j] += w * sum[i];
        }
    }
    sum[to]
    // </solution>
}
