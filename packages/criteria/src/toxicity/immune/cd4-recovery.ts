import {
  above,
  type Condition,
  calculation,
  date,
  list,
  type Measured,
  quantity,
  record,
  settle,
  truth,
  type When,
} from '../../engine/index.ts';
import { absenceSpeaks, daysSince } from '../../general/readers.ts';
import { shownDays } from '../../general/shown-days.ts';
import { cd4Applications } from '../facts/immune-facts.ts';

const LIMIT = 200;

interface Point {
  readonly start: number;
  readonly end: number;
  readonly day: Measured;
  readonly on: When;
  readonly isAbove: Condition;
}

/** When it was, on one axis: the day since infusion, else the date; null where neither is known. */
function extent(day: Measured, on: When): { readonly start: number; readonly end: number } | null {
  if (day.given) return { start: day.range.low, end: day.range.high };
  return on.given && on.span && Number.isFinite(on.span.start + on.span.end) ? on.span : null;
}

/** The first of two consecutive values above the limit on different days; -1 while there is none. */
const firstConfirmed =
  (points: readonly Point[]) =>
  (path: Parameters<Condition>[0]): number => {
    let run = -1;
    for (const [index, point] of points.entries()) {
      if (!point.isAbove(path)) run = -1;
      else if (run >= 0 && point.start > (points[run] as Point).end) return run;
      else if (run < 0) run = index;
    }
    return -1;
  };

/**
 * Recovery of CD4 T cells after infusion - `cd4Recovery`
 *
 *  recovered  the first of two consecutive measurements above 200/uL on different days
 *
 * The limit is a parameter; centres use their own. One value above it with none after it leaves recovery open.
 *
 * @param measurements  `{ day | date, cd4 }`, day counted from the infusion
 * @source convention of this project (toxicity.md 6.2)
 */
export const cd4Recovery = calculation({
  id: 'cd4Recovery',
  version: '1',
  source: 'convention of this project; limits differ between centres',
  verification: 'convention',
  from: cd4Applications,
  inputs: {
    measurements: absenceSpeaks(
      list(
        record({
          day: daysSince(),
          date: date(),
          cd4: quantity('/uL', { bare: true, count: true, plausible: [0, 100_000] }),
        }),
      ),
    ),
  },
  params: { cd4Limit: { default: LIMIT } },
  compute: ({ measurements }, { cd4Limit }) => {
    const points = measurements
      .flatMap(({ day, date: on, cd4 }, index): readonly Point[] => {
        const days = extent(day, on);
        const own = { ...cd4, key: `cd4 ${index}`, inputs: ['measurements'] };
        return days && cd4.given ? [{ ...days, day, on, isAbove: above(own, cd4Limit) }] : [];
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const { settled } = settle(firstConfirmed(points));
    const last = points.at(-1);
    const isLastAbove = last ? truth(last.isAbove) : null;
    const isOpen = settled.status !== 'determined' || (settled.value < 0 && isLastAbove !== false);
    const first = settled.status === 'determined' && settled.value >= 0 ? points[settled.value] : undefined;
    const outcome = isOpen
      ? { status: 'indeterminate', possible: [false, true], missing: ['measurements'] }
      : { value: first !== undefined, missing: [] };
    return {
      fields: {
        ...outcome,
        limit: cd4Limit,
        recoveryDay: first?.day.given
          ? first.day.range.low === first.day.range.high
            ? first.day.range.low
            : { low: first.day.range.low, high: first.day.range.high }
          : null,
        recoveryDate: first?.on.given && first.on.span ? shownDays(first.on.span) : null,
      },
    };
  },
});
