import { type InputIssue, list, type Measured, type Reader, record } from '../../engine/index.ts';
import { daysSince } from '../../general/readers.ts';

/** The numbers a count of a day may be. */
interface DayCount {
  readonly low: number;
  readonly high: number;
}

/** What is known of each day: measured, interpolated, or (null) nothing. */
export type Series = ReadonlyMap<number, DayCount>;

/** Gaps of up to this many unmeasured days are filled in by a straight line. */
const LONGEST_GAP = 7;

/**
 * A daily series from measurements (toxicity.md 4.2): of several on a day the lowest counts, gaps of up to 7 unmeasured days
 * are interpolated linearly, longer ones and what lies before the first and after the last stay unknown.
 */
export function dailySeries(measured: Series): Series {
  const days = [...measured.keys()].sort((a, b) => a - b);
  const series = new Map<number, DayCount>(measured);
  for (const [index, from] of days.entries()) {
    const to = days[index + 1];
    if (to === undefined || to - from - 1 > LONGEST_GAP) continue;
    const [a, b] = [measured.get(from) as DayCount, measured.get(to) as DayCount];
    for (let day = from + 1; day < to; day++) {
      const share = (day - from) / (to - from);
      series.set(day, { low: a.low + (b.low - a.low) * share, high: a.high + (b.high - a.high) * share });
    }
  }
  return series;
}

/** The lowest count of each measured day. */
export interface Measurements {
  readonly given: boolean;
  readonly byDay: Series;
}

const LAST_DAY = 36_525;
/** An open end (`< 20`) is this much inside: more than the tolerance of comparisons, less than any count. */
const OPEN = 1e-6;

/** Measurements `{ day, value, unit, comparator? }` of one analyte, days from the infusion. */
export function measurements(analyte: () => Reader<Measured>): Reader<Measurements> {
  const entry = record({ day: daysSince() });
  const value = analyte();
  const entries = list<{ day: Measured; count: Measured }>({
    help: `{ day, value, unit }`,
    read(raw, name) {
      const day = entry.read(raw, name);
      const of = (
        typeof raw === 'object' && raw !== null && 'value' in raw && typeof raw.value === 'object' && raw.value !== null
          ? raw.value
          : raw
      ) as unknown;
      const count = value.read(of === null || typeof of !== 'object' ? undefined : of, `${name}.value`);
      return { input: { day: day.input.day, count: count.input }, issues: [...day.issues, ...count.issues] };
    },
  });
  return {
    help: entries.help.length > 0 ? '[ { day, value, unit } ]' : '',
    read(raw, name) {
      const { input, issues } = entries.read(raw, name);
      const byDay = new Map<number, DayCount>();
      const refused: InputIssue[] = [];
      for (const [index, { day, count }] of input.entries()) {
        const { low, high } = day.range;
        if (!day.given || low !== high || !Number.isInteger(low) || Math.abs(low) > LAST_DAY) {
          refused.push({
            code: 'number.notInteger',
            at: `${name}[${index}].day`,
            got: day.given ? `${low} - ${high}` : '',
            allowed: 'day',
            fatal: day.given,
          });
          continue;
        }
        if (!count.given) continue;
        const before = byDay.get(low);
        const { lowOpen, highOpen } = count.range;
        const now = { low: count.range.low + (lowOpen ? OPEN : 0), high: count.range.high - (highOpen ? OPEN : 0) };
        byDay.set(low, before ? { low: Math.min(before.low, now.low), high: Math.min(before.high, now.high) } : now);
      }
      return { input: { given: input.given, byDay }, issues: [...issues, ...refused] };
    },
  };
}

/** A series counted from another day 0, without what comes after the day on which it is cut. */
export function shifted({ byDay }: Measurements, infusionDay: number, lastDay: number): Series {
  const days = new Map<number, DayCount>();
  for (const [day, count] of byDay) if (day - infusionDay <= lastDay) days.set(day - infusionDay, count);
  return days;
}
