//! Numbers with their derivatives by whatever a formula differentiates by.

use crate::number::Number;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number, or one with its partial derivatives: a dual number with as many directions as it
/// depends on.
///
/// A derivative within a derivative is a jet of jets. Each level has a number of its own, so that
/// what one differentiates by is a constant to the other.
#[derive(Clone, Debug)]
pub(super) enum Jet<S> {
    Plain(S),
    Dual(Box<Dual<S>>),
}

#[derive(Clone, Debug)]
pub(super) struct Dual<S> {
    level: usize,
    value: Jet<S>,
    /// By which entry of the variable, and the derivative; in order, those left out are 0.
    slopes: Slopes<S>,
}

type Slopes<S> = Vec<(usize, Jet<S>)>;

impl<S: Number> Jet<S> {
    pub fn constant(value: f64) -> Jet<S> {
        Jet::Plain(S::from(value))
    }

    /// An entry of the variable of a level.
    pub fn variable(level: usize, value: Jet<S>, entry: usize) -> Jet<S> {
        Jet::Dual(Box::new(Dual { level, value, slopes: vec![(entry, Jet::constant(1.0))] }))
    }

    /// x + y + …, and 0 if there are none.
    pub fn sum(terms: impl IntoIterator<Item = Jet<S>>) -> Jet<S> {
        terms.into_iter().reduce(|sum, term| sum + term).unwrap_or(Jet::constant(0.0))
    }

    /// Without any derivative.
    pub fn plain(&self) -> &S {
        match self {
            Jet::Plain(value) => value,
            Jet::Dual(dual) => dual.value.plain(),
        }
    }

    pub fn value(&self) -> f64 {
        self.plain().value()
    }

    /// The derivative by an entry of the variable of a level.
    pub fn slope(&self, level: usize, entry: usize) -> Jet<S> {
        match self {
            Jet::Dual(dual) if dual.level == level => {
                let found = dual.slopes.iter().find(|(other, _)| *other == entry);
                found.map_or(Jet::constant(0.0), |(_, slope)| slope.clone())
            }
            _ => Jet::constant(0.0),
        }
    }

    /// The value and the slopes at a level that is this one's or above.
    fn at_level(self, level: usize) -> (Jet<S>, Slopes<S>) {
        match self {
            Jet::Dual(dual) if dual.level == level => (dual.value, dual.slopes),
            other => (other, Vec::new()),
        }
    }

    /// The size of the value and of every derivative, summed.
    pub fn size(&self) -> f64 {
        match self {
            Jet::Plain(value) => value.size(),
            Jet::Dual(dual) => {
                dual.value.size() + dual.slopes.iter().map(|(_, slope)| slope.size()).sum::<f64>()
            }
        }
    }

    /// Whether every derivative is 0.
    pub fn is_constant(&self) -> bool {
        match self {
            Jet::Plain(_) => true,
            Jet::Dual(dual) => {
                dual.slopes.iter().all(|(_, slope)| slope.size() == 0.0) && dual.value.is_constant()
            }
        }
    }

    pub fn level(&self) -> usize {
        match self {
            Jet::Plain(_) => 0,
            Jet::Dual(dual) => dual.level,
        }
    }

    /// f(self), of which f' is the derivative.
    fn map(
        self,
        f: impl Fn(S) -> S + Copy,
        derivative: impl Fn(&Jet<S>, &Jet<S>) -> Jet<S> + Copy,
    ) -> Jet<S> {
        match self {
            Jet::Plain(value) => Jet::Plain(f(value)),
            Jet::Dual(dual) => {
                let Dual { level, value, slopes } = *dual;
                let result = value.clone().map(f, derivative);
                let by = derivative(&value, &result);
                let slopes = slopes.into_iter().map(|(entry, slope)| (entry, slope * by.clone()));
                Jet::Dual(Box::new(Dual { level, value: result, slopes: slopes.collect() }))
            }
        }
    }

    pub fn exp(self) -> Jet<S> {
        self.map(S::exp, |_, y| y.clone())
    }

    pub fn ln(self) -> Jet<S> {
        self.map(S::ln, |x, _| Jet::constant(1.0) / x.clone())
    }

    pub fn sqrt(self) -> Jet<S> {
        self.map(S::sqrt, |_, y| Jet::constant(0.5) / y.clone())
    }

    pub fn sin(self) -> Jet<S> {
        self.map(S::sin, |x, _| x.clone().cos())
    }

    pub fn cos(self) -> Jet<S> {
        self.map(S::cos, |x, _| -x.clone().sin())
    }

    pub fn tanh(self) -> Jet<S> {
        let one = || Jet::constant(1.0);
        self.map(S::tanh, |_, y| (one() - y.clone()) * (one() + y.clone()))
    }

    pub fn powi(self, n: i32) -> Jet<S> {
        self.map(
            |x| x.powi(n),
            |x, _| match n {
                0 => Jet::constant(0.0),
                _ => x.clone().powi(n.saturating_sub(1)) * Jet::constant(f64::from(n)),
            },
        )
    }

    pub fn normal(self) -> Jet<S> {
        self.map(S::normal, |x, _| {
            let root = (S::pi() * 2.0).sqrt();
            (x.clone() * x.clone() * Jet::constant(-0.5)).exp() / Jet::Plain(root)
        })
    }

    /// The modulus; at 0 it has no derivative, which the caller looks for.
    pub fn abs(self) -> Jet<S> {
        if self.value() < 0.0 { -self } else { self }
    }
}

impl<S: Number> Neg for Jet<S> {
    type Output = Jet<S>;

    fn neg(self) -> Jet<S> {
        match self {
            Jet::Plain(value) => Jet::Plain(-value),
            Jet::Dual(dual) => {
                let Dual { level, value, slopes } = *dual;
                let slopes = slopes.into_iter().map(|(entry, slope)| (entry, -slope)).collect();
                Jet::Dual(Box::new(Dual { level, value: -value, slopes }))
            }
        }
    }
}

impl<S: Number> Add for Jet<S> {
    type Output = Jet<S>;

    fn add(self, other: Jet<S>) -> Jet<S> {
        combine(self, other, S::add, |_, _, _| [None, None])
    }
}

impl<S: Number> Sub for Jet<S> {
    type Output = Jet<S>;

    fn sub(self, other: Jet<S>) -> Jet<S> {
        combine(self, other, S::sub, |_, _, _| [None, Some(Jet::constant(-1.0))])
    }
}

impl<S: Number> Mul for Jet<S> {
    type Output = Jet<S>;

    fn mul(self, other: Jet<S>) -> Jet<S> {
        combine(self, other, S::mul, |x, y, _| [Some(y.clone()), Some(x.clone())])
    }
}

impl<S: Number> Div for Jet<S> {
    type Output = Jet<S>;

    fn div(self, other: Jet<S>) -> Jet<S> {
        combine(self, other, S::div, |_, y, result| {
            [Some(Jet::constant(1.0) / y.clone()), Some(-(result.clone() / y.clone()))]
        })
    }
}

/// f(x, y), with ∂f/∂x and ∂f/∂y from x, y and f(x, y); none is 1.
#[inline]
fn combine<S: Number>(
    x: Jet<S>,
    y: Jet<S>,
    f: impl Fn(S, S) -> S + Copy,
    derivatives: impl Fn(&Jet<S>, &Jet<S>, &Jet<S>) -> [Option<Jet<S>>; 2] + Copy,
) -> Jet<S> {
    let (x, y) = match (x, y) {
        (Jet::Plain(x), Jet::Plain(y)) => return Jet::Plain(f(x, y)),
        both => both,
    };
    let level = x.level().max(y.level());
    let ((x, by_x), (y, by_y)) = (x.at_level(level), y.at_level(level));
    let value = combine(x.clone(), y.clone(), f, derivatives);
    let [dx, dy] = derivatives(&x, &y, &value);
    let slopes = merge(scaled(by_x, dx), scaled(by_y, dy));
    Jet::Dual(Box::new(Dual { level, value, slopes }))
}

fn scaled<S: Number>(slopes: Slopes<S>, factor: Option<Jet<S>>) -> Slopes<S> {
    match factor {
        None => slopes,
        Some(factor) => {
            slopes.into_iter().map(|(entry, slope)| (entry, slope * factor.clone())).collect()
        }
    }
}

/// The sum of two lists in order.
fn merge<S: Number>(left: Slopes<S>, right: Slopes<S>) -> Slopes<S> {
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    let mut merged = Vec::with_capacity(left.len().max(right.len()));
    loop {
        merged.push(match (left.peek(), right.peek()) {
            (Some((l, _)), Some((r, _))) if l == r => {
                let both = left.next().zip(right.next());
                let ((entry, x), (_, y)) = both.expect("both were looked at");
                (entry, x + y)
            }
            (Some((l, _)), Some((r, _))) if l > r => right.next().expect("it was looked at"),
            (Some(_), _) => left.next().expect("it was looked at"),
            (None, Some(_)) => right.next().expect("it was looked at"),
            (None, None) => return merged,
        });
    }
}
