# Prints the polynomials of src/kernel/elementary/exponential.rs (minimax) and of src/activation/quick.rs (ARTANH), whose
# largest relative error is the least that their degrees allow: by Remez's exchange, from Chebyshev's points.
#
#     python minimax.py        (mpmath 1.3)
import mpmath as mp

mp.mp.dps = 40
STEPS = 4000


def minimax(name, f, weight, degree, low, high):
    """Of f on low ≤ x ≤ high, the errors multiplied by a weight."""
    n = degree + 2
    points = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    grid = [low + (high - low) * i / STEPS for i in range(STEPS + 1)]
    wanted = [(x, f(x), weight(x)) for x in grid]
    for _ in range(6):
        # The polynomial, and the error that it makes at each point, once above and once below.
        rows = [[x**k * weight(x) for k in range(degree + 1)] + [(-1) ** i] for i, x in enumerate(points)]
        solved = mp.lu_solve(mp.matrix(rows), mp.matrix([f(x) * weight(x) for x in points]))
        powers = list(solved)[degree::-1]
        errors = [(mp.polyval(powers, x) - y) * w for x, y, w in wanted]
        # The worst of each stretch of one sign are the next points.
        worst = [0]
        for i in range(1, STEPS + 1):
            if mp.sign(errors[i]) != mp.sign(errors[worst[-1]]):
                worst.append(i)
            elif abs(errors[i]) > abs(errors[worst[-1]]):
                worst[-1] = i
        points = [grid[i] for i in worst]
        assert len(points) == n, "the errors' signs do not alternate"
    rounded = [float(c) for c in powers]
    worst = max(abs((mp.polyval(rounded, x) - y) * w) for x, y, w in wanted)
    print(f"{name}: within {mp.nstr(worst, 3)}, from the highest power down:")
    for c in rounded:
        print(f"    {c!r},")


half = mp.log(2) / 2 * mp.mpf("1.0001")  # a little more, for what k ln 2 is rounded by
minimax(
    "(e^r - 1 - r) / r², beside e^r",
    lambda r: (mp.expm1(r) - r) / r**2 if r else mp.mpf(0.5),
    lambda r: r**2 / mp.exp(r) if r else mp.mpf(10) ** -30,  # 0 would make no equation
    9,
    -half,
    half,
)


def artanh(square):
    s = mp.sqrt(square)
    return mp.atanh(s) / s if s else mp.mpf(1)


minimax("artanh(s) / s in s²", artanh, lambda v: 1 / artanh(v), 10, mp.mpf(0), mp.mpf(1.0001) / 9)
