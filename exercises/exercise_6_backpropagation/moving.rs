//! The picture of exercise 6, which moves: a pass forward and back, one number after another.

use super::solve::{Found, SmallPass};
use crate::Result;
use crate::chapter::number::short;
use crate::language::Language;
use crate::moving::{Frame, Moving, Slider};
use ma6202_figure::{EdgeLabels, Graph, GraphEdge, GraphNode, GraphPanel, Svg};

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    Ok(vec![("pass", pass(&found.small, language)?)])
}

/// What is computed in a step. The neurons are numbered consecutively: inputs 1 and 2, hidden ones
/// 3 and 4, outputs 5 and 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Given,
    /// a and y of a neuron.
    Output(usize),
    Loss,
    /// δ of a neuron, and ∂J/∂w of the weights that lead to it.
    Delta(usize),
}

use Step::{Delta, Given, Loss, Output};

/// The last one computes what the chapter's example does.
const STEPS: [Step; 10] = [
    Given,
    Output(3),
    Output(4),
    Output(5),
    Output(6),
    Loss,
    Delta(6),
    Delta(5),
    Delta(4),
    Delta(3),
];
const NEURONS: usize = 6;
/// The box of J, after those of the neurons.
const LOSS: usize = NEURONS;
/// The neurons that edges lead to: in this order 3 stands left of 4, and 5 of 6.
const ENDS: [usize; 4] = [4, 3, 6, 5];

/// How a box is tinted.
const COMPUTED: usize = 0;
const USED: usize = 1;
const OTHER: usize = 2;

fn pass(small: &SmallPass, language: Language) -> Result<Moving<'_>> {
    let told = Told { small, language };
    let places = STEPS.iter().map(|step| told.name(*step)).collect();
    let slider = Slider::new(language.pick("paso", "step"), places, STEPS.len() - 1);
    Ok(Moving::new([slider], move |places| {
        Ok(Frame { picture: told.frame(places[0])?, says: told.says(STEPS[places[0]]) })
    }))
}

/// The pass in a language.
#[derive(Clone, Copy)]
struct Told<'a> {
    small: &'a SmallPass,
    language: Language,
}

impl Told<'_> {
    fn a(&self, neuron: usize) -> f64 {
        self.small.cache.a[layer(neuron)][of_layer(neuron)]
    }

    fn y(&self, neuron: usize) -> f64 {
        match neuron {
            1 | 2 => self.small.x[neuron - 1],
            _ => self.small.cache.y[layer(neuron)][of_layer(neuron)],
        }
    }

    fn slope(&self, neuron: usize) -> f64 {
        self.small.slope(layer(neuron), of_layer(neuron))
    }

    fn delta(&self, neuron: usize) -> f64 {
        self.small.grads.delta[layer(neuron)][of_layer(neuron)]
    }

    fn w(&self, from: usize, to: usize) -> f64 {
        self.small.mlp.layers()[layer(to)].w[(of_layer(from), of_layer(to))]
    }

    fn gradient(&self, from: usize, to: usize) -> f64 {
        self.small.grads.w[layer(to)][(of_layer(from), of_layer(to))]
    }

    fn t(&self, neuron: usize) -> f64 {
        self.small.t[of_layer(neuron)]
    }

    fn number(&self, value: f64) -> String {
        short(value, 4, self.language)
    }

    /// A number after a sign.
    fn factor(&self, value: f64) -> String {
        let number = self.number(value);
        if number.starts_with('−') { format!("({number})") } else { number }
    }

    /// What the slider says it chooses.
    fn name(&self, step: Step) -> String {
        match step {
            Given => self.language.pick("lo dado", "what is given").into(),
            Output(j) => format!("y{}", low(j)),
            Loss => "J".into(),
            Delta(j) => format!("δ{}", low(j)),
        }
    }

    /// What was just computed, with its numbers put in.
    fn says(&self, step: Step) -> String {
        let say = |es, en| self.language.pick(es, en);
        let name = self.name(step);
        let (number, factor) = (|value| self.number(value), |value| self.factor(value));
        let sum = |terms: [[f64; 2]; 2]| {
            let [one, two] = terms.map(|[p, q]| format!("{} · {}", factor(p), factor(q)));
            format!("{one} + {two}")
        };
        match step {
            Given => {
                let y = [1, 2].map(|i| format!("y{} = {}", low(i), number(self.y(i))));
                let t = [5, 6].map(|j| format!("t{} = {}", low(j), number(self.t(j))));
                let given = say("Lo dado: los pesos, la muestra", "Given: the weights, the sample");
                let targets = say("y los objetivos", "and the targets");
                let and = say(" e ", " and ");
                let [y, t] = [y.join(and), t.join(say(" y ", " and "))];
                format!("{given} {y}, {targets} {t}.")
            }
            Output(j) => {
                let [i, k] = before(j);
                let [i_low, k_low, low] = [i, k, j].map(low);
                let terms = sum([i, k].map(|i| [self.y(i), self.w(i, j)]));
                let (a, y) = (number(self.a(j)), number(self.y(j)));
                format!(
                    "{}: a{low} = y{i_low} w{i_low}{low} + y{k_low} w{k_low}{low} = {terms} = {a}; \
                     {name} = f(a{low}) = {y}.",
                    say("Hacia adelante", "Forward")
                )
            }
            Loss => {
                let square = |j| format!("({} − {})²", number(self.y(j)), number(self.t(j)));
                let squares = [5, 6].map(square).join(" + ");
                format!("J = (y₅ − t₅)² + (y₆ − t₆)² = {squares} = {}.", number(self.small.j))
            }
            Delta(j @ (5 | 6)) => {
                let low = low(j);
                let [y, t, slope, delta] =
                    [self.y(j), self.t(j), self.slope(j), self.delta(j)].map(number);
                format!(
                    "{}: {name} = ∂J/∂y{low} · f'(a{low}) = 2 (y{low} − t{low}) · f'(a{low}) = \
                     2 · ({y} − {t}) · {slope} = {delta}; {}.",
                    say("Hacia atrás", "Backward"),
                    self.gradients(j)
                )
            }
            Delta(i) => {
                let low = low(i);
                let terms = sum([5, 6].map(|j| [self.delta(j), self.w(i, j)]));
                let [slope, delta] = [self.slope(i), self.delta(i)].map(number);
                format!(
                    "{}: {name} = (δ₅ w{low}₅ + δ₆ w{low}₆) · f'(a{low}) = ({terms}) · {slope} = \
                     {delta}; {}.",
                    say("Hacia atrás", "Backward"),
                    self.gradients(i)
                )
            }
        }
    }

    /// ∂J/∂w of the weights that lead to a neuron, with their numbers put in.
    fn gradients(&self, j: usize) -> String {
        let of = |i: usize| {
            let [delta, y] = [self.delta(j), self.y(i)].map(|value| self.factor(value));
            let gradient = self.number(self.gradient(i, j));
            let [i, j] = [i, j].map(low);
            format!("∂J/∂w{i}{j} = δ{j} y{i} = {delta} · {y} = {gradient}")
        };
        before(j).map(of).join("; ")
    }

    /// What is known after so many steps.
    fn frame(&self, step: usize) -> Result<Svg> {
        let [whole, now] = [STEPS.len() - 1, step].map(|step| self.labels(step));
        let [whole, now] = [&whole, &now].map(|labels| self.graph(labels));
        Ok(now.svg_in_room_of(&whole)?)
    }

    fn labels(&self, step: usize) -> Labels {
        let is_known = |what: Step| STEPS[..=step].contains(&what);
        let neuron = |neuron: usize| {
            let mut said = Vec::new();
            if neuron < 3 {
                said.push(format!("y = {}", self.number(self.y(neuron))));
            } else if is_known(Output(neuron)) {
                let [a, y] = [self.a(neuron), self.y(neuron)].map(|value| self.number(value));
                said.extend([format!("a = {a}"), format!("y = {y}")]);
            }
            if is_known(Delta(neuron)) {
                said.push(format!("δ = {}", self.number(self.delta(neuron))));
            }
            let colon = if said.is_empty() { "" } else { ": " };
            format!("{neuron}{colon}{}", said.join("; "))
        };
        let targets = [5, 6].map(|j| format!("(y{} − {})²", low(j), self.number(self.t(j))));
        let mut loss = vec!["J".to_owned(), targets.join(" + ")];
        loss.extend(is_known(Loss).then(|| self.number(self.small.j)));
        let loss = loss.join(" = ");
        let boxes = (1..=NEURONS).map(neuron).chain([loss]).collect();
        let edges = ENDS.into_iter().flat_map(|j| before(j).map(|i| (i, j)));
        let edge = |(i, j): (usize, usize)| {
            let gradient = is_known(Delta(j)).then(|| self.number(self.gradient(i, j)));
            (i, j, self.number(self.w(i, j)), gradient.unwrap_or_default())
        };
        let (computed, used) = tinted(STEPS[step]);
        let kind = |place: usize| {
            let is = |boxes: &[usize]| boxes.contains(&place);
            if is(&computed) {
                COMPUTED
            } else if is(&used) {
                USED
            } else {
                OTHER
            }
        };
        Labels { boxes, kinds: (0..=LOSS).map(kind).collect(), edges: edges.map(edge).collect() }
    }

    fn graph<'a>(&self, labels: &'a Labels) -> Graph<'a> {
        let say = |es, en| self.language.pick(es, en);
        let nodes = labels.boxes.iter().zip(&labels.kinds);
        let edge = |from, to, labels| GraphEdge { from, to, refused: false, labels };
        let weights = labels
            .edges
            .iter()
            .map(|(i, j, forward, backward)| edge(i - 1, j - 1, EdgeLabels { forward, backward }));
        let to_loss = [5, 6].map(|j: usize| edge(j - 1, LOSS, EdgeLabels::default()));
        Graph {
            title: say(
                "Una pasada hacia adelante y hacia atrás, con f la sigmoide logística",
                "A pass forward and back, with f the logistic sigmoid",
            ),
            kinds: vec![
                say("recién calculado", "just computed"),
                say("usado para eso", "used for it"),
                say("los demás", "the others"),
            ],
            refused: "",
            labels: EdgeLabels { forward: say("peso w", "weight w"), backward: "∂J/∂w" },
            columns: 1,
            panels: vec![GraphPanel {
                title: "",
                nodes: nodes.map(|(label, &kind)| GraphNode { label, kind }).collect(),
                edges: weights.chain(to_loss).collect(),
            }],
        }
    }
}

/// What boxes and edges say.
struct Labels {
    boxes: Vec<String>,
    kinds: Vec<usize>,
    /// From, to, the weight, the derivative.
    edges: Vec<(usize, usize, String, String)>,
}

/// The boxes in which a step computes something, and those that it uses for that.
fn tinted(step: Step) -> (Vec<usize>, Vec<usize>) {
    let places = |neurons: &[usize]| neurons.iter().map(|neuron| neuron - 1).collect();
    match step {
        Given => (vec![], vec![]),
        Output(j) => (places(&[j]), places(&before(j))),
        Loss => (vec![LOSS], places(&[5, 6])),
        Delta(j @ (5 | 6)) => (places(&[j]), [places(&before(j)), vec![LOSS]].concat()),
        Delta(i) => (places(&[i]), places(&[1, 2, 5, 6])),
    }
}

/// The neurons that lead to one.
fn before(neuron: usize) -> [usize; 2] {
    if neuron < 5 { [1, 2] } else { [3, 4] }
}

/// The layer of a neuron that is no input, from 0.
fn layer(neuron: usize) -> usize {
    (neuron - 3) / 2
}

/// Its place there.
fn of_layer(neuron: usize) -> usize {
    (neuron - 1) % 2
}

/// A digit as an index.
fn low(digit: usize) -> char {
    ['₀', '₁', '₂', '₃', '₄', '₅', '₆'][digit]
}
