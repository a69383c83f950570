import { EPSILON } from '../../engine/index.ts';
import type { Series } from './series.ts';

/** Fewer consecutive days above the limit than this between two days below it are no recovery: they count as below. */
const RECOVERY_DAYS = 3;

/** How days of which nothing is known are taken: as above the limit, or as below it. */
export type Unknown = 'above' | 'below';

export interface Below {
  /** Days at or below the limit, short recoveries included. */
  readonly days: number;
  readonly longest: number;
  readonly isBelow: readonly boolean[];
}

/**
 * The days of a window on which a count is at or below a limit (or strictly below it), from a daily series.
 *
 * @param first, last  the window, both days included
 */
export function belowDays(
  series: Series,
  limit: number,
  isStrict: boolean,
  unknown: Unknown,
  first: number,
  last: number,
): Below {
  const isBelow: boolean[] = [];
  for (let day = first; day <= last; day++) {
    const count = series.get(day);
    // A censored count is below as far as all (or, for the most, any) of what it may be is.
    const value = count === undefined ? undefined : unknown === 'below' ? count.low : count.high;
    isBelow.push(
      value === undefined ? unknown === 'below' : isStrict ? value < limit - EPSILON : value <= limit + EPSILON,
    );
  }
  let lastBelow = -1;
  for (let index = 0; index < isBelow.length; index++) {
    if (!isBelow[index]) continue;
    if (lastBelow >= 0 && index - lastBelow - 1 < RECOVERY_DAYS) isBelow.fill(true, lastBelow + 1, index);
    lastBelow = index;
  }
  let [days, run, longest] = [0, 0, 0];
  for (const below of isBelow) {
    run = below ? run + 1 : 0;
    if (below) days += 1;
    longest = Math.max(longest, run);
  }
  return { days, longest, isBelow };
}
