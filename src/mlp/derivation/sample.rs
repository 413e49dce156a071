//! Problems away from kinks on which the chains are judged: a small one, and random ones.

use super::{Backprop, BackpropVariable};
use crate::activation::Activation;
use crate::derivation::away_from_zero;
use crate::error::{expect_setting, expect_some};
use crate::loss::Loss;
use crate::mlp::{Layer, Mlp};
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector, dmatrix, dvector};
use rand::{Rng, RngExt};

/// How far an activation value is from the next kink, so that hardly any difference crosses it.
pub(crate) const MARGIN: f64 = 0.05;

/// The one that is shown with numbers, and random problems that a chain about a variable must hold
/// on: every activation with every loss,
/// and each of the two with every layer that it speaks of (the negative slope of PReLU, no update
/// of RReLU). All dimensions differ: 7 samples, 4 features, layers of 6, 5 and 3 neurons.
///
/// # Errors
/// None but a broken invariant of [`Backprop::random`] or of the network that is shown.
pub fn problems(rng: &mut dyn Rng, variable: BackpropVariable) -> Result<Vec<Backprop>> {
    const WIDTHS: [usize; 4] = [4, 6, 5, 3];
    let last = WIDTHS.len() - 2;
    let (losses, layers) = match &variable {
        BackpropVariable::Output(loss) => (std::slice::from_ref(loss), last..last + 1),
        BackpropVariable::LastActivationValue => (Loss::ALL, last..last + 1),
        BackpropVariable::HiddenActivationValue => (Loss::ALL, 0..last),
        BackpropVariable::Weights
        | BackpropVariable::Bias
        | BackpropVariable::NegativeSlope
        | BackpropVariable::Update => (Loss::ALL, 0..last + 1),
    };
    let is_spoken_of = |activation: &&Activation| match variable {
        BackpropVariable::NegativeSlope => !activation.learned().is_empty(),
        // In training RReLU draws its negative slopes: it does not step along the gradient of
        // one function.
        BackpropVariable::Update => !matches!(activation, Activation::Rrelu { .. }),
        _ => true,
    };
    let mut problems = vec![example(variable)?];
    for (number, &loss) in losses.iter().enumerate() {
        // As in a Latin square: from loss to loss an activation is in the next layer.
        let layers = layers.clone().cycle().skip(number);
        for (&activation, layer) in Activation::ALL.iter().filter(is_spoken_of).zip(layers) {
            problems.push(Backprop::random(rng, 7, &WIDTHS, activation, loss, layer)?);
        }
    }
    Ok(problems)
}

/// Three samples, two neurons in each layer, and short numbers: in the last layer or, for what only
/// a layer before it has or shows, in the first.
fn example(variable: BackpropVariable) -> Result<Backprop> {
    let learns = |activation: &&Activation| !activation.learned().is_empty();
    let (activation, layer) = match variable {
        BackpropVariable::NegativeSlope => {
            (*Activation::ALL.iter().find(learns).expect("PReLU learns"), 0)
        }
        BackpropVariable::HiddenActivationValue => (Activation::Logistic, 0),
        _ => (Activation::Logistic, 1),
    };
    let loss = match variable {
        BackpropVariable::Output(loss) => loss,
        _ => Loss::MeanSquaredError,
    };
    let layer_of = |w, b| Layer { w, b, activation };
    let mlp = Mlp::new(vec![
        layer_of(dmatrix![0.5, -1.0; 1.0, 0.5], dvector![0.5, -0.5]),
        layer_of(dmatrix![1.0, -0.5; -1.0, 2.0], dvector![-0.5, 0.5]),
    ])?;
    let x = dmatrix![1.0, 0.5; -0.5, 2.0; 1.5, -1.0];
    let t = dmatrix![1.0, 0.0; 0.0, 1.0; 0.0, 1.0];
    Ok(Backprop { mlp, x, t, loss, layer })
}

impl Backprop {
    /// A random problem, away from kinks, where no parameter is 0.
    ///
    /// `widths` are d, the layers' outputs, and k last; every layer has the activation, the last
    /// one too.
    ///
    /// # Errors
    /// Fewer than two widths, a width or a number of rows of 0, a layer that is not there, so many
    /// neurons that samples never keep them all away from their kinks.
    pub fn random(
        rng: &mut dyn Rng,
        rows: usize,
        widths: &[usize],
        activation: Activation,
        loss: Loss,
        layer: usize,
    ) -> Result<Backprop> {
        expect_some("rows", rows)?;
        expect_some("widths after the first", widths.len().saturating_sub(1))?;
        let last = widths.len() - 2;
        expect_setting("layer", &format!("0 to {last}"), layer, layer <= last)?;
        for &width in widths {
            expect_some("width", width)?;
        }
        for _ in 0..100 {
            let mlp = random_network(rng, widths, activation)?;
            if let Some(x) = samples_away_from_kinks(rng, &mlp, rows) {
                let mut t =
                    DMatrix::from_fn(rows, mlp.outputs(), |_, _| rng.random_range(0.1..1.0));
                t.row_iter_mut().for_each(|mut row| row /= row.sum());
                return Ok(Backprop { mlp, x, t, loss, layer });
            }
        }
        let expected = "some hundred neurons at most: more are never all away from their kinks";
        Err(Error::setting("widths", expected, format!("{widths:?}")))
    }
}

/// Weights and biases that keep activation values near 1.
fn random_network(rng: &mut dyn Rng, widths: &[usize], activation: Activation) -> Result<Mlp> {
    let layers = widths.windows(2).map(|pair| {
        let scale = 1.5 / (pair[0] as f64).sqrt();
        Layer {
            w: DMatrix::from_fn(pair[0], pair[1], |_, _| scale * away_from_zero(rng)),
            b: DVector::from_fn(pair[1], |_, _| away_from_zero(rng)),
            activation,
        }
    });
    Mlp::new(layers.collect())
}

/// Samples whose activation values are all so far from every kink that hardly any difference
/// crosses one. Each is drawn until it is; `None` if the network's parameters hardly let any be.
fn samples_away_from_kinks(rng: &mut dyn Rng, mlp: &Mlp, rows: usize) -> Option<DMatrix<f64>> {
    let mut x = DMatrix::zeros(rows, mlp.inputs());
    for mut row in x.row_iter_mut() {
        let draw = |_| DMatrix::from_fn(1, mlp.inputs(), |_, _| away_from_zero(rng));
        row.copy_from(&(0..1000).map(draw).find(|sample| is_away_from_kinks(mlp, sample))?);
    }
    Some(x)
}

fn is_away_from_kinks(mlp: &Mlp, sample: &DMatrix<f64>) -> bool {
    let cache = mlp.forward(sample).expect("a sound sample");
    mlp.layers()
        .iter()
        .zip(&cache.a)
        .all(|(layer, a)| a.iter().all(|&a| layer.activation.is_smooth_near(a, MARGIN)))
}
