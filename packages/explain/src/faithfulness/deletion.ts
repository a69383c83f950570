import { randomStream, shuffled } from '../chance/random-stream.ts';
import type { ExplainedModel } from '../explained/explained-model.ts';
import { evenly } from '../global/partial-dependence.ts';
import type { Rows } from '../tree/tree.ts';

/** How the risk falls when features are taken away in the order of their contributions, against random orders. */
export interface DeletionTest {
  /** Rows it is averaged over, and background rows whose values stand in for what is taken away. */
  readonly n: number;
  readonly background: number;
  /** Share of the features taken away, from 0 to 1. */
  readonly share: readonly number[];
  /** Mean risk, largest contribution first; and in random orders, with 2.5th and 97.5th percentile over the orders. */
  readonly attributed: readonly number[];
  readonly random: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Area under either curve, less that under its end: smaller is better. */
  readonly area: number;
  readonly areaRandom: number;
  /** Share of orders that do as well, this one counted. */
  readonly p: number;
}

export interface DeletionOptions {
  readonly seed?: number;
  /** Random orders, default 39: enough for p = 0.025. */
  readonly orders?: number;
  readonly rows?: number;
  readonly background?: number;
}

const STEPS = 20;

/**
 * Deletion test of faithfulness: attributions tell what a model uses if taking away the features that raise a row's risk
 * most, one after the other, makes it fall faster than taking them away in any order.
 *
 * A feature is taken away by giving it the values of background rows in turn. Features go from the largest contribution
 * to the lowest; with more than 20 of them several at a step.
 *
 * @param background  rows whose values stand in
 * @source Samek W et al. IEEE Trans Neural Netw Learn Syst 2017;28:2660-2673; Petsiuk V et al. BMVC 2018
 */
export function deletionTest(
  model: ExplainedModel,
  rows: Rows,
  background: Rows,
  { seed = 1, orders = 39, ...sizes }: DeletionOptions = {},
): DeletionTest {
  const own = some(rows, sizes.rows ?? 40);
  const behind = some(background, sizes.background ?? 10);
  const { n, p } = own;
  const { contributions } = model.attribute(own);
  const byContribution = Array.from({ length: n }, (_, i) => {
    const phi = contributions.subarray(i * (p + 1), i * (p + 1) + p);
    return Int32Array.from(phi.keys()).sort((a, b) => phi[b]! - phi[a]! || a - b);
  });
  const counts = stepsOf(p);
  const attributed = curve(model, own, behind, byContribution, counts);
  const drawn = Array.from({ length: orders }, (_, r) =>
    curve(
      model,
      own,
      behind,
      Array.from({ length: n }, (_, i) => shuffled(p, randomStream(seed, r, i))),
      counts,
    ),
  );
  const areaOf = (values: readonly number[]): number => area(values, counts, p);
  const at = (share: number) => (k: number) => {
    const values = Float64Array.from(drawn, (one) => one[k]!).sort();
    return values[Math.round(share * (values.length - 1))]!;
  };
  const steps = counts.map((_, k) => k);
  const [mine, others] = [areaOf(attributed), drawn.map(areaOf)];
  return {
    n,
    background: behind.n,
    share: counts.map((count) => count / p),
    attributed,
    random: steps.map((k) => drawn.reduce((sum, one) => sum + one[k]!, 0) / orders),
    lower: steps.map(at(0.025)),
    upper: steps.map(at(0.975)),
    area: mine,
    areaRandom: others.reduce((sum, v) => sum + v, 0) / orders,
    p: (1 + others.filter((v) => v <= mine).length) / (1 + orders),
  };
}

function some({ n, p, x }: Rows, most: number): Rows {
  const which = evenly(n, most);
  const made = new Float64Array(which.length * p);
  which.forEach((i, k) => {
    made.set(x.subarray(i * p, i * p + p), k * p);
  });
  return { n: which.length, p, x: made };
}

/** How many features are gone at each step: 0 to p, at most 20 steps. */
const stepsOf = (p: number): number[] => {
  const steps = Math.min(p, STEPS);
  return Array.from({ length: steps + 1 }, (_, k) => Math.round((k * p) / steps));
};

/** Mean risk at each step. */
function curve(
  model: ExplainedModel,
  rows: Rows,
  background: Rows,
  orders: readonly Int32Array[],
  counts: readonly number[],
): number[] {
  const { n, p } = rows;
  const m = background.n;
  const x = new Float64Array(n * m * p);
  for (let i = 0; i < n; i++) {
    for (let b = 0; b < m; b++) x.set(rows.x.subarray(i * p, i * p + p), (i * m + b) * p);
  }
  return counts.map((count, step) => {
    for (let k = step === 0 ? 0 : counts[step - 1]!; k < count; k++) {
      for (let i = 0; i < n; i++) {
        const j = orders[i]![k]!;
        for (let b = 0; b < m; b++) x[(i * m + b) * p + j] = background.x[b * p + j]!;
      }
    }
    // Before anything is gone all copies are alike.
    const risk = step === 0 ? model.risk(rows) : model.risk({ n: n * m, p, x });
    return risk.reduce((sum, v) => sum + v, 0) / risk.length;
  });
}

/** By the trapezoid over the share that is gone, less the value at the end. */
function area(values: readonly number[], counts: readonly number[], p: number): number {
  let sum = 0;
  for (let k = 1; k < values.length; k++) {
    sum += ((counts[k]! - counts[k - 1]!) / p) * ((values[k]! + values[k - 1]!) / 2);
  }
  return sum - values.at(-1)!;
}
