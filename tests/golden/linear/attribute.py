# Writes attribute.txt: one attribute of the wines from the other twelve, by scikit-learn's LinearRegression (LAPACK's gelsd). A
# line an attribute: its number, the intercept and the 12 coefficients, the mean squared error on the training and on the test
# wines, R^2 on both. Made with numpy 2.4.6, scikit-learn 1.9.1, in the root of the repository:
# python tests/golden/linear/attribute.py > tests/golden/linear/attribute.txt
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

table = np.asfortranarray(np.loadtxt("data/wine.data", delimiter=",")[:, 1:])
train, test = train_test_split(np.arange(178), test_size=0.2, random_state=6202)
scaler = StandardScaler().fit(np.asfortranarray(table[train]))
for target in range(13):
    others = [j for j in range(13) if j != target]
    X, V = scaler.transform(table[train])[:, others], scaler.transform(table[test])[:, others]
    t, u = table[train, target], table[test, target]
    model = LinearRegression().fit(X, t)
    errors = [f(a, model.predict(b)) for f in (mean_squared_error, r2_score) for a, b in ((t, X), (u, V))]
    print(target, *(repr(float(v)) for v in [model.intercept_, *model.coef_, *errors]))
