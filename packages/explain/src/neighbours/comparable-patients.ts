import { atTimes, productLimit } from '@linea/survival';
import { LEAST_AT_RISK, LEAST_SHOWN } from '../disclosure/least-shown.ts';
import { refuse } from '../errors/refused-input.ts';
import { attribute, predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** How patients like one fared who the model learnt from. Aggregates: none of them can be told. */
export interface ComparablePatients {
  readonly n: number;
  readonly events: number;
  /** Distance in log hazard: median over them, and of the farthest. */
  readonly distance: readonly [median: number, farthest: number];
  /** How many patients are near: no feature counts otherwise for them by much. */
  readonly near: number;
  /** Whether enough are near for their fate to say something about this patient. */
  readonly comparable: boolean;
  /** Kaplan-Meier of them, and what the model says of the patient; null once fewer than five are at risk. */
  readonly survival: readonly {
    readonly time: number;
    /** Of them, those with the event by then. */
    readonly events: number;
    readonly observed: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly predicted: number;
  }[];
  /** By feature: what the patient has, and quartiles of the others; null = missing. */
  readonly features: readonly {
    readonly feature: string;
    readonly own: number | null;
    readonly quartiles: readonly [number, number, number] | null;
  }[];
}

export interface NeighbourOptions {
  /** How many; at least ten. Default 50, and never more than a fifth of all. */
  readonly count?: number | undefined;
  readonly times: readonly number[];
}

/** Near: within this log hazard ratio, all features together. */
const NEAR = 0.5;

/**
 * The patients most like some others in the model's own terms: those whose every feature contributes to the log hazard (or
 * to the risk) as theirs does. What the model does not look at does not count, what it looks at hard counts much.
 *
 * @param training  the patients it learnt from
 * @throws {RefusedInput} `neighbours.few`: fewer were learnt from, or asked for, than may be shown
 */
export function comparablePatients(
  model: SurvivalModel,
  training: TrainingTable,
  rows: Rows,
  { count, times }: NeighbourOptions,
): ComparablePatients[] {
  const k = count ?? Math.max(LEAST_SHOWN, Math.min(50, Math.floor(training.rows.n / 5)));
  if (k < LEAST_SHOWN || training.rows.n < k) {
    refuse('neighbours.few', 'count', `${Math.min(k, training.rows.n)}`, `>= ${LEAST_SHOWN}`);
  }
  const [own, others] = [attribute(model, rows), attribute(model, training.rows)];
  const said = predictSurvival(model, rows, times);
  const width = rows.p + 1;
  return Array.from({ length: rows.n }, (_, i) => {
    const distance = Float64Array.from({ length: training.rows.n }, (__, r) => {
      let sum = 0;
      for (let j = 0; j < rows.p; j++)
        sum += (own.contributions[i * width + j]! - others.contributions[r * width + j]!) ** 2;
      return Math.sqrt(sum);
    });
    const order = Int32Array.from(distance.keys()).sort((a, b) => distance[a]! - distance[b]! || a - b);
    const nearest = order.subarray(0, k);
    const near = distance.reduce((sum, d) => sum + Number(d <= NEAR), 0);
    return {
      n: k,
      comparable: near >= LEAST_SHOWN,
      events: nearest.reduce((sum, r) => sum + Number(training.event[r]! > 0), 0),
      distance: [distance[nearest[k >> 1]!]!, distance[nearest[k - 1]!]!] as const,
      near,
      survival: curveOf(training, nearest, times).map((point, q) => ({
        ...point,
        predicted: said[i * times.length + q]!,
      })),
      features: training.features.map((feature, j) => ({
        feature,
        own: present(rows.x[i * rows.p + j]!),
        quartiles: quartilesOf(training, nearest, j),
      })),
    };
  });
}

const present = (value: number): number | null => (Number.isNaN(value) ? null : value);

function curveOf({ time, event }: TrainingTable, rows: Int32Array, times: readonly number[]) {
  const curve = productLimit(
    Float64Array.from(rows, (r) => time[r]!),
    Float64Array.from(rows, (r) => Number(event[r]! > 0)),
  );
  const { risk, survival, lower, upper } = atTimes(curve, times);
  return times.map((t, q) => {
    const shown = risk[q]! >= LEAST_AT_RISK;
    const value = (own: number): number | null => (shown && !Number.isNaN(own) ? own : null);
    const events = rows.reduce((sum, r) => sum + Number(event[r]! > 0 && time[r]! <= t), 0);
    return { time: t, events, observed: value(survival[q]!), lower: value(lower[q]!), upper: value(upper[q]!) };
  });
}

function quartilesOf({ rows: { p, x } }: TrainingTable, rows: Int32Array, j: number): [number, number, number] | null {
  const values = Float64Array.from(rows, (r) => x[r * p + j]!)
    .filter((v) => !Number.isNaN(v))
    .sort();
  if (values.length < LEAST_SHOWN) return null;
  const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
  return [at(0.25), at(0.5), at(0.75)];
}
