"""What XGBoost predicts for the tables of odd-tables.R; see there."""
import csv
import sys

import numpy as np
import xgboost as xgb

out = sys.argv[1]
for name in ('wide', 'many', 'levels', 'ties', 'few', 'collinear', 'weights', 'causes', 'empty'):
    tables = [list(csv.DictReader(open(f'{out}/{name}-{part}.csv'))) for part in ('train', 'test')]
    features = [c for c in tables[0][0] if c not in ('t', 'd', 's', 'w', 'g')]
    words = {c: sorted({row[c] for row in tables[0]}) for c in features if c in ('site', 'arm')}
    columns = [(c, level) for c in features for level in words.get(c, [None])]
    x = [np.array([[float(row[c]) if level is None else float(row[c] == level) for c, level in columns] for row in t]) for t in tables]
    t = np.array([float(row['t']) for row in tables[0]])
    d = np.array([row['d'] == '1' for row in tables[0]])
    weight = np.array([float(row.get('w', 1)) for row in tables[0]])
    params = dict(objective='survival:cox', max_depth=2, eta=0.05, subsample=0.8, min_child_weight=1, seed=1, nthread=1)
    model = xgb.train(params, xgb.DMatrix(x[0], label=np.where(d, t, -t), weight=weight), 150)
    with open(f'{out}/{name}-xgb.csv', 'w') as file:
        file.write('xgboost\n' + '\n'.join(str(v) for v in model.predict(xgb.DMatrix(x[1]), output_margin=True)) + '\n')
