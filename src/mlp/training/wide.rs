//! A step of a network that is not narrow: as [`Mlp::forward`] and [`Mlp::backward`] do it, for as
//! many rows at a time as leave what a layer gives in the caches.

use crate::activation::Digits;
use crate::loss::{Loss, Rows, Sum};
use crate::mlp::{Cache, Mlp};
use nalgebra::DMatrix;
use rand_mt::Mt;

/// Numbers of a layer's outputs that stay in a cache: 2 MiB.
const CACHED: usize = 1 << 18;
/// Fewer rows make a product of matrices slow.
const FEWEST_ROWS: usize = 512;

/// Rows that go through a network, with room for what they leave.
pub(super) struct Wide {
    chunks: Vec<Chunk>,
    /// For chunks of as many rows as the first and as the last have.
    rooms: [Room; 2],
}

struct Chunk {
    x: DMatrix<f64>,
    loss: Rows,
}

struct Room {
    cache: Cache,
    delta: Vec<DMatrix<f64>>,
}

impl Wide {
    pub fn new(mlp: &Mlp, x: &DMatrix<f64>, t: &DMatrix<f64>, loss: Loss) -> Wide {
        let n = x.nrows();
        let rows = rows_at_a_time(mlp, n);
        let chunk = |start: usize| {
            let rows = rows.min(n - start);
            let [x, t] = [x, t].map(|matrix| matrix.rows(start, rows).into_owned());
            Chunk { x, loss: Rows::new(loss, n, &t) }
        };
        let chunks: Vec<Chunk> = (0..n).step_by(rows).map(chunk).collect();
        let rooms = [rows, n % rows].map(|rows| Room {
            cache: Cache::zeros(mlp, rows, |f| f.draws() || f.has_exponential()),
            delta: Cache::zeros(mlp, rows, |_| false).a,
        });
        Wide { chunks, rooms }
    }

    /// n J; adds to the gradient, or replaces whatever stands there. Allocates nothing but what the
    /// library's products do.
    pub fn add_gradient(
        &mut self,
        mlp: &Mlp,
        digits: Digits,
        rng: &mut Mt,
        gradient: &mut [f64],
        mut replaces: bool,
    ) -> Sum {
        let mut sum = Sum::default();
        let last = mlp.layers.len() - 1;
        for Chunk { x, loss } in &mut self.chunks {
            let fits = |room: &&mut Room| room.delta[0].nrows() == x.nrows();
            let room = self.rooms.iter_mut().find(fits).expect("a room for each chunk");
            mlp.forward_into(x, &mut room.cache, Some((digits, rng)));
            loss.add(&room.cache.y[last], &mut room.delta[last], &mut sum);
            mlp.backward_into(x, &room.cache, &mut room.delta, gradient, replaces);
            replaces = false;
        }
        sum
    }
}

/// All at once with RReLU, which draws its slopes layer by layer, for all rows, as torch does.
fn rows_at_a_time(mlp: &Mlp, n: usize) -> usize {
    if mlp.layers.iter().any(|layer| layer.activation.draws()) {
        return n;
    }
    let widest = mlp.layers.iter().map(|layer| layer.b.len()).max().expect("a layer at least");
    (CACHED / widest).max(FEWEST_ROWS).min(n)
}
