# The activation functions and their derivatives by definition, in mpmath (1.3): what golden.py writes down.
#
# Each is the formula of its paper or of the lecture, and the derivative of that formula as a textbook gives
# it. Nothing is rearranged against cancellation: the working precision is so high that it does not matter.
import mpmath as mp
from mpmath import exp, log, mpf, pi, sqrt


def sigma(a):
    return 1 / (1 + exp(-a))


def normal(a):
    if abs(a) > 10**6:  # mpmath refuses from 1e154 on; 0 or 1 to a billion digits
        return mpf(a > 0)
    return mp.erfc(-a / sqrt(2)) / 2


def density(a):
    return exp(-a * a / 2) / sqrt(2 * pi)


def tanh(a):
    return (exp(a) - exp(-a)) / (exp(a) + exp(-a))


def u(a):
    return sqrt(2 / pi) * (a + mpf("0.044715") * a**3)


def u_derivative(a):
    return sqrt(2 / pi) * (1 + 3 * mpf("0.044715") * a**2)


def selu_constants():
    # Klambauer et al. 2017, equation 14.
    c = mp.erfc(1 / sqrt(2)) * sqrt(mp.e)
    alpha = -sqrt(2 / pi) / (c - 1)
    scale = (1 - c) * sqrt(2 * pi)
    scale /= sqrt(2 * mp.erfc(sqrt(2)) * mp.e**2 + pi * c**2 - 2 * (2 + pi) * c + pi + 2)
    return scale, alpha


def selu(a):
    scale, alpha = selu_constants()
    return scale * (a if a > 0 else alpha * (exp(a) - 1))


def selu_derivative(a):
    scale, alpha = selu_constants()
    return scale * (1 if a > 0 else alpha * exp(a))


def mish(a):
    return a * tanh(log(1 + exp(a)))


def mish_derivative(a):
    t = tanh(log(1 + exp(a)))
    return t + a * sigma(a) * (1 - t**2)


# name: (f, f', sets of parameters)
FUNCTIONS = {
    "identity": (lambda a: a, lambda a: mpf(1), [()]),
    "threshold": (lambda a: mpf(a >= 0), lambda a: mpf(0), [()]),
    "logistic": (sigma, lambda a: sigma(a) * (1 - sigma(a)), [()]),
    "bipolar-logistic": (
        lambda a: (1 - exp(-a)) / (1 + exp(-a)),
        lambda a: 2 * sigma(a) * (1 - sigma(a)),
        [()],
    ),
    "tanh": (tanh, lambda a: 1 - tanh(a) ** 2, [()]),
    "relu": (lambda a: max(a, mpf(0)), lambda a: mpf(a > 0), [()]),
    "leaky-relu": (
        lambda a, slope: a if a > 0 else slope * a,
        lambda a, slope: mpf(1) if a > 0 else slope,
        [(0.01,), (0.3,)],
    ),
    "prelu": (
        lambda a, slope: a if a > 0 else slope * a,
        lambda a, slope: mpf(1) if a > 0 else slope,
        [(0.25,), (-0.7,)],
    ),
    "rrelu": (
        lambda a, lower, upper: a if a > 0 else (lower + upper) / 2 * a,
        lambda a, lower, upper: mpf(1) if a > 0 else (lower + upper) / 2,
        [(1 / 8, 1 / 3), (0.1, 0.7)],
    ),
    "relu6": (lambda a: min(max(a, mpf(0)), mpf(6)), lambda a: mpf(0 < a < 6), [()]),
    "hard-swish": (
        lambda a: a * min(max(a + 3, mpf(0)), mpf(6)) / 6,
        lambda a: mpf(0) if a <= -3 else mpf(1) if a >= 3 else (2 * a + 3) / 6,
        [()],
    ),
    "elu": (
        lambda a, alpha: a if a > 0 else alpha * (exp(a) - 1),
        lambda a, alpha: mpf(1) if a > 0 else alpha * exp(a),
        [(1.0,), (0.5,), (2.7,)],
    ),
    "celu": (
        lambda a, alpha: a if a > 0 else alpha * (exp(a / alpha) - 1),
        lambda a, alpha: mpf(1) if a > 0 else exp(a / alpha),
        [(1.0,), (0.5,), (2.7,), (1e10,)],
    ),
    "selu": (selu, selu_derivative, [()]),
    "softplus": (
        lambda a, beta: log(1 + exp(beta * a)) / beta,
        lambda a, beta: sigma(beta * a),
        [(1.0,), (0.1,), (30.0,)],
    ),
    "gelu": (lambda a: a * normal(a), lambda a: normal(a) + a * density(a), [()]),
    "gelu-tanh": (
        lambda a: a * (1 + tanh(u(a))) / 2,
        lambda a: (1 + tanh(u(a))) / 2 + a * (1 - tanh(u(a)) ** 2) * u_derivative(a) / 2,
        [()],
    ),
    "silu": (lambda a: a * sigma(a), lambda a: sigma(a) + a * sigma(a) * (1 - sigma(a)), [()]),
    "mish": (mish, mish_derivative, [()]),
}


def evaluate(name, derivative, a, parameters):
    """f(a) or f'(a) with enough bits for at least 60 digits, as an mpf."""
    exponent = mp.frexp(mpf(a))[1] if a else 0
    # 1 − tanh² and 1 + tanh lose all that e^-|2u| is smaller than 1, e^a − 1 what a is; beyond the points
    # where every result is 0, ∞ or a, no more digits are needed than there.
    lost = max(-exponent, 0) + 3000 if abs(a) > 2 else 2 * max(-exponent, 0)
    with mp.workprec(400 + lost):
        return FUNCTIONS[name][derivative](mpf(a), *map(mpf, parameters))
