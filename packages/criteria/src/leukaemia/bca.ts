import { criterion } from '../engine/index.ts';
import { courseInputs, type Limits } from '../toxicity/aplasia-course.ts';
import { APLASIA_VALUES, aplasiaDecision, recoveryFields } from '../toxicity/b-cell-aplasia.ts';
import { leukaemiaAplasiaApplications } from '../toxicity/facts/immune-facts.ts';

const limitsOf = ({
  bcaAbs,
  bcaPct,
  confirmDays,
}: {
  bcaAbs: number;
  bcaPct: number;
  confirmDays: number;
}): Limits => ({ absolute: bcaAbs, percent: bcaPct, confirmDays });

/**
 * B-cell aplasia after CAR-T cells in acute lymphoblastic leukaemia - `all.bca` (preset `b-all` of `bCellAplasia`)
 *
 *  aplasia            CD19+ B cells < 10/uL, or without an absolute number < 1 % of lymphocytes
 *  not aplasia        a single undated value at or above the limit
 *  possible recovery  one dated value at or above it, or several within 14 days
 *  recovery           the first of consecutive values at or above it that lie at least 14 days apart
 *
 * `durationDays` runs from infusion to the (possible) recovery; `earlyLoss`: before day 180, a signal of risk shown as
 * context only.
 *
 * @param cd19, cd19Pct  one value; or
 * @param measurements   { day | date, cd19 | cd19Pct | aplasia }; a day may be a number, { low, high } or a label (M10)
 * @source convention of this project (all.md 5.3): no single standard
 */
export const bca = criterion({
  id: 'all.bca',
  version: '1',
  source: 'convention of this project; no single standard',
  verification: 'convention',
  inputs: courseInputs,
  params: { bcaAbs: { default: 10 }, bcaPct: { default: 1 }, confirmDays: { default: 14 } },
  answers: APLASIA_VALUES,
  decide: (inputs, params) => aplasiaDecision(inputs, limitsOf(params), () => 'possible recovery'),
  fields: (_, __, inputs, params) => recoveryFields(inputs, limitsOf(params)),
  from: leukaemiaAplasiaApplications,
});
