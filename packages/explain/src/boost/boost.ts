import { randomStream } from '../chance/random-stream.ts';
import { CoxLoss } from '../hazard/cox-loss.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Tree } from '../tree/tree.ts';
import { turnUnknown } from '../tree/turn-unknown.ts';
import { filledIn, type StandIns, standInsOf } from '../unknown/unknown-values.ts';
import { type BinnedColumns, binnedColumns } from './binned.ts';
import { BoostedTreeGrower } from './grow-tree.ts';
import { personPeriods } from './person-periods.ts';

export interface BoostOptions {
  /** Number of trees, default 200. */
  readonly rounds?: number;
  /** Depth of each, default 2. */
  readonly depth?: number;
  /** Learning rate, default 0.05. */
  readonly rate?: number;
  /** Penalty on leaf values, default 1. */
  readonly lambda?: number;
  /** Curvature, about the number of expected events, that each side of a split must keep; default 5. */
  readonly minimumCurvature?: number;
  /** Share of rows, and of features, each tree sees; default 0.5 and 1. */
  readonly rowShare?: number;
  readonly featureShare?: number;
  /** By feature: 1 = the hazard may only rise with it, -1 only fall. */
  readonly monotone?: Int8Array | undefined;
  /** Bins of a feature, default 255. */
  readonly bins?: number;
  readonly cause?: number | undefined;
  readonly seed?: number;
}

/** Trees that add up to a log hazard ratio, and the margin of each training row. */
export interface BoostedTrees {
  readonly trees: readonly Tree[];
  readonly margin: Float64Array;
}

/** Fills gradient and curvature of the loss at the present margins. */
type Derivatives = (margin: Float64Array, gradient: Float64Array, curvature: Float64Array) => void;

/** Told after each round of the new tree; answers false to stop. */
export type Watch = (tree: Tree, round: number) => boolean;

function boost(
  data: BinnedColumns,
  margin: Float64Array,
  derivatives: Derivatives,
  options: BoostOptions,
  unknown: StandIns,
  /** Patient of each row: rows of one are drawn together. */
  patient?: Int32Array,
  watch?: Watch,
): Tree[] {
  const {
    rounds = 200,
    depth = 2,
    rate = 0.05,
    lambda = 1,
    minimumCurvature = 5,
    rowShare = 0.5,
    featureShare = 1,
  } = options;
  const { n, p } = data;
  const grower = new BoostedTreeGrower(data, { depth, rate, lambda, minimumCurvature, monotone: options.monotone });
  const gradient = new Float64Array(n);
  const curvature = new Float64Array(n);
  const patients = patient ? patient.at(-1)! + 1 : n;
  const allFeatures = firstOf(p);
  const everyone = patient ? rowsOfPatients(patient, firstOf(patients)) : firstOf(n);
  const trees: Tree[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const random = randomStream(options.seed ?? 1, round);
      derivatives(margin, gradient, curvature);
      const drawn = rowShare < 1 ? draw(patients, rowShare, random.below) : undefined;
      const rows = drawn ? (patient ? rowsOfPatients(patient, drawn) : drawn) : everyone;
      const features = featureShare < 1 ? draw(p, featureShare, random.below) : allFeatures;
      const tree = grower.grow(gradient, curvature, rows, features, margin);
      turnUnknown(tree, unknown);
      trees.push(tree);
      if (watch && !watch(tree, round)) break;
    }
  } finally {
    grower.release();
  }
  return trees;
}

/**
 * Gradient boosting of the Cox partial likelihood (Breslow ties) by Newton trees.
 *
 * Late entry, weights, strata, missing values as missing, and one cause among several are taken.
 */
export function boostCox(table: TrainingTable, options: BoostOptions = {}, watch?: Watch): BoostedTrees {
  const loss = new CoxLoss(table, options.cause);
  const margin = new Float64Array(table.rows.n);
  const derivatives: Derivatives = (at, gradient, curvature) => loss.slopes(at, gradient, curvature);
  const unknown = standInsOf(table, options.cause);
  const data = binnedColumns(filledIn(table, unknown).rows, options.bins ?? 255);
  return { trees: boost(data, margin, derivatives, options, unknown, undefined, watch), margin };
}

/** Trees on the features and, as one more, the interval of time (0, 1, …). */
export interface BoostedHazard {
  /** Upper ends of the intervals. */
  readonly end: Float64Array;
  /** Log odds of the event in each interval before any tree. */
  readonly base: Float64Array;
  readonly trees: readonly Tree[];
}

/**
 * Gradient boosting of the discrete-time hazard: the odds of the event in each interval of time, for those who reach it,
 * by Newton trees that may split by time too, so that effects may change.
 *
 * Late entry, weights, missing values as missing, and one cause among several are taken; strata are not.
 *
 * @source Brown CC. Biometrics 1975;31:863-872; Tutz G, Schmid M. Modeling Discrete Time-to-Event Data, 2016
 */
export function boostDiscrete(
  table: TrainingTable,
  options: BoostOptions & { readonly intervals?: number } = {},
  watch?: Watch,
): BoostedHazard {
  const { end, patient, interval, event, weight } = personPeriods(table, options.intervals ?? 20, options.cause);
  const base = new Float64Array(end.length);
  const dead = new Float64Array(end.length);
  const seen = new Float64Array(end.length);
  for (let r = 0; r < patient.length; r++) {
    dead[interval[r]!]! += event[r]! * weight[r]!;
    seen[interval[r]!]! += weight[r]!;
  }
  // The last interval may hold nobody but those who die: half a patient more keeps its odds finite.
  for (let k = 0; k < end.length; k++) base[k] = Math.log(dead[k]! / Math.max(0.5, seen[k]! - dead[k]!));
  const margin = Float64Array.from(interval, (k) => base[k]!);
  const derivatives: Derivatives = (at, gradient, curvature) => {
    for (let r = 0; r < at.length; r++) {
      const chance = 1 / (1 + Math.exp(-at[r]!));
      gradient[r] = weight[r]! * (chance - event[r]!);
      curvature[r] = weight[r]! * chance * (1 - chance);
    }
  };
  const unknown = standInsOf(table, options.cause);
  const binned = binnedColumns(filledIn(table, unknown).rows, options.bins ?? 255);
  const data = withIntervals(binned, patient, interval, end.length);
  return {
    end,
    base,
    trees: boost(
      data,
      margin,
      derivatives,
      { ...options, monotone: options.monotone && Int8Array.of(...options.monotone, 0) },
      unknown,
      patient,
      watch,
    ),
  };
}

/** The patients' bins by person and period, and the interval as one more column. */
function withIntervals(data: BinnedColumns, patient: Int32Array, interval: Uint8Array, count: number): BinnedColumns {
  return {
    n: patient.length,
    p: data.p + 1,
    bin: [...data.bin.map((own) => Uint8Array.from(patient, (i) => own[i]!)), interval],
    cuts: [...data.cuts, Float64Array.from({ length: count - 1 }, (_, k) => k + 0.5)],
    hasMissing: Uint8Array.of(...data.hasMissing, 0),
  };
}

function rowsOfPatients(patient: Int32Array, drawn: Int32Array): Int32Array {
  const isDrawn = new Uint8Array(patient.at(-1)! + 1);
  for (const i of drawn) isDrawn[i] = 1;
  let m = 0;
  const rows = new Int32Array(patient.length);
  for (let r = 0; r < patient.length; r++) if (isDrawn[patient[r]!] === 1) rows[m++] = r;
  return rows.slice(0, m);
}

/** 0..n-1 */
function firstOf(n: number): Int32Array {
  const all = new Int32Array(n);
  for (let i = 0; i < n; i++) all[i] = i;
  return all;
}

/** A share of 0..n-1 without replacement, ascending; at least one. */
function draw(n: number, share: number, below: (n: number) => number): Int32Array {
  const order = firstOf(n);
  const count = Math.max(1, Math.round(share * n));
  for (let i = 0; i < count; i++) {
    const j = i + below(n - i);
    const own = order[j]!;
    order[j] = order[i]!;
    order[i] = own;
  }
  return order.slice(0, count).sort();
}
