"""The times of others for the problems of 100 000 rows and 50 columns that `cargo bench` solves.

    python -m venv venv && venv/bin/pip install numpy scikit-learn threadpoolctl
    venv/bin/python benches/peers.py            # one thread
    venv/bin/python benches/peers.py --threads 2

The data are those of `parts/regressions.rs`, number for number.
"""

import argparse
import statistics
import time
import warnings

import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression, Perceptron
from threadpoolctl import threadpool_limits

ROWS, COLUMNS, PENALTY, PASSES = 100_000, 50, 1e-3, 10


def uniform(count):
    """From -1/2 to 1/2: the first numbers of SplitMix64, started at 0."""
    z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)) / 2.0**53 - 0.5


def data():
    """X with a column of ones, t = Xw + noise for w = (0, 1, 1, ...), and the labels t > 0."""
    numbers = uniform(ROWS * (COLUMNS + 1)).reshape(ROWS, COLUMNS + 1)
    x = numbers[:, :COLUMNS].copy()
    x[:, 0] = 1.0
    t = x[:, 1:].sum(axis=1) + 4.0 * numbers[:, COLUMNS]
    return x, t, (t > 0.0).astype(float)


def separation(x, labels):
    """K. Konis's programme: max sum w.z_i with w.z_i >= 0 and |w_j| <= 1."""
    z = (2.0 * labels - 1.0)[:, None] * x
    return linprog(-z.sum(axis=0), A_ub=-z, b_ub=np.zeros(ROWS), bounds=(-1, 1), method="highs")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments = arguments.parse_args()
    warnings.simplefilter("ignore")
    x, t, labels = data()
    columns = np.asfortranarray(x)
    newton = LogisticRegression(
        C=1.0 / (PENALTY * ROWS), solver="newton-cholesky", fit_intercept=False, tol=1e-9
    )
    perceptron = Perceptron(max_iter=PASSES, tol=None, shuffle=False, fit_intercept=False)
    problems = {
        "least squares, numpy.linalg.lstsq": lambda: np.linalg.lstsq(columns, t),
        "Newton's method, scikit-learn's newton-cholesky": lambda: newton.fit(columns, labels),
        "separation, scipy's linprog (HiGHS)": lambda: separation(x, labels),
        f"{PASSES} passes of the perceptron, scikit-learn": lambda: perceptron.fit(x, labels),
    }
    times = {name: [] for name in problems}
    with threadpool_limits(arguments.threads):
        for _ in range(arguments.rounds):
            for name, solve in problems.items():
                start = time.perf_counter()
                solve()
                times[name].append(time.perf_counter() - start)
    print(f"{ROWS} x {COLUMNS}, threads: {arguments.threads}; milliseconds")
    for name, seconds in times.items():
        print(f"{name}: {1e3 * statistics.median(seconds):.1f}, at best {1e3 * min(seconds):.1f}")


if __name__ == "__main__":
    main()
