import type { AnalysisTable } from '@linea/cohort';
import {
  fitLearner,
  type Interval,
  type TrainingTable,
  type TransportVerdict,
  transport,
  transportVerdict,
} from '@linea/explain';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { type TermTable, termTable } from '../terms/terms.ts';
import { trainingOf } from '../terms/training.ts';
import { isOvercrowded, LEAST_EVENTS } from './effects.ts';

/** A model learnt in one setting, judged in another as it stands. */
export interface Transport {
  readonly from: string;
  readonly to: string;
  readonly verdict: TransportVerdict;
  /** The rule that decided, by code, and what it rests on. */
  readonly because: readonly string[];
  /** Terms whose effect differs between the settings, as the plan asks of all completed tables. */
  readonly differing: readonly string[];
  readonly n: number;
  readonly events: number;
  /** Harrell's C in the new setting. */
  readonly concordance: readonly [value: number, lower: number, upper: number];
  /** Calibration slope: 1 = effects as strong as where they were learnt. */
  readonly slope: readonly [value: number, lower: number, upper: number];
  /** Events seen over expected, over everyone's own follow-up. */
  readonly ratio: readonly [value: number, lower: number, upper: number];
  readonly at: number;
}

const AT = 365;

/**
 * Whether a model of one setting may be used in another: a Cox model of the terms that both have, carried by the rules that
 * `transport` asks (`linea model transport` prints them). Gaps are filled once by chained equations in each setting. Units
 * are those of the dictionary: nothing is asked about them.
 *
 * @param differing  terms whose effect the plan found to differ: the report does not say of a term that it does and does not
 * @returns null with fewer than ten events in either setting, no more events than terms to learn from, or no term in common
 */
export function transportOf(
  table: AnalysisTable,
  endpoint: string,
  from: string,
  to: string,
  imputation: Imputation,
  differing: readonly string[],
): Transport | null {
  const [old, young] = [termTable(table, from, endpoint), termTable(table, to, endpoint)];
  const keys = old.keys.filter((key) => young.keys.includes(key));
  if (keys.length === 0) return null;
  const one = { ...imputation, m: 1 };
  const [before, after] = [from, to].map((setting) => completed(termTable(table, setting, endpoint, keys), one)) as [
    TrainingTable,
    TrainingTable,
  ];
  if ([before, after].some(({ event }) => event.reduce((sum, e) => sum + e, 0) < LEAST_EVENTS)) return null;
  if (isOvercrowded(before.event.reduce((sum, e) => sum + e, 0), keys.length)) return null; // biome-ignore format: one thought
  const made = transport(fitLearner('cox', before), after, before, {
    at: AT,
    seed: imputation.seed,
    accepted: [...keys, 'time'],
  });
  const { calibration, discrimination } = made;
  if (!calibration || !discrimination.after) return null;
  const { verdict, because } = transportVerdict({
    events: made.events,
    questions: made.questions.length,
    concordance: discrimination.after.harrell,
    slope: calibration.slope,
    intercept: calibration.intercept,
    differing: differing.length,
  });
  const off = ({ lower, upper }: Interval): boolean => lower > 1 || upper < 1;
  const which = [
    ...(off(calibration.slope) ? ['slope'] : []),
    ...(off(calibration.ratio) ? ['observedOverExpected'] : []),
  ];
  return {
    from,
    to,
    verdict,
    because: [because, ...(because === 'miscalibrated' ? which : [])],
    differing,
    n: made.n,
    events: made.events,
    concordance: limits(discrimination.after.harrell),
    slope: limits(calibration.slope),
    ratio: limits(calibration.ratio),
    at: AT,
  };
}

const limits = ({ estimate, lower, upper }: Interval): readonly [number, number, number] => [estimate, lower, upper];

/** The terms of a setting as a learner takes them, gaps filled once. */
const completed = (terms: TermTable, imputation: Imputation): TrainingTable =>
  trainingOf(terms, completedTables(terms, imputation)[0] ?? []);
