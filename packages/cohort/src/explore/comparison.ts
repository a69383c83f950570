import {
  categoricalDifference, compareRestrictedMeans, cumulativeIncidence, normalQuantile, productLimit, restrictedMean,
} from '@linea/survival'; // biome-ignore format: a list
import { type Curves, cohortCurves } from './curves.ts';
import { type DisclosureLimit, type ShownCount, shownCounts } from './disclosure.ts';
import { quietLevels } from './groups.ts';
import { type HazardRatio, hazardRatio, LEAST_EVENTS } from './hazard-ratio.ts';
import { type CohortEndpoint, NOT_APPLICABLE, UNKNOWN } from './row.ts';
import type { CohortTable } from './table.ts';

/** One dimension of two cohorts: counts by level, and how far they lie apart. */
interface ComparedDimension {
  readonly id: string;
  readonly levels: readonly { readonly level: string; readonly n: readonly [ShownCount, ShownCount] }[];
  /** Standardised difference of the known levels, at least 0; null where a cohort has none. Above 0.1 is no balance. */
  readonly difference: number | null;
}

/** An estimate with its 95 % interval. */
interface Estimated {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Comparison {
  readonly dimensions: readonly ComparedDimension[];
  readonly curves: Curves;
  /** At some day: the share of the first less that of the second. */
  readonly differences: readonly (Estimated & { readonly days: number })[];
  /** Hazard of the first over the second; null where few had the event. */
  readonly hazardRatio: HazardRatio | null;
  /** Mean days without the event up to a day, first less second; null for a competing risk or without common follow-up. */
  readonly restrictedMean: (Estimated & { readonly days: number; readonly p: number }) | null;
}

const MONTH = 365.25 / 12;
const MONTHS = [6, 12, 24];

/** Two cohorts side by side: who they are, how they fared, and the difference with its interval. They share no patient. */
export function compareCohorts(
  table: CohortTable,
  endpoint: CohortEndpoint,
  first: Int32Array,
  second: Int32Array,
  limit: DisclosureLimit,
): Comparison {
  const curves = cohortCurves(
    table,
    endpoint,
    [{ levels: ['a'], rows: first }, { levels: ['b'], rows: second }],
    limit,
  ); // biome-ignore format: a pair
  const [a, b] = [
    curves.curves.find(({ levels }) => levels[0] === 'a'),
    curves.curves.find(({ levels }) => levels[0] === 'b'),
  ];
  const last = a && b ? Math.min(a.days.at(-1) ?? 0, b.days.at(-1) ?? 0) : 0;
  const days = MONTHS.map((month) => Math.round(month * MONTH)).filter((day) => day <= last);
  const read = [first, second].map((rows) => readAt(table, endpoint, rows, curves.method, days));
  const z = normalQuantile(0.975);
  return {
    dimensions: [...table.dimensions.keys()].map((id) => comparedDimension(table, id, first, second, limit.leastShown)),
    curves,
    differences: days.map((day, k) => {
      const [p, q] = [read[0]?.[k] as Read, read[1]?.[k] as Read];
      const estimate = p.value - q.value;
      const se = Math.sqrt(p.se ** 2 + q.se ** 2);
      return { days: day, estimate, lower: estimate - z * se, upper: estimate + z * se };
    }),
    hazardRatio: a && b ? ratioOf(table, endpoint, first, second) : null,
    restrictedMean: curves.method === 'kaplanMeier' && last > 0 ? meansOf(table, endpoint, first, second, last) : null,
  };
}

function comparedDimension(
  { dimensions }: CohortTable,
  id: string,
  first: Int32Array,
  second: Int32Array,
  leastShown: number,
): ComparedDimension {
  const column = dimensions.get(id) as NonNullable<ReturnType<typeof dimensions.get>>;
  const counts = [first, second].map((rows) => {
    const own = new Int32Array(column.levels.length);
    for (const row of rows) own[column.codes[row] as number] = (own[column.codes[row] as number] as number) + 1;
    return own;
  }) as [Int32Array, Int32Array];
  const quiet = quietLevels(column.levels);
  const shown = counts.map((own) => shownCounts(own, leastShown, quiet));
  const known = column.levels.flatMap((level, k) =>
    level === UNKNOWN || level === NOT_APPLICABLE || counts.every((own) => own[k] === 0) ? [] : [k],
  );
  const [p, q] = counts.map((own) => known.map((k) => own[k] as number)) as [number[], number[]];
  // Cohorts that share no level are not apart by some number: the one is what the other is not.
  const shared = p.some((count, k) => count > 0 && (q[k] as number) > 0);
  const difference = known.length > 1 && shared ? categoricalDifference(p, q) : null;
  return {
    id,
    levels: column.levels.flatMap((level, k) =>
      counts.every((own) => own[k] === 0)
        ? []
        : [{ level, n: [shown[0]?.[k] ?? null, shown[1]?.[k] ?? null] as const }],
    ),
    difference: difference === null || !Number.isFinite(difference) ? null : difference,
  };
}

interface Read {
  readonly value: number;
  readonly se: number;
}

function usable({ times }: CohortTable, endpoint: CohortEndpoint, rows: Int32Array) {
  const { days, event } = times[endpoint];
  const used = rows.filter((row) => (event[row] as number) >= 0);
  return {
    days: Float64Array.from(used, (row) => days[row] as number),
    event: Float64Array.from(used, (row) => event[row] as number),
  };
}

function readAt(
  table: CohortTable,
  endpoint: CohortEndpoint,
  rows: Int32Array,
  method: Curves['method'],
  at: readonly number[],
): readonly Read[] {
  const { days, event } = usable(table, endpoint, rows);
  if (days.length === 0) return [];
  if (method === 'kaplanMeier') {
    const { time, survival, seSurvival } = productLimit(
      days,
      event.map((one) => (one === 1 ? 1 : 0)),
    );
    return at.map((day) => {
      const k = lastUpTo(time, day);
      return k < 0 ? { value: 1, se: 0 } : { value: survival[k] as number, se: seSurvival[k] as number };
    });
  }
  const { time, probability, se } = cumulativeIncidence(days, event, 2);
  return at.map((day) => {
    const k = lastUpTo(time, day);
    return k < 0 ? { value: 0, se: 0 } : { value: probability[k * 3 + 1] as number, se: se[k * 3 + 1] as number };
  });
}

const lastUpTo = (time: Float64Array, day: number): number => time.findLastIndex((t) => t <= day);

function meansOf(
  table: CohortTable,
  endpoint: CohortEndpoint,
  first: Int32Array,
  second: Int32Array,
  days: number,
): Comparison['restrictedMean'] {
  const [p, q] = [first, second].map((rows) => {
    const own = usable(table, endpoint, rows);
    return restrictedMean(
      own.days,
      own.event.map((one) => (one === 1 ? 1 : 0)),
      days,
    );
  }) as [ReturnType<typeof restrictedMean>, ReturnType<typeof restrictedMean>];
  // Second against first is what it answers: they are given the other way round.
  const { est, lower, upper, p: value } = compareRestrictedMeans(q, p, days).difference;
  return { days, estimate: est, lower, upper, p: value };
}

function ratioOf(
  table: CohortTable,
  endpoint: CohortEndpoint,
  first: Int32Array,
  second: Int32Array,
): HazardRatio | null {
  const [p, q] = [usable(table, endpoint, first), usable(table, endpoint, second)];
  const event = joined(p.event, q.event).map((one) => (one === 1 ? 1 : 0));
  if (event.reduce((total, one) => total + one, 0) < LEAST_EVENTS) return null;
  return hazardRatio({
    time: joined(p.days, q.days),
    event,
    other: Float64Array.from(event, (_, i) => (i < p.days.length ? 1 : 0)),
  });
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
