import { calibration, concordance, cox } from '@linea/survival';
import { LEAST_SHOWN } from '../disclosure/least-shown.ts';
import type { Interval } from '../validation/paired.ts';
import type { Observed } from '../validation/scoring.ts';

/** How a model does in one group of patients. */
export interface SubgroupPerformance {
  /** Column, and the value or range of it. */
  readonly column: string;
  readonly group: string;
  readonly n: number;
  readonly events: number;
  /** Null where there are too few to say, see `hidden`. */
  readonly harrell: Interval | null;
  /** Events seen over expected by the time looked at. */
  readonly ratio: Interval | null;
  readonly slope: Interval | null;
  /** Why nothing is shown: fewer patients than may be shown, or fewer events than say anything. */
  readonly hidden: 'fewPatients' | 'fewEvents' | null;
}

export interface SubgroupRules {
  /** A group of fewer patients is not shown: its people could be recognised. */
  readonly patients: number;
  /** With fewer events nothing is estimated. */
  readonly events: number;
}

const SUBGROUP_RULES: SubgroupRules = { patients: LEAST_SHOWN, events: 10 };

/** What was predicted of patients by a model that was not fitted on them. */
export interface Judged {
  readonly observed: Observed;
  readonly risk: Float64Array;
  /** Pairs are formed within a part only. */
  readonly part?: Int32Array;
  /** Probability of the event by the time looked at. */
  readonly byTime: Float64Array;
  readonly at: number;
}

const Z = 1.959963984540054;

/**
 * Discrimination and calibration by group.
 *
 * @param labels  group of each patient; null = not known, which is a group of its own: `?`
 * @returns groups in the order of `order`, or of their names
 */
export function bySubgroup(
  judged: Judged,
  column: string,
  labels: readonly (string | null)[],
  order?: readonly string[],
  rules: SubgroupRules = SUBGROUP_RULES,
): SubgroupPerformance[] {
  const members = new Map<string, number[]>();
  labels.forEach((label, i) => {
    const own = label ?? '?';
    members.set(own, [...(members.get(own) ?? []), i]);
  });
  const names = [...members.keys()].sort((a, b) =>
    order ? order.indexOf(a) - order.indexOf(b) : a.localeCompare(b, 'en', { numeric: true }),
  );
  return names.map((group) => ({ column, group, ...performanceOf(judged, members.get(group)!, rules) }));
}

function performanceOf(
  { observed, risk, part, byTime, at }: Judged,
  rows: readonly number[],
  rules: SubgroupRules,
): Omit<SubgroupPerformance, 'column' | 'group'> {
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  const [time, event] = [take(observed.time), take(observed.event).map((e) => Number(e === 1))];
  const events = event.reduce((sum, e) => sum + e, 0);
  const none = { n: rows.length, events, harrell: null, ratio: null, slope: null };
  if (rows.length < rules.patients) return { ...none, n: rows.length, events: 0, hidden: 'fewPatients' };
  if (events < rules.events) return { ...none, hidden: 'fewEvents' };
  const c = concordance(time, event, take(risk), {
    reverse: true,
    ...(part && { strata: Int32Array.from(rows, (i) => part[i]!) }),
  });
  const own = take(byTime);
  const expected = own.reduce((sum, r) => sum + r, 0) / rows.length;
  const { groups } = calibration(time, event, own, at, 1);
  const seen = groups[0]!;
  const line = own.map((r) => Math.log(-Math.log(1 - Math.min(1 - 1e-12, Math.max(1e-12, r)))));
  const fit = cox(
    time,
    event,
    Array.from(line, (v) => [v]),
  );
  const around = (estimate: number, se: number): Interval => ({
    estimate,
    se,
    lower: estimate - Z * se,
    upper: estimate + Z * se,
  });
  const harrell = around(c.concordance, c.se);
  return {
    n: rows.length,
    events,
    harrell: { ...harrell, lower: Math.max(0, harrell.lower), upper: Math.min(1, harrell.upper) },
    ratio: Number.isFinite(seen.lower)
      ? {
          estimate: seen.observed / expected,
          se: (seen.upper - seen.lower) / (2 * Z * expected),
          lower: seen.lower / expected,
          upper: seen.upper / expected,
        }
      : null,
    slope: Number.isFinite(fit.coefficients[0]!) ? around(fit.coefficients[0]!, Math.sqrt(fit.variance[0]!)) : null,
    hidden: null,
  };
}

/**
 * Groups of a column of numbers with many values: thirds, named by their range. Few values are their own groups.
 *
 * @param values  NaN = missing
 */
export function groupsOfNumbers(values: ArrayLike<number>): { labels: (string | null)[]; order: string[] } {
  const all = Float64Array.from(values);
  const present = all.filter((v) => !Number.isNaN(v)).sort();
  const distinct = [...new Set(present)];
  if (distinct.length <= 8)
    return {
      labels: Array.from(all, (v) => (Number.isNaN(v) ? null : `${v}`)),
      order: [...distinct.map(String), '?'],
    };
  const cuts = [...new Set([1 / 3, 2 / 3].map((share) => present[Math.floor(share * present.length)]!))];
  const name = (k: number): string =>
    k === 0 ? `< ${cuts[0]}` : k === cuts.length ? `>= ${cuts[k - 1]}` : `${cuts[k - 1]} – < ${cuts[k]}`;
  return {
    labels: Array.from(all, (v) => (Number.isNaN(v) ? null : name(cuts.filter((cut) => v >= cut).length))),
    order: [...Array.from({ length: cuts.length + 1 }, (_, k) => name(k)), '?'],
  };
}
