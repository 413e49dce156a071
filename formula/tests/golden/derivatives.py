from sample import *

mp.dps = 60


def by(f, values, *entries):
    """The derivative of f by some entries of a list, one after the other."""
    def at(*steps):
        moved = list(values)
        for entry, step in zip(entries, steps):
            moved[entry] += step
        return f(moved)
    return diff(at, (0,) * len(entries), (1,) * len(entries))


a_ = act()
y = out()
f = lambda x: x * sigma(x)
J_of_y = lambda y: sum((p - q) ** 2 for p, q in zip(y, t)) / n
J_of_a = lambda x: J_of_y([sigma(p) for p in x])

show([
    # First, by what is given and by what has a formula of its own.
    (r"\frac{\partial J}{\partial w_j}", [by(J, w, j) for j in D]),
    (r"\frac{\partial J}{\partial w}", [by(J, w, j) for j in D]),
    (r"\frac{\partial J}{\partial y_i}", [by(J_of_y, y, i) for i in I]),
    (r"\frac{\partial J}{\partial h_i}", [by(J_of_a, a_, i) for i in I]),
    (r"\partial y_i / \partial w_j", columns([[by(lambda w: out(w)[i], w, j) for j in D] for i in I])),
    (r"\frac{\partial s_{ij}}{\partial x_{ik}}",
     [by(lambda row: softmax(row)[j], X[i], k) for k in D for j in D for i in I]),
    (r"\frac{\partial}{\partial p} (p^b + \sqrt{p} + \ln p + \log_{10} p)",
     diff(lambda p: p**b + sqrt(p) + log(p) + log(p, 10), p)),
    (r"\frac{\partial}{\partial a} (a^p)", diff(lambda a: a**p, a)),
    (r"\frac{\partial}{\partial p} (a^p)", diff(lambda p: a**p, p)),
    (r"\frac{\partial}{\partial a} (\sin(a) \cos(a) + \tanh a - e^{-a})",
     diff(lambda a: sin(a) * cos(a) + tanh(a) - exp(-a), a)),
    (r"\frac{\partial}{\partial b} (b \Phi(b) + \operatorname{erfc}(b))",
     diff(lambda b: b * ncdf(b) + erfc(b), b)),
    (r"\frac{\partial}{\partial b} (|b| + \max(b, a) + \min(b^2, a))", -1 + 2 * b),
    (r"\frac{\partial \|w\|}{\partial w_j}", [by(lambda w: sqrt(sum(x * x for x in w)), w, j) for j in D]),
    (r"\frac{\partial}{\partial a} (\|a w\|^a)", diff(lambda a: (a * sqrt(mpf("0.97"))) ** a, a)),
    (r"\sigma'(b)", diff(sigma, b)),
    (r"\sigma'(X w)", [diff(sigma, x) for x in a_]),
    # Second, mixed, within each other.
    (r"\frac{\partial^2 J}{\partial w_k \partial w_j}", [by(J, w, j, k) for j in D for k in D]),
    (r"\frac{\partial^2 J}{\partial w_j \partial h_i}",
     [by(lambda w: by(J_of_a, act(w), i), w, j) for i in I for j in D]),
    (r"\frac{\partial^2}{\partial a \partial b} (e^{a b} \sin b)",
     diff(lambda a, b: exp(a * b) * sin(b), (a, b), (1, 1))),
    (r"\frac{\partial^3}{\partial a \partial b \partial a} (a^3 \tanh(a b))",
     diff(lambda a, b: a**3 * tanh(a * b), (a, b), (2, 1))),
    (r"\frac{\partial}{\partial a} \bigl( a \frac{\partial}{\partial b} (a b^2) \bigr)", 4 * a * b),
    (r"\frac{\partial}{\partial a} \bigl( a \frac{\partial}{\partial b} (a + b) \bigr)", mpf(1)),
    (r"\frac{\partial}{\partial a} \bigl( a \frac{\partial}{\partial a} (a^3) \bigr)", 9 * a**2),
    (r"\sigma''(b)", diff(sigma, b, 2)),
    (r"\sigma'''(b)", diff(sigma, b, 3)),
    (r"\frac{\partial}{\partial b} (\sigma'(b^2))", diff(lambda b: diff(sigma, b**2), b)),
    (r"\frac{\partial}{\partial a} (\ln'(a) \tanh'(a))",
     diff(lambda a: (1 / a) * (1 - tanh(a) ** 2), a)),
    (r"\sum_k \frac{\partial^2 J}{\partial w_k \partial w_j} w_k",
     [sum(by(J, w, j, k) * w[k] for k in D) for j in D]),
    # Of series and integrals.
    (r"\frac{\partial}{\partial b} \Bigl( \sum_{m=0}^{\infty} b^m \Bigr)", 1 / (1 - b) ** 2),
    (r"\frac{\partial^2}{\partial b \partial b} \Bigl( \sum_{m=0}^{\infty} b^m \Bigr)", 2 / (1 - b) ** 3),
    (r"\frac{\partial^2}{\partial b^2} \Bigl( \sum_{m=0}^{\infty} b^m \Bigr)", 2 / (1 - b) ** 3),
    (r"\frac{\partial}{\partial a} \Bigl( \int_0^a \sin(a x) \, dx \Bigr)",
     diff(lambda a: (1 - cos(a * a)) / a, a)),
    (r"\frac{\partial^2}{\partial a \partial a} \Bigl( \int_0^a \sin(a x) \, dx \Bigr)",
     diff(lambda a: (1 - cos(a * a)) / a, a, 2)),
    (r"\frac{\partial}{\partial a} \Bigl( \int_a^{\infty} e^{-a x} \, dx \Bigr)",
     diff(lambda a: exp(-a * a) / a, a)),
    (r"\frac{\partial}{\partial b} \Bigl( \int_{-\infty}^b e^{-x^2} \, dx \Bigr)", exp(-b * b)),
])
