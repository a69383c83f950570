import { adjustP, type CoxFit, cox, normalCdf } from '@linea/survival';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** The effect of one predictor in the old and the new population, per standard deviation of the old one. */
interface DifferingEffect {
  readonly feature: string;
  /** Log hazard ratios; null where only the difference from what the model says can be known. */
  readonly before: number | null;
  readonly after: number | null;
  /** Log hazard ratio of the new population less that of the old one. */
  readonly difference: number;
  readonly se: number;
  readonly p: number;
  /** Benjamini-Hochberg over the predictors. */
  readonly q: number;
  /** q below 0.05. */
  readonly differs: boolean;
  /** The smallest true difference that would have been seen with probability 0.8, before adjustment for number. */
  readonly detectable: number;
  /** Probability of having seen a hazard ratio that differs by a factor of 1.5, before adjustment for number. */
  readonly power: number;
}

/** What the comparison rests on: both populations, or the new one and what the model says. */
type EffectBasis = 'populations' | 'model';

export interface DifferingEffects {
  readonly basis: EffectBasis;
  /** All predictors in one model, or each beside the model's own risk, where events are too few for all. */
  readonly adjusted: 'together' | 'besideTheRisk';
  readonly effects: readonly DifferingEffect[];
  /** Predictors that do not vary in one of the populations. */
  readonly untested: readonly string[];
}

const FALSE_DISCOVERIES = 0.05;
const [Z95, Z80] = [1.959963984540054, 0.8416212335729143];
/** Events for each predictor that a model of all together asks for. */
const EVENTS_EACH = 5;

/** Probability that a two-sided test at 5 % sees a true value. */
export const powerOf = (truth: number, se: number): number =>
  normalCdf(Math.abs(truth) / se - Z95) + normalCdf(-Math.abs(truth) / se - Z95);

/** Standardised columns; missing values at the old median. */
function columnOf({ n, p, x }: Rows, j: number, { centre, spread }: { centre: number; spread: number }): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const value = x[i * p + j]!;
    return Number.isNaN(value) ? 0 : (value - centre) / spread;
  });
}

function scaleOf({ n, p, x }: Rows, j: number): { centre: number; spread: number } {
  const present = Float64Array.from({ length: n }, (_, i) => x[i * p + j]!)
    .filter((v) => !Number.isNaN(v))
    .sort();
  const centre = present[present.length >> 1] ?? 0;
  const mean = present.reduce((sum, v) => sum + v, 0) / present.length;
  return { centre, spread: Math.sqrt(present.reduce((sum, v) => sum + (v - mean) ** 2, 0) / present.length) };
}

const varies = (column: Float64Array): boolean => column.some((v) => v !== column[0]);
const eventsOf = ({ event }: TrainingTable): number => event.reduce((sum, e) => sum + e, 0);

/**
 * Which predictors work otherwise in the new population: the interaction of each with the population.
 *
 * With both populations, each has a Cox model of its own, all predictors together (where there are five events for each),
 * and the coefficients are compared: the interactions of a model stratified by population. Without the old patients, each
 * predictor is asked what it adds to the model's own log hazard ratio, taken as known.
 *
 * @param lines  the model's log hazard ratio of each row, in the new population and in the old one
 */
export function differingEffects(
  after: TrainingTable,
  before: TrainingTable | undefined,
  lines: { readonly after: Float64Array; readonly before: Float64Array | undefined },
): DifferingEffects {
  const scales = after.features.map((_, j) => scaleOf((before ?? after).rows, j));
  const columnsOf = (rows: Rows): Float64Array[] => scales.map((scale, j) => columnOf(rows, j, scale));
  const [now, then] = [columnsOf(after.rows), before && columnsOf(before.rows)];
  const usable = after.features.flatMap((_, j) =>
    scales[j]!.spread > 0 && varies(now[j]!) && (!then || varies(then[j]!)) ? [j] : [],
  );
  const least = Math.min(eventsOf(after), before ? eventsOf(before) : Number.POSITIVE_INFINITY);
  const together = before !== undefined && least >= EVENTS_EACH * usable.length;
  const estimate = together
    ? bothTogether(after, before, now, then!, usable)
    : usable.map((j) => besideTheRisk(after, before, lines, now[j]!, then?.[j]));
  const found = usable.map((j, k) => ({ feature: after.features[j]!, ...estimate[k]! })).filter(({ se }) => se > 0);
  const p = found.map(({ difference, se }) => 2 * normalCdf(-Math.abs(difference) / se));
  const q = adjustP(p, 'bh');
  return {
    basis: before ? 'populations' : 'model',
    adjusted: together ? 'together' : 'besideTheRisk',
    effects: found.map((one, k) => ({
      ...one,
      p: p[k]!,
      q: q[k]!,
      differs: q[k]! < FALSE_DISCOVERIES,
      detectable: (Z95 + Z80) * one.se,
      power: powerOf(Math.log(1.5), one.se),
    })),
    untested: after.features.filter((name) => !found.some(({ feature }) => feature === name)),
  };
}

type Estimate = Pick<DifferingEffect, 'before' | 'after' | 'difference' | 'se'>;

function bothTogether(
  after: TrainingTable,
  before: TrainingTable,
  now: readonly Float64Array[],
  then: readonly Float64Array[],
  usable: readonly number[],
): Estimate[] {
  const fitOf = ({ time, event, rows: { n } }: TrainingTable, columns: readonly Float64Array[]): CoxFit =>
    cox(
      time,
      event,
      Array.from({ length: n }, (_, i) => usable.map((j) => columns[j]![i]!)),
    );
  const [young, old] = [fitOf(after, now), fitOf(before, then)];
  const q = usable.length;
  return usable.map((_, k) => ({
    before: old.coefficients[k]!,
    after: young.coefficients[k]!,
    difference: young.coefficients[k]! - old.coefficients[k]!,
    se: Math.sqrt(young.variance[k * q + k]! + old.variance[k * q + k]!),
  }));
}

function besideTheRisk(
  after: TrainingTable,
  before: TrainingTable | undefined,
  lines: { readonly after: Float64Array; readonly before: Float64Array | undefined },
  now: Float64Array,
  then: Float64Array | undefined,
): Estimate {
  const added = ({ time, event }: TrainingTable, line: Float64Array, column: Float64Array) => {
    const fit = cox(
      time,
      event,
      Array.from(column, (v) => [v]),
      { offset: line },
    );
    return { b: fit.coefficients[0]!, v: fit.variance[0]! };
  };
  const young = added(after, lines.after, now);
  if (!before || !lines.before || !then)
    return { before: null, after: null, difference: young.b, se: Math.sqrt(young.v) };
  const old = added(before, lines.before, then);
  return { before: null, after: null, difference: young.b - old.b, se: Math.sqrt(young.v + old.v) };
}
