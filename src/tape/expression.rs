use crate::Result;
use crate::error::{expect_below, expect_finite, expect_setting, expect_shape, expect_some};
use crate::number::Number;
use nalgebra::DVector;
use rand::{Rng, RngExt};

/// A function from n numbers to m, as a straight line of steps: each makes a number from those
/// before it, and the last m are the results. Any two may share what they are computed from, so
/// this is a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    inputs: usize,
    steps: Vec<Step>,
    outputs: usize,
}

/// One operation. Numbers are counted from the first input on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Add(usize, usize),
    Sub(usize, usize),
    Mul(usize, usize),
    Div(usize, usize),
    Neg(usize),
    Exp(usize),
    Ln(usize),
    Sin(usize),
    Tanh(usize),
    Power(usize, i32),
    Normal(usize),
    /// c v, a constant times a number.
    Scale(usize, f64),
    /// v + c.
    Shift(usize, f64),
}

/// No number of a random expression is larger, no divisor and no logarithm's argument smaller, so
/// that a comparison need not wonder where its digits went.
const LARGEST: f64 = 4.0;
const SMALLEST: f64 = 0.25;

impl Expression {
    /// # Errors
    /// No inputs or outputs, fewer steps than outputs, a step that uses a number not yet made.
    pub fn new(inputs: usize, steps: Vec<Step>, outputs: usize) -> Result<Expression> {
        expect_some("inputs", inputs)?;
        expect_some("outputs", outputs)?;
        let expected = format!("at least {outputs}, one for each output");
        expect_setting("steps", &expected, steps.len(), steps.len() >= outputs)?;
        for (number, step) in steps.iter().enumerate() {
            for used in step.uses() {
                let what = format!("a number that step {number} uses");
                expect_below(&what, used, inputs + number)?;
            }
        }
        Ok(Expression { inputs, steps, outputs })
    }

    /// A random expression that is smooth and of moderate size around x, and uses every input if
    /// there are as many steps.
    ///
    /// # Errors
    /// Those of [`new`](Expression::new); numbers x that are not finite.
    pub fn random(
        rng: &mut dyn Rng,
        x: &[f64],
        steps: usize,
        outputs: usize,
    ) -> Result<Expression> {
        expect_some("inputs", x.len())?;
        expect_finite("point x", &DVector::from_column_slice(x))?;
        let mut values = x.to_vec();
        let mut chosen = Vec::new();
        for number in 0..steps {
            // The inputs first, one after another, then whatever comes.
            let first = if number < x.len() { number } else { rng.random_range(0..values.len()) };
            let (step, value) = loop {
                let step = Step::random(rng, first, values.len());
                let value = step.value(&values);
                if step.is_tame(&values) && value.abs() <= LARGEST {
                    break (step, value);
                }
            };
            chosen.push(step);
            values.push(value);
        }
        Expression::new(x.len(), chosen, outputs)
    }

    /// n.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// m.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Every number made, the inputs first.
    ///
    /// # Errors
    /// Another number of inputs.
    pub fn trace<S: Number + Copy>(&self, x: &[S]) -> Result<Vec<S>> {
        expect_shape("inputs of the expression", (x.len(), 1), (self.inputs, 1))?;
        let mut values = x.to_vec();
        for step in &self.steps {
            values.push(step.value(&values));
        }
        Ok(values)
    }

    /// The m results.
    ///
    /// # Errors
    /// Another number of inputs.
    pub fn value<S: Number + Copy>(&self, x: &[S]) -> Result<Vec<S>> {
        let mut values = self.trace(x)?;
        Ok(values.split_off(values.len() - self.outputs))
    }
}

impl Step {
    /// The numbers that it is made from.
    pub fn uses(self) -> impl Iterator<Item = usize> {
        let (first, second) = match self {
            Step::Add(i, j) | Step::Sub(i, j) | Step::Mul(i, j) | Step::Div(i, j) => (i, Some(j)),
            Step::Neg(i) | Step::Exp(i) | Step::Ln(i) | Step::Sin(i) | Step::Tanh(i) => (i, None),
            Step::Power(i, _) | Step::Normal(i) | Step::Scale(i, _) | Step::Shift(i, _) => {
                (i, None)
            }
        };
        std::iter::once(first).chain(second)
    }

    fn value<S: Number + Copy>(self, v: &[S]) -> S {
        match self {
            Step::Add(i, j) => v[i] + v[j],
            Step::Sub(i, j) => v[i] - v[j],
            Step::Mul(i, j) => v[i] * v[j],
            Step::Div(i, j) => v[i] / v[j],
            Step::Neg(i) => -v[i],
            Step::Exp(i) => v[i].exp(),
            Step::Ln(i) => v[i].ln(),
            Step::Sin(i) => v[i].sin(),
            Step::Tanh(i) => v[i].tanh(),
            Step::Power(i, n) => v[i].powi(n),
            Step::Normal(i) => v[i].normal(),
            Step::Scale(i, c) => v[i] * c,
            Step::Shift(i, c) => v[i] + c,
        }
    }

    fn random(rng: &mut dyn Rng, i: usize, made: usize) -> Step {
        let j = rng.random_range(0..made);
        let constant = rng.random_range(-2.0..2.0);
        match rng.random_range(0..13) {
            0 => Step::Add(i, j),
            1 => Step::Sub(i, j),
            2 => Step::Mul(i, j),
            3 => Step::Div(i, j),
            4 => Step::Neg(i),
            5 => Step::Exp(i),
            6 => Step::Ln(i),
            7 => Step::Sin(i),
            8 => Step::Tanh(i),
            9 => Step::Power(i, rng.random_range(2..5)),
            10 => Step::Normal(i),
            11 => Step::Scale(i, constant),
            _ => Step::Shift(i, constant),
        }
    }

    fn is_tame(self, v: &[f64]) -> bool {
        match self {
            Step::Div(_, j) => v[j].abs() >= SMALLEST,
            Step::Ln(i) => v[i] >= SMALLEST,
            _ => true,
        }
    }
}
