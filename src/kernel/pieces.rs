//! Long slices, a piece for each thread at a time.

use rayon::prelude::*;

/// Numbers in a piece: 128 KiB, which take longer than a thread to wake up.
pub const PIECE: usize = 1 << 14;

/// f of corresponding pieces; of all at once where that is no more than one.
pub fn in_pieces(from: &[f64], to: &mut [f64], f: impl Fn(&[f64], &mut [f64]) + Sync) {
    if to.len() <= PIECE || rayon::current_num_threads() == 1 {
        return f(from, to);
    }
    let pieces = from.par_chunks(PIECE).zip(to.par_chunks_mut(PIECE));
    pieces.for_each(|(from, to)| f(from, to));
}

/// The same of two slices that both change.
pub fn in_pieces_of_both(u: &mut [f64], v: &mut [f64], f: impl Fn(&mut [f64], &mut [f64]) + Sync) {
    if v.len() <= PIECE || rayon::current_num_threads() == 1 {
        return f(u, v);
    }
    u.par_chunks_mut(PIECE).zip(v.par_chunks_mut(PIECE)).for_each(|(u, v)| f(u, v));
}
