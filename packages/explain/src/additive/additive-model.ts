import type { Attribution, AttributionWanted } from '../attribution/attribution.ts';
import { type Baselines, hazardAt, proportionalSurvival } from '../hazard/baselines.ts';
import type { Rows } from '../tree/tree.ts';
import { binOf, binsOf, type Term, termValues } from './term.ts';

/** The glass box: a log hazard ratio that is a sum of functions of one or two features. */
export interface AdditiveModel {
  readonly kind: 'additive';
  readonly features: readonly string[];
  readonly terms: readonly Term[];
  /** Rounds of boosting that the rows held out asked for: of single features, then of pairs. */
  readonly rounds: readonly [number, number];
  readonly baselines: Baselines;
}

export function additiveMargin(model: AdditiveModel, rows: Rows): Float64Array {
  const margin = new Float64Array(rows.n);
  for (const term of model.terms) {
    const own = termValues(term, rows);
    for (let i = 0; i < rows.n; i++) margin[i]! += own[i]!;
  }
  return margin;
}

/** Survival of each row at each time, n x times. */
export const additiveSurvival = (
  model: AdditiveModel,
  rows: Rows,
  times: readonly number[],
  strata?: Int32Array,
): Float64Array => proportionalSurvival(model.baselines, additiveMargin(model, rows), times, strata);

/**
 * Shapley values of the sum of terms: a term of one feature is its own; one of two features, whose mean over either is 0,
 * is halved between them, and is their interaction. Against a background, two-feature terms are played out with each row.
 */
export function attributeAdditive(model: AdditiveModel, rows: Rows, wanted: AttributionWanted = {}): Attribution {
  const { n, p } = rows;
  const width = p + 1;
  const contributions = new Float64Array(n * width);
  const interactions = wanted.interactions ? new Float64Array(n * width * width) : undefined;
  for (const term of model.terms) {
    const own = termValues(term, rows);
    const [a = 0, b = a] = term.features;
    for (let i = 0; i < n; i++) {
      contributions[i * width + a]! += own[i]! / 2;
      contributions[i * width + b]! += own[i]! / 2;
      if (interactions) {
        interactions[(i * width + a) * width + b]! += own[i]! / 2;
        interactions[(i * width + b) * width + a]! += own[i]! / 2;
      }
    }
  }
  const { background } = wanted;
  return {
    n,
    p,
    margin: additiveMargin(model, rows),
    contributions,
    ...(interactions && { interactions }),
    ...(background && { interventional: against(model, rows, background) }),
  };
}

function against(model: AdditiveModel, rows: Rows, background: Rows): Float64Array {
  if (background.n === 0) throw new RangeError('attributeAdditive: no background rows');
  const { n, p, x } = rows;
  const width = p + 1;
  const phi = new Float64Array(n * width);
  const add = (i: number, j: number, v: number): void => {
    phi[i * width + j]! += v;
  };
  for (const term of model.terms) {
    const own = termValues(term, rows);
    const behind = termValues(term, background);
    const mean = behind.reduce((sum, v) => sum + v, 0) / background.n;
    const [a = 0, b] = term.features;
    // Means over the background with one of the two features as in the row.
    const withFirst = b === undefined ? own : partial(term, 0, x, n, p, background);
    const withSecond = b === undefined ? own : partial(term, 1, x, n, p, background);
    for (let i = 0; i < n; i++) {
      add(i, p, mean);
      if (b === undefined) add(i, a, own[i]! - mean);
      else {
        add(i, a, (withFirst[i]! - mean + own[i]! - withSecond[i]!) / 2);
        add(i, b, (withSecond[i]! - mean + own[i]! - withFirst[i]!) / 2);
      }
    }
  }
  return phi;
}

/** Mean of a two-feature term over the background, one feature taken from each row. */
function partial(term: Term, fixed: 0 | 1, x: Float64Array, n: number, p: number, background: Rows): Float64Array {
  const [rowCuts, columnCuts] = [term.cuts[0]!, term.cuts[1]!];
  const sizes = [binsOf(rowCuts), binsOf(columnCuts)];
  const free = fixed === 0 ? 1 : 0;
  const share = new Float64Array(sizes[free]!);
  for (let i = 0; i < background.n; i++) {
    share[binOf(term.cuts[free]!, background.x[i * background.p + term.features[free]!]!)]! += 1 / background.n;
  }
  const at = (own: number, other: number): number => (fixed === 0 ? own * sizes[1]! + other : other * sizes[1]! + own);
  const byBin = Float64Array.from({ length: sizes[fixed]! }, (_, own) =>
    share.reduce((sum, weight, other) => sum + weight * term.values[at(own, other)]!, 0),
  );
  return Float64Array.from(
    { length: n },
    (_, i) => byBin[binOf(term.cuts[fixed]!, x[i * p + term.features[fixed]!]!)]!,
  );
}

/** One bin of a shape, as a reader sees it: everyone average but for this feature. */
export interface ShapeReading {
  /** Edges of the bin; undefined where it is open. The bin of missing values has neither. */
  readonly from?: number;
  readonly to?: number;
  readonly missing: boolean;
  readonly patients: number;
  readonly hazardRatio: number;
  /** Limits over the bags, two standard deviations each way. */
  readonly lower: number;
  readonly upper: number;
  /** Survival at the horizon, percent, and how much it differs from that of the average patient. */
  readonly survival: number;
  readonly survivalDifference: number;
  /** Mean time without the event up to the horizon, in units of time, and its difference. */
  readonly months: number;
  readonly monthsDifference: number;
}

/** The shape of one feature read in percent and in months up to a horizon. */
export function readShape({ terms, baselines }: AdditiveModel, feature: number, horizon: number): ShapeReading[] {
  const term = terms.find(({ features }) => features.length === 1 && features[0] === feature);
  if (!term) return [];
  const cuts = term.cuts[0]!;
  const average = outcome(baselines, 0, horizon);
  return term.values.map((value, k) => {
    const own = outcome(baselines, value, horizon);
    const missing = k === cuts.length + 1;
    const [from, to] = [cuts[k - 1], cuts[k]];
    const spread = 2 * term.spread[k]!;
    return {
      ...(!missing && from !== undefined && { from }),
      ...(!missing && to !== undefined && { to }),
      missing,
      patients: term.count[k]!,
      hazardRatio: Math.exp(value),
      lower: Math.exp(value - spread),
      upper: Math.exp(value + spread),
      survival: 100 * own.survival,
      survivalDifference: 100 * (own.survival - average.survival),
      months: own.mean,
      monthsDifference: own.mean - average.mean,
    };
  });
}

/** What a hazard ratio to the average patient means: survival at the horizon, 0 to 1, and mean time without the event up to it. */
export const readRatio = ({ baselines }: AdditiveModel, ratio: number, horizon: number) =>
  outcome(baselines, Math.log(ratio), horizon);

/** Survival at the horizon, and the area under it. */
function outcome({ pooled }: Baselines, margin: number, horizon: number): { survival: number; mean: number } {
  const ratio = Math.exp(margin);
  let [area, last, alive] = [0, 0, 1];
  pooled.time.forEach((t, k) => {
    if (t > horizon) return;
    area += alive * (t - last);
    last = t;
    alive = Math.exp(-pooled.hazard[k]! * ratio);
  });
  return { survival: Math.exp(-hazardAt(pooled, horizon) * ratio), mean: area + alive * (horizon - last) };
}
