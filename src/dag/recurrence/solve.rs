use super::Recurrence;
use crate::activation::Activation;
use crate::{Error, Result};

/// A y, or an interval of them, with y = f(w y + x).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Solution {
    Point(f64),
    /// From the first to the second, which may be infinite.
    Interval(f64, f64),
}

impl Solution {
    /// Some of its points, ends and middle: one of a point.
    pub fn points(self) -> Vec<f64> {
        match self {
            Solution::Point(y) => vec![y],
            Solution::Interval(from, to) => {
                // An end that is infinite is replaced by a point far from the other.
                let (low, high) = match (from.is_finite(), to.is_finite()) {
                    (true, true) => (from, to),
                    (true, false) => (from, from + 100.0),
                    (false, true) => (to - 100.0, to),
                    (false, false) => (-50.0, 50.0),
                };
                vec![low, low + (high - low) / 2.0, high]
            }
        }
    }
}

impl Recurrence {
    /// Every solution, in ascending order.
    ///
    /// # Numerics
    /// Where f is straight between its kinks, the straight lines are solved. Elsewhere f(w
    /// y + x) - y is looked at on a grid, every 1/64 up to 8 and then in steps of 9 % to 2⁴⁰, and
    /// about where the straight lines that f ends in would have a solution, however far: where its
    /// sign changes, bisection ends at two neighbouring numbers; where it turns towards 0 between
    /// two points, the turning point is found first, so that pairs of solutions are found too, and
    /// double ones to half the digits.
    ///
    /// # Errors
    /// f(w y + x) - y rounds to 0 on a whole stretch although f is curved somewhere: whether it is
    /// 0 there or only too small for a number, as for GELU with w = 1, nobody can tell.
    pub fn solutions(&self) -> Result<Vec<Solution>> {
        use Activation::*;
        match self.f {
            Identity
            | Threshold
            | Relu
            | LeakyRelu { .. }
            | Prelu { .. }
            | Rrelu { .. }
            | Relu6 => Ok(self.straight_solutions()),
            _ => self.curved_solutions(),
        }
    }

    /// How far y is from a solution: f(w y + x) - y.
    pub fn excess(&self, y: f64) -> f64 {
        self.step(y) - y
    }

    /// f(a) = s a + c between two kinks, so (s w - 1) y + s x + c = 0.
    fn straight_solutions(&self) -> Vec<Solution> {
        let Recurrence { f, w, x } = *self;
        if w == 0.0 {
            return vec![Solution::Point(f.value(x))];
        }
        let ends = [&[f64::NEG_INFINITY], f.kinks(), &[f64::INFINITY]].concat();
        let mut found: Vec<Solution> = Vec::new();
        for piece in ends.windows(2) {
            let (low, high) = (piece[0], piece[1]);
            let inside = Solution::Interval(low, high).points()[1];
            let s = f.derivative(inside);
            let c = f.value(inside) - s * inside;
            if s * w != 1.0 {
                let y = -(s * x + c) / (s * w - 1.0);
                let a = w * y + x;
                let belongs =
                    low <= a && a <= high && self.excess(y).abs() <= 1e-12 * y.abs().max(1.0);
                let known = |solution: &Solution| match *solution {
                    Solution::Point(other) => (y - other).abs() <= 1e-12 * y.abs().max(other.abs()),
                    Solution::Interval(from, to) => from <= y && y <= to,
                };
                if belongs && !found.iter().any(known) {
                    found.push(Solution::Point(y));
                }
            } else if s * x + c == 0.0 {
                let (from, to) = ((low - x) / w, (high - x) / w);
                let (from, to) = (from.min(to), from.max(to));
                // The end of the piece before, if it is one.
                found.retain(
                    |&solution| !matches!(solution, Solution::Point(y) if from <= y && y <= to),
                );
                found.push(Solution::Interval(from, to));
            }
        }
        found.sort_by(|a, b| a.points()[0].total_cmp(&b.points()[0]));
        found
    }

    fn curved_solutions(&self) -> Result<Vec<Solution>> {
        let grid = self.grid();
        let mut found = Vec::new();
        let excess = |y: f64| self.excess(y);
        let derivative = |y: f64| self.multiplier(y) - 1.0;
        for pair in grid.windows(2) {
            let (low, high) = (pair[0], pair[1]);
            let ends = [excess(low), excess(high)];
            if ends == [0.0, 0.0] && excess(low + (high - low) / 2.0) == 0.0 {
                let Recurrence { f, w, x } = self;
                return Err(Error::setting(
                    format!("f(w y + x) - y of {f} with w = {w}, x = {x}"),
                    "not to round to 0 on a whole stretch",
                    format!("0 from {low} to {high}"),
                ));
            }
            if ends[0] == 0.0 {
                found.push(low);
            }
            // The sign just inside; at a solution the negative slope has it, and without a negative
            // slope the other end.
            let mut first = if ends[0] == 0.0 { derivative(low) } else { ends[0] };
            let mut last = if ends[1] == 0.0 { -derivative(high) } else { ends[1] };
            if first == 0.0 {
                first = last;
            }
            if last == 0.0 {
                last = first;
            }
            if (first > 0.0) != (last > 0.0) {
                found.push(self.crossing(excess, low, high, last > 0.0));
                continue;
            }
            // Turns towards 0?
            let towards = |derivative: f64| if first > 0.0 { derivative } else { -derivative };
            if towards(derivative(low)) < 0.0 && towards(derivative(high)) > 0.0 {
                let turn = self.crossing(derivative, low, high, first > 0.0);
                let least = excess(turn);
                if (least > 0.0) != (first > 0.0) && least != 0.0 {
                    found.push(self.crossing(excess, low, turn, least > 0.0));
                    found.push(self.crossing(excess, turn, high, last > 0.0));
                } else if least.abs() <= 4.0 * f64::EPSILON * turn.abs().max(1.0) {
                    found.push(turn);
                }
            }
        }
        found.sort_by(f64::total_cmp);
        found.dedup();
        Ok(found.into_iter().map(Solution::Point).collect())
    }

    /// Where a function changes its sign, above 0 at `high` or below, by bisection down to
    /// neighbouring numbers: of the two the one where it is smaller. No library's root finder stops
    /// later than this.
    fn crossing(&self, function: impl Fn(f64) -> f64, low: f64, high: f64, rises: bool) -> f64 {
        let (mut low, mut high) = (low, high);
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                let is_low = function(low).abs() <= function(high).abs();
                return if is_low { low } else { high };
            }
            let value = function(middle);
            if value == 0.0 {
                return middle;
            }
            if (value > 0.0) == rises { high = middle } else { low = middle }
        }
    }

    /// Where f(w y + x) - y is looked at; the kinks among them, and points on both sides of a
    /// solution far out.
    fn grid(&self) -> Vec<f64> {
        let near = (-512..=512).map(|step| f64::from(step) / 64.0);
        let far = (1..=296).map(|step| 8.0 * libm::exp2(f64::from(step) / 8.0));
        let far: Vec<f64> = far.flat_map(|y| [-y, y]).collect();
        let kinks = self.f.kinks().iter().map(|kink| (kink - self.x) / self.w);
        // Far out f(a) = s a + c, and y = (s x + c) / (1 - s w).
        let ends = [-1e15, 1e15].map(|a| {
            let s = self.f.derivative(a);
            (s * self.x + self.f.value(a) - s * a) / (1.0 - s * self.w)
        });
        let ends = ends.into_iter().flat_map(|y| [y / 2.0, y, 2.0 * y]);
        let places = kinks.chain(ends).filter(|y| y.is_finite());
        let mut grid: Vec<f64> = near.chain(far).chain(places).collect();
        grid.sort_by(f64::total_cmp);
        grid.dedup();
        grid
    }
}
