//! What sets one activation apart from another, found by computing with its value and derivative.
//!
//! Nothing is typed in: a function of the table is looked at on a fine grid, at its kinks from both
//! sides, and at ±∞. What the grid finds is refined until neighbouring numbers decide.

use super::Activation;

/// The grid: every 1/64 from -20 to 20. What is flat, steep or low only beyond is not found; nor is
/// the derivative of GELU below -38, which is no more than too small for a number. Parameters that
/// make a jump smaller than 1e-6, or a bend sharper than 1e-9, hide them from it.
const REACH: i32 = 20 * 64;
/// How far from a kink one-sided limits are taken.
const NEAR: f64 = 1e-9;

/// What can be said of an activation.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The least and the greatest value, or their limits.
    pub range: (f64, f64),
    /// The least and the greatest derivative, or their limits.
    pub derivatives: (f64, f64),
    pub smoothness: Smoothness,
    /// Where f is constant on a whole interval: f' is 0 there.
    pub flat: Vec<(f64, f64)>,
    /// Where f' changes its sign: f turns.
    pub turns: Vec<f64>,
    /// f(-∞), f(+∞).
    pub limits: (f64, f64),
    /// f' at each kink: by convention, where the two sides differ.
    pub at_kinks: Vec<(f64, f64)>,
}

/// How many derivatives are continuous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Smoothness {
    /// f jumps.
    Discontinuous,
    /// f' jumps.
    Continuous,
    /// f'' jumps.
    OnceDifferentiable,
    /// No kinks.
    Smooth,
}

impl Facts {
    pub fn of(f: Activation) -> Facts {
        Facts {
            range: extremes(|a| f.value(a)),
            derivatives: extremes(|a| f.derivative(a)),
            smoothness: smoothness(f),
            flat: flat_parts(f),
            turns: turns(f),
            limits: (f.value(f64::NEG_INFINITY), f.value(f64::INFINITY)),
            at_kinks: f.kinks().iter().map(|&kink| (kink, f.derivative(kink))).collect(),
        }
    }

    /// The least L with |f(a) - f(b)| ≤ L |a - b|; infinite if f jumps.
    pub fn lipschitz(&self) -> f64 {
        match self.smoothness {
            Smoothness::Discontinuous => f64::INFINITY,
            _ => self.derivatives.0.abs().max(self.derivatives.1.abs()),
        }
    }

    /// Whether a neuron whose activation values all lie in some interval gets no gradient at all,
    /// and so never leaves it.
    pub fn can_die(&self) -> bool {
        !self.flat.is_empty()
    }
}

/// The points looked at.
fn grid() -> impl Iterator<Item = f64> {
    (-REACH..=REACH).map(|step| f64::from(step) / 64.0)
}

/// The least and the greatest value of a function.
fn extremes(function: impl Fn(f64) -> f64) -> (f64, f64) {
    let least = |function: &dyn Fn(f64) -> f64| {
        let at = grid().min_by(|&a, &b| function(a).total_cmp(&function(b))).expect("a grid");
        let least = refined(function, at);
        [f64::NEG_INFINITY, f64::INFINITY].into_iter().map(function).fold(least, f64::min)
    };
    (least(&function), -least(&|a| -function(a)))
}

/// The least value near a point of the grid, by dividing the interval between its neighbours
/// in thirds.
fn refined(function: &dyn Fn(f64) -> f64, at: f64) -> f64 {
    let (mut low, mut high) = (at - 1.0 / 64.0, at + 1.0 / 64.0);
    let mut least = function(at);
    for _ in 0..100 {
        let (left, right) = ((2.0 * low + high) / 3.0, (low + 2.0 * high) / 3.0);
        let (of_left, of_right) = (function(left), function(right));
        least = least.min(of_left).min(of_right);
        if of_left < of_right { high = right } else { low = left }
    }
    least
}

/// The worst of its kinks decides.
fn smoothness(f: Activation) -> Smoothness {
    let at = |kink: &f64| {
        let jumps = |g: &dyn Fn(f64) -> f64| (g(kink + NEAR) - g(kink - NEAR)).abs() > 1e-6;
        let step = 1e-5;
        let curvature = |a: f64| {
            let outwards = step * (a - kink).signum();
            (f.derivative(a + outwards) - f.derivative(a)) / outwards
        };
        if jumps(&|a| f.value(a)) {
            Smoothness::Discontinuous
        } else if jumps(&|a| f.derivative(a)) {
            Smoothness::Continuous
        } else if (curvature(kink + NEAR) - curvature(kink - NEAR)).abs() > 1e-3 {
            Smoothness::OnceDifferentiable
        } else {
            Smoothness::Smooth
        }
    };
    f.kinks().iter().map(at).min().unwrap_or(Smoothness::Smooth)
}

/// Intervals with f' = 0; one that reaches the end of the grid is taken to go on to ±∞ if f' is
/// 0 there.
fn flat_parts(f: Activation) -> Vec<(f64, f64)> {
    let is_flat = |a: &f64| f.derivative(*a) == 0.0;
    let points: Vec<f64> = grid().collect();
    let mut parts = Vec::new();
    for run in points.chunk_by(|a, b| is_flat(a) == is_flat(b)) {
        let (first, last) = (run[0], run[run.len() - 1]);
        // A single point is a turn, not a part.
        if run.len() < 2 || !is_flat(&first) {
            continue;
        }
        let end = |at: f64, outside: f64, infinity: f64| {
            if at.abs() == f64::from(REACH) / 64.0 && is_flat(&infinity) {
                infinity
            } else {
                boundary(at, outside, is_flat)
            }
        };
        let mut from = end(first, first - 1.0 / 64.0, f64::NEG_INFINITY);
        let to = end(last, last + 1.0 / 64.0, f64::INFINITY);
        // A jump is the end of one part and the begin of another.
        let jumps = |kink: f64| f.value(kink - NEAR) != f.value(kink + NEAR);
        for &kink in f.kinks() {
            if from < kink && kink < to && jumps(kink) {
                parts.push((from, kink));
                from = kink;
            }
        }
        parts.push((from, to));
    }
    parts
}

/// The last number, from `inside` towards `outside`, for which the predicate holds.
fn boundary(mut inside: f64, mut outside: f64, holds: impl Fn(&f64) -> bool) -> f64 {
    if holds(&outside) {
        return outside;
    }
    loop {
        let middle = inside.midpoint(outside);
        if middle == inside || middle == outside {
            return inside;
        }
        if holds(&middle) { inside = middle } else { outside = middle }
    }
}

/// Where f' changes from negative to positive or back.
fn turns(f: Activation) -> Vec<f64> {
    let points: Vec<f64> = grid().filter(|&a| f.derivative(a) != 0.0).collect();
    let falls = |a: &f64| f.derivative(*a) < 0.0;
    let crosses = |pair: &&[f64]| falls(&pair[0]) != falls(&pair[1]);
    points
        .windows(2)
        .filter(crosses)
        .map(|pair| boundary(pair[0], pair[1], |a| falls(a) == falls(&pair[0])))
        .collect()
}
