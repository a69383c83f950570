import {
  boostCox,
  type Ensemble,
  type Forest,
  type ForestOptions,
  forestHazard,
  margins,
  type Rows,
  singlePrecision,
  survivalOrder,
  type TrainingTable,
  takePatients,
  treeExplainer,
} from '@linea/explain';
import { concordance, mean, rowMajor } from '@linea/survival';
import { rangesOf, type Threads } from '../threads/threads.ts';
import { mortality } from './forest-run.ts';
import type { BenchTable } from './table.ts';
import type { Settings, Task } from './tasks.ts';

/** The covariates, and the first kind of event. */
function trainingTable(table: BenchTable): TrainingTable {
  const { values } = rowMajor(table.covariates.map(table.numbers));
  return {
    features: table.covariates,
    rows: { n: table.n, p: table.covariates.length, x: values },
    time: table.numbers('time'),
    event: Uint8Array.from(table.numbers('status'), (status) => (status === 1 ? 1 : 0)),
  };
}

/** A forest of one cause, grown by so many threads, and where each tree has not seen a row. */
async function forestOf(
  table: TrainingTable,
  options: ForestOptions,
  threads: Threads,
): Promise<{ forest: Forest; outOfBag: Uint8Array[] }> {
  const order = survivalOrder(table, 1);
  const ranges = rangesOf(options.trees ?? 500, threads.count);
  const parts = await Promise.all(ranges.map(([from, to]) => threads.run('trees', { order, options, from, to })));
  return {
    forest: {
      p: table.rows.p,
      eventTime: order.eventTime,
      causes: 1,
      trees: parts.flatMap(({ trees }) => trees),
    },
    outOfBag: parts.flatMap(({ outOfBag }) => outOfBag),
  };
}

const forestOptions = ({ rows: { p } }: TrainingTable, { trees, node, seed }: Settings): ForestOptions => ({
  trees, seed, tried: Math.floor(Math.sqrt(p)), minimumNode: node, minimumLeaf: node,
}); // biome-ignore format: a list

/** Error out of bag: 1 less the concordance of the mortality; and how many event times. */
const rsf: Task = (table, settings) => {
  const training = trainingTable(table);
  return async () => {
    const { forest, outOfBag } = await forestOf(training, forestOptions(training, settings), settings.threads);
    // A row that every tree has drawn is judged by none.
    const judged = Int32Array.from(training.time.keys()).filter((i) => outOfBag.some((out) => out[i] === 1));
    const { time, event } = takePatients(training, judged);
    const all = mortality(forest, training.rows, outOfBag);
    const { concordance: c } = concordance(time, event, Float64Array.from(judged, (i) => all[i] as number), { reverse: true }); // biome-ignore format: one call
    return [1 - c, forest.eventTime.length];
  };
};

/** Survival of every row at every event time: its mean, rows, times. */
const rsfPredict: Task = (table, settings) => {
  const training = trainingTable(table);
  let grown: Forest | undefined;
  return async () => {
    grown ??= (await forestOf(training, forestOptions(training, settings), settings.threads)).forest;
    const survival = forestHazard(grown, training.rows).map((h) => Math.exp(-h));
    return [survival.reduce((a, b) => a + b, 0) / survival.length, training.rows.n, grown.eventTime.length];
  };
};

const boosted = (training: TrainingTable, { rounds, depth, seed }: Settings): Ensemble => ({
  trees: boostCox(training, {
    rounds, depth, seed, rate: 0.05, lambda: 1, minimumCurvature: 1, rowShare: 1, featureShare: 1, bins: 255,
  }).trees,
  base: 0,
  p: training.rows.p,
}); // biome-ignore format: a list

/** Concordance of the first 2,000 rows, and leaves in all. */
const gbcox: Task = (table, settings) => {
  const training = trainingTable(table);
  const n = Math.min(2000, table.n);
  const { p, x } = training.rows;
  return () => {
    const model = boosted(training, settings);
    const risk = margins(model, { n, p, x });
    const first = concordance(training.time.subarray(0, n), training.event.subarray(0, n), risk, { reverse: true });
    const leaves = model.trees.reduce((sum, { feature }) => sum + feature.reduce((m, f) => m + (f < 0 ? 1 : 0), 0), 0);
    return [first.concordance, leaves];
  };
};

/** Contributions of 10,000 rows (the table's, again and again), without the baseline: their sum and that of their sizes. */
const shap: Task = (table, settings) => {
  const training = trainingTable(table);
  const { n, p, x } = training.rows;
  const again = new Float64Array(10_000 * p);
  for (let at = 0; at < again.length; at += n * p) again.set(x.subarray(0, Math.min(n * p, again.length - at)), at);
  // XGBoost reads values in single precision.
  const rows: Rows = { n: 10_000, p, x: settings.model ? singlePrecision(again) : again };
  let { model } = settings;
  return () => {
    model ??= boosted(training, settings);
    const phi = treeExplainer(model)
      .contributions(rows)
      .filter((_, at) => at % (p + 1) < p);
    return [phi.reduce((a, b) => a + b, 0), phi.reduce((a, b) => a + Math.abs(b), 0)];
  };
};

/** Nested 5 x 5 cross-validation: concordance of lasso and forest, and their Brier scores. */
const nested: Task = (table, { time, trees, innerTrees, seed, threads }) => {
  const training = trainingTable(table);
  // The rows of a table come in no order: every fifth is a part.
  const outer = Int32Array.from({ length: table.n }, (_, i) => i % 5);
  const inner = outer.map((_, i) => Math.floor(i / 5) % 5);
  return async () => {
    const parts = await Promise.all(
      [0, 1, 2, 3, 4].map((part) =>
        threads.run('nested', { training, outer, inner, part, time, innerTrees, trees, seed }),
      ),
    );
    return [0, 1, 2, 3].map((k) => mean(parts.map((found) => found[k] as number)));
  };
};

export const MODEL_TASKS: Readonly<Record<string, Task>> = { rsf, rsf_predict: rsfPredict, gbcox, shap, nested };
