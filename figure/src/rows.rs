use std::ops::Range;

/// What stands in a row: how far it reaches left and right of its place, in grid units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    pub left: i32,
    pub right: i32,
}

impl Reach {
    /// Of something in the middle of its place.
    pub fn centred(width: i32) -> Reach {
        Reach { left: width - width / 2, right: width / 2 }
    }
}

/// Two vertices in rows one below the other, and how hard they pull at each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub ends: [usize; 2],
    pub weight: f64,
}

/// A sweep, down and up again, that moves nothing this far, a thousandth of a pixel, is the last.
const SETTLED: f64 = 0.01;
/// Many times what graphs with room on a page need; wherever a larger one stops, its rows hold.
const SWEEPS: usize = 1000;

/// Moves vertices within their rows so that links run straight down: of all places that keep the
/// order of each row, and the spacing between neighbours, those with the least sum of w (xᵤ - xᵥ)²
/// over the links. `x` says where they begin; in the end the leftmost of them all reaches to 0.
///
/// # Derivation
///
/// The sum is convex, and neighbours in a row are the only ones that bind each other. So it is
/// enough to find the best places of one row while the others rest, and to take the rows in turn.
/// For one row that is the least Σ w (x - x̄)², with x̄ the mean of those linked to x and w the sum
/// of their weights, under x₁ + gap₁ ≤ x₂, x₂ + gap₂ ≤ x₃, …: numbers that nowhere fall, once the
/// gaps are taken away.
pub(crate) fn straighten(
    x: &[i32],
    row: &[usize],
    reach: &[Reach],
    links: &[Link],
    spacing: i32,
) -> Vec<i32> {
    let mut rows = vec![Vec::new(); row.iter().max().map_or(0, |&last| last + 1)];
    for vertex in 0..x.len() {
        rows[row[vertex]].push(vertex);
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|&vertex| x[vertex]));
    let mut linked = vec![Vec::new(); x.len()];
    for &Link { ends: [upper, lower], weight } in links {
        linked[upper].push((lower, weight));
        linked[lower].push((upper, weight));
    }
    let mut x: Vec<f64> = x.iter().copied().map(f64::from).collect();
    for _ in 0..SWEEPS {
        let mut moved = 0.0_f64;
        for row in rows.iter().chain(rows.iter().rev()) {
            for (&vertex, best) in row.iter().zip(best(row, &x, &linked, reach, spacing)) {
                moved = moved.max((best - x[vertex]).abs());
                x[vertex] = best;
            }
        }
        if moved < SETTLED {
            break;
        }
    }
    let outer = x.iter().zip(reach).map(|(x, reach)| x - f64::from(reach.left));
    let left = outer.fold(f64::INFINITY, f64::min);
    x.iter().map(|x| (x - left).round() as i32).collect()
}

/// The best places of one row, the others at rest.
fn best(
    row: &[usize],
    x: &[f64],
    linked: &[Vec<(usize, f64)>],
    reach: &[Reach],
    spacing: i32,
) -> Vec<f64> {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(row.len());
    let mut wishes = Vec::with_capacity(row.len());
    for (i, &vertex) in row.iter().enumerate() {
        if i > 0 {
            offset += f64::from(reach[row[i - 1]].right + spacing + reach[vertex].left);
        }
        offsets.push(offset);
        let others = &linked[vertex];
        let weight: f64 = others.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = others.iter().map(|&(other, weight)| weight * x[other]).sum();
        // A vertex without links stays, as far as the others let it.
        let (mean, weight) =
            if others.is_empty() { (x[vertex], 1.0) } else { (sum / weight, weight) };
        wishes.push((mean - offset, weight));
    }
    rising(&wishes).into_iter().zip(offsets).map(|(risen, offset)| risen + offset).collect()
}

/// The numbers that nowhere fall and have the least Σ weight · (number - wish)², by pooling
/// neighbours that would fall.
///
/// # Source
///
/// M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, *An empirical distribution
/// function for sampling with incomplete information*, 1955.
fn rising(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, Range<usize>)> = Vec::new();
    for (i, &(wish, weight)) in wishes.iter().enumerate() {
        let (mut mean, mut total, mut start) = (wish, weight, i);
        while let Some((before, heavy, range)) = pools.pop_if(|(before, ..)| *before > mean) {
            mean = (mean * total + before * heavy) / (total + heavy);
            total += heavy;
            start = range.start;
        }
        pools.push((mean, total, start..i + 1));
    }
    pools.into_iter().flat_map(|(mean, _, range)| range.map(move |_| mean)).collect()
}
