use super::Data;
use crate::Result;
use crate::mlp::Mlp;
use crate::principal::PrincipalComponents;
use nalgebra::DMatrix;

/// The plane of the first two principal components of the training wines: where the thirteen
/// features can be looked at.
#[derive(Clone, Debug)]
pub struct PrincipalPlane {
    components: PrincipalComponents,
    /// The least and the greatest first coordinate of a wine, with a margin.
    pub x: (f64, f64),
    /// The same of the second.
    pub y: (f64, f64),
}

impl PrincipalPlane {
    /// # Errors
    /// Fewer than two training wines.
    pub fn of(data: &Data) -> Result<PrincipalPlane> {
        let components = PrincipalComponents::fit(&data.train.x, 2)?;
        let (train, test) = (components.project(&data.train.x)?, components.project(&data.test.x)?);
        let range = |column: usize| {
            let (low, high) = (
                train.column(column).min().min(test.column(column).min()),
                train.column(column).max().max(test.column(column).max()),
            );
            let margin = 0.05 * (high - low);
            (low - margin, high + margin)
        };
        Ok(PrincipalPlane { x: range(0), y: range(1), components })
    }

    /// The coordinates of samples (n, 13) in the plane, (n, 2).
    ///
    /// # Errors
    /// Another number of features, NaN or infinite entries.
    pub fn project(&self, x: &DMatrix<f64>) -> Result<DMatrix<f64>> {
        self.components.project(x)
    }

    /// The share of the training wines' variance that lies along each axis.
    pub fn explained(&self) -> [f64; 2] {
        [self.components.explained[0], self.components.explained[1]]
    }

    /// What the network answers at the centres of a grid of the plane, rows upwards; the other
    /// eleven components are 0 there, the average wine's.
    ///
    /// # Errors
    /// Those of [`Mlp::predict`].
    pub fn decisions(&self, mlp: &Mlp, cells: usize) -> Result<Vec<Vec<usize>>> {
        let centre = |(low, high): (f64, f64), cell: usize| {
            low + (high - low) * (cell as f64 + 0.5) / cells as f64
        };
        (0..cells)
            .map(|row| {
                let points = DMatrix::from_fn(cells, 2, |column, axis| {
                    if axis == 0 { centre(self.x, column) } else { centre(self.y, row) }
                });
                mlp.predict(&self.components.back(&points)?)
            })
            .collect()
    }
}
