import { daysBetween } from '@linea/facts';
import { calculation, date } from '../engine/index.ts';

const finite = (days: number): number | null => (Number.isFinite(days) ? days : null);

/**
 * Difference of two dates in days - `date.difference`
 *
 *  to - from is the interval [to.start - from.end, to.end - from.start], no day added (myeloma.md 0.4)
 *  `ordered` asserts that `from` is not after `to`: the lower bound is then at least 0
 *
 * A bound that hangs on an open or unknown end is null.
 *
 * @param from  date: day, month, year, interval
 * @param to    date
 * @source convention of this project (myeloma.md 0.4, 8.5)
 */
export const dateDifference = calculation({
  id: 'date.difference',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs: { from: date(), to: date() },
  params: { ordered: { default: false } },
  compute: ({ from, to }, { ordered }) => {
    const missing = [from, to].filter(({ given }) => !given).flatMap(({ inputs }) => inputs);
    if (!from.span || !to.span || missing.length > 0)
      return { fields: { status: 'indeterminate', minDays: null, maxDays: null, missing } };
    const { minDays, maxDays } = daysBetween(from.span, to.span, ordered);
    if (ordered && maxDays < 0) return { error: 'order-contradicted' };
    return { fields: { minDays: finite(minDays), maxDays: finite(maxDays) } };
  },
});
