import { isNotAfter, type Span, shiftMonths } from '@linea/facts';
import { type Calculated, calculation, date } from '../../engine/index.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownDays } from '../../general/shown-days.ts';
import { followUpApplications } from '../facts/event-facts.ts';

/** Months after infusion: 1, 3, 6, 12, then every year to year 15. */
const MONTHS: readonly number[] = [1, 3, 6, ...Array.from({ length: 15 }, (_, year) => 12 * (year + 1))];
/** Up to year 5 an examination, afterwards a contact. */
const EXAMINED_TO_YEAR = 5;

/** Has the day come by which the contact is due? Null where imprecise dates leave it open. */
const isDue = (due: Span, at: Span | null): boolean | null => (at ? isNotAfter(due, at) : null);

/**
 * Long-term follow-up after integrating vectors - `longTermFollowUp`
 *
 *  months 1, 3, 6, 12, then yearly to year 15; examination to year 5, contact afterwards. After that cancer and survival
 *  status for life.
 *
 * A guideline's schedule, never our proposal: the product's own plan prevails (the European text is from memory).
 *
 * @param infusionDate  known or bounded; dates are then intervals
 * @param asOf          the day asked about: what is due by then
 * @source FDA guidance on long term follow-up after administration of human gene therapy products, January 2020
 */
export const longTermFollowUp = calculation({
  id: 'longTermFollowUp',
  version: '2020',
  source: 'FDA, Long Term Follow-Up After Administration of Human Gene Therapy Products, January 2020',
  from: followUpApplications,
  inputs: { infusionDate: date(), asOf: absenceSpeaks(date()) },
  compute: ({ infusionDate, asOf }): Calculated => {
    if (!infusionDate.given || !infusionDate.span)
      return { fields: { status: 'indeterminate', missing: ['infusionDate'], ltfuDueDates: [], nextDue: null } };
    const infusion = infusionDate.span;
    const at = asOf.given ? asOf.span : null;
    const dates = MONTHS.map((month) => {
      const due = shiftMonths(infusion, month);
      return {
        month,
        from: shownDays(due),
        due: isDue(due, at),
      };
    });
    return {
      fields: {
        ltfuDueDates: dates,
        examinationToYear: EXAMINED_TO_YEAR,
        nextDue: at ? (dates.find(({ due }) => due !== true)?.from ?? null) : null,
        missing: [],
      },
    };
  },
});
