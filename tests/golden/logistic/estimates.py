# Writes estimates.txt: minimisers of J = (1/n) sum [ln(1 + e^a) - t a] + p/2 |w|^2, by Newton's method in mpmath with 50 digits,
# from data that are exact f64. A line a problem: its name, p, J, then w. On standard error, how far scikit-learn's
# LogisticRegression (newton-cholesky, tol 1e-14, no intercept of its own, C = 1/(n p) or none) is from them.
# Made with mpmath 1.3.0, numpy 2.4.6, scikit-learn 1.9.1, in the root of the repository:
# python tests/golden/logistic/estimates.py > tests/golden/logistic/estimates.txt
import sys
import mpmath as mp
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

mp.mp.dps = 50

def newton(X, t, p):
    n, d = X.shape
    rows = [[mp.mpf(float(x)) for x in row] for row in X]
    w, p = mp.zeros(d, 1), mp.mpf(p)
    for _ in range(60):
        a = [mp.fsum(row[j] * w[j] for j in range(d)) for row in rows]
        y = [1 / (1 + mp.exp(-a)) for a in a]
        g = mp.matrix([mp.fsum((y[i] - int(t[i])) * rows[i][j] for i in range(n)) / n + p * w[j] for j in range(d)])
        H = mp.matrix(d, d)
        for j in range(d):
            for k in range(d):
                H[j, k] = mp.fsum(y[i] * (1 - y[i]) * rows[i][j] * rows[i][k] for i in range(n)) / n + (p if j == k else 0)
        step = mp.lu_solve(H, g)
        w = w - step
        if mp.norm(step) < mp.mpf(10) ** -45:
            break
    else:
        raise SystemExit("no minimiser")
    a = [mp.fsum(row[j] * w[j] for j in range(d)) for row in rows]
    J = mp.fsum(mp.log(1 + mp.exp(a[i])) - int(t[i]) * a[i] for i in range(n)) / n + p / 2 * mp.fsum(w[j] ** 2 for j in range(d))
    return J, w

def problem(name, X, t, p):
    J, w = newton(X, t, p)
    print(name, repr(p), mp.nstr(J, 25), *(mp.nstr(v, 25) for v in w))
    other = LogisticRegression(C=1 / (len(t) * p) if p else np.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-14,
                               max_iter=1000).fit(X, t).coef_[0]
    print(name, "scikit-learn:", max(abs(float(w[j]) - other[j]) for j in range(len(other))), file=sys.stderr)

wt = [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
      1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78]
am = [1, 1, 1] + [0] * 14 + [1, 1, 1] + [0] * 5 + [1] * 7
problem("cars", np.c_[np.ones(32), wt], np.array(am), 0.0)
table = np.loadtxt("data/wine.data", delimiter=",")
# Stored by columns, as the notebook's pipeline has it.
X = np.c_[np.ones(178), StandardScaler().fit_transform(np.asfortranarray(table[:, 1:]))]
for c in range(3):
    t = (table[:, 0] == c + 1).astype(int)
    problem(f"two-{c}", X[:, :3], t, 0.0)
    problem(f"all-{c}", X, t, 0.01)
