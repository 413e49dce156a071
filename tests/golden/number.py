"""Values and slopes of what a tape records, with 50 digits: python3 number.py > number.txt (mpmath 1.3.0)."""
from mpmath import mp, mpf, exp, log, sin, cos, tanh, sech, ncdf, npdf, nstr

mp.dps = 50
FUNCTIONS = {
    "exp": (exp, exp),
    "ln": (log, lambda x: 1 / x),
    "sin": (sin, cos),
    "tanh": (tanh, lambda x: sech(x) ** 2),
    "cube": (lambda x: x**3, lambda x: 3 * x**2),
    "inverse_square": (lambda x: x**-2, lambda x: -2 * x**-3),
    "zeroth_power": (lambda x: mpf(1), lambda x: mpf(0)),
    "normal": (ncdf, npdf),
}
for name, (value, slope) in FUNCTIONS.items():
    for x in ["0.3", "0.7", "1", "2.5"] + ([] if name == "ln" else ["-0.4", "-2.5"]):
        at = mpf(float(x))
        print(name, x, nstr(value(at), 25), nstr(slope(at), 25))
