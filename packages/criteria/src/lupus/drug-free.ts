import { daysBetween, inMonths } from '@linea/facts';
import { calculation, date, flag, type Inputs, isFalse, truth, type When } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { drugFreeApplications } from './pathway-facts.ts';

const inputs = {
  lastImmunosuppressantDate: absenceSpeaks(date('null')),
  lastGlucocorticoidDate: absenceSpeaks(date('null')),
  onImmunosuppressant: absenceSpeaks(flag()),
  onGlucocorticoid: absenceSpeaks(flag()),
  asOf: date(),
};
type Drugs = Inputs<typeof inputs>;

/** The drug was stopped on a day, was never given (null), or goes on; not recorded is unknown. */
const state = (last: When, on: Drugs['onGlucocorticoid']): 'on' | 'off' | 'unknown' => {
  if (on.given && truth(isFalse(on)) === false) return 'on';
  return last.given || (on.given && truth(isFalse(on)) === true) ? 'off' : 'unknown';
};

/**
 * Months without glucocorticoid and immunosuppressant (systemic lupus erythematosus) - `drugFreeMonths`
 *
 * Days from the later of the two last doses to the day asked about, divided by 30.4375. The absence of a drug needs a
 * recorded end or "none": an empty list is unknown, never drug-free.
 *
 * @param lastImmunosuppressantDate, lastGlucocorticoidDate  last dose; null: never given
 * @param onImmunosuppressant, onGlucocorticoid              still given
 * @returns `drugFree` (yes, no, null: unknown), `drugFreeMonths`, with bounds where a date is not exact
 * @source convention of this project (lupus.md 6)
 */
export const drugFreeMonths = calculation({
  id: 'drugFreeMonths',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs,
  compute: (of) => {
    const both = [
      [
        'lastImmunosuppressantDate',
        of.lastImmunosuppressantDate,
        state(of.lastImmunosuppressantDate, of.onImmunosuppressant),
      ],
      ['lastGlucocorticoidDate', of.lastGlucocorticoidDate, state(of.lastGlucocorticoidDate, of.onGlucocorticoid)],
    ] as const;
    if (both.some(([, , now]) => now === 'on')) return { fields: { drugFree: false, drugFreeMonths: 0 } };
    const missing = both.flatMap(([name, , now]) => (now === 'unknown' ? [name] : []));
    if (missing.length > 0)
      return { fields: { status: 'indeterminate', drugFree: null, drugFreeMonths: null, missing } };
    const ends = both.flatMap(([, when]) => (when.given && when.span ? [when.span] : []));
    const today = of.asOf.given ? of.asOf.span : null;
    if (ends.length === 0 || !today) return { fields: { drugFree: true, drugFreeMonths: null } };
    const last = { start: Math.max(...ends.map(({ start }) => start)), end: Math.max(...ends.map(({ end }) => end)) };
    const { minDays, maxDays } = daysBetween(last, today);
    if (maxDays < 0) return { error: 'event-after-day' };
    const exact = minDays === maxDays;
    return {
      fields: {
        drugFree: true,
        drugFreeMonths: exact ? inMonths(minDays) : null,
        ...(exact ? {} : { minMonths: inMonths(Math.max(0, minDays)), maxMonths: inMonths(maxDays) }),
      },
    };
  },
  from: drugFreeApplications,
});
