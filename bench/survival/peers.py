"""What XGBoost needs for the same work: python3 peers.py gbcox|shap table.csv [reps] [depth] [rounds] [model.json to write]

Prints one line like that of `linea bench`; cpu_s is the median of the call alone, one thread.
"""
import json
import resource
import statistics
import sys
import time

import numpy as np
import xgboost as xgb

work, path = sys.argv[1:3]
reps, depth, rounds = (int(sys.argv[k]) if len(sys.argv) > k else given for k, given in ((3, 3), (4, 4), (5, 500)))
with open(path) as lines:
    columns = lines.readline().strip().split(",")
    table = np.loadtxt(lines, delimiter=",")
names = [name for name in columns if name[0] == "x" and name[1:].isdigit()]
X = table[:, [columns.index(name) for name in names]].astype(np.float32)
times, died = table[:, columns.index("time")], table[:, columns.index("status")] == 1
asked = dict(objective="survival:cox", tree_method="hist", max_bin=256, max_depth=depth, eta=0.05, min_child_weight=1, reg_lambda=1, nthread=1, base_score=1.0)


def train():
    return xgb.train(asked, xgb.DMatrix(X, np.where(died, times, -times), nthread=1), rounds)


def concordance(model):
    """Of the first 2,000 rows."""
    risk, t, e = model.predict(xgb.DMatrix(X[:2000], nthread=1), output_margin=True), times[:2000], died[:2000]
    right = pairs = 0.0
    for i in np.where(e)[0]:
        later = t > t[i]
        right += (risk[i] > risk[later]).sum() + 0.5 * (risk[i] == risk[later]).sum()
        pairs += later.sum()
    return right / pairs


if work == "gbcox":
    call = train
    check = lambda made: [float(concordance(made)), sum(text.count("leaf") for text in made.get_dump())]
else:
    model = train()
    if len(sys.argv) > 6:
        model.save_model(sys.argv[6])
    rows = np.resize(X, (10_000, X.shape[1]))
    call = lambda: model.predict(xgb.DMatrix(rows, nthread=1), pred_contribs=True)
    check = lambda made: [float(made[:, :-1].sum()), float(np.abs(made[:, :-1]).sum())]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


call()
wall, used = [], []
begun = time.perf_counter()
while len(used) < reps and (not used or time.perf_counter() - begun < 120):
    start, before = time.perf_counter(), cpu()
    made = call()
    wall.append(time.perf_counter() - start)
    used.append(cpu() - before)
print(json.dumps(dict(task=work, csv=path.split("/")[-1], n=len(table), p=len(names), threads=1, runs=len(used), compute_s=statistics.median(wall), cpu_s=statistics.median(used), check=check(made))))
