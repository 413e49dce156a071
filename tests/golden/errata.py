# Writes errata.txt: the numbers of exercises/exercise_8_autograd/errata for seed 6202, by PyTorch and scikit-learn in
# double precision; a line for each entry: its name, then the lecture's numbers, then the right ones. Made with Python
# 3.11.7, torch 2.11.0 (CPU), scikit-learn 1.9.1, numpy 2.4.6, in the root of the repository:
# python tests/golden/errata.py > tests/golden/errata.txt
from collections import OrderedDict

import numpy as np
import torch
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
table = np.loadtxt("data/wine.data", delimiter=",")
train, _ = train_test_split(np.arange(178), test_size=0.2, random_state=6202)
classes = torch.tensor(table[train, 0].astype(int) - 1)
x = torch.tensor(StandardScaler().fit_transform(table[train, 1:]))
cross_entropy = torch.nn.CrossEntropyLoss()


def network(hidden):
    torch.manual_seed(6202)
    first = torch.nn.Linear(13, 5)
    torch.nn.Linear(5, 5)  # made and thrown away in the notebook
    between = [torch.nn.Linear(5, 5) for _ in range(hidden)]
    last = torch.nn.Linear(5, 3)
    modules = [m for layer in [first, *between] for m in (layer, torch.nn.ReLU())]
    return torch.nn.Sequential(*modules, last)


def one_key(described):
    # As the notebook makes it: every ReLU under one key of a dictionary, which keeps it once.
    steps = []
    for number, module in enumerate(described):
        is_relu = isinstance(module, torch.nn.ReLU)
        steps.append(("relu" if is_relu else f"layer {number}", module))
    return torch.nn.Sequential(OrderedDict(steps))


def delta(mlp):
    a = mlp[0](x)
    a.retain_grad()
    cross_entropy(mlp[1:](a), classes).backward()
    return [float((a.grad**2).mean().sqrt())]


def softmax(first):
    right = torch.tensor([[20.0, 0, 0]])
    wrong = torch.tensor([[0.0, 20, 0]], requires_grad=True)
    label = torch.tensor([0])
    cross_entropy(first(wrong), label).backward()
    return [float(cross_entropy(first(right), label)), float(wrong.grad.norm())]


def guesses(unit):
    even = cross_entropy(torch.zeros(1, 3), torch.tensor([0]))
    with torch.no_grad():
        untrained = cross_entropy(network(2)(x), classes)
    return [float(even) / float(unit), float(untrained) / float(unit)]


def moved(clear_each_step):
    out = []
    for epochs in (1, 3):
        mlp = network(2)
        start = [p.detach().clone() for p in mlp.parameters()]
        sgd = torch.optim.SGD(mlp.parameters(), lr=0.05)
        for _ in range(epochs):
            sgd.zero_grad()
            for _ in range(20):
                if clear_each_step:
                    sgd.zero_grad()
                cross_entropy(mlp(x), classes).backward()
                sgd.step()
        out.append(float(sum(((p - q) ** 2).sum() for p, q in zip(mlp.parameters(), start)).sqrt().detach()))
    w = torch.zeros(1, requires_grad=True)
    sgd = torch.optim.SGD([w], lr=0.05)
    for _ in range(20):
        if clear_each_step:
            sgd.zero_grad()
        w.sum().backward()
        sgd.step()
    return out + [abs(w.item())]


# The first attribute from the other twelve, standardised, after a column of ones.
others = torch.tensor(StandardScaler().fit_transform(table[train, 2:]))
ones = torch.cat([torch.ones(142, 1), others], 1)
alcohol = torch.tensor(table[train, 1])
square = lambda t: (ones @ torch.full((13,), 0.5) - t) ** 2


def cube(upstream):
    five = torch.tensor(5.0, requires_grad=True)
    (five**3).backward(torch.tensor(upstream))
    return [float(five.grad)]


point, u = torch.tensor([2.0, 4, 0.5]), torch.tensor([1.0, -2, 3])
j = torch.autograd.functional.jacobian(
    lambda x: torch.stack([x[0] * x[1], x[1] * x[2] + x[0], x[2] ** 2 * x[0]]), point
)
for name, written, meant in [
    ("the step at 0", [float(0.0 > 0)], [float(0.0 >= 0)]),
    ("ten hidden layers, or two", delta(network(10)), delta(network(2))),
    ("one key for every ReLU", delta(one_key(network(2))), delta(network(2))),
    ("softmax before the cross-entropy", softmax(torch.nn.Softmax(dim=1)), softmax(torch.nn.Identity())),
    ("bits or nats", guesses(np.log(2)), guesses(1)),
    ("gradients cleared once per epoch", moved(False), moved(True)),
    ("the n + 1 terms of J", [float(square(alcohol).sum()) / 141], [float(square(alcohol).mean())]),
    ("i instead of the target t_i", [float(square(torch.arange(1, 143)).mean())], [float(square(alcohol).mean())]),
    ("what a scalar's backward starts with", cube(5.0), cube(1.0)),
    ("the Jacobian and its transpose", (j @ u).tolist(), (j.T @ u).tolist()),
]:
    print(name, *map(repr, written), *map(repr, meant), sep="\t")
