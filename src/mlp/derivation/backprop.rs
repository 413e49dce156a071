//! The function that the chains differentiate, from the definition of a neuron and of the losses.

use crate::derivation::Problem;
use crate::descent::derivation::UPDATE;
use crate::loss::Loss;
use crate::mlp::Mlp;
use crate::reason::words;
use ma6202_formula::{Result, Symbols, Words};
use nalgebra::DMatrix;

/// A network, a batch, a loss, and the layer that is looked at.
///
/// # Panics
/// A chain does, on a problem whose shapes do not fit together or whose layer it does not speak of;
/// [`problems`](super::problems) makes none such.
#[derive(Clone, Debug)]
pub struct Backprop {
    pub mlp: Mlp,
    /// (n, d).
    pub x: DMatrix<f64>,
    /// (n, k).
    pub t: DMatrix<f64>,
    pub loss: Loss,
    /// From 0 to L - 1.
    pub layer: usize,
}

/// What J is differentiated by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackpropVariable {
    /// y^L (n, k), the outputs of the last layer, for one loss.
    Output(Loss),
    /// a^L (n, k), the activation values of the last layer.
    LastActivationValue,
    /// a^l (n, out), the activation values of a layer before it.
    HiddenActivationValue,
    /// W^l (in, out), of any layer.
    Weights,
    /// b^l (out, 1), of any layer.
    Bias,
    /// α^l (1, 1), of any layer of PReLU.
    NegativeSlope,
    /// W^l again, but of ½ ‖W^l‖² - λ J, whose derivative is the updated W^l.
    Update,
}

impl Problem for Backprop {
    type Variable = BackpropVariable;

    fn function(variable: BackpropVariable) -> [&'static str; 2] {
        match variable {
            BackpropVariable::Output(_) => ["J", "Y^L"],
            BackpropVariable::LastActivationValue | BackpropVariable::HiddenActivationValue => {
                ["J", "A^l"]
            }
            BackpropVariable::Weights => ["J", "W^l"],
            BackpropVariable::Bias => ["J", "b^l"],
            BackpropVariable::NegativeSlope => ["J", r"\alpha^l"],
            BackpropVariable::Update => [r"\frac{1}{2} \sum_{i,j} w_{ij}^2 - \lambda J", "W^l"],
        }
    }

    /// Layer after layer, with l the layer's number; then J; then l is the layer that is looked at.
    fn symbols(&self, variable: BackpropVariable) -> Result<Symbols> {
        let mut s = Symbols::new();
        let layers = self.mlp.layers();
        s.tell("l", words("una capa", "a layer"));
        s.tell("L", words("la última capa", "the last layer"));
        s.size("n", self.x.nrows(), words("el número de muestras", "the number of samples"))?
            .label("l", 0)
            .size("n_l", self.x.ncols(), WIDTH)?
            .implied_index("r", "n")?
            .matrix(["Y^l", "y^l"], ["n", "n_l"], self.x.as_slice(), INPUTS)?
            .number(
                r"\lambda",
                UPDATE.learning_rate,
                words("la tasa de aprendizaje", "the learning rate"),
            )?;
        for (l, layer) in (1..).zip(layers) {
            s.label("l", l)
                .size("n_l", layer.b.len(), WIDTH)?
                .index(&["i"], "n_{l-1}")?
                .index(&["j"], "n_l")?
                .matrix(["W^l", "w^l"], ["n_{l-1}", "n_l"], layer.w.as_slice(), WEIGHTS)?
                .vector("b^l", "n_l", layer.b.as_slice(), BIASES)?
                .define(r"a^l_{rj} = \sum_i y^{l-1}_{ri} w^l_{ij} + b^l_j", VALUES)?
                .alias("A^l", "a^l")?;
            layer.activation.declare("^l", &mut s)?;
            s.define(r"y^l_{rj} = f^l(a^l_{rj})", OUTPUTS)?.alias("Y^l", "y^l")?;
        }
        let last = layers.len();
        s.label("L", last as i64).index(&["k", "m"], "n_L")?.index(&["v"], "n")?.matrix(
            ["T", "t"],
            ["n", "n_L"],
            self.t.as_slice(),
            words("los objetivos", "the targets"),
        )?;
        match self.loss {
            Loss::MeanSquaredError => {
                s.define_shown(
                    r"J = \frac{1}{n} \sum_r \sum_k (y^L_{rk} - t_{rk})^2",
                    words("el error cuadrático medio", "the mean squared error"),
                )?;
            }
            Loss::CrossEntropy => {
                s.define(r"S = \operatorname{softmax}(Y^L)", SOFTMAX)?
                    .entries("s", "S")?
                    .define_shown(
                        r"J = -\frac{1}{n} \sum_r \sum_m t_{rm} \ln s_{rm}",
                        CROSS_ENTROPY,
                    )?;
            }
            Loss::SoftmaxThenCrossEntropy => {
                s.define(r"P = \operatorname{softmax}(Y^L)", SOFTMAX)?
                    .entries("p", "P")?
                    .define(
                        r"S = \operatorname{softmax}(P)",
                        words("el softmax de $P$", "the softmax of $P$"),
                    )?
                    .entries("s", "S")?
                    .define_shown(
                        r"J = -\frac{1}{n} \sum_r \sum_m t_{rm} \ln s_{rm}",
                        CROSS_ENTROPY,
                    )?;
            }
        }
        for l in 1..=last {
            s.label("l", l as i64)
                .index(&["j"], "n_l")?
                .define(r"\delta^l_{rj} = \frac{\partial J}{\partial a^l_{rj}}", DELTAS)?
                .alias(r"\Delta^l", r"\delta^l")?;
        }
        self.look_at_layer(variable, &mut s)?;
        Ok(s)
    }
}

impl Backprop {
    /// What l, i, j and the names without a label mean in a chain: i is a neuron of a layer, j one
    /// of the next. l is j's layer; in the chain about a hidden δ_i it is i's.
    fn look_at_layer(&self, variable: BackpropVariable, s: &mut Symbols) -> Result<()> {
        let l = self.layer + 1;
        let last = self.mlp.layers().len();
        let is_hidden = variable == BackpropVariable::HiddenActivationValue && l < last;
        let ones = |size: usize| vec![1.0; size];
        s.label("l", l as i64)
            .index(&["i"], if is_hidden { "n_l" } else { "n_{l-1}" })?
            .index(&["j"], if is_hidden { "n_{l+1}" } else { "n_l" })?
            .vector(
                r"\mathbf{1}_n",
                "n",
                &ones(self.x.nrows()),
                words("un vector de $n$ unos", "a vector of $n$ ones"),
            )?
            .vector(
                r"\mathbf{1}_{n_l}",
                "n_l",
                &ones(self.mlp.layers()[l - 1].b.len()),
                words("un vector de $n_l$ unos", "a vector of $n_l$ ones"),
            )?
            .alias("Y", "Y^l")?
            .alias("A", "A^l")?
            .alias(r"\Delta", r"\Delta^l")?
            .alias("f", "f^l")?;
        if !self.mlp.layers()[self.layer].activation.learned().is_empty() {
            s.alias(r"\alpha", r"\alpha^l")?;
        }
        Ok(())
    }
}

const WIDTH: Words = words("el número de neuronas de una capa", "the number of neurons of a layer");
const INPUTS: Words = words(
    "las salidas de una capa; las de la capa 0 son las entradas",
    "the outputs of a layer; those of layer 0 are the inputs",
);
const WEIGHTS: Words = words("los pesos", "the weights");
const BIASES: Words = words("los sesgos", "the biases");
const VALUES: Words = words("los valores de activación", "the activation values");
const OUTPUTS: Words =
    words("la salida de una neurona para una muestra", "the output of a neuron for a sample");
const SOFTMAX: Words = words("el softmax de las salidas", "the softmax of the outputs");
const CROSS_ENTROPY: Words = words("la entropía cruzada", "the cross-entropy");
const DELTAS: Words = words("las deltas", "the deltas");
