"""Writes an XGBoost model and what XGBoost says about some rows, in the layout of fixtures/models/treeshap.

    /usr/bin/python3 oracle/treeshap.py TABLE.csv OUT [--columns age,marker] [--time time] [--event event] [--depth 4]

Columns that are not named are taken as they come; an empty cell is missing. XGBoost 1.7.4 wrote the committed files.
"""
import argparse
import csv
import json
import os

import numpy as np
import xgboost as xgb

ask = argparse.ArgumentParser()
ask.add_argument("table")
ask.add_argument("out")
ask.add_argument("--columns")
ask.add_argument("--time", default="time")
ask.add_argument("--event", default="event")
ask.add_argument("--booster", default="gbtree")
ask.add_argument("--depth", type=int, default=4)
ask.add_argument("--rounds", type=int, default=40)
ask.add_argument("--eta", type=float, default=0.1)
ask.add_argument("--rows", type=int, default=30)
asked = ask.parse_args()

with open(asked.table) as file:
    records = list(csv.DictReader(file))
names = asked.columns.split(",") if asked.columns else [n for n in records[0] if n not in (asked.time, asked.event)]
number = lambda cell: float(cell) if cell != "" else np.nan
features = np.array([[number(record[name]) for name in names] for record in records])
time = np.array([float(record[asked.time]) for record in records])
event = np.array([record[asked.event] == "1" for record in records])
params = dict(objective="survival:cox", booster=asked.booster, max_depth=asked.depth, eta=asked.eta, seed=1, nthread=1, tree_method="exact")
matrix = lambda rows, *label: xgb.DMatrix(rows, *label, feature_names=names)
model = xgb.train(params, matrix(features, np.where(event, time, -time)), asked.rounds)
rows = features[: asked.rows]
upper = np.triu_indices(len(names) + 1)
digits = lambda values: [[float("%.9g" % v) for v in row] for row in np.asarray(values, dtype=float)]


def write(name, rows):
    with open(f"{asked.out}/{name}", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows([["" if np.isnan(v) else "%.9g" % v for v in row] for row in rows])


os.makedirs(asked.out, exist_ok=True)
model.save_model(f"{asked.out}/model.json")
write("rows.csv", rows)
write("background.csv", features)
reference = dict(
    software="xgboost " + xgb.__version__,
    params=params,
    features=names,
    margin=[float("%.9g" % v) for v in model.predict(matrix(rows), output_margin=True)],
    contributions=digits(model.predict(matrix(rows), pred_contribs=True)),
    interactions=digits([one[upper] for one in model.predict(matrix(rows[:12]), pred_interactions=True)]),
    leaf_index=np.asarray(model.predict(matrix(rows), pred_leaf=True)).astype(int)[:10].tolist(),
)
with open(f"{asked.out}/reference.json", "w") as file:
    json.dump(reference, file, separators=(",", ":"))
