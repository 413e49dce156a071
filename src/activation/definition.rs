//! The activations as their formulas are written, of any kind of number.
//!
//! [`Activation::value`] is made to keep its digits everywhere, and
//! [`Activation::derivative`] is derived by hand. This is the formula alone, which a tape or a dual
//! number differentiates without that derivation: what both are judged by.

use super::Activation;
use crate::number::{Entries, Number};
use crate::reason::words;
use ma6202_formula::{Formula, Meaning, Symbols, Words};

impl Activation {
    /// The parameters of [`latex`](Activation::latex), by their symbols.
    pub fn symbols(self) -> Vec<(&'static str, f64)> {
        match self {
            Activation::LeakyRelu { negative_slope } | Activation::Prelu { negative_slope } => {
                vec![(r"\alpha", negative_slope)]
            }
            Activation::Rrelu { lower, upper } => vec![(r"\alpha", lower), (r"\beta", upper)],
            Activation::Elu { alpha } | Activation::Celu { alpha } => vec![(r"\alpha", alpha)],
            Activation::Selu => {
                vec![(r"\alpha", 1.673_263_242_354_377_3), (r"\beta", 1.050_700_987_355_480_5)]
            }
            Activation::Softplus { beta } => vec![(r"\beta", beta)],
            _ => Vec::new(),
        }
    }

    /// Declares f as a function of one number; its parameters bear the label, as α^l does, if there
    /// is one.
    ///
    /// # Errors
    /// Names that are taken.
    pub(crate) fn declare(self, label: &str, s: &mut Symbols) -> ma6202_formula::Result<()> {
        let mut latex = self.latex().to_owned();
        for (symbol, value) in self.symbols() {
            let labelled = format!("{symbol}{label}");
            match (self, symbol) {
                (Activation::Selu, r"\alpha") => {
                    s.define(&format!("{labelled} = {SELU_ALPHA}"), SELU)?;
                }
                (Activation::Selu, _) => {
                    s.define(&format!("{labelled} = {SELU_BETA}"), SELU)?;
                }
                _ => {
                    s.number(&labelled, value, PARAMETER)?;
                }
            }
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
    /// f(a): right near 0, not in the far tails. Its derivative at a kink is that of one side, not
    /// always torch's.
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

const FUNCTION: Words = words("la función de activación", "the activation function");
/// The constants of selu, Klambauer et al. 2017, equation 14.
const SELU_ALPHA: &str = r"\frac{\sqrt{2/\pi}}{1 - 2 \sqrt{e} \Phi(-1)}";
const SELU_BETA: &str = r"\frac{(1 - 2 \sqrt{e} \Phi(-1)) \sqrt{2 \pi}}{\sqrt{4 e^2 \Phi(-2) + 4 \pi e \Phi(-1)^2 - 4 (2 + \pi) \sqrt{e} \Phi(-1) + \pi + 2}}";
const SELU: Words = words(
    "una constante de $f$, que deja la media en 0 y la varianza en 1",
    "a constant of $f$, which keeps mean 0 and variance 1",
);
const PARAMETER: Words = words("un parámetro de $f$", "a parameter of $f$");
