"""Writes grading/exercise_N.json: inputs of the exercises' answers, and golden values.

    python tests/golden/grading.py

Functions of numbers by mpmath 1.3 with 50 digits; gradients, descents and networks by autograd and
torch.optim of torch 2.11.0 in f64; splits, scalings and scores by scikit-learn 1.9.1's own
functions, random numbers by numpy 2.4.6.
No formula of an answer is written here that these libraries have.
"""
import json
import pathlib

import mpmath as mp
import numpy as np
import torch
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from sklearn.preprocessing import StandardScaler
from torch.nn import functional as F

mp.mp.dps = 50
torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(6202)
HERE = pathlib.Path(__file__).parent
# Which answer each check asks for.
ANSWERS = {
    "1.1": "relu", "1.2": "relu_derivative", "1.3": "leaky_relu", "1.4":
    "leaky_relu_derivative", "1.5": "elu", "1.6": "elu_derivative", "1.7": "softplus", "1.8":
    "softplus", "1.9": "softplus_derivative", "1.10": "silu", "1.11": "silu_derivative", "1.12":
    "gelu", "1.13": "gelu_derivative", "1.14": "dead", "2.1": "order_or_cycle", "2.2":
    "order_or_cycle", "2.3": "outputs", "2.4": "sum_over_paths", "3.1": "boxcar", "3.2":
    "boxcar", "3.3": "step_error", "3.4": "sum_of_boxes", "4.1": "squared_error", "4.2":
    "squared_error_gradient", "4.3": "descent", "4.4": "descent_to", "4.5": "least_squares",
    "4.6": "least_squares", "4.7": "largest_rate", "4.8": "epoch", "5.1": "logistic", "5.2":
    "logistic", "5.3": "logistic_derivative", "5.4": "cross_entropy", "5.5": "cross_entropy",
    "5.6": "cross_entropy_gradient", "5.7": "logistic_squared_error_gradient", "5.8":
    "logistic_descent", "5.9": "perceptron", "5.10": "xor", "6.1": "forward", "6.2":
    "loss_derivative", "6.3": "output_delta", "6.4": "hidden_delta", "6.5": "weight_gradient",
    "6.6": "bias_gradient", "6.7": "backward", "6.8": "step", "7.1": "split", "7.2":
    "standardise", "7.3": "standardise", "7.4": "softmax", "7.5": "softmax", "7.6":
    "class_cross_entropy", "7.7": "class_cross_entropy", "7.8":
    "class_cross_entropy_derivative", "7.9": "literal_floor", "7.10": "uncleared_displacement",
    "7.11": "confusion", "7.12": "scores", "7.13": "scores", "8.1": "cube_gradient", "8.2":
    "cube_gradient", "8.3": "product_gradients", "8.4": "vector_jacobian", "8.5": "values",
    "8.6": "reverse_gradient", "8.7": "reverse_gradient", "8.8": "reverse_gradient", "8.9":
    "forward_derivative", "8.10": "forward_derivative",
}


def draw(*shape, scale=1.0):
    return np.round(rng.normal(size=shape) * scale, 3)


def case(inputs, out=None):
    def plain(value):
        if isinstance(value, (np.ndarray, torch.Tensor)):
            return value.tolist()
        if isinstance(value, mp.mpf):
            return float(value)
        if isinstance(value, (list, tuple)):
            return [plain(entry) for entry in value]
        if isinstance(value, dict):
            return {key: plain(entry) for key, entry in value.items()}
        return value.item() if isinstance(value, np.generic) else value
    return {"in": plain(inputs), "out": plain(out)}


def write(exercise, checks):
    """By the answer that is called; of a network, what it gives at the points that come last."""
    answers = {}
    for number, cases in checks.items():
        for one in cases:
            if one["out"] is None:
                continue
            answer, given = ANSWERS[number], {"inputs": one["in"], "out": one["out"]}
            if answer in ("boxcar", "sum_of_boxes"):
                *given["inputs"], given["at"] = one["in"]
            answers.setdefault(answer, []).append(given)
    lines = []
    for answer, cases in answers.items():
        rows = ",\n".join(json.dumps(one, allow_nan=False) for one in cases)
        lines.append(f'"{answer}": [\n{rows}\n]')
    path = HERE / f"grading/exercise_{exercise}.json"
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def tensor(x, grad=False):
    return torch.tensor(x, requires_grad=grad)


def slopes(f, points):
    a = tensor(points, True)
    f(a).sum().backward()
    return a.grad


# Exercise 1

NEAR = [-7.5, -3.0, -1.25, -0.4, 0.0, 0.35, 0.9, 2.1, 4.75, 7.9]
KINK = [-9.0, -2.5, -0.5, 0.0, 0.3, 1.75, 8.0]


def exact(f, points=NEAR):
    return [case([points], [f(mp.mpf(a)) for a in points])]


def exact_slopes(f, points=NEAR):
    return [case([points], [mp.diff(f, mp.mpf(a)) for a in points])]


def logistic(a):
    return 1 / (1 + mp.exp(-a))


def softplus(a):
    return mp.log1p(mp.exp(a))


def parametrised(f, parameters, slope):
    values = slopes if slope else lambda g, points: g(tensor(points))
    return [case([KINK, p], values(lambda a, p=p: f(a, p), KINK)) for p in parameters]


wide = [-1000.0] + NEAR + [1000.0]
far = [-700.0, -100.0, -40.0, 40.0, 800.0, 1000.0]
fx = np.array([[0.5, -1.0], [-0.25, 2.0], [1.0, 0.5]])


def dead(x, w, b):
    w, b = tensor(w, True), tensor(b, True)
    F.relu(tensor(x) @ w + b).sum().backward()
    return case([x, w.detach(), b.detach()], int(not w.grad.any() and not b.grad.any()))


write(1, {
    "1.1": [case([a], F.relu(tensor(a))) for a in [NEAR, [-1000.0, 1000.0]]],
    "1.2": [case([wide], slopes(F.relu, wide))],
    "1.3": parametrised(F.leaky_relu, [0.01, 0.2], False),
    "1.4": parametrised(F.leaky_relu, [0.01, 0.2], True),
    "1.5": parametrised(F.elu, [0.7, 1.5], False),
    "1.6": parametrised(F.elu, [0.7, 1.5], True),
    "1.7": exact(softplus),
    "1.8": exact(softplus, far),
    "1.9": exact_slopes(softplus) + [case([[-1000.0, 0.25, 1000.0]], [0.0, logistic(0.25), 1.0])],
    "1.10": exact(lambda a: a * logistic(a)),
    "1.11": exact_slopes(lambda a: a * logistic(a)),
    "1.12": exact(lambda a: a * mp.ncdf(a)),
    "1.13": exact_slopes(lambda a: a * mp.ncdf(a)),
    "1.14": [
        dead(fx, [-1.0, -1.5], -4.0),
        dead(fx, [2.0, 1.0], 0.5),
        dead(np.array([[0.5, -1.0], [-0.25, -2.0]]), [1.0, 1.0], 0.5),
        dead(np.array([[-0.5, -1.0], [-0.25, -2.0]]), [1.0, 0.5], 1.5),
        dead(fx, [1.0, 0.5], -0.25),
        dead(fx, [0.5, 0.25], -2.0),
        dead(np.array([[0.5, 1.0], [0.25, 2.0]]), [1.0, 0.5], 0.25),
        dead(np.array([[0.5, -1.0], [-0.25, 2.0], [1.0, -4.0]]), [0.25, -1.0], -8.0),
    ],
})

# Exercise 2


def random_dag(n, count):
    names = rng.permutation(n)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    chosen = [pairs[k] for k in rng.choice(len(pairs), count, replace=False)]
    return [[int(names[i]), int(names[j])] for i, j in chosen]


def weighted(edges):
    return [[i, j, float(w)] for (i, j), w in zip(edges, draw(len(edges)))]


def outputs(n, edges, given):
    y = {i: torch.tensor(value) for i, value in given}
    while len(y) < n:
        for j in range(n):
            into = [(i, w) for i, k, w in edges if k == j]
            if j not in y and all(i in y for i, _ in into):
                y[j] = torch.tanh(sum(w * y[i] for i, w in into))
    return case([n, edges, given], [y[i].item() for i in range(n)])


def linear_slope(n, edges, start, end):
    """By autograd, through the identity."""
    order, placed = [], set()
    while len(order) < n:
        for j in range(n):
            if j not in placed and all(i in placed for i, k, _ in edges if k == j):
                order.append(j)
                placed.add(j)
    y = {}
    for j in order:
        y[j] = torch.zeros((), requires_grad=True) + sum(w * y[i] for i, k, w in edges if k == j)
        if j == start:
            # What reaches it is the value it is differentiated by.
            y[j] = y[j].detach().requires_grad_()
    (grad,) = torch.autograd.grad(y[end], y[start], allow_unused=True)
    return case([n, edges, start, end], 0.0 if grad is None else grad)


skip = [[4, 2, 0.8], [0, 3, -1.1], [3, 4, 0.7], [1, 4, 1.3], [0, 2, -0.6], [3, 2, 0.45],
        [1, 3, 0.9]]
ladder = weighted(random_dag(8, 16))
first = [j for j in range(8) if all(k != j for _, k, _ in ladder)]
diamond = [[3, 1, 0.5], [3, 0, -1.2], [1, 2, 2.0], [0, 2, 0.75], [3, 2, 0.3], [2, 4, -0.8]]
write(2, {
    "2.1": [case([n, edges]) for n, edges in [
        (4, [[3, 1], [0, 3], [2, 0]]),
        (4, [[2, 0], [2, 0], [2, 3], [0, 1], [3, 1]]),
        (6, [[5, 0], [4, 1], [1, 0]]),
        (1, []),
        (5, [[4, 0], [0, 1], [1, 2], [4, 2], [2, 3], [4, 3]]),
        (12, random_dag(12, 24)),
    ]],
    "2.2": [case([n, edges]) for n, edges in [
        (3, [[0, 1], [1, 2], [2, 0]]),
        (2, [[0, 1], [1, 1]]),
        (4, [[0, 1], [2, 3], [3, 2]]),
        (7, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 2], [4, 5], [5, 6]]),
        (5, [[0, 1], [1, 2], [2, 0], [1, 3], [3, 4], [4, 1]]),
        (9, random_dag(8, 12) + [[3, 8], [8, 3], [8, 8]]),
    ]],
    "2.3": [
        outputs(5, skip, [[0, 0.9], [1, -0.4]]),
        outputs(8, ladder, [[i, float(y)] for i, y in zip(first, draw(len(first)))]),
    ],
    "2.4": [
        linear_slope(5, diamond, 3, 4), linear_slope(5, diamond, 3, 2),
        linear_slope(5, diamond, 0, 4), linear_slope(5, diamond, 1, 0),
        linear_slope(5, diamond, 2, 2), linear_slope(5, skip, 0, 2),
    ],
})

# Exercise 3


def box(x, a, b, height, steepness):
    step = lambda edge: logistic(steepness * (mp.mpf(x) - edge))
    return height * (step(mp.mpf(a)) - step(mp.mpf(b)))


def boxes(g, a, b, n, s, points):
    f = {"square": lambda x: x * x, "sine": mp.sin}[g]
    edge = lambda k: mp.mpf(a) + mp.mpf(k) * (mp.mpf(b) - mp.mpf(a)) / n
    middle = lambda k: (edge(k) + edge(k + 1)) / 2
    y = lambda x: sum(box(x, edge(k), edge(k + 1), f(middle(k)), s) for k in range(n))
    return case([g, a, b, n, s, points], [y(x) for x in points])


def step_error(height, steepness):
    one = lambda x: abs(height) * abs((x >= 0) - logistic(steepness * x))
    out = mp.quad(one, [-60 / steepness, 0, 60 / steepness])
    return case([height, steepness], out)


def box_case(a, b, height, s, points):
    return case([a, b, height, s, points], [box(x, a, b, height, s) for x in points])


write(3, {
    "3.1": [
        box_case(-1.5, 0.75, 2.5, 400.0, [-1000.0, -3.0, -1.7, -1.3, 0.0, 0.6, 0.9, 2.0, 1000.0]),
        box_case(1.25, 3.5, -0.8, 900.0, [-2.0, 1.1, 1.4, 2.0, 3.4, 3.6, 5.0]),
    ],
    "3.2": [box_case(-1.0, 2.0, 1.6, 3.0, [-2.0, -1.0, -0.5, 0.4, 2.0, 3.1])],
    "3.3": [step_error(2.5, 8.0), step_error(-0.75, 40.0)],
    "3.4": [
        boxes("square", -1.0, 2.0, 6, 60.0, [-1.4, -0.8, -0.3, 0.2, 0.9, 1.55, 1.9, 2.3]),
        boxes("sine", 0.5, 4.0, 7, 25.0, [0.1, 0.6, 1.2, 2.25, 3.1, 3.8, 4.4]),
    ],
})

# Exercise 4


def squared(x, t, w):
    return F.mse_loss(tensor(x) @ w, tensor(t))


def crossed(x, t, w):
    return F.binary_cross_entropy_with_logits(tensor(x) @ w, tensor(t))


def literal(x, t, w):
    return F.mse_loss(torch.sigmoid(tensor(x) @ w), tensor(t))


def gradient(loss, x, t, w):
    w = tensor(w, True)
    loss(x, t, w).backward()
    return w.grad


def descend(loss, x, t, start, rate, batches, losses=None):
    w = tensor(start, True)
    sgd = torch.optim.SGD([w], lr=rate)
    for rows in batches:
        sgd.zero_grad()
        loss(x[rows], t[rows], w).backward()
        sgd.step()
        if losses is not None:
            losses.append(loss(x, t, w).item())
    return w.detach()


def rows_of(n, d):
    return draw(n, d), draw(n), draw(d)


def with_ones(n, d):
    x, t, w = rows_of(n, d)
    x[:, -1] = 1.0
    return x, t, w


problems = [rows_of(7, 3), rows_of(5, 2), rows_of(1, 4), with_ones(9, 4)]
x, t, w = problems[3]
everything = slice(None)
trail = []
descend(squared, x, t, w, 0.1, [everything] * 20, trail)


def descent_to(threshold, limit):
    reached = [k + 1 for k, loss in enumerate(trail) if loss <= threshold]
    at_start = squared(x, t, tensor(w)).item() <= threshold
    steps = 0 if at_start else min(reached + [limit])
    end = descend(squared, x, t, w, 0.1, [everything] * steps)
    return case([x, t, w, 0.1, threshold, limit], [end, steps])


def minimiser(x, t):
    """In exact arithmetic."""
    a, b = mp.matrix(x.tolist()), mp.matrix(t.tolist())
    return case([x, t], list(mp.lu_solve(a.T * a, a.T * b)))


exact_x, exact_w = np.array([[1.0, 2.0], [-3.0, 1.0], [2.0, 4.0]]), np.array([3.0, -2.0])
base = np.arange(1.0, 9.0)
near = np.stack([base, np.ones(8), base + draw(8) * 2.0**-18], axis=1)
near_t = near @ np.array([0.5, -1.25, 0.75])
limits = [problems[0][0], problems[1][0], problems[3][0]]
uneven = [[4, 0, 7], [2], [8, 1, 3, 5], [4, 6]]
write(4, {
    "4.1": [case(p, squared(p[0], p[1], tensor(p[2]))) for p in problems],
    "4.2": [case(p, gradient(squared, *p)) for p in problems],
    "4.3": [
        case([*problems[k], rate, n], descend(squared, *problems[k], rate, [everything] * n))
        for k, rate, n in [(0, 0.05, 7), (3, 0.1, 1), (1, 0.08, 0), (3, 0.03, 12)]
    ],
    "4.4": [
        descent_to((trail[6] + trail[7]) / 2, 20),
        descent_to((trail[14] + trail[15]) / 2, 10),
        descent_to(squared(x, t, tensor(w)).item() + 1.0, 10),
        descent_to(0.0, 6),
        # The minimiser itself, with J = 0 however it is computed.
        case([exact_x, exact_x @ exact_w, exact_w, 0.1, 0.0, 5], [exact_w, 0]),
    ],
    "4.5": [minimiser(*problems[0][:2]), minimiser(*problems[3][:2])],
    "4.6": [minimiser(near, near_t)],
    "4.7": [
        case([x], x.shape[0] / mp.mpf(float(np.linalg.svd(x, compute_uv=False)[0])) ** 2)
        for x in limits
    ],
    "4.8": [case([x, t, w, 0.1, uneven], descend(squared, x, t, w, 0.1, uneven))],
})

# Exercise 5


def labelled(n, d):
    x, t, w = with_ones(n, d)
    return x, (t > 0).astype(float), w


labels = [labelled(8, 3), labelled(6, 4), labelled(11, 2)]
steep = (np.array([[50.0, 1.0], [-50.0, 2.0], [1000.0, -1.0], [-1000.0, 0.5], [0.25, 0.5]]),
         np.array([1.0, 1.0, 0.0, 1.0, 0.0]), np.array([1.0, -0.5]))


def exact_crossed(x, t, w):
    losses = []
    for row, target in zip(x.tolist(), t.tolist()):
        a = mp.fdot(row, w.tolist())
        losses.append(softplus(-a) if target else softplus(a))
    return case([x, t, w], mp.fsum(losses) / len(losses))


def separable(n, d, ones):
    while True:
        x, normal = draw(n, d, scale=2.0), draw(d)
        if ones:
            x[:, -1] = 1.0
        a = x @ normal / np.linalg.norm(normal)
        t = (a > 0).astype(float)
        if np.abs(a).min() < 0.05 or not 0 < t.sum() < n:
            continue
        passes = []
        for side in [np.greater, np.greater_equal]:
            w, count = np.zeros(d), 0
            while True:
                before = w.copy()
                for row, target in zip(x, t):
                    w = w + (target - float(side(row @ w, 0))) * row
                count += 1
                if np.array_equal(w, before):
                    break
            passes.append(count)
        if 4 <= min(passes) and max(passes) <= 40:
            return case([x, t, 200])


write(5, {
    "5.1": exact(logistic),
    "5.2": [case([far[:4] + [1000.0, -1000.0]],
                 [logistic(mp.mpf(a)) for a in far[:4]] + [1.0, 0.0])],
    "5.3": exact_slopes(logistic),
    "5.4": [case(p, crossed(p[0], p[1], tensor(p[2]))) for p in labels],
    "5.5": [exact_crossed(*steep), exact_crossed(steep[0][[0, 4]], steep[1][[0, 4]], steep[2])],
    "5.6": [case(p, gradient(crossed, *p)) for p in labels],
    "5.7": [case(p, gradient(literal, *p)) for p in labels],
    "5.8": [
        case([*labels[k], rate, n], descend(crossed, *labels[k], rate, [everything] * n))
        for k, rate, n in [(0, 0.5, 9), (1, 0.8, 1), (2, 0.3, 0)]
    ],
    "5.9": [separable(10, 2, False), separable(15, 3, True), separable(12, 4, False)],
})

# Exercise 6

ACTIVATIONS = {"tanh": torch.tanh, "softsign": F.softsign, "identity": lambda a: a}


def layers_of(widths, names):
    pairs = zip(widths, widths[1:], names)
    return [{"w": draw(i, o), "b": draw(o), "f": f} for i, o, f in pairs]


def run(layers, x):
    parameters, a, y = [], [], tensor(x)
    ys = []
    for layer in layers:
        w, b = tensor(layer["w"], True), tensor(layer["b"], True)
        parameters.append([w, b])
        a.append(y @ w + b)
        y = ACTIVATIONS[layer["f"]](a[-1])
        ys.append(y)
    return parameters, a, ys


def summed_squares(y, t):
    return (F.mse_loss(y, tensor(t), reduction="none").sum(dim=1)).mean()


def network(n, widths, names):
    layers, x, t = layers_of(widths, names), draw(n, widths[0]), draw(n, widths[-1])
    parameters, a, y = run(layers, x)
    summed_squares(y[-1], t).backward()
    return layers, x, t, parameters, [z.detach() for z in a], [z.detach() for z in y]


def stepped(net, rate):
    layers, x, t, parameters, _, _ = net
    sgd = torch.optim.SGD([p for pair in parameters for p in pair], lr=rate)
    sgd.step()
    return case([layers, x, t, rate], [[w.detach(), b.detach()] for w, b in parameters])


def output_delta(n, k, f):
    dj_dy, a = draw(n, k), draw(n, k)
    b = tensor(a, True)
    ACTIVATIONS[f](b).backward(tensor(dj_dy))
    return case([dj_dy, a, f], b.grad)


def hidden_delta(n, width, after, f):
    delta, w, a = draw(n, after), draw(width, after), draw(n, width)
    b = tensor(a, True)
    (ACTIVATIONS[f](b) @ tensor(w)).backward(tensor(delta))
    return case([delta, w, a, f], b.grad)


def parameter_gradients(n, width, after):
    y, delta = draw(n, width), draw(n, after)
    w, b = torch.zeros(width, after, requires_grad=True), torch.zeros(after, requires_grad=True)
    (tensor(y) @ w + b).backward(tensor(delta))
    return case([y, delta], w.grad), case([delta], b.grad)


nets = [
    network(5, [3, 6, 4, 2], ["tanh", "softsign", "identity"]),
    network(4, [2, 5, 5, 3, 6], ["softsign", "tanh", "softsign", "tanh"]),
]
parameter_cases = [parameter_gradients(*shape) for shape in [(6, 3, 4), (4, 4, 4), (1, 2, 5)]]
ys, ts = [draw(4, 3), draw(6, 2)], [draw(4, 3), draw(6, 2)]


def loss_slope(y, t):
    y = tensor(y, True)
    summed_squares(y, t).backward()
    return y.grad


write(6, {
    "6.1": [case([net[0], net[1]], [net[4], net[5]]) for net in nets],
    "6.2": [case([y, t], loss_slope(y, t)) for y, t in zip(ys, ts)],
    "6.3": [output_delta(4, 3, "tanh"), output_delta(2, 5, "softsign")],
    "6.4": [hidden_delta(3, 4, 4, "softsign"), hidden_delta(5, 2, 3, "tanh")],
    "6.5": [one for one, _ in parameter_cases],
    "6.6": [one for _, one in parameter_cases],
    "6.7": [case(net[:3], [[w.grad, b.grad] for w, b in net[3]]) for net in nets],
    "6.8": [stepped(net, rate) for net, rate in zip(nets, [0.4, 0.25])],
})

# Exercise 7


def split(n, fraction):
    """What ShuffleSplit, behind train_test_split, does with its permutation."""
    permutation = rng.permutation(n)
    n_test = int(np.ceil(fraction * n))
    return case([permutation, fraction], [permutation[n_test:], permutation[:n_test]])


def standardised(training, test):
    scaler = StandardScaler().fit(training)
    return case([training, test], [scaler.transform(training), scaler.transform(test)])


def constant(training, test):
    training[:, 1] = 2.5
    return standardised(training, test)


def entropy(z, classes):
    return case([z, classes], F.cross_entropy(tensor(z), tensor(classes)))


def entropy_slope(z, classes):
    logits = tensor(z, True)
    F.cross_entropy(logits, tensor(classes)).backward()
    return case([z, classes], logits.grad)


def floor(k):
    """The limit of the literal loss as the true class's logit grows."""
    best = F.softmax(tensor([[1e4] + [0.0] * (k - 1)]), dim=1)
    return case([k], F.cross_entropy(best, tensor([0])))


def uncleared(rate, g, steps):
    w = tensor(1.0, True)
    sgd = torch.optim.SGD([w], lr=rate)
    for _ in range(steps):
        (g * w).backward()
        sgd.step()
    return case([rate, g, steps], 1.0 - w.item())


def counted(truth, predicted, k):
    return case([truth, predicted, k], confusion_matrix(truth, predicted, labels=range(k)))


def scored(truth, predicted, k):
    p, r, f, _ = precision_recall_fscore_support(
        truth, predicted, labels=range(k), zero_division=0.0)
    return case([truth, predicted, k], np.stack([p, r, f], axis=1))


large = np.array([[1000.0, 998.5, -1000.0], [-800.0, -801.0, -799.5], [3.0, 800.0, 799.0]])
truth = [0, 1, 2, 2, 1, 0, 0, 2, 1, 1, 2, 0]
predicted = [0, 1, 2, 1, 1, 0, 2, 2, 1, 0, 1, 0]
write(7, {
    "7.1": [split(11, 0.25), split(178, 0.2), split(8, 0.5)],
    "7.2": [standardised(draw(8, 3) * [1, 20, 0.3] + [0, 5, -2], draw(5, 3)),
            standardised(draw(6, 4) + 3, draw(9, 4))],
    "7.3": [constant(draw(8, 3) + 1, draw(5, 3))],
    "7.4": [case([z], F.softmax(tensor(z), dim=1)) for z in [draw(4, 3), draw(2, 5, scale=3.0)]],
    "7.5": [case([large], F.softmax(tensor(large), dim=1))],
    "7.6": [entropy(draw(4, 3), [2, 0, 1, 1]), entropy(draw(3, 5, scale=3.0), [4, 0, 2])],
    "7.7": [entropy(large, [0, 2, 1]), entropy(large, [1, 0, 0])],
    "7.8": [entropy_slope(draw(4, 3), [2, 0, 1, 1]), entropy_slope(draw(3, 5), [4, 0, 2])],
    "7.9": [floor(2), floor(3), floor(10)],
    "7.10": [uncleared(0.05, 1.5, 1), uncleared(0.1, -0.3, 5), uncleared(0.05, 0.8, 20)],
    "7.11": [counted(truth, predicted, 3), counted([0, 1, 1, 3], [1, 1, 0, 1], 4)],
    "7.12": [scored(truth, predicted, 3)],
    "7.13": [scored([0, 0, 1, 2, 2], [0, 3, 0, 3, 0], 5)],
})

# Exercise 8


def recorded(record, inputs):
    leaves = [tensor(x, True) for x in inputs]
    given, made = iter(leaves), []
    for name, *used in record:
        operands = [made[i] for i in used]
        made.append({
            "Input": lambda: next(given),
            "Add": lambda: operands[0] + operands[1],
            "Sub": lambda: operands[0] - operands[1],
            "Mul": lambda: operands[0] * operands[1],
            "Exp": lambda: operands[0].exp(),
            "Sin": lambda: operands[0].sin(),
            "Detach": lambda: operands[0].detach(),
        }[name]())
    return leaves, made


def evaluated(record, inputs):
    return case([record, inputs], [one.item() for one in recorded(record, inputs)[1]])


def backward(record, inputs, v=None):
    leaves, made = recorded(record, inputs)
    grads = torch.autograd.grad(made[-1], leaves, allow_unused=True)
    grads = [0.0 if g is None else g.item() for g in grads]
    if v is None:
        return case([record, inputs], grads)
    return case([record, inputs, v], float(np.dot(grads, v)))


def cube(x, calls):
    x = tensor(x, True)
    for _ in range(calls):
        z = x**3
        z.backward()
    return case([x.detach(), calls], x.grad)


def product(n):
    x, y, v = draw(n), draw(n), draw(n)
    a, b = tensor(x, True), tensor(y, True)
    (a * b).backward(tensor(v))
    return case([x, y, v], [a.grad, b.grad])


def jacobian(m, n):
    v, j, x = draw(m), draw(m, n), torch.zeros(n, requires_grad=True)
    (tensor(j) @ x).backward(tensor(v))
    return case([v, j], x.grad)


I = ["Input"]
tree = [I, I, I, ["Mul", 0, 1], ["Sub", 3, 2], ["Sin", 4], ["Exp", 5]]
bush = [I, I, I, I, ["Exp", 1], ["Add", 0, 4], ["Sin", 2], ["Sub", 6, 3], ["Mul", 5, 7]]
knot = [I, I, ["Mul", 0, 0], ["Mul", 2, 1], ["Add", 3, 0], ["Sin", 4], ["Sub", 5, 2], ["Mul", 6, 4]]
lonely = [I, I, I, ["Exp", 0], ["Mul", 3, 0], ["Sub", 4, 3], ["Add", 5, 5], ["Mul", 6, 2]]
cut = [I, I, ["Mul", 0, 1], ["Detach", 2], ["Sin", 2], ["Mul", 3, 4], ["Add", 5, 0], ["Exp", 1],
       ["Sub", 6, 7]]
last = [I, I, ["Detach", 1], ["Mul", 0, 2], ["Sin", 3], ["Mul", 4, 1]]
write(8, {
    "8.1": [cube(5.0, 1), cube(-1.7, 1)],
    "8.2": [cube(0.6, 2), cube(-2.2, 5)],
    "8.3": [product(3), product(5)],
    "8.4": [jacobian(3, 3), jacobian(2, 4)],
    "8.5": [evaluated(cut, [0.7, -1.2]), evaluated(bush, [0.4, 0.9, -1.1, 0.3])],
    "8.6": [backward(tree, [0.8, -0.6, 0.35]), backward(bush, [0.4, 0.9, -1.1, 0.3])],
    "8.7": [backward(knot, [0.9, -0.7]), backward(lonely, [0.45, 1.3, -0.8])],
    "8.8": [backward(cut, [0.7, -1.2]), backward(last, [1.1, 0.6])],
    "8.9": [backward(knot, [0.9, -0.7], [0.3, -1.4]),
            backward(lonely, [0.45, 1.3, -0.8], [1.7, 0.4, -0.9]),
            backward(tree, [0.8, -0.6, 0.35], [-0.5, 0.8, 1.6])],
    "8.10": [backward(cut, [0.7, -1.2], [0.9, -0.4]), backward(last, [1.1, 0.6], [-0.7, 1.3])],
})
