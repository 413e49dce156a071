# Writes boxcar.txt: a, b, A, k, the L1 error by mpmath's quadrature, then x and y(x) at 40 digits, all of the numbers
# as f64 read them. python boxcar.py > boxcar.txt
import mpmath as mp
mp.mp.dps = 40
def sigma(z): return 1 / (1 + mp.exp(-z))
boxes = [(0.0, 1.0, 1.0, 20.0), (-0.3, 0.7, -2.5, 3.0), (1.25, 1.2500001, 4.0, 1e6), (-1e3, 2e3, 0.1, 0.01),
         (0.1, 0.3, 1e9, 1e-4), (5.0, 5.5, -7.0, 1e6), (-2.0, 3.0, 0.7, 1.0)]
for a, b, A, k in boxes:
    ma, mb, mA, mk = map(mp.mpf, (a, b, A, k))
    y = lambda x: mA * (sigma(mk * (x - ma)) - sigma(mk * (x - mb)))
    box = lambda x: mA if ma <= x < mb else mp.mpf(0)
    steps = [0, 1, 2, 4, 8, 16, 32, 64, 100]
    ends = sorted(set([ma - s / mk for s in steps] + [mb + s / mk for s in steps] + [(ma + mb) / 2]
                      + [ma + s / mk for s in steps if ma + s / mk < mb] + [mb - s / mk for s in steps if mb - s / mk > ma]))
    # Inside and outside apart: at an end of a piece the box has the value of that piece.
    l1 = sum(mp.quad(lambda x: abs(y(x) - (mA if ma <= lo and hi <= mb else 0)), [lo, hi]) for lo, hi in zip(ends, ends[1:]))
    for x in [a, b, (a + b) / 2, a - 1 / k, b + 3 / k, a - 20 / k, b + 1e8, -1e8, 0.0]:
        print(repr(a), repr(b), repr(A), repr(k), mp.nstr(l1, 25), repr(x), mp.nstr(y(mp.mpf(x)), 25))
