import { above, all, atLeast, below, type Condition, type Flag, isTrue, type Measured, not } from '../engine/index.ts';
import { exceeds, reaches } from '../general/compare.ts';

/** What a row of the CTCAE table may ask: the result, its limits, the patient's own baseline, and what a nurse must say. */
export interface Asked {
  readonly value: Measured;
  readonly lln: Measured;
  readonly uln: Measured;
  readonly baseline: Measured;
  readonly symptoms: Flag;
  readonly transfusionIndicated: Flag;
}

type Test = (of: Asked) => Condition;

/** A grade and when it is reached; the rows of a term run from the worst grade to the mildest. */
export type Row = readonly [grade: number, when: Test];

type Limit = 'lln' | 'uln' | 'baseline';

/** value < limit: a limit shared by two grades belongs to the milder one (rule a). */
export const under =
  (limit: number | 'lln'): Test =>
  (of) =>
    limit === 'lln' ? not(reaches(of.value, 1, of.lln)) : below(of.value, limit);
/** value > limit. */
export const over =
  (limit: number | 'uln'): Test =>
  (of) =>
    limit === 'uln' ? exceeds(of.value, 1, of.uln) : above(of.value, limit);
/** value >= limit. */
export const from =
  (limit: number): Test =>
  (of) =>
    atLeast(of.value, limit);

/** value < times x limit, > times x limit, >= times x limit, <= times x limit. */
export const underTimes =
  (times: number, limit: Limit): Test =>
  (of) =>
    not(reaches(of.value, times, of[limit]));
export const overTimes =
  (times: number, limit: Limit): Test =>
  (of) =>
    exceeds(of.value, times, of[limit]);
export const fromTimes =
  (times: number, limit: Limit): Test =>
  (of) =>
    reaches(of.value, times, of[limit]);
export const atMostTimes =
  (times: number, limit: Limit): Test =>
  (of) =>
    not(exceeds(of.value, times, of[limit]));

/** The range of the row counts for this grade only with symptoms (rule e: unknown symptoms leave both grades). */
export const withSymptoms =
  (test: Test): Test =>
  (of) =>
    all(test(of), isTrue(of.symptoms));
/** A recorded fact "transfusion indicated" (rule g). */
export const transfusion: Test = (of) => isTrue(of.transfusionIndicated);

/** Falling values: < LLN is grade 1, then a grade for each limit passed. */
export const falls = (...limits: readonly number[]): readonly Row[] => [
  ...limits.map((limit, index): Row => [index + 2, under(limit)]).reverse(),
  [1, under('lln')],
];

/** Rising values: > ULN is grade 1, then a grade for each limit passed. */
export const rises = (...limits: readonly number[]): readonly Row[] => [
  ...limits.map((limit, index): Row => [index + 2, over(limit)]).reverse(),
  [1, over('uln')],
];

/** Rising values in multiples: grade 1 above 1 x ULN, then a grade for each multiple passed. */
export const risesTimes = (limit: Limit, ...times: readonly number[]): readonly Row[] => [
  ...times.map((factor, index): Row => [index + 2, overTimes(factor, limit)]).reverse(),
  [1, overTimes(1, limit)],
];
