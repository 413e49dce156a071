# Writes functions.txt: a function, x, and its value by mpmath at 50 digits. python functions.py > functions.txt
import mpmath as mp, random
mp.mp.dps = 50
random.seed(6202)
f = {
 'exp': mp.exp, 'ln': mp.log,
}
def points(name):
    if name == 'ln': return [1.0, 2.0, 0.7071067811865476, 0.7071067811865475, 1e-300, 1e300] + [1+random.uniform(-.3,.42)*10**random.uniform(-15,0) for _ in range(20)] + [10**random.uniform(-307,308) for _ in range(14)]
    if name == 'exp': return [0.0, 1.0, -1.0, 709.7, -708.3, -740.0, 1e-300, -1e-17] + [random.uniform(-700,700) for _ in range(16)] + [random.uniform(-1,1)*10**random.uniform(-17,0) for _ in range(16)]
for name in f:
    for x in points(name):
        print(name, repr(x), mp.nstr(f[name](mp.mpf(x)), 25, strip_zeros=False))
