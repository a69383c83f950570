import {
  all,
  below,
  type Condition,
  criterion,
  firstOf,
  flag,
  type Inputs,
  isTrue,
  type Measured,
  truth,
} from '../engine/index.ts';
import { reaches } from '../general/compare.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { egfr, upcr, upcrLimit } from './readers.ts';
import { renalApplications } from './renal-facts.ts';

const inputs = {
  baselineUpcr: upcr(),
  currentUpcr: upcr(),
  baselineEgfr: egfr(),
  currentEgfr: egfr(),
  rescueUsed: absenceSpeaks(flag()),
};
type Kidney = Inputs<typeof inputs>;

/** mg of protein per g of creatinine in 1 mg/mmol: the molar mass of creatinine is 113.12 g/mol. */
const MG_PER_G = 8.84;

const differ = ({ baselineUpcr: a, currentUpcr: b }: Kidney): boolean => a.given && b.given && a.unit !== b.unit;

/** Both ratios in the unit of the current one; an unknown one may be anything in the unit of the other. */
function ratiosOf(of: Kidney): { readonly baseline: Measured; readonly current: Measured } {
  const anything = { low: 0, high: Infinity };
  const { baselineUpcr, currentUpcr } = of;
  const current = currentUpcr.given ? currentUpcr : { ...currentUpcr, unit: baselineUpcr.unit, range: anything };
  if (!baselineUpcr.given) return { baseline: { ...baselineUpcr, unit: current.unit, range: anything }, current };
  if (!differ(of)) return { baseline: baselineUpcr, current };
  const times = current.unit === 'mg/mmol' ? 1000 / MG_PER_G : MG_PER_G / 1000;
  const { low, high } = baselineUpcr.range;
  const range = { ...baselineUpcr.range, low: low * times, high: high * times };
  return { baseline: { ...baselineUpcr, unit: current.unit, range }, current };
}

/** Kidney function no worse than the tolerance. */
const stable = ({ baselineEgfr, currentEgfr }: Kidney, tolerance: number): Condition =>
  reaches(currentEgfr, 1 - tolerance, baselineEgfr);

/**
 * Response of lupus nephritis - `renalResponse.kdigo2024`
 *
 *  complete  UPCR < 0.5 g/g (mg/mmol: < 50) and eGFR at least 85 % of baseline (`functionTolerance` 0.15)
 *  partial   UPCR fallen by >= 50 % from baseline and to < 3 g/g (< 300 mg/mmol), eGFR as above
 *  none      neither
 *
 * A value in mg/mmol is compared with the limits in mg/mmol, never converted; baseline is the value when treatment
 * started. A rescue treatment is shown (`rescueUsed`); trials report without it.
 *
 * @param baselineUpcr, currentUpcr  `{ value, unit }` g/g, mg/g or mg/mmol
 * @param baselineEgfr, currentEgfr  mL/min/1.73 m2
 * @source KDIGO 2024 guideline for lupus nephritis, as reproduced in summaries
 */
export const renalResponse = criterion({
  id: 'renalResponse.kdigo2024',
  version: '2024',
  source: 'KDIGO 2024 Clinical Practice Guideline for the Management of Lupus Nephritis',
  inputs,
  params: { functionTolerance: { default: 0.15 } },
  answers: ['none', 'partial', 'complete'],
  decide: (of, { functionTolerance }) => {
    const { baseline, current } = ratiosOf(of);
    const preserved = stable(of, functionTolerance);
    const halved = reaches(baseline, 2, current);
    return firstOf<'none' | 'partial' | 'complete'>([
      ['complete', all(below(current, upcrLimit(current, 0.5)), preserved)],
      ['partial', all(halved, below(current, upcrLimit(current, 3)), preserved)],
      ['none', () => true],
    ]);
  },
  fields: (_, __, { rescueUsed }) => ({
    definition: 'kdigo2024',
    ...(rescueUsed.given ? { rescueUsed: truth(isTrue(rescueUsed)) } : {}),
  }),
  warn: (of) => [
    ['upcrUnitsDiffer', differ(of)],
    ['rescueUsed', of.rescueUsed.given && truth(isTrue(of.rescueUsed)) === true],
  ],
  from: renalApplications,
});
