"""The sample of ../common/mod.rs, in mpmath and without this crate.

    pip install mpmath==1.3.0 && python values.py > values.txt && python derivatives.py > derivatives.txt
"""

from mpmath import (
    cos, diff, e, erfc, exp, inf, log, mp, mpf, ncdf, nstr, pi, quad, sin, sqrt, tanh,
)

mp.dps = 40

n, d, N = 3, 2, 4
# mpf of a decimal is that decimal, to 40 digits.
a, b, p, z = mpf(2), mpf("-0.5"), mpf(3), mpf(0)
X = [[mpf(1), mpf("0.5")], [mpf(2), mpf(-1)], [mpf(3), mpf("2.5")]]
t = [mpf("0.3"), mpf("-0.7"), mpf("1.1")]
w = [mpf("0.4"), mpf("-0.9")]
star = [mpf("1.5"), mpf("0.25")]
u = [mpf(4), mpf(3), mpf(2), mpf(1)]
V = [[mpf(1), mpf(3)], [mpf(2), mpf(5)]]
W1 = [[mpf(1), mpf("0.5"), mpf("0.25")], [mpf(-1), mpf(2), mpf("-0.75")]]
W2 = [[mpf("0.1"), mpf("0.4")], [mpf("0.2"), mpf("0.5")], [mpf("0.3"), mpf("0.6")]]
I, D, C = range(n), range(d), range(1, N + 1)


def sigma(x):
    return 1 / (1 + exp(-x))


def act(w=w):
    return [sum(w[j] * X[i][j] for j in D) for i in I]


def out(w=w):
    return [sigma(x) for x in act(w)]


def J(w=w):
    return sum((y - s) ** 2 for y, s in zip(out(w), t)) / n


def softmax(row):
    return [exp(x) / sum(exp(x) for x in row) for x in row]


def columns(rows):
    """Column by column, as the crate has the entries of a matrix."""
    return [row[j] for j in range(len(rows[0])) for row in rows]


def show(rows):
    print("# See sample.py.")
    for latex, values in rows:
        values = values if isinstance(values, list) else [values]
        print(latex, " ".join(nstr(value, 20) for value in values), sep="\t")
