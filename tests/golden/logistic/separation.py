# Writes separation.txt, what others say of whether a plane tells labels apart: the name of the data, their margin by scipy's
# nnls (an active-set method: the point of the convex hull of the z_i nearest to 0) and by scikit-learn's SVC (on the points
# z_i and -z_i, whose bias is 0 by symmetry), both 0 where no plane separates them, max sum u_i of the programme with capped
# terms by HiGHS's dual simplex, and the number of rows. Made with numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, in the root of
# the repository: python tests/golden/logistic/separation.py > tests/golden/logistic/separation.txt
import numpy as np
from scipy.optimize import linprog, nnls
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

def by_nnls(Z):
    E, f = np.vstack([Z.T, np.ones(len(Z))]), np.r_[np.zeros(Z.shape[1]), 1.0]
    a, _ = nnls(E, f, maxiter=10**6)
    return np.linalg.norm(Z.T @ a) / a.sum()

def by_svc(Z):
    svc = SVC(kernel="linear", C=1e10, tol=1e-10).fit(np.r_[Z, -Z], np.r_[np.ones(len(Z)), -np.ones(len(Z))])
    w = svc.coef_[0]
    return (Z @ w).min() / np.linalg.norm(w)

def capped(Z):
    n, d = Z.shape
    answer = linprog(np.r_[np.zeros(d), -np.ones(n)], A_ub=np.c_[-Z, np.eye(n)], b_ub=np.zeros(n),
                     bounds=[(None, None)] * d + [(0, 1)] * n, method="highs-ds")
    assert answer.status == 0
    return -answer.fun

sets = []
def add(name, X, t):
    X, t = np.asarray(X, float), np.asarray(t)
    sets.append((name, np.where(t == 1, 1.0, -1.0)[:, None] * X))

table = np.loadtxt("data/wine.data", delimiter=",")
train, _ = train_test_split(np.arange(178), test_size=0.2, random_state=6202)
for name, rows in [("all", np.arange(178)), ("train", train)]:
    # Stored by columns, as the notebook's pipeline has it.
    X = np.c_[np.ones(len(rows)), StandardScaler().fit_transform(np.asfortranarray(table[rows, 1:]))]
    for c in range(3):
        add(f"wine-{name}-{c}", X, table[rows, 0] == c + 1)
        add(f"wine-{name}-{c}-two-features", X[:, :3], table[rows, 0] == c + 1)
wt = [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
      1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78]
am = [1, 1, 1] + [0] * 14 + [1, 1, 1] + [0] * 5 + [1] * 7
line = lambda x: np.c_[np.ones(len(x)), x]
add("mtcars", line(wt), am)
add("shared-point", line([1, 2, 3, 3, 4, 5]), [0, 0, 0, 1, 1, 1])
add("apart", line([1, 2, 3, 4, 5]), [0, 0, 0, 1, 1])
add("mixed", line([1, 2, 3, 4, 5]), [0, 1, 0, 1, 1])
add("xor", [[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], [0, 1, 1, 0])
add("konis", [[1, 0]] * 10 + [[-1, 1]], [1] * 11)
for name, Z in sets:
    sum_u = capped(Z)
    separable = abs(sum_u - len(Z)) < 1e-6
    nnls_margin, svc_margin = (by_nnls(Z), by_svc(Z)) if separable else (0.0, 0.0)
    print(name, repr(float(nnls_margin)), repr(float(svc_margin)), round(sum_u, 6) + 0.0, len(Z))
