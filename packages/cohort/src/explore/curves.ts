import {
  chiSquareUpper,
  cumulativeIncidence,
  grayTest,
  logRank,
  normalQuantile,
  productLimit,
  quantileOf,
} from '@linea/survival';
import type { DisclosureLimit } from './disclosure.ts';
import type { Group } from './groups.ts';
import type { CohortEndpoint } from './row.ts';
import type { CohortTable, TimeColumn } from './table.ts';

/** A curve on whole weeks: nobody's own day can be read from it. It ends where few are at risk. */
export interface GridCurve {
  readonly levels: readonly string[];
  /** Patients with a time. */
  readonly n: number;
  /** Those among them with the event, and with a competing one. */
  readonly events: number;
  readonly competing: number;
  /** Patients of the group without a time: not in the population of the endpoint, or its dates are not known. */
  readonly withoutTime: number;
  /** Times that rest on a response as it was stated, and on a date that was put on one day. */
  readonly assuming: number;
  readonly imputed: number;
  /** Days from the infusion: 0, 7, 14, … */
  readonly days: readonly number[];
  /** Without the event by each day; where another event competes, with it. */
  readonly value: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** At risk just before each day. */
  readonly risk: readonly number[];
  /** Days to the median and its limits; null is not reached, or beyond the end of the curve. */
  readonly median: readonly [number | null, number | null, number | null] | null;
  /** Fewer were at risk beyond the last day: the curve is cut there. */
  readonly cut: boolean;
}

/** A group whose curve is not drawn: few have a time, or few of them had the event. */
interface HiddenCurve {
  readonly levels: readonly string[];
  readonly why: 'fewTimes' | 'fewEvents';
}

export interface Curves {
  readonly endpoint: CohortEndpoint;
  /** Kaplan-Meier for what can happen to everybody, Aalen-Johansen where another event takes its place. */
  readonly method: 'kaplanMeier' | 'aalenJohansen';
  readonly curves: readonly GridCurve[];
  readonly hidden: readonly HiddenCurve[];
  /** Log-rank, or Gray's test: of all groups alike. Null for one group or without any event. */
  readonly test: {
    readonly name: 'logRank' | 'gray';
    readonly statistic: number;
    readonly df: number;
    readonly p: number;
  } | null;
}

const WEEK = 7;
/** Endpoints whose event a competing one takes the place of. */
const COMPETING: ReadonlySet<CohortEndpoint> = new Set(['NRM', 'RI']);

/** Curves of an endpoint by group. O(n log n). */
export function cohortCurves(
  table: CohortTable,
  endpoint: CohortEndpoint,
  groups: readonly Group[],
  limit: DisclosureLimit,
): Curves {
  const column = table.times[endpoint];
  const used = groups.map(({ rows, levels }) => ({
    levels,
    all: rows,
    rows: rows.filter((row) => (column.event[row] as number) >= 0),
  }));
  const competes = COMPETING.has(endpoint);
  const whyHidden = ({ rows }: Used): HiddenCurve['why'] | null => {
    const few = (kind: number): boolean => {
      const count = countOf(rows, (row) => column.event[row] === kind);
      return count > 0 && count < limit.leastShown;
    };
    if (rows.length < limit.leastShown) return 'fewTimes';
    return few(1) || (competes && few(2)) ? 'fewEvents' : null;
  };
  const shown = used.filter((group) => whyHidden(group) === null);
  return {
    endpoint,
    method: competes ? 'aalenJohansen' : 'kaplanMeier',
    curves: shown.map((group) => curveOf(column, group, competes, limit)),
    hidden: used.flatMap((group) => {
      const why = whyHidden(group);
      return why === null ? [] : [{ levels: group.levels, why }];
    }),
    // Diseases have definitions of their own of the same endpoint: what a test between them would say is not about patients.
    test: oneDisease(table, shown)
      ? testOf(
          column,
          shown.map(({ rows }) => rows),
          competes,
        )
      : null,
  };
}

const countOf = (rows: Int32Array, test: (row: number) => boolean): number =>
  rows.reduce((sum, row) => sum + (test(row) ? 1 : 0), 0);

const oneDisease = (table: CohortTable, groups: readonly Used[]): boolean =>
  new Set(groups.flatMap(({ rows }) => Array.from(rows, (row) => table.rows[row]?.disease))).size < 2;

interface Used {
  readonly levels: readonly string[];
  readonly all: Int32Array;
  readonly rows: Int32Array;
}

interface Steps {
  readonly time: ArrayLike<number>;
  readonly risk: ArrayLike<number>;
  readonly value: (k: number) => number;
  readonly lower: (k: number) => number;
  readonly upper: (k: number) => number;
}

function curveOf(
  column: TimeColumn,
  { levels, all, rows }: Used,
  competes: boolean,
  limit: DisclosureLimit,
): GridCurve {
  const days = Float64Array.from(rows, (row) => column.days[row] as number);
  const steps = competes ? incidence(column, days, rows) : survival(column, days, rows);
  const grid = onWeeks(steps, competes ? 0 : 1, limit.leastAtRisk);
  return {
    levels,
    n: rows.length,
    events: countOf(rows, (row) => column.event[row] === 1),
    competing: competes ? countOf(rows, (row) => column.event[row] === 2) : 0,
    withoutTime: all.length - rows.length,
    assuming: countOf(rows, (row) => column.assuming[row] === 1),
    imputed: countOf(rows, (row) => column.imputed[row] === 1),
    ...grid,
    median: competes ? null : medianOf(column, days, rows, grid.days.at(-1) ?? 0),
  };
}

function survival(column: TimeColumn, days: Float64Array, rows: Int32Array): Steps {
  const {
    time,
    risk,
    survival: value,
    lower,
    upper,
  } = productLimit(days, eventsOf(column, rows), { intervalType: 'log-log' });
  const at = (values: Float64Array) => (k: number) => values[k] as number;
  return { time, risk, value: at(value), lower: at(lower), upper: at(upper) };
}

const eventsOf = (column: TimeColumn, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => (column.event[row] === 1 ? 1 : 0));

/** The incidence with its interval on the complementary log-log scale. */
function incidence(column: TimeColumn, days: Float64Array, rows: Int32Array): Steps {
  const causes = Float64Array.from(rows, (row) => Math.max(0, column.event[row] as number));
  const made = cumulativeIncidence(days, causes, 2);
  const z = normalQuantile(0.975);
  const value = (k: number): number => made.probability[k * 3 + 1] as number;
  const limit =
    (sign: number) =>
    (k: number): number => {
      const f = value(k);
      if (!(f > 0 && f < 1)) return f;
      const width = (z * (made.se[k * 3 + 1] as number)) / (Math.abs(Math.log(1 - f)) * (1 - f));
      return 1 - (1 - f) ** Math.exp(sign * width);
    };
  return { time: made.time, risk: made.atRisk, value, lower: limit(-1), upper: limit(1) };
}

/** Steps read on whole weeks, up to the last week before which enough are at risk. */
function onWeeks({ time, risk, value, lower, upper }: Steps, first: 0 | 1, leastAtRisk: number) {
  let end = -1;
  for (let k = 0; k < time.length; k++) if ((risk[k] as number) >= leastAtRisk) end = k;
  const weeks = end < 0 ? 0 : Math.floor((time[end] as number) / WEEK);
  const days = Array.from({ length: weeks + 1 }, (_, week) => week * WEEK);
  const made = { value: [] as number[], lower: [] as number[], upper: [] as number[], risk: [] as number[] };
  let after = -1;
  let before = 0;
  for (const day of days) {
    while (before < time.length && (time[before] as number) < day) before++;
    while (after + 1 < time.length && (time[after + 1] as number) <= day) after++;
    const read = (of: (k: number) => number): number => {
      if (after < 0) return first;
      // A limit does not exist where nothing has happened, or to everybody: there it is the curve itself.
      const found = of(after);
      return rounded(Number.isFinite(found) ? found : value(after));
    };
    made.value.push(read(value));
    made.lower.push(read(lower));
    made.upper.push(read(upper));
    made.risk.push(before < time.length ? (risk[before] as number) : 0);
  }
  return { days, ...made, cut: end < time.length - 1 };
}

/** Four decimals are finer than a pixel. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

function medianOf(column: TimeColumn, days: Float64Array, rows: Int32Array, last: number): GridCurve['median'] {
  const curve = productLimit(days, eventsOf(column, rows), { intervalType: 'log-log' });
  const { time, lower, upper } = quantileOf(curve, 0.5);
  const within = (day: number): number | null =>
    Number.isFinite(day) && day <= last ? Math.round(day / WEEK) * WEEK : null;
  return [within(time), within(lower), within(upper)];
}

function testOf(column: TimeColumn, groups: readonly Int32Array[], competes: boolean): Curves['test'] {
  if (groups.length < 2) return null;
  const n = groups.reduce((sum, rows) => sum + rows.length, 0);
  const [time, status, group] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  let at = 0;
  for (const [g, rows] of groups.entries())
    for (const row of rows) {
      time[at] = column.days[row] as number;
      status[at] = competes ? (column.event[row] as number) : column.event[row] === 1 ? 1 : 0;
      group[at++] = g;
    }
  if (!status.includes(1)) return null;
  if (!competes) {
    const { chiSquare, df, p } = logRank(time, status, group);
    return { name: 'logRank', statistic: chiSquare, df, p };
  }
  const { statistic, df } = grayTest(time, status, group, groups.length);
  return Number.isFinite(statistic) ? { name: 'gray', statistic, df, p: chiSquareUpper(statistic, df) } : null;
}
