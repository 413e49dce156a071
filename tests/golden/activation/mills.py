# Prints the table of src/kernel/elementary/normal.rs: the coefficients, in powers of t = (z - 5) / (z + 5), of
# Q(t) = (z + 5/4) e^(z²/2) erfc(z / √2) / 2 on 0 ≤ z ≤ 40, interpolated at Chebyshev's points.
#
#     python mills.py        (mpmath 1.3)
import mpmath as mp

mp.mp.dps = 60
SHIFT, CENTRE, LAST, DEGREE = mp.mpf(5) / 4, mp.mpf(5), mp.mpf(40), 24


def q(t):
    z = CENTRE * (1 + t) / (1 - t)
    return (z + SHIFT) * mp.exp(z * z / 2) * mp.erfc(z / mp.sqrt(2)) / 2


low, high = mp.mpf(-1), (LAST - CENTRE) / (LAST + CENTRE)
points = [
    (high - low) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * DEGREE + 2)) + (low + high) / 2
    for k in range(DEGREE + 1)
]
powers = mp.matrix([[t**j for j in range(DEGREE + 1)] for t in points])
exact = list(mp.lu_solve(powers, mp.matrix([q(t) for t in points])))
rounded = [float(c) for c in exact]
tail = float(exact[0] - rounded[0])


def error(t):
    polynomial = sum((mp.mpf(c) * t**j for j, c in enumerate(rounded)), mp.mpf(tail))
    return abs(polynomial / q(t) - 1)


worst = max(error(low + (high - low) * i / 2000) for i in range(2001))
print(f"// relative error 2^{mp.nstr(mp.log(worst, 2), 4)}")
print(f"constant term: head {rounded[0]!r}, tail {tail!r}")
print("the others, from the highest power down:")
for c in reversed(rounded[1:]):
    print(f"    {c!r},")
