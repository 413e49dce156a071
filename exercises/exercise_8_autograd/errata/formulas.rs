//! Slips in what the lecture defines.

use super::Erratum;
use crate::language::words;
use ma6202::Result;
use ma6202::activation::threshold;
use ma6202::linear::Linear;
use ma6202::linear::attribute::Attribute;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Device, losses, steps_at_zero, sum_of_squares};
use ma6202::wine::Wine;
use ma6202_formula::Words;
use nalgebra::{DMatrix, DVector};

/// f(0) of the perceptron's step.
pub(super) fn step_at_zero() -> Erratum {
    /// 1 for arguments greater than 0, else 0.
    fn perceptron(a: f64) -> f64 {
        if a > 0.0 { 1.0 } else { 0.0 }
    }
    Erratum {
        id: "step_at_zero",
        name: words("el escalón en 0", "the step at 0"),
        place: words(
            "introducción, el perceptrón; lista de funciones de activación; $H$ de la función \
             cajón",
            "introduction, the perceptron; list of activation functions; $H$ of the boxcar",
        ),
        in_edition: true,
        says: words(
            "El perceptrón entrega 1 para argumentos mayores que 0 y 0 en otro caso, así que en 0 \
             entrega 0. La función de umbral de la lista y $H$ entregan 1 en 0.",
            "The perceptron answers 1 for arguments greater than 0 and else 0, so 0 at 0. The \
             threshold of the list and $H$ are 1 at 0.",
        ),
        right: words(
            "Hace falta una sola convención, y se mantiene la de las fórmulas: $H(0) = 1$. La \
             función `heaviside` de torch pide el valor en 0 como argumento, así que no decide: \
             los dos números de torch salen de comparar, con `a > 0` y con `a >= 0`.",
            "One convention is needed, and the formulas' is kept: $H(0) = 1$. torch's `heaviside` \
             asks for the value at 0 as an argument, so it does not decide: torch's two numbers \
             come from comparing, with `a > 0` and with `a >= 0`.",
        ),
        numbers: vec![words("$f(0)$", "$f(0)$")],
        given: |_| Ok(vec![]),
        written: |_| Ok(vec![perceptron(0.0)]),
        meant: |_| Ok(vec![threshold(0.0)]),
        by_torch: |_, device| Ok(steps_at_zero(device)?.map(|step| vec![step])),
    }
}

/// How many terms J of linear regression has.
pub(super) fn terms_of_the_loss() -> Erratum {
    Erratum {
        id: "terms_of_the_loss",
        name: words("los n + 1 términos de J", "the n + 1 terms of J"),
        place: words(
            "esquema de entrenamiento de una regresión lineal, $J$ en sus dos formas",
            "training scheme of a linear regression, $J$ in both of its forms",
        ),
        in_edition: true,
        says: words(
            "$J$ es $\\frac{1}{n}$ por una suma de $i = 0$ a $n$.",
            "$J$ is $\\frac{1}{n}$ times a sum from $i = 0$ to $n$.",
        ),
        right: words(
            "De 0 a $n$ hay $n + 1$ términos: divididos por $n$, agrandan $J$ y $\\nabla J$ en el \
             factor $(n + 1) / n$. A $\\frac{1}{n}$ le corresponden $n$ términos. Aquí se \
             predice el alcohol de los vinos de entrenamiento a partir de los otros atributos, \
             estandarizados, con pesos cualesquiera, y $n + 1$ es el número de vinos.",
            "From 0 to $n$ there are $n + 1$ terms, which divided by $n$ make $J$ and $\\nabla J$ \
             too large by the factor $(n + 1) / n$. $n$ terms belong to $\\frac{1}{n}$. Here the \
             alcohol of the training wines is predicted from their other attributes, standardised, \
             with any weights, and $n + 1$ is the number of wines.",
        ),
        numbers: vec![words("$J$ de los vinos", "$J$ of the wines")],
        given: |seed| given(seed, words("$n + 1$", "$n + 1$")),
        written: |seed| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            Ok(vec![wines.loss(&w)? * n / (n - 1.0)])
        },
        meant: j,
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            let sum = sum_of_squares(&wines, &w, device)?;
            Ok([vec![sum / (n - 1.0)], vec![by_torch(&wines, &w, device)?]])
        },
    }
}

/// J of linear regression with i for t_i.
pub(super) fn target_lost() -> Erratum {
    fn numbered(wines: &Linear) -> Result<Linear> {
        Linear::new(wines.x().clone(), DVector::from_fn(wines.t().len(), |i, _| (i + 1) as f64))
    }
    Erratum {
        id: "target_lost",
        name: words("i en lugar del objetivo t_i", "i instead of the target t_i"),
        place: words(
            "esquema de entrenamiento de una regresión lineal, la segunda forma de $J$",
            "training scheme of a linear regression, the second form of $J$",
        ),
        in_edition: true,
        says: words(
            "En la primera forma se resta $t_i$; en la segunda, de $w^\\top x_i$ se resta $i$: la \
             letra $t$ del objetivo se perdió.",
            "The first form subtracts $t_i$; the second one subtracts $i$ from $w^\\top x_i$: the \
             letter $t$ of the target got lost.",
        ),
        right: words(
            "Se resta $t_i$. Con $i$ el objetivo es el número de la fila: se aprende el orden en \
             que están los vinos, que no dice nada de ellos. El modelo es el del desliz anterior, \
             pero $n$ es ahora el número de vinos: la suma se toma de $i = 1$ a $n$ y se divide por \
             $n$, para no contar otra vez ese desliz.",
            "$t_i$ is subtracted. With $i$ the target is the number of the row: what is learned is \
             the order of the wines, which says nothing of them. The model is that of the slip \
             before it, but $n$ is now the number of wines: the sum is taken from $i = 1$ to $n$ \
             and divided by $n$, so as not to count that slip once more.",
        ),
        numbers: vec![words("$J$ de los vinos", "$J$ of the wines")],
        given: |seed| given(seed, words("$n$", "$n$")),
        written: |seed| {
            let (wines, w) = regression(seed)?;
            Ok(vec![numbered(&wines)?.loss(&w)?])
        },
        meant: j,
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let of = |linear: &Linear| by_torch(linear, &w, device);
            Ok([vec![of(&numbered(&wines)?)?], vec![of(&wines)?]])
        },
    }
}

fn j(seed: u32) -> Result<Vec<f64>> {
    let (wines, w) = regression(seed)?;
    Ok(vec![wines.loss(&w)?])
}

/// Every weight, and how many wines there are, by its name.
fn given(seed: u32, name: Words) -> Result<Vec<(Words, Vec<f64>)>> {
    let (wines, _) = regression(seed)?;
    let count = wines.t().len() as f64;
    Ok(vec![(words("cada peso", "every weight"), vec![WEIGHT]), (name, vec![count])])
}

/// None of the best.
const WEIGHT: f64 = 0.5;

/// The alcohol of the wines from what else is measured, at weights that are all the same.
fn regression(seed: u32) -> Result<(Linear, DVector<f64>)> {
    let wines = Attribute::prepare(&Wine::embedded(), 0, seed)?.train;
    let w = DVector::from_element(wines.x().ncols(), WEIGHT);
    Ok((wines, w))
}

fn by_torch(linear: &Linear, w: &DVector<f64>, device: Device) -> Result<f64> {
    Ok(losses(linear, &DMatrix::from_columns(std::slice::from_ref(w)), device)?[0])
}
