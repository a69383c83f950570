import { addMonths, type Span, spanOf } from '@linea/facts';

/**
 * "During the k-th month of X, in this month": the days on which X began (all.md 6).
 *
 *  [first day - k months + 1 day, last day - (k - 1) months]; month 6 in July 2024: 2024-01-02 to 2024-02-29
 */
export const startOfKthMonth = (k: number, month: Span): Span =>
  spanOf(addMonths(month.start, -k) + 1, addMonths(month.end, 1 - k));
