use ma6202::Result;
use ma6202::error::expect_some;
use ma6202::oracle::Precision;
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// A batch of n rows for a network 13-H-H-H-3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// n.
    pub batch: usize,
    /// H.
    pub hidden: usize,
}

impl Size {
    /// d, H, H, H and k: a layer leads from each to the next.
    pub fn widths(self) -> [usize; 5] {
        [13, self.hidden, self.hidden, self.hidden, 3]
    }

    /// # Errors
    /// No rows, no hidden neurons.
    pub fn check(self) -> Result<()> {
        expect_some("rows of the batch", self.batch)?;
        expect_some("hidden neurons of a layer", self.hidden)
    }

    /// The multiplications in the matrix products of a step, each with its addition. What is done
    /// once for each number (activations, loss, update) is not counted.
    ///
    /// # Formula
    /// With m_l = in · out of layer l, a product of n rows takes n m_l multiplications. There are
    /// three for each layer, Y W, Yᵀ δ and δ Wᵀ, but the first layer hands no gradient on to its
    /// inputs: n (3 Σ m_l - m_1) = n (3 (13 H + 2 H² + 3 H) - 13 H) = n (6 H² + 35 H).
    pub fn multiplications(self) -> u64 {
        let products = self.layers().map(|(inputs, outputs)| inputs * outputs);
        let first = 13 * self.hidden as u64;
        self.batch as u64 * (3 * products.sum::<u64>() - first)
    }

    /// The bytes that a training holds, about: the parameters, their gradients, the sum of these
    /// and the velocities; the samples and targets; a, y and δ of each layer. torch drops some of
    /// the last earlier and has others twice for a moment.
    ///
    /// # Formula
    /// 4 Σ (in + 1) out + n (13 + 3) + 3 n Σ out over the layers, times 8, or 4 in single
    /// precision.
    pub fn bytes(self, precision: Precision) -> u64 {
        let parameters = self.layers().map(|(inputs, outputs)| (inputs + 1) * outputs);
        let neurons: u64 = self.layers().map(|(_, outputs)| outputs).sum();
        let numbers = 4 * parameters.sum::<u64>() + self.batch as u64 * (16 + 3 * neurons);
        numbers
            * match precision {
                Precision::F64 => 8,
                Precision::F32 => 4,
            }
    }

    /// Inputs and outputs of each layer.
    fn layers(self) -> impl Iterator<Item = (u64, u64)> {
        let widths = self.widths().map(|width| width as u64);
        (1..widths.len()).map(move |l| (widths[l - 1], widths[l]))
    }
}

impl Display for Size {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "n = {}, H = {}", self.batch, self.hidden)
    }
}
