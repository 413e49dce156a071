# Writes least_squares.txt: least-squares problems and their minimisers, by exact rationals. A line a problem, "name; X by
# rows; t; w; J" with the minimiser w of J = (1/n) sum (x_i w - t_i)^2.
#
#     python least_squares.py > least_squares.txt        (Python 3.11; the standard library only)
#
# X and t are exact (f64); w and J are rounded once. On standard error it says what it found out about the certified
# problems of src/linear/certified.rs; that is kept in least_squares_certified.txt:
#
#     python least_squares.py 2> least_squares_certified.txt > /dev/null
import random
import sys
from fractions import Fraction
from math import lcm, log10

LONGLEY = """
60323  83.0 234289 2356 1590 107608 1947
61122  88.5 259426 2325 1456 108632 1948
60171  88.2 258054 3682 1616 109773 1949
61187  89.5 284599 3351 1650 110929 1950
63221  96.2 328975 2099 3099 112075 1951
63639  98.1 346999 1932 3594 113270 1952
64989  99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962
"""
# NIST's, to 15 digits.
LONGLEY_W = """-3482258.63459582 15.0618722713733 -0.0358191792925910 -2.02022980381683 -1.03322686717359
-0.0511041056535807 1829.15146461355"""
DELTA = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048]
DELTA += DELTA[-2::-1]


def solve(a, b):
    """a z = b for a square a of rationals, by Gauss and Jordan."""
    rows = [list(row) + [right] for row, right in zip(a, b)]
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(len(rows)):
            if i != k and rows[i][k] != 0:
                rows[i] = [entry - rows[i][k] * top for entry, top in zip(rows[i], rows[k])]
    return [row[-1] for row in rows]


def minimiser(x, t):
    """The solution of the normal equations: no rounding, so no square of a condition number."""
    columns = list(zip(*x))
    dot = lambda a, b: sum(map(Fraction.__mul__, a, b), Fraction(0))
    return solve([[dot(a, b) for b in columns] for a in columns], [dot(a, t) for a in columns])


def loss(x, t, w):
    return sum((sum(map(Fraction.__mul__, row, w)) - right) ** 2 for row, right in zip(x, t)) / len(t)


def write(name, x, t):
    """x and t as f64 hold them."""
    x, t = [[float(entry) for entry in row] for row in x], [float(right) for right in t]
    exact_x, exact_t = [[Fraction(entry) for entry in row] for row in x], [Fraction(right) for right in t]
    w = minimiser(exact_x, exact_t)
    j = loss(exact_x, exact_t, w)
    numbers = lambda values: " ".join(repr(float(value)) for value in values)
    print(name, numbers(entry for row in x for entry in row), numbers(t), numbers(w), float(j), sep="; ")
    return w


def say(*words):
    print(*words, file=sys.stderr)


def digits(w, right):
    errors = [abs(c / r - 1) for c, r in zip(w, right)]
    return "all" if not any(errors) else f"{-log10(max(errors)):.2f}"


table = [[Fraction(number) for number in line.split()] for line in LONGLEY.split("\n") if line]
x, t = [[Fraction(1)] + row[1:] for row in table], [row[0] for row in table]
certified = [Fraction(number) for number in LONGLEY_W.split()]
say("Longley, as printed: digits of the exact solution against NIST's", digits(minimiser(x, t), certified))
w = write("Longley", x, t)
say("Longley, as f64 holds it: digits of the exact solution against NIST's", digits(w, certified))

powers = [[Fraction(i) ** k for k in range(6)] for i in range(21)]
say("Wampler: delta times the columns", [str(sum(map(Fraction.__mul__, map(Fraction, DELTA), column))) for column in zip(*powers)])
ones, tenths = [Fraction(1)] * 6, [Fraction(1, 10**k) for k in range(6)]
for number, factor in [(1, 0), (2, 0), (3, 1), (4, 100), (5, 10000)]:
    right = tenths if number == 2 else ones
    t = [sum(map(Fraction.__mul__, row, right)) + factor * error for row, error in zip(powers, DELTA)]
    assert all((100000 * value).denominator == 1 for value in t)  # five decimals
    say(f"Wampler {number}, as printed: digits of the exact solution against", "10^-k:" if number == 2 else "1:", digits(minimiser(powers, t), right))
    w = write(f"Wampler {number}", powers, t)
    say(f"Wampler {number}, as f64 holds it:", digits(w, right))

random.seed(6202)
for n, d in [(1, 1), (7, 1), (5, 5), (12, 4), (30, 8)]:
    x = [[random.randint(-99, 99) for _ in range(d)] for _ in range(n)]
    write(f"random integers {n} by {d}", x, [random.randint(-999, 999) for _ in range(n)])
# 1 / (i + j + 1), times the least number that makes integers of them all.
for n, d in [(8, 6), (10, 8), (12, 10)]:
    common = lcm(*range(1, n + d))
    x = [[common // (i + j + 1) for j in range(d)] for i in range(n)]
    write(f"Hilbert {n} by {d}", x, [random.randint(-999, 999) for _ in range(n)])
# Columns that differ by a share of 10^-k, in a random direction.
for k in [4, 8, 12]:
    x = [[random.randint(-99, 99) for _ in range(3)] for _ in range(10)]
    x = [[10**k * a, 10**k * b, 10**k * (a - 2 * b) + c] for a, b, c in x]
    write(f"nearly dependent to 1e-{k}", x, [random.randint(-999, 999) for _ in range(10)])
# The same with rounded entries. In these two an entry would be off by a unit of the last place if the residual were
# refined without its second half, as it is in one of a hundred.
for k, seed in [(12, 40), (13, 20)]:
    random.seed(seed)
    x = [[random.randint(-99, 99) for _ in range(4)] for _ in range(10)]
    x = [[a, b, c, a - 2 * b + e / 10**k] for a, b, c, e in x]
    write(f"nearly dependent to 1e-{k}, rounded", x, [random.randint(-999, 999) for _ in range(10)])
