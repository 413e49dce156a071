//! Integrals, by quadrature.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::number::Number;
use crate::term::{Integral, Term};
use gauss_quad::GaussLegendre;
use std::num::NonZeroUsize;
use std::sync::LazyLock;

/// Gauss and Legendre's points and weights on [-1, 1].
static RULE: LazyLock<GaussLegendre> =
    LazyLock::new(|| GaussLegendre::new(NonZeroUsize::new(24).expect("not 0")));

/// Where a stretch is cut into pieces. Towards a knot each piece is `grade` times as short as the
/// one before; the longest is cut into `cuts`, for what may be narrow in it.
#[derive(Clone, Copy)]
struct Cuts {
    grade: f64,
    grades: i32,
    cuts: i32,
}

/// Down to 2⁻³⁷ of a stretch.
const CUTS: Cuts = Cuts { grade: 16.0, grades: 10, cuts: 4 };

/// At other places: what is hidden between an end and the first point of a rule is not hidden here.
const OTHER_CUTS: Cuts = Cuts { grade: 11.0, grades: 11, cuts: 5 };

/// As many pieces are halved at most, and none that ends so near a knot: farther out functions
/// overflow, which would hide that they fall too slowly.
const MOST: usize = 500;
const NEAREST: f64 = 1e-60;

/// Of the integral's size: what the pieces may differ from their halves, and what they may at most
/// if halving them again does not help. A function whose values are rounded differs for ever.
const TOLERANCE: f64 = 4e-15;
const LOST: f64 = 1e-9;

/// A stretch as it is seen from a knot: x = knot + way s, or knot + way / s far out, with s from 0
/// to an end. Near 0 it can be cut as short as need be.
struct Stretch<S> {
    knot: Jet<S>,
    way: Jet<S>,
    is_far: bool,
    end: f64,
    /// 1 if x runs as the integral does, else -1.
    sign: f64,
}

/// A part of a stretch, and the integrals over its halves.
struct Piece<S> {
    stretch: usize,
    from: f64,
    to: f64,
    halves: [Jet<S>; 2],
    /// What the rule for the whole differs from them.
    error: f64,
}

struct Integrand<'i, 's, 'c, S> {
    evaluator: &'i Evaluator<'s, S>,
    integral: &'i Integral,
    stretches: Vec<Stretch<S>>,
    at: &'i mut Context<'c, S>,
}

impl<S: Number> Evaluator<'_, S> {
    /// ∫ by Gauss and Legendre's rule, on pieces that are short from the first beside the knots:
    /// the ends, 0 and the numbers that the function speaks of. The piece that differs most from
    /// its halves is halved, until all agree.
    pub(super) fn integral(
        &self,
        integral: &Integral,
        term: &Term,
        at: &mut Context<S>,
    ) -> Result<Jet<S>> {
        let stretches = stretches(integral, self.knots(integral, at)?);
        let length = at.parameters.len().max(integral.variable.0 + 1);
        at.parameters.resize(length, Jet::constant(0.0));
        let outside = std::mem::replace(&mut at.is_below_integral, true);
        let mut f = Integrand { evaluator: self, integral, stretches, at };
        let found = f.integrated(CUTS).and_then(|(value, is_good)| {
            // Of what jumps or bends, pieces may agree with their halves and be wrong.
            if !(is_good && integral.near.bends) {
                return Ok((value, is_good));
            }
            let (other, is_good) = f.integrated(OTHER_CUTS)?;
            let apart = (value.clone() - other).size();
            Ok((value.clone(), is_good && apart <= LOST * value.size()))
        });
        at.is_below_integral = outside;
        let (value, is_good) = found?;
        if !is_good {
            return Err(at.wrong(term, "an integral that converges", "another"));
        }
        if integral.near.bends && !value.is_constant() {
            let expected = "a smooth function, since the integral is differentiated";
            return Err(at.wrong(term, expected, "one with bends or jumps"));
        }
        Ok(value)
    }

    /// The ends, as far as they are finite, and between them the places where the function may
    /// change fast: 0, the numbers that are written in it, and those that its symbols stand for.
    fn knots(&self, integral: &Integral, at: &mut Context<S>) -> Result<Vec<Jet<S>>> {
        let mut end = |term: &Option<Term>| term.as_ref().map(|t| self.number(t, at)).transpose();
        let (from, to) = (end(&integral.from)?, end(&integral.to)?);
        let mut places = vec![0.0];
        places.extend(integral.near.numbers.iter().flat_map(|&number| [number, -number]));
        for &id in &integral.near.symbols {
            let (rows, columns) = self.size(id);
            for entry in (0..rows).filter(|_| columns == 1) {
                places.push(self.entry(id, entry, at.frame)?.value());
            }
        }
        let first = from.as_ref().map_or(f64::NEG_INFINITY, Jet::value);
        let last = to.as_ref().map_or(f64::INFINITY, Jet::value);
        places.retain(|&x| first.min(last) < x && x < first.max(last));
        places.sort_by(f64::total_cmp);
        places.dedup();
        if first > last {
            places.reverse();
        }
        Ok(from.into_iter().chain(places.into_iter().map(Jet::constant)).chain(to).collect())
    }
}

/// Between two knots, the half on each one's side; beyond the outermost the nearer and the farther
/// part.
fn stretches<S: Number>(integral: &Integral, knots: Vec<Jet<S>>) -> Vec<Stretch<S>> {
    let mut stretches = Vec::new();
    for pair in knots.windows(2) {
        let (knot, way) = (pair[0].clone(), pair[1].clone() - pair[0].clone());
        let back = Stretch {
            knot: pair[1].clone(),
            way: -way.clone(),
            is_far: false,
            end: 0.5,
            sign: -1.0,
        };
        stretches.extend([Stretch { knot, way, is_far: false, end: 0.5, sign: 1.0 }, back]);
    }
    let beyond = [
        (integral.from.is_none(), &knots[0], -1.0),
        (integral.to.is_none(), &knots[knots.len() - 1], 1.0),
    ];
    for (_, knot, sign) in beyond.into_iter().filter(|(is_infinite, ..)| *is_infinite) {
        let part = |is_far| Stretch {
            knot: knot.clone(),
            way: Jet::constant(sign),
            is_far,
            end: 1.0,
            sign,
        };
        stretches.extend([part(false), part(true)]);
    }
    stretches
}

impl<S: Number> Integrand<'_, '_, '_, S> {
    /// The integral, and whether the pieces agree with their halves.
    fn integrated(&mut self, cuts: Cuts) -> Result<(Jet<S>, bool)> {
        let mut pieces = Vec::new();
        for stretch in 0..self.stretches.len() {
            for ends in graded(self.stretches[stretch].end, cuts).windows(2) {
                let whole = self.rule(stretch, ends[0], ends[1])?;
                pieces.push(self.piece(stretch, ends[0], ends[1], whole)?);
            }
        }
        let (mut error, mut size) = (f64::INFINITY, 0.0);
        for _ in 0..MOST {
            error = pieces.iter().map(|piece| piece.error).sum();
            size = pieces.iter().flat_map(|piece| &piece.halves).map(Jet::size).sum();
            if error <= TOLERANCE * size {
                break;
            }
            let larger =
                |one: &&mut Piece<S>, other: &&mut Piece<S>| one.error.total_cmp(&other.error);
            let worst = pieces.iter_mut().max_by(larger).expect("a piece at least");
            let Piece { stretch, from, to, .. } = *worst;
            if to < NEAREST {
                break;
            }
            let (middle, [left, right]) = (0.5 * (from + to), worst.halves.clone());
            *worst = self.piece(stretch, from, middle, left)?;
            pieces.push(self.piece(stretch, middle, to, right)?);
        }
        let value = Jet::sum(pieces.into_iter().flat_map(|piece| piece.halves));
        Ok((value, error <= LOST * size && size.is_finite()))
    }

    fn piece(&mut self, stretch: usize, from: f64, to: f64, whole: Jet<S>) -> Result<Piece<S>> {
        let middle = 0.5 * (from + to);
        let halves = [self.rule(stretch, from, middle)?, self.rule(stretch, middle, to)?];
        let [left, right] = halves.clone();
        Ok(Piece { stretch, from, to, halves, error: (left + right - whole).size() })
    }

    fn rule(&mut self, stretch: usize, from: f64, to: f64) -> Result<Jet<S>> {
        let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
        let mut sum = Jet::constant(0.0);
        for (node, weight) in RULE.iter() {
            sum = sum + self.value(stretch, middle + half * node)? * Jet::constant(half * weight);
        }
        Ok(sum)
    }

    /// f(x) |dx/ds|, with the sign of the direction in which the integral goes.
    fn value(&mut self, stretch: usize, s: f64) -> Result<Jet<S>> {
        let Stretch { knot, way, is_far, sign, .. } = &self.stretches[stretch];
        let (x, slope) = match is_far {
            false => (way.clone() * Jet::constant(s), way.clone() * Jet::constant(*sign)),
            true => (way.clone() * Jet::constant(1.0 / s), Jet::constant(1.0 / (s * s))),
        };
        self.at.parameters[self.integral.variable.0] = knot.clone() + x;
        let value = self.evaluator.number(&self.integral.body, self.at)?;
        // Far out, where the function is 0, its variable may be infinite.
        Ok(if value.size() == 0.0 { value } else { value * slope })
    }
}

/// Ends of pieces that are the shorter the nearer they are to 0.
fn graded(end: f64, Cuts { grade, grades, cuts }: Cuts) -> Vec<f64> {
    let grade = |number: i32| end * grade.powi(-number);
    let mut ends = vec![0.0];
    ends.extend((1..grades).rev().map(grade));
    let cut = |cut: i32| grade(1) + (end - grade(1)) * f64::from(cut) / f64::from(cuts);
    ends.extend((1..=cuts).map(cut));
    ends
}
