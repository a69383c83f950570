import type { Rows } from '../tree/tree.ts';

/** Follow-up and features of n patients: what every learner is fitted on. */
export interface TrainingTable {
  /** Names of the p columns of `rows`. */
  readonly features: readonly string[];
  /** Columns of the file that a feature is made of, where they are not the feature itself. */
  readonly origin?: Readonly<Record<string, readonly string[]>> | undefined;
  /** n x p; NaN = missing. */
  readonly rows: Rows;
  /** Follow-up, each >= 0. */
  readonly time: Float64Array;
  /** 0 = censored, 1, 2, … = cause of the event. */
  readonly event: Uint8Array;
  /** Late entry: at risk on (start, time]. */
  readonly start?: Float64Array | undefined;
  readonly weights?: Float64Array | undefined;
  /** 0-based stratum, such as the centre, with a baseline hazard of its own. */
  readonly strata?: Int32Array | undefined;
  /** Who each row is, where somebody may come more than once, as in a bootstrap sample. */
  readonly person?: Int32Array | undefined;
}

const taken = <T extends Float64Array | Int32Array | Uint8Array>(values: T, rows: Int32Array): T => {
  const made = new (values.constructor as new (n: number) => T)(rows.length);
  for (let r = 0; r < rows.length; r++) made[r] = values[rows[r]!]!;
  return made;
};

/** The rows asked for, in that order. */
function takeRows(rows: Rows, order: Int32Array): Rows {
  const { p, x } = rows;
  const made = new Float64Array(order.length * p);
  for (let r = 0; r < order.length; r++) made.set(x.subarray(order[r]! * p, order[r]! * p + p), r * p);
  return { n: order.length, p, x: made };
}

/** The patients asked for, in that order. */
export function takePatients(table: TrainingTable, order: Int32Array): TrainingTable {
  const { features, origin, rows, time, event, start, weights, strata, person } = table;
  return {
    features,
    origin,
    rows: takeRows(rows, order),
    time: taken(time, order),
    event: taken(event, order),
    start: start && taken(start, order),
    weights: weights && taken(weights, order),
    strata: strata && taken(strata, order),
    person: person && taken(person, order),
  };
}

/** One array per column, for kernels that read a feature at a time. */
export function columnsOf({ n, p, x }: Rows): Float64Array[] {
  const columns = Array.from({ length: p }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) columns[j]![i] = x[i * p + j]!;
  return columns;
}

/** Patients by stratum, then by time; stable. */
export function byStratumAndTime({ time, strata }: Pick<TrainingTable, 'time' | 'strata'>): Int32Array {
  return Int32Array.from(time.keys()).sort(
    (a, b) => (strata ? strata[a]! - strata[b]! : 0) || time[a]! - time[b]! || a - b,
  );
}
