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
    let (u_blocks, u_rest) = u.as_chunks();
    let (v_blocks, v_rest) = v.as_chunks();
    let mut lanes = [0.0; LANES];
    for (u, v) in u_blocks.iter().zip(v_blocks) {
        lanes = multiply_add(u, v, lanes);
    }
    let rest = u_rest.iter().zip(v_rest).fold(0.0, |sum, (&u, &v)| f64::mul_add(u, v, sum));
    sum(lanes) + rest
}

/// u · v for four neighbouring columns v, the same bits as four times [`dot`]: u is read once for the four.
#[inline(always)]
pub fn dot_4(u: &[f64], v: &[f64]) -> [f64; 4] {
    let n = u.len();
    let (u_blocks, u_rest) = u.as_chunks();
    let (v0, v0_rest) = v[..n].as_chunks();
    let (v1, v1_rest) = v[n..2 * n].as_chunks();
    let (v2, v2_rest) = v[2 * n..3 * n].as_chunks();
    let (v3, v3_rest) = v[3 * n..4 * n].as_chunks();
    // Four variables and not an array of arrays: the compiler then keeps them in registers.
    let (mut sum0, mut sum1, mut sum2, mut sum3) =
        ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
    for ((((u, v0), v1), v2), v3) in u_blocks.iter().zip(v0).zip(v1).zip(v2).zip(v3) {
        sum0 = multiply_add(u, v0, sum0);
        sum1 = multiply_add(u, v1, sum1);
        sum2 = multiply_add(u, v2, sum2);
        sum3 = multiply_add(u, v3, sum3);
    }
    let mut rest = [0.0; 4];
    for ((((&u, v0), v1), v2), v3) in
        u_rest.iter().zip(v0_rest).zip(v1_rest).zip(v2_rest).zip(v3_rest)
    {
        rest = multiply_add(&[u; 4], &[*v0, *v1, *v2, *v3], rest);
    }
    [sum(sum0) + rest[0], sum(sum1) + rest[1], sum(sum2) + rest[2], sum(sum3) + rest[3]]
}

/// u ⊙ v + w.
#[inline(always)]
fn multiply_add<const R: usize>(u: &[f64; R], v: &[f64; R], mut w: [f64; R]) -> [f64; R] {
    for r in 0..R {
        w[r] = u[r].mul_add(v[r], w[r]);
    }
    w
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
