import { addMonths, isNotAfter, type Span, withMembers } from '@linea/facts';
import { choice, criterion, date, FROM_MEMORY, is, type Path, type When } from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { ask, happened, imprecise } from './ask.ts';
import { orderOf, type Point, pointAt } from './endpoint.ts';
import { DEFINITIONS, type Definition, fhrApplications } from './fhr-facts.ts';
import { BEST } from './refractory.ts';

/** Months within which PD must come, and whether they run from the transplant where there was one. */
const TIMED: Readonly<Record<string, { readonly months: number; readonly fromAsct: boolean }>> = {
  'fhr-18m-asct-or-l1': { months: 18, fromAsct: true },
  'fhr-12m': { months: 12, fromAsct: true },
  'fhr-24m': { months: 24, fromAsct: true },
  er18: { months: 18, fromAsct: false },
};

const later = ({ start, end }: Span, months: number): Span => ({
  start: addMonths(start, months),
  end: addMonths(end, months),
});
/** Four years hold every length that some months can have. */
const CALENDAR = 1461;

/** The days that some calendar months are long, counted from any day of a span. */
function lengthsOf({ start, end }: Span, months: number): { readonly low: number; readonly high: number } {
  const from = Number.isFinite(start) ? start : Number.isFinite(end) ? end - CALENDAR : 0;
  let [low, high] = [Infinity, -Infinity];
  for (let day = from; day <= Math.min(end, from + CALENDAR); day++) {
    const length = addMonths(day, months) - day;
    [low, high] = [Math.min(low, length), Math.max(high, length)];
  }
  return { low, high };
}

/** The last day of some months from a point. */
function limitOf({ span, day, ...rest }: Point, months: number): Point {
  const lengths = day && span && lengthsOf(span, months);
  return withMembers(rest, {
    span: span && later(span, months),
    ...(day && lengths ? { day: { low: day.low + lengths.low, high: day.high + lengths.high } } : {}),
  });
}

/** PD within the months of its anchor. Without PD the answer is open until follow-up has reached the limit. */
function early(path: Path, anchor: Point, pd: Point, asOf: Point, months: number): boolean {
  if (!anchor.span) return false;
  const limit = limitOf(anchor, months);
  const unknown = (of: When) => () => ({
    key: `${of.key} within ${months} months of ${anchor.key}`,
    inputs: imprecise(of, anchor),
  });
  if (happened(path, pd)) return ask(path, pd.span && orderOf(isNotAfter, pd, limit), unknown(pd));
  const reached = ask(path, asOf.span && orderOf(isNotAfter, limit, asOf), unknown(asOf));
  return !reached && path.settle({ key: 'progression to come', inputs: ['pdDate'] }, null);
}

/**
 * Functional high risk after the first line (multiple myeloma) - `mm.fhr`
 *
 *  fhr-18m-asct-or-l1  PD within 18 months of autologous transplant, or of the start of line 1 without one (default)
 *  fhr-12m             PD within 12 months, likewise
 *  er18                PD within 18 months of the start of line 1
 *  fhr-24m             PD within 24 months, from transplant or start of line 1
 *  primary-refractory  best response of line 1 below MR
 *  suboptimal          best response below VGPR after induction with or without transplant
 *
 * Months are calendar months and include the last day. Without PD the answer stays open until follow-up has reached the
 * limit, and is no after it.
 *
 * @param l1Start       start of line 1
 * @param asctDate      autologous transplant, null: none
 * @param pdDate        first confirmed PD, null: none
 * @param bestResponse  of line 1
 * @param asOf          last day on which PD would have been seen
 * @param l1StartDay, asctDay, pdDay, asOfDay  days from a common day, where the source dates them so: a number or `{ low, high }`
 *                      each; they order what the dates leave open, as far as months of 28 to 31 days allow
 * @source fhr-18m: DREAMM-7 and DREAMM-8 analyses; er18: S-ERMM, Clin Cancer Res 2021;27:3695; primary-refractory: Blood 2011;117:4691;
 *         suboptimal: Hematology 2023:433; fhr-12m and fhr-24m from memory (Leukemia 2016;30:2208 and cohorts)
 */
export const fhr = criterion({
  id: 'mm.fhr',
  version: '1',
  source: 'DREAMM-7/-8; Clin Cancer Res 2021;27:3695; Blood 2011;117:4691; Hematology 2023:433; Leukemia 2016;30:2208',
  inputs: {
    l1Start: date(),
    asctDate: date('null'),
    pdDate: date('null'),
    bestResponse: choice(BEST, { NE: null }),
    asOf: date(),
    l1StartDay: absenceSpeaks(daysSince()),
    asctDay: absenceSpeaks(daysSince()),
    pdDay: absenceSpeaks(daysSince()),
    asOfDay: absenceSpeaks(daysSince()),
  },
  params: { definition: { default: 'fhr-18m-asct-or-l1' as Definition, allowed: DEFINITIONS } },
  answers: [false, true],
  decide:
    ({ bestResponse, ...dates }, { definition }) =>
    (path) => {
      if (definition === 'primary-refractory') return is(bestResponse, 'PD', 'SD')(path);
      if (definition === 'suboptimal') return is(bestResponse, 'PD', 'SD', 'MR', 'PR')(path);
      const { months, fromAsct } = TIMED[definition] as { months: number; fromAsct: boolean };
      const asct = pointAt(dates.asctDate, dates.asctDay);
      // Without a count of its own the start is day 0 of the counts.
      const start = withMembers(dates.l1Start, {
        day: dates.l1StartDay.given ? dates.l1StartDay.range : { low: 0, high: 0 },
      });
      const anchor = fromAsct && happened(path, asct) ? asct : start;
      return early(path, anchor, pointAt(dates.pdDate, dates.pdDay), pointAt(dates.asOf, dates.asOfDay), months);
    },
  fields: (_, __, ___, { definition }) => ({ definition }),
  warn: (_, { definition }) => [[FROM_MEMORY, definition === 'fhr-12m' || definition === 'fhr-24m']],
  from: fhrApplications,
});
