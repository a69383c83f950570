"""Writes one model of XGBoost in both of its formats, its rows and margins: what the reader of UBJ is held to.

Run: python3 oracle/ubj.py fixtures/models/ubj
"""
import json
import sys

import numpy as np
import xgboost as xgb

out = sys.argv[1]
r = np.random.default_rng(1)
X = r.normal(size=(200, 3)).round(3)
X[r.random((200, 3)) < 0.1] = np.nan
y = np.where(r.random(200) < 0.7, 1, -1) * r.exponential(size=200) * np.exp(np.nan_to_num(-X[:, 0]))
names = ['age', 'ndsß', 'marker']
d = xgb.DMatrix(X, label=y, feature_names=names)
for booster in ('gbtree', 'dart'):
    b = xgb.train({'objective': 'survival:cox', 'booster': booster, 'max_depth': 3, 'tree_method': 'exact',
                   'rate_drop': 0.3, 'seed': 1} if booster == 'dart' else
                  {'objective': 'survival:cox', 'max_depth': 3, 'tree_method': 'exact', 'seed': 1}, d, 5)
    b.save_model(f'{out}/{booster}.ubj')
    b.save_model(f'{out}/{booster}.json')
    head = xgb.DMatrix(X[:20], feature_names=names)
    with open(f'{out}/{booster}-margin.json', 'w') as f:
        json.dump({'xgboost': xgb.__version__, 'margin': [float(m) for m in b.predict(head, output_margin=True)]}, f)
with open(f'{out}/rows.csv', 'w') as f:
    f.write(','.join(names) + '\n')
    for row in X[:20]:
        f.write(','.join('' if np.isnan(v) else repr(float(v)) for v in row) + '\n')
