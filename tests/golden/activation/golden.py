# Writes golden.txt: function, its parameters, a, f(a) and f'(a), the two by reference.py.
#
#     python golden.py > golden.txt        (Python 3.11, mpmath 1.3)
#
# One row a line, "name parameters a value derivative"; parameters are separated by commas, "-" if none.
# a and the parameters are exact; the values are rounded once, to the nearest f64.
import math
import random
from fractions import Fraction

import mpmath as mp

from reference import FUNCTIONS, evaluate

# Where the least of each function is, where a result becomes subnormal, and where 0.
SPECIAL = {
    "logistic": [-708.3, -708.5, -740.0, -745.1, -745.2],
    "bipolar-logistic": [-36.7, 36.7, 709.0, -740.0, 745.9],
    # Before it is 1, the last steps of tanh.
    "tanh": [-18.3, 19.06, 354.5, -370.0, 373.0, *(-18.4 - k / 64 for k in range(30))],
    "elu": [-36.0, -37.5, -708.5, -740.0, -745.5],
    "celu": [-18.0, -37.5, -354.5, -370.0, -372.7, -1920.0, -2011.5],
    "selu": [-36.0, -37.5, -708.5, -740.0, -745.5],
    "softplus": [19.9, 20.1, 0.66, 0.68, 200.0, -708.5, -745.2, -24.0, -24.8, -7100.0, -7460.0, -7480.0],
    "gelu": [-0.7517915246935645, -37.5, -37.7, -38.0, -38.6, -38.9, -8.3, -8.4, 8.3, 39.9, 40.1],
    "gelu-tanh": [-0.7524614220710163, -20.9, -21.1, -21.3, -21.5, -21.6, -7.14, -7.15, 21.9, 22.1],
    "silu": [-1.2784645427610738, -708.5, -714.9, -750.0, -752.0, 36.8, 799.0, 801.0],
    "mish": [-1.1924673016101083, -708.5, -714.9, -750.0, -752.6, 36.8, 799.0, 801.0],
    "hard-swish": [-1.5, -3.0000000000000004, -2.9999999999999996, 2.9999999999999996, 3.0],
    "relu6": [5.999999999999999, 6.0, 6.000000000000001],
}

# Found by comparing 1e5 random points of each function with mpmath: where ours was worst.
WORST = {
    "logistic": [-708.9780047715293, -708.483287096149],
    "bipolar-logistic": [-37.106529893146785, -709.6935518095596],
    "tanh": [-18.553928361580176, -354.9908127432671, -0.15223616998818024],
    "rrelu": [-9.334060024666119],
    "hard-swish": [0.5121249604277869],
    "elu": [-0.27595714806582317, -0.2800719012399555, -0.34854741504349995, -709.0010658133341, -708.290449305653, -709.58471747113],
    "celu": [-0.27272029839465906, -0.1396075729416968, -0.9257874297913983, -708.8834437571942, -354.5076086577837, -1913.8716595757746],
    "selu": [-3.509287450004984e-308, -709.5920597764036],
    "softplus": [-708.8917473194057, -8.983208378103186, -23.52042787981407, -708.5111880895856, -7087.616603048548, -23.635259548495497],
    "gelu": [-0.8300526830932191, -37.71543631421115],
    "gelu-tanh": [-21.183928460141495, -21.224835861750133],
    "silu": [-715.3829939350168, -715.5586981514642],
    "mish": [2.3766134273441297e-308, -715.3108202428105],
}


def points(name):
    generator = random.Random(name)
    decades = [sign * 10.0**k for k in range(-300, 301, 30) for sign in (1, -1)]
    near = [sign * 10.0**k * generator.uniform(1, 9) for k in range(-18, 3) for sign in (1, -1)]
    edges = [0.0, 5e-324, -5e-324, 2e-310, -2e-310, 2.2250738585072014e-308, -1.7e308, 1.7e308, 1.0, -1.0]
    dense = [generator.uniform(-10, 10) for _ in range(60)]
    tail = [-generator.uniform(10, 800) for _ in range(8)]
    special = []
    for a in SPECIAL.get(name, []):
        special += [a, a + 2**-30, a - 0.3, a + 0.3] if a < 0 and a > -2 else [a]
    return edges + decades + near + dense + tail + special + WORST.get(name, [])


def nearest(x):
    """The nearest f64, ties to even, of an mpf; mpmath's own float() rounds subnormal numbers twice."""
    sign, significand, exponent, _ = x._mpf_  # mpf(x) would round
    unit = max(exponent + significand.bit_length() - 53, -1074)
    shift = exponent - unit
    if shift < -5000:
        return 0.0
    units = significand << shift if shift >= 0 else round(Fraction(significand, 1 << -shift))
    size = math.inf if units.bit_length() + unit > 1024 else math.ldexp(units, unit)
    return -size if sign else size


for name, (_, _, sets) in FUNCTIONS.items():
    for parameters in sets:
        for a in points(name):
            label = ",".join(map(repr, parameters)) or "-"
            values = [repr(nearest(evaluate(name, derivative, a, parameters))) for derivative in (0, 1)]
            print(name, label, repr(a), *values)
