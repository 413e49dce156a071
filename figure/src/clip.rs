/// A place in the plane, as its coordinates.
pub(crate) type Place = (f64, f64);
/// Two places, or the lower and the higher end of an axis.
type Segment = (Place, Place);
type Ends = (f64, f64);

/// The pieces of a line from point to point that lie between the ends of the plane. A line that
/// leaves and comes back is several pieces, one that stays outside is none.
///
/// # Numerics
///
/// A coordinate that is cut off is the plane's end itself; the other one is right to a few units in
/// its last place, however far outside the line's points lie.
pub(crate) fn pieces(line: impl Iterator<Item = Place>, x: Ends, y: Ends) -> Vec<Vec<Place>> {
    let mut pieces: Vec<Vec<Place>> = Vec::new();
    let mut before = None;
    for point in line {
        let step = before.replace(point).and_then(|before| segment((before, point), x, y));
        let Some((from, to)) = step else { continue };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces
}

/// The part of a segment that lies in the plane: it is cut at one end after the other.
///
/// # Source
///
/// I. Sutherland and G. Hodgman, *Reentrant polygon clipping*, 1974. Their crossings have the end
/// as one coordinate. Y.-D. Liang and B. Barsky, *A new concept and method for line clipping*,
/// 1984, find them as shares of the segment, in which a plane of size 1 vanishes if the segment has
/// 10²⁰.
fn segment(segment: Segment, x: Ends, y: Ends) -> Option<Segment> {
    let turn = |(a, b): Segment| ((a.1, a.0), (b.1, b.0));
    Some(turn(between(turn(between(segment, x)?), y)?))
}

/// The part of a segment whose first coordinates lie between the ends.
fn between((a, b): Segment, (low, high): Ends) -> Option<Segment> {
    let cut = |from: Place, to: Place| {
        if from.0 < low {
            (to.0 >= low).then(|| (low, crossing((from, to), low)))
        } else if from.0 > high {
            (to.0 <= high).then(|| (high, crossing((from, to), high)))
        } else {
            Some(from)
        }
    };
    Some((cut(a, b)?, cut(b, a)?))
}

/// The second coordinate of a segment where its first one is `at`, which lies between those of its
/// ends.
///
/// # Formula
/// (b_0 a_1 - a_0 b_1 + at (b_1 - a_1)) / (b_0 - a_0).
///
/// Far outside, little may be left of the difference of products: it is taken after a change of
/// units in which nothing overflows, and with what rounding has lost of the second product.
///
/// # Source
///
/// W. Kahan's algorithm; C.-P. Jeannerod, N. Louvet and J.-M. Muller, *Further analysis of Kahan's
/// algorithm for the accurate computation of 2×2 determinants*, 2013: wrong by 1.5 units in the
/// last place at most.
fn crossing((a, b): Segment, at: f64) -> f64 {
    let unit = |p: f64, q: f64| -libm::frexp(p.abs().max(q.abs())).1;
    let (units, low, high) = ((unit(a.0, b.0), unit(a.1, b.1)), a.1.min(b.1), a.1.max(b.1));
    let scaled = |p: Place| (libm::scalbn(p.0, units.0), libm::scalbn(p.1, units.1));
    let (a, b, at) = (scaled(a), scaled(b), libm::scalbn(at, units.0));
    let second = a.0 * b.1;
    let lost = a.0.mul_add(-b.1, second);
    let difference = b.0.mul_add(a.1, -second) + lost;
    let height = (difference + at * (b.1 - a.1)) / (b.0 - a.0);
    libm::scalbn(height, -units.1).clamp(low, high)
}
