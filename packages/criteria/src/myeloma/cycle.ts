import { type Span, shiftDays, spanOf } from '@linea/facts';
import { calculation, count, date, type Measured, quantity, type Reader, type When } from '../engine/index.ts';
import { eachOf, plainDate, sourced } from '../patient/patient.ts';
import { hasDisease } from './baseline.ts';
import { calendarInputs, calendarsOf } from './courses.ts';

/** The days on which cycles really began, by number of the cycle. */
function daysByCycle(): Reader<ReadonlyMap<number, When>> {
  const day = date();
  return {
    help: '{ [cycle]: date }',
    read(raw, name) {
      const entries = Object.entries(typeof raw === 'object' && raw !== null ? raw : {}).map(
        ([cycle, value]) => [Number(cycle), day.read(value, `${name}.${cycle}`)] as const,
      );
      return {
        input: new Map(entries.map(([cycle, { input }]) => [cycle, input])),
        issues: entries.flatMap(([, { issues }]) => issues),
      };
    },
  };
}

/** The number as given; null when it is not known. */
const exactly = ({ given, range }: Measured): number | null => (given && range.low === range.high ? range.low : null);

const differenceOf = (from: Span, to: Span): number | { low: number; high: number } =>
  from.start === from.end && to.start === to.end
    ? to.start - from.start
    : { low: to.start - from.end, high: to.end - from.start };

/**
 * Calendar of treatment cycles - `mm.cycle`
 *
 *  planned   cycle n, day m = day 1 of cycle 1 + (n - 1) x length + (m - 1)
 *  date      from the actual day 1 of that cycle where it is known, else as planned
 *  delay     actual day 1 of cycle n - planned day 1 of cycle n, cumulative since cycle 1
 *
 * Days outside 1 … length do not exist: `{ error: 'day-out-of-cycle' }`. An imprecise first day gives an interval.
 *
 * @param cycle1Day1  date of day 1 of cycle 1
 * @param length      days in a cycle
 * @param actualDay1  { [cycle]: date } of cycles that began on another day than planned
 * @returns `date`, `planned`, and `cumulativeDelayDays` of the cycle (null without its actual day 1)
 * @source calendar arithmetic, myeloma specification 8.1
 */
export const cycle = calculation({
  id: 'mm.cycle',
  version: '1',
  source: 'calendar arithmetic',
  verification: 'convention',
  inputs: {
    cycle1Day1: date(),
    length: quantity('d', { bare: true, plausible: [1, 366] }),
    cycle: count([0, 1000]),
    day: quantity('d', { bare: true }),
    actualDay1: daysByCycle(),
  },
  compute: ({ cycle1Day1, actualDay1, ...given }) => {
    const [length, number, day] = [exactly(given.length), exactly(given.cycle), exactly(given.day)];
    if (length !== null && !Number.isInteger(length)) return { error: 'length-not-whole-days' };
    const missing = [
      cycle1Day1.given ? [] : ['cycle1Day1'],
      length === null ? ['length'] : [],
      number === null ? ['cycle'] : [],
      day === null ? ['day'] : [],
    ].flat();
    if (length !== null && day !== null && (day < 1 || day > length || !Number.isInteger(day)))
      return { error: 'day-out-of-cycle' };
    if (number !== null && (number < 1 || !Number.isInteger(number))) return { error: 'cycle-out-of-range' };
    const first = cycle1Day1.span;
    if (first === null || length === null || number === null || day === null || missing.length > 0) {
      return { fields: { status: 'indeterminate', possible: [], missing } };
    }
    const planned1 = shiftDays(first, (number - 1) * length);
    const actual1 = actualDay1.get(number)?.given ? actualDay1.get(number)?.span : null;
    return {
      fields: {
        date: plainDate(shiftDays(actual1 ?? planned1, day - 1)),
        planned: plainDate(shiftDays(planned1, day - 1)),
        cumulativeDelayDays: actual1 ? differenceOf(planned1, actual1) : null,
      },
    };
  },
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    return eachOf(of, 'cycles', calendarsOf(of), (course) =>
      course.actual
        .filter(({ cycle: number }) => number > 1)
        .map(({ cycle: number, days, facts }) => ({
          of: { line: course.line.number, cycle: number },
          at: spanOf(days.start, days.end),
          inputs: {
            ...calendarInputs(course),
            cycle: sourced(number, facts),
            day: { value: 1, facts: [], codes: [] },
            actualDay1: sourced({ [number]: plainDate(days) }, facts),
          },
        })),
    );
  },
});
