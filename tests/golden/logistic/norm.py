# Writes norm.txt: gradient descent of the cross-entropy from w = 0 with λ = 1/L on the wines of classes 0 and 2 (label 1 is
# class 0) by alcohol and flavanoids, standardised over both, and a constant. K, ‖w‖, J, rows classified correctly, and the
# distance between the lines y = 0.1 and y = 0.9. Python alone; in the root of the repository:
# python3 tests/golden/logistic/norm.py > tests/golden/logistic/norm.txt
from math import exp, hypot, log, log1p, sqrt

wines = [[float(number) for number in line.split(",")] for line in open("data/wine.data")]
wines = [wine for wine in wines if wine[0] in (1, 3)]
n = len(wines)
t = [float(wine[0] == 1) for wine in wines]

def standardised(k):
    mean = sum(wine[k] for wine in wines) / n
    deviation = sqrt(sum((wine[k] - mean) ** 2 for wine in wines) / n)
    return [(wine[k] - mean) / deviation for wine in wines]

X = list(zip([1.0] * n, standardised(1), standardised(7)))

# L is the largest eigenvalue of XᵀX/(4n), by powers.
H = [[sum(x[i] * x[j] for x in X) / (4 * n) for j in range(3)] for i in range(3)]
v, L = [1.0, 0.9, 1.1], 0.0
for _ in range(10_000):
    u = [sum(H[i][j] * v[j] for j in range(3)) for i in range(3)]
    L = sqrt(sum(c * c for c in u))
    v = [c / L for c in u]

w = [0.0, 0.0, 0.0]
for k in range(1, 1025):
    a = [sum(p * q for p, q in zip(w, x)) for x in X]
    off = [1 / (1 + exp(-a)) - t for a, t in zip(a, t)]
    w = [w[j] - sum(o * x[j] for o, x in zip(off, X)) / (n * L) for j in range(3)]
    if k & (k - 1) == 0:
        s = [(2 * t - 1) * sum(p * q for p, q in zip(w, x)) for x, t in zip(X, t)]
        loss = sum(log1p(exp(-s)) for s in s) / n
        right = sum(s > 0 for s in s)
        width = 2 * log(9) / hypot(w[1], w[2])
        print(k, f"{sqrt(sum(c * c for c in w)):.10e} {loss:.10e}", right, f"{width:.10e}")
