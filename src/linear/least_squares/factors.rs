use super::columns::Columns;
use super::qr::Qr;
use crate::kernel::lanes::LANES;
use crate::kernel::reflections::{PART, reflect_backwards, reflect_forwards, triangulate};
use crate::kernel::row_blocks::RowBlocks;
use nalgebra::{DMatrix, DVector};

/// X P = Q R for an X of any number of rows: if there are many, reflections make a triangle (d, d)
/// of them first, and the columns are ordered in that.
pub(super) enum Factors {
    Few(Qr),
    Many { reflections: RowBlocks, taus: Vec<f64>, triangle: Qr },
}

/// So many rows, and at least twice as many as columns, are many.
const MANY: usize = 1024;

impl Factors {
    /// Factorises an X of n rows whose columns have lengths from 1 to 2. The remainders of its
    /// columns are as long as those of the triangle's, so that the order is the one that [`Qr`]
    /// takes.
    pub(super) fn new(x: &Columns, n: usize, tolerance: f64) -> Factors {
        let d = x.d();
        if n < MANY.max(2 * d) {
            let columns: Vec<_> = (0..d).map(|j| x.column(j)).collect();
            return Factors::Few(Qr::new(&DMatrix::from_columns(&columns), tolerance));
        }
        let mut reflections = RowBlocks::new(n.next_multiple_of(PART), d);
        for (part, blocks) in reflections.lanes_mut().chunks_mut(PART / LANES * d).enumerate() {
            x.read(part * PART, blocks);
        }
        let (r, taus) = triangulate(reflections.lanes_mut(), d);
        let triangle = Qr::new(&DMatrix::from_row_slice(d, d, &r), tolerance);
        Factors::Many { reflections, taus, triangle }
    }

    /// The factors that know which columns are independent.
    pub(super) fn qr(&self) -> &Qr {
        match self {
            Factors::Few(qr) | Factors::Many { triangle: qr, .. } => qr,
        }
    }

    /// Solves r + Xw = f, Xᵀr = g for r (n) and w (rank), with the independent columns as X.
    ///
    /// # Derivation
    /// With d rows of zeros above X and above r, Qᵀ makes of X the triangle and zeros below it, of
    /// f (c, f₂) and of r (h, f₂): the equations left are h + Rw = c, Rᵀh = g.
    pub(super) fn solve(&self, f: &DVector<f64>, g: &DVector<f64>) -> (DVector<f64>, DVector<f64>) {
        match self {
            Factors::Few(qr) => qr.solve(f, g),
            Factors::Many { reflections, taus, triangle } => {
                let v = reflections.lanes();
                let mut c = DVector::zeros(reflections.d());
                let mut r = f.clone().resize_vertically(f.len().next_multiple_of(PART), 0.0);
                reflect_forwards(v, taus, c.as_mut_slice(), r.as_mut_slice());
                let (mut h, w) = triangle.solve(&c, g);
                reflect_backwards(v, taus, h.as_mut_slice(), r.as_mut_slice());
                (r.resize_vertically(f.len(), 0.0), w)
            }
        }
    }
}
