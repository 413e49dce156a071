//! Eight rows at a time: how the loops over a batch become vector instructions.
//!
//! A matrix is stored column by column, so the rows of one column are neighbours. A loop takes them in
//! blocks of [`LANES`] and the rest one by one, always in the same order and always with the fused
//! a · b + c of IEEE 754, so every machine computes the same bits, however wide its registers are.

/// Rows in a block. One AVX-512 register, two of AVX2, four of NEON.
pub const LANES: usize = 8;

/// The rows `start..start + R` of a column.
#[inline(always)]
pub fn load<const R: usize>(column: &[f64], start: usize) -> [f64; R] {
    column[start..start + R].try_into().expect("a slice of R elements")
}

/// Writes the rows `start..start + R` of a column.
#[inline(always)]
pub fn store<const R: usize>(column: &mut [f64], start: usize, rows: [f64; R]) {
    column[start..start + R].copy_from_slice(&rows);
}

/// u · v.
#[inline(always)]
pub fn dot(u: &[f64], v: &[f64]) -> f64 {
    let (u_blocks, u_rest) = u.as_chunks::<LANES>();
    let (v_blocks, v_rest) = v.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (u, v) in u_blocks.iter().zip(v_blocks) {
        for lane in 0..LANES {
            lanes[lane] = u[lane].mul_add(v[lane], lanes[lane]);
        }
    }
    let rest = u_rest.iter().zip(v_rest).fold(0.0, |sum, (&u, &v)| f64::mul_add(u, v, sum));
    sum(lanes) + rest
}

/// The sum of the lanes, in halves: the order in which registers add.
#[inline(always)]
pub fn sum<const R: usize>(mut lanes: [f64; R]) -> f64 {
    let mut half = R / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
        half /= 2;
    }
    lanes[0]
}
