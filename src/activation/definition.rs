//! The formula of an activation, from its row of the table: declared, and evaluated with any kind
//! of number.
//!
//! [`Activation::value`] is made to keep its digits everywhere, and
//! [`Activation::derivative`] is derived by hand. This is the formula alone, which a tape or a dual
//! number differentiates without that derivation: what both are judged by.

use super::Activation;
use crate::number::{Entries, Number};
use crate::reason::words;
use ma6202_formula::{Formula, Meaning, Symbols, Words};

/// What a letter of a formula is: a number, or by a formula of its own.
enum Given {
    Number(f64),
    Formula(&'static str),
}

impl Activation {
    /// The letters of [`latex`](Activation::latex) but a, and what they are.
    fn letters(self) -> Vec<(&'static str, Given, Words)> {
        use Given::{Formula, Number};
        match self {
            Activation::LeakyRelu { negative_slope } | Activation::Prelu { negative_slope } => {
                let told = words("la pendiente negativa de $f$", "the negative slope of $f$");
                vec![(r"\alpha", Number(negative_slope), told)]
            }
            Activation::Rrelu { lower, upper } => {
                let least = words("la menor pendiente negativa", "the least negative slope");
                let most = words("la mayor pendiente negativa", "the greatest negative slope");
                vec![(r"\alpha", Number(lower), least), (r"\beta", Number(upper), most)]
            }
            Activation::Elu { alpha } | Activation::Celu { alpha } => {
                vec![(r"\alpha", Number(alpha), PARAMETER)]
            }
            Activation::Selu => {
                let selu = words(
                    "una constante de $f$ que mantiene la media en 0 y la varianza en 1",
                    "a constant of $f$ that keeps mean 0 and variance 1",
                );
                vec![(r"\alpha", Formula(SELU_ALPHA), selu), (r"\beta", Formula(SELU_BETA), selu)]
            }
            Activation::Softplus { beta } => vec![(r"\beta", Number(beta), PARAMETER)],
            _ => Vec::new(),
        }
    }

    /// The parameters of [`latex`](Activation::latex), by their symbols.
    pub fn symbols(self) -> Vec<(&'static str, f64)> {
        let value = |given| match given {
            Given::Number(value) => value,
            Given::Formula(latex) => {
                Symbols::new().value(latex).expect("a formula of numbers")[(0, 0)]
            }
        };
        self.letters().into_iter().map(|(symbol, given, _)| (symbol, value(given))).collect()
    }

    /// Declares f as a function of one number; its parameters bear the label, as α^l does, if there
    /// is one.
    ///
    /// # Errors
    /// Names that are taken.
    pub(crate) fn declare(self, label: &str, s: &mut Symbols) -> ma6202_formula::Result<()> {
        let mut latex = self.latex().to_owned();
        for (symbol, given, told) in self.letters() {
            let labelled = format!("{symbol}{label}");
            match given {
                Given::Number(value) => s.number(&labelled, value, told)?,
                Given::Formula(closed) => s.define(&format!("{labelled} = {closed}"), told)?,
            };
            latex = latex.replace(symbol, &labelled);
        }
        s.define(&format!("f{label}(a) = {latex}"), FUNCTION)?;
        Ok(())
    }

    /// f by nothing but its formula.
    pub fn definition(self) -> ActivationFormula {
        let mut s = Symbols::new();
        let f = self.declare("", &mut s).and_then(|()| {
            let s = s.number("x", 0.0, words("un número", "a number"))?;
            let [value, derivative] = ["f(x)", "f'(x)"].map(|text| Formula::parse(text)?.read(s));
            Ok(ActivationFormula { value: value?, derivative: derivative? })
        });
        f.expect("the formula of its row")
    }
}

/// The formula of an activation, read once.
#[derive(Clone, Debug)]
pub struct ActivationFormula {
    value: Meaning,
    derivative: Meaning,
}

impl ActivationFormula {
    /// f(a): right near 0, not in the far tails. What a tape makes of it at a kink is the
    /// derivative of one side, not always torch's.
    pub fn value<S: Number>(&self, a: S) -> S {
        if a.value().is_nan() {
            return a;
        }
        at(&self.value, a).expect("a function of one number")
    }

    /// f'(a), for which the formula is differentiated.
    ///
    /// # Errors
    /// A kink.
    pub fn derivative<S: Number>(&self, a: S) -> ma6202_formula::Result<S> {
        at(&self.derivative, a)
    }
}

fn at<S: Number>(f: &Meaning, x: S) -> ma6202_formula::Result<S> {
    Ok(f.function_of("x")?.value(&Entries::one(x))?.into_vec().swap_remove(0))
}

/// Declares σ.
///
/// # Errors
/// A name that is taken.
pub(crate) fn declare_sigma(s: &mut Symbols) -> ma6202_formula::Result<&mut Symbols> {
    let told = words("la función logística", "the logistic function");
    s.define(r"\sigma(z) = \frac{1}{1 + e^{-z}}", told)
}

/// The constants of selu, Klambauer et al. 2017, equation 14.
const SELU_ALPHA: &str = r"\frac{\sqrt{2/\pi}}{1 - 2 \sqrt{e} \Phi(-1)}";
const SELU_BETA: &str = r"\frac{(1 - 2 \sqrt{e} \Phi(-1)) \sqrt{2 \pi}}{\sqrt{4 e^2 \Phi(-2) + 4 \pi e \Phi(-1)^2 - 4 (2 + \pi) \sqrt{e} \Phi(-1) + \pi + 2}}";

const FUNCTION: Words = words("la función de activación", "the activation function");
const PARAMETER: Words = words("un parámetro de $f$", "a parameter of $f$");
