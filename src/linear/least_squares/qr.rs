use nalgebra::{DMatrix, DVector};

/// X P = Q R: reflections Q, an upper triangle R, and the columns' order P. Only the independent
/// columns are kept.
pub(super) struct Qr {
    /// The unit vectors u of the reflections H = I - 2 u uᵀ; the k-th (n - k) leaves the first k
    /// rows alone.
    reflections: Vec<DVector<f64>>,
    /// R in the columns that `order` begins with, and above the diagonal (n, d).
    r: DMatrix<f64>,
    /// All columns, the independent ones first.
    order: Vec<usize>,
    tolerance: f64,
}

impl Qr {
    /// Factorises an X whose columns have lengths from 1 to 2.
    ///
    /// The next column is the leftmost whose remainder, orthogonal to the columns taken so far, is
    /// at least a quarter of the longest. So it is never a bad one, and those left over are rather
    /// to the right: one expects to read that column 3 is the sum of columns 0 and 1. If the
    /// longest remainder is below the tolerance, no column is independent of those taken.
    pub(super) fn new(x: &DMatrix<f64>, tolerance: f64) -> Qr {
        let (n, d) = x.shape();
        let mut r = x.clone();
        let (mut reflections, mut order) = (Vec::new(), (0..d).collect::<Vec<_>>());
        for k in 0..n.min(d) {
            let left: Vec<f64> =
                order[k..].iter().map(|&j| r.view((k, j), (n - k, 1)).norm()).collect();
            let longest = left.iter().fold(0.0, |longest: f64, &norm| longest.max(norm));
            if longest <= tolerance {
                break;
            }
            let next = left.iter().position(|&norm| norm >= longest / 4.0).expect("the longest");
            order[k..=k + next].rotate_right(1);

            let mut u = DVector::from_column_slice(&r.column(order[k]).as_slice()[k..]); // (n - k)
            let diagonal = -left[next].copysign(u[0]); // the sign that cancels nothing in u
            u[0] -= diagonal;
            u.unscale_mut(u.norm());
            for &j in &order[k + 1..] {
                reflect(&u, &mut r.column_mut(j).as_mut_slice()[k..]);
            }
            r[(k, order[k])] = diagonal;
            reflections.push(u);
        }
        Qr { reflections, r, order, tolerance }
    }

    /// The independent columns, in the order they were taken.
    pub(super) fn independent(&self) -> &[usize] {
        &self.order[..self.reflections.len()]
    }

    /// The other columns, from left to right.
    pub(super) fn dependent(&self) -> Vec<usize> {
        let mut columns = self.order[self.reflections.len()..].to_vec();
        columns.sort_unstable();
        columns
    }

    /// How far the factors of a combination may move if a column moves by the tolerance: that over
    /// the least entry of R's diagonal, which is about how far the independent columns are from
    /// dependent ones.
    pub(super) fn uncertainty(&self) -> f64 {
        let rank = self.reflections.len();
        (0..rank).map(|k| self.tolerance / self.entry(k, k).abs()).fold(0.0, f64::max)
    }

    /// Solves r + Xw = f, Xᵀr = g for r (n) and w (rank), with the independent columns as X.
    ///
    /// # Derivation
    /// With Qᵀr = (h, r₂) and Qᵀf = (f₁, f₂) the second equation is Rᵀh = g, the first r₂ = f₂ and
    /// Rw = f₁ - h.
    pub(super) fn solve(&self, f: &DVector<f64>, g: &DVector<f64>) -> (DVector<f64>, DVector<f64>) {
        let mut r = f.clone();
        for (k, u) in self.reflections.iter().enumerate() {
            reflect(u, &mut r.as_mut_slice()[k..]);
        }
        let rank = self.reflections.len();
        let mut w = DVector::zeros(rank);
        for k in 0..rank {
            let known: f64 = (0..k).map(|i| self.entry(i, k) * w[i]).sum();
            w[k] = (g[k] - known) / self.entry(k, k);
        }
        for k in 0..rank {
            // h takes the place of f₁, and f₁ - h that of h.
            (r[k], w[k]) = (w[k], r[k] - w[k]);
        }
        for k in (0..rank).rev() {
            let known: f64 = (k + 1..rank).map(|j| self.entry(k, j) * w[j]).sum();
            w[k] = (w[k] - known) / self.entry(k, k);
        }
        for (k, u) in self.reflections.iter().enumerate().rev() {
            reflect(u, &mut r.as_mut_slice()[k..]);
        }
        (r, w)
    }

    /// R_ij.
    fn entry(&self, i: usize, j: usize) -> f64 {
        self.r[(i, self.order[j])]
    }
}

/// y - 2 u uᵀy.
fn reflect(u: &DVector<f64>, y: &mut [f64]) {
    let twice: f64 = 2.0 * u.iter().zip(&*y).map(|(u, y)| u * y).sum::<f64>();
    for (y, u) in y.iter_mut().zip(u) {
        *y -= twice * u;
    }
}
