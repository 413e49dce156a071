use super::Recurrence;
use crate::Result;
use crate::dag::{Dag, NodeId, Weights};
use nalgebra::{DMatrix, DVector};

/// A cycle unrolled in time, y_t = f(w y_(t-1) + x): each turn is a copy of the neuron with the
/// same w.
#[derive(Clone, Debug)]
pub struct Unrolled {
    /// Its inputs are x and y_0; its only weights are w, shared by all turns.
    pub dag: Dag,
    pub x: NodeId,
    pub start: NodeId,
    /// y_T.
    pub output: NodeId,
}

impl Recurrence {
    /// The cycle, a number of times round.
    ///
    /// # Errors
    /// None but a broken invariant of [`Dag`].
    pub fn unrolled(&self, turns: usize) -> Result<Unrolled> {
        let mut dag = Dag::new();
        let x = dag.input("x", 1)?;
        let start = dag.input("y0", 1)?;
        let (mut output, mut first) = (start, None);
        for t in 1..=turns {
            let name = format!("w y{}", t - 1);
            let product = match first {
                None => {
                    let w = DMatrix::from_element(1, 1, self.w());
                    dag.dense(&name, output, Weights::full(w, DVector::zeros(1)))?
                }
                Some(first) => dag.dense_like(&name, output, first)?,
            };
            first = first.or(Some(product));
            let a = dag.sum(&format!("a{t}"), &[product, x])?;
            output = dag.activation(&format!("y{t}"), a, self.activation())?;
        }
        Ok(Unrolled { dag, x, start, output })
    }

    /// ∂y_T/∂x of the unrolled cycle for T = 1, 2, …, from y_0 = y: at a solution y the first T
    /// terms of the geometric series.
    ///
    /// # Errors
    /// None but a broken invariant of [`Dag`].
    pub fn truncated_gradients(&self, y: f64, most_turns: usize) -> Result<Vec<f64>> {
        let one = |value| DMatrix::from_element(1, 1, value);
        let gradient = |turns| {
            let Unrolled { dag, x, output, .. } = self.unrolled(turns)?;
            let cache = dag.forward(&[one(self.x()), one(y)])?;
            Ok(dag.backward(&cache, output, &one(1.0))?.y[x.index()][0])
        };
        (1..=most_turns).map(gradient).collect()
    }
}
