# Prints where the gated activations are least and steepest. python extremes.py
import mpmath as mp
mp.mp.dps = 30
phi = lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
f = {
    'gelu': (lambda x: x * mp.ncdf(x), -0.75, -1.41, 1.41),
    'gelu-tanh': (lambda x: x * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mp.mpf('0.044715') * x**3))) / 2, -0.75, -1.4, 1.4),
    'silu': (lambda x: x / (1 + mp.exp(-x)), -1.28, -2.4, 2.4),
    'mish': (lambda x: x * mp.tanh(mp.log(1 + mp.exp(x))), -1.19, -2.25, 1.49),
}
for name, (g, turn, low, high) in f.items():
    d = lambda x: mp.diff(g, x)
    at = mp.findroot(d, turn)
    print(name, 'turns at', mp.nstr(at, 20), 'value', mp.nstr(g(at), 20))
    for guess in (low, high):
        steepest = mp.findroot(lambda x: mp.diff(g, x, 2), guess)
        print('   slope', mp.nstr(d(steepest), 20), 'at', mp.nstr(steepest, 10))
