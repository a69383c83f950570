import {
  type Forest,
  type ForestOptions,
  growForest,
  type Rows,
  type TrainingTable,
  takePatients,
} from '@linea/explain';
import { concordance, coxData, crossValidatePath, integratedBrier, mean, penalisedPath } from '@linea/survival';
import { mortality, survivalAt } from './forest-run.ts';

/** One outer part of a nested cross-validation. */
export interface NestedAsked {
  readonly training: TrainingTable;
  /** Outer part of each row, and inner part of each row while its own outer part is out. */
  readonly outer: Int32Array;
  readonly inner: Int32Array;
  readonly part: number;
  /** Where the Brier score is taken. */
  readonly time: number;
  /** Trees of a forest while it is tuned, and of the one that is judged. */
  readonly innerTrees: number;
  readonly trees: number;
  readonly seed: number;
}

// As in ranger, no leaf is smaller than the nodes that are not split.
const GRID = [4, 8, 20].flatMap((tried) => [5, 15].map((size) => ({ tried, minimumNode: size, minimumLeaf: size })));

const rowsWhere = (parts: Int32Array, keep: (part: number) => boolean): Int32Array =>
  Int32Array.from(parts.keys()).filter((i) => keep(parts[i] as number));

const harrell = ({ time, event }: TrainingTable, risk: Float64Array): number =>
  concordance(time, event, risk, { reverse: true }).concordance;

/** x b of every row. */
const predictor = ({ n, p, x }: Rows, b: Float64Array): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => b.reduce((sum, own, j) => sum + own * (x[i * p + j] as number), 0));

/** Breslow's cumulative hazard at a time, of rows with these predictors. */
function hazardAt({ time, event }: TrainingTable, eta: Float64Array, at: number): number {
  const order = Int32Array.from(time.keys()).sort((a, b) => (time[b] as number) - (time[a] as number));
  let risk = 0;
  let hazard = 0;
  for (let r = 0; r < order.length; ) {
    const now = time[order[r] as number] as number;
    let died = 0;
    for (; r < order.length && time[order[r] as number] === now; r++) {
      risk += Math.exp(eta[order[r] as number] as number);
      died += event[order[r] as number] as number;
    }
    if (now <= at) hazard += died / risk;
  }
  return hazard;
}

/** Concordance and Brier score of the lasso and of the forest, both tuned on the inner parts, on rows they have not seen. */
export function nestedPart(asked: NestedAsked): readonly [number, number, number, number] {
  const { training, outer, part, time: at } = asked;
  const trainRows = rowsWhere(outer, (own) => own !== part);
  const inner = trainRows.map((i) => asked.inner[i] as number);
  const [train, test] = [takePatients(training, trainRows), takePatients(training, rowsWhere(outer, (own) => own === part))]; // biome-ignore format: short
  const brier = (survival: Float64Array): number =>
    integratedBrier(test.time, test.event, [survival], [at]).brier[0] as number;

  const { n, p, x } = train.rows;
  const data = coxData(train.time, train.event, { rows: n, columns: p, values: x });
  const { best, lambda } = crossValidatePath(data, inner, { optimality: 1e-4 });
  const until = lambda.filter((l) => l >= best);
  const { steps } = penalisedPath(data, { optimality: 1e-4, lambda: until });
  const b = steps.at(-1)?.coefficients ?? new Float64Array(p);
  const hazard = hazardAt(train, predictor(train.rows, b), at);
  const eta = predictor(test.rows, b);
  const lasso = eta.map((own) => Math.exp(-hazard * Math.exp(own)));

  const grown = (table: TrainingTable, options: ForestOptions): Forest => growForest(table, options).forest;
  let [chosen, most] = [GRID[0], -1];
  for (const options of GRID) {
    const found: number[] = [];
    for (let k = 0; k < 5; k++) {
      const [fitted, judged] = [rowsWhere(inner, (own) => own !== k), rowsWhere(inner, (own) => own === k)];
      const forest = grown(takePatients(train, fitted), {
        ...options,
        trees: asked.innerTrees,
        seed: asked.seed,
      });
      const held = takePatients(train, judged);
      found.push(harrell(held, mortality(forest, held.rows)));
    }
    if (mean(found) > most) [chosen, most] = [options, mean(found)];
  }
  const forest = grown(train, { ...chosen, trees: asked.trees, seed: asked.seed });
  const risk = mortality(forest, test.rows);
  const survival = survivalAt(forest, test.rows, at);
  return [harrell(test, eta), harrell(test, risk), brier(lasso), brier(survival)];
}
